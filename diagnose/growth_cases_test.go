package diagnose

import (
	"testing"

	"github.com/quanyu/quanyu/city"
)

// invented is a made-up city 甲市 with made-up round figures: they test the
// arithmetic and stand for no real place.
func invented(t *testing.T) *Bench {
	t.Helper()
	b := bench(t, `
gdp|X90001|2019|5000.0|亿元
gdp|X90001|2020|5400.0|亿元
gdp|X90001|2020|6.2|%|facet=growth|price=constant
gdp|X90001|2020Q3|3900.0|亿元
gdp|X90001|2019Q3|3750.0|亿元
gdp|X90001|2019-01/2019-09|3600.0|亿元
gdp|X90001|2020-01/2020-09|3870.0|亿元
gdp_growth|X90002|2020|4.1|%
industrial_value_added|X90001|2019|1500.0|亿元
industrial_value_added|X90001|2020|1700.0|亿元
industrial_value_added|X90001|2020|9.0|%|facet=growth|price=constant
fiscal_revenue|X90001|2019|400.0|亿元
fiscal_revenue|X90001|2020|410.0|亿元|status=preliminary
retail_sales|X90001|2020|3.4|%|facet=growth
exports|X90001|2019|0|亿元
exports|X90001|2020|12|亿元
industrial_profit|X90001|2019|-3.5|亿元
industrial_profit|X90001|2020|2.1|亿元
industrial_investment|X90001|2020|300.0|亿元|price=constant
industrial_investment|X90001|2019|250.0|亿元|price=constant
primary_value_added|X90001|2020|140.4|亿元
secondary_value_added|X90001|2020|1922.4|亿元
tertiary_value_added|X90001|2020|3337.2|亿元
patent_grants|X90001|2018|2000|件|status=rounded
patent_grants|X90001|2019|2500|件
patent_grants|X90001|2020|3000|件|status=lower-bound
invention_grants|X90001|2019|500|件
invention_grants|X90001|2020|700|件
academicians|X90001|2019|30|人
academicians|X90001|2020|30|人
tertiary_share|X90001|2019|61.2|%
tertiary_share|X90001|2020|61.8|%
exports|X90002|2019Q4|50.0|亿元
exports|X90002|2020Q1|40.0|亿元
exports|X90002|2020Q2|44.0|亿元
exports|X90002|2020Q3|49.0|亿元
retail_sales|X90002|2020-11|30.0|亿元
retail_sales|X90002|2020-12|33.0|亿元
retail_sales|X90002|2019Q1|20.0|亿元
retail_sales|X90002|2020Q1|21.0|亿元
retail_sales|X90002|2019Q2|20.0|亿元
retail_sales|X90002|2020Q2|22.0|亿元
gdp|X90001|2018|4700.0|亿元
population_resident|X90001|2019|500.00|万人
population_resident|X90001|2020|560.00|万人|status=census-revised
fixed_investment|X90001|2019|-2.0|%|facet=growth
fixed_investment|X90001|2020|-11.8|%|facet=growth
agriculture_value_added|X90001|2019|100.0|亿元
agriculture_value_added|X90001|2020|120.0|亿元
gdp|X90003|2021|100.0|亿元
gdp|X90003|2022|106.0|亿元
gdp|X90003|2022|4.0|%|facet=growth|price=constant
gdp|X90003|2023|113.0|亿元
gdp|X90003|2023|5.7|%|facet=growth|price=constant
tax_revenue|X90001|2020|300.0|亿元
tax_revenue|X90001|2020|-4.7|%|facet=growth
trade_total|X90001|2019|100.0|亿元|source=b|grade=A
trade_total|X90001|2019|110.0|亿元|source=c
trade_total|X90001|2020|121.0|亿元|source=b|grade=A
unemployment_rate|X90001|2019|4.05|%
unemployment_rate|X90001|2020|4.05|%
gdp|X90002|2019|2000.0|亿元
gdp|X90002|2020|2080.0|亿元
high_tech_enterprises|X90001|2018|100|家|source=a
high_tech_enterprises|X90001|2019|150|家|source=a
high_tech_enterprises|X90001|2020|200|家|source=a
high_tech_enterprises|X90001|2020|1|位|facet=rank|roster=全省
high_tech_enterprises|X90001|2019|1|位|facet=rank|roster=全省
high_tech_enterprises|X90001|2018|2|位|facet=rank|roster=全省
`)
	if err := b.Set.Places.Add([]city.Place{
		{Code: "X90001", Name: "甲市", Short: "甲市", Level: city.Prefecture, Parent: "000000"},
		{Code: "X90003", Name: "丙市", Short: "丙市", Level: city.Prefecture, Parent: "000000"},
		{Code: "X90002", Name: "乙市", Short: "乙市", Level: city.Prefecture, Parent: "000000"},
	}, nil); err != nil {
		t.Fatal(err)
	}
	b.Place = "X90001"
	return b
}

