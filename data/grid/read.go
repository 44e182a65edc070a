package grid

import (
	"fmt"
	"path"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/internal/ooxml"
)

// Read reads every visible sheet of a table. name is the file's name inside
// the study, for messages and for File; what the file is, is told from its
// bytes. Sheets without any text are left out. Errors are *city.Error; codes:
// empty, truncated, password_protected, mislabelled, zip_bomb, bad_package,
// bad_encoding, bad_csv, bad_table, too_large.
func Read(name string, raw []byte) (grids []*Grid, err error) {
	defer func() {
		if r := recover(); r != nil {
			grids, err = nil, city.Errorf("bad_table", "表格读不出：%v", "the table cannot be read: %v", r).At(name, "", 0, "").
				WithHint("用 Excel 或 WPS 打开后另存为 .xlsx", "open it in Excel or WPS and save it as .xlsx").Wrap(fmt.Errorf("%v", r))
		}
	}()
	kind := ooxml.Sniff(raw)
	read, ok := readers[kind]
	if !ok {
		if kind == ooxml.Zip { // perhaps only the end of a workbook is missing
			if _, err := ooxml.Open(name, raw); err != nil {
				return nil, err
			}
		}
		return nil, ooxml.Refuse(name, kind, "表格（.xls、.xlsx、.csv）", "a table (.xls, .xlsx, .csv)")
	}
	all, err := read(name, raw)
	if err != nil {
		return nil, err
	}
	hash := files.Hash(raw)
	note := misnamed(name, kind)
	for _, g := range all {
		trim(g)
		if len(g.Rows) == 0 {
			continue
		}
		g.SHA256 = hash
		if !note.IsZero() {
			g.Note = join(note, g.Note)
		}
		grids = append(grids, g)
	}
	if len(grids) == 0 {
		return nil, city.Errorf("empty", "表内没有任何内容", "the table holds nothing").At(name, "", 0, "").
			WithHint("检查是否存错了文件，或内容在隐藏的工作表里", "check whether it is the right file, or whether the content lies in a hidden sheet")
	}
	return grids, nil
}

// readers are the kinds of files that are tables.
var readers = map[ooxml.Kind]func(name string, raw []byte) ([]*Grid, error){
	ooxml.Workbook:     readXLSX,
	ooxml.OldWorkbook:  readXLS,
	ooxml.Compound:     readXLS, // perhaps a workbook that was cut short
	ooxml.BareWorkbook: readBare,
	ooxml.HTML:         readHTML,
	ooxml.XMLWorkbook:  readXMLSS,
	ooxml.Plain:        readCSV,
}

// own are the endings under which each kind is expected.
var own = map[ooxml.Kind]string{
	ooxml.Workbook:     ".xlsx .xlsm .xltx",
	ooxml.OldWorkbook:  ".xls .xlt .et",
	ooxml.BareWorkbook: ".xls",
	ooxml.HTML:         ".html .htm",
	ooxml.XMLWorkbook:  ".xml",
	ooxml.Plain:        ".csv .txt .tsv .tab",
}

// misnamed says that a file is not what its name says; zero where it is.
func misnamed(name string, kind ooxml.Kind) city.Text {
	ext := strings.ToLower(path.Ext(name))
	if ext == "" || strings.Contains(own[kind]+" ", ext+" ") {
		return city.Text{}
	}
	is := kind.Name()
	return city.Text{
		Zh: fmt.Sprintf("文件名是 %s，内容其实是%s，已按实际内容读取", ext, is.Zh),
		En: fmt.Sprintf("the name says %s, but the file is really %s; it was read as what it is", ext, is.En),
	}
}

func join(a, b city.Text) city.Text {
	if b.IsZero() {
		return a
	}
	return city.Text{Zh: a.Zh + "；" + b.Zh, En: a.En + "; " + b.En}
}

// trim takes blank cells off the end of rows and blank rows off the end.
func trim(g *Grid) {
	for i, row := range g.Rows {
		n := len(row)
		for n > 0 && strings.TrimSpace(row[n-1].Text) == "" {
			n--
		}
		g.Rows[i] = row[:n]
	}
	n := len(g.Rows)
	for n > 0 && len(g.Rows[n-1]) == 0 {
		n--
	}
	g.Rows = g.Rows[:n]
}
