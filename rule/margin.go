package rule

import "math"

// margin gives how far a condition is from its limits: (value - limit)/|limit|
// of a comparison, at least 0 where it's met; the least of those that must all
// hold, the greatest of those of which one must. denied is that of the opposite.
// -1 where it compares no numbers. Intervals have none.
func (c *compiler) margin(t *term, denied bool) int32 {
	if t.band {
		return -1
	}
	switch t.op {
	case opGE, opGT, opLE, opLT:
		if t.args[0].kind == Number {
			return c.distance(t, denied)
		}
	case opNot:
		return c.margin(t.args[0], !denied)
	case opAnd, opOr:
		every := (t.op == opAnd) != denied
		a, b := c.margin(t.args[0], denied), c.margin(t.args[1], denied)
		switch {
		case a >= 0 && b >= 0 && every:
			return c.op(doMin, a, b)
		case a >= 0 && b >= 0:
			return c.op(doMax, a, b)
		case a >= 0:
			return c.beside(a, c.met(t.args[1], denied), every)
		case b >= 0:
			return c.beside(b, c.met(t.args[0], denied), every)
		}
	}
	return -1
}

// met is the truth of a condition, or of its opposite.
func (c *compiler) met(t *term, denied bool) int32 {
	if denied {
		return c.op(doNot, c.term(t).low)
	}
	return c.term(t).low
}

// beside is a margin that stands only while the other part, which has none,
// leaves the decision to it.
func (c *compiler) beside(margin, other int32, every bool) int32 {
	none := c.constant(math.NaN())
	if every {
		return c.op(doIf, other, margin, none)
	}
	return c.op(doIf, other, none, margin)
}

// distance is the margin of one comparison. The limit is the side that doesn't
// depend on the row; where both do, the right one. There's no share of 0, so
// that a comparison with it has no margin.
func (c *compiler) distance(t *term, denied bool) int32 {
	value, limit := c.term(t.args[0]).low, c.term(t.args[1]).low
	up := (t.op == opGE || t.op == opGT) != denied
	switch {
	case t.args[0].free || t.args[1].free:
		return -1
	case !t.args[0].data && t.args[1].data:
		value, limit, up = limit, value, !up
	}
	return c.far(value, limit, c.met(t, denied), up)
}

// far is the margin of a value that must lie above its limit, or below it.
func (c *compiler) far(value, limit, met int32, up bool) int32 {
	n := operation(doMargin, value, limit, met)
	n.value = uint64(bit(up))
	return c.add(n)
}

// scoreMargin is how far the sum of a score is from its limit; none where the
// interval has the limit within.
func (c *compiler) scoreMargin(s *Score, sum ends) int32 {
	pass := c.expression(s.Pass).low
	reached := c.truth(s.reach(), []ends{sum, single(pass)})
	either := c.op(doIf, reached.high, c.constant(math.NaN()), c.far(sum.high, pass, reached.high, true))
	return c.op(doIf, reached.low, c.far(sum.low, pass, reached.low, true), either)
}
