package propose

import (
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
)

func targetForms() []Form {
	what := `(?:目标|任务|计划|预算|预期|责任状)(?:任务|值|数|进度|目标)?`
	return []Form{
		{
			Type: diagnose.TargetType, Name: "target-rate", Example: "完成年度目标的102.3%",
			Text:  city.Text{Zh: "完成（占、为）目标、计划、预算的若干", En: "so much of a target or a budget"},
			re:    pattern(`(?:完成|占|为|达到?|相当于|超额完成|达)(?P<x>[^\x{E001}-\x{E009}，占]{0,14}?` + what + `)的?(?:比例|比重)?(?:为|达到?)?(?P<n>«P»)`),
			build: buildTarget,
		},
		{
			Type: diagnose.TargetType, Name: "target-progress", Example: "快于序时进度5个百分点",
			Text:  city.Text{Zh: "快（慢）于序时进度若干", En: "ahead of the schedule by points"},
			re:    pattern(`(?P<v>快于|超过|超|高于|领先于?|慢于|滞后于?|落后于?|低于|好于|高出)(?P<x>(?:序时|时序|时间|计划|年度|目标)*进度|[^\x{E001}-\x{E009}，]{0,8}?目标|预期)(?P<n>«N»)?`),
			build: buildTarget,
		},
		{
			Type: diagnose.TargetType, Name: "target-progress-than", Example: "较序时进度滞后6.1个百分点",
			Text:  city.Text{Zh: "较序时进度快（慢）若干", En: "ahead of or behind the schedule by points"},
			re:    pattern(`(?:较|比)(?P<x>(?:序时|时序|时间|计划|年度|目标)*进度)(?P<v>超前|提前|快|慢|滞后|落后|低|高|超)(?:了|出|约|近)?(?P<n>«D»)`),
			build: buildTarget,
		},
		{
			Type: diagnose.TargetType, Name: "target-progress-rate", Example: "预算执行率达98.5%",
			Text:  city.Text{Zh: "完成率、执行率、进度为若干", En: "rate of completion"},
			re:    pattern(`(?P<x>(?:目标|任务|计划|预算)[^\x{E001}-\x{E009}，]{0,6}?(?:完成率|完成进度|进度|执行率|完成比例))(?:为|达到?|已?达|完成|:)*(?P<n>«P»)`),
			build: buildTarget,
		},
		{
			Type: diagnose.TargetType, Name: "target-met", Example: "研发投入强度达到3%的目标未能实现",
			Text:  city.Text{Zh: "（若干的）目标已（未）实现", En: "a target (of so much) was met or missed"},
			re:    pattern(`(?P<n>«N»)?(?P<x>的?(?:预期|规划|年度|既定)?目标(?:任务)?)(?P<v>未能如期|未能|没有|尚未|未|已经|已|提前|如期|全面|圆满|基本|顺利|超额|均)+(?:实现|完成|达到|达成)`),
			build: buildTarget,
		},
		{
			Type: diagnose.TargetType, Name: "target-done", Example: "提前完成“十三五”规划目标",
			Text:  city.Text{Zh: "完成（超额完成、未完成）目标，未写数字", En: "met (or missed) a target, no figure"},
			re:    pattern(`(?P<v>超额完成|提前(?:«T»)?(?:就)?(?:超额)?完成|圆满完成|全面完成|如期完成|顺利完成|未完成|没有完成|未能完成|尚未完成|未如期完成|未达到|未能达到|没有达到|尚未达到|未实现|未能实现|没有实现|完成了?|实现了?|达到了?)(?P<x>[^\x{E001}-\x{E009}，]{0,14}?(?:目标|序时进度|任务|计划|预算))(?:任务|要求)?(?:[。！;)]|$)`),
			fits:  func(x *match) bool { return !strings.Contains(x.mask[x.lo:x.start()], "连续") },
			build: buildTarget,
		},
	}
}

var (
	targetNoun = regexp.MustCompile(`(?:预期|规划|年度|全年|年初|既定|工作|主要)*(?:目标|任务|计划|预算|序时进度|进度|责任状).*$`)
	targetYear = regexp.MustCompile(`^(?:全年|年度|当年|本年|今年|年初|年|预期|规划|预定|既定|下达|确定|制定|省定|市定|省|市|的)+`)
)

// targetOf takes the words of the target off its subject: 年度投资计划 is of
// 投资. A rate (预算执行率) is its own name.
func targetOf(words string, rate bool) string {
	w := strings.Trim(targetYear.ReplaceAllString(targetNoun.ReplaceAllString(words, ""), ""), " 的“”")
	if utf8Len(w) >= 2 {
		return w
	}
	if rate {
		return words
	}
	return ""
}

func buildTarget(x *match) bool {
	c := x.claim
	if !x.speak() {
		// 完成固定资产投资年度计划的98%; with no subject at all (完成年度目标的
		// 102.3%) it is still a target, of something that the reader must name.
		if s, e, ok := x.group("x"); ok {
			if sub, found := x.state.subjectIn(x.masked, s, e); found {
				x.state.subject = sub
				sub.give(c)
				if !sub.known {
					c.Indicator = targetOf(sub.indicator, x.form.Name == "target-progress-rate")
					x.state.subject.indicator = c.Indicator
				}
			}
		}
		if c.Indicator == "" && c.Concept == "" {
			if strings.HasPrefix(x.form.Name, "target-progress") {
				return false
			}
			x.state.subject = subject{}
		}
	}
	if x.state.growing && !x.namesSubject() || x.state.subject.growth {
		if r := x.state.rate("增速"); r.known && r.indicator != c.Indicator { // 增长7.1%，完成年度目标
			r.give(c)
		}
	}
	if n := x.list("n", valueSigns...); len(n) > 0 {
		figure(c, n[0].number)
	}
	v := x.word("v")
	if x.form.Name == "target-progress-than" {
		c.Direction = map[string]string{"above": "up", "below": "down"}[than(v)]
	}
	c.Denied = strings.HasPrefix(v, "未") || strings.HasPrefix(v, "没有") || strings.HasPrefix(v, "尚未") || strings.HasPrefix(v, "不")
	if v != "" && c.Figure != nil {
		c.Than = than(v)
	}
	x.state.put(c)
	return true
}
