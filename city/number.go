package city

import (
	"math/big"
	"regexp"
	"strings"

	"github.com/shopspring/decimal"
)

// Narrow turns full-width letters, digits, signs and brackets into half-width
// ones (１２．５％（预计） becomes 12.5%(预计)) and every kind of space into one
// plain space. Chinese punctuation (。、「」) stays as it is.
func Narrow(s string) string { return strings.Map(narrow, s) }

func narrow(r rune) rune {
	switch {
	case r < 0x80 && r != '\t' || r >= 0x4e00 && r <= 0x9fff:
		return r
	case r >= '！' && r <= '～': // the full-width twins of ASCII
		return r - '！' + '!'
	}
	switch r {
	case '\u00a0', '\u3000', '\t', '\u2002', '\u2003', '\u2009', '\u200b', '\ufeff':
		return ' '
	case '−', '﹣', '–':
		return '-'
	case '﹪':
		return '%'
	case '￥':
		return '¥'
	}
	return r
}

var plainNumber = regexp.MustCompile(`^[+-]?(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?$`)

// ParseNumber reads one printed number: full-width digits, a sign, thousands
// separators and a trailing percent sign are understood; exponents, NaN, Inf
// and anything over 30 digits are not numbers. The decimals that were printed
// are kept: "248.00" has two.
func ParseNumber(s string) (v decimal.Decimal, percent, ok bool) {
	s = strings.TrimSpace(Narrow(s))
	if strings.HasSuffix(s, "%") {
		percent, s = true, strings.TrimSpace(strings.TrimSuffix(s, "%"))
	}
	if !plain(s) {
		if s == "" || len(s) > 40 || !plainNumber.MatchString(s) || !strings.ContainsAny(s, "0123456789") {
			return decimal.Decimal{}, false, false
		}
		s = strings.ReplaceAll(s, ",", "")
	}
	v, err := decimal.NewFromString(s)
	if err != nil || v.NumDigits() > 30 {
		return decimal.Decimal{}, false, false
	}
	return v, percent, true
}

// plain recognises digits with at most one point between them: most cells.
func plain(s string) bool {
	point := false
	for i, c := range []byte(s) {
		switch {
		case c >= '0' && c <= '9':
		case c == '.' && !point && i > 0 && i < len(s)-1:
			point = true
		default:
			return false
		}
	}
	return s != "" && len(s) <= 40
}

// Decimals is the number of decimals that v was printed with; never negative.
func Decimals(v decimal.Decimal) int32 {
	if e := v.Exponent(); e < 0 {
		return -e
	}
	return 0
}

// Bounds gives the exact interval [v - h, v + h] that a value printed with its
// decimals stands for, h being half a unit in the last printed place.
func Bounds(v decimal.Decimal) (lo, hi *big.Rat) {
	h := decimal.New(5, -Decimals(v)-1)
	return v.Sub(h).Rat(), v.Add(h).Rat()
}

// Round gives x with n >= 0 decimals, half away from zero 四舍五入, in exact
// arithmetic: Round(33/32-1 in percent, 2) is 3.13.
func Round(x *big.Rat, n int32) decimal.Decimal {
	scale := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil))
	y := new(big.Rat).Mul(x, scale)
	num := new(big.Int).Abs(y.Num())
	num.Mul(num, big.NewInt(2)).Add(num, y.Denom())
	num.Quo(num, new(big.Int).Mul(y.Denom(), big.NewInt(2)))
	if y.Sign() < 0 {
		num.Neg(num)
	}
	return decimal.NewFromBigInt(num, -n)
}

// Fixed prints v with n decimals, half away from zero, without separators.
func Fixed(v decimal.Decimal, n int32) string { return v.StringFixed(n) }

// Printed prints v as its source did, with all its decimals.
func Printed(v decimal.Decimal) string { return v.StringFixed(Decimals(v)) }
