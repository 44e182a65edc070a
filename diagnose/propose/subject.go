package propose

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
)

// subjectIn reads the subject named in mask[lo:hi], the words before a form.
// ok is false where they name none, and the subject before goes on.
func (st *state) subjectIn(m *masked, lo, hi int) (subject, bool) {
	if lo > hi {
		return subject{}, false
	}
	if s, ok := st.ratioOf(m, lo, hi); ok {
		return s, true
	}
	for i := hi - signLen; i >= lo; i-- {
		k, is := m.of[i]
		if !is || m.items[k].sign != signIndicator && m.items[k].sign != signConcept {
			continue
		}
		return st.subjectOf(m, lo, i, hi), true
	}
	words := nounPhrase(m, lo, hi)
	if words == "" {
		return subject{}, false
	}
	if manyBare.MatchString(words) && !st.subject.none() && st.subject.indicator != "" { // 平均每千人拥有156户
		words += "拥有" + st.subject.words
		return subject{indicator: words, words: words, kind: city.Unknown}, true
	}
	if s, ok := st.goesOn(words); ok {
		return s, true
	}
	if strings.HasPrefix(strings.TrimLeft(m.mask[lo:hi], " "), "其中") {
		if s, ok := st.sibling(words, st.whole); ok {
			return s, true
		}
	}
	if (words == "投入强度" || words == "强度") && researchWords.MatchString(st.subject.words) {
		words = "研发投入强度" // 全社会研发经费410亿元，投入强度2.01%
	}
	return st.worded(words), true
}

var ratioForm = pattern(`(?P<a>«I»)(?:与|和|同)(?P<b>«I»)(?:之比|的比值|的比例|的比率|的比|比值)`)

// ratioOf reads 研发经费与GDP之比: the ratio, not its denominator.
func (st *state) ratioOf(m *masked, lo, hi int) (subject, bool) {
	loc := ratioForm.FindStringSubmatchIndex(m.mask[lo:hi])
	if loc == nil || strings.ContainsAny(m.mask[lo+loc[1]:hi], "，,;") {
		return subject{}, false
	}
	a, b := m.items[m.of[lo+loc[2]]], m.items[m.of[lo+loc[4]]]
	an, bn := m.text[a.s:a.e], m.text[b.s:b.e]
	if s := st.worded(an + "占" + bn + "的比重"); s.known {
		return s, true
	}
	words := an + "与" + bn + "之比"
	return subject{indicator: words, words: words, kind: city.Ratio}, true
}

// manyBare is so many people, of what was spoken of before.
var manyBare = regexp.MustCompile(`^(?:平均)?每(?:百|千|万|十万|百万)(?:名|个)?(?:常住|户籍)?(?:人口|人|居民)$`)

// goesOn reads a bare noun behind a subject whose first words it shares: 技术合同
// 登记25038项，成交额722.56亿元; 规上工业企业2786家，实现营业收入1.35万亿元.
func (st *state) goesOn(words string) (subject, bool) {
	words = strings.NewReplacer("实现", "", "完成", "").Replace(words)
	lead := []rune(st.subject.words)
	if st.subject.none() || utf8.RuneCountInString(words) < 2 || utf8.RuneCountInString(words) > 8 || st.cat.Resolve(words).Known {
		return subject{}, false
	}
	for n := len(lead); n >= 2; n-- {
		if s := st.worded(string(lead[:n]) + words); s.known && s.indicator != st.subject.indicator {
			return s, true
		}
	}
	return subject{}, false
}

// worded is the subject of words that Find passed over: a name too short for
// running text (出口) may still be a label of the catalog.
func (st *state) worded(words string) subject {
	s := subject{indicator: words, words: words, kind: kindOfWords(words)}
	label := strings.NewReplacer("实现", "", "完成", "").Replace(words) // 高新技术产业实现产值
	if r := st.cat.Resolve(label); r.Known && r.Facet != city.Rank {
		s.indicator, s.known, s.definition, s.growth = r.ID, true, r.Definition, r.Facet == city.Growth
		if ind, ok := st.cat.Get(r.ID); ok {
			s.kind, s.unit = ind.Kind, ind.Unit
		}
	}
	return s
}

