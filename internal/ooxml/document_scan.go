package ooxml

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

const (
	wordSpace   = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	strictSpace = "http://purl.oclc.org/ooxml/wordprocessingml/main"
	markupSpace = "http://schemas.openxmlformats.org/markup-compatibility/2006"
	maxDepth    = 400 // Word itself stays below 100
)

// paragraph is a Paragraph with where its text stands in the XML.
type paragraph struct {
	Paragraph
	pieces []piece
	runs   []run
	end    int    // byte offset of its end tag; 0 if it closes itself
	host   *run   // comments go around this run instead (text boxes, notes)
	note   string // id of the note it stands in
	centre bool
	prefix string // of WordprocessingML names
}

// piece is a stretch of text that comes from one child of a run: the text of
// a w:t, a tab or a break.
type piece struct {
	start, end         int  // in the paragraph's text
	from, to           int  // bytes of the text itself in the XML
	childFrom, childTo int  // bytes of the element
	tagEnd             int  // end of the element's start tag
	run                int  // index in runs
	split              bool // may be cut in the middle
	child              bool // stands directly in its run
	preserve           bool
}

// run is one w:r.
type run struct {
	from, to int // bytes of the element
	tagEnd   int // end of the start tag
	prFrom   int // bytes of w:rPr; both 0 if there is none
	prTo     int
}

// scanned is what one part holds.
type scanned struct {
	paras    []paragraph
	noteRefs map[string]map[string]run // "footnotes" -> id -> run of the reference
}

// frame is one open element.
type frame struct {
	space, local string
	raw          string // as written: "w:r"
	from         int
	spaces       map[string]string // prefixes bound here; nil if none
}

type scanner struct {
	raw    []byte
	styles map[string]bool
	stack  []frame
	out    scanned
	open   []*openPara
	tables []openTable
	tableN int
	note   string
	hidden int // depth of elements whose text does not count
	refs   []noteRef
	// waiting are the text boxes of the outermost open paragraph.
	waiting []int
}

type noteRef struct {
	kind, id string
	para     *openPara
	run      int
}

type openPara struct {
	paragraph
	text   strings.Builder
	run    int    // index of the open outermost run; -1
	depth  int    // of open runs
	fields []bool // open fields; true while in the instruction
	at     int    // reserved place in the output
	drop   bool   // stands where nothing counts
}

type openTable struct {
	no, row, col, span int
	below              bool
}

// scanPart reads the paragraphs of one part. It refuses a DTD, elements that
// don't match and absurd nesting.
func scanPart(name, part string, raw []byte, styles map[string]bool) (scanned, error) {
	s := &scanner{raw: raw, styles: styles}
	s.out.noteRefs = map[string]map[string]run{"footnotes": {}, "endnotes": {}}
	dec := xml.NewDecoder(bytes.NewReader(raw))
	for {
		from := int(dec.InputOffset())
		tok, err := dec.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return s.out, badXML(name, part, err)
		}
		to := int(dec.InputOffset())
		switch t := tok.(type) {
		case xml.Directive:
			return s.out, badXML(name, part, errors.New("a document type declaration (DTD) is not allowed"))
		case xml.StartElement:
			if len(s.stack) >= maxDepth {
				return s.out, badXML(name, part, fmt.Errorf("elements are nested more than %d deep", maxDepth))
			}
			s.push(t, from)
			s.startElement(t, from, to)
		case xml.EndElement:
			if len(s.stack) == 0 || s.stack[len(s.stack)-1].raw != rawName(t.Name) {
				return s.out, badXML(name, part, fmt.Errorf("the end tag </%s> has no start", rawName(t.Name)))
			}
			f := s.stack[len(s.stack)-1]
			s.endElement(f, from, to)
			s.stack = s.stack[:len(s.stack)-1]
		case xml.CharData:
			s.text(t, from, to)
		}
	}
	if len(s.stack) > 0 {
		return s.out, badXML(name, part, fmt.Errorf("the element <%s> is not closed", s.stack[len(s.stack)-1].raw))
	}
	return s.out, nil
}

func rawName(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}

// push opens a frame with its namespace resolved.
func (s *scanner) push(t xml.StartElement, from int) {
	f := frame{local: t.Name.Local, raw: rawName(t.Name), from: from}
	for _, a := range t.Attr {
		prefix := ""
		switch {
		case a.Name.Space == "xmlns":
			prefix = a.Name.Local
		case a.Name.Space != "" || a.Name.Local != "xmlns":
			continue
		}
		if f.spaces == nil {
			f.spaces = map[string]string{}
		}
		f.spaces[prefix] = a.Value
	}
	s.stack = append(s.stack, f)
	f.space = s.lookup(t.Name.Space)
	if f.space == strictSpace {
		f.space = wordSpace
	}
	s.stack[len(s.stack)-1] = f
}

