package evaluate

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/method/panel"
)

// inFolder puts a table and a specification into a folder and opens it.
func inFolder(t testing.TB, table, spec string) *files.Folder {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"panel.csv": table, "spec.yaml": spec} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	folder, err := files.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { folder.Close() })
	return folder
}

func runDiD(t testing.TB, table, spec string) (*DiDResult, error) {
	t.Helper()
	dir := inFolder(t, table, spec)
	s, err := ReadDiDSpec(dir, "spec.yaml")
	if err != nil {
		return nil, err
	}
	return RunDiD(dir, s)
}

func runSynth(t testing.TB, table, spec string) (*SynthResult, error) {
	t.Helper()
	dir := inFolder(t, table, spec)
	s, err := ReadSynthSpec(dir, "spec.yaml")
	if err != nil {
		return nil, err
	}
	return RunSynth(dir, s)
}

// staged is a synthetic panel of units over 2001 to 2008: a to d are treated
// from 2004, e to h from 2006, the others never. Outcome is a unit's level, a
// common path, a wave of no meaning, and 2 where treated. change may rewrite
// the cells of a row: unit, period, outcome, first period, treated, x, group.
func staged(units int, change func(unit, period int, cells []string) bool) string {
	var b strings.Builder
	b.WriteString("u,t,y,first,on,x,g\n")
	for u := range units {
		first := map[int]int{0: 2004, 1: 2006}[u/4]
		for t := 2001; t <= 2008; t++ {
			y, on, start := float64(u%5)+0.3*float64(t-2000)+0.2*math.Sin(float64(7*u*u+3*t+u*t%11)), "0", ""
			if first > 0 {
				start = fmt.Sprint(first)
			}
			if first > 0 && t >= first {
				y, on = y+2, "1"
			}
			cells := []string{string(rune('a' + u)), fmt.Sprint(t), fmt.Sprintf("%.4f", y), start, on, fmt.Sprintf("%.3f", math.Cos(float64(5*u+u*u%7))), fmt.Sprint(u % 3)}
			if change == nil || change(u, t, cells) {
				b.WriteString(strings.Join(cells, ",") + "\n")
			}
		}
	}
	return b.String()
}

const effectHead = "data: panel.csv\nunit: u\nperiod: t\noutcome: y\n"

// estimate finds an estimate by name.
func estimate(t *testing.T, all []EstimateView, name string) EstimateView {
	t.Helper()
	for _, e := range all {
		if e.Name == name {
			return e
		}
	}
	t.Fatalf("no estimate %q among %v", name, all)
	return EstimateView{}
}

// said reports whether a note has a text in it.
func noted(notes []city.Text, zh string) bool {
	for _, n := range notes {
		if strings.Contains(n.Zh, zh) && n.En != "" {
			return true
		}
	}
	return false
}

// The three ways to tell a treatment are one.
func TestTreatments(t *testing.T) {
	table := staged(16, func(u, _ int, cells []string) bool { return u/4 != 1 })
	var first string
	for _, told := range []string{"cohort: first", "treated: on", "treated_units: [a, b, c, d]\nstart: 2004"} {
		r, err := runDiD(t, table, effectHead+told+"\ndraws: 50\n")
		if err != nil {
			t.Fatal(err)
		}
		raw, err := json.Marshal(r.GroupTime)
		if err != nil {
			t.Fatal(err)
		}
		if first == "" {
			first = string(raw)
		}
		if string(raw) != first || r.Treated != 4 || r.Units != 12 {
			t.Errorf("%s: %d treated, %s", told, r.Treated, raw)
		}
	}
}

// The order of the rows in the table changes nothing.
func TestRowOrder(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(staged(20, nil)), "\n")
	backwards := lines[0] + "\n"
	for i := len(lines) - 1; i > 0; i-- {
		backwards += lines[i] + "\n"
	}
	texts := map[string]bool{}
	for _, table := range []string{strings.Join(lines, "\n"), backwards} {
		did, err := runDiD(t, table, effectHead+"cohort: first\ncovariates: [x]\nmethod: outcome_regression\nplacebo: 20\nearlier: [1]\nleave_one_out: true\ndraws: 50\n")
		if err != nil {
			t.Fatal(err)
		}
		synth, err := runSynth(t, table, effectHead+"cohort: first\ndraws: 20\nearlier: [1]\nleave_one_out: true\n")
		if err != nil {
			t.Fatal(err)
		}
		did.Settings.Data.SHA256, synth.Settings.Data.SHA256 = "", ""
		raw, err := json.Marshal([]any{did, synth})
		if err != nil {
			t.Fatal(err)
		}
		texts[string(raw)] = true
	}
	if len(texts) != 1 {
		t.Error("the order of rows changes the result")
	}
}

