package synth

import (
	"math"

	"github.com/quanyu/quanyu/method/panel"
)

// Tolerances, as shares of the greatest squared length of a point.
const (
	gapShare     = 1e-15 // by which an optimum may miss its condition: rounding
	perfectShare = 1e-18 // under which a squared distance is rounding
	evenShare    = 1e-9  // ridge that chooses among weights that all fit perfectly
	ridgeShare   = 1e-4  // of a ridge from which on pivoting is exact enough
)

// nearest gives the weights, not negative and of sum 1, that minimise
//
//	|Σ w(j) p(j)|² + ridge |w|²
//
// over n points of m numbers. The algorithm is that of Wolfe (1976, "Finding the
// nearest point in a polytope", Mathematical Programming 11: 128-149) or, with a
// ridge that is more than a trifle, pivoting: both are finite, and exact but for
// rounding. perfect: the first term is nothing but rounding at the minimum, so that
// other weights do as well; see even. start holds weights of a similar problem,
// from which it is quicker, or is nil.
func nearest(points [][]float64, ridge float64, start []float64) (weights []float64, perfect bool) {
	scale := greatest(points)
	if !(scale > 0) {
		return alike(len(points)), true
	}
	if ridge > ridgeShare*scale {
		if weights := pivot(points, ridge); weights != nil {
			return weights, false
		}
	}
	weights, squares := search(points, ridge, scale, start)
	return weights, squares <= perfectShare*scale
}

// even gives, of the weights whose combination is at the origin but for rounding,
// those with the least sum of squares.
func even(points [][]float64) []float64 {
	scale := greatest(points)
	if !(scale > 0) {
		return alike(len(points))
	}
	weights, _ := search(points, evenShare*scale, scale, nil)
	return weights
}

// greatest is the greatest squared length of a point.
func greatest(points [][]float64) float64 {
	scale := 0.0
	for _, p := range points {
		scale = max(scale, panel.Dot(p, p))
	}
	return scale
}

// search is Wolfe's algorithm. The corral is the set of points in use; x is the
// nearest point of its plane to the origin. A point that lies nearer to the origin
// in the direction of x joins; where the plane's nearest point lies outside the
// corral, the way there is cut short at its border and the points left behind
// leave.
func search(points [][]float64, ridge, scale float64, start []float64) (weights []float64, squares float64) {
	m := len(points[0])
	c := &corral{points: points, ridge: ridge, shift: scale, place: make([]int, len(points)), x: make([]float64, m), trial: make([]float64, m)}
	for j := range c.place {
		c.place[j] = -1
	}
	c.begin(start)
	c.move()
	for range 20*len(points) + 100 { // more than it ever needs: a guard against rounding
		squares = panel.Dot(c.x, c.x)
		enter := c.enter(squares, gapShare*scale)
		if enter < 0 || !c.join(enter) {
			break
		}
		c.settle()
		c.move()
		if c.place[enter] < 0 {
			break // it left again: what it promised was rounding
		}
	}
	weights = make([]float64, len(points))
	for i, j := range c.set {
		weights[j] = c.weights[i]
	}
	return weights, panel.Dot(c.x, c.x)
}

// begin settles on the points that have a weight in start, or takes the nearest
// point alone.
func (c *corral) begin(start []float64) {
	sum := 0.0
	for j, w := range start {
		if w > 0 && c.join(j) {
			c.weights[len(c.weights)-1] = w
			sum += w
		}
	}
	if sum > 0 {
		for i := range c.weights {
			c.weights[i] /= sum
		}
		c.settle()
		return
	}
	first, least := 0, math.Inf(1)
	for j, p := range c.points {
		if length := panel.Dot(p, p); length < least {
			first, least = j, length
		}
	}
	c.join(first)
	c.weights[0] = 1
}

// enter is the point with the steepest descent, or -1 at the optimum.
func (c *corral) enter(squares, tolerance float64) int {
	even := panel.Dot(c.weights, c.weights)
	best, at := squares+float64(c.ridge*even)-tolerance, -1
	for j, p := range c.points {
		if c.place[j] >= 0 {
			continue
		}
		if g := panel.Dot(p, c.x); g < best {
			best, at = g, j
		}
	}
	return at
}

// settle moves the weights to the nearest point of the plane, dropping points
// that would have a negative weight.
func (c *corral) settle() {
	for {
		target := c.plane()
		step, leave := 1.0, -1
		for i, v := range target {
			if v <= 0 {
				if s := c.weights[i] / (c.weights[i] - v); s < step || leave < 0 {
					step, leave = min(s, step), i
				}
			}
		}
		if leave < 0 {
			copy(c.weights, target)
			return
		}
		for i, v := range target {
			c.weights[i] += float64(step * (v - c.weights[i]))
		}
		c.weights[leave] = 0
		for i := len(c.set) - 1; i >= 0; i-- {
			if c.weights[i] <= 0 {
				c.leave(i)
			}
		}
	}
}

// move computes x from the weights.
func (c *corral) move() { c.combine(c.weights, c.x) }

// combine computes Σ w(i) p(i) over the corral.
func (c *corral) combine(weights, into []float64) {
	clear(into)
	for i, j := range c.set {
		w := weights[i]
		for t, v := range c.points[j] {
			into[t] += float64(w * v)
		}
	}
}
