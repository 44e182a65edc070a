package composite

import (
	"math"
	"slices"
)

// Weights are weights by code.
type Weights map[string]float64

// weights gives the weight of every node: those of the hierarchy, except where
// others are given, and none of those left out. Siblings need not sum to 1, but
// those of a node that counts need a weight.
func (h *Hierarchy) weights(other Weights, without ...string) ([]float64, error) {
	out := make([]float64, len(h.nodes))
	for i, n := range h.nodes {
		out[i] = n.Weight
	}
	for _, code := range sorted(other) {
		i, known := h.at[code]
		if !known {
			return nil, faulty(UnknownWeight, code)
		}
		if w := other[code]; !(w >= 0) || math.IsInf(w, 1) {
			return nil, &Fault{Kind: BadWeight, Names: []string{code}, Value: w}
		}
		out[i] = other[code]
	}
	for _, code := range without {
		i, known := h.at[code]
		if !known {
			return nil, faulty(UnknownCode, code)
		}
		out[i] = 0
	}
	for p, children := range h.children {
		total := 0.0
		for _, i := range children {
			total += out[i]
		}
		if len(children) > 0 && total == 0 && (out[p] > 0 || h.parent[p] < 0) {
			return nil, faulty(ZeroWeights, append([]string{h.nodes[p].Code}, h.codes(children)...)...)
		}
	}
	return out, nil
}

// named turns weights by node into weights by code.
func (h *Hierarchy) named(w []float64) Weights {
	out := make(Weights, len(w))
	for i, n := range h.nodes {
		out[n.Code] = w[i]
	}
	return out
}

// sorted lists the codes of weights in alphabetical order.
func sorted(w Weights) []string {
	out := make([]string, 0, len(w))
	for code := range w {
		out = append(out, code)
	}
	slices.Sort(out)
	return out
}
