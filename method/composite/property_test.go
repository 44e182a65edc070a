package composite

import (
	"encoding/json"
	"math"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// permuted turns rows and columns of the data round.
func permuted(d *Data) *Data {
	out := &Data{}
	n := len(d.Units)
	turn := func(x []float64) []float64 {
		y := slices.Clone(x)
		slices.Reverse(y)
		return y
	}
	for i := n - 1; i >= 0; i-- {
		out.Units = append(out.Units, d.Units[i])
	}
	for j := len(d.Indicators) - 1; j >= 0; j-- {
		out.Indicators = append(out.Indicators, Column{d.Indicators[j].Code, turn(d.Indicators[j].Values)})
	}
	for _, c := range d.Denominators {
		out.Denominators = append(out.Denominators, Column{c.Code, turn(c.Values)})
	}
	for _, g := range d.Groups {
		label := slices.Clone(g.Label)
		slices.Reverse(label)
		out.Groups = append(out.Groups, Grouping{g.Name, label})
	}
	return out
}

var means = []Mean{Arithmetic{}, Geometric{}, Harmonic{}, Power{0.5}, Copeland{}, TOPSIS{}}

// The order of rows and columns does not matter.
func TestOrderOfRows(t *testing.T) {
	h, d, err := synthetic(40, 15)
	if err != nil {
		t.Fatal(err)
	}
	d.Denominators = []Column{{"size", d.Indicators[3].Values}}
	for _, m := range means {
		for _, w := range []Weighting{Equal{}, Entropy{}, CRITIC{}, Variation{}} {
			chain := Chain{Denominate{By: []Denomination{{Code: "i0", Denominator: "size"}}}, Impute{Method: ImputeGroupMedian, Group: "group"}, Screen{Available: 0.5},
				Treat{By: Usual(5)}, Normalise{By: MinMax{1, 100}}, Weigh{1, w}, Aggregate{By: []Mean{m}}}
			a, b := run51(t, h, d, chain).Last(), run51(t, h, permuted(d), chain).Last()
			for i := range a.Units {
				x, y := a.Column("index")[i], b.Column("index")[len(b.Units)-1-i]
				if math.Abs(x-y) > 1e-9*math.Abs(x) {
					t.Fatalf("%s %s: %v and %v", m.Method(), w.Method(), x, y)
				}
			}
		}
	}
}

// A change of unit does not matter, nor, under these normalisations, of origin.
func TestUnits(t *testing.T) {
	h, d, err := synthetic(40, 10)
	if err != nil {
		t.Fatal(err)
	}
	other := permuted(permuted(d))
	for i := range other.Indicators[4].Values {
		other.Indicators[4].Values[i] = other.Indicators[4].Values[i]*1024 + 4096
	}
	for _, by := range []Normalisation{MinMax{1, 100}, ZScore{10, 2}, Rank{}, Borda{}, PercentRank{}, DistanceToMax{}, DistanceToReference{Place: d.Units[3]}} {
		chain := Chain{Treat{By: Treatment{Points: 5, Skewness: 2, Kurtosis: 3.5, Then: LogRange}}, Normalise{By: by}, Aggregate{By: []Mean{Arithmetic{}}}}
		a, b := run51(t, h, d, chain).Last(), run51(t, h, other, chain).Last()
		for i, v := range a.Column("index") {
			if math.Abs(v-b.Column("index")[i]) > 1e-8*max(1, math.Abs(v)) {
				t.Fatalf("%s: %v and %v", by.Method(), v, b.Column("index")[i])
			}
		}
	}
}

// An indicator of which less is better is one of its negative of which more is.
func TestDirections(t *testing.T) {
	_, d, err := synthetic(30, 5)
	if err != nil {
		t.Fatal(err)
	}
	build := func(direction int, sign float64) *Result {
		target, low, high := sign*0.4, sign*0.1, sign*3
		n := Node{Code: "i0", Parent: "index", Level: 1, Weight: 1, Direction: direction, Target: &target, Goalposts: &Goalposts{min(low, high), max(low, high)}}
		h, err := NewHierarchy([]Node{n, {Code: "index", Level: 2, Weight: 1, Direction: 1}})
		if err != nil {
			t.Fatal(err)
		}
		x := each(d.Indicators[0].Values, func(v float64) float64 { return v * sign })
		return run51(t, h, &Data{Units: d.Units, Indicators: []Column{{"i0", x}}}, Chain{Normalise{By: Directed{}}})
	}
	a, b := build(-1, 1), build(1, -1)
	for _, by := range []Normalisation{MinMax{0, 1}, ZScore{0, 1}, Scaled{-5, 0, 100}, Rank{}, PercentRank{}, DistanceToMax{}, DistanceToTarget{}, DistanceToTarget{Cap: true}, Posts{Scale: 100}, Posts{100, true}} {
		x, err := a.Rerun(Normalise{By: by})
		if err != nil {
			t.Fatal(by.Method(), err)
		}
		y, err := b.Rerun(Normalise{By: by})
		if err != nil {
			t.Fatal(by.Method(), err)
		}
		if !slices.Equal(x.Last().Values[0], y.Last().Values[0]) {
			t.Errorf("%s differs", by.Method())
		}
	}
}

// Better on one indicator, nothing else changed, is never worse in the index.
func TestMonotone(t *testing.T) {
	h, d, err := synthetic(20, 10)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range means {
		chain := Chain{Normalise{By: Scaled{-100, 100, 100}}, Aggregate{By: []Mean{m}}}
		before := run51(t, h, d, chain).Last().Column("index")[7]
		other := permuted(permuted(d))
		k := slices.IndexFunc(other.Indicators, func(c Column) bool { return c.Code == "i1" }) // less is better
		other.Indicators[k].Values[7] -= 0.5
		if after := run51(t, h, other, chain).Last().Column("index")[7]; after < before {
			t.Errorf("%s: %v after %v", m.Method(), after, before)
		}
	}
}

// The means stand in their order, and agree on equal scores.
func TestOrderOfMeans(t *testing.T) {
	h, d, err := synthetic(30, 10)
	if err != nil {
		t.Fatal(err)
	}
	var columns [][]float64
	for _, m := range []Mean{Harmonic{}, Geometric{}, Power{0.5}, Arithmetic{}, Power{2}} {
		columns = append(columns, run51(t, h, d, Chain{Normalise{By: MinMax{1, 100}}, Aggregate{By: []Mean{m}}}).Last().Column("index"))
	}
	for k := 1; k < len(columns); k++ {
		for i := range columns[k] {
			if columns[k][i] < columns[k-1][i]-1e-9 {
				t.Errorf("mean %d is %v, the one before %v", k, columns[k][i], columns[k-1][i])
			}
		}
	}
}

// The same bits on one worker and on several, and on a rerun from the middle.
func TestSameBits(t *testing.T) {
	h, d, err := synthetic(60, 20)
	if err != nil {
		t.Fatal(err)
	}
	chain := Chain{Treat{By: Usual(5)}, Normalise{By: MinMax{0, 100}}, Weigh{1, Combined{First: Entropy{}, Second: CRITIC{}, How: Game}}, Aggregate{By: []Mean{Arithmetic{}}}}
	r := run51(t, h, d, chain)
	many, err := r.Remove(1)
	if err != nil {
		t.Fatal(err)
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	one, err := r.Remove(1)
	if err != nil {
		t.Fatal(err)
	}
	for k := range one {
		if !slices.Equal(one[k].Scores, many[k].Scores) {
			t.Errorf("without %s differs", one[k].Code)
		}
	}
	z := Normalise{By: ZScore{50, 10}, Only: []NormaliseOne{{"i3", MinMax{0, 100}}}}
	chain[1], chain[2] = z, Weigh{1, Variation{}}
	again, err := r.Rerun(z, chain[2])
	if err != nil {
		t.Fatal(err)
	}
	fresh := run51(t, h, d, chain)
	if !slices.Equal(again.Last().Column("index"), fresh.Last().Column("index")) {
		t.Error("a rerun differs from a fresh run")
	}
	for code, w := range fresh.Weights {
		if again.Weights[code] != w {
			t.Errorf("weight of %s: %v and %v", code, again.Weights[code], w)
		}
	}
	if back := run51(t, h, d, r.Chain); !slices.Equal(back.Last().Column("index"), r.Last().Column("index")) {
		t.Error("a rerun changed what it came from")
	}
}

// The parts of a distance add up to it, also with values missing.
func TestDecompose(t *testing.T) {
	h, d, err := synthetic(12, 15)
	if err != nil {
		t.Fatal(err)
	}
	d.Indicators[2].Values[1], d.Indicators[9].Values[4] = math.NaN(), math.NaN()
	r := run51(t, h, d, Chain{Normalise{By: MinMax{0, 100}}, Aggregate{By: []Mean{Arithmetic{}}, Weights: Weights{"i4": 3, "pillar 1": 0.5}}})
	for _, pair := range [][2]int{{1, 4}, {0, 11}, {4, 1}} {
		list, err := r.Decompose(d.Units[pair[0]], d.Units[pair[1]], 0)
		if err != nil {
			t.Fatal(err)
		}
		sum := 0.0
		for _, c := range list {
			sum += c.Points
		}
		x := r.Last().Column("index")
		near(t, sum, x[pair[0]]-x[pair[1]], 100, "sum of parts")
	}
	r, err = r.Rerun(Aggregate{By: []Mean{TOPSIS{}}})
	refused(t, err, Missing, "")
	r = run51(t, h, d, Chain{Normalise{By: MinMax{1, 100}}, Aggregate{By: []Mean{Geometric{}}}})
	_, err = r.Decompose(d.Units[0], d.Units[1], 0)
	refused(t, err, BadStep, "geometric")
}

// An only child takes its parent with it; the last pillar cannot go.
func TestRemoveOnlyChild(t *testing.T) {
	node := func(code, parent string, level int) Node {
		return Node{Code: code, Parent: parent, Level: level, Weight: 1, Direction: 1}
	}
	h, err := NewHierarchy([]Node{node("i", "", 3), node("p", "i", 2), node("q", "i", 2), node("a", "p", 1), node("b", "q", 1), node("c", "q", 1)})
	if err != nil {
		t.Fatal(err)
	}
	d := &Data{Units: []string{"x", "y", "z"}, Indicators: []Column{{"a", []float64{1, 2, 3}}, {"b", []float64{3, 1, 2}}, {"c", []float64{2, 3, 1}}}}
	r := run51(t, h, d, Chain{Normalise{By: MinMax{0, 1}}, Aggregate{By: []Mean{Arithmetic{}}}})
	list, err := r.Remove(1)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(list[0].Also, []string{"p"}) || !slices.Equal(list[0].Scores, []float64{0.75, 0.5, 0.25}) {
		t.Errorf("%+v", list[0])
	}
	if list[1].Also != nil || !slices.Equal(list[1].Scores, []float64{0.25, 0.75, 0.5}) {
		t.Errorf("%+v", list[1])
	}
	if r, err = r.Rerun(Aggregate{By: []Mean{Arithmetic{}}, Without: []string{"p"}}); err != nil {
		t.Fatal(err)
	}
	_, err = r.Remove(2)
	refused(t, err, ZeroWeights, "q")
}

// Goalposts frozen over the years leave a rise to be seen; by year they do not.
func TestFrozen(t *testing.T) {
	h, _ := small(t, map[string][]float64{"a": {1, 2}}, "a")
	d := &Data{Units: []string{"x", "y", "x", "y"}, Periods: []int{2022, 2022, 2023, 2023}, Indicators: []Column{{"a", []float64{0, 5, 5, 10}}}}
	for scope, want := range map[Scope][]float64{ByPeriod: {0, 100, 0, 100}, Pooled: {0, 50, 50, 100}} {
		r := run51(t, h, d, Chain{Normalise{By: MinMax{0, 100}, Scope: scope}, Aggregate{By: []Mean{Arithmetic{}}}})
		if got := r.Last().Column("index"); !slices.Equal(got, want) {
			t.Errorf("%v, want %v", got, want)
		}
		if got := r.Last().Ranks("index"); !slices.Equal(got, []int{2, 1, 2, 1}) {
			t.Errorf("ranks %v", got)
		}
	}
}

// Inputs and outputs that are put together are on record.
func TestMixed(t *testing.T) {
	node := func(code, parent string, level int, kind string) Node {
		return Node{Code: code, Parent: parent, Level: level, Weight: 1, Direction: 1, Kind: kind}
	}
	h, err := NewHierarchy([]Node{node("i", "", 3, ""), node("p", "i", 2, ""), node("q", "i", 2, ""), node("a", "p", 1, "input"), node("b", "p", 1, "input"), node("c", "q", 1, "output")})
	if err != nil {
		t.Fatal(err)
	}
	if m := h.Mixed(); len(m) != 1 || m[0].Code != "i" || !slices.Equal(m[0].Kinds, []string{"input", "output"}) {
		t.Errorf("%v", m)
	}
}

func TestRecord(t *testing.T) {
	raw, err := json.Marshal(append(asemChain()[1:5:5], Weigh{1, Combined{First: AHP{[]Judgement{{"p", []string{"a"}, [][]float64{{1}}}}}, Second: Entropy{}, How: Linear, Share: 0.3}},
		Aggregate{By: []Mean{Power{0.5}}, Weights: Weights{"b": 2, "a": 1}}))
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Join([]string{
		`[{"step":"impute","method":"group_mean","group":"EurAsia_group"}`,
		`{"step":"screen","available":0.9}`,
		`{"step":"treat","by":{"points":5,"skewness":2,"kurtosis":3.5,"then":"log_range"}}`,
		`{"step":"normalise","by":{"method":"min_max","lower":0,"upper":100}}`,
		`{"step":"weigh","level":1,"by":{"method":"combined","first":{"method":"ahp","families":[{"parent":"p","codes":["a"],"matrix":[[1]]}]},"second":{"method":"entropy"},"how":"linear","share":0.3}}`,
		`{"step":"aggregate","by":[{"method":"power","p":0.5}],"weights":{"a":1,"b":2}}]`}, ",")
	if string(raw) != want {
		t.Errorf("%s\nwant\n%s", raw, want)
	}
}
