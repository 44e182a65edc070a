package composite

import (
	"math"
	"slices"
)

// PCA weighs siblings by their loadings on the first principal component of
// their correlations, as COINr does. A loading below zero is refused: the child
// runs against its siblings, which is for people to settle.
type PCA struct{}

func (PCA) Method() string { return "pca" }

func (PCA) check(*Hierarchy, int) error { return nil }

func (PCA) weights(f *family) ([]float64, error) {
	c, err := components(f.codes, f.x)
	if err != nil {
		return nil, err
	}
	w := make([]float64, len(f.codes))
	for j := range w {
		w[j] = c.Loadings[j][0]
	}
	return f.shares(w)
}

// Components are the principal components of correlations.
type Components struct {
	Codes     []string
	Deviation []float64   // standard deviation of each component, the greatest first
	Share     []float64   // of the variance
	Loadings  [][]float64 // by code, then by component; each component has unit length and a sum that is not negative
	Rows      int         // complete rows used
}

// components takes the rows in which no column is missing.
func components(codes []string, x [][]float64) (*Components, error) {
	var rows []int
	for i := range x[0] {
		if !slices.ContainsFunc(x, func(c []float64) bool { return math.IsNaN(c[i]) }) {
			rows = append(rows, i)
		}
	}
	if len(rows) < 3 {
		return nil, &Fault{Kind: TooFew, Names: codes, Value: float64(len(rows))}
	}
	m := len(x)
	z := make([][]float64, m)
	for j := range x {
		z[j] = take(x[j], rows)
		if _, _, err := span(z[j]); err != nil {
			return nil, faulty(Constant, codes[j])
		}
		centre, scale := mean(z[j]), deviation(z[j])
		for i, v := range z[j] {
			z[j][i] = (v - centre) / scale
		}
	}
	a := make([][]float64, m)
	for j := range a {
		a[j] = make([]float64, m)
		for k := range j + 1 {
			a[j][k] = product(z[j], z[k]) / float64(len(rows)-1)
			a[k][j] = a[j][k]
		}
	}
	values, vectors := eigen(a)
	c := &Components{Codes: codes, Rows: len(rows), Loadings: vectors}
	for _, v := range values {
		c.Deviation = append(c.Deviation, math.Sqrt(max(v, 0)))
		c.Share = append(c.Share, max(v, 0)/float64(m))
	}
	return c, nil
}

// eigen gives the values, the greatest first, and the vectors, as columns, of a
// symmetric matrix, by Jacobi's rotations. The matrix is used up.
func eigen(a [][]float64) (values []float64, vectors [][]float64) {
	n := len(a)
	v := make([][]float64, n)
	for i := range v {
		v[i] = make([]float64, n)
		v[i][i] = 1
	}
	for range 60 {
		off := 0.0
		for i := range n {
			for j := range i {
				off += float64(a[i][j] * a[i][j])
			}
		}
		if off < 1e-300 {
			break
		}
		for p := range n {
			for q := p + 1; q < n; q++ {
				rotate(a, v, p, q)
			}
		}
	}
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		switch {
		case a[i][i] > a[j][j]:
			return -1
		case a[i][i] < a[j][j]:
			return 1
		}
		return 0
	})
	vectors = make([][]float64, n)
	for i := range vectors {
		vectors[i] = make([]float64, n)
	}
	for k, j := range order {
		values = append(values, a[j][j])
		sum, sign := 0.0, 1.0
		for i := range n {
			sum += v[i][j]
		}
		if sum < 0 {
			sign = -1
		}
		for i := range n {
			vectors[i][k] = sign * v[i][j]
		}
	}
	return values, vectors
}

// rotate clears one entry off the diagonal.
func rotate(a, v [][]float64, p, q int) {
	if a[p][q] == 0 {
		return
	}
	theta := (a[q][q] - a[p][p]) / (2 * a[p][q])
	t := 1 / (math.Abs(theta) + math.Sqrt(float64(theta*theta)+1))
	if theta < 0 {
		t = -t
	}
	c := 1 / math.Sqrt(float64(t*t)+1)
	s := t * c
	for k := range a {
		x, y := a[k][p], a[k][q]
		a[k][p], a[k][q] = float64(c*x)-float64(s*y), float64(s*x)+float64(c*y)
	}
	for k := range a {
		x, y := a[p][k], a[q][k]
		a[p][k], a[q][k] = float64(c*x)-float64(s*y), float64(s*x)+float64(c*y)
		x, y = v[k][p], v[k][q]
		v[k][p], v[k][q] = float64(c*x)-float64(s*y), float64(s*x)+float64(c*y)
	}
	a[p][q], a[q][p] = 0, 0
}

// product of two vectors.
func product(x, y []float64) float64 {
	sum := 0.0
	for i := range x {
		sum += float64(x[i] * y[i])
	}
	return sum
}
