package robust

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/quanyu/quanyu/method/composite"
	"github.com/quanyu/quanyu/method/sensitivity"
)

// check holds a plan against the index, before any run.
func (d *Design) check() error {
	p := d.plan
	if p.Base < 2 {
		return faulty(FewPoints)
	}
	if len(p.Choices) < 1 || len(p.Choices) > sensitivity.MaxInputs {
		return faulty(NoChoice)
	}
	taken := map[string]string{} // what a choice decides: its name
	for i, c := range p.Choices {
		if c.Name == "" || slices.ContainsFunc(p.Choices[:i], func(o Choice) bool { return o.Name == c.Name }) {
			return faulty(BadChoice, c.Name)
		}
		if err := d.choice(c); err != nil {
			return err
		}
		decides := c.decides()
		for _, what := range decides {
			if other, clash := taken[what]; clash {
				return faulty(Clash, other, c.Name, what)
			}
		}
		for _, what := range decides {
			taken[what] = c.Name
		}
	}
	for _, q := range p.Questions {
		if err := d.question(q); err != nil {
			return err
		}
	}
	for _, code := range p.Nodes {
		if d.Nominal.Last().Column(code) == nil {
			return faulty(UnknownName, code)
		}
	}
	for _, place := range p.Watch {
		if _, known := d.at[place]; !known {
			return faulty(UnknownName, place)
		}
	}
	return nil
}

// decides lists what a choice overwrites: two that overwrite the same clash.
// Leaving elements out goes with anything.
func (c Choice) decides() []string {
	var out []string
	for _, o := range c.Options {
		for _, s := range o.Steps {
			name, level := slot(s)
			out = append(out, fmt.Sprintf("%s %d", name, level))
		}
		if o.Data != nil {
			out = append(out, "data")
		}
		if o.Places != nil {
			out = append(out, "places")
		}
		for code := range o.Weights {
			out = append(out, "weight of "+code)
		}
	}
	for _, n := range c.Weights {
		out = append(out, fmt.Sprintf("noise of weights %d", n.Level))
	}
	for _, m := range c.Margins {
		out = append(out, "noise of "+m.Code)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// choice checks one choice by itself.
func (d *Design) choice(c Choice) error {
	kinds := 0
	for _, there := range []bool{c.Options != nil, c.Weights != nil, c.Margins != nil} {
		if there {
			kinds++
		}
	}
	if kinds != 1 {
		return faulty(BadChoice, c.Name)
	}
	for i, n := range c.Weights {
		if n.Level < 1 || n.Level >= d.plan.Hierarchy.Depth() {
			return faulty(UnknownName, c.Name, fmt.Sprint(n.Level))
		}
		if !(n.Share > 0 && n.Share <= 1) {
			return faulty(BadMargin, c.Name, fmt.Sprint(n.Share))
		}
		if slices.ContainsFunc(c.Weights[:i], func(o WeightNoise) bool { return o.Level == n.Level }) {
			return faulty(BadChoice, c.Name, fmt.Sprint(n.Level))
		}
	}
	for i, m := range c.Margins {
		if err := d.margin(c, m); err != nil {
			return err
		}
		if slices.ContainsFunc(c.Margins[:i], func(o composite.Column) bool { return o.Code == m.Code }) {
			return faulty(BadChoice, c.Name, m.Code)
		}
	}
	if c.Options != nil && len(c.Options) < 2 {
		return faulty(FewOptions, c.Name)
	}
	for i, o := range c.Options {
		if o.Name == "" || slices.ContainsFunc(c.Options[:i], func(other Option) bool { return other.Name == o.Name }) {
			return faulty(BadChoice, c.Name, o.Name)
		}
		if err := d.option0(c, o); err != nil {
			return err
		}
	}
	return nil
}

// margin checks the half widths of one column.
func (d *Design) margin(c Choice, m composite.Column) error {
	data := d.plan.Data
	of := func(o composite.Column) bool { return o.Code == m.Code }
	if !slices.ContainsFunc(data.Indicators, of) && !slices.ContainsFunc(data.Denominators, of) {
		return faulty(UnknownName, c.Name, m.Code)
	}
	if len(m.Values) != len(data.Units) {
		return faulty(BadMargin, c.Name, m.Code)
	}
	for i, half := range m.Values {
		if half < 0 || math.IsInf(half, 0) {
			return faulty(BadMargin, c.Name, m.Code, data.Units[i])
		}
	}
	return nil
}

// option0 checks the names that an option uses; whether it can be computed is
// tried later.
func (d *Design) option0(c Choice, o Option) error {
	unknown := func(what string) error { return faulty(UnknownName, c.Name, o.Name, what) }
	for i, s := range o.Steps {
		if s == nil {
			return faulty(BadChoice, c.Name, o.Name)
		}
		name, level := slot(s)
		same := func(other composite.Step) bool {
			n, l := slot(other)
			return n == name && l == level
		}
		if !slices.ContainsFunc(d.plan.Chain, same) {
			return unknown(name)
		}
		if slices.ContainsFunc(o.Steps[:i], same) {
			return faulty(Clash, c.Name, o.Name, name)
		}
	}
	for _, place := range o.Places {
		if !slices.Contains(d.plan.Data.Units, place) {
			return unknown(place)
		}
	}
	for _, code := range o.Without {
		switch n, known := d.plan.Hierarchy.Node(code); {
		case !known:
			return unknown(code)
		case n.Parent == "":
			return faulty(OneElement, c.Name, o.Name, code)
		}
	}
	if a, b := o.Data, d.plan.Data; a != nil && !(slices.Equal(a.Units, b.Units) && slices.Equal(a.Periods, b.Periods)) {
		return faulty(OtherRows, c.Name, o.Name)
	}
	return nil
}

// question checks one question.
func (d *Design) question(q Question) error {
	for _, place := range []string{q.A, q.B} {
		if _, known := d.at[place]; !known && (place != "" || q.A == "") {
			return faulty(UnknownName, place)
		}
	}
	kinds := 0
	for _, there := range []bool{q.B != "", q.Top != 0, q.Since != 0, q.Above != 0} {
		if there {
			kinds++
		}
	}
	if kinds != 1 || q.A == q.B || q.Top < 0 {
		return faulty(BadQuestion, q.A, q.B)
	}
	if q.Code != "" && d.Nominal.Last().Column(q.Code) == nil {
		return faulty(UnknownName, q.Code)
	}
	code, period := d.asked(q)
	other := cmp.Or(q.Since, q.Above)
	if other == 0 && q.Period == 0 {
		return nil // a place without a rank as made may have one in a run
	}
	for _, at := range []int{period, cmp.Or(other, period)} {
		if d.rank(d.Nominal, code, q.A, at) == 0 || other == period {
			return faulty(BadQuestion, q.A, fmt.Sprint(at))
		}
	}
	return nil
}

// asked is the node and the period that a question is about.
func (d *Design) asked(q Question) (code string, period int) {
	return cmp.Or(q.Code, d.plan.Target), cmp.Or(q.Period, d.plan.Period)
}
