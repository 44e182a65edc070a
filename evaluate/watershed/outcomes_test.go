package watershed

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
)

// A share that slows beyond 65 %: it is looked at itself, in points, where the
// study has no economy, and held to a shift that is large for it.
func TestShareOfItsOwn(t *testing.T) {
	b := synthetic(t, truth{cities: 40, years: 16, small: 30, large: 68, first: 0, last: 0, beyond: 1000}, 1)
	r := rand.New(rand.NewPCG(4, 4))
	level := map[string]float64{}
	for i := range b.Set.Observations { // by place and year
		o := &b.Set.Observations[i]
		if level[o.Place] == 0 {
			level[o.Place] = o.Value.InexactFloat64()
		}
		o.Indicator, o.Unit, o.Value = "urbanisation", "%", newDecimal(level[o.Place]).Round(2)
		step := 1.2 + 0.15*r.NormFloat64()
		if level[o.Place] > 65 {
			step -= 0.7
		}
		level[o.Place] += step
	}
	b.Set.Index()
	c := claim("城镇化率65%是一个拐点", "urbanisation", "%", "65")
	got, codes := judge(t, b, c)
	if got.Verdict != diagnose.Supported {
		t.Fatalf("%s %v", got.Verdict, codes)
	}
	for _, want := range []string{"年变动低0.", "个百分点", "水平越高升得越慢"} {
		if !strings.Contains(got.Rewording.Zh, want) {
			t.Errorf("no %q: %s", want, got.Rewording.Zh)
		}
	}
	if strings.Contains(got.Rewording.Zh, "增速低") || !codes["nominal-yardstick"].IsZero() {
		t.Errorf("a share is told as money: %s %v", got.Rewording.Zh, codes)
	}
	for _, f := range got.Figures {
		if strings.HasPrefix(f.Name.Zh, "2个百分点") {
			t.Errorf("a share is held to %s", f.Name.Zh)
		}
	}
}

// The economy slows where people are many: 经济增速 is growth of GDP, and the size
// is named with its indicator.
func TestOutcomeOfAnother(t *testing.T) {
	b := synthetic(t, truth{cities: 30, years: 16, small: 300, large: 3000, first: 9, last: 7, beyond: 2000, shift: -4, noise: 1}, 2)
	for _, o := range b.Set.Observations {
		put(b.Set, o.Place, "population_resident", o.Period.Year(), o.Value.InexactFloat64()/4, "万人", city.Level)
	}
	b.Set.Index()
	c := claim("常住人口超过500万人后，经济增速普遍回落", "population_resident", "万人", "500")
	c.Direction, c.Against, c.Word = "down", "gdp_growth", ""
	r, codes := judge(t, b, c)
	if r.Verdict != diagnose.Supported || !strings.Contains(r.Rewording.Zh, "年末常住人口达到500万人以后") || !strings.Contains(r.Rewording.Zh, "地区生产总值年增速") {
		t.Errorf("%s %v: %s", r.Verdict, codes, r.Rewording.Zh)
	}
}

// A sentence about provinces is tested on provinces, though there are more cities.
func TestKindOfTheSentence(t *testing.T) {
	b := synthetic(t, truth{cities: 40, years: 12, small: 300, large: 3000, first: 9, last: 7, beyond: 9000, noise: 1}, 6)
	r := rand.New(rand.NewPCG(1, 2))
	for _, code := range []string{"420000", "430000", "410000", "350000", "130000", "440000", "330000", "320000", "370000", "510000", "520000", "530000", "610000", "620000"} {
		size := 3000 * (1 + 3*r.Float64())
		for year := range 12 {
			put(b.Set, code, "gdp", 2000+year, size, "亿元", city.Level)
			size *= 1.08 + 0.01*r.NormFloat64()
		}
	}
	b.Set.Index()
	for sentence, want := range map[string]string{"对省份而言，经济总量1万亿元是一道分水岭": "14个省份", "经济总量1万亿元是城市发展的分水岭": "40个城市"} {
		if got, _ := judge(t, b, claim(sentence, "gdp", "万亿元", "1")); !strings.Contains(got.Rewording.Zh, want) {
			t.Errorf("%s: %s", sentence, got.Rewording.Zh)
		}
	}
}

