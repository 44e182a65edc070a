package word

import (
	"fmt"
	"strings"
)

// Faces that the styles name. They are licensed and never embedded; fontTable
// gives what to take where one is missing.
const (
	song     = "宋体"
	bigSong  = "方正小标宋简体"
	hei      = "黑体"
	kai      = "楷体_GB2312"
	fangSong = "仿宋_GB2312"
	latin    = "Times New Roman"
)

// style is one paragraph style. Sizes are in half points, the other measures
// in twentieths of a point.
type style struct {
	id, name   string
	based      string // "" is Normal
	face       string // "" is that of the base
	songDigits bool   // digits in 宋体 too
	size       int    // 0 is that of the base
	bold       bool
	grey       bool
	align      string // "both", "center", "left", "right"
	indent     int    // first line, in hundredths of a character; -1 sets it to none
	right      int    // right indent, in hundredths of a character
	left       int    // left indent, in hundredths of a character
	before     int
	after      int
	line       int    // 0 is that of the base
	exact      bool   // line is exact, else at least
	free       bool   // off the line grid
	keep       bool   // with the next paragraph
	level      int    // 1 to 4: a heading with this number
	outline    int    // 1 to 9: outline level without a number
	extra      string // borders: XML before the spacing
}

// box draws a thin frame.
const box = `<w:pBdr><w:top w:val="single" w:sz="6" w:space="6" w:color="auto"/><w:left w:val="single" w:sz="6" w:space="6" w:color="auto"/><w:bottom w:val="single" w:sz="6" w:space="6" w:color="auto"/><w:right w:val="single" w:sz="6" w:space="6" w:color="auto"/></w:pBdr>`

// paragraphStyles is the list of styles: official paper first, then tables and
// working sheets.
var paragraphStyles = []style{
	{id: "Title", name: "Title", face: bigSong, size: 44, align: "center", indent: -1, after: 290, line: 720, exact: true, free: true, keep: true},
	{id: "Subtitle", name: "Subtitle", face: kai, align: "center", indent: -1, free: true, line: 579, exact: true, keep: true},
	{id: "BodyKeep", name: "Body Keep 正文随下段", keep: true},
	{id: "Flush", name: "Flush 顶格", indent: -1},
	{id: "Abstract", name: "Abstract 提要", face: kai, extra: box, left: 50, right: 50},
	{id: "Heading1", name: "heading 1", face: hei, level: 1, keep: true},
	{id: "Heading2", name: "heading 2", face: kai, level: 2, keep: true},
	{id: "Heading3", name: "heading 3", level: 3, keep: true},
	{id: "Heading4", name: "heading 4", level: 4},
	{id: "Caption", name: "caption", face: hei, size: 28, align: "center", indent: -1, before: 120, line: 440, exact: true, free: true, keep: true},
	{id: "SourceLine", name: "Source 资料来源", face: song, size: 21, align: "left", indent: -1, before: 40, after: 160, line: 300, free: true},
	{id: "FigureBlock", name: "Figure 图", align: "center", indent: -1, line: 240, free: true, keep: true},
	{id: "SignOff", name: "Sign-off 落款", indent: -1, align: "left", keep: true},
	{id: "CellText", name: "Cell 表文", face: song, size: 18, align: "left", indent: -1, line: 260, free: true},
	{id: "CellHead", name: "Cell Head 表头", based: "CellText", face: hei, align: "center"},
	{id: "CellNumber", name: "Cell Number 表数", based: "CellText", align: "right"},
	{id: "CellSmall", name: "Cell Small 表注", based: "CellText", size: 15, grey: true, line: 220},
	{id: "SheetText", name: "Sheet Text 核校表文", based: "CellText", line: 236, exact: true},
	{id: "SheetSmall", name: "Sheet Small 核校表注", based: "CellSmall", line: 196, exact: true},
	{id: "SmallHead", name: "Small Head 小标题", face: hei, size: 24, align: "left", indent: -1, before: 200, after: 80, line: 360, free: true, keep: true, outline: 1},
	{id: "ExhibitName", name: "Exhibit Name 图表题", face: hei, size: 21, align: "center", indent: -1, before: 160, after: 60, line: 300, free: true, keep: true},
	{id: "SmallText", name: "Small Text 说明", face: song, size: 20, align: "left", indent: -1, after: 40, line: 300, free: true},
	{id: "FootnoteText", name: "footnote text", face: song, size: 18, align: "left", indent: -1, line: 260, free: true},
	{id: "Header", name: "header", face: song, size: 18, align: "right", indent: -1, line: 260, free: true},
	{id: "Footer", name: "footer", face: song, songDigits: true, size: 28, indent: -1, line: 360, exact: true, free: true},
	{id: "FooterOdd", name: "Footer Odd 单页码", based: "Footer", align: "right", right: 100},
	{id: "FooterEven", name: "Footer Even 双页码", based: "Footer", align: "left", left: 100},
}

