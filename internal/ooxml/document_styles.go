package ooxml

import (
	"bytes"
	"encoding/xml"
	"strings"
	"unicode/utf8"
)

// relation is one entry of a relationships part.
type relation struct {
	id, kind, target string
	external         bool
}

// readRels reads a relationships part; what is not understood is left out.
func readRels(raw []byte) []relation {
	var out []relation
	dec := xml.NewDecoder(bytes.NewReader(raw))
	for {
		tok, err := dec.RawToken()
		if err != nil {
			return out
		}
		if t, ok := tok.(xml.StartElement); ok && t.Name.Local == "Relationship" {
			out = append(out, relation{attr(t, "Id"), attr(t, "Type"), attr(t, "Target"), attr(t, "TargetMode") == "External"})
		}
	}
}

// style is what styles.xml says of one paragraph style.
type style struct {
	name, base string
	outline    bool
}

// readStyles gives the ids of the paragraph styles that are headings: by
// their name (heading 1, 标题 1, Title), by an outline level, or because the
// style that they are based on is one.
func readStyles(raw []byte) map[string]bool {
	styles := map[string]style{}
	dec := xml.NewDecoder(bytes.NewReader(raw))
	id, cur := "", style{}
	for {
		tok, err := dec.RawToken()
		if err != nil {
			break
		}
		switch t := tok.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "style":
				id, cur = attr(t, "styleId"), style{}
			case "name":
				cur.name = attr(t, "val")
			case "basedOn":
				cur.base = attr(t, "val")
			case "outlineLvl":
				v := attr(t, "val")
				cur.outline = len(v) == 1 && v < "9"
			}
		case xml.EndElement:
			if t.Name.Local == "style" && id != "" {
				styles[id], id = cur, ""
			}
		}
	}
	out := map[string]bool{}
	for id := range styles {
		for at, n := id, 0; n < 20; n++ {
			s, ok := styles[at]
			if !ok {
				break
			}
			if s.outline || headingName(s.name) {
				out[id] = true
				break
			}
			at = s.base
		}
	}
	// Documents of other programs may name such styles without defining them.
	for _, id := range []string{"Title", "Heading1", "Heading2", "Heading3"} {
		if _, ok := styles[id]; !ok {
			out[id] = true
		}
	}
	return out
}

func headingName(name string) bool {
	name = strings.ToLower(strings.TrimSpace(name))
	return name == "title" || name == "subtitle" || name == "标题" || name == "副标题" ||
		strings.HasPrefix(name, "heading ") || strings.HasPrefix(name, "标题 ") || strings.HasPrefix(name, "toc ") || strings.HasPrefix(name, "目录")
}

// markTitle finds the title of a document that uses no styles: the first
// lines, centred, short and without a full stop.
func markTitle(paras []paragraph) {
	seen := 0
	for i := range paras {
		p := &paras[i]
		text := strings.TrimSpace(p.Text)
		if text == "" || p.Table || p.Box {
			continue
		}
		if seen++; seen > 4 || !p.centre || utf8.RuneCountInString(text) > 40 || strings.ContainsAny(text, "。；;！？") {
			return
		}
		p.Heading = true
	}
}
