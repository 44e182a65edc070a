package panel

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// Two tolerances decide that a column is a combination of those before it:
// what is left of it is under looseShare of its own length, or under
// roundingShare of its length before effects were removed from it (a variable
// that does not change within units leaves nothing but rounding).
const (
	looseShare    = 1e-8
	roundingShare = 1e-12
)

// Basis is an orthonormal basis of columns of n numbers, in the order in which
// they were added, by Gram-Schmidt with a second pass (Giraud, Langou,
// Rozložník, van den Eshof 2005: two passes give orthogonality to rounding).
// Long columns are worked in blocks, whose sums are added in order, on all
// processors. Column j equals the sum over i <= j of Upper[j][i] × Columns[i].
type Basis struct {
	Columns [][]float64
	Upper   [][]float64
}

// Dot is the sum of products, in order, no product fused into the sum.
func Dot(a, b []float64) float64 {
	sum := 0.0
	b = b[:len(a)]
	for i, x := range a {
		sum += float64(x * b[i])
	}
	return sum
}

// Norm is the Euclidean length of a column.
func Norm(column []float64) float64 { return math.Sqrt(Dot(column, column)) }

// subtract takes factor × from off column.
func subtract(column, from []float64, factor float64) {
	from = from[:len(column)]
	for i := range column {
		column[i] -= float64(factor * from[i])
	}
}

// Clone gives a basis that can grow without changing this one; the columns are
// shared.
func (b *Basis) Clone() *Basis {
	return &Basis{append([][]float64(nil), b.Columns...), append([][]float64(nil), b.Upper...)}
}

// Add takes one more column, which it does not keep. scale is the column's
// length before effects were removed, or 0. It reports false, and adds
// nothing, where the column is a combination of those before it; weights then
// tells of which: one factor for each column of the basis.
func (b *Basis) Add(column []float64, scale float64) (weights []float64, ok bool) {
	left := append([]float64(nil), column...)
	length := math.Sqrt(dot(left, left))
	weights = b.project(left)
	rest := math.Sqrt(dot(left, left))
	if !(rest > looseShare*length) || !(rest > roundingShare*scale) {
		return weights, false
	}
	blocks(len(left), func(_, from, to int) {
		for i := from; i < to; i++ {
			left[i] /= rest
		}
	})
	b.Columns = append(b.Columns, left)
	b.Upper = append(b.Upper, append(weights, rest))
	return nil, true
}

// project takes off column what lies in the basis and gives the factors.
func (b *Basis) project(column []float64) []float64 {
	k, n := len(b.Columns), len(column)
	factors := make([]float64, k)
	if k == 0 {
		return factors
	}
	part := make([]float64, (n+blockRows-1)/blockRows*k) // of the factors, for each block
	products := func(block, from, to int) {
		for j, q := range b.Columns {
			part[block*k+j] = Dot(column[from:to], q[from:to])
		}
	}
	step := make([]float64, k)
	gather := func() {
		clear(step)
		for i, v := range part {
			step[i%k] += v
		}
		for j, v := range step {
			factors[j] += v
		}
	}
	take := func(from, to int) {
		for j, q := range b.Columns {
			subtract(column[from:to], q[from:to], step[j])
		}
	}
	blocks(n, products)
	gather()
	blocks(n, func(block, from, to int) {
		take(from, to)
		products(block, from, to)
	})
	gather()
	blocks(n, func(_, from, to int) { take(from, to) })
	return factors
}

// Residual splits a column into its factors on the basis and what is left.
func (b *Basis) Residual(column []float64) (factors, residual []float64) {
	residual = append([]float64(nil), column...)
	return b.project(residual), residual
}

// inverse is the inverse of the upper triangle R of the columns (column j of R
// is Upper[j]), k × k.
func (b *Basis) inverse() *mat.TriDense {
	k := len(b.Columns)
	r := mat.NewTriDense(k, mat.Upper, nil)
	for j, column := range b.Upper {
		for i, v := range column {
			r.SetTri(i, j, v)
		}
	}
	inv := mat.NewTriDense(k, mat.Upper, nil)
	if err := inv.InverseTri(r); err != nil {
		if _, condition := err.(mat.Condition); !condition { // Add keeps singular columns out
			panic("panel: " + err.Error())
		}
	}
	return inv
}
