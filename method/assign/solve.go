package assign

import (
	"math"

	"github.com/quanyu/quanyu/method/panel"
)

// Status says how a program ended.
type Status string

// The ends of a program.
const (
	Optimal    Status = "optimal"    // to the gap
	Stopped    Status = "stopped"    // by the number of nodes, with the best point found; see Gap
	Infeasible Status = "infeasible" // no point keeps every row
	Unbounded  Status = "unbounded"  // the gain has no end
	unclear    Status = "unclear"    // one of the last two
)

// Options say when a program is good enough.
type Options struct {
	Gap   float64 // between the gain and what could at best be reached, relative to the gain
	Nodes int     // of branch and bound at most, in each of two steps; 0 is no limit
	Seed  int
}

// Usual are the options of a plan.
var Usual = Options{Gap: 1e-4, Nodes: 200_000}

// Solution is what became of a program. Without a point X is nil and the numbers
// are NaN.
type Solution struct {
	Status Status
	X      []float64 // of each column; of whole columns whole
	Gain   float64   // of X, summed in the order of the columns
	Bound  float64   // no point gains more
	Gap    float64   // relative, between the two
	Nodes  int64
}

// The numbers of HiGHS for how a run ended.
const (
	highsOptimal               = 7
	highsInfeasible            = 8
	highsUnboundedOrImpossible = 9
	highsUnbounded             = 10
	highsSolutionLimit         = 16
)

// Solve solves a program. A solver that fails by itself is the fault Failed.
func (s *Solver) Solve(p *Program, o Options) (*Solution, error) {
	p.check()
	c, err := s.call()
	if err != nil {
		return nil, panel.Faulty(Failed, err.Error())
	}
	defer c.close()
	out := c.solve(p, o)
	if c.err != nil {
		return nil, panel.Faulty(Failed, c.err.Error())
	}
	if out.X == nil {
		out.Gain, out.Bound, out.Gap = math.NaN(), math.NaN(), math.NaN()
		return out, nil
	}
	for j, column := range p.Columns {
		if column.Whole {
			out.X[j] = math.Round(out.X[j])
		}
	}
	out.Gain = p.Value(out.X)
	return out, nil
}

// solve solves a program in two steps, see near.go; one that has no whole columns,
// or whose relaxation has no optimum, in one.
func (c *call) solve(p *Program, o Options) *Solution {
	h := c.run("Highs_create")
	c.option(h, "Highs_setBoolOptionValue", "output_flag", 0)
	c.option(h, "Highs_setIntOptionValue", "threads", 1)
	c.option(h, "Highs_setIntOptionValue", "random_seed", uint64(o.Seed))
	c.option(h, "Highs_setDoubleOptionValue", "mip_rel_gap", math.Float64bits(o.Gap))
	c.option(h, "Highs_setDoubleOptionValue", "mip_abs_gap", math.Float64bits(1e-9))
	for _, name := range []string{"mip_heuristic_run_feasibility_jump", "mip_heuristic_run_root_reduced_cost", "mip_allow_restart"} {
		c.option(h, "Highs_setBoolOptionValue", name, 0) // they cost more than they find, on programs of some hundred choices
	}
	if p.whole() {
		if r := c.relax(h, p); r != nil {
			return c.steps(h, p, r, o)
		}
	}
	out := c.search(h, p, nil, o)
	if out.Status == unclear {
		return c.either(h, p, o)
	}
	return out
}

// search runs HiGHS on a program, from a point where one is known.
func (c *call) search(h uint64, p *Program, from []float64, o Options) *Solution {
	if o.Nodes > 0 {
		c.option(h, "Highs_setIntOptionValue", "mip_max_nodes", uint64(o.Nodes))
	}
	c.pass(h, p)
	if from != nil {
		c.status(c.run("Highs_setSolution", h, c.doubles(from), 0, 0, 0))
	}
	c.status(c.run("Highs_run", h))
	out := &Solution{}
	switch status := int32(c.run("Highs_getModelStatus", h)); status {
	case highsOptimal:
		out.Status = Optimal
	case highsInfeasible:
		out.Status = Infeasible
	case highsUnbounded:
		out.Status = Unbounded
	case highsSolutionLimit:
		out.Status = Stopped
	case highsUnboundedOrImpossible:
		out.Status = unclear
	default:
		c.fail("HiGHS ended with status %d", status)
	}
	if c.err == nil && (out.Status == Optimal || out.Status == Stopped && c.info(h, "primal_solution_status") == 2) {
		c.point(h, p, out)
	}
	return out
}

// either tells a program without end from one without a point: without a gain it
// cannot be the former.
func (c *call) either(h uint64, p *Program, o Options) *Solution {
	c.run("Highs_destroy", h)
	plain := p.Copy()
	worth := false
	for j := range plain.Columns {
		worth = worth || plain.Columns[j].Gain != 0
		plain.Columns[j].Gain = 0
	}
	if !worth {
		return &Solution{Status: Infeasible}
	}
	if out := c.solve(plain, o); out.Status == Infeasible {
		return out
	}
	return &Solution{Status: Unbounded}
}

// point reads the solution.
func (c *call) point(h uint64, p *Program, out *Solution) {
	out.X, _ = c.values(h, p)
	out.Gain = p.Value(out.X)
	if !p.whole() { // a linear program is solved to the end
		out.Bound = out.Gain
		return
	}
	out.Bound, out.Gap, out.Nodes = c.double(h, "mip_dual_bound"), c.double(h, "mip_gap"), c.long(h, "mip_node_count")
}

// values reads each column and its reduced gain.
func (c *call) values(h uint64, p *Program) (x, reduced []float64) {
	n, m := len(p.Columns), len(p.Rows)
	at, dual := c.space(8*n), c.space(8*n)
	c.status(c.run("Highs_getSolution", h, at, dual, c.space(8*m), c.space(8*m)))
	return c.floats(at, n), c.floats(dual, n)
}
