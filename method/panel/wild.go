package panel

import (
	"math"
	"slices"
)

// MaxWildClusters is the largest number of clusters that a wild bootstrap takes
// where other effects than those of fewer periods reach across clusters: with
// more, clustered errors are good.
const MaxWildClusters = 1000

// Weights says what residuals of a cluster are multiplied by in a draw.
type Weights string

const (
	// Rademacher is +1 or -1; where all 2^G patterns are no more than the draws
	// asked for, each is taken once.
	Rademacher Weights = ""
	// Webb is one of ±sqrt(1/2), ±1, ±sqrt(3/2), for clusters so few that signs
	// give but a handful of values (Webb 2023, Canadian Journal of Economics 56:
	// 839-858).
	Webb Weights = "webb"
)

// Wild says how a wild cluster bootstrap is drawn.
type Wild struct {
	Draws   int // the data themselves are one of them; 0 is 9999
	Seed    uint64
	Weights Weights
	// Unrestricted draws around the estimate, not around the hypothesis: the
	// restricted draws are the more reliable (Cameron, Gelbach, Miller 2008).
	Unrestricted bool
	Null         float64 // the hypothesis
	Level        float64 // of the interval; 0 is 0.95
	Workers      int     // 0 is one for each processor; changes no bit
}

// WildResult is the test of one coefficient.
type WildResult struct {
	Name                       string
	Coefficient, StandardError float64 // the error is the clustered one of Fit
	TStatistic                 float64 // of the coefficient less the hypothesis
	// Probability is the share of draws, the data themselves among them, with a
	// t at least as large without regard to sign; it is never zero.
	Probability float64
	// Low and High are the hypotheses nearest to the estimate, below and above,
	// beyond which the probability falls to 1 - Level or less. An end is
	// infinite where no hypothesis can be refused: the clusters are too few.
	Low, High  float64
	Clusters   int
	Draws      int  // made, the data among them
	Enumerated bool // every pattern of signs was taken once
	// Smallest is the least probability that these weights and clusters can
	// give. Coarse is set where it is over 0.01: take Webb's weights, or more
	// clusters.
	Smallest float64
	Coarse   bool
	Sample   *Sample
}

// WildBootstrap tests one coefficient of a regression by the wild cluster
// bootstrap of its t statistic (Cameron, Gelbach and Miller 2008, Review of
// Economics and Statistics 90: 414-427), for clusters that are few. options.Errors
// must be "" or Clustered. Faults: those of Fit; NoRegressor where the variable
// is absorbed or collinear; TooManyClusters.
func WildBootstrap(data Data, options Options, name string, wild Wild) (*WildResult, error) {
	if options.Errors != "" && options.Errors != Clustered {
		panic("panel: a wild cluster bootstrap is of clustered errors")
	}
	if !slices.Contains(data.Names, name) || wild.Draws < 0 || !(wild.Level >= 0 && wild.Level < 1) || math.IsNaN(wild.Null) || math.IsInf(wild.Null, 0) {
		panic("panel: a wild bootstrap needs one of the variables, draws and a level that make sense")
	}
	if wild.Draws == 0 {
		wild.Draws = 9999
	}
	if wild.Level == 0 {
		wild.Level = 0.95
	}
	options.Errors = Clustered
	e, err := estimate(data, options)
	if err != nil {
		return nil, err
	}
	at := slices.Index(e.regression.Names, name)
	if at < 0 {
		return nil, Faulty(NoRegressor, name)
	}
	term := e.result.Terms[at]
	r := &WildResult{Name: name, Coefficient: term.Coefficient, StandardError: term.StandardError,
		TStatistic: (term.Coefficient - wild.Null) / term.StandardError, Clusters: e.result.Clusters, Sample: e.result.Sample}
	patterns := math.Pow(2, float64(r.Clusters))
	if wild.Weights == Webb {
		patterns = math.Pow(6, float64(r.Clusters))
	} else if patterns <= float64(wild.Draws) {
		r.Enumerated, wild.Draws = true, int(patterns)
	}
	r.Draws = wild.Draws
	if !wild.Unrestricted {
		patterns /= 2 // the opposite of a pattern gives the same t
	}
	r.Smallest = max(1/patterns, 1/float64(r.Draws))
	r.Coarse = r.Smallest > 0.01
	m, err := e.moments(at, wild, r.Enumerated)
	if err != nil {
		return nil, err
	}
	r.Probability = m.probability(wild.Null)
	r.Low, r.High = m.bound(-term.StandardError, 1-wild.Level), m.bound(term.StandardError, 1-wild.Level)
	return r, nil
}
