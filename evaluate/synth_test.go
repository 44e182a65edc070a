package evaluate

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// Proposition 99 by exact weights: synthdid prints -15.604 and -27.349, and for
// synthetic control -19.620, where its iteration stops early (R's quadprog finds
// -19.514; see method/effect/synth).
func TestCalifornia(t *testing.T) {
	table := string(reference(t, "prop99/california_prop99_synthdid.csv"))
	for method, want := range map[string]float64{"synthetic_did": -15.60383, "synthetic_control": -19.51363, "did": -27.34911} {
		r, err := runSynth(t, table, "data: panel.csv\nunit: State\nperiod: Year\noutcome: PacksPerCapita\ntreated: treated\nmethod: "+method+"\nerrors: none\n")
		if err != nil {
			t.Fatal(err)
		}
		if e := r.Estimates[0]; e.Name != method || math.Abs(float64(e.Value)-want) > 0.003 || !math.IsNaN(float64(e.SE)) {
			t.Errorf("%s: %+v, want %v", method, e, want)
		}
		if r.N != 1209 || r.Units != 39 || r.Treated != 1 || r.Cohorts[0].Treated[0] != "California" || len(r.Cohorts[0].Path) != 31 || r.Space.Trials[0].Rank == 0 {
			t.Errorf("%d rows, %d units, %+v", r.N, r.Units, r.Cohorts[0].Treated)
		}
	}
}

// Unit a is the mean of i and j before, and 3 above it after; k and l are far
// off. By hand the weights are a half each and the effect is 3.
func TestSynthByHand(t *testing.T) {
	var b strings.Builder
	b.WriteString("u,t,y,tier\n")
	for p := 1; p <= 6; p++ {
		i, j := float64(p*p%7), float64(p)*1.5
		a := (i + j) / 2
		if p >= 5 {
			a += 3
		}
		for _, c := range []struct {
			u, tier string
			y       float64
		}{{"a", "sub", a}, {"i", "sub", i}, {"j", "sub", j}, {"k", "sub", 40 - 3*i}, {"l", "sub", -30 + 2*j}, {"m", "other", a}} {
			fmt.Fprintf(&b, "%s,%d,%g,%s\n", c.u, p, c.y, c.tier)
		}
	}
	r, err := runSynth(t, b.String(), effectHead+"treated_units: [a]\nstart: 5\nmethod: synthetic_control\nerrors: none\ndonors:\n  same: [tier]\n  exclude: [{units: [l], why: 口径不同}]\nleave_one_out: true\n")
	if err != nil {
		t.Fatal(err)
	}
	c := r.Cohorts[0]
	if math.Abs(float64(r.Estimates[0].Value)-3) > 1e-6 || c.Weights[0].Unit == "k" || math.Abs(float64(c.Weights[0].Weight)-0.5) > 1e-6 || math.Abs(float64(c.Weights[1].Weight)-0.5) > 1e-6 {
		t.Errorf("%v %+v", r.Estimates[0].Value, c.Weights)
	}
	if len(r.Donors) != 2 || r.Donors[0].Why.Zh != "口径不同" || !strings.Contains(r.Donors[1].Why.Zh, "“tier”为“other”") || r.Sample[1].Reason != NoDonor || r.Sample[1].DroppedRows != 12 {
		t.Errorf("%+v %+v", r.Donors, r.Sample)
	}
	for _, want := range []string{"对照只有 3 个", "这份数据不能判定单个单位的效果", "合成控制的安慰剂检验往往拒绝得过多"} {
		if !noted(r.Notes, want) {
			t.Errorf("no note %q: %v", want, r.Notes)
		}
	}
}

// Donors that lack a value leave with that reason; other treated units are no
// donors.
func TestDonors(t *testing.T) {
	hole := func(u, period int, _ []string) bool { return u != 9 || period != 2003 }
	r, err := runSynth(t, staged(16, hole), effectHead+"cohort: first\nonly: [a]\ndraws: 20\n")
	if err != nil {
		t.Fatal(err)
	}
	why := map[string]string{}
	for _, d := range r.Donors {
		why[d.Unit] = d.Why.Zh
	}
	if len(why) != 8 || why["b"] != "自身从 2004 起受处理" || why["e"] != "自身从 2006 起受处理" || why["j"] != "缺 2003 的数" || r.Treated != 1 || r.Units != 8 {
		t.Errorf("%v, %d units", why, r.Units)
	}
	if !noted(r.Notes, "1 个单位因缺数不作对照") {
		t.Errorf("%v", r.Notes)
	}
}

// California by the predictors of Abadie, Diamond and Hainmueller (2010): the rank
// rests on the fit before, not on gaps that swing.
func TestCaliforniaRank(t *testing.T) {
	table := string(reference(t, "prop99/smoking_data.csv"))
	r, err := runSynth(t, table, "data: panel.csv\nunit: state\nperiod: year\noutcome: cigsale\ntreated_units: [California]\nstart: 1989\nmethod: synthetic_control\npredictors:\n  - {term: lnincome, periods: [1980, 1988]}\n  - {term: retprice, periods: [1980, 1988]}\n  - {term: age15to24, periods: [1980, 1988]}\n  - {term: beer, periods: [1984, 1988]}\n  - {term: cigsale, periods: [1975]}\n  - {term: cigsale, periods: [1980]}\n  - {term: cigsale, periods: [1988]}\n")
	if err != nil {
		t.Fatal(err)
	}
	if loss := float64(r.Cohorts[0].Loss); !(loss < 3.209078) || math.Abs(float64(r.Space.P)-1.0/39) > 1e-9 {
		t.Errorf("loss %v (Synth's is 3.209078), p %v", loss, r.Space.P)
	}
	if noted(r.Notes, "忽正忽负") || !noted(r.Notes, "只按估计的大小排，并不突出") {
		t.Errorf("%v", r.Notes)
	}
}

