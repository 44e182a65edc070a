package propose

import (
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/shopspring/decimal"
)

func targetForms() []Form {
	what := `(?:目标|任务|计划|预算|预期|责任状)(?:任务|值|数|进度|目标)?`
	return []Form{
		{
			Type: diagnose.TargetType, Name: "target-rate", Example: "完成年度目标的102.3%",
			Text:  city.Text{Zh: "完成（占、为）目标、计划、预算的若干", En: "so much of a target or a budget"},
			re:    pattern(`(?:完成|占|为|达到?|相当于|超额完成|达)(?P<x>[^\x{E001}-\x{E009}，]{0,14}?` + what + `)的?(?:比例|比重)?(?:为|达到?)?(?P<n>«P»)`),
			build: buildTarget,
		},
		{
			Type: diagnose.TargetType, Name: "target-progress", Example: "快于序时进度5个百分点",
			Text:  city.Text{Zh: "快（慢）于序时进度若干", En: "ahead of the schedule by points"},
			re:    pattern(`(?P<v>快于|超过|超|高于|领先于?|慢于|滞后于?|落后于?|低于|好于|高出)(?P<x>(?:序时|时间|计划|年度|目标)*进度|[^\x{E001}-\x{E009}，]{0,8}?目标|预期)(?P<n>«N»)?`),
			build: buildTarget,
		},
		{
			Type: diagnose.TargetType, Name: "target-progress-rate", Example: "预算执行率达98.5%",
			Text:  city.Text{Zh: "完成率、执行率、进度为若干", En: "rate of completion"},
			re:    pattern(`(?P<x>(?:目标|任务|计划|预算)[^\x{E001}-\x{E009}，]{0,6}?(?:完成率|完成进度|进度|执行率|完成比例))(?:为|达到?|已?达|完成|:)*(?P<n>«P»)`),
			build: buildTarget,
		},
		{
			Type: diagnose.TargetType, Name: "target-done", Example: "提前完成“十三五”规划目标",
			Text:  city.Text{Zh: "完成（超额完成、未完成）目标，未写数字", En: "met (or missed) a target, no figure"},
			re:    pattern(`(?P<v>超额完成|提前完成|圆满完成|全面完成|如期完成|顺利完成|未完成|没有完成|完成了?|实现了?|达到了?)(?P<x>[^\x{E001}-\x{E009}，]{0,14}?(?:目标|序时进度|年度任务|预期目标|预算任务|年度计划))(?:任务|要求)?(?:[。！;)]|$)`),
			build: buildTarget,
		},
	}
}

func buildTarget(x *match) bool {
	c := x.claim
	if !x.speak() {
		// 完成固定资产投资年度计划的98%
		s, e, ok := x.group("x")
		if !ok {
			return false
		}
		sub, found := x.state.subjectIn(x.masked, s, e)
		if !found {
			return false
		}
		x.state.subject = sub
		if !sub.known {
			c.Indicator = strings.TrimRight(regexp.MustCompile(`(?:年度|全年|年初|规划|预期)?(?:目标|任务|计划|预算|序时进度|进度).*$`).ReplaceAllString(sub.indicator, ""), " 的")
			if utf8Len(c.Indicator) < 2 {
				return false
			}
		} else {
			sub.give(c)
		}
	}
	if n := x.list("n", valueSigns...); len(n) > 0 {
		figure(c, n[0].number)
	}
	v := x.word("v")
	c.Denied = strings.HasPrefix(v, "未") || strings.HasPrefix(v, "没有")
	if v != "" && c.Figure != nil {
		c.Than = than(v)
	}
	x.state.put(c)
	return true
}

func structureForms() []Form {
	return []Form{
		{
			Type: diagnose.Structure, Name: "structure", Example: "三次产业结构为2.6∶35.6∶61.8",
			Text:  city.Text{Zh: "甲∶乙∶丙；由……调整为……的，两个结构各算一部分", En: "a structure of three or more parts"},
			re:    pattern(`(?P<n>«S»)`),
			build: buildStructure,
		},
	}
}

