package diagnose

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
)

const others = `
gdp|420100|2014|10069.48|亿元
gdp|420100|2013|9051.27|亿元
gdp|420100|2015|10905.6|亿元
gdp|420100|2016|11912.61|亿元
gdp|440300|2018|24221.98|亿元

fiscal_science|420100|2018|134.41|亿元
fiscal_science|420100|2018|130|亿元|status=target
fiscal_science|420100|2017|112.99|亿元
fiscal_science|420100|2017|120|亿元|status=target
rd_expenditure|420100|2018-01/2018-09|80|亿元
rd_expenditure|420100|2018|100|亿元|status=target
gdp|420100|2025|20000|亿元|status=target
patent_grants|420100|2018|32397|件
invention_grants|420100|2018|8807|件|parent=patent_grants
academicians|420100|2018|67|人
academicians|440300|2018|38|人
academicians|420100|2018|20|人|source=f|definition=问卷
new_type_rd_institutes|420100|2018|12|家|source=f
`

func otherBench(t *testing.T) *Bench {
	b := bench(t, others)
	b.Set.Sources["f"] = city.Source{ID: "f", Title: "企业访谈", Kind: "fieldwork", Grade: "C"}
	return b
}

func TestOtherTypes(t *testing.T) {
	b := otherBench(t)
	b.Set.Breaks = append(b.Set.Breaks, city.Break{Indicator: "patent_grants", From: "2018"})
	for _, x := range []struct {
		name    string
		c       Claim
		want    Verdict
		reasons string
		says    string
	}{
		{"突破一万亿", Claim{Type: Milestone, Indicator: "gdp", Period: "2014", Figure: num("1"), Unit: "万亿元", Hedge: Over}, Supported, "", "突破1万亿元（上年为"},
		{"首次突破一万亿", Claim{Type: Milestone, Indicator: "gdp", Period: "2014", Figure: num("1"), Unit: "万亿元", Hedge: Over, Word: "首次突破"}, Supported, "", ""},
		{"早已突破", Claim{Type: Milestone, Indicator: "gdp", Period: "2016", Figure: num("1"), Unit: "万亿元", Hedge: Over}, Partly, "period-earlier", "2014年已达到1万亿元"},
		{"首次突破而早已突破", Claim{Type: Milestone, Indicator: "gdp", Period: "2016", Figure: num("1"), Unit: "万亿元", Hedge: Over, Word: "首次突破"}, NotSupported, "period-earlier", "2014年"},
		{"尚未突破", Claim{Type: Milestone, Indicator: "gdp", Period: "2016", Figure: num("1.2"), Unit: "万亿元", Hedge: Over}, NotSupported, "mismatch", "尚未达到1.2万亿元"},
		{"上年无数", Claim{Type: Milestone, Indicator: "gdp", Period: "2013", Figure: num("9000"), Unit: "亿元", Hedge: Over}, Undecidable, "no-data", "2012年"},
		{"当年无数", Claim{Type: Milestone, Indicator: "gdp", Period: "2019", Figure: num("1.6"), Unit: "万亿元", Hedge: Over}, Undecidable, "no-data", ""},
		{"完成目标", Claim{Type: TargetType, Indicator: "fiscal_science", Period: "2018", Word: "完成年度目标"}, Supported, "", "103.4%"},
		{"完成目标的百分之", Claim{Type: TargetType, Indicator: "fiscal_science", Period: "2018", Word: "完成年度目标", Figure: num("103.4"), Unit: "%"}, Supported, "", "103.4%"},
		{"完成目标的百分之，错", Claim{Type: TargetType, Indicator: "fiscal_science", Period: "2018", Word: "完成年度目标", Figure: num("110"), Unit: "%"}, NotSupported, "mismatch", "103.4%"},
		{"未完成", Claim{Type: TargetType, Indicator: "fiscal_science", Period: "2017", Word: "完成年度目标"}, NotSupported, "mismatch", "94.2%"},
		{"达到序时进度", Claim{Type: TargetType, Indicator: "rd_expenditure", Period: "2018-01/2018-09", Word: "达到序时进度"}, Supported, "", "75.0%"},
		{"没有目标值", Claim{Type: TargetType, Indicator: "academicians", Period: "2018", Word: "完成年度目标"}, Undecidable, "no-comparator", "目标"},
		{"规划目标", Claim{Type: TargetType, Indicator: "gdp", Period: "2025", Figure: num("2"), Unit: "万亿元", Word: "力争达到"}, Supported, "is-target", "目标为20000亿元"},
		{"规划目标，数不对", Claim{Type: TargetType, Indicator: "gdp", Period: "2025", Figure: num("2.5"), Unit: "万亿元", Word: "力争达到"}, NotSupported, "is-target mismatch", ""},
		{"规划目标，无出处", Claim{Type: TargetType, Indicator: "rd_intensity", Period: "2025", Figure: num("3.5"), Unit: "%", Word: "力争达到"}, Undecidable, "is-target", "不作实绩"},
		{"合计", Claim{Type: SumType, Indicator: "academicians", Period: "2018", Peers: []string{"420100", "440300"}, Figure: num("105"), Unit: "人"}, Supported, "", "合计105人"},
		{"合计不符", Claim{Type: SumType, Indicator: "academicians", Period: "2018", Peers: []string{"420100", "440300"}, Figure: num("120"), Unit: "人"}, NotSupported, "mismatch", "合计105人"},
		{"合计缺数", Claim{Type: SumType, Indicator: "academicians", Period: "2018", Peers: []string{"420100", "310000"}, Figure: num("105"), Unit: "人"}, Undecidable, "no-data", "上海市"},
		{"其中不重复计", Claim{Type: SumType, Indicators: []string{"patent_grants", "invention_grants"}, Period: "2018", Figure: num("32397"), Unit: "件"}, Supported, "parts-differ", ""},
		{"句中相加有误", Claim{Type: SumType, Figures: nums("2.6", "3.1"), Figure: num("6.0"), Unit: "亿元"}, NotSupported, "mismatch", "5.7亿元"},
		{"句中相加无误", Claim{Type: SumType, Figures: nums("2.6", "3.1"), Figure: num("5.7"), Unit: "亿元"}, Undecidable, "no-data", "5.7亿元"},
		{"有数无标准", Claim{Type: Exists, Indicator: "patent_grants", Period: "2018"}, Undecidable, "no-comparator", "32397件"},
		{"有数有数字", Claim{Type: Exists, Indicator: "patent_grants", Period: "2018", Figure: num("3.2"), Unit: "万件", Hedge: AndMore}, Supported, "", "32397件"},
		{"只有调研", Claim{Type: Exists, Indicator: "new_type_rd_institutes", Period: "2018", Figure: num("12"), Unit: "家"}, Undecidable, "fieldwork-only no-data", "不是统计数据"},
		{"只有调研的数", Claim{Type: LevelType, Indicator: "new_type_rd_institutes", Period: "2018", Figure: num("12"), Unit: "家"}, Undecidable, "fieldwork-only no-data", ""},
		{"判断", Claim{Type: Judgement}, Undecidable, "not-testable", "综合研判认为，判断。"},
		{"因果", Claim{Type: Causal}, Undecidable, "causal", "因果关系"},
		{"未读懂", Claim{Type: NotUnderstood}, Undecidable, "not-understood", ""},
		{"位次而无指标", Claim{Type: RankType, Rank: 3}, Undecidable, "not-understood", ""},
		{"水平而只有概念", Claim{Type: LevelType, Concept: "innovation_capacity", Figure: num("3"), Unit: "家"}, Undecidable, "no-data", "创新能力"},
		{"规划目标而无指标", Claim{Type: TargetType, Word: "力争"}, Undecidable, "is-target", "“规划目标而无指标”属规划目标"},
		{"没有这个类型", Claim{Type: "nonsense"}, Undecidable, "not-understood", ""},
		{"并列，一对一错", Claim{Type: All, Period: "2018", Parts: []Claim{
			{Type: LevelType, Indicator: "academicians", Figure: num("67"), Unit: "人"},
			{Type: LevelType, Indicator: "fiscal_science", Figure: num("99"), Unit: "亿元"}}}, Partly, "parts-differ mismatch", "134.41亿元"},
		{"并列，一对一无数", Claim{Type: All, Period: "2018", Parts: []Claim{
			{Type: LevelType, Indicator: "academicians", Figure: num("67"), Unit: "人"},
			{Type: LevelType, Indicator: "fiscal_expenditure", Figure: num("99"), Unit: "亿元"}}}, Partly, "no-data", ""},
		{"任一，一对", Claim{Type: Any, Period: "2018", Parts: []Claim{
			{Type: LevelType, Indicator: "academicians", Figure: num("67"), Unit: "人"},
			{Type: LevelType, Indicator: "fiscal_science", Figure: num("99"), Unit: "亿元"}}}, Supported, "", ""},
		{"并列而无部分", Claim{Type: All}, Undecidable, "not-understood", ""},
	} {
		x.c.Sentence = x.name
		r := Judge(x.c, b)
		wants(t, r, x.want, x.reasons)
		if x.says != "" && !strings.Contains(r.Rewording.Zh+r.Decide.Zh, x.says) {
			t.Errorf("%s: nowhere %q in %q %q", x.name, x.says, r.Rewording.Zh, r.Decide.Zh)
		}
	}
}

