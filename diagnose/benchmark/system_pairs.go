package benchmark

import "slices"

// pairs counts those whose order turns, and lists them.
func (c *comparison) pairs(out *Comparison) {
	last := len(c.ranks) - 1
	shown := c.shown()
	verdicts := [2]map[[2]string]string{c.a.verdicts(), c.b.verdicts()}
	for i := range c.places {
		for j := range c.places[:i] {
			before, after := c.order(0, i, j), c.order(last, i, j)
			if before == unknown || after == unknown {
				continue
			}
			if out.Pairs++; before*after >= 0 {
				continue
			}
			by := last
			for by > 1 && c.order(by-1, i, j) == after {
				by--
			}
			out.TurnedCount++
			out.Changes[by-1].Turned++
			a, b := i, j
			if before < 0 {
				a, b = j, i
			}
			if shown(c.places[a], c.places[b]) {
				key := [2]string{c.places[a], c.places[b]}
				out.Turned = append(out.Turned, TurnedView{A: key[0], B: key[1], By: string(c.passages[by-1].Changes[0]), VerdictA: verdicts[0][key], VerdictB: verdicts[1][key]})
			}
		}
	}
	slices.SortStableFunc(out.Turned, func(x, y TurnedView) int { return c.first(x.A) - c.first(y.A) })
}

// first is the rank of a place in the first version.
func (c *comparison) first(place string) int { return c.ranks[0][slices.Index(c.places, place)] }

// unknown is the order of a pair of which one has no rank.
const unknown = 2

// order says at a stage whether place i is ahead of j: 1, behind: -1, or neither.
func (c *comparison) order(stage, i, j int) int {
	switch x, y := c.ranks[stage][i], c.ranks[stage][j]; {
	case x == 0 || y == 0:
		return unknown
	case x < y:
		return 1
	case x > y:
		return -1
	}
	return 0
}

// shown says which pairs are listed: those of the places in focus of either
// version, or all of a few places.
func (c *comparison) shown() func(a, b string) bool {
	focus := append(slices.Clone(c.a.spec.Focus.Places), c.b.spec.Focus.Places...)
	return func(a, b string) bool {
		return len(focus) == 0 && len(c.places) <= manyPlaces || slices.Contains(focus, a) || slices.Contains(focus, b)
	}
}

// verdicts are those of the runs on the pairs that the result has, either way
// round.
func (b *built) verdicts() map[[2]string]string {
	out := map[[2]string]string{}
	turn := map[string]string{"ahead": "behind", "behind": "ahead", "not_separable": "not_separable"}
	for _, p := range b.result.Pairs {
		out[[2]string{p.A, p.B}], out[[2]string{p.B, p.A}] = p.Verdict, turn[p.Verdict]
	}
	return out
}
