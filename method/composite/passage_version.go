package composite

import "slices"

// version is an index as it is written: its nodes, with the weights that were
// given by a step, and its steps.
type version struct {
	nodes  []Node
	order  []string // names of the steps
	steps  map[string]Step
	weighs []Weigh // by methods that compute weights
	sizes  []Denomination
}

// canonical is the usual order of the steps.
var canonical = []string{"denominate", "impute", "screen", "treat", "normalise", "weigh", "aggregate"}

func newVersion(r *Result) version {
	v := version{nodes: slices.Clone(r.Hierarchy.Nodes()), steps: map[string]Step{}}
	for _, s := range r.Chain {
		weigh, is := s.(Weigh)
		given, fixed := weigh.By.(Given)
		switch {
		case is && fixed:
			for i, n := range v.nodes {
				if n.Level == weigh.Level {
					v.nodes[i].Weight = given.Weights[n.Code]
				}
			}
			continue
		case is:
			v.weighs = append(v.weighs, weigh)
		case s.Name() == "denominate":
			v.sizes = s.(Denominate).plan(r.Hierarchy)
		}
		v.steps[s.Name()] = s
		if !slices.Contains(v.order, s.Name()) {
			v.order = append(v.order, s.Name())
		}
	}
	for i, name := range canonical { // what it lacks the other may have
		if slices.Contains(v.order, name) {
			continue
		}
		after := 0
		for k, have := range v.order {
			if slices.Contains(canonical[:i], have) {
				after = k + 1
			}
		}
		v.order = slices.Insert(v.order, after, name)
	}
	return v
}

// node finds a node by its code.
func (v version) node(code string) (Node, bool) {
	i := slices.IndexFunc(v.nodes, func(n Node) bool { return n.Code == code })
	if i < 0 {
		return Node{}, false
	}
	return v.nodes[i], true
}

// indicator finds an indicator.
func (v version) indicator(code string) (Node, bool) {
	n, known := v.node(code)
	return n, known && n.Level == 1
}

// size is what an indicator is divided by.
func (v version) size(code string) Denomination {
	for _, d := range v.sizes {
		if d.Code == code {
			return d
		}
	}
	return Denomination{Code: code, Scale: 1}
}

// parent is the code of a node's parent; that of the index itself has one name in
// every version.
func (v version) parent(n Node) string {
	if p, known := v.node(n.Parent); known && p.Parent == "" {
		return ""
	}
	return n.Parent
}

// below are the nodes with none but some of the indicators, and without the
// aggregates under which nothing is left.
func (v version) below(keep func(code string) bool) []Node {
	left := map[string]bool{}
	for _, n := range v.nodes { // children stand before their parents
		if n.Level == 1 && keep(n.Code) || left[n.Code] {
			left[n.Code], left[n.Parent] = true, true
		}
	}
	return slices.DeleteFunc(slices.Clone(v.nodes), func(n Node) bool { return !left[n.Code] })
}

// shares are the parts that the nodes have in the weight of their families.
func shares(nodes []Node) Weights {
	total := map[string]float64{}
	for _, n := range nodes {
		total[n.Parent] += n.Weight
	}
	out := Weights{}
	for _, n := range nodes {
		if out[n.Code] = 0; total[n.Parent] > 0 {
			out[n.Code] = n.Weight / total[n.Parent]
		}
	}
	return out
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
