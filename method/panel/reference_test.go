package panel

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// reference reads a file of the shared reference data, or skips.
func reference(t testing.TB, name string) [][]string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "reference", filepath.FromSlash(name)))
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
	return records
}

func parse(t testing.TB, text string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// grunfeld is investment on value and capital, 10 firms × 20 years.
func grunfeld(t testing.TB) Data {
	d := Data{Regressors: make([][]float64, 2), Names: []string{"value", "capital"}, OutcomeName: "inv"}
	for _, record := range reference(t, "grunfeld/grunfeld_plm_10firms.csv")[1:] {
		d.Unit = append(d.Unit, int(parse(t, record[0])))
		d.Period = append(d.Period, int(parse(t, record[1])))
		d.Outcome = append(d.Outcome, parse(t, record[2]))
		d.Regressors[0] = append(d.Regressors[0], parse(t, record[3]))
		d.Regressors[1] = append(d.Regressors[1], parse(t, record[4]))
	}
	return d
}

// R's fixest 0.12.2 and plm 2.6.2 on the same file.
func TestGrunfeld(t *testing.T) {
	data := grunfeld(t)
	kinds := map[string]Errors{"iid": Classical, "hetero": HC1, "cluster_firm": Clustered, "twoway": TwoWay, "DK2": DriscollKraay}
	compared := 0
	for _, record := range reference(t, "grunfeld/expected_fixest/feols.csv")[1:] {
		kind, ours := kinds[record[1]]
		if !ours {
			continue
		}
		result, err := Fit(data, Options{UnitEffects: true, PeriodEffects: record[0] == "firm+year", Errors: kind, Lags: 2})
		if err != nil {
			t.Fatal(err)
		}
		for _, term := range result.Terms {
			if term.Name != record[2] {
				continue
			}
			compared++
			if want := parse(t, record[3]); math.Abs(term.Coefficient-want) > 1e-12 {
				t.Errorf("%v: coefficient %.15g, want %.15g", record[:3], term.Coefficient, want)
			}
			if want := parse(t, record[4]); math.Abs(term.StandardError-want) > 1e-12 {
				t.Errorf("%v: standard error %.15g, want %.15g", record[:3], term.StandardError, want)
			}
		}
	}
	if compared != 20 {
		t.Errorf("%d figures compared, want 20", compared)
	}
}
