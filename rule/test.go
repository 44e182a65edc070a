package rule

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// Failure is a test inside a file of rules that doesn't hold, or that can't be
// run.
type Failure struct {
	ID        string
	At        At
	Want, Got string
	Message   city.Text
}

// Test runs the tests that the definitions bring along, all or those of some
// places. Drafts count in them; one without a date is of the first day on which
// the definition and all that it needs are in their newest version. Under a
// package, tests of the baseline say what the baseline gives, and those of the
// package what it gives over that.
func (l *Library) Test(only func(At) bool) (ran int, failures []Failure) {
	own := l.definitions
	if l.baseline != nil {
		ran, failures = l.baseline.Test(only)
		own = l.packages[len(l.packages)-1].added
	}
	run := func(id, entity string, tests []Test, s *subject) {
		for _, t := range tests {
			if only != nil && !only(t.At) {
				continue
			}
			ran++
			if f := l.failure(id, entity, t, s); f != nil {
				failures = append(failures, *f)
			}
		}
	}
	for _, f := range own.formulas {
		run("formula."+f.ID, f.Entity, f.Tests, &subject{formula: f})
	}
	for _, c := range own.criteria {
		run(c.ID, c.Entity, c.Tests, &subject{criterion: c})
	}
	for _, p := range own.programmes {
		run(p.ID, p.Entity, p.Tests, &subject{programme: l.standing(p)})
	}
	return ran, failures
}

// standing is a programme of a package as it stands in the library, where the
// package's own clauses may have changed its members; the first version.
func (l *Library) standing(p *Programme) *Programme {
	for _, m := range l.members[p.ID] {
		if m.programme == p {
			return p
		}
	}
	return l.members[p.ID][0].programme
}

// failure runs one test; nil where it holds.
func (l *Library) failure(id, entity string, t Test, s *subject) *Failure {
	got, want, err := l.run(entity, t, s)
	if err == nil && got == want {
		return nil
	}
	f := &Failure{ID: id, At: t.At, Want: want, Got: got, Message: city.Text{Zh: fmt.Sprintf("应为 %s，得到 %s", want, got), En: fmt.Sprintf("want %s, got %s", want, got)}}
	var e *city.Error
	if errors.As(err, &e) {
		f.Message, f.Got = e.Message, ""
		if e.Hint.Zh != "" {
			f.Message = city.Text{Zh: e.Message.Zh + "，" + e.Hint.Zh, En: e.Message.En + "; " + e.Hint.En}
		}
	}
	return f
}

// subject is what a test is about: one of the three.
type subject struct {
	formula   *Formula
	criterion *Criterion
	programme *Programme
}

// run evaluates the row of a test.
func (l *Library) run(entity string, t Test, s *subject) (got, want string, err error) {
	library, err := l.overridden(t)
	if err != nil {
		return "", "", err
	}
	b, err := l.row(entity, t.Fields, t.At)
	if err != nil {
		return "", "", err
	}
	o := Options{Date: t.Date, Draft: true}
	if t.Date == Open {
		o.Date = library.newest(s)
	}
	if valid := s.head().Valid; len(valid) > 0 && at(valid, o.Date, true) == nil {
		return "", "", fault(t.At, "not_in_force", "这个版本在 %s 不施行", "this version is not in force on %s", o.Date)
	}
	p, err := library.about(o, s)
	if err != nil {
		return "", "", err
	}
	return p.compare(b, t, s)
}

// about is a plan for one definition.
func (l *Library) about(o Options, s *subject) (*Plan, error) {
	p := &Plan{Date: o.Date, library: l, options: o, programs: map[string]*program{}}
	chosen := &selection{library: l, options: o, member: map[string]member{}, refused: map[string]*city.Error{}}
	var err *city.Error
	switch {
	case s.criterion != nil:
		err = chosen.choose(s.criterion.ID)
	case s.programme != nil:
		err = chosen.choose(s.programme.ID)
	default:
		if what := chosen.lacking([]*Expression{s.formula.Expr}, map[string]bool{}); what != "" {
			return nil, noValue(s.formula.At, s.formula.ID, what, o.Date)
		}
		c := p.compiler(s.formula.Entity, 0)
		c.expression(s.formula.Expr)
		p.programs[s.formula.Entity] = c.program()
	}
	if err != nil {
		return nil, err
	}
	if s.formula == nil {
		p.build(chosen)
	}
	return p, nil
}

// compare says what a test wants and what the plan gives.
func (p *Plan) compare(b *Batch, t Test, s *subject) (got, want string, err error) {
	x := p.inquire(b)
	r := &x.result
	if want = t.Want.State.String(); t.Want.IsNumber {
		want = t.Want.Value.String()
	}
	switch {
	case s.formula != nil:
		got = x.gives(s.formula)
		if t.Want.IsNumber && s.formula.Kind == Number {
			want = Value{s.formula.Unit.In(t.Want.Value.Low), s.formula.Unit.In(t.Want.Value.High)}.String()
		}
	case t.Want.None:
		want = ""
	case s.programme != nil:
		got = r.Programmes[slices.Index(p.Programmes, s.programme)][0].String()
	case t.Want.IsNumber && s.criterion.Score != nil:
		i := slices.Index(p.Scores, s.criterion)
		got = Value{r.Low[i][0], r.High[i][0]}.String()
	default:
		got = r.Criteria[slices.Index(p.Criteria, s.criterion)][0].String()
	}
	for _, g := range t.Money {
		i := slices.IndexFunc(p.Benefits, func(b *Benefit) bool { return b.ID == g.Name })
		if i < 0 {
			return "", "", fault(g.At, "unknown_name", "没有名为“%s”的受益", "there is no benefit named %q", g.Name)
		}
		amount := "unknown"
		if !r.MoneyMissing[i][0] {
			amount = Value{float64(r.Money[i][0]) / 100, float64(r.MoneyHigh[i][0]) / 100}.String()
		}
		wanted := "unknown"
		if !g.Missing && g.Text != "unknown" {
			wanted = Value{g.Number, g.Number}.String()
		}
		got, want = strings.TrimSpace(got+" "+g.Name+" "+amount), strings.TrimSpace(want+" "+g.Name+" "+wanted)
	}
	return got, want, nil
}

// gives is what a formula gives for the row, in words.
func (x *inquiry) gives(f *Formula) string {
	v := x.value(x.term(f.Expr))
	switch {
	case v.missing:
		return Unknown.String()
	case f.Kind == Bool && v.low != v.high:
		return Manual.String()
	case f.Kind == Bool && v.low == 1:
		return Met.String()
	case f.Kind == Bool:
		return Unmet.String()
	}
	return Value{v.low, v.high}.String()
}

// String writes a number with up to ten digits, as tests compare it, or a band
// as [low, high].
func (v Value) String() string {
	one := func(x float64) string { return strconv.FormatFloat(x, 'g', 12, 64) }
	if v.Low == v.High || one(v.Low) == one(v.High) {
		return one(v.Low)
	}
	return "[" + one(v.Low) + ", " + one(v.High) + "]"
}
