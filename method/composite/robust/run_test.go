package robust

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/quanyu/quanyu/method/composite"
)

// synthetic is a small index, made up (合成): four places, two families of two.
// Every indicator has the extremes 0 and 10, so that min-max 0 to 100 is times 10.
//
//	        a1  a2  b1  b2   equal   A twice
//	north   10   6   0   8    60     66.667
//	east     6  10   4   2    55     63.333
//	south    0   4  10  10    60     46.667
//	west     2   0   2   0    10     10
func synthetic(t testing.TB) Plan {
	t.Helper()
	h, err := composite.NewHierarchy([]composite.Node{
		{Code: "a1", Parent: "A", Level: 1, Weight: 1, Direction: 1}, {Code: "a2", Parent: "A", Level: 1, Weight: 1, Direction: 1},
		{Code: "b1", Parent: "B", Level: 1, Weight: 1, Direction: 1}, {Code: "b2", Parent: "B", Level: 1, Weight: 1, Direction: 1},
		{Code: "A", Parent: "all", Level: 2, Weight: 1, Direction: 1}, {Code: "B", Parent: "all", Level: 2, Weight: 1, Direction: 1},
		{Code: "all", Level: 3, Weight: 1, Direction: 1},
	})
	if err != nil {
		t.Fatal(err)
	}
	return Plan{
		Hierarchy: h, Base: 32, Seed: 3,
		Data: &composite.Data{Units: []string{"north", "east", "south", "west"}, Indicators: []composite.Column{
			{Code: "a1", Values: []float64{10, 6, 0, 2}}, {Code: "a2", Values: []float64{6, 10, 4, 0}},
			{Code: "b1", Values: []float64{0, 4, 10, 2}}, {Code: "b2", Values: []float64{8, 2, 10, 0}},
		}},
		Chain: composite.Chain{
			composite.Normalise{By: composite.MinMax{Lower: 0, Upper: 100}},
			composite.Aggregate{By: []composite.Mean{composite.Arithmetic{}}},
		},
		Choices: []Choice{
			{Name: "weights", Options: []Option{{Name: "equal"}, {Name: "A twice", Weights: composite.Weights{"A": 2}}}},
			{Name: "scale", Options: []Option{{Name: "0 to 100"}, {Name: "1 to 100", Steps: []composite.Step{composite.Normalise{By: composite.MinMax{Lower: 1, Upper: 100}}}}}},
		},
	}
}

