package registry

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/rule"
)

// verdict says what a printed value is.
type verdict uint8

const (
	good verdict = iota
	blank
	unreadable
	unlisted // an industry outside GB/T 4754, a word outside a closed list
	cannot   // a negative count, half a person, a share above 1
)

// isBlank recognises what people write for no value. 无 is none of it: of a
// count it may mean 0.
func isBlank(s string) bool {
	switch s {
	case "", "-", "--", "—", "——", "－", "/", "\\", "…", "……", "*", "NA", "N/A", "n/a", "#N/A", "null", "NULL", "None", "NaN", "nan", "缺", "缺失", "不详", "未填":
		return true
	}
	return false
}

// number reads a printed number or, by the kind of the field, a date or yes
// and no, into base units. since1904 says how a workbook counts days.
func (c *column) number(s string, since1904 bool) (float64, verdict) {
	s = strings.TrimSpace(s)
	if isBlank(s) {
		return math.NaN(), blank
	}
	switch c.field.Kind {
	case rule.Date:
		return date(s, since1904)
	case rule.Bool:
		return yes(s)
	}
	v, err := strconv.ParseFloat(s, 64)
	if err == nil {
		if math.IsInf(v, 0) || math.IsNaN(v) || strings.ContainsAny(s, "xXpP_") {
			return math.NaN(), unreadable
		}
		return c.sound(v * c.factor)
	}
	n := strings.TrimSpace(city.Narrow(s))
	factor := c.factor
	if rest, percent := strings.CutSuffix(n, "%"); percent {
		if c.field.Unit.Text != "ratio" && c.field.Unit.Factor != 0.01 {
			return math.NaN(), unreadable
		}
		n, factor = rest, 0.01
	}
	if n = strings.TrimPrefix(n, "¥"); grouped(n) {
		n = strings.ReplaceAll(n, ",", "")
	}
	if v, err = strconv.ParseFloat(strings.TrimSpace(n), 64); err != nil || math.IsInf(v, 0) || math.IsNaN(v) || strings.ContainsAny(n, "xXpP_") {
		return math.NaN(), unreadable
	}
	return c.sound(v * factor)
}

// sound refuses a number that can't be.
func (c *column) sound(x float64) (float64, verdict) {
	if c.field.Kind == rule.Number && (c.positive && x < 0 || c.share && x > 1 || c.whole && x != math.Trunc(x)) {
		return math.NaN(), cannot
	}
	return x, good
}

// grouped reports whether the commas of a number stand before each three
// digits: 1,234,567.8.
func grouped(s string) bool {
	s = strings.TrimLeft(s, "+-")
	whole, _, _ := strings.Cut(s, ".")
	parts := strings.Split(whole, ",")
	if len(parts) < 2 || len(parts[0]) < 1 || len(parts[0]) > 3 {
		return false
	}
	for _, p := range parts[1:] {
		if len(p) != 3 {
			return false
		}
	}
	return true
}

// date reads a day: 2019-12-31, 2019/12/31, 2019.12.31, 20191231, 2019年12月31日,
// with a time behind or not, or a workbook's day number. A month or a year
// alone is no day.
func date(s string, since1904 bool) (float64, verdict) {
	s = city.Narrow(s)
	if len(s) == 10 && s[4] == '-' && s[7] == '-' {
		return calendar(s[:4], s[5:7], s[8:])
	}
	if v, err := strconv.ParseFloat(s, 64); err == nil {
		switch {
		case len(s) == 8 && v == math.Trunc(v):
			return calendar(s[:4], s[4:6], s[6:])
		case v >= 1 && v < 2958466 && len(s) >= 5 && v >= 3653: // 1910-01-01 on
			day := math.Floor(v) - 25569
			if since1904 {
				day += 1462
			}
			return day, good
		}
		return math.NaN(), unreadable
	}
	if i := strings.IndexAny(s, " T"); i > 0 {
		s = s[:i]
	}
	s = strings.TrimSuffix(strings.TrimSuffix(strings.NewReplacer("年", "-", "月", "-", "/", "-", ".", "-").Replace(s), "日"), "号")
	parts := strings.Split(s, "-")
	if len(parts) != 3 || len(parts[0]) != 4 {
		return math.NaN(), unreadable
	}
	return calendar(parts[0], parts[1], parts[2])
}

func calendar(year, month, day string) (float64, verdict) {
	y, err1 := strconv.Atoi(year)
	m, err2 := strconv.Atoi(month)
	d, err3 := strconv.Atoi(day)
	if err1 != nil || err2 != nil || err3 != nil || y < 1000 {
		return math.NaN(), unreadable
	}
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if t.Month() != time.Month(m) || t.Day() != d {
		return math.NaN(), unreadable
	}
	return float64(t.Unix() / 86400), good
}

func yes(s string) (float64, verdict) {
	switch strings.ToLower(city.Narrow(s)) {
	case "1", "是", "有", "true", "t", "yes", "y", "√", "✓", "对":
		return 1, good
	case "0", "否", "无", "false", "f", "no", "n", "×", "✗", "没有", "非":
		return 0, good
	}
	return math.NaN(), unreadable
}

// word reads a text: a code without blanks and in capitals, the digits of an
// industry, one of a closed list, or any words.
func (c *column) word(s string) (string, verdict) {
	s = strings.TrimSpace(s)
	if isBlank(s) {
		return "", blank
	}
	switch f := c.field; {
	case f.Name == "id":
		return strings.ToUpper(strings.ReplaceAll(city.Narrow(s), " ", "")), good
	case f.Name == "industry":
		_, code, ok := catalog.Industry(s)
		if !ok {
			return "", unlisted
		}
		return code, good
	case len(f.Values) > 0:
		for _, v := range f.Values {
			if v == s {
				return v, good
			}
		}
		return "", unlisted
	}
	return s, good
}
