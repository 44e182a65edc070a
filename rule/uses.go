package rule

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/quanyu/quanyu/city"
)

// Use is a definition that uses a parameter.
type Use struct {
	Kind       string    `json:"kind"` // formula, criterion, score, programme, benefit
	ID         string    `json:"id"`
	Title      city.Text `json:"title"`
	Through    []string  `json:"through"`    // formulas on the way to the parameter; none: it's used at first hand
	Programmes []string  `json:"programmes"` // that count it
	At         At        `json:"at"`
}

// Uses lists what uses a parameter, in the order of the files, formulas first.
// A parameter that there isn't is an error.
func (l *Library) Uses(param string) ([]Use, error) {
	id := strings.TrimPrefix(param, "param.")
	if l.parameter[id] == nil {
		return nil, unknownName("参数", "parameter", id, l.parameterNames())
	}
	through := map[string][]string{} // of a formula that leads to the parameter
	var out []Use
	for again := true; again; { // formulas may stand in any order
		again = false
		for _, f := range l.formulas {
			if _, done := through[f.ID]; done {
				continue
			}
			if way, leads := l.leads(id, through, f.Expr); leads {
				through[f.ID], again = way, true
			}
		}
	}
	add := func(kind, id string, h *Head, title city.Text, programmes []string, all ...*Expression) {
		way, leads := l.leads(param, through, all...)
		told := func(u Use) bool { return u.Kind == kind && u.ID == id && u.At == h.At } // by a version that a package split
		if leads && !slices.ContainsFunc(out, told) {
			out = append(out, Use{kind, id, title, way, programmes, h.At})
		}
	}
	param = id
	for _, f := range l.formulas {
		add("formula", f.ID, &f.Head, f.Title, []string{}, f.Expr)
	}
	for _, c := range l.criteria {
		kind := "criterion"
		if c.Score != nil {
			kind = "score"
		}
		add(kind, c.ID, &c.Head, c.Title, l.countedBy(c.ID), c.expressions()...)
	}
	for _, p := range l.programmes {
		add("programme", p.ID, &p.Head, p.Title, []string{p.ID}, p.Applies)
		for _, b := range p.Benefits {
			add("benefit", b.ID, &Head{At: b.At}, b.Title, []string{p.ID}, b.Expr)
		}
	}
	return out, nil
}

// leads reports whether expressions use a parameter, and by which formulas;
// none where one uses it at first hand.
func (l *Library) leads(param string, through map[string][]string, all ...*Expression) (way []string, ok bool) {
	way = []string{}
	for _, e := range all {
		if contains(l.used(e, opParam), param) {
			return []string{}, true
		}
		for _, f := range l.used(e, opFormula) {
			if before, leads := through[f]; leads {
				ok = true
				way = append(append(way, before...), f)
			}
		}
	}
	slices.Sort(way)
	return slices.Compact(way), ok
}

// Rests lists the formulas and parameters that expressions use, at any depth
// and in any version.
func (l *Library) Rests(all ...*Expression) (ids []string) {
	for _, e := range all {
		for _, what := range []op{opParam, opFormula} {
			for _, id := range l.used(e, what) {
				if contains(ids, id) {
					continue
				}
				ids = append(ids, id)
				if what == opFormula {
					for _, f := range l.formula[id] {
						for _, more := range l.Rests(f.Expr) {
							if !contains(ids, more) {
								ids = append(ids, more)
							}
						}
					}
				}
			}
		}
	}
	return ids
}

