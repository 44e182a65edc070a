package design

import (
	"math"

	"github.com/quanyu/quanyu/rule"
)

// tally is what one worker has counted. Tallies add up to the same numbers in
// any order.
type tally struct {
	firms    int64
	cells    [][dimensions][]cell // by programme, dimension, group
	before   []cell               // by programme of the baseline
	year     [][]cell             // by further day, programme
	criteria [][states]int64      // by criterion
	margins  [][]histogram        // by programme, leaf
	steps    []step               // by stair
	stake    [][]stake            // by programme, leaf
	misses   [][]miss             // by programme, criterion
	lacking  []lack               // by field of the plan
	change   ChangeView
	changed  [dimensions][]ChangeView // beside a baseline, by group
	grants   []cell                   // by benefit
	marks    [2]mark
	awarded  int64 // rows that hold a date of award
	claims   []claimant
	groups   [dimensions]*dictionary
}

// stake is what the met firms just beyond a threshold get.
type stake struct {
	firms int64
	money Money
}

func (s *stake) add(o stake) { s.firms, s.money = s.firms+o.firms, s.money+o.money }

// lack counts rows that lack a field, and those among them for which that leaves
// the result of a programme open.
type lack struct{ rows, open int64 }

// mark counts the firms that carry a sign of leakage.
type mark struct {
	known, firms int64
	money        Money
}

// grow makes room for the groups that a batch brought.
func (t *tally) grow() {
	for p := range t.cells {
		for d := range t.cells[p] {
			if n := t.size(d); len(t.cells[p][d]) < n {
				t.cells[p][d] = append(t.cells[p][d], make([]cell, n-len(t.cells[p][d]))...)
			}
		}
	}
	for d := range t.changed {
		if n := t.size(d); len(t.changed[d]) < n {
			t.changed[d] = append(t.changed[d], make([]ChangeView, n-len(t.changed[d]))...)
		}
	}
}

// size is how many groups a dimension has.
func (t *tally) size(d int) int {
	switch d {
	case bySize:
		return len(sizes) + 1
	case byAge:
		return len(ages) + 1
	}
	return len(t.groups[d].names)
}

// put counts the states and the money of one programme by group.
func (t *tally) put(p int, now *side, keys *[dimensions][]int32) {
	state, money, known := now.result.Programmes[p], now.money[p], now.known[p]
	for d := range keys {
		cells, key := t.cells[p][d], keys[d][:len(state)]
		for i, s := range state {
			cells[key[i]].put(s, money[i], known[i])
		}
	}
}

// beside counts what the package changes in one programme by group; was is its
// number in the baseline, -1 where the baseline doesn't have it.
func (t *tally) beside(p, was int, now, before *side, keys *[dimensions][]int32) {
	after := now.result.Programmes[p]
	for i, s := range after {
		old, had := rule.NotApplicable, Money(0)
		if was >= 0 {
			old = before.result.Programmes[was][i]
			had = gets(old, before.money[was][i])
		}
		has := gets(s, now.money[p][i])
		if old == s && had == has {
			continue
		}
		for d := range keys {
			t.cells[p][d][keys[d][i]].compare(old, s, had, has)
		}
	}
}

// thresholds counts the states of a criterion and gives the rows that stand
// near its threshold.
func (t *tally) thresholds(c int, r *rule.Result, around []int32) []int32 {
	counts := &t.criteria[c]
	for _, s := range r.Criteria[c] {
		counts[s]++
	}
	around = around[:0]
	const widest = float64(binsEach) * binWidth
	for i, m := range r.Margins[c] {
		if math.Abs(m) <= widest {
			around = append(around, int32(i))
		}
	}
	return around
}

// merge adds what another worker counted.
func (t *tally) merge(o *tally) {
	t.firms += o.firms
	t.awarded += o.awarded
	for d := range t.groups {
		at := make([]int, o.size(d)) // the other's number of a group to ours
		for i := range at {
			at[i] = i
			if g := t.groups[d]; g != nil {
				at[i] = int(g.of(o.groups[d].names[i]))
			}
		}
		t.grow()
		for p := range o.cells {
			for i := range o.cells[p][d] {
				t.cells[p][d][at[i]].add(&o.cells[p][d][i])
			}
		}
		for i, c := range o.changed[d] {
			t.changed[d][at[i]].add(c)
		}
	}
	for y := range o.year {
		addCells(t.year[y], o.year[y])
	}
	addCells(t.before, o.before)
	addCells(t.grants, o.grants)
	for c := range o.criteria {
		for s, n := range o.criteria[c] {
			t.criteria[c][s] += n
		}
	}
	for p := range o.stake {
		for i, s := range o.stake[p] {
			t.stake[p][i].add(s)
			for b, n := range o.margins[p][i] {
				t.margins[p][i][b] += n
			}
		}
		for c := range o.misses[p] {
			t.misses[p][c].add(&o.misses[p][c])
		}
	}
	for k := range o.steps {
		t.steps[k].stake.add(o.steps[k].stake)
		for b, n := range o.steps[k].around {
			t.steps[k].around[b] += n
		}
	}
	for f, n := range o.lacking {
		t.lacking[f].rows, t.lacking[f].open = t.lacking[f].rows+n.rows, t.lacking[f].open+n.open
	}
	for i, m := range o.marks {
		t.marks[i].known, t.marks[i].firms, t.marks[i].money = t.marks[i].known+m.known, t.marks[i].firms+m.firms, t.marks[i].money+m.money
	}
	t.change.add(o.change)
	t.claims = append(t.claims, o.claims...)
}

func addCells(into, from []cell) {
	for i := range from {
		into[i].add(&from[i])
	}
}

// put counts a firm that gets so much more or, below 0, less.
func (c *ChangeView) put(d Money) {
	switch {
	case d > 0:
		c.GetMore, c.MoneyGained = c.GetMore+1, c.MoneyGained+d
	case d < 0:
		c.GetLess, c.MoneyLost = c.GetLess+1, c.MoneyLost-d
	default:
		c.Same++
	}
}

func (c *ChangeView) add(o ChangeView) {
	c.GetMore, c.GetLess, c.Same = c.GetMore+o.GetMore, c.GetLess+o.GetLess, c.Same+o.Same
	c.MoneyGained, c.MoneyLost = c.MoneyGained+o.MoneyGained, c.MoneyLost+o.MoneyLost
}
