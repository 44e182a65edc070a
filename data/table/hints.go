package table

import (
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// hintedBlock takes the header rows that tables.yaml names.
func (rd *reader) hintedBlock() ([]block, []line) {
	s := newSplitter(rd.g)
	last, first := 0, len(rd.g.Rows)
	for _, r := range rd.hints.HeaderRows {
		if r < 1 || r > len(rd.g.Rows) {
			continue
		}
		s.cur.heads = append(s.cur.heads, r-1)
		last, first = max(last, r), min(first, r-1)
	}
	for r := 0; r < first; r++ {
		s.caption(r)
	}
	cur := s.cur
	for s.at = last; s.at < len(rd.g.Rows); s.at++ {
		s.cur = block{}
		s.below()
		cur.body = append(cur.body, s.cur.body...)
	}
	if len(cur.heads) == 0 || len(cur.body) == 0 {
		return nil, s.notes
	}
	return []block{cur}, s.notes
}

var hintYear = regexp.MustCompile(`\d{4}`)

// hintRules turns marks of tables.yaml ("*": "break 2016", "[]": "estimate")
// into rules.
func (rd *reader) hintRules() []rule {
	var marks []string
	for m := range rd.hints.Marks {
		marks = append(marks, m)
	}
	sortStrings(marks)
	var out []rule
	for _, m := range marks {
		text := strings.ToLower(strings.TrimSpace(rd.hints.Marks[m]))
		r := rule{mark: m, text: rd.hints.Marks[m]}
		if y := hintYear.FindString(text); y != "" && (strings.Contains(text, "break") || strings.Contains(text, "口径")) {
			r.breaks, r.from = true, city.Period(y)
		} else if strings.Contains(text, "break") || strings.Contains(text, "口径") {
			r.breaks = true
		}
		if st, ok := statusOf(text); ok {
			r.status = st
		}
		if strings.Contains(text, "part") || strings.Contains(text, "其中") {
			r.child = true
		}
		out = append(out, r)
	}
	return out
}

// coresOf lists the names of a block, so that notes may name them.
func (rd *reader) coresOf(b block, ps []*panel) []string {
	var out []string
	seen := map[string]bool{}
	add := func(s string) {
		if k := core(s); k != "" && !seen[k] {
			seen[k] = true
			out = append(out, k)
		}
	}
	for _, p := range ps {
		for _, c := range p.labels {
			if c.role != roleIndicator {
				continue
			}
			for i, r := range b.body {
				if i >= 5000 {
					break
				}
				add(rd.g.At(r, c.at).Text)
			}
		}
		for _, c := range p.values {
			for _, n := range c.names {
				add(n)
			}
		}
	}
	return out
}
