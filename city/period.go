package city

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Period is a year, a quarter, a month, a day, or a span of two of them, in
// the spelling of facts.csv: "2018", "2018Q3", "2018-12", "2018-12-31",
// "2018-01/2018-09", "2024/2026". The zero Period is "".
type Period string

// Year makes the period of one calendar year.
func Year(y int) Period { return Period(fmt.Sprintf("%04d", y)) }

// ParsePeriod checks the spelling of a period. ok is false for anything else,
// for months above 12, days above 31 and spans that run backwards.
func ParsePeriod(s string) (p Period, ok bool) {
	s = strings.TrimSpace(s)
	from, to, span := strings.Cut(s, "/")
	a, ok := dayOf(from, false)
	if !ok {
		return "", false
	}
	if !span {
		return Period(s), true
	}
	b, ok := dayOf(to, true)
	if !ok || b < a {
		return "", false
	}
	return Period(s), true
}

// dayOf gives the first (or last) day of a simple period as yyyymmdd. It is
// written out, as every sort of a series calls it.
func dayOf(s string, last bool) (int, bool) {
	y, ok := digits(s, 0, 4)
	if !ok {
		return 0, false
	}
	lo, hi := 101, 1231
	switch {
	case len(s) == 4:
	case len(s) == 6 && s[4] == 'Q' && s[5] >= '1' && s[5] <= '4':
		q := int(s[5] - '0')
		lo, hi = (3*q-2)*100+1, 3*q*100+31
	case (len(s) == 7 || len(s) == 10) && s[4] == '-':
		m, ok := digits(s, 5, 7)
		if !ok || m < 1 || m > 12 {
			return 0, false
		}
		lo, hi = m*100+1, m*100+31
		if len(s) == 10 {
			d, ok := digits(s, 8, 10)
			if !ok || s[7] != '-' || d < 1 || d > 31 {
				return 0, false
			}
			lo, hi = m*100+d, m*100+d
		}
	default:
		return 0, false
	}
	if last {
		return y*10000 + hi, true
	}
	return y*10000 + lo, true
}

// digits reads the digits of s from i up to j.
func digits(s string, i, j int) (n int, ok bool) {
	if len(s) < j {
		return 0, false
	}
	for _, c := range []byte(s[i:j]) {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = 10*n + int(c-'0')
	}
	return n, true
}

// ends returns the first and the last day as yyyymmdd; 0, 0 if not valid.
func (p Period) ends() (int, int) {
	from, to, span := strings.Cut(string(p), "/")
	if !span {
		to = from
	}
	a, _ := dayOf(from, false)
	b, _ := dayOf(to, true)
	return a, b
}

// IsYear reports whether p is one calendar year.
func (p Period) IsYear() bool { return len(p) == 4 }

// IsSpan reports whether p is a span of periods.
func (p Period) IsSpan() bool { return strings.Contains(string(p), "/") }

// Year is the calendar year of the last day of p; 0 for the zero Period.
func (p Period) Year() int { _, b := p.ends(); return b / 10000 }

// Before orders periods by last day, then by first day.
func (p Period) Before(q Period) bool {
	a1, b1 := p.ends()
	a2, b2 := q.ends()
	if b1 != b2 {
		return b1 < b2
	}
	return a1 < a2
}

// Shift moves p by whole years; a span moves at both ends.
func (p Period) Shift(years int) Period {
	parts := strings.Split(string(p), "/")
	for i, s := range parts {
		if len(s) < 4 {
			return p
		}
		y, err := strconv.Atoi(s[:4])
		if err != nil {
			return p
		}
		parts[i] = fmt.Sprintf("%04d%s", y+years, s[4:])
	}
	return Period(strings.Join(parts, "/"))
}

// Kind is "year", "quarter", "month", "day" or "span"; periods of different
// kinds are never put in one series.
func (p Period) Kind() string {
	switch {
	case p == "":
		return ""
	case p.IsSpan():
		return "span"
	case len(p) == 4:
		return "year"
	case len(p) == 6:
		return "quarter"
	case len(p) == 7:
		return "month"
	}
	return "day"
}

// Name is the period in words: 2018年, 2018年三季度, 2018年1—9月; in English
// 2018, the third quarter of 2018, January to September 2018.
func (p Period) Name(lang string) string {
	if p == "" {
		return ""
	}
	if lang == "en" {
		return p.english()
	}
	if from, to, span := strings.Cut(string(p), "/"); span {
		if len(from) == 7 && len(to) == 7 && from[:4] == to[:4] {
			return fmt.Sprintf("%s年%s—%s月", from[:4], strings.TrimLeft(from[5:], "0"), strings.TrimLeft(to[5:], "0"))
		}
		return Period(from).Name(lang) + "至" + Period(to).Name(lang)
	}
	s := string(p)
	switch p.Kind() {
	case "year":
		return s + "年"
	case "quarter":
		return s[:4] + "年" + []string{"", "一", "二", "三", "四"}[s[5]-'0'] + "季度"
	case "month":
		return s[:4] + "年" + strings.TrimLeft(s[5:], "0") + "月"
	}
	return s[:4] + "年" + strings.TrimLeft(s[5:7], "0") + "月" + strings.TrimLeft(s[8:], "0") + "日"
}

func (p Period) english() string {
	if from, to, span := strings.Cut(string(p), "/"); span {
		a, b := Period(from), Period(to)
		if a.Kind() == "month" && b.Kind() == "month" && a.Year() == b.Year() {
			return monthName(from) + " to " + b.english()
		}
		return a.english() + " to " + b.english()
	}
	s := string(p)
	switch p.Kind() {
	case "quarter":
		return "the " + []string{"first", "second", "third", "fourth"}[(s[5]-'1')&3] + " quarter of " + s[:4]
	case "month":
		return monthName(s) + " " + s[:4]
	case "day":
		if len(s) == 10 {
			return strings.TrimLeft(s[8:], "0") + " " + monthName(s) + " " + s[:4]
		}
	}
	return s
}

// monthName is the name of the month of "2018-12" or "2018-12-31".
func monthName(s string) string {
	if n, ok := digits(s, 5, 7); ok && n >= 1 && n <= 12 {
		return time.Month(n).String()
	}
	return s
}
