package propose

import (
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
)

// A law that divides places by size, against marks that one place passed, marks
// that somebody set, and intentions.
func TestThreshold(t *testing.T) {
	for _, x := range []struct{ text, want string }{
		{"经济总量在1.5至2.0万亿元区间是一个重要分水岭", "gdp 1.5-2.0 万亿元"},
		{"经济总量1.5万亿—2万亿元是分水岭。", "gdp 1.5-2 万亿元"},
		{"经济总量15000亿元—20000亿元之间是一个坎", "gdp 15000-20000 亿元"},
		{"1.5万亿元至2万亿元是城市经济总量的分水岭", "gdp 1.5-2 万亿元"},
		{"城市经济总量的分水岭在1.5万亿至2万亿元之间", "gdp 1.5-2 万亿元"},
		{"经济总量在1.5万亿元至2万亿元之间存在明显的门槛效应", "gdp 1.5-2 万亿元"},
		{"GDP超过1.5万亿元后，创新驱动型城市才能继续快速增长", "gdp 1.5 万亿元"},
		{"经济总量超过1.5万亿元以后，城市增速往往放缓", "gdp 1.5 万亿元 down"},
		{"人均GDP1万美元是一个拐点", "gdp_per_capita 1 万美元"},
		{"规模越过2万亿元是城市发展的门槛", "gdp 2 万亿元"},
		{"常住人口1000万人是特大城市发展的临界点", "population_resident 1000 万人"},
		{"研发投入强度2.5%是地区生产总值增长的拐点", "rd_intensity 2.5 % against gdp"},
		{"从36个主要城市看，经济总量2万亿元是重要关口", "gdp 2 万亿元 among 36个主要城市"},
		{"经济总量1.5万亿元至2万亿元是城市发展的重要分水岭，大于这一区间，只有创新驱动型城市才能继续快速增长", "gdp 1.5-2 万亿元"},
		{"国际经验表明，人均GDP达到1万美元是经济转型的关键节点", "gdp_per_capita 1 万美元"},
		{"GDP过了1.5万亿元这道坎，增速就会放缓", "gdp 1.5 万亿元 down"},
		{"当经济总量达到1.5万亿元时，增长往往放缓", "gdp 1.5 万亿元 down"},
		{"城市GDP在1.5万亿至2万亿之间会遇到增长瓶颈", "gdp 1.5-2 万亿元 down"},
		{"经济总量1.5万亿元并不是分水岭", "gdp 1.5 万亿元 denied"},
		{"没有证据表明经济总量1.5万亿元是分水岭", "gdp 1.5 万亿元 denied"},
		{"1.5万亿元不是什么分水岭", "gdp 1.5 万亿元 denied"},
		{"经济总量在2.0至1.5万亿元区间是一个重要分水岭", "gdp 1.5-2.0 万亿元"},
		{"经济总量2.0万亿元至1.5万亿元区间存在门槛", "gdp 1.5-2.0 万亿元"},
		{"城市发展的分水岭出现在经济总量1.5万亿元至2万亿元之间", "gdp 1.5-2 万亿元"},
		{"2万亿元是城市从要素驱动转向创新驱动的转折点", "gdp 2 万亿元"},
		{"GDP1.5万亿元—2万亿元是城市能级跃升的关口", "gdp 1.5-2 万亿元"},
		{"人均GDP超过1万美元后，经济增速往往放缓", "gdp_per_capita 1 万美元 down against gdp"},
		{"人均地区生产总值达到10万元以后，增长明显减速", "gdp_per_capita 10 万元 down"},
		{"1000万人口是特大城市发展的分水岭", "population_resident 1000 万人"},
		{"常住人口达到1000万以后，GDP增速会放缓", "population_resident 1000 万人 down against gdp"},
		{"常住人口超过1000万的城市，增长往往放缓", "population_resident 1000 万人 down"},
		{"城市GDP越过万亿元门槛后，增速普遍放缓", "gdp 1 万亿元 down"},
		{"从各地经验看，GDP过了2万亿元就容易陷入增长瓶颈", "gdp 2 万亿元 down"},
		{"城市经济总量一旦突破1.5万亿元，就只能依靠创新才能继续增长", "gdp 1.5 万亿元"},
		{"只有GDP超过1.5万亿元的城市，才能保持快速增长", "gdp 1.5 万亿元"},
		{"GDP低于5000亿元的城市，增长往往更快", "gdp 5000 亿元 down"},
		{"城镇化率超过65%后，城镇化速度往往放缓", "urbanisation 65 % down against urbanisation"},
		{"经验表明，地区生产总值达到8000亿元左右，增长动力就要转换", "gdp 8000 亿元"},
		{"经济总量1.5万亿元并非增速放缓的拐点", "gdp 1.5 万亿元 down denied"},
		{"地区生产总值首次突破2万亿元大关", "milestone"},
		{"经济总量迈上2万亿元台阶", "milestone"},
		{"经济总量跨越1.5万亿元门槛", "milestone"},
		{"年营业收入2000万元是规上工业企业的门槛", "other"},
		{"要以经济总量2万亿元为新的门槛", "other"},
		{"2018年武汉GDP达到1.4万亿元后，增速放缓", "other"},
		{"地区生产总值1.5万亿元", "level"},
		{"2018年地区生产总值14847亿元，是全市发展进程中的重要节点", "level"},
		{"2018年武汉地区生产总值达到14847亿元是发展的重要节点", "level"},
		{"全市有国家级重点实验室27个，成为创新的重要节点", "level"},
		{"研发投入强度2.5%是全国平均水平", "other"},
		{"申报门槛为2亿元", "level"},
		{"高新技术企业认定的研发费用占比门槛为5%", "other"},
		{"享受优惠政策须达到5000万元的门槛", "milestone"},
		{"贷款额度以1000万元为分界线", "level"},
		{"2010年是经济增长的拐点", "other"},
		{"创新是城市竞争的分水岭", "other"},
		{"武汉离1.5万亿元的关口只差一步", "other"},
		{"武汉GDP1.48万亿元，逼近1.5万亿元关口", "other"},
		{"全市GDP突破1万亿元后，增速明显放缓", "other"},
		{"固定资产投资突破8000亿元，增长明显加快", "other"},
		{"研发投入强度达到2.5%以上，创新能力明显增强，经济发展提质增效", "level"},
		{"营业收入超过1亿元的企业，增长普遍放缓", "level"},
		{"只要投入1000万元，就能带动增长", "other"},
	} {
		c := Propose(x.text, wuhan(t))
		var got []string
		switch c.Type {
		case diagnose.ThresholdType:
			var figures []string
			for _, f := range c.Figures {
				figures = append(figures, city.Printed(f))
			}
			got = append(got, c.Indicator, strings.Join(figures, "-"), c.Unit)
			for _, w := range []struct{ word, text string }{{c.Direction, c.Direction}, {c.Against, "against " + c.Against}, {c.Roster, "among " + c.Roster}} {
				if w.word != "" {
					got = append(got, w.text)
				}
			}
			if c.Denied {
				got = append(got, "denied")
			}
		case diagnose.Milestone, diagnose.LevelType:
			got = append(got, string(c.Type))
		}
		if s := strings.Join(got, " "); s != x.want && !(x.want == "other" && c.Type != diagnose.ThresholdType) {
			t.Errorf("%s: %q, not %q (%+v)", x.text, s, x.want, c)
		}
	}
}
