package panel

import (
	"math"

	"github.com/quanyu/quanyu/internal/parallel"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distuv"
)

// perfect is the share of the outcome's variation under which residuals are
// nothing but rounding.
const perfect = 1e-20

// Perfect reports whether a residual sum of squares is nothing but rounding,
// beside the length of the outcome before effects were removed.
func Perfect(sumOfSquares, scale float64) bool {
	return sumOfSquares <= perfect*float64(scale*scale)
}

// Data is a panel of n rows.
type Data struct {
	Unit, Period []int // any numbers
	Outcome      []float64
	OutcomeName  string
	Regressors   [][]float64 // k columns of n
	Names        []string    // k
}

// Options says what is estimated.
type Options struct {
	UnitEffects, PeriodEffects bool
	Errors                     Errors // "" is Classical
	Cluster                    []int  // n numbers; nil means the units
	Second                     []int  // n numbers, for TwoWay; nil means the periods
	Lags                       int    // for DriscollKraay
}

// Term is one coefficient.
type Term struct {
	Name                    string
	Coefficient             float64
	StandardError           float64
	TStatistic, Probability float64 // two-sided, Student's t
}

// Result is an estimated regression.
type Result struct {
	Terms        []Term
	Covariance   *mat.SymDense
	Dropped      []Collinear
	Residuals    []float64 // one for each of Sample.Rows
	SumOfSquares float64
	R2Within     float64 // share of the variation left by the effects
	Parameters   int     // with the effects
	Freedom      int     // of the t statistics: n-K, or clusters - 1
	Clusters     int     // 0 unless clustered
	Repaired     bool    // negative eigenvalues of Covariance were set to zero: see TwoWay
	Sample       *Sample
}

// Fit estimates a regression with the effects asked for, or with a constant
// where none are. Faults: those of Select, Within.Err, LeastSquares and
// Covariance, and PerfectFit and TooLarge.
func Fit(data Data, options Options) (*Result, error) {
	e, err := estimate(data, options)
	if err != nil {
		return nil, err
	}
	return e.result, nil
}

// estimation is a result and what it was made of.
type estimation struct {
	result     *Result
	regression *Regression
	within     *Within
	options    Options
	groups     Groups
}

// estimate is Fit.
func estimate(data Data, options Options) (*estimation, error) {
	columns := append([][]float64{data.Outcome}, data.Regressors...)
	names := append([]string{data.OutcomeName}, data.Names...)
	sample, err := Select(data.Unit, data.Period, columns, names, options.UnitEffects, options.PeriodEffects)
	if err != nil {
		return nil, err
	}
	within, err := NewWithin(sample, options.UnitEffects, options.PeriodEffects)
	if err != nil {
		return nil, err
	}
	scales := make([]float64, len(columns))
	parallel.Each(workersFor(len(sample.Rows)), len(columns), func(j int) {
		taken := sample.Take(columns[j])
		scales[j] = math.Sqrt(dot(taken, taken))
		within.remove(taken)
		columns[j] = taken
	})
	for j, scale := range scales {
		if math.IsInf(scale, 0) {
			return nil, Faulty(TooLarge, names[j])
		}
	}
	if err := within.Err(); err != nil {
		return nil, err
	}
	outcome := columns[0]
	regression, err := LeastSquares(columns[1:], data.Names, scales[1:], outcome)
	if err != nil {
		return nil, err
	}
	total := dot(outcome, outcome)
	e := &estimation{regression: regression, within: within, options: options, result: &Result{
		Dropped: regression.Dropped, Residuals: regression.Residuals, SumOfSquares: regression.SumOfSquares,
		R2Within: 1 - regression.SumOfSquares/total, Sample: sample,
	}}
	if err := e.infer(data); err != nil {
		return nil, err
	}
	if Perfect(regression.SumOfSquares, scales[0]) {
		return nil, Faulty(PerfectFit, data.OutcomeName)
	}
	return e, nil
}

