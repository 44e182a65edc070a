package citywide

import (
	"encoding/csv"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// adjacency reads pairs of names from a table with two columns of names.
func adjacency(t testing.TB, name string) ([]string, [][2]int) {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("facts are missing: %v", err)
		}
		t.Skipf("facts are not here: %s", name)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	of := func(s string) int {
		if i := slices.Index(names, s); i >= 0 {
			return i
		}
		names = append(names, s)
		return len(names) - 1
	}
	var pairs [][2]int
	for _, r := range rows[1:] {
		pairs = append(pairs, [2]int{of(r[0]), of(r[1])})
	}
	return names, pairs
}

// whole checks that no two districts share a cell, and that none lies outside.
func whole(t *testing.T, x *Tiles) {
	t.Helper()
	for i, c := range x.Cells {
		if slices.Contains(x.Cells[:i], c) {
			t.Errorf("%s shares its cell", x.Districts[i])
		}
		if c[1] < 0 || across(c) < 0 {
			t.Errorf("%s lies outside: %v", x.Districts[i], c)
		}
	}
	if x.Kept+len(x.Lost) != x.Of {
		t.Errorf("%d kept and %d lost of %d", x.Kept, len(x.Lost), x.Of)
	}
}

// Thirteen hexagons have 26 sides in common at most; 24 of the 29 pairs of Wuhan's
// districts are kept, and one is drawn that is not so.
func TestWuhan(t *testing.T) {
	names, pairs := adjacency(t, filepath.Join("..", "..", "..", "shared", "facts", "wuhan", "adjacency.csv"))
	x := Arrange(names, pairs, "黄陂区", "蔡甸区")
	whole(t, x)
	if x.Of != 29 || x.Kept < 24 || x.Strange > 1 {
		t.Errorf("kept %d of %d, %d strange", x.Kept, x.Of, x.Strange)
	}
	if x.Cells[slices.Index(names, "黄陂区")][1] != 0 {
		t.Error("黄陂区 is not on top")
	}
}

// The layout hangs on names and pairs, not on the order of rows or of ends.
func TestStable(t *testing.T) {
	names, pairs := adjacency(t, "../../studies/sample-city/citywide/adjacency.csv")
	first := Arrange(names, pairs, "样田区", "")
	whole(t, first)
	if first.Kept != first.Of {
		t.Errorf("kept %d of %d", first.Kept, first.Of)
	}
	r := rand.New(rand.NewPCG(3, 3))
	for range 3 {
		order := r.Perm(len(names))
		other := make([]string, len(names))
		for i, n := range order {
			other[n] = names[i]
		}
		var turned [][2]int
		for _, k := range r.Perm(len(pairs)) {
			turned = append(turned, [2]int{order[pairs[k][1]], order[pairs[k][0]]})
		}
		second := Arrange(other, turned, "样田区", "")
		for i, n := range order {
			if first.Cells[i] != second.Cells[n] {
				t.Fatalf("%s moved from %v to %v", names[i], first.Cells[i], second.Cells[n])
			}
		}
	}
}

// alike counts the districts of a layout that lie to each other as in another, by
// name, turned and reflected as it may be.
func alike(a, b *Tiles) int {
	at, best := map[string][2]int{}, 0
	for i, d := range a.Districts {
		at[d] = a.Cells[i]
	}
	for k := range 12 {
		shifts := map[[2]int]int{}
		for i, d := range b.Districts {
			if there, known := at[d]; known {
				c := spun(b.Cells[i], k)
				by := [2]int{there[0] - c[0], there[1] - c[1]}
				shifts[by]++
				best = max(best, shifts[by])
			}
		}
	}
	return best
}

// A district that is added at the edge leaves nearly all others where they are.
func TestAddedAtTheEdge(t *testing.T) {
	for _, study := range []string{"wuhan-chains", "sample-city"} {
		names, pairs := adjacency(t, "../../studies/"+study+"/citywide/adjacency.csv")
		before, kept := Arrange(names, pairs, "", ""), 0
		for i := range names {
			after := Arrange(append(slices.Clone(names), "新区"), append(slices.Clone(pairs), [2]int{i, len(names)}), "", "")
			whole(t, after)
			kept += alike(before, after)
		}
		t.Logf("%s: %d of %d stay", study, kept, len(names)*len(names))
		if 100*kept < 90*len(names)*len(names) {
			t.Errorf("%s: %d of %d stay", study, kept, len(names)*len(names))
		}
	}
}

// What can be drawn in full is: a ring of six round a middle, a line, one, none, and
// districts that touch nobody.
func TestKnownShapes(t *testing.T) {
	flower := [][2]int{}
	for i := 1; i <= 6; i++ {
		flower = append(flower, [2]int{0, i}, [2]int{i, i%6 + 1})
	}
	for name, x := range map[string]struct {
		names   []string
		pairs   [][2]int
		strange int
	}{
		"flower": {[]string{"a", "b", "c", "d", "e", "f", "g"}, flower, 0},
		"line":   {[]string{"a", "b", "c"}, [][2]int{{0, 1}, {1, 2}}, 0},
		"one":    {[]string{"a"}, nil, 0},
		"none":   {nil, nil, 0},
		"apart":  {[]string{"a", "b"}, nil, 0},
	} {
		got := Arrange(x.names, x.pairs, "", "")
		whole(t, got)
		if got.Kept != len(x.pairs) || got.Strange > x.strange {
			t.Errorf("%s: kept %d of %d, %d strange", name, got.Kept, got.Of, got.Strange)
		}
	}
}

func BenchmarkSixty(b *testing.B) { // as many as a map may have, as a grid
	var names []string
	var pairs [][2]int
	for i := range mostDistricts {
		names = append(names, string(rune('A'+i)))
		if i%8 > 0 {
			pairs = append(pairs, [2]int{i - 1, i})
		}
		if i >= 8 {
			pairs = append(pairs, [2]int{i - 8, i})
		}
	}
	for b.Loop() {
		Arrange(names, pairs, "", "")
	}
}

func BenchmarkArrange(b *testing.B) {
	names, pairs := adjacency(b, "../../studies/sample-city/citywide/adjacency.csv")
	for b.Loop() {
		Arrange(names, pairs, "", "")
	}
}
