package threshold

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

// invest is Hansen's panel: 565 firms, 1974 to 1987, regressors one year back.
func invest(t testing.TB) Data {
	records, err := csv.NewReader(strings.NewReader(string(reference(t, "hansen1999-invest/invest.csv")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	d := Data{
		OutcomeName: "inv", VariableName: "debt", Regime: make([][]float64, 1), RegimeNames: []string{"cf"},
		Other: make([][]float64, 5), OtherNames: []string{"q", "q2", "q3", "debt", "q*debt"},
	}
	var before []float64
	for _, record := range records[1:] {
		row := make([]float64, len(record))
		for j, text := range record {
			if row[j], err = strconv.ParseFloat(text, 64); err != nil {
				t.Fatal(err)
			}
		}
		if before != nil && before[0] == row[0] {
			q, cf, debt := before[3], before[4], before[5]
			d.Unit, d.Period, d.Outcome = append(d.Unit, int(row[0])), append(d.Period, int(row[1])), append(d.Outcome, row[2])
			d.Variable, d.Regime[0] = append(d.Variable, debt), append(d.Regime[0], cf)
			for j, x := range []float64{q, q * q, q * q * q, debt, q * debt} {
				d.Other[j] = append(d.Other[j], x)
			}
		}
		before = row
	}
	return d
}

// published is what the article and the author's program print.
type published struct {
	Program struct {
		SSE0                   float64 `json:"sse0"`
		Single, Double, Triple struct {
			Threshold  float64      `json:"threshold"`
			Thresholds []float64    `json:"thresholds"`
			Set        [2]float64   `json:"cr95"`
			Second     [2]float64   `json:"cr95_second"`
			Refined    [2]float64   `json:"cr95_first_refined"`
			Third      [2]float64   `json:"cr95_third"`
			SSE        float64      `json:"sse"`
			F          float64      `json:"F"`
			Same       [][3]float64 `json:"indep"`
			Regime     [][3]float64 `json:"regime_cf"`
		}
	} `json:"hansen_gauss_output"`
}

// close compares with a figure that is printed with so many significant digits.
func close(t *testing.T, what string, got, want float64, digits int) {
	t.Helper()
	unit := math.Pow(10, math.Floor(math.Log10(math.Abs(want)))-float64(digits-1))
	if !(math.Abs(got-want) <= 0.51*unit) {
		t.Errorf("%s: %.12g, printed %.12g", what, got, want)
	}
}

// The author's program, to its printed digits. Its classical errors divide by
// n(T-1) - n - k, which counts the units twice; ours divide by n(T-1) - k. Its
// White errors are HC0.
func TestAuthorsProgram(t *testing.T) {
	var p published
	if err := json.Unmarshal(reference(t, "hansen1999-invest/expected_published/published.json"), &p); err != nil {
		t.Fatal(err)
	}
	d := invest(t)
	for m, want := range []struct {
		sse, f       float64
		thresholds   []float64
		same, regime [][3]float64
	}{
		{p.Program.Single.SSE, p.Program.Single.F, []float64{p.Program.Single.Threshold}, p.Program.Single.Same, p.Program.Single.Regime},
		{p.Program.Double.SSE, p.Program.Double.F, p.Program.Double.Thresholds, p.Program.Double.Same, p.Program.Double.Regime},
		{p.Program.Triple.SSE, p.Program.Triple.F, p.Program.Triple.Thresholds, p.Program.Triple.Same, p.Program.Triple.Regime},
	} {
		options := Hansen()
		options.Thresholds = m + 1
		r, err := Search(d, options)
		if err != nil {
			t.Fatal(err)
		}
		close(t, "sum of squares without", r.Steps[0].SumOfSquaresGiven, p.Program.SSE0, 8)
		close(t, "sum of squares", r.Steps[m].SumOfSquares, want.sse, 8)
		close(t, "F", r.Steps[m].F, want.f, 8)
		for k, v := range want.thresholds {
			close(t, "threshold", r.Thresholds[k].Value, v, 5)
		}
		rows, k := float64(r.Rows), float64(len(r.Slopes))
		classical, hc0 := math.Sqrt((rows-k)/(rows-565-k)), math.Sqrt((rows-k)/rows)
		for j, row := range append(append([][3]float64(nil), want.same...), want.regime...) {
			slope := r.Slopes[len(r.Slopes)-len(want.same)-len(want.regime)+j]
			close(t, slope.Name, slope.Coefficient, row[0], 8)
			close(t, slope.Name+" classical", slope.Classical*classical, row[1], 8)
			close(t, slope.Name+" White", slope.HC1*hc0, row[2], 8)
		}
		switch m {
		case 0:
			sameSet(t, r.Steps[0].Set, p.Program.Single.Set)
		case 1:
			sameSet(t, r.Steps[1].Set, p.Program.Double.Second)
			sameSet(t, r.Thresholds[0].Set, p.Program.Double.Refined)
		case 2:
			sameSet(t, r.Steps[2].Set, p.Program.Triple.Third)
		}
	}
}

func sameSet(t *testing.T, got Set, want [2]float64) {
	t.Helper()
	if math.Abs(got.Lowest-want[0]) > 1e-9 || math.Abs(got.Highest-want[1]) > 1e-9 {
		t.Errorf("confidence set %v to %v, printed %v", got.Lowest, got.Highest, want)
	}
}

// The exact search on the author's rows: the same first threshold, a better
// second one that his grid of 400 steps over.
func TestExactSearch(t *testing.T) {
	r, err := Search(invest(t), Options{Thresholds: 2, Trim: []float64{0.01}, Rows: HansenRows})
	if err != nil {
		t.Fatal(err)
	}
	close(t, "first", r.Thresholds[0].Value, 0.0157, 3)
	close(t, "second", r.Thresholds[1].Value, 0.5394, 4)
	close(t, "sum of squares, one", r.Steps[0].SumOfSquares, 16.517737, 8)
	close(t, "sum of squares, two", r.SumOfSquares, 16.459037, 8)
}

// All rows: the optimum, and the slopes where Stata's xthreg stopped (0.0154;
// its q2 and q3 are per 100 and per 1000).
func TestAllRows(t *testing.T) {
	d := invest(t)
	r, err := Search(d, Options{Thresholds: 1, Trim: []float64{0.01}})
	if err != nil {
		t.Fatal(err)
	}
	close(t, "optimum", r.Thresholds[0].Value, 0.0157, 3)
	close(t, "sum of squares", r.SumOfSquares, 17.781651, 8)
	at, err := At(d, Options{}, []float64{0.0154})
	if err != nil {
		t.Fatal(err)
	}
	close(t, "sum of squares at 0.0154", at.SumOfSquares, 17.781836, 8)
	for j, want := range [][2]float64{{0.0105555, 0.0008917}, {-0.000202872, 0.000025602}, {1.0785e-06, 1.952e-07}, {-0.0229482, 0.0042381},
		{0.0007392, 0.0014278}, {0.0552454, 0.0053343}, {0.0862498, 0.0052022}} {
		digits := []int{6, 5, 5, 6, 4, 5, 5}[j] // its data are single precision
		close(t, at.Slopes[j].Name, at.Slopes[j].Coefficient, want[0], digits)
		close(t, at.Slopes[j].Name+" error", at.Slopes[j].Classical, want[1], 4)
	}
}

// Stata's xthreg prints F 35.20, 24.97 and 6.20 where n(T-1) = 7345 gives 32.74,
// 23.23 and 5.76: it divides by T(n-1) = 7896, units and periods the wrong way
// round. With that divisor all three printed F, and its mean square 0.0023,
// come out to the digit. Its third threshold, printed 0.4778, is 0.47775. What
// rule makes its grid of 400 points was not found.
func TestXthreg(t *testing.T) {
	d := invest(t)
	divisor := 14.0 * (565 - 1)
	before := 0.0
	for k, want := range []struct {
		thresholds []float64
		sum, f     float64
	}{{[]float64{0.0154}, 17.7818, 35.20}, {[]float64{0.0154, 0.5418}, 17.7258, 24.97}, {[]float64{0.0154, 0.47775, 0.5418}, 17.7119, 6.20}} {
		r, err := At(d, Options{}, want.thresholds)
		if err != nil {
			t.Fatal(err)
		}
		if k == 0 {
			before = r.SumOfSquaresNone
			close(t, "mean square", r.SumOfSquares/divisor, 0.0023, 2)
		}
		close(t, "sum of squares", r.SumOfSquares, want.sum, 6)
		close(t, "F", (before-r.SumOfSquares)/(r.SumOfSquares/divisor), want.f, []int{4, 4, 3}[k])
		before = r.SumOfSquares
	}
}

// Draws differ from the author's, so p-values and critical values agree only
// loosely: his are 0.003, 0.017, 0.723 and 14.8, 14.9, 13.3 at 5 percent.
func TestBootstrap(t *testing.T) {
	options := Hansen()
	options.Bootstrap, options.Seed = 300, 1
	r, err := Search(invest(t), options)
	if err != nil {
		t.Fatal(err)
	}
	for k, want := range [][2]float64{{0.02, 14.8}, {0.05, 14.9}, {1, 13.3}} {
		s := r.Steps[k]
		t.Logf("step %d: F %.2f, p %.3f, critical values %.1f", k+1, s.F, s.Probability, s.Critical)
		if s.Probability > want[0] || k == 2 && s.Probability < 0.4 || math.Abs(s.Critical[1]/want[1]-1) > 0.35 {
			t.Errorf("step %d: p %v, critical values %v", k+1, s.Probability, s.Critical)
		}
	}
}

func BenchmarkHansen(b *testing.B) {
	d := invest(b)
	o := Options{Thresholds: 3, Trim: []float64{0.01, 0.01, 0.05}, Rows: HansenRows, Bootstrap: 300, Seed: 1}
	for b.Loop() {
		if _, err := Search(d, o); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOneThreshold(b *testing.B) {
	d := invest(b)
	for b.Loop() {
		if _, err := Search(d, Options{Thresholds: 1, Trim: []float64{0.01}}); err != nil {
			b.Fatal(err)
		}
	}
}
