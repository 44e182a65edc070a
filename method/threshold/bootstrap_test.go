package threshold

import (
	"math"
	"slices"
	"testing"

	"github.com/quanyu/quanyu/method/panel"
)

// literal is the largest F over the values of q that trimming allows, each
// tried by a regression of its own.
func literal(t *testing.T, d Data, allowed []float64) float64 {
	none := squares(t, d)
	least := math.Inf(1)
	for _, v := range allowed {
		least = min(least, squares(t, d, v))
	}
	units := slices.Compact(slices.Sorted(slices.Values(d.Unit)))
	return (none - least) / (least / float64(len(d.Unit)-len(units)))
}

// tried is the values that the first step tried.
func tried(r *Result) []float64 {
	var out []float64
	for _, p := range r.Steps[0].Set.Profile {
		out = append(out, p.Value)
	}
	return out
}

// null is the residuals of the regression without a threshold, in rows as given.
func null(t *testing.T, d Data) []float64 { return beside(t, d, math.Inf(-1)) }

// beside is the residuals of the regression with one threshold.
func beside(t *testing.T, d Data, threshold float64) []float64 {
	p := panel.Data{Unit: d.Unit, Period: d.Period, Outcome: d.Outcome, OutcomeName: "y", Regressors: slices.Clone(d.Other), Names: slices.Clone(d.OtherNames)}
	for a, column := range d.Regime {
		low, high := make([]float64, len(column)), make([]float64, len(column))
		for i, q := range d.Variable {
			if q <= threshold {
				low[i] = column[i]
			} else {
				high[i] = column[i]
			}
		}
		p.Regressors, p.Names = append(p.Regressors, high, low), append(p.Names, d.RegimeNames[a], d.RegimeNames[a])
	}
	r, err := panel.Fit(p, panel.Options{UnitEffects: true, PeriodEffects: d.PeriodEffects})
	if err != nil {
		t.Fatal(err)
	}
	out := make([]float64, len(d.Unit))
	for i, row := range r.Sample.Rows {
		out[row] = r.Residuals[i]
	}
	return out
}

// Each draw written out: a regression for the residuals, their signs turned or
// moved by unit, and a regression at each value. Balanced and not, with and
// without effects of periods.
func TestDrawsOneByOne(t *testing.T) {
	for _, c := range []struct {
		missing       float64
		periodEffects bool
		resample      Resample
	}{{0, false, Units}, {0, true, Signs}, {0.25, false, Signs}, {0.25, true, Automatic}} {
		d := random(21, 10, 5, c.missing)
		d.PeriodEffects = c.periodEffects
		const draws = 8
		r := search(t, d, Options{Thresholds: 1, Trim: []float64{0.15}, Bootstrap: draws, Seed: 4, Resample: c.resample})
		residual := null(t, d)
		o, units := Options{Seed: 4}, len(r.Sample.UnitIDs)
		var drawn []float64
		for draw := range draws {
			source := o.stream(0, draw)
			star := d
			star.Outcome = make([]float64, len(d.Unit))
			from := make([]int, units) // of which unit the residuals are
			sign := make([]float64, units)
			for u := range units {
				from[u], sign[u] = u, 1
				if c.resample == Units {
					from[u] = below(source, units)
				} else if source.Uint64()>>63 == 1 {
					sign[u] = -1
				}
			}
			for i := range star.Outcome {
				u := slices.Index(r.Sample.UnitIDs, d.Unit[i])
				j := slices.IndexFunc(d.Unit, func(v int) bool { return v == r.Sample.UnitIDs[from[u]] })
				for d.Unit[j] != r.Sample.UnitIDs[from[u]] || d.Period[j] != d.Period[i] {
					j++
				}
				star.Outcome[i] = d.Outcome[i] - residual[i] + sign[u]*residual[j]
			}
			drawn = append(drawn, literal(t, star, tried(r)))
		}
		slices.Sort(drawn)
		count := 0.0
		for _, f := range drawn {
			if f >= r.Steps[0].F {
				count++
			}
		}
		if r.Steps[0].Probability != count/draws {
			t.Errorf("%+v: p %v, one by one %v", c, r.Steps[0].Probability, count/draws)
		}
		for i, place := range []int{7, 7, 7} { // ceil(0.90 × 8) - 1 and so on
			if math.Abs(r.Steps[0].Critical[i]/drawn[place]-1) > 1e-8 {
				t.Errorf("%+v: critical %v, one by one %v", c, r.Steps[0].Critical, drawn)
			}
		}
		if c.missing > 0 && r.Resample != Signs {
			t.Errorf("unbalanced, drawn by %s", r.Resample)
		}
	}
}

// Without a threshold in the data about 5 percent of tests reject at 5 percent,
// on panels that are not balanced and whose residuals move together in a unit.
func TestSize(t *testing.T) {
	const panels = 120
	rejected := 0
	for seed := range uint64(panels) {
		d := random(seed+900, 15, 6, 0.2)
		for i, q := range d.Variable { // take the threshold out; a shock for each unit and sign of q's half
			if q <= 0.5 {
				d.Outcome[i] -= d.Regime[0][i]
			}
		}
		r := search(t, d, Options{Thresholds: 1, Trim: []float64{0.1}, Bootstrap: 99, Seed: seed})
		if r.Steps[0].Probability < 0.05 {
			rejected++
		}
	}
	t.Logf("%d of %d reject", rejected, panels)
	if rejected > 16 { // 6 expected; more than 16 has a chance of 1 in 5000
		t.Errorf("%d of %d tests reject at 5 percent", rejected, panels)
	}
}
