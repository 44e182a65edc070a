package diagnose

import (
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
	"github.com/shopspring/decimal"
)

const luoyang = "410300"

func luoyangBench(t *testing.T) *Bench {
	return bench(t, `
high_tech_enterprises|410300|2021|1000|家
high_tech_enterprises|410300|2022|1210|家
population_resident|410300|2021|706.90|万人
population_resident|410300|2022|707.90|万人
fiscal_science|410300|2022|30.0|亿元
fiscal_education|410300|2022|150.0|亿元
exports|410300|2021|150.0|亿元
exports|410300|2022|120.0|亿元
trade_total|410300|2021|200.0|亿元
trade_total|410300|2022|180.0|亿元
rd_intensity|410300|2022|2.9|%
rd_intensity|410100|2022|2.9|%
gdp|410300|2021|5447.1|亿元
gdp|410300|2022|5675.2|亿元
gdp|410100|2022|12934.7|亿元
`)
}

// Sentences whose value no source prints, and comparisons whose figure counts.
func TestDerivedAndCompared(t *testing.T) {
	b := luoyangBench(t)
	for _, x := range []struct {
		claim   Claim
		verdict Verdict
		codes   string
		says    string
	}{
		{Claim{Sentence: "2022年每万人拥有高新技术企业1.7家", Type: LevelType, Indicator: "每万人拥有高新技术企业", Period: "2022", Figure: num("1.7"), Unit: "家"}, Supported, "derived", "1.7"},
		{Claim{Sentence: "平均每十万常住人口高新技术企业数17.1家", Type: LevelType, Indicator: "平均每十万常住人口高新技术企业数", Figure: num("17.1"), Unit: "家"}, Supported, "derived,period-assumed", "约为17.09家。"},
		{Claim{Sentence: "2022年每万人拥有高新技术企业2.7家", Type: LevelType, Indicator: "每万人拥有高新技术企业", Period: "2022", Figure: num("2.7"), Unit: "家"}, NotSupported, "derived,mismatch", "1.7"},
		{Claim{Sentence: "教育支出是科技支出的5倍", Type: Comparison, Indicator: "fiscal_education", Against: "fiscal_science", Period: "2022", Figure: num("5"), Unit: "倍", Times: "to", Than: "above"}, Supported, "", "150.0亿元"},
		{Claim{Sentence: "教育支出是科技支出的8倍", Type: Comparison, Indicator: "fiscal_education", Against: "fiscal_science", Period: "2022", Figure: num("8"), Unit: "倍", Times: "to", Than: "above"}, NotSupported, "mismatch", "150.0亿元"},
		{Claim{Sentence: "洛阳、郑州GDP合计1.86万亿元", Type: SumType, Indicator: "gdp", Peers: []string{"410300", "410100"}, Period: "2022", Figure: num("1.86"), Unit: "万亿元"}, Supported, "", "18609.9亿元"},
		{Claim{Sentence: "没有一家高新技术企业", Type: Exists, Indicator: "high_tech_enterprises", Period: "2022", Denied: true, Word: "没有一家"}, NotSupported, "mismatch", "1210家"},
		{Claim{Sentence: "较上年下降8.3个百分点", Type: ShareChange, Indicator: "exports", Against: "trade_total", Period: "2022", From: "2021", Figure: num("8.3"), Unit: "百分点", Direction: "down"}, Supported, "derived", "8.33个百分点"},
		{Claim{Sentence: "人均地区生产总值上升", Type: Trend, Indicator: "gdp_per_capita", Direction: "up"}, Supported, "derived,period-assumed", "2021年至2022年"},
	} {
		x.claim.Place = luoyang
		r := Judge(x.claim, b)
		if r.Verdict != x.verdict {
			t.Errorf("%s: %s, want %s (%s)", x.claim.Sentence, r.Verdict, x.verdict, codes(r))
		}
		if !strings.Contains(r.Rewording.Zh, x.says) {
			t.Errorf("%s: rewording %q lacks %q", x.claim.Sentence, r.Rewording.Zh, x.says)
		}
		if len(r.Evidence) == 0 {
			t.Errorf("%s: no evidence", x.claim.Sentence)
		}
	}
}

func TestEnglishPeriods(t *testing.T) {
	for p, want := range map[city.Period]string{
		"2022": "2022", "2022-01/2022-09": "January to September 2022", "2022Q1": "the first quarter of 2022", "2022Q4": "the fourth quarter of 2022",
		"2022-12": "December 2022", "2022-12-31": "31 December 2022", "2016/2020": "2016 to 2020", "2022-11/2023-02": "November 2022 to February 2023", "": "",
	} {
		if got := p.Name("en"); got != want {
			t.Errorf("%s: %q, want %q", p, got, want)
		}
	}
}

func TestConvert(t *testing.T) {
	for _, x := range []struct{ v, from, to, want string }{
		{"6", "万张", "张", "60000"}, {"3.19", "亿人次", "万人次", "31900"}, {"1.5", "万亿元", "亿元", "15000"}, {"6", "万张", "件", ""}, {"6", "%", "百分点", ""},
	} {
		got, ok := convert(decimal.RequireFromString(x.v), x.from, x.to)
		if ok != (x.want != "") || ok && !got.Equal(decimal.RequireFromString(x.want)) {
			t.Errorf("%s%s in %s: %s %v, want %q", x.v, x.from, x.to, got, ok, x.want)
		}
	}
}
