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

// What is asked of one indicator alone.
func TestTreatOne(t *testing.T) {
	nan := math.NaN()
	h, d := small(t, map[string][]float64{"a": {1, 2, 3, 4, 5, 6, 7, 100}, "b": {1, 1, 1, nan, 1, 1, 1, 1}, "c": {2, 4, 8, nan, 32, 64, 128, 256}}, "a", "b", "c")
	treat := func(s Treat) *Result { return run51(t, h, d, Chain{s}) }
	of := func(r *Result, code string) Treated {
		done := r.Stages[1].Treated
		return done[slices.IndexFunc(done, func(x Treated) bool { return x.Code == code })]
	}
	r := treat(Treat{By: Usual(3)})
	if a := of(r, "a"); a.Points != 1 || !slices.Equal(a.High, []string{"辛"}) || !a.Pass || r.Last().Column("a")[7] != 7 {
		t.Errorf("%+v", a)
	}
	if b := of(r, "b"); !b.Untreatable || b.Pass || r.Last().Column("b")[0] != 1 {
		t.Errorf("%+v", b)
	}
	r = treat(Treat{Only: []TreatOne{{"c", Treatment{Then: Log, Force: true}}}})
	if c := of(r, "c"); c.Transform != Log || math.Abs(r.Last().Column("c")[2]-3*math.Ln2) > 1e-15 || !math.IsNaN(r.Last().Column("c")[3]) {
		t.Errorf("%+v", c)
	}
	if len(r.Stages[1].Treated) != 1 || !slices.Equal(r.Last().Column("a"), d.Indicators[0].Values) {
		t.Error("others were touched")
	}
	// the transform of what was winsorised, not of what was there before
	hard := Treatment{Points: 1, Skewness: 1e-9, Kurtosis: -9, Then: LogOne}
	plain, combined := treat(Treat{By: hard}), Treatment(hard)
	combined.Combine = true
	both := treat(Treat{By: combined})
	if x, y := plain.Last().Column("a")[7], both.Last().Column("a")[7]; x != math.Log(100) || y != math.Log(7) {
		t.Errorf("log of %v and %v", math.Exp(x), math.Exp(y))
	}
	_, err := Run(h, d, Chain{Treat{By: Treatment{Then: BoxCox, Lambda: 500, Force: true}}})
	refused(t, err, TooLarge, "a")
	d.Indicators[0].Values = []float64{0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8}
	_, err = Run(h, d, Chain{Treat{By: Treatment{Then: LogGII, Force: true}}})
	refused(t, err, NotPositive, "a")
}

// Over the pooled years one outlier is the outlier of all.
func TestTreatScope(t *testing.T) {
	d := &Data{Indicators: []Column{{Code: "a"}}}
	for _, year := range []int{2022, 2023} {
		for i, v := range []float64{1, 2, 3, 4, 5, 6, 7, 50} {
			d.Units, d.Periods = append(d.Units, string(rune('a'+i))), append(d.Periods, year)
			d.Indicators[0].Values = append(d.Indicators[0].Values, v*float64(year-2021))
		}
	}
	h, _ := small(t, map[string][]float64{"a": {1, 2}}, "a")
	by := run51(t, h, d, Chain{Treat{By: Usual(1)}})
	if done := by.Stages[1].Treated; len(done) != 2 || done[0].Period != 2022 || done[1].Points != 1 || by.Last().Values[0][15] != 14 || by.Last().Values[0][7] != 7 {
		t.Errorf("%+v", done)
	}
	pooled := run51(t, h, d, Chain{Treat{By: Usual(1), Scope: Pooled}})
	if done := pooled.Stages[1].Treated; len(done) != 1 || done[0].Period != 0 || !slices.Equal(done[0].High, []string{"h"}) && done[0].Transform == "" {
		t.Errorf("%+v", done)
	}
}
