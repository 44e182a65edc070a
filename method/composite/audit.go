package composite

import (
	"math"
	"slices"
)

// Family correlates every node of a level with each of its ancestors, by
// ancestor level, then in the order of the nodes.
func (r *Result) Family(level int, by Coefficient) ([]Correlation, error) {
	h, t := r.Hierarchy, r.Last()
	if level < 1 || level >= h.Depth() {
		return nil, &Fault{Kind: BadStep, Names: []string{"level"}, Value: float64(level)}
	}
	var out []Correlation
	for up := level + 1; up <= h.Depth(); up++ {
		for i := h.first[level-1]; i < h.first[level]; i++ {
			p := i
			for h.nodes[p].Level < up {
				p = h.parent[p]
			}
			c, err := t.Correlate([]string{h.nodes[i].Code}, []string{h.nodes[p].Code}, by)
			if err != nil {
				return nil, err
			}
			out = append(out, c...)
		}
	}
	return out, nil
}

// Flagged is a pair of siblings whose correlation is beyond a limit.
type Flagged struct {
	Group string
	Correlation
}

// Flagged lists the pairs of indicators below the same node of a level, in one of
// the tables of the result, whose correlation is above high or below low. In data
// as given the correlation is not turned by directions.
func (r *Result) Flagged(t *Table, level int, high, low float64, by Coefficient) ([]Flagged, error) {
	h := r.Hierarchy
	if level < 2 || level > h.Depth() {
		return nil, &Fault{Kind: BadStep, Names: []string{"level"}, Value: float64(level)}
	}
	var out []Flagged
	for _, group := range h.Level(level) {
		codes := h.Indicators(group.Code)
		for i, a := range codes {
			list, err := t.Correlate([]string{a}, codes[i+1:], by)
			if err != nil {
				return nil, err
			}
			for _, c := range list {
				if c.Value > high || c.Value < low {
					out = append(out, Flagged{group.Code, c})
				}
			}
		}
	}
	return out, nil
}

// WithDenominators correlates the indicators of a table with the denominators,
// row by row, and lists those beyond a limit either way: of a size where there
// should be a rate.
func (r *Result) WithDenominators(t *Table, limit float64, by Coefficient) ([]Correlation, error) {
	with := &Table{Codes: slices.Clone(t.Codes), Values: slices.Clone(t.Values)}
	var sizes []string
	for _, c := range r.Data.Denominators {
		x := make([]float64, len(t.row))
		for i, row := range t.row {
			x[i] = c.Values[row]
		}
		with.Codes, with.Values = append(with.Codes, "/"+c.Code), append(with.Values, x)
		sizes = append(sizes, "/"+c.Code)
	}
	list, err := with.Correlate(t.Codes[:len(r.Hierarchy.Level(1))], sizes, by)
	if err != nil {
		return nil, err
	}
	out := list[:0]
	for _, c := range list {
		if math.Abs(c.Value) > limit {
			c.B = c.B[1:]
			out = append(out, c)
		}
	}
	return out, nil
}

// Cronbach is the coefficient alpha of some columns: k²·c/S, with the mean
// covariance c of different columns and the sum S of all covariances, over
// complete pairs.
func (t *Table) Cronbach(codes []string) (float64, error) {
	k := float64(len(codes))
	if k < 2 {
		return 0, &Fault{Kind: TooFew, Names: codes, Value: k}
	}
	total, diagonal := 0.0, 0.0
	for i, p := range codes {
		for j, q := range codes {
			x, y := t.Column(p), t.Column(q)
			if x == nil || y == nil {
				return 0, faulty(UnknownCode, p, q)
			}
			a, b := pairs(x, y)
			if len(a) < 2 {
				return 0, faulty(TooFew, p, q)
			}
			c := covariance(a, b)
			if total += c; i == j {
				diagonal += c
			}
		}
	}
	if !(total > 0) {
		return 0, faulty(Constant, codes...)
	}
	return k * k * ((total - diagonal) / (k * (k - 1))) / total, nil
}

// covariance with n-1 of at least two pairs.
func covariance(a, b []float64) float64 {
	p, q := mean(a), mean(b)
	sum := 0.0
	for i := range a {
		sum += float64((a[i] - p) * (b[i] - q))
	}
	return sum / float64(len(a)-1)
}

// Components finds the principal components of the correlations of some columns,
// over the rows in which none is missing.
func (t *Table) Components(codes []string) (*Components, error) {
	x := make([][]float64, len(codes))
	for j, code := range codes {
		if x[j] = t.Column(code); x[j] == nil {
			return nil, faulty(UnknownCode, code)
		}
	}
	if len(x) == 0 {
		return nil, faulty(TooFew)
	}
	return components(codes, x)
}

// Effective gives each node's share in the index under the weights that were
// used: those of the siblings brought to a sum of 1, times the parent's.
func (r *Result) Effective() Weights {
	h := r.Hierarchy
	w := make([]float64, len(h.nodes))
	w[len(w)-1] = 1
	for p := len(h.nodes) - 1; p >= 0; p-- {
		total := 0.0
		for _, i := range h.children[p] {
			total += r.Weights[h.nodes[i].Code]
		}
		for _, i := range h.children[p] {
			if total > 0 {
				w[i] = w[p] * (r.Weights[h.nodes[i].Code] / total)
			}
		}
	}
	return h.named(w)
}
