package diagnose

import (
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
)

// Sentences about other cities, with what a careful person expects of each.
func TestOtherCities(t *testing.T) {
	b := bench(t, `
gdp|510100|2021|19916.98|亿元
gdp|510100|2022|20817.50|亿元
high_tech_enterprises|510100|2019|4149|家
high_tech_enterprises|510100|2020|6125|家
high_tech_enterprises|510100|2021|7911|家
high_tech_enterprises|510100|2022|11500|家
high_tech_enterprises|510000|2021|10200|家
high_tech_enterprises|510000|2022|14600|家
exports|510100|2021|4841.2|亿元
exports|510100|2022|5005.2|亿元
imports|510100|2021|3380.8|亿元
imports|510100|2022|3341.2|亿元
fiscal_revenue|510100|2020|1520.4|亿元
fiscal_revenue|510100|2021|1483.0|亿元
fiscal_revenue|510100|2022|1722.4|亿元
rd_expenditure|510100|2022|733.26|亿元|definition=新口径
patent_grants|510100|2022|81896|件
gdp|430200|2021|3420.3|亿元
gdp|430200|2021|5|位|facet=rank|roster=14个市州
high_tech_enterprises|510100|2025|16000|家|status=target
high_tech_enterprises|430200|2022|19205|家
gdp_growth|500000|2021|8.3|%|price=constant
gdp_growth|500000|2022|2.6|%|price=constant
high_tech_enterprises|420111|2021|1507|家
high_tech_enterprises|420102|2021|352|家
high_tech_enterprises|420103|2021|274|家
high_tech_enterprises|420104|2021|301|家
high_tech_enterprises|420105|2021|367|家
high_tech_enterprises|420106|2021|635|家
high_tech_enterprises|420107|2021|211|家
`)
	const chengdu, sichuan = "510100", "510000"
	for _, x := range []struct {
		claim   Claim
		verdict Verdict
		codes   string // reasons that must be there
		says    string // of the rewording, its parts by |
		counter string
	}{
		{Claim{Sentence: "2022年GDP同比增长2.8%", Type: GrowthType, Indicator: "gdp", Period: "2022", Figure: num("2.8"), Unit: "%"},
			Undecidable, "basis-not-stated", "增长4.52%|按现价", ""},
		{Claim{Sentence: "2022年GDP同比增长28%", Type: GrowthType, Indicator: "gdp", Period: "2022", Figure: num("28"), Unit: "%"},
			NotSupported, "mismatch", "增长4.52%", ""},
		{Claim{Sentence: "2022年GDP按现价增长2.8%", Type: GrowthType, Indicator: "gdp", Period: "2022", Figure: num("2.8"), Unit: "%", Price: city.Current},
			NotSupported, "mismatch", "增长4.52%", ""},
		{Claim{Sentence: "2022年一般公共预算收入增长2.8%", Type: GrowthType, Indicator: "fiscal_revenue", Period: "2022", Figure: num("2.8"), Unit: "%"},
			NotSupported, "mismatch", "", ""},
		{Claim{Sentence: "2022年GDP突破2万亿元", Type: Milestone, Indicator: "gdp", Period: "2022", Figure: num("2"), Unit: "万亿元", Hedge: Over},
			Supported, "", "突破2万亿元（上年为19916.98亿元）", ""},
		{Claim{Sentence: "高新技术企业增速连续三年超过30%", Type: Streak, Indicator: "高新技术企业增速", Years: 3, Figure: num("30"), Unit: "%", Hedge: Over},
			NotSupported, "mismatch", "2021年增长29.2%", ""},
		{Claim{Sentence: "高新技术企业增速连续两年超过25%", Type: Streak, Indicator: "高新技术企业增速", Years: 2, Figure: num("25"), Unit: "%", Hedge: Over},
			Supported, "", "2021年增长29.2%|2022年增长45.4%", ""},
		{Claim{Sentence: "出口占进出口的比重为60.0%", Type: ShareType, Indicator: "exports", Against: "trade_total", Period: "2022", Figure: num("60.0"), Unit: "%"},
			Supported, "", "59.97%", ""},
		{Claim{Sentence: "高新技术企业占全省的比重比上年提高1.2个百分点", Type: ShareChange, Indicator: "high_tech_enterprises", Peers: []string{sichuan}, Period: "2022", Figure: num("1.2"), Unit: "百分点", Direction: "up"},
			Supported, "", "成都市高新技术企业数占四川省的比重为78.77%，比上年（77.56%）提高1.21个百分点", ""},
		{Claim{Sentence: "占全省的比重由2021年的77.6%升至78.8%", Type: Trend, Indicator: "high_tech_enterprises", Peers: []string{sichuan}, From: "2021", Period: "2022", FigureFrom: num("77.6"), Figure: num("78.8"), Unit: "%", Direction: "up"},
			Supported, "", "由77.56%升至78.77%，提高1.21个百分点", ""},
		{Claim{Sentence: "占全省的比重由2021年的70.6%升至78.8%", Type: Trend, Indicator: "high_tech_enterprises", Peers: []string{sichuan}, From: "2021", Period: "2022", FigureFrom: num("70.6"), Figure: num("78.8"), Unit: "%", Direction: "up"},
			NotSupported, "mismatch", "由77.56%升至78.77%", ""},
		{Claim{Sentence: "一般公共预算收入由负转正", Type: Trend, Indicator: "一般公共预算收入增速", Period: "2022"},
			Supported, "", "2021年下降2.5%，2022年增长16.1%", "基数"},
		{Claim{Sentence: "2022年R&D经费733.26亿元", Type: LevelType, Indicator: "rd_expenditure", Period: "2022", Figure: num("733.26"), Unit: "亿元"},
			Supported, "", "733.26亿元", ""},
		{Claim{Sentence: "2022年专利授权量约9万件", Type: LevelType, Indicator: "patent_grants", Period: "2022", Figure: num("9"), Unit: "万件", Hedge: OrSo},
			Partly, "hedge-loose", "81896件", "少0.8104万件"},
		{Claim{Sentence: "2021年株洲市GDP居全省第5位", Type: RankType, Indicator: "gdp", Place: "430200", Roster: "全省", Period: "2021", Rank: 5},
			Supported, "as-printed", "在14个市州中居第5位", "无法复核"},
		{Claim{Sentence: "到2025年高新技术企业达到16000家", Type: LevelType, Indicator: "high_tech_enterprises", Period: "2025", Figure: num("16000"), Unit: "家"},
			Undecidable, "is-target no-data", "目标为16000家", "目标不是实绩"},
		{Claim{Sentence: "高新技术企业数超过四川省2倍", Type: Comparison, Indicator: "high_tech_enterprises", Place: "430200", Peers: []string{chengdu}, Period: "2022", Figure: num("2"), Unit: "倍", Than: "above"},
			NotSupported, "mismatch", "1.7倍", ""},
		{Claim{Sentence: "GDP两年平均增长5.4%", Type: GrowthType, Indicator: "gdp", Place: "500000", Period: "2022", Average: true, Figure: num("5.4"), Unit: "%"},
			Supported, "as-printed", "以2020年为基期|2年年均增长5.4%", ""},
		{Claim{Sentence: "2022年GDP即将突破2.1万亿元", Type: Milestone, Indicator: "gdp", Period: "2022", Figure: num("2.1"), Unit: "万亿元", Hedge: Over},
			Supported, "", "20817.50亿元", ""},
		{Claim{Sentence: "2022年出口对进出口增长的贡献率为200%", Type: Contribution, Indicator: "exports", Against: "trade_total", Period: "2022", Figure: num("200"), Unit: "%"},
			NotSupported, "mismatch", "131.83%", ""},
		{Claim{Sentence: "居中心城区首位", Type: RankType, Indicator: "high_tech_enterprises", Place: "420111", Period: "2021", Rank: 1},
			Supported, "", "第1位", "武昌区（635家）多872家"},
	} {
		if x.claim.Place == "" {
			x.claim.Place = chengdu
		}
		r := Judge(x.claim, b)
		wants(t, r, x.verdict, x.codes)
		for _, s := range strings.Split(x.says, "|") {
			if !strings.Contains(r.Rewording.Zh, s) {
				t.Errorf("%s: rewording %q lacks %q", x.claim.Sentence, r.Rewording.Zh, s)
			}
		}
		if !strings.Contains(r.Counter.Zh, x.counter) {
			t.Errorf("%s: counter %q lacks %q", x.claim.Sentence, r.Counter.Zh, x.counter)
		}
		if x.verdict != Undecidable && len(r.Evidence) == 0 {
			t.Errorf("%s: no evidence", x.claim.Sentence)
		}
	}
}

