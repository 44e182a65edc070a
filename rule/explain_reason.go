package rule

import (
	"slices"

	"github.com/quanyu/quanyu/city"
)

// programme explains a programme with its members.
func (x *inquiry) programme(p *Programme) *Reason {
	r := x.reason("programme", p.ID, &p.Head, x.state(p.ID))
	if p.Either {
		r.Kind = "either"
	}
	all := []*Expression{p.Applies}
	for _, b := range p.Benefits {
		all = append(all, b.Expr)
	}
	x.rests(r, all...)
	r.Members = x.members(p.Members)
	r.Benefits = x.awards(p, r.State == Met.String())
	r.Sentence = x.programmeSentence(p, r)
	return r
}

// reason is what every rule says about itself.
func (x *inquiry) reason(kind, id string, h *Head, s State) *Reason {
	return &Reason{Kind: kind, ID: id, Title: titled(h.Title, id), State: s.String(), Text: h.Text, Basis: basis(h.BasisOf(at(h.Valid, x.plan.Date, x.plan.options.Draft))), Clauses: x.clauses(id),
		Values: []ValueView{}, Limits: []LimitView{}, Missing: []string{}, Evidence: []string{}, Members: []*Reason{}, Benefits: []AwardView{}, Steps: []StepView{}}
}

func basis(list []Basis) []BasisView {
	out := []BasisView{}
	for _, b := range list {
		out = append(out, BasisView{b.Doc, b.Article, b.URL, b.Published, b.Checked, b.Grade})
	}
	return out
}

// clauses are those of packages that made a parameter or a rule what it is.
func (x *inquiry) clauses(id string) []ClauseView {
	out := []ClauseView{}
	for _, c := range x.plan.library.Clauses(id, x.plan.Date) {
		out = append(out, ClauseView{c.Package.ID, c.Number, c.Text})
	}
	return out
}

// members explains the members of a group.
func (x *inquiry) members(m Member) []*Reason {
	out := []*Reason{}
	for _, one := range slices.Concat(m.All, m.Any) {
		switch {
		case one.ID == "":
			out = append(out, x.group(one))
		default:
			out = append(out, x.named(one.ID))
		}
	}
	return out
}

// named explains a criterion or a programme by its identifier.
func (x *inquiry) named(id string) *Reason {
	if i := slices.IndexFunc(x.plan.Criteria, func(c *Criterion) bool { return c.ID == id }); i >= 0 {
		return x.criterion(x.plan.Criteria[i])
	}
	i := slices.IndexFunc(x.plan.Programmes, func(p *Programme) bool { return p.ID == id })
	return x.programme(x.plan.Programmes[i])
}

// group explains members of which all, or any, must be met.
func (x *inquiry) group(m Member) *Reason {
	r := x.reason("all", "", &Head{Title: city.Text{Zh: "以下全部", En: "all of these"}}, NotApplicable)
	if m.Any != nil {
		r.Kind, r.Title = "any", city.Text{Zh: "以下之一", En: "one of these"}
	}
	r.Members = x.members(m)
	var states []State
	for _, one := range r.Members {
		states = append(states, stateNamed(one.State))
	}
	s := rolled(states, m.Any != nil)
	r.State, r.Sentence = s.String(), say("%s：%s", "%[1]s: %[2]s", r.Title, s.words())
	return r
}

// called names a reason within a sentence, a group by its members.
func (r *Reason) called() city.Text {
	if r.ID != "" {
		return r.Title
	}
	var names []city.Text
	for _, m := range r.Members {
		name := m.called()
		if m.ID != "" {
			name = say("“%s”", "\"%s\"", name)
		}
		names = append(names, name)
	}
	if r.Kind == "any" {
		return say("%s（其一即可）", "one of (%s)", joined(names, "或", " or "))
	}
	return say("%s（全部）", "all of (%s)", joined(names, "和", " and "))
}

func stateNamed(s string) State { return State(slices.Index(stateNames[:], s)) }

// StateWords names a state, by its name in JSON, as an official reads it.
func StateWords(name string) city.Text { return stateNamed(name).words() }

// words names a state as an official reads it.
func (s State) words() city.Text {
	return [...]city.Text{{Zh: "不适用", En: "not applicable"}, {Zh: "不符合", En: "not met"}, {Zh: "缺数据", En: "data missing"}, {Zh: "待核", En: "for a person to decide"}, {Zh: "符合", En: "met"}}[s]
}

