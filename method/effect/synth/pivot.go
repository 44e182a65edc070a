package synth

import (
	"github.com/quanyu/quanyu/method/panel"
	"gonum.org/v1/gonum/mat"
)

// pivot solves the problem of nearest for a ridge that keeps it well-conditioned.
// At the minimum w(j) = max(0, (level - p(j)·x) / ridge), where x = Σ w p; given
// which points have a weight, x and the level follow from an m × m system, and they
// tell anew which points have one. When the set stays the same it is the minimum.
// The step is Newton's on a piecewise linear equation: a handful suffices, also
// where hundreds of points have a weight. nil where it has not settled.
func pivot(points [][]float64, ridge float64) []float64 {
	n, m := len(points), len(points[0])
	in := make([]bool, n)
	for j := range in {
		in[j] = true
	}
	for range 50 {
		x, count := make([]float64, m), 0
		square := mat.NewSymDense(m, nil)
		for i := range m {
			square.SetSym(i, i, ridge)
		}
		for j, p := range points {
			if !in[j] {
				continue
			}
			count++
			for i, v := range p {
				x[i] += v
			}
			square.SymRankOne(square, 1, mat.NewVecDense(m, p))
		}
		var factor mat.Cholesky
		if count == 0 || !factor.Factorize(square) {
			return nil
		}
		solution := mat.NewVecDense(m, x)
		if err := factor.SolveVecTo(solution, solution); err != nil {
			return nil
		}
		x = solution.RawVector().Data
		weights, sum, same := make([]float64, n), 0.0, true
		for j, p := range points {
			weights[j] = 1 - panel.Dot(p, x)
			if in[j] {
				sum += weights[j]
			}
			if positive := weights[j] > 0; positive != in[j] {
				in[j], same = positive, false
			}
		}
		if same {
			for j := range weights {
				weights[j] = max(0, weights[j]) / sum
			}
			return weights
		}
	}
	return nil
}
