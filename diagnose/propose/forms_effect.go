package propose

import (
	"regexp"
	"slices"
	"sort"
	"strings"

	"github.com/quanyu/quanyu/diagnose"
)

// A sentence such as 创新型城市试点显著提升了高新技术企业数量 says what came of a
// measure: a cause that somebody set to work and whose effect can be evaluated.
// Other causes (产业升级推动了增长) stay causal.
const (
	measureCore = `试点|政策|示范区|自创区|自贸区|自贸试验区|综改区|先行区|补贴|补助|奖补|奖励|减税降费|减税|税收优惠|加计扣除|创新券|科技贷|改革|揭榜挂帅|赛马制|新政|` +
		`(?:方案|行动计划|计划|专项行动|专项资金|工程|条例|办法|意见|举措|措施|规划|制度|机制|基金|倍增行动|三年行动)[”"』]?的?(?:实施|出台|推行|落地|施行|印发|建立|设立|启动|执行)`
	measureTail = `(?:[”"』》]|城市|地区|园区|区域|区|企业|工作|建设|实施|推行|落地|出台|开展|启动|施行|执行|政策|举措|措施|机制|制度|方案|计划|行动|工程|专项|项目|资金|试点|改革|的)*`
	measureSign = `(?P<m>[“"『《]?\p{Han}{0,12}?(?:` + measureCore + `)` + measureTail + `)`
	effectDeny  = `(?:并|还|尚|也|均|都|至今)?(?P<not>没有|没能|未能|未曾|未|并未|并不|不能|不会|难以|没)?`
	effectHow   = `(?P<how>(?:有力|有效|显著|直接|明显|极大|大幅|大大|持续|不断|进一步|切实|全面|总体上?|确实|真正|充分|较好|已经|已|共|累计|强力|快速|地|的|也|更)*)`
	goodVerbs   = `带动|推动|促进|拉动|助推|促成|撬动|激发|催生|引致|使得|致使|使|让`
	badVerbs    = `抑制|制约|阻碍|遏制|挤出|拖累`
	betterVerbs = `提升|提高|增加|扩大|改善|增强|优化|带来|加快`
	lessVerbs   = `降低|减少|缓解|缩小|削弱`
)

var (
	effectActs    = regexp.MustCompile(measureSign + `(?P<gap>[^。;，,]{0,10}?|[^。;，,]{0,16}，(?:从而|进而|由此)?)` + effectDeny + effectHow + `(?P<v>` + goodVerbs + `|` + badVerbs + `)(?P<le>了)?(?P<o>[^。;，,]{2,60})`)
	effectBetters = regexp.MustCompile(measureSign + effectDeny + effectHow + `(?P<v>` + betterVerbs + `|` + lessVerbs + `)(?P<le>了)?(?P<o>[^。;，,]{2,60})`)
	effectTells   = regexp.MustCompile(measureSign + `[^。;]{0,60}?(?:(?P<not>没有|未能|未|并未|不)?(?:取得|收到|产生|见到|达到|发挥)?(?:了|出)?(?:显著|明显|良好|积极|突出|较好|预期|应有|实质性)的?(?:成效|效果|实效|效应)|(?:成效|效果|实效)(?:十分|非常|很|较为|较|并|也|还)*(?P<ad>显著|明显|突出|良好|较好|好|初显|显现|凸显|不明显|不显著|不佳|甚微|有限|不大|不彰))`)
	effectOwes    = regexp.MustCompile(`(?P<c>由于|因为|得益于|归因于|归功于|受益于|缘于|源于|随着|通过|凭借|依托|在|受)(?:实施|推行|开展|出台|落实|推进|深化)?了?` + measureSign + `(?P<b>[^，。;]{0,14})(?P<end>，|。|;|$)`)
	effectUnder   = regexp.MustCompile(`(?:带动|推动|拉动|作用|影响|支撑|支持|引导|激励|促进|刺激|驱动)(?:作用)?下?$`)

	effectChange = regexp.MustCompile(`(?:实现|保持|出现)?(?:大幅度?|显著|明显|快速|稳步|持续|累计|年均|平均|同比|平均每年|净|再|又|共|多|也)*(增长|增加|提高|提升|上升|扩大|增多|加快|翻番|翻一番|改善|新增|净增|下降|减少|降低|回落|下滑|缩小|放缓|收窄)`)
	effectUp     = regexp.MustCompile(`增长|增加|提高|提升|上升|扩大|增多|加快|翻|改善|新增|净增`)
	effectReach  = regexp.MustCompile(`达到?|(?:增|升|提高|提升|增加|增长|扩大|降|降低|下降|减少)(?:至|到)|突破|占|居|位列`)
	measureLead  = regexp.MustCompile(`^(?:这一|这项|这些|该项|该|本|我市|全市|本市|我省|全省|实施的?|推行的?|开展的?|出台的?|自从|经过|通过|依托|凭借|近年来?|目前|由于|但是?|而|使|随着|推进|深化)+`)
	effectNo     = regexp.MustCompile(`^不|甚微|有限|不大|不佳|不彰`)
	effectSince  = regexp.MustCompile(`以来|以后|之后|实施|推行|开展|推进|试点|示范|政策|落地|出台|启动|建设`)
	workDone     = regexp.MustCompile(`^(?:先后|共|累计)*(?:成立|召开|印发|出台|组织|举办|制定|建立|开展|签订|签约|培训|实施)`)
	measureWords = regexp.MustCompile(measureCore)
	openReform   = regexp.MustCompile(`改革开放|改革创新|改革发展`) // ways of speaking, no measures
)

