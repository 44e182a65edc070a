package design

import (
	"cmp"
	"regexp"
	"slices"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/rule"
)

// stair is an edge of a benefit that is paid by brackets of a field: what a firm
// gets jumps there, whichever criteria it meets.
type stair struct {
	programme int // in the plan
	field     string
	param     *rule.Parameter
	limit     float64 // in base units
	sign      float64 // 1 where firms beyond it get more, -1 where those below do
	short     bool    // a firm exactly at the limit is on the side that gets less
}

// byField is a benefit, or a formula that it uses, by brackets of a field itself.
var byField = regexp.MustCompile(`\bbracket\(\s*([\p{L}_][\p{L}\p{Nd}_]*)\s*,\s*param\.([\p{L}\p{Nd}_.]+)\s*\)`)

// stairs lists the edges that the benefits of the plan have; those at 0 or below
// have no share of themselves to be near by.
func (r *run) stairs() []stair {
	var out []stair
	l := r.rules.asked()
	for _, b := range r.plan.Benefits {
		p := programmeOf(r.plan, b.Programme)
		if p < 0 || b.Expr == nil { // that of either is the greater of others
			continue
		}
		texts := []string{b.Expr.Text}
		for _, id := range l.Rests(b.Expr) {
			for _, f := range l.Formulas() {
				if f.ID == id {
					texts = append(texts, f.Expr.Text)
				}
			}
		}
		for _, text := range texts {
			for _, m := range byField.FindAllStringSubmatch(text, -1) {
				field, x := l.Field(m[1]), l.Parameter(m[2])
				if field == nil || field.Kind != rule.Number || x == nil {
					continue
				}
				once := func(s stair) bool { return s.programme == p && s.field == field.Name && s.param == x }
				if i := x.On(r.plan.Date, r.options.Draft); i != nil && !slices.ContainsFunc(out, once) {
					out = append(out, edges(p, field.Name, x, i.Brackets)...)
				}
			}
		}
	}
	return out
}

// edges are those of a table of brackets where its value changes.
func edges(programme int, field string, x *rule.Parameter, list []rule.Bracket) (out []stair) {
	for i := range len(list) - 1 {
		at, next := list[i], list[i+1]
		s := stair{programme: programme, field: field, param: x, limit: at.Limit, sign: 1}
		if next.Value.High < at.Value.High {
			s.sign = -1
		}
		s.short = (at.Edge == rule.Upto) == (s.sign > 0)
		if at.Limit > 0 && next.Value != at.Value {
			out = append(out, s)
		}
	}
	return out
}

// margin is how far a value is beyond the edge, as a share of it; below 0 on the
// side that gets less.
func (s *stair) margin(x float64) float64 {
	if x == s.limit && s.short {
		return -1e-9
	}
	return s.sign * (x - s.limit) / s.limit
}

// step is what stands around a stair.
type step struct {
	around histogram
	stake  stake
}

// climbs counts the firms around the stairs, and what those just beyond one get
// more than if they were just short of it and otherwise the same.
func (w *worker) climbs(b *rule.Batch) {
	for k := range w.steps {
		s, c := &w.rises[k], b.Columns[w.rises[k].field]
		if c == nil {
			continue
		}
		state, known := w.now.result.Programmes[s.programme], w.now.known[s.programme]
		var beyond []int
		for i := range b.Rows {
			if state[i] == rule.NotApplicable {
				continue
			}
			m := s.margin(value(c, i)) // NaN is in no bin
			if m != m {
				continue
			}
			w.steps[k].around.add(m)
			if m >= 0 && m < nearShare && state[i] == rule.Met && known[i] {
				beyond = append(beyond, i)
			}
		}
		if len(beyond) == 0 {
			continue
		}
		less := w.rows(b, beyond)
		numbers := slices.Clone(less.Columns[s.field].Numbers)
		for i := range numbers {
			numbers[i] = s.limit * (1 - s.sign*1e-9)
		}
		less.Columns[s.field] = &rule.Column{Numbers: numbers}
		w.short.evaluate(less)
		for i, row := range beyond {
			short := gets(w.short.result.Programmes[s.programme][i], w.short.money[s.programme][i])
			w.steps[k].stake.firms++
			w.steps[k].stake.money += w.now.money[s.programme][row] - short
		}
	}
}

// rows takes some rows of a batch, with the fields of the plan.
func (w *worker) rows(b *rule.Batch, list []int) *rule.Batch {
	out := &rule.Batch{Entity: b.Entity, Start: b.Start, Rows: len(list), Columns: map[string]*rule.Column{}}
	for _, f := range w.plan.Fields {
		c := b.Columns[f.Name]
		if c == nil {
			continue
		}
		x := &rule.Column{Words: c.Words}
		for _, row := range list {
			if c.Numbers != nil {
				x.Numbers = append(x.Numbers, c.Numbers[row])
			}
			if c.Codes != nil {
				x.Codes = append(x.Codes, c.Codes[row])
			}
			if c.Missing != nil {
				x.Missing = append(x.Missing, c.Missing[row])
			}
		}
		out.Columns[f.Name] = x
	}
	return out
}

// stairView shows a stair as a cliff.
func (r *run) stairView(s *stair, t *step, unknown city.Text) CliffView {
	limit := short(city.Number(s.limit/cmp.Or(s.param.Of.Factor, 1)).Digits(12)) + s.param.Of.Text
	below, above := t.around.within(nearShare)
	c := CliffView{
		Criterion: s.param.ID, Title: city.Text{Zh: s.param.Title.Zh + "：" + limit, En: s.param.Title.In("en") + ": " + limit},
		Clause: r.clauseOf(s.param.ID, s.param.Head), Within: nearShare, Below: below, Above: above, Unknown: unknown, Bunching: t.around.bunching(),
	}
	if unknown.IsZero() {
		loss := t.stake.money.mean(t.stake.firms)
		c.Loss, c.AtStake = &loss, &t.stake.money
	}
	return c
}
