package effect

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// Trend is a straight line in the time from treatment by which treated units
// might differ from the others without any effect: Slope × (time - base), with
// the mean of times that share a coefficient (Roth 2022, "Pretest with caution",
// American Economic Review: Insights 4: 305-322). Roth looks at each lead by
// itself; here it is the joint test, whose F is then noncentral with λ = the
// line's leads in the metric of their covariance.
type Trend struct {
	Probability float64 // that the joint test at 5 percent finds it
	Slope       float64 // per period; the sign is open
	Bias        float64 // that it would put into the mean effect
}

// singular is the condition number over which a covariance has no inverse
// worth the name, once its rows are scaled to correlations.
const singular = 1e12

// Metric measures columns of k numbers by the inverse of a covariance.
type Metric struct {
	factor mat.Cholesky
	errors []float64
}

// NewMetric factors a covariance as correlations, so that units do not matter.
// It is false where there is no inverse.
func NewMetric(covariance *mat.SymDense) (*Metric, bool) {
	k := covariance.SymmetricDim()
	s, correlation := &Metric{errors: make([]float64, k)}, mat.NewSymDense(k, nil)
	for i := range k {
		s.errors[i] = math.Sqrt(covariance.At(i, i))
		if !(s.errors[i] > 0) {
			return nil, false
		}
		for j := range i + 1 {
			correlation.SetSym(i, j, covariance.At(i, j)/s.errors[i]/s.errors[j])
		}
	}
	return s, s.factor.Factorize(correlation) && s.factor.Cond() < singular
}

// Square is v' inv(covariance) v.
func (s *Metric) Square(v []float64) float64 {
	b := mat.NewDense(len(v), 1, slices.Clone(v))
	x := s.Solve(b)
	sum := 0.0
	for i := range v {
		sum += float64(v[i] * x.At(i, 0))
	}
	return sum
}

// Solve is inv(covariance) × columns, which have k rows.
func (s *Metric) Solve(columns mat.Matrix) *mat.Dense {
	byError := func(i, _ int, v float64) float64 { return v / s.errors[i] }
	x := &mat.Dense{}
	x.Apply(byError, columns)
	if err := s.factor.SolveTo(x, x); err != nil {
		panic("effect: " + err.Error()) // NewMetric keeps singular ones out
	}
	x.Apply(byError, x)
	return x
}

// Noncentrality is the λ at which a noncentral F with q and v degrees of
// freedom passes the 5 percent critical value with a probability, by bisection.
func Noncentrality(q, v, probability float64) float64 {
	n := &noncentral{f: distuv.F{D1: q, D2: v}.Quantile(1 - Size), q: q, v: v}
	low, high := 0.0, 1.0
	for n.passes(high) < probability {
		high *= 2
	}
	for {
		middle := low + (high-low)/2
		if middle <= low || middle >= high {
			return high
		}
		if n.passes(middle) < probability {
			low = middle
		} else {
			high = middle
		}
	}
}

// noncentral is a value of a noncentral F.
type noncentral struct {
	f, q, v float64
	tails   []float64 // what the j-th part has over f, as far as it was needed
}

// passes is the probability that the F is over its value: the mean over j,
// Poisson with mean λ/2, of 1 - I_x(q/2 + j, v/2), x = q f / (q f + v) (Johnson,
// Kotz, Balakrishnan, Continuous Univariate Distributions 2, chapter 30).
func (n *noncentral) passes(lambda float64) float64 {
	mean := lambda / 2
	spread := 12*math.Sqrt(mean) + 40
	first := int(math.Max(0, mean-spread))
	x := n.q * n.f / (float64(n.q*n.f) + n.v)
	for j := len(n.tails); j <= int(mean+spread); j++ {
		n.tails = append(n.tails, 1-mathext.RegIncBeta(n.q/2+float64(j), n.v/2, x))
	}
	if lambda == 0 {
		return n.tails[0]
	}
	poisson, sum := distuv.Poisson{Lambda: mean}, 0.0
	for j := first; j <= int(mean+spread); j++ {
		sum += float64(poisson.Prob(float64(j)) * n.tails[j])
	}
	return sum
}
