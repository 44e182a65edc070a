package ooxml

import (
	"bytes"
	"fmt"
	"sort"
	"unicode/utf8"
)

// spot is a place in the XML of the main part where marks go. Between runs
// they are simply put there; inside a run the run is closed before them and
// opened again behind them with the same properties.
type spot struct {
	at     int    // byte offset
	before bool   // stands before a run: ends come earlier at the same offset
	cut    *run   // the run to close and open again; nil between runs
	inText *piece // the text element to close and open again; nil between elements
	ends   []int  // ids of comments that end here
	starts []int
	prefix string
}

// marked gives the main part with the marks of all comments.
func (d *Document) marked() []byte {
	var spots []*spot
	type place struct {
		at          int
		before, cut bool
	}
	known := map[place]*spot{}
	find := func(s spot) *spot {
		k := place{s.at, s.before, s.cut != nil}
		if known[k] == nil {
			known[k] = &s
			spots = append(spots, &s)
		}
		return known[k]
	}
	for _, c := range d.comments {
		p := &d.paras[c.para]
		var from, to spot
		if p.host != nil {
			from, to = spot{at: p.host.from, before: true, prefix: p.prefix}, spot{at: p.host.to, prefix: p.prefix}
		} else {
			from, to = p.startSpot(d.xml, c.start), p.endSpot(d.xml, c.end)
		}
		s := find(from)
		s.starts = append(s.starts, c.id)
		e := find(to)
		e.ends = append(e.ends, c.id)
	}
	sort.SliceStable(spots, func(i, j int) bool {
		if spots[i].at != spots[j].at {
			return spots[i].at < spots[j].at
		}
		return !spots[i].before && spots[j].before
	})
	return d.splice(spots)
}

// splice writes the part with the spots, which are in order.
func (d *Document) splice(spots []*spot) []byte {
	var b bytes.Buffer
	done := 0
	for _, edit := range d.keepBlanks(spots) {
		b.Write(d.xml[done:edit.at])
		b.WriteString(edit.text)
		done = edit.at
	}
	b.Write(d.xml[done:])
	return b.Bytes()
}

type insertion struct {
	at   int
	text string
}

// keepBlanks turns spots into insertions. Where a text without
// xml:space="preserve" is cut behind a blank, its start tag gets it.
func (d *Document) keepBlanks(spots []*spot) []insertion {
	var out []insertion
	kept := map[int]bool{}
	for _, s := range spots {
		if x := s.inText; x != nil && !x.preserve && !kept[x.tagEnd] && blankAround(d.xml, x, s.at) {
			kept[x.tagEnd] = true
			out = append(out, insertion{x.tagEnd - 1, ` xml:space="preserve"`})
		}
		out = append(out, insertion{s.at, s.text(d.xml)})
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].at < out[j].at })
	return out
}

