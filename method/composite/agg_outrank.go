package composite

import "math"

// Copeland scores a place by the pairs that it wins less those that it loses,
// where the weighted children vote on each pair. In a panel each period votes by
// itself.
type Copeland struct{}

func (Copeland) Method() string { return "copeland" }

func (Copeland) check() error { return nil }

func (Copeland) combine(f *family) ([]float64, error) {
	out := make([]float64, len(f.table.Units))
	for _, rows := range f.parts {
		for a, i := range rows {
			for _, j := range rows[:a] {
				switch share := f.vote(i, j); {
				case share > 0.5:
					out[i]++
					out[j]--
				case share < 0.5:
					out[i]--
					out[j]++
				}
			}
		}
	}
	for i := range out {
		if f.present(i) == 0 {
			out[i] = math.NaN()
		}
	}
	return out, nil
}

// vote is the share of the weight on children that puts row i before row j, ties
// counted half. A child missing on either side has no vote; without any, a pair
// is even at 0.5, and so it is where the two sides have the same weight but
// for rounding.
func (f *family) vote(i, j int) float64 {
	more, less, tie := 0.0, 0.0, 0.0
	for k, x := range f.x {
		switch p, q := x[i], x[j]; {
		case p > q:
			more += f.weights[k]
		case p < q:
			less += f.weights[k]
		case p == q:
			tie += f.weights[k]
		}
	}
	if math.Abs(more-less) <= Rounding*(more+less) {
		return 0.5
	}
	return (more + tie/2) / (more + less + tie)
}

// present counts the children with a score in a row.
func (f *family) present(row int) int {
	n := 0
	for _, x := range f.x {
		if !math.IsNaN(x[row]) {
			n++
		}
	}
	return n
}

// Outranking is the vote between places on the children of one node.
type Outranking struct {
	Places   []string
	Share    [][]float64 // [a][b] of the weight that puts a before b; 0.5 on the diagonal
	Dominant int         // pairs of which one is nowhere behind
}

// Outrank holds the vote on the children of an aggregate, or on the given codes
// of any level with equal weights. In a panel it needs the period; elsewhere that
// is 0.
func (r *Result) Outrank(parent string, codes []string, period int) (*Outranking, error) {
	t := r.Last()
	f := &family{parent: parent, table: t}
	if codes == nil {
		codes = r.Hierarchy.Children(parent)
	}
	for _, code := range codes {
		x := t.Column(code)
		if x == nil {
			return nil, faulty(UnknownCode, code)
		}
		w := r.Weights[code]
		if parent == "" {
			w = 1
		}
		f.x, f.weights = append(f.x, x), append(f.weights, w)
	}
	var rows []int
	for i := range t.Units {
		if t.period(i) == period {
			rows = append(rows, i)
		}
	}
	if len(rows) < 2 || len(f.x) == 0 {
		return nil, faulty(TooFew, parent)
	}
	o := &Outranking{Share: make([][]float64, len(rows))}
	for a, i := range rows {
		o.Places = append(o.Places, t.Units[i])
		o.Share[a] = make([]float64, len(rows))
		for b, j := range rows {
			if o.Share[a][b] = f.vote(i, j); b < a {
				o.Share[a][b] = 1 - o.Share[b][a]
			}
			if o.Share[a][b] == 1 {
				o.Dominant++
			}
		}
	}
	return o, nil
}
