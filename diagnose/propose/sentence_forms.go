package propose

import (
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/diagnose"
)

// sentenceForms read a sentence as a whole, before its clauses.
var sentenceForms = []func(m *masked, st *state) (diagnose.Claim, bool){converted, focused, divided, fewOf, lacking}

var (
	convertForm = pattern(`^(?P<lead>[^，]*?)(?P<a>[^，]{1,24}?)(?P<not>(?:还|尚|仍|并|也)?(?:没有|未能|未|不能|难以|没能))?(?:真正|充分|有效|完全|很好地|及时|全面|切实|得到|更好地)*(?:转化|转变|转换|变|化|形成)(?:为|成)(?P<b>[^，。]{1,24})[。]?$`)
	focusForm   = pattern(`(?P<not>还没有|没有|尚未|并未|未能|未)把(?P<most>最大|更多|主要|足够|更大)?(?:限度)?的?(?P<what>投入|资源|财力|力量|资金|精力|人才)(?:真正)?(?:聚焦|集中|放|用|投|倾斜|配置)(?:到|在|于|向)(?P<to>[^，。]{2,20}?)(?:上来|上去|上|中|方面|领域|之中)?[。]?$`)
	fewForm     = regexp.MustCompile(`(?:只是|仅是|只有|仅有|仅占|只占|仅为|都是|属于|是|占|还是|仍是)?(?:极少数|少数|绝大多数|大多数|多数|绝大部分|大部分|一部分|小部分|个别)(?:。|;|$)`)
)

var contrast = regexp.MustCompile(`^(?:但是|但|而|且|并且|不过|然而|同时|也|可是|却)?`)

// clauseForms reads a clause without numbers by the forms of whole sentences:
// 发明专利授权量增长2.8倍，但科教优势还没有真正转化为创新发展优势.
func clauseForms(m *masked, st *state, cl Span) []diagnose.Claim {
	words := m.plainText(cl.Start, cl.End)
	words = words[len(contrast.FindString(words)):]
	if words == "" || isIntent(words) {
		return nil
	}
	sub := maskSentence(words, st.ctx, st.cat)
	own := *st
	for _, f := range []func(*masked, *state) (diagnose.Claim, bool){converted, focused, lacking} {
		c, ok := f(sub, &own)
		if !ok {
			continue
		}
		list := []diagnose.Claim{c}
		if c.Type == diagnose.All {
			list = c.Parts
		}
		s := m.span(m.pos[cl.Start], m.pos[cl.End])
		for i := range list {
			list[i].Where = diagnose.Where{Start: s.Start, End: s.End}
		}
		return list
	}
	return nil
}

// converted: 科教优势还没有真正转化为创新发展优势 says that the first is
// high and that the second is not.
func converted(m *masked, st *state) (diagnose.Claim, bool) {
	loc := convertForm.FindStringSubmatchIndex(m.mask)
	if loc == nil || isIntent(m.text) {
		return diagnose.Claim{}, false
	}
	at := func(name string) (int, int) {
		i := convertForm.SubexpIndex(name)
		return loc[2*i], loc[2*i+1]
	}
	as, ae := at("a")
	bs, be := at("b")
	ns, _ := at("not")
	a, ok1 := st.subjectIn(m, as, ae)
	b, ok2 := st.subjectIn(m, bs, be)
	if !ok1 || !ok2 || numbersIn(m, 0, len(m.mask)) {
		return diagnose.Claim{}, false
	}
	st.enterPeriods(m, 0, len(m.mask))
	part := func(s subject, lo, hi int, denied bool) diagnose.Claim {
		c := diagnose.Claim{Type: diagnose.RankType, RankWord: "high", Denied: denied}
		s.give(&c)
		st.put(&c)
		span := m.span(m.pos[lo], m.pos[hi])
		c.Where = diagnose.Where{Start: span.Start, End: span.End}
		c.Sentence = m.raw[span.Start:span.End]
		return c
	}
	return diagnose.Claim{Type: diagnose.All, Place: st.place, Parts: []diagnose.Claim{
		part(a, as, ae, false), part(b, bs, be, ns >= 0),
	}}, true
}

// focused: 没有把最大投入聚焦到推动创新上来 denies that 创新投入 is high.
func focused(m *masked, st *state) (diagnose.Claim, bool) {
	loc := focusForm.FindStringSubmatchIndex(m.text)
	if loc == nil {
		return diagnose.Claim{}, false
	}
	at := func(name string) string {
		i := focusForm.SubexpIndex(name)
		if loc[2*i] < 0 {
			return ""
		}
		return m.text[loc[2*i]:loc[2*i+1]]
	}
	object := at("to")
	for _, w := range []string{"推动", "促进", "支持", "支撑", "服务", "加强", "强化", "发展", "搞好", "抓好"} {
		if len(object) > len(w)+3 {
			object = strings.TrimPrefix(object, w)
		}
	}
	c := diagnose.Claim{Type: diagnose.RankType, RankWord: "high", Denied: true, Word: at("most") + at("what")}
	c.Indicator = object + at("what")
	if list := st.cat.FindConcepts(c.Indicator); len(list) > 0 {
		c.Concept, c.Indicator = list[0].ID, ""
	} else if list := st.cat.Find(c.Indicator); len(list) > 0 {
		c.Indicator = list[0].ID
	}
	lead := strings.LastIndex(m.mask, "，")
	if lead > 0 {
		st.enterPeriods(m, 0, lead)
		st.enterComparator(m, 0, lead)
	}
	c.Roster, c.Peers, c.PeerGroup = st.roster, st.peers, st.group
	st.put(&c)
	return c, true
}