// styles gives the styles part.
func (d *Document) styles() string {
	var b strings.Builder
	lang := `<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>`
	b.WriteString(xmlHead + `<w:styles ` + wordNames + `><w:docDefaults><w:rPrDefault><w:rPr>` + fonts(fangSong, latin) +
		`<w:kern w:val="2"/><w:sz w:val="32"/><w:szCs w:val="32"/>` + lang + `</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>`)
	// Body text: 28 characters a line. 16 pt less 0.25 pt is 15.75 pt, and 28 of
	// them fit the 442.2 pt of the text block.
	b.WriteString(`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:widowControl w:val="0"/>` +
		`<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/><w:ind w:firstLineChars="200" w:firstLine="640"/><w:jc w:val="both"/></w:pPr>` +
		`<w:rPr><w:spacing w:val="-5"/></w:rPr></w:style>`)
	b.WriteString(`<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>`)
	b.WriteString(`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="80" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>`)
	for _, s := range paragraphStyles {
		b.WriteString(s.xml())
	}
	b.WriteString(`<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/><w:bCs/></w:rPr></w:style>`)
	b.WriteString(`<w:style w:type="character" w:styleId="Emphasis"><w:name w:val="Emphasis"/><w:rPr>` + fonts(kai, latin) + `</w:rPr></w:style>`)
	b.WriteString(`<w:style w:type="character" w:customStyle="1" w:styleId="ToFill"><w:name w:val="To Fill 待填"/><w:rPr><w:color w:val="7F7F7F"/></w:rPr></w:style>`)
	b.WriteString(`<w:style w:type="character" w:customStyle="1" w:styleId="Reference"><w:name w:val="Reference 出处"/><w:rPr><w:color w:val="595959"/><w:sz w:val="15"/><w:szCs w:val="15"/></w:rPr></w:style>`)
	b.WriteString(`<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>`)
	b.WriteString(`<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>`)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		size := 4
		if side == "top" || side == "bottom" {
			size = 8
		}
		fmt.Fprintf(&b, `<w:%s w:val="single" w:sz="%d" w:space="0" w:color="000000"/>`, side, size)
	}
	b.WriteString(`</w:tblBorders></w:tblPr></w:style>`)
	b.WriteString(`<w:style w:type="table" w:customStyle="1" w:styleId="ThreeLines"><w:name w:val="Three Lines 三线表"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>` +
		`<w:top w:val="single" w:sz="12" w:space="0" w:color="000000"/><w:bottom w:val="single" w:sz="12" w:space="0" w:color="000000"/></w:tblBorders></w:tblPr></w:style></w:styles>`)
	return b.String()
}

// fonts names one face for Chinese, and one for Latin letters and digits.
func fonts(face, ascii string) string {
	return fmt.Sprintf(`<w:rFonts w:ascii="%s" w:hAnsi="%s" w:eastAsia="%s" w:cs="%s"/>`, ascii, ascii, face, latin)
}

