package propose

import (
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
)

func contributionForms() []Form {
	is := `(?:的)?(?:为|达到?|约|约为|超过?|提高到|上升到|提升至|分别为|是|:|高达|接近)*`
	return []Form{
		{
			Type: diagnose.Contribution, Name: "contribution-rate", Example: "对经济增长的贡献率达到62.3%",
			Text:  city.Text{Zh: "对某指标（增长）的贡献率为若干", En: "contributed so much of a growth"},
			re:    pattern(`(?:对(?P<x>[^\x{E001}-\x{E009}，]{0,24}?))?贡献(?:率|度|份额)` + is + `(?P<n>«P»)`),
			build: buildContribution,
		},
		{
			Type: diagnose.Contribution, Name: "contribution-part", Example: "贡献了全市经济增长的62.3%",
			Text:  city.Text{Zh: "贡献了某增长的若干", En: "gave so much of a growth"},
			re:    pattern(`贡献了?(?P<x>[^\x{E001}-\x{E009}，]{0,20}?增[长量][^\x{E001}-\x{E009}，]{0,4}?)的?(?P<n>«P»)`),
			build: buildContribution,
		},
		{
			Type: diagnose.Contribution, Name: "contribution-pull", Example: "拉动增长4.1个百分点",
			Text:  city.Text{Zh: "拉动某指标增长若干个百分点", En: "pulled a growth by so many points"},
			re:    pattern(`(?P<v>拉动|带动|推动|拉高|贡献|拉低|下拉|拖累|拖低)了?(?P<x>[^\x{E001}-\x{E009}，]{0,20}?)(?:增长|上升|增速|回升|提高|上涨|下降|回落)?了?约?(?P<n>«D»)`),
			build: buildContribution,
		},
	}
}

func buildContribution(x *match) bool {
	c := x.claim
	if !x.speak() {
		return false
	}
	figure(c, x.list("n", signPercent, signPoints)[0].number)
	if v := x.word("v"); v != "" && strings.ContainsAny(v, "低下累") && c.Figure.IsPositive() { // 拉低 takes away
		less := c.Figure.Neg()
		c.Figure = &less
	}
	x.based()
	switch others := x.list("x", signIndicator); {
	case len(others) > 0:
		c.Against = others[len(others)-1].id
	case strings.Contains(x.word("x"), "经济"):
		c.Against = x.state.economy()
	case strings.TrimSpace(trimTail(x.word("x"))) == "" || strings.Trim(x.word("x"), "的增长") == "":
		c.Against = x.state.against
	case strings.Contains(x.word("x"), "规上工业") || strings.Contains(x.word("x"), "规模以上工业"):
		c.Against = x.state.worded("规模以上工业增加值").indicator
	default:
		c.Against = strings.Trim(x.word("x"), " 的")
	}
	x.state.against = c.Against
	return true
}

// economy is the indicator that 经济增长 speaks of.
func (st *state) economy() string {
	for _, m := range st.cat.Find("地区生产总值") {
		return m.ID
	}
	return "地区生产总值"
}
