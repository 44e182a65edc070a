package diagnose

import (
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
)

// bureau is the time series of 武汉市科技统计简表(2013-2018年), typed in from the
// bureau's table: R&D changes its definition in 2016, [ ] are estimates.
func bureau(t *testing.T, more ...string) *Bench {
	t.Helper()
	b := bench(t, `
high_tech_enterprises|420100|2013|1113|家
high_tech_enterprises|420100|2014|1321|家
high_tech_enterprises|420100|2015|1656|家
high_tech_enterprises|420100|2016|2177|家
high_tech_enterprises|420100|2017|2827|家
high_tech_enterprises|420100|2018|3536|家
high_tech_enterprises|420100|2018|25.08|%|facet=growth
high_tech_value_added|420100|2017|2670.57|亿元|definition=规上
high_tech_value_added|420100|2018|2956.81|亿元|definition=规上
high_tech_value_added|420100|2018|13.50|%|facet=growth|definition=规上
high_tech_share_gdp|420100|2017|19.91|%|definition=规上
high_tech_share_gdp|420100|2018|19.91|%|definition=规上
high_tech_share_gdp|420100|2019|24.5|%|definition=政府工作报告口径
fiscal_science|420100|2013|31.6|亿元
fiscal_science|420100|2014|35.89|亿元
fiscal_science|420100|2015|68.19|亿元
fiscal_science|420100|2016|86.42|亿元
fiscal_science|420100|2017|112.99|亿元
fiscal_science|420100|2018|134.41|亿元
fiscal_science|420100|2018|18.96|%|facet=growth
fiscal_science_share|420100|2017|6.54|%
fiscal_science_share|420100|2018|6.97|%
fiscal_science_share|420100|2018|6.57|%|facet=growth
rd_expenditure|420100|2013|248.00|亿元
rd_expenditure|420100|2014|293.38|亿元
rd_expenditure|420100|2015|329.26|亿元
rd_expenditure|420100|2016|227.11|亿元
rd_expenditure|420100|2017|313.68|亿元
rd_expenditure|420100|2018|360|亿元|status=estimate
rd_intensity|420100|2013|2.74|%
rd_intensity|420100|2014|2.91|%
rd_intensity|420100|2015|3.02|%
rd_intensity|420100|2016|1.91|%
rd_intensity|420100|2017|2.34|%
rd_intensity|420100|2018|2.42|%|status=estimate
invention_grants|420100|2013|3171|件
invention_grants|420100|2014|3874|件
invention_grants|420100|2015|6003|件
invention_grants|420100|2016|6514|件
invention_grants|420100|2017|8444|件
invention_grants|420100|2018|8807|件
national_awards|420100|2017|27|项
national_awards|420100|2018|22|项
technology_contracts|420100|2013|12216|项
technology_contracts|420100|2014|16738|项
technology_contracts|420100|2015|15128|项
technology_contracts|420100|2016|16733|项
technology_contracts|420100|2017|15884|项
technology_contracts|420100|2018|17541|项
`+strings.Join(more, "\n"))
	for _, id := range []string{"rd_expenditure", "rd_intensity"} {
		b.Set.Breaks = append(b.Set.Breaks, city.Break{Indicator: id, Place: "420100", From: "2016", Why: city.Text{Zh: "标*的指标统计口径从2016年作了调整", En: "marked *: the definition was adjusted from 2016"}})
	}
	b.Year = 2018
	return b
}

// judged is one claim with what must come of it.
type judged struct {
	claim   Claim
	verdict Verdict
	reasons string
	says    string // words of rewording, counter, decide or reasons
	not     string // words that must not stand in the rewording
	figure  string // the main figure, "" is not tested
}

