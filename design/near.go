package design

import (
	"math"
	"slices"

	"github.com/quanyu/quanyu/rule"
)

// near are the distances that near misses are counted by: shares of the
// threshold.
var near = [...]float64{0.01, 0.05, 0.10, 0.20, 0.50}

// nearShare is what counts as near a threshold.
const nearShare = 0.05

// miss counts firms that fail one criterion and nothing else.
type miss struct {
	firms, measured int64
	within          [len(near)]int64
	money           Money
}

func (m *miss) add(o *miss) {
	m.firms, m.measured, m.money = m.firms+o.firms, m.measured+o.measured, m.money+o.money
	for i := range m.within {
		m.within[i] += o.within[i]
	}
}

// put counts a firm with its margin, below 0 or NaN.
func (m *miss) put(margin float64, money Money) {
	m.firms++
	m.money += money
	if math.IsNaN(margin) {
		return
	}
	m.measured++
	for i := len(near) - 1; i >= 0 && -margin <= near[i]+1e-12; i-- {
		m.within[i]++
	}
}

// node is a member of a programme: a criterion by its number in the plan, or a
// group of members of which all, or one, must be met.
type node struct {
	criterion int // -1 of a group
	programme int // number of the programme that the group is; -1 of none
	any       bool
	members   []node
}

// tree resolves the members of a programme.
func tree(plan *rule.Plan, programme int) node {
	p := plan.Programmes[programme]
	n := members(plan, p.Members)
	n.any, n.programme = n.any || p.Either, programme
	return n
}

func members(plan *rule.Plan, m rule.Member) node {
	n := node{criterion: -1, programme: -1}
	switch {
	case m.ID != "":
		if i := slices.IndexFunc(plan.Programmes, func(p *rule.Programme) bool { return p.ID == m.ID }); i >= 0 {
			return tree(plan, i)
		}
		n.criterion = slices.IndexFunc(plan.Criteria, func(c *rule.Criterion) bool { return c.ID == m.ID })
		return n
	case len(m.Any) > 0:
		n.any = true
	}
	for _, x := range append(slices.Clone(m.All), m.Any...) {
		if c := members(plan, x); c.criterion >= 0 || len(c.members) > 0 {
			n.members = append(n.members, c)
		}
	}
	return n
}

// leaves lists the criteria below a node, each once, in the order of the rules.
func (n *node) leaves() []int {
	if n.criterion >= 0 {
		return []int{n.criterion}
	}
	var out []int
	for i := range n.members {
		for _, c := range n.members[i].leaves() {
			if !slices.Contains(out, c) {
				out = append(out, c)
			}
		}
	}
	return out
}

// state rolls a node up for one row, as the rules do: the lowest of all that
// apply, the highest of any.
func (n *node) state(r *rule.Result, row int) rule.State {
	switch {
	case n.criterion >= 0:
		return r.Criteria[n.criterion][row]
	case n.programme >= 0:
		return r.Programmes[n.programme][row]
	}
	out := rule.NotApplicable
	for i := range n.members {
		s := n.members[i].state(r, row)
		if s != rule.NotApplicable && (out == rule.NotApplicable || n.any && s > out || !n.any && s < out) {
			out = s
		}
	}
	return out
}

// missed is the one criterion that keeps an unmet row from being met: the only
// one that fails where all are asked for, the nearest where one would do; -1
// where there is none or more than one.
func (n *node) missed(r *rule.Result, row int) int {
	if n.criterion >= 0 {
		return n.criterion
	}
	found := -1
	for i := range n.members {
		m := &n.members[i]
		if m.state(r, row) != rule.Unmet {
			continue
		}
		if !n.any && found >= 0 {
			return -1
		}
		c := m.missed(r, row)
		switch {
		case c < 0 && !n.any:
			return -1
		case c >= 0 && (found < 0 || closer(r, row, c, found)):
			found = c
		}
	}
	return found
}

// closer reports whether a row misses criterion a by less than b; a distance
// that isn't known is no near one.
func closer(r *rule.Result, row, a, b int) bool {
	x, y := r.Margins[a][row], r.Margins[b][row]
	return !math.IsNaN(x) && (math.IsNaN(y) || x > y)
}
