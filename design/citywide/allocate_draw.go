package citywide

import (
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// drawn is what became of the first weighting's plan when every count was drawn
// again.
type drawn struct {
	asked, draws int         // draws that gave figures for every district
	solved       int         // of these, those whose limits left a plan
	chosen       [][]float64 // by district and theme: share of the plans that have it
	low, high    [][]float64 // of the quotient, from 5 to 95 percent of draws
}

// outcome is one draw; its plan is nil where limits left none.
type outcome struct {
	all  [][]score
	plan plan
}

// draw draws every count from Poisson, makes scores and a plan anew, and counts
// how often each choice comes back. Draw k depends on the seed and k only.
func (r *run) draw() error {
	n := r.spec.draws()
	list, err := each(n, r.once)
	if err != nil {
		return err
	}
	list = slices.DeleteFunc(list, func(o *outcome) bool { return o == nil })
	r.drawn = &drawn{asked: n, draws: len(list), chosen: r.table(), low: r.table(), high: r.table()}
	for _, o := range list {
		if o.plan != nil {
			r.drawn.solved++
		}
	}
	for d := range r.districts {
		for t := range r.themes {
			r.drawn.cell(d, t, list)
		}
	}
	return nil
}

// cell sums up what the draws say about one theme in one district.
func (x *drawn) cell(d, t int, list []*outcome) {
	if len(list) == 0 {
		return
	}
	var values []float64
	times := 0.0
	for _, o := range list {
		values = append(values, o.all[d][t].quotient)
		if o.plan != nil && o.plan[d][t] {
			times++
		}
	}
	slices.Sort(values)
	k := len(values) / 20
	x.low[d][t], x.high[d][t] = values[k], values[len(values)-1-k]
	x.chosen[d][t] = times / float64(max(x.solved, 1))
}

// once is one draw; nil where a district or a division lost all its firms.
func (r *run) once(k int) (*outcome, error) {
	source := rand.New(rand.NewPCG(r.seed, uint64(k)))
	records := slices.Clone(r.records)
	for i, x := range records {
		if x.Value > 0 {
			records[i].Value = distuv.Poisson{Lambda: x.Value, Src: source}.Rand()
		}
	}
	all, err := r.scores(records)
	if err != nil {
		return nil, nil
	}
	m := r.model(all, r.models[0].weights, r.locks)
	if len(m.pairs) == 0 {
		return &outcome{all: all}, nil
	}
	x, err := r.attempt(m, m.program)
	if err != nil && err != errNone {
		return nil, err
	}
	return &outcome{all, x.plan}, nil
}

// table is a number for each district and theme.
func (l *layout) table() [][]float64 {
	out := make([][]float64, len(l.districts))
	for d := range out {
		out[d] = make([]float64, len(l.themes))
	}
	return out
}
