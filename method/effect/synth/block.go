package synth

import (
	"math"

	"github.com/quanyu/quanyu/method/effect"
	"github.com/quanyu/quanyu/method/panel"
)

// block is one cohort to be compared: places of its units and of its donors in
// the table; the periods before are [0, first), those after [first, last).
type block struct {
	start                int // as given
	treated, donors      []int
	first, last          int
	noise                float64
	unitRidge, timeRidge float64 // zeta
}

// regular is the share of the noise that serves as ridge where a ridge is there
// only to make weights unique (eta of synthdid).
const regular = 1e-6

// cohorts makes one block for each cohort, by start. A cohort with one period
// before is left out where weights need two and others have them. The faults are
// NoDonor, OneDonor and OneBefore.
func (t *table) cohorts(o Options) ([]block, error) {
	donors := t.donors()
	switch {
	case len(donors) == 0:
		return nil, panel.Faulty(NoDonor)
	case len(donors) == 1 && o.Method != Difference:
		return nil, panel.Faulty(OneDonor)
	}
	var out []block
	for _, start := range t.plan.Cohorts {
		b := block{start: start, donors: donors, last: len(t.periods)}
		for _, u := range t.index(t.plan.Treated) {
			if t.cohort[u] == start {
				b.treated = append(b.treated, u)
			}
		}
		for b.first < b.last && t.periods[b.first] < start {
			b.first++
		}
		if b.first == 1 && o.Method != Difference {
			for _, u := range b.treated {
				t.short = append(t.short, t.units[u])
			}
			continue
		}
		out = append(out, b)
	}
	if len(out) == 0 {
		return nil, panel.Faulty(OneBefore)
	}
	return out, nil
}

// settle sets the ridges from the outcome (Arkhangelsky et al. 2021, section 2.2;
// as synthdid sets zeta): the standard deviation of the first differences of the
// donors before, times (treated units × periods after)^(1/4) for the unit weights
// of SyntheticDiD, times regular for others.
func (b *block) settle(outcome [][]float64, method Method) {
	var difference []float64
	for _, u := range b.donors {
		for p := 1; p < b.first; p++ {
			difference = append(difference, outcome[u][p]-outcome[u][p-1])
		}
	}
	b.noise = deviation(difference, 1)
	b.unitRidge, b.timeRidge = float64(regular*b.noise), float64(regular*b.noise)
	if method == SyntheticDiD {
		b.unitRidge = float64(math.Pow(float64(len(b.treated)*(b.last-b.first)), 0.25) * b.noise)
	}
}

// fit is a block with its weights.
type fit struct {
	units, times       []float64 // of donors; of the periods before, nil with Control
	outcome, synthetic []float64 // over the periods of the block
	gap                []float64
	estimate           float64
	perfect            bool   // the donors reproduce the outcome before to rounding
	match              *match // of Control on predictors
}

// fit finds the weights of a block and applies them.
func (t *table) fit(b block, outcome [][]float64, o Options) *fit {
	f := &fit{outcome: mean(outcome, b.treated, b.last)}
	switch o.Method {
	case Difference:
		f.units, f.times = alike(len(b.donors)), alike(b.first)
	case Control:
		if len(t.predictors) > 0 {
			f.match = t.match(b, outcome, f.outcome, o)
			f.units = f.match.units
		} else {
			f.units, f.perfect = unitWeights(b, outcome, f.outcome, false)
		}
	default:
		f.units, f.perfect = unitWeights(b, outcome, f.outcome, true)
		f.times = timeWeights(b, outcome)
	}
	f.apply(b, outcome)
	return f
}

// apply computes the path and the estimate from the weights.
func (f *fit) apply(b block, outcome [][]float64) {
	f.synthetic = make([]float64, b.last)
	for j, u := range b.donors {
		if w := f.units[j]; w != 0 {
			for p, v := range outcome[u][:b.last] {
				f.synthetic[p] += float64(w * v)
			}
		}
	}
	f.gap = make([]float64, b.last)
	for p := range f.gap {
		f.gap[p] = f.outcome[p] - f.synthetic[p]
	}
	if f.times != nil {
		level := panel.Dot(f.times, f.gap[:b.first])
		for p := range f.gap {
			f.gap[p] -= level
			f.synthetic[p] += level
		}
	}
	f.estimate = average(f.gap[b.first:])
}

