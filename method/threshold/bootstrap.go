package threshold

import (
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"

	"github.com/quanyu/quanyu/internal/parallel"
)

// test draws the distribution of F under the null of the given thresholds:
// fitted values without the new threshold, plus residuals of the same fit drawn
// by unit (Hansen 1999, section 4, and the author's program); on each draw all
// thresholds are searched again, one by one. A draw depends on seed, step and
// its own number only.
func (s *space) test(step *Step, number int, null *fit) {
	fitted := s.fitted(null)
	statistic := make([]float64, s.options.Bootstrap)
	allowed := s.allowed(0, nil)
	one := func(draw int) float64 {
		return s.drawn(s.draw(s.options.stream(number, draw), fitted, null.residual), number, allowed)
	}
	if number == 0 && s.short() {
		f := s.tries(allowed).of(null.residual)
		one = func(draw int) float64 { return f.draw(s.signs(s.options.stream(number, draw))) }
	}
	parallel.Each(s.options.Workers, len(statistic), func(draw int) { statistic[draw] = one(draw) })
	step.Probability, step.Critical, step.Draws = against(statistic, step.F)
}

// against is the share of drawn statistics that are at least as large as one,
// those that 10, 5 and 1 percent of draws reach, and how many draws had any.
func against(drawn []float64, statistic float64) (share float64, critical [3]float64, draws int) {
	drawn = slices.DeleteFunc(drawn, math.IsNaN)
	if draws = len(drawn); draws == 0 {
		return math.NaN(), critical, 0
	}
	slices.Sort(drawn)
	at, _ := slices.BinarySearch(drawn, statistic)
	for i, level := range []float64{0.90, 0.95, 0.99} {
		critical[i] = drawn[min(int(math.Ceil(level*float64(draws)))-1, draws-1)]
	}
	return float64(draws-at) / float64(draws), critical, draws
}

// The streams of random numbers beside those of the tests, which have the
// number of their step from 0.
const (
	permuting = 8 + iota
	simulating
)

// stream is the source of random numbers of one draw for one purpose.
func (o *Options) stream(purpose, draw int) *rand.PCG {
	return rand.NewPCG(o.Seed, uint64(purpose)<<32|uint64(draw))
}

// below is a number from 0 to n-1.
func below(source *rand.PCG, n int) int {
	high, _ := bits.Mul64(source.Uint64(), uint64(n))
	return int(high)
}

// statistic is the F of a threshold by which squares fall by a gain; infinite
// where it leaves nothing, as rounding may leave less.
func (s *space) statistic(squares, gain float64) float64 {
	return gain / (max(squares-gain, 0) / s.freedom)
}

// fitted is the part of the outcome that a fit explains.
func (s *space) fitted(f *fit) []float64 {
	out := make([]float64, s.n)
	for i := range out {
		out[i] = s.outcome[i] - f.residual[i]
	}
	return out
}

// draw gives one outcome under the null, n transformed entries.
func (s *space) draw(source *rand.PCG, fitted, residual []float64) []float64 {
	out := slices.Clone(fitted)
	units := len(s.size)
	if s.resample == Units {
		length := s.n / units
		for u := range units {
			from := below(source, units)
			for t := range length {
				out[u*length+t] += residual[from*length+t]
			}
		}
		return out
	}
	sign := s.signs(source)
	for i, u := range s.sample.Unit {
		out[i] += float64(sign[u] * residual[i])
	}
	return out
}

// signs draws +1 or -1 for each unit.
func (s *space) signs(source *rand.PCG) []float64 {
	out := make([]float64, len(s.size))
	for u := range out {
		if out[u] = 1; source.Uint64()>>63 == 1 {
			out[u] = -1
		}
	}
	return out
}

// drawn is the F of the last of the thresholds searched on a drawn outcome;
// NaN where trimming left nothing to try.
func (s *space) drawn(outcome []float64, number int, first []bool) float64 {
	f := s.start(outcome)
	for step := 0; ; step++ {
		allowed := first
		if step > 0 {
			allowed = s.allowed(step, f.thresholds)
		}
		gain := s.scan(f.residual, s.extra(f), allowed)
		at := best(gain)
		if at < 0 {
			return math.NaN()
		}
		if step == number {
			return s.statistic(f.squares, gain[at])
		}
		f = s.extend(f, s.points[at].value, s.points[at].end)
	}
}
