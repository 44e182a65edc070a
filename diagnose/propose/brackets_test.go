package propose

import "testing"

// Numbers in brackets behind the place or the indicator that they belong to.
func TestProposeBrackets(t *testing.T) {
	check(t, wuhan(t), []sample{
		{"研发投入强度在15城市中处于中游", "rank ind=rd_intensity rw=middle roster=15城市"},
		{"GDP增速（8.0%）高于全国（6.6%）1.4个百分点", "all {growth ind=gdp place=420100 fig=8.0% | growth ind=gdp place=000000 fig=6.6% | growth-gap ind=gdp peers=000000 fig=1.4百分点 than=above}"},
		{"研发投入强度低于西安（5.10%）、深圳（4.20%）", "all {level ind=rd_intensity place=610100 fig=5.10% | level ind=rd_intensity place=440300 fig=4.20% | comparison ind=rd_intensity place=420100 peers=610100,440300 than=below}"},
		{"高新技术企业（3536家）较上年增长25.1%", "all {level ind=high_tech_enterprises fig=3536家 | growth ind=high_tech_enterprises fig=25.1%}"},
		{"全市科技型中小企业只有1700多家，与杭州（约4000家）、成都（约3500家）差距较大", "all {level ind=tech_sme place=420100 fig=1700家 hedge=more | level place=330100 fig=4000家 hedge=about | level place=510100 fig=3500家 | comparison peers=330100,510100 than=below}"},
		{"进出口总额2148.4亿元（增长11.1%）", "all {level ind=trade_total fig=2148.4亿元 | growth ind=trade_total fig=11.1%}"},
		{"武汉市2016年至2018年财政科技拨款分别为86.42亿元、112.99亿元和134.41亿元", "all {level ind=fiscal_science period=2016 fig=86.42亿元 | level period=2017 fig=112.99亿元 | level period=2018 fig=134.41亿元}"},
		{"R&D经费同比增长14.8%，但总量仅居15城市第5位", "all {growth ind=rd_expenditure fig=14.8% | rank ind=rd_expenditure rank=5 roster=15城市}"},
		{"去年全市R&D经费支出比上年增长14.77%", "growth ind=rd_expenditure period=2017 from=2016 fig=14.77%"},
		{"深圳2018年研发投入强度达4.2%，比武汉高1.78个百分点", "all {level ind=rd_intensity place=440300 period=2018 fig=4.2% | comparison ind=rd_intensity place=440300 peers=420100 fig=1.78百分点 than=above}"},
	})
}
