package composite

import "slices"

// Weigh gives the nodes of one level weights by a method, computed from their
// scores within each family of siblings. Those of the hierarchy, or of
// Aggregate.Weights, are not used for that level.
type Weigh struct {
	Level int // of the nodes that get weights: 1 for indicators
	By    Weighting
}

// Weighting is Equal, Given, PCA, Entropy, CRITIC, Variation, AHP or Combined.
type Weighting interface {
	// Method is its word on record.
	Method() string
	check(h *Hierarchy, level int) error
	// weights gives siblings weights that sum to 1.
	weights(f *family) ([]float64, error)
}

// UnitWeights are weights that one place has by itself.
type UnitWeights struct {
	Parent, Place string
	Period        int
	Weights       Weights
}

func (s Weigh) Name() string { return "weigh" }

func (s Weigh) check(h *Hierarchy, d *Data) error {
	if s.Level < 1 || s.Level >= h.Depth() || s.By == nil {
		return &Fault{Kind: BadStep, Names: []string{"level"}, Value: float64(s.Level)}
	}
	return s.By.check(h, s.Level)
}

func (s Weigh) apply(r *run, in *Table) (*Stage, error) {
	r.weighing[s.Level-1] = s.By
	return &Stage{Table: in}, nil
}

// weigh puts the weights of a level into r.weights; nodes left out keep none.
func (r *run) weigh(by Weighting, t *Table, level int, without []string) error {
	equal := make([]float64, len(r.h.nodes))
	for i, n := range r.h.nodes {
		if !slices.Contains(without, n.Code) {
			equal[i] = 1
		}
	}
	for _, parent := range r.h.Level(level + 1) {
		f := r.family(parent.Code, t, equal)
		if len(f.codes) == 0 {
			continue
		}
		w, err := by.weights(f)
		if err != nil {
			return err
		}
		for k, i := range f.at {
			r.weights[i] = w[k]
		}
	}
	return nil
}

// Equal gives siblings the same weight.
type Equal struct{}

func (Equal) Method() string { return "equal" }

func (Equal) check(*Hierarchy, int) error { return nil }

func (Equal) weights(f *family) ([]float64, error) {
	w := make([]float64, len(f.codes))
	for i := range w {
		w[i] = 1 / float64(len(w))
	}
	return w, nil
}
