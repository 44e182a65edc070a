package robust

import (
	"math"

	"github.com/quanyu/quanyu/method/composite"
)

// Removal is what happens to the ranks when one element has no weight.
type Removal struct {
	Code   string
	Ranks  []int   // in the order of Design.Places; 0 without a score
	Change float64 // mean absolute change of rank; NaN where Err says why
	Err    error
}

// Remove leaves out each element of a level, one at a time. Where it has no
// sibling with a weight, its parent is left out.
func (d *Design) Remove(level int) ([]Removal, error) {
	if level < 1 || level >= d.plan.Hierarchy.Depth() {
		return nil, faulty(UnknownName)
	}
	nodes := d.plan.Hierarchy.Level(level)
	out := make([]Removal, len(nodes))
	each(len(nodes), d.plan.Workers, func() *workspace { return newWorkspace(len(d.Places)) }, func(w *workspace, k int) {
		out[k] = Removal{Code: nodes[k].Code, Ranks: make([]int, len(d.Places)), Change: math.NaN()}
		r, err := d.compute(&settled{options: []*Option{{Without: []string{nodes[k].Code}}}})
		if err != nil {
			out[k].Err = err
			return
		}
		scores := make([]float64, len(d.Places))
		d.scores(r, scores)
		ranks(scores, w.order, out[k].Ranks)
		out[k].Change = change(d.Scores, scores, w)
	})
	return out, nil
}

// fixed are the steps that put these weights in place of computed ones.
func fixed(chain composite.Chain, w composite.Weights) []composite.Step {
	var out []composite.Step
	for _, s := range chain {
		if weigh, ok := s.(composite.Weigh); ok {
			out = append(out, composite.Weigh{Level: weigh.Level, By: composite.Given{Weights: w}})
		}
	}
	last := chain[len(chain)-1].(composite.Aggregate)
	last.Weights = w
	return append(out, last)
}