func TestGrowthCases(t *testing.T) {
	checkAll(t, invented(t), []judged{
		// a rate with a stated constant-price basis stands beside nominal levels
		{Claim{Sentence: "2020年GDP增长6.2%", Type: GrowthType, Indicator: "gdp", Period: "2020", Figure: num("6.2"), Unit: "%"},
			Supported, "implied-price", "5400.0亿元 6.2% 可比价格 8.00%", "", "6.2%"},
		{Claim{Sentence: "2020年GDP按可比价格增长6.2%", Type: GrowthType, Indicator: "gdp", Period: "2020", Figure: num("6.2"), Unit: "%", Price: city.Constant},
			Supported, "", "可比价格", "", "6.2%"},
		{Claim{Sentence: "2020年GDP增长8.0%", Type: GrowthType, Indicator: "gdp", Period: "2020", Figure: num("8.0"), Unit: "%"},
			Partly, "basis-not-stated implied-price", "6.2%", "", "8.0%"},
		{Claim{Sentence: "2020年GDP按现价增长8.0%", Type: GrowthType, Indicator: "gdp", Period: "2020", Figure: num("8.0"), Unit: "%", Price: city.Current},
			Supported, "", "8.0%", "", "8.0%"},
		{Claim{Sentence: "2020年GDP增长7.1%", Type: GrowthType, Indicator: "gdp", Period: "2020", Figure: num("7.1"), Unit: "%"},
			NotSupported, "mismatch", "", "7.1%", ""},
		// only nominal levels, a sentence at constant prices
		{Claim{Sentence: "2020年财政收入按可比价增长2.5%", Type: GrowthType, Indicator: "fiscal_revenue", Period: "2020", Figure: num("2.5"), Unit: "%", Price: city.Constant},
			Undecidable, "basis-not-stated preliminary", "可比价格", "", ""},
		{Claim{Sentence: "2020年财政收入增长2.5%", Type: GrowthType, Indicator: "fiscal_revenue", Period: "2020", Figure: num("2.5"), Unit: "%"},
			Supported, "preliminary", "410.0亿元（初步核算数）", "", "2.5%"},
		// a printed rate only
		{Claim{Sentence: "2020年社会消费品零售总额增长3.4%", Type: GrowthType, Indicator: "retail_sales", Period: "2020", Figure: num("3.4"), Unit: "%"},
			Supported, "as-printed", "增长3.4%", "", "3.4%"},
		{Claim{Sentence: "2020年社会消费品零售总额增长5%", Type: GrowthType, Indicator: "retail_sales", Period: "2020", Figure: num("5"), Unit: "%"},
			NotSupported, "as-printed mismatch", "增长3.4%", "", ""},
		// an indicator that is itself a growth rate, and one known by it
		{Claim{Sentence: "2020年乙市GDP增速为4.1%", Type: GrowthType, Indicator: "gdp_growth", Place: "X90002", Period: "2020", Figure: num("4.1"), Unit: "%"},
			Supported, "as-printed", "4.1%", "", ""},
		{Claim{Sentence: "2020年乙市GDP增长4.1%", Type: GrowthType, Indicator: "gdp", Place: "X90002", Period: "2020", Figure: num("4.1"), Unit: "%"},
			Supported, "", "4.1%", "", "4.1%"},
		// bases from which nothing grows
		{Claim{Sentence: "2020年出口增长120%", Type: GrowthType, Indicator: "exports", Period: "2020", Figure: num("120"), Unit: "%"},
			Undecidable, "", "增减量", "120", ""},
		{Claim{Sentence: "2020年工业利润增长160%", Type: GrowthType, Indicator: "industrial_profit", Period: "2020", Figure: num("160"), Unit: "%"},
			Undecidable, "", "没有意义", "160", ""},
		{Claim{Sentence: "2020年工业利润比上年增加5.6亿元", Type: Change, Indicator: "industrial_profit", Period: "2020", Figure: num("5.6"), Unit: "亿元", Direction: "up"},
			Supported, "", "5.6亿元", "", "5.6亿元"},
		{Claim{Sentence: "2020年出口是上年的3倍", Type: GrowthType, Indicator: "exports", Period: "2020", Times: "to", Figure: num("3"), Unit: "倍"},
			Undecidable, "", "", "3倍", ""},
		// quarters and spans of months are held against the year before
		{Claim{Sentence: "2020年三季度GDP同比增长4.0%", Type: GrowthType, Indicator: "gdp", Period: "2020Q3", Figure: num("4.0"), Unit: "%"},
			Supported, "", "2020年三季度 同比", "", "4.0%"},
		{Claim{Sentence: "2020年1—9月GDP同比增长7.5%", Type: GrowthType, Indicator: "gdp", Period: "2020-01/2020-09", Figure: num("7.5"), Unit: "%"},
			Supported, "", "2020年1—9月 同比", "", "7.5%"},
		{Claim{Sentence: "2020年1—9月GDP同比增长8.5%", Type: GrowthType, Indicator: "gdp", Period: "2020-01/2020-09", Figure: num("8.5"), Unit: "%"},
			Undecidable, "basis-not-stated", "7.50%", "", ""},
		{Claim{Sentence: "2020年1—9月GDP按现价同比增长8.5%", Type: GrowthType, Indicator: "gdp", Period: "2020-01/2020-09", Figure: num("8.5"), Unit: "%", Price: city.Current},
			NotSupported, "mismatch", "7.50%", "8.5", ""},
		{Claim{Sentence: "2020年1—9月GDP同比增长38.5%", Type: GrowthType, Indicator: "gdp", Period: "2020-01/2020-09", Figure: num("38.5"), Unit: "%"},
			NotSupported, "mismatch", "7.50%", "38.5", ""},
		// rounded values and lower bounds
		{Claim{Sentence: "2019年专利授权量增长25%", Type: GrowthType, Indicator: "patent_grants", Period: "2019", Figure: num("25"), Unit: "%"},
			Supported, "rounded", "", "", "25%"},
		{Claim{Sentence: "2020年专利授权量增长20%", Type: GrowthType, Indicator: "patent_grants", Period: "2020", Figure: num("20"), Unit: "%"},
			Undecidable, "lower-bound", "", "", ""},
		// words without a figure
		{Claim{Sentence: "2020年财政收入稳步增长", Type: GrowthType, Indicator: "fiscal_revenue", Period: "2020", Direction: "up"},
			Supported, "", "2.50%", "", ""},
		{Claim{Sentence: "2020年财政收入下降", Type: GrowthType, Indicator: "fiscal_revenue", Period: "2020", Direction: "down"},
			NotSupported, "", "2.50%", "下降", ""},
		{Claim{Sentence: "2020年两院院士数与上年持平", Type: GrowthType, Indicator: "academicians", Period: "2020", Direction: "flat"},
			Supported, "", "持平", "", ""},
		{Claim{Sentence: "2020年没有增长", Type: GrowthType, Indicator: "fiscal_revenue", Period: "2020", Direction: "up", Denied: true},
			NotSupported, "", "", "", ""},
		{Claim{Sentence: "2020年增长5%", Type: GrowthType, Period: "2020", Figure: num("5"), Unit: "%"},
			Undecidable, "unknown-indicator", "", "", ""},
		{Claim{Sentence: "2017年财政收入增长5%", Type: GrowthType, Indicator: "fiscal_revenue", Period: "2017", Figure: num("5"), Unit: "%"},
			Undecidable, "no-data", "2016年、2017年", "", ""},
		{Claim{Sentence: "2020年高新技术企业比2018年翻一番", Type: GrowthType, Indicator: "high_tech_enterprises", From: "2018", Period: "2020", Times: "double"},
			Supported, "", "2倍", "", ""},
		{Claim{Sentence: "2020年高新技术企业比2018年增长一倍", Type: GrowthType, Indicator: "high_tech_enterprises", From: "2018", Period: "2020", Times: "by", Figure: num("1"), Unit: "倍"},
			Supported, "", "增长1倍", "", ""},
		{Claim{Sentence: "2020年高新技术企业比2018年增长两倍", Type: GrowthType, Indicator: "high_tech_enterprises", From: "2018", Period: "2020", Times: "by", Figure: num("2"), Unit: "倍"},
			NotSupported, "times-by-to", "2倍 增长1倍", "", ""},
		{Claim{Sentence: "2020年高新技术企业是2018年的近2.1倍", Type: GrowthType, Indicator: "high_tech_enterprises", From: "2018", Period: "2020", Times: "to", Figure: num("2.1"), Unit: "倍", Hedge: Near},
			Supported, "", "", "", ""},
	})
}

