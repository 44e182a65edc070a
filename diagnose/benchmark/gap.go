package benchmark

import (
	"cmp"
	"math"
	"slices"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/composite"
)

// gaps sets the first place in focus against the reference, the indicator that
// separates them most in the reference's favour first; none where the
// specification names no reference. An index that is no arithmetic mean has no
// parts. With years in the table each part says what others that started alike
// gained.
func gaps(s *Spec, t *Table, r *composite.Result, period int) []GapView {
	out := []GapView{}
	if s.Focus.Reference == "" || len(s.Focus.Places) == 0 {
		return out
	}
	place, reference := s.Focus.Places[0], s.Focus.Reference
	top := r.Hierarchy.Top()
	view := GapView{Place: place, Reference: reference, Gap: city.Number(at(r.Last(), top, reference, period) - at(r.Last(), top, place, period))}
	list, err := r.Decompose(reference, place, period)
	if err != nil {
		return append(out, view)
	}
	history := t.History
	if history == nil && t.Periods != nil {
		history = histories(r)
	}
	values, weights := r.Table("denominate"), r.Effective()
	if values == nil {
		values = r.Table("")
	}
	view.Parts = []PartView{}
	for _, c := range list {
		node, _ := r.Hierarchy.Node(c.Code)
		own, other := at(values, c.Code, place, period), at(values, c.Code, reference, period)
		v := PartView{
			Code: c.Code, Name: node.Name, Parent: node.Parent, Weight: city.Number(weights[c.Code]), Value: city.Number(own), Other: city.Number(other),
			Score: city.Number(c.B), OtherScore: city.Number(c.A), Contribution: city.Number(c.Points),
		}
		if h, known := history[c.Code]; known {
			lacks := float64(node.Direction) * (other - own)
			for years := 1; years <= horizon; years++ {
				v.Reach = append(v.Reach, reach(h, place, own, lacks, node.Direction, years).view())
			}
		}
		view.Parts = append(view.Parts, v)
	}
	slices.SortStableFunc(view.Parts, func(a, b PartView) int { return cmp.Compare(b.Contribution, a.Contribution) })
	return append(out, view)
}

// at is the value of a place in a table; NaN where there is none. The period is 0
// in one cross-section.
func at(t *composite.Table, code, place string, period int) float64 {
	column := t.Column(code)
	for i, unit := range t.Units {
		if column != nil && unit == place && (t.Periods == nil || t.Periods[i] == period) {
			return column[i]
		}
	}
	return math.NaN()
}

// view is reach as JSON has it.
func (r Reach) view() ReachView {
	return ReachView{
		Years: r.Years, Stretches: r.Stretches, Places: r.Places, Low: city.Number(r.Low), Median: city.Number(r.Median), High: city.Number(r.High),
		Best: r.Best, BestFrom: r.BestFrom, BestTo: r.BestTo, BestGain: city.Number(r.BestGain), Achieved: city.Number(r.Achieved), AchievedBy: r.AchievedBy,
	}
}

// histories are the values of a panel after denominators, by indicator.
func histories(r *composite.Result) map[string]History {
	t := r.Table("denominate")
	if t == nil {
		t = r.Table("")
	}
	var places []string
	row := map[string]int{}
	years := slices.Compact(slices.Sorted(slices.Values(t.Periods)))
	for _, unit := range t.Units {
		if _, known := row[unit]; !known {
			row[unit] = len(places)
			places = append(places, unit)
		}
	}
	out := map[string]History{}
	for _, n := range r.Hierarchy.Level(1) {
		h := newHistory(places, years)
		for i, v := range t.Column(n.Code) {
			h.Values[row[t.Units[i]]][slices.Index(years, t.Periods[i])] = v
		}
		out[n.Code] = h
	}
	return out
}

// newHistory is one without values.
func newHistory(places []string, years []int) History {
	h := History{Places: places, Years: years, Values: make([][]float64, len(places))}
	for i := range h.Values {
		h.Values[i] = slices.Repeat([]float64{math.NaN()}, len(years))
	}
	return h
}
