package word

import (
	"fmt"
	"regexp"
	"strings"
)

const (
	xmlHead   = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	wordNames = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	drawNames = `xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"`

	relNames   = `http://schemas.openxmlformats.org/package/2006/relationships`
	relOffice  = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
	typeOffice = `application/vnd.openxmlformats-officedocument.`
	typeWord   = typeOffice + `wordprocessingml.`
)

// part is one part of the package.
type part struct {
	name string // "word/document.xml"
	kind string // content type; "" where the extension says it
	data []byte
	err  error
}

// relation is one relationship of a part.
type relation struct{ id, kind, target string }

// parts gives every part of the package, the content types last.
func (d *Document) parts() []part {
	list := []part{
		{name: "word/document.xml", kind: typeWord + "document.main+xml", data: []byte(d.document())},
		{name: "word/styles.xml", kind: typeWord + "styles+xml", data: []byte(d.styles())},
		{name: "word/numbering.xml", kind: typeWord + "numbering+xml", data: []byte(numbering())},
		{name: "word/settings.xml", kind: typeWord + "settings+xml", data: []byte(d.settings())},
		{name: "word/fontTable.xml", kind: typeWord + "fontTable+xml", data: []byte(fontTable())},
		{name: "word/footnotes.xml", kind: typeWord + "footnotes+xml", data: []byte(d.footnotes())},
		{name: "word/footer1.xml", kind: typeWord + "footer+xml", data: []byte(footer("FooterOdd"))},
		{name: "word/footer2.xml", kind: typeWord + "footer+xml", data: []byte(footer("FooterEven"))},
	}
	if d.opt.Header != "" {
		list = append(list, part{name: "word/header1.xml", kind: typeWord + "header+xml", data: []byte(header(d.opt.Header))})
	}
	for i, c := range d.charts {
		list = append(list, chartParts(c, i+1)...)
	}
	list = append(list,
		part{name: "docProps/core.xml", kind: "application/vnd.openxmlformats-package.core-properties+xml", data: []byte(d.core())},
		part{name: "docProps/app.xml", kind: typeOffice + "extended-properties+xml", data: []byte(xmlHead + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Quanyu</Application></Properties>`)},
		part{name: "_rels/.rels", data: relations([]relation{
			{"rId1", relOffice + "officeDocument", "word/document.xml"},
			{"rId2", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml"},
			{"rId3", relOffice + "extended-properties", "docProps/app.xml"},
		})},
		part{name: "word/_rels/document.xml.rels", data: relations(d.relations())},
	)
	return append(list, contentTypes(list))
}

// relations lists what the document part refers to.
func (d *Document) relations() []relation {
	list := []relation{
		{"rIdStyles", relOffice + "styles", "styles.xml"},
		{"rIdNumbering", relOffice + "numbering", "numbering.xml"},
		{"rIdSettings", relOffice + "settings", "settings.xml"},
		{"rIdFonts", relOffice + "fontTable", "fontTable.xml"},
		{"rIdNotes", relOffice + "footnotes", "footnotes.xml"},
		{"rIdFooterOdd", relOffice + "footer", "footer1.xml"},
		{"rIdFooterEven", relOffice + "footer", "footer2.xml"},
	}
	if d.opt.Header != "" {
		list = append(list, relation{"rIdHeader", relOffice + "header", "header1.xml"})
	}
	for i := range d.charts {
		list = append(list, relation{fmt.Sprintf("rIdChart%d", i+1), relOffice + "chart", fmt.Sprintf("charts/chart%d.xml", i+1)})
	}
	return list
}

// relations gives a relationships part.
func relations(list []relation) []byte {
	var b strings.Builder
	b.WriteString(xmlHead + `<Relationships xmlns="` + relNames + `">`)
	for _, r := range list {
		fmt.Fprintf(&b, `<Relationship Id="%s" Type="%s" Target="%s"/>`, r.id, r.kind, r.target)
	}
	b.WriteString(`</Relationships>`)
	return []byte(b.String())
}

// contentTypes gives the part that names the type of every other part.
func contentTypes(list []part) part {
	var b strings.Builder
	b.WriteString(xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">`)
	b.WriteString(`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`)
	b.WriteString(`<Default Extension="xml" ContentType="application/xml"/>`)
	b.WriteString(`<Default Extension="xlsx" ContentType="` + typeOffice + `spreadsheetml.sheet"/>`)
	for _, p := range list {
		if p.kind != "" {
			fmt.Fprintf(&b, `<Override PartName="/%s" ContentType="%s"/>`, p.name, p.kind)
		}
	}
	b.WriteString(`</Types>`)
	return part{name: "[Content_Types].xml", data: []byte(b.String())}
}

// document gives the main part.
func (d *Document) document() string {
	return xmlHead + `<w:document ` + wordNames + ` ` + drawNames + `><w:body>` + d.body.String() + d.section() + `</w:body></w:document>`
}

// footnotes gives the footnotes, after the two that draw the separating lines.
func (d *Document) footnotes() string {
	var b strings.Builder
	b.WriteString(xmlHead + `<w:footnotes ` + wordNames + `>`)
	b.WriteString(`<w:footnote w:type="separator" w:id="-1"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr><w:r><w:separator/></w:r></w:p></w:footnote>`)
	b.WriteString(`<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>`)
	for i, s := range d.notes {
		fmt.Fprintf(&b, `<w:footnote w:id="%d"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr><w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r><w:r>%s</w:r></w:p></w:footnote>`,
			i+1, runText(" "+s))
	}
	b.WriteString(`</w:footnotes>`)
	return b.String()
}

// settings: odd and even pages differ, punctuation is set the Chinese way.
func (d *Document) settings() string {
	mirror := `<w:mirrorMargins/>`
	if d.opt.Landscape {
		mirror = ""
	}
	return xmlHead + `<w:settings ` + wordNames + `><w:zoom w:percent="100"/>` + mirror +
		`<w:defaultTabStop w:val="640"/><w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/>` +
		`<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>` +
		`<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>` +
		`<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>` +
		`<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>`
}

var wholeDay = regexp.MustCompile(`^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$`)

// core gives the document properties; nothing in them comes from the clock.
func (d *Document) core() string {
	var b strings.Builder
	b.WriteString(xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`)
	fmt.Fprintf(&b, `<dc:title>%s</dc:title><dc:subject>%s</dc:subject>`, escape(d.opt.Title), escape(d.opt.Subject))
	if wholeDay.MatchString(d.opt.Date) {
		fmt.Fprintf(&b, `<dcterms:created xsi:type="dcterms:W3CDTF">%sT00:00:00Z</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">%sT00:00:00Z</dcterms:modified>`, escape(d.opt.Date), escape(d.opt.Date))
	}
	b.WriteString(`</cp:coreProperties>`)
	return b.String()
}
