package propose

import (
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
)

func trendForms() []Form {
	verbs := `(?P<verb>` + upVerbs + `|` + downVerbs + `|调整|变化|变动|变|发展|扩展|壮大|积累|优化)`
	return []Form{
		{
			Type: diagnose.Trend, Name: "trend-from-to", Example: "2013年至2018年研发投入强度由2.74%降至2.42%",
			Text:  city.Text{Zh: "由A升（降）至B，两端数字都写明", En: "from A to B, both figures named"},
			re:    pattern(`(?:由|从|自)(?P<w1>[^\x{E001}-\x{E009}，由从]{0,14}?)(?P<a>«A»)[^\x{E001}-\x{E009}]{0,10}?` + verbs + `(?:了)?(?:至|到|为|成)(?P<w2>[^\x{E001}-\x{E009}，]{0,10}?)(?P<b>«A»)`),
			build: buildTrend,
		},
		{
			Type: diagnose.Trend, Name: "trend-to", Example: "2013年的1113家增加到2018年的3536家",
			Text:  city.Text{Zh: "某年的A增加到某年的B", En: "A of one year rose to B of another"},
			re:    pattern(`(?P<w1>«Y»)的?(?P<a>«A»)，?` + verbs + `(?:了)?(?:至|到|为)(?P<w2>[^\x{E001}-\x{E009}，]{0,10}?)(?P<b>«A»)`),
			build: buildTrend,
		},
		{
			Type: diagnose.Trend, Name: "trend-from-to-bare", Example: "高新技术企业从1113家到3536家",
			Text:  city.Text{Zh: "从A到B", En: "from A to B"},
			re:    pattern(`(?:由|从)(?P<w1>[^\x{E001}-\x{E009}，]{0,10}?)(?P<a>«A»)(?:到|至)(?P<w2>[^\x{E001}-\x{E009}，]{0,10}?)(?P<b>«A»)`),
			build: buildTrend,
		},
	}
}

func buildTrend(x *match) bool {
	c := x.claim
	if strings.Contains(x.plainText(x.lo, x.start()), "目标") { // a target that was changed
		return false
	}
	if !x.speak() {
		return false
	}
	x.state.rate(x.plainText(x.lo, x.start())).give(c)
	x.state.put(c)
	c.From = x.state.from
	if x.state.years > 0 && c.From == "" {
		c.Years = x.state.years
	}
	a, b := x.list("a", valueSigns...)[0], x.list("b", valueSigns...)[0]
	if p := x.list("w1", signPeriod, signPrior); len(p) > 0 && p[0].period.Period != "" {
		c.From = p[0].period.Period
	}
	if p := x.list("w2", signPeriod, signPrior); len(p) > 0 && p[0].period.Period != "" {
		c.Period = p[0].period.Period
		x.state.period = c.Period
	}
	if c.From == c.Period {
		c.From = ""
	}
	figure(c, b.number)
	from := a.number.Value
	if a.number.Unit != b.number.Unit {
		v, ok := city.Convert(from, a.number.Unit, b.number.Unit)
		if !ok && a.number.Unit != "" {
			return false
		}
		from = v
	}
	c.FigureFrom = &from
	switch from.Cmp(*c.Figure) {
	case -1:
		c.Direction = "up"
	case 1:
		c.Direction = "down"
	default:
		c.Direction = "flat"
	}
	if strings.ContainsAny(x.word("verb"), "升增提降减回涨跌下滑") {
		c.Direction = direction(x.word("verb"))
	}
	x.state.growing = false
	return true
}
