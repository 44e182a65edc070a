package propose

import (
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
)

var (
	growthWords = regexp.MustCompile(`增速|增幅|涨幅|降幅|增长率|增长速度`)
	averageOf   = regexp.MustCompile(`平均`)
)

// gapForms read differences in percentage points: against an indicator, a
// place, a target, or the subject's own earlier rate.
func gapForms() []Form {
	return []Form{
		{
			Type: diagnose.GrowthGap, Name: "gap-than-figure", Example: "城镇化率为80.3%，比全国平均的59.6%高20.7个百分点",
			Text:  city.Text{Zh: "比某地（写明其数）高若干个百分点", En: "than a place, whose figure is named, by points"},
			re:    pattern(`(?:比|较)(?P<x>[^\x{E001}-\x{E009}，]{0,8}?(?:«L»|«I»)[^\x{E001}-\x{E009}，]{0,10}?)«P»(?P<v>快|慢|高出?|低)(?:了|近|约)?(?P<n>«D»)`),
			build: buildGap,
		},
		{
			Type: diagnose.GrowthGap, Name: "gap-points", Example: "快于GDP增速1.3个百分点",
			Text:  city.Text{Zh: "快（高、慢、低）于某指标或某地若干个百分点", En: "faster or slower than an indicator or a place by points"},
			re:    pattern(`(?P<v>快于|慢于|高于|低于|高出|高过|低过|落后于?|领先于?|超过|超出|跑赢|超前于?|滞后于?)(?P<x>[^\x{E001}-\x{E009}，]{1,24}?)(?:近|约|了)?(?P<n>«D»)`),
			fits:  fitsGap,
			build: buildGap,
		},
		{
			Type: diagnose.GrowthGap, Name: "gap-than", Example: "比全国平均水平高1.2个百分点",
			Text:  city.Text{Zh: "比某指标或某地快（高、慢、低）若干个百分点", En: "than an indicator or a place by points"},
			re:    pattern(`(?:比|较)(?P<x>[^\x{E001}-\x{E009}，]{1,24}?)(?P<v>快|慢|高出?|低)(?:了|近|约)?(?P<n>«D»)`),
			fits:  fitsGap,
			build: buildGap,
		},
	}
}

func fitsGap(x *match) bool {
	words := x.word("x")
	if _, ok := hasAny(words, []string{"重", "例", "值", "率"}); ok && x.form.Name == "gap-than" { // 比重提高
		return false
	}
	if _, ok := endsAny(words, []string{"提", "增", "降", "升", "走"}); ok && x.form.Name == "gap-than" {
		return false
	}
	return len(x.list("x", signIndicator, signPlace, signRoster, signPrior, signPeriod)) > 0 || utf8Len(x.word("x")) >= 2
}

func than(verb string) string {
	for _, w := range []string{"慢", "低", "落后", "滞后", "不及", "不如", "逊", "少", "小", "弱", "差"} {
		if strings.HasPrefix(verb, w) {
			return "below"
		}
	}
	return "above"
}

