package table

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// part is what a heading says about time; what it leaves open comes from the
// headings above it, the title and the preamble.
type part struct {
	year, year2  int // year2 is the end of a span of years
	quarter      int
	month, until int // until is the end of a span of months
	day          int
	shift        int  // years back: 上年 is 1
	relative     bool // 本年, 上年同期, 本期
	whole        bool // 全年, 年末: the year itself, whatever months the title has
	toDate       bool // 累计, 1—本月
	thisMonth    bool // 本月, 当月
}

func (p part) isZero() bool { return p == part{} }

// says reports whether p names a time at all.
func (p part) says() bool {
	return p.year > 0 || p.quarter > 0 || p.month > 0 || p.relative || p.toDate || p.thisMonth
}

const dash = `(?:-|—|–|~|～|至|到|－|―)+`

var (
	hanYear    = regexp.MustCompile(`[一二三四五六七八九〇○零]{4}年`)
	yearSpan   = regexp.MustCompile(`((?:19|20)\d{2})年?` + dash + `((?:19|20)\d{2})年?`)
	isoDay     = regexp.MustCompile(`((?:19|20)\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})日?`)
	isoSpan    = regexp.MustCompile(`((?:19|20)\d{2})[-./年](\d{1,2})月?` + dash + `(?:(?:19|20)\d{2}[-./年])?(\d{1,2})月份?`)
	isoMonth   = regexp.MustCompile(`((?:19|20)\d{2})[-/.](\d{1,2})(?:\D|$)`)
	tightMonth = regexp.MustCompile(`(?:^|\D)((?:19|20)\d{2})(0[1-9]|1[0-2])(?:\D|$)`)
	plainYear  = regexp.MustCompile(`(?:^|\D)((?:19|20)\d{2})(?:年度?|\D|$)`)
	quarterQ   = regexp.MustCompile(`(?i)Q([1-4])|([1-4])Q`)
	quarterHan = regexp.MustCompile(`第?([一二三四1-4])季度?`)
	monthSpan  = regexp.MustCompile(`(?:^|\D)(\d{1,2})月?` + dash + `(\d{1,2})月份?`)
	monthOne   = regexp.MustCompile(`(?:^|\D)(\d{1,2})月份?`)
	hanMonths  = map[string]int{"一月": 1, "二月": 2, "三月": 3, "四月": 4, "五月": 5, "六月": 6, "七月": 7, "八月": 8, "九月": 9, "十月": 10, "十一月": 11, "十二月": 12}
	lastYear   = regexp.MustCompile(`上年同期|去年同期|上年同月|上年|去年|上一年|上期|同期数`)
	thisYear   = regexp.MustCompile(`本年度?|当年|今年|本期|报告期`)
	bareYear   = regexp.MustCompile(`^(?:19[4-9]\d|20\d{2}|2100)年?度?末?$`)
)

// readPart finds what a heading says about time and gives the heading without
// it. The text must be squashed.
func readPart(s string) (part, string) {
	var p part
	s = hanYear.ReplaceAllStringFunc(s, func(y string) string {
		var b strings.Builder
		for _, r := range strings.TrimSuffix(y, "年") {
			b.WriteString(strconv.Itoa(strings.Index("零一二三四五六七八九", fixZero(r)) / 3))
		}
		return b.String() + "年"
	})
	if !hasDigit(s) && !strings.ContainsAny(s, "年月季期累") {
		return p, s
	}
	s = p.readYears(s)
	s = p.readWithin(s)
	s = p.readRelative(s)
	return p, s
}

func fixZero(r rune) string {
	if r == '〇' || r == '○' {
		return "零"
	}
	return string(r)
}

