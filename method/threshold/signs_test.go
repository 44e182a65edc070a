package threshold

import (
	"math"
	"testing"
)

// Random signs the short way give the F of outcomes drawn and searched one by
// one.
func TestFlips(t *testing.T) {
	for name, c := range map[string]struct {
		missing  float64
		constant bool
		periods  bool
		within   *[2]float64
	}{
		"slopes":               {missing: 0.2},
		"the level and slopes": {constant: true, periods: true},
		"within a range":       {missing: 0.1, periods: true, within: &[2]float64{0.4, 0.5}},
	} {
		d := random(77, 14, 7, c.missing)
		d.RegimeConstant, d.PeriodEffects = c.constant, c.periods
		s, null, err := begin(d, Options{Thresholds: 1, Trim: []float64{0.05}, Bootstrap: 1, Resample: Signs, Seed: 3, Within: c.within})
		if err != nil {
			t.Fatal(err)
		}
		allowed := s.allowed(0, nil)
		f, fitted := s.tries(allowed).of(null.residual), s.fitted(null)
		for draw := range 25 {
			got := f.draw(s.signs(s.options.stream(0, draw)))
			want := s.drawn(s.draw(s.options.stream(0, draw), fitted, null.residual), 0, allowed)
			if math.IsNaN(want) || math.Abs(got-want) > 1e-9*want {
				t.Errorf("%s, draw %d: %v, not %v", name, draw, got, want)
			}
		}
	}
}