// unitWeights brings the donors near the treated over the periods before; centred
// takes the mean of each unit off first, as an intercept does.
func unitWeights(b block, outcome [][]float64, treated []float64, centred bool) ([]float64, bool) {
	level := func(column []float64) float64 {
		if centred {
			return average(column[:b.first])
		}
		return 0
	}
	points := grid(len(b.donors), b.first)
	base := level(treated)
	for j, u := range b.donors {
		own := level(outcome[u])
		for p := range b.first {
			points[j][p] = (outcome[u][p] - own) - (treated[p] - base)
		}
	}
	weights, perfect := nearest(points, float64(b.first)*float64(b.unitRidge*b.unitRidge), nil)
	if perfect {
		weights = even(points)
	}
	return weights, perfect
}

// timeWeights brings the periods before near the mean of those after, in the
// donors, each period's mean taken off.
func timeWeights(b block, outcome [][]float64) []float64 {
	after := make([]float64, len(b.donors))
	for j, u := range b.donors {
		after[j] = average(outcome[u][b.first:b.last])
	}
	base := average(after)
	points := grid(b.first, len(b.donors))
	for p := range b.first {
		for j, u := range b.donors {
			points[p][j] = outcome[u][p]
		}
		own := average(points[p])
		for j := range b.donors {
			points[p][j] = (points[p][j] - own) - (after[j] - base)
		}
	}
	weights, perfect := nearest(points, float64(len(b.donors))*float64(b.timeRidge*b.timeRidge), nil)
	if perfect {
		weights = even(points)
	}
	return weights
}

// layout says which numbers a set of fits gives: the estimate, one for each
// cohort, one for each time from the start.
type layout struct {
	cohorts []int // starts
	times   []int
	units   []int // treated at each time
}

func newLayout(periods []int, blocks []block) layout {
	l := layout{}
	count := map[int]int{}
	for _, b := range blocks {
		l.cohorts = append(l.cohorts, b.start)
		for _, p := range periods[:b.last] {
			count[p-b.start] += len(b.treated)
		}
	}
	l.times = sortedKeys(count)
	for _, time := range l.times {
		l.units = append(l.units, count[time])
	}
	return l
}

// numbers gives what the layout asks for; NaN where no block tells.
func (t *table) numbers(l layout, blocks []block, fits []*fit) []float64 {
	out := make([]float64, 1+len(l.cohorts)+len(l.times))
	weight := make([]float64, len(out))
	add := func(at int, share, value float64) {
		out[at] += float64(share * value)
		weight[at] += share
	}
	for i, b := range blocks {
		size := float64(len(b.treated))
		add(0, size*float64(b.last-b.first), fits[i].estimate)
		add(1+find(l.cohorts, b.start), 1, fits[i].estimate)
		for p, gap := range fits[i].gap {
			add(1+len(l.cohorts)+find(l.times, t.periods[p]-b.start), size, gap)
		}
	}
	for at := range out {
		out[at] /= weight[at]
	}
	return out
}

// check refuses options that the data cannot serve: predictors that look beyond
// the treatment, importances that weigh nothing.
func (t *table) check(blocks []block, o Options) error {
	if o.Importance != nil && len(o.Importance) != len(o.Predictors) || len(o.Predictors) > 0 && o.Method != Control {
		panic("synth: predictors are for Control, with one importance each")
	}
	sum := 0.0
	for i, v := range o.Importance {
		if sum += v; !(v >= 0) || math.IsInf(v, 0) {
			return panel.Faulty(BadImportance, o.Predictors[i].Name)
		}
	}
	if o.Importance != nil && !(sum > 0) {
		return panel.Faulty(BadImportance)
	}
	if len(blocks) == 0 {
		return panel.Faulty(effect.NoTreated)
	}
	for _, b := range blocks {
		if err := t.checkPredictors(b, o); err != nil {
			return err
		}
	}
	return nil
}
