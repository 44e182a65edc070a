package benchmark

import "slices"

// pairs counts those whose order turns, and lists them.
func (c *comparison) pairs(out *Comparison) {
	last := len(c.ranks) - 1
	shown := c.shown()
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
			a, b := c.places[i], c.places[j]
			if before < 0 {
				a, b = b, a
			}
			if shown(a, b) {
				out.Turned = append(out.Turned, TurnedView{A: a, B: b, By: string(c.passages[by-1].Changes[0]), Change: by - 1, VerdictA: c.a.verdict(a, b), VerdictB: c.b.verdict(a, b)})
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

// shown says which pairs are listed: all of a few places, else those of the places
// in focus of either version.
func (c *comparison) shown() func(a, b string) bool {
	focus := append(slices.Clone(c.a.spec.Focus.Places), c.b.spec.Focus.Places...)
	return func(a, b string) bool {
		return len(c.places) <= manyPlaces || slices.Contains(focus, a) || slices.Contains(focus, b)
	}
}

// verdict is that of the runs on whether one place is ahead of another; "" where
// nothing was varied.
func (b *built) verdict(x, y string) string {
	if b.report == nil {
		return ""
	}
	p, known := b.report.Pair(x, y)
	if !known || p.Runs == 0 {
		return ""
	}
	return string(p.Verdict)
}
