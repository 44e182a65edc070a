package design

import (
	"cmp"
	"math"
	"slices"

	"github.com/quanyu/quanyu/city"
)

// Limit is one line of a budget: no more than Amount for the benefits that it
// names, or for all grants where it names none. Tax relief is revenue forgone,
// not spending, and counts only where it is named.
type Limit struct {
	Name     string    `json:"name"`
	Amount   Money     `json:"limit"`
	Benefits []string  `json:"benefits"`
	Why      city.Text `json:"why,omitzero"` // where the amount comes from
}

// Rank is one key of a ranking rule.
type Rank struct {
	Field      string `json:"field"`
	Descending bool   `json:"descending"`
}

// BudgetView says whether the money suffices, and what is cut where it does not.
type BudgetView struct {
	Needed  Money       `json:"needed"`  // all grants of the firms that are met, full take-up
	Range   [2]Money    `json:"range"`   // with take-up, and with those whose result is open
	Forgone Money       `json:"forgone"` // tax that is not collected
	Refused bool        `json:"refused"` // a limit is exceeded, and no ranking rule says who goes without
	Binding string      `json:"binding"` // the limit that is exceeded by the largest factor; "" where none is
	Limits  []LimitView `json:"limits"`  //
	Cut     *CutView    `json:"cut"`     // null without a ranking rule, or where nothing had to be cut
	Payers  []PayerView `json:"payers"`  // who pays, as far as the rules say
}

// Over lists the limits that are exceeded.
func (v *BudgetView) Over() []LimitView {
	return slices.DeleteFunc(slices.Clone(v.Limits), func(l LimitView) bool { return !l.Exceeded })
}

// LimitView is one limit with what would be spent under it.
type LimitView struct {
	Limit
	Needed   Money    `json:"needed"` // full take-up
	Range    [2]Money `json:"range"`  // with take-up, and with those whose result is open
	Exceeded bool     `json:"exceeded"`
	Spent    Money    `json:"spent"` // after the cut; what is needed where nothing is cut; 0 where the package is refused
}

// PayerView is what falls to one payer as the rules word it.
type PayerView struct {
	Payer string `json:"payer"`
	Money Money  `json:"money"`
}

// CutView is who goes without.
type CutView struct {
	Rule     []Rank `json:"rule"`
	Funded   int64  `json:"funded"`
	LeftOut  int64  `json:"left_out"`
	Paid     Money  `json:"paid"`
	Unpaid   Money  `json:"unpaid"`
	Unranked int64  `json:"unranked"` // of those left out or funded, firms that lack a ranking field: they come last
	By       []Cut  `json:"by"`       // by benefit
}

// Cut is the cut of one benefit.
type Cut struct {
	Benefit string     `json:"benefit"`
	Title   city.Text  `json:"title,omitzero"`
	Funded  int64      `json:"funded"`
	LeftOut int64      `json:"left_out"`
	Paid    Money      `json:"paid"`
	Unpaid  Money      `json:"unpaid"`
	Line    []LineView `json:"line"` // what the last that is paid has of the ranking fields, where others are left out
}

// LineView is one ranking field of the last that is paid.
type LineView struct {
	Field string      `json:"field"`
	Title city.Text   `json:"title"`
	Value city.Number `json:"value"` // in Unit; of a date days since 1970; null where that firm has none
	Unit  string      `json:"unit"`
}

// claimant is one grant that a firm would get.
type claimant struct {
	id      string
	row     int64 // number of the firm among all: breaks ties of equal ids
	benefit int
	money   Money
	keys    []float64 // of the ranking rule; NaN is missing
}

// order puts claimants into the order in which they are paid: by the keys of
// the rule, those without a value last, then by id, by row and by benefit, so
// that no tie is left to chance.
func order(rule []Rank) func(a, b claimant) int {
	return func(a, b claimant) int {
		for i, r := range rule {
			x, y := a.keys[i], b.keys[i]
			switch mx, my := math.IsNaN(x), math.IsNaN(y); {
			case mx && my || x == y:
				continue
			case mx:
				return 1
			case my:
				return -1
			}
			if r.Descending {
				return cmp.Compare(y, x)
			}
			return cmp.Compare(x, y)
		}
		return cmp.Or(cmp.Compare(a.id, b.id), cmp.Compare(a.row, b.row), cmp.Compare(a.benefit, b.benefit))
	}
}

// covers reports whether a limit counts a benefit.
func (l Limit) covers(id string, grant bool) bool {
	if len(l.Benefits) == 0 {
		return grant
	}
	return slices.Contains(l.Benefits, id)
}

// cut pays claimants in order. The first that a limit has no room for closes
// that limit: nobody further down is paid from it, were their amount smaller.
// counted tells, for each benefit, which limits count it; last is the last
// claimant of each that is paid, nil where none is.
func cut(list []claimant, rule []Rank, limits []Limit, counted [][]int, ids []string) (view *CutView, last []*claimant) {
	slices.SortFunc(list, order(rule))
	last = make([]*claimant, len(ids))
	out := &CutView{Rule: rule, By: make([]Cut, len(ids))}
	for i, id := range ids {
		out.By[i].Benefit = id
	}
	left := make([]Money, len(limits))
	for i, l := range limits {
		left[i] = l.Amount
	}
	closed := make([]bool, len(limits))
	for at, c := range list {
		paid := true
		for _, i := range counted[c.benefit] {
			closed[i] = closed[i] || c.money > left[i]
			paid = paid && !closed[i]
		}
		b := &out.By[c.benefit]
		if slices.ContainsFunc(c.keys, math.IsNaN) {
			out.Unranked++
		}
		if !paid {
			b.LeftOut++
			b.Unpaid += c.money
			continue
		}
		for _, i := range counted[c.benefit] {
			left[i] -= c.money
		}
		b.Funded++
		b.Paid += c.money
		last[c.benefit] = &list[at]
	}
	for _, b := range out.By {
		out.Funded, out.LeftOut = out.Funded+b.Funded, out.LeftOut+b.LeftOut
		out.Paid, out.Unpaid = out.Paid+b.Paid, out.Unpaid+b.Unpaid
	}
	return out, last
}

// spent is what a cut leaves under each limit.
func (v *CutView) spent(counted func(benefit string) bool) Money {
	var sum Money
	for _, b := range v.By {
		if counted(b.Benefit) {
			sum += b.Paid
		}
	}
	return sum
}
