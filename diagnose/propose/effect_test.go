package propose

import (
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
)

// Measures and what came of them, against causes that are no measures, measures
// that are counted, intentions, and praise.
func TestEffect(t *testing.T) {
	for _, x := range []struct{ text, want string }{
		{"创新型城市试点显著提升了高新技术企业数量", "创新型城市试点: high_tech_enterprises up"},
		{"自创区建设带动GDP增速提高1.2个百分点", "自创区建设: gdp_growth up 1.2百分点"},
		{"“揭榜挂帅”政策使技术合同成交额增长了30%", "“揭榜挂帅”政策: technology_contract_value up 30%"},
		{"该政策没有促进高新技术企业数量增长", "政策: high_tech_enterprises up denied"},
		{"该政策并未有效带动企业研发投入", "政策: rd_firms_expenditure up denied"},
		{"政策实施以来，全市上下齐心协力，成效显著", "政策实施: "},
		{"“揭榜挂帅”政策实施以来，成立了领导小组，出台12项配套文件，成效显著", "“揭榜挂帅”政策实施: "},
		{"创新券政策持续发力，带动技术合同成交额增长30%", "创新券政策: technology_contract_value up 30%"},
		{"减税降费政策有效降低了单位GDP能耗", "减税降费政策: energy_per_gdp down"},
		{"人才补贴政策使高新技术企业增加500家", "人才补贴政策: high_tech_enterprises up 500家"},
		{"科技改革试点对技术合同成交额的促进作用不明显", "科技改革试点: technology_contract_value up denied"},
		{"试点以来技术合同成交额效果不明显", "试点: technology_contract_value denied"},
		{"得益于“揭榜挂帅”政策，技术合同成交额增长30%", "all {growth technology_contract_value 30% | “揭榜挂帅”政策: technology_contract_value up}"},
		{"技术合同成交额增长30%，主要得益于“揭榜挂帅”政策", "all {growth technology_contract_value 30% | “揭榜挂帅”政策: technology_contract_value up}"},
		{"在人才政策的带动下，高新技术企业数量大幅增长", "all {trend high_tech_enterprises | 人才政策: high_tech_enterprises up}"},
		{"补贴政策抑制了企业研发投入", "补贴政策: rd_firms_expenditure down"},
		{"示范区建设推动技术合同成交额达到500亿元", "all {level technology_contract_value 500亿元 | 示范区建设: technology_contract_value up}"},
		{"“放管服”改革有效激发了市场活力", "“放管服”改革: 市场活力 up"},
		{"受政策支持带动，新能源汽车产量增长50%", "all {growth 新能源汽车产量 50% | 政策: 新能源汽车产量 up}"},
		{"国家级新区设立对地区生产总值增长有显著的促进作用", "国家级新区: gdp up"},
		{"减税政策对企业研发投入的激励作用不明显", "减税政策: rd_firms_expenditure up denied"},
		{"创新型城市建设显著提高了城市的创新水平", "创新型城市建设: 城市的创新水平 up"},
		{"科技金融改革创新试验区建设促进了技术合同成交额增长", "科技金融改革创新试验区建设: technology_contract_value up"},
		{"补贴没有提高企业的创新效率", "补贴: 企业的创新效率 up denied"},
		{"高新区政策显著促进了区域创新，使专利授权量提高了12.5%，并带动研发投入增长3%", "all {高新区政策: 区域创新 up | 高新区政策: patent_grants up 12.5% | 高新区政策: rd_expenditure up 3%}"},
		{"科技成果转化改革使技术合同成交额翻了两番", "科技成果转化改革: technology_contract_value up 300%"},
		{"国家自主创新示范区建设对全要素生产率的影响不显著", "国家自主创新示范区建设: 全要素生产率 denied"},
		{"创新型产业集群试点对高新技术企业数量没有显著影响", "创新型产业集群试点: high_tech_enterprises denied"},
		{"税收优惠政策对企业研发投入具有显著的正向影响", "税收优惠政策: rd_firms_expenditure up"},
		{"补贴政策对企业研发投入产生了挤出效应", "补贴政策: rd_firms_expenditure down"},
		{"知识产权示范城市建设使专利授权量年均多增300件以上", "知识产权示范城市建设: patent_grants up 300件"},
		{"碳交易试点促使单位GDP能耗下降了8%以上", "碳交易试点: energy_per_gdp down 8%"},
		{"长江新区规划的出台没有带来房价上涨", "长江新区规划的出台: 房价 up denied"},
		{"营商环境改革使企业开办时间由20天压缩至1天", "all {trend 企业开办时间 1天 | 营商环境改革: 企业开办时间 down}"},
		{"科技创新券政策未见明显成效", "科技创新券政策: denied"},
		{"创新券政策尚未取得预期成效", "创新券政策: denied"},
		{"该补贴政策不仅没有促进创新，反而抑制了企业研发投入", "all {补贴政策: 创新 up denied | 补贴政策: rd_firms_expenditure down}"},
		{"减税政策导致财政收入减少5%", "减税政策: fiscal_revenue down 5%"},
		{"双创示范基地建设有效带动高新技术企业增加50家", "双创示范基地建设: high_tech_enterprises up 50家"},
		{"房票政策显著提振了住房销售", "房票政策: 住房销售 up"},
		{"力争通过示范区建设使高新技术产业增加值翻一番", "other"},
		{"要评估补贴政策对企业研发投入的影响", "other"},
		{"产业升级推动了经济增长", "causal"},
		{"改革开放推动了经济快速增长", "causal"},
		{"受疫情影响，地区生产总值下降4.7%", "other"},
		{"试点增加了5个", "other"},
		{"试点城市数量增加到12个", "other"},
		{"要加大财政补贴力度，促进企业研发投入增长", "other"},
		{"加大财政补贴力度，促进企业研发投入", "other"},
		{"通过政策引导推动产业升级", "政策: 产业升级 up"},
		{"是否需要政策带动技术合同成交额增长", "other"},
		{"“放管服”改革成效明显", "other"},
		{"全市高新技术企业3536家", "level high_tech_enterprises 3536家"},
	} {
		got := effectOf(Propose(x.text, wuhan(t)))
		if got != x.want && !(x.want == "other" && !strings.Contains(got, ":")) {
			t.Errorf("%s\n got  %s\n want %s", x.text, got, x.want)
		}
	}
}

func effectOf(c diagnose.Claim) string {
	var words []string
	switch c.Type {
	case diagnose.All:
		for _, p := range c.Parts {
			words = append(words, effectOf(p))
		}
		return "all {" + strings.Join(words, " | ") + "}"
	case diagnose.EffectType:
		what := c.Indicator
		if what == "" {
			what = c.Concept
		}
		words = append(words, c.Measure+": "+what, c.Direction)
	default:
		words = append(words, string(c.Type), c.Indicator)
	}
	if c.Figure != nil {
		words = append(words, city.Printed(*c.Figure)+c.Unit)
	}
	if c.Denied {
		words = append(words, "denied")
	}
	s := strings.Join(words, " ")
	for strings.Contains(s, "  ") {
		s = strings.ReplaceAll(s, "  ", " ")
	}
	if c.Type == diagnose.EffectType && strings.HasSuffix(s, ": ") {
		return s
	}
	return strings.TrimRight(s, " ")
}
