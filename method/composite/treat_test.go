package composite

import (
	"math"
	"slices"
	"strings"
	"testing"
)

func TestTransforms(t *testing.T) {
	s := reference(t, "expected/vector_treatments_Flights.csv")
	x := s.numbers(t, "x")
	if slices.ContainsFunc(x, math.IsNaN) {
		t.Fatal("a missing value")
	}
	for column, by := range map[string]Treatment{
		"log_CT": {Then: LogRange}, "log_CT_orig": {Then: LogOne}, "log_CT_plus": {Then: LogEither},
		"boxcox_2": {Then: BoxCox, Lambda: 2}, "boxcox_0": {Then: BoxCox},
	} {
		y := slices.Clone(x)
		curve(by.Then, by.Lambda, y)
		for i, want := range s.numbers(t, column) {
			near(t, y[i], want, 0, column)
		}
	}
	y := slices.Clone(x)
	done := &Treated{}
	b := Usual(5)
	done.Pass = b.pass(done, 0, y)
	b.winsorise(done, y)
	for i, want := range s.numbers(t, "winsorise") {
		near(t, y[i], want, 0, "winsorise")
	}
}

// The package behind the reference gives the values back unchanged under
// log_GII; the curve of the Global Innovation Index is checked by hand: the least
// value has ln 1 = 0, the greatest ln of itself.
func TestLogGII(t *testing.T) {
	x := []float64{3, 7, 11}
	curve(LogGII, 0, x)
	for i, want := range []float64{0, math.Log(6), math.Log(11)} {
		near(t, x[i], want, 1e-3, "log_gii")
	}
}

func TestTreated(t *testing.T) {
	h, d := asem(t)
	r := run51(t, h, d, asemChain())
	details, points := reference(t, "expected/treated_Dets_Table.csv"), reference(t, "expected/treated_Treated_Points.csv")
	stage := r.Stages[4]
	units := slices.Sorted(slices.Values(d.Units)) // the rows of the file
	for k, code := range details.text("iCode") {
		at := slices.IndexFunc(stage.Treated, func(x Treated) bool { return x.Code == code })
		got := stage.Treated[at]
		cell := func(name string) float64 { return details.numbers(t, name)[k] }
		near(t, got.Skewness[0], cell("check_SkewKurt0.Skew"), 0.1, code, "skewness")
		near(t, got.Kurtosis[0], cell("check_SkewKurt0.Kurt"), 0.1, code, "kurtosis")
		near(t, got.Skewness[1], cell("check_SkewKurt1.Skew"), 0.1, code, "skewness after")
		near(t, got.Kurtosis[1], cell("check_SkewKurt1.Kurt"), 0.1, code, "kurtosis after")
		if n := cell("winsorise.nwin"); !math.IsNaN(n) && int(n) != got.Points || math.IsNaN(n) && got.Points != 0 {
			t.Errorf("%s: %d points, want %v", code, got.Points, n)
		}
		var high, low []string
		for i, mark := range points.text(code) {
			switch {
			case strings.Contains(mark, "winhi"):
				high = append(high, units[i])
			case strings.Contains(mark, "winlo"):
				low = append(low, units[i])
			}
		}
		slices.Sort(high)
		slices.Sort(low)
		if !slices.Equal(slices.Sorted(slices.Values(got.High)), high) || !slices.Equal(slices.Sorted(slices.Values(got.Low)), low) {
			t.Errorf("%s: pulled in %v and %v, want %v and %v", code, got.High, got.Low, high, low)
		}
	}
}

// skewness and kurtosis of all raw columns.
func TestMoments(t *testing.T) {
	_, d := asem(t)
	s := reference(t, "expected/skew_kurt_raw.csv")
	skew, kurt := s.numbers(t, "skew"), s.numbers(t, "kurt")
	for _, c := range append(slices.Clone(d.Indicators), d.Denominators...) {
		k := slices.Index(s.text("iCode"), c.Code)
		near(t, skewness(all(c.Values)), skew[k], 0.1, c.Code, "skewness")
		near(t, kurtosis(all(c.Values)), kurt[k], 0.1, c.Code, "kurtosis")
	}
}