// amongLead: 在全国创新型城市中的 says among whom, and narrows nothing.
var amongLead = pattern(`在[^«I»，、]{1,16}?(?:之中|当中|中|里)的?$`)

// amongAfter: 数量在周边城市中 says among whom.
var amongAfter = regexp.MustCompile(`在[^校建岗册园职读线编库孵用营产售].*$`)

// subjectOf is the subject of the indicator or concept at mask[i].
func (st *state) subjectOf(m *masked, lo, i, hi int) subject {
	it := &m.items[m.of[i]]
	before := m.mask[lo:i]
	if cut := strings.LastIndexAny(before, "，,、;:("); cut >= 0 {
		before = before[cut:]
		before = before[runeLen(before):]
	}
	for _, and := range []string{"和", "与", "及"} { // GDP和财政收入 are two, 科学研究和技术服务业 is one
		before = strings.TrimSuffix(before, and)
		if strings.HasSuffix(m.mask[lo:i], and) {
			before = ""
		}
	}
	if cut := lastMeasure(before); cut >= 0 {
		before = before[cut:]
	}
	after := m.mask[i+signLen : hi]
	if cut := strings.IndexAny(after, "，,、;:("); cut >= 0 {
		after = after[:cut]
	}
	before = amongLead.ReplaceAllString(before, "")
	before = causeMade(withinArea.ReplaceAllString(spentYears.ReplaceAllString(before, ""), ""))
	if loc := causeCut.FindAllStringIndex(before, -1); loc != nil { // 技改带动了劳动生产率: what is measured follows
		before = before[loc[len(loc)-1][1]:]
	}
	after = amongAfter.ReplaceAllString(after, "")
	s := subject{indicator: it.id, known: true, definition: it.definition, words: m.text[it.s:it.e]}
	rest := before
	for _, d := range []string{"规模以上", "规上", "限额以上", "限上"} {
		if strings.Contains(rest, d) {
			rest = strings.ReplaceAll(rest, d, "")
			if s.definition == "" {
				s.definition = strings.Replace(strings.Replace(d, "规模以上", "规上", 1), "限额以上", "限上", 1)
			}
		}
	}
	s.growth = growthWords.MatchString(after)
	// 创新水平指数 is no 创新水平, 光电子信息产业规模 no 产业规模.
	if it.sign == signConcept && (utf8.RuneCountInString(heavy(after)) >= 2 || utf8.RuneCountInString(heavyLead(rest)) >= 2) {
		words := strings.Trim(narrowing(m, before, i)+s.words+trimTail(plainOf(after)), " 的、，,")
		return st.worded(words)
	}
	if it.sign == signConcept {
		c, _ := st.cat.Concept(it.id)
		s.concept, s.indicator = it.id, ""
		if len(c.Indicators) == 1 && !c.Partial {
			s.indicator = c.Indicators[0]
		}
		return s
	}
	if ind, ok := st.cat.Get(it.id); ok {
		s.kind, s.unit = ind.Kind, ind.Unit
	}
	if share := shareBehind.FindStringSubmatch(after); share != nil && s.kind != city.Share { // 技改投资占比
		if w := st.shareNamed(s.words, share[1]); !w.known || w.kind == city.Share {
			return w
		}
		return subject{indicator: s.words + share[1], words: s.words + share[1], kind: city.Share}
	}
	lead, trail := heavyLead(rest), heavy(after)
	if utf8.RuneCountInString(lead) >= 2 || utf8.RuneCountInString(trail) >= 2 || otherMeasure.MatchString(after) {
		words := strings.Trim(narrowing(m, before, i)+s.words+trimTail(plainOf(after)), " 的、，,")
		return st.worded(words)
	}
	return s
}

var shareBehind = pattern(`^\s*(占比|比重)(?:$|(?:比|较|与)«Z»|同比|环比|由|从)`)

// otherMeasure: behind an indicator these words make it another one.
var otherMeasure = regexp.MustCompile(`平均(?:规模|水平|值|数|收入|利润)|户均|质量|密度|单体|增量`)

