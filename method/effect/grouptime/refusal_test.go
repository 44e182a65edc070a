package grouptime

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/quanyu/quanyu/method/effect"
	"github.com/quanyu/quanyu/method/panel"
)

func kind(err error) panel.Kind {
	var f *panel.Fault
	if errors.As(err, &f) {
		return f.Kind
	}
	return ""
}

// Who is compared, and what is left out.
func TestSample(t *testing.T) {
	y := [][]float64{{0, 1, 2, 3}, {0, 2, 5, 5}, {1, 3, 3, 4}, {0, 1, 0, 1}, {0, 2, 2, 5}, {2, 3, 2, 2}}
	// from the start, and after the end
	r := estimate(t, rows([]int{1, 3, 3, 9, 9, never}, y...), Options{})
	if !slices.Equal(r.Late, []int{9}) || r.LastCohort != never || r.Cells[0].Controls != 3 {
		t.Errorf("late cohorts: %+v", r)
	}
	if s := r.Sample.Flow[1]; s.Reason != TreatedFromStart || !slices.Equal(s.DroppedUnits, []int{0}) {
		t.Errorf("treated from the start: %+v", r.Sample.Flow)
	}
	// nobody is never treated: the last cohort, until it is treated
	for _, control := range []Control{NeverTreated, NotYetTreated} {
		r = estimate(t, rows([]int{2, 2, 3, 3, 4, 4}, y...), Options{Control: control})
		if s := r.Sample.Flow[1]; r.LastCohort != 4 || s.Reason != NoComparison || s.DroppedRows != 6 {
			t.Errorf("%s: %+v", control, r.Sample.Flow)
		}
		if len(r.Cells) != 4 { // cohorts 2 and 3 in periods 2 and 3
			t.Errorf("%s: %d cells", control, len(r.Cells))
		}
		want := 2
		if control == NotYetTreated {
			want = 4
		}
		if c := r.Cells[0]; c.Controls != want {
			t.Errorf("%s: %+v", control, c)
		}
	}
	// a year without data: the base is the last one there is
	d := rows([]int{4, 4, never, never, never, never}, y...)
	for i, p := range d.Period {
		d.Period[i] = []int{0, 1, 3, 5, 6}[p]
	}
	r = estimate(t, d, Options{Base: Universal})
	for i, want := range []Cell{{Period: 1, BasePeriod: 3}, {Period: 3, BasePeriod: 3, Reference: true}, {Period: 5, BasePeriod: 3, Post: true}, {Period: 6, BasePeriod: 3, Post: true}} {
		if c := r.Cells[i]; c.Period != want.Period || c.BasePeriod != 3 || c.Post != want.Post || c.Reference != want.Reference {
			t.Errorf("gap: %+v", c)
		}
	}
	if a, err := r.Aggregate(Dynamic); err != nil || a.Parts[2].At != 1 {
		t.Errorf("time since treatment over a gap: %+v %v", a, err)
	}
	if !r.Cohorts[0].Small || r.Cohorts[0].Units != 2 || r.Cohorts[1].First != never {
		t.Errorf("%+v", r.Cohorts)
	}
	// anticipation: the base is a period earlier
	r = estimate(t, rows([]int{3, 3, never, never, never, never}, y...), Options{Anticipation: 1})
	if c := r.Cells[1]; c.Period != 3 || c.BasePeriod != 1 {
		t.Errorf("anticipation: %+v", c)
	}
}

