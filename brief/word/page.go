package word

import (
	"fmt"
	"strings"
)

// The page, in twentieths of a point (twips). Official paper after GB/T
// 9704-2012: A4, top margin 37 mm, binding margin 28 mm, a text block of
// 156 mm by 225 mm with 22 lines; 22 lines of 579 fill it, 22 of 580 do not
// fit.
const (
	a4Short, a4Long = 11906, 16838

	paperTop, paperBottom = 2098, 1984
	paperLeft, paperRight = 1588, 1474
	linePitch             = 579
	footerUp              = 1406 // puts the dash of the page number 7 mm below the text block

	sheetMargin = 1021 // 18 mm, of a landscape working sheet
)

// TextWidth is the width of the text block.
func (o Options) TextWidth() int {
	if o.Landscape {
		return a4Long - 2*sheetMargin
	}
	return a4Short - paperLeft - paperRight
}

// section gives the section properties that end the body.
func (d *Document) section() string {
	var b strings.Builder
	b.WriteString(`<w:sectPr>`)
	if d.opt.Header != "" {
		b.WriteString(`<w:headerReference w:type="even" r:id="rIdHeader"/><w:headerReference w:type="default" r:id="rIdHeader"/>`)
	}
	b.WriteString(`<w:footerReference w:type="even" r:id="rIdFooterEven"/><w:footerReference w:type="default" r:id="rIdFooterOdd"/>`)
	b.WriteString(`<w:footnotePr><w:numFmt w:val="decimalEnclosedCircleChinese"/><w:numRestart w:val="eachPage"/></w:footnotePr>`)
	if d.opt.Landscape {
		fmt.Fprintf(&b, `<w:pgSz w:w="%d" w:h="%d" w:orient="landscape"/>`, a4Long, a4Short)
		fmt.Fprintf(&b, `<w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="567" w:footer="567" w:gutter="0"/>`,
			sheetMargin+170, sheetMargin, sheetMargin, sheetMargin)
		b.WriteString(`<w:cols w:space="425"/>`)
	} else {
		fmt.Fprintf(&b, `<w:pgSz w:w="%d" w:h="%d"/>`, a4Short, a4Long)
		fmt.Fprintf(&b, `<w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="851" w:footer="%d" w:gutter="0"/>`,
			paperTop, paperRight, paperBottom, paperLeft, footerUp)
		fmt.Fprintf(&b, `<w:cols w:space="425"/><w:docGrid w:type="lines" w:linePitch="%d"/>`, linePitch)
	}
	b.WriteString(`</w:sectPr>`)
	return b.String()
}

// footer gives a footer part: — 1 — in 4号 half-width 宋体.
func footer(style string) string {
	return xmlHead + `<w:ftr ` + wordNames + `><w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>` +
		`<w:r><w:t xml:space="preserve">— </w:t></w:r>` +
		`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>` +
		`<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>` +
		`<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>`
}

// header gives the header part.
func header(text string) string {
	return xmlHead + `<w:hdr ` + wordNames + `><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:r>` + runText(text) + `</w:r></w:p></w:hdr>`
}
