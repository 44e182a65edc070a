package propose

import (
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/diagnose"
	"github.com/shopspring/decimal"
)

// A sentence of the kind 经济总量在1.5至2.0万亿元区间是一个重要分水岭 states a law
// over places, not a value of one: things go on differently beyond a size.
// 首次突破2万亿元大关 and 迈上2万亿元台阶 say that one place passed a mark.
const divideWords = `分水岭|拐点|转折点|转折期|临界点|临界值|门槛效应|门槛|关口|坎|阈值|分界线|分界点|分野|天花板|节点|瓶颈期?|关键期|转型期|窗口期`

var (
	divideIs = pattern(`^(?P<pre>[^;。\x{E001}-\x{E009}]*?)(?P<n>«Q»|«P»|«V»)(?P<mid>[^，;。\x{E001}-\x{E009}]{0,16}?)(?P<not>不|并不|未必|并没有|没有)?(?P<is>是|为|成为|作为|构成|存在|会?出现|会?遇到|会?面临|被?视为|被?看作|堪称|并非|有)(?:了|着)?(?P<of>[^，;。\x{E001}-\x{E009}]{0,24}?)(?P<w>` + divideWords + `)(?:值|线|区间|阶段)?(?:之一)?(?P<post>[，;。].*)?$`)
	divideAt = pattern(`^(?P<pre>[^，;。\x{E001}-\x{E009}]*?)(?P<w>` + divideWords + `)(?P<not>不|并不|未必)?(?P<is>在|是|为|出现在|位于|落在|处于|处在)(?:大约|大致|大体)?(?P<n>«Q»|«P»|«V»)(?P<of>[^，;。\x{E001}-\x{E009}]{0,8})(?P<post>[，;。].*)?$`)
	divideBy = pattern(`^(?P<pre>[^;。\x{E001}-\x{E009}]*?)(?:达到|到了|到)?(?P<n>«Q»|«P»)(?P<mid>以后|之后|后|以上|时|[这那][一个道条](?:坎|门槛|关口|关|规模|台阶|分水岭|拐点|线)(?:以后|之后|后)?)，?(?P<of>[^\x{E001}-\x{E00D}]*)$`)
	lawWords = regexp.MustCompile(`只有|才能|才会|才可|往往|普遍|一般(?:都|会|来说|而言)|通常|就会|都会|难以|很难`)
	goesOn   = regexp.MustCompile(`增长|增速|发展|放缓|回落|加快|停滞|跃升|分化|下滑|趋缓|提速`)
	goesDown = regexp.MustCompile(`放缓|回落|下降|减速|停滞|下滑|趋缓|变慢|难以|很难`)
	goesUp   = regexp.MustCompile(`加快|加速|跃升|提速|起飞|变快`)
	// entryMark: 规上企业的门槛, 准入门槛 are marks that somebody set, no law.
	entryMark = regexp.MustCompile(`准入|入选|入围|入库|入统|申报|认定|上市|规上|规模以上|企业|项目|俱乐部|百强|纳入|评选|考核|录取|补贴|享受|起征|贷款`)
	sizeWords = regexp.MustCompile(`规模|总量|体量|能级|经济`)
)

// divided reads a law that divides places by their size.
func divided(m *masked, st *state) (diagnose.Claim, bool) {
	for _, f := range []*regexp.Regexp{divideIs, divideAt, divideBy} {
		loc := f.FindStringSubmatchIndex(m.mask)
		if loc == nil {
			continue
		}
		x := &match{masked: m, form: &Form{re: f}, idx: loc, state: st}
		if c, ok := x.divide(f == divideBy); ok {
			return c, true
		}
	}
	return diagnose.Claim{}, false
}

// divide fills the claim. law asks for words that make a law of a sentence
// that has no word such as 分水岭, and for no place and time that it is told of.
func (x *match) divide(law bool) (diagnose.Claim, bool) {
	c := diagnose.Claim{Type: diagnose.ThresholdType, Word: x.word("w"), Denied: x.word("not") != "" || x.word("is") == "并非"}
	of := x.word("of")
	if isIntent(x.text) || numbersIn(x.masked, groupStart(x, "post"), len(x.mask)) || entryMark.MatchString(x.word("pre")+of) && strings.ContainsAny(c.Word, "门槛关口坎") {
		return c, false
	}
	if law && (!lawWords.MatchString(of) || !goesOn.MatchString(of) || len(pick(x.everything(), append(periodSigns, signPlace))) > 0) {
		return c, false
	}
	if len(pick(x.everything(), periodSigns)) > 0 && len(pick(x.everything(), []rune{signPlace})) > 0 {
		return c, false // told of one place in one year
	}
	n := x.list("n", valueSigns...)[0].number
	if !x.divides(&c, &n) {
		return c, false
	}
	c.Figures, c.Unit = []decimal.Decimal{n.Value}, n.Unit
	if n.Hi != nil {
		c.Figures = append(c.Figures, *n.Hi)
	}
	if goesDown.MatchString(x.text) != goesUp.MatchString(x.text) {
		c.Direction = map[bool]string{true: "down", false: "up"}[goesDown.MatchString(x.text)]
	}
	for _, r := range pick(x.everything(), []rune{signRoster}) {
		c.Roster = x.text[r.s:r.e]
	}
	x.state.put(&c)
	c.Period = ""
	return c, true
}

// divides names what the size is of, and what goes on differently: the first
// indicator that stands before the figure, or the one after it; a second one is
// the outcome.
func (x *match) divides(c *diagnose.Claim, n *Number) bool {
	for _, it := range pick(x.everything(), []rune{signIndicator}) {
		switch {
		case c.Indicator == "":
			c.Indicator, c.Definition = it.id, it.definition
		case c.Against == "" && it.id != c.Indicator:
			c.Against = it.id
		}
	}
	if c.Indicator == "" && strings.HasSuffix(n.Unit, "元") && sizeWords.MatchString(x.word("pre")+x.word("of")) {
		c.Indicator = "gdp" // 规模越过2万亿元: of a city, its economy
	}
	i, known := x.state.cat.Get(c.Indicator)
	if bareUnit(n.Unit) == "" { // 1.5万亿至2万亿
		n.Unit += bareUnit(i.Unit)
	}
	size := match{state: &state{subject: subject{known: true, unit: i.Unit}}}
	return known && size.unitFits(*n)
}

// everything lists the items of the sentence in the order of their words.
func (x *match) everything() []*item { return x.itemsIn(0, len(x.mask)) }

// groupStart is where a named group begins; the end of the mask where it is
// empty.
func groupStart(x *match, name string) int {
	if s, _, ok := x.group(name); ok {
		return s
	}
	return len(x.mask)
}
