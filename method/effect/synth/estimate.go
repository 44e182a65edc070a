package synth

import (
	"math"

	"github.com/quanyu/quanyu/method/effect"
	"github.com/quanyu/quanyu/method/panel"
)

// Estimate compares each cohort of treated units with a synthetic one made of
// the units that are never treated. Covariates are partialled out of the outcome
// first, by a regression with effects of units and periods on the untreated rows.
// Faults: those of panel.Select, effect.Check, effect.NoBefore and those of this
// package.
func Estimate(data effect.Data, options Options) (*Result, error) {
	s, err := newStudy(data, options)
	if err != nil {
		return nil, err
	}
	return s.result()
}

// Weights are unit and time weights to be used as they are.
type Weights struct {
	Units map[int]float64 // of each donor, by unit as given
	Times map[int]float64 // of each period before, by period as given; nil with Control
}

// At is Estimate with given weights, for one cohort. Donors and periods that are
// not named weigh nothing.
func At(data effect.Data, options Options, weights Weights) (*Result, error) {
	s, err := newStudy(data, options)
	if err != nil {
		return nil, err
	}
	if len(s.blocks) > 1 {
		return nil, panel.Faulty(SeveralCohorts)
	}
	b, f := s.blocks[0], s.fits[0]
	for j, u := range b.donors {
		f.units[j] = weights.Units[s.units[u]]
	}
	for p := range f.times {
		f.times[p] = weights.Times[s.periods[p]]
	}
	f.apply(b, s.outcomes)
	return s.result()
}

// study is a table with its blocks and their fits.
type study struct {
	*table
	options  Options
	blocks   []block
	fits     []*fit
	layout   layout
	outcomes [][]float64 // less covariates
	adjust   *panel.Result
}

func newStudy(data effect.Data, o Options) (*study, error) {
	if o.Method == "" {
		o.Method = SyntheticDiD
	}
	if o.Replications == 0 {
		o.Replications = 200
	}
	if o.Level == 0 {
		o.Level = 0.95
	}
	t, err := newTable(data, o.Predictors)
	if err != nil {
		return nil, err
	}
	s := &study{table: t, options: o}
	if s.blocks, err = t.cohorts(o); err != nil {
		return nil, err
	}
	if err := t.check(s.blocks, o); err != nil {
		return nil, err
	}
	if t.parallel() {
		return nil, panel.Faulty(Parallel, "outcome")
	}
	return s, s.estimate()
}

// estimate fits the blocks.
func (s *study) estimate() (err error) {
	if s.outcomes, s.adjust, err = s.adjusted(s.blocks); err != nil {
		return err
	}
	s.layout, s.fits = newLayout(s.periods, s.blocks), nil
	for i := range s.blocks {
		s.blocks[i].settle(s.outcomes, s.options.Method)
		s.fits = append(s.fits, s.fit(s.blocks[i], s.outcomes, s.options))
	}
	return nil
}

// again is the numbers of the layout for other blocks, with the ridges they have.
func (s *study) again(blocks []block) ([]float64, []*fit, error) {
	outcome, _, err := s.adjusted(blocks)
	if err != nil {
		return nil, nil, err
	}
	fits := make([]*fit, len(blocks))
	for i, b := range blocks {
		fits[i] = s.fit(b, outcome, s.options)
	}
	return s.numbers(s.layout, blocks, fits), fits, nil
}

// result adds the errors and names everything.
func (s *study) result() (*Result, error) {
	numbers := s.numbers(s.layout, s.blocks, s.fits)
	errors, draws, err := s.errors()
	if err != nil {
		return nil, err
	}
	r := &Result{Draws: draws, Plan: s.plan, Short: s.short, Sample: s.sample, Options: s.options}
	if s.adjust != nil {
		r.Covariates, r.Dropped = s.adjust.Terms, s.adjust.Dropped
	}
	estimate := func(at int) effect.Estimate {
		return effect.NewEstimate(numbers[at], errors[at], 0, s.options.Level)
	}
	r.Effect = estimate(0)
	for i, b := range s.blocks {
		c := s.cohortResult(b, s.fits[i])
		c.Effect = estimate(1 + i)
		r.Cohorts = append(r.Cohorts, c)
	}
	for i, time := range s.layout.times {
		r.Events = append(r.Events, Event{time, estimate(1 + len(s.blocks) + i), s.layout.units[i]})
	}
	return r, nil
}

// cohortResult names the units and periods of a fit.
func (s *study) cohortResult(b block, f *fit) Cohort {
	c := Cohort{
		Start: b.start, Periods: s.periods[:b.last], Outcome: f.outcome, Synthetic: f.synthetic, Gap: f.gap, TimeWeights: f.times,
		Noise: b.noise, UnitRidge: b.unitRidge, TimeRidge: b.timeRidge, Support: s.support(b, f), Loss: math.NaN(),
	}
	for _, u := range b.treated {
		c.Treated = append(c.Treated, s.units[u])
	}
	for j, u := range b.donors {
		c.Donors = append(c.Donors, Donor{s.units[u], f.units[j]})
	}
	if f.match != nil {
		c.Predictors, c.Loss = f.match.balance(s.options), f.match.loss
		at := 0
		for k, p := range s.options.Predictors {
			if at < len(f.match.kept) && f.match.kept[at] == k {
				at++
			} else {
				c.Dropped = append(c.Dropped, p.Name)
			}
		}
	}
	return c
}

// support compares the treated with the donors over the periods before.
func (s *study) support(b block, f *fit) Support {
	p := Support{Before: rootMeanSquare(f.gap[:b.first]), Perfect: f.perfect}
	if p.Relative = p.Before / deviation(f.outcome[:b.first], 1); math.IsInf(p.Relative, 0) {
		p.Relative = math.NaN()
	}
	squares := 0.0
	for _, w := range f.units {
		p.Largest = max(p.Largest, w)
		squares += float64(w * w)
	}
	p.Effective = 1 / squares
	level := func(column []float64) float64 {
		if f.times == nil {
			return 0
		}
		return average(column[:b.first])
	}
	own, outside := level(f.outcome), 0
	for q := range b.first {
		low, high := math.Inf(1), math.Inf(-1)
		for _, u := range b.donors {
			v := s.outcomes[u][q] - level(s.outcomes[u])
			low, high = min(low, v), max(high, v)
		}
		if v := f.outcome[q] - own; v < low || v > high {
			outside++
		}
	}
	p.Outside = float64(outside) / float64(b.first)
	return p
}
