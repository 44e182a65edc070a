package evaluate

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/method/effect/twoway"
)

// Four units, two years, by hand: the treated rise by 5 and 3, the others by 1
// and 2, so that the effect is 4 - 1.5 = 2.5.
func TestByHand(t *testing.T) {
	table := "u,t,y,on\na,1,10,0\na,2,15,1\nb,1,20,0\nb,2,23,1\nc,1,1,0\nc,2,2,0\nd,1,5,0\nd,2,7,0\n"
	r, err := runDiD(t, table, effectHead+"treated: on\ndraws: 0\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range r.Estimates {
		if math.Abs(float64(e.Value)-2.5) > 1e-12 {
			t.Errorf("%s: %v", e.Name, e.Value)
		}
	}
	if len(r.Estimates) != 6 || r.N != 8 || r.Units != 4 || r.Periods != 2 || r.Treated != 2 || len(r.GroupTime) != 2 {
		t.Errorf("%+v", r)
	}
	if r.Bacon == nil || len(r.Bacon.Kinds) != 1 || r.Bacon.Kinds[0].Kind != twoway.WithUntreated || r.Bacon.Forbidden != 0 {
		t.Errorf("decomposition %+v", r.Bacon)
	}
	for _, want := range []string{"处理之前的时期或受处理的单位不够", "受处理的单位只有 2 个", "聚类只有 4 个", "没有自助"} {
		if !noted(r.Notes, want) {
			t.Errorf("no note %q: %v", want, r.Notes)
		}
	}
	raw, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"estimates":[{"name":"group_time_group","value":2.5,`, `"band":[null,null]`, `"n":8,"units":4,"periods":2,"treated":2`, `"placebo":null`, `"leave_one_out":null`} {
		if !strings.Contains(string(raw), want) {
			t.Errorf("no %s in %s", want, raw)
		}
	}
}

// The county minimum-wage panel: answers printed by its package (SOURCE.md).
func TestMinimumWage(t *testing.T) {
	r, err := runDiD(t, string(reference(t, "mpdta/mpdta.csv")), "data: panel.csv\nunit: countyreal\nperiod: year\noutcome: lemp\ncohort: first.treat\nmethod: outcome_regression\nbase: varying\ncontrols: never\n")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]float64{"group_time_group": -0.031, "group_time_dynamic": -0.0772} {
		if e := estimate(t, r.Estimates, name); math.Round(float64(e.Value)*1e4) != math.Round(want*1e4) {
			t.Errorf("%s: %v, want %v", name, e.Value, want)
		}
	}
	for i, want := range []float64{0.0305, -0.0006, -0.0245, -0.0199, -0.0510, -0.1373, -0.1008} {
		if p := r.Events[0].Parts[i]; p.At != i-3 || math.Abs(float64(p.Value)-want) > 5e-5 {
			t.Errorf("time %d: %v, want %v", p.At, p.Value, want)
		}
	}
	for i, want := range []float64{-0.0797, -0.0229, -0.0261} {
		if p := r.ByGroup[i]; math.Abs(float64(p.Value)-want) > 5e-5 {
			t.Errorf("cohort %d: %v, want %v", p.At, p.Value, want)
		}
	}
	if d := r.Bacon; math.Abs(float64(d.Value-estimate(t, r.Estimates, "two_way").Value)) > 1e-12 {
		t.Errorf("the decomposition adds up to %v", d.Value)
	}
	if r.N != 2500 || r.Units != 500 || r.Treated != 191 || len(r.Cohorts) != 4 || *r.Cohorts[0].First != 2004 || len(r.Cohorts[0].Units) != 20 {
		t.Errorf("%d rows, %d units, %d treated, %+v", r.N, r.Units, r.Treated, r.Cohorts)
	}
}

// Where no unit is never treated the last cohort is the control, and the result
// says so.
func TestNobodyNeverTreated(t *testing.T) {
	table := staged(8, nil)
	r, err := runDiD(t, table, effectHead+"cohort: first\ndraws: 20\n")
	if err != nil {
		t.Fatal(err)
	}
	if r.Settings.Controls != "not_yet" || !noted(r.Notes, "没有从未受处理的单位") || r.Treated != 4 {
		t.Errorf("%+v %d treated %v", r.Settings, r.Treated, r.Notes)
	}
	if last := r.GroupTime[len(r.GroupTime)-1]; last.Cohort != 2004 || last.Period >= 2006 {
		t.Errorf("an effect without a control: %+v", last)
	}
}

// What breaks the comparison is said.
func TestWarnings(t *testing.T) {
	moved := func(u, period int, cells []string) bool {
		if u < 8 { // the treated drift away before they are treated
			cells[2] = fmt.Sprintf("%.4f", float64(u%5)+1.3*float64(period-2000)+0.1*math.Sin(float64(3*u+period)))
		}
		return true
	}
	r, err := runDiD(t, staged(24, moved), effectHead+"cohort: first\nearlier: [1]\nplacebo: 60\ndraws: 50\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"处理之前两边已不同步", "把处理提前 1 期也“有效果”", "受处理的单位只有 8 个", "不当的比较"} {
		if !noted(r.Notes, want) {
			t.Errorf("no note %q: %v", want, r.Notes)
		}
	}
	// Nothing but noise: no effect is claimed.
	nothing := func(u, period int, cells []string) bool {
		cells[2] = fmt.Sprintf("%.4f", math.Sin(float64(u*u*period+7*u+period*period)))
		return true
	}
	if r, err = runDiD(t, staged(24, nothing), effectHead+"cohort: first\ndraws: 50\n"); err != nil {
		t.Fatal(err)
	}
	if !noted(r.Notes, "不能说有效果，也不能说没有") {
		t.Errorf("%v", r.Notes)
	}
}

// With few clusters an interval that leaves out 0 is not enough.
func TestFewClusters(t *testing.T) {
	table := "u,t,y,first\na,1,1.0,3\na,2,1.4,3\na,3,4.1,3\ne,1,1.5,3\ne,2,1.2,3\ne,3,3.1,3\nb,1,2.0,\nb,2,2.3,\nb,3,2.9,\nc,1,0.4,\nc,2,1.1,\nc,3,1.2,\nd,1,3.0,\nd,2,3.1,\nd,3,3.7,\n"
	r, err := runDiD(t, table, effectHead+"cohort: first\n")
	if err != nil {
		t.Fatal(err)
	}
	// All 32 patterns of signs are taken: the p-value is a whole number of them.
	if w := r.Wild; w == nil || w.Clusters != 5 || w.Draws != 32 || !w.Coarse || math.Abs(float64(w.P)*32-math.Round(float64(w.P)*32)) > 1e-12 || float64(w.P) < significant {
		t.Fatalf("%+v", r.Wild)
	}
	if !apart(r.Estimates[0]) || !strings.Contains(r.Notes[0].Zh, "不支持把它说成效果") || !noted(r.Notes, "按聚类变号的自助检验") {
		t.Errorf("%v", r.Notes)
	}
}

// A part that the data do not allow is named, and the rest stands.
func TestRefused(t *testing.T) {
	hole := func(u, period int, _ []string) bool { return u != 9 || period != 2003 }
	r, err := runDiD(t, staged(24, hole), effectHead+"cohort: first\ndraws: 20\n")
	if err != nil {
		t.Fatal(err)
	}
	if r.Bacon != nil || len(r.Refused) == 0 || r.Units != 23 {
		t.Errorf("%d units, %+v", r.Units, r.Refused)
	}
	if last := r.Sample[len(r.Sample)-1]; last.DroppedUnits[0] != "j" || last.DroppedRows != 7 {
		t.Errorf("%+v", r.Sample)
	}
	if r, err = runDiD(t, staged(24, hole), effectHead+"cohort: first\nmissing: pairs\ndraws: 20\n"); err != nil || r.Units != 24 {
		t.Errorf("pairs: %v", err)
	}
}
