package panel

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Conjugate gradients remove the same effects as the dense equations.
func TestConjugateGradients(t *testing.T) {
	for seed := range uint64(10) {
		d := random(seed, 25, 12)
		for i := range d.Unit { // two parts that do not meet
			if d.Unit[i]%2 == 1 {
				d.Period[i] += 100
			}
		}
		s, err := Select(d.Unit, d.Period, [][]float64{d.Outcome}, []string{"y"}, true, true)
		if err != nil {
			t.Fatal(err)
		}
		dense, err := NewWithin(s, true, true)
		if err != nil {
			t.Fatal(err)
		}
		gradient, _ := NewWithin(s, true, true)
		gradient.normal.factor = nil
		gradient.normal.setDiagonal()
		for _, column := range [][]float64{d.Outcome, d.Regressors[0]} {
			a, b := dense.Apply(s.Take(column)), gradient.Apply(s.Take(column))
			for i := range a {
				if math.Abs(a[i]-b[i]) > 1e-11 {
					t.Fatalf("row %d: %v by the dense equations, %v by gradients", i, a[i], b[i])
				}
			}
		}
		fixed := make([]float64, len(s.Rows)) // nothing but effects is left as nothing but rounding
		for i := range fixed {
			fixed[i] = 1e6 + float64(s.Unit[i]*s.Unit[i])
		}
		if left := Norm(gradient.Apply(fixed)); left > 1e-12*Norm(fixed) || gradient.Err() != nil {
			t.Fatalf("%v is left of effects, %v", left, gradient.Err())
		}
	}
}

// chain is a synthetic panel whose units have rows in two adjacent periods: the
// worst connected there is.
func chain(periods, each int) Data {
	r := rand.New(rand.NewPCG(3, 3))
	d := Data{Regressors: make([][]float64, 1), Names: []string{"x"}, OutcomeName: "y"}
	for p := range periods - 1 {
		for u := range each {
			for _, q := range []int{p, p + 1} {
				x := r.NormFloat64()
				d.Unit, d.Period = append(d.Unit, p*each+u), append(d.Period, q)
				d.Regressors[0] = append(d.Regressors[0], x)
				d.Outcome = append(d.Outcome, x+math.Sin(float64(q))+r.NormFloat64())
			}
		}
	}
	return d
}

// In first differences the effects of a chain are its steps between periods:
// the slope is that of differences less their mean in each step.
func TestChain(t *testing.T) {
	d := chain(1500, 3)
	r, err := Fit(d, Options{UnitEffects: true, PeriodEffects: true})
	if err != nil {
		t.Fatal(err)
	}
	xx, xy := 0.0, 0.0
	for k := 0; k < len(d.Unit); k += 6 {
		var x, y [3]float64
		for u := range 3 {
			x[u] = d.Regressors[0][k+2*u+1] - d.Regressors[0][k+2*u]
			y[u] = d.Outcome[k+2*u+1] - d.Outcome[k+2*u]
		}
		mx, my := (x[0]+x[1]+x[2])/3, (y[0]+y[1]+y[2])/3
		for u := range 3 {
			xx += (x[u] - mx) * (x[u] - mx)
			xy += (x[u] - mx) * (y[u] - my)
		}
	}
	near(t, "slope", r.Terms[0].Coefficient, xy/xx, 1e-9)

	_, err = Fit(chain(7000, 2), Options{UnitEffects: true, PeriodEffects: true})
	var fault *Fault
	if !errors.As(err, &fault) || fault.Kind != NoConvergence {
		t.Errorf("a chain of 7,000 periods: %v", err)
	}
}

