package catalog

import (
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// conceptIndex finds concepts: by plain names, and by names with a gap
// ("投入…推动创新").
type conceptIndex struct {
	list  []city.Concept
	names *lexicon
	gaps  []gap
}

type gap struct {
	form *regexp.Regexp
	id   string
}

func (c *conceptIndex) enter(concept city.Concept) {
	if c.names == nil {
		c.names = newLexicon()
	}
	c.names.remove(concept.ID)
	kept := c.gaps[:0:0]
	for _, g := range c.gaps {
		if g.id != concept.ID {
			kept = append(kept, g)
		}
	}
	c.gaps = kept
	at := len(c.list)
	for i, have := range c.list {
		if have.ID == concept.ID {
			at = i
		}
	}
	if at == len(c.list) {
		c.list = append(c.list, concept)
	} else {
		c.list[at] = concept
	}
	for _, n := range append([]string{concept.Name.Zh}, concept.Aliases...) {
		if front, back, ok := strings.Cut(n, "…"); ok {
			form := regexp.MustCompile(regexp.QuoteMeta(foldName(front)) + `[^,，。;；:：!?、\n]{0,10}?` + regexp.QuoteMeta(foldName(back)))
			c.gaps = append(c.gaps, gap{form, concept.ID})
			continue
		}
		c.names.add(n, concept.ID)
	}
}

// FindConcepts lists the concepts named in running text, plain names before
// names with a gap, without overlaps.
func (x *Indicators) FindConcepts(text string) []Mention {
	if x.concepts.names == nil {
		return nil
	}
	f := fold(text)
	var out []Mention
	taken := make([]bool, len(f.text)+1)
	put := func(start, end int, id string) {
		for i := start; i < end; i++ {
			if taken[i] {
				return
			}
		}
		for i := start; i < end; i++ {
			taken[i] = true
		}
		m := Mention{ID: id, Match: Alias}
		m.Start, m.End = f.span(text, start, end)
		if c, _ := x.Concept(id); foldName(c.Name.Zh) == f.text[start:end] {
			m.Match = Exact
		}
		out = append(out, m)
	}
	for _, h := range x.concepts.names.scan(f.text, nil) {
		put(h.start, h.end, h.ids[0])
	}
	for _, g := range x.concepts.gaps {
		for _, m := range g.form.FindAllStringIndex(f.text, -1) {
			put(m[0], m[1], g.id)
		}
	}
	return sortMentions(out)
}

// Concept gives a concept by ID.
func (x *Indicators) Concept(id string) (city.Concept, bool) {
	for _, c := range x.concepts.list {
		if c.ID == id {
			return c, true
		}
	}
	return city.Concept{}, false
}

// Concepts lists all concepts in the order of the catalog.
func (x *Indicators) Concepts() []city.Concept {
	return append([]city.Concept(nil), x.concepts.list...)
}
