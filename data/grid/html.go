package grid

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/quanyu/quanyu/city"
	"golang.org/x/net/html"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// readHTML reads the tables of a web page, which is what many sites hand out
// under the name .xls. Tables that only lay the page out (fewer than two rows
// or columns) count as text. Text before a table becomes rows above it, as a
// spreadsheet program shows it; text behind the last one becomes rows below.
func readHTML(name string, raw []byte) ([]*Grid, error) {
	text, err := decodeHTML(name, raw)
	if err != nil {
		return nil, err
	}
	p := &page{file: name, z: html.NewTokenizer(strings.NewReader(text))}
	p.z.SetMaxBuf(maxPiece)
	if err := p.read(); err != nil {
		return nil, err
	}
	if p.last == nil {
		return nil, city.Errorf("mislabelled", "这是网页，其中没有表格", "this is a web page without a table").At(name, "", 0, "").
			WithHint("可能存下的是登录页或出错页；回到网站重新导出", "perhaps a log-in or error page was saved; export it again from the site")
	}
	if len(p.grids) == 1 {
		p.grids[0].Sheet = ""
	}
	return p.grids, nil
}

// decodeHTML decodes a page by its own word where that is GB, else by its
// bytes.
func decodeHTML(name string, raw []byte) (string, error) {
	top := bytes.ToLower(raw[:min(len(raw), 2048)])
	if i := bytes.Index(top, []byte("charset=")); i >= 0 && bytes.HasPrefix(bytes.TrimLeft(top[i+8:], `"' `), []byte("gb")) {
		if out, err := simplifiedchinese.GB18030.NewDecoder().Bytes(raw); err == nil && !bytes.Contains(out, []byte("\uFFFD")) {
			return string(out), nil
		}
	}
	return decode(name, raw)
}

// page is a web page on the way to grids.
type page struct {
	file  string
	z     *html.Tokenizer
	stack []*tableRows    // open tables, the innermost last
	loose strings.Builder // text outside tables
	lines []string        // whole lines of it, not yet placed
	grids []*Grid
	last  *builder // of the last grid, for the text behind it
	cells int
}

// tableRows is one table on the way.
type tableRows struct {
	b        *builder
	row, col int
	width    int
	until    []int // by column: the first row that is not covered from above
	cell     *strings.Builder
	rs, cs   int
	nested   bool // holds other tables: it lays the page out
}

// unseen are elements whose text is not shown.
var unseen = map[string]bool{"script": true, "style": true, "title": true, "template": true, "noscript": true, "xml": true, "select": true}

func (p *page) read() error {
	hidden := ""
	for {
		switch kind := p.z.Next(); kind {
		case html.ErrorToken:
			if p.z.Err() == html.ErrBufferExceeded {
				return city.Errorf("too_large", "网页中有过长的内容，不读", "the page holds a piece that is too long; it is not read").At(p.file, "", 0, "")
			}
			for len(p.stack) > 0 {
				if err := p.endTable(); err != nil {
					return err
				}
			}
			return p.finish()
		case html.TextToken:
			if hidden == "" {
				p.text(string(p.z.Text()))
			}
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			raw, more := p.z.TagName()
			name := string(raw)
			if unseen[name] {
				switch {
				case kind == html.StartTagToken && hidden == "":
					hidden = name
				case kind == html.EndTagToken && hidden == name:
					hidden = ""
				}
				continue
			}
			if hidden != "" {
				continue
			}
			if err := p.tag(name, kind != html.EndTagToken, more); err != nil {
				return err
			}
		}
	}
}

// text adds words where they belong: the open cell, else the loose text.
func (p *page) text(s string) {
	s = strings.Map(func(r rune) rune {
		switch r {
		case '\n', '\r', '\t':
			return ' '
		}
		return r
	}, s)
	if t := p.top(); t != nil && t.cell != nil {
		t.cell.WriteString(s)
		return
	}
	p.loose.WriteString(s)
}

func (p *page) top() *tableRows {
	if len(p.stack) == 0 {
		return nil
	}
	return p.stack[len(p.stack)-1]
}

func (p *page) tag(name string, start, more bool) error {
	t := p.top()
	switch name {
	case "table":
		if !start {
			if t == nil {
				return nil
			}
			return p.endTable()
		}
		if len(p.stack) > 100 {
			return city.Errorf("bad_table", "网页中的表格嵌套过深", "tables are nested too deeply in the page").At(p.file, "", 0, "")
		}
		if t == nil || t.cell == nil {
			p.breakLine()
		}
		p.stack = append(p.stack, &tableRows{b: newBuilder(p.file, ""), row: -1})
	case "tr":
		if t == nil {
			return nil
		}
		if err := p.endCell(t); err != nil {
			return err
		}
		if start {
			t.row++
			t.col = 0
		}
	case "td", "th":
		if t == nil {
			return nil
		}
		if err := p.endCell(t); err != nil {
			return err
		}
		if start {
			t.cell, t.rs, t.cs = &strings.Builder{}, 1, 1
			p.spans(t, more)
		}
	case "br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "caption", "tbody", "thead", "tfoot", "hr":
		if t != nil && t.cell != nil {
			if name == "br" || !start {
				t.cell.WriteString("\n")
			}
		} else {
			p.breakLine()
		}
	}
	return nil
}

// spans reads colspan and rowspan.
func (p *page) spans(t *tableRows, more bool) {
	for more {
		var key, value []byte
		key, value, more = p.z.TagAttr()
		n, err := strconv.Atoi(strings.TrimSpace(string(value)))
		if err != nil || n < 1 {
			continue
		}
		switch string(key) {
		case "colspan":
			t.cs = min(n, MaxColumns)
		case "rowspan":
			t.rs = min(n, 1<<16)
		}
	}
}

// breakLine ends a line of loose text.
func (p *page) breakLine() {
	line := strings.Join(strings.Fields(p.loose.String()), " ")
	p.loose.Reset()
	if line != "" && len(p.lines) < 1000 {
		p.lines = append(p.lines, line)
	}
}