// clusterForm is 片区，真正用于创新的 before 只是少数; it is not said of those that do not.
var clusterForm = regexp.MustCompile(`^(.*(?:片区|园区|集聚区|街区|产业园|集群))(?:中|里|当中|之中)?(?:目前|现在)?[，,]?(?:其中|目前)?(?:能|能够|可以)?(?:真正|确实|实际|切实)*(?:是|被)?(?:用于|用作|用来|服务于?|从事|开展)(?:科技)?创新(?:活动|研发|用途)?的?$`)

// fewOf: 30多个片区，真正用于创新的只是少数 asks for a count that may not be there.
func fewOf(m *masked, st *state) (diagnose.Claim, bool) {
	loc := fewForm.FindStringIndex(m.mask)
	if loc == nil {
		return diagnose.Claim{}, false
	}
	for _, it := range m.itemsIn(0, loc[0]) {
		if it.sign == signPercent || it.sign == signTimes {
			return diagnose.Claim{}, false
		}
	}
	c := diagnose.Claim{Type: diagnose.Exists}
	for _, it := range m.items {
		if it.sign == signAmount || it.sign == signBare {
			figure(&c, it.number)
			break
		}
	}
	words := m.plainText(0, loc[0])
	cluster := clusterForm.FindStringSubmatch(words)
	if cluster != nil {
		words = cluster[1]
	}
	if first := strings.IndexAny(words, "，,"); first > 0 {
		words = words[:first]
	}
	x := &match{masked: m, state: st}
	x.placed(0, loc[0])
	st.enterPeriods(m, 0, loc[0])
	var b strings.Builder
	for i, r := range words {
		inside := false
		for _, it := range m.items {
			if isMeasure(it.sign) && i >= it.s && i < it.e {
				inside = true
			}
		}
		if !inside {
			b.WriteRune(r)
		}
	}
	c.Indicator = strings.Trim(strings.TrimPrefix(b.String(), "其中"), " 的。")
	if c.Indicator == "" {
		return diagnose.Claim{}, false
	}
	st.put(&c)
	c.Word = strings.Trim(m.plainText(loc[0], loc[1]), "。;")
	if cluster != nil {
		switch {
		case strings.Contains(c.Word, "少数"), strings.Contains(c.Word, "小部分"), strings.Contains(c.Word, "个别"):
			c.Type, c.RankWord = diagnose.ClusterShare, "low"
		case strings.Contains(c.Word, "多数"), strings.Contains(c.Word, "大部分"):
			c.Type, c.RankWord = diagnose.ClusterShare, "high"
		}
	}
	return c, true
}

// lacking: 缺乏领军企业, 尚无国家实验室: denies that something is there.
var (
	lackForm  = pattern(`^(?P<lead>[^，]*?)(?:还|仍|尚|目前|普遍|严重|依然|仍然|也)*(?:缺乏|缺少|尚无|并无|没有一家|没有一个|没有一所|无一家|无一所|无一个|还没有|尚未有|空白|欠缺|(?:尚未|未能|没有|至今未|未)(?:建立|形成|建成|组建|设立|出台|制定|引进|培育出?|诞生|布局|落地|获批|拥有))(?P<what>[^，。]{1,24})[。]?$`)
	blankForm = pattern(`^(?P<what>[^，]{2,24}?)(?:建设|方面|领域)?(?:目前|仍然|依然|仍|还|尚|至今|均|基本|都)*(?:是|为|属于?|处于?|处在|存在)?(?:一片|一个|一项)?空白(?:状态|阶段)?[。]?$`)
	nothing   = regexp.MustCompile(`合力|氛围|共识|闭环|循环|局面|格局|态势|优势|自觉|习惯|气候|定论|统一认识|健全|完善`)
)

func lacking(m *masked, st *state) (diagnose.Claim, bool) {
	form := lackForm
	loc := form.FindStringSubmatchIndex(m.mask)
	if loc == nil {
		form = blankForm
		loc = form.FindStringSubmatchIndex(m.mask)
	}
	if loc == nil || numbersIn(m, 0, len(m.mask)) {
		return diagnose.Claim{}, false
	}
	i := form.SubexpIndex("what")
	if nothing.MatchString(m.plainText(loc[2*i], loc[2*i+1])) { // 尚未形成合力 asks for no data
		return diagnose.Claim{}, false
	}
	if _, verb := hasAny(m.mask[loc[2*i]:loc[2*i+1]], []string{"使得", "导致", "造成", "致使", "真正", "城市的", "一个", "地区的", "得到", "完全", "充分", "形成", "实现", "达到", "建立", "把", "将", "有效", "根本"}); verb {
		return diagnose.Claim{}, false
	}
	x := &match{masked: m, state: st}
	x.placed(0, loc[2*i])
	c := diagnose.Claim{Type: diagnose.Exists, Denied: true, Indicator: strings.Trim(m.plainText(loc[2*i], loc[2*i+1]), " 的")}
	for _, it := range m.itemsIn(loc[2*i], loc[2*i+1]) {
		if it.sign == signIndicator {
			c.Indicator = it.id
			if none := noneAtAll.FindString(m.plainText(0, loc[2*i])); none != "" {
				c.Word = none
			}
		}
	}
	st.put(&c)
	return c, true
}

// noneAtAll are the words that say a count is nought.
var noneAtAll = regexp.MustCompile(`(?:没有|无)一[家个所项件名]$`)
