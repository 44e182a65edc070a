package twoway

import (
	"math"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"

	"github.com/quanyu/quanyu/method/effect"
)

// Pretrend is the joint test that all leads are zero, and what it can see.
type Pretrend struct {
	Leads       int     // coefficients tested
	F           float64 // Wald statistic / Leads; NaN where the clusters are too few for it
	Freedom     int     // of the denominator
	Probability float64
	// Trends are the straight lines that the test finds with the probability
	// 0.5 and 0.8. It is nil where F is NaN, or where every unit is treated in
	// the end, so that there is nothing that a line could differ from.
	Trends []Trend
}

// Trend is a straight line in the time from treatment by which treated units
// might differ from the others without any effect: Slope × (time - base), with
// the mean of times that share a coefficient (Roth 2022, "Pretest with caution",
// American Economic Review: Insights 4: 305-322). Roth looks at each lead by
// itself; here it is the joint test, whose F is then noncentral with λ = the
// line's leads in the metric of their covariance.
type Trend struct {
	Probability float64 // that the joint test at 5 percent finds it
	Slope       float64 // per period; the sign is open
	Bias        float64 // that it would put into Average
}

// pretrend tests the leads that are not held at zero. values and the covariance
// are those of the times that are not.
func (e *Events) pretrend(values []float64, o EventOptions) *Pretrend {
	var leads []int
	var line []float64 // a trend of slope 1
	after, lags, known := 0.0, 0, true
	j := 0
	for _, t := range e.Times {
		if t.Time >= 0 {
			after, lags = after+t.distance, lags+1
		}
		if t.Base {
			continue
		}
		if o.before(t.Time) {
			known = known && t.StandardError > 0
			leads, line = append(leads, j), append(line, t.distance)
		}
		j++
	}
	if len(leads) == 0 {
		return nil
	}
	p := &Pretrend{Leads: len(leads), Freedom: e.Freedom, F: math.NaN(), Probability: math.NaN()}
	covariance := mat.NewSymDense(len(leads), nil)
	for a, i := range leads {
		for b := a; b < len(leads); b++ {
			covariance.SetSym(a, b, e.covariance.At(i, leads[b]))
		}
	}
	factor, ok := factored(covariance)
	if !ok || !known || len(leads) >= e.Clusters {
		return p
	}
	tested := make([]float64, len(leads))
	for a, i := range leads {
		tested[a] = values[i]
	}
	q, v := float64(len(leads)), float64(e.Freedom)
	p.F = quadratic(factor, tested) / q
	p.Probability = 1 - distuv.F{D1: q, D2: v}.CDF(p.F)
	if !e.straight {
		return p
	}
	of := quadratic(factor, line)
	for _, probability := range []float64{0.5, 0.8} {
		slope := math.Sqrt(noncentrality(q, v, probability) / of)
		p.Trends = append(p.Trends, Trend{Probability: probability, Slope: slope, Bias: slope * after / float64(lags)})
	}
	return p
}

// singular is the condition number over which a covariance has no inverse
// worth the name, once its rows are scaled to correlations.
const singular = 1e12

// scaled is a factored correlation matrix and the errors that it was scaled by.
type scaled struct {
	factor mat.Cholesky
	errors []float64
}

// factored factors a covariance as correlations, so that units do not matter.
func factored(covariance *mat.SymDense) (*scaled, bool) {
	k := covariance.SymmetricDim()
	s, correlation := &scaled{errors: make([]float64, k)}, mat.NewSymDense(k, nil)
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

// quadratic is v' inv(covariance) v.
func quadratic(s *scaled, v []float64) float64 {
	k := len(v)
	b, x := mat.NewVecDense(k, nil), mat.NewVecDense(k, nil)
	for i := range k {
		b.SetVec(i, v[i]/s.errors[i])
	}
	if err := s.factor.SolveVecTo(x, b); err != nil {
		panic("twoway: " + err.Error()) // factored keeps singular ones out
	}
	sum := 0.0
	for i := range k {
		sum += float64(b.AtVec(i) * x.AtVec(i))
	}
	return sum
}

// noncentrality is the λ at which a noncentral F with q and v degrees of
// freedom passes the 5 percent critical value with a probability, by bisection.
func noncentrality(q, v, probability float64) float64 {
	n := &noncentral{f: distuv.F{D1: q, D2: v}.Quantile(1 - effect.Size), q: q, v: v}
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
