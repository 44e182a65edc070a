package evaluate

import (
	"math"

	"github.com/quanyu/quanyu/method/breaks"
)

// breaksView turns a result into what is shown.
func breaksView(r *breaks.Result, spec *BreaksSpec) *BreaksResult {
	periods := r.Sample.PeriodIDs
	out := &BreaksResult{
		Number: r.ByTest, ByBIC: r.ByBIC, ByLWZ: r.ByLWZ, N: len(periods), First: periods[0], Last: periods[len(periods)-1], LeastRows: r.LeastRows,
		Breaks: []BreakView{}, Chow: []ChowView{},
	}
	out.Missing = out.Last - out.First + 1 - out.N
	if r.ByTest < 0 {
		out.Number = r.ByBIC
	} else {
		out.ByTest = &r.ByTest
	}
	for m, p := range r.Partitions {
		v := PartitionView{Breaks: []BreakView{}, SSR: Number(p.SumOfSquares), BIC: Number(p.BIC), LWZ: Number(p.LWZ), F: Number(p.F), P: Number(p.Probability), Autocorrelation: Number(p.Autocorrelation)}
		for _, b := range p.Breaks {
			bv := BreakView{Period: b.Period, Next: b.Next, Outside: b.Outside}
			if b.Known {
				bv.CI = &[2]int{b.Low, b.High}
			}
			v.Breaks = append(v.Breaks, bv)
		}
		if m < len(r.Steps) {
			v.More = &MoreView{r.Steps[m].Period, Number(r.Steps[m].F), Number(r.Steps[m].Probability)}
		}
		out.Partitions = append(out.Partitions, v)
	}
	out.Breaks = out.Partitions[out.Number].Breaks
	for _, g := range r.Partitions[out.Number].Regimes {
		v := RegimeView{First: g.First, Last: g.Last, Rows: g.Rows}
		for _, t := range g.Terms {
			v.Terms = append(v.Terms, termView(t, g.Rows-len(r.Names), spec.Level))
		}
		out.Regimes = append(out.Regimes, v)
	}
	return out
}

// chow adds the tests at given periods.
func (r *BreaksResult) chow(d breaks.Data, at []int) error {
	nan := Number(math.NaN())
	for _, period := range at {
		c, err := breaks.Chow(d, period)
		if err != nil {
			v, is := refused("chow", err)
			if !is {
				return err
			}
			r.Chow = append(r.Chow, ChowView{At: period, F: nan, P: nan, RobustF: nan, RobustP: nan, Refused: &v})
			continue
		}
		r.Chow = append(r.Chow, ChowView{period, c.Before, c.After, Number(c.F), Number(c.Probability), Number(c.Robust), Number(c.RobustProbability), nil})
	}
	return nil
}

// fittedPoint is one row of the series with what its regime gives.
type fittedPoint struct {
	period        int
	value, fitted float64
	regime        int
}

// fitted gives the series in order of time, beside the partition with so many
// breaks.
func fitted(d breaks.Data, r *breaks.Result, number int) []fittedPoint {
	var out []fittedPoint
	regimes, first := r.Partitions[number].Regimes, r.Sample.PeriodIDs[0]
	g := 0
	for _, row := range r.Sample.Rows {
		p := fittedPoint{period: d.Period[row], value: d.Outcome[row]}
		for p.period > regimes[g].Last {
			g++
		}
		p.regime = g
		values := []float64{1}
		if d.Trend {
			values = append(values, float64(p.period)-float64(first))
		}
		for _, column := range d.Regressors {
			values = append(values, column[row])
		}
		for j, t := range regimes[g].Terms {
			p.fitted += float64(t.Coefficient * values[j])
		}
		out = append(out, p)
	}
	return out
}
