package watershed

import (
	"math"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
)

func judge(t *testing.T, b *diagnose.Bench, c diagnose.Claim) (diagnose.Result, map[string]city.Text) {
	t.Helper()
	r := diagnose.Judge(c, b)
	if r.Rewording.IsZero() || r.Counter.IsZero() || (r.Verdict == diagnose.Undecidable) == r.Decide.IsZero() || len(r.Reasons) == 0 {
		t.Errorf("%s: wording %q, counter %q, decide %q, %d reasons", r.Verdict, r.Rewording.Zh, r.Counter.Zh, r.Decide.Zh, len(r.Reasons))
	}
	return r, reasons(r)
}

// What cannot be tested is refused with a reason, never a number and never a
// panic.
func TestRefusals(t *testing.T) {
	some := truth{cities: 30, years: 15, small: 300, large: 3000, first: 9, last: 7, beyond: 2000, noise: 1}
	tiny, short := some, some
	tiny.cities, short.years = 5, 2
	exact := some
	exact.noise = 0
	w := claim("经济总量0.2万亿元是分水岭", "gdp", "万亿元", "0.2")
	unit, none, unknown := w, w, w
	unit.Unit = "万美元"
	none.Figures = nil
	unknown.Indicator = "没有的指标"
	for _, x := range []struct {
		name  string
		truth truth
		claim diagnose.Claim
		code  string
	}{
		{"five cities", tiny, w, "no-data"},
		{"two years", short, w, "no-data"},
		{"another currency", some, unit, "unit"},
		{"no figure", some, none, "not-understood"},
		{"no such indicator", some, unknown, "no-data"},
	} {
		r, codes := judge(t, synthetic(t, x.truth, 1), x.claim)
		if r.Verdict != diagnose.Undecidable || codes[x.code].IsZero() {
			t.Errorf("%s: %s %v", x.name, r.Verdict, codes)
		}
	}
	for name, change := range map[string]func(*city.Observation){
		"all alike":         func(o *city.Observation) { o.Value = o.Value.Sub(o.Value).Add(newDecimal(500)) },
		"zeros":             func(o *city.Observation) { o.Value = newDecimal(0) },
		"negative":          func(o *city.Observation) { o.Value = o.Value.Neg() },
		"every second year": func(o *city.Observation) { o.Period = city.Year(2 * o.Period.Year() % 4000) },
		"all missing":       func(o *city.Observation) { o.Status = city.Missing },
		"targets":           func(o *city.Observation) { o.Status = city.Target },
		"quarters":          func(o *city.Observation) { o.Period += "Q1" },
		"grade D":           func(o *city.Observation) { o.Grade = "D" },
		"one place for all": func(o *city.Observation) { o.Place = "420100" },
		"growth all the same": func(o *city.Observation) {
			o.Value = newDecimal(math.Round(100 * math.Pow(1.1, float64(o.Period.Year()-2000))))
		},
		"in a unit of nothing": func(o *city.Observation) { o.Unit = "家" },
	} {
		b := synthetic(t, some, 1)
		for i := range b.Set.Observations {
			change(&b.Set.Observations[i])
		}
		b.Set.Index()
		if r, codes := judge(t, b, w); r.Verdict != diagnose.Undecidable {
			t.Errorf("%s: %s %v", name, r.Verdict, codes)
		}
	}
}

// A study with growth at constant prices, population and national totals has
// the steps done that need them.
func TestFurtherYardsticks(t *testing.T) {
	x := truth{cities: 30, years: 16, small: 300, large: 3000, first: 9, last: 7, beyond: 2000, shift: 4, noise: 1}
	b := synthetic(t, x, 2)
	set := b.Set
	levels := map[string]map[int]float64{}
	for _, o := range set.Observations {
		if levels[o.Place] == nil {
			levels[o.Place] = map[int]float64{}
		}
		levels[o.Place][o.Period.Year()] = o.Value.InexactFloat64()
	}
	for place, list := range levels {
		for year, v := range list {
			put(set, place, "population_resident", year, 500, "万人", city.Level)
			if before, ok := list[year-1]; ok {
				put(set, place, "gdp", year, 100*(v/before-1)-2, "%", city.Growth)
			}
		}
	}
	for year := range 16 {
		put(set, nation, "gdp", 2000+year, 100000*math.Pow(1.08, float64(year)), "亿元", city.Level)
	}
	set.Index()
	r, codes := judge(t, b, claim("经济总量到0.2万亿元是分水岭", "gdp", "万亿元", "0.18", "0.22"))
	if r.Verdict != diagnose.Supported || !codes["step-not-done"].IsZero() {
		t.Errorf("%s %v", r.Verdict, codes)
	}
	var names []string
	for _, row := range r.Exhibits[1].Rows {
		names = append(names, row[0].Text.Zh)
	}
	for _, want := range []string{"相对于全国的规模", "可比价", "人均（搜索全部取值）"} {
		if !strings.Contains(strings.Join(names, "|"), want) {
			t.Errorf("no run %q among %v", want, names)
		}
	}
}

