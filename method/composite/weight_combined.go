package composite

import "math"

// Combination says how two sets of weights become one.
type Combination string

// The combinations.
const (
	Linear  Combination = "linear"  // Share of the first, the rest of the second
	Product Combination = "product" // their products, brought to a sum of 1
	Game    Combination = "game"    // the linear combination nearest to both 博弈论组合: least sum of squared distances
)

// Combined combines two weightings of the same level, such as the judgement of
// people and the entropy of the data.
type Combined struct {
	First, Second Weighting
	How           Combination
	Share         float64 // of the first, for Linear
}

func (Combined) Method() string { return "combined" }

func (c Combined) check(h *Hierarchy, level int) error {
	switch c.How {
	case Linear, Product, Game:
	default:
		return faulty(BadStep, string(c.How))
	}
	if c.First == nil || c.Second == nil {
		return faulty(BadStep, "combination")
	}
	if !(c.Share >= 0 && c.Share <= 1) {
		return &Fault{Kind: BadStep, Names: []string{"share"}, Value: c.Share}
	}
	if err := c.First.check(h, level); err != nil {
		return err
	}
	return c.Second.check(h, level)
}

func (c Combined) weights(f *family) ([]float64, error) {
	a, err := c.First.weights(f)
	if err != nil {
		return nil, err
	}
	b, err := c.Second.weights(f)
	if err != nil {
		return nil, err
	}
	share := c.Share
	if c.How == Game {
		share = game(a, b)
	}
	w := make([]float64, len(a))
	for j := range w {
		if c.How == Product {
			w[j] = a[j] * b[j]
		} else {
			w[j] = float64(share*a[j]) + float64((1-share)*b[j])
		}
	}
	return f.shares(w)
}

// game solves [aa ab; ab bb] (p, q) = (aa, bb), the condition of the least sum of
// squared distances, and gives |p| / (|p| + |q|).
func game(a, b []float64) float64 {
	aa, ab, bb := product(a, a), product(a, b), product(b, b)
	det := float64(aa*bb) - float64(ab*ab)
	if det <= 1e-14*aa*bb {
		return 0.5 // the two are the same
	}
	p := math.Abs(float64(aa*bb) - float64(ab*bb))
	q := math.Abs(float64(aa*bb) - float64(ab*aa))
	if p+q == 0 {
		return 0.5
	}
	return p / (p + q)
}
