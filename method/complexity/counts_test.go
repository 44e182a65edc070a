package complexity

import (
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"
)

// counts is a synthetic table: quotients of the first places in the first
// activities are high, the rest is by chance.
func counts(t testing.TB, places, activities int, mean float64) *Table {
	t.Helper()
	source := rand.New(rand.NewPCG(7, uint64(places)))
	var records []Record
	for i := range places {
		for j := range activities {
			lambda := mean
			if (j+1)*places < (i+1)*activities+2*places {
				lambda *= 3
			}
			n := 0.0
			for u := source.Float64(); u > math.Exp(-lambda); u *= source.Float64() {
				n++
			}
			records = append(records, Record{"p" + string(rune('a'+i)), "q" + string(rune('a'+j)), n})
		}
	}
	table, err := NewTable(records)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// By hand: Marshall's prior variance is (Σ e (q-1)² - cells) / Σ e.
func TestShrinkByHand(t *testing.T) {
	table, err := NewTable([]Record{{"a", "x", 30}, {"a", "y", 10}, {"b", "x", 10}, {"b", "y", 50}})
	if err != nil {
		t.Fatal(err)
	}
	c, err := table.Shrink(50)
	if err != nil {
		t.Fatal(err)
	}
	// e = 16, 24, 24, 36; q = 1.875, 0.41667, 0.41667, 1.38889
	spread := 16*0.875*0.875 + 24*math.Pow(10.0/24-1, 2)*2 + 36*math.Pow(50.0/36-1, 2)
	prior := (spread - 4) / 100
	w := prior / (prior + 1.0/16)
	near(t, c.Weight[0][0], w, 1e-12, "weight")
	near(t, c.Advantage[0][0], 1+w*0.875, 1e-12, "drawn quotient")
	if !slices.Equal(c.FewPlaces, []bool{true, false}) || !slices.Equal(c.FewActivities, []bool{true, false}) {
		t.Errorf("few: %v %v", c.FewPlaces, c.FewActivities)
	}
	if table.OnLittle(0, 0) {
		t.Error("16 expected is not little")
	}
}

// Pure chance is drawn all the way to one, and is no presence.
func TestShrinkChance(t *testing.T) {
	table, err := NewTable([]Record{{"a", "x", 10}, {"a", "y", 11}, {"b", "x", 11}, {"b", "y", 10}})
	if err != nil {
		t.Fatal(err)
	}
	c, err := table.Shrink(0)
	if err != nil {
		t.Fatal(err)
	}
	if p := c.Presence(table, 1); p.Diversity[0] != 0 || p.Diversity[1] != 0 || c.Advantage[0][0] != 1 {
		t.Errorf("chance: %v %v", c.Advantage, p.Diversity)
	}
	if _, err := toy(t).Shrink(0); kind(err) != NotCount {
		t.Errorf("money is not counted: %v", err)
	}
}

func TestIntervals(t *testing.T) {
	for _, r := range []Resample{{By: ByActivity, Draws: 200, Seed: 3, Level: 0.9, Cutoff: 1}, {By: ByCount, Draws: 200, Seed: 3, Level: 0.9, Cutoff: 1, Shrink: true}} {
		table := counts(t, 8, 24, 12)
		x, err := table.Intervals(r)
		if err != nil {
			t.Fatal(err)
		}
		old := runtime.GOMAXPROCS(1)
		again, err := table.Intervals(r)
		runtime.GOMAXPROCS(old)
		if err != nil || !slices.Equal(x.Place, again.Place) || !slices.Equal(x.Ahead, again.Ahead) {
			t.Errorf("%s: workers change draws: %v", r.By, err)
		}
		inside := 0
		own, err := ownStandard(index(t, table.Presence(1), R).Place, "")
		if err != nil {
			t.Fatal(err)
		}
		for i, o := range x.Place {
			if o.Low > o.High || o.RankLow > o.RankHigh || o.RankLow < 1 || o.RankHigh > 8 {
				t.Errorf("%s: %+v", r.By, o)
			}
			if o.Low <= own[i] && own[i] <= o.High {
				inside++
			}
			for k := range x.Place {
				if s := x.Ahead[i*8+k] + x.Ahead[k*8+i]; i != k && (s > 1+1e-9 || s < 0.5) {
					t.Errorf("%s: ahead and behind in %v of draws", r.By, s)
				}
			}
		}
		if inside < 6 {
			t.Errorf("%s: %d of 8 inside their interval", r.By, inside)
		}
	}
}

// More counts, narrower intervals.
func TestIntervalsNarrow(t *testing.T) {
	width := func(factor float64) float64 {
		table := counts(t, 8, 24, 12)
		for _, row := range table.Values {
			for j := range row {
				row[j] *= factor
			}
		}
		table.sum()
		x, err := table.Intervals(Resample{By: ByCount, Draws: 200, Seed: 3, Level: 0.9, Cutoff: 1})
		if err != nil {
			t.Fatal(err)
		}
		sum := 0.0
		for _, o := range x.Place {
			sum += o.High - o.Low
		}
		return sum
	}
	if a, b := width(1), width(100); !(b < a/2) {
		t.Errorf("widths %v and %v", a, b)
	}
}

func TestIntervalsRefused(t *testing.T) {
	table, err := NewTable([]Record{{"a", "x", 1}, {"b", "y", 1}, {"a", "y", 1}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := table.Intervals(Resample{By: ByCount, Draws: 50, Seed: 1, Level: 0.9, Cutoff: 1}); kind(err) != NoDraw {
		t.Errorf("three counts of one: %v", err)
	}
}

// By hand: four activities, a tree of 0.9, 0.8 and 0.5, and one more link of 0.6.
func TestNetworkByHand(t *testing.T) {
	phi := [][]float64{{1, 0.9, 0.6, 0}, {0.9, 1, 0.8, 0.5}, {0.6, 0.8, 1, 0.1}, {0, 0.5, 0.1, 1}}
	links, threshold := Network(phi, 2, 0.05)
	if len(links) != 4 || threshold != 0.1 && math.Abs(threshold-0.1) > 1e-12 {
		t.Errorf("%v at %v", links, threshold)
	}
	want := []Link{{0, 1, 0.9, true}, {0, 2, 0.6, false}, {1, 2, 0.8, true}, {1, 3, 0.5, true}}
	if !slices.Equal(links, want) {
		t.Errorf("%v", links)
	}
	if links, threshold := Network(phi, 1, 0.05); len(links) != 3 || threshold != 1 {
		t.Errorf("the tree alone: %v at %v", links, threshold)
	}
}

// By hand: of two that were not entered, one had the density of the entry, one less.
func TestForetold(t *testing.T) {
	before, after := presence("100", "011"), presence("110", "011")
	density := [][]float64{{0, 0.7, 0.7}, {0.2, 0, 0}}
	near(t, Foretold(before, after, density), 0.75, 1e-12, "one below, one tied")
	third := 0.1 + 0.2 // not 0.3
	near(t, Foretold(before, after, [][]float64{{0, 0.3, third}, {third, 0, 0}}), 0.5, 1e-12, "ties but for rounding")
	if !math.IsNaN(Foretold(before, before, density)) {
		t.Error("no entry")
	}
}

func BenchmarkPanel(b *testing.B) { // 340 cities x 1,200 products x 3 years
	source := rand.New(rand.NewPCG(1, 1))
	var years []*Table
	for range 3 {
		t := &Table{Values: grid(340, 1200)}
		for i := range 340 {
			t.Places = append(t.Places, string(rune('a'+i)))
		}
		for j := range 1200 {
			t.Activities = append(t.Activities, string(rune('a'+j)))
		}
		for i, row := range t.Values {
			for j := range row {
				row[j] = math.Exp(2*source.NormFloat64() + 2*float64(i*j)/(340*1200))
			}
		}
		t.sum()
		years = append(years, t)
	}
	for b.Loop() {
		for _, t := range years {
			everything(b, t)
		}
	}
}

func BenchmarkNewTable(b *testing.B) { // 340 x 1,200, all cells listed
	var records []Record
	for i := range 340 {
		for j := range 1200 {
			records = append(records, Record{"place " + string(rune('a'+i)), "activity " + string(rune('a'+j)), float64(i*j%7) + 1})
		}
	}
	for b.Loop() {
		if _, err := NewTable(records); err != nil {
			b.Fatal(err)
		}
	}
}
