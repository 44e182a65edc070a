package synth

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/quanyu/quanyu/method/panel"
)

// optimal checks the conditions of Karush, Kuhn and Tucker: the slope of every
// point is at least that of the points in use, which have the same.
func optimal(t *testing.T, points [][]float64, ridge float64, weights []float64, tolerance float64) {
	t.Helper()
	x, sum, scale := make([]float64, len(points[0])), 0.0, 0.0
	for j, p := range points {
		if weights[j] < 0 {
			t.Fatalf("weight %d is %v", j, weights[j])
		}
		sum += weights[j]
		scale = max(scale, panel.Dot(p, p)+ridge)
		for i, v := range p {
			x[i] += weights[j] * v
		}
	}
	if math.Abs(sum-1) > 1e-12 {
		t.Errorf("weights sum to %v", sum)
	}
	value := panel.Dot(x, x) + ridge*panel.Dot(weights, weights)
	for j, p := range points {
		slope := panel.Dot(p, x) + ridge*weights[j] - value
		if slope < -tolerance*scale || weights[j] > 0 && math.Abs(slope) > tolerance*scale {
			t.Errorf("point %d, weight %v: slope %v beside %v", j, weights[j], slope, value)
		}
	}
}

func cloud(seed uint64, n, m int, away float64) [][]float64 {
	r := rand.New(rand.NewPCG(seed, 1))
	points := make([][]float64, n)
	for j := range points {
		points[j] = make([]float64, m)
		for i := range points[j] {
			points[j][i] = r.NormFloat64() + away
		}
	}
	return points
}

func TestNearestIsOptimal(t *testing.T) {
	for seed := range uint64(60) {
		n, m := 2+int(seed*7%40), 1+int(seed*5%23)
		for _, ridge := range []float64{0, 1e-12, 0.01, 3, 500} {
			points := cloud(seed, n, m, 0.3*float64(seed%4))
			weights, perfect := nearest(points, ridge, nil)
			if perfect {
				optimal(t, points, evenShare*greatest(points), even(points), 1e-12)
			} else {
				optimal(t, points, ridge, weights, 1e-12)
			}
			again, perfectly := nearest(points, ridge, alike(n))
			if perfectly != perfect {
				t.Errorf("perfect %v from one start, %v from another", perfect, perfectly)
			}
			for j := range again {
				if !perfect && math.Abs(again[j]-weights[j]) > 1e-6 {
					t.Errorf("weight %d is %v from one start, %v from another", j, weights[j], again[j])
				}
			}
			if ridge > 1 {
				slow, _ := search(points, ridge, greatest(points), nil)
				for j := range slow {
					near(t, "pivoting", weights[j], slow[j], 1e-13)
				}
			}
		}
	}
}

func TestNearestByHand(t *testing.T) {
	w, perfect := nearest([][]float64{{3, -1}, {0, 2}}, 0, nil) // foot (1, 1) = 1/3 (3, -1) + 2/3 (0, 2)
	if math.Abs(w[0]-1.0/3) > 1e-15 || math.Abs(w[1]-2.0/3) > 1e-15 || perfect {
		t.Errorf("weights %v", w)
	}
	w, _ = nearest([][]float64{{1, 0}, {2, 5}}, 0, nil) // the first is nearest of all between them
	if w[0] != 1 || w[1] != 0 {
		t.Errorf("weights %v, not the corner", w)
	}
	w, _ = nearest([][]float64{{2}, {4}}, 4, nil) // (2 + 2v)² + 4((1-v)² + v²) is least at v = 0
	if w[0] != 1 {
		t.Errorf("weights %v", w)
	}
	w, _ = nearest([][]float64{{2}, {4}}, 16, nil) // slope 8(1+v) + 16(4v - 2) = 0 at v = 24/72
	if math.Abs(w[1]-1.0/3) > 1e-15 {
		t.Errorf("weights %v", w)
	}
}

// Inside the polytope nothing but evenness decides: of the corners of a square
// around the origin, all alike.
func TestNearestPerfect(t *testing.T) {
	square := [][]float64{{1, 1}, {1, -1}, {-1, 1}, {-1, -1}}
	w := even(square)
	for _, v := range w {
		if math.Abs(v-0.25) > 1e-8 {
			t.Errorf("weights %v", w)
		}
	}
	if _, perfect := nearest(square, 0, nil); !perfect {
		t.Error("the middle of a square is not met")
	}
	if w, perfect := nearest([][]float64{{0, 0}, {0, 0}}, 0, nil); w[0] != 0.5 || !perfect {
		t.Errorf("points that are all at the origin: %v", w)
	}
	if w, _ := nearest([][]float64{{3, 4}}, 0, nil); w[0] != 1 {
		t.Errorf("one point: %v", w)
	}
	w, _ = nearest([][]float64{{1, 2}, {1, 2}, {1, 2}}, 0, nil)
	if w[0]+w[1]+w[2] != 1 {
		t.Errorf("the same point three times: %v", w)
	}
}

func BenchmarkNearest(b *testing.B) {
	for _, c := range []struct {
		name  string
		ridge float64
	}{{"300x20", 1e-9}, {"300x20 ridge", 40}} {
		points := cloud(1, 300, 20, 0.5)
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				nearest(points, c.ridge, nil)
			}
		})
	}
}
