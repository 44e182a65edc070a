package twoway

import (
	"math"
	"slices"

	"github.com/quanyu/quanyu/method/effect"
	"github.com/quanyu/quanyu/method/panel"
)

// Result is the effect by two-way fixed effects.
type Result struct {
	Effect     effect.Estimate
	Covariates []panel.Term
	Dropped    []panel.Collinear // covariates that are combinations of others
	Plan       effect.Plan
	Freedom    int // of the t statistics
	Clusters   int
	Sample     *panel.Sample
}

// DiD regresses the outcome on being treated and the covariates, with effects
// of units and of periods. With one date of treatment and untreated units it
// is the difference of differences; with several dates it is a weighted mean
// of comparisons of which Decompose tells, those with units treated earlier
// among them. Units treated throughout are kept, as they are in least squares;
// Plan names them. Faults: those of effect.Check and of panel.Fit; NoBefore
// where no unit is seen before and after its treatment begins; NoControl where
// all are treated at once.
func DiD(d effect.Data, o Options) (*Result, error) {
	if err := effect.Check(d); err != nil {
		return nil, err
	}
	data, options := columns(d, [][]float64{indicator(d)}, []string{treatedName}, o)
	fit, err := panel.Fit(data, options)
	if fault := unidentified(err, d, fit); fault != nil {
		return nil, fault
	}
	term := fit.Terms[0]
	return &Result{
		Effect:     estimate(fit, term.Coefficient, term.StandardError, o.Level),
		Covariates: fit.Terms[1:], Dropped: fit.Dropped, Plan: d.Plan(fit.Sample),
		Freedom: fit.Freedom, Clusters: fit.Clusters, Sample: fit.Sample,
	}, nil
}

// indicator is 1 in the n rows in which the unit is treated.
func indicator(d effect.Data) []float64 {
	out := make([]float64, len(d.Unit))
	for i, cohort := range d.Cohort {
		if cohort != effect.Never && d.Period[i] >= cohort {
			out[i] = 1
		}
	}
	return out
}

// unidentified turns a regression that has no coefficient of the treatment
// into the reason: nobody seen before and after, or nobody to compare with.
func unidentified(err error, d effect.Data, fit *panel.Result) error {
	if err == nil && fit.Terms[0].Name == treatedName {
		return nil
	}
	fault, known := err.(*panel.Fault)
	if err != nil && (!known || fault.Kind != panel.NoRegressor) {
		return err
	}
	switched := map[int][2]bool{}
	for i, u := range d.Unit {
		seen := switched[u]
		seen[0] = seen[0] || d.Period[i] < d.Cohort[i]
		seen[1] = seen[1] || d.Period[i] >= d.Cohort[i]
		switched[u] = seen
	}
	if !slices.ContainsFunc(d.Unit, func(u int) bool { return switched[u] == [2]bool{true, true} }) {
		return panel.Faulty(effect.NoBefore)
	}
	return panel.Faulty(effect.NoControl)
}

// rounding is the share of the residuals' root mean square, over the root of
// the rows, under which a standard error is nothing but rounding.
const rounding = 1e-6

// estimate tests a number of a regression. Clustered errors of a group that is
// one unit, fitted in each period, come out as rounding: they are NaN.
func estimate(fit *panel.Result, value, standardError, level float64) effect.Estimate {
	n := float64(len(fit.Residuals))
	if standardError < rounding*math.Sqrt(fit.SumOfSquares)/n {
		standardError = math.NaN()
	}
	return effect.NewEstimate(value, standardError, fit.Freedom, level)
}
