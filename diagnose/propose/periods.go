package propose

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// PeriodKind says what a period in a sentence does.
type PeriodKind string

// Kinds of periods.
const (
	AtPeriod  PeriodKind = "at"    // 2018年, 今年上半年, 2018年1—9月
	Between   PeriodKind = "span"  // 2013—2018年, “十三五”期间: From is the base of a change
	Since     PeriodKind = "since" // “十三五”以来, 2015年以来: From is the base
	ForYears  PeriodKind = "years" // 五年, 近三年, 五年来
	Before    PeriodKind = "prior" // 上年, 去年, 上年同期: the year before the one spoken of
	OnlyNamed PeriodKind = "named" // 改革开放以来, 三年行动计划: no period that can be tested
)

// Period is a period found in text. Relative words are resolved with the year
// that the sentence speaks of; see Periods.
type Period struct {
	Span
	Kind   PeriodKind
	Text   string
	Period city.Period // the period itself; "" where the words don't fix one
	From   city.Period // Between, Since: the year before the first, or the first named year
	Years  int         // ForYears: how many; with Unit
	Unit   string      // ForYears: "年", "季度", "月"
}

type periodForm struct {
	re   *regexp.Regexp
	make func(m []string, anchor, base int) Period
}

const (
	yearPart  = `(?:(?:19|20)\d\d|[二一][〇零○九]` + `[〇零○一二三四五六七八九]{2})`
	dash      = `(?:-|—{1,2}|~|至|到)`
	monthPart = `(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])`
	endWord   = `(?:年末|年底|末|底|年终)`
	smallHan  = `(?:\d{1,2}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])`
	plans     = `["“”]?(十[一二三四五]?五|一五|二五)["”“]?(?:规划)?(?:前[两三四]年)?`
)

// Periods finds the years, quarters, spans and relative words of a text.
//
// The anchor is the year that a sentence speaks of: the first year that it
// names, else base, the latest full year of the study. 今年, 本年, 当年 are the
// base year (the anchor where base is 0); 上年, 去年 and 上年同期 are the year
// before the anchor; 前年 two before; a quarter or month without a year lies
// in the anchor; 五年来 and 近五年 end with the anchor and count back.
func Periods(text string, base int) []Period {
	l := narrow(text)
	var out []Period
	anchor := anchorOf(l.text, base)
	for i := 0; i < len(l.text); {
		p, n := periodAt(l.text, i, anchor, base)
		if n == 0 {
			i += runeLen(l.text[i:])
			continue
		}
		p.Text = l.text[i : i+n]
		p.Span = l.span(i, i+n)
		out = append(out, p)
		i += n
	}
	return out
}

func runeLen(s string) int {
	for i := range s {
		if i > 0 {
			return i
		}
	}
	return len(s)
}

var namedYear = regexp.MustCompile(`(` + yearPart + `)年`)

// anchorOf is the first year named in the text that isn't only a base of
// comparison (比2013年), else base.
func anchorOf(s string, base int) int {
	first := 0
	for _, m := range namedYear.FindAllStringSubmatchIndex(s, -1) {
		y := yearOf(s[m[2]:m[3]])
		if first == 0 {
			first = y
		}
		if _, compared := endsAny(s[:m[0]], []string{"比", "较", "对比", "相比", "是", "自", "从", "由"}); !compared {
			return y
		}
	}
	if base > 0 {
		return base
	}
	return first
}

func yearOf(s string) int {
	if y, err := strconv.Atoi(s); err == nil {
		return y
	}
	n, _ := hanInteger(s)
	return int(n)
}

func smallNumber(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	n, _ := hanInteger(s)
	return int(n)
}

// periodAt reads a period at the start of s[i:]; n is its length, 0 if none.
func periodAt(s string, i, anchor, base int) (Period, int) {
	if !strings.ContainsRune("0123456789二一今本当去上前近过截全下三四五六七八九十两\"“改党入这第未最随新建", runeAfter(s, i)) {
		return Period{}, 0
	}
	if isDigit(runeBefore(s, i)) && isDigit(runeAfter(s, i)) || isLatin(runeBefore(s, i)) {
		return Period{}, 0
	}
	if m := listedYear.FindStringSubmatch(s[i:]); m != nil { // 2021、2022、2023年
		return at(city.Year(yearOf(m[1]))), len(m[1])
	}
	for _, f := range periodForms {
		if m := f.re.FindStringSubmatch(s[i:]); m != nil {
			p := f.make(m, anchor, base)
			if p.Kind != "" {
				return p, len(m[0])
			}
		}
	}
	return Period{}, 0
}

var listedYear = regexp.MustCompile(`^((?:19|20)\d\d)(?:[、和与](?:19|20)\d\d)*[、和与](?:19|20)\d\d年`)

func at(p city.Period) Period { return Period{Kind: AtPeriod, Period: p} }

func month(y, m int) city.Period {
	s := strconv.Itoa(m)
	if m < 10 {
		s = "0" + s
	}
	return city.Period(string(city.Year(y)) + "-" + s)
}

// within is the part of a year that words such as 上半年, 前三季度, 1—9月 name.
func within(words string, y int) city.Period {
	words = strings.TrimPrefix(words, "的")
	if words == "" || y == 0 {
		if y == 0 {
			return ""
		}
		return city.Year(y)
	}
	span := func(a, b int) city.Period { return month(y, a) + "/" + month(y, b) }
	switch {
	case strings.HasPrefix(words, "上半年"):
		return span(1, 6)
	case strings.HasPrefix(words, "下半年"):
		return span(7, 12)
	case strings.HasPrefix(words, "全年"):
		return city.Year(y)
	}
	if m := quarterWords.FindStringSubmatch(words); m != nil {
		q := smallNumber(m[2])
		if q < 1 || q > 4 {
			return ""
		}
		if m[1] == "前" {
			return span(1, 3*q)
		}
		return city.Year(y) + city.Period("Q"+strconv.Itoa(q))
	}
	if m := monthWords.FindStringSubmatch(words); m != nil {
		a := smallNumber(m[1])
		if m[2] == "" {
			return month(y, a)
		}
		if b := smallNumber(m[2]); b > a {
			return span(a, b)
		}
		return ""
	}
	if m := firstMonths.FindStringSubmatch(words); m != nil {
		if n := smallNumber(m[1]); n >= 1 && n <= 12 {
			if n == 1 {
				return month(y, 1)
			}
			return span(1, n)
		}
		return ""
	}
	return city.Year(y)
}

const partWords = `(?:上半年|下半年|全年(?:度)?|前?第?[一二三四1-4]季度|` + monthPart + `月?` + dash + monthPart + `月(?:份)?|` + monthPart + `月(?:份|末|底)?(?:\d{1,2}[日号])?|前` + smallHan + `个月)`

var (
	quarterWords = regexp.MustCompile(`^(前)?第?([一二三四1-4])季度`)
	monthWords   = regexp.MustCompile(`^(` + monthPart + `)月?(?:` + dash + `(` + monthPart + `))?月`)
	firstMonths  = regexp.MustCompile(`^前(` + smallHan + `)个月`)
)
