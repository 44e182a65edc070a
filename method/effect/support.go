package effect

import (
	"cmp"
	"math"
	"slices"

	"github.com/quanyu/quanyu/method/panel"
)

// Support sets treated units beside controls in one variable before treatment:
// each unit's mean over the periods before the first treatment of any unit.
type Support struct {
	Name              string
	Treated, Controls Moments
	// Difference is that of the means over sqrt((s_t² + s_c²)/2), the normalised
	// difference of Imbens and Rubin (2015, section 14.2); a group of one unit
	// takes the deviation of the other. NaN where nothing varies. Over 0.25 in
	// size, a regression leans on its functional form (the same, section 13.3).
	Difference float64
	Outside    []int   // treated units below the lowest or above the highest control, ascending
	Share      float64 // of the treated units that are outside
}

// Moments describes the units of a group that have a value.
type Moments struct {
	Units           int
	Mean, Deviation float64 // the deviation over n - 1; NaN of one unit
	Lowest, Highest float64
}

// CommonSupport compares treated units with controls in the outcome, then in
// each covariate. Controls are the units not treated in the periods at hand,
// or the last cohort where there are none. Units treated in their first row or
// before are left out. Faults: those of Check; NoBefore where no unit is seen
// before its treatment; NoControl where all are treated at once.
func CommonSupport(d Data) ([]Support, error) {
	if err := Check(d); err != nil {
		return nil, err
	}
	units, cohorts := d.starts()
	first, last := Never, 0
	for i, cohort := range cohorts {
		if first = min(first, cohort); i == 0 || cohort > last {
			last = cohort
		}
	}
	switch {
	case first == Never: // what is treated was left out
		return nil, panel.Faulty(NoBefore)
	case first == last:
		return nil, panel.Faulty(NoControl)
	}
	var out []Support
	for j, column := range append([][]float64{d.Outcome}, d.Covariates...) {
		name := "outcome"
		if j > 0 {
			name = d.Names[j-1]
		}
		out = append(out, compare(name, units, cohorts, last, d.before(column, units, first)))
	}
	return out, nil
}

// starts gives the units that have a row before their treatment, ascending, and
// their cohorts, Never for those after the last period.
func (d Data) starts() (units, cohorts []int) {
	end := slices.Max(d.Period)
	for i, u := range d.Unit {
		if d.Period[i] < d.Cohort[i] {
			units = append(units, u)
		}
	}
	slices.Sort(units)
	units = slices.Compact(units)
	cohorts = make([]int, len(units))
	for i, u := range d.Unit {
		if at, found := slices.BinarySearch(units, u); found {
			if cohorts[at] = d.Cohort[i]; d.Cohort[i] > end {
				cohorts[at] = Never
			}
		}
	}
	return units, cohorts
}

// before gives each unit's mean of the values in periods before the first; NaN
// without any.
func (d Data) before(column []float64, units []int, first int) []float64 {
	sum, count := make([]float64, len(units)), make([]float64, len(units))
	for _, i := range d.order() {
		at, found := slices.BinarySearch(units, d.Unit[i])
		if !found || d.Period[i] >= first || math.IsNaN(column[i]) || math.IsInf(column[i], 0) {
			continue
		}
		sum[at] += column[i]
		count[at]++
	}
	for i := range sum {
		sum[i] /= count[i]
	}
	return sum
}

// order gives the rows by period, so that their order changes no sum.
func (d Data) order() []int {
	rows := make([]int, len(d.Unit))
	for i := range rows {
		rows[i] = i
	}
	slices.SortStableFunc(rows, func(a, b int) int { return cmp.Compare(d.Period[a], d.Period[b]) })
	return rows
}

// compare sets the groups beside each other.
func compare(name string, units, cohorts []int, last int, value []float64) Support {
	var treated, controls []float64
	for i, v := range value {
		switch {
		case math.IsNaN(v):
		case cohorts[i] == last:
			controls = append(controls, v)
		default:
			treated = append(treated, v)
		}
	}
	s := Support{Name: name, Treated: moments(treated), Controls: moments(controls), Share: math.NaN()}
	a, b := s.Treated.Deviation, s.Controls.Deviation
	if math.IsNaN(a) {
		a = b
	}
	if math.IsNaN(b) {
		b = a
	}
	if s.Difference = math.NaN(); a > 0 || b > 0 {
		s.Difference = (s.Treated.Mean - s.Controls.Mean) / math.Sqrt((float64(a*a)+float64(b*b))/2)
	}
	if len(treated) == 0 || len(controls) == 0 {
		return s
	}
	for i, v := range value {
		if !math.IsNaN(v) && cohorts[i] != last && (v < s.Controls.Lowest || v > s.Controls.Highest) {
			s.Outside = append(s.Outside, units[i])
		}
	}
	s.Share = float64(len(s.Outside)) / float64(len(treated))
	return s
}

// moments describes values; NaN where there are none.
func moments(values []float64) Moments {
	nan := math.NaN()
	m := Moments{Units: len(values), Mean: nan, Deviation: nan, Lowest: nan, Highest: nan}
	if len(values) == 0 {
		return m
	}
	m.Lowest, m.Highest = slices.Min(values), slices.Max(values)
	n, sum, squares := float64(len(values)), 0.0, 0.0
	for _, v := range values {
		sum += v
	}
	m.Mean = sum / n
	for _, v := range values {
		squares += float64((v - m.Mean) * (v - m.Mean))
	}
	if n > 1 {
		m.Deviation = math.Sqrt(squares / (n - 1))
	}
	return m
}
