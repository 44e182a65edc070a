package breaks

import (
	"math"

	"github.com/quanyu/quanyu/method/panel"
)

// Options says what is searched and tested.
type Options struct {
	Breaks    int     // the most that are tried; 0 is five, or as many as fit
	Trim      float64 // least share of the rows in a regime; 0 is 0.15
	Bootstrap int     // draws for each test; 0 tests nothing
	Seed      uint64
	Level     float64 // of intervals; tests are at 1-Level; 0 is 0.95
	Workers   int     // 0 is one for each processor; changes no bit
}

// Break is one change of regime.
type Break struct {
	Period int // the last of the regime before
	Next   int // the first of the regime after
	// Low and High are the interval of Period by the limiting distribution for
	// shrinking breaks, regressors and variance differing between regimes (Bai
	// 1997, Review of Economics and Statistics 79: 551-563). It is too short
	// where breaks are small: at 95 percent it covers 83 percent of the time on
	// 20 rows with a break of one standard deviation in the middle, 92 percent
	// with two; 89 and 96 percent on 60 rows. An end outside the
	// series is given as its first or last period, and Outside is set. Known is
	// false where the interval cannot be computed: a regime without residuals,
	// or regimes so unlike that the distribution is one-sided.
	Low, High      int
	Outside, Known bool
}

// Regime is a part of the series between breaks, estimated alone.
type Regime struct {
	First, Last, Rows int          // periods, and rows between them
	Terms             []panel.Term // classical errors of this regime
}

// Partition is the best one with its number of breaks.
type Partition struct {
	Breaks       []Break
	Regimes      []Regime
	SumOfSquares float64
	// BIC is n(log(S/n) + 1 + log(2 pi)) + log(n)(k+1)(m+1) for m breaks, with
	// the breaks and the variance among the parameters (Yao 1988).
	BIC float64
	// LWZ is log(S/(n-p)) + 0.299 p log(n)^2.1 / n, p = (m+1)k + m (Liu, Wu,
	// Zidek 1997).
	LWZ float64
	// F is ((S(0) - S)/(m k)) / (S/(n - (m+1)k)), the supremum over partitions,
	// against no break; Probability is its bootstrap p-value. NaN with none.
	F, Probability  float64
	Autocorrelation float64 // of first order, of the residuals
}

// Step tests one more break given the best partition with some: F is
// ((S - S(+1))/k) / (S(+1)/(n - (given+2)k)), S(+1) that with the one regime
// split that gains most (the test of l+1 against l of Bai and Perron 1998).
type Step struct {
	Given       int
	Period      int // of the break it would add
	F           float64
	Probability float64 // bootstrap p-value; NaN without draws
}

// Result is the search of one series. A partition stands at its number of
// breaks. ByBIC and ByLWZ have the least of each criterion; ByTest is the first
// number of breaks beside which one more is not significant, Options.Breaks
// where all are, or -1 without draws.
type Result struct {
	Names                []string // of the coefficients
	Partitions           []Partition
	Steps                []Step
	ByBIC, ByLWZ, ByTest int
	LeastRows            int // in a regime
	Sample               *panel.Sample
	Options              Options // with defaults filled in
}

// Find searches the best partitions with none to Options.Breaks breaks. Faults:
// those of panel.Select, and TooShort (fewer rows than Options.Breaks+1 regimes
// take, each longer than the coefficients are many), TooLong, TooLarge, NoRegressor
// (collinear columns), PerfectFit (also of a partition: the series is made of
// steps).
func Find(data Data, options Options) (*Result, error) {
	if options.Breaks < 0 || options.Bootstrap < 0 || !(options.Trim >= 0 && options.Trim < 1) || !(options.Level >= 0 && options.Level < 1) {
		panic("breaks: breaks, draws, a share and a level that make sense are needed")
	}
	s, err := newSeries(data)
	if err != nil {
		return nil, err
	}
	if options.Trim == 0 {
		options.Trim = 0.15
	}
	if options.Level == 0 {
		options.Level = 0.95
	}
	n := len(s.outcome)
	least := max(int(options.Trim*float64(n)), len(s.names)+1)
	most := n/least - 1
	if options.Breaks == 0 {
		options.Breaks = min(5, most)
	}
	if most < 1 || options.Breaks > most {
		return nil, panel.Faulty(panel.TooShort, data.OutcomeName)
	}
	r := &Result{Names: s.names, LeastRows: least, Sample: s.sample, Options: options}
	squares := s.squares(centred(s.outcome))
	ends := best(squares, options.Breaks, least)
	for _, e := range ends {
		p, err := s.partition(e, options.Level)
		if err != nil {
			return nil, err
		}
		r.Partitions = append(r.Partitions, p)
	}
	r.choose(s)
	r.test(s, squares, ends)
	return r, nil
}

// choose compares the partitions.
func (r *Result) choose(s *series) {
	n, k := float64(len(s.outcome)), float64(len(s.names))
	for m := range r.Partitions {
		p, breaks := &r.Partitions[m], float64(m)
		p.BIC = n*(math.Log(p.SumOfSquares/n)+1+math.Log(2*math.Pi)) + math.Log(n)*(k+1)*(breaks+1)
		parameters := (breaks+1)*k + breaks
		p.LWZ = math.Log(p.SumOfSquares/(n-parameters)) + 0.299*parameters*math.Pow(math.Log(n), 2.1)/n
		p.F, p.Probability = math.NaN(), math.NaN()
		if m > 0 {
			p.F = ratio(r.Partitions[0].SumOfSquares, p.SumOfSquares, breaks*k, n-(breaks+1)*k)
		}
		if p.BIC < r.Partitions[r.ByBIC].BIC {
			r.ByBIC = m
		}
		if p.LWZ < r.Partitions[r.ByLWZ].LWZ {
			r.ByLWZ = m
		}
	}
}

// ratio is the F of a restriction.
func ratio(restricted, free, restrictions, freedom float64) float64 {
	return (restricted - free) / restrictions / (free / freedom)
}
