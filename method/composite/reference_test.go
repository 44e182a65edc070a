package composite

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// reference reads a table of the shared reference data, or skips.
func reference(t testing.TB, name string) *sheet {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "reference", "asem", filepath.FromSlash(name)))
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("reference data are missing: %v", err)
		}
		t.Skipf("reference data are not here: %s", name)
	}
	records, err := csv.NewReader(strings.NewReader(string(raw))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return &sheet{records[0], records[1:]}
}

// sheet is a CSV file with a header.
type sheet struct {
	header []string
	rows   [][]string
}

func (s *sheet) text(code string) []string {
	for j, h := range s.header {
		if h == code {
			out := make([]string, len(s.rows))
			for i, row := range s.rows {
				out[i] = row[j]
			}
			return out
		}
	}
	return nil
}

func (s *sheet) numbers(t testing.TB, code string) []float64 {
	t.Helper()
	text := s.text(code)
	if text == nil {
		t.Fatalf("no column %s", code)
	}
	out := make([]float64, len(text))
	for i, v := range text {
		out[i] = number(t, v)
	}
	return out
}

func number(t testing.TB, text string) float64 {
	t.Helper()
	if text == "" || text == "NA" {
		return math.NaN()
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// asem is the index of sustainable connectivity: 51 countries, 49 indicators.
func asem(t testing.TB) (*Hierarchy, *Data) {
	t.Helper()
	return asemOf(t, "iData.csv", false)
}

func asemOf(t testing.TB, file string, panel bool) (*Hierarchy, *Data) {
	t.Helper()
	meta, data := reference(t, "iMeta.csv"), reference(t, file)
	var nodes []Node
	d := &Data{Units: data.text("uCode")}
	if panel {
		for _, v := range data.numbers(t, "Time") {
			d.Periods = append(d.Periods, int(v))
		}
	}
	for i, kind := range meta.text("Type") {
		cell := func(code string) string { return meta.text(code)[i] }
		code := cell("iCode")
		switch kind {
		case "Denominator":
			d.Denominators = append(d.Denominators, Column{code, data.numbers(t, code)})
			continue
		case "Group":
			d.Groups = append(d.Groups, Grouping{code, data.text(code)})
			continue
		case "Indicator":
			d.Indicators = append(d.Indicators, Column{code, data.numbers(t, code)})
		}
		n := Node{Code: code, Name: cell("iName"), Parent: cell("Parent"), Level: int(number(t, cell("Level"))),
			Weight: number(t, cell("Weight")), Direction: int(number(t, cell("Direction"))), Unit: cell("Unit"), Denominator: cell("Denominator")}
		if v := number(t, cell("Target")); !math.IsNaN(v) {
			n.Target = &v
		}
		nodes = append(nodes, n)
	}
	h, err := NewHierarchy(nodes)
	if err != nil {
		t.Fatal(err)
	}
	return h, d
}

// asemChain is the package's own example.
func asemChain() Chain {
	return Chain{
		Denominate{},
		Impute{Method: ImputeGroupMean, Group: "EurAsia_group"},
		Screen{Available: 0.9},
		Treat{By: Usual(5)},
		Normalise{By: MinMax{0, 100}},
		Aggregate{By: []Mean{Arithmetic{}}},
	}
}

func run51(t testing.TB, h *Hierarchy, d *Data, chain Chain) *Result {
	t.Helper()
	r, err := Run(h, d, chain)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// near compares to 1e-12, relative to the figure; below scale, to scale.
func near(t testing.TB, got, want, scale float64, what ...string) {
	t.Helper()
	if math.IsNaN(got) && math.IsNaN(want) || math.Abs(got-want) <= 1e-12*max(math.Abs(want), scale) {
		return
	}
	t.Errorf("%s: %.17g, want %.17g", strings.Join(what, " "), got, want)
}

// same compares a table with a file, whose rows may stand in another order.
func same(t testing.TB, got *Table, file string, skip ...string) {
	t.Helper()
	want := reference(t, file)
	at := map[string]int{}
	period := want.text("Time")
	for i, u := range want.text("uCode") {
		if period != nil {
			u += " " + period[i]
		}
		at[u] = i
	}
	if len(at) != len(got.Units) {
		t.Fatalf("%s: %d rows, want %d", file, len(got.Units), len(at))
	}
	compared := 0
	for _, code := range want.header {
		if code == "uCode" || code == "Time" || code == "" || slices.Contains(skip, code) {
			continue
		}
		x := got.Column(code)
		if x == nil {
			t.Fatalf("%s: no column %s", file, code)
		}
		y := want.numbers(t, code)
		for i, u := range got.Units {
			if period != nil {
				u += " " + strconv.Itoa(got.Periods[i])
			}
			k, known := at[u]
			if !known {
				t.Fatalf("%s: no row %s", file, u)
			}
			near(t, x[i], y[k], 0, file, code, u)
			compared++
		}
	}
	if compared < 51 {
		t.Errorf("%s: only %d figures", file, compared)
	}
}

func TestASEM(t *testing.T) {
	h, d := asem(t)
	r := run51(t, h, d, asemChain())
	for step, file := range map[string]string{"": "Raw", "denominate": "Denominated", "impute": "Imputed", "screen": "Screened",
		"treat": "Treated", "normalise": "Normalised", "aggregate": "Aggregated"} {
		same(t, r.Table(step), "expected/dset_"+file+".csv")
	}
}