func TestGapCases(t *testing.T) {
	checkAll(t, invented(t), []judged{
		{Claim{Sentence: "2020年工业增加值增速快于GDP 2.8个百分点", Type: GrowthGap, Indicator: "industrial_value_added", Against: "gdp", Period: "2020", Figure: num("2.8"), Unit: "百分点", Than: "above"},
			Supported, "", "可比价格 2.8个百分点", "", "2.8百分点"},
		{Claim{Sentence: "2020年工业增加值增速快于GDP增速2.8个百分点", Type: GrowthGap, Indicator: "industrial_value_added", Against: "gdp_growth", Period: "2020", Figure: num("2.8"), Unit: "百分点", Than: "above"},
			Supported, "", "2.8个百分点", "", ""},
		{Claim{Sentence: "2020年工业增加值增速快于GDP 1.2个百分点", Type: GrowthGap, Indicator: "industrial_value_added", Against: "gdp", Period: "2020", Figure: num("1.2"), Unit: "百分点", Than: "above"},
			NotSupported, "mismatch", "", "1.2个", ""},
		// real beside nominal: the printed real rate of consumption is unknown, levels of GDP nominal
		{Claim{Sentence: "2020年社零增速低于GDP", Type: GrowthGap, Indicator: "retail_sales", Against: "gdp", Period: "2020", Than: "below"},
			Undecidable, "basis-not-stated", "同一价格基础", "百分点", ""},
		{Claim{Sentence: "2020年GDP增速高于乙市2.1个百分点", Type: GrowthGap, Indicator: "gdp", Peers: []string{"X90002"}, Period: "2020", Figure: num("2.1"), Unit: "百分点", Than: "above"},
			Supported, "", "乙市", "", "2.1百分点"},
		{Claim{Sentence: "2020年发明专利授权量增速快于GDP", Type: GrowthGap, Indicator: "invention_grants", Against: "gdp", Period: "2020", Than: "above"},
			Supported, "", "40.0%", "", ""},
		// 40.0 less 6.2 at constant prices, as communiqués set counts beside GDP
		{Claim{Sentence: "2020年发明专利授权量增速快于GDP 33.8个百分点", Type: GrowthGap, Indicator: "invention_grants", Against: "gdp", Period: "2020", Figure: num("33.8"), Unit: "百分点", Than: "above"},
			Supported, "", "可比价格 33.8个百分点", "", "33.8百分点"},
		{Claim{Sentence: "2020年发明专利授权量增速快于GDP 32个百分点", Type: GrowthGap, Indicator: "invention_grants", Against: "gdp", Period: "2020", Figure: num("32"), Unit: "百分点", Than: "above"},
			Partly, "basis-not-stated", "现价", "", ""},
		{Claim{Sentence: "增速更快", Type: GrowthGap, Indicator: "gdp", Period: "2020", Than: "above"},
			Undecidable, "no-comparator", "", "", ""},
		{Claim{Sentence: "2020年GDP增速快于保费收入", Type: GrowthGap, Indicator: "gdp", Against: "insurance_premium", Period: "2020", Than: "above"},
			Undecidable, "no-data no-comparator", "保费收入", "", ""},
	})
}

