package benchmark

import (
	"math"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/composite"
)

// The limits of the audit: siblings that say the same or contradict one another,
// and indicators that measure size.
const (
	highCorrelation = 0.9
	lowCorrelation  = -0.4
	sizeCorrelation = 0.7
)

// audit looks at indicators after denominators and before they are treated, and
// at scores within families. All rows of a panel are taken together.
func (c *computation) audit() (Audit, error) {
	out := Audit{Statistics: []StatisticsView{}, Correlations: []CorrelationView{}, WithSize: []CorrelationView{}, Consistency: []AlphaView{}, Mixed: []MixedView{}}
	values, scores := c.index.Table("denominate"), c.index.Last()
	for _, s := range values.Statistics(composite.UsualLimits()) {
		v := StatisticsView{Code: s.Code, Available: s.Available, Min: city.Number(s.Min), Max: city.Number(s.Max), Mean: city.Number(s.Mean), Median: city.Number(s.Median),
			Deviation: city.Number(s.Deviation), Skewness: city.Number(s.Skewness), Kurtosis: city.Number(s.Kurtosis), Flags: []string{}}
		for _, f := range s.Flags {
			v.Flags = append(v.Flags, string(f))
		}
		out.Statistics = append(out.Statistics, v)
	}
	flagged, err := c.index.Flagged(scores, 2, highCorrelation, lowCorrelation, composite.Pearson)
	if err != nil {
		return out, err
	}
	for _, f := range flagged {
		out.Correlations = append(out.Correlations, correlation(f.Correlation))
	}
	for level := 1; level < c.hierarchy.Depth(); level++ {
		for _, parent := range c.hierarchy.Level(level + 1) {
			children := c.hierarchy.Children(parent.Code)
			if len(children) < 2 {
				continue
			}
			alpha, err := scores.Cronbach(children)
			if err != nil {
				alpha = math.NaN() // constants and too few complete pairs have none
			}
			out.Consistency = append(out.Consistency, AlphaView{parent.Code, city.Number(alpha)})
		}
	}
	with, err := c.index.WithDenominators(values, sizeCorrelation, composite.Pearson)
	if err != nil {
		return out, err
	}
	for _, x := range with {
		out.WithSize = append(out.WithSize, correlation(x))
	}
	for _, m := range c.index.Mixed {
		out.Mixed = append(out.Mixed, MixedView{m.Code, m.Kinds})
	}
	return out, nil
}

func correlation(c composite.Correlation) CorrelationView {
	return CorrelationView{c.A, c.B, city.Number(c.Value), city.Number(c.P), c.Pairs}
}

// optimised searches for weights as the specification asks.
func (c *computation) optimised() ([]OptimumView, error) {
	out := []OptimumView{}
	for _, o := range c.spec.Optimise {
		best, err := c.index.Optimise(o.Level, composite.Optimisation{Goal: composite.Goal(o.Goal), Target: composite.Weights(o.Target)})
		if err != nil {
			return nil, err
		}
		v := OptimumView{Level: o.Level, Goal: o.Goal, Weights: map[string]city.Number{}, Correlations: map[string]city.Number{}, Settled: best.Settled}
		for code, w := range best.Weights {
			v.Weights[code] = city.Number(w)
		}
		for _, x := range best.Correlations {
			v.Correlations[x.A] = city.Number(x.Value)
		}
		out = append(out, v)
	}
	return out, nil
}
