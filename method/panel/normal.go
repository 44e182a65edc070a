package panel

import (
	"gonum.org/v1/gonum/mat"
)

// The equations are solved exactly, as one dense matrix, up to maxDense inner
// effects where that takes no more than denseWork products a row to set up;
// else by conjugate gradients, until the residual is settled times the first.
// Each column is solved for twice, so that rounding is what is left.
const (
	maxDense      = 1000
	denseWork     = 40
	denseFree     = 10_000_000 // products that are no matter in any case
	settled       = 1e-9
	maxIterations = 5000
)

// normal are the equations L d = b of the inner effects once outer means are
// taken off: L = diag(n) - sum over outer effects of a a'/T, a the rows that
// one has in each inner effect, T their number, n the rows of the inner effect;
// b are the sums over each inner effect.
type normal struct {
	start []int
	inner []int32
	count int
	free  int // effects less connected parts

	part     []int // connected part of each inner effect
	parts    int
	place    []int // among the free ones, or -1: the first of each part
	factor   *mat.Cholesky
	diagonal []float64 // of L, for conjugate gradients
}

// newNormal sets up the equations: rows stand in the order of outer effects,
// which begin at start.
func newNormal(start []int, inner []int32, count int) *normal {
	q := &normal{start: start, inner: inner, count: count}
	q.connect()
	work := 0
	for o := 1; o < len(start); o++ {
		work += (start[o] - start[o-1]) * (start[o] - start[o-1])
	}
	if count <= maxDense && work <= max(denseFree, denseWork*len(inner)) {
		q.factorize()
		return q
	}
	q.setDiagonal()
	return q
}

// setDiagonal prepares conjugate gradients.
func (q *normal) setDiagonal() {
	q.diagonal = make([]float64, q.count)
	for o := 1; o < len(q.start); o++ {
		rows := q.inner[q.start[o-1]:q.start[o]]
		for _, t := range rows {
			q.diagonal[t] += 1 - 1/float64(len(rows))
		}
	}
}

// connect numbers the connected parts: inner effects that one outer effect
// meets are in one part.
func (q *normal) connect() {
	parent := make([]int, q.count)
	for t := range parent {
		parent[t] = t
	}
	find := func(a int) int {
		for parent[a] != a {
			parent[a] = parent[parent[a]]
			a = parent[a]
		}
		return a
	}
	left := q.count
	for o := 1; o < len(q.start) && left > 1; o++ {
		rows := q.inner[q.start[o-1]:q.start[o]]
		for _, t := range rows[1:] {
			if a, b := find(int(rows[0])), find(int(t)); a != b {
				parent[max(a, b)] = min(a, b)
				left--
			}
		}
	}
	q.part, q.place = make([]int, q.count), make([]int, q.count)
	for t := range parent { // the root is the first of its part
		if root := find(t); root == t {
			q.part[t], q.place[t] = q.parts, -1
			q.parts++
		} else {
			q.part[t], q.place[t] = q.part[root], q.free
			q.free++
		}
	}
}

// factorize sets up the dense matrix of the free effects.
func (q *normal) factorize() {
	if q.free == 0 {
		return
	}
	m := q.free
	l := make([]float64, m*m)
	free := make([]int, 0, q.count)
	for o := 1; o < len(q.start); o++ {
		rows := q.inner[q.start[o-1]:q.start[o]]
		free = free[:0]
		for _, t := range rows {
			if f := q.place[t]; f >= 0 {
				free = append(free, f)
				l[f*m+f]++
			}
		}
		share := 1 / float64(len(rows))
		for _, a := range free { // a row a unit and period: no effect twice
			row := l[a*m : (a+1)*m]
			for _, b := range free {
				row[b] -= share
			}
		}
	}
	q.factor = &mat.Cholesky{}
	if !q.factor.Factorize(mat.NewSymDense(m, l)) {
		panic("panel: the normal equations of connected effects are singular")
	}
}

// solve gives the inner effects of sums over them, and reports whether it
// settled. floor is what counts as nothing: solve sets it the first time.
func (q *normal) solve(sum, effect []float64, floor *float64) bool {
	clear(effect)
	if q.free == 0 {
		return true
	}
	if q.factor == nil {
		return q.descend(sum, effect, floor)
	}
	right := mat.NewVecDense(q.free, nil)
	for t, f := range q.place {
		if f >= 0 {
			right.SetVec(f, sum[t])
		}
	}
	if err := q.factor.SolveVecTo(right, right); err != nil {
		if _, condition := err.(mat.Condition); !condition {
			panic("panel: " + err.Error())
		}
	}
	for t, f := range q.place {
		if f >= 0 {
			effect[t] = right.AtVec(f)
		}
	}
	return true
}

// descend solves by conjugate gradients, each effect scaled by its diagonal
// (Hestenes and Stiefel 1952). The equations are singular, one way for each
// part, and sums that add up to zero over each part have a solution.
func (q *normal) descend(sum, effect []float64, floor *float64) bool {
	rest := q.consistent(sum)
	direction, image, scaled := make([]float64, q.count), make([]float64, q.count), make([]float64, q.count)
	q.scale(rest, scaled)
	copy(direction, scaled)
	square := Dot(rest, scaled)
	if *floor == 0 {
		*floor = 1e-30 * square
	}
	goal := max(settled*settled*square, *floor)
	for range maxIterations {
		if square <= goal {
			return true
		}
		q.times(direction, image)
		step := square / Dot(direction, image)
		for t, v := range direction {
			effect[t] += float64(step * v)
			rest[t] -= float64(step * image[t])
		}
		q.scale(rest, scaled)
		next := Dot(rest, scaled)
		turn := next / square
		for t, v := range scaled {
			direction[t] = v + float64(turn*direction[t])
		}
		square = next
	}
	return square <= goal
}

// consistent is a copy of sums less their mean over each part, which is
// rounding.
func (q *normal) consistent(sum []float64) []float64 {
	mean, count := make([]float64, q.parts), make([]float64, q.parts)
	for t, v := range sum {
		mean[q.part[t]] += v
		count[q.part[t]]++
	}
	out := make([]float64, q.count)
	for t, v := range sum {
		p := q.part[t]
		out[t] = v - mean[p]/count[p]
	}
	return out
}

// scale divides by the diagonal; an effect that stands alone stays zero.
func (q *normal) scale(from, to []float64) {
	for t, v := range from {
		to[t] = 0
		if q.diagonal[t] > 0 {
			to[t] = v / q.diagonal[t]
		}
	}
}

// times is L × effects.
func (q *normal) times(effect, out []float64) {
	clear(out)
	for o := 1; o < len(q.start); o++ {
		rows := q.inner[q.start[o-1]:q.start[o]]
		total := 0.0
		for _, t := range rows {
			total += effect[t]
		}
		mean := total / float64(len(rows))
		for _, t := range rows {
			out[t] += effect[t] - mean
		}
	}
}
