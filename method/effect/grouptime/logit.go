package grouptime

import "math"

// weak is the share of a column's own square that must be left of it beside the
// columns before it.
const weak = 1e-12

// normal is the equations of weighted least squares on the columns of a
// comparison: the k × k lower triangle L, LL' = the sum of weight × x x'.
type normal struct{ lower [][]float64 }

// normal sets up the equations. Where a column is a combination of those before
// it among the units with weight, it gives nil and the column.
func (c *comparison) normal(weight []float64) (*normal, int) {
	k := len(c.x)
	lower := make([][]float64, k)
	for i := range k {
		lower[i] = make([]float64, i+1)
		for j := range i + 1 {
			cross, xi, xj := 0.0, c.x[i], c.x[j]
			for l, w := range weight {
				cross += float64(float64(w*xi[l]) * xj[l])
			}
			own := cross
			for l := range j {
				cross -= float64(lower[i][l] * lower[j][l])
			}
			if j < i {
				lower[i][j] = cross / lower[j][j]
				continue
			}
			if !(cross > weak*own) {
				return nil, i
			}
			lower[i][i] = math.Sqrt(cross)
		}
	}
	return &normal{lower}, -1
}

// solve gives a of LL'a = v.
func (n *normal) solve(v []float64) []float64 {
	k := len(n.lower)
	a := append([]float64(nil), v...)
	for i := range k {
		for j := range i {
			a[i] -= float64(n.lower[i][j] * a[j])
		}
		a[i] /= n.lower[i][i]
	}
	for i := k - 1; i >= 0; i-- {
		for j := i + 1; j < k; j++ {
			a[i] -= float64(n.lower[j][i] * a[j])
		}
		a[i] /= n.lower[i][i]
	}
	return a
}

// cross is the sum of weight × x, k numbers.
func (c *comparison) cross(weight []float64) []float64 {
	out := make([]float64, len(c.x))
	for j, column := range c.x {
		for i, w := range weight {
			out[j] += float64(w * column[i])
		}
	}
	return out
}

// at is x'a of unit i.
func (c *comparison) at(i int, a []float64) float64 {
	out := 0.0
	for j, column := range c.x {
		out += float64(column[i] * a[j])
	}
	return out
}

// residual is the change less its fit on the covariates among the units with
// weight.
func (c *comparison) residual(equation *normal, weight []float64) []float64 {
	weighted := make([]float64, len(weight))
	for i, w := range weight {
		weighted[i] = w * c.change[i]
	}
	a := equation.solve(c.cross(weighted))
	out := make([]float64, len(weight))
	for i, y := range c.change {
		out[i] = y - c.at(i, a)
	}
	return out
}

// logit is a fitted probability of being in the cohort.
type logit struct {
	probability []float64 // n
	residual    []float64 // n, treated less probability
	normal      *normal   // with weight × p(1-p)
}

// logit fits by maximum likelihood: Newton's steps, shortened by log(1+b)/b,
// b the largest change of a linear predictor, which never overshoots (Sun and
// Tran-Dinh 2019, Mathematical Programming 178: 145-213, theorem 2, along the
// step). It is nil where there is no maximum, or a unit is all but certain to be
// in the cohort.
func (c *comparison) logit() *logit {
	n := len(c.unit)
	out := &logit{probability: make([]float64, n), residual: make([]float64, n)}
	predictor, score, spread := make([]float64, n), make([]float64, n), make([]float64, n)
	for range 100 {
		for i, w := range c.weight {
			p := 1 / (1 + math.Exp(-predictor[i]))
			out.probability[i], out.residual[i] = p, c.in[i]-p
			score[i], spread[i] = w*out.residual[i], w*float64(p*(1-p))
		}
		if out.normal, _ = c.normal(spread); out.normal == nil {
			return nil
		}
		step := out.normal.solve(c.cross(score))
		change, largest := make([]float64, n), 0.0
		for i := range change {
			change[i] = c.at(i, step)
			largest = max(largest, math.Abs(change[i]))
		}
		if largest < 1e-12 {
			return out.check()
		}
		factor := math.Log1p(largest) / largest
		for i := range predictor {
			predictor[i] += float64(factor * change[i])
		}
	}
	return nil
}

// check refuses a fit that is all but certain of a unit.
func (l *logit) check() *logit {
	for _, p := range l.probability {
		if p >= overlap {
			return nil
		}
	}
	return l
}

// odds are the weights of the comparison: weight × p/(1-p), none from trim on,
// none at all without a fit.
func (l *logit) odds(c *comparison) []float64 {
	if l == nil {
		return nil
	}
	out := make([]float64, len(l.probability))
	for i, p := range l.probability {
		if c.in[i] == 0 && p < trim {
			out[i] = c.weight[i] * p / (1 - p)
		}
	}
	return out
}