// Rests lists what a programme of the plan rests on, at any depth: itself, its
// members and benefits, and the formulas and parameters that they use.
func (p *Plan) Rests(programme string) (ids []string) {
	add := func(of []string) {
		for _, id := range of {
			if !contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	add([]string{programme})
	for _, g := range p.Programmes {
		if g.ID != programme {
			continue
		}
		add(p.library.Rests(g.Applies))
		for _, b := range g.Benefits {
			add([]string{b.ID})
			add(p.library.Rests(b.Expr))
		}
		g.Members.each(func(m Member) { add(p.Rests(m.ID)) })
	}
	for _, c := range p.Criteria {
		if c.ID == programme {
			add(p.library.Rests(c.expressions()...))
		}
	}
	return ids
}

// Asks lists the fields that a criterion asks for: those of its expressions and,
// at any depth, of the formulas in them.
func (p *Plan) Asks(c *Criterion) []string {
	all := p.library.through(c.expressions())
	for _, e := range c.expressions() {
		for _, name := range p.library.used(e, opField) {
			all[name] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// countedBy lists the programmes that have a member, at any depth.
func (l *Library) countedBy(id string) []string {
	out := []string{}
	for _, p := range l.programmes {
		p.Members.each(func(m Member) {
			if m.ID == id && !contains(out, p.ID) {
				out = append(out, p.ID)
			}
		})
	}
	for _, p := range out {
		for _, more := range l.countedBy(p) {
			if !contains(out, more) {
				out = append(out, more)
			}
		}
	}
	return out
}

// Expiry is a parameter, or a rule, whose interval in force on a day ends
// within a year of it.
type Expiry struct {
	Kind   string    `json:"kind"` // param, formula, criterion, score, programme
	ID     string    `json:"id"`
	Title  city.Text `json:"title"`
	Value  city.Text `json:"value"` // of a parameter, until it ends
	To     Day       `json:"to"`    // the last day
	Next   city.Text `json:"next"`  // what a parameter is the day after
	Lapses bool      `json:"lapses"`
	Doc    string    `json:"document"`
	At     At        `json:"at"`
}

// Expiring lists what ends from a day on within a year: first what ends first,
// of one day in the order of the files, parameters before rules. Drafts are
// left out. What another version follows at once doesn't lapse.
func (l *Library) Expiring(day Day) []Expiry {
	limit := Day(day.time().AddDate(1, 0, 0).Sub(time.Unix(0, 0)) / (24 * time.Hour))
	var out []Expiry
	add := func(kind, id string, h *Head, next func(Day) (city.Text, bool), value func(Interval) city.Text) {
		i := at(h.Valid, day, false)
		if i == nil || i.To > limit {
			return
		}
		then, follows := next(i.To + 1)
		if follows && kind != "param" {
			return // a new version of a rule is no news of its own
		}
		e := Expiry{Kind: kind, ID: id, Title: h.Title, To: i.To, Next: then, Lapses: !follows, Value: value(*i), At: h.At}
		if b := h.BasisOf(i); len(b) > 0 {
			e.Doc = b[0].Doc
		}
		out = append(out, e)
	}
	none := func(Interval) city.Text { return city.Text{} }
	for _, p := range l.parameters {
		value := func(i Interval) city.Text { return p.Shown(i) }
		add("param", p.ID, &p.Head, func(d Day) (city.Text, bool) {
			if i := p.On(d, false); i != nil {
				return p.Shown(*i), true
			}
			return city.Text{}, false
		}, value)
	}
	for _, f := range l.formulas {
		add("formula", f.ID, &f.Head, func(d Day) (city.Text, bool) {
			return city.Text{}, l.formulaOn(f.ID, d, false) != nil
		}, none)
	}
	follows := func(id string) func(Day) (city.Text, bool) {
		return func(d Day) (city.Text, bool) { return city.Text{}, on(l.members[id], member.head, d, false) >= 0 }
	}
	for _, c := range l.criteria {
		kind := "criterion"
		if c.Score != nil {
			kind = "score"
		}
		add(kind, c.ID, &c.Head, follows(c.ID), none)
	}
	for _, p := range l.programmes {
		add("programme", p.ID, &p.Head, follows(p.ID), none)
	}
	slices.SortStableFunc(out, func(a, b Expiry) int { return int(a.To - b.To) })
	return out
}