// Singletons are those that are found by counting anew until none is left.
func TestSingletons(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 40).Draw(t, "rows")
		var unit, period []int
		seen := map[[2]int]bool{}
		for range n {
			u, p := rapid.IntRange(0, 9).Draw(t, "unit"), rapid.IntRange(0, 9).Draw(t, "period")
			if !seen[[2]int{u, p}] {
				unit, period = append(unit, u), append(period, p)
			}
			seen[[2]int{u, p}] = true
		}
		left := make([]bool, len(unit))
		for i := range left {
			left[i] = true
		}
		for changed := true; changed; {
			changed = false
			for _, ids := range [][]int{unit, period} {
				count := map[int]int{}
				for i, id := range ids {
					if left[i] {
						count[id]++
					}
				}
				for i, id := range ids {
					if left[i] && count[id] == 1 {
						left[i], changed = false, true
					}
				}
			}
		}
		want := []int{}
		for i, l := range left {
			if l {
				want = append(want, i)
			}
		}
		s, err := Select(unit, period, nil, nil, true, true)
		if len(want) == 0 {
			var fault *Fault
			if !errors.As(err, &fault) || fault.Kind != NoRows {
				t.Fatalf("nothing is left, yet %v", err)
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		got := slices.Clone(s.Rows)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Fatalf("rows %v, want %v", got, want)
		}
		rows := len(unit)
		for _, stage := range s.Flow {
			if rows -= stage.DroppedRows; stage.Rows != rows {
				t.Fatalf("the flow does not add up: %+v", s.Flow)
			}
		}
		if last := s.Flow[len(s.Flow)-1]; last.Rows != len(s.Rows) || last.Units != len(s.UnitIDs) {
			t.Fatalf("the flow ends with %+v, the sample has %d rows of %d units", last, len(s.Rows), len(s.UnitIDs))
		}
		for i, row := range s.Rows {
			if s.UnitIDs[s.Unit[i]] != unit[row] || s.PeriodIDs[s.Period[i]] != period[row] {
				t.Fatalf("row %d is numbered wrong", row)
			}
		}
	})
}

// A long chain of singletons, each made by the last, takes linear time.
func TestSingletonChain(t *testing.T) {
	var unit, period []int
	const n = 200_000
	for i := range n { // unit 0 in period 0; unit 1 in periods 0 and 1 ...
		unit, period = append(unit, i, i+1), append(period, i, i)
	}
	_, err := Select(unit, period, nil, nil, true, true)
	var fault *Fault
	if !errors.As(err, &fault) || fault.Kind != NoRows {
		t.Fatalf("%v", err)
	}
}

// Far numbers of units and periods, and values that cannot be squared.
func TestHostile(t *testing.T) {
	d := random(2, 9, 6)
	one, err := Fit(d, Options{UnitEffects: true, PeriodEffects: true, Errors: DriscollKraay, Lags: 1})
	if err != nil {
		t.Fatal(err)
	}
	far := d
	far.Unit, far.Period = slices.Clone(d.Unit), slices.Clone(d.Period)
	for i, u := range d.Unit {
		far.Unit[i] = (u - 30) * (math.MaxInt / 30)
		far.Period[i] = d.Period[i] - 2000 + math.MinInt
	}
	two, err := Fit(far, Options{UnitEffects: true, PeriodEffects: true, Errors: DriscollKraay, Lags: 1})
	if err != nil {
		t.Fatal(err)
	}
	for j, a := range one.Terms {
		near(t, a.Name, two.Terms[j].Coefficient, a.Coefficient, 1e-12)
		near(t, a.Name+" error", two.Terms[j].StandardError, a.StandardError, 1e-12)
	}
	wrong := func(kind Kind, f func(d *Data), options Options) {
		t.Helper()
		c := random(2, 9, 6)
		f(&c)
		_, err := Fit(c, options)
		var fault *Fault
		if !errors.As(err, &fault) || fault.Kind != kind {
			t.Errorf("want %s, got %v", kind, err)
		}
	}
	wrong(TooLarge, func(c *Data) { c.Outcome[0] = 1e200 }, Options{UnitEffects: true})
	wrong(TooLarge, func(c *Data) { c.Regressors[1][3] = -1e160 }, Options{})
	wrong(NoRows, func(c *Data) { *c = Data{Names: []string{}, OutcomeName: "y"} }, Options{UnitEffects: true})
	wrong(NoRegressor, func(c *Data) { c.Regressors, c.Names = nil, nil }, Options{UnitEffects: true})
	wrong(OneCluster, func(c *Data) {
		for i := range c.Period { // one period only
			c.Unit[i], c.Period[i] = i, 7
		}
	}, Options{Errors: DriscollKraay})
	wrong(OneCluster, func(*Data) {}, Options{Errors: TwoWay, Second: make([]int, len(d.Unit))})
	wrong(NoRows, func(c *Data) { // every unit once
		for i := range c.Unit {
			c.Unit[i] = -i
		}
	}, Options{UnitEffects: true, PeriodEffects: true})
}
