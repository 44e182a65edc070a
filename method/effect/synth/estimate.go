package synth

import "github.com/quanyu/quanyu/method/effect"

// Estimate compares each cohort of treated units with a synthetic one made of
// the units that are never treated. Covariates are partialled out of the outcome
// first, by a regression with effects of units and periods on the untreated rows.
// Faults: those of panel.Select, effect.Check, effect.NoBefore, effect.NoControl
// and those of this package.
func Estimate(data effect.Data, options Options) (*Result, error) {
	panic("synth: Estimate")
}

// Weights are unit and time weights to be used as they are.
type Weights struct {
	Units map[int]float64 // of each donor, by unit as given
	Times map[int]float64 // of each period before, by period as given
}

// At is Estimate with given weights, for one cohort. Donors and periods that are
// not named weigh nothing.
func At(data effect.Data, options Options, weights Weights) (*Result, error) {
	panic("synth: At")
}
