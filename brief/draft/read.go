package draft

import (
	"path"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/grid"
	"github.com/quanyu/quanyu/internal/ooxml"
)

// sheetGrid is one sheet with where its cells stand: in a table file, or in
// paragraphs of a document.
type sheetGrid struct {
	*grid.Grid
	para map[string]para // cell name to paragraph; nil for table files
}

// read reads a file by its kind.
func read(f File) (text, error) {
	t := text{name: f.Name}
	switch strings.ToLower(path.Ext(f.Name)) {
	case ".docx", ".doc", ".wps":
		doc, err := ooxml.OpenDocument(f.Name, f.Raw)
		if err != nil {
			return t, err
		}
		t.doc = doc
		for _, p := range doc.Paragraphs() {
			t.paras = append(t.paras, para{Line: p.Index + 1, Text: p.Text, Heading: p.Heading, Table: p.TableNo, Row: p.Row, Col: p.Col, Span: p.Span, Below: p.Below})
		}
		return t, nil
	case ".txt", ".md":
		s, err := grid.Decode(f.Name, f.Raw)
		if err != nil {
			return t, err
		}
		for i, line := range strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n") {
			t.paras = append(t.paras, para{Line: i + 1, Text: strings.TrimRight(line, "\r")})
		}
		return t, nil
	case ".xlsx", ".xls", ".csv":
		grids, err := grid.Read(f.Name, f.Raw)
		if err != nil {
			return t, err
		}
		for _, g := range grids {
			t.grids = append(t.grids, sheetGrid{Grid: g})
		}
		return t, nil
	}
	return t, city.Errorf("unknown_kind", "不能核对这类文件", "this kind of file cannot be checked").At(f.Name, "", 0, "").
		WithHint("用 .docx、.txt、.xlsx、.xls 或 .csv；.doc 和 .wps 先另存为 .docx", "use .docx, .txt, .xlsx, .xls or .csv; save .doc and .wps as .docx first")
}

// gridOf makes a sheet of a table of a document. Where a cell holds several
// paragraphs, their text is joined and the first one is where it stands; merged
// cells repeat the text of their first cell.
func gridOf(t text, table int) sheetGrid {
	g := sheetGrid{Grid: &grid.Grid{File: t.name, Sheet: tableName(table)}, para: map[string]para{}}
	for _, p := range t.paras {
		if p.Table != table || p.Row > 5000 || p.Col > 500 {
			continue
		}
		for len(g.Rows) <= p.Row {
			g.Rows = append(g.Rows, nil)
		}
		for len(g.Rows[p.Row]) <= p.Col {
			g.Rows[p.Row] = append(g.Rows[p.Row], grid.Cell{})
		}
		cell := &g.Rows[p.Row][p.Col]
		name := grid.Name(p.Row, p.Col)
		text := strings.TrimSpace(p.Text)
		if text == "" {
			continue
		}
		if cell.Text != "" {
			cell.Text += " " + text
			continue
		}
		cell.Text, g.para[name] = text, p
	}
	for _, p := range t.paras {
		if p.Table != table || p.Row >= len(g.Rows) || p.Col >= len(g.Rows[p.Row]) {
			continue
		}
		row := g.Rows[p.Row]
		if p.Below && row[p.Col].Text == "" && p.Row > 0 {
			row[p.Col] = grid.Cell{Text: g.At(p.Row-1, p.Col).Text, Merged: true}
		}
		for c := p.Col + 1; c < min(p.Col+p.Span, 500); c++ {
			for len(row) <= c {
				row = append(row, grid.Cell{})
			}
			if row[c].Text == "" {
				row[c] = grid.Cell{Text: row[p.Col].Text, Merged: true}
			}
		}
		g.Rows[p.Row] = row
	}
	width := g.Width()
	for r := range g.Rows {
		for len(g.Rows[r]) < width {
			g.Rows[r] = append(g.Rows[r], grid.Cell{})
		}
	}
	return g
}
