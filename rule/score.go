package rule

// score gives the sum of a score's items and whether it reaches the limit. An
// item is kept between 0 and its greatest value; one that's missing may be
// anything between, so that the sum is an interval that only narrows as more
// becomes known.
func (c *compiler) score(s *Score) (sum, reached ends) {
	complete := c.fixed(yes)
	sum = c.items(s.Items, &complete)
	if s.Cap != nil {
		sum = c.both(doMin, sum, c.expression(s.Cap))
	}
	reached = c.truth(s.reach(), []ends{sum, c.expression(s.Pass)})
	// What isn't decided is missing where an item is, and else for a person.
	unknown := c.fixed(maybe)
	return sum, ends{
		c.op(doChoose, complete, reached.low, c.op(doOr, reached.low, unknown)),
		c.op(doChoose, complete, reached.high, c.op(doAnd, reached.high, unknown)),
	}
}

// reach is the comparison of the sum with the limit.
func (s *Score) reach() op {
	if s.Above {
		return opGT
	}
	return opGE
}

func (c *compiler) items(list []Item, complete *int32) ends {
	sum := single(c.constant(0))
	for i := range list {
		one := c.item(&list[i], complete)
		if i == 0 {
			sum = one
			continue
		}
		sum = c.both(doAdd, sum, one)
	}
	return sum
}

func (c *compiler) item(i *Item, complete *int32) ends {
	if i.Items != nil {
		sum := c.items(i.Items, complete)
		if i.Cap != nil {
			sum = c.both(doMin, sum, c.expression(i.Cap))
		}
		return sum
	}
	most, zero := c.expression(i.Max).low, c.constant(0)
	within := func(e ends) ends {
		for _, end := range []int32{e.low, e.high} {
			*complete = c.op(doAnd, *complete, c.op(doKnown, end))
		}
		e = c.both(doMax, single(zero), c.both(doMin, e, single(most)))
		return ends{c.op(doOr0, e.low, zero), c.op(doOr0, e.high, most)}
	}
	switch {
	case i.Expr != nil:
		return within(c.expression(i.Expr))
	case i.Low != nil:
		return within(ends{c.expression(i.Low).low, c.expression(i.High).high})
	}
	best := within(c.expression(i.BetterOf[0]))
	for _, e := range i.BetterOf[1:] {
		best = c.both(doMax, best, within(c.expression(e)))
	}
	return best
}
