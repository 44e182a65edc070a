package effect

import (
	"math"
	"slices"

	"github.com/quanyu/quanyu/method/panel"
)

// Never is the cohort of a unit that is not treated in the periods at hand.
const Never = math.MaxInt

// The faults of a plan of treatment that these engines refuse, beside those of
// method/panel.
const (
	SwitchesOff panel.Kind = "treatment_switches_off" // a unit is treated and later is not
	MovingStart panel.Kind = "moving_start"           // a unit has two first periods
	NoTreated   panel.Kind = "no_treated"             // no unit is ever treated
	NoControl   panel.Kind = "no_control"             // nothing to compare with
	NoBefore    panel.Kind = "no_before"              // no period before the treatment
	NotApart    panel.Kind = "not_apart"              // effects that the plan cannot tell apart
	Covariates  panel.Kind = "covariates_refused"     // the method takes no covariates
)

// Data is a panel of n rows with a treatment.
type Data struct {
	Unit, Period []int // any numbers
	Outcome      []float64
	Cohort       []int // the first treated period of the row's unit, or Never
	Covariates   [][]float64
	Names        []string // of the covariates
}

// Cohorts turns a column that says for each of n rows whether the unit is treated
// in the period into the first treated period of its unit. The fault is
// SwitchesOff, at the first row that is untreated after a treated one.
func Cohorts(unit, period []int, treated []bool) ([]int, error) {
	first := map[int]int{}
	for i, on := range treated {
		if p, known := first[unit[i]]; on && (!known || period[i] < p) {
			first[unit[i]] = period[i]
		}
	}
	out := make([]int, len(unit))
	for i := range out {
		p, known := first[unit[i]]
		if !known {
			out[i] = Never
			continue
		}
		if out[i] = p; !treated[i] && period[i] > p {
			return nil, &panel.Fault{Kind: SwitchesOff, Row: i}
		}
	}
	return out, nil
}

// Check refuses a plan that no estimator can use: a unit with two first periods,
// nobody treated. Rows without an outcome count. The fault is MovingStart or
// NoTreated.
func Check(d Data) error {
	first := map[int]int{}
	for i, u := range d.Unit {
		if p, known := first[u]; known && p != d.Cohort[i] {
			return &panel.Fault{Kind: MovingStart, Row: i}
		}
		first[u] = d.Cohort[i]
	}
	if !slices.ContainsFunc(d.Cohort, func(p int) bool { return p != Never }) {
		return panel.Faulty(NoTreated)
	}
	return nil
}
