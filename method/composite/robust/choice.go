package robust

import (
	"fmt"
	"strings"

	"github.com/quanyu/quanyu/method/composite"
)

// Choice is something that could have been done, or known, otherwise. It has
// either Options, or Weights, or Margins.
type Choice struct {
	Name    string
	Options []Option           // each as likely; the chain as it is must be named as one, if it is to be one
	Weights []WeightNoise      // one for a level
	Margins []composite.Column // by code of an indicator or denominator: half the width within which the true value of each row lies; 0 or NaN is exact
}

// Option is one way to settle a choice. Without a field set, it is the chain as
// it is.
type Option struct {
	Name    string
	Steps   []composite.Step  // exchanged in the chain, as by composite.Result.Rerun
	Data    *composite.Data   // other figures for the same rows
	Places  []string          // peers: the only places that are there
	Without []string          // indicators or aggregates that get no weight
	Weights composite.Weights // other weights, by code; of all siblings, where a step computes theirs
}

// Question is one whose answer a run is asked for: is A ahead of B; or, with Top,
// is A among the first so many; or, with Since, is A's rank better than in that
// period, each among the places that the period has; or, with Above, is A's score
// higher than in that period? It is asked of Code and Period; left out, these are
// the target of the plan and its period. Those about ranks are not asked of runs
// with other peers.
type Question struct {
	A, B   string
	Top    int
	Since  int
	Above  int
	Code   string
	Period int
}

// Kind says what is wrong with a plan.
type Kind string

// What a plan is refused for. Faults of the chain itself are *composite.Fault.
const (
	NoChoice      Kind = "no_choice"      // nothing to vary, or more than sensitivity.MaxInputs
	BadChoice     Kind = "bad_choice"     // not exactly one of options, weights and margins; a name empty or twice
	FewOptions    Kind = "few_options"    // a choice between fewer than two
	Clash         Kind = "clash"          // two choices that would overwrite one another
	UnknownName   Kind = "unknown_name"   // a code, place or level that is not there
	BadMargin     Kind = "bad_margin"     // a share outside of 0 to 1, a negative or infinite half width, a column of another length
	BadQuestion   Kind = "bad_question"   // not exactly one of a second place, a rank and another period; a place twice, or without a score
	OtherRows     Kind = "other_rows"     // alternative data with other rows
	OptionFails   Kind = "option_fails"   // an option that can be computed neither alone nor with others
	NoAggregate   Kind = "no_aggregate"   // a chain that does not end with a composite.Aggregate
	NothingRanked Kind = "nothing_ranked" // fewer than two places have a score
	NoRun         Kind = "no_run"         // no run could be computed
	OneElement    Kind = "one_element"    // nothing would be left of the index
	FewPoints     Kind = "few_points"     // fewer than two base points
)

// Fault is an error about a plan.
type Fault struct {
	Kind  Kind
	Names []string // choice, option and what else it is about
	Err   error    // what the chain said, or nil
}

func (f *Fault) Error() string {
	s := "robust: " + strings.ReplaceAll(string(f.Kind), "_", " ")
	if len(f.Names) > 0 {
		s += ": " + strings.Join(f.Names, ", ")
	}
	if f.Err != nil {
		s += fmt.Sprintf(" (%v)", f.Err)
	}
	return s
}

// Unwrap gives what the chain said.
func (f *Fault) Unwrap() error { return f.Err }

func faulty(kind Kind, names ...string) *Fault { return &Fault{Kind: kind, Names: names} }
