package threshold

import (
	"math"
	"slices"

	"github.com/quanyu/quanyu/internal/parallel"
	"github.com/quanyu/quanyu/method/panel"
)

// NoExchange is the fault of a panel in which no two units have rows in the
// same periods, so that none can take the history of another.
const NoExchange panel.Kind = "no_exchange"

// Permutation is the test whether it matters which unit has which history of
// the threshold variable.
type Permutation struct {
	F           float64    // of the first step, on the data as they are
	Probability float64    // (1 + draws with an F at least as large) / (1 + draws): Phipson and Smyth 2010
	Critical    [3]float64 // of F at 10, 5 and 1 percent, from the draws
	Draws       int
	Units       int // that could be exchanged; the others are alone in their periods and keep their history
}

// Permute exchanges the histories of the threshold variable, as wholes, among
// units that have rows in the same periods, and searches one threshold again,
// draws times. Outcome and regressors stay with their units. Where the F of
// the data is not among the largest, any histories would have given such a
// threshold. Faults: those of Search, and NoExchange.
func Permute(data Data, options Options, draws int) (*Permutation, error) {
	options.Thresholds, options.Bootstrap = 1, 0
	s, null, err := begin(data, options)
	if err != nil {
		return nil, err
	}
	allowed := s.allowed(0, nil)
	f, at := s.largest(null, allowed)
	if at < 0 {
		return nil, panel.Faulty(panel.NoCandidate, data.VariableName)
	}
	if panel.Perfect(null.squares/(1+f/s.freedom), s.length) {
		return nil, panel.Faulty(panel.PerfectFit, data.OutcomeName)
	}
	out := &Permutation{F: f}
	groups, start := s.alike()
	for _, g := range groups {
		out.Units += len(g)
	}
	if out.Units == 0 {
		return nil, panel.Faulty(NoExchange, data.VariableName)
	}
	values := make([]float64, s.n)
	for k, i := range s.order {
		values[i] = s.sorted[k]
	}
	statistic := make([]float64, draws)
	parallel.Each(s.options.Workers, draws, func(draw int) {
		source := s.options.stream(permuting, draw)
		moved := slices.Clone(values)
		for _, units := range groups {
			from := slices.Clone(units)
			for k := len(from) - 1; k > 0; k-- { // Fisher and Yates
				other := below(source, k+1)
				from[k], from[other] = from[other], from[k]
			}
			for k, u := range units {
				copy(moved[start[u]:start[u]+int(s.size[u])], values[start[from[k]]:])
			}
		}
		statistic[draw], _ = s.with(moved).largest(null, allowed)
	})
	// histories that part the rows alike differ by rounding only
	out.Probability, out.Critical, out.Draws = against(statistic, out.F*(1-1e-10))
	out.Probability = (1 + float64(out.Probability*float64(out.Draws))) / (1 + float64(out.Draws))
	return out, nil
}

// alike groups the units that have rows in the same periods, in groups of two
// or more, and gives the first row of each unit.
func (s *space) alike() (groups [][]int, start []int) {
	start = make([]int, len(s.size))
	for i := s.n - 1; i >= 0; i-- {
		start[s.sample.Unit[i]] = i
	}
	periods := func(u int) []int { return s.sample.Period[start[u] : start[u]+int(s.size[u])] }
	units := make([]int, len(s.size))
	for u := range units {
		units[u] = u
	}
	slices.SortStableFunc(units, func(a, b int) int { return slices.Compare(periods(a), periods(b)) })
	for from, k := 0, 1; k <= len(units); k++ {
		if k < len(units) && slices.Equal(periods(units[from]), periods(units[k])) {
			continue
		}
		if k-from > 1 {
			groups = append(groups, units[from:k])
		}
		from = k
	}
	return groups, start
}

// with is the space with the values of the threshold variable in other rows:
// what is searched stays, as all values are still there.
func (s *space) with(values []float64) *space {
	out := *s
	out.order = sorted(values)
	out.table = out.products()
	return &out
}

// largest is the largest F of one threshold beside a fit without any, and its
// point; NaN and -1 where there is nothing to try.
func (s *space) largest(null *fit, allowed []bool) (float64, int) {
	gain := s.scan(null.residual, nil, allowed)
	return s.most(null.squares, gain), best(gain)
}

// most is the F of the largest gain; NaN where there is none.
func (s *space) most(squares float64, gain []float64) float64 {
	at := best(gain)
	if at < 0 {
		return math.NaN()
	}
	return s.statistic(squares, gain[at])
}