// effectPart reads a measure and what came of it. rest is the other parts: those
// whose words make up the effect are taken out.
func effectPart(m *masked, st *state, parts []diagnose.Claim) (c diagnose.Claim, rest []diagnose.Claim, ok bool) {
	if !measureWords.MatchString(m.text) {
		return c, parts, false
	}
	for _, f := range []struct {
		re   *regexp.Regexp
		read func(*effectWords) bool
	}{{effectActs, (*effectWords).acts}, {effectBetters, (*effectWords).betters}, {effectTells, (*effectWords).tells}, {effectOwes, (*effectWords).owes}} {
		for _, loc := range f.re.FindAllStringSubmatchIndex(m.text, -1) {
			own := *st
			w := &effectWords{masked: m, state: &own, re: f.re, loc: loc, parts: parts, claim: diagnose.Claim{Type: diagnose.EffectType}}
			if w.named() && f.read(w) {
				w.finish()
				return w.claim, w.rest(), true
			}
		}
	}
	return c, parts, false
}

// effectWords is a form that fits, over the narrowed text.
type effectWords struct {
	*masked
	state *state
	re    *regexp.Regexp
	loc   []int
	parts []diagnose.Claim
	claim diagnose.Claim
	from  int // words of the effect itself, where other parts give way
	to    int
	spare bool // parts with figures of their own stay
}

// at gives the offsets of a group; empty where it is none.
func (w *effectWords) at(name string) (s, e int) {
	i := w.re.SubexpIndex(name)
	if i < 0 || w.loc[2*i] < 0 {
		return w.loc[1], w.loc[1]
	}
	return w.loc[2*i], w.loc[2*i+1]
}

func (w *effectWords) word(name string) string {
	s, e := w.at(name)
	return w.text[s:e]
}

// named takes the words of the measure; those that name none are refused.
func (w *effectWords) named() bool {
	words := strings.TrimRight(measureLead.ReplaceAllString(w.word("m"), ""), " 的")
	if r := []rune(words); len(r) > 2 && strings.ContainsRune("“\"『《", r[0]) && strings.ContainsRune("”\"』》", r[len(r)-1]) {
		words = string(r[1 : len(r)-1])
	}
	words = unpaired(words)
	if openReform.MatchString(w.text) && strings.Contains(words, "改革") {
		return false
	}
	w.claim.Measure = words
	return words != ""
}

// unpaired takes off a closing quotation mark whose opening one was left behind.
func unpaired(words string) string {
	if strings.Count(words, "”") != strings.Count(words, "“") {
		return strings.Trim(words, "“”")
	}
	return words
}

// acts: 政策 带动 the outcome (增长 so much).
func (w *effectWords) acts() bool {
	v, o := w.word("v"), w.word("o")
	vs, _ := w.at("v")
	if causeNoun.MatchString(w.text[vs:]) || strings.HasPrefix(o, "下") || w.bid(vs) {
		return false
	}
	w.outcome()
	up := !strings.Contains("|"+badVerbs+"|", "|"+v+"|")
	change := effectChange.FindString(o)
	switch {
	case change != "" && !effectUp.MatchString(change):
		up = !up
	case change == "" && strings.Contains(v, "使") || v == "让":
		w.claim.Word = v
		return true // 使 so and so: which way is not said
	}
	w.direct(up)
	return true
}

// betters: 政策 提升了 the outcome (by so much).
func (w *effectWords) betters() bool {
	v, o := w.word("v"), w.word("o")
	vs, _ := w.at("v")
	if w.word("le") == "" && !strings.ContainsAny(w.word("how"), "显明效幅极切") && w.word("not") == "" || w.bid(vs) {
		return false
	}
	if r := runeAfter(o, 0); !isHan(r) && !isLatin(r) && r != '“' || strings.HasPrefix(o, "到") || strings.HasPrefix(o, "至") {
		return false // 试点增加了5个: the measures are counted
	}
	w.outcome()
	w.direct(!strings.Contains("|"+lessVerbs+"|", "|"+v+"|"))
	return true
}

// tells: 政策实施以来成效显著.
func (w *effectWords) tells() bool {
	if isQuestion(w.text) || intentWords.MatchString(w.text) {
		return false
	}
	_, s := w.at("m")
	if !w.first(s, w.loc[1]) && !effectSince.MatchString(w.text[w.loc[0]:w.loc[1]]) {
		return false // 改革成效明显 praises
	}
	w.from, w.to, w.spare = w.loc[0], w.loc[1], true
	w.claim.Denied = w.word("not") != "" || effectNo.MatchString(w.word("ad"))
	w.claim.Word = "成效"
	return true
}

