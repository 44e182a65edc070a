package propose

import "testing"

// The same of other cities and districts.
func TestProposeWordingsElsewhere(t *testing.T) {
	for _, c := range []struct {
		place string
		year  int
		list  []sample
	}{
		{"330100", 2022, []sample{
			{"2022年全市生产总值18753亿元，比上年增长1.5%", "all {level ind=gdp place=330100 period=2022 fig=18753亿元 | growth ind=gdp fig=1.5% from=2021}"},
			{"数字经济核心产业增加值5076亿元，占GDP比重27.1%，较2021年提高0.2个百分点", "all {level ind=digital_core_value_added | share ind=digital_core_share fig=27.1% | share-change from=2021 fig=0.2百分点}"},
			{"全市国家高新技术企业累计达1.5万家，五年增长3.1倍", "all {level ind=high_tech_enterprises fig=1.5万家 | growth ind=high_tech_enterprises times=by fig=3.1倍}"},
			{"全社会研发投入占生产总值比重从2017年的3.15%提升到2022年的3.75%左右", "trend ind=rd_intensity from=2017 period=2022 figfrom=3.15 fig=3.75%"},
			{"规上工业增加值4198亿元，增速仅0.3%，低于全省3.9个百分点", "all {level ind=industrial_value_added_above fig=4198亿元 | growth ind=industrial_value_added_above fig=0.3% | growth-gap fig=3.9百分点 peers=330000 than=below}"},
			{"杭州万人有效发明专利拥有量列副省级城市第二", "rank ind=invention_per_10k rank=2 roster=副省级城市"},
		}},
		{"440300", 2022, []sample{
			{"深圳地区生产总值3.24万亿元、居亚洲城市第四位", "all {level ind=gdp fig=3.24万亿元 | rank ind=gdp rank=4 roster=亚洲城市}"},
			{"全社会研发投入占地区生产总值比重达5.49%", "share ind=rd_intensity fig=5.49%"},
			{"企业研发投入占全社会研发投入比重94.0%", "share ind=rd_firms_share fig=94.0%"},
			{"战略性新兴产业增加值1.3万亿元，占地区生产总值比重提高到41.1%", "all {level ind=emerging_value_added fig=1.3万亿元 | share ind=emerging_share fig=41.1%}"},
			{"PCT国际专利申请量连续19年居全国城市首位", "streak ind=pct years=19 rank=1 roster=全国城市"},
			{"固定资产投资同比增长8.4%，其中工业投资增长19.5%，连续两年保持两位数增长", "all {growth ind=fixed_investment fig=8.4% | growth ind=industrial_investment fig=19.5% | streak ind=industrial_investment years=2}"},
		}},
		{"510100", 2021, []sample{
			{"2021年成都实现地区生产总值19917亿元，同比增长8.6%，两年平均增长6.3%", "all {level ind=gdp fig=19917亿元 period=2021 | growth ind=gdp fig=8.6% | growth ind=gdp avg=yes years=2 fig=6.3%}"},
			{"高新技术企业净增1700家、总数达7800家", "all {change ind=high_tech_enterprises fig=1700家 | level ind=high_tech_enterprises fig=7800家}"},
			{"成都常住人口超2100万，居全国城市第四", "all {level ind=population_resident hedge=over | rank ind=population_resident rank=4 roster=全国城市}"},
			{"双流区规上工业总产值完成1206亿元，总量位居全市第三", "all {level ind=industrial_output_above place=510116 fig=1206亿元 | rank ind=industrial_output_above rank=3 roster=全市}"},
		}},
		{"340100", 2020, []sample{
			{"高新技术企业由2015年的1056户增加到2020年的3328户，是“十二五”末的3.15倍", "all {trend ind=high_tech_enterprises from=2015 period=2020 | growth ind=high_tech_enterprises times=to fig=3.15倍 from=2015}"},
			{"全社会研发经费占GDP比重达3.52%，居省会城市第2位", "all {share ind=rd_intensity fig=3.52% | rank ind=rd_intensity rank=2 roster=省会城市}"},
		}},
		{"430100", 2021, []sample{
			{"万人有效发明专利拥有量44.28件，同比增加6.1件", "all {level ind=invention_per_10k fig=44.28件 | change ind=invention_per_10k fig=6.1件}"},
			{"长沙研发投入强度2.75%，低于武汉0.51个百分点、合肥0.77个百分点", "all {level ind=rd_intensity fig=2.75% | comparison ind=rd_intensity peers=420100 fig=0.51百分点 | comparison ind=rd_intensity peers=340100 fig=0.77百分点}"},
		}},
		{"610100", 2019, []sample{
			{"西安技术合同成交额由2015年的658亿元增长到2019年的1362亿元，稳居副省级城市第一方阵", "all {trend ind=technology_contract_value from=2015 period=2019 | rank ind=technology_contract_value rw=high roster=副省级城市}"},
			{"西安R&D经费投入强度5.14%，在副省级城市中仅次于深圳", "all {level ind=rd_intensity fig=5.14% | rank ind=rd_intensity rank=2 roster=副省级城市}"},
			{"央属科研院所贡献了全市六成左右的研发经费", "share fig=60%"},
		}},
		{"320500", 2020, []sample{
			{"苏州实际使用外资占全省比重为23.6%", "share ind=fdi fig=23.6%"},
			{"高技术产业产值占规上工业总产值比重由47.3%升至50.9%", "trend fig=50.9% figfrom=47.3"},
		}},
		{"370200", 2021, []sample{
			{"青岛海洋生产总值4684.84亿元，增长17.1%，占GDP比重达33.1%", "all {level ind=marine_output fig=4684.84亿元 | growth ind=marine_output fig=17.1% | share ind=marine_output fig=33.1%}"},
			{"民营经济贡献了近五成的税收", "share fig=50% hedge=near"},
			{"民营市场主体占比接近98%", "share ind=民营市场主体 fig=98% hedge=near"},
			{"青岛港货物吞吐量6.3亿吨，增长4.3%；集装箱吞吐量2371万标准箱，增长7.8%", "all {level ind=port_cargo fig=6.3亿吨 | growth ind=port_cargo fig=4.3% | level ind=port_containers | growth ind=port_containers fig=7.8%}"},
		}},
		{"500000", 2020, []sample{
			{"“十三五”时期，重庆GDP年均增长7.2%", "growth ind=gdp avg=yes fig=7.2% from=2015"},
			{"全市研发经费支出占GDP比重为2.1%，与全国平均水平仍有0.3个百分点的差距", "all {share ind=rd_intensity fig=2.1% | comparison ind=rd_intensity peers=000000 fig=0.3百分点 than=below}"},
			{"规模以上工业企业研发投入强度居全国第四", "rank ind=rd_industrial_intensity rank=4 roster=全国"},
			{"工业增加值占GDP比重由2015年的30.1%降至2020年的28.0%", "trend from=2015 period=2020 fig=28.0% dir=down"},
		}},
		{"440111", 2021, []sample{
			{"全区地区生产总值2660亿元，总量列全市第4位", "all {level ind=gdp place=440111 fig=2660亿元 | rank ind=gdp rank=4 roster=全市}"},
			{"我区规上服务业营收增速低于全市平均水平2.3个百分点", "growth-gap ind=services_revenue_above peers=440100 fig=2.3百分点 than=below"},
			{"全区高新技术企业存量1900家，占全市的15.3%", "all {level ind=high_tech_enterprises fig=1900家 | share ind=high_tech_enterprises fig=15.3%}"},
			{"白云区科技型中小企业入库数量连续三年全市第一", "streak ind=tech_sme years=3 rank=1"},
			{"新增“四上”企业512家，完成年度任务的128%", "all {change ind=firms_above fig=512家 | target ind=firms_above fig=128%}"},
		}},
		{"310000", 2022, []sample{
			{"上海全社会研发经费支出占全市生产总值的比例达到4.2%左右", "share ind=rd_intensity fig=4.2% hedge=about"},
			{"每万人口高价值发明专利拥有量达到40件左右", "level ind=high_value_patents_per_10k fig=40件 hedge=about"},
			{"三大先导产业规模达到1.4万亿元", "level fig=1.4万亿元"},
			{"工业战略性新兴产业总产值占规模以上工业总产值比重提高到42%", "share fig=42%"},
			{"口岸贸易总额达到10.4万亿元、继续位居全球城市首位", "all {level fig=10.4万亿元 | rank rank=1 roster=全球城市}"},
		}},
		{"410100", 2021, []sample{
			{"郑州研发经费投入强度2.45%，首次超过全国平均水平", "all {level ind=rd_intensity fig=2.45% | comparison ind=rd_intensity peers=000000 than=above}"},
			{"在9个国家中心城市中，郑州高新技术企业数量排名靠后", "rank ind=high_tech_enterprises rw=low roster=9个国家中心城市"},
			{"郑州双一流高校仅1所，远少于武汉的7所、西安的7所", "all {level ind=double_first_class fig=1所 | comparison ind=double_first_class peers=420100 than=below | level ind=double_first_class place=420100 fig=7所 | comparison ind=double_first_class peers=610100 than=below | level place=610100 fig=7所}"},
			{"郑州的院士数量不到武汉的三分之一", "comparison ind=academicians peers=420100 hedge=under"},
		}},
		{"440100", 2020, []sample{
			{"2020年广州地区生产总值2.5万亿元，同比增长2.7%，人均地区生产总值超2万美元", "all {level ind=gdp fig=2.5万亿元 | growth ind=gdp fig=2.7% | level ind=gdp_per_capita}"},
			{"2020年，广州规模以上工业总产值突破2万亿元，高新技术产品产值占比达50%", "all {milestone ind=industrial_output_above fig=2万亿元 | share fig=50%}"},
			{"广州研发投入强度从2015年的2.1%提高到2020年的3%左右", "trend ind=rd_intensity from=2015 period=2020 fig=3% figfrom=2.1"},
			{"广州高新技术企业突破1.1万家，科技型中小企业备案入库数连续三年居全国城市第一", "all {milestone ind=high_tech_enterprises fig=1.1万家 | streak ind=tech_sme years=3 rank=1 roster=全国城市}"},
			{"“自然指数—科研城市”全球排名由第42位升至第15位", "rank-change rankfrom=42 rank=15"},
		}},
		{"320100", 2021, []sample{
			{"南京全社会研发经费支出占GDP比重3.6%左右，每万人发明专利拥有量突破100件", "all {share ind=rd_intensity fig=3.6% hedge=about | milestone ind=invention_per_10k fig=100件}"},
			{"高新技术企业净增1324家、总数达7856家，全年技术合同成交额743亿元，增长10%", "all {change ind=high_tech_enterprises fig=1324家 | level ind=high_tech_enterprises fig=7856家 | level ind=technology_contract_value fig=743亿元 | growth ind=technology_contract_value fig=10%}"},
			{"江北新区地区生产总值增长17.4%，增速连续六年居全市首位", "all {growth fig=17.4% | streak years=6 rank=1 roster=全市}"},
		}},
		{"370100", 2021, []sample{
			{"济南经济总量达到1.14万亿元，跃居全国城市第18位，较2016年前移5位", "all {level ind=gdp fig=1.14万亿元 | rank ind=gdp rank=18 roster=全国城市 | rank-change from=2016 fig=5位 dir=up}"},
			{"市场主体总量142万户，在副省级城市中由第12位升至第9位", "all {level ind=market_entities fig=142万家 | rank-change ind=market_entities rankfrom=12 rank=9 roster=副省级城市}"},
		}},
		{"350200", 2019, []sample{
			{"厦门每平方公里GDP产出3.5亿元，在副省级城市中居第2位", "all {level fig=3.5亿元 | rank rank=2 roster=副省级城市}"},
			{"万元GDP耗电448.2千瓦时，比上年下降5.3%", "all {level fig=448.2千瓦时 | growth fig=5.3% dir=down}"},
			{"高新技术企业贡献了全市一半以上的规模以上工业增加值", "share fig=50% hedge=at-least against=industrial_value_added_above"},
		}},
		{"430104", 2022, []sample{
			{"岳麓区地区生产总值1550亿元，增长4.8%，总量跃居全省县市区第5位", "all {level ind=gdp place=430104 fig=1550亿元 | growth fig=4.8% | rank ind=gdp rank=5}"},
			{"全区科技型中小企业入库1820家，占全市的22.6%，连续四年位列全省区县第一", "all {level ind=tech_sme fig=1820家 | share ind=tech_sme fig=22.6% | streak years=4 rank=1}"},
		}},
	} {
		ctx := wuhan(t)
		ctx.Place, ctx.Year = c.place, c.year
		check(t, ctx, c.list)
	}
}
