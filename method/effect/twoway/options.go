package twoway

import (
	"github.com/quanyu/quanyu/method/effect"
	"github.com/quanyu/quanyu/method/panel"
)

// Options says how an effect is tested.
type Options struct {
	Cluster []int   // n numbers by which errors are clustered; nil means the units
	Level   float64 // of intervals; 0 is 0.95
}

// EventOptions says what an event study estimates.
type EventOptions struct {
	Options
	// Base is the time from treatment that all others are compared with; 0 is
	// the last one before treatment that the sample has, -1 in a yearly panel,
	// or the last one before the anticipation.
	Base int
	// Anticipation is the number of periods before treatment in which it may
	// already work. Their times have coefficients, but are no leads to test.
	Anticipation int
	// Leads and Lags bound the window: all times at or before -Leads share one
	// coefficient, all at or after Lags another. 0 gives each time its own.
	Leads, Lags int
}

// columns gives the regression's columns of n: covariates last, so that they
// give way to the treatment and not the treatment to them.
func columns(d effect.Data, treatment [][]float64, names []string, o Options) (panel.Data, panel.Options) {
	data := panel.Data{
		Unit: d.Unit, Period: d.Period, Outcome: d.Outcome, OutcomeName: outcomeName,
		Regressors: append(append([][]float64{}, treatment...), d.Covariates...),
		Names:      append(append([]string{}, names...), d.Names...),
	}
	return data, panel.Options{UnitEffects: true, PeriodEffects: true, Errors: panel.Clustered, Cluster: o.Cluster}
}

// outcomeName and treatedName are the names in faults and stages of a sample.
const (
	outcomeName = "outcome"
	treatedName = "being treated"
)
