package propose

import (
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
)

func shareForms() []Form {
	is := `(?:为|达到?|约|约为|已|已达|仅|只|仅为|高达|是|:|有|超过?|提高到|提高至|上升到|上升至|提升至|提升到|下降到|下降至|降至|升至|增至|接近|保持在|均|就)*`
	return []Form{
		{
			Type: diagnose.ShareType, Name: "share-of", Example: "技术合同成交额占GDP的比重为4.87%",
			Text:  city.Text{Zh: "占某指标（某地）的比重为若干", En: "is so much of an indicator, or of a place's total"},
			re:    pattern(`占(?P<x>[^\x{E001}-\x{E009}，]{1,24}?)(?:的)?(?:总?比重|比例|份额|比率|比)?(?:首次|历史性地?)?` + is + `(?P<n>«P»)`),
			fits:  func(x *match) bool { return !strings.HasPrefix(x.word("x"), "比") },
			build: buildShareOf,
		},
		{
			Type: diagnose.ShareType, Name: "share", Example: "占比近七成",
			Text:  city.Text{Zh: "比重（占比、份额）为若干", En: "has a share of so much"},
			re:    pattern(`(?P<x>(?:占比|比重|份额|比例)|«I»(?:占比|比重)?|占)` + is + `(?P<n>«P»)`),
			fits:  fitsShare,
			build: buildShare,
		},
		{
			Type: diagnose.ShareType, Name: "share-part", Example: "技术合同成交额中，流向本地的不足40%",
			Text:  city.Text{Zh: "……的不足（占、仅）若干", En: "what does so makes up so much"},
			re:    pattern(`^(?:其中)?(?P<x>[^\x{E001}-\x{E009}，]{2,16}?)的(?:仅|只有|只占|占到?|仅占|达到?|有)*(?P<n>«P»)(?:[。;]|$)`),
			fits:  func(x *match) bool { return len(x.list("x", signPlace)) == 0 },
			build: buildSharePart,
		},
		{
			Type: diagnose.ShareType, Name: "share-from", Example: "七成以上的发明专利来自企业",
			Text: city.Text{Zh: "若干的甲来自（集中在）乙", En: "so much of A comes from B"},
			re:   pattern(`(?P<n>«P»)(?P<of>的)?(?P<x>[^\x{E001}-\x{E009}，]{1,20}?)(?:来自于?|由|集中在|集中于|集聚在|分布在|属于|用于|投向|出自|源于|源自|布局在|诞生于|诞生在|转化到|转化在|流向|流到|实现|外流)`),
			fits: func(x *match) bool {
				return x.word("of") != "" || x.list("n", signPercent)[0].number.Words && x.start() == x.clause.Start
			},
			build: buildShareFrom,
		},
		{
			Type: diagnose.ShareType, Name: "share-went", Example: "科技成果有70%以上流向沿海地区",
			Text:  city.Text{Zh: "甲有若干来自（流向、集中在）乙", En: "of A so much comes from, or goes to, B"},
			re:    pattern(`(?:中)?有(?P<n>«P»)(?:是|为)?(?P<v>来自于?|集中在|集中于|流向|流到|用于|投向|分布在|属于|转化到)`),
			build: buildShareWent,
		},
		{
			Type: diagnose.ShareType, Name: "share-gave", Example: "贡献了50%以上的税收",
			Text:  city.Text{Zh: "贡献（集聚、创造）了若干的某指标", En: "gave so much of an indicator"},
			re:    pattern(`(?:贡献|创造|集聚|集中|汇聚|吸纳|提供|完成|实现|以|用|^)了?(?:«L»)?(?P<n>«P»)的(?P<x>[^\x{E001}-\x{E009}，贡创]{1,16})`),
			fits:  func(x *match) bool { return x.state.gave || gaveVerb.MatchString(x.mask[x.start():x.end()]) },
			build: buildShareGave,
		},
	}
}

