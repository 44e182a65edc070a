package rule

import "math"

// Result holds what a plan gives for a batch. Its slices are used again by the
// next Evaluate. Rows of another kind of entity than a rule's are not
// applicable, and get nothing.
type Result struct {
	Rows         int
	Criteria     [][]State   // by Plan.Criteria
	Programmes   [][]State   // by Plan.Programmes
	Money        [][]int64   // by Plan.Benefits: fen that a row gets if it meets the programme, rounded half away from zero; the low end of a band
	MoneyHigh    [][]int64   // the high end; Money itself where it's no band
	MoneyMissing [][]bool    // the amount can't be known
	Margins      [][]float64 // by Plan.Criteria: (value - limit)/|limit|, >= 0 where met; NaN where there's none; nil unless asked for
	Low, High    [][]float64 // by Plan.Scores

	plan     *Plan
	machines map[string]*machine
	high     [][]int64
}

// Evaluate fills a result with what the plan says of each row. Several
// goroutines may evaluate batches at once, each into a result of its own; what
// a row gets doesn't depend on the batch it's in.
func (p *Plan) Evaluate(b *Batch, into *Result) {
	into.prepare(p, b)
	program := p.programs[b.Entity]
	if program == nil {
		return
	}
	m := into.machines[b.Entity]
	if m == nil {
		m = program.machine(blockRows, false)
		into.machines[b.Entity] = m
	}
	m.run(b, into, 0, b.Rows)
}

// prepare makes room, and writes down rules of other entities.
func (r *Result) prepare(p *Plan, b *Batch) {
	if r.plan != p {
		*r = Result{plan: p, machines: map[string]*machine{}}
		r.Criteria, r.Programmes = make([][]State, len(p.Criteria)), make([][]State, len(p.Programmes))
		r.Money, r.MoneyHigh, r.MoneyMissing = make([][]int64, len(p.Benefits)), make([][]int64, len(p.Benefits)), make([][]bool, len(p.Benefits))
		r.Low, r.High = make([][]float64, len(p.Scores)), make([][]float64, len(p.Scores))
		r.high = make([][]int64, len(p.Benefits))
		if p.options.Margins {
			r.Margins = make([][]float64, len(p.Criteria))
		}
	}
	r.Rows = b.Rows
	for i, c := range p.Criteria {
		room(&r.Criteria[i], b.Rows, c.Entity != b.Entity, NotApplicable)
		if r.Margins != nil {
			room(&r.Margins[i], b.Rows, c.Entity != b.Entity || !p.distant[i], math.NaN())
		}
	}
	for i, c := range p.Scores {
		room(&r.Low[i], b.Rows, c.Entity != b.Entity, math.NaN())
		room(&r.High[i], b.Rows, c.Entity != b.Entity, math.NaN())
	}
	for i, g := range p.Programmes {
		room(&r.Programmes[i], b.Rows, g.Entity != b.Entity, NotApplicable)
	}
	for i := range p.Benefits {
		other := p.entities[i] != b.Entity
		room(&r.Money[i], b.Rows, other, 0)
		room(&r.MoneyMissing[i], b.Rows, other, false)
		if r.MoneyHigh[i] = r.Money[i]; p.banded[i] {
			room(&r.high[i], b.Rows, other, 0)
			r.MoneyHigh[i] = r.high[i]
		}
	}
}

// room makes a column long enough, and fills it where asked.
func room[T any](column *[]T, rows int, filled bool, with T) {
	if cap(*column) < rows {
		*column = make([]T, rows)
	}
	*column = (*column)[:rows]
	if filled {
		for i := range *column {
			(*column)[i] = with
		}
	}
}

// result fills the rows of the block of one result.
func (m *machine) result(n *node) {
	number, r, end := int(n.value), m.into, m.start+m.n
	switch n.do {
	case doState:
		m.state(r.Criteria[number/2][m.start:end], n, number%2 == 1)
	case doDistance:
		copy(r.Margins[number][m.start:end], m.at(n.a))
	case doLow:
		copy(r.Low[number][m.start:end], m.at(n.a))
	case doHigh:
		copy(r.High[number][m.start:end], m.at(n.a))
	case doMoney:
		money(r.Money[number][m.start:end], r.MoneyMissing[number][m.start:end], m.at(n.a))
	case doMoneyHigh:
		moneyHigh(r.high[number][m.start:end], r.MoneyMissing[number][m.start:end], m.at(n.a))
	case doRoll:
		m.roll(r.Programmes[number][m.start:end], number, n)
	case doEither:
		m.either(number)
	}
}

// verdict is the state of a condition that applies, must hold and may hold, by
// nine times the first, three times the second and the third. What can't be
// told for lack of data is unknown; what a band leaves open is for a person.
var verdict, verdictByPerson = verdicts(Unknown), verdicts(Manual)

func verdicts(missing State) (out [27]State) {
	for i := range out {
		applies, must, may := uint8(i/9), uint8(i/3%3), uint8(i%3)
		switch {
		case applies == no:
			out[i] = NotApplicable
		case applies == maybe:
			out[i] = missing
		case must == yes:
			out[i] = Met
		case may == no:
			out[i] = Unmet
		case must == maybe || may == maybe:
			out[i] = missing
		default:
			out[i] = Manual
		}
	}
	return out
}

func (m *machine) state(out []State, n *node, byPerson bool) {
	table := &verdict
	if byPerson {
		table = &verdictByPerson
	}
	must, may := m.is(n.b), m.is(n.c)
	must, may = must[:len(out)], may[:len(out)]
	if n.a < 0 {
		for k := range out {
			out[k] = table[9*yes+3*must[k]+may[k]]
		}
		return
	}
	applies := m.is(n.a)[:len(out)]
	for k := range out {
		out[k] = table[9*applies[k]+3*must[k]+may[k]]
	}
}
