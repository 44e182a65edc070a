package synth

import (
	"math"

	"github.com/quanyu/quanyu/method/effect"
	"github.com/quanyu/quanyu/method/panel"
)

// Conformal is a test by permutation of time (Chernozhukov, Wüthrich, Zhu 2021,
// JASA 116: 1849-1864): with the effect taken off, the gaps after the start should
// look like those before. It needs one treated unit only, and gaps that are
// stationary.
type Conformal struct {
	// Probability is that of no effect in any period: the share of the shifts of
	// time, none among them, whose gaps after the start are at least as large.
	Probability float64
	// Interval holds the effects, the same in all periods after, that are not
	// rejected; infinite where there are too few periods to reject any.
	Interval [2]float64
	Shifts   int // number of periods: no probability is below 1/Shifts
}

// TestOverTime does the test for one cohort, with Control on outcomes only or
// Difference. Under the null the weights are fitted over all periods. Faults as in
// Estimate, and SeveralCohorts and NoTestOverTime.
func TestOverTime(data effect.Data, options Options) (*Conformal, error) {
	options.Errors = NoErrors
	s, err := newStudy(data, options)
	switch {
	case err != nil:
		return nil, err
	case len(s.blocks) > 1:
		return nil, panel.Faulty(SeveralCohorts)
	case s.options.Method == SyntheticDiD || len(s.options.Predictors) > 0:
		return nil, panel.Faulty(NoTestOverTime)
	}
	b := s.blocks[0]
	out := &Conformal{Probability: s.withEffect(0), Shifts: b.last, Interval: [2]float64{math.Inf(-1), math.Inf(1)}}
	level := 1 - s.options.Level
	if 1/float64(b.last) > level {
		return out, nil
	}
	width := 0.0
	for _, gap := range s.fits[0].gap {
		width = max(width, math.Abs(gap))
	}
	for i, side := range []float64{-1, 1} {
		out.Interval[i] = s.farthest(s.fits[0].estimate, side*width, level)
	}
	return out, nil
}

// farthest is the effect farthest from the estimate, in steps of a fiftieth of
// width up to 20 widths, that is not rejected; the last step is then bisected.
func (s *study) farthest(estimate, width, level float64) float64 {
	const steps = 50
	last, run := 0, 0
	for i := 1; i <= 20*steps; i++ {
		if run++; s.withEffect(estimate+float64(float64(i)/steps*width)) > level {
			last, run = i, 0
		}
		if run > 2*steps { // rejected all along two widths
			break
		}
	}
	if last == 20*steps {
		return math.Copysign(math.Inf(1), width)
	}
	in, out := float64(last)/steps, float64(last+1)/steps
	for range 40 {
		if middle := (in + out) / 2; s.withEffect(estimate+float64(middle*width)) > level {
			in = middle
		} else {
			out = middle
		}
	}
	return estimate + float64(in*width)
}

// withEffect is the probability of an effect that is the same in all periods
// after the start.
func (s *study) withEffect(size float64) float64 {
	b := s.blocks[0]
	treated := mean(s.outcomes, b.treated, b.last)
	for p := b.first; p < b.last; p++ {
		treated[p] -= size
	}
	whole := b
	whole.first = b.last // the weights are to fit all periods
	f := &fit{outcome: treated, units: alike(len(b.donors))}
	if s.options.Method == Difference {
		f.times = alike(b.last)
	} else {
		f.units, _ = unitWeights(whole, s.outcomes, treated, false)
	}
	f.apply(whole, s.outcomes)
	after := b.last - b.first
	sizes, scale := make([]float64, b.last), panel.Norm(treated)
	for shift := range sizes {
		for p := range after {
			sizes[shift] += math.Abs(f.gap[(b.first+p+shift)%b.last])
		}
	}
	count := 0
	for _, v := range sizes {
		if v >= sizes[0]-1e-9*scale { // what differs by rounding is the same
			count++
		}
	}
	return float64(count) / float64(b.last)
}
