package benchmark

import (
	"math"
	"math/big"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
)

// margin is half the width within which the true value of an observation lies, in
// its unit: half a unit in the last printed place; of a value that its source only
// estimates or has not settled, so large a share of the value, where that is more.
func margin(o city.Observation, estimate float64) float64 {
	lo, hi := data.Interval(o)
	half := halfWidth(lo, hi)
	if o.Status == city.Estimate || o.Status == city.Preliminary {
		half = max(half, estimate*math.Abs(o.Value.InexactFloat64()))
	}
	return half
}

// impliedMargin is that of a value which two printed values imply: what their
// rounding allows, or the share of an estimate where one of them is estimated.
func impliedMargin(d data.Derived, estimate float64) float64 {
	half := halfWidth(d.Lo, d.Hi)
	if d.Status == city.Estimate || d.Status == city.Preliminary {
		half = max(half, estimate*math.Abs(d.Value.InexactFloat64()))
	}
	return half
}

// halfWidth of an interval; 0 where one end is open, as nothing is known of it.
func halfWidth(lo, hi *big.Rat) float64 {
	if lo == nil || hi == nil {
		return 0
	}
	width, _ := new(big.Rat).Sub(hi, lo).Float64()
	return width / 2
}
