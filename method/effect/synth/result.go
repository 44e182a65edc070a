package synth

import (
	"github.com/quanyu/quanyu/method/effect"
	"github.com/quanyu/quanyu/method/panel"
)

// Result is an estimated effect.
type Result struct {
	// Effect is the mean over treated unit-periods, in the unit of the outcome. It
	// is tested by the normal distribution; NaN without a standard error.
	Effect  effect.Estimate
	Cohorts []Cohort // by their start
	Events  []Event  // by the time from the start, ascending
	// Draws are the estimates that the standard error comes from, in the order in
	// which they were drawn.
	Draws      []float64
	Covariates []panel.Term      // partialled out of the outcome beforehand
	Dropped    []panel.Collinear // covariates that are combinations of others
	Plan       effect.Plan       // units treated throughout (Always) are left out
	Short      []int             // units left out because one period before does not fix weights
	Sample     *panel.Sample
	Options    Options // with defaults filled in
}

// Event is the mean effect in the periods that lie so far from the start. Before
// it, the distance of the treated from the synthetic units, which a good fit has
// near zero.
type Event struct {
	Time   int // period less the first treated period
	Effect effect.Estimate
	Units  int // treated units that the mean is over
}

// Cohort is the units that start together, with their synthetic counterpart.
type Cohort struct {
	Start   int   // first treated period, as given
	Treated []int // units as given, ascending
	Effect  effect.Estimate
	Donors  []Donor // by unit
	// Periods, Outcome (mean of the treated), Synthetic and Gap run over all
	// periods. With SyntheticDiD and Difference, Synthetic is moved to the level
	// that the treated have over the periods before, weighted by TimeWeights.
	Periods                 []int
	Outcome, Synthetic, Gap []float64
	TimeWeights             []float64 // of the periods before; nil with Control
	Predictors              []Balance // of Control on predictors
	Loss                    float64   // mean square of Gap over the periods of the fit; NaN without predictors
	Dropped                 []string  // predictors that are the same in all units
	Noise                   float64   // standard deviation of first differences of the donors before
	UnitRidge, TimeRidge    float64   // zeta for unit and time weights, in the unit of the outcome
	Support                 Support
}

// Donor is an untreated unit with its weight; the weights of a cohort's donors
// sum to 1.
type Donor struct {
	Unit   int
	Weight float64
}

// Balance says how near the synthetic unit comes in a predictor.
type Balance struct {
	Name                       string
	Importance                 float64 // sums to 1 over the predictors
	Treated, Synthetic, Donors float64 // Donors: the plain mean
}

// Support says how well the donors can stand for the treated before the start.
type Support struct {
	// Before is the root mean square of Gap over the periods before, and Relative
	// the same over the standard deviation of Outcome there, NaN where that is zero.
	Before, Relative float64
	// Outside is the share of the periods before in which the treated lie outside
	// the range of the donors; with SyntheticDiD and Difference after the mean
	// before was taken off every unit.
	Outside   float64
	Effective float64 // 1 / sum of squared weights: how many donors carry the estimate
	Largest   float64 // weight
	// Perfect: the donors reproduce the treated before to rounding, so that the
	// weights are not unique; the evenest are taken.
	Perfect bool
}

// Trial is the estimate for units that are treated, or play it.
type Trial struct {
	Units         []int // ascending
	Estimate      float64
	Before, After float64 // root mean square of the gap before and after the start
	Ratio         float64 // After / Before; +Inf with a perfect fit before
	Events        []float64
	Fault         *panel.Fault // why there is no estimate; else nil
}

// Space is a placebo in space: donors play the treated.
type Space struct {
	Treated Trial
	Trials  []Trial
	Times   []int // of Events in each trial
	Skipped int   // trials left out because their fit before was too bad
	// Ratio is the share of all trials, the treated one among them, whose Ratio is
	// at least that of the treated (Abadie et al. 2010); Size the same by the
	// absolute Estimate.
	Ratio, Size float64
	// Detectable is the smallest effect, constant over the periods after, with
	// which the treated would be among the most extreme 5 percent by Ratio, and
	// DetectableSize by the absolute Estimate. +Inf where there are too few trials
	// for any effect to be.
	Detectable, DetectableSize float64
}

// Left is the estimate without one donor. Fault says why there is none.
type Left struct {
	Unit     int // as in the data
	Weight   float64
	Estimate float64
	Events   []Event
	Fault    *panel.Fault
}
