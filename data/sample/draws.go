package sample

import (
	"math"
	"math/rand/v2"
)

// draws is the stream of random numbers of one block of firms. It uses nothing
// whose bits depend on the processor: normal numbers are sums of uniform ones,
// and the exponential is written out below.
type draws struct{ source rand.PCG }

// uniform is from 0 to 1, without 1.
func (d *draws) uniform() float64 { return float64(d.source.Uint64()>>11) / (1 << 53) }

// between is from a to b.
func (d *draws) between(a, b float64) float64 { return a + float64((b-a)*d.uniform()) }

// chance is true with probability p; a number is drawn in any case.
func (d *draws) chance(p float64) bool { return d.uniform() < p }

// flag is chance as 1 or 0.
func (d *draws) flag(p float64) float64 {
	if d.chance(p) {
		return 1
	}
	return 0
}

// normal has mean 0 and variance 1 and lies within 3.5 of 0: the sum of four.
func (d *draws) normal() float64 {
	sum := d.uniform() + d.uniform() + d.uniform() + d.uniform()
	return (sum - 2) * 1.7320508075688772
}

// spread is lognormal but for its tails, with a median.
func (d *draws) spread(median, sigma float64) float64 {
	return median * exponential(sigma*d.normal())
}

// count has a mean and is 0, 1, 2 ...: geometric, so that many have none.
func (d *draws) count(mean float64) float64 {
	p := mean / (1 + mean)
	n := 0.0
	for n < 500 && d.chance(p) {
		n++
	}
	return n
}

// exponential is e^x: powers of two, and a series for what is left.
func exponential(x float64) float64 {
	n := math.Floor(x/math.Ln2 + 0.5)
	r := x - float64(n*math.Ln2)
	sum, term := 1.0, 1.0
	for k := 1.0; k <= 14; k++ {
		term = term * r / k
		sum += term
	}
	return math.Ldexp(sum, int(n))
}