// infer adds the covariance and the tests.
func (e *estimation) infer(data Data) error {
	kind, r := e.options.Errors, e.result
	if kind == "" {
		kind = Classical
	}
	k := len(e.regression.Coefficients)
	r.Parameters = k + e.within.Absorbed
	r.Freedom = len(r.Residuals) - r.Parameters
	parameters := r.Parameters
	e.groups = r.groups(kind, data, e.options)
	if e.groups.Cluster != nil {
		r.Clusters = e.groups.count(kind)
		parameters -= r.nested(e.options, e.groups)
		r.Freedom = r.Clusters - 1
	}
	var err error
	if r.Covariance, r.Repaired, err = e.regression.covariance(kind, parameters, e.groups); err != nil {
		return err
	}
	r.Terms = e.regression.Terms(r.Covariance, r.Freedom)
	return nil
}

// Terms tests each coefficient against zero by Student's t with freedom
// degrees of freedom, given their covariance, k × k.
func (r *Regression) Terms(covariance *mat.SymDense, freedom int) []Term {
	t := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(freedom)}
	out := make([]Term, len(r.Names))
	for j, name := range r.Names {
		term := Term{Name: name, Coefficient: r.Coefficients[j], StandardError: math.Sqrt(covariance.At(j, j))}
		term.TStatistic = term.Coefficient / term.StandardError
		term.Probability = 2 * t.CDF(-math.Abs(term.TStatistic))
		out[j] = term
	}
	return out
}

// groups numbers the clusters of the sample's rows.
func (r *Result) groups(kind Errors, data Data, options Options) Groups {
	s := r.Sample
	pick := func(given, otherwise []int) []int {
		if given == nil {
			return otherwise
		}
		if len(given) != len(data.Unit) {
			panic("panel: Fit needs a cluster for each row")
		}
		return number(s.Rows, given)
	}
	switch kind {
	case Clustered:
		return Groups{Cluster: pick(options.Cluster, s.Unit)}
	case TwoWay:
		return Groups{Cluster: pick(options.Cluster, s.Unit), Second: pick(options.Second, s.Period)}
	case DriscollKraay:
		return Groups{Cluster: s.Period, Periods: s.PeriodIDs, Lags: options.Lags}
	}
	return Groups{}
}

// nested counts the effects that lie within clusters, less one of each kind:
// the mean is estimated in any case.
func (r *Result) nested(options Options, groups Groups) int {
	s, out := r.Sample, 0
	inside := func(effect []int, m int) bool {
		return within(effect, groups.Cluster, m) || groups.Second != nil && within(effect, groups.Second, m)
	}
	if options.UnitEffects && inside(s.Unit, len(s.UnitIDs)) {
		out += len(s.UnitIDs) - 1
	}
	if options.PeriodEffects && inside(s.Period, len(s.PeriodIDs)) {
		out += len(s.PeriodIDs) - 1
	}
	return out
}

// number gives the values that rows have places from 0.
func number(rows, values []int) []int {
	taken := make([]int, len(rows))
	for i, row := range rows {
		taken[i] = values[row]
	}
	_, place := numbered(taken)
	for i, p := range place {
		taken[i] = int(p)
	}
	return taken
}

// confined reports whether all effects lie within clusters.
func (r *Result) confined(options Options, groups Groups) bool {
	s := r.Sample
	return (options.UnitEffects || options.PeriodEffects) &&
		(!options.UnitEffects || within(s.Unit, groups.Cluster, len(s.UnitIDs))) &&
		(!options.PeriodEffects || within(s.Period, groups.Cluster, len(s.PeriodIDs)))
}

// within reports whether each of m effects lies in one cluster.
func within(effect, cluster []int, m int) bool {
	of := make([]int, m)
	for i := range of {
		of[i] = -1
	}
	for i, e := range effect {
		if of[e] >= 0 && of[e] != cluster[i] {
			return false
		}
		of[e] = cluster[i]
	}
	return true
}