func TestTiedRank(t *testing.T) {
	b := withRoster(t, bench(t, `
urbanisation|360000|2020|60.4|%
urbanisation|430000|2020|60.4|%
urbanisation|420000|2020|62.9|%
`), city.Roster{ID: "三省", Members: []string{"江西省", "湖南省", "湖北省"}})
	i := ""
	for _, x := range b.indicators().All() {
		if x.Name.Zh == "常住人口城镇化率" {
			i = x.ID
		}
	}
	for k := range b.Set.Observations {
		b.Set.Observations[k].Indicator = i
	}
	b.Set.Index()
	r := Judge(Claim{Sentence: "居三省第2位", Type: RankType, Indicator: i, Place: "360000", Roster: "三省", Period: "2020", Rank: 2}, b)
	wants(t, r, Supported, "")
	if !strings.Contains(r.Rewording.Zh, "与湖南省并列第2位") {
		t.Error(r.Rewording.Zh)
	}
}

// A base is named once where clauses repeat it.
func TestFoldBase(t *testing.T) {
	for _, x := range []struct{ give, want string }{
		{"甲为3536家，比上年（2827家）净增709家，比上年（2827家）增长25.1%。", "甲为3536家，比上年（2827家）净增709家、增长25.1%。"},
		{"甲为2亿元，比上年（1亿元）增长100%（按现价数值计算，未扣除价格因素），比上年（1亿元）增加1亿元。", "甲为2亿元，比上年（1亿元）增长100%（按现价数值计算，未扣除价格因素）、增加1亿元。"},
		{"甲为2家，比上年（1家）增加1家，比2013年（1家）增加1家。", "甲为2家，比上年（1家）增加1家，比2013年（1家）增加1家。"},
		{"甲为2家，比上年（1家）增加1家。乙为2家，比上年（1家）增加1家。", "甲为2家，比上年（1家）增加1家。乙为2家，比上年（1家）增加1家。"},
	} {
		if got := foldBase(x.give); got != x.want {
			t.Errorf("%q, want %q", got, x.want)
		}
	}
	if got, want := foldEnglish("It stood at 3, it rose by 1 on the year before (2), it grew by 50% on the year before (2)."), "It stood at 3; it rose by 1 and grew by 50% on the year before (2)."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
