package propose

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
)

func utf8Len(s string) int { return utf8.RuneCountInString(s) }

const (
	lowWords = `不高|不多|不强|不大|不足|不够|不优|不突出|不快|不够[高强多大快紧密充分突出优活]{1,2}|不(?:紧密|充分|平衡|协调|顺畅|活跃|合理|完善|健全|匹配|明显|活)|偏低|偏少|偏小|偏弱|偏慢|较低|较少|较小|较弱|较慢|很低|很少|过低|过少|太少|太低|薄弱|低下|滞后|落后|靠后|短缺|匮乏|欠缺|缺乏|缺失|垫底`
	highWord = `不低|不少|不弱|不小|较高|较多|较大|较强|偏高|偏多|很高|很多|很强|领先|靠前|突出|雄厚|丰富|充足|名列前茅|遥遥领先|充沛|富集|密集|占优势?|优势明显`
	degree   = `(?:比较|相对|明显|普遍|总体|整体|仍然|依然|仍|还|也|都|均|更|最为|最|十分|非常|很|太|远|显著|较为|尚|略|稍|严重|一直|长期|已|已经|处于|居于|尤为|并|尤其|是|有点)*`
)

func wordForms() []Form {
	return []Form{
		{
			Type: diagnose.RankType, Name: "rank-front", Example: "研发投入强度稳居全国前列",
			Text: city.Text{Zh: "居前列、处于第一方阵、末位", En: "among the first, or the last"},
			re:   pattern(`(?P<v>走在|` + rankVerbs + `|居于|排在|走到)(?P<r>[^\x{E001}-\x{E009}，]{0,16}?)(?P<w>前列|第一方阵|第一梯队|前茅|领先水平|领先地位|领先位置|领先|中上游水平|中上游|中上水平|上游水平|上游|高位|末位|靠后位置|靠后|中下游|下游|中游水平|中游|中等水平|中间水平|中等位次|中间位置|中位|后列|末尾|垫底|落后位置|落后|靠前位置|靠前)`),
			build: func(x *match) bool {
				ok := buildRankWord(x, strings.ContainsAny(x.word("w"), "末后下垫"))
				if strings.HasPrefix(x.word("w"), "中") && x.word("w") != "中下游" && !strings.HasPrefix(x.word("w"), "中上") && x.claim.RankWord != "" {
					x.claim.RankWord = "middle"
				}
				return ok
			},
		},
		{
			Type: diagnose.RankType, Name: "rank-low", Example: "与15城市相比，高新技术企业数量偏少",
			Text:  city.Text{Zh: "不高、偏低、偏少、不足、落后：低", En: "low, few, lagging"},
			re:    pattern(degree + `(?P<w>` + lowWords + `)(?:的?(?:问题|现象|状况|局面|短板|矛盾|情况)(?:[^，]{0,8})?)?(?:[了的])?(?:[。！;”)]|$)`),
			build: func(x *match) bool { return buildRankWord(x, true) },
		},
		{
			Type: diagnose.RankType, Name: "rank-high", Example: "科教资源丰富",
			Text:  city.Text{Zh: "较高、领先、突出、雄厚：高", En: "high, leading, rich"},
			re:    pattern(degree + `(?P<w>` + highWord + `)(?:的?(?:优势|地位|水平))?(?:[了的])?(?:[。！;”)]|$)`),
			build: func(x *match) bool { return buildRankWord(x, false) },
		},
		{
			Type: diagnose.RankType, Name: "rank-middle", Example: "人均可支配收入在全省居中",
			Text: city.Text{Zh: "居中、处于中间：中游", En: "in the middle"},
			re:   pattern(degree + `(?P<w>居中|中等偏[上下]|处于中间|处在中间)(?:位置|水平|位次)?(?:[。！;)]|$)`),
			build: func(x *match) bool {
				ok := buildRankWord(x, false)
				if x.claim.RankWord != "" {
					x.claim.RankWord = "middle"
				}
				return ok
			},
		},
		{
			Type: diagnose.RankType, Name: "rank-plain", Example: "高新技术企业数量少",
			Text:  city.Text{Zh: "指标（数量、水平）+高、低、多、少、强、弱", En: "an indicator is high or low"},
			re:    pattern(`(?:«J»(?:数量|总量|规模|水平|占比|比重|率|能力|强度)?|数量|总量|规模|水平|强度|密度|占比|比重)` + degree + `(?P<w>高|低|多|少|强|弱|小|大)(?:[。！;]|$)`),
			build: func(x *match) bool { return buildRankWord(x, strings.ContainsAny(x.word("w"), "低少弱小")) },
		},
		{
			Type: diagnose.Trend, Name: "trend-words", Example: "高新技术企业数量逐年上升",
			Text:  city.Text{Zh: "逐年上升、持续下降、稳步增长、大幅提高", En: "rises every year, falls steadily"},
			re:    pattern(`(?P<w>(?:呈现?|保持|出现|实现|总体|继续|逐年|逐季|逐月|逐步|持续|稳步|不断|连年|年年|快速|较快|平稳|大幅度?|明显|显著|有所|进一步|加速|迅速|稳定|小幅|止跌|稳中|趋于|均|连续|略有|双双|高速|爆发式|跨越式|的|年均)+)(?P<v>` + upVerbs + `|` + downVerbs + `|递增|递减|向好|下行|上行|回暖|有升|走低|走高)(?:了|的?(?:态势|趋势|势头|局面|走势))?(?:[。！;)]|$)`),
			build: buildTrendWords,
		},
		{
			Type: diagnose.Trend, Name: "trend-stronger", Example: "创新能力不断增强",
			Text: city.Text{Zh: "综合概念（创新能力）增强、减弱", En: "a concept grew stronger or weaker"},
			re:   pattern(`«C»(?P<w>(?:呈现?|保持|总体|继续|逐年|逐步|持续|稳步|不断|连年|明显|显著|有所|进一步|大幅度?|日益|的)*)(?P<v>增强|减弱)(?:了|的?(?:态势|趋势|势头))?(?:[。！;)]|$)`),
			fits: func(x *match) bool {
				return onlyTime.MatchString(x.mask[:x.clause.Start]) && strings.TrimRight(x.mask[x.clause.End:], "。！") == ""
			},
			build: func(x *match) bool {
				s, ok := x.state.subjectIn(x.masked, x.start(), x.start()+signLen)
				return ok && buildTrendOf(x, s)
			},
		},
		{
			Type: diagnose.Trend, Name: "trend-years", Example: "创新能力近三年下降",
			Text:  city.Text{Zh: "近几年提高、下降，此外没有别的词", En: "rose or fell over the last years, in no other words"},
			re:    pattern(`(?P<t>«T»)，?(?P<w>)(?P<v>` + upVerbs + `|` + downVerbs + `)(?:了)?(?:[。！;)]|$)`),
			fits:  func(x *match) bool { return x.text[x.list("t", signYears)[0].s:][:len("近")] == "近" },
			build: buildTrendYears,
		},
		{
			Type: diagnose.Trend, Name: "trend-turn", Example: "规上工业增加值增速由负转正",
			Text:  city.Text{Zh: "由负转正、由降转升、止跌回升", En: "turned from falling to rising"},
			re:    pattern(`(?P<w>由负转正|由正转负|由降转升|由升转降|由降转增|由增转降|止跌回升|触底反弹|扭亏为盈|转负为正)`),
			build: buildTrendWords,
		},
		{
			Type: diagnose.Trend, Name: "trend-sign", Example: "2023年进出口总额实现正增长",
			Text:  city.Text{Zh: "（实现）正增长、负增长、零增长，未写数字", En: "grew, shrank or stood still in the year, without a figure"},
			re:    pattern(`(?P<w>(?:实现|保持|呈现?|为|出现|均|都|继续|全部)*)(?P<v>正增长|负增长|零增长)(?:了)?(?:[。！;)]|$)`),
			build: buildTrendWords,
		},
		{
			Type: diagnose.Trend, Name: "trend-faster", Example: "研发投入强度较2016年提高",
			Text:  city.Text{Zh: "比上年（某年）提高、下降，未写数字", En: "rose or fell on a year, without a figure"},
			re:    pattern(`(?:比|较|与|同)«Z»(?:同期)?(?P<w>有所|明显|大幅度?|显著|略有|进一步|继续|稳步|又|(?:基本|大体|大致|总体)(?:上|保持)?)?(?P<v>` + upVerbs + `|` + downVerbs + `|持平)(?:了)?(?:[。！;)]|$)`),
			build: buildTrendWords,
		},
	}
}

