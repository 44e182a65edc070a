package assign

import (
	"fmt"
	"math"
	"slices"
)

// Limits are the names of the limits of a program, in the order of its rows.
func (p *Program) Limits() []string {
	var out []string
	for _, r := range p.Rows {
		if r.Limit != "" && !slices.Contains(out, r.Limit) {
			out = append(out, r.Limit)
		}
	}
	return out
}

// Clash gives the smallest set of limits that leave no point, with the rows that
// always hold: without any one of them there is a point. nil where there is a
// point; an empty set where the rows that always hold leave none.
//
// The smallest set is the smallest that meets every set of limits whose giving up
// would help; such sets are found one by one until what meets them clashes
// (Ignatiev, Previti, Liffiton, Marques-Silva 2015).
func (s *Solver) Clash(p *Program) ([]string, error) {
	limits := p.Limits()
	var helps [][]int // sets of limits, by number; giving up all of one leaves a point
	for {
		kept, err := s.meeting(len(limits), helps)
		if err != nil {
			return nil, err
		}
		loose := p.loose(limits, kept)
		out, err := s.Solve(loose, Options{})
		if err != nil {
			return nil, err
		}
		if out.Status == Infeasible {
			set := []string{}
			for _, k := range kept {
				set = append(set, limits[k])
			}
			return set, nil
		}
		var given []int
		for k, at := 0, len(p.Columns); at < len(loose.Columns); k++ {
			if slices.Contains(kept, k) {
				continue
			}
			if out.X[at] == 1 {
				given = append(given, k)
			}
			at++
		}
		if len(given) == 0 {
			return nil, nil
		}
		helps = append(helps, given)
	}
}

// meeting gives the fewest of n things of which every set has one.
func (s *Solver) meeting(n int, sets [][]int) ([]int, error) {
	if len(sets) == 0 {
		return nil, nil
	}
	p := &Program{}
	for range n {
		p.Choice(-1)
	}
	for _, set := range sets {
		var terms []Term
		for _, k := range set {
			terms = append(terms, Term{k, 1})
		}
		p.AtLeast(1, "", terms...)
	}
	out, err := s.Solve(p, Options{})
	if err != nil {
		return nil, err
	}
	var chosen []int
	for k, v := range out.X {
		if v == 1 {
			chosen = append(chosen, k)
		}
	}
	return chosen, nil
}

// loose is the program with limits that may be given up, each at a loss of one,
// but for those that are kept.
func (p *Program) loose(limits []string, kept []int) *Program {
	out := p.Copy()
	for j := range out.Columns {
		out.Columns[j].Gain = 0
	}
	column := map[string]int{}
	for k, l := range limits {
		if !slices.Contains(kept, k) {
			column[l] = out.Choice(-1)
		}
	}
	out.Rows = nil
	for _, r := range p.Rows {
		c, loose := column[r.Limit]
		if !loose {
			out.Rows = append(out.Rows, r)
			continue
		}
		low, high := p.reach(r)
		if r.Upper < high {
			out.AtMost(r.Upper, "", append(slices.Clone(r.Terms), Term{c, r.Upper - high})...)
		}
		if r.Lower > low {
			out.AtLeast(r.Lower, "", append(slices.Clone(r.Terms), Term{c, r.Lower - low})...)
		}
	}
	return out
}

// reach gives the bounds of a row's sum by those of its columns, which must be
// finite.
func (p *Program) reach(r Row) (low, high float64) {
	for _, t := range r.Terms {
		a, b := float64(t.Factor*p.Columns[t.Column].Lower), float64(t.Factor*p.Columns[t.Column].Upper)
		low, high = low+min(a, b), high+max(a, b)
	}
	if math.IsInf(low, 0) || math.IsInf(high, 0) || math.IsNaN(low+high) {
		panic(fmt.Sprintf("assign: the limit %q is over a column without bounds", r.Limit))
	}
	return low, high
}
