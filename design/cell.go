package design

import "github.com/quanyu/quanyu/rule"

// states is how many results there are.
const states = int(rule.Met) + 1

// cell counts the firms of one group under one programme, in whole firms and
// fen, so that cells add up in any order.
type cell struct {
	firms  [states]int64
	money  [states]Money // what firms in that state get, or would get if they were met
	priced [states]int64 // firms whose amount is known
	// Beside a baseline:
	won, lost    int64 // firms that are met now and were not; that were and are not
	raised, less int64 // firms that get more, less
	up, down     Money // how much more, how much less
}

func (c *cell) add(o *cell) {
	for s := range c.firms {
		c.firms[s] += o.firms[s]
		c.money[s] += o.money[s]
		c.priced[s] += o.priced[s]
	}
	c.won, c.lost = c.won+o.won, c.lost+o.lost
	c.raised, c.less = c.raised+o.raised, c.less+o.less
	c.up, c.down = c.up+o.up, c.down+o.down
}

// put counts a firm with what is known of its amount: of two benefits one may be
// known, and counts in the budget too.
func (c *cell) put(s rule.State, money Money, known bool) {
	c.firms[s]++
	c.money[s] += money
	if known {
		c.priced[s]++
	}
}

// gets is what a firm gets: what is known of its amount where it is met, nothing
// otherwise.
func gets(s rule.State, money Money) Money {
	if s != rule.Met {
		return 0
	}
	return money
}

// compare counts what the package changes for a firm.
func (c *cell) compare(before, after rule.State, had, has Money) {
	switch {
	case before != rule.Met && after == rule.Met:
		c.won++
	case before == rule.Met && after != rule.Met:
		c.lost++
	}
	switch d := has - had; {
	case d > 0:
		c.raised++
		c.up += d
	case d < 0:
		c.less++
		c.down -= d
	}
}
