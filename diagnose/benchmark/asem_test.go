package benchmark

import (
	"encoding/csv"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/internal/files"
)

// asem copies COINr's two tables of the index of sustainable connectivity beside
// a specification, or skips.
func asem(t testing.TB, spec string) (*files.Folder, *Spec) {
	t.Helper()
	folder := map[string]string{"index.yaml": spec}
	for _, name := range []string{"iData.csv", "iData_panel.csv", "iMeta.csv"} {
		folder[name] = reference(t, name)
	}
	return given(t, folder)
}

func reference(t testing.TB, name string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "reference", "asem", filepath.FromSlash(name)))
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("reference data are missing: %v", err)
		}
		t.Skipf("reference data are not here: %s", name)
	}
	return string(raw)
}

// given puts files into a folder and reads index.yaml.
func given(t testing.TB, folder map[string]string) (*files.Folder, *Spec) {
	t.Helper()
	dir := open(t, folder)
	s, err := ReadSpec(dir, "index.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return dir, s
}

func open(t testing.TB, folder map[string]string) *files.Folder {
	t.Helper()
	path := t.TempDir()
	for name, text := range folder {
		if err := os.WriteFile(filepath.Join(path, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	dir, err := files.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { dir.Close() })
	return dir
}

func result(t testing.TB, folder map[string]string) *Result {
	t.Helper()
	r, err := Run(given(t, folder))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

const asemSpec = `
title: ASEM
data: iData.csv
meta: iMeta.csv
steps:
  impute: {method: group_mean, group: EurAsia_group}
  screen: {available: 0.9}
  treat: {points: 5, then: log_range}
`

const asemRobustness = `
robustness:
  replications: 600
  seed: 1
  weights: 0.25
  removal: 1
  choices:
    - name: points
      options:
        - {name: "1", treat: {points: 1, then: log_range}}
        - {name: "3", treat: {points: 3, then: log_range}}
        - {name: "5", treat: {points: 5, then: log_range}}
    - name: scale
      options:
        - {name: min_max, normalise: {method: min_max, range: [1, 100]}}
        - {name: z_score, normalise: {method: z_score, mean: 10, deviation: 2}}
    - name: mean
      options:
        - {name: arithmetic, aggregate: {method: arithmetic}}
        - {name: geometric, aggregate: {method: geometric}}
`

// hold compares the scores of a result with a table of COINr's.
func hold(t *testing.T, r *Result, file string, year string) {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(reference(t, file))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	scores := map[string]PlaceView{}
	for _, p := range r.Places {
		scores[p.Place] = p
	}
	compared := 0
	for _, row := range rows[1:] {
		at := map[string]string{}
		for j, heading := range rows[0] {
			at[heading] = row[j]
		}
		if at["Time"] != year {
			continue
		}
		for _, n := range r.Nodes {
			want, err := strconv.ParseFloat(at[n.Code], 64)
			got, known := scores[at["uCode"]].Scores[n.Code]
			if at[n.Code] == "" && known && math.IsNaN(float64(got)) {
				continue
			}
			if err != nil {
				t.Fatal(n.Code, err)
			}
			if !known || !(math.Abs(float64(got)-want) <= 1e-12*max(1, math.Abs(want))) {
				t.Errorf("%s %s: %.17g, want %.17g", at["uCode"], n.Code, float64(got), want)
			}
			compared++
		}
	}
	if compared < 40*49 {
		t.Errorf("%s: only %d figures", file, compared)
	}
}

// COINr's own example from its two tables and three lines of steps: every score
// on every node to 1e-12.
func TestASEM(t *testing.T) {
	r, err := Run(asem(t, asemSpec))
	if err != nil {
		t.Fatal(err)
	}
	hold(t, r, "expected/dset_Aggregated.csv", "")
	if r.Robustness != nil || len(r.Pairs) > 0 || r.Places[0].Interval != nil {
		t.Error("nothing was to be varied")
	}
}

// Five years with goalposts frozen over them.
func TestASEMPanel(t *testing.T) {
	r, err := Run(asem(t, "data: iData_panel.csv\nmeta: iMeta.csv\nyear: 2020\nsteps:\n  denominate: []\n  screen: {available: 0.9}\n  treat: {points: 5, then: log_range}\n"))
	if err != nil {
		t.Fatal(err)
	}
	if r.Period == nil || *r.Period != 2020 || len(r.Sample.Periods) != 5 {
		t.Errorf("period %v of %v", r.Period, r.Sample.Periods)
	}
	hold(t, r, "expected/panel_dset_Aggregated.csv", "2020")
}

// The choices of COINr's sensitivity analysis, here with our own draws: every
// run computed, every rank within its interval's reach, and the same bytes again.
func TestASEMRobustness(t *testing.T) {
	dir, s := asem(t, asemSpec+asemRobustness)
	r, err := Run(dir, s)
	if err != nil {
		t.Fatal(err)
	}
	if r.Robustness.Runs < 600 || len(r.Robustness.Failures) > 0 || len(r.Sensitivity) != 4 || len(r.Removal) != 49 {
		t.Errorf("%d runs, %d failed, %d shares, %d removals", r.Robustness.Runs, len(r.Robustness.Failures), len(r.Sensitivity), len(r.Removal))
	}
	if want := 51 * 50 / 2; len(r.Pairs) != want {
		t.Errorf("%d pairs, want %d", len(r.Pairs), want)
	}
	open := 0
	for _, p := range r.Pairs {
		if p.Verdict == "not_separable" {
			open++
		}
	}
	if open == 0 || open == len(r.Pairs) {
		t.Errorf("%d of %d pairs are open", open, len(r.Pairs))
	}
	for _, p := range r.Places {
		if p.Interval == nil || p.Interval[0] > p.Interval[1] || p.Interval[0] < 1 || p.Interval[1] > 51 {
			t.Errorf("%s: %v", p.Place, p.Interval)
		}
	}
	first, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Run(dir, s)
	if err != nil {
		t.Fatal(err)
	}
	if second, _ := json.Marshal(again); string(first) != string(second) {
		t.Error("another run gave other bytes")
	}
}

// Weights of the third level that make both sub-indices count alike, to what the
// optimiser of COINr stopped at.
func TestASEMOptimised(t *testing.T) {
	r, err := Run(asem(t, asemSpec+"optimise: [{level: 3, goal: balance}, {level: 2, goal: information}]\n"))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(reference(t, "expected/opt_weights_equal_L3_WeightsOpt.csv"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]float64{}
	for _, row := range rows[1:] {
		code, weight := row[slices.Index(rows[0], "iCode")], row[slices.Index(rows[0], "Weight")]
		if want[code], err = strconv.ParseFloat(weight, 64); err != nil {
			t.Fatal(err)
		}
	}
	got, other := r.Optimised[0].Weights, want["Conn"]/(want["Conn"]+want["Sust"])
	if len(got) != 2 || math.Abs(float64(got["Conn"])-other) > 0.01 || !r.Optimised[0].Settled {
		t.Errorf("%v, want %v for Conn", got, other)
	}
	if math.Abs(float64(r.Optimised[0].Correlations["Conn"]-r.Optimised[0].Correlations["Sust"])) > 1e-3 {
		t.Errorf("correlations %v", r.Optimised[0].Correlations)
	}
}

func BenchmarkASEM600(b *testing.B) {
	dir, s := asem(b, asemSpec+asemRobustness)
	for b.Loop() {
		if _, err := Run(dir, s); err != nil {
			b.Fatal(err)
		}
	}
}
