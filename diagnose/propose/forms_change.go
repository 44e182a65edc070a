package propose

import (
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/shopspring/decimal"
)

const (
	upVerbs   = `(?:净增加|净增长|净增|增长|增加|增多|增至|上升|上涨|上浮|攀升|跃升|跃居|提升|提高|升高|升|扩大|扩张|增|涨|加快|回升|提速|改善|晋升|前移|前进|进|高)`
	downVerbs = `(?:净减少|净减|下降|下滑|下跌|下移|降低|减少|减|回落|缩小|缩减|压缩|压减|收窄|放缓|后移|后退|退|滑落|跌|降|低)`
	fill      = `(?:了|为|达到?|约为?|高达|也|已|在|:|均|仅|只有|只|不过)*`
)

// give puts the figure of a number into the claim.
func figure(c *diagnose.Claim, n Number) {
	v := n.Value
	c.Figure, c.Unit, c.Hedge = &v, n.Unit, n.Hedge
	if n.Word != "" && c.Word == "" && c.Type != diagnose.RankType {
		c.Word = ""
	}
	if n.Hi != nil { // a range: split into two parts by the reader
		c.Figures = []decimal.Decimal{n.Value, *n.Hi}
	}
}

func direction(verb string) string {
	for _, w := range []string{"净减", "下", "降", "减", "回落", "缩", "压", "收窄", "放缓", "后", "退", "滑", "跌", "低", "负", "萎"} {
		if strings.HasPrefix(verb, w) {
			return "down"
		}
	}
	return "up"
}

// based gives growth and change their base: the stated one, else the year
// before a stated period.
func (x *match) based() {
	c := x.claim
	x.state.put(c)
	if c.Period.IsSpan() && len(c.Period) == 9 { // 2016/2020 of a plan
		c.Period = city.Year(c.Period.Year())
	}
	c.From = x.state.from
	if p := x.comingFrom(); p != "" { // 由去年的下降5.2%
		c.Period, c.From = p, ""
	}
	if x.state.years > 0 && c.From == "" {
		c.Years = x.state.years
	}
	if c.From == "" && c.Years == 0 && c.Period != "" {
		c.From = c.Period.Shift(-1)
	}
	if c.From != "" && c.From == c.Period {
		c.From = ""
	}
}

var fromPeriod = pattern(`(?:由|从)(?P<p>«B»|«Y»)的?$`)

// comingFrom is the period that stands right before a form as its origin.
func (x *match) comingFrom() city.Period {
	if x.idx == nil {
		return ""
	}
	loc := fromPeriod.FindStringSubmatchIndex(x.mask[x.lo:x.start()])
	if loc == nil {
		return ""
	}
	return x.items[x.of[x.lo+loc[2]]].period.Period
}

func changeForms() []Form {
	fresh := `新认定|新增加|新增|新培育|新引进|新建成|新设立|新登记|新签约|新签|新开工|新开业|新投产|新获批|新获|新入库|新建|新设`
	return []Form{
		{
			Type: diagnose.Change, Name: "change-average", Example: "年均新增高新技术企业480家",
			Text:  city.Text{Zh: "年均增加若干", En: "grew by so many a year on average"},
			re:    pattern(`(?:年均|平均每年|每年平均)(?P<v>净增加?|新增|增加|减少)(?P<x>[^\x{E001}-\x{E009}，、]{0,16}?)(?P<n>«Q»)`),
			build: func(x *match) bool { x.claim.Average = true; return buildChange(x) },
		},
		{
			Type: diagnose.Change, Name: "change-new", Example: "新增高新技术企业800家以上",
			Text:  city.Text{Zh: "新增、新认定若干", En: "so many new ones"},
			re:    pattern(`(?P<v>` + fresh + `)(?P<x>[^\x{E001}-\x{E009}，、]{0,20}?)(?P<n>«Q»)`),
			build: buildChange,
		},
		{
			Type: diagnose.Change, Name: "change", Example: "2018年高新技术企业较上年净增709家",
			Text:  city.Text{Zh: "净增（减少）若干", En: "so many more (fewer)"},
			re:    pattern(`(?P<v>净增加|净增长|净增|净减少|净减|增加|增长|增多|减少|下降|上升|提高|降低|增收|减收|扩大|缩小|缩减|压减|拉大|提升|上涨|回落|(?:比|较)«Z»(?:同期)?(?:多|少|增|减))(?P<x>[^\x{E001}-\x{E009}，、值量额]{0,12}?)(?P<n>«Q»)`),
			fits:  func(x *match) bool { return !strings.ContainsAny(x.word("x"), "到至为") },
			build: buildChange,
		},
	}
}

var perDay = regexp.MustCompile(`(?:日均|月均|每天|每日|每月|每周|平均每[天日月周])$`)

var levelWord = regexp.MustCompile(`^(?:省级|国家级|市级|区级|县级)$`)

func buildChange(x *match) bool {
	c := x.claim
	n := x.list("n", signAmount)[0].number
	if perDay.MatchString(x.mask[x.lo:x.start()]) { // 日均新增564户 is a pace, no change over the year
		return false
	}
	if s, e, ok := x.group("x"); ok {
		if level := strings.TrimSpace(x.word("x")); levelWord.MatchString(level) { // “专精特新”企业新增省级86家
			if x.speak() {
				c.Indicator = level + strings.Trim(x.state.subject.words, "“”")
				x.state.subject = subject{indicator: c.Indicator, words: c.Indicator}
			}
		} else if s2, found := x.state.subjectIn(x.masked, s, e); found {
			x.state.subject = s2
			x.placed(x.lo, x.start())
			s2.give(c)
		}
	}
	if c.Indicator == "" && c.Concept == "" && !x.speak() {
		if !x.speakBehind() {
			return false
		}
	}
	if !x.unitFits(n) || strings.HasSuffix(c.Indicator, "差距") { // the gap of whom to whom
		return false
	}
	figure(c, n)
	c.Word = x.word("v")
	for _, w := range []string{"多", "少", "增", "减"} { // 比上年多: the verb alone
		if (strings.HasPrefix(c.Word, "比") || strings.HasPrefix(c.Word, "较")) && strings.HasSuffix(c.Word, w) {
			c.Word = w
		}
	}
	c.Direction = direction(c.Word)
	if strings.HasSuffix(c.Word, "少") {
		c.Direction = "down"
	}
	x.based()
	x.state.growing = false
	return true
}

// bareUnit is a unit without 万 and 亿: 人次 of 亿人次.
func bareUnit(u string) string { return strings.TrimLeft(u, "十百千万亿") }

// unitFits reports whether a number can measure the subject at all.
func (x *match) unitFits(n Number) bool {
	s := x.state.subject
	if !s.known || s.unit == "" || n.Unit == "" || bareUnit(n.Unit) == bareUnit(s.unit) ||
		strings.HasSuffix(n.Unit, "元") && strings.HasSuffix(s.unit, "元") {
		return true
	}
	_, ok := city.Convert(n.Value, n.Unit, s.unit)
	if ok && s.unit == "%" {
		return n.Unit == "%"
	}
	return ok
}