func buildGap(x *match) bool {
	c := x.claim
	subjectNamed := false
	if s, ok := x.state.subjectIn(x.masked, x.lo, x.start()); ok {
		x.state.subject, subjectNamed = s, true
	}
	x.placed(x.lo, x.start())
	if x.state.subject.none() {
		return false
	}
	x.state.subject.give(c)
	figure(c, x.list("n", signPoints)[0].number)
	verb, words := x.word("v"), x.word("x")
	c.Than, c.Direction = than(verb), "up"
	if c.Than == "below" {
		c.Direction = "down"
	}
	x.state.put(c)
	c.Average = strings.Contains(x.plainText(x.lo, x.start()), "年均")
	growing := strings.ContainsAny(verb, "快慢") || growthWords.MatchString(words) || x.state.subject.growth ||
		growthWords.MatchString(x.plainText(x.lo, x.start())) || !subjectNamed && x.state.growing
	others := x.list("x", signIndicator)
	places := x.list("x", signPlace)
	switch {
	case strings.Contains(words, "目标") || strings.Contains(words, "预期") || strings.Contains(words, "序时") || strings.Contains(words, "时间进度"):
		c.Type = diagnose.TargetType
		return true
	case len(others) > 0:
		c.Against = others[0].id
		if len(places) > 0 && c.Against == c.Indicator {
			x.peersOf(places)
		}
		if isShare(x.state.subject) && !growing {
			c.Type = diagnose.Comparison
		}
		x.gapBase()
		return c.Against != c.Indicator || len(c.Peers) > 0 || len(places) == 0
	case len(places) > 0 || len(x.list("x", signRoster)) > 0:
		x.peersOf(places)
		if r := x.list("x", signRoster); len(r) > 0 {
			c.Roster = x.text[r[0].s:r[0].e]
		}
		if !growing {
			c.Type = diagnose.Comparison
			return true
		}
		x.gapBase()
		return true
	}
	// against its own earlier value: 比上年高0.3个百分点
	if p := x.list("x", signPrior, signPeriod); len(p) > 0 {
		if p[0].period.Period != "" {
			x.state.from = p[0].period.Period
		}
		if growing {
			c.Against = c.Indicator
			x.based()
			return true
		}
		c.Type, c.Than = diagnose.ShareChange, ""
		x.based()
		return true
	}
	if w := strings.Trim(plainOf(words), " 的增速幅"); utf8Len(w) >= 2 { // 快于城镇居民: words the catalog lacks
		c.Against = w
		if !growing {
			c.Type = diagnose.Comparison
		}
		x.gapBase()
		return true
	}
	return false
}

func (x *match) gapBase() {
	from := x.state.from
	x.based()
	if from == "" && x.claim.Period == "" {
		x.claim.From = ""
	}
}

func contributionForms() []Form {
	is := `(?:的)?(?:为|达到?|约|约为|超过?|提高到|上升到|提升至|分别为|是|:|高达|接近)*`
	return []Form{
		{
			Type: diagnose.Contribution, Name: "contribution-rate", Example: "对经济增长的贡献率达到62.3%",
			Text:  city.Text{Zh: "对某指标（增长）的贡献率为若干", En: "contributed so much of a growth"},
			re:    pattern(`(?:对(?P<x>[^\x{E001}-\x{E009}，]{0,24}?))?贡献(?:率|度|份额)` + is + `(?P<n>«P»)`),
			build: buildContribution,
		},
		{
			Type: diagnose.Contribution, Name: "contribution-part", Example: "贡献了全市经济增长的62.3%",
			Text:  city.Text{Zh: "贡献了某增长的若干", En: "gave so much of a growth"},
			re:    pattern(`贡献了?(?P<x>[^\x{E001}-\x{E009}，]{0,20}?增[长量][^\x{E001}-\x{E009}，]{0,4}?)的?(?P<n>«P»)`),
			build: buildContribution,
		},
		{
			Type: diagnose.Contribution, Name: "contribution-pull", Example: "拉动增长4.1个百分点",
			Text:  city.Text{Zh: "拉动某指标增长若干个百分点", En: "pulled a growth by so many points"},
			re:    pattern(`(?:拉动|带动|推动|拉高|贡献)了?(?P<x>[^\x{E001}-\x{E009}，]{0,20}?)(?:增长|上升|增速|回升|提高|上涨)?了?约?(?P<n>«D»)`),
			build: buildContribution,
		},
	}
}

func buildContribution(x *match) bool {
	c := x.claim
	if !x.speak() {
		return false
	}
	figure(c, x.list("n", signPercent, signPoints)[0].number)
	x.based()
	switch others := x.list("x", signIndicator); {
	case len(others) > 0:
		c.Against = others[len(others)-1].id
	case strings.Contains(x.word("x"), "经济"):
		c.Against = x.state.economy()
	case strings.TrimSpace(trimTail(x.word("x"))) == "" || strings.Trim(x.word("x"), "的增长") == "":
		c.Against = x.state.against
	default:
		c.Against = strings.Trim(x.word("x"), " 的")
	}
	x.state.against = c.Against
	return true
}