// criterion explains a criterion or a score.
func (x *inquiry) criterion(c *Criterion) *Reason {
	r := x.reason("criterion", c.ID, &c.Head, x.state(c.ID))
	r.Evidence = append(r.Evidence, c.Evidence...)
	x.rests(r, c.expressions()...)
	if c.Score != nil {
		r.Kind = "score"
		r.Score = x.score(c)
	} else {
		r.Formula = x.worded(x.term(c.Expr))
	}
	r.Sentence = x.sentence(c, r)
	return r
}

// rests adds what expressions rest on: fields of the row, and parameters.
func (x *inquiry) rests(r *Reason, all ...*Expression) {
	x.parts(all, func(t *term) {
		switch {
		case t.parameter != nil:
			x.limit(r, t)
		case t.op == opFormula:
			x.step(r, t)
		}
		if t.field == nil || slices.ContainsFunc(r.Values, func(v ValueView) bool { return v.Field == t.field.Name }) {
			return
		}
		v := x.valueView(t.field)
		if v.Missing {
			r.Missing = append(r.Missing, t.field.Name)
		}
		r.Values = append(r.Values, v)
	})
}

func (x *inquiry) valueView(f *Field) ValueView {
	v := x.batch.field(f)
	out := ValueView{Field: f.Name, Title: titled(f.Title, f.Name), Number: none, Word: v.word, Missing: v.missing}
	t := &term{op: opField, kind: f.Kind, field: f}
	out.Unit, out.Shown = x.unit(t), v.text(x.reads(t))
	if f.Kind == Words {
		out.Unit = "text"
	} else if !v.missing {
		out.Number = city.Number(v.low)
	}
	return out
}

// limit adds a parameter as it is on the date; of a table the step that the
// row is in.
func (x *inquiry) limit(r *Reason, t *term) {
	p, v := t.parameter, x.value(t)
	i := p.On(x.plan.Date, x.plan.options.Draft)
	if i == nil {
		return
	}
	l := LimitView{Param: p.ID, Title: titled(p.Title, p.ID), Low: none, High: none, Unit: p.Unit.shown(), Shown: v.text(p.Unit.reads()), From: i.From, To: i.To, Status: i.Status, Basis: basis(p.BasisOf(i)), Clauses: x.clauses(p.ID)}
	switch {
	case p.Kind == Words:
		l.Shown, l.Unit = joined(quoted(i.Words), "", ", "), "text"
	case v.missing: // which step isn't known: the whole table
		l.Shown = p.Shown(*i)
	default:
		l.Low, l.High = city.Number(v.low), city.Number(v.high)
	}
	if t.op == opBracket {
		l.Step = x.within(i.Brackets, t)
	}
	if !slices.ContainsFunc(r.Limits, func(o LimitView) bool { return o.Param == l.Param && o.Step == l.Step }) {
		r.Limits = append(r.Limits, l)
	}
}

// step adds a formula with its value and how it's made.
func (x *inquiry) step(r *Reason, t *term) {
	f := x.formula(t.name)
	if f == nil || slices.ContainsFunc(r.Steps, func(s StepView) bool { return s.Formula == f.ID }) {
		return
	}
	v := x.value(t)
	s := StepView{Formula: f.ID, Title: titled(f.Title, f.ID), Low: none, High: none, Unit: x.unit(t), Shown: x.text(t), Made: x.worded(x.term(f.Expr))}
	if !v.missing {
		s.Low, s.High = city.Number(v.low), city.Number(v.high)
	}
	r.Steps = append(r.Steps, s)
}

// within says which step of a table a figure lies in.
func (x *inquiry) within(list []Bracket, t *term) city.Text {
	figure, unit := x.value(t.args[0]), t.parameter.Of.reads()
	if figure.missing {
		return city.Text{}
	}
	n := 0
	for n < len(list)-1 {
		b := list[n]
		if b.Edge == Upto && atLeast(b.Limit, figure.low) || b.Edge == Below && !atLeast(figure.low, b.Limit) {
			break
		}
		n++
	}
	var parts []city.Text
	if n > 0 {
		edge := Figure(list[n-1].Limit, unit)
		if list[n-1].Edge == Upto {
			parts = append(parts, say("超过%s", "above %s", edge))
		} else {
			parts = append(parts, say("不低于%s", "from %s", edge))
		}
	}
	if b := list[n]; b.Edge != Rest {
		edge := Figure(b.Limit, unit)
		if b.Edge == Upto {
			parts = append(parts, say("不超过%s", "up to %s", edge))
		} else {
			parts = append(parts, say("不到%s", "below %s", edge))
		}
	}
	return joined(parts, "、", ", ")
}

