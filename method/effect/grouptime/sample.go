package grouptime

import (
	"math"
	"slices"

	"github.com/quanyu/quanyu/method/effect"
	"github.com/quanyu/quanyu/method/panel"
)

// sample is the panel laid out by period: m periods, n units, c covariates.
type sample struct {
	periods   []int         // m, ascending
	cohort    []int         // n; effect.Never for those that count as never treated
	cluster   []int         // n, from 0
	clusters  int           // G
	outcome   [][]float64   // m × n, NaN where a unit lacks a period
	covariate [][][]float64 // m × c × n
	names     []string      // c
	weight    [][]float64   // m × n
	share     []float64     // n: the weight in the unit's first period
	cohorts   []int         // with cells, ascending
}

// outcomeName is the outcome's name in stages and faults.
const outcomeName = "outcome"

// newSample chooses rows and units, as R's did does, and notes in r what was
// left out.
func newSample(d effect.Data, r *Result) (*sample, error) {
	columns, names := append([][]float64{d.Outcome}, d.Covariates...), append([]string{outcomeName}, d.Names...)
	if r.Options.Weights != nil {
		columns, names = append(columns, r.Options.Weights), append(names, "weight")
	}
	var err error
	if r.Sample, err = panel.Select(d.Unit, d.Period, columns, names, false, false); err != nil {
		return nil, err
	}
	if err := constant(r.Sample, d.Unit, r.Options); err != nil {
		return nil, err
	}
	cohort := slices.Clone(d.Cohort)
	if err := r.choose(d, cohort); err != nil {
		return nil, err
	}
	return layout(d, r, cohort), nil
}

// constant checks clusters and weights of the rows that are used.
func constant(s *panel.Sample, unit []int, o Options) error {
	for i, row := range s.Rows {
		if o.Weights != nil && o.Weights[row] < 0 {
			return &panel.Fault{Kind: NegativeWeight, Row: row}
		}
		if o.Cluster != nil && i > 0 && unit[s.Rows[i-1]] == unit[row] && o.Cluster[s.Rows[i-1]] != o.Cluster[row] {
			return &panel.Fault{Kind: MovingCluster, Row: row}
		}
	}
	return nil
}

// choose leaves out what has nothing to compare with, and marks in cohort, of
// all rows, who counts as never treated.
func (r *Result) choose(d effect.Data, cohort []int) error {
	s, o := r.Sample, r.Options
	r.compare(d, cohort)
	treated := func(row int) bool { return cohort[row] != effect.Never && cohort[row] != r.LastCohort }
	if !slices.ContainsFunc(s.Rows, treated) {
		if r.LastCohort == effect.Never {
			return panel.Faulty(effect.NoTreated)
		}
		return panel.Faulty(effect.NoControl)
	}
	for rows := 0; len(s.Rows) > 0 && rows != len(s.Rows); { // leaving out units can take the first period with them
		rows = len(s.Rows)
		first := s.PeriodIDs[0]
		r.leave(d, TreatedFromStart, func(row int) bool { return treated(row) && cohort[row] <= first+o.Anticipation })
	}
	if !slices.ContainsFunc(s.Rows, treated) || len(s.PeriodIDs) < 2 {
		return panel.Faulty(effect.NoBefore)
	}
	if o.Missing == Pairs {
		return nil
	}
	count, periods := make(map[int]int, len(s.UnitIDs)), len(s.PeriodIDs)
	for _, row := range s.Rows {
		count[d.Unit[row]]++
	}
	r.leave(d, MissingPeriods, func(row int) bool { return count[d.Unit[row]] < periods })
	if !slices.ContainsFunc(s.Rows, treated) {
		return panel.Faulty(panel.Unbalanced)
	}
	return nil
}

// compare marks who is compared with: cohorts after the last period and, where
// nobody is never treated, the last cohort, in the periods before its treatment.
func (r *Result) compare(d effect.Data, cohort []int) {
	s, o := r.Sample, r.Options
	last, latest := s.PeriodIDs[len(s.PeriodIDs)-1], math.MinInt
	for _, row := range s.Rows {
		if c := cohort[row]; c != effect.Never && c > last+o.Anticipation {
			r.Late, cohort[row] = append(r.Late, c), effect.Never
		}
		latest = max(latest, cohort[row])
	}
	slices.Sort(r.Late)
	r.Late = slices.Compact(r.Late)
	if r.LastCohort = latest; latest == effect.Never {
		return
	}
	r.leave(d, NoComparison, func(row int) bool { return d.Period[row]+o.Anticipation >= latest })
	for row, c := range cohort {
		if o.Control == NeverTreated && c == latest {
			cohort[row] = effect.Never
		}
	}
}

