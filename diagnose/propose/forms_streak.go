package propose

import (
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/shopspring/decimal"
)

func structureForms() []Form {
	return []Form{
		{
			Type: diagnose.Structure, Name: "structure", Example: "三次产业结构为2.6∶35.6∶61.8",
			Text:  city.Text{Zh: "甲∶乙∶丙；由……调整为……的，写明起点时期的两个结构各算一部分，没写的只取后一个", En: "a structure of three or more parts"},
			re:    pattern(`(?:(?P<from>由|从)(?P<w1>[^\x{E001}-\x{E009}，]{0,12}?)(?P<a>«S»)[^\x{E001}-\x{E009}]{0,10}?(?:为|至|到|成)(?P<w2>[^\x{E001}-\x{E009}，]{0,10}?))?(?P<n>«S»)`),
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
	} else {
		x.structureOf(words, len(n.Values))
	}
	c.Figures, c.Unit = n.Values, "%"
	if p := x.list("w2", signPeriod); len(p) > 0 && p[0].period.Period != "" {
		x.state.period = p[0].period.Period
	}
	x.state.put(c)
	if c.Period.IsSpan() && len(c.Period) == 9 {
		c.Period = city.Year(c.Period.Year())
	}
	if p := x.list("w1", signPeriod, signPrior); len(p) > 0 && p[0].period.Period != "" {
		x.state.from = p[0].period.Period
	}
	if a := x.list("a", signStructure); len(a) > 0 && x.state.from != "" && x.state.from != c.Period {
		before := *c // the structure that it came from
		before.Figures, before.Period = a[0].number.Values, x.state.from
		x.extra = append(x.extra, *c)
		*c = before
	}
	return true
}

var structureTail = regexp.MustCompile(`(?:的|之)?(?:比例|比|占比|结构|构成)?(?:大致|约|已|调整|优化)?(?:为|是|达到?|到)?$`)

// structureOf names the parts: 基础研究、应用研究和试验发展经费比例.
func (x *match) structureOf(words string, n int) {
	if cut := strings.LastIndexAny(words, "，,;:"); cut >= 0 {
		words = words[cut+runeLen(words[cut:]):]
	}
	words = strings.TrimSpace(structureTail.ReplaceAllString(words, ""))
	parts := strings.FieldsFunc(words, func(r rune) bool { return r == '、' || r == '和' || r == '与' || r == '及' })
	x.claim.Indicator, x.claim.Concept, x.claim.Definition = words, "", ""
	if len(parts) != n {
		return
	}
	for _, p := range parts {
		id := p
		if list := x.state.cat.Find(p); len(list) == 1 && list[0].End-list[0].Start == len(p) {
			id = list[0].ID
		}
		x.claim.Indicators = append(x.claim.Indicators, id)
	}
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
	case strings.ContainsAny(rest, "降减跌落负滑缩"):
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
	if more := streakWords.ReplaceAllString(plainOf(x.mask[x.idx[0]:x.end()]), ""); utf8Len(more) >= 2 && c.Rank == 0 || len(x.list("r", signIndicator)) > 0 && c.Rank == 0 {
		// 连续5年增速高于GDP, 连续三年超额完成: more is said than a rise
		c.Indicator, c.Concept, c.Definition, c.Direction = strings.Trim(x.state.subject.words+rest, " 的了。"), "", "", ""
	}
	return true
}

var streakWords = regexp.MustCompile(`已|已经|连续|保持在?|保持了?|实现了?|稳定在?|维持在?|正增长|负增长|增长|上升|提高|提升|增加|下降|下滑|减少|回落|下跌|降低|攀升|增速|增幅|位居|居|列|位列|排名|排|稳居|名列|处于|进入|跻身|前列|领先|领跑|第一方阵|高速|快速|平稳|稳步|的|在|均|都|为|达到?|态势|势头|水平|徘徊|停留|波动|基本|左右|上下|以上|以下|左右|两位数|二位数|双位数|双|超过|同比|全国|全省|中部|西部|东部|世界|全球|国内|城市|省会|地区|位次|年|季度|月|呈|持续|了|国家级新区|国家级|新区|高新区|。|，|中|省|市`)
