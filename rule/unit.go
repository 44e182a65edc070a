package rule

import (
	"math/big"
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

// areas are units that city.ParseUnit keeps apart, in square metres.
var areas = map[string]*big.Rat{"平方米": big.NewRat(1, 1), "公顷": big.NewRat(1e4, 1), "平方公里": big.NewRat(1e6, 1), "亩": big.NewRat(2000, 3)}

// pure are the units of pure numbers.
var pure = map[string]*big.Rat{"ratio": big.NewRat(1, 1), "比例": big.NewRat(1, 1), "倍": big.NewRat(1, 1), "%": big.NewRat(1, 100), "‰": big.NewRat(1, 1000)}

// ParseUnit reads 元, 万元, 元/平方米, %, ratio, 天 ... ok is false for what
// city.ParseUnit doesn't know.
func ParseUnit(s string) (u Unit, ok bool) {
	u = Unit{Text: strings.TrimSpace(s), exact: big.NewRat(1, 1)}
	if u.Text == "" {
		return u, false
	}
	for i, part := range strings.Split(city.Narrow(u.Text), "/") {
		factor, base, known := baseUnit(strings.TrimSpace(part))
		if !known || i > 1 {
			return u, false
		}
		power := 1
		if i > 0 {
			factor, power = new(big.Rat).Inv(factor), -1
		}
		u.exact, u.of = new(big.Rat).Mul(u.exact, factor), u.of.times(base, power)
	}
	u.Factor, _ = u.exact.Float64()
	return u, true
}

// Like reports whether numbers of both units can be compared.
func (u Unit) Like(v Unit) bool { return u.of == v.of }

func baseUnit(s string) (factor *big.Rat, base dimension, ok bool) {
	if f, ok := pure[s]; ok {
		return f, "", true
	}
	u, ok := city.ParseUnit(s)
	factor = u.Factor.Rat()
	if area, is := areas[u.Base]; ok && is {
		return factor.Mul(factor, area), "平方米", true
	}
	if f, is := pure[u.Base]; ok && is {
		return factor.Mul(factor, f), "", true
	}
	return factor, dimension(u.Base), ok && u.Base != ""
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
