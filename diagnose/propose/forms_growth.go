package propose

import (
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
)

func growthForms() []Form {
	rate := `(?P<v>` + upVerbs + `|` + downVerbs + `|负增长|递增|递减|增速|增幅|增长率|增长速度|涨幅|降幅|跌幅)`
	return []Form{
		{
			Type: diagnose.GrowthType, Name: "growth-average", Example: "高新技术企业2018年比2013年年均增长26.0%",
			Text:  city.Text{Zh: "年均增长（增速、递增）若干", En: "grew by so much a year on average"},
			re:    pattern(`(?:年均|年平均|每年平均|平均每年|年复合|年均复合|年均实际|«T»平均)(?P<w>[^\x{E001}-\x{E009}，]{0,6}?)` + rate + `(?:率|速度)?` + fill + `(?P<n>«P»)`),
			build: func(x *match) bool { x.claim.Average = true; return buildGrowth(x) },
		},
		{
			Type: diagnose.GrowthType, Name: "growth-double", Example: "较2015年翻一番",
			Text: city.Text{Zh: "翻番、翻两番", En: "doubled, doubled twice"},
			re:   pattern(`(?P<n>«F»)`),
			build: func(x *match) bool {
				x.claim.Times = "double"
				return buildGrowth(x)
			},
		},
		{
			Type: diagnose.GrowthType, Name: "growth", Example: "2018年规上高新技术产业增加值增长13.5%",
			Text: city.Text{Zh: "增长（下降）若干，增速为若干", En: "grew (fell) by so much"},
			re:   pattern(rate + `(?:率|速度)?(?:的?(?:预期|年度|工作)*目标)?(?:设定|定|确定)?` + fill + `(?:保持|稳定|维持)?` + fill + `(?P<n>«P»)`),
			fits: func(x *match) bool {
				if v := x.word("v"); (v == "高" || v == "低" || v == "进") && strings.ContainsAny(x.plainText(x.start(), x.end()), "达至到") {
					return false // 外贸依存度高达117.4% is a level
				}
				return !naturalGrowth.MatchString(x.plainText(x.lo, x.start()))
			},
			build: buildGrowth,
		},
		{
			Type: diagnose.GrowthType, Name: "growth-of", Example: "高新技术企业保持20%以上的年均增速",
			Text: city.Text{Zh: "保持（实现）若干的增速；以若干的速度增长", En: "kept a growth of so much"},
			re:   pattern(`(?P<y>年均|平均每年)?(?P<n>«P»)的(?P<w>年均|平均|同比|高速|较快|高|快速|中高速|实际)?(?P<v>增速|增长速度|增长率|增幅|增长|速度(?:递增|增长|发展|提升|增加|扩张)|负增长|降幅|跌幅|速度(?:下降|递减))`),
			build: func(x *match) bool {
				x.claim.Average = x.word("y") != "" || x.word("w") == "年均" || x.word("w") == "平均" || strings.Contains(x.plainText(x.lo, x.start()), "年均")
				ok := buildGrowth(x)
				if v := x.word("v"); strings.Contains(v, "降") || strings.Contains(v, "跌") || strings.Contains(v, "负") || strings.Contains(v, "递减") {
					x.claim.Direction = "down"
				}
				return ok
			},
		},
		{
			Type: diagnose.GrowthType, Name: "growth-same-period", Example: "一般公共预算收入同比+8.2%",
			Text:  city.Text{Zh: "同比±若干", En: "plus or minus so much on the year before"},
			re:    pattern(`(?:同比|环比)(?P<n>«P»)`),
			fits:  func(x *match) bool { return strings.ContainsAny(x.word("n"), "+-负") },
			build: buildGrowth,
		},
	}
}

// naturalGrowth: 自然增长率 is the name of a rate, no growth of anything.
var naturalGrowth = regexp.MustCompile(`自然$`)

func buildGrowth(x *match) bool {
	c := x.claim
	if !x.speak() {
		return false
	}
	n := x.list("n", signPercent, signTimes, signDoubling)
	figure(c, n[0].number)
	c.Direction = direction(x.word("v"))
	if c.Figure.IsNegative() {
		v := c.Figure.Neg()
		c.Figure, c.Direction = &v, "down"
	}
	x.based()
	if isShare(x.state.subject) && c.Unit == "%" && !c.Average && !strings.Contains(x.word("v"), "增") {
		c.Type = diagnose.ShareChange // 比重提高1.2%: percent written for points
	}
	x.state.growing = true
	return true
}

func isShare(s subject) bool {
	return s.kind == city.Share || s.unit == "%" && s.kind == city.Ratio
}