// What cannot be estimated says why and is no number.
func TestRefusals(t *testing.T) {
	good := func() effect.Data { return synthetic(60, 4, 8) }
	for name, one := range map[string]struct {
		change  func(d *effect.Data)
		options Options
		want    panel.Kind
	}{
		"no rows":          {func(d *effect.Data) { *d = effect.Data{} }, Options{}, effect.NoTreated},
		"no values":        {func(d *effect.Data) { fill(d.Outcome, math.NaN()) }, Options{}, panel.NoRows},
		"twice":            {func(d *effect.Data) { d.Period[1] = d.Period[0] }, Options{}, panel.DuplicateRow},
		"two cohorts":      {func(d *effect.Data) { d.Cohort[1] = 77 }, Options{}, effect.MovingStart},
		"nobody":           {func(d *effect.Data) { fill(d.Cohort, never) }, Options{}, effect.NoTreated},
		"everybody":        {func(d *effect.Data) { fill(d.Cohort, 3) }, Options{Control: NotYetTreated}, effect.NoControl},
		"from the start":   {func(d *effect.Data) { early(d) }, Options{}, effect.NoBefore},
		"after the end":    {func(d *effect.Data) { fill(d.Cohort, 9) }, Options{}, effect.NoTreated},
		"one period":       {func(d *effect.Data) { onePeriod(d) }, Options{}, effect.NoBefore},
		"perfect":          {func(d *effect.Data) { additive(d) }, Options{Method: Regression}, panel.PerfectFit},
		"constant outcome": {func(d *effect.Data) { fill(d.Outcome, 5) }, Options{}, panel.PerfectFit},
		"constant":         {func(d *effect.Data) { fill(d.Covariates[0], 5) }, Options{}, Collinear},
		"separated":        {func(d *effect.Data) { separate(d) }, Options{}, NoOverlap},
		"all but one":      {func(d *effect.Data) { crowd(d) }, Options{Method: Weighting}, NoOverlap},
		"large weights":    {func(d *effect.Data) { crowd(d) }, Options{Weights: slices.Repeat([]float64{math.MaxFloat64}, 600)}, NoOverlap},
		"large outcomes":   {func(d *effect.Data) { vast(d.Outcome) }, Options{}, panel.TooLarge},
		"large covariates": {func(d *effect.Data) { vast(d.Covariates[0]) }, Options{}, Collinear},
		"one cluster":      {nil, Options{Cluster: make([]int, 240)}, panel.OneCluster},
		"moving cluster":   {nil, Options{Cluster: append(make([]int, 239), 1)}, MovingCluster},
		"negative weight":  {nil, Options{Weights: slices.Repeat([]float64{-1}, 240)}, NegativeWeight},
		"no weight":        {nil, Options{Weights: make([]float64, 240)}, effect.NoTreated},
	} {
		d := good()
		if one.change != nil {
			one.change(&d)
		}
		if r, err := Estimate(d, one.options); kind(err) != one.want {
			t.Errorf("%s: %v, %v; want %s", name, r, err, one.want)
		}
	}
}

func fill[T any](column []T, value T) {
	for i := range column {
		column[i] = value
	}
}

func early(d *effect.Data) {
	for i, c := range d.Cohort {
		if c != never {
			d.Cohort[i] = 1
		}
	}
}

func onePeriod(d *effect.Data) {
	for i := range d.Unit {
		d.Unit[i], d.Period[i], d.Cohort[i] = i, 1, []int{1, never, 2}[i%3]
	}
}

// additive leaves nothing to effects of units and periods and a constant effect.
func additive(d *effect.Data) {
	for i := range d.Outcome {
		d.Outcome[i] = float64(d.Unit[i])/7 + float64(d.Period[i])/3
		if d.Period[i] >= d.Cohort[i] {
			d.Outcome[i] += 0.1
		}
	}
}

// crowd is 299 treated units and one that is not.
func crowd(d *effect.Data) {
	*d = effect.Data{}
	for i := range 600 {
		d.Unit, d.Period, d.Outcome = append(d.Unit, i/2), append(d.Period, i%2), append(d.Outcome, float64(i%7))
		d.Cohort = append(d.Cohort, 1)
	}
	d.Cohort[0], d.Cohort[1] = never, never
}

func vast(column []float64) {
	for i := range column {
		column[i] *= 1e300
	}
}

func separate(d *effect.Data) {
	for i, c := range d.Cohort {
		d.Covariates[0][i] = float64(d.Unit[i] % 5)
		if c != never {
			d.Covariates[0][i] += 10
		}
	}
}

