package breaks

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/quanyu/quanyu/method/panel"
)

func TestAnswers(t *testing.T) {
	for _, c := range answers {
		r, err := Find(c.data, c.options)
		if err != nil {
			t.Fatal(err)
		}
		if r.ByBIC != c.chosen {
			t.Errorf("%s: BIC chooses %d, want %d", c.name, r.ByBIC, c.chosen)
		}
		for m, want := range c.want {
			got := r.Partitions[m]
			if want.squares != 0 {
				near(t, c.name+" sum of squares", got.SumOfSquares, want.squares, 5e-9)
			}
			near(t, c.name+" BIC", got.BIC, want.bic, 1e-10)
			for i, b := range want.breaks {
				if got.Breaks[i].Period != b[1] || b[0] != 0 && (!got.Breaks[i].Known || got.Breaks[i].Low != b[0] || got.Breaks[i].High != b[2]) {
					t.Errorf("%s, %d breaks: %+v, want %v", c.name, m, got.Breaks[i], b)
				}
			}
		}
	}
}

// R: coef of breakpoints; anova and waldtest (vcovHC HC1) of lmtest 0.9-40.
func TestCoefficientsAndChow(t *testing.T) {
	r, err := Find(driversData(), Options{Trim: 0.1})
	if err != nil {
		t.Fatal(err)
	}
	want := [][]float64{{1.45776206493, 0.117322638627, 0.694479793428}, {1.53421351525, 0.218214432203, 0.572330018215}, {1.68689668040, 0.548608842647, 0.214165515395}}
	for i, regime := range r.Partitions[2].Regimes {
		for j, term := range regime.Terms {
			near(t, term.Name, term.Coefficient, want[i][j], 1e-10)
		}
	}
	trend := nileData()
	trend.Trend = true
	for _, c := range []struct {
		data                            Data
		period                          int
		f, probability, robust, robustP float64
	}{
		{nileData(), 1898, 75.92977, 7.439e-14, 71.55405, 2.635e-13},
		{trend, 1898, 19.47395, 7.9624e-08, 18.595, 1.4941e-07},
		{driversData(), 58, 2.3780571, 0.0715235016, 3.12197, 0.027379},
	} {
		r, err := Chow(c.data, c.period)
		if err != nil {
			t.Fatal(err)
		}
		near(t, "F", r.F, c.f, 1e-7)
		near(t, "p", r.Probability, c.probability, 1e-4)
		near(t, "robust F", r.Robust, c.robust, 2e-5)
		near(t, "robust p", r.RobustProbability, c.robustP, 2e-4)
	}
}

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance*math.Abs(want)) {
		t.Errorf("%s: %.12g, want %.12g", what, got, want)
	}
}

// steps is a synthetic series with steps at given places.
func steps(r *rand.Rand, n int, noise float64, at ...int) Data {
	d := Data{Period: count(2000, n), OutcomeName: "y"}
	level := 0.0
	for i := range n {
		if slices.Contains(at, i) {
			level += 5
		}
		d.Outcome = append(d.Outcome, level+noise*r.NormFloat64())
	}
	return d
}

// Every partition tried one by one, each regime regressed anew.
func TestAgainstAllPartitions(t *testing.T) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 5))
		d := steps(r, 18, 2, 7, 12)
		d.Trend = seed%2 == 0
		result, err := Find(d, Options{Trim: 0.2, Breaks: 2})
		if err != nil {
			t.Fatal(err)
		}
		s, _ := newSeries(d)
		least := result.LeastRows
		sum := func(first, last int) float64 {
			fit, err := s.fit(first, last)
			if err != nil {
				t.Fatal(err)
			}
			return fit.SumOfSquares
		}
		found := math.Inf(1)
		for a := least - 1; a < 18-2*least; a++ {
			for b := a + least; b < 18-least; b++ {
				found = min(found, sum(0, a)+sum(a+1, b)+sum(b+1, 17))
			}
		}
		near(t, "least sum of squares", result.Partitions[2].SumOfSquares, found, 1e-10)
	}
}

func TestInvariance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		d := steps(r, 30, 1, 12)
		options := Options{Bootstrap: 19, Seed: 3, Workers: rapid.IntRange(1, 3).Draw(t, "workers")}
		one, err := Find(d, options)
		if err != nil {
			t.Fatal(err)
		}
		p := Data{OutcomeName: "y"}
		for _, i := range r.Perm(30) { // rows in another order, in units of eight
			p.Period, p.Outcome = append(p.Period, d.Period[i]), append(p.Outcome, 8*d.Outcome[i])
		}
		options.Workers = 1
		two, err := Find(p, options)
		if err != nil {
			t.Fatal(err)
		}
		for m, a := range one.Partitions {
			b := two.Partitions[m]
			if !slices.Equal(a.Breaks, b.Breaks) || a.SumOfSquares*64 != b.SumOfSquares || m > 0 && (a.F != b.F || a.Probability != b.Probability) {
				t.Fatalf("%d breaks: %+v, then %+v", m, a, b)
			}
		}
		if !slices.Equal(one.Steps, two.Steps) || one.ByTest != two.ByTest || one.ByLWZ != two.ByLWZ {
			t.Fatalf("%+v, then %+v", one.Steps, two.Steps)
		}
	})
}