// cut takes the first match out of s and gives its groups as numbers.
func cut(s *string, re *regexp.Regexp) ([]int, bool) {
	m := re.FindStringSubmatchIndex(*s)
	if m == nil {
		return nil, false
	}
	var nums []int
	lo, hi := -1, -1
	for i := 2; i+1 < len(m); i += 2 {
		n := 0
		if m[i] >= 0 {
			n, _ = strconv.Atoi((*s)[m[i]:m[i+1]])
			if lo < 0 {
				lo = m[i]
			}
			hi = m[i+1]
		}
		nums = append(nums, n)
	}
	// Cut from the first group to the end of the period's own words; a
	// character that only bounds the match stays.
	end := hi
	for _, tail := range []string{"年度", "年", "月份", "月", "日", "季度"} {
		if strings.HasPrefix((*s)[hi:m[1]], tail) {
			end = hi + len(tail)
			break
		}
	}
	*s = (*s)[:lo] + (*s)[end:]
	return nums, true
}

func (p *part) readYears(s string) string {
	if n, ok := cut(&s, isoSpan); ok && n[1] <= 12 && n[2] <= 12 && n[1] < n[2] {
		p.year, p.month, p.until = n[0], n[1], n[2]
		return s
	}
	if n, ok := cut(&s, yearSpan); ok {
		p.year, p.year2 = n[0], n[1]
		return s
	}
	if n, ok := cut(&s, isoDay); ok {
		if n[1] >= 1 && n[1] <= 12 && n[2] >= 1 && n[2] <= 31 {
			p.year, p.month, p.day = n[0], n[1], n[2]
		}
		return s
	}
	if n, ok := cut(&s, isoMonth); ok && n[1] >= 1 && n[1] <= 12 {
		p.year, p.month = n[0], n[1]
		return s
	}
	if n, ok := cut(&s, tightMonth); ok {
		p.year, p.month = n[0], n[1]
		return s
	}
	if n, ok := cut(&s, plainYear); ok {
		p.year = n[0]
	}
	return s
}

func (p *part) readWithin(s string) string {
	for _, w := range []struct {
		words      string
		from, till int
	}{{"上半年", 1, 6}, {"下半年", 7, 12}, {"前三季度", 1, 9}, {"一至三季度", 1, 9}, {"1-3季度", 1, 9}, {"1—3季度", 1, 9}, {"前三个季度", 1, 9}} {
		if strings.Contains(s, w.words) {
			p.month, p.until = w.from, w.till
			return strings.Replace(s, w.words, "", 1)
		}
	}
	if m := quarterQ.FindStringSubmatch(s); m != nil {
		p.quarter = int((m[1] + m[2])[0] - '0')
		return strings.Replace(s, m[0], "", 1)
	}
	if m := quarterHan.FindStringSubmatch(s); m != nil {
		p.quarter = strings.Index("一二三四", m[1])/3 + 1
		if n, err := strconv.Atoi(m[1]); err == nil {
			p.quarter = n
		}
		return strings.Replace(s, m[0], "", 1)
	}
	if p.month > 0 {
		return s
	}
	if n, ok := cut(&s, monthSpan); ok && n[0] >= 1 && n[0] <= 12 && n[1] <= 12 && n[0] < n[1] {
		p.month, p.until = n[0], n[1]
		return s
	}
	if n, ok := cut(&s, monthOne); ok && n[0] >= 1 && n[0] <= 12 {
		p.month = n[0]
		return s
	}
	for _, name := range []string{"十一月", "十二月", "一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月"} {
		if strings.HasPrefix(s, name) {
			p.month = hanMonths[name]
			return strings.Replace(s, name, "", 1)
		}
	}
	return s
}

func (p *part) readRelative(s string) string {
	if m := lastYear.FindString(s); m != "" && !strings.Contains(s, "比"+m) && !strings.Contains(s, "较"+m) && !strings.Contains(s, m+"=100") {
		p.relative, p.shift = true, 1
		s = strings.Replace(s, m, "", 1)
	} else if m := thisYear.FindString(s); m != "" && p.year == 0 {
		p.relative = true
		s = strings.Replace(s, m, "", 1)
	}
	for _, w := range []string{"1-本月", "1—本月", "1至本月", "本月止累计", "累计"} {
		if strings.HasPrefix(s, w) || s == w {
			p.toDate = true
			s = strings.Replace(s, w, "", 1)
		}
	}
	for _, w := range []string{"本月", "当月"} {
		if strings.HasPrefix(s, w) {
			p.thisMonth = true
			s = strings.Replace(s, w, "", 1)
		}
	}
	if s == "全年累计" || s == "全年合计" || s == "全年完成" {
		s = "全年"
	}
	for _, w := range []string{"全年", "年末", "年底"} {
		if (p.year > 0 || p.relative || w == "全年") && strings.HasPrefix(s, w) || s == w {
			p.whole = true
			s = strings.Replace(s, w, "", 1)
		}
	}
	if p.says() && (s == "末" || s == "底" || s == "份" || s == "度") {
		s = ""
	}
	return s
}

