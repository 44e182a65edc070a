package complexity

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// Values and vector agree with gonum's on random symmetric matrices, also where
// rows do not touch one another and where values lie near.
func TestSecond(t *testing.T) {
	source := rand.New(rand.NewPCG(5, 6))
	for n := 2; n <= 40; n++ {
		for kind := range 3 {
			a := grid(n, n)
			dense := mat.NewSymDense(n, nil)
			for i := range n {
				for j := range i + 1 {
					v := source.NormFloat64()
					if kind == 1 && (i^j)&1 == 1 { // two blocks
						v = 0
					}
					if kind == 2 {
						v *= 1e-3
						if i == j {
							v += 1
						}
					}
					a[i][j], a[j][i] = v, v
					dense.SetSym(i, j, v)
				}
			}
			var e mat.EigenSym
			if !e.Factorize(dense, true) {
				t.Fatal("no vectors")
			}
			values := e.Values(nil)
			var vectors mat.Dense
			e.VectorsTo(&vectors)
			value, third, vector := second(a)
			near(t, value, values[n-2], 1e-12, "second")
			if n > 2 {
				near(t, third, values[n-3], 1e-12, "third")
			}
			along, length := 0.0, 0.0
			for i, v := range vector {
				along += v * vectors.At(i, n-2)
				length += v * v
			}
			near(t, length, 1, 1e-12, "length")
			if n > 2 && values[n-2]-values[n-3] > 1e-6 && values[n-1]-values[n-2] > 1e-6 {
				near(t, math.Abs(along), 1, 1e-9, "vector")
			}
		}
	}
}
