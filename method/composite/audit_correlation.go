package composite

import "math"

// pairs takes the rows in which neither is missing.
func pairs(x, y []float64) (a, b []float64) {
	for i := range x {
		if !math.IsNaN(x[i]) && !math.IsNaN(y[i]) {
			a, b = append(a, x[i]), append(b, y[i])
		}
	}
	return a, b
}

// pearson is the correlation over complete pairs; NaN where there is none.
func pearson(x, y []float64) float64 {
	a, b := pairs(x, y)
	if len(a) < 2 {
		return math.NaN()
	}
	p, q := mean(a), mean(b)
	ab, aa, bb := 0.0, 0.0, 0.0
	for i := range a {
		u, v := a[i]-p, b[i]-q
		ab += float64(u * v)
		aa += float64(u * u)
		bb += float64(v * v)
	}
	return max(-1, min(1, ab/(math.Sqrt(aa)*math.Sqrt(bb))))
}
