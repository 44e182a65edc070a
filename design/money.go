package design

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/shopspring/decimal"
)

// Money is an amount in fen 分. JSON and Yuan give it in yuan with at most two
// decimals.
type Money int64

// Yuan prints the amount in yuan without needless zeros: 750000.25, 150000.
func (m Money) Yuan() string {
	return short(decimal.New(int64(m), -2).StringFixed(2))
}

// MarshalJSON writes yuan.
func (m Money) MarshalJSON() ([]byte, error) { return []byte(m.Yuan()), nil }

// UnmarshalJSON reads yuan.
func (m *Money) UnmarshalJSON(raw []byte) error {
	var n json.Number
	if err := json.Unmarshal(raw, &n); err != nil {
		return err
	}
	v, err := decimal.NewFromString(n.String())
	*m = Money(v.Shift(2).Round(0).IntPart())
	return err
}

// Text prints the amount as documents do: 亿元 from a hundred million on, 万元
// from ten thousand, else 元, with at most four decimals rounded half away from
// zero 四舍五入; in English whole yuan.
func (m Money) Text(lang string) string {
	if lang == "en" {
		if m.digits() < 7 {
			return m.Yuan() + " yuan"
		}
		return group(decimal.New(int64(m), -2).Round(0).String()) + " yuan"
	}
	return m.in(m.digits())
}

// RangeText prints a range with both ends in the unit of the greater.
func RangeText(r [2]Money, lang string) string {
	switch {
	case r[0] == r[1]:
		return r[1].Text(lang)
	case lang == "en":
		return r[0].Text(lang) + " to " + r[1].Text(lang)
	}
	n := max(r[0].digits(), r[1].digits())
	return r[0].in(n) + "至" + r[1].in(n)
}

// digits is how many digits the amount has in fen.
func (m Money) digits() int { return decimal.New(int64(m), 0).Abs().NumDigits() }

// in prints the amount in the unit that amounts of so many digits have.
func (m Money) in(digits int) string {
	switch v := decimal.New(int64(m), -2); {
	case digits > 10:
		return short(v.Shift(-8).StringFixed(4)) + "亿元"
	case digits > 6:
		return short(v.Shift(-4).StringFixed(4)) + "万元"
	}
	return m.Yuan() + "元"
}

// short takes the zeros at the end of decimals away.
func short(s string) string {
	if !strings.Contains(s, ".") {
		return s
	}
	return strings.TrimRight(strings.TrimRight(s, "0"), ".")
}

// group puts commas between thousands.
func group(s string) string {
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign + s
}

// ParseMoney reads an amount with a unit of money (5亿元, 300 万元) or a bare
// number of yuan. What is no amount, or more than a city ever spends, is not ok.
func ParseMoney(s string) (Money, bool) {
	s = strings.TrimSpace(city.Narrow(s))
	digits := strings.TrimRight(s, "元圆亿万千百 yuanRMBrmb")
	v, percent, ok := city.ParseNumber(digits)
	if !ok || percent {
		return 0, false
	}
	if unit := strings.TrimSpace(s[len(digits):]); unit != "" && unit != "yuan" {
		if v, ok = city.Convert(v, unit, "元"); !ok {
			return 0, false
		}
	}
	v = v.Shift(2).Round(0)
	if v.Abs().GreaterThan(decimal.New(1, 17)) { // a thousand trillion yuan
		return 0, false
	}
	return Money(v.IntPart()), true
}

// share is n of all in percent with one decimal; "—" of nothing.
func share(n, all int64) string {
	if all == 0 {
		return "—"
	}
	return city.Number(float64(n)/float64(all)*100).Fixed(1) + "%"
}

// times multiplies an amount by a share, rounded half away from zero per sum.
func (m Money) times(share float64) Money {
	v := decimal.NewFromInt(int64(m)).Mul(decimal.NewFromFloat(share)).Round(0)
	return Money(v.IntPart())
}

// mean divides an amount among n, rounded half away from zero; 0 among none.
func (m Money) mean(n int64) Money {
	if n == 0 {
		return 0
	}
	v := decimal.NewFromInt(int64(m)).DivRound(decimal.NewFromInt(n), 0)
	return Money(v.IntPart())
}

// count prints whole firms with thousands apart.
func count(n int64) string { return group(strconv.FormatInt(n, 10)) }
