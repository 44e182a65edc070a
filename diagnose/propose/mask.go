package propose

import (
	"regexp"
	"sort"
	"strings"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
)

// Signs stand for the things of a sentence in its masked form. Forms are
// written with «letter» for a sign; see expand.
const (
	signPercent   = '\uE001' // «P» 26.0%, 六成
	signPoints    = '\uE002' // «D» 1.3个百分点
	signTimes     = '\uE003' // «X» 2.8倍
	signAmount    = '\uE004' // «Q» 3536家, 1.5万亿元
	signBare      = '\uE005' // «V» a value without a unit
	signOrdinal   = '\uE006' // «O» 第8位
	signTop       = '\uE007' // «K» 前三位
	signStructure = '\uE008' // «S» 2.6∶35.6∶61.8
	signDoubling  = '\uE009' // «F» 翻一番
	signPeriod    = '\uE00A' // «Y» 2018年
	signPrior     = '\uE00B' // «B» 上年, 上年同期
	signYears     = '\uE00C' // «T» 五年, 近三年
	signPlace     = '\uE00D' // «L» 深圳
	signRoster    = '\uE00E' // «R» 15城市
	signIndicator = '\uE00F' // «I» 高新技术企业
	signConcept   = '\uE010' // «C» 科教优势
	signLen       = 3        // bytes of a sign in UTF-8
)

// expand writes the signs into a pattern: «N» is any value, «A» a value with
// a unit of its own kind (not percentage points), «Z» any period.
var expand = strings.NewReplacer("«P»", "\uE001", "«D»", "\uE002", "«X»", "\uE003", "«Q»", "\uE004", "«V»", "\uE005",

	"«O»", "\uE006", "«K»", "\uE007", "«S»", "\uE008", "«F»", "\uE009", "«Y»", "\uE00A", "«B»", "\uE00B", "«T»", "\uE00C",
	"«L»", "\uE00D", "«R»", "\uE00E", "«I»", "\uE00F", "«C»", "\uE010",
	"«N»", "[\uE001-\uE005]", "«A»", "[\uE001\uE003-\uE005]", "«Z»", "[\uE00A-\uE00C]", "«ZZ»", "[\uE00A-\uE00C]?",
	"«!»", "[^\uE001-\uE009，,；;。]", "«J»", "[\uE00F\uE010]")

// item is one masked thing.
type item struct {
	sign       rune
	s, e       int // in the narrowed text
	number     Number
	period     Period
	id         string // place code, roster ID, indicator ID or concept ID
	match      catalog.Match
	definition string
	used       bool
}

// names is what the grammar asks of the catalog.
type names interface {
	Find(text string) []catalog.Mention
	FindConcepts(text string) []catalog.Mention
	Resolve(label string) catalog.Reading
	Get(id string) (city.Indicator, bool)
	Concept(id string) (city.Concept, bool)
}

// masked is a sentence with its things taken out.
type masked struct {
	line
	items []item
	mask  string
	pos   []int // pos[i] is the offset in line.text of byte i of mask
	of    map[int]int
}

// maskSentence finds the things of a sentence. Where two overlap, the order
// is: periods and names of numbers, indicators, rosters, places, concepts,
// other numbers; what begins first and is longer wins within a kind. An
// indicator that a period reaches into (2018年末常住人口) gives way by its
// first letters only.
func maskSentence(raw string, ctx Context, cat names) *masked {
	l := narrow(raw)
	m := &masked{line: l, of: map[int]int{}}
	taken := make([]bool, len(l.text)+1)
	free := func(s, e int) bool {
		for i := s; i < e; i++ {
			if taken[i] {
				return false
			}
		}
		return s < e
	}
	put := func(it item) {
		for i := it.s; i < it.e; i++ {
			taken[i] = true
		}
		m.items = append(m.items, it)
	}
	numbers := scan(l.text, ctx.Year)
	for _, n := range numbers {
		if n.Kind == PeriodNumber {
			put(item{sign: periodSign(n.Period), s: n.s, e: n.e, period: n.Period, number: n})
		}
	}
	for _, x := range cat.Find(l.text) {
		for x.Start < x.End && taken[x.Start] {
			x.Start += runeLen(l.text[x.Start:])
		}
		if !free(x.Start, x.End) {
			continue
		}
		// 高新技术企业净增1200家 is a change of the number, not a number of its own.
		if rest, net := strings.CutSuffix(l.text[x.Start:x.End], "净增"); net {
			if list := cat.Find(rest); len(list) == 1 {
				x.ID, x.End, x.Definition = list[0].ID, x.Start+len(rest), list[0].Definition
			}
		}
		put(item{sign: signIndicator, s: x.Start, e: x.End, id: x.ID, match: x.Match, definition: x.Definition})
	}
	for _, n := range numbers {
		if n.Kind == RosterNumber && free(n.s, n.e) {
			put(item{sign: signRoster, s: n.s, e: n.e, id: n.Text, number: n})
		}
	}
	if ctx.Places != nil {
		for _, x := range ctx.Places.FindRosters(l.text) {
			if free(x.Start, x.End) {
				put(item{sign: signRoster, s: x.Start, e: x.End, id: x.ID, match: x.Match})
			}
		}
		for _, x := range ctx.Places.Find(l.text, ctx.Place) {
			if free(x.Start, x.End) && !(runeBefore(l.text, x.Start) == '其' && runeAfter(l.text, x.Start) == '中') { // 其中国有企业
				put(item{sign: signPlace, s: x.Start, e: x.End, id: x.ID, match: x.Match})
			}
		}
	}
	m.relocate(ctx)
	if name := ownKind(ctx); name != "" { // 园区 in a study of 苏州工业园区
		for i := strings.Index(l.text, name); i >= 0; {
			if free(i, i+len(name)) {
				put(item{sign: signPlace, s: i, e: i + len(name), id: ctx.Place, match: catalog.Alias})
			}
			next := strings.Index(l.text[i+len(name):], name)
			if next < 0 {
				break
			}
			i += len(name) + next
		}
	}
	for _, x := range cat.FindConcepts(l.text) {
		if free(x.Start, x.End) {
			put(item{sign: signConcept, s: x.Start, e: x.End, id: x.ID, match: x.Match})
		}
	}
	for _, n := range numbers {
		if qualifies(l.text, n, numbers) {
			continue
		}
		if sign := numberSign(n); sign != 0 && free(n.s, n.e) {
			put(item{sign: sign, s: n.s, e: n.e, number: n})
		}
	}
	sort.SliceStable(m.items, func(i, j int) bool { return m.items[i].s < m.items[j].s })
	m.build()
	return m
}

