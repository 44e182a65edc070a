package ooxml

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// comment is a comment to be written.
type comment struct {
	id                     int
	author, initials, date string
	lines                  []string
	para, start, end       int
}

// AddComment hangs a comment at the bytes [start, end) of the text of
// Paragraphs()[paragraph]; an empty range is the whole paragraph. Each line
// becomes a paragraph of the comment. date is "2019-10-14" or "2019-10-14T
// 08:00:00Z"; "" leaves the date out. Text, formatting and tracked changes of
// the document stay as they are. The error says that there is nothing to hang
// a comment on: a paragraph without text, or a note that nothing refers to.
func (d *Document) AddComment(paragraph, start, end int, author, initials, date string, lines []string) error {
	if paragraph < 0 || paragraph >= len(d.paras) {
		return city.Errorf("no_paragraph", "文档没有第 %d 段", "the document has no paragraph %d", paragraph+1).At(d.name, "", 0, "")
	}
	p := &d.paras[paragraph]
	if start >= end {
		start, end = 0, len(p.Text)
	}
	if p.host == nil && (len(p.pieces) == 0 || start < 0 || end > len(p.Text)) {
		return city.Errorf("no_text", "该段没有可批注的文字", "there is no text to comment on in the paragraph").At(d.name, "", paragraph+1, "")
	}
	if len(date) == 10 {
		date += "T00:00:00Z"
	}
	d.comments = append(d.comments, comment{author: author, initials: initials, date: date, lines: lines, para: paragraph, start: start, end: end})
	return nil
}

// Bytes writes the document with its comments. Without comments it is the
// document as it was; the same comments give the same bytes.
func (d *Document) Bytes() ([]byte, error) {
	if len(d.comments) == 0 {
		return d.pkg.Bytes()
	}
	out := d.pkg.copy()
	part := d.relatedName("comments")
	existing := d.related("comments")
	next := nextID(existing, d.xml)
	for i := range d.comments {
		d.comments[i].id = next + i
	}
	if part == "" || existing == nil {
		part = d.freePart("comments")
		existing = emptyComments(d.strict)
		if err := d.declare(out, part); err != nil {
			return nil, err
		}
	}
	written, err := appendComments(existing, d.comments)
	if err != nil {
		return nil, badXML(d.name, part, err)
	}
	out.Set(part, written)
	out.Set(d.main, d.marked())
	return out.Bytes()
}

// copy gives a package with the same parts.
func (p *Package) copy() *Package {
	out := New()
	out.name = p.name
	for _, n := range p.Names() {
		out.put(n, p.parts[n])
	}
	return out
}

var commentID = regexp.MustCompile(`<(?:[A-Za-z0-9_.-]+:)?(?:comment|commentRangeStart|commentRangeEnd|commentReference)\s[^>]*?\bid\s*=\s*["'](\d{1,9})["']`)

// nextID is one above every comment id in the parts.
func nextID(parts ...[]byte) int {
	next := 0
	for _, raw := range parts {
		for _, m := range commentID.FindAllSubmatch(raw, -1) {
			if n, err := strconv.Atoi(string(m[1])); err == nil && n >= next {
				next = n + 1
			}
		}
	}
	return next
}

// freePart is a name beside the main part that is not taken.
func (d *Document) freePart(base string) string {
	dir := d.main[:strings.LastIndex(d.main, "/")+1]
	for n := 0; ; n++ {
		name := dir + base + ".xml"
		if n > 0 {
			name = fmt.Sprintf("%s%s%d.xml", dir, base, n)
		}
		if _, taken := d.pkg.Part(name); !taken {
			return name
		}
	}
}

func emptyComments(strict bool) []byte {
	space := wordSpace
	if strict {
		space = strictSpace
	}
	return []byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" + `<w:comments xmlns:w="` + space + `"></w:comments>`)
}

// appendComments puts comments before the end tag of the comments part.
func appendComments(raw []byte, list []comment) ([]byte, error) {
	root, at, closed, err := rootOf(raw)
	if err != nil {
		return nil, err
	}
	prefix, _, _ := strings.Cut(root, ":")
	if prefix == root {
		prefix = ""
	}
	var b bytes.Buffer
	if closed { // <w:comments .../>
		slash := bytes.LastIndexByte(raw[:at], '/')
		b.Write(raw[:slash])
		b.WriteString(">")
	} else {
		b.Write(raw[:at])
	}
	for _, c := range list {
		writeComment(&b, prefix, spaceOf(raw), c)
	}
	if closed {
		b.WriteString("</" + root + ">")
	}
	b.Write(raw[at:])
	return b.Bytes(), nil
}

