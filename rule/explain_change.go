package rule

import (
	"math"

	"github.com/quanyu/quanyu/city"
)

// try is a value to put into a field of the row.
type try struct {
	field *Field
	value float64
	wait  Day // instead: the day from which the row will do, as it is
}

// changes looks for values that would turn criteria which aren't met and on
// which the programme hangs. Each is tried: one that doesn't turn its criterion
// isn't shown.
func (x *inquiry) changes(r *Reason, programme string, out *[]Change, tries *[]try) {
	if r.State == Met.String() || r.State == NotApplicable.String() {
		return
	}
	for _, m := range r.Members {
		x.changes(m, programme, out, tries)
	}
	if r.Kind != "criterion" || r.State != Unmet.String() {
		return
	}
	for _, c := range x.plan.Criteria {
		if c.ID != r.ID {
			continue
		}
		for _, t := range x.targets(x.term(c.Expr)) {
			then := x.tried(t, c.ID, programme)
			if then == nil || then.Criterion != Met.String() {
				continue
			}
			*out = append(*out, x.change(c, t, *then))
			*tries = append(*tries, t)
			return
		}
	}
}

// targets are values that would turn a comparison of a field which fails.
func (x *inquiry) targets(t *term) (out []try) {
	switch {
	case t.op == opAnd || t.op == opOr:
		for _, a := range t.args {
			if x.value(a).sure(false) {
				out = append(out, x.targets(a)...)
			}
		}
		return out
	case t.op == opField && t.kind == Bool:
		return []try{{field: t.field, value: 1}}
	case t.op == opNot && t.args[0].op == opField:
		return []try{{field: t.args[0].field, value: 0}}
	case opposite[t.op] == 0 || guard(t):
		return nil
	}
	a, b, o := sides(t)
	limit := x.value(b)
	if limit.missing || limit.low != limit.high || a.kind == Words {
		return nil
	}
	if a.op == opSub && betweenDates(a) && a.args[0].op == opToday && (o == opGE || o == opGT) {
		day := x.plan.Date + Day(math.Ceil(limit.low-x.value(a).low))
		return []try{{wait: day}, {wait: day + 1}}
	}
	field, per := a, 1.0
	if a.op == opDiv { // a share of a figure of the row: what is divided may change
		of := x.value(a.args[1])
		if field, per = a.args[0], of.low; of.missing || of.low != of.high || !(per > 0) {
			return nil
		}
	}
	if field.op != opField {
		return nil
	}
	whole := 1.0 // yuan, persons, items and days come whole; shares and nanometres don't
	if field.kind == Number && (field.unit == "" || field.field.Unit.Factor < 1) {
		whole = 0
	}
	up := o == opGE || o == opGT || o == opEQ
	value, further := rounded(limit.low*per, whole, up), whole
	if !up {
		further = -whole
	}
	return []try{{field: field.field, value: value}, {field: field.field, value: value + further}}
}

// rounded is the next whole figure that is at least as far, ties at the last
// bits not counted.
func rounded(v, whole float64, up bool) float64 {
	if whole == 0 {
		return v
	}
	if near := math.Round(v); math.Abs(v-near) <= tolerance*math.Abs(v) {
		return near
	}
	if up {
		return math.Ceil(v)
	}
	return math.Floor(v)
}

// tried evaluates the row with other values; nil where the rules of the day to
// wait for can't be evaluated.
func (x *inquiry) tried(t try, criterion, programme string) *Outcome {
	p, b := x.plan, x.batch
	if t.wait != 0 {
		later := x.plan.options
		later.Date, later.Programmes = t.wait, []string{programme}
		var err error
		if p, err = x.plan.library.Plan(later); err != nil {
			return nil
		}
	} else {
		b = b.with(t.field.Name, t.value)
	}
	y := p.inquire(b)
	return &Outcome{Criterion: y.state(criterion).String(), Programme: y.state(programme).String()}
}

// together evaluates the row with all values at once.
func (x *inquiry) together(list []try, programme string) *Outcome {
	p, b := x.plan, x.batch
	options := x.plan.options
	for _, t := range list {
		if t.wait == 0 {
			b = b.with(t.field.Name, t.value)
		} else {
			options.Date = max(options.Date, t.wait)
		}
	}
	if options.Date != x.plan.Date {
		options.Programmes = []string{programme}
		var err error
		if p, err = x.plan.library.Plan(options); err != nil {
			return nil
		}
	}
	return &Outcome{Programme: p.inquire(b).state(programme).String()}
}

// change says what a value would lead to.
func (x *inquiry) change(c *Criterion, t try, then Outcome) Change {
	out := Change{Criterion: c.ID, Then: then}
	after := say("“%s”符合，项目为“%s”", "“%s” is met, the programme: %s", titled(c.Title, c.ID), stateNamed(then.Programme).words())
	if t.wait != 0 {
		out.Field, out.From, out.To, out.Unit = "date", city.Number(x.plan.Date), city.Number(t.wait), "date"
		out.Sentence = say("数据不变，到%s：%s", "as it is, on %s: %s", Figure(float64(t.wait), "date"), after)
		return out
	}
	unit := x.unit(&term{op: opField, kind: t.field.Kind, field: t.field})
	v := x.batch.field(t.field)
	out.Field, out.From, out.To, out.Unit = t.field.Name, city.Number(v.low), city.Number(t.value), unit
	from, to := Figures(v.low, t.value, x.reads(&term{op: opField, kind: t.field.Kind, field: t.field}))
	out.Sentence = say("%s由%s变为%s：%s", "%s from %s to %s: %s", titled(t.field.Title, t.field.Name), from, to, after)
	return out
}