// A donor without any value of a predictor leaves; the treated must have one, and
// a value in one of the periods is enough.
func TestPredictorMissing(t *testing.T) {
	lacking := func(u, period int, cells []string) bool {
		if u == 9 || u == 0 && period > 2001 {
			cells[5] = ""
		}
		return true
	}
	spec := effectHead + "treated_units: [a]\nstart: 2004\nmethod: synthetic_control\npredictors: [{term: x, periods: [2001, 2003]}, {term: y, periods: [2003]}]\nspace: false\n"
	r, err := runSynth(t, staged(12, lacking), spec)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Donors) != 1 || r.Donors[0].Unit != "j" || r.Donors[0].Why.Zh != "没有“x（2001—2003）”的数" || !(float64(r.Cohorts[0].Loss) > 0) {
		t.Errorf("%+v, loss %v", r.Donors, r.Cohorts[0].Loss)
	}
	if _, err := runSynth(t, staged(12, lacking), strings.Replace(spec, "2001, 2003", "2002, 2003", 1)); err == nil || !strings.Contains(err.Error(), "受处理的“a”没有“x（2002—2003）”的数") {
		t.Errorf("the treated lacks a predictor: %v", err)
	}
}

// Units treated after one period, and gaps between periods, are told; donors are
// counted without them.
func TestShortAndGaps(t *testing.T) {
	r, err := runSynth(t, staged(20, func(u, period int, cells []string) bool {
		if u == 0 {
			cells[3] = "2002"
		}
		return period != 2006
	}), effectHead+"cohort: first\nerrors: none\nspace: false\n")
	if err != nil {
		t.Fatal(err)
	}
	if !noted(r.Notes, "a：受处理之前只有一个时期") || !noted(r.Notes, "时期不连续（2005 之后是 2007）") || r.Treated != 7 || len(r.Cohorts[0].Weights) != 12 {
		t.Errorf("%d treated, %v", r.Treated, r.Notes)
	}
}

// Two cohorts: the effect of 2 is found, by time since the start too.
func TestStaggered(t *testing.T) {
	r, err := runSynth(t, staged(24, nil), effectHead+"cohort: first\ndraws: 100\nearlier: [1]\n")
	if err != nil {
		t.Fatal(err)
	}
	if e := r.Estimates[0]; math.Abs(float64(e.Value)-2) > 0.2 || !(float64(e.CI[0]) > 1) || len(r.Estimates) != 3 || r.Estimates[1].Name != "cohort_2004" {
		t.Errorf("%+v", r.Estimates)
	}
	for _, p := range r.Events {
		if want := map[bool]float64{true: 2, false: 0}[p.At >= 0]; math.Abs(float64(p.Value)-want) > 0.5 {
			t.Errorf("time %d: %v", p.At, p.Value)
		}
	}
	if !noted(r.Notes, "少有这样大的变化") || len(r.Earlier) != 1 || r.Space == nil || len(r.Space.Trials) != 101 {
		t.Errorf("%v %+v", r.Notes, r.Earlier)
	}
}

// An error that nobody asked for is refused where it is not defined, and the
// estimate stands; one that was asked for is a fault (see TestEffectFaults). The
// test over time is there for one treated unit.
func TestSynthErrors(t *testing.T) {
	few := func(u, _ int, _ []string) bool { return u < 4 || u > 8 }
	r, err := runSynth(t, staged(12, few), effectHead+"cohort: first\nmethod: synthetic_control\n")
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Refused) != 2 || r.Refused[0].Name != "errors" || r.Refused[0].Code != "few_donors" || r.Settings.Errors != "none" || !math.IsNaN(float64(r.Estimates[0].SE)) {
		t.Errorf("%+v %+v", r.Refused, r.Settings)
	}
	if _, err := runSynth(t, staged(12, few), effectHead+"cohort: first\nerrors: placebo\n"); err == nil {
		t.Error("placebo errors of fewer donors than treated units")
	}
	if r, err = runSynth(t, staged(30, nil), effectHead+"cohort: first\nonly: [a]\nmethod: did\n"); err != nil {
		t.Fatal(err)
	}
	if o := r.OverTime; o == nil || o.Shifts != 8 || !(float64(o.P) >= 1.0/8) || !noted(r.Notes, "method: did 不加权") {
		t.Errorf("%+v %v", o, r.Notes)
	}
}

// Weights of predictors that are given are used, and shares of the fit told.
func TestPredictors(t *testing.T) {
	r, err := runSynth(t, staged(16, nil), effectHead+"treated_units: [a]\nstart: 2006\nonly: [a]\nmethod: synthetic_control\nerrors: none\nspace: false\nfit: [2002, 2005]\npredictors:\n  - {term: x, weight: 1}\n  - {term: y, periods: [2003, 2005], weight: 3}\n")
	if err != nil {
		t.Fatal(err)
	}
	p := r.Cohorts[0].Predictors
	if len(p) != 2 || p[1].Name != "y（2003—2005）" || math.Abs(float64(p[1].Importance)-0.75) > 1e-12 || r.Space != nil {
		t.Errorf("%+v", p)
	}
	if !noted(r.Notes, "没有误差，也没有空间安慰剂") {
		t.Errorf("%v", r.Notes)
	}
}
