package watershed

import (
	"errors"
	"math"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/panel"
	"github.com/quanyu/quanyu/method/threshold"
)

// What is asked of the engine.
const (
	trimming    = 0.05 // least share of rows on either side of a threshold, of the whole search
	draws       = 399  // of the bootstrap of the main run
	fewerDraws  = 199  // of the others
	simulations = 199  // of the power at hand, at most
	significant = 0.05
	important   = 2.0 // the largest shift in percentage points that is asked for: see matters
	adequate    = 0.8 // the power from which a shift that was not found is none
	// open is how far from adequate the power of half the simulations must lie for
	// the other half to be left out: four standard errors.
	open = 0.15
)

// run is the claim tested on one choice of rows and one yardstick.
type run struct {
	name      city.Text
	from, to  float64 // the claimed range, in the yardstick; NaN where it has none there
	unit      string
	rows      int
	lower     [2]int // rows at or under both ends of the range
	places    int
	above     []string // places with a row at or beyond from
	rowsAbove int
	whole     *threshold.Result      // the search over all sizes; nil where it was refused
	within    *threshold.Result      // the search in the claimed range; nil where it was refused
	shift     float64                // above the best place of the range, in points of growth; NaN where there is none
	chance    float64                // the size that chance alone gives a shift there, in 19 draws of 20
	held      *float64               // the threshold found elsewhere, beside which the range was tested
	refused   panel.Kind             // why there is no whole search
	power     *power                 // nil where it was not asked for
	permuted  *threshold.Permutation // nil where it was not asked for
}

// power is how often the test finds an important shift that is there.
type power struct {
	share       float64 // of simulations
	simulations int
}

// sample is the rows of a run with their yardstick.
type sample struct {
	rows     []row
	variable []float64
	from, to float64
	unit     string
	held     *float64 // a threshold elsewhere, beside which the range is tested
}

// data gives a sample to the engine: growth on the level that it starts from,
// in logarithms (large places grow more slowly), and on effects of places and
// years; beyond a threshold the level of growth shifts.
func (s sample) data(share bool) threshold.Data {
	d := threshold.Data{OutcomeName: "growth", VariableName: "size", RegimeConstant: true, PeriodEffects: true}
	number := map[string]int{}
	start := make([]float64, len(s.rows))
	for i, r := range s.rows {
		if _, known := number[r.place]; !known {
			number[r.place] = len(number)
		}
		d.Unit, d.Period = append(d.Unit, number[r.place]), append(d.Period, r.year)
		d.Outcome, d.Variable = append(d.Outcome, r.growth), append(d.Variable, s.variable[i])
		if start[i] = r.before.value; !share {
			start[i] = math.Log(r.before.value)
		}
	}
	d.Other, d.OtherNames = [][]float64{start}, []string{"start"}
	if s.held != nil {
		beyond := make([]float64, len(s.rows))
		for i, v := range s.variable {
			if v > *s.held {
				beyond[i] = 1
			}
		}
		d.Other, d.OtherNames = append(d.Other, beyond), append(d.OtherNames, "elsewhere")
	}
	return d
}

// estimate searches everywhere and in the claimed range.
func (q *inquiry) estimate(name city.Text, s sample, count int) run {
	r := run{name: name, from: s.from, to: s.to, unit: s.unit, rows: len(s.rows), shift: math.NaN(), chance: math.NaN()}
	seen, beyond := map[string]bool{}, map[string]bool{}
	for i, x := range s.rows {
		seen[x.place] = true
		if s.variable[i] <= s.from {
			r.lower[0]++
		}
		if s.variable[i] <= s.to {
			r.lower[1]++
		}
		if s.variable[i] >= s.from {
			r.rowsAbove++
			if !beyond[x.place] {
				beyond[x.place] = true
				r.above = append(r.above, x.place)
			}
		}
	}
	r.places = len(seen)
	whole, err := threshold.Search(s.data(q.share), q.options(count))
	var fault *panel.Fault
	if errors.As(err, &fault) {
		r.refused = fault.Kind
	} else {
		r.whole = whole
	}
	q.inside(&r, s, count)
	return r
}

// inside searches the claimed range alone.
func (q *inquiry) inside(r *run, s sample, count int) {
	if math.IsNaN(s.from) {
		return
	}
	within, err := threshold.Search(s.data(q.share), q.within(s, count))
	if err != nil {
		return
	}
	r.within = within
	for _, slope := range within.Slopes {
		if slope.Name == threshold.Constant {
			r.shift = slope.Coefficient
		}
	}
	step := within.Steps[0]
	r.chance = math.Abs(r.shift) * math.Sqrt(step.Critical[1]/step.F)
}

// options are those of the search over all sizes.
func (q *inquiry) options(count int) threshold.Options {
	return threshold.Options{Thresholds: 1, Trim: []float64{trimming}, Bootstrap: count, Resample: threshold.Signs, Seed: q.bench.Seed}
}

// within are those of the search in the claimed range, which trimming does not
// limit.
func (q *inquiry) within(s sample, count int) threshold.Options {
	o := q.options(count)
	o.Trim, o.Within = []float64{0}, &[2]float64{s.from, s.to}
	return o
}

// placebo is the share of all other sizes, but the smallest and largest 1 % of
// rows, that part the rows better than the best of the claimed range; NaN where
// nothing was tried.
func (q *inquiry) placebo(s sample) float64 {
	o := q.options(0)
	o.Trim = []float64{0.01}
	r, err := threshold.Search(s.data(q.share), o)
	if err != nil {
		return math.NaN()
	}
	rank := r.Rank(s.from, s.to)
	if rank.Tried == 0 || rank.Others == 0 {
		return math.NaN()
	}
	return float64(rank.Better) / float64(rank.Others)
}

// atHand is how well the data could see an important shift in the claimed range.
func (q *inquiry) atHand(s sample) *power {
	a := threshold.Alternative{Regressor: threshold.Constant, From: s.from, To: s.to, Shift: q.important}
	if q.claim.Direction == "down" {
		a.Shift = -a.Shift
	}
	for _, n := range []int{simulations / 2, simulations} {
		share, err := threshold.Seen(s.data(q.share), q.within(s, fewerDraws), a, n)
		if err != nil {
			return nil
		}
		if n == simulations || math.Abs(share-adequate) > open {
			return &power{share, n}
		}
	}
	return nil
}

// p is the probability of the search in the claimed range; NaN without one.
func (r run) p() float64 {
	if r.within == nil {
		return math.NaN()
	}
	return r.within.Steps[0].Probability
}

// searchable is the range of sizes that the whole search tries.
func (r run) searchable() (low, high float64, ok bool) {
	if r.whole == nil {
		return 0, 0, false
	}
	s := r.whole.Steps[0].Searchable
	return s[0], s[1], true
}

// inReach reports whether the claimed range meets what can be searched.
func (r run) inReach() bool {
	if r.whole == nil || math.IsNaN(r.from) {
		return false
	}
	return r.whole.Rank(r.from, r.to).Tried > 0
}

// found reports whether the whole search finds a threshold at all.
func (r run) found() bool {
	return r.whole != nil && r.whole.Steps[0].Probability < significant
}

// meets reports whether the confidence set of the threshold that was found holds
// a value that parts the rows as some value of the claimed range does.
func (r run) meets() bool {
	if r.whole == nil {
		return false
	}
	for _, p := range r.whole.Steps[0].Set.Profile {
		if p.Ratio <= threshold.Critical(0.95) && p.Lower >= r.lower[0] && p.Lower <= r.lower[1] {
			return true
		}
	}
	return false
}
