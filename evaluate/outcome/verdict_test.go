package outcome

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/evaluate"
	"github.com/shopspring/decimal"
)

const (
	before = "2015-01-01"
	after  = "2021-03-01"
)

// opinion is what a specification with some numbers says of a claim. day is that
// of its registration; "" is none.
func opinion(c diagnose.Claim, m measured, unit, day string) Opinion {
	e := &evaluate.Evaluation{Plan: evaluate.Plan{Title: "合成", OutcomeUnit: unit}, File: "evaluate/a.yaml", SHA256: strings.Repeat("a", 64), DiD: &evaluate.DiDSpec{}}
	x := &evaluate.Evaluated{Evaluation: e, First: 2006, Last: 2020, Treated: []string{"甲", "乙"}}
	if day != "" {
		x.Registered = []evaluate.Registration{{Spec: "a.yaml", Day: day, SHA256: e.SHA256}}
	}
	if m.smallest == 0 {
		m.smallest = 1.4 * (m.high - m.low) / 2
	}
	if m.base == 0 {
		m.base = 100
	}
	o := Opinion{Evaluated: x, claim: c, m: &m, Verdict: diagnose.Undecidable}
	o.decide(nil)
	o.write()
	return o
}

func claim(direction, figure, unit string) diagnose.Claim {
	c := diagnose.Claim{Type: diagnose.EffectType, Direction: direction, Unit: unit, Measure: "试点"}
	if figure != "" {
		v := decimal.RequireFromString(figure)
		c.Figure = &v
	}
	return c
}

// The rule of explain effect, line by line.
func TestVerdict(t *testing.T) {
	denied := claim("up", "", "")
	denied.Denied = true
	over := claim("up", "5", "家")
	over.Hedge = diagnose.Over
	doubt := []diagnose.Reason{{Code: "few-clusters"}}
	up := measured{value: 20, low: 10, high: 30, p: 0.001}
	for _, x := range []struct {
		name    string
		claim   diagnose.Claim
		m       measured
		unit    string
		day     string
		verdict diagnose.Verdict
		code    string
	}{
		{"as claimed", claim("up", "", ""), up, "家", before, diagnose.Supported, "effect-found"},
		{"either way", claim("", "", ""), up, "家", before, diagnose.Supported, "effect-found"},
		{"size within", claim("up", "20", "%"), up, "家", before, diagnose.Supported, "effect-found"},
		{"size in units", claim("up", "25", "个"), up, "家", before, diagnose.Supported, "effect-found"},
		{"size outside", claim("up", "50", "%"), up, "家", before, diagnose.Partly, "size-differs"},
		{"more than the size", over, up, "家", before, diagnose.Supported, "effect-found"},
		{"size in another unit", claim("up", "3", "亿元"), up, "家", before, diagnose.Partly, "size-not-compared"},
		{"points of a rate", claim("up", "1.2", "百分点"), measured{value: 1, low: 0.5, high: 1.5, p: 0.01}, "%", before, diagnose.Supported, "effect-found"},
		{"points of a count", claim("up", "1.2", "百分点"), up, "家", before, diagnose.Partly, "size-not-compared"},
		{"percent of a logarithm", claim("up", "30", "%"), measured{value: 0.25, low: 0.2, high: 0.3, p: 0.01}, "log", before, diagnose.Supported, "effect-found"},
		{"times", claim("up", "0.2", "倍"), up, "家", before, diagnose.Supported, "effect-found"},
		{"down as claimed", claim("down", "20", "%"), measured{value: -20, low: -30, high: -10, p: 0.001}, "家", before, diagnose.Supported, "effect-found"},
		{"opposite", claim("up", "", ""), measured{value: -20, low: -30, high: -10, p: 0.001}, "家", before, diagnose.NotSupported, "effect-opposite"},
		{"opposite, and down claimed", claim("down", "", ""), up, "家", before, diagnose.NotSupported, "effect-opposite"},
		{"after the fact", claim("up", "", ""), up, "家", after, diagnose.Partly, "registered-after"},
		{"not registered", claim("up", "", ""), up, "家", "", diagnose.Partly, "not-registered"},
		{"one doubt", claim("up", "", ""), measured{value: 20, low: 10, high: 30, p: 0.001, doubts: doubt}, "家", before, diagnose.Partly, "few-clusters"},
		{"a doubt and another size", claim("up", "50", "%"), measured{value: 20, low: 10, high: 30, p: 0.001, doubts: doubt}, "家", before, diagnose.Undecidable, "size-differs"},
		{"nothing found", claim("up", "", ""), measured{value: 5, low: -10, high: 20, p: 0.5}, "家", before, diagnose.Undecidable, "low-power"},
		{"too small for the size", claim("up", "50", "%"), measured{value: 5, low: -10, high: 20, p: 0.5}, "家", before, diagnose.NotSupported, "no-effect-of-size"},
		{"the size would not be found", claim("up", "21", "%"), measured{value: 5, low: -10, high: 20, p: 0.5, smallest: 22}, "家", before, diagnose.Undecidable, "low-power"},
		{"the test does not agree", claim("up", "", ""), measured{value: 20, low: 10, high: 30, p: 0.2}, "家", before, diagnose.Undecidable, "test-not-significant"},
		{"no interval", claim("up", "", ""), measured{value: 20, low: math.NaN(), high: math.NaN(), p: 0.01}, "家", before, diagnose.Undecidable, "test-not-significant"},
		{"no test", claim("up", "", ""), measured{value: 20, low: 10, high: 30, p: math.NaN()}, "家", before, diagnose.Undecidable, "test-not-significant"},
		{"denied, and there is one", denied, up, "家", before, diagnose.NotSupported, "effect-found"},
		{"denied, and it is opposite", denied, measured{value: -20, low: -30, high: -10, p: 0.001}, "家", before, diagnose.Supported, "effect-opposite"},
		{"denied, opposite, after the fact", denied, measured{value: -20, low: -30, high: -10, p: 0.001}, "家", after, diagnose.Partly, "registered-after"},
		{"denied, nothing found", denied, measured{value: 5, low: -10, high: 20, p: 0.5}, "家", before, diagnose.Undecidable, "low-power"},
	} {
		o := opinion(x.claim, x.m, x.unit, x.day)
		if o.Verdict != x.verdict || !o.has(x.code) {
			t.Errorf("%s: %s, %v", x.name, o.Verdict, o.Reasons)
		}
		for _, text := range []string{o.Says.Zh, o.Says.En, o.counter().Zh, o.needed().En} {
			if text == "" || strings.Contains(text, "NaN") || strings.Contains(text, "%!") {
				t.Errorf("%s: %q", x.name, text)
			}
		}
	}
}

