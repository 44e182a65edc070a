package composite

import (
	"math"
	"reflect"
	"slices"
)

// way leads from one version to the other.
type way struct {
	data *Data
	a, b version
}

// shared says whether both versions have an indicator.
func (w *way) shared(code string) bool {
	x, in := w.a.node(code)
	y, too := w.b.node(code)
	return in && too && x.Level == 1 && y.Level == 1
}

// done says whether a change is made by the time that another is.
func done(c, by Change) bool { return slices.Index(Changes, c) <= slices.Index(Changes, by) }

// nodes are those of the index after a change.
func (w *way) nodes(by Change) []Node {
	var out []Node
	switch {
	case done(Added, by):
		out = slices.Clone(w.b.nodes)
	case done(Regrouped, by):
		out = w.b.below(w.shared)
	default:
		out = w.a.below(w.shared)
	}
	if done(Regrouped, by) && !done(Reweighted, by) {
		w.blend(out)
	}
	for i, n := range out {
		if old, both := w.a.node(n.Code); both && !done(Retargeted, by) {
			out[i].Direction, out[i].Target, out[i].Goalposts = old.Direction, old.Target, old.Goalposts
		}
	}
	return out
}

// blend weighs the nodes of the second version by the first: a node that is new
// in its family has its share there, and the others divide the rest.
func (w *way) blend(nodes []Node) {
	share := shares(nodes)
	fresh, kept := map[string]float64{}, map[string]float64{} // by parent
	old := func(n Node) (float64, bool) {
		x, both := w.a.node(n.Code)
		return x.Weight, both && w.a.parent(x) == w.b.parent(n)
	}
	for _, n := range nodes {
		if weight, is := old(n); is {
			kept[n.Parent] += weight
		} else {
			fresh[n.Parent] += share[n.Code]
		}
	}
	for i, n := range nodes {
		weight, is := old(n)
		switch {
		case kept[n.Parent] == 0 || n.Parent == "":
		case is:
			nodes[i].Weight = (1 - fresh[n.Parent]) * (weight / kept[n.Parent])
		default:
			nodes[i].Weight = share[n.Code]
		}
	}
}

// differ lists the changes that there are.
func (w *way) differ() []Change {
	var out []Change
	for _, c := range Changes {
		if w.changes(c) {
			out = append(out, c)
		}
	}
	return out
}

func (w *way) changes(c Change) bool {
	only := func(v version) bool {
		return slices.ContainsFunc(v.nodes, func(n Node) bool { return n.Level == 1 && !w.shared(n.Code) })
	}
	ours := func(f func(x, y Node) bool) bool { // some shared indicator for which f holds
		return slices.ContainsFunc(w.b.nodes, func(y Node) bool {
			x, _ := w.a.node(y.Code)
			return y.Level == 1 && w.shared(y.Code) && f(x, y)
		})
	}
	switch c {
	case Dropped:
		return only(w.a)
	case Added:
		return only(w.b)
	case Regrouped:
		return w.regrouped()
	case Reweighted:
		return w.reweighted()
	case Resized:
		return ours(func(x, y Node) bool { return w.a.size(x.Code) != w.b.size(y.Code) })
	case Retargeted:
		return ours(func(x, y Node) bool {
			return x.Direction != y.Direction || !reflect.DeepEqual(x.Target, y.Target) || !reflect.DeepEqual(x.Goalposts, y.Goalposts)
		})
	case Rescreened:
		return !reflect.DeepEqual(w.a.steps["screen"], w.b.steps["screen"]) || !slices.Equal(w.a.order, w.b.order)
	}
	name := string(c)
	return !reflect.DeepEqual(own(w.a.steps[name], w.shared), own(w.b.steps[name], w.shared))
}

// regrouped says whether the shared indicators stand otherwise in the two trees.
func (w *way) regrouped() bool {
	x, y := w.a.below(w.shared), w.b.below(w.shared)
	tree := func(v version, nodes []Node) map[string]string {
		out := map[string]string{}
		for _, n := range nodes {
			if n.Parent != "" {
				out[n.Code] = v.parent(n)
			}
		}
		return out
	}
	return !reflect.DeepEqual(tree(w.a, x), tree(w.b, y))
}

// reweighted says whether given weights differ where they count, or the methods
// that weigh.
func (w *way) reweighted() bool {
	if !reflect.DeepEqual(w.a.weighs, w.b.weighs) {
		return true
	}
	before, after := shares(w.nodes(Added)), shares(w.b.nodes)
	return slices.ContainsFunc(w.b.nodes, func(n Node) bool {
		computed := slices.ContainsFunc(w.b.weighs, func(s Weigh) bool { return s.Level == n.Level })
		return !computed && math.Abs(before[n.Code]-after[n.Code]) > 1e-12
	})
}

// own is a step with the settings of none but some indicators.
func own(s Step, keep func(code string) bool) Step {
	switch s := s.(type) {
	case Treat:
		s.Only = some(s.Only, func(o TreatOne) bool { return keep(o.Code) })
		return s
	case Normalise:
		s.Only = some(s.Only, func(o NormaliseOne) bool { return keep(o.Code) })
		return s
	}
	return s
}

// some keeps part of a list; nil where nothing is left.
func some[T any](list []T, keep func(T) bool) []T {
	var out []T
	for _, x := range list {
		if keep(x) {
			out = append(out, x)
		}
	}
	return out
}

// at builds the index after a change.
func (w *way) at(by Change) (*Result, error) {
	h, err := NewHierarchy(w.nodes(by))
	if err != nil {
		return nil, err
	}
	d := *w.data
	d.Indicators = nil
	for _, n := range h.Level(1) {
		k := slices.IndexFunc(w.data.Indicators, func(c Column) bool { return c.Code == n.Code })
		d.Indicators = append(d.Indicators, w.data.Indicators[k])
	}
	return Run(h, &d, w.chain(by, h))
}

// chain is that of the index after a change.
func (w *way) chain(by Change, h *Hierarchy) Chain {
	of := func(c Change) version {
		if done(c, by) {
			return w.b
		}
		return w.a
	}
	var out Chain
	for _, name := range of(Rescreened).order {
		switch name {
		case "denominate":
			if w.a.sizes == nil && w.b.sizes == nil {
				continue
			}
			var step Denominate
			for _, n := range h.Level(1) {
				v := of(Resized)
				if !w.shared(n.Code) {
					v = w.b
				}
				step.By = append(step.By, v.size(n.Code))
			}
			out = append(out, step)
		case "weigh":
			for _, s := range of(Reweighted).weighs {
				out = append(out, s)
			}
		default:
			if s := w.step(of(Change(name)), name, h); s != nil {
				out = append(out, s)
			}
		}
	}
	return out
}

// step is that of a version, with the settings of the indicators that are there;
// new ones have those of the second version.
func (w *way) step(v version, name string, h *Hierarchy) Step {
	s := v.steps[name]
	fresh := func(code string) bool {
		_, there := h.Node(code)
		return there && !w.shared(code)
	}
	switch s := own(s, w.shared).(type) {
	case Treat:
		if b, is := own(w.b.steps[name], fresh).(Treat); is {
			s.Only = append(s.Only, b.Only...)
		}
		return s
	case Normalise:
		if b, is := own(w.b.steps[name], fresh).(Normalise); is {
			s.Only = append(s.Only, b.Only...)
		}
		return s
	}
	return s
}
