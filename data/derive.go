package data

import (
	"math/big"
	"sort"

	"github.com/quanyu/quanyu/city"
	"github.com/shopspring/decimal"
)

// Derived is a value that no table prints and that two printed values imply
// through a ratio identity: A and "A占B的比重" give B; B and C give B / C.
type Derived struct {
	Indicator string
	Place     string
	Period    city.Period
	Lo, Hi    *big.Rat        // what the rounding of the inputs allows, in Unit
	Value     decimal.Decimal // from the inputs as printed, with two decimals
	Unit      string
	Inputs    []city.Observation
	Expr      string      // spreadsheet arithmetic over the printed inputs: "{0}/({1}/100)"
	Status    city.Status // the least final one of the inputs
}

// Interval gives what a printed value stands for, in its own unit: half a unit
// in the last printed place either way; of a value that the source only gives
// roughly, half a unit in its last place that is not 0. hi is nil where the
// source gives a lower bound only.
func Interval(o city.Observation) (lo, hi *big.Rat) {
	switch o.Status {
	case city.LowerBound:
		return o.Value.Rat(), nil
	case city.Rounded:
		v := o.Value
		exp := v.Exponent()
		for c := new(big.Int).Set(v.Coefficient()); c.Sign() != 0; exp++ {
			q, r := new(big.Int).QuoRem(c, big.NewInt(10), new(big.Int))
			if r.Sign() != 0 {
				break
			}
			c = q
		}
		h := decimal.New(5, exp-1)
		return v.Sub(h).Rat(), v.Add(h).Rat()
	}
	return city.Bounds(o.Value)
}

// Overlap reports whether two intervals have a point in common; a nil end is
// open. Two intervals that only touch have none: 3536 and 3537 as printed part
// at 3536.5, which is rounded to 3537.
func Overlap(alo, ahi, blo, bhi *big.Rat) bool {
	edge := 0
	if isPoint(alo, ahi) || isPoint(blo, bhi) {
		edge = -1
	}
	return (ahi == nil || blo == nil || ahi.Cmp(blo) > edge) && (bhi == nil || alo == nil || bhi.Cmp(alo) > edge)
}

func isPoint(lo, hi *big.Rat) bool { return lo != nil && hi != nil && lo.Cmp(hi) == 0 }

// Derive gives the values of an indicator that identities imply for one place
// and period, the narrowest first. Grade D values imply nothing, and a value
// known only from below implies no interval.
func (s *Set) Derive(indicator, place string, p city.Period) []Derived {
	var out []Derived
	for _, x := range s.Indicators.All() {
		for _, id := range x.Identities {
			if id.Kind != "ratio" {
				continue
			}
			switch indicator {
			case id.C:
				out = append(out, s.pairs(x.ID, id.B, place, p, indicator, byQuotient)...)
			case id.B:
				out = append(out, s.pairs(x.ID, id.C, place, p, indicator, byProduct)...)
			case x.ID:
				out = append(out, s.pairs(id.B, id.C, place, p, indicator, byRatio)...)
			}
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return width(out[i]).Cmp(width(out[j])) < 0 })
	return out
}

// width is the width of the interval relative to the value.
func width(d Derived) *big.Rat {
	w := new(big.Rat).Sub(d.Hi, d.Lo)
	if v := d.Value.Rat(); v.Sign() != 0 {
		w.Quo(w, v.Abs(v))
	}
	return w
}

// How the unknown follows from two known values.
const (
	byQuotient = iota // C = B / A, from A (the ratio) and B
	byProduct         // B = A * C
	byRatio           // A = B / C
)

// pairs joins every usable value of two indicators whose definitions fit.
func (s *Set) pairs(first, second, place string, p city.Period, want string, how int) []Derived {
	var out []Derived
	for _, a := range s.usable(first, place, p) {
		for _, b := range s.usable(second, place, p) {
			if a.Definition != "" && b.Definition != "" && a.Definition != b.Definition {
				continue
			}
			d, ok := s.derive(a, b, want, how)
			if !ok {
				continue
			}
			d.Indicator, d.Place, d.Period = want, place, p
			d.Status = lessFinal(a.Status, b.Status)
			out = append(out, d)
		}
	}
	return out
}

