package diagnose

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// deriveSum gives a whole from its parts, or a part from the whole and the
// other parts, where the catalog says that the parts make up the whole: total
// trade is exports and imports. All must be printed for the period, in units
// that convert and in one definition.
func (b *Bench) deriveSum(q ask) *datum {
	for _, s := range b.sumsOf(q.Indicator) {
		if d := b.sumOf(q, s); d != nil {
			return d
		}
	}
	return nil
}

// signedPart is an indicator that adds to a sum, or is taken from it.
type signedPart struct {
	indicator string
	sign      int64
}

// sumsOf lists the sums that give an indicator.
func (b *Bench) sumsOf(indicator string) [][]signedPart {
	var out [][]signedPart
	for _, x := range b.indicators().All() {
		for _, id := range x.Identities {
			if id.Kind != "sum" || len(id.Parts) < 2 {
				continue
			}
			if x.ID == indicator {
				var parts []signedPart
				for _, p := range id.Parts {
					parts = append(parts, signedPart{p, 1})
				}
				out = append(out, parts)
			} else if slices.Contains(id.Parts, indicator) {
				parts := []signedPart{{x.ID, 1}}
				for _, p := range id.Parts {
					if p != indicator {
						parts = append(parts, signedPart{p, -1})
					}
				}
				out = append(out, parts)
			}
		}
	}
	return out
}

func (b *Bench) sumOf(q ask, parts []signedPart) *datum {
	var inputs []city.Observation
	var expr strings.Builder
	lo, hi, mid := new(big.Rat), new(big.Rat), new(big.Rat)
	unit, definition, decimals, status := "", "", int32(0), city.Final
	for i, p := range parts {
		usable, _ := b.candidates(ask{Indicator: p.indicator, Place: q.Place, Period: q.Period, Facet: city.Level})
		usable = ofDefinition(usable, q.Definition)
		if len(usable) == 0 {
			return nil
		}
		d := newDatum(usable[0])
		if i == 0 {
			unit, definition = d.Unit, d.Definition
		}
		if d.Unit != unit || d.Definition != definition || d.Hi == nil {
			return nil // a formula over the printed cells needs one unit
		}
		inputs = append(inputs, d.Observation)
		decimals = max(decimals, city.Decimals(d.Value))
		if softer(d.Status, status) {
			status = d.Status
		}
		mid.Add(mid, new(big.Rat).Mul(d.Value.Rat(), big.NewRat(p.sign, 1)))
		if p.sign > 0 {
			lo, hi = lo.Add(lo, d.Lo), hi.Add(hi, d.Hi)
			if i > 0 {
				expr.WriteString("+")
			}
		} else {
			lo, hi = lo.Sub(lo, d.Hi), hi.Sub(hi, d.Lo)
			expr.WriteString("-")
		}
		fmt.Fprintf(&expr, "{%d}", i)
	}
	if mid.Sign() < 0 {
		return nil
	}
	o := city.Observation{
		Indicator: q.Indicator, Facet: city.Level, Place: q.Place, Period: q.Period,
		Value: city.Round(mid, decimals), Unit: unit, Status: status, Definition: definition,
	}
	if i, ok := b.indicators().Get(q.Indicator); ok {
		o.Price = i.Price
	}
	return &datum{Observation: o, Lo: lo, Hi: hi, Derived: true, Inputs: inputs, Expr: expr.String()}
}