func design(t testing.TB, p Plan) *Design {
	t.Helper()
	d, err := New(p)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func run(t testing.TB, p Plan) *Report {
	t.Helper()
	r, err := design(t, p).Run()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// With the table above: half of the runs weigh A twice, and the scale does
// nothing. North and south tie in the one half; in the other, north is first,
// east second and south third.
func TestByHand(t *testing.T) {
	p := synthetic(t)
	p.Questions = []Question{{A: "north", B: "south"}, {A: "east", B: "south"}, {A: "south", Top: 2}, {A: "west", Top: 3}}
	d := design(t, p)
	if !slices.Equal(d.Ranks, []int{1, 3, 1, 4}) || math.Abs(d.Scores[1]-55) > 1e-12 {
		t.Fatalf("as made: %v %v", d.Ranks, d.Scores)
	}
	r, err := d.Run()
	if err != nil {
		t.Fatal(err)
	}
	if r.Runs != 128 || r.Independent != 64 || len(r.Failures) != 0 {
		t.Fatalf("%d runs, %d independent, %v", r.Runs, r.Independent, r.Failures)
	}
	for i, want := range []Place{
		{"north", 60, 1, 64, 1, 1, 1, 1}, {"east", 55, 3, 64, 2.5, 2, 3, 2.5}, {"south", 60, 1, 64, 2, 1, 3, 2}, {"west", 10, 4, 64, 4, 4, 4, 4},
	} {
		got := r.Places[i]
		got.Score = math.Round(got.Score)
		if got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}
	for _, want := range []Pair{
		{"north", "south", 64, 0.5, 0, 0.5, NotSeparable}, {"south", "north", 64, 0, 0.5, 0.5, NotSeparable},
		{"north", "east", 64, 1, 0, 0, Ahead}, {"east", "north", 64, 0, 1, 0, Behind}, {"east", "south", 64, 0.5, 0.5, 0, NotSeparable},
	} {
		if got, _ := r.Pair(want.A, want.B); got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}
	if pairs := r.Pairs(); len(pairs) != 6 || pairs[0].A != "north" || pairs[0].B != "east" {
		t.Errorf("pairs: %v", pairs)
	}
	// East from 3 to 2 and south from 1 to 3: 3 of 4 places, or nothing.
	shares := func(what string, got []Share) {
		if len(got) != 2 || math.Abs(got[0].Total-1) > 0.5 || got[1].First != 0 || got[1].Total != 0 {
			t.Errorf("%s: %+v", what, got)
		}
	}
	shares("ranks", r.Choices)
	for k, want := range []struct {
		yes   float64
		holds Holds
		turns []string
	}{{0.5, Open, []string{"weights"}}, {0.5, Open, []string{"weights"}}, {0.5, Open, []string{"weights"}}, {0, No, nil}} {
		a := r.Answers[k]
		if a.Yes != want.yes || a.Holds != want.holds || !slices.Equal(a.Turns, want.turns) || a.Runs != 64 || len(a.Options) != 4 {
			t.Errorf("%+v: %+v", a.Question, a)
		}
		if want.holds == Open {
			shares(fmt.Sprint(a.Question), a.Choices)
		} else if a.NoShares == nil {
			t.Errorf("%+v: shares of nothing", a.Question)
		}
	}
	if a := r.Answers[1].Options; a[0] != (Turn{"weights", "equal", 32, 0}) || a[1] != (Turn{"weights", "A twice", 32, 1}) {
		t.Errorf("east ahead of south, by option: %+v", a)
	}
}

// many is the synthetic index with everything varied at once.
func many(t testing.TB) Plan {
	p := synthetic(t)
	p.Data.Denominators = []composite.Column{{Code: "people", Values: []float64{3, 2, 2, 1}}, {Code: "area", Values: []float64{9, 2, 4, 4}}}
	p.Chain = append(composite.Chain{composite.Denominate{}}, p.Chain...)
	half := []float64{0.5, 0.5, 0.5, 0.5}
	by := func(code string) []composite.Step {
		return []composite.Step{composite.Denominate{By: []composite.Denomination{{Code: "a1", Denominator: code}}}}
	}
	p.Choices = []Choice{
		{Name: "denominator", Options: []Option{{Name: "none"}, {Name: "people", Steps: by("people")}, {Name: "area", Steps: by("area")}}},
		{Name: "scale", Options: []Option{{Name: "min-max"}, {Name: "z", Steps: []composite.Step{composite.Normalise{By: composite.ZScore{Mean: 10, Deviation: 2}}}}}},
		{Name: "peers", Options: []Option{{Name: "all"}, {Name: "without west", Places: []string{"north", "east", "south"}}}},
		{Name: "indicators", Options: []Option{{Name: "all"}, {Name: "without b2", Without: []string{"b2"}}, {Name: "without B", Without: []string{"B"}}}},
		{Name: "weights", Weights: []WeightNoise{{1, 0.5}, {2, 0.25}}},
		{Name: "values", Margins: []composite.Column{{Code: "a1", Values: half}, {Code: "b1", Values: half}, {Code: "people", Values: half}}},
	}
	p.Questions = []Question{{A: "north", B: "south"}, {A: "west", B: "east"}, {A: "east", Top: 1}}
	return p
}

// The same report on any number of workers and on a second run; another with
// another seed.
func TestDeterminism(t *testing.T) {
	p := many(t)
	want := ""
	for _, workers := range []int{1, 2, 7, 1} {
		p.Workers = workers
		r := run(t, p)
		got := fmt.Sprintf("%v %v %v %v %v", r.Places, r.Pairs(), r.Choices, r.Answers, r.Failures)
		if want == "" {
			want = got
		}
		if got != want {
			t.Fatalf("%d workers give another report", workers)
		}
	}
	p.Seed++
	if r := run(t, p); fmt.Sprintf("%v %v %v %v %v", r.Places, r.Pairs(), r.Choices, r.Answers, r.Failures) == want {
		t.Error("another seed gives the same report")
	}
}

// Every run can be had alone, and what the runs say alone adds up to the report.
func TestReplay(t *testing.T) {
	p := many(t)
	d := design(t, p)
	r, err := d.Run()
	if err != nil {
		t.Fatal(err)
	}
	ahead, runs, first := 0, 0, map[string]string{}
	for n := range r.Runs {
		settings := fmt.Sprint(d.Settings(n))
		result, err := d.Replay(n)
		if err != nil {
			t.Fatal(err)
		}
		scores := make([]float64, 4)
		d.scores(result, d.plan.Target, scores)
		if was, seen := first[settings]; seen && was != fmt.Sprint(scores) {
			t.Errorf("run %d has the settings of another run and other scores", n)
		}
		first[settings] = fmt.Sprint(scores)
		if math.IsNaN(scores[3]) != (d.Settings(n)[2].Option == "without west") {
			t.Errorf("run %d: west has %v under %v", n, scores[3], settings)
		}
		if n < r.Independent && !math.IsNaN(scores[3]) {
			if runs++; scores[3] > scores[1] {
				ahead++
			}
		}
	}
	pair, _ := r.Pair("west", "east")
	if pair.Runs != runs || pair.Ahead != float64(ahead)/float64(runs) || r.Places[3].Runs != runs || runs == 0 || runs == r.Independent {
		t.Errorf("%+v, %d of %d when run alone", pair, ahead, runs)
	}
	if a := r.Answers[1]; a.Runs != runs || a.Yes != pair.Ahead || a.NoShares == nil {
		t.Errorf("the answer %+v is not that of the pair %+v", a, pair)
	}
}

// Rows in another order, and indicators in another unit, change no rank.
func TestInvariance(t *testing.T) {
	p := many(t)
	p.Choices = p.Choices[:5] // noise of values is drawn row by row
	want := run(t, p)
	back := []int{3, 1, 0, 2}
	q := p
	q.Data = only(p.Data, p.Data.Units)
	q.Data.Units = take(p.Data.Units, back)
	for _, columns := range [][]composite.Column{q.Data.Indicators, q.Data.Denominators} {
		for k, c := range columns {
			columns[k].Values = take(c.Values, back)
			for i := range columns[k].Values {
				columns[k].Values[i] *= 8
			}
		}
	}
	got := run(t, q)
	for k, i := range back {
		a, b := got.Places[k], want.Places[i]
		if a.Score, b.Score = 0, 0; a != b {
			t.Errorf("got %+v, want %+v", a, b)
		}
	}
	for _, pair := range want.Pairs() {
		if other, _ := got.Pair(pair.A, pair.B); other != pair {
			t.Errorf("got %+v, want %+v", other, pair)
		}
	}
}

// What leaves an element out gives what an index without it gives, with given
// weights and with computed ones.
func TestLeftOutIsWithout(t *testing.T) {
	p := synthetic(t)
	computed := composite.Chain{p.Chain[0], composite.Weigh{Level: 1, By: composite.Variation{}}, composite.Weigh{Level: 2, By: composite.Equal{}}, p.Chain[1]}
	for _, chain := range []composite.Chain{p.Chain, computed} {
		p.Chain = chain
		p.Choices = []Choice{leftOut(p.Hierarchy, 1)}
		for _, got := range design(t, p).Alone() {
			q := shorter(t, p, got.Option)
			q.Choices = synthetic(t).Choices[1:]
			if want := design(t, q); got.Err != nil || !slices.Equal(got.Ranks, want.Ranks) {
				t.Errorf("without %s: %+v, want %v", got.Option, got, want.Ranks)
			}
		}
	}
	// Without A the scores are 40, 30, 100 and 10: north falls from 1 to 2.
	p = synthetic(t)
	p.Choices = []Choice{leftOut(p.Hierarchy, 2)}
	if a := design(t, p).Alone()[0]; !slices.Equal(a.Ranks, []int{2, 3, 1, 4}) || a.Change != 0.25 {
		t.Errorf("without A: %+v", a)
	}
}

// shorter is the plan without one indicator.
func shorter(t testing.TB, p Plan, code string) Plan {
	t.Helper()
	h, err := composite.NewHierarchy(slices.DeleteFunc(slices.Clone(p.Hierarchy.Nodes()), func(n composite.Node) bool { return n.Code == code }))
	if err != nil {
		t.Fatal(err)
	}
	data := *p.Data
	data.Indicators = slices.DeleteFunc(slices.Clone(data.Indicators), func(c composite.Column) bool { return c.Code == code })
	p.Hierarchy, p.Data = h, &data
	return p
}

// An only child takes its parent with it, as do two children that two choices
// leave out; noise of weights goes with what is left.
func TestNothingLeft(t *testing.T) {
	p := shorter(t, synthetic(t), "b2")
	chain := p.Chain
	for _, p.Chain = range []composite.Chain{chain, {chain[0], composite.Weigh{Level: 2, By: composite.Equal{}}, chain[1]}} {
		p.Choices = []Choice{{Name: "b", Options: []Option{{Name: "all"}, {Name: "b1", Without: []string{"b1"}}, {Name: "B", Without: []string{"B"}}}}}
		a := design(t, p).Alone()
		if a[1].Err != nil || !slices.Equal(a[1].Ranks, a[2].Ranks) || slices.Equal(a[0].Ranks, a[1].Ranks) {
			t.Errorf("without the only child %+v, without its parent %+v", a[1], a[2])
		}
		q := synthetic(t)
		q.Chain = p.Chain
		q.Choices = []Choice{
			{Name: "b1", Options: []Option{{Name: "in"}, {Name: "out", Without: []string{"b1"}}}},
			{Name: "b2", Options: []Option{{Name: "in"}, {Name: "out", Without: []string{"b2"}}}},
			{Name: "weights", Weights: []WeightNoise{{1, 0.001}, {2, 0.001}}},
		}
		d := design(t, q)
		both := 0
		for n := range d.Runs() {
			r, err := d.Replay(n)
			if err != nil {
				t.Fatal(err)
			}
			if s := d.Settings(n); s[0].Option == "out" && s[1].Option == "out" {
				both++
				if got, want := r.Last().Column("all"), r.Last().Column("A"); !slices.Equal(got, want) {
					t.Errorf("%v: %v, want %v", s, got, want)
				}
			}
		}
		if both == 0 {
			t.Error("no run left both out")
		}
	}
}

// Each option alone: the one that is the index as made changes nothing; without
// west, whose figures were least, sums are 208.3, 200 and 200; one that fails says
// so.
func TestAlone(t *testing.T) {
	p := synthetic(t)
	p.Choices = append(p.Choices, Choice{Name: "peers", Options: []Option{{Name: "all"}, {Name: "without west", Places: []string{"north", "east", "south"}}}},
		Choice{Name: "mean", Options: []Option{{Name: "arithmetic"}, {Name: "geometric", Steps: []composite.Step{composite.Aggregate{By: []composite.Mean{composite.Geometric{}}}}}}})
	got := design(t, p).Alone()
	for k, want := range []Alternative{
		{"weights", "equal", []int{1, 3, 1, 4}, 0, nil}, {"weights", "A twice", []int{1, 2, 3, 4}, 0.75, nil},
		{"scale", "0 to 100", []int{1, 3, 1, 4}, 0, nil}, {"scale", "1 to 100", []int{1, 3, 1, 4}, 0, nil},
		{"peers", "all", []int{1, 3, 1, 4}, 0, nil}, {"peers", "without west", []int{1, 2, 2, 0}, 2. / 3, nil},
		{"mean", "arithmetic", []int{1, 3, 1, 4}, 0, nil}, {Choice: "mean", Option: "geometric"},
	} {
		switch a := got[k]; {
		case want.Option == "geometric":
			if a.Err == nil || !math.IsNaN(a.Change) {
				t.Errorf("%+v", a)
			}
		case fmt.Sprint(a) != fmt.Sprint(want):
			t.Errorf("got %+v, want %+v", a, want)
		}
	}
}

// Results taken over from other runs change no bit of any, nor of its chain.
func TestKept(t *testing.T) {
	p := many(t)
	p.Choices = append(p.Choices[:5:5], Choice{Name: "mean", Options: []Option{{Name: "as made"}, {Name: "power of ranks", Steps: []composite.Step{
		composite.Normalise{By: composite.PercentRank{}}, composite.Aggregate{By: []composite.Mean{composite.Power{P: 2}}}}}}})
	p.Choices = slices.DeleteFunc(p.Choices, func(c Choice) bool { return c.Name == "scale" })
	warm, cold := design(t, p), design(t, p)
	cold.kept = newKept(figures+1, 1)
	if _, err := warm.Run(); err != nil || len(warm.kept.result) != 12 || len(cold.kept.result) != 0 {
		t.Fatal(err, len(warm.kept.result), len(cold.kept.result))
	}
	for n := range warm.Runs() {
		a, err := warm.Replay(n)
		if err != nil {
			t.Fatal(err)
		}
		b, err := cold.Replay(n)
		if err != nil {
			t.Fatal(err)
		}
		if x, y := a.Last(), b.Last(); fmt.Sprint(x.Units, x.Values, a.Chain, a.Weights) != fmt.Sprint(y.Units, y.Values, b.Chain, b.Weights) {
			t.Fatalf("run %d, %v: other results", n, warm.Settings(n))
		}
	}
}

// North is ahead of south where A alone is weighed twice: in a quarter of the
// runs. Each of the two choices makes a third of the variance of that answer, and
// together they make the last third.
func TestSharesByHand(t *testing.T) {
	p := synthetic(t)
	p.Base = 1024
	p.Choices = []Choice{
		{Name: "A", Options: []Option{{Name: "once"}, {Name: "twice", Weights: composite.Weights{"A": 2}}}},
		{Name: "B", Options: []Option{{Name: "once"}, {Name: "twice", Weights: composite.Weights{"B": 2}}}},
	}
	p.Questions = []Question{{A: "north", B: "south"}}
	a := run(t, p).Answers[0]
	if a.Yes != 0.25 || a.Holds != Open || len(a.Turns) != 0 {
		t.Errorf("%+v", a)
	}
	for _, s := range a.Choices {
		if math.Abs(s.First-1./3) > 0.05 || math.Abs(s.Total-2./3) > 0.05 {
			t.Errorf("%+v, want 1/3 and 2/3", s)
		}
		if !(s.FirstInterval.Low < s.First && s.First < s.FirstInterval.High && s.TotalInterval.Low < s.Total && s.Total < s.TotalInterval.High) {
			t.Errorf("%+v lies outside of its intervals", s)
		}
	}
}

// A few runs settle nothing: neither a verdict, nor that a choice among many
// options turns the answer, when what its options do is chance.
func TestFewRuns(t *testing.T) {
	p := synthetic(t)
	var same []Option
	for k := range 40 {
		same = append(same, Option{Name: fmt.Sprint(k)})
	}
	p.Choices = append(p.Choices, Choice{Name: "nothing", Options: same})
	p.Questions = []Question{{A: "north", B: "south"}, {A: "north", B: "west"}}
	r := run(t, p)
	if turns := r.Answers[0].Turns; !slices.Equal(turns, []string{"weights"}) {
		t.Errorf("turned by %v", turns)
	}
	if pair, _ := r.Pair("north", "west"); pair.Verdict != Ahead || r.Answers[1].Holds != Yes {
		t.Errorf("%+v", pair)
	}
	p.Base = (Fewest - 1) / 2
	r = run(t, p)
	if pair, _ := r.Pair("north", "west"); pair.Ahead != 1 || pair.Verdict != NotSeparable || r.Answers[1].Holds != Open {
		t.Errorf("%+v", pair)
	}
}

// Ranks by another node are those that a plan with this node as its target counts,
// and the ranks that are kept of a run are those of its replay.
func TestNodesAndWatch(t *testing.T) {
	p := synthetic(t)
	p.Nodes, p.Watch = []string{"B"}, []string{"south", "east"}
	d := design(t, p)
	got, err := d.Run()
	if err != nil {
		t.Fatal(err)
	}
	p.Target = "B"
	if want := run(t, p).Places; !slices.Equal(got.Nodes[0], want) || len(got.Nodes) != 1 {
		t.Errorf("got %+v, want %+v", got.Nodes, want)
	}
	for i := range got.Watched {
		r, err := d.Replay(i)
		if err != nil {
			t.Fatal(err)
		}
		if want := r.Last().Ranks("all"); !slices.Equal(got.Watched[i], []int{want[2], want[1]}) {
			t.Errorf("run %d: %v, not %v", i, got.Watched[i], want)
		}
	}
}

// Runs with other peers are not asked who is among the first: they rank fewer.
func TestTopAsksWholeRuns(t *testing.T) {
	p := synthetic(t)
	p.Choices = append(p.Choices, Choice{Name: "peers", Options: []Option{{Name: "all"}, {Name: "three", Places: []string{"east", "south", "west"}}}})
	p.Questions = []Question{{A: "west", Top: 3}, {A: "west", B: "east"}}
	a := run(t, p).Answers
	if a[0].Yes != 0 || a[0].Runs == 0 || a[0].Runs >= a[1].Runs || a[1].Runs != 2*p.Base {
		t.Errorf("%+v", a)
	}
	for _, o := range a[0].Options {
		if (o.Option == "three") != (o.Runs == 0) {
			t.Errorf("%+v", o)
		}
	}
}
