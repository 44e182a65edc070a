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
