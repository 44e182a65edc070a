package rule

import (
	"fmt"
	"math"
	"testing"

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
		{"c7", map[string]float64{"taxable": 3e6}, Met, 0},    // that it's above 0 has no distance
		{"c7", map[string]float64{"taxable": 3000001}, Unmet, -1. / 3e6},
		{"c7", map[string]float64{"taxable": 0}, Unmet, none},
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
	for yuan, want := range map[float64]int64{0: 0, 1: 100, 1.005: 101, 1.004: 100, -1.005: -101, 0.285: 29, 750000.25: 75000025, 1e9 + 0.005: 100000000001, 123456789.125: 12345678913, 0.004999: 0, 16246.8949: 1624689} {
		if got, ok := Fen(yuan); !ok || got != want {
			t.Errorf("%v yuan: %d, want %d", yuan, got, want)
		}
	}
	for _, x := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), 2e12} {
		if _, ok := Fen(x); ok {
			t.Errorf("%v is an amount", x)
		}
	}
	income, half := -659473.01, 0.5*1448921.18 // what cancels leaves 16246.89499999999
	if got, _ := Fen(0.25 * (income + half)); got != 1624690 {
		t.Error(got)
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
		if got := between(float64(day(t, c.from)), float64(day(t, c.to)), 12); math.Abs(got-c.want) > 1e-12 || got == math.Trunc(got) != (c.want == math.Trunc(c.want)) {
			t.Errorf("%s to %s: %v, want %v", c.from, c.to, got, c.want)
		}
	}
	for _, c := range []struct {
		from, to string
		want     float64
	}{
		{"2019-01-01", "2019-07-01", 6}, {"2019-01-31", "2019-02-28", 1}, {"2019-01-31", "2019-02-27", 27. / 28}, {"2019-01-31", "2019-03-31", 2}, {"2020-01-31", "2020-02-29", 1}, {"2018-12-15", "2020-01-15", 13}, {"2019-07-01", "2019-01-01", -6}, {"2019-03-10", "2019-03-25", 15. / 31}, {"2019-12-31", "2019-12-31", 0},
	} {
		if got := between(float64(day(t, c.from)), float64(day(t, c.to)), 1); math.Abs(got-c.want) > 1e-12 || got == math.Trunc(got) != (c.want == math.Trunc(c.want)) {
			t.Errorf("months from %s to %s: %v, want %v", c.from, c.to, got, c.want)
		}
	}
	for d := day(t, "1899-01-01"); d < day(t, "2101-01-01"); d += 13 {
		y, m, n := calendar(float64(d))
		if want := d.time(); y != want.Year() || m != int(want.Month()) || n != want.Day() || civil(y, m, n) != int(d) {
			t.Fatalf("%v is %d-%d-%d", d, y, m, n)
		}
	}
	if !math.IsNaN(between(0, 1e300, 12)) {
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
		"层": {1, "层"}, "台": {1, "台"}, "万台": {1e4, "台"}, "台套": {1, "台套"}, "百家": {100, "家"}, "名": {1, "人"}, "欧元": {1, "欧元"}, "万欧元": {1e4, "欧元"}, "月": {1, "月"}, "百分点": {1, "百分点"}, "％": {0.01, ""},
		"纳米": {1e-9, "米"}, "nm": {1e-9, "米"}, "千米": {1000, "米"}, "公里": {1000, "米"}, "㎡": {1, "平方米"}, "万平方米": {1e4, "平方米"}, "m2": {1, "平方米"}, "吨/平方米": {1, "吨/平方米"}, "万元/人/年": {1e4, "元/人·年"}, "千克/平方米": {0.001, "吨/平方米"}, "万千瓦": {1e4, "千瓦"}, "兆瓦": {1000, "千瓦"}, "亿度": {1e8, "千瓦时"}, "升": {0.001, "立方米"},
	} {
		u, ok := ParseUnit(text)
		if !ok || u.of != want.of || math.Abs(u.Factor/want.factor-1) > 1e-15 {
			t.Errorf("%s: %v %v %v", text, u.Factor, u.of, ok)
		}
	}
	for _, text := range []string{"", "dollars", "元/人/年/月", "元/", "/人", "万", "万亿", "5元", "日期", "是否", "数", "一个很长的词", "层 台"} {
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