// economy is the indicator that 经济增长 speaks of.
func (st *state) economy() string {
	for _, m := range st.cat.Find("地区生产总值") {
		return m.ID
	}
	return "地区生产总值"
}

func shareChangeForms() []Form {
	return []Form{{
		Type: diagnose.ShareChange, Name: "share-change", Example: "比重提高1.2个百分点",
		Text:  city.Text{Zh: "比重（率）提高或下降若干个百分点；增速加快、回落若干个百分点是与自身上期增速之差", En: "a share rose or fell by points"},
		re:    pattern(`(?P<v>` + upVerbs + `|` + downVerbs + `)(?:了|约|近)*(?P<n>«D»)`),
		build: buildShareChange,
	}}
}

func buildShareChange(x *match) bool {
	c := x.claim
	left := x.plainText(x.lo, x.start())
	subject, named := x.state.subjectIn(x.masked, x.lo, x.beforeWhole())
	if named {
		x.state.subject = subject
	}
	if x.state.subject.none() {
		return false
	}
	x.placed(x.lo, x.beforeWhole())
	x.state.subject.give(c)
	x.whole(x.lo, x.start())
	figure(c, x.list("n", signPoints)[0].number)
	verb := x.word("v")
	c.Direction = direction(verb)
	x.based()
	faster := strings.HasPrefix(verb, "加快") || strings.HasPrefix(verb, "放缓") || strings.HasPrefix(verb, "提速")
	share := c.Against != "" || len(c.Peers) > 0 || strings.Contains(left, "比重") || strings.Contains(left, "占")
	if growthWords.MatchString(left) || faster && !isShare(x.state.subject) || !named && x.state.growing && !share && !isShare(x.state.subject) {
		c.Type, c.Against, c.Than = diagnose.GrowthGap, c.Indicator, "above"
		if c.Direction == "down" {
			c.Than = "below"
		}
	}
	return true
}

var wholeForm = pattern(`占(?P<x>[^\x{E001}-\x{E009}，]{1,24}?)(?:的)?(?:比重|比例|份额|比率|比|$)`)

// beforeWhole is where the words about the part end: before 占GDP的比重.
func (x *match) beforeWhole() int {
	if loc := wholeForm.FindStringSubmatchIndex(x.mask[x.lo:x.start()]); loc != nil && !strings.HasPrefix(x.mask[x.lo+loc[2]:], "比") {
		return x.lo + loc[0]
	}
	return x.start()
}

// whole reads 占GDP in the words before a form, where the indicator itself is
// not already the share.
func (x *match) whole(lo, hi int) {
	loc := wholeForm.FindStringSubmatchIndex(x.mask[lo:hi])
	if loc == nil || strings.HasPrefix(x.mask[lo+loc[2]:], "比") {
		return
	}
	x.wholeOf(lo+loc[2], lo+loc[3], lo, lo+loc[0])
}

// wholeOf gives the share its whole: an indicator, or the place whose total
// it is; and its part, named in mask[lo:hi].
func (x *match) wholeOf(s, e, lo, hi int) {
	c := x.claim
	if part, ok := x.state.subjectIn(x.masked, lo, hi); ok {
		x.state.subject = part
		part.give(c)
	}
	items := x.itemsIn(s, e)
	if ind := pick(items, []rune{signIndicator}); len(ind) > 0 {
		c.Against = ind[len(ind)-1].id
		x.ratioKnown(ind[len(ind)-1])
	}
	if places := pick(items, []rune{signPlace}); len(places) > 0 {
		for _, it := range places {
			it.used = true
			if it.match != catalog.Ambiguous && it.match != catalog.Unresolved && it.id != c.Place && (c.Against == "" || it.id != x.state.place) {
				c.Peers = append(c.Peers, it.id)
			}
		}
	}
	if c.Against == "" && len(c.Peers) == 0 {
		c.Against = strings.Trim(plainOf(x.mask[s:e]), " 的")
	}
}

