package synth

import (
	"math"
	"slices"

	"github.com/quanyu/quanyu/method/panel"
)

// corral is the set of points that a search uses, with the lower triangle L of
// L L' = K, K(i, j) = p(i)·p(j) + shift, ridge added on the diagonal. K is
// positive definite where the points are affinely independent.
type corral struct {
	points       [][]float64
	ridge, shift float64
	set          []int     // points in use, in the order in which they joined
	weights      []float64 // of set
	place        []int     // of each point in set, or -1
	lower        [][]float64
	x            []float64 // Σ weights × points
	ones, slope  []float64 // scratch of plane, as are target and trial
	target       []float64
	trial        []float64
}

// join takes a point in, with weight 0; false where the others span it already.
func (c *corral) join(j int) bool {
	p := c.points[j]
	row := make([]float64, len(c.set)+1, len(c.set)+8)
	own := panel.Dot(p, p) + c.ridge + c.shift
	left := own
	for i, k := range c.set {
		sum := panel.Dot(p, c.points[k]) + c.shift
		l := c.lower[i]
		for q := range i {
			sum -= float64(row[q] * l[q])
		}
		row[i] = sum / l[i]
		left -= float64(row[i] * row[i])
	}
	if !(left > 1e-15*own) {
		return false
	}
	row[len(c.set)] = math.Sqrt(left)
	c.place[j] = len(c.set)
	c.set, c.weights, c.lower = append(c.set, j), append(c.weights, 0), append(c.lower, row)
	return true
}

// leave drops the point at a place and makes the triangle one again by rotations.
func (c *corral) leave(at int) {
	c.place[c.set[at]] = -1
	c.set = append(c.set[:at], c.set[at+1:]...)
	c.weights = append(c.weights[:at], c.weights[at+1:]...)
	c.lower = append(c.lower[:at], c.lower[at+1:]...)
	for i := at; i < len(c.set); i++ {
		c.place[c.set[i]] = i
		a, b := c.lower[i][i], c.lower[i][i+1]
		r := math.Hypot(a, b)
		cos, sin := a/r, b/r
		for _, l := range c.lower[i:] {
			u, v := l[i], l[i+1]
			l[i] = float64(cos*u) + float64(sin*v)
			l[i+1] = float64(cos*v) - float64(sin*u)
		}
		c.lower[i] = c.lower[i][:i+1]
	}
}

// solve turns b into K⁻¹ b.
func (c *corral) solve(b []float64) {
	for i, l := range c.lower {
		for q := range i {
			b[i] -= float64(l[q] * b[q])
		}
		b[i] /= l[i]
	}
	for i := len(b) - 1; i >= 0; i-- {
		l := c.lower[i]
		b[i] /= l[i]
		for q := range i {
			b[q] -= float64(l[q] * b[i])
		}
	}
}

// plane gives the weights of sum 1, of either sign, whose combination is nearest
// to the origin, improved by two corrections with the residual of the points
// themselves, as K has their condition squared.
func (c *corral) plane() []float64 {
	n := len(c.set)
	c.ones, c.slope, c.target = slices.Grow(c.ones[:0], n)[:n], slices.Grow(c.slope[:0], n)[:n], slices.Grow(c.target[:0], n)[:n]
	for i := range c.ones {
		c.ones[i] = 1
	}
	c.solve(c.ones)
	sum := 0.0
	for _, v := range c.ones {
		sum += v
	}
	for i, v := range c.ones {
		c.target[i] = v / sum
	}
	for range 2 {
		c.combine(c.target, c.trial)
		for i, j := range c.set {
			c.slope[i] = panel.Dot(c.points[j], c.trial) + float64(c.ridge*c.target[i])
		}
		mean := panel.Dot(c.target, c.slope)
		for i := range c.slope {
			c.slope[i] -= mean
		}
		c.solve(c.slope)
		off := 0.0
		for _, v := range c.slope {
			off += v
		}
		for i := range c.target {
			c.target[i] += float64(off/sum*c.ones[i]) - c.slope[i]
		}
	}
	return c.target
}