// leave takes rows out of the sample and notes the stage, if there are any.
func (r *Result) leave(d effect.Data, reason panel.Reason, out func(row int) bool) {
	s := r.Sample
	kept := slices.DeleteFunc(slices.Clone(s.Rows), out)
	if len(kept) == len(s.Rows) {
		return
	}
	units := distinct(kept, d.Unit)
	stage := panel.Stage{Reason: reason, DroppedRows: len(s.Rows) - len(kept), Rows: len(kept), Units: len(units)}
	for _, u := range s.UnitIDs {
		if _, found := slices.BinarySearch(units, u); !found {
			stage.DroppedUnits = append(stage.DroppedUnits, u)
		}
	}
	s.Rows, s.Flow, s.UnitIDs, s.PeriodIDs = kept, append(s.Flow, stage), units, distinct(kept, d.Period)
	s.Unit, s.Period = number(kept, d.Unit, units), number(kept, d.Period, s.PeriodIDs)
}

// layout spreads the chosen rows over periods and units.
func layout(d effect.Data, r *Result, cohort []int) *sample {
	s := r.Sample
	m, n := len(s.PeriodIDs), len(s.UnitIDs)
	out := &sample{
		periods: s.PeriodIDs, names: d.Names, cohort: make([]int, n), cluster: make([]int, n), clusters: n, share: make([]float64, n),
		outcome: grid(m, n, math.NaN()), weight: grid(m, n, 1), covariate: make([][][]float64, m),
	}
	for t := range m {
		out.covariate[t] = grid(len(d.Covariates), n, math.NaN())
	}
	heaviest := 1.0
	if w := r.Options.Weights; w != nil {
		heaviest = max(slices.Max(s.Take(w)), math.SmallestNonzeroFloat64) // no sum overflows then
	}
	var ids []int
	if r.Options.Cluster != nil {
		ids = distinct(s.Rows, r.Options.Cluster)
		out.clusters = len(ids)
	}
	for i, row := range s.Rows {
		u, t := s.Unit[i], s.Period[i]
		out.cohort[u], out.outcome[t][u] = cohort[row], d.Outcome[row]
		for j, column := range d.Covariates {
			out.covariate[t][j][u] = column[row]
		}
		if r.Options.Weights != nil {
			out.weight[t][u] = r.Options.Weights[row] / heaviest
		}
		if i > 0 && s.Unit[i-1] == u {
			continue
		}
		out.share[u], out.cluster[u] = out.weight[t][u], u
		if ids != nil {
			out.cluster[u], _ = slices.BinarySearch(ids, r.Options.Cluster[row])
		}
	}
	out.count(r)
	return out
}

// count lists the cohorts.
func (s *sample) count(r *Result) {
	for _, first := range slices.Compact(slices.Sorted(slices.Values(s.cohort))) {
		units := 0
		for _, c := range s.cohort {
			if c == first {
				units++
			}
		}
		r.Cohorts = append(r.Cohorts, Cohort{First: first, Units: units, Small: units < 5+len(s.names)})
		if first != effect.Never && first != r.LastCohort {
			s.cohorts = append(s.cohorts, first)
		}
	}
}

func grid(rows, columns int, value float64) [][]float64 {
	out := make([][]float64, rows)
	for i := range out {
		out[i] = slices.Repeat([]float64{value}, columns)
	}
	return out
}

// distinct gives the numbers that rows have, ascending.
func distinct(rows, ids []int) []int {
	out := make([]int, len(rows))
	for i, row := range rows {
		out[i] = ids[row]
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// number gives each row the place of its number among the sorted ones.
func number(rows, ids, sorted []int) []int {
	out := make([]int, len(rows))
	for i, row := range rows {
		out[i], _ = slices.BinarySearch(sorted, ids[row])
	}
	return out
}
