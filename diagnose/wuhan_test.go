package diagnose

import (
	"strings"
	"testing"
)

// The claims of the Wuhan study that this half of the tests judges, by rule,
// with what must be said of each.
func TestWuhanClaims(t *testing.T) {
	b := wuhan(t)
	for _, x := range []struct {
		claim   Claim
		verdict Verdict
		reasons string
		says    string // words of rewording, counter, decide or reasons, each must stand
	}{
		{Claim{Sentence: "研发投入强度不高", Type: RankType, Indicator: "rd_intensity", RankWord: "low", Word: "不高"},
			Partly, "rank-middle as-printed estimate roster-incomplete roster-assumed", "2.42%（预计数） 第8位 全国（2.19%） 湖北省（2.09%） 第8位是可能的 恰为中位数"},
		{Claim{Sentence: "与15城市相比，高新技术企业数量偏少", Type: RankType, Indicator: "high_tech_enterprises", RankWord: "low", Word: "偏少", Roster: "15城市"},
			NotSupported, "mismatch as-printed", "3536家 第4位 位次靠前"},
		{Claim{Sentence: "与深圳等先进城市相比，高新技术企业数量偏少", Type: Comparison, Indicator: "high_tech_enterprises", Than: "below", Peers: []string{"440300"}, PeerGroup: "先进城市"},
			Supported, "rounded rejected-source", "3536家 约14400家 11794家 3785家 24.6% 每百亿元"},
		{Claim{Sentence: "没有把最大投入聚焦到推动创新上来", Type: RankType, Concept: "innovation_input", RankWord: "high", Denied: true},
			Undecidable, "concept-partial", "第3位 第2位"},
		{Claim{Sentence: "科教优势还没有真正转化为创新发展优势", Type: All, Parts: []Claim{
			{Type: RankType, Concept: "science_education_advantage", RankWord: "high"},
			{Type: RankType, Concept: "innovation_development_advantage", RankWord: "high", Denied: true}}},
			Partly, "parts-differ", "第1位 第9位 第3位"},
		{Claim{Sentence: "2017年武汉经济总量居36个主要城市第8位", Type: RankType, Indicator: "gdp", Period: "2017", Rank: 8, Roster: "36个主要城市"},
			Supported, "", "13410.34亿元 第8位 苏州市"},
		{Claim{Sentence: "2018年武汉经济总量接近1.5万亿元", Type: LevelType, Indicator: "gdp", Period: "2018", Figure: num("1.5"), Unit: "万亿元", Hedge: Near},
			Supported, "derived", "14847.1亿元至14854.6亿元"},
		{Claim{Sentence: "技术合同成交额居15城市第3位", Type: RankType, Indicator: "technology_contract_value", Rank: 3, Roster: "15城市"},
			Supported, "as-printed", "722.56亿元 第3位"},
		{Claim{Sentence: "新型研发机构数量偏少", Type: RankType, Indicator: "new_type_rd_institutes", RankWord: "low", Word: "偏少"},
			Undecidable, "no-data definition-differs", "需要"},
		{Claim{Sentence: "中心城区30多个产业集聚片区，真正用于创新的只是少数", Type: Exists, Indicator: "产业集聚片区", Figure: num("30"), Unit: "个", Hedge: AndMore},
			Undecidable, "no-data", "专项调查"},
		{Claim{Sentence: "企业创新主体地位不突出", Type: Exists, Indicator: "企业创新主体地位"},
			Undecidable, "no-data", "需要"},
		{Claim{Sentence: "武汉的高技术产业发展不如深圳", Type: Comparison, Indicator: "high_technology_industry", Than: "below", Peers: []string{"440300"}},
			Undecidable, "no-data definition-differs no-comparator", "深圳市 高新技术产业增加值"},
	} {
		r := Judge(x.claim, b)
		wants(t, r, x.verdict, x.reasons)
		all := r.Rewording.Zh + r.Counter.Zh + r.Decide.Zh
		for _, y := range r.Reasons {
			all += y.Text.Zh
		}
		for _, w := range strings.Fields(x.says) {
			if !strings.Contains(all, w) {
				t.Errorf("%s: nowhere %q in %s", x.claim.Sentence, w, all)
			}
		}
		if testing.Verbose() {
			t.Logf("%s => %s [%s]\n  R %s\n  C %s\n  D %s\n  R %s\n  C %s\n", r.Sentence, r.Verdict, codes(r), r.Rewording.Zh, r.Counter.Zh, r.Decide.Zh, r.Rewording.En, r.Counter.En)
			for _, y := range r.Reasons {
				t.Logf("    %s %s | %s", y.Code, y.Text.Zh, y.Text.En)
			}
			for _, f := range r.Figures {
				e := ""
				if f.Formula != nil {
					e = f.Formula.Expr
				}
				t.Logf("    = %s %s %s %s %s", f.Name.Zh, f.Value, f.Unit, f.Period, e)
			}
		}
	}
}

// What clusters are used for asks for an inventory where the study has none.
func TestClusterShareWithoutInventory(t *testing.T) {
	c := Claim{Sentence: "30多个产业集聚片区，真正用于创新的只是少数", Type: ClusterShare, Indicator: "产业集聚片区", Figure: num("30"), Unit: "个", Hedge: AndMore, RankWord: "low", Word: "只是少数"}
	r := Judge(c, wuhan(t))
	if r.Verdict != Undecidable || !strings.Contains(r.Decide.Zh, "片区清查表") || !strings.Contains(r.Rewording.Zh, "专项调查") {
		t.Errorf("%s: %s %s", r.Verdict, r.Rewording.Zh, r.Decide.Zh)
	}
}