// rate is the indicator of the subject's growth: 地区生产总值增速居第二 ranks
// the rate, not the level. Where the catalog has no such indicator, the words
// are it.
func (st *state) rate(words string) subject {
	s := st.subject
	if !s.growth && !growthWords.MatchString(words) || s.kind == city.RateOf || s.indicator == "" {
		return s
	}
	if !s.known {
		if !growthWords.MatchString(s.indicator) {
			s.indicator += "增速"
		}
		return s
	}
	if ind, ok := st.cat.Get(s.indicator + "_growth"); ok && ind.Kind == city.RateOf {
		return subject{indicator: ind.ID, known: true, kind: ind.Kind, unit: ind.Unit, words: s.words, growth: true}
	}
	w := growthWords.ReplaceAllString(s.words, "") + "增速"
	return subject{indicator: w, words: w, kind: city.RateOf, unit: "%", growth: true}
}

// give writes the subject into a claim.
func (s subject) give(c *diagnose.Claim) {
	c.Indicator, c.Definition, c.Concept = s.indicator, s.definition, s.concept
}

func (s subject) none() bool { return s.indicator == "" && s.concept == "" }

// speak finds the subject of a match: named before it in the clause, behind
// it (3536家高新技术企业), or the one before. The claim gets it.
func (x *match) speak() bool {
	hi := x.beforeWhole()
	left := x.mask[x.lo:hi]
	if x.form.Type == diagnose.GrowthType && economyGrows.MatchString(left) && !strings.ContainsRune(left, signIndicator) {
		x.state.subject = x.state.worded("地区生产总值")
	} else if s, ok := x.state.subjectIn(x.masked, x.lo, hi); ok {
		x.state.subject = s
	} else {
		x.state.subject = x.state.total(x.plainText(x.lo, x.start()))
	}
	x.placed(x.lo, hi)
	if x.state.subject.none() {
		return false
	}
	x.state.subject.give(x.claim)
	if hi < x.start() {
		x.whole(x.lo, x.start())
	}
	return true
}

var (
	economyGrows = pattern(`^(?:预计|全市|全省|全年|今年|«Z»|«L»|，|,|我市|要|力争|确保|实现|推动|其中|总体)*(?:国民|区域|地区)?经济(?:实际|保持|平稳|持续|稳步|总体|实现|年均|发展|运行|同比|社会|稳定|较快|的|了|比|较|«Z»)*$`)
	totalWords   = regexp.MustCompile(`总数|总量|总计|累计|总额|总规模|存量`)
	newWords     = regexp.MustCompile(`^(?:全市|城镇)?(?:新增|新登记|新认定|新建|新设立?|新培育|净增)|净增$|新增$`)
)

// total: 新登记市场主体12万户，总数达到120万户 goes on with the stock.
func (st *state) total(words string) subject {
	s := st.subject
	if !totalWords.MatchString(words) || !newWords.MatchString(s.words) {
		return s
	}
	rest := newWords.ReplaceAllString(s.words, "")
	found := st.cat.Find(rest)
	if len(found) == 0 {
		return st.worded(rest)
	}
	s = subject{indicator: found[0].ID, known: true, words: rest, definition: found[0].Definition}
	if ind, ok := st.cat.Get(s.indicator); ok {
		s.kind, s.unit = ind.Kind, ind.Unit
	}
	return s
}

var several = pattern(`«L»[、和及]$`)

func wholeWord(place string) bool {
	_, ok := hasAny(place, []string{"全", "我", "本", "该"})
	return ok
}

// placed reads the place of the subject: the last one named before the form
// that is not compared with.
func (x *match) placed(lo, hi int) {
	named := 0
	for i := lo; i < hi; i++ {
		k, ok := x.of[i]
		if !ok || x.items[k].sign != signPlace || x.items[k].used {
			continue
		}
		it := &x.items[k]
		if _, beside := endsAny(x.mask[lo:i], []string{"与", "同"}); beside && named > 0 { // 武汉与深圳的差距
			continue
		}
		if several.MatchString(x.mask[lo:i]) && !wholeWord(x.text[it.s:it.e]) { // 武昌、洪山两区: of neither alone
			x.state.ambiguous, x.state.place = true, it.id
			return
		}
		named++
		x.state.ambiguous = it.match == catalog.Ambiguous || it.match == catalog.Unresolved
		x.state.place = it.id
	}
}
