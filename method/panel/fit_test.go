package panel

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"
	"pgregory.net/rapid"
)

// NIST Statistical Reference Datasets, Longley (1967): employment on six
// variables, with certified values; the hardest of the small sets.
// https://www.itl.nist.gov/div898/strd/lls/data/Longley.shtml
var longley = [][]float64{
	{60323, 83.0, 234289, 2356, 1590, 107608, 1947}, {61122, 88.5, 259426, 2325, 1456, 108632, 1948},
	{60171, 88.2, 258054, 3682, 1616, 109773, 1949}, {61187, 89.5, 284599, 3351, 1650, 110929, 1950},
	{63221, 96.2, 328975, 2099, 3099, 112075, 1951}, {63639, 98.1, 346999, 1932, 3594, 113270, 1952},
	{64989, 99.0, 365385, 1870, 3547, 115094, 1953}, {63761, 100.0, 363112, 3578, 3350, 116219, 1954},
	{66019, 101.2, 397469, 2904, 3048, 117388, 1955}, {67857, 104.6, 419180, 2822, 2857, 118734, 1956},
	{68169, 108.4, 442769, 2936, 2798, 120445, 1957}, {66513, 110.8, 444546, 4681, 2637, 121950, 1958},
	{68655, 112.6, 482704, 3813, 2552, 123366, 1959}, {69564, 114.2, 502601, 3931, 2514, 125368, 1960},
	{69331, 115.7, 518173, 4806, 2572, 127852, 1961}, {70551, 116.9, 554894, 4007, 2827, 130081, 1962},
}

func TestLongley(t *testing.T) {
	coefficients := []float64{15.0618722713733, -0.0358191792925910, -2.02022980381683, -1.03322686717359, -0.0511041056535807, 1829.15146461355}
	standard := []float64{84.9149257747669, 0.0334910077722432, 0.488399681651699, 0.214274163161675, 0.226073200069370, 455.478499142212}
	d := Data{Regressors: make([][]float64, 6), Names: []string{"x1", "x2", "x3", "x4", "x5", "x6"}, OutcomeName: "y"}
	for i, row := range longley {
		d.Unit, d.Period, d.Outcome = append(d.Unit, 0), append(d.Period, i), append(d.Outcome, row[0])
		for j := range d.Regressors {
			d.Regressors[j] = append(d.Regressors[j], row[j+1])
		}
	}
	r, err := Fit(d, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for j, term := range r.Terms {
		near(t, term.Name, term.Coefficient, coefficients[j], 1e-9)
		near(t, term.Name+" standard error", term.StandardError, standard[j], 1e-9)
	}
	near(t, "residual deviation", math.Sqrt(r.SumOfSquares/float64(r.Freedom)), 304.854073561965, 1e-10)
}

// near compares by relative difference.
func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance*math.Max(math.Abs(want), 1e-300)) {
		t.Errorf("%s: %.15g, want %.15g", what, got, want)
	}
}

// random is an unbalanced panel with gaps, y = 2 x1 - x2 + effects + noise.
func random(seed uint64, units, periods int) Data {
	r := rand.New(rand.NewPCG(seed, 1))
	d := Data{Regressors: make([][]float64, 2), Names: []string{"x1", "x2"}, OutcomeName: "y"}
	for u := range units {
		for p := range periods {
			if r.Float64() < 0.3 {
				continue
			}
			x1, x2 := r.NormFloat64()+float64(u), r.NormFloat64()+float64(p)
			d.Unit, d.Period = append(d.Unit, u*7), append(d.Period, 2000+p)
			d.Regressors[0], d.Regressors[1] = append(d.Regressors[0], x1), append(d.Regressors[1], x2)
			d.Outcome = append(d.Outcome, 2*x1-x2+float64(3*u)+float64(p*p)+r.NormFloat64())
		}
	}
	return d
}

// The within transformation equals a regression on all the dummies.
func TestDummies(t *testing.T) {
	for _, size := range [][2]int{{30, 6}, {6, 30}, {2, 40}} {
		d := random(uint64(size[0]), size[0], size[1])
		r, err := Fit(d, Options{UnitEffects: true, PeriodEffects: true})
		if err != nil {
			t.Fatal(err)
		}
		s := r.Sample
		k := 2 + len(s.UnitIDs) + len(s.PeriodIDs) - 1
		x, y := mat.NewDense(len(s.Rows), k, nil), mat.NewVecDense(len(s.Rows), s.Take(d.Outcome))
		for i, row := range s.Rows {
			x.Set(i, 0, d.Regressors[0][row])
			x.Set(i, 1, d.Regressors[1][row])
			x.Set(i, 2+s.Unit[i], 1)
			if s.Period[i] > 0 {
				x.Set(i, 1+len(s.UnitIDs)+s.Period[i], 1)
			}
		}
		var qr mat.QR
		var b mat.VecDense
		qr.Factorize(x)
		if err := qr.SolveVecTo(&b, false, y); err != nil {
			t.Fatal(err)
		}
		near(t, "x1", r.Terms[0].Coefficient, b.AtVec(0), 1e-10)
		near(t, "x2", r.Terms[1].Coefficient, b.AtVec(1), 1e-10)
		if r.Parameters != k {
			t.Errorf("%d parameters, want %d", r.Parameters, k)
		}
	}
}

func TestProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seed := rapid.Uint64().Draw(t, "seed")
		scale := rapid.SampledFrom([]float64{0.25, 8, 1024}).Draw(t, "scale")
		d := random(seed, 12, 8)
		options := Options{UnitEffects: true, PeriodEffects: true, Errors: Clustered}
		one, err := Fit(d, options)
		if err != nil {
			t.Fatal(err)
		}
		// rows in another order: the same bits
		order := rand.New(rand.NewPCG(seed, 2)).Perm(len(d.Unit))
		p := Data{Regressors: make([][]float64, 2), Names: d.Names, OutcomeName: "y"}
		for _, i := range order {
			p.Unit, p.Period, p.Outcome = append(p.Unit, d.Unit[i]), append(p.Period, d.Period[i]), append(p.Outcome, d.Outcome[i])
			for j := range p.Regressors {
				p.Regressors[j] = append(p.Regressors[j], d.Regressors[j][i])
			}
		}
		two, err := Fit(p, options)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(one.Terms, two.Terms) {
			t.Fatalf("the order of rows changes the result: %v %v", one.Terms, two.Terms)
		}
		// a power of two as a unit of measure scales coefficients exactly
		for i := range p.Outcome {
			p.Regressors[0][i] *= scale
		}
		three, err := Fit(p, options)
		if err != nil {
			t.Fatal(err)
		}
		if a, b := three.Terms[0], one.Terms[0]; math.Abs(a.Coefficient*scale/b.Coefficient-1) > 1e-12 || math.Abs(a.TStatistic/b.TStatistic-1) > 1e-10 {
			t.Fatalf("scaled by %v: %v, was %v", scale, a, b)
		}
	})
}

func TestFlow(t *testing.T) {
	d := random(3, 10, 5)
	rows := len(d.Unit)
	d.Outcome[0] = math.NaN()
	d.Unit, d.Period, d.Outcome = append(d.Unit, 999), append(d.Period, 2000), append(d.Outcome, 1)
	for j := range d.Regressors {
		d.Regressors[j] = append(d.Regressors[j], 1)
	}
	r, err := Fit(d, Options{UnitEffects: true})
	if err != nil {
		t.Fatal(err)
	}
	want := []Stage{
		{Reason: Given, Rows: rows + 1, Units: 11},
		{Reason: Missing, Variable: "y", DroppedRows: 1, Rows: rows, Units: 11},
		{Reason: SingletonUnit, DroppedRows: 1, DroppedUnits: []int{999}, Rows: rows - 1, Units: 10},
	}
	if !slices.EqualFunc(r.Sample.Flow, want, func(a, b Stage) bool {
		return slices.Equal(a.DroppedUnits, b.DroppedUnits) && a.Reason == b.Reason && a.Variable == b.Variable &&
			a.DroppedRows == b.DroppedRows && a.Rows == b.Rows && a.Units == b.Units
	}) {
		t.Errorf("flow %+v, want %+v", r.Sample.Flow, want)
	}
}

func TestCollinear(t *testing.T) {
	d := random(4, 10, 6)
	n := len(d.Unit)
	same, fixed := make([]float64, n), make([]float64, n)
	for i := range n {
		same[i] = 3*d.Regressors[0][i] + 5
		fixed[i] = float64(d.Unit[i]) / 3
	}
	d.Regressors, d.Names = append(d.Regressors, same, fixed), append(d.Names, "same", "fixed")
	r, err := Fit(d, Options{UnitEffects: true})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Dropped) != 2 || r.Dropped[0].Name != "same" || !slices.Equal(r.Dropped[0].With, []string{"x1"}) ||
		r.Dropped[1].Name != "fixed" || r.Dropped[1].With != nil {
		t.Errorf("dropped %+v", r.Dropped)
	}
}

func TestFaults(t *testing.T) {
	change := func(f func(d *Data)) Data { d := random(5, 8, 5); f(&d); return d }
	all := func(v []float64, x float64) {
		for i := range v {
			v[i] = x
		}
	}
	for _, c := range []struct {
		kind    Kind
		data    Data
		options Options
	}{
		{DuplicateRow, change(func(d *Data) { d.Unit[1], d.Period[1] = d.Unit[0], d.Period[0] }), Options{UnitEffects: true}},
		{NoRows, change(func(d *Data) { all(d.Outcome, math.NaN()) }), Options{UnitEffects: true}},
		{NoRegressor, change(func(d *Data) { all(d.Regressors[0], 1); all(d.Regressors[1], 2) }), Options{UnitEffects: true}},
		{PerfectFit, change(func(d *Data) { copy(d.Outcome, d.Regressors[0]) }), Options{UnitEffects: true}},
		{PerfectFit, change(func(d *Data) { all(d.Outcome, 7) }), Options{UnitEffects: true}},
		{OneCluster, change(func(*Data) {}), Options{UnitEffects: true, Errors: Clustered, Cluster: make([]int, len(random(5, 8, 5).Unit))}},
		{NoRows, change(func(d *Data) { // a panel of one year
			for i := range d.Period {
				d.Unit[i], d.Period[i] = i, 2000
			}
		}), Options{UnitEffects: true}},
		{NoFreedom, Data{Unit: []int{1, 1, 2, 2}, Period: []int{1, 2, 1, 2}, Outcome: []float64{1, 2, 3, 5}, Names: []string{"a", "b"},
			Regressors: [][]float64{{1, 2, 4, 7}, {1, 4, 1, 9}}}, Options{UnitEffects: true}},
	} {
		_, err := Fit(c.data, c.options)
		var fault *Fault
		if !errors.As(err, &fault) || fault.Kind != c.kind {
			t.Errorf("want %s, got %v", c.kind, err)
		}
	}
}

func BenchmarkTwoWay(b *testing.B) {
	d := random(6, 3000, 30)
	for b.Loop() {
		if _, err := Fit(d, Options{UnitEffects: true, PeriodEffects: true, Errors: Clustered}); err != nil {
			b.Fatal(err)
		}
	}
}
