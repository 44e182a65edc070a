package synth

import (
	"errors"
	"math"
	"slices"

	"github.com/quanyu/quanyu/internal/parallel"
	"github.com/quanyu/quanyu/method/effect"
	"github.com/quanyu/quanyu/method/panel"
)

// InSpace estimates again with donors in the place of the treated, who leave the
// pool: each donor in turn where one unit is treated, else Replications random
// sets of the cohorts' sizes. A worst above 0 leaves out the trials whose mean
// square before is over worst times that of the treated. Faults as in Estimate,
// and FewDonors.
func InSpace(data effect.Data, options Options, worst float64) (*Space, error) {
	options.Errors = NoErrors
	s, err := newStudy(data, options)
	if err != nil {
		return nil, err
	}
	if err := s.roomy(); err != nil {
		return nil, err
	}
	out := &Space{Times: s.layout.times, Treated: s.trial(s.blocks, s.fits)}
	assign, count := s.shuffled, s.options.Replications
	if s.treated() == 1 {
		donors := s.blocks[0].donors
		count = len(donors)
		assign = func(i int) []block { return s.instead(append([]int{donors[i]}, without(donors, donors[i])...)) }
	}
	trials := make([]Trial, count)
	parallel.Each(s.options.Workers, count, func(i int) {
		blocks := assign(i)
		_, fits, err := s.again(blocks)
		if trials[i] = s.trial(blocks, fits); err != nil {
			errors.As(err, &trials[i].Fault)
		}
	})
	for _, trial := range trials {
		if worst > 0 && trial.Fault == nil && trial.Before*trial.Before > worst*out.Treated.Before*out.Treated.Before {
			out.Skipped++
			continue
		}
		out.Trials = append(out.Trials, trial)
	}
	out.rank(slices.ContainsFunc(s.fits, func(f *fit) bool { return f.perfect }))
	return out, nil
}

// trial sums up the fits of blocks; NaN without fits.
func (s *study) trial(blocks []block, fits []*fit) Trial {
	t := Trial{Estimate: math.NaN(), Before: math.NaN(), After: math.NaN(), Ratio: math.NaN()}
	for _, b := range blocks {
		for _, u := range b.treated {
			t.Units = append(t.Units, s.units[u])
		}
	}
	slices.Sort(t.Units)
	if fits == nil {
		return t
	}
	numbers := s.numbers(s.layout, blocks, fits)
	t.Estimate, t.Events = numbers[0], numbers[1+len(s.layout.cohorts):]
	var square, weight [2]float64
	for i, b := range blocks {
		for p, gap := range fits[i].gap {
			side := 0
			if p >= b.first {
				side = 1
			}
			size := float64(len(b.treated))
			square[side] += float64(size * float64(gap*gap))
			weight[side] += size
		}
	}
	t.Before, t.After = math.Sqrt(square[0]/weight[0]), math.Sqrt(square[1]/weight[1])
	if t.Ratio = math.Inf(1); t.Before > 0 {
		t.Ratio = t.After / t.Before
	}
	return t
}

// rank places the treated among the trials. Where the donors reproduce it before
// to rounding, its ratio has no meaning.
func (s *Space) rank(perfect bool) {
	var ratio, size []float64
	for _, t := range s.Trials {
		if t.Fault == nil {
			ratio, size = append(ratio, t.Ratio), append(size, math.Abs(t.Estimate))
		}
	}
	var critical float64
	s.Ratio, critical = place(ratio, s.Treated.Ratio)
	s.Detectable = float64(critical * s.Treated.Before)
	s.Size, s.DetectableSize = place(size, math.Abs(s.Treated.Estimate))
	if perfect {
		s.Treated.Ratio, s.Ratio, s.Detectable = math.NaN(), math.NaN(), math.NaN()
	}
}

// place is the share of the values, the own one among them, that are at least the
// own, and what the own would have to exceed to be among the highest 5 percent:
// +Inf where there are fewer than 19 others.
func place(others []float64, own float64) (share, critical float64) {
	above := 0
	for _, v := range others {
		if v >= own {
			above++
		}
	}
	all := len(others) + 1
	allowed := int(math.Floor(effect.Size*float64(all)+1e-9)) - 1
	critical = math.Inf(1)
	if allowed >= 0 {
		sorted := slices.Sorted(slices.Values(others))
		critical = sorted[len(sorted)-1-allowed]
	}
	return float64(above+1) / float64(all), critical
}

// InTime pretends that the treatment began so many periods earlier, on the
// periods before it really did; predictors are averaged over the periods before
// that. Faults as in Estimate, and NoPlaceboPeriod.
func InTime(data effect.Data, options Options, earlier int) (*Result, error) {
	if earlier < 1 {
		panic("synth: a placebo in time starts at least one period earlier")
	}
	s, err := newStudy(data, options)
	if err != nil {
		return nil, err
	}
	least := 2
	if s.options.Method == Difference {
		least = 1
	}
	for i := range s.blocks {
		b := &s.blocks[i]
		b.first, b.last = b.first-earlier, b.first
		if b.first < least {
			return nil, panel.Faulty(NoPlaceboPeriod)
		}
		b.start = s.periods[b.first]
		if len(options.Predictors) > 0 && !s.matches(*b) {
			return nil, panel.Faulty(NoPredictor)
		}
	}
	if err := s.estimate(); err != nil {
		return nil, err
	}
	return s.result()
}

// matches reports whether a predictor with a value for every unit that differs
// among the donors is left before the start.
func (s *study) matches(b block) bool {
	found := false
	for k, p := range s.options.Predictors {
		columns := s.columns(p.Periods, b.first)
		if len(columns) == 0 {
			continue
		}
		for _, u := range slices.Concat(b.treated, b.donors) {
			if math.IsNaN(present(s.predictors[k][u], columns)) {
				return false
			}
		}
		found = found || s.differs(k, b, columns)
	}
	return found
}

// LeaveOneOut estimates again without each donor that has a weight, by unit.
// Faults as in Estimate, where the whole sample has one.
func LeaveOneOut(data effect.Data, options Options) ([]Left, error) {
	options.Errors = NoErrors
	s, err := newStudy(data, options)
	if err != nil {
		return nil, err
	}
	var out []Left
	var places []int
	for j, u := range s.blocks[0].donors {
		weight := 0.0
		for i, f := range s.fits {
			weight += float64(f.units[j] * float64(len(s.blocks[i].treated)))
		}
		if weight > 0 {
			out, places = append(out, Left{Unit: s.units[u], Weight: weight / float64(s.treated())}), append(places, u)
		}
	}
	parallel.Each(s.options.Workers, len(out), func(i int) {
		blocks := slices.Clone(s.blocks)
		for k := range blocks {
			blocks[k].donors = without(blocks[k].donors, places[i])
		}
		s.leave(&out[i], blocks)
	})
	return out, nil
}

// leave fills in the estimate on blocks that lack a donor.
func (s *study) leave(l *Left, blocks []block) {
	l.Estimate = math.NaN()
	switch n := len(blocks[0].donors); {
	case n == 0:
		l.Fault = panel.Faulty(NoDonor)
		return
	case n == 1 && s.options.Method != Difference:
		l.Fault = panel.Faulty(OneDonor)
		return
	}
	numbers, _, err := s.again(blocks)
	if err != nil {
		errors.As(err, &l.Fault)
		return
	}
	l.Estimate = numbers[0]
	for i, time := range s.layout.times {
		value := numbers[1+len(s.layout.cohorts)+i]
		l.Events = append(l.Events, Event{time, effect.NewEstimate(value, math.NaN(), 0, 0), s.layout.units[i]})
	}
}
