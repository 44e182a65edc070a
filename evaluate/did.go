package evaluate

import (
	"github.com/quanyu/quanyu/city"
)

// DiDResult is what quanyu method did gives. What could not be computed is null.
type DiDResult struct {
	Estimates []EstimateView     `json:"estimates"` // overall effects, the first is the one to report
	N         int                `json:"n"`         // rows of the sample of the group-time effects
	Units     int                `json:"units"`
	Periods   int                `json:"periods"`
	Treated   int                `json:"treated"` // units with an effect
	Clusters  int                `json:"clusters"`
	Cohorts   []CohortView       `json:"cohorts"`
	GroupTime []GroupTimeView    `json:"group_time"`
	ByGroup   []PartView         `json:"by_group"` // at: the first treated period
	ByPeriod  []PartView         `json:"by_period"`
	Events    []EventStudyView   `json:"event_studies"` // at: periods since the treatment
	PreTrends []PreTrendView     `json:"pre_trends"`
	Wild      *WildView          `json:"wild"`          // of two_way, where clusters are few; null else
	Bacon     *DecompositionView `json:"decomposition"` // null where it was refused
	Support   []SupportView      `json:"support"`       // the outcome, then the covariates
	Placebo   *PlaceboView       `json:"placebo"`       // null unless asked for
	Earlier   []EarlierView      `json:"earlier"`       // null unless asked for
	LeaveOut  []LeftOutView      `json:"leave_one_out"` // null unless asked for
	Refused   []RefusedView      `json:"refused"`       // parts that the data do not allow
	Sample    []StageView        `json:"sample"`
	Notes     []city.Text        `json:"notes"` // what a reader must know before using it
	Settings  DiDSettings        `json:"settings"`
}

// CohortView is the units first treated in a period.
type CohortView struct {
	First *int     `json:"first"` // null: never treated
	Units []string `json:"units"`
}

// GroupTimeView is the effect on one cohort in one period.
type GroupTimeView struct {
	Cohort   int          `json:"cohort"`
	Period   int          `json:"period"`
	Base     int          `json:"base"`
	Treated  int          `json:"treated"`
	Controls int          `json:"controls"`
	Value    Number       `json:"value"`
	SE       Number       `json:"se"`
	CI       [2]Number    `json:"ci"`
	Band     [2]Number    `json:"band"`
	P        Number       `json:"p"`
	Refused  *RefusedView `json:"refused"` // null: none
}

// EventStudyView is the effects by time since the treatment, by one method.
type EventStudyView struct {
	Method string     `json:"method"` // group_time, sun_abraham, two_way
	Base   int        `json:"base"`   // the time that the others are compared with
	Parts  []PartView `json:"parts"`
}

// DiDSettings is everything that the result depends on.
type DiDSettings struct {
	Data         FileView `json:"data"`
	Spec         FileView `json:"spec"`
	Outcome      string   `json:"outcome"`
	Treatment    string   `json:"treatment"` // the column, or the units
	Covariates   []string `json:"covariates"`
	Controls     string   `json:"controls"`
	Method       string   `json:"method"`
	Base         string   `json:"base"`
	Missing      string   `json:"missing"`
	Anticipation int      `json:"anticipation"`
	Cluster      string   `json:"cluster"` // null: the unit
	Draws        int      `json:"draws"`
	Placebo      int      `json:"placebo"`
	Level        float64  `json:"level"`
	Seed         uint64   `json:"seed"`
}