func blankAround(raw []byte, x *piece, at int) bool {
	return at > x.from && isBlank(raw[at-1]) && !bytes.Contains(raw[x.childFrom:x.tagEnd], []byte("xml:space"))
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// text is what goes at the spot.
func (s *spot) text(raw []byte) string {
	var b bytes.Buffer
	w, bind := s.prefix, ""
	if w == "" {
		w, bind = "w", ` xmlns:w="`+spaceOf(raw)+`"`
	}
	w += ":"
	run := ""
	if s.cut != nil {
		run = nameIn(raw[s.cut.from:s.cut.tagEnd])
		if s.inText != nil {
			b.WriteString("</" + nameIn(raw[s.inText.childFrom:s.inText.tagEnd]) + ">")
		}
		b.WriteString("</" + run + ">")
	}
	for _, id := range s.ends {
		fmt.Fprintf(&b, `<%scommentRangeEnd%s %sid="%d"/>`, w, bind, w, id)
		fmt.Fprintf(&b, `<%sr%s><%scommentReference %sid="%d"/></%sr>`, w, bind, w, w, id, w)
	}
	for _, id := range s.starts {
		fmt.Fprintf(&b, `<%scommentRangeStart%s %sid="%d"/>`, w, bind, w, id)
	}
	if s.cut != nil {
		b.Write(raw[s.cut.from:s.cut.tagEnd])
		if s.cut.prTo > 0 {
			b.Write(raw[s.cut.prFrom:s.cut.prTo])
		}
		if s.inText != nil {
			b.WriteString("<" + nameIn(raw[s.inText.childFrom:s.inText.tagEnd]) + ` xml:space="preserve">`)
		}
	}
	return b.String()
}

// nameIn is the name in a start tag, as written.
func nameIn(tag []byte) string {
	tag = tag[1:]
	if i := bytes.IndexAny(tag, " \t\r\n/>"); i >= 0 {
		tag = tag[:i]
	}
	return string(tag)
}

// startSpot finds where a range that starts at a byte of the text begins.
func (p *paragraph) startSpot(raw []byte, at int) spot {
	for i := range p.pieces {
		x := &p.pieces[i]
		if at >= x.end && i < len(p.pieces)-1 {
			continue
		}
		if at > x.start && x.split {
			if cut, ok := x.byteAt(raw, at); ok {
				return spot{at: cut, cut: &p.runs[x.run], inText: x, prefix: p.prefix}
			}
		}
		if p.firstOfRun(i) || !p.direct(x) {
			return spot{at: p.runs[x.run].from, before: true, prefix: p.prefix}
		}
		return spot{at: x.childFrom, cut: &p.runs[x.run], prefix: p.prefix}
	}
	return spot{}
}

// endSpot finds where a range that ends before a byte of the text stops.
func (p *paragraph) endSpot(raw []byte, at int) spot {
	for i := len(p.pieces) - 1; i >= 0; i-- {
		x := &p.pieces[i]
		if at <= x.start && i > 0 {
			continue
		}
		if at < x.end && x.split {
			if cut, ok := x.byteAt(raw, at); ok {
				return spot{at: cut, cut: &p.runs[x.run], inText: x, prefix: p.prefix}
			}
		}
		if p.lastOfRun(i) || !p.direct(x) {
			return spot{at: p.runs[x.run].to, prefix: p.prefix}
		}
		return spot{at: x.childTo, cut: &p.runs[x.run], prefix: p.prefix}
	}
	return spot{}
}

func (p *paragraph) firstOfRun(i int) bool { return i == 0 || p.pieces[i-1].run != p.pieces[i].run }

func (p *paragraph) lastOfRun(i int) bool {
	return i == len(p.pieces)-1 || p.pieces[i+1].run != p.pieces[i].run
}

// direct reports whether all text of the piece's run stands directly in it,
// so that the run may be cut.
func (p *paragraph) direct(x *piece) bool {
	for i := range p.pieces {
		if p.pieces[i].run == x.run && !p.pieces[i].child {
			return false
		}
	}
	return true
}

// byteAt gives the byte offset in the XML of a byte of the text inside the
// piece; entities count as what they stand for. Not ok inside a character.
func (x *piece) byteAt(raw []byte, at int) (int, bool) {
	n := x.start
	for i := x.from; i < x.to; {
		if n >= at {
			return i, n == at
		}
		switch c := raw[i]; {
		case c == '&':
			end := bytes.IndexByte(raw[i:x.to], ';')
			if end < 0 {
				return 0, false
			}
			n += entityLen(string(raw[i+1 : i+end]))
			i += end + 1
		case c == '\r' && i+1 < x.to && raw[i+1] == '\n':
			n++
			i += 2
		default:
			_, size := utf8.DecodeRune(raw[i:x.to])
			n += size
			i += size
		}
	}
	return x.to, n == at
}

// entityLen is the length in UTF-8 of what an entity stands for.
func entityLen(name string) int {
	if len(name) < 2 || name[0] != '#' {
		return 1 // amp, lt, gt, quot, apos
	}
	r := 0
	if name[1] == 'x' {
		fmt.Sscanf(name[2:], "%x", &r)
	} else {
		fmt.Sscanf(name[1:], "%d", &r)
	}
	return utf8.RuneLen(rune(r))
}
