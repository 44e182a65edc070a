package brief

import (
	"bytes"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/internal/ooxml"
)

func TestBrief(t *testing.T) {
	in := sample()
	raw, err := Brief(in)
	if err != nil {
		t.Fatal(err)
	}
	keep(t, "brief.docx", raw)
	got := text(t, raw, "word/document.xml")
	for _, want := range []string{
		"（讨论稿）", "内容提要：", "主要判断", "问题与成因", "对策建议", "执笔：甲、乙", "报送范围：合成市领导",
		"合成市合成高新企业数年均增长26.0%，合成研发投入强度居15个合成城市第8位", // the title states the point
		"2018年合成市高新企业3500家，比2013年年均增长26.0%。",      // safe wording, no separators
		"增长2.18倍，增长到3.18倍（见图1、图3）。",               // corrected wording of a refuted claim
		"按新口径追溯的2013—2015年数据",                     // what an undecided one needs
		"图1　", "图2　", "表1　", "资料来源：合成市统计局《合成统计简表（2013—2018年）》，2013—2018年；2018年为预计数。",
		"自2016年起口径变化，前后不直接相比", "三角形标记为预计",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the brief lacks %q", want)
		}
	}
	for _, label := range []string{"依据充分", "限定后可用", "与数据不符", "依据不足", "supported", "undecidable", "〔", "rd-low"} {
		if strings.Contains(got, label) {
			t.Errorf("the brief holds %q, which stays internal", label)
		}
	}
	if strings.Contains(got, "增长3.2倍") {
		t.Error("a refuted sentence went up")
	}
	notes := text(t, raw, "word/footnotes.xml")
	if !strings.Contains(notes, "资料来源：合成市统计局《合成统计简表（2013—2018年）》，2013年、2018年。") {
		t.Errorf("no footnote names publisher, table and years: %s", notes)
	}
	again, _ := Brief(in)
	if !bytes.Equal(raw, again) {
		t.Error("the same input gave other bytes")
	}
}

// The language of the internal documents does not reach the brief.
func TestBriefIsChinese(t *testing.T) {
	in := sample()
	a, _ := Brief(in)
	in.Lang = "en"
	b, _ := Brief(in)
	if !bytes.Equal(a, b) {
		t.Error("the brief changed with the language")
	}
}

// A line breaks where the definition changes, and an estimate is hollow.
func TestChartBreaksAndEstimates(t *testing.T) {
	in := sample()
	c := in.over("合成研发投入强度").line()
	if len(c.Series) != 2 {
		t.Fatalf("%d lines, want 2: before and after the break", len(c.Series))
	}
	if got := c.Series[0].Points; got[0].Value.String() != "2.51" || !got[2].Has || got[3].Has {
		t.Errorf("first line: %+v", got)
	}
	if got := c.Series[1].Points; got[2].Has || !got[3].Has || got[4].Hollow || !got[5].Hollow {
		t.Errorf("second line: %+v", got)
	}
	if c.Categories[5] != "2018（预计）" {
		t.Errorf("category %q", c.Categories[5])
	}
	raw, _ := Brief(in)
	p, err := ooxml.Open("brief.docx", raw)
	if err != nil {
		t.Fatal(err)
	}
	charts := 0
	for _, name := range p.Names() {
		if strings.HasPrefix(name, "word/charts/chart") {
			charts++
		}
	}
	if charts < 2 {
		t.Errorf("%d charts, want at least 2", charts)
	}
}

// A year without a value stays on the axis; grade D is not drawn.
func TestChartGaps(t *testing.T) {
	in := sample()
	for i := range in.Set.Observations {
		o := &in.Set.Observations[i]
		if o.Place == "合成市" && o.Indicator == "合成高新企业数" && o.Period == "2015" {
			o.Grade = "D"
		}
	}
	in.Set.Index()
	c := in.over("合成高新企业数").line()
	if len(c.Categories) != 6 || c.Categories[2] != "2015" || c.Series[0].Points[2].Has {
		t.Errorf("%v %+v", c.Categories, c.Series)
	}
}

func TestPeriodList(t *testing.T) {
	for _, c := range []struct {
		in   []city.Period
		want string
	}{
		{nil, ""},
		{[]city.Period{"2018"}, "2018年"},
		{[]city.Period{"2018", "2013", "2018"}, "2013年、2018年"},
		{[]city.Period{"2018", "2017", "2016"}, "2016—2018年"},
		{[]city.Period{"2013", "2014", "2016", "2017", "2018"}, "2013年、2014年、2016—2018年"},
		{[]city.Period{"2018-01/2018-09", "2017"}, "2017年、2018年1—9月"},
	} {
		if got := periodList(c.in); got != c.want {
			t.Errorf("%v: %q, want %q", c.in, got, c.want)
		}
	}
}

