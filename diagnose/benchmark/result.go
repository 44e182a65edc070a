package benchmark

import (
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/composite"
)

// Result is an index with what it rests on. Places, pairs, choices and nodes
// stand in the order of the data, of the specification and of the hierarchy.
type Result struct {
	Title         string          `json:"title"`
	Question      string          `json:"question"`
	Files         []File          `json:"files"`
	Period        *int            `json:"period"`   // null for one cross-section
	Settings      composite.Chain `json:"settings"` // every step as it ran
	Sample        Sample          `json:"sample"`
	Nodes         []NodeView      `json:"nodes"`
	Places        []PlaceView     `json:"places"`
	Robustness    *RobustnessView `json:"robustness"`
	Pairs         []PairView      `json:"pairs"`
	Answers       []AnswerView    `json:"answers"`
	Sensitivity   []ShareView     `json:"sensitivity"`
	Decomposition []GapView       `json:"decomposition"`
	Removal       []RemovalView   `json:"removal"`
	Optimised     []OptimumView   `json:"optimised"`
	Audit         Audit           `json:"audit"`
	Notes         []city.Text     `json:"notes"`
}

// File is one input.
type File struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
}

// Sample is how the rows that were given became the places that are ranked.
type Sample struct {
	Rows       int        `json:"rows"`
	Periods    []int      `json:"periods"`
	Indicators int        `json:"indicators"`
	Missing    int        `json:"missing"` // of the figures of the indicators
	Imputed    []CellView `json:"imputed"`
	Lost       []CellView `json:"lost"` // figures whose denominator is missing
	Out        []string   `json:"out"`  // places of the period that were screened out
	Unranked   []string   `json:"unranked"`
	Treated    []Treated  `json:"treated"`
}

// CellView is one figure.
type CellView struct {
	Code   string      `json:"code"`
	Place  string      `json:"place"`
	Period int         `json:"period,omitempty"`
	Value  city.Number `json:"value"`
}

// Treated is what was done with the outliers of one indicator.
type Treated struct {
	Code      string   `json:"code"`
	Period    int      `json:"period,omitempty"`
	Points    int      `json:"points"`
	Places    []string `json:"places"`
	Transform string   `json:"transform"`
	Pass      bool     `json:"pass"`
}

// NodeView is an indicator or an aggregate.
type NodeView struct {
	Code        string      `json:"code"`
	Name        string      `json:"name"`
	Parent      string      `json:"parent"`
	Level       int         `json:"level"`
	Weight      city.Number `json:"weight"`    // as used, among siblings
	Effective   city.Number `json:"effective"` // in the index
	Direction   int         `json:"direction"`
	Unit        string      `json:"unit"`
	Kind        string      `json:"group"`
	Denominator string      `json:"denominator"`
	DividedBy   string      `json:"divided_by"` // the denominator's name
}

// PlaceView is one place.
type PlaceView struct {
	Place    string                    `json:"place"`
	Name     string                    `json:"name"`
	Score    city.Number               `json:"score"`         // null without one
	Rank     *int                      `json:"rank"`          // null without a score
	Interval *[2]city.Number           `json:"rank_interval"` // 5th to 95th percentile; null where nothing was varied
	Median   *city.Number              `json:"rank_median"`
	Runs     int                       `json:"runs"` // that rank it
	Scores   map[string]city.Number    `json:"scores"`
	Ranks    map[string]int            `json:"ranks"`          // of the aggregates and indicators; without those that are missing
	Within   map[string][2]city.Number `json:"rank_intervals"` // of the aggregates; of many places, none
}

// RobustnessView is what was varied, and how it went.
type RobustnessView struct {
	Runs        int           `json:"runs"`
	Independent int           `json:"independent"` // those that ranks, pairs and answers are counted over
	Seed        uint64        `json:"seed"`
	Separable   city.Number   `json:"separable"` // share of runs that a verdict asks for
	Choices     []ChoiceView  `json:"choices"`
	Failures    []FailureView `json:"failures"` // runs that could not be computed
	Replays     []ReplayView  `json:"replays"`

	Watched      []string          `json:"-"` // places whose rank each replication has
	Replications []ReplicationView `json:"-"` // all of them, for a table of their own
}

// ReplicationView is one run: how it settles the choices, and the ranks of the
// places that are watched, 0 where it has none.
type ReplicationView struct {
	Run      int
	Settings []SettingView
	Ranks    []int
}

// ChoiceView is one choice with its options; none where weights or figures are
// drawn.
type ChoiceView struct {
	Choice  string       `json:"choice"`
	Options []OptionView `json:"options"`
}

// OptionView is one option, and what it alone does to the ranks.
type OptionView struct {
	Option string      `json:"option"`
	Change city.Number `json:"mean_change"` // mean absolute change of rank; null where it cannot be computed alone
}

// SettingView is how a run settles one choice: by an option, or by the draw of this
// number.
type SettingView struct {
	Choice string `json:"choice"`
	Option string `json:"option,omitempty"`
	Draw   *int   `json:"draw,omitempty"`
}

// FailureView is one run that could not be computed.
type FailureView struct {
	Run      int           `json:"run"`
	Settings []SettingView `json:"settings"`
	Message  city.Text     `json:"message"`
}

// ReplayView is one run computed alone.
type ReplayView struct {
	Run      int           `json:"run"`
	Settings []SettingView `json:"settings"`
	Places   []RunPlace    `json:"places"`
}

// RunPlace is one place in one run; null without a score.
type RunPlace struct {
	Place string      `json:"place"`
	Score city.Number `json:"score"`
	Rank  *int        `json:"rank"`
}

