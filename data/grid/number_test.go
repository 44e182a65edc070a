package grid

import (
	"math"
	"math/big"
	"strconv"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

// Rounding and shifting on digits is what decimal arithmetic gives.
func TestDigitsAgainstDecimal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := decimal.New(rapid.Int64().Draw(t, "digits"), rapid.Int32Range(-14, 0).Draw(t, "exponent"))
		places, decimals := rapid.IntRange(-6, 6).Draw(t, "places"), rapid.IntRange(0, 8).Draw(t, "decimals")
		want := d.Shift(int32(places)).Round(int32(decimals)).StringFixed(int32(decimals))
		if w, _ := decimal.NewFromString(want); w.IsZero() && want[0] == '-' {
			want = want[1:]
		}
		if got := round(shift(d.String(), places), decimals); got != want {
			t.Fatalf("%s shifted by %d, %d decimals: want %s, got %s", d, places, decimals, want, got)
		}
	})
}

// Fifteen digits keep the number to half a unit of the fifteenth.
func TestFifteenAgainstBig(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.Float64Range(-1e20, 1e20).Draw(t, "f")
		if math.Abs(f) < 1e-15 {
			return
		}
		got, ok := new(big.Rat).SetString(fifteen(f))
		if !ok || !isPlain(fifteen(f)) {
			t.Fatalf("%v: %q", f, fifteen(f))
		}
		exact := new(big.Rat).SetFloat64(f)
		diff := new(big.Rat).Sub(got, exact)
		if x, _ := new(big.Rat).Quo(diff.Abs(diff), exact.Abs(exact)).Float64(); x > 5.0001e-15 {
			t.Fatalf("%v: %s is off by %g", f, fifteen(f), x)
		}
	})
	for s, want := range map[string]string{"0.1": "0.1", "1e20": "100000000000000000000", "123456789012345678": "123456789012346000", "-0.000123": "-0.000123", "9.9999999999999999": "10", "100": "100"} {
		f, _ := strconv.ParseFloat(s, 64)
		if got := fifteen(f); got != want {
			t.Errorf("%s: want %s, got %s", s, want, got)
		}
	}
}