func buildStructure(x *match) bool {
	c := x.claim
	n := x.list("n", signStructure)[0].number
	words := x.plainText(x.clause.Start, x.start())
	if strings.Contains(words, "产业") && len(n.Values) == 3 {
		for _, name := range []string{"第一产业增加值", "第二产业增加值", "第三产业增加值"} {
			id := name
			for _, m := range x.state.cat.Find(name) {
				id = m.ID
				break
			}
			c.Indicators = append(c.Indicators, id)
		}
		c.Indicator = "三次产业结构"
		x.placed(x.lo, x.start())
	} else if !x.speak() {
		return false
	}
	c.Figures, c.Unit = n.Values, "%"
	x.state.put(c)
	if strings.Contains(words, "由") && x.state.from != "" && !strings.Contains(words, "调整") {
		c.Period = x.state.from // the structure that it came from
	}
	return true
}

func streakForms() []Form {
	return []Form{{
		Type: diagnose.Streak, Name: "streak", Example: "连续五年保持两位数增长",
		Text:  city.Text{Zh: "连续N年（季、月）……", En: "for N years running"},
		re:    pattern(`(?:已|已经)?连续(?P<t>«T»|«Z»)(?P<r>[^，,;。]*)`),
		fits:  func(x *match) bool { t := x.list("t", signYears); return len(t) == 1 && t[0].period.Years > 1 },
		build: buildStreak,
	}}
}

var twoDigit = regexp.MustCompile(`(?:两|二|双)位数`)

func buildStreak(x *match) bool {
	c := x.claim
	if !x.speakRank(x.lo, x.start()) {
		s, e, ok := x.group("r")
		if !ok {
			return false
		}
		sub, found := x.state.subjectIn(x.masked, s, e)
		if !found {
			return false
		}
		x.state.subject = sub
		sub.give(c)
	}
	rest := x.word("r")
	t := x.list("t", signYears)[0].period
	c.Years = t.Years
	if t.Unit != "年" {
		c.Unit = t.Unit
	}
	switch {
	case strings.ContainsAny(rest, "降减跌落负"):
		c.Direction = "down"
	case strings.ContainsAny(rest, "增升涨") || strings.Contains(rest, "提高") || !isShare(x.state.subject) && !rateNamed(x.state.subject):
		c.Direction = "up"
	}
	x.state.put(c)
	c.From = ""
	switch {
	case twoDigit.MatchString(rest):
		v := decimal.NewFromInt(10)
		c.Figure, c.Unit, c.Hedge, c.Word = &v, "%", diagnose.AtLeast, "两位数"
	case len(x.list("r", signOrdinal, signTop)) > 0:
		o := x.list("r", signOrdinal, signTop)[0]
		c.Rank, c.Direction = int(o.number.Value.IntPart()), ""
		if o.sign == signTop {
			c.Hedge = diagnose.AtMost
		}
		s, _, _ := x.group("r")
		for i := s; i < x.end(); i++ {
			if k, ok := x.of[i]; ok && &x.items[k] == o {
				c.Roster = x.rosterIn(s, i)
			}
		}
	case len(x.list("r", valueSigns...)) > 0:
		figure(c, x.list("r", valueSigns...)[0].number)
	}
	if strings.Contains(rest, "前列") || strings.Contains(rest, "领先") || strings.Contains(rest, "领跑") {
		c.RankWord, c.Word, c.Direction = "high", "前列", ""
	}
	x.state.growing = false
	return true
}

func milestoneForms() []Form {
	return []Form{{
		Type: diagnose.Milestone, Name: "milestone", Example: "地区生产总值首次突破2万亿元",
		Text:  city.Text{Zh: "突破、跨越、迈上某个数（台阶、大关）：上年尚在其下", En: "passed a mark: the year before below it"},
		re:    pattern(`(?P<first>首次|历史性地?|率先|成功|一举)?(?P<v>突破|站上|迈上|跨上|跃上|越过|迈过|跨入|迈入|登上|踏上|进入|跻身|跨过|达到?|超过|实现)?(?P<n>«Q»|«P»)(?P<post>[^\x{E001}-\x{E009}，、]{0,3}?(?:大关|台阶|门槛|关口|俱乐部|行列))?`),
		fits:  fitsMilestone,
		build: buildMilestone,
	}}
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
	return true
}