// PairView says whether a is ahead of b.
type PairView struct {
	A       string      `json:"a"`
	B       string      `json:"b"`
	Ahead   city.Number `json:"share_a_ahead"`
	Behind  city.Number `json:"share_a_behind"`
	Runs    int         `json:"runs"`
	Verdict string      `json:"verdict"` // ahead, behind, not_separable
}

// AnswerView is the answer to a question.
type AnswerView struct {
	Place   string      `json:"place"`
	AheadOf string      `json:"ahead_of,omitempty"`
	Top     int         `json:"top,omitempty"`
	Since   int         `json:"since,omitempty"`
	Above   int         `json:"above,omitempty"`
	Node    string      `json:"node,omitempty"` // the index, where it is left out
	Year    int         `json:"year,omitempty"`
	Runs    int         `json:"runs"`
	Yes     city.Number `json:"share_yes"`
	Holds   string      `json:"holds"` // yes, no, open
	Turns   []string    `json:"turns"` // choices whose options alone turn the answer
	Options []TurnView  `json:"options"`
}

// TurnView is the answer under one option.
type TurnView struct {
	Choice string      `json:"choice"`
	Option string      `json:"option"`
	Runs   int         `json:"runs"`
	Yes    city.Number `json:"share_yes"`
}

// ShareView is how much of the change of ranks a choice makes.
type ShareView struct {
	Choice        string         `json:"choice"`
	First         city.Number    `json:"first"`
	FirstInterval [2]city.Number `json:"first_interval"`
	Total         city.Number    `json:"total"`
	TotalInterval [2]city.Number `json:"total_interval"`
}

// Printed are the shares as they are printed: of a variance none is below 0 or
// above 1, though estimates from draws are at times.
func (s ShareView) Printed() (first, total city.Number) {
	return min(max(s.First, 0), 1), min(max(s.Total, 0), 1)
}

// GapView is the lead of the reference over a place, taken apart; Parts is null
// where the index is no arithmetic mean, as nothing then adds up to it.
type GapView struct {
	Place     string      `json:"place"`
	Reference string      `json:"reference"`
	Gap       city.Number `json:"gap"` // score of the reference less that of the place
	Parts     []PartView  `json:"parts"`
}

// PartView is what one indicator contributes to the gap.
type PartView struct {
	Code         string      `json:"code"`
	Name         string      `json:"name"`
	Parent       string      `json:"parent"`
	Weight       city.Number `json:"weight"` // in the index
	Value        city.Number `json:"value"`  // of the place, after denominators
	Other        city.Number `json:"reference_value"`
	Score        city.Number `json:"score"`
	OtherScore   city.Number `json:"reference_score"`
	Contribution city.Number `json:"contribution"`
	Reach        []ReachView `json:"reach,omitempty"` // what peers achieved; where there are years
}

// ReachView is what peers that started alike gained in so many years (see Reach).
type ReachView struct {
	Years      int         `json:"years"`
	Stretches  int         `json:"stretches"`
	Places     int         `json:"places"`
	Low        city.Number `json:"low"` // 10th percentile
	Median     city.Number `json:"median"`
	High       city.Number `json:"high"` // 90th
	Best       string      `json:"best"`
	BestFrom   int         `json:"best_from"`
	BestTo     int         `json:"best_to"`
	BestGain   city.Number `json:"best_gain"`
	Achieved   city.Number `json:"share_achieved"`
	AchievedBy int         `json:"achieved_by"`
}

// RemovalView is what leaving out one node does.
type RemovalView struct {
	Code   string         `json:"code"`
	Name   string         `json:"name"`
	Also   []string       `json:"also"`        // ancestors that had no other child and went with it
	Change city.Number    `json:"mean_change"` // mean absolute change of rank
	Ranks  map[string]int `json:"ranks"`       // of the places in focus; of all, where none is and they are few
}

// OptimumView is what a search for weights came to; the index does not use them.
type OptimumView struct {
	Level        int                    `json:"level"`
	Goal         string                 `json:"goal"`
	Weights      map[string]city.Number `json:"weights"`      // of the level, with a sum of 1
	Correlations map[string]city.Number `json:"correlations"` // with the index under these weights
	Settled      bool                   `json:"settled"`
}

// Audit is what the handbook asks to look at.
type Audit struct {
	Statistics   []StatisticsView  `json:"statistics"`
	Correlations []CorrelationView `json:"correlations"` // siblings beyond 0.9 or below -0.4
	WithSize     []CorrelationView `json:"with_size"`    // indicators with denominators beyond 0.7
	Consistency  []AlphaView       `json:"consistency"`
	Mixed        []MixedView       `json:"mixed"` // aggregates of several kinds
}

// StatisticsView describes one indicator as it stands after denomination.
type StatisticsView struct {
	Code      string      `json:"code"`
	Available int         `json:"available"`
	Min       city.Number `json:"min"`
	Max       city.Number `json:"max"`
	Mean      city.Number `json:"mean"`
	Median    city.Number `json:"median"`
	Deviation city.Number `json:"deviation"`
	Skewness  city.Number `json:"skewness"`
	Kurtosis  city.Number `json:"kurtosis"`
	Flags     []string    `json:"flags"`
}

// CorrelationView is a pair of columns.
type CorrelationView struct {
	A     string      `json:"a"`
	B     string      `json:"b"`
	Value city.Number `json:"value"`
	P     city.Number `json:"p"`
	Pairs int         `json:"pairs"`
}

// AlphaView is Cronbach's alpha of the children of a node.
type AlphaView struct {
	Code  string      `json:"code"`
	Alpha city.Number `json:"alpha"`
}

// MixedView is an aggregate that puts several kinds together.
type MixedView struct {
	Code  string   `json:"code"`
	Kinds []string `json:"groups"`
}
