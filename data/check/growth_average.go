package check

import (
	"fmt"
	"math/big"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
)

// averageGrowth compares a printed mean growth (2016-2018年年均增长) with the
// geometric mean of the levels: from the first year named or, as some offices
// count, from the year before it.
func averageGrowth(s *data.Set, g city.Observation) []city.Finding {
	first, last := g.Base.Year(), g.Period.Year()
	if g.Base == "" || !g.Base.IsYear() || last-first < 2 || last-first > 30 || g.Unit != "%" {
		return nil
	}
	level := g
	level.Note = ""
	now, ok := fromSameFile(s.At(g.Indicator, g.Place, city.Level, city.Year(last)), level)
	if !ok || now.Status == city.LowerBound {
		return nil
	}
	var before city.Observation
	known := false
	for _, year := range []int{first, first - 1} {
		b, ok := fromSameFile(s.At(g.Indicator, g.Place, city.Level, city.Year(year)), level)
		if !ok || b.Unit != now.Unit || b.Value.Sign() <= 0 || b.Status == city.LowerBound {
			continue
		}
		if broken(s, b, now) || meanAgrees(g, b, now, last-year) {
			return nil
		}
		if !known {
			before, known = b, true
		}
	}
	if !known {
		return nil
	}
	severity, why := city.SeverityError, city.Text{}
	if g.Price == city.Constant {
		severity, why = city.SeverityNote, city.Text{Zh: "；来源注明可比价", En: "; constant prices are stated"}
	}
	n := last - before.Period.Year()
	return []city.Finding{finding(s, "D103", severity, g, city.Text{
		Zh: fmt.Sprintf("%s年均增速印为%s，由%s的%s到%s的%s共%d年，不能得出%s", subject(s, g).Zh, printed(g), before.Period.Name("zh"), printed(before), now.Period.Name("zh"), printed(now), n, why.Zh),
		En: fmt.Sprintf("%s: mean growth is printed as %s; %s in %s to %s in %s over %d years do not give it%s", subject(s, g).En, printed(g), printed(before), before.Period, printed(now), now.Period, n, why.En),
	}, g, before, now)}
}

// meanAgrees reports whether any rate within the printed one's rounding takes
// the first level to the last in n years, each within its own rounding.
func meanAgrees(g, before, now city.Observation, n int) bool {
	power := func(rate *big.Rat) *big.Rat {
		one := new(big.Rat).Add(big.NewRat(1, 1), new(big.Rat).Quo(rate, big.NewRat(100, 1)))
		out := big.NewRat(1, 1)
		for range n {
			out.Mul(out, one)
		}
		return out
	}
	glo, ghi := data.Interval(g)
	blo, bhi := data.Interval(before)
	nlo, nhi := data.Interval(now)
	if blo.Sign() <= 0 || nlo.Sign() < 0 || ghi == nil || bhi == nil || nhi == nil {
		return true
	}
	return data.Overlap(power(glo), power(ghi), new(big.Rat).Quo(nlo, bhi), new(big.Rat).Quo(nhi, blo))
}
