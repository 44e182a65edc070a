package threshold

import (
	"slices"

	"github.com/quanyu/quanyu/method/panel"
)

// MaxPeriods is the largest number of periods whose effects are estimated: each
// is a column of its own.
const MaxPeriods = 500

// space holds the sample and what does not change while thresholds are
// searched. All columns have n entries in the sample's order (by unit, then by
// period); a row that does not count is zero once transformed.
type space struct {
	sample   *panel.Sample
	options  Options
	resample Resample // how residuals are drawn, once that is decided
	n        int
	last     []bool // the last row of its unit, under HansenRows
	size     []float64
	outcome  []float64   // transformed
	length   float64     // of the outcome before
	regime   [][]float64 // as given, kz columns
	constant bool        // the first of regime is the constant
	columns  [][]float64 // transformed: period dummies, other, regime in full
	names    []string
	scales   []float64
	basis    *panel.Basis // of columns
	order    []int        // rows by value of the threshold variable
	sorted   []float64    // the values in that order
	points   []point
	table    [][]float64 // for each point: cross-products of the lower regime, see table.go
	freedom  float64     // rows - units: the divisor of F and LR
}

// point is one candidate threshold: the rows before end in order are the lower
// regime.
type point struct {
	value float64
	end   int
}

// AbsorbedRegressor is the fault of a regressor whose slope is to differ between
// regimes and that unit effects, period effects or the other regressors hold
// already: it has no slope of its own, only the difference between regimes has.
const AbsorbedRegressor panel.Kind = "absorbed_regressor"

// newSpace selects the sample and prepares the search.
func newSpace(d Data, options Options) (*space, error) {
	options.check()
	columns := append(append([][]float64{d.Outcome, d.Variable}, d.Regime...), d.Other...)
	names := append(append([]string{d.OutcomeName, d.VariableName}, d.RegimeNames...), d.OtherNames...)
	if len(d.Regime) == 0 && !d.RegimeConstant {
		panic("threshold: at least one regressor, or the constant, must differ between regimes")
	}
	sample, err := panel.Select(d.Unit, d.Period, columns, names, true, d.PeriodEffects)
	if err != nil {
		return nil, err
	}
	if d.PeriodEffects && len(sample.PeriodIDs) > MaxPeriods {
		return nil, panel.Faulty(panel.TooManyEffects, d.VariableName)
	}
	s := &space{sample: sample, options: options, n: len(sample.Rows)}
	s.units()
	outcome := sample.Take(d.Outcome)
	s.length, s.outcome = panel.Norm(outcome), s.transform(outcome)
	if d.PeriodEffects {
		for p := 1; p < len(sample.PeriodIDs); p++ {
			dummy := make([]float64, s.n)
			for i, period := range sample.Period {
				if period == p {
					dummy[i] = 1
				}
			}
			s.add("", dummy)
		}
	}
	for j, column := range d.Other {
		s.add(d.OtherNames[j], sample.Take(column))
	}
	if s.constant = d.RegimeConstant; s.constant {
		ones := make([]float64, s.n)
		for i := range ones {
			ones[i] = 1
		}
		s.regime = append(s.regime, ones)
		s.add(Constant, ones)
	}
	for j, column := range d.Regime {
		taken := sample.Take(column)
		s.regime = append(s.regime, taken)
		s.add(d.RegimeNames[j], taken)
	}
	s.basis = &panel.Basis{}
	first := len(s.columns) - len(d.Regime)
	for j, column := range s.columns {
		if _, ok := s.basis.Add(column, s.scales[j]); !ok && j >= first {
			return nil, panel.Faulty(AbsorbedRegressor, s.names[j])
		}
	}
	if err := s.candidates(sample.Take(d.Variable), d.VariableName); err != nil {
		return nil, err
	}
	s.table = s.products()
	return s, nil
}

// units counts rows of units and marks those that do not count.
func (s *space) units() {
	s.size, s.last = make([]float64, len(s.sample.UnitIDs)), make([]bool, s.n)
	for i, u := range s.sample.Unit {
		s.size[u]++
		if s.options.Rows == HansenRows && (i+1 == s.n || s.sample.Unit[i+1] != u) {
			s.last[i] = true
		}
	}
	s.freedom = float64(s.n - len(s.size))
}

