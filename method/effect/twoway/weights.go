package twoway

import (
	"github.com/quanyu/quanyu/method/effect"
	"github.com/quanyu/quanyu/method/panel"
)

// Weights says how the coefficient of DiD weighs the effects in the treated
// rows: it is their sum with these weights, which sum to 1. A row with a
// negative weight counts against its own effect, so that the coefficient can be
// negative where every effect is positive. Unlike Decompose this holds for any
// panel and with covariates.
type Weights struct {
	Rows     int       // treated rows of the sample
	Negative int       // of these, with a negative weight
	Sum      float64   // of the negative weights
	Weight   []float64 // one for each row of the sample, 0 if untreated
	Sample   *panel.Sample
}

// Weigh gives the weights: what units, periods and covariates leave of being
// treated, over its sum in the treated rows (de Chaisemartin and
// D'Haultfœuille 2020, American Economic Review 110: 2964-2996, theorem 1).
// Faults: as DiD.
func Weigh(d effect.Data) (*Weights, error) {
	if err := effect.Check(d); err != nil {
		return nil, err
	}
	s, err := selected(d)
	if err != nil {
		return nil, err
	}
	within, err := panel.NewWithin(s, true, true)
	if err != nil {
		return nil, err
	}
	treated := s.Take(indicator(d))
	left := within.Apply(treated)
	all, covariates := &panel.Basis{}, &panel.Basis{} // as in DiD, covariates give way to the treatment
	if _, ok := all.Add(left, panel.Norm(treated)); !ok {
		return nil, untold(d)
	}
	for _, column := range d.Covariates {
		taken := s.Take(column)
		column, scale := within.Apply(taken), panel.Norm(taken)
		if _, ok := all.Add(column, scale); ok {
			covariates.Add(column, scale)
		}
	}
	_, left = covariates.Residual(left)
	w := &Weights{Weight: left, Sample: s}
	sum := panel.Dot(left, treated)
	for i, on := range treated {
		if left[i] = float64(on*left[i]) / sum; on == 0 {
			continue
		}
		w.Rows++
		if left[i] < 0 {
			w.Negative++
			w.Sum += left[i]
		}
	}
	return w, nil
}
