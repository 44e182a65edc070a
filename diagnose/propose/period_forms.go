package propose

import (
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// periodForms are tried in this order at each position of a text.
var periodForms = []periodForm{
	{re(`(` + yearPart + `)年?` + dash + `(` + yearPart + `)年(?:间|期间)?`), func(m []string, _, _ int) Period {
		return between(yearOf(m[1]), yearOf(m[2]))
	}},
	{re(`(` + yearPart + `)年(?:度)?(?:` + endWord + `)?(?:以来|至今)`), func(m []string, anchor, base int) Period {
		return Period{Kind: Since, From: city.Year(yearOf(m[1]))}
	}},
	{re(`(?:截至|截止到?|至|到)?(` + yearPart + `)年(?:度)?(的?` + partWords + `)`), func(m []string, _, _ int) Period {
		return at(within(m[2], yearOf(m[1])))
	}},
	{re(`(?:截至|截止到?)?(` + yearPart + `)年(?:度|末|底|终|初)?`), func(m []string, _, _ int) Period {
		y := yearOf(m[1])
		if strings.HasSuffix(m[0], "年初") {
			y--
		}
		return at(city.Year(y))
	}},
	{re(`(` + yearPart + `)[-./](0?[1-9]|1[0-2])(?:[-./](?:[0-2]?\d|3[01]))?`), func(m []string, _, _ int) Period {
		if !strings.ContainsAny(m[0], "-/") && strings.Count(m[0], ".") < 2 {
			return Period{} // 2018.5 may be a value
		}
		return at(month(yearOf(m[1]), smallNumber(strings.TrimLeft(m[2], "0"))))
	}},
	{re(plans + `(期间|时期|以来|收官之年|收官|末期|末|初期|初|开局之年|开局)?`), planPeriod},
	{re(`(?:截至|截止到?)?(?:今年|本年度?|当年|全年)(?:末|底)?(` + partWords + `)?(?:以来)?`), func(m []string, anchor, base int) Period {
		y := base
		if strings.HasPrefix(m[0], "当年") || strings.HasPrefix(m[0], "全年") || y == 0 {
			y = anchor
		}
		return at(within(m[1], y))
	}},
	{re(`(?:去年|上年度?|上一年度?)(?:同期|末|底|全年)?(` + partWords + `)?(?:同期)?`), func(m []string, anchor, _ int) Period {
		p := Period{Kind: Before}
		if anchor > 0 {
			p.Period = within(m[1], anchor-1)
		}
		return p
	}},
	{re(`前年(?:同期)?`), func(m []string, anchor, _ int) Period {
		p := Period{Kind: Before}
		if anchor > 0 {
			p.Period = city.Year(anchor - 2)
		}
		return p
	}},
	{re(`(?:截至|截止到?)?(` + partWords + `)(?:以来)?`), func(m []string, anchor, _ int) Period {
		if !partOfYear.MatchString(m[1]) {
			return Period{}
		}
		return at(within(m[1], anchor))
	}},
	{re(`(?:改革开放(?:[四五]十年)?以来|党的?十[五六七八九]大以来|党的?二十大以来|入世以来|新中国成立以来|建党百年|建国以来)`), named},
	{re(`(` + smallHan + `)年(?:行动|计划|规划|攻坚|改造|任务|实施|工作|方案|倍增)`), named},
	{re(`(?:近|过去的?|前|这|最近|上|今后|未来|随后)?(` + smallHan + `)年(?:来|间|内|里)?`), forYears},
	{re(`(` + smallHan + `)个?(季度|月)`), func(m []string, _, _ int) Period {
		return Period{Kind: ForYears, Years: smallNumber(m[1]), Unit: m[2]}
	}},
	{re(`(?:五年|三年|近年|近些年|多年)来?`), named},
}

var partOfYear = regexp.MustCompile(`^(?:上半年|下半年|前?第?[一二三四1-4]季度|前.{1,9}个月|.{1,6}月)`)

func re(s string) *regexp.Regexp { return regexp.MustCompile(`^(?:` + s + `)`) }

func named(m []string, _, _ int) Period { return Period{Kind: OnlyNamed} }

func between(a, b int) Period {
	if b <= a {
		return Period{}
	}
	return Period{Kind: Between, From: city.Year(a), Period: city.Year(b), Years: b - a}
}

// forYears: 五年 alone and 近五年 both end with the anchor.
func forYears(m []string, anchor, base int) Period {
	n := smallNumber(m[1])
	if n < 1 || n > 70 {
		return Period{}
	}
	p := Period{Kind: ForYears, Years: n, Unit: "年"}
	if strings.HasPrefix(m[0], "今后") || strings.HasPrefix(m[0], "未来") || strings.HasPrefix(m[0], "随后") {
		return Period{Kind: OnlyNamed}
	}
	if anchor > 0 {
		p.Period, p.From = city.Year(anchor), city.Year(anchor-n)
	}
	return p
}

// planPeriod reads the five-year plans: 十三五 is 2016 to 2020; a change over
// a plan counts from the year before it.
func planPeriod(m []string, _, _ int) Period {
	first := map[string]int{"一五": 1953, "二五": 1958, "十五": 2001, "十一五": 2006, "十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026}[m[1]]
	if first == 0 {
		return Period{}
	}
	quoted := strings.ContainsAny(m[0], `"“”`)
	span := city.Year(first) + "/" + city.Year(first+4)
	before := city.Year(first - 1)
	switch m[2] {
	case "期间", "时期":
		return Period{Kind: Between, From: before, Period: span, Years: 5}
	case "以来":
		return Period{Kind: Since, From: before}
	case "末", "末期", "收官之年", "收官":
		return at(city.Year(first + 4))
	case "初", "初期", "开局之年", "开局":
		return at(city.Year(first))
	}
	if !quoted && (m[1] == "一五" || m[1] == "二五" || m[1] == "十五") {
		return Period{}
	}
	return Period{Kind: OnlyNamed, Period: span, From: before}
}
