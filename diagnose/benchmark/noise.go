package benchmark

import (
	"math"
	"math/big"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
)

// margin is half the width within which the true value of an observation lies, in
// its unit: half a unit in the last printed place; and the share of the value that
// the specification states for its status, where that is more.
func (n *Noise) margin(o city.Observation) float64 {
	lo, hi := data.Interval(o)
	return n.half(lo, hi, o.Value.InexactFloat64(), o.Status)
}

// implied is that of a value which two printed values imply: what the rounding of
// both allows, and the share for the less final of their statuses.
func (n *Noise) implied(d data.Derived) float64 {
	return n.half(d.Lo, d.Hi, d.Value.InexactFloat64(), d.Status)
}

// share is half the width that the specification states for a column; 0 where the
// value is missing.
func (n *Noise) share(code string, value float64) float64 {
	if n == nil || math.IsNaN(value) {
		return 0
	}
	return n.Shares[code] * math.Abs(value)
}

// half is half the width of an interval, or the share for a status. An interval
// with an open end has none: nothing is known of how far the value may be off.
func (n *Noise) half(lo, hi *big.Rat, value float64, status city.Status) float64 {
	if n == nil {
		return 0
	}
	half := n.Shares[string(status)] * math.Abs(value)
	if n.Rounding && lo != nil && hi != nil {
		width, _ := new(big.Rat).Sub(hi, lo).Float64()
		half = max(half, width/2)
	}
	return half
}
