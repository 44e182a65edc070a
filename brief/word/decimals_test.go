package word

import (
	"testing"

	"github.com/shopspring/decimal"
)

// Numbers are shown as printed up to six digits; longer ones lose decimals, never
// whole digits.
func TestDecimals(t *testing.T) {
	for _, x := range []struct {
		values []string
		want   int32
	}{
		{nil, 0}, {[]string{"2.52", "2.5"}, 2}, {[]string{"1408.2"}, 1}, {[]string{"1408.25"}, 2}, {[]string{"4771.1723", "196.3922"}, 1}, {[]string{"30.56413", "77.0028"}, 3},
		{[]string{"172876", "1"}, 0}, {[]string{"1234567.89"}, 0}, {[]string{"-4771.1723"}, 1}, {[]string{"0.1234567"}, 4}, {[]string{"12345678", "2.5"}, 0},
	} {
		var list []decimal.Decimal
		for _, v := range x.values {
			list = append(list, decimal.RequireFromString(v))
		}
		if got := Decimals(list); got != x.want {
			t.Errorf("%v: %d, not %d", x.values, got, x.want)
		}
	}
}
