package ooxml

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// commented gives the main part of the document as it is written.
func commented(t testing.TB, d *Document) string {
	t.Helper()
	raw, err := d.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	p, err := Open("稿.docx", raw)
	if err != nil {
		t.Fatal(err)
	}
	part, _ := p.Part("word/document.xml")
	return string(part)
}

func TestCommentsCutRunsInPlace(t *testing.T) {
	const mark = `<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>`
	for _, c := range []struct {
		name, body string
		start, end string // the range begins before start and ends behind end
		want       string
	}{
		{"whole run", `<w:p><w:r><w:t>709家</w:t></w:r></w:p>`, "709家", "709家",
			`<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>709家</w:t></w:r>` + mark + `</w:p>`},
		{"middle of a run", `<w:p><w:r w:rsidR="00A1"><w:rPr><w:b/></w:rPr><w:t>净增709家企业</w:t></w:r></w:p>`, "709家", "709家",
			`<w:p><w:r w:rsidR="00A1"><w:rPr><w:b/></w:rPr><w:t>净增</w:t></w:r><w:commentRangeStart w:id="0"/><w:r w:rsidR="00A1"><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">709家</w:t></w:r>` + mark +
				`<w:r w:rsidR="00A1"><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">企业</w:t></w:r></w:p>`},
		{"behind a blank", `<w:p><w:r><w:t>增长 25.1%</w:t></w:r></w:p>`, "25.1%", "25.1%",
			`<w:p><w:r><w:t xml:space="preserve">增长 </w:t></w:r><w:commentRangeStart w:id="0"/><w:r><w:t xml:space="preserve">25.1%</w:t></w:r>` + mark + `</w:p>`},
		{"over two runs", `<w:p><w:r><w:t>共2</w:t></w:r><w:r><w:t>5.1%的</w:t></w:r></w:p>`, "25.1%", "25.1%",
			`<w:p><w:r><w:t>共</w:t></w:r><w:commentRangeStart w:id="0"/><w:r><w:t xml:space="preserve">2</w:t></w:r><w:r><w:t>5.1%</w:t></w:r>` + mark + `<w:r><w:t xml:space="preserve">的</w:t></w:r></w:p>`},
		{"between children", `<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>709</w:t><w:br/><w:t>乙</w:t></w:r></w:p>`, "709", "709",
			`<w:p><w:r><w:t>甲</w:t><w:tab/></w:r><w:commentRangeStart w:id="0"/><w:r><w:t>709</w:t></w:r>` + mark + `<w:r><w:br/><w:t>乙</w:t></w:r></w:p>`},
		{"behind an entity", `<w:p><w:r><w:t>R&amp;D经费&#25253;告360亿元</w:t></w:r></w:p>`, "360亿元", "360亿元",
			`<w:p><w:r><w:t>R&amp;D经费&#25253;告</w:t></w:r><w:commentRangeStart w:id="0"/><w:r><w:t xml:space="preserve">360亿元</w:t></w:r>` + mark + `</w:p>`},
		{"inside an insertion", `<w:p><w:ins w:id="7" w:author="王"><w:r><w:t>增至3536家</w:t></w:r></w:ins></w:p>`, "3536家", "3536家",
			`<w:p><w:ins w:id="7" w:author="王"><w:r><w:t>增至</w:t></w:r><w:commentRangeStart w:id="0"/><w:r><w:t xml:space="preserve">3536家</w:t></w:r>` + mark + `</w:ins></w:p>`},
		{"cdata is not cut", `<w:p><w:r><w:t><![CDATA[R&D 360]]></w:t></w:r></w:p>`, "360", "360",
			`<w:p><w:commentRangeStart w:id="0"/><w:r><w:t><![CDATA[R&D 360]]></w:t></w:r>` + mark + `</w:p>`},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := OpenDocument("稿.docx", wordFile(t, wordHead+c.body+wordTail, nil))
			if err != nil {
				t.Fatal(err)
			}
			text := d.Paragraphs()[0].Text
			from := strings.Index(text, c.start)
			to := strings.Index(text, c.end) + len(c.end)
			if err := d.AddComment(0, from, to, "核数", "核", "", []string{"x"}); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(wordHead+c.want+wordTail, commented(t, d)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestManyCommentsInOneRun(t *testing.T) {
	body := `<w:p><w:r><w:rPr><w:i/></w:rPr><w:t>2018年高新技术企业3536家，净增709家，增长25.1%。</w:t></w:r></w:p>`
	d, err := OpenDocument("稿.docx", wordFile(t, wordHead+body+wordTail, nil))
	if err != nil {
		t.Fatal(err)
	}
	text := d.Paragraphs()[0].Text
	for _, s := range []string{"3536家", "709家", "25.1%", "净增709家，增长25.1%", text} {
		at := strings.Index(text, s)
		if err := d.AddComment(0, at, at+len(s), "核数", "核", "2019-10-14", []string{s, "第二行"}); err != nil {
			t.Fatal(err)
		}
	}
	raw, err := d.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	again, err := OpenDocument("稿.docx", raw)
	if err != nil {
		t.Fatal(err)
	}
	if got := texts(again)[0]; got != text {
		t.Errorf("the text became %q", got)
	}
	xml := commented(t, d)
	for _, mark := range []string{"commentRangeStart", "commentRangeEnd", "commentReference"} {
		if n := strings.Count(xml, "<w:"+mark); n != 5 {
			t.Errorf("%d of %s", n, mark)
		}
	}
	if n, m := strings.Count(xml, "<w:i/>"), strings.Count(xml, "<w:t"); n != m {
		t.Errorf("%d runs of text, %d italic", m, n)
	}
	twice, _ := d.Bytes()
	if !bytes.Equal(raw, twice) {
		t.Error("the same comments give other bytes")
	}
	comments := string(again.related("comments"))
	if strings.Count(comments, `w:date="2019-10-14T00:00:00Z"`) != 5 || strings.Count(comments, "第二行") != 5 {
		t.Error(comments)
	}
}

func TestExistingCommentsStay(t *testing.T) {
	const old = `<?xml version="1.0"?><w:comments xmlns:w="` + wordSpace + `" xmlns:w15="x"><w:comment w:id="4" w:author="处长" w:initials="处"><w:p><w:r><w:t>请核实</w:t></w:r></w:p></w:comment></w:comments>`
	body := `<w:p><w:commentRangeStart w:id="4"/><w:r><w:t>709家</w:t></w:r><w:commentRangeEnd w:id="4"/><w:r><w:commentReference w:id="4"/></w:r></w:p>`
	const rels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/></Relationships>`
	d, err := OpenDocument("稿.docx", wordFile(t, wordHead+body+wordTail, map[string]string{"word/comments.xml": old, "word/_rels/document.xml.rels": rels}))
	if err != nil {
		t.Fatal(err)
	}
	if err := d.AddComment(0, 0, 3, `核"数`, "核", "", []string{"=1+1 <&\x00"}); err != nil {
		t.Fatal(err)
	}
	if xml := commented(t, d); !strings.Contains(xml, `<w:commentRangeStart w:id="5"/>`) || !strings.Contains(xml, `<w:commentRangeStart w:id="4"/>`) {
		t.Error(xml)
	}
	raw, err := d.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	again, err := OpenDocument("稿.docx", raw)
	if err != nil {
		t.Fatal(err)
	}
	got := string(again.related("comments"))
	want := strings.TrimSuffix(old, "</w:comments>") + `<w:comment w:id="5" w:author="核&quot;数" w:initials="核"><w:p><w:r><w:annotationRef/></w:r><w:r><w:t xml:space="preserve">=1+1 &lt;&amp;</w:t></w:r></w:p></w:comment></w:comments>`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if part, _ := again.pkg.Part("word/_rels/document.xml.rels"); string(part) != rels {
		t.Error("the relationships changed:", string(part))
	}
}

func TestNewCommentsAreDeclared(t *testing.T) {
	for _, comments := range []string{"", `<c:comments xmlns:c="` + wordSpace + `"/>`, `<comments xmlns="` + wordSpace + `"></comments>`} {
		more := map[string]string{}
		if comments != "" {
			more["word/comments.xml"] = comments
			more["word/_rels/document.xml.rels"] = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" Type="x/comments" Target="comments.xml"/></Relationships>`
		}
		d, err := OpenDocument("稿.docx", wordFile(t, wordHead+`<w:p><w:r><w:t>709</w:t></w:r></w:p>`+wordTail, more))
		if err != nil {
			t.Fatal(err)
		}
		if err := d.AddComment(0, 0, 3, "核数", "核", "", []string{"一"}); err != nil {
			t.Fatal(err)
		}
		raw, err := d.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		again, err := OpenDocument("稿.docx", raw)
		if err != nil {
			t.Fatal(err)
		}
		part := again.relatedName("comments")
		text := string(again.related("comments"))
		if part != "word/comments.xml" || !strings.Contains(text, ">一<") {
			t.Errorf("%q: %s", part, text)
		}
		if _, err := scanPart("x", part, []byte(text), nil); err != nil {
			t.Error(err)
		}
		types, _ := again.pkg.Part("[Content_Types].xml")
		if comments == "" && !strings.Contains(string(types), `<Override PartName="/word/comments.xml"`) {
			t.Error(string(types))
		}
	}
}

func TestRemoveComments(t *testing.T) {
	body := `<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>净增709家，增长25.1%</w:t></w:r></w:p>`
	d, err := OpenDocument("稿.docx", wordFile(t, wordHead+body+wordTail, nil))
	if err != nil {
		t.Fatal(err)
	}
	_ = d.AddComment(0, 6, 12, "核数", "核", "", []string{"一"})
	_ = d.AddComment(0, 0, 0, "处长", "处", "", []string{"二"})
	raw, err := d.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	again, err := OpenDocument("稿.docx", raw)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := again.RemoveComments("核数"); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	if got := texts(again)[0]; got != "净增709家，增长25.1%" {
		t.Error(got)
	}
	if err := again.AddComment(0, 6, 12, "核数", "核", "", []string{"三"}); err != nil {
		t.Fatal(err)
	}
	xml := commented(t, again)
	for _, mark := range []string{"commentRangeStart", "commentRangeEnd", "commentReference"} {
		if n := strings.Count(xml, "<w:"+mark); n != 2 {
			t.Errorf("%d of %s in %s", n, mark, xml)
		}
	}
	if n := strings.Count(xml, "<w:r>"); n != 5 {
		t.Errorf("%d runs: %s", n, xml)
	}
	if comments := string(again.related("comments")); strings.Contains(comments, "一") || !strings.Contains(comments, "二") {
		t.Error(comments)
	}
	// A reference that Word wrote into a run with text leaves the text.
	mixed := `<w:p><w:r><w:t>甲</w:t><w:commentReference w:id="3"/></w:r></w:p>`
	const comments = `<w:comments xmlns:w="` + wordSpace + `"><w:comment w:id="3" w:author="核数"><w:p/></w:comment></w:comments>`
	const rels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="x/comments" Target="comments.xml"/></Relationships>`
	m, err := OpenDocument("稿.docx", wordFile(t, wordHead+mixed+wordTail, map[string]string{"word/comments.xml": comments, "word/_rels/document.xml.rels": rels}))
	if err != nil {
		t.Fatal(err)
	}
	if n, err := m.RemoveComments("核数"); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	if got := string(m.xml); !strings.Contains(got, `<w:r><w:t>甲</w:t></w:r>`) {
		t.Error(got)
	}
}
