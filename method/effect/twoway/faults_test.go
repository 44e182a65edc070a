package twoway

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/method/effect"
	"github.com/quanyu/quanyu/method/panel"
)

// A cluster for all is none; a covariate that is another's double is left out
// and named; one that is the treatment gives way to it.
func TestClustersAndCovariates(t *testing.T) {
	d := random(5, 0)
	if _, err := DiD(d, Options{Cluster: make([]int, len(d.Unit))}); kind(err) != panel.OneCluster {
		t.Error("one cluster:", err)
	}
	double := slices.Clone(d.Covariates[0])
	for i := range double {
		double[i] *= 2
	}
	d.Covariates, d.Names = append(d.Covariates, double, indicator(d)), []string{"x", "double", "on"}
	r, err := DiD(d, Options{})
	if err != nil || len(r.Covariates) != 1 || len(r.Dropped) != 2 || r.Dropped[0].Name != "double" || r.Dropped[1].Name != "on" {
		t.Errorf("covariates: %+v, %v", r, err)
	}
	alone := random(5, 0)
	want, err := DiD(alone, Options{})
	if err != nil || want.Effect != r.Effect {
		t.Errorf("effect %+v, want %+v, %v", r.Effect, want.Effect, err)
	}
}

// A period in which no control is seen leaves the effects in it undetermined:
// a refusal that names them, not numbers.
func TestNotApart(t *testing.T) {
	d := random(5, 0)
	for i := range d.Unit {
		if d.Cohort[i] == effect.Never && d.Period[i] == 2005 {
			d.Outcome[i] = math.NaN()
		}
	}
	_, err := SunAbraham(d, EventOptions{})
	if fault, ok := err.(*panel.Fault); !ok || fault.Kind != effect.NotApart || len(fault.Names) == 0 {
		t.Error("no control in 2005:", err)
	}
}

func TestFaults(t *testing.T) {
	o := EventOptions{Anticipation: 2, Leads: 2} // the window ends where the base should be
	if _, err := EventStudy(random(9, 0), o); kind(err) != effect.NoBefore {
		t.Error("a window without a base:", err)
	}
	if _, err := SunAbraham(random(9, 0), o); kind(err) != effect.NoBefore {
		t.Error("a window without a base, by cohort:", err)
	}
	type estimator struct {
		name string
		run  func(effect.Data) error
	}
	estimators := []estimator{
		{"did", func(d effect.Data) error { _, err := DiD(d, Options{}); return err }},
		{"event", func(d effect.Data) error { _, err := EventStudy(d, EventOptions{}); return err }},
		{"cohorts", func(d effect.Data) error { _, err := SunAbraham(d, EventOptions{}); return err }},
		{"decompose", func(d effect.Data) error { _, err := Decompose(d); return err }},
		{"leave", func(d effect.Data) error { _, err := LeaveOneOut(d, Options{}, 0); return err }},
		{"time", func(d effect.Data) error { _, err := PlaceboTime(d, Options{}, []int{1}); return err }},
		{"space", func(d effect.Data) error { _, err := PlaceboSpace(d, SpaceOptions{Draws: 3}); return err }},
	}
	cohort := func(of func(u, p int) int) func(*effect.Data) {
		return func(d *effect.Data) {
			for i := range d.Cohort {
				d.Cohort[i] = of(d.Unit[i], d.Period[i])
			}
		}
	}
	for _, c := range []struct {
		name   string
		change func(*effect.Data)
		want   panel.Kind
		only   string
	}{
		{"empty", func(d *effect.Data) { *d = effect.Data{} }, effect.NoTreated, ""},
		{"nobody", cohort(func(u, p int) int { return effect.Never }), effect.NoTreated, ""},
		{"two starts", func(d *effect.Data) { d.Cohort[3] = 2005 }, effect.MovingStart, ""},
		{"twice", func(d *effect.Data) { d.Period[1] = d.Period[0] }, panel.DuplicateRow, ""},
		{"no outcome", func(d *effect.Data) {
			for i := range d.Outcome {
				d.Outcome[i] = math.NaN()
			}
		}, panel.NoRows, ""},
		{"one period", func(d *effect.Data) {
			for i, u := range d.Unit {
				d.Unit[i], d.Period[i] = 100*u+d.Period[i], 2005
				if d.Cohort[i] != effect.Never {
					d.Cohort[i] = 2004
				}
			}
		}, panel.NoRows, ""},
		{"all throughout", cohort(func(u, p int) int { return 2001 }), effect.NoBefore, ""},
		{"all at once", cohort(func(u, p int) int { return 2005 }), effect.NoControl, ""},
		{"a gap", func(d *effect.Data) { d.Outcome[5] = math.NaN() }, panel.Unbalanced, "decompose"},
		{"covariates", func(d *effect.Data) { d.Covariates, d.Names = [][]float64{d.Outcome}, []string{"x"} }, effect.Covariates, "decompose"},
		{"perfect fit", func(d *effect.Data) {
			for i, u := range d.Unit {
				d.Outcome[i] = float64(u) + 3*float64(d.Period[i]-2000)
				if d.Period[i] >= d.Cohort[i] {
					d.Outcome[i] += 2
				}
			}
		}, panel.PerfectFit, "did event cohorts leave time space"},
		{"treated after the sample", cohort(func(u, p int) int { return 3000 }), effect.NoTreated, "event cohorts time space"},
	} {
		for _, e := range estimators {
			if c.only != "" && !slices.Contains(strings.Fields(c.only), e.name) {
				continue
			}
			d := random(9, 0)
			d.Covariates, d.Names = nil, nil
			c.change(&d)
			if got := kind(e.run(d)); got != c.want {
				t.Errorf("%s, %s: %q, want %q", c.name, e.name, got, c.want)
			}
		}
	}
}

