package grouptime

import "github.com/quanyu/quanyu/method/panel"

// Method says how covariates enter. Without covariates all three agree.
type Method string

const (
	// DoublyRobust weights the comparison and regresses its changes.
	DoublyRobust Method = "dr"
	// Regression predicts the cohort's change from a least-squares fit of the
	// comparison's changes on the covariates.
	Regression Method = "reg"
	// Weighting weights the comparison by the odds p/(1-p) of a logit, the
	// weights adding up to one (Hájek).
	Weighting Method = "ipw"
)

// Control says what is compared with.
type Control string

const (
	NeverTreated Control = "never_treated"
	// NotYetTreated also takes units that are first treated later than both
	// periods of the comparison (plus the periods of anticipation).
	NotYetTreated Control = "not_yet_treated"
)

// Base says which period a cohort's periods before treatment are compared with.
// After it, the base is the last period before treatment (and anticipation).
type Base string

const (
	Varying   Base = "varying"   // the period just before: changes from period to period
	Universal Base = "universal" // the same as after treatment; its own effect is 0
)

// Missing says what is done where units lack periods.
type Missing string

const (
	// WholeUnits leaves out units that lack a period.
	WholeUnits Missing = "whole_units"
	// Pairs takes, for each cell, the units that have both of its periods. (R's did
	// treats such a panel as repeated cross-sections: its answers differ.)
	Pairs Missing = "pairs"
)

// Options says what is estimated.
type Options struct {
	Method       Method    // "" is DoublyRobust
	Control      Control   // "" is NeverTreated
	Base         Base      // "" is Varying
	Missing      Missing   // "" is WholeUnits
	After        bool      // cells after treatment only: no pre-test, half the time
	Anticipation int       // by so many periods (in the numbers of Data.Period) units react before treatment
	Weights      []float64 // sampling weights, n numbers; nil is 1; a cell takes those of its earlier period
	Cluster      []int     // n numbers, constant within units; nil means the units
	Draws        int       // of the multiplier bootstrap; 0 makes no bands
	Seed         uint64
	Level        float64 // of intervals and bands; 0 is 0.95
	Workers      int     // 0 is one for each processor; changes no bit
}

// check panics on options that a programmer must not pass, and fills defaults.
func (o *Options) check(rows int) {
	if o.Anticipation < 0 || o.Draws < 0 || o.Level < 0 || o.Level >= 1 {
		panic("grouptime: anticipation, draws and a level that make sense are needed")
	}
	if o.Weights != nil && len(o.Weights) != rows || o.Cluster != nil && len(o.Cluster) != rows {
		panic("grouptime: a weight and a cluster for each row are needed")
	}
	if o.Method == "" {
		o.Method = DoublyRobust
	}
	if o.Control == "" {
		o.Control = NeverTreated
	}
	if o.Base == "" {
		o.Base = Varying
	}
	if o.Missing == "" {
		o.Missing = WholeUnits
	}
	if o.Level == 0 {
		o.Level = 0.95
	}
}

// What can be wrong beside the faults of method/panel and method/effect. All
// but the first two are of one cell, and so are NoControl, NoFreedom and
// PerfectFit.
const (
	MovingCluster  panel.Kind = "moving_cluster"   // a unit has two clusters
	NegativeWeight panel.Kind = "negative_weight"  // a sampling weight is negative
	NoOverlap      panel.Kind = "no_overlap"       // covariates tell the cohort from the comparison (a probability of 0.999, or no finite logit)
	Collinear      panel.Kind = "collinear"        // covariates are combinations of others in the cell, or among its comparison
	OneTreated     panel.Kind = "one_treated_unit" // the cell's cohort is one unit, or one cluster: no error
	OneControl     panel.Kind = "one_control"      // the cell's comparison is one unit, or one cluster: no error
)

// Why rows leave the sample, beside the reasons of method/panel.
const (
	TreatedFromStart panel.Reason = "treated_from_start" // no period before the treatment
	NoComparison     panel.Reason = "no_comparison"      // periods in which every unit is treated
	MissingPeriods   panel.Reason = "missing_periods"    // units that lack a period
)
