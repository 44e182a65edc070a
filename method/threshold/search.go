package threshold

import (
	"math"
	"slices"

	"github.com/quanyu/quanyu/method/panel"
)

// Step is one search for one more threshold, with its test.
type Step struct {
	Given             []float64 // thresholds held while searching, ascending
	Threshold         float64   // found
	Searchable        [2]float64
	Candidates        int     // values tried
	SumOfSquaresGiven float64 // without the new threshold
	SumOfSquares      float64 // with it
	// F is (SumOfSquaresGiven - SumOfSquares) / (SumOfSquares / (n - units)).
	F           float64
	Probability float64    // share of draws with an F at least as large; NaN without draws
	Critical    [3]float64 // of F at 10, 5 and 1 percent, from the draws
	Draws       int
	Set         Set // of the threshold, those of Given held
}

// Place is a value that a search tried, the thresholds of its null held.
type Place struct {
	Value        float64
	Lower        int     // rows up to the threshold
	SumOfSquares float64 // with a threshold there
	F            float64 // of a threshold there against none: see Step.F
	Ratio        float64 // likelihood ratio of the best place against it: see Set
}

// Set is a confidence set of a threshold: the values whose likelihood ratio
// (S(g) - S) / (S / (n - units)) is at most -2 log(1 - sqrt(level)) (Hansen
// 1999, section 3.3). It may have gaps.
type Set struct {
	Lowest, Highest float64
	Parts           [][2]float64 // runs of candidates without a gap
	AtEdge          bool         // it reaches an end of what could be searched
	Profile         []Place      // every value tried, ascending
}

// Threshold is a threshold of the final model.
type Threshold struct {
	Value float64
	Step  int // that found it, from 1
	Set   Set // the other thresholds held
}

// Result is an estimated threshold model. Where a later step found nothing to
// try, Stopped says why and the model has the thresholds found before.
type Result struct {
	Steps        []Step
	Thresholds   []Threshold // ascending
	Slopes       []Slope
	Dropped      []panel.Collinear
	RegimeRows   []int // rows in each regime
	SumOfSquares float64
	Sample       *panel.Sample
	Rows         int // that enter the sums of squares
	Resample     Resample
	Options      Options // with defaults filled in
	Stopped      *panel.Fault

	sorted []float64 // the threshold variable
}

// Search finds and tests thresholds one by one, improves them by searching
// each again while the others are held (Bai 1997), and estimates the slopes.
// Faults: those of panel.Select, and ConstantThreshold, NoCandidate,
// AbsorbedRegressor,
// Unbalanced, NoFreedom, PerfectFit.
func Search(data Data, options Options) (*Result, error) {
	s, null, err := begin(data, options)
	if err != nil {
		return nil, err
	}
	r := &Result{Sample: s.sample, Options: s.options, Resample: s.resample, sorted: s.sorted}
	var found []float64 // in the order in which they were found
	for step := range options.Thresholds {
		null = s.at(s.outcome, found)
		one, alternative := s.step(step, null)
		if alternative == nil {
			fault := panel.Faulty(panel.NoCandidate, data.VariableName)
			fault.Step = step + 1
			if step == 0 {
				return nil, fault
			}
			r.Stopped = fault
			break
		}
		if panel.Perfect(alternative.squares, s.length) {
			return nil, panel.Faulty(panel.PerfectFit, data.OutcomeName)
		}
		if options.Bootstrap > 0 {
			s.test(&one, step, null)
		}
		r.Steps = append(r.Steps, one)
		found = s.refine(append(found, one.Threshold))
	}
	s.finish(r, found)
	return r, s.slopes(r, s.values(r))
}

// begin prepares a search and fits the model without thresholds.
func begin(data Data, options Options) (*space, *fit, error) {
	s, err := newSpace(data, options)
	if err != nil {
		return nil, nil, err
	}
	if s.resample = s.options.Resample; s.resample == Automatic {
		if s.resample = Signs; s.sample.Balanced() {
			s.resample = Units
		}
	}
	if s.resample == Units && options.Bootstrap > 0 && !s.sample.Balanced() {
		return nil, nil, panel.Faulty(panel.Unbalanced)
	}
	if s.freedom <= float64(len(s.basis.Columns)+options.Thresholds*len(s.regime)) {
		return nil, nil, panel.Faulty(panel.NoFreedom)
	}
	null := s.start(s.outcome)
	if panel.Perfect(null.squares, s.length) {
		return nil, nil, panel.Faulty(panel.PerfectFit, data.OutcomeName)
	}
	return s, null, nil
}

