package twoway

import (
	"math"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distuv"

	"github.com/quanyu/quanyu/method/effect"
)

// Pretrend is the joint test that all leads are zero, and what it can see.
type Pretrend struct {
	Leads       int     // coefficients tested
	F           float64 // Wald statistic / Leads; NaN where the clusters are too few for it
	Freedom     int     // of the denominator
	Probability float64
	// Trends are the straight lines that the test finds with the probability
	// 0.5 and 0.8. It is nil where F is NaN, or where every unit is treated in
	// the end, so that there is nothing that a line could differ from.
	Trends []effect.Trend
}

// pretrend tests the leads that are not held at zero. values and the covariance
// are those of the times that are not.
func (e *Events) pretrend(values []float64, o EventOptions) *Pretrend {
	var leads []int
	var line []float64 // a trend of slope 1
	after, lags, known := 0.0, 0, true
	j := 0
	for _, t := range e.Times {
		if t.Time >= 0 {
			after, lags = after+t.distance, lags+1
		}
		if t.Base {
			continue
		}
		if o.before(t.Time) {
			known = known && t.StandardError > 0
			leads, line = append(leads, j), append(line, t.distance)
		}
		j++
	}
	if len(leads) == 0 {
		return nil
	}
	p := &Pretrend{Leads: len(leads), Freedom: e.Freedom, F: math.NaN(), Probability: math.NaN()}
	covariance := mat.NewSymDense(len(leads), nil)
	for a, i := range leads {
		for b := a; b < len(leads); b++ {
			covariance.SetSym(a, b, e.covariance.At(i, leads[b]))
		}
	}
	metric, ok := effect.NewMetric(covariance)
	if !ok || !known || len(leads) >= e.Clusters {
		return p
	}
	tested := make([]float64, len(leads))
	for a, i := range leads {
		tested[a] = values[i]
	}
	q, v := float64(len(leads)), float64(e.Freedom)
	p.F = metric.Square(tested) / q
	p.Probability = 1 - distuv.F{D1: q, D2: v}.CDF(p.F)
	if !e.straight {
		return p
	}
	of := metric.Square(line)
	for _, probability := range []float64{0.5, 0.8} {
		slope := math.Sqrt(effect.Noncentrality(q, v, probability) / of)
		p.Trends = append(p.Trends, effect.Trend{Probability: probability, Slope: slope, Bias: slope * after / float64(lags)})
	}
	return p
}
