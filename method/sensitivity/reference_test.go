package sensitivity

import (
	"encoding/csv"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// reference reads a file of the shared reference data, or skips.
func reference(t testing.TB, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "reference", filepath.FromSlash(name)))
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("reference data are missing: %v", err)
		}
		t.Skipf("reference data are not here: %s", name)
	}
	return raw
}

// numbers reads a table of numbers without its header.
func numbers(t testing.TB, name string) [][]float64 {
	t.Helper()
	records, err := csv.NewReader(strings.NewReader(string(reference(t, name)))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out [][]float64
	for _, record := range records[1:] {
		row := make([]float64, len(record))
		for j, text := range record {
			if row[j], err = strconv.ParseFloat(text, 64); err != nil {
				t.Fatal(err)
			}
		}
		out = append(out, row)
	}
	return out
}

func last(rows [][]float64) []float64 {
	out := make([]float64, len(rows))
	for i, row := range rows {
		out[i] = row[len(row)-1]
	}
	return out
}

func near(t *testing.T, what string, got, want []float64, within float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d values, want %d", what, len(got), len(want))
	}
	for i := range want {
		if !(math.Abs(got[i]-want[i]) <= within) {
			t.Errorf("%s %d: %.15g, want %.15g", what, i+1, got[i], want[i])
		}
	}
}

// SALib on its own Saltelli designs: Ishigami with second order, Sobol's G
// without, Ishigami with inputs 1 and 3 as one group.
func TestSALib(t *testing.T) {
	var want map[string]json.RawMessage
	if err := json.Unmarshal(reference(t, "salib/expected/indices.json"), &want); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		file, name string
		inputs     int
		second     bool
	}{
		{"ishigami_saltelli_N512_XY.csv", "sobol_N512", 3, true},
		{"sobolg_saltelli_N256_first_total_XY.csv", "sobol_g_N256", 8, false},
		{"ishigami_saltelli_groups_N256_XY.csv", "sobol_groups_N256", 2, true},
	} {
		var w struct {
			S1, ST []float64
			S2     map[string]float64
			Pair   *float64 `json:"S2_12"`
		}
		if err := json.Unmarshal(want[c.name], &w); err != nil {
			t.Fatal(err)
		}
		o, err := Interleaved(last(numbers(t, "salib/"+c.file)), c.inputs, c.second)
		if err != nil {
			t.Fatal(err)
		}
		got, err := o.Estimate(Centred)
		if err != nil {
			t.Fatal(err)
		}
		near(t, c.name+" first", got.First, w.S1, 1e-10)
		near(t, c.name+" total", got.Total, w.ST, 1e-10)
		for pair, v := range w.S2 {
			j, k := int(pair[0]-'1'), int(pair[1]-'1')
			near(t, c.name+" second "+pair, []float64{got.Second[j][k]}, []float64{v}, 1e-10)
		}
		if w.Pair != nil {
			near(t, c.name+" second", []float64{got.Second[0][1]}, []float64{*w.Pair}, 1e-10)
		}
		if (got.Second != nil) != c.second || c.second && len(w.S2) == 0 && w.Pair == nil {
			t.Errorf("%s: the second order was not compared", c.name)
		}
	}
}

// COINr's indices from its 600 stored rank tables: the output is the mean
// absolute change of rank.
func TestCOINr(t *testing.T) {
	records, err := csv.NewReader(strings.NewReader(string(reference(t, "asem/expected/sa_ranks.csv")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	y := make([]float64, len(records[0])-2)
	for _, record := range records[1:] {
		nominal, _ := strconv.ParseFloat(record[1], 64)
		for r := range y {
			rank, err := strconv.ParseFloat(record[2+r], 64)
			if err != nil {
				t.Fatal(err)
			}
			y[r] += math.Abs(rank-nominal) / float64(len(records)-1)
		}
	}
	want, err := csv.NewReader(strings.NewReader(string(reference(t, "asem/expected/sa_sensitivity_noboot.csv")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	o, err := Blocks(y, len(want)-1)
	if err != nil {
		t.Fatal(err)
	}
	got, err := o.Estimate(Plain)
	if err != nil {
		t.Fatal(err)
	}
	for j, record := range want[1:] {
		first, _ := strconv.ParseFloat(record[1], 64)
		total, _ := strconv.ParseFloat(record[2], 64)
		near(t, record[0], []float64{got.First[j], got.Total[j]}, []float64{first, total}, 1e-12)
	}
}

// The sequence, without its shift, is SALib's.
func TestSequence(t *testing.T) {
	rows := numbers(t, "salib/sobol_sequence_first64_dim8.csv")
	for i, row := range rows {
		for j, want := range row {
			if got := float64(sobol(uint32(i), j)) / (1 << 32); got != want {
				t.Errorf("point %d dimension %d: %v, want %v", i, j, got, want)
			}
		}
	}
	if len(rows) != 64 {
		t.Fatal("not 64 points")
	}
}