func TestContributionCases(t *testing.T) {
	checkAll(t, invented(t), []judged{
		// (1700-1500)/(5400-5000) = 50 %; 200/5000 = 4 points
		{Claim{Sentence: "工业对GDP增长的贡献率为50%", Type: Contribution, Indicator: "industrial_value_added", Against: "gdp", Period: "2020", Figure: num("50"), Unit: "%"},
			Partly, "basis-not-stated", "贡献率为50% 现价 43.55%", "", "50%"},
		{Claim{Sentence: "农业对GDP增长的贡献率为5%", Type: Contribution, Indicator: "agriculture_value_added", Against: "gdp", Period: "2020", Figure: num("5"), Unit: "%"},
			Supported, "", "贡献率为5% 现价", "", "5%"},
		{Claim{Sentence: "农业拉动GDP增长0.4个百分点", Type: Contribution, Indicator: "agriculture_value_added", Against: "gdp", Period: "2020", Figure: num("0.4"), Unit: "百分点"},
			Supported, "", "增长0.4个百分点 现价", "", "0.4百分点"},
		// at constant prices: 30.0 % of GDP in 2019 times 9.0 % is 2.7 points of 6.2
		{Claim{Sentence: "工业对GDP增长的贡献率为43.5%", Type: Contribution, Indicator: "industrial_value_added", Against: "gdp", Period: "2020", Figure: num("43.5"), Unit: "%"},
			Supported, "", "可比价格 43.5% 占后者的30.0%", "", "43.5%"},
		{Claim{Sentence: "工业拉动GDP增长2.7个百分点", Type: Contribution, Indicator: "industrial_value_added", Against: "gdp", Period: "2020", Figure: num("2.7"), Unit: "百分点"},
			Supported, "", "可比价格 2.7个百分点", "", "2.7百分点"},
		{Claim{Sentence: "工业拉动GDP增长4.0个百分点", Type: Contribution, Indicator: "industrial_value_added", Against: "gdp", Period: "2020", Figure: num("4.0"), Unit: "百分点"},
			Partly, "basis-not-stated", "增长4.0个百分点 2.70个百分点", "", "4.0百分点"},
		{Claim{Sentence: "工业对GDP增长的贡献率为35%", Type: Contribution, Indicator: "industrial_value_added", Against: "gdp", Period: "2020", Figure: num("35"), Unit: "%"},
			NotSupported, "mismatch", "50", "35%", ""},
		{Claim{Sentence: "工业对GDP增长的贡献率超过45%", Type: Contribution, Indicator: "industrial_value_added", Against: "gdp", Period: "2020", Figure: num("45"), Unit: "%", Hedge: Over},
			Partly, "", "", "", ""},
		{Claim{Sentence: "按可比价计算，工业对GDP增长的贡献率为50%", Type: Contribution, Indicator: "industrial_value_added", Against: "gdp", Period: "2020", Figure: num("50"), Unit: "%", Price: city.Constant},
			NotSupported, "mismatch", "43.55%", "", ""},
		{Claim{Sentence: "按可比价计算，农业对GDP增长的贡献率为5%", Type: Contribution, Indicator: "agriculture_value_added", Against: "gdp", Period: "2020", Figure: num("5"), Unit: "%", Price: city.Constant},
			Undecidable, "basis-not-stated", "", "", ""},
		{Claim{Sentence: "工业投资对GDP增长的贡献率为12.5%", Type: Contribution, Indicator: "industrial_investment", Against: "gdp", Period: "2020", Figure: num("12.5"), Unit: "%"},
			Undecidable, "basis-not-stated", "同一价格基础", "", ""},
		{Claim{Sentence: "发明专利对专利增量的贡献率为40%", Type: Contribution, Indicator: "invention_grants", Against: "gdp", Period: "2020", Figure: num("40"), Unit: "%"},
			Undecidable, "unit", "", "", ""},
		{Claim{Sentence: "院士对院士增长的贡献率为40%", Type: Contribution, Indicator: "academicians", Against: "academicians", Period: "2020", Figure: num("40"), Unit: "%"},
			Undecidable, "within-tolerance", "", "", ""},
		{Claim{Sentence: "工业的贡献率为50%", Type: Contribution, Indicator: "industrial_value_added", Period: "2020", Figure: num("50"), Unit: "%"},
			Undecidable, "no-comparator", "", "", ""},
	})
}