// owes: 得益于政策，the outcome grew.
func (w *effectWords) owes() bool {
	c, b := w.word("c"), w.word("b")
	if (c == "在" || c == "受") && !effectUnder.MatchString(w.word("m")+b) || isIntent(w.text) && c != "得益于" {
		return false
	}
	s, e := w.sentence(w.loc[0], w.loc[1])
	if !w.first(w.loc[1], e) && !w.first(s, w.loc[0]) {
		return false
	}
	w.from, w.to, w.spare = w.loc[0], w.loc[1], true
	for _, p := range w.parts {
		if p.Direction != "" && p.Indicator == w.claim.Indicator {
			w.claim.Direction = p.Direction
		}
	}
	w.claim.Word = c
	return true
}

// direct sets the direction, and whether the sentence denies it.
func (w *effectWords) direct(up bool) {
	w.claim.Direction = map[bool]string{true: "up", false: "down"}[up]
	w.claim.Word = w.word("v")
}

// bid reports whether the verb bids to do something: 加大补贴，促进投入.
func (w *effectWords) bid(verb int) bool {
	o := w.word("o")
	done := w.word("le") != "" || w.word("not") != "" || effectChange.MatchString(o) && numbersBetween(w.masked, verb, w.loc[1]) || strings.Contains(w.word("how"), "显著")
	return !done && (isIntent(w.text) || strings.HasSuffix(w.word("gap"), "，") || intentWords.MatchString(w.text))
}

// outcome reads what the verb acts on, and by how much.
func (w *effectWords) outcome() {
	s, e := w.at("o")
	o := w.text[s:e]
	hi := e
	if loc := effectChange.FindStringIndex(o); loc != nil && loc[0] > 0 {
		hi = s + loc[0]
	}
	for _, it := range w.items {
		if it.s < s || it.e > e || !isValue(it.sign) || it.sign == signBare {
			continue
		}
		hi = min(hi, it.s)
		if !effectReach.MatchString(w.text[s:it.s]) && (effectChange.MatchString(w.text[s:it.s]) || strings.Contains(betterVerbs+lessVerbs, w.word("v"))) {
			figure(&w.claim, it.number)
			if it.number.Hi != nil {
				w.claim.Figures, w.claim.Hedge = nil, diagnose.AtLeast
			}
		} else {
			w.spare = true // 使成交额达到500亿元 gives a level
		}
		break
	}
	w.subject(s, hi)
	w.claim.Denied = w.word("not") != ""
	w.from, w.to = w.loc[0], e
}

// subject names the outcome that stands in a range of the text.
func (w *effectWords) subject(s, e int) bool {
	sub, ok := w.state.subjectIn(w.masked, w.maskAt(s), w.maskAt(e))
	if !ok {
		return false
	}
	if sub.growth {
		w.state.subject = sub
		sub = w.state.rate("")
	}
	sub.give(&w.claim)
	if !sub.known && sub.concept == "" {
		w.claim.Indicator = strings.TrimPrefix(w.claim.Indicator, "了")
	}
	return true
}

// first names the first indicator, else concept, in a range of the text.
func (w *effectWords) first(s, e int) bool {
	for _, sign := range []rune{signIndicator, signConcept} {
		for _, it := range w.items {
			if it.sign == sign && it.s >= s && it.e <= e {
				return w.subject(s, it.e)
			}
		}
	}
	return false
}

// sentence is the stretch between stops around a place of the text.
func (w *effectWords) sentence(s, e int) (int, int) {
	from := strings.LastIndexAny(w.text[:s], ";。!") + 1
	if from > 0 {
		from += runeLen(w.text[from-1:]) - 1
	}
	to := len(w.text)
	if i := strings.IndexAny(w.text[e:], ";。!"); i >= 0 {
		to = e + i
	}
	return from, to
}

// finish adds place and period, and where the words stand.
func (w *effectWords) finish() {
	x := &match{masked: w.masked, state: w.state}
	x.placed(0, len(w.mask))
	w.state.put(&w.claim)
	span := w.sentenceAround(w.loc[0], w.loc[1])
	w.claim.Where = diagnose.Where{Start: span.Start, End: span.End}
}

// rest leaves out the parts that are made of the words of the effect.
func (w *effectWords) rest() []diagnose.Claim {
	s := w.span(w.from, w.to)
	return slices.DeleteFunc(slices.Clone(w.parts), func(p diagnose.Claim) bool {
		if w.claim.Word == "成效" && workDone.MatchString(p.Indicator) {
			return true // 出台12项文件 is what was done, and stands for the effect
		}
		return p.Where.Start < s.End && s.Start < p.Where.End && !(w.spare && p.Figure != nil)
	})
}

// maskAt is the place in the mask of an offset in the text.
func (m *masked) maskAt(at int) int { return sort.SearchInts(m.pos, at) }

func numbersBetween(m *masked, s, e int) bool {
	return slices.ContainsFunc(m.items, func(it item) bool { return it.s >= s && it.e <= e && isMeasure(it.sign) })
}
