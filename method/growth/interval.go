package growth

import (
	"math/big"

	"github.com/shopspring/decimal"
)

// Interval is a closed interval [Lo, Hi] of exact numbers. The zero Interval
// is not valid.
type Interval struct {
	Lo, Hi *big.Rat
}

// Printed gives the interval that a figure printed with its decimals stands
// for: half a unit of the last printed place on either side.
func Printed(v decimal.Decimal) Interval {
	places := int32(0)
	if v.Exponent() < 0 {
		places = -v.Exponent()
	}
	half := decimal.New(5, -places-1)
	return Interval{v.Sub(half).Rat(), v.Add(half).Rat()}
}

// Exactly gives the interval of one number.
func Exactly(v decimal.Decimal) Interval { return Interval{v.Rat(), v.Rat()} }

// Whole gives the interval of an integer.
func Whole(n int64) Interval { r := new(big.Rat).SetInt64(n); return Interval{r, r} }

// Valid reports whether a is an interval at all.
func (a Interval) Valid() bool { return a.Lo != nil && a.Hi != nil && a.Lo.Cmp(a.Hi) <= 0 }

// Add is a + b.
func (a Interval) Add(b Interval) Interval {
	return Interval{new(big.Rat).Add(a.Lo, b.Lo), new(big.Rat).Add(a.Hi, b.Hi)}
}

// Sub is a - b.
func (a Interval) Sub(b Interval) Interval {
	return Interval{new(big.Rat).Sub(a.Lo, b.Hi), new(big.Rat).Sub(a.Hi, b.Lo)}
}

// Neg is -a.
func (a Interval) Neg() Interval {
	return Interval{new(big.Rat).Neg(a.Hi), new(big.Rat).Neg(a.Lo)}
}

// Mul is a × b.
func (a Interval) Mul(b Interval) Interval {
	var out Interval
	for _, x := range []*big.Rat{a.Lo, a.Hi} {
		for _, y := range []*big.Rat{b.Lo, b.Hi} {
			p := new(big.Rat).Mul(x, y)
			out = out.with(p)
		}
	}
	return out
}

// Quo is a / b; ok is false where b can be zero.
func (a Interval) Quo(b Interval) (Interval, bool) {
	if b.Has(new(big.Rat)) {
		return Interval{}, false
	}
	return a.Mul(Interval{new(big.Rat).Inv(b.Hi), new(big.Rat).Inv(b.Lo)}), true
}

// Times is a × n for an integer n.
func (a Interval) Times(n int64) Interval { return a.Mul(Whole(n)) }

// Has reports whether x lies in a.
func (a Interval) Has(x *big.Rat) bool { return a.Lo.Cmp(x) <= 0 && x.Cmp(a.Hi) <= 0 }

// Meets reports whether a and b have a number in common. Two intervals that
// only touch have none: 4.8 and 4.9 as printed part at 4.85, which is rounded
// to 4.9.
func (a Interval) Meets(b Interval) bool {
	if a.Lo.Cmp(a.Hi) == 0 || b.Lo.Cmp(b.Hi) == 0 {
		return a.Lo.Cmp(b.Hi) <= 0 && b.Lo.Cmp(a.Hi) <= 0
	}
	return a.Lo.Cmp(b.Hi) < 0 && b.Lo.Cmp(a.Hi) < 0
}

// Within reports whether the whole of a lies in b.
func (a Interval) Within(b Interval) bool { return b.Lo.Cmp(a.Lo) <= 0 && a.Hi.Cmp(b.Hi) <= 0 }

// Sign is +1 or -1 where every number of a has that sign, and 0 where a holds
// zero: the sign is then not known.
func (a Interval) Sign() int {
	switch {
	case a.Lo.Sign() > 0:
		return 1
	case a.Hi.Sign() < 0:
		return -1
	}
	return 0
}

// Mid is the middle of a.
func (a Interval) Mid() *big.Rat {
	m := new(big.Rat).Add(a.Lo, a.Hi)
	return m.Quo(m, big.NewRat(2, 1))
}

// with stretches a so that it holds x.
func (a Interval) with(x *big.Rat) Interval {
	if a.Lo == nil {
		return Interval{x, x}
	}
	return Interval{least(a.Lo, x), greatest(a.Hi, x)}
}

func least(x, y *big.Rat) *big.Rat {
	if x.Cmp(y) <= 0 {
		return x
	}
	return y
}

func greatest(x, y *big.Rat) *big.Rat {
	if x.Cmp(y) >= 0 {
		return x
	}
	return y
}
