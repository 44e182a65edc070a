package propose

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/quanyu/quanyu/diagnose"
)

const oneEach = `(?P<nums>(?:«N»|«O»)(?:(?:[、，和与及]|以及)(?:«N»|«O»))+)(?P<tail>[^\x{E001}-\x{E009}]*)$`

// With 分别 anything may stand between; without it the names must be known
// ones and a plain verb follows.
var respectiveForms = []*regexp.Regexp{
	pattern(`^(?P<list>[^\x{E001}-\x{E009}，]*[、和与及][^\x{E001}-\x{E009}，]*?)(?P<by>分别|依次|各自)(?P<mid>[^\x{E001}-\x{E009}，、]{0,16}?)` + oneEach),
	pattern(`^(?P<list>[^\x{E001}-\x{E009}，]*(?:三次产业|城乡居民|城乡常住居民|城乡«I»)[^\x{E001}-\x{E009}，]*?)(?P<by>分别|依次)(?P<mid>[^\x{E001}-\x{E009}，、]{0,16}?)` + oneEach),
	pattern(`^(?P<list>[^\x{E001}-\x{E009}，]*[、和与及][^\x{E001}-\x{E009}，]*?)(?P<by>)(?P<mid>(?:同比|比«B»|较«B»)?(?:增长|下降|达到?|为|居|列|提高|上升)[^\x{E001}-\x{E009}，、]{0,4}?)` + oneEach),
}

// respective reads A、B分别增长6.5%、8.2% as one part for each: the words are
// put together anew and read on their own, under the state of the sentence.
func respective(m *masked, st *state, cl Span) ([]diagnose.Claim, bool) {
	clause := m.mask[cl.Start:cl.End]
	var loc []int
	said := false
	for i, f := range respectiveForms {
		if loc = f.FindStringSubmatchIndex(clause); loc != nil {
			said = i < 2
			break
		}
	}
	if loc == nil {
		if list, ok := eachYear(m, st, cl); ok {
			return list, true
		}
		if list, ok := takenUp(m, st, cl); ok {
			return list, true
		}
		return eachBeside(m, st, cl)
	}
	g := func(k int) (int, int) { return cl.Start + loc[2*k], cl.Start + loc[2*k+1] }
	ls, le := g(1)
	ms, me := g(3)
	ns, ne := g(4)
	ts, te := g(5)
	nums := m.itemsIn(ns, ne)
	list := enumerate(m, ls, le, len(nums), said, st.cat)
	if len(list) != len(nums) {
		return nil, false
	}
	period, from := st.period, st.from
	st.enter(m, cl.Start, cl.End)
	if besideEach.MatchString(list[1]) { // 较一季度、上半年分别提高: bases, no period of the result
		st.period, st.from = period, from
	}
	var parts []diagnose.Claim
	for i, it := range nums {
		words := list[i] + m.plainText(ms, me) + m.withUnit(it) + m.plainText(ts, te)
		parts = append(parts, rewritten(m, st, words, it)...)
	}
	return parts, len(parts) > 0
}

// withUnit is a number as written; one that took its unit from the next (2.2个
// 和1.4个百分点) has it spelt out.
func (m *masked) withUnit(it *item) string {
	words := m.text[it.s:it.e]
	if it.number.Unit == "百分点" && !strings.HasSuffix(words, "点") {
		return strings.TrimSuffix(words, "个") + "个百分点"
	}
	return words
}

var eachYearForm = pattern(`^(?P<lead>[^\x{E001}-\x{E009}]*?)(?P<y>«Y»)(?P<rest>[^\x{E001}-\x{E009}，、]*?)分别(?P<mid>[^\x{E001}-\x{E009}，、]{0,10}?)` + oneEach)

// eachYear: 2016年至2018年财政科技拨款分别为86.42亿元、112.99亿元和134.41亿元.
func eachYear(m *masked, st *state, cl Span) ([]diagnose.Claim, bool) {
	loc := eachYearForm.FindStringSubmatchIndex(m.mask[cl.Start:cl.End])
	if loc == nil {
		return nil, false
	}
	g := func(k int) string { return m.plainText(cl.Start+loc[2*k], cl.Start+loc[2*k+1]) }
	p := m.items[m.of[cl.Start+loc[4]]].period
	nums := m.itemsIn(cl.Start+loc[10], cl.Start+loc[11])
	if p.Kind != Between || p.From.Kind() != "year" || len(nums) != p.Years+1 {
		return nil, false
	}
	var parts []diagnose.Claim
	for i, it := range nums {
		words := g(1) + string(p.From.Shift(i)) + "年" + g(3) + g(4) + m.text[it.s:it.e]
		parts = append(parts, rewritten(m, st, words, it)...)
	}
	return parts, len(parts) > 0
}

var takenUpForm = pattern(`^(?P<lead>[^\x{E001}-\x{E009}\x{E00D}\x{E00F}，、和]*?)分别(?P<mid>[^\x{E001}-\x{E009}\x{E00D}\x{E00F}，、]{0,10}?)` + oneEach)

// takenUp: 旅游收入3570亿元，游客3.19亿人次，分别增长13.0%和10.7%.
func takenUp(m *masked, st *state, cl Span) ([]diagnose.Claim, bool) {
	loc := takenUpForm.FindStringSubmatchIndex(m.mask[cl.Start:cl.End])
	if loc == nil {
		return nil, false
	}
	nums := m.itemsIn(cl.Start+loc[6], cl.Start+loc[7])
	if len(st.spoken) < len(nums) {
		return nil, false
	}
	st.enter(m, cl.Start, cl.End)
	var parts []diagnose.Claim
	for i, s := range st.spoken[len(st.spoken)-len(nums):] {
		st.subject = s
		words := m.plainText(cl.Start+loc[2], cl.Start+loc[3]) + m.plainText(cl.Start+loc[4], cl.Start+loc[5]) + m.text[nums[i].s:nums[i].e]
		parts = append(parts, rewritten(m, st, words, nums[i])...)
	}
	return parts, len(parts) > 0
}

var (
	listedForm = pattern(`^(?:(?:«Y»[、和与及])+«Y»|(?:«L»[、和与及])+«L»)(?:[两三四五六七八九十]+(?:年|市|地|区|省|个城市))?$`)
	eachOne    = pattern(`^(?P<lead>[^\x{E001}-\x{E009}，、]*?)(?:分别|依次)(?P<mid>[^\x{E001}-\x{E009}，、]{0,10}?)` + oneEach)
)

// listedEach: 2013年、2015年、2018年，全市研发投入强度分别为2.74%、2.99%、2.42%.
func listedEach(m *masked, st *state, cl Span) ([]diagnose.Claim, bool) {
	clause := m.mask[cl.Start:cl.End]
	if listedForm.MatchString(clause) {
		st.listed = nil
		for _, it := range m.itemsIn(cl.Start, cl.End) {
			st.listed = append(st.listed, m.text[it.s:it.e])
		}
		return nil, true
	}
	listed := st.listed
	st.listed = nil
	loc := eachOne.FindStringSubmatchIndex(clause)
	if loc == nil || len(listed) == 0 {
		return nil, false
	}
	nums := m.itemsIn(cl.Start+loc[6], cl.Start+loc[7])
	if len(nums) != len(listed) {
		return nil, false
	}
	var parts []diagnose.Claim
	for i, it := range nums {
		words := listed[i] + m.plainText(cl.Start+loc[2], cl.Start+loc[3]) + m.plainText(cl.Start+loc[4], cl.Start+loc[5]) + m.withUnit(it)
		parts = append(parts, rewritten(m, st, words, it)...)
	}
	return parts, len(parts) > 0
}

// rewritten reads words put together anew; the parts stand at the number.
func rewritten(m *masked, st *state, words string, it *item) []diagnose.Claim {
	sub := maskSentence(words, st.ctx, st.cat)
	parts := readClause(sub, st, Span{0, len(sub.mask)})
	for i := range parts {
		s := m.span(it.s, it.e)
		parts[i].Where = diagnose.Where{Start: s.Start, End: s.End}
	}
	return parts
}

var eachForm = pattern(`分别(?P<v>(?:比)?(?:快于|慢于|高于|低于|高出|超过|领先|落后)?)(?P<a>[^\x{E001}-\x{E009}，、]*?(?:«L»|«I»|«B»)[^\x{E001}-\x{E009}，、]*?)[、和与及](?P<b>[^\x{E001}-\x{E009}，、]*?(?:«L»|«I»|«B»)[^\x{E001}-\x{E009}，、]*?)(?P<w>高|低|快|慢|多|少)?(?P<n1>«N»)(?:[、和与及]|以及)(?P<n2>«N»)`)

// eachBeside reads 分别高于全国、全省1.4个和0.2个百分点.
func eachBeside(m *masked, st *state, cl Span) ([]diagnose.Claim, bool) {
	loc := eachForm.FindStringSubmatchIndex(m.mask[cl.Start:cl.End])
	if loc == nil {
		return nil, false
	}
	g := func(name string) string {
		k := eachForm.SubexpIndex(name)
		if loc[2*k] < 0 {
			return ""
		}
		return m.plainText(cl.Start+loc[2*k], cl.Start+loc[2*k+1])
	}
	st.enter(m, cl.Start, cl.End)
	lead := m.plainText(cl.Start, cl.Start+loc[0])
	var parts []diagnose.Claim
	for _, k := range [][2]string{{"a", "n1"}, {"b", "n2"}} {
		unit := ""
		if !strings.HasSuffix(g(k[1]), "百分点") && strings.HasSuffix(g("n2"), "百分点") {
			unit = "百分点"
		}
		words := lead + g("v") + g(k[0]) + g("w") + g(k[1]) + unit
		j := eachForm.SubexpIndex(k[1])
		it := m.itemsIn(cl.Start+loc[2*j], cl.Start+loc[2*j+1])[0]
		parts = append(parts, rewritten(m, st, words, it)...)
	}
	return parts, len(parts) > 0
}

// enumerate cuts a list of n subjects. Where the first ones are bare periods
// or places, the words behind the last belong to all: 2017年和2018年GDP.
func enumerate(m *masked, s, e, n int, said bool, cat names) []string {
	if list := industries(m.plainText(s, e)); len(list) == n {
		return list
	}
	var list []string
	var masks []string
	start := s
	for i := s; i < e; {
		r, k := utf8.DecodeRuneInString(m.mask[i:])
		if r == '、' || r == '和' || r == '与' || r == '及' {
			list, masks = append(list, m.plainText(start, i)), append(masks, m.mask[start:i])
			start = i + k
		}
		i += k
	}
	list, masks = append(list, m.plainText(start, e)), append(masks, m.mask[start:e])
	if len(list) > n && said && strings.Count(m.mask[s:e], "、") == n-1 { // 新能源和智能网联汽车、光电子信息: 和 is inside a name
		list, masks, start = nil, nil, s
		for i := s; i < e; i += runeLen(m.mask[i:]) {
			if strings.HasPrefix(m.mask[i:], "、") {
				list, masks = append(list, m.plainText(start, i)), append(masks, m.mask[start:i])
				start = i + len("、")
			}
		}
		list, masks = append(list, m.plainText(start, e)), append(masks, m.mask[start:e])
	}
	if len(list) > n && said { // 武汉市规上工业、服务业和GDP: too many words, nothing sure
		return nil
	}
	if len(list) != n || n < 2 {
		return nil
	}
	if !said {
		for _, k := range masks {
			if !strings.ContainsRune(k, signIndicator) && !strings.ContainsRune(k, signPlace) && !strings.ContainsRune(k, signPeriod) {
				return nil
			}
		}
	}
	if tail := growthWords.FindString(list[n-1]); tail != "" && strings.HasSuffix(list[n-1], tail) { // GDP、财政收入增速
		for i := range list[:n-1] {
			if !growthWords.MatchString(list[i]) {
				list[i] += tail
			}
		}
	}
	shareTails(list, cat)
	last := masks[n-1]
	for _, w := range []string{"比", "较", "快于", "慢于", "高于", "低于"} { // 比全国、全省分别快
		for _, sign := range []rune{signPlace, signPeriod, signPrior} {
			if strings.HasSuffix(masks[0], w+string(sign)) && strings.HasPrefix(last, string(sign)) {
				for i := 1; i < n; i++ {
					list[i] = w + list[i]
				}
				return list
			}
		}
	}
	for _, sign := range []rune{signPeriod, signPlace} {
		if !strings.HasPrefix(last, string(sign)) || !strings.HasSuffix(masks[0], string(sign)) {
			continue
		}
		common := m.plainText(e-len(last)+signLen, e)
		for i := 0; i < n-1; i++ {
			if bareYear.MatchString(list[i]) { // 2021、2022、2023年
				list[i] += "年"
			}
			list[i] += common
		}
	}
	return list
}

