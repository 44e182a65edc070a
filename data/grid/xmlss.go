package grid

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// readXMLSS reads SpreadsheetML 2003, the XML that Excel and some statistics
// systems write under the name .xls.
func readXMLSS(name string, raw []byte) ([]*Grid, error) {
	x := &xmlss{file: name, s: newScanner(utf8XML(raw)), formats: map[string]format{}}
	err := x.read()
	var e *city.Error
	switch {
	case errors.As(err, &e):
		return nil, err
	case err != nil:
		return nil, city.Errorf("truncated", "XML 表格不完整或已损坏", "the XML spreadsheet is incomplete or damaged").At(name, "", 0, "").
			WithHint("重新下载；或用 Excel、WPS 打开后另存为 .xlsx", "download it again, or open it in Excel or WPS and save it as .xlsx").Wrap(err)
	}
	return noteHidden(x.grids, x.hidden), nil
}

// utf8XML gives XML in UTF-8: it may say encoding="GB2312" at its head.
func utf8XML(raw []byte) io.Reader {
	top := bytes.ToLower(raw[:min(len(raw), 200)])
	if bytes.Contains(top, []byte("gb2312")) || bytes.Contains(top, []byte("gbk")) || bytes.Contains(top, []byte("gb18030")) {
		if text, err := decode("", raw); err == nil {
			return strings.NewReader(text)
		}
	}
	return bytes.NewReader(raw)
}

type xmlss struct {
	file     string
	s        *scanner
	formats  map[string]format
	style    string // the style that is being read
	b        *builder
	row, col int
	grids    []*Grid
	hidden   []string
	hide     bool
}

func (x *xmlss) read() error {
	open := 0
	for {
		if err := x.s.tag(); err != nil {
			if err == io.EOF && open == 0 && x.b == nil {
				return nil
			}
			return noEnd(err)
		}
		name := string(x.s.name)
		if name == "Workbook" && !x.s.empty {
			if x.s.end {
				open--
			} else {
				open++
			}
		}
		if err := x.element(name); err != nil {
			return err
		}
	}
}

// element takes one start or end tag.
func (x *xmlss) element(name string) error {
	s := x.s
	switch {
	case name == "Worksheet" && s.end:
		return x.endSheet()
	case s.end:
		return nil
	case name == "Style":
		x.style = s.value("ID")
	case name == "NumberFormat":
		x.formats[x.style] = parseFormat(namedFormat(s.value("Format")))
	case name == "Worksheet":
		if x.b != nil {
			return errXML
		}
		x.b, x.row, x.col, x.hide = newBuilder(x.file, s.value("Name")), -1, -1, false
	case x.b == nil:
	case name == "Visible":
		text, err := s.text("")
		x.hide = text == "SheetHidden" || text == "SheetVeryHidden"
		return err
	case name == "Row":
		x.row, x.col = x.next(x.row), -1
	case name == "Cell":
		return x.cell()
	}
	return nil
}

// next is the index after the last one, or the one that is told.
func (x *xmlss) next(last int) int {
	if n, ok := x.s.number("Index"); ok && n > 0 {
		return n - 1
	}
	return last + 1
}

// cell reads a cell to its end tag.
func (x *xmlss) cell() error {
	s := x.s
	x.col = x.next(x.col)
	r, c := x.row, x.col
	across, _ := s.number("MergeAcross")
	down, _ := s.number("MergeDown")
	if across > 0 || down > 0 {
		across, down = min(max(across, 0), MaxColumns), min(max(down, 0), MaxRows)
		x.b.merge = append(x.b.merge, region{r1: r, c1: c, r2: r + down, c2: c + across})
		x.col += across
	}
	f, ok := x.formats[s.value("StyleID")]
	if !ok {
		if f, ok = x.formats["Default"]; !ok {
			f = general
		}
	}
	if s.empty {
		return nil
	}
	var cell Cell
	for {
		if err := s.tag(); err != nil {
			return noEnd(err)
		}
		name := string(s.name)
		switch {
		case name == "Cell" && s.end:
			return x.b.put(r, c, cell)
		case name == "Data" && !s.end:
			kind := s.value("Type")
			text, err := s.text("")
			if err != nil {
				return err
			}
			cell = typed(kind, text, f)
		case name == "Comment" && !s.end && !s.empty:
			if _, err := s.text(""); err != nil {
				return err
			}
		}
	}
}

func typed(kind, text string, f format) Cell {
	switch kind {
	case "Number":
		return f.show(text, false)
	case "DateTime":
		day, clock, _ := strings.Cut(text, "T")
		if clock = strings.TrimSuffix(clock, ".000"); clock != "" && clock != "00:00:00" {
			day += " " + clock
		}
		return Cell{Text: day}
	case "Boolean":
		return Cell{Text: map[bool]string{true: "TRUE", false: "FALSE"}[text == "1"]}
	}
	return Cell{Text: text}
}

func (x *xmlss) endSheet() error {
	if x.b == nil {
		return errXML
	}
	g, err := x.b.done()
	if err != nil {
		return err
	}
	if x.hide {
		x.hidden = append(x.hidden, g.Sheet)
	} else {
		x.grids = append(x.grids, g)
	}
	x.b = nil
	return nil
}

// namedFormat gives the code behind a format that is named by a word.
func namedFormat(name string) string {
	switch name {
	case "Fixed":
		return "0.00"
	case "Standard", "Currency", "Euro Currency":
		return "#,##0.00"
	case "Percent":
		return "0.00%"
	case "General", "General Number", "Scientific", "":
		return "General"
	case "Short Date", "Medium Date", "Long Date":
		return "yyyy-mm-dd"
	case "General Date":
		return "yyyy-mm-dd h:mm"
	}
	return name
}
