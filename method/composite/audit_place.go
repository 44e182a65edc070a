package composite

import (
	"math"
	"slices"
)

// Standing is how one place stands on one node.
type Standing struct {
	Code  string
	Value float64 // in the table asked for
	Rank  int     // 1 for the best, 0 where missing; ties share the lowest number
	Of    int     // places ranked in the period
	Last  bool    // no other place has a lower rank
}

// Standings gives the standing of a place in a period (0 for one cross-section)
// on all columns of one of the tables of the result, the top of the hierarchy
// first. Of tables before Normalise less is better where the direction says so.
func (r *Result) Standings(t *Table, place string, period int) ([]Standing, error) {
	at := -1
	for i, u := range t.Units {
		if u == place && t.period(i) == period {
			at = i
		}
	}
	if at < 0 {
		return nil, &Fault{Kind: UnknownPlace, Place: place, Period: period}
	}
	turn := !r.normalised(t)
	var out []Standing
	for level := r.Hierarchy.Depth(); level > 0; level-- {
		for _, n := range r.Hierarchy.Level(level) {
			if x := t.Column(n.Code); x != nil {
				out = append(out, standing(t, n, x, at, turn))
			}
		}
	}
	return out, nil
}

// normalised says whether a table of the result is one of scores.
func (r *Result) normalised(t *Table) bool {
	scores := false
	for _, s := range r.Stages {
		scores = scores || s.Step != nil && s.Step.Name() == "normalise"
		if s.Table == t {
			return scores
		}
	}
	return scores
}

// standing ranks one row among those of its period.
func standing(t *Table, n Node, x []float64, at int, turn bool) Standing {
	s := Standing{Code: n.Code, Value: x[at]}
	better, worse, largest := 0, 0, 0.0
	for _, v := range x {
		if !math.IsNaN(v) {
			largest = max(largest, math.Abs(v))
		}
	}
	for i, v := range x {
		if math.IsNaN(v) || t.period(i) != t.period(at) {
			continue
		}
		s.Of++
		d := v - x[at]
		if turn {
			d *= float64(n.Direction)
		}
		switch {
		case math.Abs(d) <= Rounding*largest: // a tie
		case d > 0:
			better++
		default:
			worse++
		}
	}
	if !math.IsNaN(x[at]) {
		s.Rank, s.Last = better+1, worse == 0
	}
	return s
}

// Strengths lists the indicators, in a table of the result, on which a place has
// its best ranks and its worst, so many of each; the worst come in order of rank
// too. With tails left out, an indicator on which no place is lower is not among
// them, as where most places share one value.
func (r *Result) Strengths(t *Table, place string, period, count int, tails bool) (best, worst []Standing, err error) {
	list, err := r.Standings(t, place, period)
	if err != nil {
		return nil, nil, err
	}
	list = slices.DeleteFunc(list, func(s Standing) bool {
		n, _ := r.Hierarchy.Node(s.Code)
		return n.Level > 1 || s.Rank == 0 || s.Last && !tails
	})
	slices.SortStableFunc(list, func(a, b Standing) int { return a.Rank - b.Rank })
	count = min(max(count, 0), len(list))
	return list[:count], list[len(list)-count:], nil
}

// RanksWithin ranks a column among the rows that share a label of a grouping;
// rows without one have 0.
func (r *Result) RanksWithin(t *Table, code, grouping string) ([]int, error) {
	x, label := t.Column(code), r.Data.group(grouping)
	if x == nil {
		return nil, faulty(UnknownCode, code)
	}
	if label == nil {
		return nil, faulty(UnknownGroup, grouping)
	}
	out := make([]int, len(x))
	for _, rows := range t.divide(t.slices(false), label) {
		rank(x, rows, out)
	}
	return out, nil
}
