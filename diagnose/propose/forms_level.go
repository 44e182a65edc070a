package propose

import (
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
)

func levelForms() []Form {
	return []Form{{
		Type: diagnose.SumType, Name: "sum", Example: "高新技术企业和科技型中小企业合计6000家",
		Text:  city.Text{Zh: "甲、乙合计若干；前面各数之后的合计", En: "A and B make so much together"},
		re:    pattern(`(?P<list>«I»[^\x{E001}-\x{E009}，]*?(?:[、和与及][^\x{E001}-\x{E009}，]*?«I»[^\x{E001}-\x{E009}，]*?)+)(?:合计|总计|共计|之和|总和|加起来)[^\x{E001}-\x{E009}，]{0,4}?(?P<n>«Q»)`),
		build: buildSum,
	}, {
		Type: diagnose.SumType, Name: "sum-kinds", Example: "软件、集成电路、新型显示三大产业产值合计达到5600亿元",
		Text:  city.Text{Zh: "甲、乙、丙（三大产业）某指标合计若干", En: "the named kinds make so much of an indicator together"},
		re:    pattern(`(?P<list>[^\x{E001}-\x{E009}，]*(?:[、和与及]|三次产业)[^\x{E001}-\x{E009}，]*?)(?:合计|总计|共计|之和|总和|加起来|共)(?P<w>[^\x{E001}-\x{E009}，]{0,10}?)(?P<n>«Q»)`),
		build: buildSumKinds,
	}, {
		Type: diagnose.GrowthGap, Name: "gap-more", Example: "全省1.2个百分点",
		Text:  city.Text{Zh: "（接着上一部分）又一地若干个百分点", En: "(going on) one more place by points"},
		re:    pattern(`^(?P<x>«L»[^\x{E001}-\x{E009}，]{0,6}?)(?P<n>«D»)(?:[。;]|$)`),
		build: buildGapMore,
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

var (
	kindsForm = regexp.MustCompile(`^(?:(?:全市|全省|全区|全县|我市|其中|去年|今年|全年|当年)*)(.+?)等?(?:[两二三四五六七八九十]|\d{1,2})(?:大|个|类|家|项|种|条)?((?:支柱|主导|优势|重点|特色|新兴|战略性|先导|未来|千亿|百亿|级|亿元)*(?:产业集群|产业链|产业|行业|领域|板块|园区|开发区|区县|区|企业|集群|门类))?(?:的)?(.*)$`)
	kindVerbs = regexp.MustCompile(`^(?:全年|累计)?(?:实现|完成|达到?|的|共)+|(?:实现|完成|达到?|的|共|为|超过?)+$`)
)

// buildSumKinds names the parts of 软件、集成电路、新型显示三大产业产值: 软件产业
// 产值 and so on, by the catalog where it knows them.
func buildSumKinds(x *match) bool {
	c := x.claim
	s, e, _ := x.group("list")
	words := strings.TrimSpace(x.spoken(s, e))
	names := industries(words)
	if names == nil {
		m := kindsForm.FindStringSubmatch(words)
		if m == nil || !strings.ContainsAny(m[1], "、和与及") {
			return false
		}
		measure := kindVerbs.ReplaceAllString(m[3]+x.word("w"), "")
		if utf8Len(measure) < 2 {
			return false
		}
		kind := ""
		for _, k := range []string{"产业", "行业"} {
			if strings.Contains(m[2], k) {
				kind = k
			}
		}
		for _, n := range strings.FieldsFunc(m[1], func(r rune) bool { return strings.ContainsRune("、和与及", r) }) {
			if !strings.HasSuffix(n, kind) && !strings.HasSuffix(n, "业") && !strings.HasSuffix(n, "制造") {
				n += kind
			}
			names = append(names, n+measure)
		}
	}
	if len(names) < 2 {
		return false
	}
	for _, n := range names {
		c.Indicators = append(c.Indicators, x.state.worded(n).indicator)
	}
	x.placed(x.lo, x.start())
	figure(c, x.list("n", signAmount)[0].number)
	x.state.put(c)
	return true
}

var moreThanMore = regexp.MustCompile(`(?:多增|少增|多减|少减)(?:了|约|近)?$`)

func buildLevel(x *match) bool {
	c := x.claim
	n := x.list("n", valueSigns...)[0].number
	if strings.Contains(x.plainText(x.lo, x.start()), "相差") || moreThanMore.MatchString(x.plainText(x.lo, x.start())) { // no direction is said; 同比多增 is a change of a change
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

var rateEnd = regexp.MustCompile(`(?:率|比重|占比|比例|份额|强度|覆盖面|增长面|增速|增幅|度|指数|系数|水平|比)$`)

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
