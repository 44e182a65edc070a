package rule

import "math"

// probe is one row, evaluated with every column in between kept.
type probe struct {
	plan    *Plan
	machine *machine
	Result  Result // of the one row
}

// probe evaluates one row of a batch. It returns nil for an entity that the
// plan has no rules for.
func (p *Plan) probe(b *Batch, row int) *probe {
	program := p.programs[b.Entity]
	if program == nil {
		return nil
	}
	one := rowOf(b, row)
	out := &probe{plan: p, machine: program.machine(1, true)}
	out.Result.prepare(p, one)
	out.machine.run(one, &out.Result, 0, 1)
	return out
}

// number gives the ends of what a term gives; NaN is missing. ok is false for
// a term that the plan doesn't use.
func (p *probe) number(t *term) (low, high float64, ok bool) {
	e, ok := p.machine.program.terms[t]
	if !ok || t.kind != Number && t.kind != Date {
		return math.NaN(), math.NaN(), false
	}
	return p.machine.numbers[e.low][0], p.machine.numbers[e.high][0], true
}

// truth tells whether a condition must hold and whether it may: no, maybe
// (missing) or yes.
func (p *probe) truth(t *term) (must, may uint8, ok bool) {
	e, ok := p.machine.program.terms[t]
	if !ok || t.kind != Bool {
		return maybe, maybe, false
	}
	return p.machine.truths[e.low][0], p.machine.truths[e.high][0], true
}

// expression is the term of an expression of the plan's library.
func (p *probe) expression(e *Expression) *term { return p.plan.library.terms[e] }

// rowOf is a batch of one row of another.
func rowOf(b *Batch, row int) *Batch {
	one := &Batch{Entity: b.Entity, Start: b.Start + int64(row), Rows: 1, Columns: map[string]*Column{}}
	for name, c := range b.Columns {
		out := &Column{Words: c.Words}
		if c.Numbers != nil {
			out.Numbers = c.Numbers[row : row+1]
		}
		if c.Codes != nil {
			out.Codes = c.Codes[row : row+1]
		}
		if c.Missing != nil {
			out.Missing = c.Missing[row : row+1]
		}
		one.Columns[name] = out
	}
	return one
}