// Months are drawn as months, and a missing one stays on the axis.
func TestChartMonths(t *testing.T) {
	in := sample()
	for i, m := range []string{"2019-10", "2019-11", "2020-01", "2020-02"} {
		o := level("合成月度指标", m, []string{"1", "2", "3", "4"}[i], "亿元", "A1", city.Final)
		in.Set.Observations = append(in.Set.Observations, o)
	}
	in.Set.Index()
	c := in.over("合成月度指标").line()
	if got := strings.Join(c.Categories, " "); got != "2019年10月 2019年11月 2019年12月 2020年1月 2020年2月" {
		t.Error(got)
	}
	if c.Series[0].Points[2].Has || !c.Series[0].Points[4].Has {
		t.Errorf("%+v", c.Series[0].Points)
	}
}

// Two short series still give two figures.
func TestFewFigures(t *testing.T) {
	in := sample()
	var kept []city.Observation
	for _, o := range in.Set.Observations {
		if o.Period >= "2017" && o.Place == "合成市" {
			kept = append(kept, o)
		}
	}
	in.Set.Observations = kept
	in.Set.Index()
	in.Results = in.Results[:2]
	if got := len(in.plan()); got != 2 {
		t.Errorf("%d figures", got)
	}
}

// A contradiction in the data of an indicator that is used is named; the
// verdict and the codes are not.
func TestBriefNamesDoubts(t *testing.T) {
	in := sample()
	in.Findings = append(in.Findings, city.Finding{Code: "D102", Severity: city.SeverityError, Indicator: "合成高新企业数", Place: "合成市", Period: "2013", Message: city.Text{Zh: "合成市2013年合成高新企业数印为1,100家，应为1200家"}})
	raw, err := Brief(in)
	if err != nil {
		t.Fatal(err)
	}
	got := text(t, raw, "word/document.xml")
	if !strings.Contains(got, "合成高新企业数所列为1100家，应为1200家。") || strings.Contains(got, "D102") {
		t.Error("the doubt is not told")
	}
}

func TestWithoutSource(t *testing.T) {
	for in, want := range map[string]string{
		"据合成局《合成表（合成数据，仅供测试）》，2022年甲为3%，居第2位。": "2022年甲为3%，居第2位。",
		"据甲和乙推算，2022年丙接近1万亿元。":                 "据甲和乙推算，2022年丙接近1万亿元。",
		"据此。":        "据此。",
		"2022年甲为3%。": "2022年甲为3%。",
	} {
		if got := withoutSource(in); got != want {
			t.Errorf("%s: %s", in, got)
		}
	}
}

func TestPlainNumbers(t *testing.T) {
	for in, want := range map[string]string{
		"3,536家": "3536家", "1,234,567.8亿元": "1234567.8亿元", "2016,2017年": "2016,2017年", "（14,400家）": "（14400家）", "1.5万亿元": "1.5万亿元",
	} {
		if got := plainNumbers(in); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

func TestOfficial(t *testing.T) {
	for in, want := range map[string]string{
		"": "",
		"增长2.18倍。该句与数据不符。": "增长2.18倍。",
		"依据不足": "",
		"居第8位": "居第8位。",
		"2018年为2.40%（预计；初步），居第8位": "2018年为2.40%（预计；初步），居第8位。",
	} {
		if got := official(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// A title is made only of what the data bear out; otherwise it is the study's.
func TestTitle(t *testing.T) {
	in := sample()
	for i := range in.Results {
		in.Results[i].Verdict = diagnose.Undecidable
	}
	if got := in.title(in.points()); got != in.Title {
		t.Errorf("title %q", got)
	}
}

// Evaluations lead the summary with what they found; a second claim about the same
// effect is added to the first, without what was said of it.
func TestBriefEffects(t *testing.T) {
	in := sample()
	effect := func(id, found, rest string, v diagnose.Verdict) diagnose.Result {
		return diagnose.Result{Claim: diagnose.Claim{ID: id, Sentence: found, Type: diagnose.EffectType, Measure: "试点"}, Verdict: v, Rewording: city.Text{Zh: found + "：" + rest}, Counter: city.Text{Zh: "前提无法证实。"}}
	}
	in.Results = []diagnose.Result{
		effect("a", "试点使企业数比没有实施时平均多21家", "有95%的把握在18至25家之间。依据是合成方案。", diagnose.Supported),
		effect("b", "试点使企业数比没有实施时平均多21家，达不到所称的50%", "有95%的把握在4%至6%之间。依据是合成方案。", diagnose.Partly),
		effect("c", "补贴使专利增加30%的说法得不到数据支持", "比没有实施时平均多8件。依据是另一方案。", diagnose.NotSupported),
	}
	raw, err := Brief(in)
	if err != nil {
		t.Fatal(err)
	}
	got := text(t, raw, "word/document.xml")
	for want, times := range map[string]int{
		"一是试点使企业数比没有实施时平均多21家，达不到所称的50%；二是补贴使专利增加30%的说法得不到数据支持。": 1,
		"依据是合成方案。": 1, "依据是另一方案。": 1, "需要说明的是，前提无法证实。": 1, "这一幅度达不到所称的50%：有95%的把握在4%至6%之间。": 1,
		"试点使企业数比没有实施时平均多21家": 2, // the summary and its heading
	} {
		if n := strings.Count(got, want); n != times {
			t.Errorf("%q stands %d times, not %d", want, n, times)
		}
	}
}
