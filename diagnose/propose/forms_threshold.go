package propose

import (
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/shopspring/decimal"
)

// A sentence of the kind 经济总量在1.5至2.0万亿元区间是一个重要分水岭 states a law
// over places, not a value of one: things go on differently beyond a size.
// 首次突破2万亿元大关 and 迈上2万亿元台阶 say that one place passed a mark.
const divideWords = `分水岭|拐点|转折点|转折期|临界点|临界值|门槛效应|门槛|关口|坎|阈值|分界线|分界点|分野|天花板|节点|瓶颈期?|关键期|转型期|窗口期`

var (
	divideIs = pattern(`^(?P<pre>[^;。\x{E001}-\x{E009}]*?)(?:(?P<end>«Q»|«P»|«V»)(?:至|到|—|-|~|－)+)?(?P<n>«Q»|«P»|«V»)(?P<mid>[^，;。\x{E001}-\x{E009}]{0,16}?)(?P<not>不|并不|未必|并没有|没有)?(?P<is>是|为|成为|作为|构成|存在|会?出现|会?遇到|会?面临|被?视为|被?看作|堪称|并非|有)(?:了|着)?(?P<of>[^，;。\x{E001}-\x{E009}]{0,24}?)(?P<w>` + divideWords + `)(?:值|线|区间|阶段)?(?:之一)?(?P<post>[，;。].*)?$`)
	divideAt = pattern(`^(?P<pre>[^，;。\x{E001}-\x{E009}]*?)(?P<w>` + divideWords + `)(?P<not>不|并不|未必)?(?P<is>在|是|为|出现在|位于|落在|处于|处在)(?:大约|大致|大体)?(?P<size>[^，;。\x{E001}-\x{E009}]{0,10}?)(?P<n>«Q»|«P»|«V»)(?P<of>[^，;。\x{E001}-\x{E009}]{0,8})(?P<post>[，;。].*)?$`)
	divideBy = pattern(`^(?P<pre>[^;。\x{E001}-\x{E009}]*?)(?:达到|到了|到)?(?P<n>«Q»|«P»)(?P<mid>口?(?:左右|上下)?(?:以后|之后|后|以上|时)|(?:[这那][一个道条])?(?:坎|门槛|关口|大关|关|规模|台阶|分水岭|拐点|线)(?:以后|之后|后|的(?:城市|省份|地区|地方))|[这那][一个道条](?:坎|门槛|关口|关|规模|台阶|分水岭|拐点|线)|的(?:城市|省份|地区|地方|县市?|区县?)|，?就|，)，?(?P<of>[^\x{E001}-\x{E00D}]*)$`)
	lawWords = regexp.MustCompile(`只有|只能|才能|才会|才可|往往|普遍|一般(?:都|会|来说|而言)|通常|就(?:会|要|容易|难|得)|容易|都会|会(?:明显|显著|逐步|逐渐)?(?:放|减|加|回|下|提|趋|变|出现)|将(?:会|明显|逐步)|难以|很难`)
	ifWords  = regexp.MustCompile(`一旦|只要|只有|凡是?|当`)
	thenDo   = regexp.MustCompile(`就(?:会|要|容易|难|得|只能)`)
	goesOn   = regexp.MustCompile(`增长|增速|速度|发展|放缓|放慢|减速|回落|加快|停滞|跃升|分化|下滑|趋缓|提速|换挡`)
	goesDown = regexp.MustCompile(`放缓|放慢|回落|下降|减速|停滞|下滑|趋缓|变慢|更慢|由快转慢|难以|很难|瓶颈|下一个台阶`)
	goesUp   = regexp.MustCompile(`加快|加速|提速|起飞|变快|更快|由慢转快|上一个台阶`)
	// theirEconomy: 经济增速放缓, of whatever the size is, is growth of GDP.
	theirEconomy = regexp.MustCompile(`经济(?:增速|增长|发展速度)`)
	// entryMark: 规上企业的门槛, 准入门槛 are marks that somebody set, no law.
	entryMark = regexp.MustCompile(`准入|入选|入围|入库|入统|申报|认定|上市|规上|规模以上|企业|项目|俱乐部|百强|纳入|评选|考核|录取|补贴|享受|起征|贷款`)
	sizeWords = regexp.MustCompile(`规模|总量|体量|能级|经济`)
	noProof   = regexp.MustCompile(`(?:没有|缺乏|并无|尚无)(?:任何|充分|足够)?(?:的)?(?:证据|依据|数据)|(?:不能|难以|无法)(?:证明|说明|认定|证实)`)
	under     = regexp.MustCompile(`低于|不足|不到|小于|未达到?$`)
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
	c := diagnose.Claim{Type: diagnose.ThresholdType, Word: x.word("w"), Denied: x.word("not") != "" || x.word("is") == "并非" || noProof.MatchString(x.word("pre"))}
	of := x.word("of")
	if isIntent(x.text) || numbersIn(x.masked, groupStart(x, "post"), len(x.mask)) || entryMark.MatchString(x.word("pre")+of) && strings.ContainsAny(c.Word, "门槛关口坎") {
		return c, false
	}
	if law && (!x.general(of) || !goesOn.MatchString(of) || len(pick(x.everything(), append(periodSigns, signPlace))) > 0) {
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
	if end := x.list("end", valueSigns...); len(end) > 0 { // 2.0至1.5万亿元
		other := end[0].number
		if bareUnit(other.Unit) == "" {
			other.Unit = n.Unit
		}
		v, ok := city.Convert(other.Value, other.Unit, n.Unit)
		if !ok || other.Hi != nil || n.Hi != nil {
			return c, false
		}
		c.Figures = append(c.Figures, v)
	}
	if down := goesDown.MatchString(x.text); down != goesUp.MatchString(x.text) {
		below := law && under.MatchString(x.text[:x.list("n", valueSigns...)[0].e])
		c.Direction = map[bool]string{true: "down", false: "up"}[down != below]
	}
	for _, r := range pick(x.everything(), []rune{signRoster}) {
		c.Roster = x.text[r.s:r.e]
	}
	x.state.put(&c)
	c.Period = ""
	return c, true
}

// general reports whether words make a law of what follows a size: 往往, 才能; 就会
// where nothing but a comma stands between; 以后，增长明显减速.
func (x *match) general(of string) bool {
	mid := x.word("mid")
	if mid == "，" && !ifWords.MatchString(x.word("pre")) && !thenDo.MatchString(of) {
		return false
	}
	plain := strings.HasSuffix(mid, "后") && strings.Contains(of, "明显") && (goesDown.MatchString(of) || goesUp.MatchString(of))
	return lawWords.MatchString(mid+of) || plain
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
	switch large := strings.HasSuffix(n.Unit, "万亿元"); {
	case c.Indicator == "" && strings.HasSuffix(n.Unit, "元") && (large || sizeWords.MatchString(x.word("pre")+x.word("of"))):
		c.Indicator = "gdp" // 规模越过2万亿元: of a city, its economy
	case c.Indicator == "" && strings.HasSuffix(n.Unit, "人") && strings.Contains(x.text, "人口"):
		c.Indicator = "population_resident"
	case c.Against == "" && c.Indicator != "gdp" && theirEconomy.MatchString(x.text):
		c.Against = "gdp"
	}
	x.ownSpeed(c)
	i, known := x.state.cat.Get(c.Indicator)
	if bareUnit(n.Unit) == "" { // 1.5万亿至2万亿
		n.Unit += bareUnit(i.Unit)
	}
	size := match{state: &state{subject: subject{known: true, unit: i.Unit}}}
	return known && size.unitFits(*n)
}

// ownSpeed: 城镇化率超过65%后，城镇化速度放缓 looks at the indicator itself.
func (x *match) ownSpeed(c *diagnose.Claim) {
	for _, it := range pick(x.everything(), []rune{signIndicator}) {
		stem := strings.TrimSuffix(x.text[it.s:it.e], "率")
		if it.id == c.Indicator && c.Against == "" && len(stem) >= 9 && strings.Contains(x.text[it.e:], stem) {
			c.Against = it.id
		}
	}
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