func TestStructureCases(t *testing.T) {
	three := []string{"primary_value_added", "secondary_value_added", "tertiary_value_added"}
	checkAll(t, invented(t), []judged{
		// 140.4, 1922.4 and 3337.2 of 5400.0 are 2.6, 35.6 and 61.8
		{Claim{Sentence: "2020年三次产业结构为2.6∶35.6∶61.8", Type: Structure, Indicator: "gdp", Indicators: three, Period: "2020", Figures: nums("2.6", "35.6", "61.8")},
			Supported, "", "2.6∶35.6∶61.8", "", "2.6%"},
		{Claim{Sentence: "2020年三次产业结构为2.6∶35.6∶61.8", Type: Structure, Indicator: "industrial_structure", Period: "2020", Figures: nums("2.6", "35.6", "61.8")},
			Supported, "", "2.6∶35.6∶61.8", "", "2.6%"},
		{Claim{Sentence: "2020年三次产业结构为2.6∶35.6∶61.9", Type: Structure, Indicators: three, Period: "2020", Figures: nums("2.6", "35.6", "61.9")},
			Supported, "rounding", "尾差", "", ""},
		{Claim{Sentence: "2020年三次产业结构为3.6∶34.6∶61.8", Type: Structure, Indicators: three, Period: "2020", Figures: nums("3.6", "34.6", "61.8")},
			NotSupported, "mismatch", "句中为3.6% 数据为2.6%", "3.6", ""},
		{Claim{Sentence: "2020年三次产业结构为2.6∶35.6∶63.8", Type: Structure, Indicators: three, Period: "2020", Figures: nums("2.6", "35.6", "63.8")},
			NotSupported, "mismatch", "102.0 0.15", "63.8", ""},
		{Claim{Sentence: "2021年三次产业结构为2.6∶35.6∶61.8", Type: Structure, Indicators: three, Period: "2021", Figures: nums("2.6", "35.6", "61.8")},
			Undecidable, "no-data", "", "", ""},
		{Claim{Sentence: "2020年三次产业之比为1∶13.7∶23.8", Type: Structure, Indicators: three, Period: "2020", Figures: nums("1", "13.7", "23.8")},
			Supported, "", "", "", ""},
		{Claim{Sentence: "甲乙丙之比为2∶3∶95", Type: Structure, Figures: nums("2", "3", "95")},
			Undecidable, "unknown-indicator", "", "", ""},
		{Claim{Sentence: "结构优化", Type: Structure},
			Undecidable, "not-understood", "", "", ""},
	})
}

func TestShareAndStreakCases(t *testing.T) {
	checkAll(t, invented(t), []judged{
		{Claim{Sentence: "2020年工业占GDP比重为31.5%", Type: ShareType, Indicator: "industrial_value_added", Against: "gdp", Period: "2020", Figure: num("31.5"), Unit: "%"},
			Supported, "", "31.48%", "", "31.48%"},
		{Claim{Sentence: "2020年工业占GDP比重超三成", Type: ShareType, Indicator: "industrial_value_added", Against: "gdp", Period: "2020", Figure: num("30"), Unit: "%", Hedge: Over},
			Supported, "", "31.48%", "", ""},
		{Claim{Sentence: "2020年工业占GDP比重提高1.5个百分点", Type: ShareChange, Indicator: "industrial_value_added", Against: "gdp", Period: "2020", Figure: num("1.5"), Unit: "百分点", Direction: "up"},
			Supported, "", "31.48% 比上年（30.00%）提高1.48个百分点", "", "1.48百分点"},
		{Claim{Sentence: "2020年第三产业比重比上年提高0.6个百分点", Type: ShareChange, Indicator: "tertiary_share", Period: "2020", Figure: num("0.6"), Unit: "百分点", Direction: "up"},
			Supported, "", "提高0.6个百分点", "", "0.6百分点"},
		{Claim{Sentence: "2020年第三产业比重比上年下降0.6个百分点", Type: ShareChange, Indicator: "tertiary_share", Period: "2020", Figure: num("0.6"), Unit: "百分点", Direction: "down"},
			NotSupported, "mismatch", "提高0.6个百分点", "下降", ""},
		{Claim{Sentence: "高新技术企业数连续两年居全省第1位", Type: Streak, Indicator: "high_tech_enterprises", Years: 2, Period: "2020", Rank: 1, Roster: "全省"},
			Supported, "", "", "", "2年"},
		{Claim{Sentence: "高新技术企业数连续三年居全省第1位", Type: Streak, Indicator: "high_tech_enterprises", Years: 3, Period: "2020", Rank: 1, Roster: "全省"},
			NotSupported, "mismatch", "第2位", "", "2年"},
		{Claim{Sentence: "连续增长", Type: Streak, Indicator: "high_tech_enterprises", Period: "2020"},
			Undecidable, "not-understood", "", "", ""},
		{Claim{Sentence: "专利授权量连续两年增长", Type: Streak, Indicator: "patent_grants", Years: 2, Period: "2020"},
			Undecidable, "lower-bound rounded", "", "", ""}, // about 2000, then 2500: the rounding may hide all of it
		{Claim{Sentence: "专利授权量2020年增长", Type: Streak, Indicator: "patent_grants", Years: 1, Period: "2020"},
			Supported, "lower-bound", "", "", ""},
	})
}

