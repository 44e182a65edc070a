package composite

import "math"

// MinMax stretches the values from the least to the greatest over Lower to Upper.
type MinMax struct{ Lower, Upper float64 }

func (MinMax) Method() string { return "min_max" }

func (b MinMax) check(Node, *Data) error { return rising(b.Lower, b.Upper) }

func (b MinMax) scores(_ Node, x []float64, _ *Table, _ []int) ([]float64, error) {
	low, high, err := span(x)
	return each(x, func(v float64) float64 {
		return float64((v-low)/(high-low)*(b.Upper-b.Lower)) + b.Lower
	}), err
}

// ZScore gives the values this mean and standard deviation.
type ZScore struct{ Mean, Deviation float64 }

func (ZScore) Method() string { return "z_score" }

func (b ZScore) check(Node, *Data) error { return rising(b.Mean, b.Mean+b.Deviation) }

func (b ZScore) scores(_ Node, x []float64, _ *Table, _ []int) ([]float64, error) {
	if _, _, err := span(x); err != nil {
		return nil, err
	}
	m, s := mean(x), deviation(x)
	return each(x, func(v float64) float64 { return float64((v-m)/s*b.Deviation) + b.Mean }), nil
}

// Scaled takes Lower to 0 and Upper to Factor, both of values times direction.
type Scaled struct{ Lower, Upper, Factor float64 }

func (Scaled) Method() string { return "scaled" }

func (b Scaled) check(Node, *Data) error {
	if err := rising(0, b.Factor); err != nil {
		return err
	}
	return rising(b.Lower, b.Upper)
}

func (b Scaled) scores(_ Node, x []float64, _ *Table, _ []int) ([]float64, error) {
	return each(x, func(v float64) float64 { return (v - b.Lower) / (b.Upper - b.Lower) * b.Factor }), nil
}

// Directed leaves the values as they are, times their direction.
type Directed struct{}

func (Directed) Method() string { return "none" }

func (Directed) check(Node, *Data) error { return nil }

func (Directed) scores(_ Node, x []float64, _ *Table, _ []int) ([]float64, error) { return x, nil }

// rising refuses bounds that are not two finite numbers in order.
func rising(low, high float64) error {
	if !(low < high) || math.IsInf(low, 0) || math.IsInf(high, 0) {
		return &Fault{Kind: BadStep, Value: high}
	}
	return nil
}
