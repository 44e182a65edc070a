package robust

import (
	"math/rand/v2"

	"github.com/quanyu/quanyu/method/composite"
)

// WeightNoise lets every weight of one level fall within a share of itself,
// each as likely, all apart from one another.
type WeightNoise struct {
	Level int
	Share float64 // 0.25: from three quarters of the weight to five quarters; at most 1
}

// draw changes weights, in the order of the hierarchy.
func draw(h *composite.Hierarchy, noise []WeightNoise, w composite.Weights, source *rand.PCG) {
	for _, n := range noise {
		for _, node := range h.Level(n.Level) {
			w[node.Code] *= 1 + float64(n.Share*(2*uniform(source)-1))
		}
	}
}

// noisy gives data whose values fall anywhere within their margins, each value
// as likely and apart from the others; an indicator and a denominator of one code
// are one figure. A value that is not negative stays so. Margins are drawn for in
// their order, and within one in the order of rows.
func noisy(d *composite.Data, margins []composite.Column, source *rand.PCG) *composite.Data {
	out := *d
	out.Indicators = append([]composite.Column(nil), d.Indicators...)
	out.Denominators = append([]composite.Column(nil), d.Denominators...)
	at := make([]float64, len(d.Units))
	for _, m := range margins {
		for i := range at {
			at[i] = uniform(source)
		}
		for _, columns := range [][]composite.Column{out.Indicators, out.Denominators} {
			for k, c := range columns {
				if c.Code == m.Code {
					columns[k].Values = shift(c.Values, m.Values, at)
				}
			}
		}
	}
	return &out
}

// shift puts each value at a point, 0 to 1, of its margin. A value that is
// missing, or has no margin, stays.
func shift(values, half, at []float64) []float64 {
	out := append([]float64(nil), values...)
	for i, v := range values {
		if !(half[i] > 0) {
			continue
		}
		low, high := v-half[i], v+half[i]
		if v >= 0 {
			low = max(low, 0)
		}
		out[i] = low + float64((high-low)*at[i])
	}
	return out
}

// uniform is a number in [0,1).
func uniform(source *rand.PCG) float64 { return float64(source.Uint64()>>11) / (1 << 53) }
