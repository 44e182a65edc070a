package ooxml

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/quanyu/quanyu/city"
)

const (
	wordHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
		`<w:document xmlns:w="` + wordSpace + `" xmlns:mc="` + markupSpace + `" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><w:body>`
	wordTail = `<w:sectPr/></w:body></w:document>`
)

// wordFile makes a .docx of a body and further parts.
func wordFile(t testing.TB, document string, more map[string]string) []byte {
	t.Helper()
	p := New()
	p.Set("[Content_Types].xml", []byte(`<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`))
	p.Set("_rels/.rels", []byte(`<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`))
	p.Set("word/document.xml", []byte(document))
	for name, text := range more {
		p.Set(name, []byte(text))
	}
	raw, err := p.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func texts(d *Document) []string {
	var out []string
	for _, p := range d.Paragraphs() {
		out = append(out, p.Text)
	}
	return out
}

func TestTextAsAReaderSeesIt(t *testing.T) {
	for _, c := range []struct{ name, body, want string }{
		{"runs", `<w:p><w:r><w:t>研发投入</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>强度</w:t></w:r></w:p>`, "研发投入强度"},
		{"tab and break", `<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r></w:p>`, "甲\t乙\n丙"},
		{"inserted", `<w:p><w:ins w:id="1" w:author="王"><w:r><w:t>新增</w:t></w:r></w:ins><w:r><w:t>709家</w:t></w:r></w:p>`, "新增709家"},
		{"deleted", `<w:p><w:del w:id="1" w:author="王"><w:r><w:delText>旧</w:delText></w:r></w:del><w:r><w:t>新</w:t></w:r></w:p>`, "新"},
		{"moved away", `<w:p><w:moveFrom w:id="1"><w:r><w:t>移走</w:t></w:r></w:moveFrom><w:moveTo w:id="2"><w:r><w:t>移来</w:t></w:r></w:moveTo></w:p>`, "移来"},
		{"hyperlink", `<w:p><w:hyperlink><w:r><w:t>统计局</w:t></w:r></w:hyperlink><w:r><w:t>公布</w:t></w:r></w:p>`, "统计局公布"},
		{"content control", `<w:p><w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent><w:r><w:t>受控</w:t></w:r></w:sdtContent></w:sdt></w:p>`, "受控"},
		{"block content control", `<w:sdt><w:sdtContent><w:p><w:r><w:t>块</w:t></w:r></w:p></w:sdtContent></w:sdt>`, "块"},
		{"field result", `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>= 1+1</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`, "2"},
		{"nested field in the instruction", `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>码</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>果</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`, "果"},
		{"simple field", `<w:p><w:fldSimple w:instr="PAGE"><w:r><w:t>3</w:t></w:r></w:fldSimple></w:p>`, "3"},
		{"entities", `<w:p><w:r><w:t>R&amp;D &lt;经费&gt; &#8212;</w:t></w:r></w:p>`, "R&D <经费> —"},
		{"cdata", `<w:p><w:r><w:t><![CDATA[R&D]]></w:t></w:r></w:p>`, "R&D"},
		{"non-breaking hyphen", `<w:p><w:r><w:t>1</w:t><w:noBreakHyphen/><w:t>9月</w:t></w:r></w:p>`, "1-9月"},
		{"ruby", `<w:p><w:r><w:ruby><w:rt><w:r><w:t>hàn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>汉</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>`, "汉"},
		{"empty", `<w:p/>`, ""},
		{"text of the page between runs", "<w:p>\n <w:r>\n  <w:t>字</w:t>\n </w:r>\n</w:p>", "字"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := OpenDocument("稿.docx", wordFile(t, wordHead+c.body+wordTail, nil))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]string{c.want}, texts(d)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTextBoxStandsWhereItsHostDoes(t *testing.T) {
	box := `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>`
	d, err := OpenDocument("稿.docx", wordFile(t, wordHead+`<w:p><w:r><w:t>前</w:t></w:r>`+box+`<w:r><w:t>后</w:t></w:r></w:p>`+wordTail, nil))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"前后", "框内"}, texts(d)); diff != "" {
		t.Fatal(diff)
	}
	if p := d.Paragraphs(); p[0].Box || !p[1].Box {
		t.Error("the second paragraph is the box")
	}
	if err := d.AddComment(1, 0, 6, "核数", "核", "", []string{"一"}); err != nil {
		t.Fatal(err)
	}
	xml := commented(t, d)
	for _, want := range []string{`前</w:t></w:r><w:commentRangeStart w:id="0"/><w:r><mc:Alt`, `</mc:AlternateContent></w:r><w:commentRangeEnd w:id="0"/>`} {
		if !strings.Contains(xml, want) {
			t.Errorf("%s is not in %s", want, xml)
		}
	}
}

func TestTablesNotesAndHeadings(t *testing.T) {
	body := `<w:p><w:pPr><w:pStyle w:val="a1"/></w:pPr><w:r><w:t>一、现状</w:t></w:r></w:p>` +
		`<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>二、问题</w:t></w:r></w:p>` +
		`<w:p><w:pPr><w:outlineLvl w:val="9"/></w:pPr><w:r><w:t>正文</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>` +
		`<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>指标</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>2018</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p><w:r><w:t>其中</w:t></w:r></w:p></w:tc></w:tr></w:tbl>` +
		`<w:p><w:r><w:t>表后</w:t></w:r></w:p>`
	d, err := OpenDocument("稿.docx", wordFile(t, wordHead+body+wordTail, map[string]string{
		"word/styles.xml":              `<w:styles xmlns:w="` + wordSpace + `"><w:style w:styleId="a1"><w:name w:val="公文一级"/><w:basedOn w:val="h1"/></w:style><w:style w:styleId="h1"><w:name w:val="heading 1"/></w:style></w:styles>`,
		"word/footnotes.xml":           `<w:footnotes xmlns:w="` + wordSpace + `"><w:footnote w:id="0"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r><w:t>见年鉴</w:t></w:r></w:p></w:footnote></w:footnotes>`,
		"word/_rels/document.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="x/styles" Target="styles.xml"/><Relationship Id="rId2" Type="x/footnotes" Target="/word/footnotes.xml"/></Relationships>`,
	}))
	if err != nil {
		t.Fatal(err)
	}
	want := []Paragraph{
		{Text: "一、现状", Index: 0, Heading: true}, {Text: "二、问题", Index: 1, Heading: true}, {Text: "正文", Index: 2},
		{Text: "指标", Index: 3, Table: true, TableNo: 1, Span: 2}, {Text: "2018", Index: 4, Table: true, TableNo: 1, Col: 2},
		{Text: "其中", Index: 5, Table: true, TableNo: 1, Row: 1, Below: true}, {Text: "表后", Index: 6}, {Text: "见年鉴", Index: 7, Note: true},
	}
	if diff := cmp.Diff(want, d.Paragraphs()); diff != "" {
		t.Fatal(diff)
	}
	if err := d.AddComment(7, 0, 0, "核数", "核", "", []string{"注"}); err != nil {
		t.Fatal(err)
	}
	if xml := commented(t, d); !strings.Contains(xml, `<w:commentRangeStart w:id="0"/><w:r><w:footnoteReference w:id="2"/></w:r><w:commentRangeEnd w:id="0"/>`) {
		t.Error("the comment on a note stands at its reference:", xml)
	}
}

func TestBadDocuments(t *testing.T) {
	good := wordFile(t, wordHead+`<w:p/>`+wordTail, nil)
	deep := wordHead + strings.Repeat("<w:sdt>", 500) + strings.Repeat("</w:sdt>", 500) + wordTail
	for _, c := range []struct {
		name, file, code string
		raw              []byte
	}{
		{"empty", "稿.docx", "empty", nil},
		{"truncated", "稿.docx", "truncated", good[:len(good)/2]},
		{"text", "稿.docx", "mislabelled", []byte("研发投入强度不高")},
		{"html", "稿.docx", "mislabelled", []byte("<html><body>x</body></html>")},
		{"rtf", "稿.docx", "mislabelled", []byte(`{\rtf1 x}`)},
		{"pdf", "稿.docx", "mislabelled", []byte("%PDF-1.4")},
		{"wps", "稿.wps", "mislabelled", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 600))},
		{"dtd", "稿.docx", "bad_xml", wordFile(t, `<!DOCTYPE x [<!ENTITY a "b">]>`+wordHead+wordTail, nil)},
		{"deep", "稿.docx", "bad_xml", wordFile(t, deep, nil)},
		{"unclosed", "稿.docx", "bad_xml", wordFile(t, wordHead, nil)},
		{"crossed", "稿.docx", "bad_xml", wordFile(t, wordHead+`<w:p><w:r></w:p></w:r>`+wordTail, nil)},
		{"not utf-8", "稿.docx", "bad_xml", wordFile(t, wordHead+"<w:p><w:r><w:t>\xff</w:t></w:r></w:p>"+wordTail, nil)},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := OpenDocument(c.file, c.raw)
			var e *city.Error
			if !errors.As(err, &e) {
				t.Fatalf("no located error: %v", err)
			}
			if e.Code != c.code || e.File != c.file || e.Message.Zh == "" || e.Message.En == "" {
				t.Errorf("got %s at %q: %v", e.Code, e.File, e)
			}
		})
	}
	p := New()
	p.Set("[Content_Types].xml", []byte("<Types/>"))
	raw, _ := p.Bytes()
	var e *city.Error
	if _, err := OpenDocument("稿.docx", raw); !errors.As(err, &e) || e.Code != "no_document" {
		t.Errorf("a package without a text: %v", err)
	}
}

