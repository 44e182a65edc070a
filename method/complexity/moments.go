package complexity

import (
	"math"

	"github.com/quanyu/quanyu/method/panel"
)

// moment is the count, the mean and the sum of squares about it of the values
// that are numbers.
type moment struct{ n, mean, squares float64 }

func moments(x []float64) moment {
	var m moment
	for _, v := range x {
		if !math.IsNaN(v) {
			m.n++
			m.mean += v
		}
	}
	m.mean /= m.n
	for _, v := range x {
		if !math.IsNaN(v) {
			m.squares += float64((v - m.mean) * (v - m.mean))
		}
	}
	return m
}

// deviation divides by n less some; values that are all alike are a fault.
func (m moment) deviation(less float64, name string) (float64, error) {
	d := math.Sqrt(m.squares / (m.n - less))
	if !(d > 1e-12*math.Abs(m.mean)) || !(d > 0) {
		return 0, panel.Faulty(Constant, name)
	}
	return d, nil
}

func standard(x []float64, mean, deviation float64) []float64 {
	out := make([]float64, len(x))
	for i, v := range x {
		out[i] = (v - mean) / deviation
	}
	return out
}

// correlation is Pearson's; NaN where one does not vary.
func correlation(x, y []float64) float64 {
	mx, my := moments(x), moments(y)
	both := 0.0
	for i := range x {
		both += float64((x[i] - mx.mean) * (y[i] - my.mean))
	}
	return both / math.Sqrt(float64(mx.squares*my.squares))
}
