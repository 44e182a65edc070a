package synth

import (
	"errors"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/quanyu/quanyu/method/effect"
	"github.com/quanyu/quanyu/method/panel"
)

var methods = []Method{SyntheticDiD, Control, Difference}

// changed applies a change to the outcome of each row.
func changed(d effect.Data, change func(unit, period int, cohort int, y float64) float64) effect.Data {
	d.Outcome = slices.Clone(d.Outcome)
	for i, y := range d.Outcome {
		d.Outcome[i] = change(d.Unit[i], d.Period[i], d.Cohort[i], y)
	}
	return d
}

func run(t *testing.T, d effect.Data, o Options) *Result {
	t.Helper()
	r, err := Estimate(d, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// The invariances that synthdid's own tests hold it to, for estimates and for all
// kinds of errors, with two cohorts. The shift of periods is linear: another one
// changes the noise that the ridge is set from.
func TestInvariances(t *testing.T) {
	d := invented()
	for _, method := range methods {
		for _, errors := range []Errors{Placebo, Jackknife, Bootstrap} {
			o := Options{Method: method, Errors: errors, Replications: 20, Seed: 5}
			plain := run(t, d, o)
			same := func(what string, other effect.Data, scale float64) {
				t.Helper()
				r := run(t, other, o)
				near(t, string(method)+" "+what, r.Effect.Value/scale, plain.Effect.Value, 1e-6)
				near(t, string(method)+" "+string(errors)+" error, "+what, r.Effect.StandardError/scale, plain.Effect.StandardError, 1e-5)
			}
			same("periods shifted", changed(d, func(_, p, _ int, y float64) float64 { return y + 2*float64(p) }), 1)
			if method != Control {
				same("units shifted", changed(d, func(u, _, _ int, y float64) float64 { return y + 2.5*float64(u*u) }), 1)
			}
			for _, scale := range []float64{1e-6, 1e6} {
				same("scaled", changed(d, func(_, _, _ int, y float64) float64 { return scale * y }), scale)
			}
		}
	}
}

// What is added to one of the four blocks moves the estimate by as much.
func TestShiftedBlocks(t *testing.T) {
	d := invented()
	d = only(d, func(row int) bool { return d.Cohort[row] != 8 })
	for _, method := range methods {
		o := Options{Method: method}
		plain := run(t, d, o).Effect.Value
		for _, c := range []float64{1e-6, 0.25, 1e5} {
			for _, block := range []struct {
				treated, after bool
				sign           float64
			}{{true, true, 1}, {true, false, -1}, {false, false, 1}, {false, true, -1}} {
				if method == Control && !(block.treated && block.after) {
					continue // it has no level of its own
				}
				got := run(t, changed(d, func(_, p, cohort int, y float64) float64 {
					if (cohort != effect.Never) == block.treated && (p >= 10) == block.after {
						y += c
					}
					return y
				}), o).Effect.Value
				near(t, string(method)+" shifted block", got-plain, block.sign*c, 1e-9*max(1, c))
			}
		}
	}
}

// Neither the order of rows, nor the numbers of units, nor the number of workers
// changes a thing.
func TestOrderAndWorkers(t *testing.T) {
	d := invented()
	order := rand.New(rand.NewPCG(1, 1)).Perm(len(d.Unit))
	mixed := effect.Data{}
	for _, row := range order {
		mixed.Unit, mixed.Period = append(mixed.Unit, d.Unit[row]), append(mixed.Period, d.Period[row])
		mixed.Outcome, mixed.Cohort = append(mixed.Outcome, d.Outcome[row]), append(mixed.Cohort, d.Cohort[row])
	}
	renamed := d
	renamed.Unit = nil
	for _, u := range d.Unit {
		renamed.Unit = append(renamed.Unit, 100-u)
	}
	for _, method := range methods {
		for _, errors := range []Errors{Placebo, Jackknife, Bootstrap} {
			o := Options{Method: method, Errors: errors, Replications: 30, Seed: 3, Workers: 1}
			one := run(t, d, o)
			other := run(t, mixed, o)
			if !reflect.DeepEqual(one.Events, other.Events) || !reflect.DeepEqual(one.Draws, other.Draws) {
				t.Errorf("%s %s: the order of rows matters", method, errors)
			}
			near(t, "renamed", run(t, renamed, o).Effect.Value, one.Effect.Value, 1e-9)
			o.Workers = 7
			if many := run(t, d, o); !reflect.DeepEqual(many.Draws, one.Draws) || !reflect.DeepEqual(many.Effect, one.Effect) {
				t.Errorf("%s %s: workers matter", method, errors)
			}
		}
	}
	a, err := InSpace(d, Options{Replications: 30, Workers: 1}, 0)
	if err != nil {
		t.Fatal(err)
	}
	b, _ := InSpace(d, Options{Replications: 30, Workers: 5}, 0)
	if !reflect.DeepEqual(a, b) || len(a.Trials) != 30 || len(a.Trials[0].Units) != 4 {
		t.Errorf("placebos in space: workers matter, or %d trials", len(a.Trials))
	}
}

// Before the real start there is nothing to find: a shorter panel says the same.
func TestInTime(t *testing.T) {
	d := invented()
	d = only(d, func(row int) bool { return d.Cohort[row] != 8 })
	for _, method := range methods {
		got, err := InTime(d, Options{Method: method}, 3)
		if err != nil {
			t.Fatal(err)
		}
		short := only(d, func(row int) bool { return d.Period[row] < 10 })
		for i, c := range short.Cohort {
			if c == 10 {
				short.Cohort[i] = 7
			}
		}
		want := run(t, short, Options{Method: method})
		near(t, string(method), got.Effect.Value, want.Effect.Value, 1e-12)
		if got.Cohorts[0].Start != 7 || len(got.Cohorts[0].Periods) != 9 {
			t.Errorf("start %d, periods %v", got.Cohorts[0].Start, got.Cohorts[0].Periods)
		}
	}
	if _, err := InTime(d, Options{}, 8); fault(err) != NoPlaceboPeriod {
		t.Errorf("one period before an earlier start: %v", err)
	}
}

func TestLeaveOneOut(t *testing.T) {
	d := invented()
	d = only(d, func(row int) bool { return d.Cohort[row] != 8 })
	whole := run(t, d, Options{Method: Control})
	left, err := LeaveOneOut(d, Options{Method: Control})
	if err != nil {
		t.Fatal(err)
	}
	at := 0
	for _, donor := range whole.Cohorts[0].Donors {
		if donor.Weight == 0 {
			continue
		}
		l := left[at]
		at++
		want := run(t, only(d, func(row int) bool { return d.Unit[row] != donor.Unit }), Options{Method: Control})
		if l.Unit != donor.Unit || l.Weight != donor.Weight || l.Fault != nil {
			t.Errorf("left %+v, donor %+v", l, donor)
		}
		near(t, "estimate", l.Estimate, want.Effect.Value, 1e-6)
		near(t, "event", l.Events[10].Effect.Value, want.Events[10].Effect.Value, 1e-6)
	}
	if at != len(left) {
		t.Errorf("%d left out, %d donors with weight", len(left), at)
	}
}

func fault(err error) panel.Kind {
	var f *panel.Fault
	if errors.As(err, &f) {
		return f.Kind
	}
	return ""
}

// Data that no estimate can be made from are refused, each with its reason.
func TestRefused(t *testing.T) {
	whole := invented()
	late := only(whole, func(row int) bool { return whole.Cohort[row] != 8 })
	constant := changed(late, func(_, _, _ int, _ float64) float64 { return 3 })
	nan := changed(late, func(u, p, _ int, y float64) float64 {
		if u == 3 && p == 4 {
			return math.NaN()
		}
		return y
	})
	always := late
	always.Cohort = slices.Clone(late.Cohort)
	for i, c := range always.Cohort {
		if c == 10 {
			always.Cohort[i] = 1
		}
	}
	second := late
	second.Cohort = slices.Clone(late.Cohort)
	for i, c := range second.Cohort {
		if c == 10 {
			second.Cohort[i] = 2
		}
	}
	doubled := only(late, func(int) bool { return true })
	doubled.Unit[1], doubled.Period[1] = doubled.Unit[0], doubled.Period[0]
	moving := only(late, func(int) bool { return true })
	moving.Cohort[len(moving.Cohort)-1] = 11
	x := []Predictor{{Name: "y", Values: late.Outcome, Periods: []int{9}}, {Name: "y", Values: late.Outcome, Periods: []int{3}}}
	flat := []Predictor{{Name: "flat", Values: constant.Outcome}}
	for _, c := range []struct {
		name string
		d    effect.Data
		o    Options
		want panel.Kind
	}{
		{"no rows", effect.Data{}, Options{}, panel.NoRows},
		{"a gap", only(late, func(row int) bool { return row != 40 }), Options{}, Incomplete},
		{"no value", nan, Options{}, Incomplete},
		{"twice", doubled, Options{}, panel.DuplicateRow},
		{"two starts", moving, Options{}, effect.MovingStart},
		{"nobody treated", only(late, func(row int) bool { return late.Cohort[row] != 10 }), Options{}, effect.NoTreated},
		{"nobody left", only(late, func(row int) bool { return late.Cohort[row] == 10 }), Options{}, NoDonor},
		{"treated throughout", always, Options{}, effect.NoBefore},
		{"one period before", only(second, func(row int) bool { return second.Cohort[row] == 2 || second.Cohort[row] == effect.Never }), Options{}, OneBefore},
		{"one donor", only(late, func(row int) bool { return late.Unit[row] >= 12 }), Options{}, OneDonor},
		{"few donors", only(late, func(row int) bool { return late.Unit[row] >= 10 }), Options{Errors: Placebo}, FewDonors},
		{"jackknife of one", only(late, func(row int) bool { return late.Unit[row] != 13 }), Options{Errors: Jackknife}, OneTreated},
		{"bootstrap of one", only(late, func(row int) bool { return late.Unit[row] != 13 }), Options{Errors: Bootstrap}, OneTreated},
		{"no variation", constant, Options{}, Parallel},
		{"all alike", changed(late, func(_, period, _ int, _ float64) float64 { return 3 + math.Sqrt(float64(period)) }), Options{}, Parallel},
		{"donors alike", changed(late, func(unit, period, cohort int, y float64) float64 {
			if cohort != effect.Never {
				return y
			}
			return float64(unit + period*period)
		}), Options{Errors: Placebo}, panel.PerfectFit},
		{"predictor after", late, Options{Method: Control, Predictors: []Predictor{{Name: "y", Values: late.Outcome, Periods: []int{9, 10}}}}, PredictorAfter},
		{"no such period", late, Options{Method: Control, Predictors: []Predictor{{Name: "y", Values: late.Outcome, Periods: []int{99}}}}, PredictorAfter},
		{"fit after", late, Options{Method: Control, Predictors: x, FitPeriods: []int{11}}, PredictorAfter},
		{"flat predictor", late, Options{Method: Control, Predictors: flat}, NoPredictor},
		{"predictor unknown", late, Options{Method: Control, Predictors: []Predictor{{Name: "y", Values: nan.Outcome, Periods: []int{4}}}}, Incomplete},
		{"negative", late, Options{Method: Control, Predictors: x, Importance: []float64{1, -1}}, BadImportance},
		{"nought", late, Options{Method: Control, Predictors: x, Importance: []float64{0, 0}}, BadImportance},
	} {
		if _, err := Estimate(c.d, c.o); fault(err) != c.want {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
	if _, err := At(whole, Options{}, Weights{}); fault(err) != SeveralCohorts {
		t.Errorf("weights for two cohorts: %v", err)
	}
	two := second
	if r := run(t, two, Options{Method: Difference}); math.IsNaN(r.Effect.Value) {
		t.Error("plain differences need one period before only")
	}
}

// A cohort whose weights nothing fixes is left out where others have theirs.
func TestOnePeriodBefore(t *testing.T) {
	d := invented()
	early := changed(d, func(_, _, _ int, y float64) float64 { return y })
	var first int
	for i, c := range early.Cohort {
		if c != effect.Never {
			first = early.Unit[i]
			break
		}
	}
	for i, u := range early.Unit {
		if u == first {
			early.Cohort[i] = 2
		}
	}
	rest := only(d, func(row int) bool { return d.Unit[row] != first })
	r, want := run(t, early, Options{}), run(t, rest, Options{})
	if !slices.Equal(r.Short, []int{first}) || r.Effect.Value != want.Effect.Value || len(r.Cohorts) != len(want.Cohorts) {
		t.Errorf("left out %v: %v, without it %v", r.Short, r.Effect.Value, want.Effect.Value)
	}
}

// A treated unit that is a mean of donors is met exactly; its effect is exact, and
// the ratio of its errors means nothing.
func TestPerfectFit(t *testing.T) {
	d := invented()
	d = only(d, func(row int) bool { return d.Unit[row] <= 8 || d.Unit[row] == 13 })
	value := map[[2]int]float64{}
	for i, y := range d.Outcome {
		value[[2]int{d.Unit[i], d.Period[i]}] = y
	}
	d = changed(d, func(u, p, _ int, y float64) float64 {
		if u != 13 {
			return y
		}
		y = 0.25*value[[2]int{2, p}] + 0.75*value[[2]int{5, p}]
		if p >= 10 {
			y += 3
		}
		return y
	})
	r := run(t, d, Options{Method: Control})
	near(t, "effect", r.Effect.Value, 3, 1e-6)
	if s := r.Cohorts[0].Support; !s.Perfect || s.Before > 1e-6 || s.Outside != 0 {
		t.Errorf("support %+v", s)
	}
	s, err := InSpace(d, Options{Method: Control}, 0)
	if err != nil {
		t.Fatal(err)
	}
	if !math.IsNaN(s.Ratio) || !math.IsNaN(s.Detectable) || math.IsNaN(s.Size) {
		t.Errorf("space %+v", s)
	}
}

// Units treated throughout are named and left out; those that start after the
// panel ends are donors.
func TestPlan(t *testing.T) {
	d := invented()
	for i, u := range d.Unit {
		switch u {
		case 1:
			d.Cohort[i] = 1
		case 2:
			d.Cohort[i] = 20
		}
	}
	r := run(t, d, Options{})
	if !slices.Equal(r.Plan.Always, []int{1}) || len(r.Cohorts[0].Donors) != 11 || r.Cohorts[0].Donors[0].Unit != 2 {
		t.Errorf("plan %+v, donors %+v", r.Plan, r.Cohorts[0].Donors)
	}
}

// Neither the unit of a predictor nor one that is the same everywhere matters, and
// no importances drawn at random do better than those found.
func TestImportance(t *testing.T) {
	d := invented()
	x := make([][]float64, 4)
	for i, u := range d.Unit {
		x[0], x[1] = append(x[0], d.Outcome[i]), append(x[1], float64((u*u*13)%23))
		x[2], x[3] = append(x[2], float64((u*u*u*7)%19+d.Period[i])), append(x[3], 4)
	}
	x[2][0] = math.NaN() // left out of the mean
	p := []Predictor{{Name: "y", Values: x[0]}, {Name: "a", Values: x[1]}, {Name: "b", Values: x[2], Periods: []int{1, 2, 3}}, {Name: "flat", Values: x[3]}}
	o := Options{Method: Control, Predictors: p, FitPeriods: []int{2, 3, 4, 5, 6, 7}}
	best := run(t, d, o)
	loss := func(r *Result, cohort int) float64 {
		return rootMeanSquare(r.Cohorts[cohort].Gap[1:7])
	}
	for c := range best.Cohorts {
		if !slices.Equal(best.Cohorts[c].Dropped, []string{"flat"}) || len(best.Cohorts[c].Predictors) != 3 {
			t.Errorf("dropped %v", best.Cohorts[c].Dropped)
		}
	}
	r := rand.New(rand.NewPCG(9, 9))
	for range 200 {
		o.Importance = []float64{r.ExpFloat64(), r.ExpFloat64(), r.ExpFloat64(), 1}
		for c, other := range run(t, d, o).Cohorts {
			if l := rootMeanSquare(other.Gap[1:7]); l < loss(best, c)*(1-1e-4) {
				t.Errorf("cohort %d: loss %v with %v, found %v", c, l, o.Importance, loss(best, c))
			}
		}
	}
	o.Importance = nil
	o.Predictors = slices.Clone(p[:3])
	for i, v := range x[1] {
		x[1][i] = 1e6 * v
	}
	near(t, "effect in another unit", run(t, d, o).Effect.Value, best.Effect.Value, 1e-6)
	if _, err := InSpace(d, o, 0); err != nil {
		t.Error(err)
	}
	if _, err := InTime(d, o, 2); err != nil {
		t.Error(err)
	}
	if _, err := LeaveOneOut(d, o); err != nil {
		t.Error(err)
	}
	o.Errors, o.Replications = Bootstrap, 5
	if r := run(t, d, o); !(r.Effect.StandardError > 0) {
		t.Errorf("bootstrap error %v", r.Effect.StandardError)
	}
}

// Small and hostile panels end in a number or in a fault, with every method and
// every kind of error.
func TestHostile(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	values := []float64{0, 0, 1, 1, 2, -3, 1e-300, 1e9, 1e200, math.NaN(), math.Inf(1)}
	for trial := range 3000 {
		units, periods, kinds := 1+r.IntN(6), 1+r.IntN(6), 1+r.IntN(len(values))
		var d effect.Data
		for u := range units {
			cohort := effect.Never
			if r.IntN(3) == 0 {
				cohort = r.IntN(7)
			}
			for p := range periods {
				if r.IntN(60) == 0 {
					continue
				}
				d.Unit, d.Period, d.Cohort = append(d.Unit, u), append(d.Period, p), append(d.Cohort, cohort)
				d.Outcome = append(d.Outcome, values[r.IntN(kinds)])
			}
		}
		o := Options{Method: methods[trial%3], Errors: []Errors{NoErrors, Placebo, Jackknife, Bootstrap}[trial/3%4], Replications: 5}
		if o.Method == Control && trial%2 == 0 {
			o.Predictors = []Predictor{{Name: "y", Values: d.Outcome}, {Name: "z", Values: d.Outcome, Periods: []int{0}}}
		}
		got, err := Estimate(d, o)
		if err == nil && (math.IsNaN(got.Effect.Value) || math.IsInf(got.Effect.Value, 0)) {
			t.Fatalf("trial %d: %v from %+v", trial, got.Effect, d)
		}
		if err != nil && fault(err) == "" {
			t.Fatalf("trial %d: %v is no fault", trial, err)
		}
		for _, err := range []error{second(InSpace(d, o, 2)), second(InTime(d, o, 1)), second(LeaveOneOut(d, o)), second(TestOverTime(d, o))} {
			if err != nil && fault(err) == "" {
				t.Fatalf("trial %d: %v is no fault", trial, err)
			}
		}
	}
}

func second[T any](_ T, err error) error { return err }