// A claim that denies the threshold, or names the direction, is judged the other
// way round.
func TestDeniedAndDirection(t *testing.T) {
	x := truth{cities: 30, years: 16, small: 300, large: 3000, first: 9, last: 7, beyond: 2000, shift: 4, noise: 1}
	c := claim("经济总量0.2万亿元并不是分水岭", "gdp", "万亿元", "0.18", "0.22")
	c.Denied = true
	if r, codes := judge(t, synthetic(t, x, 3), c); r.Verdict != diagnose.NotSupported {
		t.Errorf("denied: %s %v", r.Verdict, codes)
	}
	c.Denied, c.Direction, c.Sentence = false, "down", "经济总量超过0.2万亿元以后，增速往往放缓"
	if r, codes := judge(t, synthetic(t, x, 3), c); r.Verdict != diagnose.NotSupported || codes["mismatch"].IsZero() {
		t.Errorf("the other direction: %s %v", r.Verdict, codes)
	}
	x.shift, c.Direction = 0, ""
	c.Denied, c.Sentence = true, "经济总量0.2万亿元并不是分水岭"
	if r, codes := judge(t, synthetic(t, x, 3), c); r.Verdict != diagnose.Supported {
		t.Errorf("denied, and there is none: %s %v", r.Verdict, codes)
	}
}

// Ten times the yuan in everything changes no test; nor does another unit of
// the table.
func TestScale(t *testing.T) {
	x := truth{cities: 25, years: 14, small: 300, large: 3000, first: 9, last: 7, beyond: 2000, shift: 3, noise: 1}
	plainOne, plainCodes := judge(t, synthetic(t, x, 4), claim("经济总量0.2万亿元是分水岭", "gdp", "万亿元", "0.18", "0.22"))
	for name, c := range map[string]struct {
		claim diagnose.Claim
		shift int32
		unit  string
	}{
		"ten times":     {claim("经济总量2万亿元是分水岭", "gdp", "万亿元", "1.8", "2.2"), 1, "亿元"},
		"in 万元":         {claim("经济总量0.2万亿元是分水岭", "gdp", "万亿元", "0.18", "0.22"), 4, "万元"},
		"claimed in 亿元": {claim("经济总量2000亿元是分水岭", "gdp", "亿元", "1800", "2200"), 0, "亿元"},
	} {
		b := synthetic(t, x, 4)
		for i := range b.Set.Observations {
			o := &b.Set.Observations[i]
			o.Value, o.Unit = o.Value.Shift(c.shift), c.unit
		}
		b.Set.Index()
		r, codes := judge(t, b, c.claim)
		if r.Verdict != plainOne.Verdict || len(codes) != len(plainCodes) {
			t.Errorf("%s: %s %v, not %s", name, r.Verdict, codes, plainOne.Verdict)
		}
		for i, f := range r.Figures {
			if g := plainOne.Figures[i]; f.Unit != "亿元" && f.Unit != "万元" && f.Value.Sub(g.Value).Abs().GreaterThan(newDecimal(1)) {
				t.Errorf("%s: %s is %s, not %s", name, f.Name.Zh, f.Value, g.Value)
			}
		}
	}
}

// Districts of one city, and provinces, are places of their own kind; a nation
// beside them is no member.
func TestKindsOfPlaces(t *testing.T) {
	b := synthetic(t, truth{cities: 12, years: 9, small: 300, large: 3000, first: 9, last: 7, beyond: 9000, noise: 1}, 6)
	set := b.Set
	codes := []string{"420000", "430000", "410000", "310000", "110000", "440000", "330000", "320000", "370000", "510000", "520000", "530000", "610000", "620000"}
	for i, code := range codes {
		for year := range 9 {
			put(set, code, "gdp", 2000+year, 5000*(1+0.1*float64(i))*math.Pow(1.1, float64(year)), "亿元", city.Level)
			put(set, nation, "gdp", 2000+year, 300000*math.Pow(1.1, float64(year)), "亿元", city.Level)
		}
	}
	set.Index()
	got := candidates(set, diagnose.Claim{Indicator: "gdp"})
	if len(got) != 14 { // 12 cities and the 2 municipalities among the provinces, or 14 provinces: as many
		t.Errorf("%d places: %v", len(got), got)
	}
	for _, code := range got {
		if code == nation || code == "420000" {
			t.Errorf("%s is among the cities", code)
		}
	}
}

// The note of a source says whose figures are revised, and until when.
func TestVintages(t *testing.T) {
	for note, want := range map[string][3]bool{ // 北京 2008, 北京 2009, 武汉 2008
		"2019年导出；北京、上海、天津、重庆2009年以前为修订数，其余多为首次公布数": {true, false, false},
		"北京2009年及以前的数据均为普查修订数":                     {true, true, false},
		"2009年以前为修订数":   {true, false, true},
		"全国2009年以前为修订数": {true, false, true},
		"2019年导出":       {false, false, false},
	} {
		b := synthetic(t, truth{cities: 2, years: 2, small: 300, large: 3000}, 1)
		b.Set.Sources["x"] = city.Source{ID: "x", Note: note}
		revised := vintages(b.Set)
		got := [3]bool{}
		for i, o := range []city.Observation{{Place: "110000", Period: "2008"}, {Place: "110000", Period: "2009"}, {Place: "420100", Period: "2008"}} {
			o.Source = "x"
			got[i] = revised(o)
		}
		if got != want {
			t.Errorf("%s: %v, not %v", note, got, want)
		}
	}
}
