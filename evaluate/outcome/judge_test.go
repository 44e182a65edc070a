package outcome

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/evaluate"
	"github.com/quanyu/quanyu/internal/files"
)

// made is a synthetic panel 合成: units, the first treated of which get an effect
// from 2014 on, over 2006 to 2020.
type made struct {
	units, treated int
	effect, noise  float64
	drift          float64 // of the treated, a year, before and after
	level          float64 // of the treated, over the others
	years          int     // 15 where it is 0
}

// series gives the outcome by unit and year.
func (m made) series() (names []string, years []int, y [][]float64) {
	r := rand.New(rand.NewPCG(7, 1))
	n := m.years
	if n == 0 {
		n = 15
	}
	for t := range n {
		years = append(years, 2006+t)
	}
	for u := range m.units {
		names = append(names, fmt.Sprintf("合成市%02d", u+1))
		row, base := make([]float64, n), 100+20*r.NormFloat64()
		for t := range n {
			row[t] = base + 5*float64(t) + m.noise*r.NormFloat64()
			if u < m.treated {
				row[t] += m.level + float64(m.drift*float64(t))
				if years[t] >= 2014 {
					row[t] += m.effect
				}
			}
		}
		y = append(y, row)
	}
	return names, years, y
}

// csv is the panel with a row for each unit and year.
func (m made) csv() string {
	names, years, y := m.series()
	var b strings.Builder
	b.WriteString("城市,年份,高新技术企业数量,起\n")
	for u, name := range names {
		for t, year := range years {
			start := ""
			if u < m.treated {
				start = "2014"
			}
			fmt.Fprintf(&b, "%s,%d,%.3f,%s\n", name, year, y[u][t], start)
		}
	}
	return b.String()
}

// table is the panel as an official table: a row for each place.
func (m made) table() string {
	names, years, y := m.series()
	var b strings.Builder
	b.WriteString("合成数据：各市高新技术企业数量（家）\n城市")
	for _, year := range years {
		fmt.Fprintf(&b, ",%d年", year)
	}
	for u, name := range names {
		b.WriteString("\n" + name)
		for t := range years {
			fmt.Fprintf(&b, ",%.0f", y[u][t])
		}
	}
	return b.String() + "\n"
}

const planHead = "data: panel.csv\nunit: 城市\nperiod: 年份\noutcome: 高新技术企业数量\noutcome_unit: 家\n"

