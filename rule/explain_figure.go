package rule

import (
	"fmt"
	"math"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/shopspring/decimal"
)

// Figure is a value of a rule as an official reads it: 5000.0001万元, 4.99%,
// 2016年1月29日, 是. unit is that of the field or parameter. NaN is a dash.
func Figure(v float64, unit string) city.Text { return figure(v, unit, 2) }

// Figures are two values that a rule compares, with as many decimals as it
// takes to tell them apart: 4.999999% never reads as the 5.00% that it misses.
func Figures(a, b float64, unit string) (first, second city.Text) {
	for decimals := int32(2); ; decimals += 2 {
		first, second = figure(a, unit, decimals), figure(b, unit, decimals)
		if first.Zh != second.Zh && first.En != second.En || a == b || decimals > 12 {
			return first, second
		}
	}
}

// figure rounds half away from zero to so many decimals of the unit that is
// shown. Amounts keep each whole yuan, since edges are to the yuan.
func figure(v float64, unit string, decimals int32) city.Text {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return city.Text{Zh: "—", En: "—"}
	}
	switch unit {
	case "date":
		day := Day(v)
		return city.Text{Zh: day.chinese(), En: day.String()}
	case "bool":
		if v != 0 {
			return city.Text{Zh: "是", En: "yes"}
		}
		return city.Text{Zh: "否", En: "no"}
	case "ratio":
		s := digits(v, -2, decimals) + "%"
		return city.Text{Zh: s, En: s}
	case "元":
		return inYuan(v, decimals)
	}
	own, base := v, unit // 50亩 is kept in square metres
	if u, parsed := ParseUnit(unit); parsed {
		own, base = v/u.Factor, string(u.of)
	}
	number := counted(own, unit, decimals)
	t := city.Text{Zh: number + unit, En: inEnglish(number, unit)}
	if unit == "月" { // 3月 is March
		t.Zh = number + "个月"
	}
	if english(unit) == unit && english(base) != base { // 万平方米 has no word: the base unit has
		t.En = inEnglish(counted(v, unit, decimals), base)
	}
	return t
}

// inEnglish is a number with its unit.
func inEnglish(number, unit string) string {
	word := english(unit)
	if number == "1" {
		word = strings.TrimSuffix(word, "s")
	}
	return strings.TrimSpace(number + " " + word)
}

// counted prints a number of a unit. 5.997 years aren't 6, nor are months.
func counted(v float64, unit string, decimals int32) string {
	if unit == "年" || unit == "月" {
		return decimal.NewFromFloat(v).Truncate(decimals).String()
	}
	return digits(v, 0, decimals)
}

// english names a unit, or one per others; one that has no name stays.
func english(unit string) string {
	parts := strings.Split(unit, "/")
	for i, part := range parts {
		word, known := englishUnits[part]
		if i > 0 && part == "万元" {
			word, known = "10,000 yuan", true
		}
		if !known || i > 0 && word == "" {
			return unit
		}
		if parts[i] = word; i > 0 {
			parts[i] = strings.TrimSuffix(word, "s")
		}
	}
	return strings.Join(parts, " per ")
}

// inYuan is an amount in the greatest of 元, 万元 and 亿元 that it fills; in
// English from 0.1 million on in millions.
func inYuan(v float64, decimals int32) (t city.Text) {
	switch size := math.Abs(v); {
	case size >= 1e8:
		t.Zh = digits(v, 8, max(decimals, 8)) + "亿元"
	case size >= 1e4:
		t.Zh = digits(v, 4, max(decimals, 4)) + "万元"
	default:
		t.Zh = digits(v, 0, decimals) + "元"
	}
	if math.Abs(v) >= 1e5 {
		t.En = digits(v, 6, max(decimals, 6)) + " million yuan"
	} else {
		t.En = digits(v, 0, decimals) + " yuan"
	}
	return t
}

// chinese writes the day as 2019年12月31日.
func (d Day) chinese() string {
	t := d.time()
	return fmt.Sprintf("%d年%d月%d日", t.Year(), int(t.Month()), t.Day())
}

// digits prints v / 10^shift without zeros at its end.
func digits(v float64, shift, decimals int32) string {
	return decimal.NewFromFloat(v).Shift(-shift).Round(decimals).String()
}

// englishUnits names units in English, "" of those that only count things. A
// measure word that isn't here stays as it is.
var englishUnits = map[string]string{
	"": "", "元": "yuan", "家": "", "个": "", "件": "", "项": "", "位": "", "所": "", "座": "", "台": "", "套": "", "台套": "", "人": "persons", "人年": "person-years", "人次": "visits", "分": "points", "年": "years", "月": "months", "天": "days", "岁": "years", "次": "times",
	"倍": "times", "美元": "US dollars", "平方米": "square metres", "平方公里": "square kilometres", "亩": "mu", "公顷": "hectares", "吨": "tonnes", "吨标准煤": "tce", "千克": "kilograms", "立方米": "cubic metres",
	"米": "metres", "公里": "kilometres", "毫米": "millimetres", "微米": "micrometres", "纳米": "nanometres", "层": "storeys", "千瓦": "kilowatts", "兆瓦": "megawatts", "千瓦时": "kilowatt-hours",
}

// Shown is a value of a parameter, or its steps, as a person reads it.
func (p *Parameter) Shown(i Interval) city.Text {
	if i.Value != nil {
		return valueText(*i.Value, p.Unit.reads())
	}
	if i.Words != nil {
		return joined(namesOf(i.Words, inQuotes), "", ", ")
	}
	var steps []city.Text
	for _, b := range i.Brackets {
		steps = append(steps, say("%s%s", "%s%s", valueText(b.Value, p.Unit.reads()), b.text(p.Of.reads())))
	}
	return joined(steps, "；", "; ")
}

// text is the edge of a step: （不超过5000万元）.
func (b Bracket) text(unit string) city.Text {
	limit := Figure(b.Limit, unit)
	switch b.Edge {
	case Upto:
		return say("（不超过%s）", " (up to %s)", limit)
	case Below:
		return say("（不到%s）", " (below %s)", limit)
	}
	return city.Text{Zh: "（其余）", En: " (the rest)"}
}

func valueText(v Value, unit string) city.Text {
	if v.Low == v.High {
		return Figure(v.Low, unit)
	}
	low, high := Figures(v.Low, v.High, unit)
	return say("%s至%s", "%s to %s", low, high)
}

// reads is the unit in which a person reads what is kept in base units: that
// which the rule was written in, such as 亩 or 元/亩. Yuan is read in 元, 万元 or
// 亿元 by its size.
func (u Unit) reads() string {
	if u.of == "" || u.of == yuan {
		return u.shown()
	}
	return u.Text
}

// shown is the unit by which Figure shows what is kept in base units.
func (u Unit) shown() string {
	if u.of == "" {
		if u.Text == "" || u.Text == "倍" {
			return u.Text
		}
		return "ratio"
	}
	return string(u.of)
}
