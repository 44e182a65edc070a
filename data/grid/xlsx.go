package grid

import (
	"errors"
	"io"
	"path"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/ooxml"
)

// workbook is what a .xlsx says outside its sheets.
type workbook struct {
	file     string
	pack     *ooxml.Package
	since04  bool
	sheets   []sheetEntry
	shared   []string
	formats  []format // by cell style number
	relation map[string]relation
}

type sheetEntry struct {
	name, id string
	hidden   bool
}

type relation struct{ target, kind string }

// readXLSX reads the visible worksheets of a workbook.
func readXLSX(name string, raw []byte) ([]*Grid, error) {
	pack, err := ooxml.Open(name, raw)
	if err != nil {
		return nil, err
	}
	w := &workbook{file: name, pack: pack}
	main := w.mainPart()
	if err := w.readBook(main); err != nil {
		return nil, w.damaged(main, err)
	}
	dir := path.Dir(main)
	stylesPart, sharedPart := dir+"/styles.xml", dir+"/sharedStrings.xml"
	for _, r := range w.relation {
		switch r.kind {
		case "styles":
			stylesPart = r.target
		case "sharedStrings":
			sharedPart = r.target
		}
	}
	if err := w.readStyles(stylesPart); err != nil {
		return nil, w.damaged(stylesPart, err)
	}
	if err := w.readShared(sharedPart); err != nil {
		return nil, w.damaged(sharedPart, err)
	}
	grids, err := w.readSheets()
	if err != nil {
		return nil, w.damaged(main, err)
	}
	return grids, nil
}

func (w *workbook) readSheets() ([]*Grid, error) {
	var grids []*Grid
	var hidden []string
	seen := map[string]bool{}
	for _, s := range w.sheets {
		r := w.relation[s.id]
		if r.kind != "" && r.kind != "worksheet" {
			continue // a sheet that is a chart or a dialogue
		}
		if seen[r.target] {
			return nil, io.ErrUnexpectedEOF // one part under many names, to grow without end
		}
		seen[r.target] = true
		if s.hidden {
			hidden = append(hidden, s.name)
			continue
		}
		g, err := w.readSheet(s.name, r.target)
		if err != nil {
			return nil, w.damaged(r.target, err)
		}
		grids = append(grids, g)
	}
	return noteHidden(grids, hidden), nil
}

// noteHidden says on the first sheet which sheets were left out.
func noteHidden(grids []*Grid, hidden []string) []*Grid {
	if len(hidden) > 0 && len(grids) > 0 {
		grids[0].Note = join(city.Text{
			Zh: "隐藏的工作表未读：" + strings.Join(hidden, "、"),
			En: "hidden sheets are not read: " + strings.Join(hidden, ", "),
		}, grids[0].Note)
	}
	return grids
}

// mainPart finds the workbook from the package's own relations.
func (w *workbook) mainPart() string {
	rels, err := w.readRelations("_rels/.rels", "")
	if err == nil {
		for _, r := range rels {
			if r.kind == "officeDocument" {
				if _, ok := w.pack.Part(r.target); ok {
					return r.target
				}
			}
		}
	}
	return "xl/workbook.xml"
}

// readRelations reads a .rels part; targets are made whole against dir.
func (w *workbook) readRelations(part, dir string) (map[string]relation, error) {
	out := map[string]relation{}
	err := w.each(part, func(s *scanner) error {
		if string(s.name) != "Relationship" || s.end || strings.EqualFold(s.value("TargetMode"), "External") {
			return nil
		}
		target := strings.ReplaceAll(s.value("Target"), `\`, "/")
		if strings.HasPrefix(target, "/") {
			target = strings.TrimPrefix(path.Clean(target), "/")
		} else {
			target = path.Join(dir, target)
		}
		out[s.value("Id")] = relation{target: target, kind: path.Base(s.value("Type"))}
		return nil
	})
	return out, err
}

func (w *workbook) readBook(part string) error {
	if _, ok := w.pack.Part(part); !ok {
		return city.Errorf("bad_package", "缺少工作簿部件“%s”", "the workbook part %q is missing", part).At(w.file, "", 0, "")
	}
	var err error
	dir, base := path.Split(part)
	if w.relation, err = w.readRelations(dir+"_rels/"+base+".rels", path.Clean(dir)); err != nil {
		return err
	}
	return w.each(part, func(s *scanner) error {
		if s.end {
			return nil
		}
		switch string(s.name) {
		case "workbookPr":
			v := s.value("date1904")
			w.since04 = v == "1" || v == "true"
		case "sheet":
			state := s.value("state")
			w.sheets = append(w.sheets, sheetEntry{name: s.value("name"), id: s.value("id"), hidden: state == "hidden" || state == "veryHidden"})
		}
		return nil
	})
}

func (w *workbook) readStyles(part string) error {
	codes := map[int]string{}
	inCells := false
	return w.each(part, func(s *scanner) error {
		switch string(s.name) {
		case "numFmt":
			if id, ok := s.number("numFmtId"); ok && !s.end {
				codes[id] = s.value("formatCode")
			}
		case "cellXfs":
			inCells = !s.end && !s.empty
		case "xf":
			if s.end || !inCells {
				return nil
			}
			id, _ := s.number("numFmtId")
			code, ok := codes[id]
			if !ok {
				code = builtin[id]
			}
			w.formats = append(w.formats, parseFormat(code))
		}
		return nil
	})
}

func (w *workbook) readShared(part string) error {
	return w.each(part, func(s *scanner) error {
		if string(s.name) != "si" || s.end {
			return nil
		}
		text, err := s.text("rPh")
		w.shared = append(w.shared, unescapeX(text))
		return err
	})
}

// each calls f at every tag of a part; a part that is missing has none.
func (w *workbook) each(part string, f func(*scanner) error) error {
	in, ok := w.pack.Stream(part)
	if !ok {
		return nil
	}
	defer in.Close()
	s := newScanner(in)
	for {
		if err := s.tag(); err != nil {
			if err == io.EOF {
				return nil
			}
			return err
		}
		if err := f(s); err != nil {
			return err
		}
	}
}

// damaged makes an error about a part, unless it is a located one already.
func (w *workbook) damaged(part string, err error) error {
	var e *city.Error
	if errors.As(err, &e) {
		return err
	}
	return city.Errorf("truncated", "文件已损坏，部件“%s”读不出", "the file is damaged: the part %q cannot be read", part).At(w.file, "", 0, "").
		WithHint("用 Excel 或 WPS 打开修复后另存；或重新下载", "open, repair and save it in Excel or WPS, or download it again").Wrap(err)
}

// unescapeX reads _x000D_, which is how a workbook writes control characters.
func unescapeX(s string) string {
	for from := 0; ; {
		i := strings.Index(s[from:], "_x")
		if i < 0 {
			return s
		}
		i += from
		from = i + 2
		if len(s) < i+7 || s[i+6] != '_' {
			continue
		}
		if r, ok := numbered("#x" + s[i+2:i+6]); ok {
			text := string(r)
			if r == '\r' {
				text = ""
			}
			s, from = s[:i]+text+s[i+7:], i+len(text)
		}
	}
}
