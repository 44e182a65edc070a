package grouptime

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/method/effect"
)

// reference reads a table of the shared reference data, or skips.
func reference(t testing.TB, name string) [][]string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "..", "..", "..", "shared", "reference", filepath.FromSlash(name)))
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
	return records[1:]
}

func float(t testing.TB, text string) float64 {
	t.Helper()
	if text == "NA" {
		return math.NaN()
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// mpdta is teen employment in 500 counties, 2003 to 2007, and rises of the
// minimum wage.
func mpdta(t testing.TB, covariates bool) effect.Data {
	var d effect.Data
	if covariates {
		d.Covariates, d.Names = make([][]float64, 1), []string{"lpop"}
	}
	for _, record := range reference(t, "mpdta/mpdta.csv") {
		cohort := int(float(t, record[4]))
		if cohort == 0 {
			cohort = effect.Never
		}
		d.Period, d.Unit = append(d.Period, int(float(t, record[0]))), append(d.Unit, int(float(t, record[1])))
		d.Outcome, d.Cohort = append(d.Outcome, float(t, record[3])), append(d.Cohort, cohort)
		if covariates {
			d.Covariates[0] = append(d.Covariates[0], float(t, record[2]))
		}
	}
	return d
}

// near compares two numbers, NaN with NaN.
func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if math.IsNaN(got) != math.IsNaN(want) || math.Abs(got-want) > tolerance {
		t.Errorf("%s: %.15g, want %.15g", what, got, want)
	}
}

// R's did 2.5.1 on mpdta, every table. Its logit stops before ours, so what
// rests on it is held less tightly.
func TestMpdta(t *testing.T) {
	for _, control := range []Control{NeverTreated, NotYetTreated} {
		for _, method := range []Method{Regression, Weighting, DoublyRobust} {
			for _, covariate := range []string{"none", "lpop"} {
				for _, base := range []Base{Varying, Universal} {
					tolerance := 1e-12
					if covariate == "lpop" && method != Regression {
						tolerance = 1e-10
					}
					name := fmt.Sprintf("%s_%s_%s_%s.csv", strings.ReplaceAll(string(control), "_", ""), method, covariate, base)
					r, err := Estimate(mpdta(t, covariate == "lpop"), Options{Method: method, Control: control, Base: base})
					if err != nil {
						t.Fatal(err)
					}
					checkCells(t, name, r, tolerance)
					if base == Varying {
						checkAggregates(t, name, r, tolerance)
					}
				}
			}
		}
	}
}

func checkCells(t *testing.T, name string, r *Result, tolerance float64) {
	want := reference(t, "mpdta/expected_did/attgt_"+name)
	if len(want) != len(r.Cells) {
		t.Fatalf("%s: %d cells, want %d", name, len(r.Cells), len(want))
	}
	for i, record := range want {
		c := r.Cells[i]
		what := fmt.Sprintf("%s %d %d", name, c.Cohort, c.Period)
		if record[0] != strconv.Itoa(c.Cohort) || record[1] != strconv.Itoa(c.Period) {
			t.Errorf("%s: want %s %s", what, record[0], record[1])
		}
		near(t, what, c.Value, float(t, record[2]), tolerance)
		near(t, what+" error", c.StandardError, float(t, record[3]), tolerance)
	}
}

func checkAggregates(t *testing.T, name string, r *Result, tolerance float64) {
	at := map[string]int{}
	all := map[string]*Aggregate{}
	for _, kind := range []Kind{Simple, Dynamic, Group, Calendar} {
		a, err := r.Aggregate(kind)
		if err != nil {
			t.Fatal(err)
		}
		all[string(kind)] = a
	}
	want := reference(t, "mpdta/expected_did/aggte_"+name)
	for _, record := range want {
		a := all[record[0]]
		got, what := a.Overall, fmt.Sprintf("%s %s %s", name, record[0], record[1])
		if record[1] != "overall" {
			part := a.Parts[at[record[0]]]
			at[record[0]]++
			if got = part.Effect; record[1] != strconv.Itoa(part.At) {
				t.Errorf("%s: at %d", what, part.At)
			}
		}
		near(t, what, got.Value, float(t, record[2]), tolerance)
		near(t, what+" error", got.StandardError, float(t, record[3]), tolerance)
	}
	parts := 0
	for _, a := range all {
		parts += len(a.Parts)
	}
	if parts+4 != len(want) {
		t.Errorf("%s: %d aggregates, want %d", name, parts+4, len(want))
	}
}

func TestMpdtaBefore(t *testing.T) {
	want := reference(t, "mpdta/expected_did/wald_pretest_nevertreated_reg_none.csv")[0]
	r, err := Estimate(mpdta(t, false), Options{Method: Regression})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "W", r.PreTest.Statistic, float(t, want[0]), 1e-9)
	near(t, "p", r.PreTest.Probability, float(t, want[1]), 0.5e-5)
	if r.PreTest.Freedom != 5 {
		t.Errorf("%d cells tested", r.PreTest.Freedom)
	}
}

func BenchmarkMpdta(b *testing.B) {
	d := mpdta(b, true)
	for b.Loop() {
		r, err := Estimate(d, Options{Draws: 1000})
		if err != nil {
			b.Fatal(err)
		}
		for _, kind := range []Kind{Simple, Dynamic, Group, Calendar} {
			if _, err := r.Aggregate(kind); err != nil {
				b.Fatal(err)
			}
		}
	}
}