// Several specifications of one claim.
func TestJoined(t *testing.T) {
	const s, p, n, u = diagnose.Supported, diagnose.Partly, diagnose.NotSupported, diagnose.Undecidable
	for _, x := range []struct {
		all  []diagnose.Verdict
		want diagnose.Verdict
	}{
		{[]diagnose.Verdict{s}, s}, {[]diagnose.Verdict{s, s}, s}, {[]diagnose.Verdict{s, p}, p}, {[]diagnose.Verdict{s, u}, p}, {[]diagnose.Verdict{u, u}, u},
		{[]diagnose.Verdict{n, n}, n}, {[]diagnose.Verdict{n, u}, n}, {[]diagnose.Verdict{s, n}, u}, {[]diagnose.Verdict{p, n, u}, u},
	} {
		var list []Opinion
		for _, v := range x.all {
			list = append(list, Opinion{Verdict: v})
		}
		if got := joined(list); got != x.want {
			t.Errorf("%v: %s, not %s", x.all, got, x.want)
		}
		slices.Reverse(list)
		if got := joined(list); got != x.want {
			t.Errorf("%v reversed: %s, not %s", x.all, got, x.want)
		}
	}
}

// Every code that a verdict may have is listed, with words.
func TestReasonsListed(t *testing.T) {
	listed := map[string]bool{}
	for _, r := range diagnose.Reasons() {
		listed[r.Code] = true
	}
	for _, code := range []string{
		"effect-not-evaluated", "not-registered", "registered-after", "changed-after-registration", "re-registered", "outcome-not-due", "no-counterfactual", "pre-trend",
		"pre-trend-untested", "poor-fit", "thin-support", "few-clusters", "test-not-significant", "effect-found", "effect-opposite", "no-effect-of-size",
		"size-differs", "size-not-compared", "outcome-differs", "other-place", "average-of-many", "activity-not-outcome", "evaluations-differ", "low-power", "not-robust", "break",
	} {
		if !listed[code] {
			t.Errorf("%s is not among the reasons", code)
		}
	}
}

