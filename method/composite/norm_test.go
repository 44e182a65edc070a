package composite

import (
	"errors"
	"math"
	"slices"
	"testing"
)

func TestNormalisations(t *testing.T) {
	h, d := asem(t)
	base := run51(t, h, d, asemChain())
	for file, by := range map[string]Normalisation{
		"minmax_0_100": MinMax{0, 100}, "minmax_1_100": MinMax{1, 100}, "zscore": ZScore{10, 2}, "scaled": Scaled{0, 100, 100},
		"dist2max": DistanceToMax{},
		"prank":    PercentRank{}, "rank": Rank{}, "borda": Borda{},
	} {
		r, err := base.Rerun(Normalise{By: by})
		if err != nil {
			t.Fatal(file, err)
		}
		same(t, r.Table("normalise"), "expected/norm_"+file+".csv")
	}
}

// Singapore is the worst in TIRcon, where COINr divides by zero.
func TestDistanceToReference(t *testing.T) {
	h, d := asem(t)
	chain := asemChain()
	chain[4] = Normalise{By: DistanceToReference{Place: "SGP"}}
	_, err := Run(h, d, chain)
	refused(t, err, LastReference, "TIRcon")
	chain[4] = Normalise{By: DistanceToReference{Place: "SGP"}, Only: []NormaliseOne{{"TIRcon", Directed{}}}}
	same(t, run51(t, h, d, chain).Table("normalise"), "expected/norm_dist2ref_SGP.csv", "TIRcon")
	chain[4] = Normalise{By: DistanceToReference{Place: "ATL"}}
	_, err = Run(h, d, chain)
	refused(t, err, UnknownPlace, "ATL")
}

// A fraction of the maximum turns indicators of which less is better upside
// down. The figures are COINr's; an index of them is refused.
func TestFractionOfMax(t *testing.T) {
	h, d := asem(t)
	chain := asemChain()
	var zero []NormaliseOne // the maximum is 0, where COINr divides by it
	for _, code := range []string{"CostImpEx", "Tariff", "Poverty"} {
		zero = append(zero, NormaliseOne{code, Directed{}})
	}
	chain[4] = Normalise{By: FractionOfMax{}}
	_, err := Run(h, d, chain)
	refused(t, err, NotPositive, "CostImpEx")
	chain[4] = Normalise{By: FractionOfMax{}, Only: zero}
	r := run51(t, h, d, chain[:5])
	same(t, r.Table("normalise"), "expected/norm_fracmax.csv", "CostImpEx", "Tariff", "Poverty")
	negative := 0
	for _, n := range h.Level(1) {
		if n.Direction < 0 {
			negative++
		}
	}
	turned := r.Stages[5].Turned
	if len(turned) < negative/2 || len(turned) == 0 {
		t.Errorf("turned %v, of %d", turned, negative)
	}
}

// COINr 1.1.14, n_fracmax and a_amean over three indicators, the second with
// direction -1: its worst value has the highest score.
func TestFractionOfMaxDown(t *testing.T) {
	h := tree(t, Node{Code: "I", Level: 2, Weight: 1}, Node{Code: "a", Parent: "I", Weight: 1}, Node{Code: "b", Parent: "I", Weight: 1, Direction: -1}, Node{Code: "c", Parent: "I", Weight: 1})
	r := ran(t, h, &Data{Units: []string{"U1", "U2", "U3", "U4", "U5"}, Indicators: []Column{
		{"a", []float64{1, 2, 3, 4, 8}}, {"b", []float64{2, 4, 8, 3, 5}}, {"c", []float64{-1, 3, 2, 5, 1}}}},
		Chain{Normalise{By: FractionOfMax{}}, Aggregate{By: []Mean{Arithmetic{}}}})
	for i, want := range []float64{0.925 / 3, 0.95, 4.775 / 3, 1, 3.7 / 3} {
		near(t, r.Last().Column("I")[i], want, 0, r.Last().Units[i])
	}
	if !slices.Equal(r.Stages[1].Turned, []string{"b"}) {
		t.Errorf("turned %v, want b", r.Stages[1].Turned)
	}
}

func TestMeans(t *testing.T) {
	h, d := asem(t)
	chain := asemChain()
	chain[4] = Normalise{By: MinMax{1, 100}}
	base := run51(t, h, d, chain)
	for file, by := range map[string]Mean{
		"a_amean_minmax1_100": Arithmetic{}, "a_gmean_minmax1_100": Geometric{}, "a_hmean_minmax1_100": Harmonic{},
		"a_genmean_p0.5_minmax1_100": Power{0.5}, "copeland_by_level_minmax1_100": Copeland{},
	} {
		r, err := base.Rerun(Aggregate{By: []Mean{by}})
		if err != nil {
			t.Fatal(file, err)
		}
		same(t, r.Table("aggregate"), "expected/agg_"+file+".csv")
	}
}

