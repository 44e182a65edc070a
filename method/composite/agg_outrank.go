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
		vote := f.outrank(rows)
		for a, i := range rows {
			if out[i] = math.NaN(); f.present(i) == 0 {
				continue
			}
			score := 0
			for b := range rows {
				switch {
				case vote[a][b] > 0.5:
					score++
				case vote[a][b] < 0.5:
					score--
				}
			}
			out[i] = float64(score)
		}
	}
	return out, nil
}

// outrank is the matrix of the vote between places: at [a][b] the share of the
// weight on children that put a before b, ties counted half. A child missing on
// either side has no vote; without any, and with itself, a pair is even at 0.5.
func (f *family) outrank(rows []int) [][]float64 {
	out := make([][]float64, len(rows))
	for a := range out {
		out[a] = make([]float64, len(rows))
		out[a][a] = 0.5
	}
	for a := range rows {
		for b := a + 1; b < len(rows); b++ {
			more, less, tie := 0.0, 0.0, 0.0
			for j, x := range f.x {
				switch p, q := x[rows[a]], x[rows[b]]; {
				case p > q:
					more += f.weights[j]
				case p < q:
					less += f.weights[j]
				case p == q:
					tie += f.weights[j]
				}
			}
			out[a][b], out[b][a] = 0.5, 0.5
			if total := more + less + tie; more != less && total > 0 {
				out[a][b] = (more + tie/2) / total
				out[b][a] = 1 - out[a][b]
			}
		}
	}
	return out
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
	o := &Outranking{Share: f.outrank(rows)}
	for a, i := range rows {
		o.Places = append(o.Places, t.Units[i])
		for b := range rows {
			if o.Share[a][b] == 1 {
				o.Dominant++
			}
		}
	}
	return o, nil
}
