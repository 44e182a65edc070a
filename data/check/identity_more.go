package check

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
	"github.com/shopspring/decimal"
)

// netIncrease checks a stock against an indicator whose name says that it is
// the stock's net increase, where the catalog ties the two in no other way.
func netIncrease(s *data.Set, net city.Indicator) []city.Finding {
	if !strings.Contains(net.Name.Zh, "净增") {
		return nil
	}
	name := strings.NewReplacer("净增数", "", "净增量", "", "净增", "").Replace(net.Name.Zh)
	r := s.Indicators.Resolve(name)
	if !r.Known || r.Facet != city.Level {
		return nil
	}
	stock, ok := s.Indicators.Get(r.ID)
	if !ok || stock.Kind != city.Stock {
		return nil
	}
	for _, id := range stock.Identities {
		if id.Kind == "stock-flow" {
			return nil // checked where it is declared
		}
	}
	return stockFlows(s, stock, city.Identity{Kind: "stock-flow", B: net.ID})
}

// shareSums checks that the shares of all parts of a whole add up to 100 %:
// 三次产业结构.
func shareSums(s *data.Set, whole city.Indicator, id city.Identity) []city.Finding {
	var shares []string
	for _, part := range id.Parts {
		for _, x := range s.Indicators.All() {
			for _, r := range x.Identities {
				if r.Kind == "ratio" && r.B == part && r.C == whole.ID && x.Kind == city.Share && len(shares) < len(id.Parts) {
					shares = append(shares, x.ID)
				}
			}
		}
	}
	if len(shares) != len(id.Parts) || len(shares) < 2 {
		return nil
	}
	var out []city.Finding
	for _, place := range s.PlacesOf(shares[0], city.Level) {
	next:
		for _, first := range values(s.Series(shares[0], place, city.Level)) {
			if first.Grade == "D" || first.Status == city.Target || !isShare(first) {
				continue
			}
			parts := []city.Observation{first}
			for _, x := range shares[1:] {
				o, ok := fromSameFile(s.At(x, place, city.Level, first.Period), first)
				if !ok || o.Status == city.Target || o.Origin.File != first.Origin.File {
					continue next
				}
				parts = append(parts, o)
			}
			all := first
			all.Value, all.Status = decimal.New(100, 0), city.Final
			sum, off, tolerance, ok := sumOf(all, parts)
			if !ok {
				continue
			}
			tolerance.Sub(tolerance, half(all)) // 100 itself is exact
			one := new(big.Rat).Mul(half(first), big.NewRat(2, 1))
			if off.Abs(off); off.Cmp(tolerance) <= 0 {
				continue
			}
			severity, why := city.SeverityError, city.Text{}
			if off.Cmp(new(big.Rat).Add(tolerance, one)) <= 0 {
				severity, why = city.SeverityNote, city.Text{Zh: "，只差末位", En: " (off by one in the last digit)"}
			}
			var names []string
			for _, p := range parts {
				names = append(names, nameOf(s, p)+printed(p))
			}
			list := strings.Join(names, "、")
			out = append(out, finding(s, "D102", severity, first, city.Text{
				Zh: fmt.Sprintf("%s%s%s的各部分占比（%s）之和为%s%%，应为100%%%s", placeOf(s, place), first.Period.Name("zh"), s.Indicators.Name(whole.ID), list, city.Printed(sum), why.Zh),
				En: fmt.Sprintf("%s %s: the shares of %s (%s) add up to %s %%, not to 100 %%%s", placeOf(s, place), first.Period, s.Indicators.Name(whole.ID), list, city.Printed(sum), why.En),
			}, parts...))
		}
	}
	return out
}