// onlyTime: a clause that says no more than when, 近五年，
var onlyTime = pattern(`^(?:[«Y»«T»](?:以来|来|间|内|期间)?，?)*$`)

var measuredNoun = regexp.MustCompile(`(?:数量|总量|规模|水平|强度|密度|比重|占比|比例|总额|总数|增速|率|额|值|量|数|产值|收入|支出|投入|产出|效率|企业|机构|人才|面积|人口|差距)$`)

// roleWord: a role is no quantity, whatever indicators bear on it.
var roleWord = regexp.MustCompile(`(?:地位|作用|功能|角色|主体)$`)

// buildRankWord: with places to compare it is a comparison, with a concept or
// a measured noun a rank; with anything else (企业创新主体地位不突出) the
// sentence asks for data that may not be there.
func buildRankWord(x *match, low bool) bool {
	c := x.claim
	c.Word = x.word("w")
	if !x.speakRank(x.lo, x.start()) {
		s, e := x.start(), x.end() // rank-plain takes its indicator along
		if w, _, has := x.group("w"); has {
			e = w
		}
		sub, ok := x.state.subjectIn(x.masked, s, e)
		if !ok {
			return false
		}
		x.state.subject = sub
		sub.give(c)
	}
	if ind := x.all(signIndicator, signConcept); len(ind) > 0 && x.form.Name == "rank-plain" {
		for i := x.start(); i < x.end(); i++ {
			if k, ok := x.of[i]; ok && &x.items[k] == ind[0] {
				x.state.subject = x.state.subjectOf(x.masked, x.lo, i, i+signLen)
				x.state.subject.give(c)
			}
		}
	} else if x.form.Name == "rank-plain" && !x.state.subject.known && x.state.subject.concept == "" {
		noun := strings.TrimRight(x.plainText(x.start(), x.end()), "。！;")
		if i := strings.Index(noun, c.Word); i > 0 && !strings.HasSuffix(c.Indicator, noun[:i]) {
			c.Indicator += noun[:i]
		}
	}
	if deniedBefore.MatchString(x.mask[x.lo:x.start()]) || deniedBefore.MatchString(x.mask[x.start():x.end()]) && !strings.HasPrefix(c.Word, "不") {
		c.Denied = true
		c.Indicator = strings.TrimRight(deniedBefore.ReplaceAllString(c.Indicator, ""), "还并尚")
	}
	c.RankWord = "high"
	if low {
		c.RankWord = "low"
	}
	if rs, re, ok := x.group("r"); ok {
		c.Roster = x.rosterIn(rs, re)
	}
	if loc := amongTail.FindStringSubmatchIndex(x.mask[x.lo:x.start()]); loc != nil && c.Roster == "" {
		c.Roster = cleanRoster(x.plainText(x.lo+loc[2], x.lo+loc[3]))
		c.Indicator = strings.TrimSuffix(c.Indicator, "在"+c.Roster+"中")
	}
	if c.Roster == "" {
		c.Roster = x.state.roster
	}
	x.state.put(c)
	if len(x.state.peers) > 0 || x.state.group != "" {
		c.Type, c.Peers, c.PeerGroup = diagnose.Comparison, x.state.peers, x.state.group
		c.Than, c.RankWord = "above", ""
		if low {
			c.Than = "below"
		}
		return true
	}
	if k, ok := x.state.cat.Concept(c.Concept); ok && (len(k.Indicators) == 0 || roleWord.MatchString(x.state.subject.words)) {
		c.Type, c.RankWord, c.Indicator = diagnose.Exists, "", x.state.subject.words
		return true
	}
	if !x.state.subject.known && c.Concept == "" && !measuredNoun.MatchString(c.Indicator) && x.form.Name != "rank-front" {
		c.Type, c.RankWord = diagnose.Exists, ""
	}
	return true
}

