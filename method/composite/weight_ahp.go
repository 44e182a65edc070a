package composite

import "math"

// Given are weights that people set, by code. Every node of the level has one.
type Given struct{ Weights Weights }

func (Given) Method() string { return "given" }

func (g Given) check(h *Hierarchy, level int) error {
	if _, err := h.weights(g.Weights); err != nil {
		return err
	}
	for _, n := range h.Level(level) {
		if _, named := g.Weights[n.Code]; !named {
			return faulty(UnknownWeight, n.Code)
		}
	}
	return nil
}

func (g Given) weights(f *family) ([]float64, error) {
	w := make([]float64, len(f.codes))
	for j, code := range f.codes {
		w[j] = g.Weights[code]
	}
	return f.shares(w)
}

// AHP weighs by pairwise judgements (Saaty 1980), one matrix for each family of
// two or more; an only child needs none.
type AHP struct{ Families []Judgement }

// Judgement says how many times as important one child is as another.
type Judgement struct {
	Parent string
	Codes  []string    // of the rows and columns, the children of Parent in any order
	Matrix [][]float64 // [a][b] = 3: a is three times as important as b
}

func (AHP) Method() string { return "ahp" }

// check refuses a matrix that does not fit its family, that is not reciprocal,
// or that contradicts itself.
func (a AHP) check(h *Hierarchy, level int) error {
	for i, j := range a.Families {
		n, known := h.Node(j.Parent)
		if !known || n.Level != level+1 {
			return faulty(UnknownCode, j.Parent)
		}
		for _, other := range a.Families[:i] {
			if other.Parent == j.Parent {
				return faulty(DuplicateCode, j.Parent)
			}
		}
		children := h.Children(j.Parent)
		if len(children) != len(j.Codes) {
			return faulty(BadStep, j.Parent)
		}
		for k, code := range j.Codes {
			if n, known := h.Node(code); !known || n.Parent != j.Parent {
				return faulty(UnknownCode, code)
			}
			for _, other := range j.Codes[:k] {
				if other == code {
					return faulty(DuplicateCode, code)
				}
			}
		}
		if _, err := j.Solve(); err != nil {
			return err
		}
	}
	for _, n := range h.Level(level + 1) {
		if a.of(n.Code) == nil && len(h.Children(n.Code)) > 1 {
			return faulty(BadStep, n.Code)
		}
	}
	return nil
}

// of finds the judgement of a family.
func (a AHP) of(parent string) *Judgement {
	for i := range a.Families {
		if a.Families[i].Parent == parent {
			return &a.Families[i]
		}
	}
	return nil
}

func (a AHP) weights(f *family) ([]float64, error) {
	j := a.of(f.parent)
	if j == nil {
		return []float64{1}, nil
	}
	p, err := j.Solve()
	if err != nil {
		return nil, err
	}
	w := make([]float64, len(f.codes))
	for k, code := range f.codes {
		w[k] = p.Weights[code]
	}
	return f.shares(w)
}

// Priorities are what pairwise judgements come to.
type Priorities struct {
	Weights Weights
	Value   float64 // the greatest eigenvalue
	Index   float64 // consistency index, (value - n) / (n - 1)
	Ratio   float64 // over that of random judgements; 0 for two
}

// random is the consistency index of random judgements, by the number of
// things compared (Saaty 1980).
var random = []float64{0, 0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59}

// Solve takes the first eigenvector. It refuses a matrix that is not square,
// positive and, to 1 percent, reciprocal, so that a third may be typed 0.333; one
// of more than 15 things; and one whose consistency ratio is above 0.1. Entries
// above the diagonal count, those below are taken as their inverse.
func (j Judgement) Solve() (*Priorities, error) {
	n := len(j.Codes)
	if n < 1 || n >= len(random) || len(j.Matrix) != n {
		return nil, &Fault{Kind: BadStep, Names: []string{j.Parent}, Value: float64(n)}
	}
	m := make([][]float64, n)
	for a := range m {
		m[a] = make([]float64, n)
		if len(j.Matrix[a]) != n {
			return nil, &Fault{Kind: BadStep, Names: []string{j.Parent, j.Codes[a]}, Value: float64(len(j.Matrix[a]))}
		}
	}
	for a := range m {
		for b := range a + 1 {
			v, mirror := j.Matrix[b][a], j.Matrix[a][b]
			if !(v > 0 && mirror > 0 && math.Abs(v*mirror-1) <= 0.01) || math.IsInf(v, 0) || a == b && v != 1 {
				return nil, &Fault{Kind: NotReciprocal, Names: []string{j.Parent, j.Codes[b], j.Codes[a]}, Value: mirror}
			}
			m[b][a], m[a][b] = v, 1/v
		}
	}
	w, value, ok := perron(m)
	if !ok {
		return nil, faulty(NoConvergence, j.Parent)
	}
	p := &Priorities{Weights: Weights{}, Value: value}
	for a, code := range j.Codes {
		p.Weights[code] = w[a]
	}
	if n > 2 {
		p.Index = (value - float64(n)) / float64(n-1)
		p.Ratio = p.Index / random[n]
	}
	if p.Ratio > 0.1 {
		return nil, &Fault{Kind: Inconsistent, Names: []string{j.Parent}, Value: p.Ratio}
	}
	return p, nil
}

// perron gives the greatest eigenvalue of a positive matrix and its vector, with
// a sum of 1, by iteration.
func perron(m [][]float64) (w []float64, value float64, ok bool) {
	n := len(m)
	w = make([]float64, n)
	for i := range w {
		w[i] = 1 / float64(n)
	}
	for range 10000 {
		next := make([]float64, n)
		sum, change := 0.0, 0.0
		for i := range next {
			next[i] = product(m[i], w)
			sum += next[i]
		}
		for i := range next {
			next[i] /= sum
			change = max(change, math.Abs(next[i]-w[i]))
		}
		w, value = next, sum
		if change < 1e-14 {
			return w, value, true
		}
	}
	return nil, 0, false
}
