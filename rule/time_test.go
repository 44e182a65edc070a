package rule

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const times = `field: x
entity: firm
unit: 元
---
param: limit
unit: 万元
valid:
- {from: 2016-01-01, to: 2017-12-31, status: replaced, value: 1}
- {from: 2018-01-01, to: 2018-12-31, status: none}
- {from: 2019-01-01, to: 2019-12-31, value: 2}
- {from: 2020-01-01, status: draft, value: 3}
---
id: c
entity: firm
expr: x >= param.limit
---
programme: g
entity: firm
all: [c]
---
formula: half
entity: firm
unit: 元
expr: 0.5 * x
valid: [{from: 2016-01-01, to: 2016-12-31}]
---
formula: half
entity: firm
unit: 元
expr: 0.25 * x
valid: [{from: 2017-01-01}]
---
id: d
entity: firm
expr: true
---
programme: h
entity: firm
all: [d]
valid: [{from: 2016-01-01, to: 2019-12-31}, {from: 2020-01-01, status: draft}]
benefits: [{id: h.money, expr: formula.half}]
`

// What's in force is decided by the day, to the day.
func TestTime(t *testing.T) {
	l := library(t, times)
	for _, c := range []struct {
		date       string
		draft      bool
		programmes string
		state      State // of g at 15,000 yuan
		fen        int64 // of h.money
	}{
		{"2015-12-31", false, "", 0, 0},
		{"2016-01-01", false, "g h", Met, 750000}, {"2016-12-31", false, "g h", Met, 750000}, {"2017-01-01", false, "g h", Met, 375000}, {"2017-12-31", false, "g h", Met, 375000},
		{"2018-01-01", false, "h", 0, 375000}, {"2019-01-01", false, "g h", Unmet, 375000}, {"2020-01-01", false, "", 0, 0}, {"2020-01-01", true, "g h", Unmet, 375000},
	} {
		p, err := l.Plan(Options{Date: day(t, c.date), Draft: c.draft})
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, g := range p.Programmes {
			names = append(names, g.ID)
		}
		if got := strings.Join(names, " "); got != c.programmes || len(names)+len(p.Left) != 2 {
			t.Errorf("%s: %q and %v, want %q", c.date, got, p.Left, c.programmes)
			continue
		}
		var r Result
		p.Evaluate(&Batch{Entity: "firm", Rows: 1, Columns: map[string]*Column{"x": {Numbers: []float64{15000}}}}, &r)
		for k, g := range p.Programmes {
			if g.ID == "g" && r.Programmes[k][0] != c.state {
				t.Errorf("%s: %v, want %v", c.date, r.Programmes[k][0], c.state)
			}
		}
		if len(p.Benefits) > 0 && r.Money[0][0] != c.fen {
			t.Errorf("%s: %d fen, want %d", c.date, r.Money[0][0], c.fen)
		}
	}
	for _, c := range []struct{ programme, date, says string }{{"h", "2015-12-31", "2016-01-01 至 2019-12-31"}, {"h", "2021-01-01", "--draft"}, {"g", "2018-06-01", "param.limit"}, {"gg", "2019-01-01", "是否为“g”"}, {"c", "2019-01-01", "项目"}} {
		_, err := l.Plan(Options{Date: day(t, c.date), Programmes: []string{c.programme}})
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s on %s: %v doesn't say %s", c.programme, c.date, err, c.says)
		}
	}
}

// An either is met where one of its programmes is, and counts the greatest
// benefit; what may still give more leaves the amount open.
func TestEither(t *testing.T) {
	l := library(t, randomFields, "id: c1\nentity: firm\nexpr: b1\n---\nid: c2\nentity: firm\nexpr: b2\n---\nprogramme: g\nentity: firm\neither: [g1, g2]\n---\nprogramme: g1\nentity: firm\nall: [c1]\nbenefits: [{id: m1, expr: y1}, {id: m3, expr: y3}]\n---\nprogramme: g2\nentity: firm\nall: [c2]\nbenefits: [{id: m2, expr: y2, kind: tax}]\n")
	p := planned(t, l)
	if d := cmp.Diff([]string{"g", "m1 g", "m3 g", "m2 g"}, []string{p.Benefits[0].ID + p.Benefits[0].Within, p.Benefits[1].ID + " " + p.Benefits[1].Within, p.Benefits[2].ID + " " + p.Benefits[2].Within, p.Benefits[3].ID + " " + p.Benefits[3].Within}); d != "" {
		t.Error(d)
	}
	if l.programmes[1].Benefits[0].Within != "" {
		t.Error("a plan changed its library")
	}
	n := math.NaN()
	for _, c := range []struct {
		b1, b2, y1, y2 float64
		state          State
		fen            int64
		missing        bool
	}{
		{1, 1, 3, 5, Met, 500, false}, {1, 0, 3, 5, Met, 400, false}, {0, 0, 3, 5, Unmet, 0, false}, {1, n, 3, 5, Met, 400, true}, {1, n, 5, 3, Met, 600, false}, {n, 0, 5, 3, Unknown, 0, true}, {1, 1, n, 5, Met, 500, true}, {0, 1, n, 5, Met, 500, false},
	} {
		b := &Batch{Entity: "firm", Rows: 1, Columns: map[string]*Column{}}
		for f, v := range map[string]float64{"b1": c.b1, "b2": c.b2, "y1": c.y1, "y2": c.y2, "y3": 1} {
			b.Columns[f] = &Column{Numbers: []float64{v}}
		}
		var r Result
		p.Evaluate(b, &r)
		if r.Programmes[0][0] != c.state || r.Money[0][0] != c.fen || r.MoneyMissing[0][0] != c.missing {
			t.Errorf("%+v: %v %d %v", c, r.Programmes[0][0], r.Money[0][0], r.MoneyMissing[0][0])
		}
	}
}