func (s *Set) usable(indicator, place string, p city.Period) []city.Observation {
	var out []city.Observation
	for _, o := range s.At(indicator, place, city.Level, p) {
		if o.Grade != "D" && o.Status != city.LowerBound && o.Status != city.Target && o.Value.Sign() > 0 {
			out = append(out, o)
		}
	}
	return out
}

// derive computes one unknown. a is the ratio and b its numerator (or, by
// product, its denominator); by ratio, a is the numerator and b the
// denominator.
func (s *Set) derive(a, b city.Observation, want string, how int) (Derived, bool) {
	fa, baseA, okA := factor(a.Unit)
	fb, baseB, okB := factor(b.Unit)
	if !okA || !okB {
		return Derived{}, false
	}
	alo, ahi := Interval(a)
	blo, bhi := Interval(b)
	va, vb := a.Value.Rat(), b.Value.Rat()
	d := Derived{Unit: b.Unit}
	mul := func(x, y *big.Rat) *big.Rat { return new(big.Rat).Mul(x, y) }
	quo := func(x, y *big.Rat) *big.Rat { return new(big.Rat).Quo(x, y) }
	switch how {
	case byQuotient:
		if baseA != "%" || alo.Sign() <= 0 {
			return Derived{}, false
		}
		d.Value = city.Round(quo(vb, mul(va, fa)), 2)
		d.Lo, d.Hi = quo(blo, mul(ahi, fa)), quo(bhi, mul(alo, fa))
		d.Inputs, d.Expr = []city.Observation{b, a}, "{0}/({1}/100)"
	case byProduct:
		if baseA != "%" {
			return Derived{}, false
		}
		d.Value = city.Round(mul(vb, mul(va, fa)), 2)
		d.Lo, d.Hi = mul(blo, mul(alo, fa)), mul(bhi, mul(ahi, fa))
		d.Inputs, d.Expr = []city.Observation{b, a}, "{0}*{1}/100"
	default:
		x, _ := s.Indicators.Get(want)
		fw, baseW, okW := factor(x.Unit)
		if !okW || blo.Sign() <= 0 || (baseW == "%" && baseA != baseB) || (baseW != "%" && baseW != baseA) {
			return Derived{}, false
		}
		scale := quo(quo(fa, fb), fw)
		d.Value = city.Round(mul(quo(va, vb), scale), 2)
		d.Lo, d.Hi = mul(quo(alo, bhi), scale), mul(quo(ahi, blo), scale)
		d.Unit, d.Inputs = x.Unit, []city.Observation{a, b}
		d.Expr = "{0}/{1}"
		if f := decimalOf(scale); f != "1" {
			d.Expr += "*" + f
		}
	}
	return d, true
}

// factor gives a unit as a rational and its base; percent is 1/100 of "%".
func factor(unit string) (*big.Rat, string, bool) {
	u, ok := city.ParseUnit(unit)
	if !ok {
		return nil, "", false
	}
	switch u.Base {
	case "%":
		return big.NewRat(1, 100), "%", true
	case "‰":
		return big.NewRat(1, 1000), "%", true
	}
	return u.Factor.Rat(), u.Base, true
}

// decimalOf writes a power of ten as a spreadsheet does.
func decimalOf(r *big.Rat) string {
	if r.IsInt() {
		return r.Num().String()
	}
	return r.FloatString(len(r.Denom().String()) - 1)
}

// finality orders statuses, the most final first.
var finality = []city.Status{city.CensusRevised, city.Final, city.Preliminary, city.Rounded, city.Estimate, city.LowerBound, city.Target, city.Missing}

func lessFinal(a, b city.Status) city.Status {
	rank := func(s city.Status) int {
		for i, f := range finality {
			if f == s {
				return i
			}
		}
		return 0
	}
	if rank(a) >= rank(b) {
		return a
	}
	return b
}
