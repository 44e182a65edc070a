package benchmark

import (
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/composite"
)

// Comparison is the same data under two versions of an index. Places stand in the
// order of the data, changes in the order in which they were made.
type Comparison struct {
	A           VersionView    `json:"a"`
	B           VersionView    `json:"b"`
	Period      *int           `json:"period"` // null for one cross-section
	Changes     []ChangeView   `json:"changes"`
	Places      []ComparedView `json:"places"`
	Correlation city.Number    `json:"rank_correlation"` // of Spearman, over the places that both rank; null of less than two
	Change      city.Number    `json:"mean_change"`      // mean absolute change of rank over these
	Turned      []TurnedView   `json:"turned"`           // pairs whose order turns: all of a few places, else those of the places in focus
	TurnedCount int            `json:"turned_count"`     // of all pairs
	Pairs       int            `json:"pairs"`            // that both versions tell apart or tie
	Notes       []city.Text    `json:"notes"`
}

// VersionView is one of the two versions.
type VersionView struct {
	Title      string          `json:"title"`
	Spec       string          `json:"spec"`
	Files      []File          `json:"files"`
	Indicators int             `json:"indicators"`
	Settings   composite.Chain `json:"settings"`
	Runs       int             `json:"runs"` // of what it varies; 0 where it varies nothing
}

// ChangeView is one change on the way from a to b, and what it does to ranks.
type ChangeView struct {
	Change string          `json:"change"` // dropped, regrouped, added, weights, denominate, targets, impute, screen, treat, normalise, aggregate
	Codes  []string        `json:"codes"`  // the indicators that are dropped or added: one
	With   []string        `json:"with"`   // further changes that cannot be made apart
	Reason *city.Text      `json:"reason"` // why they cannot; null where there are none
	Nodes  []NodeChange    `json:"nodes"`
	Before composite.Chain `json:"before"` // steps that the change is about, before
	After  composite.Chain `json:"after"`
	Mean   city.Number     `json:"mean_change"` // mean absolute change of rank
	Turned int             `json:"turned"`      // pairs that this change turns
}

// NodeChange is what a change means for one node.
type NodeChange struct {
	Code   string `json:"code"`
	Name   string `json:"name"`
	What   string `json:"what"`   // gone, new, parent, weight, denominator, direction, target, goalposts
	Before string `json:"before"` // a weight is the share among siblings
	After  string `json:"after"`
}

// ComparedView is one place under both versions; null where it has no rank.
type ComparedView struct {
	Place     string          `json:"place"`
	Name      string          `json:"name"`
	ScoreA    city.Number     `json:"score_a"`
	ScoreB    city.Number     `json:"score_b"`
	RankA     *int            `json:"rank_a"`
	RankB     *int            `json:"rank_b"`
	Gain      *int            `json:"rank_gain"` // places won under b
	IntervalA *[2]city.Number `json:"rank_interval_a"`
	IntervalB *[2]city.Number `json:"rank_interval_b"`
	Beyond    *bool           `json:"beyond_interval_a"` // whether the rank of b is outside the interval of a; null without one
	By        []PartialView   `json:"by"`                // one for each change; they add up to Gain, and to the change of score
}

// PartialView is what one change does to a place.
type PartialView struct {
	Change string      `json:"change"`
	Score  city.Number `json:"score"`     // null where the place has no score before or after
	Gain   *int        `json:"rank_gain"` // likewise
}

// TurnedView is a pair of which a is ahead in the first version, and b in the
// second.
type TurnedView struct {
	A        string `json:"a"`
	B        string `json:"b"`
	By       string `json:"by"`        // the last change that put b ahead
	Change   int    `json:"change"`    // its place in changes, from 0
	VerdictA string `json:"verdict_a"` // on whether a is ahead, by the runs of the first version: ahead, behind, not_separable; "" where it varies nothing
	VerdictB string `json:"verdict_b"`
}
