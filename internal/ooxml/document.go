package ooxml

import (
	"bytes"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/quanyu/quanyu/city"
	"golang.org/x/text/encoding/unicode"
)

// Paragraph is one paragraph of a Word document as a reader sees it: inserted
// text counts, deleted text does not, of a field only the result.
type Paragraph struct {
	Text    string // UTF-8; a tab is "\t", a line break "\n"
	Index   int    // in Paragraphs, from 0
	Heading bool   // by its style or outline level, or the document's title
	Table   bool   // stands in a table cell
	TableNo int    // number of the table, from 1; nested tables count on
	Row     int    // of the cell, from 0
	Col     int    // of the cell, from 0, in grid columns
	Span    int    // columns of the cell, where it is more than one
	Below   bool   // the cell is the continuation of the one above it
	Note    bool   // stands in a footnote or an endnote
	Box     bool   // stands in a text box
}

// Document is an open .docx. Its parts stay as they are: comments are put
// into the bytes of the XML in place.
type Document struct {
	name     string
	pkg      *Package
	main     string // name of the main part: "word/document.xml"
	xml      []byte // of the main part, UTF-8
	strict   bool   // ISO strict names
	paras    []paragraph
	comments []comment
}

// OpenDocument reads a .docx. The error is a *city.Error that names what is
// wrong with the file: old .doc or .wps, encrypted, empty, truncated, not a
// Word document.
func OpenDocument(name string, raw []byte) (*Document, error) {
	if err := refuse(name, raw); err != nil {
		return nil, err
	}
	pkg, err := Open(name, raw)
	if err != nil {
		return nil, err
	}
	d := &Document{name: name, pkg: pkg}
	if d.main, err = mainPart(name, pkg); err != nil {
		return nil, err
	}
	part, _ := pkg.Part(d.main)
	if d.xml, err = utf8Of(name, d.main, part); err != nil {
		return nil, err
	}
	d.strict = bytes.Contains(d.xml[:min(len(d.xml), 8192)], []byte(strictSpace))
	styles := readStyles(d.related("styles"))
	body, err := scanPart(name, d.main, d.xml, styles)
	if err != nil {
		return nil, err
	}
	if d.paras, err = d.withNotes(body, styles); err != nil {
		return nil, err
	}
	return d, nil
}

// withNotes gives the paragraphs of the main part, numbered, with those of the
// notes behind them.
func (d *Document) withNotes(body scanned, styles map[string]bool) ([]paragraph, error) {
	paras := body.paras
	markTitle(paras)
	for _, kind := range []string{"footnotes", "endnotes"} {
		part := d.related(kind)
		if part == nil {
			continue
		}
		notes, err := scanPart(d.name, kind, part, styles)
		if err != nil {
			return nil, err
		}
		paras = append(paras, hosted(notes.paras, body.noteRefs[kind])...)
	}
	for i := range paras {
		paras[i].Index = i
	}
	return paras, nil
}

// Paragraphs lists the paragraphs of the body in reading order, those of
// tables and text boxes where they stand, then those of notes.
func (d *Document) Paragraphs() []Paragraph {
	out := make([]Paragraph, len(d.paras))
	for i := range d.paras {
		out[i] = d.paras[i].Paragraph
	}
	return out
}

// hosted gives the paragraphs of notes, each with the run of the body that
// refers to it as the place for comments. Separators are left out.
func hosted(notes []paragraph, refs map[string]run) []paragraph {
	var out []paragraph
	for _, p := range notes {
		host, ok := refs[p.note]
		if !ok {
			continue
		}
		p.Note, p.host, p.runs = true, &host, nil
		out = append(out, p)
	}
	return out
}

var saveAsDocx = city.Text{Zh: "在 Word 或 WPS 中打开，另存为 .docx 再试", En: "open it in Word or WPS, save it as .docx and try again"}

// refuse names what is not a .docx by its bytes.
func refuse(name string, raw []byte) error {
	kind := Sniff(raw)
	if kind == WordFile || kind == Zip {
		return nil
	}
	if kind == Compound && strings.EqualFold(path.Ext(name), ".wps") {
		return city.Errorf("mislabelled", "这是 WPS 文字的旧格式（.wps），需要的是 .docx", "this is the old format of WPS Writer (.wps); .docx is needed").
			At(name, "", 0, "").WithHint(saveAsDocx.Zh, saveAsDocx.En)
	}
	return Refuse(name, kind, " Word 文档（.docx）", "a Word document (.docx)")
}

// mainPart finds the main part of the document by the package's relationships.
func mainPart(name string, pkg *Package) (string, error) {
	rels, _ := pkg.Part("_rels/.rels")
	for _, r := range readRels(rels) {
		if strings.HasSuffix(r.kind, "/officeDocument") {
			part := strings.TrimPrefix(path.Clean("/"+r.target), "/")
			if _, ok := pkg.Part(part); ok && !strings.HasPrefix(part, "xl/") && !strings.HasPrefix(part, "ppt/") {
				return part, nil
			}
		}
	}
	if _, ok := pkg.Part("word/document.xml"); ok {
		return "word/document.xml", nil
	}
	return "", city.Errorf("no_document", "压缩包里没有 Word 正文（word/document.xml）", "there is no text of a Word document (word/document.xml) in the package").
		At(name, "", 0, "").WithHint(saveAsDocx.Zh, saveAsDocx.En)
}

// relsName is the name of the relationships part of the main part.
func (d *Document) relsName() string {
	dir, base := path.Split(d.main)
	return dir + "_rels/" + base + ".rels"
}

// related gives the part that the main part refers to as kind ("styles"), in
// UTF-8; nil if there is none.
func (d *Document) related(kind string) []byte {
	if target := d.relatedName(kind); target != "" {
		if part, ok := d.pkg.Part(target); ok {
			if text, err := utf8Of(d.name, target, part); err == nil {
				return text
			}
		}
	}
	return nil
}

func (d *Document) relatedName(kind string) string {
	rels, _ := d.pkg.Part(d.relsName())
	for _, r := range readRels(rels) {
		if strings.HasSuffix(r.kind, "/"+kind) && !r.external {
			return absolute(d.main, r.target)
		}
	}
	return ""
}

// absolute resolves the target of a relationship of the part from.
func absolute(from, target string) string {
	if strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(path.Clean(target), "/")
	}
	return strings.TrimPrefix(path.Clean("/"+path.Dir(from)+"/"+target), "/")
}

// utf8Of gives the XML in UTF-8; UTF-16 with its mark is turned into it.
func utf8Of(name, part string, raw []byte) ([]byte, error) {
	if bytes.HasPrefix(raw, []byte{0xFF, 0xFE}) || bytes.HasPrefix(raw, []byte{0xFE, 0xFF}) {
		text, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(raw)
		if err != nil {
			return nil, badXML(name, part, err)
		}
		if end := bytes.Index(text, []byte("?>")); bytes.HasPrefix(text, []byte("<?xml")) && end > 0 {
			text = text[end+2:]
		}
		return text, nil
	}
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(raw) {
		return nil, city.Errorf("bad_xml", "%s 不是 UTF-8 编码", "%s is not in UTF-8", part).At(name, "", 0, "")
	}
	return raw, nil
}

func badXML(name, part string, err error) error {
	return city.Errorf("bad_xml", "文档内部的 %s 已损坏：%v", "%s inside the document is damaged: %v", part, err).At(name, "", 0, "").
		WithHint("在 Word 中打开并修复，另存后再试", "open and repair it in Word, save it and try again").Wrap(err)
}