// rootOf finds the root element: its name as written, and where its end tag
// begins, or (closed) where the root that closes itself ends.
func rootOf(raw []byte) (name string, at int, closed bool, err error) {
	dec := xml.NewDecoder(bytes.NewReader(raw))
	depth, rootEnd := 0, 0
	for {
		from := int(dec.InputOffset())
		tok, err := dec.RawToken()
		if err != nil {
			return "", 0, false, fmt.Errorf("no root element: %w", err)
		}
		switch t := tok.(type) {
		case xml.Directive:
			return "", 0, false, fmt.Errorf("a document type declaration (DTD) is not allowed")
		case xml.StartElement:
			if depth == 0 {
				name, rootEnd = rawName(t.Name), int(dec.InputOffset())
			}
			depth++
		case xml.EndElement:
			if depth--; depth == 0 {
				return name, from, from == rootEnd && int(dec.InputOffset()) == from, nil
			}
		}
	}
}

// spaceOf is the WordprocessingML namespace that a part uses.
func spaceOf(raw []byte) string {
	if bytes.Contains(raw[:min(len(raw), 8192)], []byte(strictSpace)) {
		return strictSpace
	}
	return wordSpace
}

// writeComment writes one comment. Attributes need a prefix, so that a part
// with a default namespace gets one for its comments.
func writeComment(b *bytes.Buffer, prefix, space string, c comment) {
	bind := ""
	if prefix == "" {
		prefix, bind = "w", ` xmlns:w="`+space+`"`
	}
	w := prefix + ":"
	fmt.Fprintf(b, `<%scomment%s %sid="%d" %sauthor="%s"`, w, bind, w, c.id, w, escape(c.author))
	if c.date != "" {
		fmt.Fprintf(b, ` %sdate="%s"`, w, escape(c.date))
	}
	if c.initials != "" {
		fmt.Fprintf(b, ` %sinitials="%s"`, w, escape(c.initials))
	}
	b.WriteString(">")
	lines := c.lines
	if len(lines) == 0 {
		lines = []string{""}
	}
	for i, line := range lines {
		b.WriteString("<" + w + "p>")
		if i == 0 {
			b.WriteString("<" + w + "r><" + w + "annotationRef/></" + w + "r>")
		}
		b.WriteString("<" + w + `r><` + w + `t xml:space="preserve">` + escape(line) + "</" + w + "t></" + w + "r></" + w + "p>")
	}
	b.WriteString("</" + w + "comment>")
}

// escape makes text safe in XML: characters that XML does not know are left
// out, line breaks become spaces.
func escape(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\r', r == '\t':
			return ' '
		case r < 0x20, r == 0xFFFE, r == 0xFFFF, r >= 0xD800 && r <= 0xDFFF, r == 0xFFFD:
			return -1
		}
		return r
	}, s)
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(s)
}

// declare makes a new comments part known: its relationship to the main part
// and its content type.
func (d *Document) declare(out *Package, part string) error {
	const (
		transitional = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
		iso          = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
		contentType  = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
	)
	kind := transitional
	if d.strict {
		kind = iso
	}
	rels, ok := out.Part(d.relsName())
	if !ok {
		rels = []byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>`)
	}
	taken := map[string]bool{}
	for _, r := range readRels(rels) {
		taken[r.id] = true
	}
	id := ""
	for n := 1; id == "" || taken[id]; n++ {
		id = fmt.Sprintf("rId%d", n)
	}
	rels, err := insertLast(rels, "Relationship", ` Id="`+id+`" Type="`+kind+`" Target="/`+part+`"`)
	if err != nil {
		return badXML(d.name, d.relsName(), err)
	}
	out.Set(d.relsName(), rels)
	types, ok := out.Part("[Content_Types].xml")
	if !ok {
		return badXML(d.name, "[Content_Types].xml", fmt.Errorf("the part is missing"))
	}
	if bytes.Contains(types, []byte(`"/`+part+`"`)) {
		return nil
	}
	if types, err = insertLast(types, "Override", ` PartName="/`+part+`" ContentType="`+contentType+`"`); err != nil {
		return badXML(d.name, "[Content_Types].xml", err)
	}
	out.Set("[Content_Types].xml", types)
	return nil
}

// insertLast puts an empty element as the last child of the root, with the
// prefix that the root has.
func insertLast(raw []byte, element, attrs string) ([]byte, error) {
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	root, at, closed, err := rootOf(raw)
	if err != nil {
		return nil, err
	}
	if i := strings.Index(root, ":"); i >= 0 {
		element = root[:i+1] + element
	}
	insert := "<" + element + attrs + "/>"
	if closed {
		slash := bytes.LastIndexByte(raw[:at], '/')
		return []byte(string(raw[:slash]) + ">" + insert + "</" + root + ">" + string(raw[at:])), nil
	}
	return []byte(string(raw[:at]) + insert + string(raw[at:])), nil
}
