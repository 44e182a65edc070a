package ooxml

import (
	"bytes"
	"encoding/xml"
	"sort"
)

// stretch is a run of bytes to be taken out.
type stretch struct{ from, to int }

// RemoveComments takes out the comments of one author, so that a document that
// was checked before does not carry them twice. Everything else stays as it
// is. It gives the number of comments taken out. Call it before AddComment:
// Paragraphs stay the same.
func (d *Document) RemoveComments(author string) (int, error) {
	part := d.relatedName("comments")
	raw := d.related("comments")
	if raw == nil {
		return 0, nil
	}
	ids, gone := commentsOf(raw, author)
	if len(ids) == 0 {
		return 0, nil
	}
	text := without(d.xml, marksOf(d.xml, ids))
	styles := readStyles(d.related("styles"))
	body, err := scanPart(d.name, d.main, text, styles)
	if err != nil {
		return 0, err
	}
	paras, err := d.withNotes(body, styles)
	if err != nil {
		return 0, err
	}
	d.pkg.Set(part, without(raw, gone))
	d.pkg.Set(d.main, text)
	d.xml, d.paras = text, paras
	return len(ids), nil
}

// commentsOf gives the ids and the bytes of the comments of an author.
func commentsOf(raw []byte, author string) (map[string]bool, []stretch) {
	ids := map[string]bool{}
	var out []stretch
	elements(raw, func(open []element, e element, to int) {
		if e.name == "comment" && e.author == author {
			ids[e.id] = true
			out = append(out, stretch{e.from, to})
		}
	})
	return ids, out
}

// marksOf gives the bytes of the marks of comments: the ends of their ranges,
// and their references with the run around, where it holds nothing else.
func marksOf(raw []byte, ids map[string]bool) []stretch {
	var out []stretch
	elements(raw, func(open []element, e element, to int) {
		switch e.name {
		case "commentRangeStart", "commentRangeEnd":
			if ids[e.id] {
				out = append(out, stretch{e.from, to})
			}
		case "commentReference":
			if n := len(open); ids[e.id] && n > 0 {
				open[n-1].reference = true
				out = append(out, stretch{e.from, to})
			}
		case "r":
			if e.reference && !e.content {
				out = append(out, stretch{e.from, to})
			}
		}
		if n := len(open); n > 0 && open[n-1].name == "r" && e.name != "rPr" && !(e.name == "commentReference" && ids[e.id]) {
			open[n-1].content = true
		}
	})
	return out
}

// element is one element that is being read.
type element struct {
	name, id, author   string
	from               int
	reference, content bool // of a run: refers to a comment to be taken out; holds something else
}

// elements visits every element at its end, with those it stands in.
func elements(raw []byte, visit func(open []element, e element, to int)) {
	dec := xml.NewDecoder(bytes.NewReader(raw))
	var open []element
	for {
		from := int(dec.InputOffset())
		tok, err := dec.RawToken()
		if err != nil {
			return
		}
		switch t := tok.(type) {
		case xml.StartElement:
			open = append(open, element{name: t.Name.Local, id: attr(t, "id"), author: attr(t, "author"), from: from})
		case xml.EndElement:
			if len(open) == 0 {
				return
			}
			e := open[len(open)-1]
			open = open[:len(open)-1]
			visit(open, e, int(dec.InputOffset()))
		}
	}
}

// without gives the bytes without some stretches; one inside another is part
// of it.
func without(raw []byte, gone []stretch) []byte {
	sort.Slice(gone, func(i, j int) bool {
		if gone[i].from != gone[j].from {
			return gone[i].from < gone[j].from
		}
		return gone[i].to > gone[j].to
	})
	var b bytes.Buffer
	done := 0
	for _, s := range gone {
		if s.from < done {
			continue
		}
		b.Write(raw[done:s.from])
		done = s.to
	}
	b.Write(raw[done:])
	return b.Bytes()
}
