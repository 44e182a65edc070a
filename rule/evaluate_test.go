package rule

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func day(t *testing.T, s string) Day {
	t.Helper()
	d, ok := ParseDay(s)
	if !ok {
		t.Fatal(s)
	}
	return d
}

// Edges are those of the law: 5 % up to 50 million inclusive, 3 of 30 is 10 %.
func TestEdges(t *testing.T) {
	l := library(t, thirty())
	p, err := l.Plan(Options{Date: DayOf(2019, 12, 31), Margins: true})
	if err != nil {
		t.Fatal(err)
	}
	at := func(id string) int {
		for i, c := range p.Criteria {
			if c.ID == id {
				return i
			}
		}
		t.Fatal(id)
		return 0
	}
	none := math.NaN()
	for _, c := range []struct {
		id     string
		fields map[string]float64
		want   State
		margin float64
	}{
		{"c2", map[string]float64{"sales_last": 5.0e7, "sales_sum_3y": 1e8, "rd_sum_3y": 4.99e6}, Unmet, -0.002},
		{"c2", map[string]float64{"sales_last": 5.0e7, "sales_sum_3y": 1e8, "rd_sum_3y": 5e6}, Met, 0},
		{"c2", map[string]float64{"sales_last": 50000001, "sales_sum_3y": 1e8, "rd_sum_3y": 4e6}, Met, 0},
		{"c2", map[string]float64{"sales_last": 2e8, "sales_sum_3y": 1e8, "rd_sum_3y": 3e6}, Unmet, -0.25},
		{"c2", map[string]float64{"sales_last": 200000001, "sales_sum_3y": 1e8, "rd_sum_3y": 3e6}, Met, 0},
		{"c2", map[string]float64{"sales_last": 200000001, "sales_sum_3y": 1e8}, Unknown, none},
		{"c1", map[string]float64{"staff": 30, "tech_staff": 3}, Met, 0}, // 0.1 x 30 is above 3 in binary
		{"c1", map[string]float64{"staff": 30, "tech_staff": 2}, Unmet, -1. / 3},
		{"c1", map[string]float64{"staff": 0, "tech_staff": 0}, Met, none}, // 0 is a value
		{"c3", map[string]float64{"rd_sum_3y": 100, "rd_domestic": 60}, Met, 0},
		{"c0", map[string]float64{"registered": float64(DayOf(2018, 12, 31))}, Met, 0},
		{"c0", map[string]float64{"registered": float64(DayOf(2019, 1, 1))}, Unmet, -1. / 365},
		{"c5", map[string]float64{"no_accident": 0}, Unmet, none},
		{"c5", map[string]float64{"no_accident": math.NaN()}, Unknown, none},
		{"c6", map[string]float64{"staff": 501}, Unmet, none}, // what's missing can't mend it; how far is the least of three
		{"c7", map[string]float64{"taxable": 3e6}, Met, none},
		{"c7", map[string]float64{"taxable": 3000001}, Unmet, none},
		{"c8", map[string]float64{"registered": float64(DayOf(2016, 12, 31)), "listed": 0}, Met, 0},
		{"c8", map[string]float64{"registered": float64(DayOf(2017, 1, 1)), "listed": 1}, Met, none},
		{"c8", map[string]float64{"listed": 1}, Met, none},
		{"c8", map[string]float64{"listed": 0}, Unknown, none},
		{"c29", map[string]float64{"listed": 1, "staff": 100, "tech_staff": 30}, Manual, none}, // 20 + [20, 60]
		{"c29", map[string]float64{"listed": 1, "tech_staff": 30}, Unknown, none},              // staff may decide
		{"c29", map[string]float64{"listed": 0, "staff": 0, "tech_staff": 0}, Unknown, none},   // 0 of 0
	} {
		b := &Batch{Entity: "firm", Rows: 1, Columns: map[string]*Column{}}
		for f, v := range c.fields {
			b.Columns[f] = &Column{Numbers: []float64{v}}
		}
		var r Result
		p.Evaluate(b, &r)
		got, margin := r.Criteria[at(c.id)][0], r.Margins[at(c.id)][0]
		if got != c.want || !(math.Abs(margin-c.margin) < 1e-9 || math.IsNaN(margin) && math.IsNaN(c.margin)) {
			t.Errorf("%s %v: %v %v, want %v %v", c.id, c.fields, got, margin, c.want, c.margin)
		}
	}
}

func TestFen(t *testing.T) {
	for yuan, want := range map[float64]int64{0: 0, 1: 100, 1.005: 101, 1.004: 100, -1.005: -101, 0.285: 29, 750000.25: 75000025, 1e9 + 0.005: 100000000001, 123456789.125: 12345678913, 0.004999: 0} {
		if got, ok := Fen(yuan); !ok || got != want {
			t.Errorf("%v yuan: %d, want %d", yuan, got, want)
		}
	}
	for _, x := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), 2e12} {
		if _, ok := Fen(x); ok {
			t.Errorf("%v is an amount", x)
		}
	}
}

