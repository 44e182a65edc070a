package composite

import (
	"math"
	"slices"
)

// Normalise puts indicators on one scale on which more is better: values are
// multiplied by their direction first.
type Normalise struct {
	By    Normalisation
	Only  []NormaliseOne // other normalisations, by indicator
	Scope Scope          // Pooled freezes minimum, maximum, mean ... over the periods
}

// NormaliseOne is the normalisation of one indicator.
type NormaliseOne struct {
	Code string
	By   Normalisation
}

// Normalisation is MinMax, ZScore, Scaled, Rank, PercentRank, Borda,
// DistanceToMax, DistanceToReference, DistanceToTarget, FractionOfMax, Posts or
// Directed.
type Normalisation interface {
	// Method is its word on record.
	Method() string
	check(n Node, d *Data) error
	// scores are those of values times direction, none missing, at rows of t.
	scores(n Node, x []float64, t *Table, at []int) ([]float64, error)
}

func (s Normalise) Name() string { return "normalise" }

// of is the normalisation of an indicator.
func (s Normalise) of(code string) Normalisation {
	for _, one := range s.Only {
		if one.Code == code {
			return one.By
		}
	}
	return s.By
}

func (s Normalise) check(h *Hierarchy, d *Data) error {
	for i, one := range s.Only {
		if err := indicator(h, one.Code); err != nil {
			return err
		}
		if slices.ContainsFunc(s.Only[:i], func(o NormaliseOne) bool { return o.Code == one.Code }) {
			return faulty(DuplicateCode, one.Code)
		}
	}
	for _, n := range h.Level(1) {
		by := s.of(n.Code)
		if by == nil {
			return faulty(BadStep, n.Code)
		}
		if err := by.check(n, d); err != nil {
			if f, ok := err.(*Fault); ok && f.Kind == BadStep && f.Names == nil {
				f.Names = []string{by.Method(), n.Code}
			}
			return at0(err, n.Code, nil, nil, 1)
		}
	}
	return nil
}

func (s Normalise) apply(r *run, in *Table) (*Stage, error) {
	stage := &Stage{Table: in.like()}
	parts := in.slices(s.Scope == Pooled)
	for j, n := range r.h.Level(1) {
		by := s.of(n.Code)
		y := make([]float64, len(in.Units))
		turned := false
		for _, rows := range parts {
			at := make([]int, 0, len(rows))
			x := make([]float64, 0, len(rows))
			for _, i := range rows {
				if v := in.Values[j][i]; math.IsNaN(v) {
					y[i] = v
				} else {
					at, x = append(at, i), append(x, v*float64(n.Direction))
				}
			}
			if len(x) == 0 {
				continue
			}
			turned = turned || by.Method() == FractionOfMax{}.Method() && slices.Max(x) < 0
			scores, err := by.scores(n, x, in, at)
			if err == nil && slices.ContainsFunc(scores, func(v float64) bool { return math.IsNaN(v) || math.Abs(v) > largest }) {
				err = &Fault{Kind: Constant} // a spread too small to divide by
			}
			if err != nil {
				return nil, at0(err, n.Code, in, rows, len(parts))
			}
			for k, i := range at {
				y[i] = scores[k]
			}
		}
		if turned {
			stage.Turned = append(stage.Turned, n.Code)
		}
		stage.Table.Values[j] = y
	}
	return stage, nil
}

// at0 names indicator and period in a fault that has none.
func at0(err error, code string, t *Table, rows []int, parts int) error {
	if f, ok := err.(*Fault); ok {
		if f.Names == nil {
			f.Names = []string{code}
		}
		if parts > 1 {
			f.Period = t.period(rows[0])
		}
	}
	return err
}

// span gives the least and the greatest value, and refuses a constant, or what
// is one but for the rounding of a division.
func span(x []float64) (low, high float64, err error) {
	low, high = slices.Min(x), slices.Max(x)
	if !(high-low > 1e-13*max(math.Abs(low), math.Abs(high))) {
		err = &Fault{Kind: Constant, Value: low}
	}
	return low, high, err
}

// each applies a function to every value.
func each(x []float64, f func(v float64) float64) []float64 {
	out := make([]float64, len(x))
	for i, v := range x {
		out[i] = f(v)
	}
	return out
}
