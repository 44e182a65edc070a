package diagnose

import (
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/shopspring/decimal"
)

// convert turns v from one unit into another: what city.Convert knows, and
// multiples of any other counter (万张 and 张, 亿人次 and 万人次).
func convert(v decimal.Decimal, from, to string) (decimal.Decimal, bool) {
	if w, ok := city.Convert(v, from, to); ok {
		return w, true
	}
	a, x := multipleOf(from)
	b, y := multipleOf(to)
	if a != b || a == "" {
		return v, false
	}
	return v.Shift(x - y), true
}

// multipleOf parts 万张 into 张 and four zeros.
func multipleOf(unit string) (string, int32) {
	for _, p := range []struct {
		word string
		exp  int32
	}{{"万亿", 12}, {"亿", 8}, {"万", 4}} {
		if rest, ok := strings.CutPrefix(unit, p.word); ok {
			return rest, p.exp
		}
	}
	return unit, 0
}
