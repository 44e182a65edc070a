package propose

import "testing"

// The same grammar in other places: 我市, 全区 and 全县 are the study's place,
// the year is the study's.
func TestProposeOtherPlaces(t *testing.T) {
	at := func(place string, year int, groups ...string) Context {
		c := wuhan(t)
		c.Place, c.Year, c.Groups = place, year, groups
		return c
	}
	check(t, at("510100", 2022, "标兵城市"), []sample{
		{"2022年，我市地区生产总值突破2万亿元，达到20817.5亿元", "all {milestone ind=gdp place=510100 period=2022 fig=2万亿元 | level ind=gdp place=510100 period=2022 fig=20817.5亿元}"},
		{"去年我市高新技术企业达到11500家", "level ind=high_tech_enterprises place=510100 period=2021 fig=11500家"},
		{"今年高新技术企业较上年净增3500家", "change ind=high_tech_enterprises period=2022 from=2021 fig=3500家"},
		{"与深圳、杭州等标兵城市相比，成都研发投入强度偏低", "comparison ind=rd_intensity place=510100 peers=440300,330100 group=标兵城市 than=below"},
		{"与标兵城市相比，独角兽企业数量不足", "comparison ind=unicorns peers=- group=标兵城市 than=below"},
		{"成都经济总量居副省级城市第3位、中西部城市第1位", "all {rank ind=gdp rank=3 roster=副省级城市 | rank ind=gdp rank=1 roster=中西部城市}"},
		{"五年来，高新技术企业年均增长25%以上", "growth ind=high_tech_enterprises years=5 avg=yes fig=25% hedge=at-least"},
		{"较2017年翻两番", "not-understood"},
		{"技术合同成交额较2017年翻两番", "growth ind=technology_contract_value from=2017 times=double fig=2番"},
		{"“十三五”以来，研发经费年均增长14.3%", "growth ind=rd_expenditure from=2015 avg=yes fig=14.3%"},
	})
	check(t, at("340100", 2020), []sample{
		{"2020年合肥市地区生产总值首次突破万亿元大关，达到10045.72亿元", "all {milestone ind=gdp place=340100 period=2020 | level ind=gdp place=340100 period=2020 fig=10045.72亿元}"},
		{"全社会研发投入强度居省会城市第2位", "rank ind=rd_intensity rank=2 roster=省会城市"},
		{"一季度，全市规上工业增加值同比下降7.5%，降幅比1—2月收窄8.6个百分点", "all {growth ind=industrial_value_added_above period=2020Q1 from=2019Q1 fig=7.5% dir=down | growth-gap ind=industrial_value_added_above fig=8.6百分点 dir=down}"},
		{"截至2020年底，全市国家高新技术企业3328户，居省会城市第9位", "all {level ind=high_tech_enterprises period=2020 | rank ind=high_tech_enterprises rank=9 roster=省会城市}"},
		{"我省常住人口城镇化率低于全国5.6个百分点", "comparison ind=urbanisation place=340000 peers=000000 fig=5.6百分点 than=below"},
	})
	check(t, at("X320500-01", 2021), []sample{
		{"园区实现地区生产总值3330.3亿元，按可比价格计算，同比增长10%", "all {level ind=gdp fig=3330.3亿元 | growth ind=gdp fig=10% price=constant}"},
		{"苏州工业园区R&D投入占GDP比重达到4.9%", "share ind=rd_intensity place=X320500-01 fig=4.9%"},
	})
	check(t, at("420112", 2021), []sample{
		{"全区完成固定资产投资增长18.2%，增速居全市新城区第一", "all {growth ind=fixed_investment place=420112 fig=18.2% | rank ind=固定资产投资增速 rank=1}"},
		{"我区规上工业总产值连续三年保持两位数增长", "streak ind=industrial_output_above place=420112 years=3 fig=10% hedge=at-least"},
	})
}

// Words that look like a measure and are none must not become one.
func TestProposeNeverForces(t *testing.T) {
	for _, s := range []string{
		"根据国科发火〔2016〕32号文件", "出席第十三届全国人民代表大会第二次会议", "联系电话：027-82812345", "附件1", "图3", "表2-1",
		"5G、3D打印等新技术", "“1+8”城市圈", "《国务院关于印发“十三五”国家科技创新规划的通知》", "同志们：", "2019年10月14日",
		"第一，第二，第三", "请予审议", "（一）总体情况", "一年之计在于春", "百年大计", "", "。", "36", "增长", "2.42%", "第8位",
		"该市增长8%", "提高3个百分点", "其中", "近年来",
	} {
		c := propose(s, wuhan(t), wuhan(t).Indicators)
		if c.Type != "" && c.Type != "judgement" {
			t.Errorf("%q: forced into %s", s, describe(c))
		}
		checkWhere(t, s, c)
	}
}
