package grouptime

import (
	"github.com/quanyu/quanyu/method/effect"
	"github.com/quanyu/quanyu/method/panel"
)

// Effect is an effect with its errors: those of effect.Estimate by the normal
// distribution, from the influence function.
type Effect struct {
	effect.Estimate            // Value is NaN where there is no effect
	BootstrapError  float64    // the draws' interquartile range over a normal's; NaN without draws
	Band            [2]float64 // holds for all estimates of its table at once, from BootstrapError
	// Unseen is the share of the weight that lies with cells that have no error of
	// their own (Cell.Fault says why), so that StandardError misses the variation
	// of it. There is none where it is 1.
	Unseen float64
}

// Cell is the effect on one cohort in one period.
type Cell struct {
	Cohort, Period, BasePeriod int
	Treated, Controls          int  // units
	Post                       bool // treated in the period
	Reference                  bool // the universal base period, 0 by definition
	Effect
	Fault *panel.Fault // why there is no effect, or no error
}

// Cohort is the units that are first treated in a period, or effect.Never.
type Cohort struct {
	First int
	Units int
	Small bool // fewer than 5 units more than covariates: errors are doubtful
}

// PreTest is a Wald test that all effects before treatment are zero, as in R's
// did. With small cohorts it rejects far too often: see Pretrend.
type PreTest struct {
	Statistic, Probability float64      // chi-squared; NaN where there is no test
	Freedom                int          // cells tested
	Fault                  *panel.Fault // NoBefore or Collinear: why there is none
}

// Result is a table of group-time effects.
type Result struct {
	Cells    []Cell // by cohort, then by period
	Cohorts  []Cohort
	Critical float64 // of the bands, at least that of one interval; NaN without draws
	PreTest  PreTest
	Late     []int // cohorts after the last period: counted as never treated
	// LastCohort is the cohort that alone is left to compare with where no unit is
	// never treated; else effect.Never. It has no cells of its own, and under
	// NeverTreated it stands as effect.Never in Cohorts.
	LastCohort int
	Sample     *panel.Sample
	Options    Options // with defaults filled in

	sample    *sample
	influence [][]float64 // of each cell, summed within clusters; nil where there is no effect
}

// Kind is a way to sum up group-time effects.
type Kind string

// The weights of cohorts are their shares among the units.
const (
	Simple   Kind = "simple"   // all cells after treatment
	Dynamic  Kind = "dynamic"  // by time since treatment; overall the plain mean from 0 on
	Group    Kind = "group"    // by cohort, the plain mean of its periods; overall by share
	Calendar Kind = "calendar" // by period; overall the plain mean
)

// Part is an effect at one time since treatment, of one cohort, or in one period.
type Part struct {
	At    int
	Cells int // that it is made of
	Effect
}

// Aggregate sums up a table of effects.
type Aggregate struct {
	Kind     Kind
	Overall  Effect  // its band is empty
	Parts    []Part  // ascending; none for Simple
	Critical float64 // of the parts' bands
	Missing  int     // cells without an effect, left out
}
