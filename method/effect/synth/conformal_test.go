package synth

import (
	"math"
	"testing"
)

// Probabilities, in twelfths, by the same quadratic programs in R.
func TestConformal(t *testing.T) {
	d := invented()
	d = only(d, func(row int) bool { return d.Cohort[row] != 8 })
	for method, want := range map[Method][]int{Control: {11, 12, 12, 8, 8, 1, 1}, Difference: {10, 12, 11, 3, 5, 1, 1}} {
		s, err := newStudy(d, Options{Method: method})
		if err != nil {
			t.Fatal(err)
		}
		for i, size := range []float64{0, -3, -5, -10, 4, 10, 20} {
			near(t, string(method), 12*s.withEffect(size), float64(want[i]), 1e-9)
		}
		c, err := TestOverTime(d, Options{Method: method})
		if err != nil {
			t.Fatal(err)
		}
		near(t, "no effect", c.Probability, float64(want[0])/12, 1e-12)
		if c.Shifts != 12 || !math.IsInf(c.Interval[0], -1) || !math.IsInf(c.Interval[1], 1) {
			t.Errorf("%s: 12 periods cannot reject at 5 percent: %+v", method, c)
		}
		c, err = TestOverTime(d, Options{Method: method, Level: 0.8})
		if err != nil {
			t.Fatal(err)
		}
		low, high := c.Interval[0], c.Interval[1]
		if !(low < s.fits[0].estimate && s.fits[0].estimate < high) || s.withEffect(low) <= 0.2 || s.withEffect(high) <= 0.2 || s.withEffect(low-1e-6) > 0.2 || s.withEffect(high+1e-6) > 0.2 {
			t.Errorf("%s: interval %v, estimate %v", method, c.Interval, s.fits[0].estimate)
		}
	}
	if _, err := TestOverTime(d, Options{}); fault(err) != NoTestOverTime {
		t.Errorf("synthetic DiD: %v", err)
	}
	if _, err := TestOverTime(invented(), Options{Method: Control}); fault(err) != SeveralCohorts {
		t.Errorf("two cohorts: %v", err)
	}
}
