package twoway

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"

	"github.com/quanyu/quanyu/method/effect"
	"github.com/quanyu/quanyu/method/panel"
)

// Event is the effect so many periods from treatment, in the numbers of the
// periods: negative before it, 0 in the first treated one.
type Event struct {
	Time            int
	Mean            float64 // of the times that share the coefficient: Time, unless Binned
	Binned          bool
	Base            bool // held at zero: a value of 0, and no error
	Rows            int  // of treated units at this time
	effect.Estimate      // NaN for Base, but for Value

	distance float64 // from the base: what a trend of slope 1 puts here
}

// Events is an event study.
type Events struct {
	Times      []Event // ascending
	Base       []int   // the times held at zero
	Average    effect.Estimate
	Pretrend   *Pretrend // nil where no lead has a coefficient
	Covariates []panel.Term
	Dropped    []panel.Collinear // covariates that are combinations of others
	Plan       effect.Plan
	Freedom    int // of the t statistics
	Clusters   int
	Sample     *panel.Sample

	covariance *mat.SymDense // of the Times that are not Base, in their order
	straight   bool          // there are controls beside which a trend would show
}

// EventStudy regresses the outcome on indicators of the time from treatment
// and the covariates, with effects of units and of periods. Units that are not
// treated within the sample have all indicators at zero. Units treated
// throughout have no time before and are left out; the sample's flow says so.
//
// Where every unit is treated in the end, times from treatment, units and
// periods leave a straight line undetermined; the farthest lead is then held
// at zero too (Borusyak, Jaravel, Spiess 2024, section 2.2), and Base says so.
// Average is the plain mean of the coefficients at and after treatment.
//
// With several dates of treatment and effects that differ between them, a
// coefficient may hold effects of other times (Sun and Abraham 2021): see
// SunAbraham. Faults: as DiD; NotApart where the data do not tell the times
// apart.
func EventStudy(d effect.Data, o EventOptions) (*Events, error) {
	o.check()
	c, err := cutAlways(d, o.Options, o.Anticipation)
	if err != nil {
		return nil, err
	}
	e := &Events{Plan: c.plan}
	if err := e.lay(c, o); err != nil {
		return nil, err
	}
	columns, names := e.indicators(c, o)
	fit, err := c.fit(columns, names)
	if err != nil {
		return nil, err
	}
	e.take(c, fit)
	weights := make([][]float64, 0, len(columns))
	for j := range columns {
		weights = append(weights, make([]float64, len(columns)))
		weights[j][j] = 1
	}
	e.combine(fit, weights, o)
	return e, nil
}

// check panics on options that a programmer must not pass.
func (o *EventOptions) check() {
	if o.Anticipation < 0 || o.Leads < 0 || o.Lags < 0 {
		panic("twoway: anticipation and window count periods")
	}
	if o.Base > 0 || o.Base != 0 && o.Base >= -o.Anticipation || o.Base != 0 && o.Leads > 0 && o.Base <= -o.Leads {
		panic("twoway: a base before treatment and anticipation, inside the window, is needed")
	}
}

// before reports whether a time is before treatment and anticipation.
func (o *EventOptions) before(time int) bool { return time < -o.Anticipation }

// lay finds the times of the sample, with those of the window's ends shared,
// and the base.
func (e *Events) lay(c *cut, o EventOptions) error {
	rows, sum := map[int]int{}, map[int]int{}
	for i := range c.data.Unit {
		if time, treated := c.time(i); treated {
			rows[o.bin(time)]++
			sum[o.bin(time)] += time
		}
	}
	for at, n := range rows {
		e.Times = append(e.Times, Event{Time: at, Mean: float64(sum[at]) / float64(n), Rows: n, Binned: o.binned(at)})
	}
	slices.SortFunc(e.Times, func(a, b Event) int { return a.Time - b.Time })
	if len(e.Times) == 0 || e.Times[len(e.Times)-1].Time < 0 {
		return panel.Faulty(effect.NoTreated)
	}
	base := slices.IndexFunc(e.Times, func(t Event) bool { return t.Time == o.Base })
	if o.Base == 0 {
		base = slices.IndexFunc(e.Times, func(t Event) bool { return !o.before(t.Time) }) - 1
	}
	if base < 0 || e.Times[base].Binned {
		return panel.Faulty(effect.NoBefore)
	}
	for i := range e.Times {
		e.Times[i].distance = e.Times[i].Mean - e.Times[base].Mean
	}
	e.hold(base)
	e.straight = len(c.plan.Never)+len(c.plan.Later) > 0
	if !e.straight && o.Leads == 0 && o.Lags == 0 && base > 0 {
		e.hold(0)
	}
	return nil
}

