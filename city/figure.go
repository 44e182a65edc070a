package city

import (
	"math"
	"strconv"

	"github.com/shopspring/decimal"
)

// Number is a computed figure. In JSON it has 10 significant digits, so that
// the last bits of a float change no byte; what is no number is null.
type Number float64

// MarshalJSON writes 10 significant digits, or null.
func (n Number) MarshalJSON() ([]byte, error) {
	if math.IsNaN(float64(n)) || math.IsInf(float64(n), 0) {
		return []byte("null"), nil
	}
	v, err := strconv.ParseFloat(strconv.FormatFloat(float64(n), 'g', 10, 64), 64)
	if err != nil {
		return nil, err
	}
	return strconv.AppendFloat(nil, v, 'g', -1, 64), nil
}

// Digits prints so many significant digits, rounded half away from zero 四舍五入.
func (n Number) Digits(digits int) string {
	v := float64(n)
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return "—"
	}
	if v == 0 {
		return "0"
	}
	return n.Fixed(max(0, digits-1-int(math.Floor(math.Log10(math.Abs(v))))))
}

// Fixed prints so many decimals, rounded half away from zero.
func (n Number) Fixed(decimals int) string {
	v := float64(n)
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return "—"
	}
	return decimal.NewFromFloat(v).StringFixed(int32(min(decimals, 20)))
}

// Chance prints a probability with its sign: "= 0.012", "< 0.001"; "—" without one.
func (n Number) Chance() string {
	if math.IsNaN(float64(n)) {
		return "—"
	}
	if n < 0.0005 {
		return "< 0.001"
	}
	return "= " + n.Fixed(3)
}