// lookup gives the namespace of a prefix.
func (s *scanner) lookup(prefix string) string {
	for i := len(s.stack) - 1; i >= 0; i-- {
		if v, ok := s.stack[i].spaces[prefix]; ok {
			return v
		}
	}
	return prefix
}

// attr gives an attribute by its local name.
func attr(t xml.StartElement, local string) string {
	for _, a := range t.Attr {
		if a.Name.Local == local && a.Name.Space != "xmlns" {
			return a.Value
		}
	}
	return ""
}

// parent is the n-th element above the innermost one.
func (s *scanner) parent(n int) frame {
	if i := len(s.stack) - 1 - n; i >= 0 {
		return s.stack[i]
	}
	return frame{}
}

func (s *scanner) top() *openPara {
	if len(s.open) == 0 {
		return nil
	}
	return s.open[len(s.open)-1]
}

// hides lists the elements whose text is not the document's.
func hides(f frame) bool {
	if f.space == markupSpace {
		return f.local == "Fallback"
	}
	if f.space != wordSpace {
		return false
	}
	switch f.local {
	case "del", "moveFrom", "rt", "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "trPr", "tcPr", "sectPr", "delText", "instrText":
		return true
	}
	return false
}

func (s *scanner) startElement(t xml.StartElement, from, to int) {
	f := s.stack[len(s.stack)-1]
	if s.inProperties() {
		s.property(f, t)
	}
	if hides(f) {
		s.hidden++
		if p := s.top(); p != nil && f.local == "rPr" && s.parent(1).local == "r" && p.depth == 1 {
			p.runs[p.run].prFrom = from
		}
		return
	}
	if f.space != wordSpace {
		return
	}
	switch f.local {
	case "p":
		s.startPara(t)
	case "tbl":
		s.tableN++
		s.tables = append(s.tables, openTable{no: s.tableN, row: -1, col: -1, span: 1})
	case "tr":
		if n := len(s.tables); n > 0 {
			s.tables[n-1].row++
			s.tables[n-1].col, s.tables[n-1].span = -1, 1
		}
	case "tc":
		if n := len(s.tables); n > 0 {
			s.tables[n-1].col += s.tables[n-1].span
			s.tables[n-1].span, s.tables[n-1].below = 1, false
		}
	case "footnote", "endnote":
		s.note = attr(t, "id")
	case "r":
		s.startRun(from, to)
	default:
		s.startChild(f, t, from, to)
	}
}

// inProperties reports whether the element stands in w:pPr or w:tcPr.
func (s *scanner) inProperties() bool {
	p := s.parent(1).local
	return p == "pPr" || p == "tcPr"
}

// property reads what paragraph and cell properties say.
func (s *scanner) property(f frame, t xml.StartElement) {
	if f.space != wordSpace {
		return
	}
	if n := len(s.tables); n > 0 && f.local == "gridSpan" {
		if span, err := strconv.Atoi(attr(t, "val")); err == nil && span > 0 && span < 1000 {
			s.tables[n-1].span = span
		}
	}
	if n := len(s.tables); n > 0 && f.local == "vMerge" && s.parent(1).local == "tcPr" {
		v := attr(t, "val")
		s.tables[n-1].below = v == "" || v == "continue"
	}
	p := s.top()
	if p == nil || s.parent(1).local != "pPr" || s.parent(2).local != "p" {
		return
	}
	switch f.local {
	case "pStyle":
		p.Heading = p.Heading || s.styles[attr(t, "val")]
	case "outlineLvl":
		if v := attr(t, "val"); len(v) == 1 && v < "9" {
			p.Heading = true
		}
	case "jc":
		p.centre = attr(t, "val") == "center"
	}
}

func (s *scanner) startPara(t xml.StartElement) {
	p := &openPara{run: -1, at: len(s.out.paras), drop: s.hidden > 0}
	p.prefix, p.note = t.Name.Space, s.note
	if n := len(s.tables); n > 0 {
		p.Table, p.TableNo, p.Row, p.Col = true, s.tables[n-1].no, max(s.tables[n-1].row, 0), max(s.tables[n-1].col, 0)
		p.Below = s.tables[n-1].below
		if span := s.tables[n-1].span; span > 1 {
			p.Span = span
		}
	}
	if outer := s.top(); outer != nil { // a text box stands in a run of its host
		p.Box = true
		if outer.host != nil {
			p.host = outer.host
		} else if outer.run >= 0 {
			host := outer.runs[outer.run]
			p.host = &host
		}
	}
	if !p.drop {
		s.out.paras = append(s.out.paras, paragraph{})
	}
	s.open = append(s.open, p)
}
