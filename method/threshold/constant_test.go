package threshold

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/quanyu/quanyu/method/panel"
)

// stepped is a panel whose level is one higher where q lies above 0.5; units
// have different numbers of rows where some are missing.
func stepped(seed uint64, units, periods int, missing float64) Data {
	r := rand.New(rand.NewPCG(seed, 4))
	d := Data{OutcomeName: "y", VariableName: "q", RegimeConstant: true, Other: make([][]float64, 1), OtherNames: []string{"z"}}
	for u := range units {
		for p := range periods {
			q, z := math.Floor(r.Float64()*100)/100, r.NormFloat64()
			y := 0.4*z + float64(u) + 0.3*float64(p) + 0.5*r.NormFloat64()
			if q > 0.5 {
				y++
			}
			if r.Float64() < missing {
				continue
			}
			d.Unit, d.Period, d.Outcome = append(d.Unit, u), append(d.Period, p), append(d.Outcome, y)
			d.Variable, d.Other[0] = append(d.Variable, q), append(d.Other[0], z)
		}
	}
	return d
}

// A step in level, alone and beside a slope: the running search finds what a
// regression on a dummy at each value finds, and the shift of that regression.
func TestRegimeConstant(t *testing.T) {
	for _, slope := range []bool{false, true} {
		for _, periodEffects := range []bool{false, true} {
			d := stepped(3, 20, 8, 0.2)
			d.PeriodEffects = periodEffects
			if slope {
				d.Regime, d.RegimeNames, d.Other, d.OtherNames = d.Other, d.OtherNames, nil, nil
			}
			r := search(t, d, Options{Thresholds: 1, Trim: []float64{0.1}})
			literal := d // the constant as a column of its own, as squares builds it
			ones := make([]float64, len(d.Unit))
			for i := range ones {
				ones[i] = 1
			}
			literal.Regime, literal.RegimeNames = append([][]float64{ones}, d.Regime...), append([]string{"one"}, d.RegimeNames...)
			least, at := math.Inf(1), 0.0
			for c := range 100 {
				v := float64(c) / 100
				if v < r.Steps[0].Searchable[0] || v > r.Steps[0].Searchable[1] {
					continue
				}
				if s := squares(t, literal, v); s < least {
					least, at = s, v
				}
			}
			if r.Thresholds[0].Value != at || math.Abs(at-0.5) > 0.015 || math.Abs(r.SumOfSquares/least-1) > 1e-10 {
				t.Errorf("threshold %v with %.12g, one by one %v with %.12g", r.Thresholds[0].Value, r.SumOfSquares, at, least)
			}
			shifts := 0
			for _, s := range r.Slopes {
				if s.Name == Constant {
					shifts++
					if s.Regime != 2 || math.Abs(s.Coefficient-1) > 4*s.Clustered {
						t.Errorf("shift %+v, made as 1", s)
					}
				}
			}
			if shifts != 1 || len(r.Dropped) != 0 {
				t.Errorf("%d shifts; dropped %v", shifts, r.Dropped)
			}
		}
	}
}

// A threshold variable that does not change within units separates nothing
// beside unit effects: whatever the units' sizes, no rounding passes for a step.
func TestStepBetweenUnits(t *testing.T) {
	for _, rows := range []Rows{AllRows, HansenRows} {
		d := stepped(5, 30, 9, 0.3)
		for i, u := range d.Unit {
			d.Variable[i] = float64(u)
		}
		_, err := Search(d, Options{Thresholds: 1, Rows: rows})
		var fault *panel.Fault
		if !errors.As(err, &fault) || fault.Kind != panel.NoCandidate {
			t.Errorf("%s: %v", rows, err)
		}
	}
}