func levelForms() []Form {
	return []Form{{
		Type: diagnose.SumType, Name: "sum", Example: "高新技术企业和科技型中小企业合计6000家",
		Text:  city.Text{Zh: "甲、乙合计若干；前面各数之后的合计", En: "A and B make so much together"},
		re:    pattern(`(?P<list>«I»[^\x{E001}-\x{E009}，]*?(?:[、和与及][^\x{E001}-\x{E009}，]*?«I»[^\x{E001}-\x{E009}，]*?)+)(?:合计|总计|共计|之和|总和|加起来)[^\x{E001}-\x{E009}，]{0,4}?(?P<n>«Q»)`),
		build: buildSum,
	}, {
		Type: diagnose.LevelType, Name: "level", Example: "2018年武汉经济总量接近1.5万亿元",
		Text:  city.Text{Zh: "某指标（达到、为）若干；3536家高新技术企业", En: "an indicator is so much"},
		re:    pattern(`(?P<n>«N»)`),
		build: buildLevel,
	}}
}

func buildSum(x *match) bool {
	c := x.claim
	for _, it := range x.list("list", signIndicator) {
		c.Indicators = append(c.Indicators, it.id)
	}
	x.placed(x.lo, x.start())
	figure(c, x.list("n", signAmount)[0].number)
	x.state.put(c)
	return len(c.Indicators) >= 2
}

func buildLevel(x *match) bool {
	c := x.claim
	n := x.list("n", valueSigns...)[0].number
	if strings.Contains(x.plainText(x.lo, x.start()), "相差") { // no direction is said
		return false
	}
	subject, named := x.state.subjectIn(x.masked, x.lo, x.beforeWhole())
	if !named { // 拥有3536家高新技术企业
		if x.speakBehind() {
			subject, named = x.state.subject, true
		}
	}
	if named {
		x.state.subject = subject
	} else {
		x.state.subject = x.state.total(x.plainText(x.lo, x.start()))
	}
	x.placed(x.lo, x.beforeWhole())
	if x.state.subject.none() || !x.unitFits(n) {
		return false
	}
	subject = x.state.subject
	subject.give(c)
	x.whole(x.lo, x.start())
	switch {
	case n.Unit == "百分点", n.Unit == "" && !indexed(subject):
		return false
	case n.Unit == "%" || n.Unit == "‰":
		if !rateNamed(subject) {
			return false
		}
		if c.Against != "" || strings.HasSuffix(subject.words, "占比") || strings.HasSuffix(subject.words, "比重") {
			c.Type = diagnose.ShareType
		}
		if subject.growth && subject.kind != city.RateOf {
			figure(c, n)
			c.Type = diagnose.GrowthType
			c.Direction = "up"
			x.based()
			return true
		}
	case n.Unit == "倍":
		if !strings.HasSuffix(subject.words, "比") && !strings.HasSuffix(subject.words, "倍数") {
			return false
		}
	}
	figure(c, n)
	if totalled.MatchString(x.plainText(x.lo, x.start())) && n.Unit != "%" {
		c.Word = totalWord
	}
	x.state.put(c)
	x.state.growing = false
	x.state.spoken = append(x.state.spoken, subject)
	return true
}

func indexed(s subject) bool {
	if s.known && (s.kind == city.IndexNo || s.unit == "") {
		return true
	}
	_, ok := endsAny(s.words, []string{"指数", "得分", "系数", "评分", "弹性", "比", "比值", "之比"})
	return ok
}

var rateEnd = regexp.MustCompile(`(?:率|比重|占比|比例|份额|强度|覆盖面|增速|增幅|度|指数|水平|比)$`)

func rateNamed(s subject) bool {
	if s.known && s.concept == "" {
		return s.unit == "%" || s.unit == "‰" || s.kind == city.Share || s.kind == city.RateOf || s.unit == "" || s.growth
	}
	return rateEnd.MatchString(s.words)
}

// speakBehind reads a subject that stands behind the number, in the clause.
func (x *match) speakBehind() bool {
	hi := x.hi
	if cut := strings.IndexAny(x.mask[x.end():hi], "，,;。、("); cut >= 0 {
		hi = x.end() + cut
	}
	for i := x.end(); i < hi; i++ {
		if r := runeAfter(x.mask, i); isMeasure(r) {
			hi = i
			break
		}
	}
	for i := x.end(); i+signLen <= hi; i++ {
		if k, ok := x.of[i]; ok && (x.items[k].sign == signIndicator || x.items[k].sign == signConcept) {
			s := x.state.subjectOf(x.masked, x.end(), i, hi)
			x.state.subject = s
			s.give(x.claim)
			return true
		}
	}
	words := nounPhrase(x.masked, x.end(), hi)
	if words == "" || utf8Len(words) > 16 {
		return false
	}
	x.state.subject = x.state.worded(words)
	x.state.subject.give(x.claim)
	return true
}
