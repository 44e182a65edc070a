package twoway

import (
	"errors"
	"math"

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
// Plan names them. Where one cluster alone is treated there is no error. Faults: those of effect.Check and of panel.Fit; NoBefore
// where no unit is seen before and after its treatment begins; NoControl where
// all are treated at once.
func DiD(d effect.Data, o Options) (*Result, error) {
	if err := effect.Check(d); err != nil {
		return nil, err
	}
	data, options := columns(d, [][]float64{indicator(d)}, []string{treatedName}, o)
	fit, err := panel.Fit(data, options)
	var fault *panel.Fault
	if errors.As(err, &fault) && fault.Kind == panel.NoRegressor || err == nil && fit.Terms[0].Name != treatedName {
		return nil, untold(d)
	}
	if err != nil {
		return nil, err
	}
	unsure(fit, d, o)
	term := fit.Terms[0]
	return &Result{
		Effect:     estimate(fit, term.Coefficient, fit.Covariance.At(0, 0), o.Level),
		Covariates: fit.Terms[1:], Dropped: fit.Dropped, Plan: d.Plan(fit.Sample),
		Freedom: fit.Freedom, Clusters: fit.Clusters, Sample: fit.Sample,
	}, nil
}

// Wild tests the effect by the wild cluster bootstrap, for clusters that are
// few. The sample is that of DiD. Faults: as DiD, and those of panel.WildBootstrap.
func Wild(d effect.Data, o Options, w panel.Wild) (*panel.WildResult, error) {
	if err := effect.Check(d); err != nil {
		return nil, err
	}
	data, options := columns(d, [][]float64{indicator(d)}, []string{treatedName}, o)
	r, err := panel.WildBootstrap(data, options, treatedName, w)
	var fault *panel.Fault
	if errors.As(err, &fault) && fault.Kind == panel.NoRegressor {
		return nil, untold(d)
	}
	return r, err
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

// untold is why a regression has no coefficient of the treatment: nobody is
// seen before and after it, or there is nobody to compare with.
func untold(d effect.Data) *panel.Fault {
	seen := map[int][2]bool{}
	for i, u := range d.Unit {
		if math.IsNaN(d.Outcome[i]) || math.IsInf(d.Outcome[i], 0) {
			continue
		}
		s := seen[u]
		if d.Period[i] < d.Cohort[i] {
			s[0] = true
		} else {
			s[1] = true
		}
		if seen[u] = s; s[0] && s[1] {
			return panel.Faulty(effect.NoControl)
		}
	}
	return panel.Faulty(effect.NoBefore)
}
