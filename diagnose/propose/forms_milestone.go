package propose

import (
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/shopspring/decimal"
)

func milestoneForms() []Form {
	return []Form{{
		Type: diagnose.Milestone, Name: "milestone-first", Example: "独角兽企业实现零的突破",
		Text:  city.Text{Zh: "实现零的突破：上年没有，本年至少一个", En: "the first one ever"},
		re:    pattern(`(?:实现了?|取得了?)(?:历史性)?(?:零|“零”|«V»)的?(?:历史性)?突破`),
		build: buildFirst,
	}, {
		Type: diagnose.Milestone, Name: "milestone", Example: "地区生产总值首次突破2万亿元",
		Text:  city.Text{Zh: "突破、跨越、迈上某个数（台阶、大关）：上年尚在其下", En: "passed a mark: the year before below it"},
		re:    pattern(`(?P<first>首次|历史性地?|率先|成功|一举)?(?P<v>突破|站上|迈上|跨上|跃上|越过|迈过|跨入|迈入|登上|踏上|进入|跻身|跨过|达到?|超过|实现)?(?P<n>«Q»|«P»)(?P<post>[^\x{E001}-\x{E009}，、]{0,3}?(?:大关|台阶|门槛|关口|俱乐部|行列))?`),
		fits:  fitsMilestone,
		build: buildMilestone,
	}}
}

// buildFirst: where none was before, one is the mark.
func buildFirst(x *match) bool {
	c := x.claim
	if !x.speak() {
		return false
	}
	x.state.put(c)
	if s := x.state.subject; !s.known || !strings.ContainsAny(s.unit, "家个户项所座名人件") {
		c.Type = diagnose.Exists
		return true
	}
	v := decimal.NewFromInt(1)
	c.Figure, c.Unit, c.Hedge = &v, bareUnit(x.state.subject.unit), diagnose.AtLeast
	return true
}

var passed = map[string]bool{"突破": true, "历史性突破": true, "跨越": true, "跨过": true, "冲破": true, "破": true}

func fitsMilestone(x *match) bool {
	n := x.list("n", signAmount, signPercent)[0].number
	v := x.word("v")
	return passed[n.Word] || x.word("first") != "" || x.word("post") != "" || strings.Contains("站上 迈上 跨上 跃上 越过 迈过 跨入 迈入 登上 踏上 突破 跨过", v) && v != ""
}

func buildMilestone(x *match) bool {
	c := x.claim
	if !x.speak() {
		return false
	}
	n := x.list("n", signAmount, signPercent)[0].number
	if !x.unitFits(n) {
		return false
	}
	figure(c, n)
	if c.Hedge == "" {
		c.Hedge = diagnose.Over
	}
	x.state.put(c)
	x.state.growing = false
	x.state.spoken = append(x.state.spoken, x.state.subject)
	return true
}
