package citywide

import (
	"encoding/csv"
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

var wuhan = filepath.Join("..", "..", "..", "shared", "facts", "wuhan", "adjacency.csv")

func TestWuhan(t *testing.T) {
	names, pairs := adjacency(t, wuhan)
	x := Arrange(names, pairs, "黄陂区", "蔡甸区")
	t.Logf("kept %d of %d, strange %d, lost %v", x.Kept, x.Of, x.Strange, x.Lost)
	for i, n := range names {
		t.Log(n, x.Cells[i])
	}
}
