package threshold

import (
	"errors"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/quanyu/quanyu/method/panel"
	"pgregory.net/rapid"
)

// Hansen (2000), Econometrica 68, Table I.
func TestCritical(t *testing.T) {
	for level, want := range map[float64]float64{0.90: 5.94, 0.95: 7.35, 0.99: 10.59} {
		if got := Critical(level); math.Abs(got-want) > 0.0051 {
			t.Errorf("%v: %v, want %v", level, got, want)
		}
	}
}

// random is a panel whose slope on x falls from 2 to 1 at q = 0.5; the share
// missing of its rows is left out. Values of q have ties.
func random(seed uint64, units, periods int, missing float64) Data {
	r := rand.New(rand.NewPCG(seed, 3))
	d := Data{OutcomeName: "y", VariableName: "q", Regime: make([][]float64, 2), RegimeNames: []string{"x", "w"},
		Other: make([][]float64, 1), OtherNames: []string{"z"}}
	for u := range units {
		for p := range periods {
			q, x, w, z := math.Floor(r.Float64()*100)/100, r.NormFloat64(), r.NormFloat64(), r.NormFloat64()+float64(u)
			slope := 1.0
			if q <= 0.5 {
				slope = 2
			}
			y := slope*x - w + z + float64(u) + 0.3*r.NormFloat64()
			if r.Float64() < missing {
				continue
			}
			d.Unit, d.Period, d.Outcome, d.Variable = append(d.Unit, u), append(d.Period, p), append(d.Outcome, y), append(d.Variable, q)
			d.Regime[0], d.Regime[1], d.Other[0] = append(d.Regime[0], x), append(d.Regime[1], w), append(d.Other[0], z)
		}
	}
	return d
}

// squares is the sum of squares at thresholds, each regime's regressors built
// and regressed one by one.
func squares(t *testing.T, d Data, thresholds ...float64) float64 {
	p := panel.Data{Unit: d.Unit, Period: d.Period, Outcome: d.Outcome, OutcomeName: "y", Regressors: append([][]float64(nil), d.Other...), Names: append([]string(nil), d.OtherNames...)}
	for regime := range len(thresholds) + 1 {
		for a, column := range d.Regime {
			part := make([]float64, len(column))
			for i, q := range d.Variable {
				if (regime == 0 || q > thresholds[regime-1]) && (regime == len(thresholds) || q <= thresholds[regime]) {
					part[i] = column[i]
				}
			}
			p.Regressors, p.Names = append(p.Regressors, part), append(p.Names, d.RegimeNames[a])
		}
	}
	r, err := panel.Fit(p, panel.Options{UnitEffects: true, PeriodEffects: d.PeriodEffects})
	if err != nil {
		t.Fatal(err)
	}
	return r.SumOfSquares
}

// The running search finds what a regression at each value finds, on an
// unbalanced panel with two regressors by regime.
func TestEveryValueTried(t *testing.T) {
	for _, periodEffects := range []bool{false, true} {
		d := random(7, 25, 8, 0.2)
		d.PeriodEffects = periodEffects
		r, err := Search(d, Options{Thresholds: 2, Trim: []float64{0.1}})
		if err != nil {
			t.Fatal(err)
		}
		least, at := math.Inf(1), 0.0
		for c := range 100 {
			v := float64(c) / 100
			if v < r.Steps[0].Searchable[0] || v > r.Steps[0].Searchable[1] {
				continue
			}
			if s := squares(t, d, v); s < least {
				least, at = s, v
			}
		}
		if r.Steps[0].Threshold != at || math.Abs(r.Steps[0].SumOfSquares/least-1) > 1e-10 {
			t.Errorf("threshold %v with %.12g, one by one %v with %.12g", r.Steps[0].Threshold, r.Steps[0].SumOfSquares, at, least)
		}
		if at != 0.5 || r.Steps[0].Set.Lowest > 0.5 || r.Steps[0].Set.Highest < 0.5 {
			t.Errorf("the threshold at 0.5 is put at %v, %+v", at, r.Steps[0].Set)
		}
		both := squares(t, d, r.Thresholds[0].Value, r.Thresholds[1].Value)
		if math.Abs(r.SumOfSquares/both-1) > 1e-10 {
			t.Errorf("two thresholds: %.12g, one by one %.12g", r.SumOfSquares, both)
		}
	}
}

// A strict split at a value is the other split at the value before it, on both
// row conventions.
func TestSplits(t *testing.T) {
	d := random(8, 25, 8, 0.2)
	for _, rows := range []Rows{AllRows, HansenRows} {
		one, err := Search(d, Options{Thresholds: 1, Rows: rows})
		if err != nil {
			t.Fatal(err)
		}
		two, err := Search(d, Options{Thresholds: 1, Rows: rows, Split: Below})
		if err != nil {
			t.Fatal(err)
		}
		if one.SumOfSquares != two.SumOfSquares || !(two.Thresholds[0].Value > one.Thresholds[0].Value) {
			t.Errorf("%s: %v and %v", rows, one.Thresholds, two.Thresholds)
		}
	}
}

func TestProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := random(rapid.Uint64().Draw(t, "seed"), 12, 6, rapid.SampledFrom([]float64{0, 0.2}).Draw(t, "missing"))
		options := Options{Thresholds: 2, Trim: []float64{0.1}, Bootstrap: 5, Seed: 9, Workers: 1,
			Rows: rapid.SampledFrom([]Rows{AllRows, HansenRows}).Draw(t, "rows")}
		one := search(t, d, options)
		order := rand.New(rand.NewPCG(1, 2)).Perm(len(d.Unit))
		p := Data{OutcomeName: "y", VariableName: "q", RegimeNames: d.RegimeNames, OtherNames: d.OtherNames, Regime: make([][]float64, 2), Other: make([][]float64, 1)}
		for _, i := range order {
			p.Unit, p.Period, p.Outcome, p.Variable = append(p.Unit, d.Unit[i]), append(p.Period, d.Period[i]), append(p.Outcome, d.Outcome[i]), append(p.Variable, d.Variable[i])
			p.Regime[0], p.Regime[1], p.Other[0] = append(p.Regime[0], d.Regime[0][i]), append(p.Regime[1], d.Regime[1][i]), append(p.Other[0], d.Other[0][i])
		}
		options.Workers = 5
		two := search(t, p, options)
		if !reflect.DeepEqual(one.Steps, two.Steps) || !reflect.DeepEqual(one.Slopes, two.Slopes) || !reflect.DeepEqual(one.Thresholds, two.Thresholds) {
			t.Fatal("the order of rows, or the number of workers, changes the result")
		}
		// another unit of the outcome, and of the threshold variable: same F, thresholds move along
		for i := range p.Outcome {
			p.Outcome[i], p.Variable[i] = p.Outcome[i]*4, p.Variable[i]*2+1
		}
		three := search(t, p, options)
		for k, s := range three.Steps {
			if math.Abs(s.F/one.Steps[k].F-1) > 1e-9 || s.Probability != one.Steps[k].Probability || s.Threshold != one.Steps[k].Threshold*2+1 {
				t.Fatalf("scaled: %+v, was %+v", s, one.Steps[k])
			}
		}
	})
}

func search(t interface{ Fatal(...any) }, d Data, options Options) *Result {
	r, err := Search(d, options)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestFaults(t *testing.T) {
	change := func(missing float64, f func(d *Data)) Data { d := random(5, 10, 6, missing); f(&d); return d }
	all := func(v []float64, x float64) {
		for i := range v {
			v[i] = x
		}
	}
	for _, c := range []struct {
		kind    panel.Kind
		data    Data
		options Options
	}{
		{panel.ConstantThreshold, change(0, func(d *Data) { all(d.Variable, 3) }), Options{}},
		{panel.NoRows, change(0, func(d *Data) { all(d.Variable, math.NaN()) }), Options{}},
		{panel.DuplicateRow, change(0, func(d *Data) { d.Period[1] = d.Period[0] }), Options{}},
		{panel.Unbalanced, change(0.3, func(*Data) {}), Options{Bootstrap: 10, Resample: Units}},
		{panel.PerfectFit, change(0, func(d *Data) { copy(d.Outcome, d.Regime[0]) }), Options{}},
		{panel.PerfectFit, change(0, func(d *Data) {
			for i, x := range d.Regime[0] {
				if d.Outcome[i] = x; d.Variable[i] > 0.5 {
					d.Outcome[i] = 2 * x
				}
			}
		}), Options{}},
		{panel.NoCandidate, change(0, func(d *Data) { // all but one value the same
			all(d.Variable, 1)
			d.Variable[0] = 2
		}), Options{}},
		{AbsorbedRegressor, change(0, func(d *Data) { all(d.Regime[1], 7) }), Options{}},
		{AbsorbedRegressor, change(0, func(d *Data) { // one number for each unit
			for i, u := range d.Unit {
				d.Regime[0][i] = float64(u)
			}
		}), Options{}},
		{AbsorbedRegressor, change(0.2, func(d *Data) { // one number for each period
			d.PeriodEffects = true
			for i, p := range d.Period {
				d.Regime[0][i] = float64(p * p)
			}
		}), Options{}},
		{AbsorbedRegressor, change(0, func(d *Data) { copy(d.Regime[1], d.Other[0]) }), Options{}},
		{panel.NoFreedom, change(0, func(d *Data) {
			d.Unit, d.Period, d.Outcome, d.Variable = d.Unit[:4], d.Period[:4], d.Outcome[:4], d.Variable[:4]
			d.Regime[0], d.Regime[1], d.Other[0] = d.Regime[0][:4], d.Regime[1][:4], d.Other[0][:4]
		}), Options{}},
	} {
		c.options.Thresholds = 1
		_, err := Search(c.data, c.options)
		var fault *panel.Fault
		if !errors.As(err, &fault) || fault.Kind != c.kind {
			t.Errorf("want %s, got %v", c.kind, err)
		}
	}
}

// Three thresholds in a range that has room for one: the search stops and says
// so, and keeps what it found.
func TestStops(t *testing.T) {
	r := search(t, random(11, 20, 6, 0), Options{Thresholds: 3, Trim: []float64{0.4}})
	if len(r.Thresholds) != 1 || r.Stopped == nil || r.Stopped.Kind != panel.NoCandidate || r.Stopped.Step != 2 {
		t.Errorf("thresholds %v, stopped %v", r.Thresholds, r.Stopped)
	}
}

// Without a unit that carries the threshold the answer changes; without any
// other it stays.
func TestLeaveOneOut(t *testing.T) {
	d := random(12, 15, 8, 0.1)
	options := Options{Thresholds: 1, Trim: []float64{0.1}}
	whole := search(t, d, options)
	for _, workers := range []int{1, 3} {
		options.Workers = workers
		left, err := LeaveOneOut(d, options)
		if err != nil {
			t.Fatal(err)
		}
		if len(left) != len(whole.Sample.UnitIDs) {
			t.Fatalf("%d searches for %d units", len(left), len(whole.Sample.UnitIDs))
		}
		for u, l := range left {
			if l.Unit != whole.Sample.UnitIDs[u] || l.Fault != nil || math.Abs(l.Thresholds[0]-0.5) > 0.03 {
				t.Errorf("without unit %d: %+v", u, l)
			}
		}
	}
}