func TestEffectFaults(t *testing.T) {
	did := func(table, spec string) error { _, err := runDiD(t, table, effectHead+spec); return err }
	synth := func(table, spec string) error { _, err := runSynth(t, table, effectHead+spec); return err }
	good := staged(12, nil)
	cell := func(column int, text string) string {
		return staged(12, func(u, period int, cells []string) bool {
			if u == 1 && period == 2005 {
				cells[column] = text
			}
			return true
		})
	}
	all := func(column int, text string) string {
		return staged(12, func(_, _ int, cells []string) bool { cells[column] = text; return true })
	}
	only := func(keep func(u, period int) bool) string {
		return staged(12, func(u, period int, _ []string) bool { return keep(u, period) })
	}
	for _, c := range []struct {
		name        string
		run         func(table, spec string) error
		table, spec string
		code, where string
	}{
		{"no treatment", did, good, "", "bad_spec", "spec.yaml"},
		{"two treatments", did, good, "treated: on\ncohort: first\n", "bad_spec", "spec.yaml 第6行/line 6"},
		{"units without a start", did, good, "treated_units: [a]\n", "bad_spec", "spec.yaml 第5行/line 5"},
		{"a start without units", did, good, "cohort: first\nstart: 2004\n", "bad_spec", "spec.yaml 第6行/line 6"},
		{"an unknown unit", did, good, "treated_units: [zz]\nstart: 2004\n", "no_unit", "spec.yaml 第5行/line 5"},
		{"a unit twice", did, good, "treated_units: [a, a]\nstart: 2004\n", "bad_spec", "spec.yaml 第5行/line 5"},
		{"a start outside", did, good, "treated_units: [a]\nstart: 1999\n", "bad_spec", "spec.yaml 第6行/line 6"},
		{"unknown controls", did, good, "cohort: first\ncontrols: all\n", "bad_spec", "spec.yaml 第6行/line 6"},
		{"a window without leads", did, good, "cohort: first\nwindow: [-1, 3]\n", "bad_spec", "spec.yaml 第6行/line 6"},
		{"a placebo in no time", did, good, "cohort: first\nearlier: [0]\n", "bad_spec", "spec.yaml 第6行/line 6"},
		{"a level of 95", did, good, "cohort: first\nlevel: 95\n", "bad_spec", "spec.yaml 第6行/line 6"},
		{"too many draws", did, good, "cohort: first\ndraws: 100000000\n", "bad_spec", "spec.yaml 第6行/line 6"},
		{"the outcome as covariate", did, good, "cohort: first\ncovariates: [y]\n", "bad_spec", "spec.yaml 第6行/line 6"},
		{"an unknown key", did, good, "cohort: first\ncohorts: 3\n", "bad_yaml", "spec.yaml 第6行/line 6"},
		{"no column", did, good, "cohort: firsts\n", "no_column", "panel.csv 第1行/line 1"},
		{"a covariate that is no term", did, good, "cohort: first\ncovariates: [\"lag(x, 0)\"]\n", "bad_spec", "spec.yaml 第6行/line 6"},
		{"a blank treatment", did, cell(4, ""), "treated: on\n", "bad_treatment", "panel.csv E14"},
		{"half a treatment", did, cell(4, "0.5"), "treated: on\n", "bad_treatment", "panel.csv E14"},
		{"a start in words", did, cell(3, "去年"), "cohort: first\n", "bad_treatment", "panel.csv D14"},
		{"switching off", did, cell(4, "0"), "treated: on\n", "treatment_switches_off", "panel.csv 第14行/line 14"},
		{"two starts", did, cell(3, "2005"), "cohort: first\n", "moving_start", "panel.csv 第14行/line 14"},
		{"nobody treated", did, all(4, "0"), "treated: on\n", "no_treated", "panel.csv"},
		{"all treated at once", did, all(3, "2004"), "cohort: first\n", "no_control", "panel.csv"},
		{"treated from the start", did, only(func(u, period int) bool { return u > 3 && period > 2005 }), "cohort: first\n", "no_before", "panel.csv"},
		{"one year", did, only(func(_, period int) bool { return period == 2004 }), "cohort: first\n", "no_before", "panel.csv"},
		{"no outcome", did, all(2, "NA"), "cohort: first\n", "no_rows", "panel.csv"},
		{"words for numbers", did, cell(2, "很高"), "cohort: first\n", "bad_number", "panel.csv C14"},
		{"a cluster of nobody", did, cell(6, ""), "cohort: first\ncluster: g\n", "bad_table", "panel.csv G14"},
		{"one cluster", did, all(6, "1"), "cohort: first\ncluster: g\n", "one_cluster", "panel.csv"},

		{"predictors of another method", synth, good, "cohort: first\npredictors: [{term: x}]\n", "bad_spec", "spec.yaml 第6行/line 6"},
		{"a predictor of nothing", synth, good, "cohort: first\nmethod: synthetic_control\npredictors: [{periods: [2001]}]\n", "bad_spec", "spec.yaml 第7行/line 7"},
		{"a predictor backwards", synth, good, "cohort: first\nmethod: synthetic_control\npredictors: [{term: x, periods: [2003, 2001]}]\n", "bad_spec", "spec.yaml 第7行/line 7"},
		{"a predictor of another time", synth, good, "treated_units: [a]\nstart: 2004\nmethod: synthetic_control\npredictors: [{term: x, periods: [1990]}]\n", "bad_spec", "spec.yaml 第8行/line 8"},
		{"a predictor after the start", synth, good, "treated_units: [a]\nstart: 2004\nmethod: synthetic_control\npredictors: [{term: x, periods: [2003, 2005]}]\n", "predictor_after", "panel.csv"},
		{"half of the weights", synth, good, "cohort: first\nmethod: synthetic_control\npredictors: [{term: x, weight: 1}, {term: y}]\n", "bad_spec", "spec.yaml 第7行/line 7"},
		{"no reason", synth, good, "cohort: first\ndonors: {exclude: [{units: [i]}]}\n", "bad_spec", "spec.yaml 第6行/line 6"},
		{"an unknown donor", synth, good, "cohort: first\ndonors: {exclude: [{units: [zz], why: x}]}\n", "no_unit", "spec.yaml 第6行/line 6"},
		{"the treated as donor", synth, good, "cohort: first\ndonors: {exclude: [{units: [a], why: x}]}\n", "bad_spec", "spec.yaml 第6行/line 6"},
		{"only the untreated", synth, good, "cohort: first\nonly: [k]\n", "bad_spec", "spec.yaml 第6行/line 6"},
		{"a tier that changes", synth, cell(6, "7"), "cohort: first\ndonors: {same: [g]}\n", "bad_table", "panel.csv G14"},
		{"no donors", synth, good, "cohort: first\ndonors: {exclude: [{units: [i, j, k, l], why: x}]}\n", "no_donor", "panel.csv"},
		{"one donor", synth, good, "cohort: first\ndonors: {exclude: [{units: [i, j, k], why: x}]}\n", "one_donor", "panel.csv"},
		{"a gap of the treated", synth, cell(2, ""), "cohort: first\n", "incomplete", "panel.csv 第14行/line 14"},
		{"a row of the treated that is missing", synth, only(func(u, period int) bool { return u != 1 || period != 2005 }), "cohort: first\n", "incomplete", "panel.csv"},
		{"a predictor that the treated lacks", synth, all(5, "NA"), "treated_units: [a]\nstart: 2004\nmethod: synthetic_control\npredictors: [{term: x}]\n", "incomplete", "panel.csv 第2行/line 2"},
		{"a predictor twice", synth, good, "cohort: first\nmethod: synthetic_control\npredictors: [{term: x}, {term: x}]\n", "bad_spec", "spec.yaml 第7行/line 7"},
		{"a placebo in time twice", synth, good, "cohort: first\nearlier: [1, 1]\n", "bad_spec", "spec.yaml 第6行/line 6"},
		{"an outcome of all", synth, staged(12, func(_, _ int, cells []string) bool { cells[2] = cells[1]; return true }), "cohort: first\n", "parallel", "panel.csv"},
		{"no time before", synth, only(func(_, period int) bool { return period > 2003 }), "cohort: first\nonly: [a]\n", "no_before", "panel.csv"},
		{"nobody treated", synth, all(4, "0"), "treated: on\n", "no_treated", "panel.csv"},
		{"jackknife of one", synth, good, "cohort: first\nonly: [a]\nerrors: jackknife\n", "one_treated", "panel.csv"},
	} {
		err := c.run(c.table, c.spec)
		var e *city.Error
		if !errors.As(err, &e) {
			t.Errorf("%s: want %s, got %v", c.name, c.code, err)
			continue
		}
		if e.Code != c.code || e.Where() != c.where || e.Message.Zh == "" || e.Message.En == "" || strings.Contains(e.Error(), "%!") {
			t.Errorf("%s: want %s at %s, got %s at %s: %v", c.name, c.code, c.where, e.Code, e.Where(), e)
		}
	}
}