var deniedBefore = regexp.MustCompile(`(?:没有|并未|尚未|未能|并不是|不是|并非|还不|尚不|并没有|还没有|并不|不|未|谈不上|称不上|算不上)(?:真正|完全|充分)?$`)

// buildTrendOf reads a trend whose subject stands within the match.
func buildTrendOf(x *match, s subject) bool {
	x.state.subject = s
	x.placed(x.lo, x.start())
	return buildTrendWords(x)
}

func buildTrendYears(x *match) bool {
	c := x.claim
	if !buildTrendWords(x) {
		return false
	}
	c.From, c.Years = "", x.list("t", signYears)[0].period.Years
	if rankWords.MatchString(x.plainText(x.lo, x.start())) {
		c.Type = diagnose.RankChange
	}
	return c.Type != diagnose.Exists
}

func buildTrendWords(x *match) bool {
	c := x.claim
	if !x.speak() {
		return false
	}
	if k, ok := x.state.cat.Concept(c.Concept); ok && (len(k.Indicators) == 0 || roleWord.MatchString(x.state.subject.words)) {
		c.Type, c.RankWord, c.Indicator = diagnose.Exists, "", x.state.subject.words
		return true
	}
	if !x.state.subject.known && c.Concept == "" && c.Against == "" && !measuredNoun.MatchString(c.Indicator) {
		return false
	}
	left := x.plainText(x.lo, x.start())
	if strings.Contains(x.word("w"), "负") {
		left += "增速" // what turns from minus to plus is a rate
	}
	x.state.rate(left).give(c)
	c.Word, c.Direction = x.word("w"), direction(x.word("v"))
	switch {
	case x.word("v") == "持平" || x.word("v") == "零增长":
		c.Direction = "flat"
	case x.word("v") == "负增长":
		c.Direction = "down"
	case x.word("v") == "" && strings.Contains("由正转负 由升转降 由增转降", c.Word):
		c.Direction = "down"
	case x.word("v") == "减弱" || strings.HasSuffix(x.word("v"), "下行") || strings.HasSuffix(x.word("v"), "走低"):
		c.Direction = "down"
	}
	x.state.put(c)
	c.From = x.state.from
	if x.state.years > 0 && c.From == "" {
		c.Years = x.state.years
	}
	if c.From == c.Period {
		c.From = ""
	}
	if strings.HasSuffix(x.word("v"), "增长") && x.form.Name == "trend-sign" && c.From == "" && c.Years == 0 {
		c.Years = 1
	}
	return true
}
