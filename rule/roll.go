package rule

// roll combines the states of a programme's members. Where it isn't known
// whether the programme applies, nothing is.
func (m *machine) roll(out []State, number int, n *node) {
	m.group(out, &m.program.rolls[number].group, 0)
	if n.a < 0 {
		return
	}
	for k, applies := range m.is(n.a)[:len(out)] {
		switch applies {
		case no:
			out[k] = NotApplicable
		case maybe:
			out[k] = Unknown
		}
	}
}

// group gives the lowest state of members that are applicable, or the highest.
func (m *machine) group(out []State, g *group, depth int) {
	for i := range g.of {
		states := m.member(&g.of[i], depth)
		out := out[:len(states)]
		switch {
		case i == 0:
			copy(out, states)
		case g.any:
			for k, s := range states {
				out[k] = max(out[k], s)
			}
		default: // one less, NotApplicable is the highest
			for k, s := range states {
				out[k] = min(out[k]-1, s-1) + 1
			}
		}
	}
}

// member gives the states of one member for the rows of the block.
func (m *machine) member(g *group, depth int) []State {
	switch {
	case g.criterion >= 0:
		return m.into.Criteria[g.criterion][m.start : m.start+m.n]
	case g.programme >= 0:
		return m.into.Programmes[g.programme][m.start : m.start+m.n]
	}
	if depth == len(m.groups) {
		m.groups = append(m.groups, make([]State, len(m.missing)))
	}
	out := m.groups[depth][:m.n]
	m.group(out, g, depth+1)
	return out
}

// either gives the greatest benefit of the members that are met. One that
// isn't decided, and would give more or an amount that can't be known, leaves
// the amount unknown.
func (m *machine) either(number int) {
	r, into := &m.program.rolls[number], m.into
	for row := m.start; row < m.start+m.n; row++ {
		var best, high [2]int64 // of members that are met, and of all that may be
		var missing bool
		for i, member := range r.members {
			state := into.Programmes[member][row]
			if state < Unknown {
				continue
			}
			var low, top int64
			for _, b := range r.eithers[i] {
				missing = missing || into.MoneyMissing[b][row]
				low, top = low+into.Money[b][row], top+into.MoneyHigh[b][row]
			}
			best[1], high[1] = max(best[1], low), max(high[1], top)
			if state == Met {
				best[0], high[0] = max(best[0], low), max(high[0], top)
			}
		}
		into.Money[r.best][row], into.MoneyMissing[r.best][row] = best[0], missing || high[1] > high[0]
		if into.high[r.best] != nil {
			into.high[r.best][row] = high[0]
		}
	}
}
