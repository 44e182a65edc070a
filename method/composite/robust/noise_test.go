package robust

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/quanyu/quanyu/method/composite"
)

// Two places whose figures of one indicator are known to within one unit, 10
// and 10.5: the difference is triangular over 4 units, and the lower one is ahead
// in 1.5 x 1.5 / 8 of all cases. A third and a fourth are farther off than any
// margin.
func TestMarginsByHand(t *testing.T) {
	p := synthetic(t)
	p.Data.Indicators[0].Values = []float64{10, 10.5, 20, 0}
	for k := 1; k < 4; k++ {
		p.Data.Indicators[k].Values = []float64{5, 5, 10, 0}
	}
	p.Choices = []Choice{{Name: "values", Margins: []composite.Column{{Code: "a1", Values: []float64{1, 1, 1, 1}}}}}
	p.Base = 4000
	r := run(t, p)
	near, _ := r.Pair("north", "east")
	if math.Abs(near.Ahead-0.28125) > 0.02 || near.Tied != 0 || near.Verdict != NotSeparable {
		t.Errorf("%+v, want 0.28125", near)
	}
	if far, _ := r.Pair("south", "north"); far.Ahead != 1 || far.Verdict != Ahead {
		t.Errorf("%+v", far)
	}
	if c := r.Choices; len(c) != 1 || math.Abs(c[0].Total-1) > 0.1 || math.Abs(c[0].First-1) > 0.1 {
		t.Errorf("the only choice makes all of the variance: %+v", c)
	}
	// The same figures to within 0.2 can be told apart.
	p.Choices[0].Margins[0].Values = []float64{0.2, 0.2, 0, math.NaN()}
	if near, _ := run(t, p).Pair("east", "north"); near.Ahead != 1 {
		t.Errorf("%+v", near)
	}
	// Without a margin nothing changes, and no choice makes anything.
	p.Choices[0].Margins[0].Values = make([]float64, 4)
	if r := run(t, p); r.Choices != nil || r.NoShares == nil || r.Places[0].Low != r.Places[0].High {
		t.Errorf("%+v", r.Places)
	}
}

// Values stay within their margins and not negative; one code is one figure;
// what is missing stays so; the data as given are not touched.
func TestMargins(t *testing.T) {
	nan := math.NaN()
	d := &composite.Data{
		Units:        []string{"a", "b", "c", "d", "e"},
		Indicators:   []composite.Column{{Code: "x", Values: []float64{100, 0.2, -1, nan, 7}}, {Code: "y", Values: []float64{1, 2, 3, 4, 5}}},
		Denominators: []composite.Column{{Code: "x", Values: []float64{100, 0.2, 1, 5, 7}}},
	}
	half := []composite.Column{{Code: "x", Values: []float64{10, 1, 1, 1, 0}}}
	low, high := slices.Repeat([]float64{math.Inf(1)}, 5), slices.Repeat([]float64{math.Inf(-1)}, 5)
	for k := range 1000 {
		got := noisy(d, half, rand.NewPCG(9, uint64(k)))
		x := got.Indicators[0].Values
		for i, v := range x {
			low[i], high[i] = min(low[i], v), max(high[i], v)
		}
		if got.Denominators[0].Values[0] != x[0] || got.Denominators[0].Values[1] != x[1] {
			t.Fatal("the same figure has two values")
		}
		if &got.Indicators[1].Values[0] != &d.Indicators[1].Values[0] {
			t.Fatal("a column without margins was copied")
		}
	}
	for i, want := range [][2]float64{{90, 110}, {0, 1.2}, {-2, 0}} {
		if low[i] < want[0] || high[i] > want[1] || low[i] > want[0]+0.05*(want[1]-want[0]) || high[i] < want[1]-0.05*(want[1]-want[0]) {
			t.Errorf("value %d from %v to %v, want %v", i, low[i], high[i], want)
		}
	}
	if !math.IsNaN(low[3]) || low[4] != 7 || high[4] != 7 || d.Indicators[0].Values[0] != 100 {
		t.Errorf("%v %v", low, high)
	}
}

// Weights stay within their share, each apart from the others, and the middle is
// the weight itself.
func TestWeightNoise(t *testing.T) {
	p := synthetic(t)
	sum := map[string]float64{}
	for k := range 2000 {
		w := composite.Weights{"a1": 1, "a2": 2, "b1": 1, "b2": 0, "A": 4, "B": 1, "all": 1}
		draw(p.Hierarchy, []WeightNoise{{1, 0.5}, {2, 0.1}}, w, rand.NewPCG(1, uint64(k)))
		for code, want := range map[string][2]float64{"a1": {0.5, 1.5}, "a2": {1, 3}, "b2": {0, 0}, "A": {3.6, 4.4}, "all": {1, 1}} {
			if w[code] < want[0] || w[code] > want[1] {
				t.Fatalf("%s: %v", code, w[code])
			}
		}
		if w["a1"]*2 == w["a2"] {
			t.Fatal("two weights move together")
		}
		for code, v := range w {
			sum[code] += v / 2000
		}
	}
	for code, want := range map[string]float64{"a1": 1, "a2": 2, "A": 4, "B": 1} {
		if math.Abs(sum[code]/want-1) > 0.03 {
			t.Errorf("%s: mean %v", code, sum[code])
		}
	}
}