// step searches one more threshold; nil where there is nothing to try.
func (s *space) step(step int, null *fit) (Step, *fit) {
	allowed := s.allowed(step, null.thresholds)
	gain := s.scan(null.residual, s.extra(null), allowed)
	at := best(gain)
	if at < 0 {
		return Step{}, nil
	}
	alternative := s.extend(null, s.points[at].value, s.points[at].end)
	out := Step{
		Given: slices.Sorted(slices.Values(null.thresholds)), Threshold: s.points[at].value, Probability: math.NaN(),
		SumOfSquaresGiven: null.squares, SumOfSquares: alternative.squares, Set: s.set(null, gain),
	}
	out.F = (null.squares - alternative.squares) / (alternative.squares / s.freedom)
	for j, g := range gain {
		if math.IsNaN(g) {
			continue
		}
		if out.Candidates == 0 {
			out.Searchable[0] = s.points[j].value
		}
		out.Searchable[1] = s.points[j].value
		out.Candidates++
	}
	return out, alternative
}

// Critical is the value that the likelihood ratio of a true threshold stays
// under with probability level: -2 log(1 - sqrt(level)) (Hansen 1999, eq. 15).
func Critical(level float64) float64 { return -2 * math.Log(1-math.Sqrt(level)) }

// set is the confidence set that a scan beside given thresholds tells.
func (s *space) set(null *fit, gain []float64) Set {
	least := null.squares - gain[best(gain)]
	critical := Critical(s.options.Level)
	out := Set{Profile: make([]Place, 0, len(gain))}
	open, previous, first := false, -1, true
	for j, g := range gain {
		if math.IsNaN(g) {
			continue
		}
		place := Place{Value: s.points[j].value, Lower: s.points[j].end, SumOfSquares: null.squares - g}
		place.F, place.Ratio = g/(place.SumOfSquares/s.freedom), (place.SumOfSquares-least)/(least/s.freedom)
		out.Profile = append(out.Profile, place)
		in := place.Ratio <= critical || place.SumOfSquares <= least // a perfect fit has no ratio
		switch value := place.Value; {
		case in && open:
			out.Parts[len(out.Parts)-1][1] = value
		case in:
			out.Parts = append(out.Parts, [2]float64{value, value})
			out.AtEdge = out.AtEdge || first
		}
		open, previous, first = in, j, false
	}
	out.AtEdge = out.AtEdge || open && previous >= 0
	out.Lowest, out.Highest = out.Parts[0][0], out.Parts[len(out.Parts)-1][1]
	return out
}

// refine searches each threshold again while the others are held, until none
// moves. With a grid it does what the author's program does: once, for the
// first of two.
func (s *space) refine(found []float64) []float64 {
	if s.options.Grid > 0 {
		if len(found) == 2 {
			found[0] = s.again(found, 0)
		}
		return found
	}
	for range 20 {
		moved := false
		for k := range found {
			if len(found) > 1 && k < len(found)-1 || moved {
				value := s.again(found, k)
				moved = moved || value != found[k]
				found[k] = value
			}
		}
		if !moved {
			break
		}
	}
	return found
}

// again is the best value of threshold k while the others are held.
func (s *space) again(found []float64, k int) float64 {
	null := s.at(s.outcome, slices.Delete(slices.Clone(found), k, k+1))
	at := best(s.scan(null.residual, s.extra(null), s.allowed(len(found)-1, null.thresholds)))
	if at < 0 {
		return found[k]
	}
	return s.points[at].value
}

// finish lists the thresholds of the final model with their confidence sets.
func (s *space) finish(r *Result, found []float64) {
	for k, value := range found {
		null := s.at(s.outcome, slices.Delete(slices.Clone(found), k, k+1))
		gain := s.scan(null.residual, s.extra(null), s.allowed(len(found)-1, null.thresholds))
		t := Threshold{Value: value, Step: k + 1}
		if best(gain) >= 0 {
			t.Set = s.set(null, gain)
		}
		r.Thresholds = append(r.Thresholds, t)
	}
	slices.SortFunc(r.Thresholds, func(a, b Threshold) int {
		if a.Value < b.Value {
			return -1
		}
		return 1
	})
}

func (s *space) values(r *Result) []float64 {
	var out []float64
	for _, t := range r.Thresholds {
		out = append(out, t.Value)
	}
	return out
}