func checkAll(t *testing.T, b *Bench, list []judged) {
	t.Helper()
	for _, x := range list {
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
		for _, w := range strings.Fields(x.not) {
			if strings.Contains(r.Rewording.Zh, w) {
				t.Errorf("%s: the rewording must not hold %q: %s", x.claim.Sentence, w, r.Rewording.Zh)
			}
		}
		if x.figure != "" && (len(r.Figures) == 0 || city.Printed(r.Figures[0].Value)+r.Figures[0].Unit != x.figure) {
			t.Errorf("%s: main figure %+v, want %s", x.claim.Sentence, r.Figures, x.figure)
		}
		for _, f := range r.Figures {
			if f.Formula != nil {
				checkFormula(t, r, f)
			}
		}
		if testing.Verbose() {
			t.Logf("%s => %s [%s]\n  R %s\n  C %s\n  D %s\n  R %s\n  C %s\n  D %s", r.Sentence, r.Verdict, codes(r), r.Rewording.Zh, r.Counter.Zh, r.Decide.Zh, r.Rewording.En, r.Counter.En, r.Decide.En)
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

// The arithmetic claims of the Wuhan study.
func TestWuhanArithmetic(t *testing.T) {
	checkAll(t, bureau(t), []judged{
		{Claim{Sentence: "2013年至2018年研发投入强度由2.74%降至2.42%", Type: Trend, Indicator: "rd_intensity", From: "2013", Period: "2018", FigureFrom: num("2.74"), Figure: num("2.42"), Unit: "%", Direction: "down"},
			Undecidable, "break estimate", "2013年至2015年由2.74%升至3.02% 2016年至2018年由1.91%升至2.42%（预计数） 提高0.51个百分点", "2.74% 2013年", ""},
		{Claim{Sentence: "高新技术企业2018年比2013年年均增长26.0%", Type: GrowthType, Indicator: "high_tech_enterprises", From: "2013", Period: "2018", Average: true, Figure: num("26.0"), Unit: "%"},
			Supported, "", "以2013年（1113家）为基期 5年年均增长26.0%", "", "26.0%"},
		{Claim{Sentence: "2018年规上高新技术产业增加值增长13.5%", Type: GrowthType, Indicator: "high_tech_value_added", Definition: "规上", Period: "2018", Figure: num("13.5"), Unit: "%"},
			Partly, "basis-not-stated implied-price", "10.72% 13.50%", "", ""},
		{Claim{Sentence: "发明专利授权量五年增长2.8倍", Type: GrowthType, Indicator: "invention_grants", Years: 5, Figure: num("2.8"), Unit: "倍", Times: "by"},
			NotSupported, "times-by-to", "增长1.78倍 2.78倍 8807件 3171件", "", "1.78倍"},
		{Claim{Sentence: "发明专利授权量五年增长到2.8倍", Type: GrowthType, Indicator: "invention_grants", From: "2013", Period: "2018", Figure: num("2.8"), Unit: "倍", Times: "to"},
			Supported, "", "2.78倍", "", "2.78倍"},
		{Claim{Sentence: "2018年高新技术企业较上年净增709家", Type: Change, Indicator: "high_tech_enterprises", Period: "2018", Figure: num("709"), Unit: "家", Direction: "up"},
			Supported, "", "净增709家 2827家", "", "709家"},
		{Claim{Sentence: "2018年高新技术企业增长25.1%", Type: GrowthType, Indicator: "high_tech_enterprises", Period: "2018", Figure: num("25.1"), Unit: "%"},
			Supported, "", "比上年（2827家）增长25.1%", "", "25.1%"},
		{Claim{Sentence: "高新技术产业增加值占GDP比重由2018年的19.91%升至2019年的24.5%", Type: Trend, Indicator: "high_tech_share_gdp", From: "2018", Period: "2019", FigureFrom: num("19.91"), Figure: num("24.5"), Unit: "%", Direction: "up"},
			Undecidable, "definition-differs", "规上口径 政府工作报告口径", "19.91%升至24.5%", ""},
	})
}

// Other sentences on the same table, right and wrong ones.
func TestBureauArithmetic(t *testing.T) {
	checkAll(t, bureau(t), []judged{
		{Claim{Sentence: "2018年高新技术企业比上年增加710家", Type: Change, Indicator: "high_tech_enterprises", Period: "2018", Figure: num("710"), Unit: "家", Direction: "up"},
			NotSupported, "mismatch", "709家", "710", "709家"},
		{Claim{Sentence: "2018年新增高新技术企业709家", Type: Change, Indicator: "high_tech_enterprises", Period: "2018", Figure: num("709"), Unit: "家", Direction: "up"},
			Partly, "definition-differs", "净增709家", "", ""},
		{Claim{Sentence: "2018年新增高新技术企业1500家", Type: Change, Indicator: "high_tech_enterprises", Period: "2018", Figure: num("1500"), Unit: "家", Direction: "up"},
			Undecidable, "definition-differs", "退出", "1500", ""},
		{Claim{Sentence: "2018年净增高新技术企业超700家", Type: Change, Indicator: "high_tech_enterprises", Period: "2018", Figure: num("700"), Unit: "家", Hedge: Over, Direction: "up"},
			Supported, "", "709家", "", ""},
		{Claim{Sentence: "高新技术企业五年净增2423个", Type: Change, Indicator: "high_tech_enterprises", From: "2013", Period: "2018", Figure: num("2423"), Unit: "个", Direction: "up"},
			Supported, "", "2423", "", ""},
		{Claim{Sentence: "2018年财政科技拨款比上年增加0.2142万亿元", Type: Change, Indicator: "fiscal_science", Period: "2018", Figure: num("0.2142"), Unit: "万亿元", Direction: "up"},
			NotSupported, "mismatch", "", "", ""},
		{Claim{Sentence: "2018年财政科技拨款比上年增加21.42亿元", Type: Change, Indicator: "fiscal_science", Period: "2018", Figure: num("21.42"), Unit: "亿元", Direction: "up"},
			Supported, "", "增加21.42亿元", "", "21.42亿元"},
		{Claim{Sentence: "2018年科技成果获国家奖励数下降18.5%", Type: GrowthType, Indicator: "national_awards", Period: "2018", Figure: num("18.5"), Unit: "%", Direction: "down"},
			Supported, "", "下降18.5%", "", "-18.5%"},
		{Claim{Sentence: "2018年科技成果获国家奖励数增长18.5%", Type: GrowthType, Indicator: "national_awards", Period: "2018", Figure: num("18.5"), Unit: "%", Direction: "up"},
			NotSupported, "mismatch", "下降18.52%", "", ""},
		{Claim{Sentence: "2018年高新技术企业增长30%", Type: GrowthType, Indicator: "high_tech_enterprises", Period: "2018", Figure: num("30"), Unit: "%"},
			NotSupported, "mismatch", "25.08%", "30%", ""},
		{Claim{Sentence: "2018年高新技术企业增长25.0%", Type: GrowthType, Indicator: "high_tech_enterprises", Period: "2018", Figure: num("25.0"), Unit: "%"},
			Partly, "rounding", "25.08%", "", ""},
		{Claim{Sentence: "2018年高新技术企业增长近30%", Type: GrowthType, Indicator: "high_tech_enterprises", Period: "2018", Figure: num("26"), Hedge: Near, Unit: "%"},
			Supported, "", "25.1%", "", ""},
		{Claim{Sentence: "2018年规上高新技术产业增加值增长10.7%", Type: GrowthType, Indicator: "high_tech_value_added", Definition: "规上", Period: "2018", Figure: num("10.7"), Unit: "%"},
			Partly, "basis-not-stated implied-price", "10.72% 13.50%", "", "10.7%"},
		{Claim{Sentence: "2018年规上高新技术产业增加值按可比价格增长13.5%", Type: GrowthType, Indicator: "high_tech_value_added", Definition: "规上", Period: "2018", Figure: num("13.5"), Unit: "%", Price: city.Constant},
			Partly, "basis-not-stated", "13.50%", "", ""},
		{Claim{Sentence: "2018年规上高新技术产业增加值增长20%", Type: GrowthType, Indicator: "high_tech_value_added", Definition: "规上", Period: "2018", Figure: num("20"), Unit: "%"},
			NotSupported, "mismatch", "", "20%", ""},
		{Claim{Sentence: "高新技术企业近五年年均增长26.0%", Type: GrowthType, Indicator: "high_tech_enterprises", Years: 5, Average: true, Figure: num("26.0"), Unit: "%"},
			Partly, "base-assumed period-assumed", "以2013年为基期、5个间隔 以2014年为基期、4个间隔", "", ""},
		{Claim{Sentence: "2013年以来研发经费年均增长7.7%", Type: GrowthType, Indicator: "rd_expenditure", From: "2013", Period: "2018", Average: true, Figure: num("7.7"), Unit: "%"},
			Undecidable, "break", "2016年至2018年", "2013年", ""},
		{Claim{Sentence: "2016年全社会研发经费下降31.0%", Type: GrowthType, Indicator: "rd_expenditure", Period: "2016", Figure: num("31.0"), Unit: "%", Direction: "down"},
			Undecidable, "break", "口径", "31.0%", ""},
		{Claim{Sentence: "2018年研发经费增长14.8%", Type: GrowthType, Indicator: "rd_expenditure", Period: "2018", Figure: num("14.8"), Unit: "%"},
			Supported, "estimate", "360亿元（预计数）", "", ""},
		{Claim{Sentence: "高新技术企业五年翻了一番多", Type: GrowthType, Indicator: "high_tech_enterprises", From: "2013", Period: "2018", Times: "double", Figure: num("1"), Unit: "番"},
			Supported, "", "3.18倍", "", ""},
		{Claim{Sentence: "高新技术企业五年翻两番", Type: GrowthType, Indicator: "high_tech_enterprises", From: "2013", Period: "2018", Times: "double", Figure: num("2"), Unit: "番"},
			NotSupported, "mismatch", "3.18倍 翻2番应为4倍", "", ""},
		{Claim{Sentence: "财政科技拨款五年翻两番", Type: GrowthType, Indicator: "fiscal_science", From: "2013", Period: "2018", Times: "double", Figure: num("2"), Unit: "番"},
			Supported, "", "4.25倍", "", ""},
		{Claim{Sentence: "国家奖励数下降1.2倍", Type: GrowthType, Indicator: "national_awards", Period: "2018", Times: "by", Figure: num("1.2"), Unit: "倍", Direction: "down"},
			NotSupported, "times-down", "下降18.52% 无意义", "1.2倍", ""},
		{Claim{Sentence: "财政科技拨款占比提高0.43个百分点", Type: ShareChange, Indicator: "fiscal_science_share", Period: "2018", Figure: num("0.43"), Unit: "百分点", Direction: "up"},
			Supported, "", "提高0.43个百分点", "", "0.43百分点"},
		{Claim{Sentence: "财政科技拨款占比提高0.43%", Type: ShareChange, Indicator: "fiscal_science_share", Period: "2018", Figure: num("0.43"), Unit: "%", Direction: "up"},
			Partly, "percent-point", "0.43个百分点", "", ""},
		{Claim{Sentence: "财政科技拨款占比增长6.57%", Type: GrowthType, Indicator: "fiscal_science_share", Period: "2018", Figure: num("6.57"), Unit: "%", Direction: "up"},
			Partly, "percent-point", "0.43个百分点", "", ""},
		{Claim{Sentence: "财政科技拨款占比提高6.57个百分点", Type: ShareChange, Indicator: "fiscal_science_share", Period: "2018", Figure: num("6.57"), Unit: "百分点", Direction: "up"},
			NotSupported, "percent-point mismatch", "0.43个百分点", "", ""},
		{Claim{Sentence: "研发投入强度比2015年下降0.6个百分点", Type: ShareChange, Indicator: "rd_intensity", From: "2015", Period: "2018", Figure: num("0.6"), Unit: "百分点", Direction: "down"},
			Undecidable, "break", "2016年至2018年", "", ""},
		{Claim{Sentence: "2013年以来高新技术企业数量逐年增加", Type: Trend, Indicator: "high_tech_enterprises", From: "2013", Period: "2018", Direction: "up"},
			Supported, "", "1113家升至3536家", "", ""},
		{Claim{Sentence: "2013年以来技术合同成交量逐年增加", Type: Trend, Indicator: "technology_contracts", From: "2013", Period: "2018", Direction: "up"},
			Partly, "mismatch", "2015年由16738项降至15128项", "", ""},
		{Claim{Sentence: "2013年以来技术合同成交量持续下降", Type: Trend, Indicator: "technology_contracts", From: "2013", Period: "2018", Direction: "down"},
			NotSupported, "mismatch", "升至17541项", "", ""},
		{Claim{Sentence: "2016年以来研发投入强度持续上升", Type: Trend, Indicator: "rd_intensity", From: "2016", Period: "2018", Direction: "up"},
			Supported, "estimate", "1.91%升至2.42%", "", "2.42%"},
		{Claim{Sentence: "研发投入强度连续两年上升", Type: Streak, Indicator: "rd_intensity", Years: 2, Period: "2018", Direction: "up"},
			Supported, "estimate", "连续2年上升 2017年提高0.43个百分点", "2014", "2年"},
		{Claim{Sentence: "研发投入强度呈上升趋势", Type: Trend, Indicator: "rd_intensity", Direction: "up"},
			Supported, "period-assumed", "2016年至2018年", "", ""},
		{Claim{Sentence: "研发投入强度由2016年的1.91%升至2018年的2.52%", Type: Trend, Indicator: "rd_intensity", From: "2016", Period: "2018", FigureFrom: num("1.91"), Figure: num("2.52"), Unit: "%", Direction: "up"},
			NotSupported, "mismatch", "2.42%", "2.52", ""},
		{Claim{Sentence: "高新技术企业数连续五年两位数增长", Type: Streak, Indicator: "high_tech_enterprises", Years: 5, Period: "2018"},
			Supported, "", "连续5年保持两位数增长", "", "5年"},
		{Claim{Sentence: "高新技术企业数连续五年增长20%以上", Type: Streak, Indicator: "high_tech_enterprises", Years: 5, Period: "2018", Figure: num("20"), Unit: "%", Hedge: AtLeast},
			NotSupported, "mismatch", "2014年增长18.7%", "", "4年"},
		{Claim{Sentence: "高新技术企业数连续六年增长", Type: Streak, Indicator: "high_tech_enterprises", Years: 6, Period: "2018"},
			Undecidable, "no-data", "2012年", "", ""},
		{Claim{Sentence: "研发投入强度连续五年上升", Type: Streak, Indicator: "rd_intensity", Years: 5, Period: "2018", Direction: "up"},
			Undecidable, "break", "", "", ""},
		{Claim{Sentence: "高新技术企业数连续四年超过1600家", Type: Streak, Indicator: "high_tech_enterprises", Years: 4, Period: "2018", Figure: num("1600"), Unit: "家", Hedge: Over},
			Supported, "", "2015年1656家", "", "4年"},
		{Claim{Sentence: "2018年财政科技拨款增速比高新技术企业慢6.1个百分点", Type: GrowthGap, Indicator: "fiscal_science", Against: "high_tech_enterprises", Period: "2018", Figure: num("6.1"), Unit: "百分点", Than: "below"},
			Supported, "", "慢6.1个百分点", "", "-6.1百分点"},
		{Claim{Sentence: "2018年财政科技拨款增速比规上高新技术产业增加值快8.2个百分点", Type: GrowthGap, Indicator: "fiscal_science", Against: "high_tech_value_added", Period: "2018", Figure: num("8.2"), Unit: "百分点", Than: "above"},
			Partly, "basis-not-stated", "8.2个百分点", "", ""},
		{Claim{Sentence: "高新技术产业增加值占GDP比重为19.91%", Type: ShareType, Indicator: "high_tech_value_added", Against: "gdp", Period: "2018", Figure: num("19.91"), Unit: "%"},
			Partly, "definition-differs", "19.91% 规上", "", "19.91%"},
		{Claim{Sentence: "高新技术产业增加值占GDP比重近两成", Type: ShareType, Indicator: "high_tech_value_added", Against: "gdp", Period: "2018", Definition: "规上", Figure: num("20"), Unit: "%", Hedge: Near},
			Supported, "", "19.91%", "", ""},
		{Claim{Sentence: "高新技术产业增加值占GDP比重为21%", Type: ShareType, Indicator: "high_tech_share_gdp", Definition: "规上", Period: "2018", Figure: num("21"), Unit: "%"},
			NotSupported, "mismatch", "19.91%", "21%", ""},
		{Claim{Sentence: "研发经费占财政支出的比重为5%", Type: ShareType, Indicator: "rd_expenditure", Against: "fiscal_expenditure", Period: "2018", Figure: num("5"), Unit: "%"},
			NotSupported, "derived estimate", "18.67%", "", "18.67%"},
		{Claim{Sentence: "2018年GDP增长10.7%", Type: GrowthType, Indicator: "gdp", Period: "2018", Figure: num("10.7"), Unit: "%"},
			Supported, "derived", "10.7%", "", "10.7%"},
		{Claim{Sentence: "2018年GDP增长8.0%", Type: GrowthType, Indicator: "gdp", Period: "2018", Figure: num("8.0"), Unit: "%"},
			Undecidable, "derived basis-not-stated", "10.72%", "", ""},
		{Claim{Sentence: "研发经费占税收的比重为5%", Type: ShareType, Indicator: "rd_expenditure", Against: "tax_revenue", Period: "2018", Figure: num("5"), Unit: "%"},
			Undecidable, "no-data", "缺武汉市2018年税收收入", "", ""},
		{Claim{Sentence: "2018年高新技术产业增加值占GDP比重为24.5%", Type: ShareType, Indicator: "high_tech_share_gdp", Period: "2018", Figure: num("24.5"), Unit: "%"},
			Undecidable, "definition-differs", "规上口径", "24.5", ""},
	})
}