var (
	qualified = re(`(?:规模|产能|产值|营收|收入)?(?:的\p{Han}{0,6}?)?(?:企业|楼宇|写字楼|商圈|街区|村|基金|合同|门店|项目|区县|县区|区|县|市|街道|乡镇|镇|城市|国家|省份|园区|集群|产业集群|产业|工程|单品|品牌|平台|单位|户)`)
	countUnit = regexp.MustCompile(`^[十百千万]*(?:家|个|户|项|座|条|种|款|栋|只|支|幢|宗|单|笔|所)$`)
)

// qualifies: in GDP过千亿元的区达到6个 and 产值超亿元企业512家 the first figure
// says which ones are counted; it is no figure of the subject.
func qualifies(s string, n Number, all []Number) bool {
	if n.Kind == ValueNumber && runeBefore(s, n.s) == '等' && countUnit.MatchString(n.Unit) { // A、B等12条产业链合计产值……
		for _, o := range all {
			if o.Kind == ValueNumber && o.s > n.e && !strings.ContainsAny(s[n.e:o.s], "，,;。、") {
				return true
			}
		}
	}
	if n.Kind != ValueNumber || !strings.HasSuffix(n.Unit, "元") && !strings.HasSuffix(n.Unit, "人") {
		return false
	}
	m := qualified.FindString(s[n.e:])
	if m == "" || n.Hedge == "" && !strings.HasPrefix(m, "的") {
		return false
	}
	from := clauseStart(s, n.s)
	for _, o := range all {
		if o.Kind != ValueNumber || !countUnit.MatchString(o.Unit) || o.s == n.s {
			continue
		}
		if o.s > n.e && !strings.ContainsAny(s[n.e:o.s], "，,;。、") || o.e <= n.s && o.s >= from {
			return true
		}
	}
	return false
}

func periodSign(p Period) rune {
	switch p.Kind {
	case Before:
		return signPrior
	case ForYears:
		return signYears
	}
	return signPeriod
}

func numberSign(n Number) rune {
	switch n.Kind {
	case OrdinalNumber:
		return signOrdinal
	case TopNumber:
		return signTop
	case StructNumber:
		return signStructure
	case DoubleNumber:
		return signDoubling
	case ValueNumber:
		switch n.Unit {
		case "%", "‰":
			return signPercent
		case "百分点":
			return signPoints
		case "倍":
			return signTimes
		case "":
			return signBare
		}
		return signAmount
	}
	return 0
}

func (m *masked) build() {
	var b strings.Builder
	i := 0
	copyText := func(to int) {
		for ; i < to; i++ {
			b.WriteByte(m.text[i])
			m.pos = append(m.pos, i)
		}
	}
	for k, it := range m.items {
		copyText(it.s)
		m.of[b.Len()] = k
		b.WriteRune(it.sign)
		m.pos = append(m.pos, it.s, it.s, it.s)
		i = it.e
	}
	copyText(len(m.text))
	m.pos = append(m.pos, len(m.text))
	m.mask = b.String()
}

// plainText gives the words of mask[s:e] as narrowed text.
func (m *masked) plainText(s, e int) string {
	if s >= e {
		return ""
	}
	return m.text[m.pos[s]:m.pos[e]]
}

// itemsIn lists the items whose signs stand in mask[s:e], in order.
func (m *masked) itemsIn(s, e int) []*item {
	var out []*item
	for i := s; i < e; i++ {
		if k, ok := m.of[i]; ok {
			out = append(out, &m.items[k])
		}
	}
	return out
}