// score explains the sum of a score and its items.
func (x *inquiry) score(c *Criterion) *ScoreView {
	k := slices.Index(x.plan.Scores, c)
	pass := x.term(c.Score.Pass)
	return &ScoreView{Low: city.Number(x.result.Low[k][0]), High: city.Number(x.result.High[k][0]), Pass: city.Number(x.value(pass).low), Above: c.Score.Above, Unit: x.unit(pass), Items: x.items(c.Score.Items)}
}

func (x *inquiry) items(list []Item) []ItemView {
	out := []ItemView{}
	for _, i := range list {
		v := ItemView{ID: i.ID, Title: titled(i.Title, i.ID), Low: none, High: none, Most: none, Items: x.items(i.Items)}
		for _, e := range []*Expression{i.Max, i.Cap} {
			if e != nil {
				v.Most = city.Number(x.value(x.term(e)).low)
			}
		}
		var forms []city.Text
		for _, e := range slices.Concat([]*Expression{i.Expr, i.Low, i.High}, i.BetterOf) {
			if e == nil {
				continue
			}
			t := x.term(e)
			forms = append(forms, x.worded(t))
			one := x.value(t)
			v.Missing = v.Missing || one.missing
		}
		v.Formula = joined(forms, "；", "; ")
		v.Low, v.High = x.points(i)
		out = append(out, v)
	}
	return out
}

// points is what an item gives: kept between 0 and its greatest value, or all
// of that range where it's missing.
func (x *inquiry) points(i Item) (low, high city.Number) {
	if i.Items != nil {
		for _, one := range i.Items {
			l, h := x.points(one)
			low, high = low+l, high+h
		}
		if i.Cap != nil {
			most := city.Number(x.value(x.term(i.Cap)).low)
			low, high = min(low, most), min(high, most)
		}
		return low, high
	}
	most := x.value(x.term(i.Max)).low
	within := func(low, high reading) (city.Number, city.Number) {
		l, h := 0.0, most
		if !low.missing {
			l = max(0, min(low.low, most))
		}
		if !high.missing {
			h = max(0, min(high.high, most))
		}
		return city.Number(l), city.Number(h)
	}
	if i.Low != nil {
		return within(x.value(x.term(i.Low)), x.value(x.term(i.High)))
	}
	for k, e := range slices.Concat([]*Expression{i.Expr}, i.BetterOf) {
		if e == nil {
			continue
		}
		v := x.value(x.term(e))
		l, h := within(v, v)
		if low, high = max(low, l), max(high, h); k == 0 {
			break
		}
	}
	return low, high
}

// awards are the amounts of a programme, or of an either the greatest.
func (x *inquiry) awards(p *Programme, met bool) []AwardView {
	out := []AwardView{}
	for i, b := range x.plan.Benefits {
		if b.Programme != p.ID {
			continue
		}
		a := AwardView{ID: b.ID, Title: titled(b.Title, b.ID), Low: none, High: none, Kind: b.Kind, Payer: b.Payer, Counted: met && b.Within == "", Clauses: x.clauses(b.ID)}
		if !x.result.MoneyMissing[i][0] {
			a.Low, a.High = city.Number(x.result.Money[i][0])/100, city.Number(x.result.MoneyHigh[i][0])/100
		}
		if a.Shown = (city.Text{Zh: "算不出（缺数据）", En: "unknown for lack of data"}); !x.result.MoneyMissing[i][0] {
			a.Shown = reading{low: float64(a.Low), high: float64(a.High)}.text("元")
		}
		if b.Expr != nil {
			a.Formula = x.made(x.term(b.Expr))
		}
		out = append(out, a)
	}
	return out
}

// made is an amount in words: of a formula alone, what that is made of.
func (x *inquiry) made(t *term) city.Text {
	if t.op == opFormula {
		if f := x.formula(t.name); f != nil {
			return x.worded(x.term(f.Expr))
		}
	}
	return x.worded(t)
}
