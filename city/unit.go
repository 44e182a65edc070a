package city

import (
	"strings"

	"github.com/shopspring/decimal"
)

// Unit is a unit of measure: a count of Base units. 亿元 is 10^8 of 元.
type Unit struct {
	Name   string // normalised: "亿元"
	Base   string // "元", "%", "百分点", "人", "家" ...
	Factor decimal.Decimal
}

// baseUnits are the units that prefixes go with, and how else they are
// written. Percent and percentage point are different units.
var baseUnits = map[string]string{
	"元": "元", "元人民币": "元", "人民币元": "元", "美元": "美元",
	"%": "%", "％": "%", "百分比": "%", "%ofGDP": "%", "percent": "%",
	"百分点": "百分点", "个百分点": "百分点", "‰": "‰",
	"人": "人", "名": "人", "位": "位", "人年": "人年", "人·年": "人年",
	"家": "家", "户": "家", "个": "个", "件": "件", "项": "项", "所": "所", "座": "座", "只": "只", "场": "场",
	"亩": "亩", "公顷": "公顷", "平方米": "平方米", "平方公里": "平方公里", "平方千米": "平方公里", "公里": "公里",
	"吨": "吨", "吨标准煤": "吨标准煤", "千瓦时": "千瓦时", "度": "千瓦时", "立方米": "立方米", "千克": "千克",
	"倍": "倍", "分": "分", "辆": "辆", "台": "台", "册": "册", "篇": "篇", "天": "天", "年": "年", "岁": "岁", "次": "次", "元/人": "元", "元/平方米": "元/平方米",
}

var prefixes = []struct {
	name string
	exp  int32
}{{"万亿", 12}, {"千亿", 11}, {"百亿", 10}, {"亿", 8}, {"千万", 7}, {"百万", 6}, {"万", 4}, {"千", 3}, {"百", 2}}

// ParseUnit understands a printed unit. ok is false for words it doesn't
// know; the Unit then is the word itself with factor 1.
func ParseUnit(s string) (u Unit, ok bool) {
	s = strings.ReplaceAll(strings.TrimSpace(Narrow(s)), " ", "")
	s = strings.TrimPrefix(s, "单位:")
	if b, known := baseUnits[s]; known {
		return Unit{Name: b, Base: b, Factor: decimal.New(1, 0)}, true
	}
	for _, p := range prefixes {
		rest, has := strings.CutPrefix(s, p.name)
		if !has {
			continue
		}
		if b, known := baseUnits[rest]; known && b != "%" && b != "百分点" {
			return Unit{Name: p.name + b, Base: b, Factor: decimal.New(1, p.exp)}, true
		}
		if rest == "" && p.exp >= 4 { // a bare 万 or 亿 before an unnamed thing
			return Unit{Name: p.name, Base: "", Factor: decimal.New(1, p.exp)}, true
		}
	}
	return Unit{Name: s, Base: s, Factor: decimal.New(1, 0)}, false
}

// NormalUnit is the normal spelling of a printed unit.
func NormalUnit(s string) string { u, _ := ParseUnit(s); return u.Name }

// counters are units that only count things; they convert into one another.
var counters = map[string]bool{"家": true, "个": true, "件": true, "项": true, "所": true, "座": true, "场": true, "人": true, "": true}

// Convert turns v from one unit into another. ok is false where the units
// measure different things; percent and percentage point do.
func Convert(v decimal.Decimal, from, to string) (decimal.Decimal, bool) {
	if from == to {
		return v, true
	}
	a, _ := ParseUnit(from)
	b, _ := ParseUnit(to)
	if a.Base != b.Base && !(counters[a.Base] && counters[b.Base]) {
		return v, false
	}
	if a.Factor.Equal(b.Factor) {
		return v, true
	}
	// Powers of ten only: the printed decimals move, none is invented.
	shift := exponentOf(a.Factor) - exponentOf(b.Factor)
	return v.Shift(shift), true
}

// exponentOf gives n of a factor 10^n.
func exponentOf(f decimal.Decimal) int32 {
	n := int32(0)
	for ten := decimal.New(10, 0); f.GreaterThanOrEqual(ten); n++ {
		f = f.Shift(-1)
	}
	return n
}
