package evaluate

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
)

func runRegression(t testing.TB, table, spec string) (*RegressionResult, error) {
	t.Helper()
	dir := inFolder(t, table, spec)
	s, err := ReadRegressionSpec(dir, "spec.yaml")
	if err != nil {
		return nil, err
	}
	return RunRegression(dir, s)
}

const regressionHead = "data: panel.csv\nunit: u\nperiod: t\noutcome: y\nregressors: [x]\n"

// Two units, three periods: demeaned x is -1, 0, 1 in both, y is -1, 0, 1 and
// -2, -1, 3; the slope is (2 + 5)/4. Residuals are -.75, 0, .75 and
// -.25, -1, 1.25 in squares 1.125 + 2.625; 6 rows less 3 parameters.
func TestRegressionByHand(t *testing.T) {
	r, err := runRegression(t, "u,t,y,x\na,1,4,1\na,2,5,2\na,3,6,3\nb,1,8,5\nb,2,9,6\nb,3,13,7\n", regressionHead+"effects: [unit]\nerrors: classical\n")
	if err != nil {
		t.Fatal(err)
	}
	e := r.Estimates[0]
	se := math.Sqrt(3.75 / 3 / 4)
	for _, c := range []struct{ got, want float64 }{
		{float64(e.Value), 1.75}, {float64(e.SE), se}, {float64(e.T), 1.75 / se}, {float64(e.CI[1]), 1.75 + 3.182446305284263*se},
		{float64(r.SSR), 3.75}, {float64(r.R2Within), 1 - 3.75/16},
	} {
		if math.Abs(c.got-c.want) > 1e-9 {
			t.Errorf("%v, want %v", c.got, c.want)
		}
	}
	if r.N != 6 || r.Units != 2 || r.Periods != 3 || r.Freedom != 3 || r.Clusters != 0 || !noted(r.Notes, "首选 errors: clustered") {
		t.Errorf("%+v", r)
	}
}

// The investment of ten firms (Grunfeld 1958): standard errors of value and
// capital by fixest 0.14.2 with ssc(fixef.K = "nested").
func TestGrunfeld(t *testing.T) {
	table := strings.ReplaceAll(string(reference(t, "grunfeld/grunfeld_plm_10firms.csv")), `"`, "")
	head := "data: panel.csv\nunit: firm\nperiod: year\noutcome: inv\nregressors: [value, capital]\n"
	for errors, want := range map[string][2]float64{
		"classical": {0.01375128300, 0.02271901088}, "hc1": {0.01917992052, 0.05440266426},
		"clustered": {0.01082442948, 0.04784839659}, "two_way": {0.01126578886, 0.04519128289},
	} {
		r, err := runRegression(t, table, head+"errors: "+errors+"\n")
		if err != nil {
			t.Fatal(err)
		}
		for i, value := range []float64{0.1177158551, 0.3579162731} {
			e := r.Estimates[i]
			if math.Abs(float64(e.Value)-value) > 5e-11 || math.Abs(float64(e.SE)-want[i]) > 5e-11 {
				t.Errorf("%s %s: %v (%v), want %v (%v)", errors, e.Name, e.Value, e.SE, value, want[i])
			}
		}
		if math.Abs(float64(r.R2Within)-0.7201452129) > 5e-11 {
			t.Errorf("R² within %v", r.R2Within)
		}
	}
	r, err := runRegression(t, table, head+"wild: [capital]\n")
	if err != nil {
		t.Fatal(err)
	}
	if c := r.Estimates[1]; c.Wild == nil || c.Wild.Draws != 1024 || r.Estimates[0].Wild != nil || !noted(r.Notes, "以自助检验为准") || !noted(r.Notes, "聚类只有 10 个") {
		t.Errorf("%+v %v", c, r.Notes)
	}
	r, err = runRegression(t, table, strings.Replace(head, "capital]", "capital, lag(inv)]", 1)+"errors: driscoll_kraay\n")
	if err != nil {
		t.Fatal(err)
	}
	if r.Settings.Lags != 2 || r.Periods != 19 || !noted(r.Notes, "只有 19 期") || !noted(r.Notes, "Nickell") || r.Sample[1].Variable != "lag(inv)" || r.Sample[1].DroppedRows != 10 {
		t.Errorf("%+v", r)
	}
}