// Clear steps are found by every rule; twenty years suffice for one.
func TestClearSteps(t *testing.T) {
	for _, c := range []struct{ n, breaks int }{{20, 1}, {60, 2}} {
		at := []int{c.n / 2, 3 * c.n / 4}[:c.breaks]
		d := steps(rand.New(rand.NewPCG(11, 2)), c.n, 0.5, at...)
		r, err := Find(d, Options{Bootstrap: 199, Seed: 1})
		if err != nil {
			t.Fatal(err)
		}
		if r.ByBIC < c.breaks || r.ByLWZ != c.breaks || r.ByTest != c.breaks {
			t.Errorf("n = %d: %d by BIC, %d by LWZ, %d by tests", c.n, r.ByBIC, r.ByLWZ, r.ByTest)
		}
		for i, b := range r.Partitions[c.breaks].Breaks {
			if b.Next != 2000+at[i] || !b.Known || b.Low > b.Period || b.High < b.Period {
				t.Errorf("n = %d: break %+v", c.n, b)
			}
		}
		near(t, "one break against none, as a step", r.Steps[0].F, r.Partitions[1].F, 1e-12)
		near(t, "its probability", r.Steps[0].Probability, r.Partitions[1].Probability, 0)
	}
}

func TestDistance(t *testing.T) {
	d := distance{1, 1} // alike on both sides: symmetric, quantiles of Yao (1987)
	near(t, "middle", d.cumulative(0), 0.5, 1e-12)
	for _, c := range []struct{ p, want float64 }{{0.95, 7.7}, {0.975, 11.0}} {
		near(t, "quantile", d.quantile(c.p), c.want, 0.01)
		near(t, "symmetry", d.quantile(1-c.p), -d.quantile(c.p), 1e-9)
	}
	d = distance{2.5, 0.3}
	last := 0.0
	for x := -200.0; x <= 200; x += 0.25 {
		p := d.cumulative(x)
		if !(p >= last-1e-14 && p <= 1+1e-14) {
			t.Fatalf("at %v: %v after %v", x, p, last)
		}
		last = p
	}
}

func TestFaults(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	change := func(f func(d *Data)) Data { d := steps(r, 20, 1, 9); f(&d); return d }
	set := func(v []float64, x float64) {
		for i := range v {
			v[i] = x
		}
	}
	same := make([]float64, 20)
	set(same, 4)
	for _, c := range []struct {
		kind    panel.Kind
		data    Data
		options Options
	}{
		{panel.DuplicateRow, change(func(d *Data) { d.Period[3] = d.Period[2] }), Options{}},
		{panel.NoRows, change(func(d *Data) { set(d.Outcome, math.NaN()) }), Options{}},
		{panel.NoRows, Data{}, Options{}},
		{panel.TooShort, change(func(d *Data) { d.Period, d.Outcome = d.Period[:1], d.Outcome[:1] }), Options{}},
		{panel.TooShort, change(func(d *Data) { d.Period, d.Outcome = d.Period[:3], d.Outcome[:3] }), Options{}},
		{panel.TooShort, change(func(*Data) {}), Options{Breaks: 9}},
		{panel.TooShort, change(func(*Data) {}), Options{Trim: 0.6}},
		{panel.PerfectFit, change(func(d *Data) { set(d.Outcome, 0.1) }), Options{}},
		{panel.PerfectFit, change(func(d *Data) { set(d.Outcome[:8], 1); set(d.Outcome[8:], 2.1) }), Options{}},
		{panel.NoRegressor, change(func(d *Data) { d.Regressors, d.Names = [][]float64{same}, []string{"same"} }), Options{}},
		{panel.TooLarge, change(func(d *Data) { d.Outcome[5] = 1e200 }), Options{}},
		{panel.TooLong, steps(r, MaxLength+1, 1), Options{}},
	} {
		_, err := Find(c.data, c.options)
		var fault *panel.Fault
		if !errors.As(err, &fault) || fault.Kind != c.kind {
			t.Errorf("want %s, got %v", c.kind, err)
		}
	}
	for _, period := range []int{1999, 2000, 2018, 2019, math.MaxInt} {
		if _, err := Chow(change(func(d *Data) { d.Trend = true }), period); err == nil {
			t.Errorf("a break after %d is tested", period)
		}
	}
}

// However many breaks there are, no rule chooses more than were asked for.
func TestMoreBreaksThanAsked(t *testing.T) {
	r, err := Find(steps(rand.New(rand.NewPCG(2, 2)), 60, 0.2, 15, 30, 45), Options{Breaks: 2, Bootstrap: 99})
	if err != nil {
		t.Fatal(err)
	}
	if r.ByTest != 2 || r.ByBIC != 2 || len(r.Steps) != 2 || len(r.Partitions) != 3 {
		t.Errorf("%d by tests, %d by BIC, %d steps", r.ByTest, r.ByBIC, len(r.Steps))
	}
}

// A regime without variation has no interval and no errors; the rest has.
func TestExactRegime(t *testing.T) {
	d := steps(rand.New(rand.NewPCG(4, 4)), 24, 1)
	for i := range 12 {
		d.Outcome[i] = -9.3
	}
	r, err := Find(d, Options{Breaks: 1})
	if err != nil {
		t.Fatal(err)
	}
	p := r.Partitions[1]
	if p.Breaks[0].Known || !math.IsNaN(p.Regimes[0].Terms[0].StandardError) || math.IsNaN(p.Regimes[1].Terms[0].StandardError) {
		t.Errorf("%+v", p)
	}
}

func BenchmarkFind(b *testing.B) {
	for b.Loop() {
		if _, err := Find(nileData(), Options{Bootstrap: 999}); err != nil {
			b.Fatal(err)
		}
	}
}