func buildShareOf(x *match) bool {
	c := x.claim
	x.placed(x.lo, x.start())
	s, e, _ := x.group("x")
	x.wholeOf(s, e, x.lo, x.start())
	if c.Indicator == "" && c.Concept == "" {
		if !x.speak() {
			return false
		}
	}
	n := x.list("n", signPercent)[0].number
	figure(c, n)
	x.state.put(c)
	x.state.growing = false
	if c.Against == "" && len(c.Peers) == 0 && isShare(x.state.subject) && (passed[n.Word] || strings.Contains(x.plainText(x.start(), x.end()), "首次")) {
		c.Type = diagnose.Milestone
		if c.Hedge == "" {
			c.Hedge = diagnose.Over
		}
	}
	return true
}

// fitsShare: an indicator before the figure counts only where it is a share
// by its name (高新技术产业增加值占GDP的比重).
func fitsShare(x *match) bool {
	ind := x.list("x", signIndicator)
	if len(ind) == 0 {
		return true
	}
	name := x.text[ind[0].s:ind[0].e]
	return strings.Contains(name, "占") || strings.HasSuffix(name, "比重") || strings.HasSuffix(name, "比例") || strings.HasSuffix(x.word("x"), "占比") || strings.HasSuffix(x.word("x"), "比重")
}

func buildShare(x *match) bool {
	c := x.claim
	end := x.start()
	if ind := x.list("x", signIndicator); len(ind) > 0 {
		s, _, _ := x.group("x")
		x.state.subject = x.state.subjectOf(x.masked, x.lo, s, s+signLen)
		for _, tail := range []string{"占比", "比重"} { // 制造业增加值占比
			if strings.HasSuffix(x.word("x"), tail) && !isShare(x.state.subject) {
				if n := x.state.shareNamed(x.state.subject.words, tail); n.known {
					x.state.subject = n
				}
			}
		}
		x.state.subject.give(c)
		x.placed(x.lo, end)
	} else if _, named := x.state.subjectIn(x.masked, x.lo, end); !named && utf8Len(heavyWords(x.mask[x.lo:end])) == 1 {
		return false // 税占比: a word too short to be sure of, not the subject before
	} else if !x.speak() {
		return false
	}
	if w := x.word("x"); (w == "占比" || w == "比重") && !isShare(x.state.subject) {
		if s := x.state.shareNamed(x.state.subject.words, w); s.known && s.indicator != c.Indicator { // 第三产业增加值占比
			x.state.subject = s
			s.give(c)
		}
	}
	x.ofWhole()
	n := x.list("n", signPercent)[0].number
	figure(c, n)
	if passed[n.Word] && x.state.subject.known && isShare(x.state.subject) && c.Against == "" {
		c.Type = diagnose.Milestone
	}
	x.state.put(c)
	x.state.growing = false
	return true
}

// shareNamed is the catalog's share of that name; of value added the whole is
// GDP where none is named.
func (st *state) shareNamed(words, share string) subject {
	s := st.worded(words + share)
	if !s.known && strings.HasSuffix(words, "增加值") && st.whole.none() {
		for _, whole := range []string{"占地区生产总值的比重", "占GDP的比重"} {
			if g := st.worded(words + whole); g.known {
				return g
			}
		}
	}
	return s
}

// ofWhole gives a share its whole where 其中 or A中 named it: 专利授权量25042件，
// 其中发明专利5860件，占23.4%. A share of the catalog with another whole (高新
// 技术产业占比 is of GDP) is not the one that is meant.
func (x *match) ofWhole() {
	c, whole := x.claim, x.state.whole
	if c.Against != "" || whole.none() || whole.indicator == "" || whole.indicator == c.Indicator {
		return
	}
	if w := whole.kind; w == city.Share || w == city.RateOf {
		return
	}
	name := partName.ReplaceAllString(x.state.subject.words, "")
	for _, tail := range []string{"", "经费", "增加值", "产值"} {
		if s := x.state.worded(name + tail + "占" + whole.words + "的比重"); s.known {
			x.state.subject = s
			s.give(c)
			return
		}
	}
	if isShare(x.state.subject) {
		ind, ok := x.state.cat.Get(c.Indicator)
		if !ok || len(ind.Identities) == 0 || ind.Identities[0].C == whole.indicator {
			return
		}
		x.state.subject = subject{indicator: name, words: name}
		if r := x.state.worded(name); r.known && !isShare(r) {
			x.state.subject = r
		}
		x.state.subject.give(c)
	}
	c.Against = whole.indicator
}

var partName = regexp.MustCompile(`(?:所)?(?:占比|比重|占)$`)

