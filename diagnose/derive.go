package diagnose

import (
	"math/big"

	"github.com/quanyu/quanyu/city"
)

// derive gives what identities imply for an ask: the narrowest interval, in
// the definition asked for; nil where nothing implies it.
func (b *Bench) derive(q ask) *datum {
	if d := b.deriveRatio(q); d != nil {
		return d
	}
	if d := b.perMany(q); d != nil {
		return d
	}
	return b.deriveSum(q)
}

func (b *Bench) deriveRatio(q ask) *datum {
	if !b.tied(q.Indicator, q.Place) {
		return nil
	}
	for _, x := range b.Set.Derive(q.Indicator, q.Place, q.Period) {
		if x.Lo == nil || x.Hi == nil || !b.inputsFit(x.Inputs, q.Definition) {
			continue
		}
		n := shownDecimals(x.Lo, x.Hi)
		o := city.Observation{
			Indicator: x.Indicator, Facet: city.Level, Place: x.Place, Period: x.Period,
			Value: city.Round(x.Value.Rat(), n), Unit: x.Unit, Status: x.Status,
		}
		return &datum{Observation: o, Lo: x.Lo, Hi: x.Hi, Derived: true, Inputs: x.Inputs, Expr: x.Expr}
	}
	return nil
}

// tie is the two other indicators of a ratio identity: known together, they
// imply the third.
type tie [2]string

// tiesOf lists the ties of an indicator. They are read from the catalog once.
func (b *Bench) tiesOf(indicator string) []tie {
	b.once.Do(func() {
		b.ties = map[string][]tie{}
		for _, x := range b.indicators().All() {
			for _, id := range x.Identities {
				if id.Kind == "ratio" {
					b.ties[x.ID] = append(b.ties[x.ID], tie{id.B, id.C})
					b.ties[id.B] = append(b.ties[id.B], tie{x.ID, id.C})
					b.ties[id.C] = append(b.ties[id.C], tie{x.ID, id.B})
				}
			}
		}
	})
	return b.ties[indicator]
}

// tied reports whether both indicators of some tie have values in the place.
func (b *Bench) tied(indicator, place string) bool {
	for _, t := range b.tiesOf(indicator) {
		if len(b.Set.Series(t[0], place, city.Level)) > 0 && len(b.Set.Series(t[1], place, city.Level)) > 0 {
			return true
		}
	}
	return false
}

// latestDerived is the newest year for which identities imply a value that no
// source prints: the latest of the indicators that it is tied to.
func (b *Bench) latestDerived(q ask) city.Period {
	var best city.Period
	for _, t := range b.tiesOf(q.Indicator) {
		for _, id := range t {
			p := b.latest(ask{Indicator: id, Place: q.Place, Facet: city.Level})
			if p == "" || best != "" && !best.Before(p) {
				continue
			}
			q.Period = p
			if b.derive(q) != nil {
				best = p
			}
		}
	}
	return best
}

// inputsFit keeps fieldwork and foreign definitions out of derivations.
func (b *Bench) inputsFit(inputs []city.Observation, definition string) bool {
	for _, o := range inputs {
		if b.grade(o) == "D" || b.fieldwork(o) || (definition != "" && o.Definition != "" && !definitionFits(definition, o.Definition)) {
			return false
		}
	}
	return true
}

// shownDecimals is how many decimals an interval is shown with: a tenth of its
// width, between none and two.
func shownDecimals(lo, hi *big.Rat) int32 {
	w := new(big.Rat).Sub(hi, lo)
	w.Quo(w, big.NewRat(10, 1))
	for n, step := int32(0), big.NewRat(1, 1); n < 2; n++ {
		if step.Cmp(w) <= 0 {
			return n
		}
		step.Quo(step, big.NewRat(10, 1))
	}
	return 2
}
