package complexity

import (
	"cmp"
	"math"
	"slices"
)

// Link joins two activities.
type Link struct {
	From, To int // From < To
	Weight   float64
	Tree     bool // of the maximum spanning tree
}

// Network is the maximum spanning tree of proximities with the strongest further
// links, by number: those above the lowest threshold, raised from zero in steps of
// tolerance, that leave no more than links for an activity on the mean (the R
// program; Hidalgo et al. 2007). Threshold is where that was; where none below one
// does it, the tree alone is given and threshold is 1. Activities that are near to
// nothing stay alone.
func Network(phi [][]float64, links, tolerance float64) (out []Link, threshold float64) {
	tree := spanning(phi)
	for threshold = 0; threshold < 1; threshold += tolerance {
		out = slices.Clone(tree)
		inTree := make(map[[2]int]bool, len(tree))
		for _, l := range tree {
			inTree[[2]int{l.From, l.To}] = true
		}
		for j, row := range phi {
			for k := range j {
				if row[k] > threshold && !inTree[[2]int{k, j}] {
					out = append(out, Link{From: k, To: j, Weight: row[k]})
				}
			}
		}
		if 2*float64(len(out))/float64(len(phi)) <= links {
			return ordered(out), threshold
		}
	}
	return ordered(tree), 1
}

func ordered(links []Link) []Link {
	slices.SortFunc(links, func(a, b Link) int { return cmp.Or(a.From-b.From, a.To-b.To) })
	return links
}

// spanning grows the heaviest tree from the first activity, then from the first
// that it does not reach; the first by number where links tie.
func spanning(phi [][]float64) []Link {
	n := len(phi)
	best, from, done := make([]float64, n), filled(n, -1), make([]bool, n)
	for j := range best {
		best[j] = math.Inf(-1)
	}
	var out []Link
	for range n {
		next := -1
		for j := range n {
			if !done[j] && (next < 0 || best[j] > best[next]) {
				next = j
			}
		}
		done[next] = true
		if f := from[next]; f >= 0 {
			out = append(out, Link{From: min(f, next), To: max(f, next), Weight: best[next], Tree: true})
		}
		for k, w := range phi[next] {
			if !done[k] && w > 0 && w > best[k] {
				best[k], from[k] = w, next
			}
		}
	}
	return out
}
