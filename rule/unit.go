package rule

import (
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// Unit is a unit of measure: how many of a product of base units.
type Unit struct {
	Text   string  // as written; "" of a number without unit
	Factor float64 // to base units: 1e4 of 万元, 0.01 of %

	exact *big.Rat // Factor
	of    dimension
}

// dimension is a product of powers of base units: "" of a pure number, "元",
// "元/平方米", "天^2". Equal dimensions are equal strings.
type dimension string

// measures are units that convert into one another: how many of a base each is.
var measures = measured(map[dimension]map[string]string{
	"":    {"ratio": "1", "比例": "1", "倍": "1", "%": "1/100", "‰": "1/1000"},
	"平方米": {"平方米": "1", "平米": "1", "㎡": "1", "m²": "1", "m2": "1", "公顷": "10000", "ha": "10000", "hm²": "10000", "hm2": "10000", "平方公里": "1000000", "km²": "1000000", "km2": "1000000", "亩": "2000/3", "mu": "2000/3"},
	"米":   {"米": "1", "m": "1", "公里": "1000", "km": "1000", "厘米": "1/100", "cm": "1/100", "毫米": "1/1000", "mm": "1/1000", "微米": "1/1000000", "μm": "1/1000000", "纳米": "1/1000000000", "nm": "1/1000000000"},
	"立方米": {"立方米": "1", "m³": "1", "m3": "1", "升": "1/1000", "毫升": "1/1000000"},
	"吨":   {"吨": "1", "t": "1", "千克": "1/1000", "公斤": "1/1000", "kg": "1/1000", "克": "1/1000000", "g": "1/1000000", "毫克": "1/1000000000"},
	"千瓦":  {"千瓦": "1", "kW": "1", "瓦": "1/1000", "W": "1/1000", "兆瓦": "1000", "MW": "1000"},
	"千瓦时": {"千瓦时": "1", "kWh": "1", "度": "1", "兆瓦时": "1000", "MWh": "1000"},
	"天":   {"天": "1", "日": "1"},
	"年":   {"年": "1"},
})

type measure struct {
	factor *big.Rat
	of     dimension
}

// measured puts units of all dimensions into one table.
func measured(of map[dimension]map[string]string) map[string]measure {
	out := map[string]measure{}
	for base, units := range of {
		for name, factor := range units {
			f, ok := new(big.Rat).SetString(factor)
			if !ok {
				panic("rule: no factor: " + factor)
			}
			out[name] = measure{f, base}
		}
	}
	return out
}

// counts are how many of a unit are meant: 万台.
var counts = []struct {
	name string
	of   int64
}{{"", 1}, {"万亿", 1e12}, {"千亿", 1e11}, {"百亿", 1e10}, {"亿", 1e8}, {"千万", 1e7}, {"百万", 1e6}, {"万", 1e4}, {"千", 1e3}, {"百", 1e2}}

// classifier is a Chinese measure word, 层 or 台套: whatever it counts is a
// dimension of its own.
var classifier = regexp.MustCompile(`^\p{Han}{1,4}$`)

// kindsOf are words for kinds of values, which are no units, and what is
// written for each.
var kindsOf = map[string]string{"日期": "date", "时间": "date", "是非": "bool", "是否": "bool", "布尔": "bool", "文字": "text", "文本": "text", "字符": "text", "字符串": "text", "数": "ratio", "数字": "ratio", "数值": "ratio", "无": "ratio", "比率": "ratio", "百分数": "%"}

// ParseUnit reads 元, 万元, 元/平方米, 元/人/年, %, ratio, 纳米, 层 ... ok is false for
// what is neither a unit that is known nor a Chinese measure word.
func ParseUnit(s string) (u Unit, ok bool) {
	u = Unit{Text: strings.TrimSpace(s), exact: big.NewRat(1, 1)}
	if u.Text == "" {
		return u, false
	}
	for i, part := range strings.Split(city.Narrow(u.Text), "/") {
		m, known := baseUnit(strings.TrimSpace(part))
		if !known || i > 2 { // 元/平方米/月 at most
			return u, false
		}
		factor, power := m.factor, 1
		if i > 0 {
			factor, power = new(big.Rat).Inv(factor), -1
		}
		u.exact, u.of = new(big.Rat).Mul(u.exact, factor), u.of.times(m.of, power)
	}
	u.Factor, _ = u.exact.Float64()
	return u, true
}

// Like reports whether numbers of both units can be compared.
func (u Unit) Like(v Unit) bool { return u.of == v.of }

func baseUnit(s string) (m measure, ok bool) {
	for _, c := range counts {
		rest, has := strings.CutPrefix(s, c.name)
		if m, known := measures[rest]; has && known && (c.of == 1 || m.of != "") {
			return measure{new(big.Rat).Mul(m.factor, big.NewRat(c.of, 1)), m.of}, true
		}
	}
	if u, known := city.ParseUnit(s); known && u.Base != "" {
		m = measure{u.Factor.Rat(), dimension(u.Base)}
		if same, is := measures[u.Base]; is { // percent
			m = measure{new(big.Rat).Mul(m.factor, same.factor), same.of}
		}
		return m, true
	}
	m = measure{big.NewRat(1, 1), dimension(s)}
	for _, c := range counts[1:] {
		if rest, has := strings.CutPrefix(s, c.name); has { // 万 alone counts nothing
			m = measure{big.NewRat(c.of, 1), dimension(rest)}
			break
		}
	}
	return m, classifier.MatchString(string(m.of)) && kindsOf[string(m.of)] == ""
}

// In gives a number in the unit as one in base units, rounded once: 57 % is
// 0.57 and not 57 times the float next to 0.01. The number is finite.
func (u Unit) In(v float64) float64 {
	if u.exact == nil || u.Factor == 1 {
		return v
	}
	text := strconv.FormatFloat(v, 'g', -1, 64) // the decimal that was written
	x, ok := new(big.Rat).SetString(text)
	if !ok {
		return v
	}
	out, _ := x.Mul(x, u.exact).Float64()
	return out
}

// times gives the dimension of a product with other^power.
func (d dimension) times(other dimension, power int) dimension {
	powers := map[string]int{}
	var names []string
	add := func(from dimension, sign int) {
		if from == "" {
			return
		}
		for i, side := range strings.SplitN(string(from), "/", 2) {
			for part := range strings.SplitSeq(side, "·") {
				name, exponent, raised := strings.Cut(part, "^")
				n := 1
				if raised {
					n, _ = strconv.Atoi(exponent)
				}
				if name == "1" {
					continue
				}
				if i > 0 {
					n = -n
				}
				if _, seen := powers[name]; !seen {
					names = append(names, name)
				}
				powers[name] += sign * n
			}
		}
	}
	add(d, 1)
	add(other, power)
	slices.Sort(names)
	return written(names, powers)
}

// written spells a dimension: what multiplies, then what divides.
func written(names []string, powers map[string]int) dimension {
	var over, under []string
	for _, name := range names {
		n := powers[name]
		text := name
		if n > 1 || n < -1 {
			text += "^" + strconv.Itoa(max(n, -n))
		}
		switch {
		case n > 0:
			over = append(over, text)
		case n < 0:
			under = append(under, text)
		}
	}
	if len(over) == 0 && len(under) == 0 {
		return ""
	}
	if len(over) == 0 {
		over = []string{"1"}
	}
	out := strings.Join(over, "·")
	if len(under) > 0 {
		out += "/" + strings.Join(under, "·")
	}
	return dimension(out)
}

// zh and en name a dimension in a message.
func (d dimension) zh() string {
	if d == "" {
		return "没有单位的数"
	}
	return "“" + string(d) + "”"
}

func (d dimension) en() string {
	if d == "" {
		return "a number without unit"
	}
	return strconv.Quote(string(d))
}
