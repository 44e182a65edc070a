package synth

import (
	"math"
	"testing"

	"github.com/quanyu/quanyu/method/effect"
)

// invented 合成数据: 16 units over 12 periods by a formula; units 13 and 14 are
// treated from period 10 on, 15 and 16 from 8.
func invented() effect.Data {
	var d effect.Data
	for i := 1; i <= 16; i++ {
		for t := 1; t <= 12; t++ {
			y, cohort := (37*i+23*t+7*i*i*t+5*i*t*t)%19+3*t+2*((3*i)%7), effect.Never
			switch {
			case i > 14:
				cohort = 8
			case i > 12:
				cohort = 10
			}
			if t >= cohort {
				y -= map[int]int{8: 9, 10: 6}[cohort]
			}
			d.Unit, d.Period = append(d.Unit, i), append(d.Period, t)
			d.Outcome, d.Cohort = append(d.Outcome, float64(y)), append(d.Cohort, cohort)
		}
	}
	return d
}

func only(d effect.Data, keep func(row int) bool) effect.Data {
	out := effect.Data{Names: d.Names, Covariates: make([][]float64, len(d.Covariates))}
	for i := range d.Unit {
		if keep(i) {
			out.Unit, out.Period = append(out.Unit, d.Unit[i]), append(out.Period, d.Period[i])
			out.Outcome, out.Cohort = append(out.Outcome, d.Outcome[i]), append(out.Cohort, d.Cohort[i])
			for k, c := range d.Covariates {
				out.Covariates[k] = append(out.Covariates[k], c[i])
			}
		}
	}
	return out
}

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s: %.12g, want %.12g", what, got, want)
	}
}

// The answers are those of the quadratic programs of the articles, solved by R's
// quadprog 1.5 with synthdid's ridges; synthdid 0.0.9 itself agrees when its
// iteration is told not to stop (min.decrease 1e-10: -4.17087, -5.89284,
// -3.33333 for the cohort of 10). The jackknife of that cohort is synthdid's
// jackknife_se with the exact weights.
func TestAgainstQuadraticPrograms(t *testing.T) {
	d := invented()
	for _, c := range []struct {
		method                   Method
		late, early, whole       float64
		lateJackknife, jackknife float64
		events                   []float64 // of the cohort of 8
	}{
		{SyntheticDiD, -4.1708815144, -7.4676849281, -6.2313836480, 4.1706936018, 1.7079016911, []float64{-1.200789098, -6.562796043, -3.774191000,
			1.694002378, -5.504429542, 5.070128868, -7.723815464, -4.127295200, -1.468251076, -12.881958499, -13.996367774, -4.864552091}},
		{Control, -5.8928465079, -5.0071542569, -5.3392888510, 3.3387651117, 3.8992971031, []float64{2.7610470958, -2.9320625300, 1.5589928710,
			5.9836927837, -2.0248226364, 5.4581052233, -4.2602453846, -0.3147974396, -1.6676418475, -6.5290429766, -9.5917225729, -6.9325664481}},
		{Difference, -10.0 / 3, -4.6476190476, -4.1547619048, 3.4330699617, 1.5119011153, []float64{1.452380952, -4.797619048, -1.797619048,
			4.119047619, -2.880952381, 8.869047619, -4.964285714, -1.130952381, 1.952380952, -11.047619048, -11.630952381, -1.380952381}},
	} {
		name := string(c.method)
		r, err := Estimate(d, Options{Method: c.method, Errors: Jackknife})
		if err != nil {
			t.Fatal(err)
		}
		near(t, name, r.Effect.Value, c.whole, 1e-6)
		near(t, name+" jackknife", r.Effect.StandardError, c.jackknife, 1e-6)
		if len(r.Cohorts) != 2 || r.Cohorts[0].Start != 8 || r.Cohorts[1].Start != 10 || len(r.Draws) != 16 {
			t.Fatalf("%s: cohorts %+v, %d draws", name, r.Cohorts, len(r.Draws))
		}
		near(t, name+" cohort of 8", r.Cohorts[0].Effect.Value, c.early, 1e-6)
		near(t, name+" cohort of 10", r.Cohorts[1].Effect.Value, c.late, 1e-6)
		for p, want := range c.events {
			near(t, name+" gap", r.Cohorts[0].Gap[p], want, 1e-6)
			near(t, name+" path", r.Cohorts[0].Outcome[p]-r.Cohorts[0].Synthetic[p], want, 1e-6)
		}
		near(t, name+" noise", r.Cohorts[1].Noise, 7.0445947924, 1e-9)
		// both cohorts are there from 7 before to 2 after, the first alone at 3 and 4
		for _, e := range r.Events {
			want, units := 0.0, 0
			for _, cohort := range r.Cohorts {
				if p := cohort.Start + e.Time; p >= 1 && p <= 12 {
					want, units = want+cohort.Gap[p-1]/2, units+2
				}
			}
			if units == 2 {
				want *= 2
			}
			near(t, name+" event", e.Effect.Value, want, 1e-9)
			if e.Units != units {
				t.Errorf("%s: %d units at %d, not %d", name, e.Units, e.Time, units)
			}
		}
		one, err := Estimate(only(d, func(row int) bool { return d.Cohort[row] != 8 }), Options{Method: c.method, Errors: Jackknife})
		if err != nil {
			t.Fatal(err)
		}
		near(t, name+" alone", one.Effect.Value, c.late, 1e-6)
		near(t, name+" alone, jackknife", one.Effect.StandardError, c.lateJackknife, 1e-6)
	}
}