// A break between the year before and the year makes a milestone undecidable.
func TestMilestoneAcrossABreak(t *testing.T) {
	b := bench(t, "gdp|420100|2014|10069.48|亿元\ngdp|420100|2013|9051.27|亿元")
	b.Set.Breaks = []city.Break{{Indicator: "gdp", Place: "420100", From: "2014"}}
	r := Judge(Claim{Type: Milestone, Sentence: "突破一万亿", Indicator: "gdp", Period: "2014", Figure: num("1"), Unit: "万亿元"}, b)
	wants(t, r, Undecidable, "break")
}

// The same claim gives the same result, in every detail, every time.
func TestDeterminism(t *testing.T) {
	c := Claim{Type: Comparison, Sentence: "少于先进城市", Indicator: "high_tech_enterprises", Than: "below", PeerGroup: "先进城市"}
	first, _ := json.Marshal(Judge(c, wuhan(t)).View(wuhan(t).Set.Places, wuhan(t).Set.Indicators))
	for range 5 {
		b := wuhan(t)
		again, _ := json.Marshal(Judge(c, b).View(b.Set.Places, b.Set.Indicators))
		if !reflect.DeepEqual(first, again) {
			t.Fatalf("differs:\n%s\n%s", first, again)
		}
	}
}

func TestView(t *testing.T) {
	b := wuhan(t)
	c := Claim{ID: "rd-low", Sentence: "研发投入强度不高", Type: RankType, Indicator: "rd_intensity", RankWord: "low", Word: "不高"}
	raw, err := json.Marshal(Judge(c, b).View(b.Set.Places, b.Set.Indicators))
	if err != nil {
		t.Fatal(err)
	}
	var v struct {
		ID, Sentence, Type, Verdict, Indicator, Place, Unit, Period, Status string
		Figure                                                              json.Number
		Reasons                                                             []string
		Rewording, Counter                                                  city.Text
		Evidence                                                            []struct {
			Indicator, Place, Period, Unit, Status, Facet string
			Value                                         json.Number
			Source                                        struct{ File, Cell string }
		}
	}
	if err := json.Unmarshal(raw, &v); err != nil {
		t.Fatal(err)
	}
	if v.ID != "rd-low" || v.Verdict != "partly" || v.Indicator != "研发投入强度" || v.Place != "武汉市" || v.Period != "2018" || v.Figure != "8" || v.Unit != "位" {
		t.Errorf("%s", raw)
	}
	if e := v.Evidence[0]; e.Value != "2.42" || e.Status != "estimate" || e.Unit != "%" || e.Source.File == "" || e.Source.Cell == "" || e.Facet != "level" {
		t.Errorf("%+v", e)
	}
	empty, _ := json.Marshal(Judge(Claim{Sentence: "？"}, b).View(b.Set.Places, b.Set.Indicators))
	for _, want := range []string{`"type":"not-understood"`, `"figure":null`, `"evidence":[]`, `"verdict":"undecidable"`} {
		if !strings.Contains(string(empty), want) {
			t.Errorf("no %s in %s", want, empty)
		}
	}
}