// Small and broken panels give a fault or a result, never a panic, and a value
// that is no number only where the result says there is none.
func TestSmallPanels(t *testing.T) {
	source := rand.New(rand.NewPCG(77, 0))
	results, faults := 0, 0
	for range 1000 {
		d := effect.Data{}
		units, periods := 1+source.IntN(6), 1+source.IntN(6)
		flat := source.IntN(4) == 0
		for u := range units {
			cohort := effect.Never
			if source.IntN(3) > 0 {
				cohort = source.IntN(9) - 1
			}
			for p := range periods {
				if source.IntN(8) == 0 {
					continue
				}
				y := source.NormFloat64()
				switch {
				case source.IntN(40) == 0:
					y = math.NaN()
				case flat:
					y = float64(u)
				}
				d.Unit, d.Period, d.Cohort, d.Outcome = append(d.Unit, u), append(d.Period, p*(1+units%2)), append(d.Cohort, cohort), append(d.Outcome, y)
			}
		}
		if source.IntN(2) == 0 {
			d.Names, d.Covariates = []string{"x"}, [][]float64{make([]float64, len(d.Unit))}
			for i := range d.Unit {
				d.Covariates[0][i] = float64(source.IntN(3))
			}
		}
		o := EventOptions{Leads: source.IntN(3), Lags: source.IntN(3), Anticipation: source.IntN(2)}
		check := func(value float64, err error) {
			switch {
			case err == nil && !math.IsNaN(value) && !math.IsInf(value, 0):
				results++
			case kind(err) != "":
				faults++
			default:
				t.Fatalf("%v, %v of %+v", value, err, d)
			}
		}
		if r, err := DiD(d, o.Options); err == nil {
			check(r.Effect.Value, nil)
		} else {
			check(0, err)
		}
		if e, err := EventStudy(d, o); err == nil {
			check(e.Average.Value, nil)
		} else {
			check(0, err)
		}
		if n, err := SunAbraham(d, o); err == nil {
			check(n.Effect.Value, nil)
		} else {
			check(0, err)
		}
		if b, err := Decompose(d); err == nil {
			check(b.Effect, nil)
		} else {
			check(0, err)
		}
		if w, err := Wild(d, o.Options, panel.Wild{Draws: 19}); err == nil {
			check(w.Coefficient, nil)
		} else {
			check(0, err)
		}
		_, err := LeaveOneOut(d, o.Options, 1)
		check(0, err)
		_, err = PlaceboTime(d, o.Options, []int{1, 2})
		check(0, err)
		_, err = PlaceboSpace(d, SpaceOptions{Draws: 5, Workers: 1})
		check(0, err)
		_, err = effect.CommonSupport(d)
		check(0, err)
	}
	if results < 1000 || faults < 1000 {
		t.Errorf("%d results, %d faults", results, faults)
	}
}

// One treated unit leaves no error: the clustered one would be that of the
// controls alone.
func TestOneTreatedCluster(t *testing.T) {
	d := random(2, 0)
	first := slices.IndexFunc(d.Cohort, func(c int) bool { return c != effect.Never })
	for i, u := range d.Unit {
		if u != d.Unit[first] {
			d.Cohort[i] = effect.Never
		}
	}
	r, err := DiD(d, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if math.IsNaN(r.Effect.Value) || !math.IsNaN(r.Effect.StandardError) {
		t.Errorf("%+v", r.Effect)
	}
	e, err := EventStudy(d, EventOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if !math.IsNaN(e.Average.StandardError) || e.Pretrend != nil && !math.IsNaN(e.Pretrend.F) {
		t.Errorf("%+v %+v", e.Average, e.Pretrend)
	}
}