// ratioKnown: 研发投入占GDP比重 is an indicator of its own where the catalog
// has it; what follows (居第3位) then speaks of the ratio.
func (x *match) ratioKnown(whole *item) {
	s := x.state.subject
	if s.indicator == "" || !s.known {
		return
	}
	r := x.state.cat.Resolve(s.words + "占" + x.text[whole.s:whole.e] + "的比重")
	ind, ok := x.state.cat.Get(r.ID)
	if !r.Known || !ok || r.Facet == city.Growth || r.ID == s.indicator {
		return
	}
	x.state.subject = subject{indicator: r.ID, known: true, definition: s.definition, kind: ind.Kind, unit: ind.Unit, words: s.words + "占比"}
	x.state.subject.give(x.claim)
	x.claim.Against = ""
}

func shareForms() []Form {
	is := `(?:为|达到?|约|约为|已|已达|仅|只|仅为|高达|是|:|有|超过?|提高到|提高至|上升到|上升至|提升至|提升到|下降到|下降至|降至|升至|增至|接近|保持在|均|就)*`
	return []Form{
		{
			Type: diagnose.ShareType, Name: "share-of", Example: "技术合同成交额占GDP的比重为4.87%",
			Text:  city.Text{Zh: "占某指标（某地）的比重为若干", En: "is so much of an indicator, or of a place's total"},
			re:    pattern(`占(?P<x>[^\x{E001}-\x{E009}，]{1,24}?)(?:的)?(?:总?比重|比例|份额|比率|比)?` + is + `(?P<n>«P»)`),
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
			Text:  city.Text{Zh: "若干的甲来自（集中在）乙", En: "so much of A comes from B"},
			re:    pattern(`(?P<n>«P»)的(?P<x>[^\x{E001}-\x{E009}，]{2,20}?)(?:来自于?|由|集中在|集中于|集聚在|分布在|属于|用于|投向|出自|源于|源自|布局在|诞生于|诞生在|转化到|转化在|流向|流到|实现|外流)`),
			build: buildShareFrom,
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
	figure(c, x.list("n", signPercent)[0].number)
	x.state.put(c)
	x.state.growing = false
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
		x.state.subject.give(c)
		x.placed(x.lo, end)
	} else if !x.speak() {
		return false
	}
	if w := x.word("x"); (w == "占比" || w == "比重") && x.state.subject.known && !isShare(x.state.subject) {
		if s := x.state.worded(x.state.subject.words + w); s.known && s.indicator != c.Indicator { // 第三产业增加值占比
			x.state.subject = s
			s.give(c)
		}
	}
	if x.word("x") == "占" && c.Against == "" && x.state.whole != c.Indicator { // 其中技术开发合同占35%
		c.Against = x.state.whole
	}
	figure(c, x.list("n", signPercent)[0].number)
	x.state.put(c)
	x.state.growing = false
	return true
}

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

func cutAtComma(s string) string {
	if i := strings.IndexAny(s, "，,、;。"); i >= 0 {
		return s[:i]
	}
	return s
}

var gaveVerb = regexp.MustCompile(`^(?:贡献|创造|集聚|集中|汇聚|吸纳|提供|完成|实现|以|用)`)

func buildShareGave(x *match) bool {
	c := x.claim
	x.state.gave = true
	if i := strings.Index(x.mask[x.clause.Start:x.start()], "以"); i >= 0 { // 以5%的土地创造了10%的GDP: whose is the place
		s, ok := x.state.subjectIn(x.masked, x.clause.Start, x.clause.Start+i)
		if x.placed(x.clause.Start, x.clause.Start+i); !ok {
			return false
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
