package composite

import (
	"errors"
	"math"
	"slices"
	"testing"
)

// tree builds a hierarchy of indicators with weights under "index".
func tree(t *testing.T, nodes ...Node) *Hierarchy {
	t.Helper()
	for i := range nodes {
		if nodes[i].Direction == 0 {
			nodes[i].Direction = 1
		}
		if nodes[i].Level == 0 {
			nodes[i].Level = 1
		}
	}
	h, err := NewHierarchy(nodes)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func ran(t *testing.T, h *Hierarchy, d *Data, chain Chain) *Result {
	t.Helper()
	r, err := Run(h, d, chain)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

var (
	unitChain = Chain{Normalise{By: MinMax{0, 1}}, Aggregate{By: []Mean{Arithmetic{}}}}
	three     = []string{"u", "v", "w"}
)

// Worked by hand: from x and y, weighing 1 and 3, to y and z, weighing the same;
// less of z is better.
//
//	x 0 .5 1, y 1 0 .5, z 0 1 1
//	first:    (x+3y)/4  .75  .125  .625
//	dropped:  y         1    0     .5
//	added:    (y+z)/2   .5   .5    .75
//	geometric would be refused at 0, so the mean is harmonic over [1, 2]
func TestPassagesByHand(t *testing.T) {
	top := Node{Code: "index", Level: 2, Weight: 1}
	a := ran(t, tree(t, top, Node{Code: "x", Parent: "index", Weight: 1}, Node{Code: "y", Parent: "index", Weight: 3}),
		&Data{Units: three, Indicators: []Column{{"x", []float64{0, 5, 10}}, {"y", []float64{8, 4, 6}}}}, unitChain)
	b := ran(t, tree(t, Node{Code: "total", Level: 2, Weight: 1}, Node{Code: "y", Parent: "total", Weight: 5}, Node{Code: "z", Parent: "total", Weight: 5, Direction: -1}),
		&Data{Units: []string{"w", "u", "v"}, Indicators: []Column{{"z", []float64{1, 2, 1}}, {"y", []float64{6, 8, 4}}}}, // the rows in another order
		Chain{Normalise{By: MinMax{1, 2}}, Aggregate{By: []Mean{Harmonic{}}}})
	list, err := Passages(a, b)
	if err != nil {
		t.Fatal(err)
	}
	want := []struct {
		change Change
		codes  []string
		scores []float64
	}{
		{Dropped, []string{"x"}, []float64{1, 0, .5}},
		{Added, []string{"z"}, []float64{.5, .5, .75}},
		{Rescaled, nil, []float64{1.5, 1.5, 1.75}},
		{Combining, nil, []float64{2 / (1/2. + 1), 2 / (1 + 1/2.), 2 / (1/1.5 + 1/2.)}},
	}
	if len(list) != len(want) {
		t.Fatalf("%d passages, want %d: %v", len(list), len(want), list)
	}
	for k, p := range list {
		if !slices.Equal(p.Changes, []Change{want[k].change}) || !slices.Equal(p.Codes, want[k].codes) || p.Fault != nil {
			t.Errorf("passage %d is %v (%v), want %v", k, p.Changes, p.Fault, want[k].change)
		}
		last := p.Result.Last()
		for i, v := range last.Column(p.Result.Hierarchy.Top()) {
			if last.Units[i] != three[i] || math.Abs(v-want[k].scores[i]) > 1e-14 {
				t.Errorf("%v of %s: %v, want %v", p.Changes, three[i], v, want[k].scores[i])
			}
		}
	}
}

// Two indicators come one after the other, each with its share among those that
// are there: y halves x, then z takes one half of all.
func TestPassagesOneByOne(t *testing.T) {
	top, x, y := Node{Code: "index", Level: 2, Weight: 1}, Column{"x", []float64{0, 5, 10}}, Column{"y", []float64{8, 4, 6}}
	a := ran(t, tree(t, top, Node{Code: "x", Parent: "index", Weight: 1}), &Data{Units: three, Indicators: []Column{x}}, unitChain)
	b := ran(t, tree(t, top, Node{Code: "x", Parent: "index", Weight: 1}, Node{Code: "y", Parent: "index", Weight: 1}, Node{Code: "z", Parent: "index", Weight: 2}),
		&Data{Units: three, Indicators: []Column{x, y, {"z", []float64{1, 2, 2}}}}, unitChain)
	for _, way := range []struct {
		from, to *Result
		codes    []string
		scores   [][]float64
	}{
		{a, b, []string{"y", "z"}, [][]float64{{.5, .25, .75}, {.25, .625, .875}}},
		{b, a, []string{"y", "z"}, [][]float64{{0, 2.5 / 3, 1}, {0, .5, 1}}},
	} {
		list, err := Passages(way.from, way.to)
		if err != nil || len(list) != 2 {
			t.Fatalf("%v, %v", list, err)
		}
		for k, p := range list {
			if !slices.Equal(p.Codes, way.codes[k:k+1]) {
				t.Errorf("passage %d is about %v", k, p.Codes)
			}
			for i, v := range p.Result.Last().Column("index") {
				near(t, v, way.scores[k][i], 0, three[i], "after", p.Codes[0])
			}
		}
	}
}

// The last passage is the second version, whatever differs; a version differs
// from itself by nothing; and no passage loses a place or a figure on the way.
func TestPassagesEnd(t *testing.T) {
	h, d, err := synthetic(30, 12)
	if err != nil {
		t.Fatal(err)
	}
	d.Denominators = []Column{{"size", d.Indicators[3].Values}}
	nodes := slices.Clone(h.Nodes())
	var parents []string
	for _, n := range nodes {
		if n.Level == 2 {
			parents = append(parents, n.Code)
		}
	}
	for i := range nodes {
		nodes[i].Weight = 1 + float64(i%4)
		if nodes[i].Level == 1 && i%5 == 0 {
			nodes[i].Parent = parents[i%len(parents)]
		}
	}
	nodes = slices.DeleteFunc(nodes, func(n Node) bool { return n.Code == "i2" })
	other, err := NewHierarchy(nodes)
	if err != nil {
		t.Fatal(err)
	}
	less := *d
	less.Indicators = slices.DeleteFunc(slices.Clone(d.Indicators), func(c Column) bool { return c.Code == "i2" })
	given := Weights{}
	for i, p := range parents {
		given[p] = float64(3 + i)
	}
	versions := []*Result{
		ran(t, h, d, Chain{Impute{Method: ImputeMean}, Normalise{By: MinMax{1, 100}}, Aggregate{By: []Mean{Arithmetic{}}}}),
		ran(t, h, d, Chain{Denominate{By: []Denomination{{Code: "i0", Denominator: "size", Scale: 100}}}, Screen{Available: 0.5}, Impute{Method: ImputeMedian},
			Treat{By: Usual(3)}, Normalise{By: MinMax{1, 100}}, Weigh{1, Entropy{}}, Aggregate{By: []Mean{Geometric{}}}}),
		ran(t, other, &less, Chain{Impute{Method: ImputeGroupMedian, Group: "group"}, Screen{}, Treat{Only: []TreatOne{{"i4", Usual(2)}}},
			Normalise{By: ZScore{50, 10}, Only: []NormaliseOne{{"i1", MinMax{0, 100}}}}, Weigh{2, Given{given}}, Aggregate{By: []Mean{Arithmetic{}}}}),
	}
	for i, a := range versions {
		for j, b := range versions {
			list, err := Passages(a, b)
			if err != nil {
				t.Fatalf("%d to %d: %v", i, j, err)
			}
			if i == j {
				if len(list) != 0 {
					t.Errorf("version %d differs from itself by %v", i, list[0].Changes)
				}
				continue
			}
			end := list[len(list)-1].Result
			diff, err := Compare(end, end.Hierarchy.Top(), b, b.Hierarchy.Top())
			if err != nil {
				t.Fatal(err)
			}
			for _, x := range diff {
				if math.Abs(x.ScoreA-x.ScoreB) > 1e-12*math.Abs(x.ScoreB) || x.RankA != x.RankB {
					t.Errorf("%d to %d ends at %+v", i, j, x)
				}
			}
		}
	}
}

// What cannot be computed between two changes is told with the next, and why.
func TestPassagesTogether(t *testing.T) {
	target := 12.0
	top := Node{Code: "index", Level: 2, Weight: 1}
	d := &Data{Units: three, Indicators: []Column{{"x", []float64{0, 5, 10}}, {"y", []float64{8, 4, 6}}}}
	a := ran(t, tree(t, top, Node{Code: "x", Parent: "index", Weight: 1}, Node{Code: "y", Parent: "index", Weight: 1}), d,
		Chain{Normalise{By: MinMax{0, 1}}, Aggregate{By: []Mean{Arithmetic{}}}})
	b := ran(t, tree(t, top, Node{Code: "x", Parent: "index", Weight: 1, Target: &target}, Node{Code: "y", Parent: "index", Weight: 3, Target: &target}), d,
		Chain{Normalise{By: DistanceToTarget{}}, Weigh{1, CRITIC{}}, Aggregate{By: []Mean{Arithmetic{}}}})
	list, err := Passages(b, a) // distances to targets that are gone
	if err != nil {
		t.Fatal(err)
	}
	last := list[len(list)-1]
	var fault *Fault
	if !slices.Equal(last.Changes, []Change{Retargeted, Rescaled}) || !errors.As(last.Fault, &fault) || fault.Kind != NoTarget {
		t.Errorf("got %v, %v", last.Changes, last.Fault)
	}
}

func TestPassagesOtherData(t *testing.T) {
	h := tree(t, Node{Code: "index", Level: 2, Weight: 1}, Node{Code: "x", Parent: "index", Weight: 1})
	of := func(units []string, x ...float64) *Result {
		return ran(t, h, &Data{Units: units, Indicators: []Column{{"x", x}}}, unitChain)
	}
	a := of(three, 1, 2, 3)
	for name, b := range map[string]*Result{
		"a figure":      of(three, 1, 2, 4),
		"missing there": of(three, 1, 2, math.NaN()),
		"fewer places":  of([]string{"u", "w"}, 1, 3),
		"more places":   of([]string{"u", "v", "w", "z"}, 1, 2, 3, 4),
	} {
		_, err := Passages(a, b)
		var fault *Fault
		if !errors.As(err, &fault) || fault.Kind != OtherData || fault.Place == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Scores that differ by rounding only share a rank: 0.1 + 0.2 is not 0.3 in
// binary.
func TestTiesOfRounding(t *testing.T) {
	table := &Table{Units: []string{"a", "b", "c", "d"}, Codes: []string{"x"}, Values: [][]float64{{0.1 + 0.2, 0.3, 0.5, math.NaN()}}}
	if got := table.Ranks("x"); !slices.Equal(got, []int{2, 2, 1, 0}) {
		t.Errorf("ranks %v", got)
	}
}
