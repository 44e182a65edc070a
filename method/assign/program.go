package assign

import (
	"fmt"
	"math"
)

// Program is a mixed integer linear program: the gain of its columns is to be as
// great as its rows allow.
type Program struct {
	Columns []Column
	Rows    []Row
}

// Column is one unknown between bounds, which may be infinite.
type Column struct {
	Gain         float64
	Lower, Upper float64
	Whole        bool // whole numbers only
}

// Row holds a sum of columns between bounds, which may be infinite. Rows with the
// same limit are one limit to Clash; rows with none always hold.
type Row struct {
	Lower, Upper float64
	Terms        []Term
	Limit        string
}

// Term is a column times a factor.
type Term struct {
	Column int
	Factor float64
}

// Choice adds a column that is 0 or 1 and gives its number.
func (p *Program) Choice(gain float64) int { return p.Add(Column{Gain: gain, Upper: 1, Whole: true}) }

// Add adds a column and gives its number.
func (p *Program) Add(c Column) int {
	p.Columns = append(p.Columns, c)
	return len(p.Columns) - 1
}

// AtMost adds a row that stays under a bound, AtLeast one that reaches it. limit
// is "" where it always holds.
func (p *Program) AtMost(bound float64, limit string, terms ...Term) {
	p.Rows = append(p.Rows, Row{Lower: math.Inf(-1), Upper: bound, Terms: terms, Limit: limit})
}

// AtLeast is the other side of AtMost.
func (p *Program) AtLeast(bound float64, limit string, terms ...Term) {
	p.Rows = append(p.Rows, Row{Lower: bound, Upper: math.Inf(1), Terms: terms, Limit: limit})
}

// Copy gives a program that may be changed without changing this one; terms are
// shared.
func (p *Program) Copy() *Program {
	return &Program{Columns: append([]Column(nil), p.Columns...), Rows: append([]Row(nil), p.Rows...)}
}

// Value is the gain of a point, summed in the order of the columns.
func (p *Program) Value(x []float64) float64 {
	sum := 0.0
	for j, c := range p.Columns {
		sum += float64(c.Gain * x[j])
	}
	return sum
}

// Holds says whether a point keeps every bound and row, to a tolerance.
func (p *Program) Holds(x []float64, tolerance float64) bool {
	for j, c := range p.Columns {
		if x[j] < c.Lower-tolerance || x[j] > c.Upper+tolerance || c.Whole && math.Abs(x[j]-math.Round(x[j])) > tolerance {
			return false
		}
	}
	for _, r := range p.Rows {
		sum := 0.0
		for _, t := range r.Terms {
			sum += float64(t.Factor * x[t.Column])
		}
		if slack := tolerance * max(1, math.Abs(sum)); sum < r.Lower-slack || sum > r.Upper+slack {
			return false
		}
	}
	return true
}

// check panics where the program is none: programs come from programs, not from
// people.
func (p *Program) check() {
	if len(p.Columns) == 0 {
		panic("assign: a program without columns")
	}
	for j, c := range p.Columns {
		if !finite(c.Gain) || math.IsNaN(c.Lower) || math.IsNaN(c.Upper) || c.Lower > c.Upper {
			panic(fmt.Sprintf("assign: column %d: gain %v, bounds %v to %v", j, c.Gain, c.Lower, c.Upper))
		}
	}
	for i, r := range p.Rows {
		if math.IsNaN(r.Lower) || math.IsNaN(r.Upper) || r.Lower > r.Upper {
			panic(fmt.Sprintf("assign: row %d: bounds %v to %v", i, r.Lower, r.Upper))
		}
		for _, t := range r.Terms {
			if t.Column < 0 || t.Column >= len(p.Columns) || !finite(t.Factor) {
				panic(fmt.Sprintf("assign: row %d: factor %v of column %d", i, t.Factor, t.Column))
			}
		}
	}
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }
