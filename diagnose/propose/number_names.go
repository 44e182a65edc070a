package propose

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// Numbers that name something and measure nothing.
var nameForms = []*regexp.Regexp{
	re(`[〔\[(【]?\d{4}[〕\])】]\s*第?\d+号`),
	re(`第?\d+号(?:线|文|令|公告|文件|楼|院)?`),
	re(`1[3-9]\d{9}`), // a telephone number
	re(`(?:\(?0\d{2,3}\)?-)\d{7,8}`),
	re(`\d{3,4}-\d{7,8}`),
	re(`\d+(?:国道|省道|高速|热线|平台|医院|工程|计划|高校|院校|时代|版)`),
	re(`\d+(?:\.\d+)?(?:版|时代)`),
	re(`\d+(?:[+×x*]\d+)+(?:\+?[XxNn])?`),
	re(`(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?`),
	re(`(?:\d+|` + hanNumeral + `)(?:次会议|中全会|大精神|五规划)`),
	re(`第(?:\d+|` + hanNumeral + `)(?:[一二三]?产业|[次届批轮章条期号步线方类种个部款项]|阶段|时间|责任|动力|资源|要务|生产力|书记|医院|中学|机床|梯队|方阵|人民|代|大)`),
	re(`第[一二三]、(?:第)?[二三]产业`),
	re(`[一二三四五六七八九十](?:是|要)`),
	re(`[一二三]、?[二三]、?三?次?产业`),
	re(`三次产业`),
	re(`每(?:\d+|` + hanNumeral + `)?(?:百万|千万|十万|万|亿|千|百)?(?:元|人口|人|名|户|平方公里|平方米|家|个)`),
	re(`(?:千家万户|百家争鸣|万众|两院院士|两会|两山|三农|四位一体|五位一体|百强|千强|百人计划|千人计划|万人计划|万企|千企|百企|百日|双一流|一带一路|一体化|一系列|一批|一定|一方面|一般|一律|一流|一切|一些|一步|一个|一家|一项|一种|一座)`),
	re(`(?:百亿|千亿|万亿|十亿|亿)(?:元)?(?:级|产业|企业|集群|园区|项目|俱乐部|板块|能级)`),
	re(`(?:\d+|` + hanNumeral + `)个(?:百亿|千亿|万亿|十亿|亿)(?:元)?(?:台阶|大关)`),
	re(`[①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮]`),
}

var numberingAtStart = re(`[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[)）]、?|[、．]|\.(?:\D|$))`)
var numberingInBrackets = re(`[(（](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]`)
var latinTail = re(`[\d./+-]*[A-Za-z][A-Za-z\d./+-]*|\d[\d./+-]*`)
var unitLatin = re(`(?:TEU|kWh|kW|km|kg|GW|MW|KW|t|cm|mm|m2|m3)`)

// nameAt reads a number that only names something.
func nameAt(s string, i int, quotes []Span) Number {
	r := runeAfter(s, i)
	name := func(n int) Number { return Number{Kind: NameNumber, s: i, e: i + n} }
	for _, q := range quotes {
		if i == q.Start {
			return name(q.End - q.Start)
		}
	}
	if strings.TrimSpace(s[:i]) == "" || strings.ContainsRune("。；;:", runeBefore(s, i)) {
		if m := numberingAtStart.FindString(s[i:]); m != "" {
			if strings.HasSuffix(m, ".") || utf8.RuneCountInString(m) == 1 {
				return name(len(m))
			}
			if k := strings.IndexByte(m, '.'); k > 0 {
				return name(k + 1)
			}
			return name(len(m))
		}
	}
	if m := numberingInBrackets.FindString(s[i:]); m != "" {
		return name(len(m))
	}
	if isDigit(r) && afterLatin(s, i) {
		return name(len(latinTail.FindString(s[i:])))
	}
	if isDigit(r) && beforeLatin(s, i) {
		return name(len(latinTail.FindString(s[i:])))
	}
	if ranksHan.MatchString(s[i:]) { // 上升一个位次
		return Number{}
	}
	for _, f := range nameForms {
		if m := f.FindString(s[i:]); m != "" {
			return name(len(m))
		}
	}
	return Number{}
}

// afterLatin: G20, PM2.5, COVID-19, GB/T 9704.
func afterLatin(s string, i int) bool {
	before := s[:i]
	trimmed := strings.TrimRight(before, "-/ ")
	if trimmed == "" || !isLatin(runeBefore(trimmed, len(trimmed))) {
		return false
	}
	if trimmed == before {
		return !measuredWord(before)
	}
	// GDP 14847亿元 is a value; GB/T 9704-2012 is a name.
	return strings.HasSuffix(before, "-") || strings.HasSuffix(before, "/") || strings.HasSuffix(trimmed, "/T") || strings.HasSuffix(trimmed, "ISO")
}

// measuredWord: GDP14847亿元, CPI102.3 are measured though they are letters.
func measuredWord(before string) bool {
	_, ok := endsAny(before, []string{"GDP", "R&D", "CPI", "PPI", "PCT", "PMI", "IPO", "GEP"})
	return ok
}

// beforeLatin: 5G, 3D, 4K; but 300TEU and 5kWh have a unit.
func beforeLatin(s string, i int) bool {
	j := i
	for j < len(s) && (isDigit(rune(s[j])) || s[j] == '.') {
		j++
	}
	return j < len(s) && isLatin(rune(s[j])) && !unitLatin.MatchString(s[j:])
}

var quotedShort = regexp.MustCompile(`[“"‘「《〈]([^“”"‘’「」《》〈〉]{1,40})[”"’」》〉]`)
var measureMark = regexp.MustCompile(`\d\s*(?:%|亿|万|元|家|件|个百分点)|百分点|成|倍|分之|翻`)
var hasNumeral = regexp.MustCompile(`[0-9一二三四五六七八九十百千万亿双两]`)
var planQuote = regexp.MustCompile(`^[“"]十[一二三四五]?五[”"]`)

// quotedNames gives the quoted names that hold a numeral but measure nothing:
// “一带一路”, “1+8”, 《国发〔2016〕32号》. Plans such as “十三五” stay periods.
func quotedNames(s string) []Span {
	var out []Span
	for _, m := range quotedShort.FindAllStringSubmatchIndex(s, -1) {
		inner := s[m[2]:m[3]]
		title := strings.HasPrefix(s[m[0]:], "《") || strings.HasPrefix(s[m[0]:], "〈")
		short := utf8.RuneCountInString(inner) <= 12
		if planQuote.MatchString(s[m[0]:m[1]]) || !hasNumeral.MatchString(inner) {
			continue
		}
		if title || short && !measureMark.MatchString(inner) {
			out = append(out, Span{m[0], m[1]})
		}
	}
	return out
}
