package robust

import (
	"fmt"

	"github.com/quanyu/quanyu/method/composite"
)

// Effect is what one change alone does to the ranks.
type Effect struct {
	Ranks  []int   // in the order of Design.Places; 0 without a score
	Change float64 // mean absolute change of rank; NaN where Err says why
	Err    error
}

// Removal is the effect of an element without weight.
type Removal struct {
	Code string
	Effect
}

// Alternative is the effect of an option, all else as made.
type Alternative struct {
	Choice, Option string
	Effect
}

// Remove leaves out each element of a level, one at a time. Where it has no
// sibling with a weight, its parent is left out.
func (d *Design) Remove(level int) ([]Removal, error) {
	if level < 1 || level >= d.plan.Hierarchy.Depth() {
		return nil, faulty(UnknownName, fmt.Sprint(level))
	}
	nodes := d.plan.Hierarchy.Level(level)
	options := make([]*Option, len(nodes))
	for k, n := range nodes {
		options[k] = &Option{Without: []string{n.Code}}
	}
	out := make([]Removal, len(nodes))
	for k, e := range d.effects(options) {
		out[k] = Removal{nodes[k].Code, e}
	}
	return out, nil
}

// Alone takes each option of each choice, one at a time.
func (d *Design) Alone() []Alternative {
	var options []*Option
	var out []Alternative
	for _, c := range d.plan.Choices {
		for o := range c.Options {
			options, out = append(options, &c.Options[o]), append(out, Alternative{Choice: c.Name, Option: c.Options[o].Name})
		}
	}
	for k, e := range d.effects(options) {
		out[k].Effect = e
	}
	return out
}

// effects computes the index with each option alone.
func (d *Design) effects(options []*Option) []Effect {
	out := make([]Effect, len(options))
	each(len(options), d.plan.Workers, func() *workspace { return newWorkspace(len(d.Places)) }, func(w *workspace, k int) {
		e := Effect{Ranks: make([]int, len(d.Places)), Change: missing}
		r, err := d.compute(&settled{options: []*Option{options[k]}})
		if e.Err = err; err == nil {
			scores := make([]float64, len(d.Places))
			d.scores(r, scores)
			ranks(scores, w.order, e.Ranks)
			e.Change = change(d.Scores, scores, w)
		}
		out[k] = e
	})
	return out
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