// under fills what p leaves open from the heading or title above it.
func (p part) under(outer part) part {
	if p.year == 0 {
		p.year = outer.year
		if outer.year2 > 0 && !p.says() {
			p.year2 = outer.year2
		}
		if p.year > 0 && outer.shift > 0 && p.shift == 0 {
			p.shift = outer.shift
		}
	}
	own := p.quarter > 0 || p.month > 0 || p.whole || p.year2 > 0
	if !own {
		p.quarter, p.month, p.until, p.day = outer.quarter, outer.month, outer.until, outer.day
		p.whole = outer.whole
	}
	if p.toDate && p.month > 1 && p.until == 0 {
		p.month, p.until = 1, p.month
	}
	if p.thisMonth && p.until > 0 {
		p.month, p.until = p.until, 0
	}
	return p
}

// period is the period that p names; "" without a year.
func (p part) period() city.Period {
	if p.year == 0 {
		return ""
	}
	y := p.year - p.shift
	switch {
	case p.year2 > p.year:
		return city.Period(fmt.Sprintf("%04d/%04d", p.year, p.year2))
	case p.year2 > 0:
		return ""
	case p.quarter > 0:
		return city.Period(fmt.Sprintf("%04dQ%d", y, p.quarter))
	case p.until > 0 && p.month == 1 && p.until == 12:
		return city.Year(y)
	case p.until > 0:
		return city.Period(fmt.Sprintf("%04d-%02d/%04d-%02d", y, p.month, y, p.until))
	case p.day > 0:
		return city.Period(fmt.Sprintf("%04d-%02d-%02d", y, p.month, p.day))
	case p.month > 0:
		return city.Period(fmt.Sprintf("%04d-%02d", y, p.month))
	}
	return city.Year(y)
}

// isPeriod reports whether a whole cell is a period and nothing else.
func isPeriod(text string) bool {
	if len(text) > 90 || !mayBePeriod(text) {
		return false
	}
	s := squash(text)
	p, rest := readPart(s)
	return p.says() && strings.Trim(rest, "()[]年度、. ") == "" && (p.year > 0 || p.quarter > 0 || p.month > 0)
}

// isBareYear reports a year between 1940 and 2100 without any other word.
func isBareYear(text string) bool {
	if len(text) < 4 || len(text) > 30 || text[0] < 0x80 && text[0] != '1' && text[0] != '2' && text[0] != ' ' {
		return false
	}
	return bareYear.MatchString(squash(text))
}

// mayBePeriod rules most texts out without a closer look.
func mayBePeriod(text string) bool {
	if isASCII(text) {
		return strings.Contains(text, "19") || strings.Contains(text, "20") || strings.ContainsAny(text, "Qq")
	}
	return strings.ContainsAny(text, "年月季日度") || strings.Contains(text, "19") || strings.Contains(text, "20") || strings.Contains(text, "２０") || strings.Contains(text, "１９")
}

// before gives the period that a growth rate of p compares with.
func before(p city.Period, linked bool) city.Period {
	if !linked {
		return p.Shift(-1)
	}
	y := p.Year()
	switch p.Kind() {
	case "month":
		m, _ := strconv.Atoi(string(p[5:]))
		if m > 1 {
			return city.Period(fmt.Sprintf("%04d-%02d", y, m-1))
		}
		return city.Period(fmt.Sprintf("%04d-12", y-1))
	case "quarter":
		if q := int(p[5] - '0'); q > 1 {
			return city.Period(fmt.Sprintf("%04dQ%d", y, q-1))
		}
		return city.Period(fmt.Sprintf("%04dQ4", y-1))
	}
	return p.Shift(-1)
}