func buildSharePart(x *match) bool {
	c := x.claim
	s, e, _ := x.group("x")
	if x.state.subject.none() {
		return false
	}
	c.Against = x.state.subject.indicator
	if c.Indicator = strings.Trim(x.plainText(s, e), " 的"); c.Indicator == "" || numbersIn(x.masked, s, e) {
		return false
	}
	figure(c, x.list("n", signPercent)[0].number)
	x.state.put(c)
	return true
}

func buildShareFrom(x *match) bool {
	c := x.claim
	s, e, _ := x.group("x")
	whole, ok := x.state.subjectIn(x.masked, s, e)
	if !ok {
		return false
	}
	x.placed(x.lo, x.start())
	part := strings.Trim(plainOf(cutAtComma(x.mask[x.end():x.hi])), " 的。")
	c.Indicator = strings.Trim(x.text[x.pos[s]:x.pos[e]], " 的")
	if part != "" {
		c.Indicator = part + c.Indicator
	}
	c.Against = whole.indicator
	figure(c, x.list("n", signPercent)[0].number)
	x.state.put(c)
	return true
}

// buildShareWent: the part is named by what follows the verb.
func buildShareWent(x *match) bool {
	c := x.claim
	whole, ok := x.state.subjectIn(x.masked, x.lo, x.start())
	if !ok {
		return false
	}
	x.placed(x.lo, x.start())
	x.state.subject = whole
	c.Indicator = x.word("v") + strings.Trim(x.spoken(x.end(), x.end()+len(cutAtComma(x.mask[x.end():x.hi]))), " 的。") + "的" + whole.words
	c.Against = whole.indicator
	if c.Against == "" {
		c.Against = whole.words
	}
	figure(c, x.list("n", signPercent)[0].number)
	x.state.put(c)
	return true
}

func cutAtComma(s string) string {
	if i := strings.IndexAny(s, "，,、;。"); i >= 0 {
		return s[:i]
	}
	return s
}

// placesShare: a place named before 以 gave so much of a wider place's total.
func (x *match) placesShare(lead int) bool {
	c := x.claim
	s, e, _ := x.group("x")
	whole, ok := x.state.subjectIn(x.masked, s, e)
	if !ok && utf8Len(plainOf(x.mask[s:e])) >= 2 {
		whole, ok = x.state.worded(strings.Trim(plainOf(x.mask[s:e]), " 的。")), true
	}
	if !ok || len(pick(x.itemsIn(x.clause.Start, x.clause.Start+lead), []rune{signPlace})) == 0 {
		return false
	}
	x.state.subject = whole
	whole.give(c)
	x.peersOf(pick(x.itemsIn(x.start(), s), []rune{signPlace}))
	if len(c.Peers) == 0 { // 以全市6.6%的土地，贡献了40%的工业产值
		x.peersOf(pick(x.itemsIn(x.clause.Start+lead, x.start()), []rune{signPlace}))
	}
	figure(c, x.list("n", signPercent)[0].number)
	x.state.put(c)
	return len(c.Peers) > 0 && c.Peers[0] != c.Place
}

var gaveVerb = regexp.MustCompile(`^(?:贡献|创造|集聚|集中|汇聚|吸纳|提供|完成|实现|以|用)`)

func buildShareGave(x *match) bool {
	c := x.claim
	x.state.gave = true
	if i := strings.Index(x.mask[x.clause.Start:x.start()], "以"); i >= 0 { // 以5%的土地创造了10%的GDP: whose is the place
		s, ok := x.state.subjectIn(x.masked, x.clause.Start, x.clause.Start+i)
		x.placed(x.clause.Start, x.clause.Start+i)
		if !ok { // 光谷以不到7%的面积: a place's own share of the city's
			return x.placesShare(i)
		}
		x.state.subject = s
		s.give(c)
	} else if !x.speak() {
		return false
	}
	s, e, _ := x.group("x")
	if whole, ok := x.state.subjectIn(x.masked, s, e); ok {
		c.Against = whole.indicator
	} else {
		c.Against = strings.Trim(plainOf(x.mask[s:e]), " 的。")
	}
	figure(c, x.list("n", signPercent)[0].number)
	x.state.put(c)
	return true
}
