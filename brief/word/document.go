// Package word writes Word documents in the habits of Chinese official paper:
// named styles only, a line grid, heading numbers 一、（一）1.（1）, page numbers
// — 1 — that stand right on odd and left on even pages, real footnotes, tables
// with a repeated header, and native charts that stay editable.
//
// It knows the format and nothing of what the text says. The same calls give
// the same bytes.
package word

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/quanyu/quanyu/internal/ooxml"
)

// Options are what a document is begun with.
type Options struct {
	Title     string // document property
	Subject   string // document property
	Date      string // "2019-12-05", for the document properties; "" leaves them out
	Lang      string // "zh" or "en": language of the text, for spelling
	Landscape bool   // a working table on a landscape page instead of official paper
	Header    string // printed at the head of every page; "" for none
}

// Document is a Word document being written, from top to bottom.
type Document struct {
	opt       Options
	body      strings.Builder
	notes     []string // XML of the footnotes' paragraphs
	charts    []graphic
	bookmarks int
	drawings  int
	err       error // the first fault, told by Bytes
}

// New begins a document.
func New(o Options) *Document { return &Document{opt: o} }

// Style is a named paragraph style.
type Style string

// The styles. Every paragraph has one; there is no direct formatting beside
// the marks of a Run.
const (
	Body       Style = "Normal"      // 3号仿宋, first line in by two characters
	BodyKeep   Style = "BodyKeep"    // as Body, on the page of the next paragraph
	Flush      Style = "Flush"       // as Body, without the indent
	Title      Style = "Title"       // 2号小标宋, centred
	Subtitle   Style = "Subtitle"    // 3号楷体, centred
	Abstract   Style = "Abstract"    // 内容提要: 3号楷体 in a box
	Caption    Style = "Caption"     // 图题, 表题
	Source     Style = "SourceLine"  // 资料来源 under a table or figure
	Exhibit    Style = "ExhibitName" // 图题, 表题 of a working sheet
	Sign       Style = "SignOff"     // 执笔, 报送范围
	Figure     Style = "FigureBlock" // the paragraph that holds a chart
	CellText   Style = "CellText"    // text in a table
	CellHead   Style = "CellHead"    // head of a table
	CellNum    Style = "CellNumber"  // numbers in a table, to the right
	CellSmall  Style = "CellSmall"   // references in a table
	SheetText  Style = "SheetText"   // text in the tables of a working sheet
	SheetSmall Style = "SheetSmall"  // references in them
	SmallHead  Style = "SmallHead"   // heading of a working sheet
	SmallText  Style = "SmallText"   // paragraph of a working sheet
)

// Run is a stretch of text within a paragraph.
type Run struct {
	Text string
	Bold bool
	Kai  bool   // 楷体, the house's way of stress
	Grey bool   // something left to fill
	Fine bool   // a reference in small grey print
	Note string // a footnote at the end of the run; "" for none
	Link string // the name of a bookmark that the run leads to; "" for none
}

// Text is a plain run.
func Text(s string) Run { return Run{Text: s} }

// Paragraph writes one paragraph.
func (d *Document) Paragraph(s Style, runs ...Run) {
	d.body.WriteString(d.paragraph(string(s), "", runs))
}

// Heading writes a numbered heading of level 1 to 4. bookmark names it so that
// a Run can link to it; "" for none.
func (d *Document) Heading(level int, bookmark string, runs ...Run) {
	level = min(max(level, 1), 4)
	d.body.WriteString(d.paragraph(fmt.Sprintf("Heading%d", level), bookmark, runs))
}

// paragraph gives the XML of one paragraph.
func (d *Document) paragraph(style, bookmark string, runs []Run) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<w:p><w:pPr><w:pStyle w:val="%s"/></w:pPr>`, style)
	if bookmark != "" {
		d.bookmarks++
		fmt.Fprintf(&b, `<w:bookmarkStart w:id="%d" w:name="%s"/>`, d.bookmarks, escape(bookmark))
	}
	for _, r := range runs {
		b.WriteString(d.run(r))
	}
	if bookmark != "" {
		fmt.Fprintf(&b, `<w:bookmarkEnd w:id="%d"/>`, d.bookmarks)
	}
	b.WriteString(`</w:p>`)
	return b.String()
}

// run gives the XML of one run and, behind it, of its footnote mark.
func (d *Document) run(r Run) string {
	var b strings.Builder
	if r.Text != "" {
		fmt.Fprintf(&b, `<w:r>%s%s</w:r>`, runProperties(r), runText(r.Text))
	}
	s := b.String()
	if r.Link != "" && s != "" {
		s = fmt.Sprintf(`<w:hyperlink w:anchor="%s" w:history="1">%s</w:hyperlink>`, escape(r.Link), s)
	}
	if r.Note != "" {
		d.notes = append(d.notes, r.Note)
		s += fmt.Sprintf(`<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="%d"/></w:r>`, len(d.notes))
	}
	return s
}

// runProperties gives the marks of a run, as character styles. Quotation marks
// and dashes that Latin and Chinese share are set in the Chinese face where the
// run has Chinese characters.
func runProperties(r Run) string {
	style, hint := "", ""
	switch {
	case r.Fine:
		style = "Reference"
	case r.Grey:
		style = "ToFill"
	case r.Bold:
		style = "Strong"
	case r.Kai:
		style = "Emphasis"
	}
	if style != "" {
		style = `<w:rStyle w:val="` + style + `"/>`
	}
	if strings.ContainsAny(r.Text, "“”‘’…—·×") && strings.ContainsFunc(r.Text, func(c rune) bool { return unicode.Is(unicode.Han, c) }) {
		hint = `<w:rFonts w:hint="eastAsia"/>`
	}
	if style+hint == "" {
		return ""
	}
	return `<w:rPr>` + style + hint + `</w:rPr>`
}

// runText gives the text of a run; line ends become line breaks and tabs tabs.
func runText(s string) string {
	var b strings.Builder
	for i, line := range strings.Split(s, "\n") {
		if i > 0 {
			b.WriteString(`<w:br/>`)
		}
		for j, part := range strings.Split(line, "\t") {
			if j > 0 {
				b.WriteString(`<w:tab/>`)
			}
			if part != "" {
				b.WriteString(`<w:t xml:space="preserve">` + escape(part) + `</w:t>`)
			}
		}
	}
	return b.String()
}

// escape makes text safe for XML: clean, and the five signs as entities.
func escape(s string) string { return xmlSigns.Replace(clean(s)) }

// clean drops control characters and what is not a character.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n':
			return r
		case r < 0x20, r >= 0x7f && r < 0xa0, r == 0xfffe, r == 0xffff, r == 0xfffd:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
}

var xmlSigns = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&apos;")

// Bytes gives the finished document.
func (d *Document) Bytes() ([]byte, error) {
	if d.err != nil {
		return nil, d.err
	}
	p := ooxml.New()
	for _, part := range d.parts() {
		if part.err != nil {
			return nil, part.err
		}
		p.Set(part.name, part.data)
	}
	return p.Bytes()
}
