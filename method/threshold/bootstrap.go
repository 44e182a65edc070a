package threshold

import (
	"math"
	"math/bits"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// test draws the distribution of F under the null of the given thresholds:
// fitted values without the new threshold, plus residuals of the same fit drawn
// by unit (Hansen 1999, section 4, and the author's program); on each draw all
// thresholds are searched again, one by one. A draw depends on seed, step and
// its own number only.
func (s *space) test(step *Step, number int, null *fit, resample Resample) {
	fitted := make([]float64, s.n)
	for i := range fitted {
		fitted[i] = s.outcome[i] - null.residual[i]
	}
	statistic := make([]float64, s.options.Bootstrap)
	workers := s.options.Workers
	if workers < 1 {
		workers = runtime.GOMAXPROCS(0)
	}
	allowed := s.allowed(0, nil)
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(workers, len(statistic)) {
		group.Go(func() {
			for {
				draw := int(next.Add(1)) - 1
				if draw >= len(statistic) {
					return
				}
				source := rand.NewPCG(s.options.Seed, uint64(number)<<32|uint64(draw))
				outcome := s.draw(source, fitted, null.residual, resample)
				statistic[draw] = s.drawn(outcome, number, allowed)
			}
		})
	}
	group.Wait()
	statistic = slices.DeleteFunc(statistic, math.IsNaN)
	slices.Sort(statistic)
	step.Draws = len(statistic)
	if step.Draws == 0 {
		return
	}
	at, _ := slices.BinarySearch(statistic, step.F)
	step.Probability = float64(step.Draws-at) / float64(step.Draws)
	for i, level := range []float64{0.90, 0.95, 0.99} {
		step.Critical[i] = statistic[min(int(math.Ceil(level*float64(step.Draws)))-1, step.Draws-1)]
	}
}

// draw gives one outcome under the null, n transformed entries.
func (s *space) draw(source *rand.PCG, fitted, residual []float64, resample Resample) []float64 {
	out := slices.Clone(fitted)
	units := len(s.size)
	if resample == Units {
		length := s.n / units
		for u := range units {
			from, _ := bits.Mul64(source.Uint64(), uint64(units)) // 0 to units-1
			for t := range length {
				out[u*length+t] += residual[int(from)*length+t]
			}
		}
		return out
	}
	negative := make([]bool, units)
	for u := range negative {
		negative[u] = source.Uint64()>>63 == 1
	}
	for i, u := range s.sample.Unit {
		if negative[u] {
			out[i] -= residual[i]
		} else {
			out[i] += residual[i]
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
			return gain[at] / ((f.squares - gain[at]) / s.freedom)
		}
		f = s.extend(f, s.points[at].value, s.points[at].end)
	}
}