func TestUTF16AndStrict(t *testing.T) {
	text := `<?xml version="1.0" encoding="UTF-16"?><x:document xmlns:x="` + strictSpace + `"><x:body><x:p><x:r><x:t>增长 25.1%</x:t></x:r></x:p></x:body></x:document>`
	wide := []byte{0xFF, 0xFE}
	for _, r := range text {
		wide = append(wide, byte(r), byte(r>>8))
	}
	d, err := OpenDocument("稿.docx", wordFile(t, string(wide), nil))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"增长 25.1%"}, texts(d)); diff != "" {
		t.Fatal(diff)
	}
	if err := d.AddComment(0, 7, 12, "核数", "核", "", []string{"一"}); err != nil {
		t.Fatal(err)
	}
	if xml := commented(t, d); !strings.Contains(xml, `<x:t xml:space="preserve">增长 </x:t></x:r><x:commentRangeStart x:id="0"/><x:r><x:t xml:space="preserve">25.1%</x:t></x:r><x:commentRangeEnd x:id="0"/>`) {
		t.Error(xml)
	}
}

func FuzzOpenDocument(f *testing.F) {
	f.Add([]byte(wordHead + `<w:p><w:r><w:rPr/><w:t>一二</w:t></w:r></w:p>` + wordTail))
	f.Add([]byte(wordHead + `<w:tbl><w:tr><w:tc><w:p><w:r><w:t>&#20;a</w:t><w:tab/></w:r></w:p></w:tc></w:tr></w:tbl>` + wordTail))
	f.Fuzz(func(t *testing.T, document []byte) {
		d, err := OpenDocument("稿.docx", wordFile(t, string(document), nil))
		if err != nil {
			return
		}
		before := texts(d)
		for i, p := range d.Paragraphs()[:min(len(d.Paragraphs()), 4)] {
			for at := range p.Text[:min(len(p.Text), 12)] { // each comment is looked at by the next
				_ = d.AddComment(i, at, min(at+4, len(p.Text)), "核", "核", "", []string{"x"})
			}
		}
		raw, err := d.Bytes()
		if err != nil {
			return
		}
		again, err := OpenDocument("稿.docx", raw)
		if err != nil {
			t.Fatalf("the commented document does not open: %v\n%s", err, document)
		}
		if diff := cmp.Diff(before, texts(again)); diff != "" {
			t.Fatal(diff)
		}
	})
}