// One cohort of three in trouble: its cells say so, the others have numbers, and
// aggregates count what they leave out.
func TestMissingCells(t *testing.T) {
	d := synthetic(200, 4, 12)
	for i, c := range d.Cohort {
		if c == 3 {
			d.Covariates[0][i] += 50
		}
	}
	for _, method := range []Method{Weighting, DoublyRobust} {
		r := estimate(t, d, Options{Method: method})
		for _, c := range r.Cells {
			if (c.Cohort == 3) != (c.Fault != nil && c.Fault.Kind == NoOverlap && math.IsNaN(c.Value)) {
				t.Errorf("%s: %+v", method, c)
			}
		}
		a, err := r.Aggregate(Group)
		if err != nil || a.Missing != 2 || len(a.Parts) != 2 || math.IsNaN(a.Overall.StandardError) {
			t.Errorf("%s: %+v %v", method, a, err)
		}
	}
	// fewer controls than covariates
	few := synthetic(30, 3, 5)
	few.Names = []string{"x", "x2", "x3"}
	few.Covariates = append(few.Covariates, slices.Clone(few.Covariates[0]), slices.Clone(few.Covariates[0]))
	kept := map[int]bool{}
	for i, u := range few.Unit {
		few.Covariates[1][i], few.Covariates[2][i] = math.Sin(float64(u)), math.Cos(float64(3*u))
		if few.Cohort[i] == never && (kept[u] || len(kept) < 4) {
			kept[u] = true
		} else if few.Cohort[i] == never {
			few.Outcome[i] = math.NaN()
		}
	}
	if _, err := Estimate(few, Options{Method: Regression}); kind(err) != panel.NoFreedom {
		t.Errorf("four controls, four coefficients: %v", err)
	}
}

// Hundreds of panels too small to be true: a fault, a cell that says why, or
// numbers that are numbers.
func TestTinyPanels(t *testing.T) {
	methods, faults, numbers := []Method{Regression, Weighting, DoublyRobust}, map[panel.Kind]int{}, 0
	for seed := range uint64(1500) {
		source := rand.New(rand.NewPCG(seed, 1))
		d := synthetic(2+source.IntN(9), 2+source.IntN(4), seed)
		for i := range d.Outcome {
			if d.Outcome[i] = math.Round(d.Outcome[i]); source.IntN(12) == 0 {
				d.Outcome[i] = math.NaN()
			}
			d.Covariates[0][i] = math.Round(d.Covariates[0][i])
		}
		if source.IntN(2) == 0 {
			d.Covariates, d.Names = nil, nil
		}
		o := Options{Method: methods[source.IntN(3)], Draws: 20, Anticipation: source.IntN(2)}
		if source.IntN(2) == 0 {
			o.Missing, o.Control, o.Base = Pairs, NotYetTreated, Universal
		}
		r, err := Estimate(d, o)
		if err != nil {
			if kind(err) == "" {
				t.Fatal(err)
			}
			faults[kind(err)]++
			continue
		}
		for _, c := range r.Cells {
			valued, sure := !math.IsNaN(c.Value), c.StandardError > 0
			if math.IsInf(c.Value, 0) || math.IsInf(c.StandardError, 0) || (c.Fault == nil && !c.Reference) != sure || sure && !valued {
				t.Errorf("seed %d: %+v %v", seed, c, c.Fault)
			}
			if c.Fault != nil {
				faults[c.Fault.Kind]++
			} else {
				numbers++
			}
		}
		for _, kind := range []Kind{Simple, Dynamic, Group, Calendar} {
			if a, err := r.Aggregate(kind); err == nil && (math.IsNaN(a.Overall.Value) || math.IsInf(a.Overall.StandardError, 0)) {
				t.Errorf("seed %d: %s %+v", seed, kind, a.Overall)
			}
		}
	}
	if numbers < 100 || len(faults) < 8 {
		t.Errorf("%d numbers, faults %v", numbers, faults)
	}
}
