package composite

import (
	"math"

	"github.com/quanyu/quanyu/internal/parallel"
)

// Removal is the index without one node.
type Removal struct {
	Code     string
	Also     []string // ancestors that had no other child and went with it
	Scores   []float64
	Ranks    []int   // as Table.Ranks
	MeanMove float64 // mean absolute change of rank against the index with all
}

// Remove takes out each node of a level once, weights of its siblings scaled up,
// and aggregates again. Nodes without weight make no difference.
func (r *Result) Remove(level int) ([]Removal, error) {
	h := r.Hierarchy
	if level < 1 || level >= h.Depth() {
		return nil, &Fault{Kind: BadStep, Names: []string{"level"}, Value: float64(level)}
	}
	step, err := r.aggregate()
	if err != nil {
		return nil, err
	}
	base := r.Last().Ranks(h.Top())
	nodes := h.Level(level)
	out, errs := make([]Removal, len(nodes)), make([]error, len(nodes))
	parallel.Each(0, len(nodes), func(k int) { out[k], errs[k] = r.without(step, base, nodes[k].Code) })
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// without aggregates again without a node.
func (r *Result) without(step Aggregate, base []int, code string) (Removal, error) {
	h := r.Hierarchy
	out := Removal{Code: code}
	gone := map[string]bool{code: true}
	for i := h.at[code]; ; {
		parent := h.parent[i]
		left := 0
		for _, sibling := range h.children[parent] {
			if c := h.nodes[sibling].Code; !gone[c] && r.Weights[c] > 0 {
				left++
			}
		}
		if left > 0 {
			break
		}
		if h.parent[parent] < 0 {
			return out, faulty(ZeroWeights, code)
		}
		i = parent
		gone[h.nodes[i].Code] = true
		out.Also = append(out.Also, h.nodes[i].Code)
	}
	step.Without = append(append(append([]string(nil), step.Without...), code), out.Also...)
	again, err := r.Rerun(step)
	if err != nil {
		return out, err
	}
	t := again.Last()
	out.Scores, out.Ranks = t.Column(h.Top()), t.Ranks(h.Top())
	out.MeanMove = moved(base, out.Ranks)
	return out, nil
}

// moved is the mean absolute difference of ranks over the rows that have both.
func moved(a, b []int) float64 {
	sum, n := 0, 0
	for i := range a {
		if a[i] > 0 && b[i] > 0 {
			sum += max(a[i]-b[i], b[i]-a[i])
			n++
		}
	}
	if n == 0 {
		return math.NaN()
	}
	return float64(sum) / float64(n)
}
