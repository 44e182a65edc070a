package propose

import (
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/shopspring/decimal"
)

const (
	upVerbs   = `(?:净增加|净增长|净增|增长|增加|增多|增至|上升|上涨|上浮|攀升|跃升|跃居|提升|提高|升高|升|扩大|扩张|增|涨|加快|回升|提速|改善|晋升|前移|前进|进|高)`
	downVerbs = `(?:净减少|净减|下降|下滑|下跌|下移|降低|减少|减|回落|缩小|缩减|压缩|压减|收窄|放缓|后移|后退|退|滑落|跌|降|低)`
	fill      = `(?:了|为|达到?|约为?|高达|也|已|在|:|均)*`
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
	loc := fromPeriod.FindStringSubmatchIndex(x.mask[x.lo:x.start()])
	if loc == nil {
		return ""
	}
	return x.items[x.of[x.lo+loc[2]]].period.Period
}

func trendForms() []Form {
	verbs := `(?P<verb>` + upVerbs + `|` + downVerbs + `|调整|变化|变动|变|发展|扩展|壮大|积累|优化)`
	return []Form{
		{
			Type: diagnose.Trend, Name: "trend-from-to", Example: "2013年至2018年研发投入强度由2.74%降至2.42%",
			Text:  city.Text{Zh: "由A升（降）至B，两端数字都写明", En: "from A to B, both figures named"},
			re:    pattern(`(?:由|从|自)(?P<w1>[^\x{E001}-\x{E009}，]{0,14}?)(?P<a>«A»)[^\x{E001}-\x{E009}]{0,10}?` + verbs + `(?:了)?(?:至|到|为|成)(?P<w2>[^\x{E001}-\x{E009}，]{0,10}?)(?P<b>«A»)`),
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
				return !naturalGrowth.MatchString(x.plainText(x.lo, x.start()))
			},
			build: buildGrowth,
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

func timesForms() []Form {
	return []Form{
		{
			Type: diagnose.GrowthType, Name: "times-to", Example: "增长到2013年的2.8倍",
			Text: city.Text{Zh: "增长到（是）某年的N倍", En: "grew to N times"},
			re:   pattern(`(?:增长|增加|扩大|提高|提升|上升|增|升|扩)(?:到|至|为)(?:了)?(?P<w>[^\x{E001}-\x{E009}，]{0,10}?)(?P<n>«X»)`),
			build: func(x *match) bool {
				x.claim.Times = "to"
				return buildTimes(x)
			},
		},
		{
			Type: diagnose.Comparison, Name: "times-of-place", Example: "深圳是武汉的4倍",
			Text:  city.Text{Zh: "是某地的N倍、相当于某地的若干", En: "is N times, or so much, of another place"},
			re:    pattern(`(?P<v>是|为|达到?|相当于|仅为|只有|仅相当于|不及|约为|约是|仅是|不到|不足|超过|接近|约|近|仅|只及)(?P<w>[^\x{E001}-\x{E009}，]{0,6}?«L»[^\x{E001}-\x{E009}，]{0,8}?)的?(?P<n>«X»|«P»)`),
			build: buildTimesOfPlace,
		},
		{
			Type: diagnose.Comparison, Name: "times-of-place-bare", Example: "接近全国的四分之一、全省的一半",
			Text:  city.Text{Zh: "（接着上一部分）某地的若干", En: "(going on) so much of another place"},
			re:    pattern(`^(?P<w>«L»)的(?P<n>«X»|«P»)(?:[。;]|$)`),
			build: buildTimesOfPlace,
		},
		{
			Type: diagnose.GrowthType, Name: "times-of-year", Example: "是2015年的2.3倍",
			Text: city.Text{Zh: "是某年的N倍", En: "is N times that of a year"},
			re:   pattern(`(?:是|为|达到?|相当于|达|约为|约是)(?P<w>(?:[^\x{E001}-\x{E009}，]{0,4}?«Z»[^\x{E001}-\x{E009}，]{0,6}?|原来|当时|同期|期初|原先|过去|改革开放初期))的?(?P<n>«X»)`),
			build: func(x *match) bool {
				x.claim.Times = "to"
				return buildTimes(x)
			},
		},
		{
			Type: diagnose.GrowthType, Name: "times-by", Example: "发明专利授权量五年增长2.8倍",
			Text: city.Text{Zh: "增长N倍；下降N倍照录，由判定拒绝", En: "grew by N times"},
			re:   pattern(`(?P<v>` + upVerbs + `|` + downVerbs + `|翻)(?:了|约|近)*(?P<n>«X»)`),
			build: func(x *match) bool {
				x.claim.Times = "by"
				return buildTimes(x)
			},
		},
	}
}

func buildTimes(x *match) bool {
	c := x.claim
	if !x.speak() {
		return false
	}
	figure(c, x.list("n", signTimes)[0].number)
	c.Direction = direction(x.word("v"))
	if p := x.list("w", signPeriod, signPrior); len(p) > 0 && p[0].period.Period != "" {
		if x.state.period == p[0].period.Period {
			x.state.period = ""
		}
		x.state.from = p[0].period.Period
	}
	x.based()
	x.state.growing = true
	return true
}

func buildTimesOfPlace(x *match) bool {
	c := x.claim
	if !x.speak() {
		return false
	}
	n := x.list("n", signTimes, signPercent)[0].number
	if x.form.Name == "times-of-place-bare" && x.state.quoting {
		return x.quoted(x.list("w", signPlace), n)
	}
	figure(c, n)
	c.Times = "to"
	if c.Hedge == diagnose.Exactly || c.Hedge == diagnose.Tenths {
		for _, h := range hedgesBefore {
			if h.word == x.word("v") && h.hedge != "" {
				c.Hedge = h.hedge
			}
		}
	}
	if strings.HasPrefix(x.word("v"), "不及") {
		c.Hedge = diagnose.LessThan
	}
	x.peersOf(x.list("w", signPlace))
	x.state.put(c)
	c.Than = "above"
	if n.Unit == "%" && c.Figure.LessThan(decimal.NewFromInt(100)) || n.Unit == "倍" && c.Figure.LessThan(decimal.NewFromInt(1)) {
		c.Than = "below"
	}
	if n.Unit == "%" && !averageOf.MatchString(x.word("w")) && x.within(c.Place, c.Peers) { // 接近全国的四分之一
		c.Type, c.Times, c.Than = diagnose.ShareType, "", ""
	}
	return len(c.Peers) > 0
}

// within reports whether the place lies in each of the others.
func (x *match) within(place string, others []string) bool {
	for _, o := range others {
		inside := o == "000000"
		if x.state.ctx.Places != nil {
			for p, ok := x.state.ctx.Places.Get(place); ok && p.Parent != "" && !inside; p, ok = x.state.ctx.Places.Get(p.Parent) {
				inside = p.Parent == o
			}
		}
		if !inside {
			return false
		}
	}
	return len(others) > 0
}

// peersOf makes places the claim's comparator.
func (x *match) peersOf(items []*item) {
	for _, it := range items {
		it.used = true
		if it.match == catalog.Ambiguous || it.match == catalog.Unresolved || it.id == "" {
			continue
		}
		x.claim.Peers = append(x.claim.Peers, it.id)
	}
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
			re:    pattern(`(?P<v>净增加|净增长|净增|净减少|净减|增加|增长|增多|减少|下降|上升|提高|降低|增收|减收|(?:比|较)«Z»(?:同期)?(?:多|少|增|减))(?P<x>[^\x{E001}-\x{E009}，、值量额]{0,12}?)(?P<n>«Q»)`),
			fits:  func(x *match) bool { return !strings.ContainsAny(x.word("x"), "到至为") },
			build: buildChange,
		},
	}
}

var levelWord = regexp.MustCompile(`^(?:省级|国家级|市级|区级|县级)$`)

func buildChange(x *match) bool {
	c := x.claim
	n := x.list("n", signAmount)[0].number
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
	if !x.unitFits(n) {
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
	if !s.known || s.unit == "" || n.Unit == "" || bareUnit(n.Unit) == bareUnit(s.unit) {
		return true
	}
	_, ok := city.Convert(n.Value, n.Unit, s.unit)
	if ok && s.unit == "%" {
		return n.Unit == "%"
	}
	return ok
}