// What cannot be computed is null: an open interval of the bootstrap of two
// clusters. The period is a combination of the others and cannot be tested.
func TestRegressionNull(t *testing.T) {
	table := "u,t,y,x,z\na,1,4,1,0\na,2,5,2.5,1\na,3,6,3,0\nb,1,8,5,0\nb,2,9,6,0\nb,3,13,7,0\n"
	r, err := runRegression(t, table, strings.Replace(regressionHead, "[x]", "[x, z, t]", 1)+"effects: [unit]\nwild: [x, t]\n")
	if err != nil {
		t.Fatal(err)
	}
	raw, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Refused) != 1 || r.Refused[0].Code != "no_regressor" || r.Dropped[0].Name != "t" || !noted(r.Notes, "变量“t”是 x、z 的组合") || !strings.Contains(string(raw), `"ci":[null,null]`) || !noted(r.Notes, "没有尽头") || !noted(r.Notes, "很粗") {
		t.Errorf("%s", raw)
	}
}

func code(err error) string {
	var e *city.Error
	if !errors.As(err, &e) {
		return ""
	}
	return e.Code
}

func TestRegressionFaults(t *testing.T) {
	good := "u,t,y,x,s,k\na,1,4,1,n,3\na,2,5,2.5,n,3\na,3,6,3,n,3\nb,1,8,5,n,3\nb,2,9,6,,3\nb,3,13,7,n,3\n"
	replaced := func(old, now string) string { return strings.Replace(regressionHead, old, now, 1) }
	for _, c := range []struct{ name, spec, code string }{
		{"good", regressionHead, ""},
		{"no regressors", replaced("[x]", "[]"), "bad_spec"},
		{"an unknown effect", regressionHead + "effects: [city]\n", "bad_spec"},
		{"an effect twice", regressionHead + "effects: [unit, unit]\n", "bad_spec"},
		{"an unknown error", regressionHead + "errors: robust\n", "bad_spec"},
		{"a cluster of none", regressionHead + "errors: hc1\ncluster: s\n", "bad_spec"},
		{"a blank cluster", regressionHead + "cluster: s\n", "bad_table"},
		{"one cluster", regressionHead + "cluster: k\n", "one_cluster"},
		{"lags of none", regressionHead + "lags: 2\n", "bad_spec"},
		{"lags below zero", regressionHead + "errors: driscoll_kraay\nlags: -1\n", "bad_spec"},
		{"wild of other errors", regressionHead + "errors: two_way\nwild: [x]\n", "bad_spec"},
		{"wild of no regressor", regressionHead + "wild: [k]\n", "bad_spec"},
		{"wild twice", regressionHead + "wild: [x, x]\n", "bad_spec"},
		{"wild without draws", regressionHead + "wild: [x]\ndraws: 0\n", "bad_spec"},
		{"a level over 1", regressionHead + "level: 95\n", "bad_spec"},
		{"no column", replaced("[x]", "[w]"), "no_column"},
		{"a word", replaced("[x]", "[s]"), "bad_number"},
		{"the outcome itself", replaced("[x]", "[y]"), "bad_spec"},
		{"a constant", replaced("[x]", "[k]"), "no_regressor"},
		{"a lag beyond the panel", replaced("[x]", `["lag(x, 9)"]`), "no_rows"},
		{"a constant outcome", strings.Replace(regressionHead, "outcome: y", "outcome: k", 1), "perfect_fit"},
		{"one unit's freedom", replaced("[x]", "[x, x^2, x^3]") + "errors: classical\n", "no_freedom"},
	} {
		r, err := runRegression(t, good, c.spec)
		if got := code(err); got != c.code || err != nil && (c.code == "" || strings.Contains(err.Error(), "%!")) {
			t.Errorf("%s: want %q, got %v %+v", c.name, c.code, err, r)
		}
	}
}