// xml gives one style in the order of the schema.
func (s style) xml() string {
	var b strings.Builder
	base := s.based
	if base == "" {
		base = "Normal"
	}
	custom := ""
	if strings.ContainsFunc(s.name, func(r rune) bool { return r > 0x7f }) {
		custom = ` w:customStyle="1"`
	}
	fmt.Fprintf(&b, `<w:style w:type="paragraph"%s w:styleId="%s"><w:name w:val="%s"/><w:basedOn w:val="%s"/>`, custom, s.id, s.name, base)
	if s.level > 0 {
		b.WriteString(`<w:next w:val="Normal"/>`)
	}
	b.WriteString(`<w:qFormat/><w:pPr>`)
	if s.keep {
		b.WriteString(`<w:keepNext/>`)
	}
	if s.level > 0 {
		fmt.Fprintf(&b, `<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="1"/></w:numPr>`, s.level-1)
	}
	b.WriteString(s.extra)
	if s.free {
		b.WriteString(`<w:snapToGrid w:val="0"/>`)
	}
	if s.line > 0 || s.before > 0 || s.after > 0 {
		fmt.Fprintf(&b, `<w:spacing w:before="%d" w:after="%d"`, s.before, s.after)
		if s.line > 0 {
			rule := "atLeast"
			if s.exact {
				rule = "exact"
			}
			fmt.Fprintf(&b, ` w:line="%d" w:lineRule="%s"`, s.line, rule)
		}
		b.WriteString(`/>`)
	}
	b.WriteString(s.indents())
	if s.align != "" {
		fmt.Fprintf(&b, `<w:jc w:val="%s"/>`, s.align)
	}
	if s.level > 0 {
		fmt.Fprintf(&b, `<w:outlineLvl w:val="%d"/>`, s.level-1)
	} else if s.outline > 0 {
		fmt.Fprintf(&b, `<w:outlineLvl w:val="%d"/>`, s.outline-1)
	}
	b.WriteString(`</w:pPr><w:rPr>`)
	if s.face != "" {
		ascii := latin
		if s.songDigits {
			ascii = song
		}
		b.WriteString(fonts(s.face, ascii))
	}
	if s.bold {
		b.WriteString(`<w:b/><w:bCs/>`)
	}
	if s.grey {
		b.WriteString(`<w:color w:val="595959"/>`)
	}
	if s.size > 0 {
		fmt.Fprintf(&b, `<w:spacing w:val="0"/><w:sz w:val="%d"/><w:szCs w:val="%d"/>`, s.size, s.size)
	}
	b.WriteString(`</w:rPr></w:style>`)
	return b.String()
}

// indents gives the indents, in characters and, for readers that only know
// lengths, in twentieths of a point.
func (s style) indents() string {
	size := s.size
	if size == 0 {
		size = 32
	}
	twips := func(hundredths int) int { return hundredths * size * 10 / 100 }
	var b strings.Builder
	if s.left > 0 {
		fmt.Fprintf(&b, ` w:leftChars="%d" w:left="%d"`, s.left, twips(s.left))
	}
	if s.right > 0 {
		fmt.Fprintf(&b, ` w:rightChars="%d" w:right="%d"`, s.right, twips(s.right))
	}
	switch {
	case s.indent < 0:
		b.WriteString(` w:firstLineChars="0" w:firstLine="0"`)
	case s.indent > 0:
		fmt.Fprintf(&b, ` w:firstLineChars="%d" w:firstLine="%d"`, s.indent, twips(s.indent))
	}
	if b.Len() == 0 {
		return ""
	}
	return `<w:ind` + b.String() + `/>`
}

// numbering gives the four levels of headings: 一、（一）1.（1）.
func numbering() string {
	levels := []struct{ format, text string }{
		{"chineseCountingThousand", "%1、"}, {"chineseCountingThousand", "（%2）"}, {"decimal", "%3."}, {"decimal", "（%4）"},
	}
	var b strings.Builder
	b.WriteString(xmlHead + `<w:numbering ` + wordNames + `><w:abstractNum w:abstractNumId="0"><w:nsid w:val="5155414E"/><w:multiLevelType w:val="multilevel"/><w:tmpl w:val="5155414F"/>`)
	for i, l := range levels {
		fmt.Fprintf(&b, `<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:pStyle w:val="Heading%d"/><w:suff w:val="nothing"/><w:lvlText w:val="%s"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLineChars="200" w:firstLine="640"/></w:pPr></w:lvl>`,
			i, l.format, i+1, l.text)
	}
	b.WriteString(`</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`)
	return b.String()
}

// fontTable names a substitute for each licensed face.
func fontTable() string {
	faces := []struct{ name, alt, family, charset string }{
		{fangSong, "仿宋,FangSong,STFangsong", "modern", "86"},
		{kai, "楷体,KaiTi,STKaiti", "modern", "86"},
		{bigSong, "宋体,SimSun,STSong", "auto", "86"},
		{hei, "SimHei,STHeiti", "modern", "86"},
		{song, "SimSun,STSong", "auto", "86"},
		{latin, "", "roman", "00"},
	}
	var b strings.Builder
	b.WriteString(xmlHead + `<w:fonts ` + wordNames + `>`)
	for _, f := range faces {
		fmt.Fprintf(&b, `<w:font w:name="%s">`, f.name)
		if f.alt != "" {
			fmt.Fprintf(&b, `<w:altName w:val="%s"/>`, f.alt)
		}
		fmt.Fprintf(&b, `<w:charset w:val="%s"/><w:family w:val="%s"/><w:pitch w:val="variable"/></w:font>`, f.charset, f.family)
	}
	b.WriteString(`</w:fonts>`)
	return b.String()
}
