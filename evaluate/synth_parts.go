package evaluate

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/quanyu/quanyu/method/effect/synth"
)

// space lets donors play the treated.
func (r *synthRun) space() error {
	if !*r.spec.Space || *r.spec.Draws == 0 {
		return nil
	}
	s, err := synth.InSpace(r.pool.data, r.options, r.spec.Worst)
	if err != nil {
		if r.refuse("placebo_space", err) {
			return nil
		}
		return err
	}
	v := &SpaceView{P: Number(s.Ratio), PSize: Number(s.Size), Skipped: s.Skipped, MDE: Number(s.Detectable), MDESize: Number(s.DetectableSize), Times: s.Times}
	v.Trials = append(v.Trials, r.trial(s.Treated, true))
	for _, t := range s.Trials {
		v.Trials = append(v.Trials, r.trial(t, false))
	}
	slices.SortStableFunc(v.Trials[1:], func(a, b TrialView) int { return cmp.Compare(b.ratio(), a.ratio()) })
	for i := range v.Trials {
		v.Trials[i].Rank = rank(v.Trials, i)
	}
	r.out.Space = v
	return nil
}

// ratio orders trials; those without an estimate, or with a fit before that is
// nothing but rounding, come last.
func (t TrialView) ratio() float64 {
	if t.Refused != nil || math.IsNaN(float64(t.Ratio)) {
		return math.Inf(-1)
	}
	return float64(t.Ratio)
}

// rank is 1 and the trials with a larger ratio; 0 without one.
func rank(all []TrialView, i int) int {
	if math.IsInf(all[i].ratio(), -1) {
		return 0
	}
	n := 1
	for _, t := range all {
		if t.ratio() > all[i].ratio() {
			n++
		}
	}
	return n
}

func (r *synthRun) trial(t synth.Trial, treated bool) TrialView {
	v := TrialView{
		Units: r.frame.called(t.Units), Treated: treated, Estimate: Number(t.Estimate), Before: Number(t.Before), After: Number(t.After), Ratio: Number(t.Ratio),
		Gaps: []Number{},
	}
	for _, g := range t.Events {
		v.Gaps = append(v.Gaps, Number(g))
	}
	if t.Fault != nil {
		v.Refused = &RefusedView{"placebo_space", string(t.Fault.Kind), faultText(t.Fault)}
	}
	return v
}

// overTime tests one cohort by permutation of time, where weights are fitted to
// the outcome alone.
func (r *synthRun) overTime() error {
	if len(r.effect.Cohorts) > 1 || r.options.Method == synth.SyntheticDiD || len(r.options.Predictors) > 0 {
		return nil
	}
	c, err := synth.TestOverTime(r.pool.data, r.options)
	if err != nil {
		if r.refuse("over_time", err) {
			return nil
		}
		return err
	}
	r.out.OverTime = &OverTimeView{Number(c.Probability), pair(c.Interval), c.Shifts}
	return nil
}

// earlier pretends that the treatment came sooner.
func (r *synthRun) earlier() error {
	for _, n := range r.spec.Earlier {
		e, err := synth.InTime(r.pool.data, r.options, n)
		if err != nil {
			if r.refuse(fmt.Sprintf("placebo_time_%d", n), err) {
				continue
			}
			return err
		}
		r.out.Earlier = append(r.out.Earlier, EarlierView{n, estimateView("placebo_time", e.Effect)})
	}
	return nil
}

// leaveOut estimates without each donor that has a weight.
func (r *synthRun) leaveOut() error {
	if !r.spec.LeaveOneOut {
		return nil
	}
	left, err := synth.LeaveOneOut(r.pool.data, r.options)
	if err != nil {
		return err
	}
	r.out.LeaveOut = []LeftOutView{}
	for _, l := range left {
		v := LeftOutView{Without: r.frame.units[l.Unit], Weight: Number(l.Weight), Value: Number(l.Estimate), SE: Number(math.NaN())}
		if l.Fault != nil {
			v.Value = Number(math.NaN())
		}
		r.out.LeaveOut = append(r.out.LeaveOut, v)
	}
	return nil
}