func TestYears(t *testing.T) {
	for _, c := range []struct {
		from, to string
		want     float64
	}{
		{"2018-12-31", "2019-12-31", 1}, {"2018-12-31", "2019-12-30", 364. / 365}, {"2016-02-29", "2017-02-28", 1}, {"2016-02-29", "2020-02-28", 3 + 365./366}, {"2016-02-29", "2020-02-29", 4},
		{"2019-12-31", "2018-12-31", -1}, {"2019-01-01", "2019-01-01", 0}, {"1949-10-01", "2019-10-01", 70}, {"0001-01-01", "9999-01-01", 9998},
	} {
		if got := yearsBetween(float64(day(t, c.from)), float64(day(t, c.to))); math.Abs(got-c.want) > 1e-12 || got == math.Trunc(got) != (c.want == math.Trunc(c.want)) {
			t.Errorf("%s to %s: %v, want %v", c.from, c.to, got, c.want)
		}
	}
	for d := day(t, "1899-01-01"); d < day(t, "2101-01-01"); d += 13 {
		y, m, n := calendar(float64(d))
		if want := d.time(); y != want.Year() || m != int(want.Month()) || n != want.Day() || civil(y, m, n) != int(d) {
			t.Fatalf("%v is %d-%d-%d", d, y, m, n)
		}
	}
	if !math.IsNaN(yearsBetween(0, 1e300)) {
		t.Error("years to a day that no calendar has")
	}
}

func TestUnits(t *testing.T) {
	for text, want := range map[string]struct {
		factor float64
		of     dimension
	}{
		"元": {1, "元"}, "万元": {1e4, "元"}, "亿元": {1e8, "元"}, "%": {0.01, ""}, "ratio": {1, ""}, "倍": {1, ""}, "人": {1, "人"}, "万人": {1e4, "人"}, "天": {1, "天"}, "亩": {2000. / 3, "平方米"}, "公顷": {1e4, "平方米"},
		"元/平方米": {1, "元/平方米"}, "万元/亩": {15, "元/平方米"}, "元/人": {1, "元/人"}, "分": {1, "分"}, "‰": {0.001, ""},
	} {
		u, ok := ParseUnit(text)
		if !ok || u.of != want.of || math.Abs(u.Factor/want.factor-1) > 1e-15 {
			t.Errorf("%s: %v %v %v", text, u.Factor, u.of, ok)
		}
	}
	for _, text := range []string{"", "元宝", "元/人/年", "元/", "/人", "万"} {
		if u, ok := ParseUnit(text); ok {
			t.Errorf("%q is %v %v", text, u.Factor, u.of)
		}
	}
	percent, _ := ParseUnit("%")
	for i := range 1000 {
		if got, want := percent.In(float64(i)/10), float64(i)/1000; got != want {
			t.Errorf("%v %% is %v", float64(i)/10, got)
		}
	}
	if d := dimension("元").times("人", -1).times("人", 1).times("元", 1); d != "元^2" {
		t.Error(d)
	}
	if d := dimension("").times("年", -1); d != "1/年" || d.times("年", 1) != "" {
		t.Error(d)
	}
}

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
	ran, failures := l.Test()
	var got []string
	for _, f := range failures {
		got = append(got, f.ID+": "+f.Message.Zh)
	}
	want := []string{"formula.double: 应为 5，得到 4", "formula.day: 应为 17957，得到 17956", "e: 应为 met，得到 unmet", "e: “e”要用的 param.limit 在 2018-06-01 没有规定的值", "e: 没有名为“xx”的字段", "k: 应为  k.money 30001，得到  k.money 30000"}
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

// A comparison with a number known beforehand is a plain one with its cut, and
// decides as the tolerant one does for every number nearby.
func TestCuts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := rapid.Float64Range(-1e9, 1e9).Draw(t, "b")
		x := b + b*rapid.Float64Range(-3e-12, 3e-12).Draw(t, "share")
		for range 40 {
			x = math.Nextafter(x, math.Inf(1))
			if (x >= fromWhere(b)) != atLeast(x, b) || (x >= beyondWhere(b)) == atLeast(b, x) {
				t.Fatalf("%v against %v", x, b)
			}
		}
	})
	for _, b := range []float64{0, 1, -1, 1e300, -1e300, 5e-324, 3e6} {
		for _, x := range []float64{b, 0, -b, math.Nextafter(b, 2*math.Abs(b)+1), math.Inf(1), math.Inf(-1)} {
			if (x >= fromWhere(b)) != atLeast(x, b) || (x >= beyondWhere(b)) == atLeast(b, x) {
				t.Errorf("%v against %v", x, b)
			}
		}
	}
}

// A chain a < b < c shares its middle: chains within chains, and formulas of
// formulas, are computed once and don't grow by powers of two.
func TestHostileIsLinear(t *testing.T) {
	e := "y1"
	for range 60 {
		e = "(0 < " + e + " < y2 ? y1 : y3)"
	}
	text := condition(e+" > 0", e)
	formulas := "formula: f0\nentity: firm\nunit: 元\nexpr: y1\n"
	for i := range 90 {
		formulas += fmt.Sprintf("---\nformula: f%d\nentity: firm\nunit: 元\nexpr: formula.f%d + formula.f%d * 0.5\n", i+1, i, i)
	}
	p := planned(t, library(t, randomFields, text, formulas+"---\nid: d\nentity: firm\nexpr: formula.f90 > 0\n---\nprogramme: h\nentity: firm\nall: [d]\n"))
	if n := len(p.programs["firm"].nodes); n > 1000 {
		t.Errorf("%d nodes", n)
	}
	var r Result
	p.Evaluate(&Batch{Entity: "firm", Rows: 1, Columns: map[string]*Column{"y1": {Numbers: []float64{1}}, "y2": {Numbers: []float64{2}}, "y3": {Numbers: []float64{3}}}}, &r)
	if r.Programmes[0][0] != Met || r.Programmes[1][0] != Met {
		t.Error(r.Programmes)
	}
}