// study writes the files of a study and opens it.
func study(t testing.TB, content map[string]string) *files.Folder {
	t.Helper()
	root := t.TempDir()
	for name, text := range content {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(root, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	dir, err := files.Open(root)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { dir.Close() })
	return dir
}

// ran runs a specification on a panel.
func ran(t testing.TB, spec, panel string) *evaluate.Evaluated {
	t.Helper()
	dir := study(t, map[string]string{"evaluate/a.yaml": spec, "evaluate/panel.csv": panel})
	e, err := evaluate.ReadEvaluation(dir, "evaluate/a.yaml")
	if err != nil {
		t.Fatal(err)
	}
	e.Find(dir)
	x, err := e.Run(dir)
	if err != nil {
		t.Fatal(err)
	}
	x.Registered = []evaluate.Registration{{Spec: "a.yaml", Day: before, SHA256: e.SHA256}}
	return x
}

const (
	did   = "design: did\n" + planHead + "cohort: 起\ndraws: 99\n"
	synth = "design: synth\n" + planHead + "treated_units: [合成市01]\nstart: 2014\n"
)

// What is true of the panel, and what is said of the claim.
func TestJudge(t *testing.T) {
	up := claim("up", "", "")
	one := up
	one.Place, one.Sentence = "S900102", "试点提升了合成市02的高新技术企业数量"
	other := up
	other.Indicator = "gdp"
	for _, x := range []struct {
		name, spec string
		panel      made
		claim      diagnose.Claim
		verdict    diagnose.Verdict
		code       string
		evaluated  bool
	}{
		{"an effect", did, made{units: 40, treated: 15, effect: 30, noise: 3}, up, diagnose.Supported, "effect-found", true},
		{"no effect of the size", did, made{units: 40, treated: 15, noise: 3}, claim("up", "20", "%"), diagnose.NotSupported, "no-effect-of-size", true},
		{"the other direction", did, made{units: 40, treated: 15, effect: -30, noise: 3}, up, diagnose.NotSupported, "effect-opposite", true},
		{"both sides parted before", did, made{units: 40, treated: 15, effect: 30, noise: 1, drift: 4}, up, diagnose.Undecidable, "pre-trend", false},
		{"few treated units", did, made{units: 40, treated: 4, effect: 30, noise: 3}, up, diagnose.Undecidable, "few-clusters", true},
		{"few treated units and placebos", did + "placebo: 99\n", made{units: 40, treated: 4, effect: 30, noise: 3}, up, diagnose.Partly, "pre-trend-untested", true},
		{"nobody to compare with", did, made{units: 20, treated: 20, effect: 30, noise: 3}, up, diagnose.Undecidable, "no-counterfactual", false},
		{"nobody treated", did, made{units: 20, noise: 3}, up, diagnose.Undecidable, "no-counterfactual", false},
		{"one year", did, made{units: 20, treated: 5, noise: 3, years: 1}, up, diagnose.Undecidable, "no-counterfactual", false},
		{"no year with the measure", did, made{units: 20, treated: 5, noise: 3, years: 6}, up, diagnose.Undecidable, "no-counterfactual", false},
		{"one unit", synth, made{units: 40, treated: 1, effect: 30, noise: 1}, up, diagnose.Supported, "effect-found", true},
		{"one unit without an effect", synth, made{units: 40, treated: 1, noise: 3}, up, diagnose.Undecidable, "low-power", true},
		{"one unit that nothing follows", synth + "method: synthetic_control\n", made{units: 40, treated: 1, effect: 30, noise: 1, level: 500}, up, diagnose.Undecidable, "poor-fit", false},
		{"no donors", synth + "donors: {exclude: [{units: [合成市02, 合成市03], why: 合成}]}\n", made{units: 3, treated: 1, noise: 1}, up, diagnose.Undecidable, "no-counterfactual", false},
		{"another outcome", did, made{units: 40, treated: 15, effect: 30, noise: 3}, other, diagnose.Undecidable, "outcome-differs", false},
		{"one place of many", did, made{units: 40, treated: 15, effect: 30, noise: 3}, one, diagnose.Partly, "average-of-many", true},
		{"another place", synth, made{units: 40, treated: 1, effect: 30, noise: 1}, one, diagnose.Undecidable, "other-place", false},
		{"not due", did + "periods: [2006, 2030]\n", made{units: 40, treated: 15, effect: 30, noise: 3}, up, diagnose.Undecidable, "outcome-not-due", false},
		{"a law", "design: threshold\n" + planHead + "threshold: lag(高新技术企业数量)\nregime: [1]\nbootstrap: 0\n", made{units: 20, treated: 3, noise: 3}, up, diagnose.Undecidable, "no-counterfactual", false},
	} {
		bench := &diagnose.Bench{Set: observations(t, made{units: 40, treated: 1, noise: 1})}
		evaluated := ran(t, x.spec, x.panel.csv())
		r := Judge(x.claim, []*evaluate.Evaluated{evaluated}, bench)
		var codes []string
		for _, reason := range r.Reasons {
			codes = append(codes, reason.Code)
		}
		all := strings.Join(codes, " ")
		if r.Verdict != x.verdict || !strings.Contains(all, x.code) || strings.Contains(all, diagnose.NotEvaluated) == x.evaluated {
			t.Errorf("%s: %s, %s\n%s", x.name, r.Verdict, all, r.Rewording.Zh)
		}
		if name := r.VerdictName("zh"); (name == "尚未开展成效评估") == x.evaluated {
			t.Errorf("%s is called %s", x.name, name)
		}
		for _, s := range []string{r.Rewording.Zh, r.Rewording.En, r.Counter.Zh, r.Counter.En, r.Decide.Zh, r.Rule.En} {
			if s == "" || strings.Contains(s, "%!") || strings.Contains(s, "NaN") {
				t.Errorf("%s: %q", x.name, s)
			}
		}
	}
}

// A specification registered years after the start says so, and one whose only year
// is the first speaks of no mean.
func TestSince(t *testing.T) {
	x := ran(t, did, made{units: 40, treated: 15, effect: 30, noise: 3}.csv())
	for day, said := range map[string]bool{"2013-05-01": false, "2014-05-01": false, "2018-05-01": true} {
		x.Registered[0].Day = day
		if r := Judge(claim("up", "", ""), []*evaluate.Evaluated{x}, nil); strings.Contains(r.Rewording.Zh, "其时从2014年起已经实施") != said {
			t.Errorf("%s: %s", day, r.Rewording.Zh)
		}
	}
	x = ran(t, did, made{units: 40, treated: 15, effect: 30, noise: 3, years: 9}.csv())
	if r := Judge(claim("up", "", ""), []*evaluate.Evaluated{x}, nil); !strings.Contains(r.Rewording.Zh, "在实施当年（2014年）比没有实施时多") {
		t.Error(r.Rewording.Zh)
	}
}

// Without a specification nothing is decided, and activities are named.
func TestWithoutSpecification(t *testing.T) {
	c := claim("up", "", "")
	c.Sentence = "试点以来，成立了领导小组，成效显著"
	r := Judge(c, nil, nil)
	if r.Verdict != diagnose.Undecidable || r.VerdictName("en") != "effect not yet evaluated" || len(r.Reasons) != 2 || r.Reasons[1].Code != "activity-not-outcome" {
		t.Errorf("%+v", r)
	}
}

// observations are those of a study with the panel as its table.
func observations(t testing.TB, m made) *data.Set {
	t.Helper()
	names, _, _ := m.series()
	var places []city.Place
	for i, n := range names {
		places = append(places, city.Place{Code: fmt.Sprintf("S9001%02d", i+1), Name: n, Level: city.Prefecture})
	}
	set, _, err := data.Load(study(t, map[string]string{"tables/合成.csv": m.table()}), data.Options{Places: places})
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// fromStudy runs a specification on the observations of a study.
func fromStudy(t testing.TB, set *data.Set, spec string) (*evaluate.Evaluated, error) {
	t.Helper()
	dir := study(t, map[string]string{"evaluate/a.yaml": spec})
	e, err := evaluate.ReadEvaluation(dir, "evaluate/a.yaml")
	if err != nil {
		t.Fatal(err)
	}
	keep, err := Panel(set, e)
	if err != nil {
		return nil, err
	}
	x, err := e.Run(dir)
	if err == nil {
		keep(x)
	}
	return x, err
}

// The observations of a study give the answer of the same numbers in a table.
func TestStudyData(t *testing.T) {
	m := made{units: 40, treated: 1, effect: 30, noise: 3}
	set := observations(t, m)
	const spec = "design: synth\ndata: study\noutcome: 高新技术企业\ntreated_units: [合成市01]\nstart: 2014\n"
	x, err := fromStudy(t, set, spec)
	if err != nil {
		t.Fatal(err)
	}
	if x.OutcomeUnit != "家" || x.First != 2006 || x.Last != 2020 || len(x.Observations) != 600 || x.Synth.Units != 40 {
		t.Errorf("unit %q, %d to %d, %d observations", x.OutcomeUnit, x.First, x.Last, len(x.Observations))
	}
	var b strings.Builder
	b.WriteString("城市,年份,高新技术企业数量\n")
	for _, o := range x.Observations {
		fmt.Fprintf(&b, "%s,%d,%s\n", x.Names[o.Place], o.Period.Year(), o.Value)
	}
	y := ran(t, synth, b.String())
	if x.Synth.Estimates[0] != y.Synth.Estimates[0] {
		t.Errorf("%+v from the study, %+v from a table", x.Synth.Estimates[0], y.Synth.Estimates[0])
	}

	set.Breaks = append(set.Breaks, city.Break{Indicator: "high_tech_enterprises", Place: "S900105", From: "2011"})
	x, err = fromStudy(t, set, spec)
	if err != nil {
		t.Fatal(err)
	}
	r := Judge(claim("up", "", ""), []*evaluate.Evaluated{x}, &diagnose.Bench{Set: set})
	if r.VerdictName("zh") != "尚未开展成效评估" || !strings.Contains(r.Rewording.Zh, "口径有变化") {
		t.Errorf("a break within the years used: %s, %s", r.Verdict, r.Rewording.Zh)
	}
	if x, err = fromStudy(t, set, spec+"periods: [2011, 2020]\n"); err != nil || len(x.Remarks) != 0 {
		t.Errorf("a break at the first year used: %v, %+v", err, x.Remarks)
	}
}

// Growth of an indicator is an outcome of its own: of points claimed of the rate,
// not of a level.
func TestGrowth(t *testing.T) {
	m := made{units: 40, treated: 15, effect: 30, noise: 3}
	set := observations(t, m)
	for i := range set.Observations { // the same numbers as percent
		o := &set.Observations[i]
		o.Indicator, o.Facet, o.Unit = "gdp", city.Growth, "%"
	}
	set.Index()
	spec := "design: did\ndata: study\noutcome: GDP增速\ndraws: 99\nstart: 2014\ntreated_units: [合成市01"
	for i := 2; i <= m.treated; i++ {
		spec += fmt.Sprintf(", 合成市%02d", i)
	}
	x, err := fromStudy(t, set, spec+"]\n")
	if err != nil {
		t.Fatal(err)
	}
	x.Registered = []evaluate.Registration{{Spec: "a.yaml", Day: before, SHA256: x.SHA256}}
	rate, level, either := claim("up", "30", "百分点"), claim("up", "5", "%"), claim("up", "", "")
	rate.Indicator, level.Indicator, either.Indicator = "gdp_growth", "gdp", "gdp"
	for _, y := range []struct {
		claim   diagnose.Claim
		verdict diagnose.Verdict
		text    string
	}{{rate, diagnose.Supported, "使GDP增速比没有实施时平均高"}, {level, diagnose.Undecidable, "所说的是“地区生产总值”"}, {either, diagnose.Supported, "个百分点"}} {
		if r := Judge(y.claim, []*evaluate.Evaluated{x}, &diagnose.Bench{Set: set}); r.Verdict != y.verdict || !strings.Contains(r.Rewording.Zh, y.text) {
			t.Errorf("%s: %s, %s", y.claim.Indicator, r.Verdict, r.Rewording.Zh)
		}
	}
}

// What a specification names and the study has not.
func TestStudyDataFaults(t *testing.T) {
	set := observations(t, made{units: 10, treated: 1, noise: 3})
	for want, spec := range map[string]string{
		"没有指标“幸福指数”":  "design: did\ndata: study\noutcome: 幸福指数\ntreated_units: [合成市01]\nstart: 2014\n",
		"没有指标“起”":     "design: did\ndata: study\noutcome: 高新技术企业\ncohort: 起\n",
		"地名“合成市99”无法": "design: did\ndata: study\noutcome: 高新技术企业\ntreated_units: [合成市99]\nstart: 2014\n",
		"没有单位“武汉市”":   "design: did\ndata: study\noutcome: 高新技术企业\ntreated_units: [武汉]\nstart: 2014\n",
	} {
		if _, err := fromStudy(t, set, spec); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", want, err)
		}
	}
}