func (s *space) add(name string, column []float64) {
	s.names, s.scales = append(s.names, name), append(s.scales, panel.Norm(column))
	s.columns = append(s.columns, s.transform(column))
}

// transform removes unit means and sets rows that do not count to zero.
func (s *space) transform(column []float64) []float64 {
	out := s.demean(s.demean(column))
	for i, last := range s.last {
		if last {
			out[i] = 0
		}
	}
	return out
}

// demean removes unit means. It is also the transpose of transform, for columns
// that are zero already in rows that do not count: the product of a
// transformed raw column with such a column is that of the raw one with this.
func (s *space) demean(column []float64) []float64 {
	out, mean := make([]float64, s.n), make([]float64, len(s.size))
	for i, u := range s.sample.Unit {
		mean[u] += column[i]
	}
	for u := range mean {
		mean[u] /= s.size[u]
	}
	for i, u := range s.sample.Unit {
		out[i] = column[i] - mean[u]
	}
	return out
}

// candidates sorts the rows and lists the thresholds to try.
func (s *space) candidates(variable []float64, name string) error {
	s.order = sorted(variable)
	s.sorted = make([]float64, s.n)
	var distinct []point
	for k, i := range s.order {
		s.sorted[k] = variable[i]
		if k == 0 || variable[i] != s.sorted[k-1] {
			distinct = append(distinct, point{value: variable[i]})
		}
	}
	if len(distinct) < 2 {
		return panel.Faulty(panel.ConstantThreshold, name)
	}
	for j := range distinct {
		distinct[j].end = s.lower(distinct[j].value)
	}
	s.points = distinct
	if s.options.Grid > 0 {
		s.points = quantiles(distinct, s.options.Grid, s.options.trim(0))
	}
	return nil
}

// sorted lists rows by their values, equal ones in the order of the sample.
func sorted(values []float64) []int {
	out := make([]int, len(values))
	for i := range out {
		out[i] = i
	}
	slices.SortFunc(out, func(a, b int) int {
		switch x, y := values[a], values[b]; {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return a - b
	})
	return out
}

// lower counts the rows of the lower regime of a threshold.
func (s *space) lower(value float64) int { return lower(s.sorted, s.options.Split, value) }

// lower counts the sorted values that lie in the lower regime of a threshold.
func lower(sorted []float64, split Split, value float64) int {
	end, found := slices.BinarySearch(sorted, value)
	for split == AtMost && found && end < len(sorted) && sorted[end] == value {
		end++
	}
	return end
}

// quantiles picks the points of the author's grid: quantiles trim, trim + 1/g,
// ... 1 - trim of the distinct values, each the floor(q × m)-th of m.
func quantiles(distinct []point, grid int, trim float64) []point {
	var out []point
	m := float64(len(distinct))
	count := grid - int(float64(2*trim*float64(grid))+0.5) + 1
	for i := range count {
		q := trim + float64(i)/float64(grid)
		at := int(float64(q*m)+1e-9) - 1 // counted from 0
		if at >= 0 && at < len(distinct) {
			out = append(out, distinct[at])
		}
	}
	return out
}

// allowed marks the points that may be added to thresholds already there: each
// regime keeps the share of rows, or of points of the grid, that the step asks
// for, and the point lies within the range that was named.
func (s *space) allowed(step int, there []float64) []bool {
	out := make([]bool, len(s.points))
	share := s.options.trim(step)
	if s.options.Grid > 0 {
		away := int(float64(share*float64(s.options.Grid)) + 0.5)
		for j := range out {
			out[j] = true
		}
		for _, t := range there {
			before := 0 // points under the threshold
			for before < len(s.points) && s.points[before].value < t {
				before++
			}
			for j := range out {
				out[j] = out[j] && (j+1 < before-away || j+1 > before+away)
			}
		}
		return out
	}
	least := max(int(float64(share*float64(s.n))+0.999999), 1)
	ends := []int{0, s.n}
	for _, t := range there {
		ends = append(ends, s.lower(t))
	}
	low, high := 0, s.n
	if w := s.options.Within; w != nil {
		low, high = s.lower(w[0]), s.lower(w[1])
	}
	for j, p := range s.points {
		out[j] = p.end >= low && p.end <= high
		for _, end := range ends {
			out[j] = out[j] && (p.end-end >= least || end-p.end >= least)
		}
	}
	return out
}
