package ooxml

import (
	"bytes"
	"encoding/xml"
)

func (s *scanner) startRun(from, to int) {
	p := s.top()
	if p == nil || s.hidden > 0 {
		return
	}
	p.depth++
	if p.depth == 1 {
		p.runs = append(p.runs, run{from: from, tagEnd: to})
		p.run = len(p.runs) - 1
	}
}

// startChild reads a child of a run other than its properties.
func (s *scanner) startChild(f frame, t xml.StartElement, from, to int) {
	p := s.top()
	if p == nil || s.hidden > 0 || p.run < 0 {
		return
	}
	switch f.local {
	case "t":
		if s.inCode() {
			return
		}
		n := p.text.Len()
		direct := p.depth == 1 && s.parent(1).local == "r"
		p.pieces = append(p.pieces, piece{start: n, end: n, from: to, to: to, childFrom: from, tagEnd: to, run: p.run,
			split: direct, child: direct, preserve: attr(t, "space") == "preserve"})
	case "tab", "ptab":
		s.add("\t", from)
	case "br", "cr":
		s.add("\n", from)
	case "noBreakHyphen":
		s.add("-", from)
	case "fldChar":
		switch attr(t, "fldCharType") {
		case "begin":
			p.fields = append(p.fields, true)
		case "separate":
			if n := len(p.fields); n > 0 {
				p.fields[n-1] = false
			}
		case "end":
			if n := len(p.fields); n > 0 {
				p.fields = p.fields[:n-1]
			}
		}
	case "footnoteReference", "endnoteReference":
		kind := f.local[:len(f.local)-len("Reference")] + "s"
		id := attr(t, "id")
		s.refs = append(s.refs, noteRef{kind: kind, id: id, para: p, run: p.run})
	}
}

// inCode reports whether the text stands in the instruction of a field.
func (s *scanner) inCode() bool {
	for _, code := range s.top().fields {
		if code {
			return true
		}
	}
	return false
}

// add puts the text of an element that is a single character.
func (s *scanner) add(text string, from int) {
	p := s.top()
	if s.inCode() {
		return
	}
	n := p.text.Len()
	p.text.WriteString(text)
	p.pieces = append(p.pieces, piece{start: n, end: n + len(text), from: from, childFrom: from, run: p.run,
		child: p.depth == 1 && s.parent(1).local == "r"})
}

// text reads characters: those of w:t are the document's.
func (s *scanner) text(t xml.CharData, from, to int) {
	p := s.top()
	f := s.parent(0)
	if p == nil || s.hidden > 0 || f.local != "t" || f.space != wordSpace || len(p.pieces) == 0 || s.inCode() || p.run < 0 {
		return
	}
	x := &p.pieces[len(p.pieces)-1]
	if x.childTo != 0 {
		return
	}
	if x.end > x.start || bytes.HasPrefix(s.raw[from:to], []byte("<![CDATA[")) {
		x.split = false // several stretches, or a CDATA section: comments go around the whole
	}
	p.text.Write(t)
	x.end += len(t)
	x.from, x.to = from, to
}

func (s *scanner) endElement(f frame, from, to int) {
	if hides(f) {
		s.hidden--
		if p := s.top(); p != nil && f.local == "rPr" && s.parent(1).local == "r" && p.depth == 1 && p.runs[p.run].prFrom > 0 {
			p.runs[p.run].prTo = to
		}
		return
	}
	if f.space != wordSpace {
		return
	}
	p := s.top()
	switch f.local {
	case "p":
		s.endPara(from, to)
	case "tbl":
		if n := len(s.tables); n > 0 {
			s.tables = s.tables[:n-1]
		}
	case "footnote", "endnote":
		s.note = ""
	case "r":
		if p == nil || s.hidden > 0 || p.depth == 0 {
			return
		}
		p.depth--
		if p.depth == 0 {
			p.runs[p.run].to = to
			p.run = -1
		}
	case "t", "tab", "ptab", "br", "cr", "noBreakHyphen":
		if p != nil && s.hidden == 0 && len(p.pieces) > 0 {
			if x := &p.pieces[len(p.pieces)-1]; x.childTo == 0 && x.childFrom == f.from {
				x.childTo = to
			}
		}
	}
}

// endPara closes a paragraph and puts it where it began.
func (s *scanner) endPara(from, to int) {
	n := len(s.open)
	if n == 0 {
		return
	}
	p := s.open[n-1]
	s.open = s.open[:n-1]
	if p.drop {
		return
	}
	p.Text = p.text.String()
	if from != to { // a paragraph that closes itself has no end tag
		p.end = from
	}
	for _, r := range s.refs {
		if r.para == p && r.run < len(p.runs) {
			s.out.noteRefs[r.kind][r.id] = p.runs[r.run]
		}
	}
	if p.host != nil {
		s.waiting = append(s.waiting, p.at)
	}
	s.out.paras[p.at] = p.paragraph
	if p.host == nil {
		s.settleHosts(p)
	}
}

// settleHosts gives the text boxes of a paragraph the whole of their host run,
// whose end was not yet known when they were read.
func (s *scanner) settleHosts(p *openPara) {
	for _, at := range s.waiting {
		box := &s.out.paras[at]
		for i := range p.runs {
			if p.runs[i].from == box.host.from {
				host := p.runs[i]
				box.host, box.runs = &host, nil
			}
		}
	}
	s.waiting = nil
}