// Members that are not applicable are left out; a list of none is itself none.
func TestRollUp(t *testing.T) {
	p := planned(t, library(t, randomFields, "id: c1\nentity: firm\napplies: b1\nexpr: y1 > 0\n---\nid: c2\nentity: firm\nexpr: y2 > 0\non_missing: manual\n---\nprogramme: g1\nentity: firm\nall: [c1, c2]\n---\nprogramme: g2\nentity: firm\nany: [c1, c2]\n---\nprogramme: g3\nentity: firm\nall: [c1, {any: [c1]}]\n"))
	n := math.NaN()
	for _, c := range []struct {
		b1, y1, y2     float64
		g1, g2, g3, c2 State
	}{
		{1, 1, 1, Met, Met, Met, Met}, {1, 0, 1, Unmet, Met, Unmet, Met}, {0, 0, 1, Met, Met, NotApplicable, Met}, {0, n, 0, Unmet, Unmet, NotApplicable, Unmet},
		{1, n, n, Unknown, Manual, Unknown, Manual}, {1, 1, n, Manual, Met, Met, Manual}, {1, 0, n, Unmet, Manual, Unmet, Manual}, {n, 1, 0, Unmet, Unknown, Unknown, Unmet}, {n, 1, 1, Unknown, Met, Unknown, Met},
	} {
		b := &Batch{Entity: "firm", Rows: 1, Columns: map[string]*Column{"b1": {Numbers: []float64{c.b1}}, "y1": {Numbers: []float64{c.y1}}, "y2": {Numbers: []float64{c.y2}}}}
		var r Result
		p.Evaluate(b, &r)
		if got := [4]State{r.Programmes[0][0], r.Programmes[1][0], r.Programmes[2][0], r.Criteria[1][0]}; got != [4]State{c.g1, c.g2, c.g3, c.c2} {
			t.Errorf("%+v: %v", c, got)
		}
	}
}

// The tests of a file run, and say what fails.
func TestTestsInFiles(t *testing.T) {
	l := library(t, times, "formula: double\nentity: firm\nunit: 元\nexpr: 2 * x\ntests: [{x: 2, want: 4}, {want: unknown}, {x: 2, want: 5}]\n---\nformula: day\nentity: firm\nunit: date\nexpr: date\ntests: [{date: 2019-03-01, want: 2019-03-01}, {date: 2019-03-01, want: 2019-03-02}]\n---\nid: e\nentity: firm\nexpr: x >= param.limit\ntests:\n- {x: 30000, want: met}\n- {date: 2019-06-01, x: 20000, want: met}\n- {date: 2019-06-01, x: 20000, param: {limit: 3}, want: unmet}\n- {x: 20000, want: met}\n- {date: 2018-06-01, x: 1, want: met}\n- {xx: 1, want: met}\n---\nprogramme: k\nentity: firm\nall: [e]\nbenefits: [{id: k.money, expr: x}]\ntests: [{x: 30000, want: met, money: {k.money: 30000}}, {x: 30000, money: {k.money: 30001}}]\n")
	ran, failures := l.Test(nil)
	var got []string
	for _, f := range failures {
		got = append(got, f.ID+": "+f.Message.Zh)
	}
	want := []string{"formula.double: 应为 5，得到 4", "formula.day: 应为 17957，得到 17956", "e: 应为 met，得到 unmet", "e: “e”要用的 param.limit 在 2018-06-01 没有规定的值，在它的 valid 里，或在政策组合里，写出这一天的值", "e: 没有名为“xx”的字段，是否为“x”？", "k: 应为 k.money 30001，得到 k.money 30000"}
	if d := cmp.Diff(want, got); d != "" || ran != 13 {
		t.Error(ran, d)
	}
}

// A stranger's rules join what is there, and may not rewrite it.
func TestJoin(t *testing.T) {
	l := library(t, times)
	more, err := l.Join(File{"more.yaml", []byte("programme: k\nentity: firm\nall: [c, g]\n")})
	if err != nil || len(more.Programmes()) != 3 || len(l.Programmes()) != 2 {
		t.Fatal(err, len(l.Programmes()))
	}
	if _, err = l.Join(File{"more.yaml", []byte("id: c\nentity: firm\nexpr: true\n")}); err == nil || !strings.Contains(err.Error(), "rules.yaml 第 13 行") {
		t.Error(err)
	}
}