func TestOutrank(t *testing.T) {
	h, d := asem(t)
	r := run51(t, h, d, asemChain())
	var pillars []string
	for _, n := range h.Level(2) {
		pillars = append(pillars, n.Code)
	}
	o, err := r.Outrank("", pillars, 0)
	if err != nil {
		t.Fatal(err)
	}
	if o.Dominant != 71 {
		t.Errorf("%d dominant pairs, want 71", o.Dominant)
	}
	want := reference(t, "expected/outrank_matrix_pillars.csv")
	for b, place := range o.Places {
		for k, v := range want.numbers(t, place) {
			for a, other := range o.Places {
				if other == want.text("uCode")[k] && a != b {
					near(t, o.Share[a][b], v, 1, "share of", other, "over", place)
				}
			}
		}
	}
}

// The reference of each year is the place in that year; over pooled years there
// is none.
func TestReferenceByYear(t *testing.T) {
	h, _ := small(t, map[string][]float64{"a": {1, 2}}, "a")
	d := &Data{Units: []string{"x", "y", "x", "y"}, Periods: []int{2022, 2022, 2023, 2023}, Indicators: []Column{{"a", []float64{0, 5, 5, 15}}}}
	by := DistanceToReference{Place: "y"}
	if got := run51(t, h, d, Chain{Normalise{By: by}}).Last().Values[0]; got[0] != 0 || got[1] != 1 || got[2] != 0 || got[3] != 1 {
		t.Errorf("%v", got)
	}
	_, err := Run(h, d, Chain{Normalise{By: by, Scope: Pooled}})
	refused(t, err, BadStep, "y")
	d.Indicators[0].Values[1] = math.NaN()
	_, err = Run(h, d, Chain{Normalise{By: by}})
	refused(t, err, Missing, "y")
}

// A reference that is the worst is refused with its figure as the data have it.
func TestWorstReference(t *testing.T) {
	h, err := NewHierarchy([]Node{{Code: "a", Parent: "i", Level: 1, Weight: 1, Direction: -1}, {Code: "i", Level: 2, Weight: 1, Direction: 1}})
	if err != nil {
		t.Fatal(err)
	}
	d := &Data{Units: []string{"x", "y", "z"}, Indicators: []Column{{"a", []float64{2, 7, 5}}}}
	_, err = Run(h, d, Chain{Normalise{By: DistanceToReference{Place: "y"}}})
	refused(t, err, LastReference, "y")
	var f *Fault
	if !errors.As(err, &f) || f.Value != 7 {
		t.Errorf("%+v", f)
	}
}

// Distances to what people set, by hand: to a target of 10 and between posts at 2
// and 12, upwards and downwards.
func TestSetByPeople(t *testing.T) {
	target := 10.0
	for direction, want := range map[int]map[Normalisation][]float64{
		1:  {DistanceToTarget{}: {0, 0.5, 1.2}, DistanceToTarget{Cap: true}: {0, 0.5, 1}, Posts{Scale: 100}: {-20, 30, 100}, Posts{100, true}: {0, 30, 100}, Scaled{0, 5, 10}: {0, 10, 24}},
		-1: {DistanceToTarget{}: {6, 3.5, 0}, DistanceToTarget{Cap: true}: {1, 1, 0}, Posts{Scale: 100}: {120, 70, 0}, Posts{100, true}: {100, 70, 0}},
	} {
		h, err := NewHierarchy([]Node{{Code: "a", Parent: "i", Level: 1, Weight: 1, Direction: direction, Target: &target, Goalposts: &Goalposts{2, 12}}, {Code: "i", Level: 2, Weight: 1, Direction: 1}})
		if err != nil {
			t.Fatal(err)
		}
		d := &Data{Units: []string{"x", "y", "z"}, Indicators: []Column{{"a", []float64{0, 5, 12}}}}
		for by, scores := range want {
			for i, v := range run51(t, h, d, Chain{Normalise{By: by}}).Last().Values[0] {
				near(t, v, scores[i], 0.1, by.Method())
			}
		}
		d.Indicators[0].Values = []float64{10 + float64(direction), 10, 10 + 2*float64(direction)}
		_, err = Run(h, d, Chain{Normalise{By: DistanceToTarget{}}})
		refused(t, err, BadStep, "a")
	}
}
