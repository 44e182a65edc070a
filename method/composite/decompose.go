package composite

import "math"

// Contribution is what one indicator adds to the distance between the indices of
// two places.
type Contribution struct {
	Code   string
	A, B   float64 // normalised scores
	Points float64 // of the index of A less that of B; all together are the distance
}

// Decompose splits the distance between two rows of a period (0 for one
// cross-section) by indicator. It needs arithmetic means at every level; a child
// that a place lacks has its weight on the siblings there, so that the parts add
// up all the same.
func (r *Result) Decompose(a, b string, period int) ([]Contribution, error) {
	last, err := r.aggregate()
	if err != nil {
		return nil, err
	}
	for _, m := range last.By {
		if m.Method() != (Arithmetic{}).Method() {
			return nil, &Fault{Kind: BadStep, Names: []string{m.Method()}, Step: "aggregate"}
		}
	}
	x, err := r.shares(a, period)
	if err != nil {
		return nil, err
	}
	y, err := r.shares(b, period)
	if err != nil {
		return nil, err
	}
	var out []Contribution
	for i, n := range r.Hierarchy.Level(1) {
		c := Contribution{Code: n.Code, A: x.score[i], B: y.score[i]}
		c.Points = x.points(i) - y.points(i)
		out = append(out, c)
	}
	return out, nil
}

// stand is one row: its scores, and the share of each indicator in its index.
type stand struct{ score, share []float64 }

// points that an indicator gives to the index of its row.
func (s stand) points(i int) float64 {
	if s.share[i] == 0 {
		return 0
	}
	return s.share[i] * s.score[i]
}

// shares are the effective weights in one row, where those of missing children
// are on their siblings.
func (r *Result) shares(place string, period int) (s stand, err error) {
	h, t := r.Hierarchy, r.Last()
	row := -1
	for i, u := range t.Units {
		if u == place && t.period(i) == period {
			row = i
		}
	}
	if row < 0 || math.IsNaN(t.Column(h.Top())[row]) {
		return s, &Fault{Kind: UnknownPlace, Place: place, Period: period}
	}
	share := make([]float64, len(h.nodes))
	share[len(share)-1] = 1
	for p := len(h.nodes) - 1; p >= h.first[1]; p-- {
		total := 0.0
		for _, i := range h.children[p] {
			if !math.IsNaN(t.Values[i][row]) {
				total += r.Weights[h.nodes[i].Code]
			}
		}
		for _, i := range h.children[p] {
			if !math.IsNaN(t.Values[i][row]) && total > 0 {
				share[i] = share[p] * (r.Weights[h.nodes[i].Code] / total)
			}
		}
	}
	for i := range h.Level(1) {
		s.score = append(s.score, t.Values[i][row])
	}
	s.share = share[:len(s.score)]
	return s, nil
}
