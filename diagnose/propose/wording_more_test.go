package propose

import "testing"

// More of the same, of districts, inquiries and speeches.
func TestProposeMoreWordings(t *testing.T) {
	check(t, wuhan(t), []sample{
		{"2018年全市高新技术产业产值突破1万亿元，五年翻了一番", "all {milestone ind=high_tech_output fig=1万亿元 period=2018 | growth ind=high_tech_output times=double years=5}"},
		{"社零总额增长10.5%，增速居副省级城市第3位", "all {growth ind=retail_sales fig=10.5% | rank rank=3 roster=副省级城市}"},
		{"固投增长10.6%，快于全国4.7个百分点", "all {growth ind=fixed_investment fig=10.6% | growth-gap fig=4.7百分点 peers=000000}"},
		{"全市PM2.5平均浓度为49微克/立方米，较2013年下降47.9%", "all {level ind=pm25 | growth ind=pm25 from=2013 fig=47.9% dir=down}"},
		{"地铁通车里程从2012年的56公里增加到305公里", "trend fig=305公里 figfrom=56 from=2012"},
		{"全市人均GDP是全国平均水平的2.1倍", "comparison ind=gdp_per_capita peers=000000 fig=2.1倍 times=to"},
		{"城镇居民人均可支配收入达到47359元，年均增长9.3%", "all {level ind=income_urban fig=47359元 | growth ind=income_urban avg=yes fig=9.3%}"},
		{"财政总收入、一般公共预算收入分别增长9.6%、8.5%", "all {growth fig=9.6% | growth ind=fiscal_revenue fig=8.5%}"},
		{"工业投资占比由30%提高到41%", "trend figfrom=30 fig=41%"},
		{"一般公共预算收入占GDP的比重为10.3%，低于深圳（14.6%）、杭州（13.5%）", "all {share ind=fiscal_revenue against=gdp fig=10.3% | not-understood | not-understood | comparison peers=440300,330100 than=below}"},
		{"工业比重偏低，制造业占GDP比重持续下滑", "all {rank rw=low | trend ind=manufacturing_share dir=down}"},
		{"在汉央企研发投入占全市比重超四成", "share fig=40% hedge=over"},
		{"技术合同成交额中，输出到省外的占六成", "share fig=60%"},
		{"研发投入强度增幅在15个副省级城市中垫底", "rank rw=low roster=15个副省级城市"},
		{"武汉高校科技成果有70%以上流向沿海地区", "share fig=70% hedge=at-least"},
		{"完成GDP14847亿元，居副省级城市第四", "all {level ind=gdp fig=14847亿元 | rank ind=gdp rank=4}"},
		{"地区生产总值预计突破1.6万亿元，增长7.8%左右", "all {milestone ind=gdp fig=1.6万亿元 | growth ind=gdp fig=7.8% hedge=about}"},
		{"经济总量在全国大中城市中的位次前移1位", "rank-change ind=gdp fig=1位 dir=up"},
		{"全市拥有国家级科技企业孵化器34家，在孵企业超过1.2万家", "all {level ind=national_incubators fig=34家 | level ind=incubated_firms fig=1.2万家 hedge=over}"},
		{"1-10月，全市完成固定资产投资增长10.8%，其中工业投资增长8.2%、房地产开发投资增长4.2%", "all {growth ind=fixed_investment fig=10.8% | growth ind=industrial_investment fig=8.2% | growth ind=real_estate_investment fig=4.2%}"},
		{"比照先进城市，我市科创板上市企业仅3家，差距明显", "all {level ind=star_listed fig=3家 | comparison ind=star_listed group=先进城市}"},
		{"纵向看，研发投入强度逐年提高；横向看，与深圳差距较大", "all {trend ind=rd_intensity dir=up | comparison ind=rd_intensity peers=440300 than=below}"},
		{"深圳每平方公里高新技术企业7.2家，武汉仅0.4家", "all {level place=440300 fig=7.2家 | level place=420100 fig=0.4家}"},
		{"2013年、2015年、2018年，全市研发投入强度分别为2.74%、2.99%、2.42%", "all {level period=2013 fig=2.74% | level period=2015 fig=2.99% | level period=2018 fig=2.42%}"},
		{"2018年武汉、南京、西安技术合同成交额分别为722.6亿元、401.9亿元和1023.8亿元，武汉居第2位", "all {level place=420100 | level place=320100 | level place=610100 | rank rank=2}"},
		{"全市共有院士68人，其中中国科学院院士28人、中国工程院院士40人", "all {level ind=academicians fig=68人 | level fig=28人 | level fig=40人}"},
		{"较2017年，2018年高新技术企业增加709家", "change ind=high_tech_enterprises from=2017 period=2018 fig=709家"},
		{"到2020年，高新技术企业总数达到5000家以上，研发投入强度达到3%", "all {target ind=high_tech_enterprises period=2020 fig=5000家 | target ind=rd_intensity period=2020 fig=3%}"},
		{"武汉在全国创新型城市中的创新能力排名由第7位上升到第5位", "rank-change"},
		{"武汉创新能力排名由2016年的第7位上升到2018年的第5位", "rank-change"},
		{"创新能力排名由第7位上升到第5位", "rank-change"},
		{"武汉创新能力排名，由2016年的第7位上升到2018年的第5位", "rank-change"},
		{"自然指数全球排名由第42位升至第15位", "rank-change"},
		{"城市综合竞争力全国排名由第42位升至第15位", "rank-change"},
		{"研发投入强度由于经费不足，低于深圳", "all {rank ind=rd_expenditure rw=low | comparison ind=rd_intensity peers=440300 than=below | causal}"},
		{"财政投入不足导致基础研究薄弱", "all {rank ind=财政投入 rw=low | exists ind=基础研究 | causal word=导致}"},
	})
}
