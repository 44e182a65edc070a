package effect

import (
	"math"
	"slices"
	"testing"
)

// Units 1 and 2 treated in 3 and 4, units 3, 4 and 5 never, unit 6 throughout.
func small() Data {
	d := Data{Names: []string{"x"}, Covariates: make([][]float64, 1)}
	for u := 1; u <= 6; u++ {
		for p := 1; p <= 4; p++ {
			d.Unit, d.Period = append(d.Unit, u), append(d.Period, p)
			d.Cohort = append(d.Cohort, []int{3, 4, Never, Never, Never, 1}[u-1])
			d.Outcome = append(d.Outcome, []float64{10, 3, 1, 2, 6, 99}[u-1]+float64(p))
			d.Covariates[0] = append(d.Covariates[0], 5)
		}
	}
	return d
}

func TestCommonSupport(t *testing.T) {
	d := small()
	d.Outcome[0] = math.NaN() // unit 1 has 12 in period 2 only
	got, err := CommonSupport(d)
	if err != nil || len(got) != 2 {
		t.Fatal(got, err)
	}
	// before 3: 12 and 4.5 treated; 2.5, 3.5 and 7.5 not
	s := got[0]
	near(t, "mean of the treated", s.Treated.Mean, 8.25, 1e-12)
	near(t, "deviation of the treated", s.Treated.Deviation, 7.5/math.Sqrt2, 1e-12)
	near(t, "mean of the controls", s.Controls.Mean, 4.5, 1e-12)
	near(t, "deviation of the controls", s.Controls.Deviation, math.Sqrt(7), 1e-12)
	near(t, "difference", s.Difference, 3.75/math.Sqrt((28.125+7)/2), 1e-12)
	if !slices.Equal(s.Outside, []int{1}) || s.Share != 0.5 || s.Controls.Lowest != 2.5 || s.Controls.Highest != 7.5 {
		t.Errorf("support: %+v", s)
	}
	if x := got[1]; x.Name != "x" || !math.IsNaN(x.Difference) || len(x.Outside) != 0 || x.Share != 0 {
		t.Errorf("a covariate that does not vary: %+v", x)
	}
}

// Without untreated units the last cohort is the control, a unit of its own.
func TestCommonSupportAllTreated(t *testing.T) {
	d := small()
	for i, u := range d.Unit {
		if u >= 3 {
			d.Cohort[i] = 1
		}
	}
	got, err := CommonSupport(d)
	if err != nil {
		t.Fatal(err)
	}
	if s := got[0]; s.Treated.Units != 1 || s.Controls.Units != 1 || !math.IsNaN(s.Difference) || s.Share != 1 {
		t.Errorf("two units: %+v", s)
	}
	for i, u := range d.Unit {
		d.Cohort[i] = 1
		if u < 3 {
			d.Cohort[i] = 3
		}
	}
	if _, err := CommonSupport(d); kind(err) != NoControl {
		t.Error("all treated at once:", err)
	}
	for i := range d.Unit {
		d.Cohort[i] = 1
	}
	if _, err := CommonSupport(d); kind(err) != NoBefore {
		t.Error("all treated throughout:", err)
	}
}
