package composite

import "math"

// The methods here weigh a child by how much it tells places apart. A child that
// is the same everywhere is refused, as it can tell nothing.
type (
	// Entropy is the entropy weight 熵权 (Shannon): the shares that places have in
	// the sum of a child, their entropy over ln n, and weights in proportion to
	// what it lacks to 1. Scores must not be negative.
	Entropy struct{}
	// CRITIC weighs by standard deviation times conflict, the sum of 1 less the
	// correlation with every sibling (Diakoulaki et al. 1995). It takes scores as
	// they are: on one scale, as after min-max.
	CRITIC struct{}
	// Variation weighs by the coefficient of variation 变异系数, the standard
	// deviation over the mean, which must be positive.
	Variation struct{}
)

func (Entropy) Method() string   { return "entropy" }
func (CRITIC) Method() string    { return "critic" }
func (Variation) Method() string { return "variation" }

func (Entropy) check(*Hierarchy, int) error   { return nil }
func (CRITIC) check(*Hierarchy, int) error    { return nil }
func (Variation) check(*Hierarchy, int) error { return nil }

func (Entropy) weights(f *family) ([]float64, error) {
	if err := f.above(func(v float64) bool { return v >= 0 }); err != nil {
		return nil, err
	}
	return f.spread(func(_ int, x []float64) float64 {
		sum, entropy := 0.0, 0.0
		for _, v := range x {
			sum += v
		}
		for _, v := range x {
			if p := v / sum; p > 0 {
				entropy -= float64(p * math.Log(p))
			}
		}
		return max(1-entropy/math.Log(float64(len(x))), 0)
	})
}

func (Variation) weights(f *family) ([]float64, error) {
	for j, x := range f.x {
		if m := mean(all(x)); !(m > 0) {
			return nil, &Fault{Kind: NotPositive, Names: []string{f.codes[j], f.parent}, Value: m}
		}
	}
	return f.spread(func(_ int, x []float64) float64 { return deviation(x) / mean(x) })
}

func (CRITIC) weights(f *family) ([]float64, error) {
	return f.spread(func(j int, x []float64) float64 {
		if len(f.x) == 1 {
			return 1
		}
		conflict := 0.0
		for k, y := range f.x {
			if k != j {
				conflict += 1 - pearson(f.x[j], y)
			}
		}
		return deviation(x) * conflict
	})
}

// spread weighs every child by a measure of its scores, none missing.
func (f *family) spread(measure func(j int, x []float64) float64) ([]float64, error) {
	w := make([]float64, len(f.x))
	for j, x := range f.x {
		there := all(x)
		if len(there) < 2 {
			return nil, faulty(TooFew, f.codes[j], f.parent)
		}
		if _, _, err := span(there); err != nil {
			return nil, faulty(Constant, f.codes[j], f.parent)
		}
	}
	for j, x := range f.x {
		w[j] = measure(j, all(x))
	}
	return f.shares(w)
}

// shares brings weights to a sum of 1 and refuses what cannot be.
func (f *family) shares(w []float64) ([]float64, error) {
	total := 0.0
	for j, v := range w {
		if v < 0 {
			return nil, &Fault{Kind: NegativeWeight, Names: []string{f.codes[j], f.parent}, Value: v}
		}
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil, faulty(TooFew, f.codes[j], f.parent)
		}
		total += v
	}
	if total == 0 {
		return nil, faulty(ZeroWeights, append([]string{f.parent}, f.codes...)...)
	}
	out := make([]float64, len(w))
	for j, v := range w {
		out[j] = v / total
	}
	return out, nil
}

// all gives the values that are not missing.
func all(x []float64) []float64 {
	out := make([]float64, 0, len(x))
	for _, v := range x {
		if !math.IsNaN(v) {
			out = append(out, v)
		}
	}
	return out
}
