package rule

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

// A band is decided only where every value within it gives the same; an amount
// lies between the ends that are given.
func TestBandsHoldEveryValue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ends := rapid.SliceOfN(rapid.Map(rapid.IntRange(-12, 12), func(i int) float64 { return float64(i) / 4 }), 2, 2)
		a, s := ends.Draw(t, "amount"), ends.Draw(t, "share")
		band := func(id, unit string, low, high float64) string {
			return fmt.Sprintf("param: %s\nunit: %s\nvalid: [{from: 2000-01-01, value: [%v, %v]}]\n---\n", id, unit, low, high)
		}
		bands := func(amount, share [2]float64) string {
			return band("q.amount", "元", amount[0], amount[1]) + band("q.share", "ratio", share[0], share[1])
		}
		g := grammar{t: t}
		yuan := func() string {
			return g.pick("param.q.amount", "y1 * param.q.share", "param.q.amount - y1", "abs(param.q.amount)", "-param.q.amount * param.q.share", "max(y1, param.q.amount)", "(b1 ? y1 : param.q.amount)", "y1 / param.q.share", "y1")
		}
		truth := fmt.Sprintf("%s %s %s", yuan(), g.pick(">=", ">", "<", "<=", "==", "!="), yuan())
		truth = g.pick("not ("+truth+")", truth, truth+" and b1", truth+" or b2")
		text := condition(truth, yuan())
		low := [2]float64{min(a[0], a[1]), max(a[0], a[1])}
		share := [2]float64{min(s[0], s[1]), max(s[0], s[1])}
		wide := planned(t, library(t, randomFields, bands(low, share), text))
		x := low[0] + (low[1]-low[0])*float64(rapid.IntRange(0, 4).Draw(t, "within"))/4
		y := share[0] + (share[1]-share[0])*float64(rapid.IntRange(0, 4).Draw(t, "within"))/4
		point := planned(t, library(t, randomFields, bands([2]float64{x, x}, [2]float64{y, y}), text))
		b := rows(t, 30, true)
		var of, one Result
		wide.Evaluate(b, &of)
		point.Evaluate(b, &one)
		for i := range b.Rows {
			if s := of.Criteria[0][i]; (s == Met || s == Unmet) && one.Criteria[0][i] != s && one.Criteria[0][i] != Unknown {
				t.Fatalf("%s: %v for the band, %v for %v and %v within", truth, s, one.Criteria[0][i], x, y)
			}
			if of.MoneyMissing[0][i] || one.MoneyMissing[0][i] {
				continue
			}
			if m := one.Money[0][i]; m < of.Money[0][i] || m > of.MoneyHigh[0][i] {
				t.Fatalf("%s: %d outside of %d to %d", text, m, of.Money[0][i], of.MoneyHigh[0][i])
			}
		}
	})
}
