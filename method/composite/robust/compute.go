package robust

import (
	"maps"
	"math"
	"slices"

	"github.com/quanyu/quanyu/method/composite"
)

var missing = math.NaN()

// compute builds the index as a run settles it: data, then peers, then noise of
// values, then the steps of the chain, then what is left out, then weights.
func (d *Design) compute(s *settled) (*composite.Result, error) {
	var steps []composite.Step
	var left []string
	for _, o := range s.options {
		steps, left = append(steps, o.Steps...), append(left, o.Without...)
	}
	chain := exchange(d.plan.Chain, steps)
	last := chain[len(chain)-1].(composite.Aggregate)
	given := d.given(chain)
	last.Without = d.gone(append(left, last.Without...), given)
	method := slices.ContainsFunc(chain, weighing)
	if s.weighs() && !method {
		last.Weights = given
		d.weigh(s, last.Weights)
	}
	chain[len(chain)-1] = last
	r, err := d.build(s, chain)
	if err != nil || !s.weighs() || !method {
		return r, err
	}
	w := maps.Clone(r.Weights)
	d.weigh(s, w)
	return r.Rerun(fixed(chain, w)...)
}

// build runs a chain on the data of a run. Tables before the first step that is
// other are taken over from the index as made, or from a run that had the same
// data and the same steps up to weights and means.
func (d *Design) build(s *settled, chain composite.Chain) (*composite.Result, error) {
	early, late := s.early(), later(chain)
	if len(s.margins) > 0 {
		return composite.Run(d.plan.Hierarchy, d.data(s), chain)
	}
	if r := d.kept.get(early); r != nil {
		return r.Rerun(late...)
	}
	data := d.data(s)
	if data != d.plan.Data {
		r, err := composite.Run(d.plan.Hierarchy, data, chain)
		return d.kept.put(early, r, err)
	}
	var steps []composite.Step
	for _, o := range early {
		if o != nil {
			steps = append(steps, o.Steps...)
		}
	}
	r, err := d.Nominal.Rerun(append(steps, late...)...) // of two for one place, the last counts
	return d.kept.put(early, r, err)
}

// data are the figures of a run.
func (d *Design) data(s *settled) *composite.Data {
	data := d.plan.Data
	for _, o := range s.options {
		if o.Data != nil {
			data = o.Data
		}
	}
	for _, m := range s.margins {
		data = noisy(data, m.of, m.source)
	}
	for _, o := range s.options {
		if o.Places != nil {
			data = only(data, o.Places)
		}
	}
	return data
}

// weighs says whether weights are other than the chain makes them.
func (s *settled) weighs() bool {
	return len(s.weights) > 0 || slices.ContainsFunc(s.options, func(o *Option) bool { return o.Weights != nil })
}

// weigh changes weights: those given by name, then noise.
func (d *Design) weigh(s *settled, w composite.Weights) {
	for _, o := range s.options {
		maps.Copy(w, o.Weights)
	}
	for _, n := range s.weights {
		draw(d.plan.Hierarchy, n.of, w, n.source)
	}
}

// given are the weights of all nodes before noise; 1 where a step computes them.
func (d *Design) given(chain composite.Chain) composite.Weights {
	w := make(composite.Weights, len(d.plan.Hierarchy.Nodes()))
	for _, n := range d.plan.Hierarchy.Nodes() {
		w[n.Code] = n.Weight
	}
	for _, s := range chain {
		switch s := s.(type) {
		case composite.Aggregate:
			maps.Copy(w, s.Weights)
		case composite.Weigh:
			for _, n := range d.plan.Hierarchy.Level(s.Level) {
				w[n.Code] = 1
			}
		}
	}
	return w
}

// gone adds to nodes that are left out the parents of which nothing is left.
func (d *Design) gone(codes []string, w composite.Weights) []string {
	h := d.plan.Hierarchy
	for k := 0; k < len(codes); k++ {
		n, _ := h.Node(codes[k])
		left := func(sibling string) bool { return w[sibling] > 0 && !slices.Contains(codes, sibling) }
		if n.Parent != h.Top() && !slices.Contains(codes, n.Parent) && !slices.ContainsFunc(h.Children(n.Parent), left) {
			codes = append(codes, n.Parent)
		}
	}
	return codes
}

// fixed are the steps that put these weights in place of computed ones.
func fixed(chain composite.Chain, w composite.Weights) []composite.Step {
	out := later(chain)
	for k, s := range out {
		switch s := s.(type) {
		case composite.Aggregate:
			s.Weights = w
			out[k] = s
		case composite.Weigh:
			s.By = composite.Given{Weights: w}
			out[k] = s
		}
	}
	return out
}

// slot names the place of a step in a chain, as composite.Result.Rerun does.
func slot(s composite.Step) (string, int) {
	if w, ok := s.(composite.Weigh); ok {
		return s.Name(), w.Level
	}
	return s.Name(), 0
}

// aggregates says whether a step is a composite.Aggregate.
func aggregates(s composite.Step) bool { _, is := s.(composite.Aggregate); return is }

// weighing says whether a step computes weights.
func weighing(s composite.Step) bool { _, is := s.(composite.Weigh); return is }

// later lists the steps of a chain for weights and means.
func later(chain composite.Chain) []composite.Step {
	var out []composite.Step
	for _, s := range chain {
		if weighing(s) || aggregates(s) {
			out = append(out, s)
		}
	}
	return out
}

// exchange puts steps into the places of those that they stand for.
func exchange(chain composite.Chain, steps []composite.Step) composite.Chain {
	out := slices.Clone(chain)
	for _, s := range steps {
		name, level := slot(s)
		for i, old := range out {
			if n, l := slot(old); n == name && l == level {
				out[i] = s
			}
		}
	}
	return out
}

// only keeps the rows of some places.
func only(d *composite.Data, places []string) *composite.Data {
	var kept []int
	for i, unit := range d.Units {
		if slices.Contains(places, unit) {
			kept = append(kept, i)
		}
	}
	out := &composite.Data{Units: take(d.Units, kept)}
	if d.Periods != nil {
		out.Periods = take(d.Periods, kept)
	}
	for _, c := range d.Indicators {
		out.Indicators = append(out.Indicators, composite.Column{Code: c.Code, Values: take(c.Values, kept)})
	}
	for _, c := range d.Denominators {
		out.Denominators = append(out.Denominators, composite.Column{Code: c.Code, Values: take(c.Values, kept)})
	}
	for _, g := range d.Groups {
		out.Groups = append(out.Groups, composite.Grouping{Name: g.Name, Label: take(g.Label, kept)})
	}
	return out
}

func take[T any](from []T, at []int) []T {
	out := make([]T, len(at))
	for k, i := range at {
		out[k] = from[i]
	}
	return out
}