// Every kind of fault that the engines of this stage declare has its words.
func TestFaultWords(t *testing.T) {
	seen := 0
	err := filepath.WalkDir(filepath.Join("..", "method"), func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && filepath.Dir(path) == filepath.Join("..", "method") && !slices.Contains([]string{"panel", "threshold", "breaks", "effect"}, d.Name()) {
			return fs.SkipDir
		}
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			spec, is := n.(*ast.ValueSpec)
			if !is || len(spec.Values) != 1 || kindName(spec.Type) != "panel.Kind" && !(file.Name.Name == "panel" && kindName(spec.Type) == "Kind") {
				return true
			}
			value := strings.Trim(spec.Values[0].(*ast.BasicLit).Value, `"`)
			for _, w := range wordsOf(panel.Kind(value)) {
				if w == "" {
					t.Errorf("%s: no words for %q", path, value)
					break
				}
			}
			seen++
			return true
		})
		return nil
	})
	if err != nil || seen < 20 {
		t.Errorf("%d kinds: %v", seen, err)
	}
}

func kindName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return kindName(e.X) + "." + e.Sel.Name
	}
	return ""
}

// Any specification is read or refused in both languages.
func FuzzSpecs(f *testing.F) {
	for _, s := range []string{
		effectHead + "cohort: first\nwindow: [-3, 3]\n", effectHead + "treated_units: [a]\nstart: 2004\nmethod: synthetic_control\npredictors: [{term: x, periods: [2001, 2003]}]\n",
		effectHead + "donors: {same: [g], exclude: [{units: [a], why: b}]}\n", "data: [", "\ufeffdata: x", "earlier: [1, 2, 3]\n", effectHead + "treated: on\ndraws: -1\n",
	} {
		f.Add(s)
	}
	path := f.TempDir()
	dir, err := files.Open(path)
	if err != nil {
		f.Fatal(err)
	}
	defer dir.Close()
	f.Fuzz(func(t *testing.T, text string) {
		if err := os.WriteFile(filepath.Join(path, "spec.yaml"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		_, one := ReadDiDSpec(dir, "spec.yaml")
		_, two := ReadSynthSpec(dir, "spec.yaml")
		for _, err := range []error{one, two} {
			var e *city.Error
			if err != nil && (!errors.As(err, &e) || e.Message.Zh == "" || e.Message.En == "" || strings.Contains(e.Error(), "%!(")) {
				t.Errorf("%q: %v", text, err)
			}
		}
	})
}

// Any table ends in a result that JSON can hold or in an error in both
// languages, never in a panic.
func FuzzEffectTables(f *testing.F) {
	f.Add(staged(10, nil))
	f.Add("u,t,y,first\na,1,1,2\na,2,2,2\nb,1,1,\nb,2,1,\n")
	f.Add("u,t,y,first\na,1,1e308,3\na,2,-1e308,3\na,3,0,3\nb,1,1,0\nb,2,1,0\nb,3,1,0\nc,1,9,2\nc,2,9,2\nc,3,9,2\nd,1,9,\nd,2,9,\nd,3,9,\n")
	path := f.TempDir()
	dir, err := files.Open(path)
	if err != nil {
		f.Fatal(err)
	}
	defer dir.Close()
	if err := os.WriteFile(filepath.Join(path, "spec.yaml"), []byte(effectHead+"cohort: first\ndraws: 3\nearlier: [1]\n"), 0o644); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, table string) {
		if err := os.WriteFile(filepath.Join(path, "panel.csv"), []byte(table), 0o644); err != nil {
			t.Fatal(err)
		}
		did, err := ReadDiDSpec(dir, "spec.yaml")
		if err != nil {
			t.Fatal(err)
		}
		did.LeaveOneOut, did.Placebo = true, 3
		one, first := RunDiD(dir, did)
		synth, err := ReadSynthSpec(dir, "spec.yaml")
		if err != nil {
			t.Fatal(err)
		}
		synth.LeaveOneOut = true
		two, second := RunSynth(dir, synth)
		for _, err := range []error{first, second} {
			var e *city.Error
			if err != nil && (!errors.As(err, &e) || e.Message.Zh == "" || e.Message.En == "") {
				t.Errorf("%q: %v", table, err)
			}
		}
		if _, err := json.Marshal([]any{one, two}); err != nil {
			t.Errorf("%q: %v", table, err)
		}
	})
}