func TestMoreFormsCases(t *testing.T) {
	checkAll(t, invented(t), []judged{
		{Claim{Sentence: "2020年二季度出口环比增长10.0%", Type: GrowthType, Place: "X90002", Indicator: "exports", Period: "2020Q2", From: "2019Q2", Figure: num("10.0"), Unit: "%"},
			Supported, "", "环比（40.0亿元）增长10.0%", "同比", "10.0%"},
		{Claim{Sentence: "2020年一季度出口环比下降20.0%", Type: GrowthType, Place: "X90002", Indicator: "exports", Period: "2020Q1", Figure: num("20.0"), Unit: "%", Direction: "down"},
			Supported, "", "环比（50.0亿元）下降20.0%", "", "-20.0%"},
		{Claim{Sentence: "2020年12月社零环比增长10.0%", Type: GrowthType, Place: "X90002", Indicator: "retail_sales", Period: "2020-12", Figure: num("10.0"), Unit: "%"},
			Supported, "", "2020年12月", "", "10.0%"},
		{Claim{Sentence: "2018—2020年高新技术企业年均增加50家", Type: Change, Indicator: "high_tech_enterprises", From: "2018", Period: "2020", Average: true, Figure: num("50"), Unit: "家"},
			Supported, "", "年均增加50.0家", "", "50.0家"},
		{Claim{Sentence: "2018—2020年高新技术企业年均增加100家", Type: Change, Indicator: "high_tech_enterprises", From: "2018", Period: "2020", Average: true, Figure: num("100"), Unit: "家"},
			NotSupported, "mismatch", "年均增加50.0家", "", ""},
		{Claim{Sentence: "新认定高新技术企业50家", Type: Change, Indicator: "high_tech_enterprises", Period: "2020", Word: "新认定", Figure: num("50"), Unit: "家", Direction: "up"},
			Partly, "definition-differs", "净增50家", "", ""},
		// 2018 to 2019 +6.38 %, 2019 to 2020 +8.00 %
		{Claim{Sentence: "2020年按现价GDP增速比上年加快1.6个百分点", Type: GrowthGap, Indicator: "gdp", Against: "gdp", From: "2019", Period: "2020", Figure: num("1.6"), Unit: "百分点", Than: "above"},
			Supported, "", "增速比2019年（增长6.4%）加快1.6个百分点", "", "1.6百分点"},
		{Claim{Sentence: "2020年GDP占乙市比重", Type: ShareType, Indicator: "gdp", Place: "X90002", Peers: []string{"X90001"}, Period: "2020", Figure: num("38.5"), Unit: "%"},
			Supported, "", "占甲市地区生产总值（5400.0亿元）的比重为38.52%", "", ""},
		{Claim{Sentence: "占全国比重", Type: ShareType, Indicator: "gdp", Peers: []string{"000000"}, Period: "2020", Figure: num("0.5"), Unit: "%"},
			Undecidable, "no-data no-comparator", "全国", "", ""},
		{Claim{Sentence: "社零连续两个季度同比增长", Type: Streak, Place: "X90002", Indicator: "retail_sales", Years: 2, Unit: "季度", Period: "2020Q2"},
			Supported, "", "2020年一季度增长5.0%", "", "2年"},
		{Claim{Sentence: "GDP连续三个季度增长", Type: Streak, Place: "X90002", Indicator: "gdp", Years: 3, Unit: "季度"},
			Undecidable, "no-data", "", "", ""},
		{Claim{Sentence: "增长5%", Type: GrowthType, Indicator: "独角兽企业数", Period: "2020", Figure: num("5"), Unit: "%"},
			Undecidable, "unknown-indicator no-data", "独角兽企业数", "", ""},
		{Claim{Sentence: "2018—2020年高新技术企业年均增长41.4%", Type: GrowthType, Indicator: "high_tech_enterprises", Period: "2018/2020", Average: true, Figure: num("41.4"), Unit: "%"},
			Supported, "", "以2018年（100家）为基期，2年年均增长41.4%", "", "41.4%"},
	})
}

