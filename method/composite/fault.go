package composite

import (
	"fmt"
	"strings"
)

// Kind says what is wrong.
type Kind string

// The faults that this package refuses.
const (
	// of the hierarchy
	NoNode        Kind = "no_node"        // an empty hierarchy, or one with aggregates only
	DuplicateCode Kind = "duplicate_code" // a code twice
	NoCode        Kind = "no_code"        // an empty code
	UnknownParent Kind = "unknown_parent" // a parent that is no node
	Cycle         Kind = "cycle"          // a node that is its own ancestor
	TwoRoots      Kind = "two_roots"      // more than one node without a parent
	LevelJump     Kind = "level_jump"     // a parent that is not one level up
	NoChild       Kind = "no_child"       // an aggregate with nothing below
	BadDirection  Kind = "bad_direction"  // a direction that is not 1 or -1
	BadWeight     Kind = "bad_weight"     // negative or not a number
	ZeroWeights   Kind = "zero_weights"   // siblings whose weights are all zero
	UnknownWeight Kind = "unknown_weight" // a weight for a code that is no node
	// of the data
	NoPlace            Kind = "no_place"            // no row, or an empty name of a place
	OnePlace           Kind = "one_place"           // nothing to compare with
	DuplicatePlace     Kind = "duplicate_place"     // a place twice (in one period)
	DuplicateColumn    Kind = "duplicate_column"    // a column twice
	WrongLength        Kind = "wrong_length"        // a column longer or shorter than the rows
	NoColumn           Kind = "no_column"           // an indicator without data
	UnknownColumn      Kind = "unknown_column"      // data of a code that is no indicator
	NotFinite          Kind = "not_finite"          // an infinite value
	AllMissing         Kind = "all_missing"         // an indicator without a value
	NoPeriods          Kind = "no_periods"          // a step over time on one cross-section
	UnknownDenominator Kind = "unknown_denominator" // named, but not in the data
	BadDenominator     Kind = "bad_denominator"     // zero or negative where the indicator has a value
	UnknownGroup       Kind = "unknown_group"       // a grouping that is not in the data
	UnknownPlace       Kind = "unknown_place"       // a place that is not in the data
	OtherData          Kind = "other_data"          // two versions of an index whose figures are not the same
	// of a chain
	BadStep        Kind = "bad_step"        // a step without what it needs, or with a setting out of range
	StepOrder      Kind = "step_order"      // a step twice, or in a place where it makes no sense
	UnknownCode    Kind = "unknown_code"    // a step names what is no indicator or aggregate
	NoTarget       Kind = "no_target"       // no target, or no goalposts, in the hierarchy
	Constant       Kind = "constant"        // one value only, where a spread is divided by
	LastReference  Kind = "last_reference"  // a place to measure distances to that is itself the worst
	NotPositive    Kind = "not_positive"    // zero or negative under a logarithm or a mean that needs more
	NotReciprocal  Kind = "not_reciprocal"  // pairwise judgements that contradict their mirror
	Inconsistent   Kind = "inconsistent"    // pairwise judgements with a consistency ratio above 0.1
	NoConvergence  Kind = "no_convergence"  // an iteration that did not settle
	NegativeWeight Kind = "negative_weight" // a method that gave a weight below zero
	TooFew         Kind = "too_few"         // fewer complete rows than the method needs
	Missing        Kind = "missing"         // a value that a method cannot do without
	TooLarge       Kind = "too_large"       // numbers whose squares overflow
)

// Fault is an error about the hierarchy, the data or the chain.
type Fault struct {
	Kind   Kind
	Names  []string // codes it is about
	Step   string   // the step it arose in, or ""
	Place  string   // the place it arose at, or ""
	Period int      // its period, or 0
	Value  float64  // the figure that was refused, where there is one
}

func (f *Fault) Error() string {
	s := strings.ReplaceAll(string(f.Kind), "_", " ")
	if f.Step != "" {
		s = f.Step + ": " + s
	}
	if len(f.Names) > 0 {
		s += ": " + strings.Join(f.Names, ", ")
	}
	if f.Place != "" {
		s += " at " + f.Place
	}
	if f.Period != 0 {
		s += fmt.Sprintf(" in %d", f.Period)
	}
	if f.Value != 0 {
		s += fmt.Sprintf(" (%g)", f.Value)
	}
	return s
}

// faulty makes a Fault that is about codes.
func faulty(kind Kind, names ...string) *Fault { return &Fault{Kind: kind, Names: names} }