var bareYear = regexp.MustCompile(`(?:^|\D)(?:19|20)\d\d$`)

var besideEach = regexp.MustCompile(`^(?:比|较|快于|慢于|高于|低于)`)

var sharedTail = regexp.MustCompile(`(?:经费占比|增加值占比|产值占比|经费|占比|比重|增加值|产值|投资|收入|支出|申请量|授权量|数量|人数)$`)

// shareTails: in 基础研究、应用研究和试验发展经费占比 the last words belong to
// all, where that makes names of the catalog.
func shareTails(list []string, cat names) {
	last := list[len(list)-1]
	if i := strings.Index(last, "对"); i > 0 && strings.Contains(last[i:], "贡献") { // 消费、投资对经济增长的贡献率
		for k, w := range list[:len(list)-1] {
			if !strings.Contains(w, "贡献") {
				list[k] = w + last[i:]
			}
		}
		return
	}
	tail := sharedTail.FindString(last)
	if tail == "" || tail == last {
		return
	}
	for i, w := range list[:len(list)-1] {
		if sharedTail.MatchString(w) || cat.Resolve(w).Known {
			continue
		}
		if tail == "经费占比" || tail == "占比" || cat.Resolve(w+tail).Known {
			list[i] = w + tail
		}
	}
}

var industryList = regexp.MustCompile(`第?(一)?[、和]?第?(二)[、和]第?(三)次?产业?(.*)$`)

// industries reads 第一、二、三产业增加值 as three names.
func industries(words string) []string {
	if head, tail, ok := strings.Cut(words, "三次产业"); ok {
		return []string{head + "第一产业" + tail, head + "第二产业" + tail, head + "第三产业" + tail}
	}
	for _, both := range []string{"城乡居民", "城乡常住居民"} {
		if head, tail, ok := strings.Cut(words, both); ok {
			kind := strings.TrimPrefix(both, "城乡")
			return []string{head + "城镇" + kind + tail, head + "农村" + kind + tail}
		}
	}
	loc := industryList.FindStringSubmatchIndex(words)
	if loc == nil {
		return nil
	}
	head, tail := words[:loc[0]], words[loc[8]:loc[9]]
	if tail == "" {
		tail = "增加值"
	}
	var out []string
	for k := 1; k <= 3; k++ {
		if loc[2*k] >= 0 {
			out = append(out, head+"第"+words[loc[2*k]:loc[2*k+1]]+"产业"+tail)
		}
	}
	return out
}
