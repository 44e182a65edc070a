package word

import (
	"encoding/xml"
	"io"
	"strings"
	"testing"
)

// Whatever a table or a draft holds, the document stays well-formed, and what
// can be shown is shown.
func FuzzText(f *testing.F) {
	for _, s := range []string{"", "武汉", "=1+1", "a<b>&\"'", "\x00\x1f\x7f\u0085", "\xff\xfe", "\ufffe\uffff", "]]>", "行\n行\t列", "𠀀😀"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d := New(Options{Title: s, Subject: s, Date: s, Header: s})
		d.Heading(1, s, Text(s))
		d.Paragraph(Body, Run{Text: s, Note: s, Link: s})
		d.Table(Table{Widths: []int{1000}, Title: s, Head: [][]Cell{{TextCell("", s)}}})
		d.charts = append(d.charts, Chart{Unit: s, Categories: []string{s}, Series: []Series{{Name: s, Points: []Point{{}}}}, Source: s})
		for _, text := range []string{d.document(), d.footnotes(), d.core(), header(s), d.charts[0].xml()} {
			dec := xml.NewDecoder(strings.NewReader(text))
			for {
				if _, err := dec.Token(); err == io.EOF {
					break
				} else if err != nil {
					t.Fatalf("%q: %v", s, err)
				}
			}
		}
	})
}
