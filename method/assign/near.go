package assign

import "math"

// A program is solved in two steps. Without the demand for whole numbers it is
// solved at once; what it then gains, U, no point exceeds, and a point in which a
// whole column leaves the bound where it stands gains U less its reduced gain at
// most (Dantzig, Fulkerson and Johnson 1954). So the first step holds all columns
// whose reduced gain is above a window and searches the rest, which is small; a
// gain g found there leaves to the second step only columns with a reduced gain of
// U - g or less, and g to begin from. Both are exact: where the window was at
// least U - g there is no second step.

// window is that of the first step, as a share of U: of the plans of districts the
// best lies within a fiftieth of U, and mostly within a two-hundredth. A narrow
// window makes the first step quick; what it finds makes the second so.
const window = 0.001

// relaxed is the solution of a program without the demand for whole numbers.
type relaxed struct {
	gain    float64
	x       []float64
	reduced []float64
}

// relax solves a program without the demand for whole numbers; nil where that has
// no optimum.
func (c *call) relax(h uint64, p *Program) *relaxed {
	c.option(h, "Highs_setBoolOptionValue", "solve_relaxation", 1)
	c.pass(h, p)
	c.status(c.run("Highs_run", h))
	c.option(h, "Highs_setBoolOptionValue", "solve_relaxation", 0)
	if c.err != nil || int32(c.run("Highs_getModelStatus", h)) != highsOptimal {
		return nil
	}
	r := &relaxed{}
	r.x, r.reduced = c.values(h, p)
	r.gain = p.Value(r.x)
	return r
}

// steps searches within the window, and again within what the gain found leaves.
func (c *call) steps(h uint64, p *Program, r *relaxed, o Options) *Solution {
	within, held := p.near(r, window*math.Abs(r.gain))
	first := c.search(h, within, nil, o)
	if first.X == nil && held > 0 {
		first, held = c.search(h, p, nil, o), 0
	}
	if first.Status == unclear { // it has an end, for the relaxation has one
		first.Status = Infeasible
	}
	if first.X == nil || held == 0 {
		return first
	}
	if outside := r.gain - window*math.Abs(r.gain); outside <= first.Gain {
		return first
	}
	within, _ = p.near(r, r.gain-first.Gain)
	out := c.search(h, within, first.X, o)
	if out.X == nil { // the point that it began from holds to a tolerance only
		return c.search(h, p, nil, o)
	}
	out.Nodes += first.Nodes
	return out
}

// near holds each whole column whose reduced gain is above a window at the bound
// where it stands, and counts them.
func (p *Program) near(r *relaxed, window float64) (within *Program, held int) {
	within = p.Copy()
	above := window + 1e-6*max(1, math.Abs(r.gain)) // what the relaxation is exact to
	for j, c := range p.Columns {
		at := math.Round(r.x[j])
		if c.Whole && math.Abs(r.reduced[j]) > above && math.Abs(r.x[j]-at) < 1e-9 && (at == c.Lower || at == c.Upper) {
			within.Columns[j].Lower, within.Columns[j].Upper = at, at
			held++
		}
	}
	return within, held
}

// whole says whether any column takes whole numbers only.
func (p *Program) whole() bool {
	for _, c := range p.Columns {
		if c.Whole {
			return true
		}
	}
	return false
}