// Printed rates without levels, and two sources for one year.
func TestSourcesCases(t *testing.T) {
	checkAll(t, invented(t), []judged{
		{Claim{Sentence: "2020年税收收入下降4.7%", Type: GrowthType, Indicator: "tax_revenue", Period: "2020", Figure: num("4.7"), Unit: "%", Direction: "down"},
			Supported, "as-printed", "税收收入为300.0亿元，比上年下降4.7%", "", "-4.7%"},
		{Claim{Sentence: "2020年进出口增长21.0%", Type: GrowthType, Indicator: "trade_total", Period: "2020", Figure: num("21.0"), Unit: "%"},
			Supported, "", "100.0亿元", "", "21.0%"},
		{Claim{Sentence: "2020年进出口增长10.0%", Type: GrowthType, Indicator: "trade_total", Period: "2020", Figure: num("10.0"), Unit: "%"},
			Partly, "sources-differ", "110.0亿元", "", ""},
		{Claim{Sentence: "2020年进出口比上年增加11.0亿元", Type: Change, Indicator: "trade_total", Period: "2020", Figure: num("11.0"), Unit: "亿元", Direction: "up"},
			Partly, "sources-differ", "110.0亿元", "", ""},
		{Claim{Sentence: "2020年末常住人口比上年增加60万人", Type: Change, Indicator: "population_resident", Period: "2020", Figure: num("60"), Unit: "万人", Direction: "up"},
			Partly, "revision-differs", "普查修订数", "", "60.00万人"},
		{Claim{Sentence: "2020年固定资产投资降幅比上年扩大9.8个百分点", Type: GrowthGap, Indicator: "fixed_investment", Against: "fixed_investment", From: "2019", Period: "2020", Figure: num("9.8"), Unit: "百分点", Than: "above"},
			Supported, "", "下降11.8% 降幅比2019年（下降2.0%）扩大9.8个百分点", "", ""},
		{Claim{Sentence: "2020年固定资产投资降幅比上年收窄9.8个百分点", Type: GrowthGap, Indicator: "fixed_investment", Against: "fixed_investment", From: "2019", Period: "2020", Figure: num("9.8"), Unit: "百分点", Than: "below"},
			NotSupported, "mismatch", "", "", ""},
		{Claim{Sentence: "2020年税收增长比上年加快", Type: Change, Indicator: "tax_revenue", Period: "2020", Figure: num("9.8"), Unit: "亿元"},
			Undecidable, "no-data", "2020年甲市税收收入为300.0亿元", "", ""},
		{Claim{Sentence: "2020年第三产业增加值占比提高到61.8%", Type: ShareType, Indicator: "tertiary_value_added", Period: "2020", Figure: num("61.8"), Unit: "%"},
			Supported, "", "占地区生产总值的比重", "", "61.8%"},
		{Claim{Sentence: "2020年第三产业增加值占比提高0.6个百分点", Type: ShareChange, Indicator: "tertiary_value_added", Period: "2020", Figure: num("0.6"), Unit: "百分点", Direction: "up"},
			Supported, "", "提高0.6个百分点", "", "0.6百分点"},
		{Claim{Sentence: "比上年提高0.6个百分点", Type: ShareChange, Indicator: "tertiary_value_added", From: "2019", Period: "2020", Figure: num("0.6"), Unit: "百分点", Direction: "up"},
			Supported, "", "提高0.6个百分点", "", "0.6百分点"},
		{Claim{Sentence: "丙市GDP平均增长4.8%", Type: GrowthType, Place: "X90003", Indicator: "gdp", Average: true, Figure: num("4.8"), Unit: "%"},
			Partly, "base-assumed", "以2021年为基期", "", ""},
		{Claim{Sentence: "2020年高新技术企业占比为12%", Type: ShareType, Indicator: "high_tech_enterprises", Period: "2020", Figure: num("12"), Unit: "%"},
			Undecidable, "no-comparator", "占哪个总量", "", ""},
		// 1.040 × 1.057 = 1.0993: 4.85 % a year; the values alone give 6.30 %
		{Claim{Sentence: "GDP两年平均增长4.8%", Type: GrowthType, Place: "X90003", Indicator: "gdp", From: "2021", Period: "2023", Average: true, Figure: num("4.8"), Unit: "%"},
			Supported, "implied-price", "按可比价格计算 2年年均增长4.8% 2022年增长4.0%", "", "4.8%"},
		{Claim{Sentence: "2023年GDP比2021年增长9.9%", Type: GrowthType, Place: "X90003", Indicator: "gdp", From: "2021", Period: "2023", Figure: num("9.9"), Unit: "%"},
			Supported, "implied-price", "累计增长9.9%", "", "9.9%"},
		{Claim{Sentence: "2023年GDP比2021年增长13.0%", Type: GrowthType, Place: "X90003", Indicator: "gdp", From: "2021", Period: "2023", Figure: num("13.0"), Unit: "%"},
			Partly, "implied-price basis-not-stated", "13.00% 9.93%", "", "13.0%"},
		{Claim{Sentence: "2023年GDP比2021年年均增长8.0%", Type: GrowthType, Place: "X90003", Indicator: "gdp", From: "2021", Period: "2023", Average: true, Figure: num("8.0"), Unit: "%"},
			NotSupported, "mismatch", "6.30% 4.85%", "8.0", ""},
		{Claim{Sentence: "GDP增速由4.0%回升到5.7%", Type: Trend, Place: "X90003", Indicator: "gdp_growth", FigureFrom: num("4.0"), Figure: num("5.7"), Unit: "%", Direction: "up"},
			Supported, "period-assumed", "2022年至2023年 地区生产总值增速由4.0%升至5.7%", "", "5.7%"},
		{Claim{Sentence: "2020年第三产业比重上升", Type: GrowthType, Indicator: "tertiary_share", Period: "2020", Direction: "up"},
			Supported, "", "提高0.6个百分点", "", ""},
	})
}

