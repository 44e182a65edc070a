package rule

import (
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// Options says what a plan is for.
type Options struct {
	Date       Day
	Draft      bool     // drafts count too
	Programmes []string // none: all that are in force
	Margins    bool     // how far each row is from each limit
}

// Plan is the rules of one day, ready to be evaluated. It doesn't change;
// several goroutines may use it, each with a Result of its own.
type Plan struct {
	Date       Day
	Fields     []*Field // that are needed, in the order of the library
	Parameters []*Parameter
	Criteria   []*Criterion // that the programmes need, in the order of the library
	Scores     []*Criterion // those of Criteria that are scores
	Programmes []*Programme
	Benefits   []*Benefit // of the programmes, one after another
	Left       []Left     // programmes that can't be evaluated on that day

	library  *Library
	options  Options
	programs map[string]*program // by entity
	entities []string            // by benefit
	banded   []bool              // by benefit: its amount is a band
	distant  []bool              // by criterion: it has a margin
}

// Left is a programme that isn't in a plan, and why.
type Left struct {
	Programme string
	Why       city.Text
}

// Plan chooses what is in force on a day: the programmes that are named, or
// all, and what they need. A programme that was named and isn't in force, or
// that needs what isn't, is an error; one that wasn't named is in Left.
func (l *Library) Plan(o Options) (*Plan, error) {
	s := &selection{library: l, options: o, member: map[string]member{}, refused: map[string]*city.Error{}}
	names := o.Programmes
	if len(names) == 0 {
		names = l.programmeNames()
		slices.Sort(names)
		names = slices.Compact(names)
	}
	p := &Plan{Date: o.Date, library: l, options: o, programs: map[string]*program{}}
	for _, id := range names {
		if versions := l.members[id]; len(versions) == 0 || versions[0].programme == nil {
			return nil, meant(city.Errorf("unknown_programme", "没有名为“%s”的项目", "there is no programme named %q", id), id, l.programmeNames())
		}
		err := s.choose(id)
		if err != nil && len(o.Programmes) > 0 {
			return nil, err
		}
		if err != nil {
			p.Left = append(p.Left, Left{id, err.Message})
		}
	}
	p.build(s)
	return p, nil
}

// selection is what's chosen for a plan. A member is added after those that it
// needs.
type selection struct {
	library *Library
	options Options
	order   []string
	member  map[string]member
	refused map[string]*city.Error
}

// choose adds a criterion or a programme with all its members.
func (s *selection) choose(id string) (err *city.Error) {
	if _, done := s.member[id]; done || s.refused[id] != nil {
		return s.refused[id]
	}
	defer func() {
		if err != nil {
			s.refused[id] = err
		}
	}()
	versions := s.library.members[id]
	i := on(versions, member.head, s.options.Date, s.options.Draft)
	if i < 0 {
		return s.notInForce(id, versions)
	}
	m := versions[i]
	var all []*Expression
	if c := m.criterion; c != nil {
		all = c.expressions()
	} else {
		all = []*Expression{m.programme.Applies}
		for _, b := range m.programme.Benefits {
			all = append(all, b.Expr)
		}
		m.programme.Members.each(func(one Member) {
			if err == nil {
				err = s.choose(one.ID)
			}
		})
	}
	if err != nil {
		return err
	}
	if what := s.lacking(all, map[string]bool{}); what != "" {
		return noValue(m.head().At, id, what, s.options.Date)
	}
	s.member[id] = m
	s.order = append(s.order, id)
	return nil
}

func noValue(at At, id, what string, day Day) *city.Error {
	return fault(at, "no_value", "“%[1]s”要用的 %[2]s 在 %[3]s 没有规定的值", "%[1]q needs %[2]s, which has no value on %[3]s", id, what, day).
		WithHint("在它的 valid 里，或在政策组合里，写出这一天的值", "write its value of that day, in its valid or in a package")
}

// expressions lists those of a criterion or a score.
func (c *Criterion) expressions() []*Expression {
	out := []*Expression{c.Applies, c.Expr}
	var items func([]Item)
	items = func(list []Item) {
		for _, i := range list {
			out = append(append(out, i.Max, i.Expr, i.Low, i.High, i.Cap), i.BetterOf...)
			items(i.Items)
		}
	}
	if c.Score != nil {
		items(c.Score.Items)
		out = append(out, c.Score.Cap, c.Score.Pass)
	}
	return slices.DeleteFunc(out, func(e *Expression) bool { return e == nil })
}

// notInForce says on which days a rule is.
func (s *selection) notInForce(id string, versions []member) *city.Error {
	var times []Interval
	for _, m := range versions {
		for _, i := range m.head().Valid {
			n := len(times) - 1
			switch {
			case i.Status == None:
			case n >= 0 && times[n].To+1 == i.From && (times[n].Status == Draft) == (i.Status == Draft):
				times[n].To = i.To
			default:
				times = append(times, i)
			}
		}
	}
	var zh, en []string
	draft := false
	for _, i := range times {
		note, noteEn := "", ""
		if i.Status == Draft {
			note, noteEn = "（草案）", " (draft)"
			draft = draft || i.From <= s.options.Date && s.options.Date <= i.To
		}
		to, toEn := "至 "+i.To.String(), "to "+i.To.String()
		if i.To == Open {
			to, toEn = "起", "on"
		}
		zh, en = append(zh, i.From.String()+" "+to+note), append(en, "from "+i.From.String()+" "+toEn+noteEn)
	}
	e := fault(versions[0].head().At, "not_in_force", "“%[1]s”在 %[2]s 不施行；施行于 %[3]s", "%[1]q is not in force on %[2]s; it is %[4]s", id, s.options.Date, strings.Join(zh, "，"), strings.Join(en, ", "))
	for _, c := range s.library.Clauses(id, s.options.Date) {
		if slices.ContainsFunc(c.Edits, func(e Edit) bool { return e.What == editRepeal && e.ID == id }) {
			e = e.WithHint("由政策组合 "+c.Package.ID+" "+c.Number+"终止："+c.Text, "ended by package "+c.Package.ID+", "+c.Number+": "+c.Text)
		}
	}
	if draft {
		e = e.WithHint("草案要写明才用（--draft）", "a draft is used only where it's asked for (--draft)")
	}
	return e
}

// lacking names the first parameter or formula of expressions that has no
// value on the day; "" where all have.
func (s *selection) lacking(all []*Expression, seen map[string]bool) (what string) {
	for _, e := range all {
		if e == nil {
			continue
		}
		s.library.terms[e].walk(func(t *term) {
			switch {
			case what != "":
			case t.parameter != nil && t.parameter.On(s.options.Date, s.options.Draft) == nil:
				what = "param." + t.parameter.ID
			case t.op == opFormula && !seen[t.name]:
				seen[t.name] = true
				f := s.library.formulaOn(t.name, s.options.Date, s.options.Draft)
				if f == nil {
					what = "formula." + t.name
					return
				}
				what = s.lacking([]*Expression{f.Expr}, seen)
			}
		})
	}
	return what
}
