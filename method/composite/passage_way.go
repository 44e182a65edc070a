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
	_, in := w.a.indicator(code)
	_, too := w.b.indicator(code)
	return in && too
}

// point is a place on the way: behind a change, of which some indicators may be
// left to drop or to add.
type point struct {
	by   Change
	code string // the indicator that was dropped or added last
	left []string
}

// done says whether a change is made by then, but for what is left of it.
func (p point) done(c Change) bool { return slices.Index(Changes, c) <= slices.Index(Changes, p.by) }

// there says whether an indicator is part of the index at a point.
func (w *way) there(p point, code string) bool {
	_, old := w.a.indicator(code)
	_, now := w.b.indicator(code)
	left := slices.Contains(p.left, code)
	switch {
	case old && now:
		return true
	case old:
		return p.by == Dropped && left
	}
	return now && p.done(Added) && !left
}

// nodes are those of the index at a point.
func (w *way) nodes(p point) []Node {
	from := w.a
	if p.done(Regrouped) {
		from = w.b
	}
	out := from.below(func(code string) bool { return w.there(p, code) })
	if p.done(Regrouped) && !p.done(Reweighted) {
		w.blend(out)
	}
	for i, n := range out {
		if old, both := w.a.node(n.Code); both && !p.done(Retargeted) {
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

// points lists the stops of the way: one for each change that there is, and for
// each indicator that is dropped or added.
func (w *way) points() []point {
	var out []point
	each := func(c Change, v, other version) {
		var codes []string
		for _, n := range v.nodes {
			if _, both := other.indicator(n.Code); n.Level == 1 && !both {
				codes = append(codes, n.Code)
			}
		}
		for i, code := range codes {
			out = append(out, point{c, code, codes[i+1:]})
		}
	}
	for _, c := range Changes {
		switch {
		case c == Dropped:
			each(c, w.a, w.b)
		case c == Added:
			each(c, w.b, w.a)
		case w.changes(c):
			out = append(out, point{by: c})
		}
	}
	return out
}

func (w *way) changes(c Change) bool {
	ours := func(f func(x, y Node) bool) bool { // some shared indicator for which f holds
		return slices.ContainsFunc(w.b.nodes, func(y Node) bool {
			x, _ := w.a.node(y.Code)
			return y.Level == 1 && w.shared(y.Code) && f(x, y)
		})
	}
	switch c {
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
	before, after := shares(w.nodes(point{by: Added})), shares(w.b.nodes)
	return slices.ContainsFunc(w.b.nodes, func(n Node) bool {
		computed := slices.ContainsFunc(w.b.weighs, func(s Weigh) bool { return s.Level == n.Level })
		return !computed && math.Abs(before[n.Code]-after[n.Code]) > 1e-12
	})
}

// at builds the index at a point.
func (w *way) at(p point) (*Result, error) {
	h, err := NewHierarchy(w.nodes(p))
	if err != nil {
		return nil, err
	}
	d := *w.data
	d.Indicators = nil
	for _, n := range h.Level(1) {
		k := slices.IndexFunc(w.data.Indicators, func(c Column) bool { return c.Code == n.Code })
		d.Indicators = append(d.Indicators, w.data.Indicators[k])
	}
	return Run(h, &d, w.chain(p, h))
}

// chain is that of the index at a point.
func (w *way) chain(p point, h *Hierarchy) Chain {
	of := func(c Change) version {
		if p.done(c) {
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
				if _, has := v.indicator(n.Code); !has {
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
// those that the version does not have bring theirs of the second.
func (w *way) step(v version, name string, h *Hierarchy) Step {
	known := func(code string) bool {
		_, there := h.Node(code)
		_, has := v.indicator(code)
		return there && has
	}
	fresh := func(code string) bool {
		_, there := h.Node(code)
		return there && !known(code)
	}
	switch s := own(v.steps[name], known).(type) {
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
	default:
		return s
	}
}
