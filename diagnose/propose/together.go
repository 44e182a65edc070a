package propose

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
)

var (
	eachAlike    = pattern(`^(?P<list>[^\x{E001}-\x{E009}，]*[、和与及][^\x{E001}-\x{E009}，]*?)(?:这?(?:[两三四五六七八九]|\d)(?:项|个|大)?(?:指标|城市|市|地|区|县)?)?(?P<by>均已|均|都已|都|双双|全部|各自)(?P<rest>[^\x{E00D}\x{E00F}][^，]*|«N».*|(?:与|同|比|较|«Z»)[^，]*)$`)
	countedAlike = pattern(`^(?P<list>[^\x{E001}-\x{E009}，]*[、和与及][^\x{E001}-\x{E009}，]*?)(?P<by>(?:等|这)?(?:[两三四五六七八九]|\d)(?:项|个|大)主?要?指标)(?P<rest>[^\x{E00D}\x{E00F}合总共][^，]*)$`)
	withOthers   = regexp.MustCompile(`相比|比较|对比|分别|依次`)
)

// alike reads 徐州市和合肥市的收入均超过500亿元 as one part for each of the
// names: what is said behind 均 is said of every one.
func alike(m *masked, st *state, cl Span) ([]diagnose.Claim, bool) {
	clause := m.mask[cl.Start:cl.End]
	loc := eachAlike.FindStringSubmatchIndex(clause)
	if loc == nil {
		loc = countedAlike.FindStringSubmatchIndex(clause)
	}
	if loc == nil || withOthers.MatchString(clause) {
		return nil, false
	}
	ls, le := cl.Start+loc[2], cl.Start+loc[3]
	rs, re := cl.Start+loc[6], cl.Start+loc[7]
	list, at := listed(m, ls, le, st.cat)
	if len(list) < 2 {
		return nil, false
	}
	by := m.plainText(cl.Start+loc[4], cl.Start+loc[5])
	for _, rest := range []string{m.plainText(rs, re), by + m.plainText(rs, re)} { // 双双下降
		if parts := eachSays(m, st, list, at, rest); len(parts) > 0 {
			return parts, true
		}
	}
	return nil, false
}

// manyPlaces counts the places of the list: 宜昌、襄阳、荆州三市.
var manyPlaces = regexp.MustCompile(`(?:等|这)?[两二三四五六七八九](?:个|座)?(?:城市|市|地|区|县|省)的?`)

// eachSays reads every name with the same rest; nil where one is no claim.
func eachSays(m *masked, st *state, list []string, at []Span, rest string) []diagnose.Claim {
	was := *st
	var parts []diagnose.Claim
	for i, name := range list {
		if strings.ContainsRune(m.mask, signPlace) {
			name = manyPlaces.ReplaceAllString(name, "")
		}
		sub := maskSentence(name+rest, st.ctx, st.cat)
		some := readClause(sub, st, Span{0, len(sub.mask)})
		if len(some) == 0 {
			*st = was
			return nil
		}
		s := m.span(at[i].Start, at[i].End)
		for _, c := range some {
			if c.Type == diagnose.NotUnderstood {
				*st = was
				return nil
			}
			c.Where = diagnose.Where{Start: s.Start, End: s.End}
			switch c.Hedge { // a line that all pass, near to none of them
			case diagnose.Over:
				c.Hedge = diagnose.AtLeast
			case diagnose.LessThan:
				c.Hedge = diagnose.AtMost
			}
			parts = append(parts, c)
		}
	}
	return parts
}

// listed cuts a list of known names (places, indicators, periods) at 、 and
// 和, and gives where each stands in the text. nil where a part names none.
func listed(m *masked, s, e int, cat names) ([]string, []Span) {
	var at []Span
	add := func(from, to int) bool {
		t := m.mask[from:to]
		if !strings.ContainsRune(t, signIndicator) && !strings.ContainsRune(t, signPlace) && !strings.ContainsRune(t, signConcept) {
			words := strings.Trim(m.plainText(from, to), " 的")
			if !cat.Resolve(words).Known {
				return false
			}
		}
		at = append(at, Span{m.pos[from], m.pos[to]})
		return true
	}
	from := s
	for i := s; i < e; {
		r, n := utf8.DecodeRuneInString(m.mask[i:])
		if strings.ContainsRune("、和与及", r) {
			if !add(from, i) {
				return nil, nil
			}
			from = i + n
		}
		i += n
	}
	if !add(from, e) {
		return nil, nil
	}
	list := enumerate(m, s, e, len(at), true, cat)
	if len(list) != len(at) {
		return nil, nil
	}
	return list, at
}

func said(zh, en string) city.Text { return city.Text{Zh: zh, En: en} }

const joint = `(?:合计|总计|共计|之和|总和|加起来|加总|总共|总量|总数)`

// jointForms read the total of several places before 突破 or 占 takes the
// figure for that of one of them.
func jointForms() []Form {
	build := func(x *match) bool {
		c := x.claim
		ind := x.list("i", signIndicator)[0]
		x.peersOf(x.list("places", signPlace))
		if len(c.Peers) < 2 {
			return false
		}
		x.state.subject = x.state.worded(x.text[ind.s:ind.e])
		x.state.subject.give(c)
		if ind.id != "" {
			c.Indicator = ind.id
		}
		figure(c, x.list("n", signAmount)[0].number)
		x.state.put(c)
		return true
	}
	places := `(?P<places>«L»(?:(?:[、和与及]|以及)«L»)+)(?:这?(?:[两二三四五六七八九十]+|\d+)(?:座|个)?(?:市|地|区|县|城|省|城市|县区|区县))?的?(?:«Y»)?的?`
	gap := `[^\x{E001}-\x{E009}\x{E00D}\x{E00F}，]{0,6}?`
	return []Form{
		{
			Type: diagnose.SumType, Name: "sum-places", Example: "宜昌、襄阳GDP合计突破1万亿元",
			Text: said("甲、乙两地某指标合计若干", "two places make so much of an indicator together"),
			re:   pattern(places + gap + `(?P<i>«I»)` + gap + `(?P<j>` + joint + `)?[^\x{E001}-\x{E009}，占]{0,6}?(?P<n>«Q»)`),
			fits: func(x *match) bool {
				ind := x.list("i", signIndicator)[0]
				_, whole := endsAny(x.text[ind.s:ind.e], []string{"总量", "总数", "总和", "之和"})
				return whole || x.word("j") != ""
			},
			build: build,
		},
		{
			Type: diagnose.SumType, Name: "sum-places-of", Example: "宜昌、襄阳两市合计实现地区生产总值1.1万亿元",
			Text:  said("甲、乙两地合计实现某指标若干", "two places together reach so much of an indicator"),
			re:    pattern(places + gap + joint + gap + `(?P<i>«I»)[^\x{E001}-\x{E009}，占]{0,6}?(?P<n>«Q»)`),
			build: build,
		},
	}
}

// sibling completes words by the end of a name spoken of: 发明专利 behind
// 专利授权量 is 发明专利授权量, 城镇居民 beside 农村居民人均可支配收入 is
// 城镇居民人均可支配收入. Only names of the catalog are made.
func (st *state) sibling(words string, of subject) (subject, bool) {
	name := []rune(of.words)
	if of.none() || utf8.RuneCountInString(words) < 2 || utf8.RuneCountInString(words) > 12 || st.cat.Resolve(words).Known {
		return subject{}, false
	}
	for i := 1; i <= len(name)-2; i++ {
		if s := st.worded(words + string(name[i:])); s.known && s.indicator != of.indicator {
			return s, true
		}
	}
	return subject{}, false
}
