package composite

import (
	"cmp"
	"math"
	"slices"
)

// Node is an indicator, at level 1, or an aggregate of the nodes whose parent
// it is.
type Node struct {
	Code, Name  string
	Parent      string // code; "" for the index itself
	Level       int    // 1 for indicators, one more with each step up
	Weight      float64
	Direction   int // 1: more is better, -1: less is better
	Unit        string
	Kind        string     // of an indicator: input, activity, output ..., or ""
	Denominator string     // code of a column of Data.Denominators, or ""
	Target      *float64   // in the unit of the indicator, or nil
	Goalposts   *Goalposts // or nil
}

// Goalposts are the values, in the unit of the indicator, that stand for the
// worst and the best score. Lower is always the smaller number.
type Goalposts struct{ Lower, Upper float64 }

// Hierarchy is a checked tree of nodes. It is not changed after it was built.
type Hierarchy struct {
	nodes    []Node // by level, within it as given
	at       map[string]int
	children [][]int // of each node, in order
	parent   []int   // -1 at the top
	first    []int   // first node of level i+1; one more at the end
}

// NewHierarchy builds the tree, of any depth, or says with a *Fault what is
// wrong with it: no node, a code empty or twice, an unknown parent, a cycle, two
// roots, a jump over a level, an aggregate without children, a direction that is
// not 1 or -1, a weight below zero or siblings with none.
func NewHierarchy(nodes []Node) (*Hierarchy, error) {
	h := &Hierarchy{nodes: slices.Clone(nodes), at: make(map[string]int, len(nodes))}
	for _, n := range nodes {
		if n.Code == "" {
			return nil, faulty(NoCode, n.Name)
		}
		if _, twice := h.at[n.Code]; twice {
			return nil, faulty(DuplicateCode, n.Code)
		}
		h.at[n.Code] = 0
		if n.Direction != 1 && n.Direction != -1 {
			return nil, &Fault{Kind: BadDirection, Names: []string{n.Code}, Value: float64(n.Direction)}
		}
		if !(n.Weight >= 0) || math.IsInf(n.Weight, 1) {
			return nil, &Fault{Kind: BadWeight, Names: []string{n.Code}, Value: n.Weight}
		}
	}
	if len(nodes) == 0 {
		return nil, faulty(NoNode)
	}
	slices.SortStableFunc(h.nodes, func(a, b Node) int { return cmp.Compare(a.Level, b.Level) })
	for i, n := range h.nodes {
		h.at[n.Code] = i
	}
	if err := h.link(); err != nil {
		return nil, err
	}
	_, err := h.weights(nil)
	return h, err
}

// link finds parents and children and checks the shape of the tree.
func (h *Hierarchy) link() error {
	h.children, h.parent = make([][]int, len(h.nodes)), make([]int, len(h.nodes))
	root := -1
	for i, n := range h.nodes {
		h.parent[i] = -1
		if n.Parent == "" {
			if root >= 0 {
				return faulty(TwoRoots, h.nodes[root].Code, n.Code)
			}
			root = i
			continue
		}
		p, known := h.at[n.Parent]
		if !known {
			return faulty(UnknownParent, n.Code, n.Parent)
		}
		h.parent[i] = p
		h.children[p] = append(h.children[p], i)
	}
	for i, n := range h.nodes {
		steps := 0
		for p := i; p >= 0; p = h.parent[p] {
			if steps++; steps > len(h.nodes) {
				return faulty(Cycle, n.Code)
			}
		}
	}
	for i, n := range h.nodes {
		if p := h.parent[i]; p >= 0 && h.nodes[p].Level != n.Level+1 || n.Level < 1 {
			return faulty(LevelJump, n.Code, n.Parent)
		}
		if n.Level > 1 && len(h.children[i]) == 0 {
			return faulty(NoChild, n.Code)
		}
		for len(h.first) < n.Level {
			h.first = append(h.first, i)
		}
	}
	h.first = append(h.first, len(h.nodes))
	if h.Depth() < 2 {
		return faulty(NoNode)
	}
	return nil
}

// Depth is the level of the index.
func (h *Hierarchy) Depth() int { return len(h.first) - 1 }

// Top is the code of the index.
func (h *Hierarchy) Top() string { return h.nodes[len(h.nodes)-1].Code }

// Nodes lists the nodes by level, within a level as they were given. The caller
// does not change them.
func (h *Hierarchy) Nodes() []Node { return h.nodes }

// Node finds a node.
func (h *Hierarchy) Node(code string) (Node, bool) {
	i, known := h.at[code]
	if !known {
		return Node{}, false
	}
	return h.nodes[i], true
}

// Level lists the nodes of one level, 1 to Depth.
func (h *Hierarchy) Level(level int) []Node { return h.nodes[h.first[level-1]:h.first[level]] }

// Children lists the codes right below a node, in order.
func (h *Hierarchy) Children(code string) []string {
	i, known := h.at[code]
	if !known {
		return nil
	}
	return h.codes(h.children[i])
}

// Indicators lists the codes of the indicators below a node, in order; an
// indicator is below itself.
func (h *Hierarchy) Indicators(code string) []string {
	top, known := h.at[code]
	if !known {
		return nil
	}
	var out []string
	for i, n := range h.Level(1) {
		for p := i; p >= 0; p = h.parent[p] {
			if p == top {
				out = append(out, n.Code)
			}
		}
	}
	return out
}

// codes names nodes.
func (h *Hierarchy) codes(at []int) []string {
	out := make([]string, len(at))
	for i, a := range at {
		out[i] = h.nodes[a].Code
	}
	return out
}

// Mixture is an aggregate that puts indicators of several kinds together.
type Mixture struct {
	Code  string
	Kinds []string // in the order in which they are met
}

// Mixed lists the aggregates that put indicators of different kinds together,
// as inputs and outputs of innovation, the lowest first.
func (h *Hierarchy) Mixed() []Mixture {
	var out []Mixture
	for _, n := range h.nodes[h.first[1]:] {
		var kinds []string
		for _, code := range h.Indicators(n.Code) {
			if k := h.nodes[h.at[code]].Kind; k != "" && !slices.Contains(kinds, k) {
				kinds = append(kinds, k)
			}
		}
		if len(kinds) > 1 {
			out = append(out, Mixture{n.Code, kinds})
		}
	}
	return out
}