// A covariate of the same kind; its coefficient is that of R's lm with dummies on
// the untreated rows.
func TestCovariate(t *testing.T) {
	d := invented()
	x := make([]float64, len(d.Unit))
	for row := range x {
		i, p := d.Unit[row], d.Period[row]
		x[row] = float64((13*i + 7*p*i + 3*p*p) % 17)
	}
	d.Covariates, d.Names = [][]float64{x}, []string{"x"}
	r, err := Estimate(d, Options{Errors: Placebo, Replications: 20})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "coefficient", r.Covariates[0].Coefficient, -0.061343054481, 1e-11)
	near(t, "estimate", r.Effect.Value, -6.0134775383, 1e-6)
	for i := range d.Outcome { // a covariate explains what it makes
		d.Outcome[i] += 40 * x[i]
	}
	again, err := Estimate(d, Options{Errors: Placebo, Replications: 20})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "estimate with the covariate's part", again.Effect.Value, r.Effect.Value, 1e-8)
	near(t, "its error", again.Effect.StandardError, r.Effect.StandardError, 1e-8)
}

// Placebos in space of plain differences, by the formula in R.
func TestInSpace(t *testing.T) {
	d := invented()
	d = only(d, func(row int) bool { return d.Unit[row] <= 13 })
	s, err := InSpace(d, Options{Method: Difference}, 0)
	if err != nil {
		t.Fatal(err)
	}
	want := []float64{-2.545454545, 1.696969697, 0.8484848485, 1.818181818, 0, 2.303030303, -0.4848484848, -6.060606061, 4, -2.545454545, 4.242424242, -3.272727273}
	above, size := 1, 1
	for i, trial := range s.Trials {
		near(t, "placebo", trial.Estimate, want[i], 1e-8)
		if trial.Units[0] != i+1 || trial.Ratio != trial.After/trial.Before {
			t.Errorf("trial %+v", trial)
		}
		if trial.Ratio >= s.Treated.Ratio {
			above++
		}
		if math.Abs(trial.Estimate) >= math.Abs(s.Treated.Estimate) {
			size++
		}
	}
	near(t, "share by ratio", s.Ratio, float64(above)/13, 1e-15)
	near(t, "share by size", s.Size, float64(size)/13, 1e-15)
	if !math.IsInf(s.Detectable, 1) || !math.IsInf(s.DetectableSize, 1) {
		t.Errorf("12 placebos detect %v at 5 percent", s.Detectable)
	}
	few, err := InSpace(d, Options{Method: Difference}, 1)
	if err != nil {
		t.Fatal(err)
	}
	if few.Skipped == 0 || few.Skipped+len(few.Trials) != 12 {
		t.Errorf("%d trials, %d skipped", len(few.Trials), few.Skipped)
	}
	for _, trial := range few.Trials {
		if trial.Before > few.Treated.Before {
			t.Errorf("trial of %v fits worse than the treated", trial.Units)
		}
	}
}

func TestPlace(t *testing.T) {
	var others []float64
	for i := range 39 {
		others = append(others, float64(i+1))
	}
	share, critical := place(others, 38.5) // of 40, 5 percent are two: itself and one more
	near(t, "share", share, 2.0/40, 1e-15)
	near(t, "critical", critical, 38, 0)
	if _, critical := place(others[:18], 1); !math.IsInf(critical, 1) {
		t.Errorf("18 others: %v", critical)
	}
}