// hold makes a time a base.
func (e *Events) hold(at int) {
	e.Times[at].Base, e.Times[at].Estimate = true, missing()
	e.Times[at].Value = 0
	e.Base = append(e.Base, e.Times[at].Time)
	slices.Sort(e.Base)
}

// binned reports whether a coefficient is shared by the times from an end of
// the window on.
func (o *EventOptions) binned(at int) bool {
	return o.Leads > 0 && at == -o.Leads || o.Lags > 0 && at == o.Lags
}

// bin is the time whose coefficient a time has.
func (o *EventOptions) bin(time int) int {
	if o.Leads > 0 && time < -o.Leads {
		return -o.Leads
	}
	if o.Lags > 0 && time > o.Lags {
		return o.Lags
	}
	return time
}

// indicators gives a column for each time that is not held at zero.
func (e *Events) indicators(c *cut, o EventOptions) (columns [][]float64, names []string) {
	place := map[int]int{}
	for _, t := range e.Times {
		if !t.Base {
			place[t.Time] = len(columns)
			columns = append(columns, make([]float64, len(c.data.Unit)))
			names = append(names, timeName(t.Time))
		}
	}
	for i := range c.data.Unit {
		if time, treated := c.time(i); treated {
			if j, free := place[o.bin(time)]; free {
				columns[j][i] = 1
			}
		}
	}
	return columns, names
}

// take copies what a regression says of its sample.
func (e *Events) take(c *cut, fit *panel.Result) {
	e.Dropped, e.Freedom, e.Clusters = fit.Dropped, fit.Freedom, fit.Clusters
	e.Sample = c.restore(fit.Sample)
}

// combine makes the estimates of the times that are not held at zero: each is
// the weighted sum of the first coefficients of a regression, the weights
// taken as fixed.
func (e *Events) combine(fit *panel.Result, weights [][]float64, o EventOptions) {
	values, covariance := combined(fit, weights)
	e.Covariates, e.covariance = fit.Terms[len(weights[0]):], covariance
	var after []int
	for i, j := 0, 0; i < len(e.Times); i++ {
		if e.Times[i].Base {
			continue
		}
		e.Times[i].Estimate = estimate(fit, values[j], covariance.At(j, j), o.Level)
		if e.Times[i].Time >= 0 {
			after = append(after, j)
		}
		j++
	}
	mean, variance := 0.0, 0.0
	for _, a := range after {
		mean += values[a] / float64(len(after))
		for _, b := range after {
			variance += covariance.At(a, b) / float64(len(after)*len(after))
		}
	}
	e.Average = estimate(fit, mean, variance, o.Level)
	e.Pretrend = e.pretrend(values, o)
}

// combined gives weighted sums of the first coefficients of a regression and
// their covariance. A variance of NaN, which is nothing but rounding, counts as
// zero in a sum.
func combined(fit *panel.Result, weights [][]float64) ([]float64, *mat.SymDense) {
	m, k := len(weights), len(weights[0])
	values, half := make([]float64, m), mat.NewDense(m, k, nil)
	covariance := func(a, b int) float64 {
		if v := fit.Covariance.At(a, b); !math.IsNaN(v) {
			return v
		}
		return 0
	}
	for i, w := range weights {
		for a, x := range w {
			if x == 0 {
				continue
			}
			values[i] += float64(x * fit.Terms[a].Coefficient)
			for b := range k {
				half.Set(i, b, half.At(i, b)+float64(x*covariance(a, b)))
			}
		}
	}
	out := mat.NewSymDense(m, nil)
	for i := range m {
		for j := i; j < m; j++ {
			sum := 0.0
			for b, x := range weights[j] {
				if x != 0 {
					sum += float64(x * half.At(i, b))
				}
			}
			out.SetSym(i, j, sum)
		}
	}
	return values, out
}

// rounding is the share of the residuals' deviation over the root of the rows
// under which a standard error is nothing but rounding. The error of a cohort
// of one unit beside one control is: both are fitted in every period.
const rounding = 1e-5

// estimate tests a weighted sum of coefficients.
func estimate(fit *panel.Result, value, variance, level float64) effect.Estimate {
	least := rounding * math.Sqrt(fit.SumOfSquares) / float64(len(fit.Residuals))
	if !(variance > float64(least*least)) {
		variance = math.NaN()
	}
	return effect.NewEstimate(value, math.Sqrt(variance), fit.Freedom, level)
}

// missing is an estimate that there is not.
func missing() effect.Estimate { return effect.NewEstimate(math.NaN(), math.NaN(), 0, 0) }
