package threshold

import (
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/quanyu/quanyu/method/panel"
)

// Shifts are the coefficients of a regression on the regressors above each
// threshold, with its clustered errors.
func TestShifts(t *testing.T) {
	d := random(61, 15, 7, 0.2)
	d.RegimeConstant, d.PeriodEffects = true, true
	at := []float64{0.3, 0.5}
	got, err := At(d, Options{}, at)
	if err != nil {
		t.Fatal(err)
	}
	p := panel.Data{Unit: d.Unit, Period: d.Period, Outcome: d.Outcome, OutcomeName: "y", Regressors: append(slices.Clone(d.Other), d.Regime...), Names: []string{"z", "x", "w"}}
	for k, v := range at {
		for a := range 3 {
			part := make([]float64, len(d.Unit))
			for i, q := range d.Variable {
				switch {
				case q > v && a == 0:
					part[i] = 1
				case q > v:
					part[i] = d.Regime[a-1][i]
				}
			}
			p.Regressors, p.Names = append(p.Regressors, part), append(p.Names, string(rune('a'+3*k+a)))
		}
	}
	want, err := panel.Fit(p, panel.Options{UnitEffects: true, PeriodEffects: true, Errors: panel.Clustered})
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Shifts) != 6 || math.Abs(got.SumOfSquares/want.SumOfSquares-1) > 1e-10 {
		t.Fatalf("%d shifts, sum of squares %v and %v", len(got.Shifts), got.SumOfSquares, want.SumOfSquares)
	}
	// ours counts the dummies of periods among the parameters, as they are no
	// clusters; so does the regression
	for j, s := range got.Shifts {
		w := want.Terms[3+j]
		if math.Abs(s.Change-w.Coefficient) > 1e-9 || math.Abs(s.Clustered/w.StandardError-1) > 1e-9 || math.Abs(s.Probability-w.Probability) > 1e-9 {
			t.Errorf("%+v, regression %+v", s, w)
		}
		if s.Name != []string{Constant, "x", "w"}[j%3] || s.Threshold != at[j/3] {
			t.Errorf("%+v", s)
		}
	}
	// the shift of a slope is the difference of the slopes of two regimes
	slope := func(name string, regime int) float64 {
		return got.Slopes[slices.IndexFunc(got.Slopes, func(s Slope) bool { return s.Name == name && s.Regime == regime })].Coefficient
	}
	if math.Abs(slope("x", 3)-slope("x", 2)-got.Shifts[4].Change) > 1e-9 {
		t.Errorf("slopes %v, %v, shift %v", slope("x", 3), slope("x", 2), got.Shifts[4].Change)
	}
	none := squares(t, d)
	if f := (none - got.SumOfSquares) / (got.SumOfSquares / float64(len(d.Unit)-15)); math.Abs(got.F/f-1) > 1e-9 || math.Abs(got.SumOfSquaresNone/none-1) > 1e-10 {
		t.Errorf("F %v, one by one %v", got.F, f)
	}
}

// The wild bootstrap of a shift is that of the regression written out, with
// effects of units and periods; without draws, or on the author's rows, there
// is none.
func TestShiftWild(t *testing.T) {
	for _, units := range []int{8, 20} {
		d := random(64, units, 6, 0.2)
		d.PeriodEffects = true
		got, err := At(d, Options{Bootstrap: 1, Seed: 3}, []float64{0.5})
		if err != nil {
			t.Fatal(err)
		}
		p := panel.Data{Unit: d.Unit, Period: d.Period, Outcome: d.Outcome, OutcomeName: "y", Regressors: append(slices.Clone(d.Other), d.Regime...), Names: []string{"z", "x", "w", "x above", "w above"}}
		for _, column := range d.Regime {
			part := slices.Clone(column)
			for i, q := range d.Variable {
				if q <= 0.5 {
					part[i] = 0
				}
			}
			p.Regressors = append(p.Regressors, part)
		}
		w := panel.Wild{Seed: 3}
		if units < fewUnits {
			w.Weights = panel.Webb
		}
		for j, name := range []string{"x above", "w above"} {
			want, err := panel.WildBootstrap(p, panel.Options{UnitEffects: true, PeriodEffects: true}, name, w)
			if err != nil {
				t.Fatal(err)
			}
			s := got.Shifts[j]
			if s.Wild != want.Probability || math.Abs(s.Interval[0]-want.Low) > 1e-6 || math.Abs(s.Interval[1]-want.High) > 1e-6 {
				t.Errorf("%d units, %s: %v %v, written out %v %v %v", units, name, s.Wild, s.Interval, want.Probability, want.Low, want.High)
			}
		}
	}
	d := random(64, 8, 6, 0)
	for _, o := range []Options{{}, {Bootstrap: 1, Rows: HansenRows}} {
		if r, err := At(d, o, []float64{0.5}); err != nil || !math.IsNaN(r.Shifts[0].Wild) || !math.IsNaN(r.Shifts[0].Interval[0]) {
			t.Errorf("%+v: %+v, %v", o, r, err)
		}
	}
}

// At the threshold that a search finds, F is that of the search.
func TestAtFound(t *testing.T) {
	d := random(62, 15, 7, 0.2)
	r := search(t, d, Options{Thresholds: 1})
	got, err := At(d, Options{}, []float64{r.Thresholds[0].Value})
	if err != nil || math.Abs(got.F/r.Steps[0].F-1) > 1e-9 || got.SumOfSquares != r.SumOfSquares {
		t.Errorf("F %v, searched %v, %v", got, r.Steps[0].F, err)
	}
}

func TestAtFaults(t *testing.T) {
	d := random(63, 10, 6, 0)
	for _, at := range [][]float64{{2}, {-1}, {0.501, 0.502}} {
		_, err := At(d, Options{}, at)
		var fault *panel.Fault
		if !errors.As(err, &fault) || fault.Kind != EmptyRegime {
			t.Errorf("%v: %v", at, err)
		}
	}
	copy(d.Outcome, d.Regime[0])
	for i, q := range d.Variable {
		if q > 0.5 {
			d.Outcome[i] *= 2
		}
	}
	_, err := At(d, Options{}, []float64{0.5})
	var fault *panel.Fault
	if !errors.As(err, &fault) || fault.Kind != panel.PerfectFit {
		t.Errorf("perfect: %v", err)
	}
}
