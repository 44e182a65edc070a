package complexity

import "math"

// second gives the second and the third greatest value of a symmetric matrix,
// and the unit vector of the second: Householder's reduction to three diagonals,
// values by Sturm counts, the vector by inverse iteration (Golub and Van Loan,
// chapter 8). The matrix, of 2 rows or more, is used up; the third value of a
// matrix of 2 rows is minus infinity.
func second(a [][]float64) (value, third float64, vector []float64) {
	diagonal, beside, mirrors := tridiagonal(a)
	value, third = sturm(diagonal, beside, 1), math.Inf(-1)
	if len(a) > 2 {
		third = sturm(diagonal, beside, 2)
	}
	vector = inverse(diagonal, beside, value)
	for k := len(mirrors) - 1; k >= 0; k-- {
		mirror(vector[k+1:], mirrors[k])
	}
	return value, third, vector
}

// mirror reflects x at the plane whose unit normal is v; an empty v is none.
func mirror(x, v []float64) {
	if len(v) == 0 {
		return
	}
	along := 0.0
	for i := range v {
		along += float64(v[i] * x[i])
	}
	for i := range v {
		x[i] -= float64(2 * along * v[i])
	}
}

// tridiagonal reduces a symmetric matrix, of which it reads the lower half. The
// mirror of step k works on the rows after k.
func tridiagonal(a [][]float64) (diagonal, beside []float64, mirrors [][]float64) {
	n := len(a)
	diagonal, beside, mirrors = make([]float64, n), make([]float64, n-1), make([][]float64, max(n-2, 0))
	p := make([]float64, n)
	for k := range mirrors {
		v := make([]float64, n-k-1)
		length := 0.0
		for i := range v {
			v[i] = a[k+1+i][k]
			length += float64(v[i] * v[i])
		}
		below := length - float64(v[0]*v[0])
		if below == 0 {
			diagonal[k], beside[k] = a[k][k], v[0]
			continue
		}
		length = math.Sqrt(length)
		beside[k] = -math.Copysign(length, v[0])
		v[0] -= beside[k]
		norm := math.Sqrt(below + float64(v[0]*v[0]))
		for i := range v {
			v[i] /= norm
		}
		reflect(a, k+1, v, p[:n-k-1])
		diagonal[k], mirrors[k] = a[k][k], v
	}
	diagonal[n-1] = a[n-1][n-1]
	if n > 1 {
		diagonal[n-2], beside[n-2] = a[n-2][n-2], a[n-1][n-2]
	}
	return diagonal, beside, mirrors
}

// reflect mirrors the rows and columns of a symmetric matrix from one on.
func reflect(a [][]float64, from int, v, p []float64) {
	clear(p)
	for i := range v {
		row, vi, sum := a[from+i][from:from+i], v[i], 0.0
		before, q := v[:len(row)], p[:len(row)]
		for j, x := range row {
			sum += float64(x * before[j])
			q[j] += float64(x * vi)
		}
		p[i] += sum + float64(a[from+i][from+i]*vi)
	}
	along := 0.0
	for i := range v {
		along += float64(v[i] * p[i])
	}
	for i := range p {
		p[i] = 2 * (p[i] - float64(along*v[i]))
	}
	for i := range v {
		row, vi, pi := a[from+i][from:from+i+1], v[i], p[i]
		before, q := v[:len(row)], p[:len(row)]
		for j := range row {
			row[j] -= float64(vi*q[j]) + float64(pi*before[j])
		}
	}
}

// sturm finds the value that has k greater ones, by halving an interval that
// holds all until it has no number inside.
func sturm(diagonal, beside []float64, k int) float64 {
	low, high := bounds(diagonal, beside)
	for {
		middle := low + (high-low)/2
		if middle <= low || middle >= high {
			return middle
		}
		if above(diagonal, beside, middle) > k {
			low = middle
		} else {
			high = middle
		}
	}
}

// bounds are Gershgorin's.
func bounds(diagonal, beside []float64) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for i, d := range diagonal {
		r := 0.0
		if i > 0 {
			r += math.Abs(beside[i-1])
		}
		if i < len(beside) {
			r += math.Abs(beside[i])
		}
		low, high = min(low, d-r), max(high, d+r)
	}
	return low, high
}

// above counts the values greater than x.
func above(diagonal, beside []float64, x float64) int {
	count, q := 0, 1.0
	for i, d := range diagonal {
		square := 0.0
		if i > 0 {
			square = float64(beside[i-1] * beside[i-1])
		}
		if q == 0 {
			q = math.SmallestNonzeroFloat64 * (1 << 60)
		}
		if q = d - x - square/q; q > 0 {
			count++
		}
	}
	return count
}

// inverse solves (T - value) x = x three times from a fixed start; Gaussian
// elimination with exchange of neighbours.
func inverse(diagonal, beside []float64, value float64) []float64 {
	n := len(diagonal)
	x := make([]float64, n)
	for i := range x {
		x[i] = 1 + float64(i%7)/8 // not at right angles to what is sought, but by chance
	}
	for range 4 {
		solve(diagonal, beside, value, x)
		norm := 0.0
		for _, v := range x {
			norm = math.Max(norm, math.Abs(v))
		}
		sum := 0.0
		for i := range x {
			x[i] /= norm
			sum += float64(x[i] * x[i])
		}
		sum = math.Sqrt(sum)
		for i := range x {
			x[i] /= sum
		}
	}
	return x
}

// solve replaces x by the solution of (T - value) y = x. A pivot of zero becomes a
// tiny number: the system is meant to be nearly singular.
func solve(diagonal, beside []float64, value float64, x []float64) {
	n := len(diagonal)
	const tiny = 1e-30
	u, v, w := make([]float64, n), make([]float64, n), make([]float64, n) // three diagonals of the upper factor
	d, e := diagonal[0]-value, 0.0
	if n > 1 {
		e = beside[0]
	}
	for i := range n - 1 {
		below, next, after := beside[i], diagonal[i+1]-value, 0.0
		if i+1 < len(beside) {
			after = beside[i+1]
		}
		if math.Abs(below) > math.Abs(d) {
			factor := d / below
			u[i], v[i], w[i] = below, next, after
			d, e = e-float64(factor*next), -float64(factor*after)
			x[i], x[i+1] = x[i+1], x[i]-float64(factor*x[i+1])
			continue
		}
		if d == 0 {
			d = tiny
		}
		factor := below / d
		u[i], v[i], w[i] = d, e, 0
		d, e = next-float64(factor*e), after
		x[i+1] -= float64(factor * x[i])
	}
	if math.Abs(d) < tiny {
		d = tiny
	}
	u[n-1] = d
	for i := n - 1; i >= 0; i-- {
		if i+1 < n {
			x[i] -= float64(v[i] * x[i+1])
		}
		if i+2 < n {
			x[i] -= float64(w[i] * x[i+2])
		}
		x[i] /= u[i]
	}
}