// What a paragraph begins with goes up as it stands: the finding, in words for
// counts, rates, logarithms and falls, and what must not be left out of it.
func TestFound(t *testing.T) {
	denied := claim("up", "", "")
	denied.Denied = true
	up := measured{value: 20, low: 10, high: 30, p: 0.001}
	fall := measured{value: -0.2, low: -0.3, high: -0.1, p: 0.001, base: 2}
	for _, x := range []struct {
		claim              diagnose.Claim
		m                  measured
		outcome, unit, day string
		want, rest         string
	}{
		{claim("up", "", ""), up, "企业数量", "家", before, "该试点使企业数量比没有实施时平均多20家（约20.0%）：", "有95%的把握在10至30家之间。"},
		{claim("up", "50", "%"), up, "企业数量", "家", before, "该试点使企业数量比没有实施时平均多20家（约20.0%），达不到所称的50%：", "在10至30家（10.0%至30.0%）之间。"},
		{claim("up", "5", "家"), up, "企业数量", "家", before, "该试点使企业数量比没有实施时平均多20家（约20.0%），超过所称的5家：", ""},
		{claim("up", "", ""), up, "企业数量", "家", after, "该试点使企业数量比没有实施时平均多20家（约20.0%），但评估方案是事后登记的：", "引用时要同时说明：方案到2021年3月1日才登记"},
		{claim("up", "50", "%"), up, "企业数量", "家", "", "该试点使企业数量比没有实施时平均多20家（约20.0%），但须加限定：", ""},
		{claim("up", "", ""), up, "研发强度（%）", "%", before, "该试点使研发强度比没有实施时平均高20个百分点：", "在10至30个百分点之间。"},
		{claim("down", "", ""), fall, "单位GDP能耗", "吨标准煤/万元", before, "该试点使单位GDP能耗比没有实施时平均低0.20吨标准煤/万元（约10.0%）：", "在0.10至0.30吨标准煤/万元之间。"},
		{claim("up", "", ""), fall, "单位GDP能耗", "吨标准煤/万元", before, "该试点没有使单位GDP能耗提高，反而比没有实施时平均低0.20吨", ""},
		{claim("up", "", ""), measured{value: 0.25, low: 0.2, high: 0.3, p: 0.01}, "专利申请量对数", "log", before, "该试点使专利申请量比没有实施时平均高28.4%：", "在22.1%至35.0%之间。"},
		{claim("down", "", ""), measured{value: -0.25, low: -0.3, high: -0.2, p: 0.01}, "ln专利", "log", before, "该试点使专利比没有实施时平均低22.1%：", "在18.1%至25.9%之间。"},
		{claim("up", "", ""), measured{value: 5, low: -10, high: 20, p: 0.5}, "企业数量", "家", before, "该试点有没有使企业数量增加，现有数据还不能断定：比没有实施时平均多5家", "在少10家至多20家之间。"},
		{claim("up", "50", "%"), measured{value: 5, low: -10, high: 20, p: 0.5}, "企业数量", "家", before, "该试点使企业数量增加50%的说法得不到数据支持：", ""},
		{denied, up, "企业数量", "家", before, "该试点使企业数量比没有实施时平均多20家（约20.0%），没有作用的说法不成立：", ""},
		{denied, measured{value: -20, low: -30, high: -10, p: 0.001}, "企业数量", "家", before, "该试点没有使企业数量增加：比没有实施时平均少20家（约20.0%），", "在10至30家之间。"},
	} {
		o := opinion(x.claim, x.m, x.unit, x.day)
		o.Spec().Outcome, o.Says = x.outcome, say("", "")
		o.write()
		if !strings.HasPrefix(o.Says.Zh, x.want) || !strings.Contains(o.Says.Zh, x.rest) {
			t.Errorf("%s, not %s … %s", o.Says.Zh, x.want, x.rest)
		}
	}
}
