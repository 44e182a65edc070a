package word

import (
	"fmt"
	"regexp"
	"strings"
)

// Table is a table with a head that is repeated on every page.
type Table struct {
	Widths []int    // of the columns, in twentieths of a point; their sum is the table's width
	Head   [][]Cell // repeated rows
	Rows   [][]Cell
	Title  string // what a screen reader says
	Keep   bool   // the whole table stays on the page of what follows it
	Top    bool   // text stands at the top of its cell, not in the middle
	// ThreeLines draws a three-line table 三线表: a rule above, one under the head
	// and one below, and nothing else.
	ThreeLines bool
	Boxes      bool // a picture of boxes: cells with text have a frame, others none
	Height     int  // of rows at least, in twentieths of a point
}

// Cell is one cell of a table.
type Cell struct {
	Lines []Line
	Span  int  // columns that it covers; 0 is 1
	Down  Down // merge with the rows below
	Shade bool // light grey, for a row that groups others
}

// Line is one paragraph in a cell.
type Line struct {
	Style Style // "" is CellText, or CellHead in the head
	Runs  []Run
}

// Down says how a cell is merged with the cells below it.
type Down int

// Vertical merges.
const (
	Single   Down = iota // by itself
	First                // the first of several
	Continue             // belongs to the cell above; its text is not shown
)

// TextCell is a cell that holds one run of text a line.
func TextCell(style Style, lines ...string) Cell {
	c := Cell{}
	for _, s := range lines {
		c.Lines = append(c.Lines, Line{Style: style, Runs: []Run{{Text: s}}})
	}
	return c
}

// Table writes a table.
func (d *Document) Table(t Table) {
	total := 0
	for _, w := range t.Widths {
		total += w
	}
	tableStyle, head := "TableGrid", cellLook{style: CellHead, align: "center", shade: true}
	if t.ThreeLines {
		tableStyle, head.shade = "ThreeLines", false
	}
	if t.Boxes {
		tableStyle = "TableNormal"
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<w:tbl><w:tblPr><w:tblStyle w:val="%s"/><w:tblW w:w="%d" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>`, tableStyle, total)
	if t.Title != "" {
		fmt.Fprintf(&b, `<w:tblCaption w:val="%s"/>`, escape(t.Title))
	}
	b.WriteString(`</w:tblPr><w:tblGrid>`)
	for _, w := range t.Widths {
		fmt.Fprintf(&b, `<w:gridCol w:w="%d"/>`, w)
	}
	b.WriteString(`</w:tblGrid>`)
	for i, row := range t.Head {
		b.WriteString(`<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`)
		head.rule = t.ThreeLines && i == len(t.Head)-1
		d.cells(&b, row, t.Widths, head)
		b.WriteString(`</w:tr>`)
	}
	usual := cellLook{style: CellText, align: "center", boxes: t.Boxes}
	if t.Top {
		usual.align = "top"
	}
	for _, row := range t.Rows {
		b.WriteString(`<w:tr>`)
		properties := ""
		if short(row, t.Widths) {
			properties = `<w:cantSplit/>`
		}
		if t.Height > 0 {
			properties += fmt.Sprintf(`<w:trHeight w:val="%d" w:hRule="atLeast"/>`, t.Height)
		}
		if properties != "" {
			b.WriteString(`<w:trPr>` + properties + `</w:trPr>`)
		}
		d.cells(&b, row, t.Widths, usual)
		b.WriteString(`</w:tr>`)
	}
	b.WriteString(`</w:tbl>`)
	text := b.String()
	if t.Keep {
		text = keepNext.ReplaceAllString(text, "$0<w:keepNext/>")
	}
	d.body.WriteString(text)
}

var keepNext = regexp.MustCompile(`<w:pStyle w:val="[^"]*"/>`)

// mostLines is how high a row may be, in lines of 9 pt, to be kept whole at the
// end of a page.
const mostLines = 16

// short reports whether a row is low enough to be kept whole at the end of a page.
func short(row []Cell, widths []int) bool {
	column := 0
	for _, c := range row {
		span := min(max(c.Span, 1), max(len(widths)-column, 0))
		width := 0
		for _, w := range widths[column : column+span] {
			width += w
		}
		column += span
		perLine := max((width-160)/90, 2) // half-width characters of 9 pt
		lines := 0
		for _, line := range c.Lines {
			n := 0
			for _, r := range line.Runs {
				for _, x := range r.Text {
					if n++; x >= 0x80 {
						n++
					}
				}
			}
			lines += max((n+perLine-1)/perLine, 1)
		}
		if lines > mostLines {
			return false
		}
	}
	return true
}

// cellLook is how the cells of a row look.
type cellLook struct {
	style Style
	align string
	shade bool
	rule  bool // below
	boxes bool // a frame round cells with text
}

// frame is a line round a cell.
const frame = `<w:tcBorders><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/><w:left w:val="single" w:sz="6" w:space="0" w:color="000000"/><w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/><w:right w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:tcBorders>`

// cells writes the cells of one row; a short row is filled with empty ones.
func (d *Document) cells(b *strings.Builder, row []Cell, widths []int, usual cellLook) {
	column := 0
	for i := 0; column < len(widths); i++ {
		c := Cell{}
		if i < len(row) {
			c = row[i]
		}
		span := min(max(c.Span, 1), len(widths)-column)
		width := 0
		for _, w := range widths[column : column+span] {
			width += w
		}
		column += span
		fmt.Fprintf(b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, width)
		if span > 1 {
			fmt.Fprintf(b, `<w:gridSpan w:val="%d"/>`, span)
		}
		switch c.Down {
		case First:
			b.WriteString(`<w:vMerge w:val="restart"/>`)
		case Continue:
			b.WriteString(`<w:vMerge/>`)
		}
		if usual.rule {
			b.WriteString(`<w:tcBorders><w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:tcBorders>`)
		}
		if usual.boxes && len(c.Lines) > 0 {
			b.WriteString(frame)
		}
		if c.Shade || usual.shade {
			b.WriteString(`<w:shd w:val="clear" w:color="auto" w:fill="EDEDED"/>`)
		}
		fmt.Fprintf(b, `<w:vAlign w:val="%s"/></w:tcPr>`, usual.align)
		if len(c.Lines) == 0 {
			b.WriteString(d.paragraph(string(usual.style), "", nil))
		}
		for _, line := range c.Lines {
			style := line.Style
			if style == "" {
				style = usual.style
			}
			b.WriteString(d.paragraph(string(style), "", line.Runs))
		}
		b.WriteString(`</w:tc>`)
	}
}
