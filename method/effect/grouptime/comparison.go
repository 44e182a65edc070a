package grouptime

import (
	"math"

	"github.com/quanyu/quanyu/method/effect"
	"github.com/quanyu/quanyu/method/panel"
)

// trim is the probability of treatment from which a unit of the comparison gets
// no weight; overlap is the one at which a cell is refused (both as in R's did
// and DRDID).
const (
	trim    = 0.995
	overlap = 0.999
)

// comparison is the units of one cell: n of them, k columns of covariates, the
// first of ones.
type comparison struct {
	unit    []int // place in the sample, n
	in      []float64
	treated int       // how many
	weight  []float64 // n, with mean 1
	change  []float64 // of the outcome from the base period, n
	level   float64   // length of the outcomes themselves
	x       [][]float64
	loose   []string // covariates that are combinations of others
	names   []string // of the covariates
}

// newComparison gathers the units that have both periods of a cell and are in
// its cohort or its comparison.
func newComparison(s *sample, c Cell, o Options) *comparison {
	at, base := place(s.periods, c.Period), place(s.periods, c.BasePeriod)
	early, late := min(at, base), max(at, base)
	out := &comparison{names: s.names}
	total, square := 0.0, 0.0
	for u, cohort := range s.cohort {
		y, before, w := s.outcome[at][u], s.outcome[base][u], s.weight[early][u]
		later := o.Control == NotYetTreated && cohort > s.periods[late]+o.Anticipation
		if cohort != c.Cohort && cohort != effect.Never && !later || math.IsNaN(y) || math.IsNaN(before) || w == 0 {
			continue
		}
		in := 0.0
		if cohort == c.Cohort {
			in = 1
			out.treated++
		}
		out.unit, out.in = append(out.unit, u), append(out.in, in)
		out.change, out.weight = append(out.change, y-before), append(out.weight, w)
		total += w
		square += float64(y*y) + float64(before*before)
	}
	out.level = math.Sqrt(square)
	for i := range out.weight {
		out.weight[i] *= float64(len(out.unit)) / total
	}
	out.columns(s.covariate[early])
	return out
}

// columns takes the covariates of the cell's units and makes them orthogonal,
// each with mean square 1: no answer depends on the units in which they are
// measured.
func (c *comparison) columns(covariate [][]float64) {
	n := len(c.unit)
	if n == 0 {
		return
	}
	ones := make([]float64, n)
	for i := range ones {
		ones[i] = 1
	}
	basis := &panel.Basis{}
	basis.Add(ones, 0)
	column := make([]float64, n)
	for j, from := range covariate {
		for i, u := range c.unit {
			column[i] = from[u]
		}
		if _, ok := basis.Add(column, 0); !ok {
			c.loose = append(c.loose, c.names[j])
		}
	}
	c.x = basis.Columns
	root := math.Sqrt(float64(n))
	for _, column := range c.x {
		for i := range column {
			column[i] *= root
		}
	}
}

// scale is what the influence function would be as long as, were changes as
// large as levels: rounding is measured by it.
func (c *comparison) scale() float64 {
	n := len(c.unit)
	return c.level * float64(n) / float64(min(c.treated, n-c.treated))
}

// alone is the fault of a cohort, or a comparison, within one cluster.
func (c *comparison) alone(cluster []int) *panel.Fault {
	for _, side := range []struct {
		in   float64
		kind panel.Kind
	}{{1, OneTreated}, {0, OneControl}} {
		first, lone := -1, true
		for i, u := range c.unit {
			if c.in[i] == side.in {
				lone = lone && (first < 0 || first == cluster[u])
				first = cluster[u]
			}
		}
		if lone {
			return panel.Faulty(side.kind)
		}
	}
	return nil
}

// estimate is the effect and its influence function, n numbers. With r the
// change less what the regression of the comparison predicts (Weighting: the
// change itself), it is the mean of r in the cohort less the mean of r in the
// comparison, weighted by the odds of treatment (Regression: less nothing, the
// regression has taken it off). Sant'Anna and Zhao (2020), theorem A.1, gives
// the influence of the estimated coefficients.
func (c *comparison) estimate(method Method) (float64, []float64, *panel.Fault) {
	n := len(c.unit)
	switch {
	case c.treated == 0:
		return 0, nil, panel.Faulty(effect.NoTreated)
	case c.treated == n:
		return 0, nil, panel.Faulty(effect.NoControl)
	case len(c.loose) > 0:
		return 0, nil, panel.Faulty(Collinear, c.loose...)
	case len(c.names) > 0 && method != Weighting && n-c.treated <= len(c.x):
		return 0, nil, panel.Faulty(panel.NoFreedom, c.names...)
	}
	cohort, other := make([]float64, n), make([]float64, n)
	for i, w := range c.weight {
		cohort[i], other[i] = w*c.in[i], w*(1-c.in[i])
	}
	left := c.change
	var regression *normal
	if method != Weighting {
		var bad int
		if regression, bad = c.normal(other); regression == nil {
			return 0, nil, panel.Faulty(Collinear, c.names[bad-1])
		}
		left = c.residual(regression, other)
	}
	value, influence := c.mean(cohort, left)
	if regression != nil {
		c.learn(influence, regression, cohort, cohort, other, left, -1)
	}
	if method == Regression {
		return value, influence, nil
	}
	logit := c.logit()
	odds := logit.odds(c)
	if sum(odds) == 0 {
		return 0, nil, panel.Faulty(NoOverlap, c.names...)
	}
	against, second := c.mean(odds, left)
	if regression != nil {
		c.learn(second, regression, odds, odds, other, left, -1)
	}
	slope := make([]float64, n)
	for i, w := range odds {
		slope[i] = w * (left[i] - against)
	}
	c.learn(second, logit.normal, odds, slope, c.weight, logit.residual, 1)
	for i := range influence {
		influence[i] -= second[i]
	}
	return value - against, influence, nil
}

// mean is the mean of a column with weights, and its influence function.
func (c *comparison) mean(weight, column []float64) (float64, []float64) {
	total := sum(weight)
	value := panel.Dot(weight, column) / total
	influence := make([]float64, len(column))
	for i, w := range weight {
		influence[i] = w * (column[i] - value) / (total / float64(len(column)))
	}
	return value, influence
}

// learn adds sign × what a mean over weight owes to estimated coefficients:
// those solve an equation in which a unit has score × error × x, and the mean
// changes with them by the sum of slope × x.
func (c *comparison) learn(influence []float64, equation *normal, weight, slope, score, error []float64, sign float64) {
	direction := equation.solve(c.cross(slope))
	share := float64(len(weight)) / sum(weight) * sign
	for i := range influence {
		if score[i] != 0 {
			influence[i] += float64(share * float64(float64(score[i]*error[i])*c.at(i, direction)))
		}
	}
}

func place(sorted []int, p int) int {
	for i, q := range sorted {
		if q == p {
			return i
		}
	}
	panic("grouptime: no such period")
}

func sum(column []float64) float64 {
	out := 0.0
	for _, x := range column {
		out += x
	}
	return out
}
