package breaks

import (
	"math"
	"math/rand/v2"

	"github.com/quanyu/quanyu/internal/parallel"
)

// test adds the steps, and with draws the p-values: outcomes are drawn under
// the null as fitted values plus the residuals of the partition with the null's
// breaks, each turned by +1 or -1 (a wild bootstrap with fixed regressors:
// Hansen 2000, Journal of Econometrics 97: 93-115; the variance may change over
// time), and all is searched again. The data themselves count as one draw, so
// that no p-value is zero. A draw depends on seed, null and its own number only.
func (r *Result) test(s *series, squares [][]float64, ends [][]int) {
	r.ByTest = -1
	n, k := float64(len(s.outcome)), float64(len(s.names))
	for given, e := range ends[:r.Options.Breaks] {
		gain, at := split(squares, e, r.LeastRows)
		freedom := n - float64(given+2)*k
		if at < 0 || freedom <= 0 {
			break
		}
		sum := r.Partitions[given].SumOfSquares
		step := Step{Given: given, Period: s.period[at], F: ratio(sum, sum-gain, k, freedom), Probability: math.NaN()}
		if r.Options.Bootstrap > 0 {
			r.draw(s, e, &step)
			if r.ByTest < 0 && !(step.Probability <= 1-r.Options.Level) {
				r.ByTest = given
			}
		}
		r.Steps = append(r.Steps, step)
	}
	if r.Options.Bootstrap > 0 && r.ByTest < 0 {
		r.ByTest = len(r.Steps)
	}
}

// draw counts the draws with an F at least as large. With no break given it
// tests each number of breaks against none too.
func (r *Result) draw(s *series, ends []int, step *Step) {
	fitted, residual := s.restrict(ends)
	draws := r.Options.Bootstrap
	found := make([][]float64, draws) // F of each test
	parallel.Each(r.Options.Workers, draws, func(i int) {
		source := rand.NewPCG(r.Options.Seed, uint64(step.Given)<<32|uint64(i))
		outcome := make([]float64, len(fitted))
		var bits uint64
		for t := range outcome {
			if t%64 == 0 {
				bits = source.Uint64()
			}
			outcome[t] = fitted[t] + residual[t]
			if bits>>(t%64)&1 == 1 {
				outcome[t] = fitted[t] - residual[t]
			}
		}
		found[i] = r.drawn(s, outcome, step.Given)
	})
	share := func(test int, f float64) float64 {
		count := 1
		for _, drawn := range found {
			if drawn[test] >= f*(1-1e-9) { // equals are told apart by rounding only
				count++
			}
		}
		return float64(count) / float64(draws+1)
	}
	step.Probability = share(0, step.F)
	if step.Given == 0 {
		for m := 1; m < len(r.Partitions); m++ {
			r.Partitions[m].Probability = share(m, r.Partitions[m].F)
		}
	}
}

// drawn gives the F of one more break than given in a drawn outcome; where none
// is given, also that of each number of breaks against none. Where no regime of
// the drawn partition is long enough to split, F is 0.
func (r *Result) drawn(s *series, outcome []float64, given int) []float64 {
	n, k := len(outcome), len(s.names)
	squares := s.squares(outcome)
	total := squares[0][n-1]
	deepest := given
	if given == 0 {
		deepest = len(r.Partitions) - 1
	}
	ends := best(squares, deepest, r.LeastRows)
	sum := func(e []int) float64 {
		v := 0.0
		for i := range len(e) + 1 {
			first, last := bounds(e, i, n)
			v += squares[first][last-first]
		}
		return v
	}
	out := []float64{0}
	if gain, at := split(squares, ends[given], r.LeastRows); at >= 0 {
		null := sum(ends[given])
		out[0] = ratio(null, null-gain, float64(k), float64(n-(given+2)*k))
	}
	if given == 0 {
		for m, e := range ends[1:] {
			out = append(out, ratio(total, sum(e), float64((m+1)*k), float64(n-(m+2)*k)))
		}
	}
	return out
}

// restrict gives fitted values and residuals of a partition, n each; the fitted
// are less the mean of the outcome.
func (s *series) restrict(ends []int) (fitted, residual []float64) {
	n := len(s.outcome)
	fitted, residual = centred(s.outcome), make([]float64, 0, n)
	for i := range len(ends) + 1 {
		first, last := bounds(ends, i, n)
		fit, err := s.fit(first, last)
		if err != nil {
			panic("breaks: a regime that was estimated cannot be")
		}
		residual = append(residual, fit.Residuals...)
	}
	for i, e := range residual {
		fitted[i] -= e
	}
	return fitted, residual
}
