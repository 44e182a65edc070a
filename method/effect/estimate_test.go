package effect

import (
	"math"
	"testing"
)

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s: %.12g, want %.12g", what, got, want)
	}
}

func TestNewEstimate(t *testing.T) {
	e := NewEstimate(2, 1, 10, 0)
	// R: 2*pt(-2, 10), qt(.975, 10)
	near(t, "p", e.Probability, 0.07338803477074, 1e-12)
	near(t, "lower end", e.Interval[0], 2-2.228138851965, 1e-10)
	near(t, "upper end", e.Interval[1], 2+2.228138851965, 1e-10)
	normal := NewEstimate(-3, 2, 0, 0.9)
	near(t, "normal p", normal.Probability, 0.1336144025377, 1e-12)
	near(t, "normal upper end", normal.Interval[1], -3+2*1.644853626951, 1e-10)
	for _, bad := range []float64{0, -1, math.NaN()} {
		e := NewEstimate(2, bad, 10, 0)
		if e.Value != 2 || !math.IsNaN(e.Probability) || !math.IsNaN(e.Interval[1]) || !math.IsNaN(e.Detectable) {
			t.Errorf("error %v: %+v", bad, e)
		}
	}
}

// R: the ncp at which 1 - pt(c, v, ncp) + pt(-c, v, ncp) is 0.8, c = qt(.975, v).
func TestDetectable(t *testing.T) {
	near(t, "normal", Detectable(2, 0), 2*2.801585218112, 1e-9)
	near(t, "nearly normal", Detectable(1, 1000000), 2.801588, 1e-5)
	for freedom, want := range map[int]float64{1: 16.334008869895, 4: 3.7610595538206, 10: 3.1099681015748, 30: 2.8953583001524, 1000: 2.804275896375} {
		near(t, "exact", Detectable(1, freedom), want, 1e-7)
	}
}
