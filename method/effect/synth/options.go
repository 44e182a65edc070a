package synth

import "github.com/quanyu/quanyu/method/panel"

// Method says which weights are used.
type Method string

// The methods. SyntheticDiD weighs units and periods before and removes the
// level of both; Control weighs units only, so that the synthetic unit must
// match in level; Difference weighs all donors and all periods before alike.
const (
	SyntheticDiD Method = "sdid"
	Control      Method = "sc"
	Difference   Method = "did"
)

// Errors says where the standard error comes from.
type Errors string

// The kinds of standard errors (Arkhangelsky et al. 2021, algorithms 2 to 4; for
// several cohorts Clarke et al. 2023). The effect of zero is all that Placebo
// assumes known: donors play the treated, in random sets with the cohorts' sizes.
// Jackknife leaves out each unit in turn and holds the weights; it is not defined
// where a cohort has one unit, and too small for Control. Bootstrap draws units
// anew; it needs several treated units. All hold the ridges of the estimate, as
// synthdid does; Placebo and Bootstrap find weights, importances and the
// coefficients of covariates anew.
const (
	NoErrors  Errors = ""
	Placebo   Errors = "placebo"
	Jackknife Errors = "jackknife"
	Bootstrap Errors = "bootstrap"
)

// The faults of the data that these engines refuse, beside those of method/panel
// and method/effect.
const (
	Incomplete      panel.Kind = "incomplete"        // a unit lacks the outcome or a covariate in a period, or a predictor in all
	NoDonor         panel.Kind = "no_donor"          // no unit is untreated throughout
	OneDonor        panel.Kind = "one_donor"         // weights need two units to weigh
	Parallel        panel.Kind = "parallel"          // all units change alike: nothing to weigh or to test
	OneBefore       panel.Kind = "one_period_before" // weights need two periods before the treatment
	FewDonors       panel.Kind = "few_donors"        // placebos need more donors than treated units
	OneTreated      panel.Kind = "one_treated"       // the bootstrap needs two treated units, the jackknife two in each cohort
	OneWeight       panel.Kind = "one_weight"        // the jackknife needs two donors with a weight
	PredictorAfter  panel.Kind = "predictor_after"   // a predictor or the fit uses a period from the treatment on
	NoPredictor     panel.Kind = "no_predictor"      // every predictor is the same in all donors
	BadImportance   panel.Kind = "bad_importance"    // an importance is negative or no number, or all are nought
	NoPlaceboPeriod panel.Kind = "no_placebo_period" // too few periods are left before an earlier start
	SeveralCohorts  panel.Kind = "several_cohorts"   // given weights and the test over time are for one cohort
	NoTestOverTime  panel.Kind = "no_test_over_time" // the test over time needs unit weights alone, fitted to the outcome
)

// Predictor is a variable that the synthetic unit shall match in its mean over
// some periods. Rows without a value are left out of the mean; each unit needs
// one with.
type Predictor struct {
	Name    string
	Values  []float64 // n, rows as in the data
	Periods []int     // nil: all before the treatment
}

// Options says what is estimated. The zero value is synthetic difference-in-
// differences without a standard error.
type Options struct {
	Method Method // "" is SyntheticDiD
	// Predictors are for Control. Without any the outcome in each period before
	// the treatment is matched, all alike.
	Predictors []Predictor
	// Importance weighs the predictors (the diagonal of V in the article), one
	// each. nil chooses the weights with which the synthetic outcome is nearest to
	// the treated one over FitPeriods. Other importances may do as well: only the
	// unit weights that follow mean something.
	Importance []float64
	FitPeriods []int // nil: all before the treatment

	Errors       Errors
	Replications int // of Placebo and Bootstrap, and of sets in Space; 0 is 200
	Seed         uint64
	Level        float64 // of intervals; 0 is 0.95
	Workers      int     // at once; less than 1 is one a processor
}
