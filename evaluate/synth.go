package evaluate

import (
	"github.com/quanyu/quanyu/city"
)

// SynthResult is what quanyu method synth gives. What could not be computed is
// null.
type SynthResult struct {
	Estimates []EstimateView `json:"estimates"` // the effect over all treated unit-periods, then that of each cohort
	N         int            `json:"n"`
	Units     int            `json:"units"`
	Periods   int            `json:"periods"`
	Treated   int            `json:"treated"`
	Cohorts   []SynthCohort  `json:"cohorts"`
	Events    []PartView     `json:"events"`        // at: periods since the start; before it the distance from the synthetic unit
	Space     *SpaceView     `json:"placebo_space"` // null where it was not asked for, or refused
	OverTime  *OverTimeView  `json:"over_time"`     // null where it is not defined
	Earlier   []EarlierView  `json:"placebo_time"`
	LeaveOut  []LeftOutView  `json:"leave_one_out"` // of the donors with a weight; null unless asked for
	Refused   []RefusedView  `json:"refused"`
	Donors    []DonorView    `json:"donors"` // who may be compared with, and why not
	Sample    []StageView    `json:"sample"`
	Notes     []city.Text    `json:"notes"`
	Settings  SynthSettings  `json:"settings"`
}

// SynthCohort is the units that start together and their synthetic counterpart.
type SynthCohort struct {
	Start      int           `json:"start"`
	Treated    []string      `json:"treated"`
	Path       []PathView    `json:"path"`
	Weights    []WeightView  `json:"weights"`      // of donors, the heaviest first
	Times      []TimeView    `json:"time_weights"` // null without
	Predictors []BalanceView `json:"predictors"`   // null without
	Dropped    []string      `json:"dropped_predictors"`
	Loss       Number        `json:"loss"` // mean square of the gap over the periods of the fit; null without predictors
	Support    SynthSupport  `json:"support"`
	Ridge      Number        `json:"unit_ridge"`
}

// PathView is one period of a cohort beside its synthetic counterpart.
type PathView struct {
	Period    int    `json:"period"`
	Treated   Number `json:"treated"`
	Synthetic Number `json:"synthetic"`
	Gap       Number `json:"gap"`
}

// WeightView is the weight of a donor.
type WeightView struct {
	Unit   string `json:"unit"`
	Weight Number `json:"weight"`
}

// TimeView is the weight of a period before the start.
type TimeView struct {
	Period int    `json:"period"`
	Weight Number `json:"weight"`
}

// BalanceView says how near the synthetic unit comes in a predictor.
type BalanceView struct {
	Name       string `json:"name"`
	Importance Number `json:"importance"`
	Treated    Number `json:"treated"`
	Synthetic  Number `json:"synthetic"`
	Donors     Number `json:"donors_mean"`
}

// SynthSupport says how well donors can stand for the treated before the start.
type SynthSupport struct {
	RMSPE     Number `json:"rmspe_before"`
	Relative  Number `json:"rmspe_relative"` // over the standard deviation of the outcome before
	Outside   Number `json:"outside"`        // share of the periods before in which the treated lie outside the donors' range
	Effective Number `json:"effective_donors"`
	Largest   Number `json:"largest_weight"`
	Perfect   bool   `json:"perfect"`
}

// SpaceView is a placebo in space: donors play the treated.
type SpaceView struct {
	Times   []int       `json:"times"`  // since the start, of the gaps
	Trials  []TrialView `json:"trials"` // the treated first, then by ratio
	P       Number      `json:"p"`      // rank of the treated by ratio, among all
	PSize   Number      `json:"p_size"` // by the size of the estimate
	Skipped int         `json:"skipped"`
	MDE     Number      `json:"mde"` // the smallest constant effect that would stand out by ratio; null: none would
	MDESize Number      `json:"mde_size"`
}

// OverTimeView is a test by permutation of time, for one treated unit too.
type OverTimeView struct {
	P      Number    `json:"p"`      // of no effect in any period
	CI     [2]Number `json:"ci"`     // of an effect that is the same in all periods; null where nothing can be refused
	Shifts int       `json:"shifts"` // no p is below 1 / shifts
}

// TrialView is one unit, or set of units, that is treated or plays it.
type TrialView struct {
	Units    []string     `json:"units"`
	Treated  bool         `json:"treated"`
	Estimate Number       `json:"estimate"`
	Before   Number       `json:"rmspe_before"`
	After    Number       `json:"rmspe_after"`
	Ratio    Number       `json:"ratio"`
	Rank     int          `json:"rank"` // by ratio, 1 the largest; 0 without one
	Gaps     []Number     `json:"gaps"` // by time since the start, as in times
	Refused  *RefusedView `json:"refused"`
}

// SynthSettings is everything that the result depends on.
type SynthSettings struct {
	Data       FileView `json:"data"`
	Spec       FileView `json:"spec"`
	Outcome    string   `json:"outcome"`
	Treatment  string   `json:"treatment"`
	Method     string   `json:"method"`
	Covariates []string `json:"covariates"`
	Errors     string   `json:"errors"`
	Draws      int      `json:"draws"`
	Level      float64  `json:"level"`
	Seed       uint64   `json:"seed"`
}
