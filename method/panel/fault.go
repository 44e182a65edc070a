package panel

import (
	"fmt"
	"strings"
)

// Kind says what is wrong with the data.
type Kind string

// The faults of data that these engines refuse.
const (
	DuplicateRow      Kind = "duplicate_row"      // the same unit twice in one period
	NoRows            Kind = "no_rows"            // nothing is left of the sample
	NoRegressor       Kind = "no_regressor"       // every regressor is absorbed or collinear
	NoFreedom         Kind = "no_freedom"         // no more rows than parameters
	PerfectFit        Kind = "perfect_fit"        // the residuals are nothing but rounding
	OneCluster        Kind = "one_cluster"        // clustered errors need two clusters
	TooManyEffects    Kind = "too_many_effects"   // more than the engine estimates: see threshold.MaxPeriods
	ConstantThreshold Kind = "constant_threshold" // the threshold variable has one value
	NoCandidate       Kind = "no_candidate"       // trimming leaves no value to try
	Unbalanced        Kind = "unbalanced"         // drawing whole units needs units of equal length
	NoConvergence     Kind = "no_convergence"     // the effects of two large dimensions did not settle
	TooManyClusters   Kind = "too_many_clusters"  // for the wild bootstrap: see MaxWildClusters
	TooShort          Kind = "too_short"          // a series, or a part of it, is too short to estimate
	TooLarge          Kind = "too_large"          // numbers whose squares overflow
	TooLong           Kind = "too_long"           // a series is longer than breaks.MaxLength
)

// Fault is an error about the data. Row is the row in the data as given, or -1.
type Fault struct {
	Kind  Kind
	Names []string // the variables that it is about
	Row   int
	Step  int // of a search for thresholds, from 1; else 0
}

func (f *Fault) Error() string {
	s := strings.ReplaceAll(string(f.Kind), "_", " ")
	if len(f.Names) > 0 {
		s += ": " + strings.Join(f.Names, ", ")
	}
	if f.Row >= 0 {
		s += fmt.Sprintf(" (row %d)", f.Row)
	}
	return s
}

// Faulty makes a Fault that is about variables, not about one row.
func Faulty(kind Kind, names ...string) *Fault { return &Fault{Kind: kind, Names: names, Row: -1} }