// Sentences about the rate itself, and multiples without a base. The bureau's
// certified firms grew by 18.7, 25.4, 31.5, 29.9 and 25.1 % from 2014 to 2018.
func TestRateItselfCases(t *testing.T) {
	checkAll(t, bureau(t), []judged{
		{Claim{Sentence: "2015年以来高新技术企业增速逐年加快", Type: Trend, Indicator: "high_tech_enterprises", From: "2015", Period: "2018", Direction: "up"},
			NotSupported, "mismatch", "由25.4%降至25.1%", "升至", "-0.3百分点"},
		{Claim{Sentence: "2014年以来高新技术企业增速持续加快", Type: Trend, Indicator: "high_tech_enterprises", From: "2014", Period: "2018", Direction: "up"},
			Partly, "mismatch", "2017年由31.5%降至29.9%", "", ""},
		{Claim{Sentence: "高新技术企业增速连续两年回落", Type: Streak, Indicator: "high_tech_enterprises", Years: 2, Period: "2018", Direction: "down"},
			Supported, "", "2018年增速由29.9%降至25.1%", "", "2年"},
		{Claim{Sentence: "高新技术企业增速连续三年回落", Type: Streak, Indicator: "high_tech_enterprises", Years: 3, Period: "2018", Direction: "down"},
			NotSupported, "mismatch", "2016年增速由25.4%升至31.5%", "", "2年"},
		{Claim{Sentence: "研发经费增速连续两年回升", Type: Streak, Indicator: "rd_expenditure", Years: 2, Period: "2018", Direction: "up"},
			NotSupported, "mismatch estimate", "2018年增速由38.1%降至14.8%", "", "0年"},
		{Claim{Sentence: "研发经费增速连续两年回落", Type: Streak, Indicator: "rd_expenditure", Years: 2, Period: "2018", Direction: "down"},
			Undecidable, "break", "", "", ""},
		{Claim{Sentence: "财政科技拨款实现翻番", Type: GrowthType, Indicator: "fiscal_science", Times: "double"},
			Partly, "base-assumed", "2014年", "", ""},
		{Claim{Sentence: "国家奖励数实现翻番", Type: GrowthType, Indicator: "national_awards", Times: "double"},
			NotSupported, "mismatch", "0.81倍", "", ""},
		{Claim{Sentence: "工业投资下降3倍", Type: GrowthType, Indicator: "industrial_investment", Times: "by", Figure: num("3"), Unit: "倍", Direction: "down"},
			NotSupported, "times-down", "百分数", "3倍", ""},
		{Claim{Sentence: "财政科技拨款年均增长33.6%", Type: GrowthType, Indicator: "fiscal_science", Average: true, Figure: num("33.6"), Unit: "%"},
			Partly, "base-assumed", "2013年", "18.96", ""},
		{Claim{Sentence: "财政科技拨款年均增长50%", Type: GrowthType, Indicator: "fiscal_science", Average: true, Figure: num("50"), Unit: "%"},
			NotSupported, "mismatch", "33.58%", "", ""},
		{Claim{Sentence: "2016—2018年，高新技术企业年均增长27.5%", Type: GrowthType, Indicator: "high_tech_enterprises", From: "2016", Period: "2018", Average: true, Figure: num("27.5"), Unit: "%"},
			Partly, "rounding", "27.446%", "27.5", ""},
		{Claim{Sentence: "研发投入强度由2.34%提高到2.42%", Type: Trend, Indicator: "rd_intensity", FigureFrom: num("2.34"), Figure: num("2.42"), Unit: "%", Direction: "up"},
			Supported, "period-assumed", "2017年至2018年", "", ""},
		{Claim{Sentence: "研发投入强度由2.74%降至2.42%", Type: Trend, Indicator: "rd_intensity", FigureFrom: num("2.74"), Figure: num("2.42"), Unit: "%", Direction: "down"},
			Undecidable, "period-assumed break", "2016年至2018年", "2.74", ""},
		{Claim{Sentence: "高新技术企业比2017年增加25.1个百分点", Type: ShareChange, Indicator: "high_tech_enterprises", From: "2017", Period: "2018", Figure: num("25.1"), Unit: "百分点", Direction: "up"},
			Partly, "percent-point", "25.08%", "百分点", ""},
	})
}