// Few places on both sides neither prove nor refute; nor is the size, which lies
// well within what can be searched, said to lie at the edge.
func TestFewOnBothSides(t *testing.T) {
	x := truth{cities: 40, years: 4, small: 300, large: 9000, first: 9, last: 7, beyond: 1e6, noise: 0.3}
	for _, figure := range []string{"0.2", "0.28"} {
		r, codes := judge(t, synthetic(t, x, 3), claim("经济总量到这里是分水岭", "gdp", "万亿元", figure))
		if r.Verdict != diagnose.Undecidable || codes["few-places"].IsZero() {
			t.Errorf("%s: %s %v", figure, r.Verdict, codes)
		}
		if strings.Contains(r.Rewording.Zh, "只能检验到") {
			t.Errorf("%s: %s", figure, r.Rewording.Zh)
		}
	}
}

// Quarters are said to be quarters.
func TestQuartersAreNamed(t *testing.T) {
	b := synthetic(t, truth{cities: 20, years: 10, small: 300, large: 3000, first: 9, last: 7, beyond: 9000, noise: 1}, 6)
	for i := range b.Set.Observations {
		b.Set.Observations[i].Period += "Q1"
	}
	b.Set.Index()
	if _, codes := judge(t, b, claim("经济总量0.2万亿元是分水岭", "gdp", "万亿元", "0.2")); !strings.Contains(codes["no-data"].Zh, "季度") {
		t.Errorf("%v", codes)
	}
}

// Where places lack different years, their sizes cannot be exchanged, and the
// test is named as not done rather than failed.
func TestExchangeNeedsAlikeYears(t *testing.T) {
	b := synthetic(t, truth{cities: 30, years: 18, small: 300, large: 3000, first: 9, last: 7, beyond: 2000, shift: 4, noise: 1}, 2)
	r := rand.New(rand.NewPCG(8, 8))
	for i := range b.Set.Observations {
		if r.Float64() < 0.12 {
			b.Set.Observations[i].Status = city.Missing
		}
	}
	b.Set.Index()
	got, codes := judge(t, b, claim("经济总量0.2万亿元是分水岭", "gdp", "万亿元", "0.18", "0.22"))
	if got.Verdict != diagnose.Supported || !strings.Contains(codes["step-not-done"].Zh, "互换") {
		t.Errorf("%s %v", got.Verdict, codes)
	}
}

// What matters is two points, or a quarter of slow growth to one digit.
func TestMatters(t *testing.T) {
	for growth, want := range map[float64]float64{12: 2, 7: 2, 5: 1, 1.1: 0.3, 0.02: 0.005, 0: 2} {
		rows := []row{{growth: growth}, {growth: -growth}, {growth: growth}}
		if got := matters(rows); math.Abs(got-want) > 1e-12 {
			t.Errorf("growth of %v: %v, not %v", growth, got, want)
		}
	}
}

// Paragraphs stay short enough to be read aloud, in all their branches.
func TestParagraphsAreShort(t *testing.T) {
	for _, x := range []truth{
		{cities: 40, years: 16, small: 300, large: 3000, first: 16, last: 5, beyond: 2000, shift: -4, noise: 1},
		{cities: 40, years: 12, small: 300, large: 7500, first: 16, last: 7, beyond: 15000, noise: 2},
		{cities: 40, years: 16, small: 300, large: 3000, first: 16, last: 5, beyond: 900, shift: 3, noise: 1},
	} {
		for _, f := range [][]string{{"0.18", "0.22"}, {"1.5", "2.0"}, {"0.2"}} {
			r, _ := judge(t, synthetic(t, x, 3), claim("经济总量到这一规模是分水岭", "gdp", "万亿元", f...))
			if n := utf8.RuneCountInString(r.Rewording.Zh); n > 350 {
				t.Errorf("%d letters: %s", n, r.Rewording.Zh)
			}
		}
	}
}
