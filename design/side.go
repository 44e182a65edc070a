package design

import (
	"slices"

	"github.com/quanyu/quanyu/rule"
)

// side is one set of rules on one day with what it gives for a batch.
type side struct {
	plan   *rule.Plan
	own    [][]int // by programme: its benefits
	result rule.Result
	money  [][]Money // by programme: what a row would get if it were met, as far as known
	known  [][]bool  // by programme: every benefit of it is known
}

func newSide(plan *rule.Plan) *side {
	s := &side{plan: plan, own: make([][]int, len(plan.Programmes)), money: make([][]Money, len(plan.Programmes)), known: make([][]bool, len(plan.Programmes))}
	for b, x := range plan.Benefits {
		if p := programmeOf(plan, x.Programme); p >= 0 {
			s.own[p] = append(s.own[p], b)
		}
	}
	return s
}

// programmeOf is the number of a programme in a plan; -1 where it isn't there.
func programmeOf(plan *rule.Plan, id string) int {
	return slices.IndexFunc(plan.Programmes, func(p *rule.Programme) bool { return p.ID == id })
}

// evaluate fills the side with what its rules say of a batch.
func (s *side) evaluate(b *rule.Batch) {
	s.plan.Evaluate(b, &s.result)
	for p, own := range s.own {
		s.money[p], s.known[p] = sized(s.money[p], b.Rows), sized(s.known[p], b.Rows)
		money, known := s.money[p], s.known[p]
		for i := range known {
			money[i], known[i] = 0, true
		}
		for _, x := range own {
			amount, missing := s.result.Money[x], s.result.MoneyMissing[x]
			for i := range money {
				if missing[i] {
					known[i] = false
				} else {
					money[i] += Money(amount[i])
				}
			}
		}
	}
}

// counted reports whether the money of a benefit is counted itself, not as the
// lesser of alternatives.
func counted(b *rule.Benefit) bool { return b.Within == "" }

// amountOf is an amount of a benefit in fen; 0 where it isn't known.
func amountOf(fen int64, missing bool) Money {
	if missing {
		return 0
	}
	return Money(fen)
}

// total adds to what a firm gets, by row, over all programmes.
func (s *side) total(into []Money) {
	clear(into)
	for x, b := range s.plan.Benefits {
		p := programmeOf(s.plan, b.Programme)
		if !counted(b) || p < 0 {
			continue
		}
		state, amount, missing := s.result.Programmes[p], s.result.Money[x], s.result.MoneyMissing[x]
		for i := range into {
			if state[i] == rule.Met && !missing[i] {
				into[i] += Money(amount[i])
			}
		}
	}
}

// sized gives a slice of so many elements, the old one where it is long enough.
func sized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}
