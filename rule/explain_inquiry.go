package rule

import (
	"math"
	"slices"

	"github.com/quanyu/quanyu/city"
)

// reading is what a term is worth for one row: a number, or the interval that
// an expert may choose from; of a truth 1 or 0; of a field of text its word.
type reading struct {
	low, high float64
	word      string
	missing   bool
}

// sure reports whether a truth holds, or fails, whatever an expert chooses.
func (v reading) sure(holds bool) bool {
	return !v.missing && v.low == v.high && (v.low != 0) == holds
}

// inquiry is one row, evaluated so that the value of every term can be read.
type inquiry struct {
	plan   *Plan
	batch  *Batch // of that one row
	result Result
	run    *machine
}

// inquire evaluates a batch of one row.
func (p *Plan) inquire(b *Batch) *inquiry {
	x := &inquiry{plan: p, batch: b}
	p.Evaluate(b, &x.result)
	if program := p.programs[b.Entity]; program != nil {
		x.run = program.machine(1, true)
		x.run.run(b, &x.result, 0, 1)
	}
	return x
}

// only gives one row of a batch as a batch of its own.
func (b *Batch) only(row int) *Batch {
	out := &Batch{Entity: b.Entity, Start: b.Start + int64(row), Rows: 1, Columns: make(map[string]*Column, len(b.Columns))}
	for name, c := range b.Columns {
		one := &Column{Words: c.Words}
		if c.Numbers != nil {
			one.Numbers = []float64{c.Numbers[row]}
		}
		if c.Codes != nil {
			one.Codes = []int32{c.Codes[row]}
		}
		if c.Missing != nil {
			one.Missing = []bool{c.Missing[row]}
		}
		out.Columns[name] = one
	}
	return out
}

// with is the row with another number in a field.
func (b *Batch) with(field string, v float64) *Batch {
	out := *b
	out.Columns = make(map[string]*Column, len(b.Columns)+1)
	for name, c := range b.Columns {
		out.Columns[name] = c
	}
	out.Columns[field] = &Column{Numbers: []float64{v}}
	return &out
}

// field is the row's own value.
func (b *Batch) field(f *Field) reading {
	c := b.Columns[f.Name]
	switch {
	case c == nil || c.Missing != nil && c.Missing[0]:
		return reading{missing: true}
	case f.Kind == Words && c.Codes != nil && uint(c.Codes[0]) < uint(len(c.Words)):
		return reading{word: c.Words[c.Codes[0]]}
	case f.Kind == Words || c.Numbers == nil:
		return reading{missing: true}
	}
	v := c.Numbers[0]
	return reading{low: v, high: v, missing: math.IsNaN(v)}
}

// term is the value of an expression.
func (x *inquiry) term(e *Expression) *term { return x.plan.library.terms[e] }

// value reads a part of an expression of the plan.
func (x *inquiry) value(t *term) reading {
	if t.op == opField {
		return x.batch.field(t.field)
	}
	if x.run == nil { // a row of another kind of entity
		return reading{missing: true}
	}
	e, known := x.run.program.terms[t]
	switch {
	case !known:
		return reading{missing: true}
	case t.kind == Bool:
		must, may := x.run.truths[e.low][0], x.run.truths[e.high][0]
		return reading{low: float64(must) / float64(yes), high: float64(may) / float64(yes), missing: must == maybe || may == maybe}
	}
	v := reading{low: x.run.numbers[e.low][0], high: x.run.numbers[e.high][0]}
	v.missing = math.IsNaN(v.low) || math.IsNaN(v.high)
	return v
}

// spelled is a term that holds a field against a list, with the words that are
// in force; another as it is.
func (x *inquiry) spelled(t *term) *term {
	if t.op != opIs && t.op != opStarts || t.parameter == nil {
		return t
	}
	one := *t
	if i := t.parameter.On(x.plan.Date, x.plan.options.Draft); i != nil {
		one.words = i.Words
	}
	return &one
}

// unit is what Figure shows a term in.
func (x *inquiry) unit(t *term) string {
	switch t.kind {
	case Date:
		return "date"
	case Bool:
		return "bool"
	}
	switch t.op {
	case opNumber:
		return string(t.unit)
	case opField:
		return t.field.Unit.shown()
	case opParam, opBracket:
		return t.parameter.Unit.shown()
	case opFormula:
		if f := x.formula(t.name); f != nil {
			return f.Unit.shown()
		}
	}
	if t.unit == "" {
		return "ratio"
	}
	return string(t.unit)
}

// reads is the unit in which a person reads a term.
func (x *inquiry) reads(t *term) string {
	switch {
	case t.kind != Number:
	case t.op == opField:
		return t.field.Unit.reads()
	case t.op == opParam || t.op == opBracket:
		return t.parameter.Unit.reads()
	case t.op == opFormula:
		if f := x.formula(t.name); f != nil {
			return f.Unit.reads()
		}
	}
	return x.unit(t)
}

// text is the value of a term as a person reads it.
func (x *inquiry) text(t *term) city.Text {
	return x.value(t).text(x.reads(t))
}

// part is the value of a term within a formula, of a formula with its title.
func (x *inquiry) part(t *term) city.Text {
	if f := x.formula(t.name); t.op == opFormula && f != nil {
		return say("%s（%s）", "%s (%s)", titled(f.Title, f.ID), x.text(t))
	}
	return x.text(t)
}

func (v reading) text(unit string) city.Text {
	switch {
	case v.missing:
		return city.Text{Zh: "缺", En: "missing"}
	case v.word != "":
		return plain(v.word)
	}
	return valueText(Value{v.low, v.high}, unit)
}

// formula is the version in force.
func (x *inquiry) formula(id string) *Formula {
	return x.plan.library.formulaOn(id, x.plan.Date, x.plan.options.Draft)
}

// parts calls visit for every part of expressions, of formulas that they use
// too, each once.
func (x *inquiry) parts(all []*Expression, visit func(*term)) {
	seen := map[string]bool{}
	var each func([]*Expression)
	each = func(all []*Expression) {
		for _, e := range all {
			if e == nil {
				continue
			}
			x.term(e).walk(func(t *term) {
				if t.op == opFormula && !seen[t.name] {
					seen[t.name] = true
					if f := x.formula(t.name); f != nil {
						each([]*Expression{f.Expr})
					}
				}
				visit(t)
			})
		}
	}
	each(all)
}

// state is that of a member of a programme.
func (x *inquiry) state(id string) State {
	if i := slices.IndexFunc(x.plan.Criteria, func(c *Criterion) bool { return c.ID == id }); i >= 0 {
		return x.result.Criteria[i][0]
	}
	if i := slices.IndexFunc(x.plan.Programmes, func(p *Programme) bool { return p.ID == id }); i >= 0 {
		return x.result.Programmes[i][0]
	}
	return NotApplicable
}

// rolled is the state of a group: the least of those that apply, or the
// greatest where any is enough.
func rolled(list []State, any bool) State {
	out := NotApplicable
	for _, s := range list {
		if s != NotApplicable && (out == NotApplicable || any && s > out || !any && s < out) {
			out = s
		}
	}
	return out
}

// none is a figure that there isn't: null in JSON.
var none = city.Number(math.NaN())
