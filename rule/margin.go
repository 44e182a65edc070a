package rule

import "math"

// margin gives how far a condition is from its limits: (value - limit)/|limit|
// of a comparison, at least 0 where it's met; the least of those that must all
// hold, the greatest of those of which one must. -1 where it compares no
// numbers. Intervals have none.
func (c *compiler) margin(t *term) int32 {
	if t.band {
		return -1
	}
	switch t.op {
	case opGE, opGT, opLE, opLT:
		if t.args[0].kind == Number {
			return c.distance(t)
		}
	case opAnd, opOr:
		a, b := c.margin(t.args[0]), c.margin(t.args[1])
		switch {
		case a >= 0 && b >= 0 && t.op == opAnd:
			return c.op(doMin, a, b)
		case a >= 0 && b >= 0:
			return c.op(doMax, a, b)
		case a >= 0:
			return c.beside(a, t.args[1], t.op)
		case b >= 0:
			return c.beside(b, t.args[0], t.op)
		}
	case opNot:
		if a := c.margin(t.args[0]); a >= 0 {
			return c.op(doMargin, c.op(doSub, c.constant(0), a), -1, c.term(t).low)
		}
	}
	return -1
}

// beside is a margin that stands only while the other part, which has none,
// leaves the decision to it.
func (c *compiler) beside(margin int32, other *term, o op) int32 {
	none := c.constant(math.NaN())
	if o == opAnd {
		return c.op(doIf, c.term(other).low, margin, none)
	}
	return c.op(doIf, c.term(other).low, none, margin)
}

// distance is the margin of one comparison. The limit is the side that doesn't
// depend on the row; where both do, the right one. There's no share of 0, so
// that a comparison with it has no margin.
func (c *compiler) distance(t *term) int32 {
	value, limit := c.term(t.args[0]).low, c.term(t.args[1]).low
	up := t.op == opGE || t.op == opGT
	if !t.args[0].data && t.args[1].data {
		value, limit, up = limit, value, !up
	}
	if t.args[0].free || t.args[1].free {
		return -1
	}
	gap := c.op(doSub, value, limit)
	if !up {
		gap = c.op(doSub, limit, value)
	}
	return c.op(doMargin, c.op(doDiv, gap, c.op(doAbs, limit)), -1, c.term(t).low)
}

// scoreMargin is how far the sum of a score is from its limit; none where the
// interval has the limit within.
func (c *compiler) scoreMargin(s *Score, sum ends) int32 {
	pass := c.expression(s.Pass).low
	reached := c.truth(s.reach(), []ends{sum, single(pass)})
	far := func(end, met int32) int32 {
		return c.op(doMargin, c.op(doDiv, c.op(doSub, end, pass), c.op(doAbs, pass)), -1, met)
	}
	either := c.op(doIf, reached.high, c.constant(math.NaN()), far(sum.high, reached.high))
	return c.op(doIf, reached.low, far(sum.low, reached.low), either)
}
