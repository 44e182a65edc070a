package diagnose

import (
	"math/big"
	"regexp"

	"github.com/quanyu/quanyu/city"
)

// realByCustom are the amounts whose growth statistical communiqués state at
// constant prices although their levels stand at current ones.
var realByCustom = regexp.MustCompile(`生产总值|增加值`)

// maybeReal reports whether a rate that the levels do not give may still be
// the one at constant prices: the sentence names no basis, sources print no
// rate, and the price change that lies between is no more than 15 % a year up
// or 10 % down. Values at current prices then refute nothing.
func (a *arith) maybeReal(readings []rateReading) bool {
	if a.c.Price != "" || a.c.Figure == nil || a.c.Denied || len(only(readings, true)) > 0 || len(readings) == 0 {
		return false
	}
	if !a.realLater(a.c.Indicator) {
		return false
	}
	for _, r := range readings {
		if r.price == city.Constant || !a.plausiblePrice(r) {
			return false
		}
	}
	return true
}

// realLater reports whether an indicator is money at current prices whose
// growth is usually stated at constant ones.
func (a *arith) realLater(indicator string) bool {
	i, known := a.b.indicators().Get(indicator)
	return known && i.Price == city.Current && i.Kind != city.Share && realByCustom.MatchString(i.Name.Zh) && isMoney(i.Unit)
}

// plausiblePrice reports whether the sentence's rate and a reading of the
// levels could differ by prices alone.
func (a *arith) plausiblePrice(r rateReading) bool {
	hundred := big.NewRat(100, 1)
	said := new(big.Rat).Add(hundred, signed(a.c).Rat())
	if said.Sign() <= 0 {
		return false
	}
	price := new(big.Rat).Quo(new(big.Rat).Add(hundred, r.mid), said)
	years := 1
	if n := yearsApart(r.terms[0].Period, r.terms[len(r.terms)-1].Period); r.steps == 0 && n > 1 {
		years = n
	}
	lo, hi := big.NewRat(1, 1), big.NewRat(1, 1)
	for range years {
		lo.Mul(lo, big.NewRat(90, 100))
		hi.Mul(hi, big.NewRat(115, 100))
	}
	return price.Cmp(lo) >= 0 && price.Cmp(hi) <= 0
}

// gapMaybeReal reports whether every gap that fails is one of levels at current
// prices of amounts whose growth is usually stated at constant ones.
func (a *arith) gapMaybeReal(list []gapReading, all ...rateReading) bool {
	for _, r := range all {
		if r.printed && r.price == city.Constant {
			return false // the rate at constant prices is known
		}
	}
	if a.c.Price != "" || a.c.Figure == nil || a.c.Denied {
		return false
	}
	for _, g := range list {
		x, y := g.x, g.y
		if x.printed || y.printed || x.price == city.Constant || y.price == city.Constant {
			return false
		}
		if !a.realLater(x.terms[0].Indicator) && !a.realLater(y.terms[0].Indicator) {
			return false
		}
		off := new(big.Rat).Sub(x.mid, y.mid)
		off.Abs(off.Sub(off, signed(a.c).Rat()))
		if off.Cmp(big.NewRat(15, 1)) > 0 {
			return false
		}
	}
	return len(list) > 0
}

// alikeByCustom reports whether two printed rates are of one basis in all
// likelihood: one is stated at constant prices, the other states none, both
// stand in one source, and the other is of an amount whose growth is usually
// at constant prices (GDP beside the value added of an industry).
func (a *arith) alikeByCustom(x, y rateReading) bool {
	if !x.printed || !y.printed {
		return false
	}
	if x.price == "" {
		x, y = y, x
	}
	p, q := x.terms[0], y.terms[0]
	return x.price == city.Constant && y.price == "" && p.Source == q.Source && p.Origin.File == q.Origin.File && a.realLater(a.levelOf(q.Indicator))
}

// contributionMaybeReal reports whether a contribution that the values at
// current prices do not give may still be the one at constant prices: the gap
// is no more than 20 points of a contribution, or 3 of a pull.
func (a *arith) contributionMaybeReal(mid *big.Rat, whole term) bool {
	if a.c.Price != "" || a.c.Figure == nil || a.c.Denied || whole.Price == city.Constant || !a.realLater(whole.Indicator) {
		return false
	}
	limit := big.NewRat(20, 1)
	if a.isPull() {
		limit = big.NewRat(3, 1)
	}
	gap := new(big.Rat).Sub(mid, signed(a.c).Rat())
	return gap.Abs(gap).Cmp(limit) <= 0
}
