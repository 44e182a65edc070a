package rule

import (
	"math"
	"slices"
)

// row is a batch of the one row of a test.
func (l *Library) row(entity string, given []Given, at At) (*Batch, error) {
	b := &Batch{Entity: entity, Rows: 1, Columns: map[string]*Column{}}
	for _, g := range given {
		f := l.Field(g.Name)
		if f == nil || f.Entity != entity {
			return nil, unknownName("字段", "field", g.Name, l.fieldNames(entity)).At(g.At.File, "", g.At.Line, "")
		}
		if g.Missing {
			continue
		}
		if err := g.fits(f); err != nil {
			return nil, err
		}
		switch f.Kind {
		case Words:
			b.Columns[g.Name] = &Column{Codes: []int32{0}, Words: []string{g.Text}}
		case Number:
			b.Columns[g.Name] = &Column{Numbers: []float64{f.Unit.In(g.Number)}}
		default:
			b.Columns[g.Name] = &Column{Numbers: []float64{g.Number}}
		}
	}
	return b, nil
}

// fits checks a value of a test against its field: text may look like a number
// or a date.
func (g Given) fits(f *Field) error {
	switch {
	case f.Kind == Words && len(f.Values) > 0 && !contains(f.Values, g.Text):
		return meant(fault(g.At, "unknown_value", "“%[1]s”不是“%[2]s”的取值", "%[1]q is no value of %[2]s", g.Text, f.Name), g.Text, f.Values)
	case f.Kind == g.Kind || f.Kind == Words && g.Kind != Bool:
		return nil
	}
	return fault(g.At, "bad_type", "“%[1]s”的值应是%[2]s，这里写的是%[4]s", "%[1]s takes %[3]s; this is %[5]s", f.Name, kindWords[f.Kind][0], kindWords[f.Kind][1], kindWords[g.Kind][0], kindWords[g.Kind][1])
}

// overridden is the library with the values of parameters that a test gives.
func (l *Library) overridden(t Test) (*Library, error) {
	if t.Param == nil {
		return l, nil
	}
	d := l.definitions.clone()
	for _, g := range t.Param {
		i := slices.IndexFunc(d.parameters, func(p *Parameter) bool { return p.ID == g.Name })
		if i < 0 || d.parameters[i].tabled() || d.parameters[i].Kind == Words {
			return nil, fault(g.At, "unknown_name", "没有名为“%s”的单值参数", "there is no parameter of one value named %q", g.Name)
		}
		if g.Kind != Number || g.Missing {
			return nil, fault(g.At, "bad_type", "参数“%s”要写一个数", "the parameter %s needs a number", g.Name)
		}
		p := *d.parameters[i]
		v := p.Unit.In(g.Number)
		p.Valid = []Interval{{From: math.MinInt32, To: Open, Status: InForce, Value: &Value{v, v}, At: g.At}}
		d.parameters[i] = &p
	}
	return d.library()
}

// newest is the first day on which a definition, and all that it needs, is in
// its newest version.
func (l *Library) newest(s *subject) Day {
	day := Day(math.MinInt32)
	seen := map[string]bool{}
	last := func(valid []Interval) {
		for _, i := range valid {
			if i.Status != None && i.From > day {
				day = i.From
			}
		}
	}
	var expressions func(all []*Expression)
	expressions = func(all []*Expression) {
		for _, e := range all {
			l.terms[e].walk(func(t *term) {
				if t.parameter != nil {
					last(t.parameter.Valid)
				}
				if t.op == opFormula && !seen["formula."+t.name] {
					seen["formula."+t.name] = true
					for _, f := range l.formula[t.name] {
						last(f.Valid)
						expressions([]*Expression{f.Expr})
					}
				}
			})
		}
	}
	var visit func(m member)
	visit = func(m member) {
		last(m.head().Valid)
		if m.criterion != nil {
			expressions(m.criterion.expressions())
			return
		}
		expressions([]*Expression{m.programme.Applies})
		for _, b := range m.programme.Benefits {
			expressions([]*Expression{b.Expr})
		}
		m.programme.Members.each(func(one Member) {
			for _, v := range l.members[one.ID] {
				if !seen[one.ID] {
					visit(v)
				}
			}
			seen[one.ID] = true
		})
	}
	switch {
	case s.formula != nil:
		last(s.formula.Valid)
		expressions([]*Expression{s.formula.Expr})
	case s.criterion != nil:
		visit(member{criterion: s.criterion})
	default:
		visit(member{programme: s.programme})
	}
	if day == math.MinInt32 {
		day = DayOf(2020, 1, 1)
	}
	if valid := s.head().Valid; len(valid) > 0 {
		day = min(day, valid[len(valid)-1].To)
	}
	return day
}

func (s *subject) head() *Head {
	switch {
	case s.formula != nil:
		return &s.formula.Head
	case s.criterion != nil:
		return &s.criterion.Head
	}
	return &s.programme.Head
}
