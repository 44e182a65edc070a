package composite

import "math"

// DistanceToMax is how far from the worst towards the best, 0 to 1.
type DistanceToMax struct{}

func (DistanceToMax) Method() string { return "distance_to_max" }

func (DistanceToMax) check(Node, *Data) error { return nil }

func (DistanceToMax) scores(_ Node, x []float64, _ *Table, _ []int) ([]float64, error) {
	low, high, err := span(x)
	return each(x, func(v float64) float64 { return 1 - (high-v)/(high-low) }), err
}

// DistanceToReference is how far from the worst towards one place, which has 1.
// Over the pooled periods of a panel it has no one value, and is refused.
type DistanceToReference struct {
	Place string
	Cap   bool // no more than 1
}

func (DistanceToReference) Method() string { return "distance_to_reference" }

func (b DistanceToReference) check(n Node, d *Data) error {
	if !d.hasUnit(b.Place) {
		return faulty(UnknownPlace, b.Place)
	}
	return nil
}

func (b DistanceToReference) scores(n Node, x []float64, t *Table, at []int) ([]float64, error) {
	reference, found := math.NaN(), 0
	for k, i := range at {
		if t.Units[i] == b.Place {
			reference, found = x[k], found+1
		}
	}
	switch {
	case found == 0: // missing or screened
		return nil, faulty(Missing, n.Code, b.Place)
	case found > 1:
		return nil, &Fault{Kind: BadStep, Names: []string{n.Code, b.Place}, Value: float64(found)}
	}
	low, _, err := span(x)
	if err == nil && !(reference > low) {
		err = &Fault{Kind: LastReference, Names: []string{n.Code, b.Place}, Value: reference * float64(n.Direction)}
	}
	return each(x, func(v float64) float64 { return capped(1-(reference-v)/(reference-low), b.Cap) }), err
}

// DistanceToTarget is how far from the worst towards the target, which has 1.
type DistanceToTarget struct {
	Cap bool // no more than 1
}

func (DistanceToTarget) Method() string { return "distance_to_target" }

func (DistanceToTarget) check(n Node, _ *Data) error {
	if n.Target == nil || math.IsNaN(*n.Target) || math.IsInf(*n.Target, 0) {
		return faulty(NoTarget, n.Code)
	}
	return nil
}

// A target that every place has passed leaves no distance to measure.
func (b DistanceToTarget) scores(n Node, x []float64, _ *Table, _ []int) ([]float64, error) {
	target := *n.Target * float64(n.Direction)
	low := x[0]
	for _, v := range x {
		low = min(low, v)
	}
	if !(target > low) {
		return nil, &Fault{Kind: BadStep, Names: []string{n.Code, "target"}, Value: *n.Target}
	}
	return each(x, func(v float64) float64 { return capped((v-low)/(target-low), b.Cap) }), nil
}

// Posts takes the goalposts of the hierarchy to 0 and Scale. They do not depend
// on the data, so scores can be compared over time whatever the scope.
type Posts struct {
	Scale float64
	Cap   bool // no less than 0, no more than Scale
}

func (Posts) Method() string { return "goalposts" }

func (b Posts) check(n Node, _ *Data) error {
	if n.Goalposts == nil {
		return faulty(NoTarget, n.Code)
	}
	if err := rising(0, b.Scale); err != nil {
		return err
	}
	if rising(n.Goalposts.Lower, n.Goalposts.Upper) != nil {
		return &Fault{Kind: BadStep, Names: []string{n.Code, "goalposts"}, Value: n.Goalposts.Upper}
	}
	return nil
}

func (b Posts) scores(n Node, x []float64, _ *Table, _ []int) ([]float64, error) {
	low, high := n.Goalposts.Lower, n.Goalposts.Upper
	if n.Direction < 0 {
		low, high = -high, -low
	}
	return each(x, func(v float64) float64 {
		y := capped((v-low)/(high-low), b.Cap)
		if b.Cap {
			y = max(y, 0)
		}
		return y * b.Scale
	}), nil
}

// FractionOfMax is the value over the greatest, as COINr's n_fracmax. Of values
// that are all negative, as those of an indicator of which less is better, it
// grows as they get worse; such indicators are listed in Stage.Turned.
type FractionOfMax struct{}

func (FractionOfMax) Method() string { return "fraction_of_max" }

func (FractionOfMax) check(Node, *Data) error { return nil }

func (FractionOfMax) scores(_ Node, x []float64, _ *Table, _ []int) ([]float64, error) {
	high := x[0]
	for _, v := range x {
		high = max(high, v)
	}
	if high == 0 {
		return nil, &Fault{Kind: NotPositive}
	}
	return each(x, func(v float64) float64 { return v / high }), nil
}

// capped is y, or 1 where it is more and must not be.
func capped(y float64, limit bool) float64 {
	if limit {
		return min(y, 1)
	}
	return y
}
