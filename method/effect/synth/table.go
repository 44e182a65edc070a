package synth

import (
	"math"
	"slices"

	"github.com/quanyu/quanyu/method/effect"
	"github.com/quanyu/quanyu/method/panel"
)

// table is a complete panel of N units over T periods.
type table struct {
	sample     *panel.Sample
	plan       effect.Plan
	short      []int       // units treated after one period, as given
	units      []int       // N, as given, ascending
	periods    []int       // T, as given, ascending
	cohort     []int       // N
	outcome    [][]float64 // N of T
	covariates [][][]float64
	names      []string
	predictors [][][]float64 // one for each of Options.Predictors, N of T; NaN without a value
}

// newTable sorts the rows into units and periods. The faults are those of
// panel.Select and effect.Check, Incomplete and NoBefore.
func newTable(d effect.Data, predictors []Predictor) (*table, error) {
	if len(d.Outcome) != len(d.Unit) || len(d.Cohort) != len(d.Unit) || len(d.Covariates) != len(d.Names) {
		panic("synth: the columns differ in length")
	}
	sample, err := panel.Select(d.Unit, d.Period, nil, nil, false, false)
	if err != nil {
		return nil, err
	}
	if err := effect.Check(d); err != nil {
		return nil, err
	}
	t := &table{sample: sample, plan: d.Plan(sample), units: sample.UnitIDs, periods: sample.PeriodIDs, names: d.Names}
	for i, column := range append([][]float64{d.Outcome}, d.Covariates...) {
		if err := t.complete(column, append([]string{"outcome"}, d.Names...)[i]); err != nil {
			return nil, err
		}
	}
	t.cohort = make([]int, len(t.units))
	for i, row := range sample.Rows {
		t.cohort[sample.Unit[i]] = d.Cohort[row]
	}
	t.outcome = t.spread(d.Outcome)
	for _, column := range d.Covariates {
		t.covariates = append(t.covariates, t.spread(column))
	}
	for _, p := range predictors {
		t.predictors = append(t.predictors, t.spread(p.Values))
	}
	switch {
	case len(t.plan.Treated) == 0 && len(t.plan.Always) > 0:
		return nil, panel.Faulty(effect.NoBefore)
	case len(t.plan.Treated) == 0:
		return nil, panel.Faulty(effect.NoTreated)
	}
	return t, nil
}

// greatestValue is where a value counts as none: sums of squares are to be numbers.
const greatestValue = 1e100

// complete refuses a column that lacks a value, or a unit that lacks a period.
func (t *table) complete(column []float64, name string) error {
	for i, row := range t.sample.Rows {
		if !(math.Abs(column[row]) < greatestValue) {
			return &panel.Fault{Kind: Incomplete, Names: []string{name}, Row: row}
		}
		u := t.sample.Unit[i]
		if last := i+1 == len(t.sample.Rows) || t.sample.Unit[i+1] != u; last && i+1 != (u+1)*len(t.periods) {
			return &panel.Fault{Kind: Incomplete, Names: []string{name}, Row: row}
		}
	}
	return nil
}

// parallel reports whether all units change alike from period to period, but for
// rounding: any weights fit, and no unit tells how much others vary.
func (t *table) parallel() bool {
	first := t.outcome[0]
	for _, column := range t.outcome[1:] {
		for p := 1; p < len(column); p++ {
			scale := max(math.Abs(column[p]), math.Abs(column[p-1]), math.Abs(first[p]), math.Abs(first[p-1]))
			if math.Abs((column[p]-column[p-1])-(first[p]-first[p-1])) > 1e-12*scale {
				return false
			}
		}
	}
	return true
}

// spread sorts a column into units and periods.
func (t *table) spread(column []float64) [][]float64 {
	out := make([][]float64, len(t.units))
	for i, row := range t.sample.Rows {
		u, v := t.sample.Unit[i], column[row]
		if !(math.Abs(v) < greatestValue) {
			v = math.NaN()
		}
		out[u] = append(out[u], v)
	}
	return out
}

// index gives the places of units in the table.
func (t *table) index(units []int) []int {
	out := make([]int, len(units))
	for i, u := range units {
		out[i], _ = slices.BinarySearch(t.units, u)
	}
	return out
}

// donors are the places of the units that are untreated throughout, ascending.
func (t *table) donors() []int {
	return t.index(slices.Sorted(slices.Values(slices.Concat(t.plan.Never, t.plan.Later))))
}

// adjusted takes the covariates off the outcome: their coefficients come from a
// regression with effects of units and periods on the untreated rows of the
// blocks (Kranz 2022, as in Clarke et al. 2023), which needs no joint search for
// weights and coefficients. Without covariates it is the outcome.
func (t *table) adjusted(blocks []block) ([][]float64, *panel.Result, error) {
	if len(t.covariates) == 0 {
		return t.outcome, nil, nil
	}
	d := panel.Data{OutcomeName: "outcome", Regressors: make([][]float64, len(t.covariates)), Names: t.names}
	next := 0
	add := func(units []int, until int) {
		for _, u := range units {
			for p := range until {
				d.Unit, d.Period, d.Outcome = append(d.Unit, next), append(d.Period, p), append(d.Outcome, t.outcome[u][p])
				for k := range t.covariates {
					d.Regressors[k] = append(d.Regressors[k], t.covariates[k][u][p])
				}
			}
			next++
		}
	}
	for i, b := range blocks {
		if i == 0 {
			add(b.donors, b.last)
		}
		add(b.treated, b.first)
	}
	fit, err := panel.Fit(d, panel.Options{UnitEffects: true, PeriodEffects: true})
	if err != nil {
		return nil, nil, err
	}
	return t.less(fit.Terms), fit, nil
}

// less takes covariates off the outcome.
func (t *table) less(terms []panel.Term) [][]float64 {
	out := make([][]float64, len(t.units))
	for u := range out {
		out[u] = slices.Clone(t.outcome[u])
		for _, term := range terms {
			x := t.covariates[slices.Index(t.names, term.Name)][u]
			for p := range out[u] {
				out[u][p] -= float64(term.Coefficient * x[p])
			}
		}
	}
	return out
}
