package propose

import "testing"

// What is said of several at once, of a share that goes on, of names that are
// completed by what they belong to.
func TestProposeTogether(t *testing.T) {
	check(t, wuhan(t), []sample{
		{"宜昌、襄阳GDP合计突破1.1万亿元", "sum ind=gdp fig=1.1万亿元 hedge=over peers=420500,420600"},
		{"宜昌、襄阳两市合计实现地区生产总值1.1万亿元", "sum ind=gdp fig=1.1万亿元 peers=420500,420600"},
		{"武汉市和长沙市一般公共预算收入均超过1000亿元", "all {level ind=fiscal_revenue place=420100 fig=1000亿元 hedge=at-least | level ind=fiscal_revenue place=430100 fig=1000亿元 hedge=at-least}"},
		{"2018年GDP、一般公共预算收入、社会消费品零售总额均实现正增长", "all {trend ind=gdp period=2018 years=1 dir=up | trend ind=fiscal_revenue period=2018 years=1 dir=up | trend ind=retail_sales period=2018 years=1 dir=up}"},
		{"出口、进出口总额双双下降", "all {trend ind=exports dir=down | trend ind=trade_total dir=down}"},
		{"GDP和一般公共预算收入两项指标负增长", "all {trend ind=gdp years=1 dir=down | trend ind=fiscal_revenue years=1 dir=down}"},
		{"2018年第一、二、三产业增加值分别为362.00亿元、6377.75亿元和8107.54亿元", "all {level ind=primary_value_added period=2018 fig=362.00亿元 | level ind=secondary_value_added period=2018 fig=6377.75亿元 | level ind=tertiary_value_added period=2018 fig=8107.54亿元}"},
		{"2018年专利授权量32397件，其中发明专利8807件", "all {level ind=patent_grants period=2018 fig=32397件 | level ind=invention_grants period=2018 fig=8807件}"},
		{"农村居民人均可支配收入增速快于城镇居民2个百分点", "growth-gap ind=income_rural fig=2百分点 dir=up against=income_urban than=above"},
		{"财政科技支出不足教育支出的五分之一", "comparison ind=fiscal_science fig=20.0% hedge=under times=to against=fiscal_education than=below"},
		{"户籍人口比常住人口多17万人", "comparison ind=population_registered fig=17万人 against=population_resident than=above"},
		{"常住人口少于户籍人口17万人", "comparison ind=population_resident fig=17万人 against=population_registered than=below"},
		{"城镇居民人均可支配收入（47359元）是农村居民的2.1倍", "all {level ind=income_urban fig=47359元 | comparison ind=income_urban fig=2.1倍 times=to against=income_rural than=above}"},
		{"2018年研发经费364亿元（占GDP的2.42%），同比增长14.9%", "all {level ind=rd_expenditure period=2018 fig=364亿元 | share ind=rd_intensity period=2018 fig=2.42% | growth ind=rd_expenditure period=2018 from=2017 fig=14.9% dir=up}"},
		{"2018年出口占进出口总额的比重为81.5%，较上年提高1.3个百分点", "all {share ind=exports period=2018 fig=81.5% against=trade_total | share-change ind=exports period=2018 from=2017 fig=1.3百分点 dir=up against=trade_total}"},
		{"进出口总额与上年基本持平", "trend ind=trade_total period=2018 from=2017 dir=flat word=基本"},
		{"近八成五的高新技术企业分布在开发区", "share fig=85% hedge=near against=high_tech_enterprises"},
		{"与深圳相比，高新技术企业数量少、研发投入强度低", "all {comparison ind=high_tech_enterprises word=少 peers=440300 than=below | comparison ind=rd_intensity word=低 peers=440300 than=below}"},
		{"人均可支配收入在全省居中", "rank ind=income_all rw=middle word=居中"},
		{"GDP在湖北省13个市中列第一位", "rank ind=gdp rank=1 roster=湖北省13个市"},
		{"没有一家高新技术企业", "exists ind=high_tech_enterprises word=没有一家 denied=yes"},
		{"GDP增长7.1%，超额完成年度目标", "all {growth ind=gdp fig=7.1% dir=up | target ind=gdp_growth}"},
		{"常住人口城镇化率低于周边城市平均水平", "comparison ind=urbanisation group=周边城市 than=below"},
		{"人才短缺", "rank ind=talents rw=low word=短缺"},
		{"研发投入强度仅为全省的60.6%", "comparison ind=rd_intensity fig=60.6% times=to peers=420000 than=below"},
		{"2021、2022、2023年高新技术企业数分别为1200家、1512家、1890家", "all {level ind=high_tech_enterprises period=2021 fig=1200家 | level ind=high_tech_enterprises period=2022 fig=1512家 | level ind=high_tech_enterprises period=2023 fig=1890家}"},
		{"城乡居民人均可支配收入分别达到45391元和26231元", "all {level ind=income_urban fig=45391元 | level ind=income_rural fig=26231元}"},
		{"深圳高新技术企业数量遥遥领先于武汉", "comparison ind=high_tech_enterprises place=440300 peers=420100 than=above"},
		{"宜昌、襄阳、荆州三市高新技术企业均不足2000家", "all {level ind=high_tech_enterprises place=420500 hedge=at-most | level ind=high_tech_enterprises place=420600 | level ind=high_tech_enterprises place=421000}"},
		{"宜昌、襄阳、荆州三市高新技术企业总量突破5000家", "sum ind=high_tech_enterprises fig=5000家 hedge=over peers=420500,420600,421000"},
		{"第三产业名义增速快于GDP1.6个百分点", "growth-gap ind=tertiary_value_added fig=1.6百分点 against=gdp than=above"},
		{"城镇化率分别高于全国1.44个、低于全省7.4个百分点", "all {comparison ind=urbanisation fig=1.44百分点 peers=000000 than=above | comparison ind=urbanisation fig=7.4百分点 peers=420000 than=below}"},
		{"高新技术企业数量虽然增长较快，但总量仅为深圳的22.5%", "comparison ind=high_tech_enterprises fig=22.5% times=to peers=440300 than=below"},
		{"我市GDP与南通差距2912.83亿元", "comparison ind=gdp fig=2912.83亿元 peers=320600 than=below"},
		{"计划到2025年高新技术企业达到3000家", "target ind=high_tech_enterprises period=2025 fig=3000家"},
		{"高新技术企业数量在周边城市中偏少", "rank ind=high_tech_enterprises rw=low word=偏少"},
	})
}
