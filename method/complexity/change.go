package complexity

import (
	"math"
	"slices"

	"github.com/quanyu/quanyu/method/panel"
)

// Aligned gives two tables the places that both have and the activities of either;
// an activity that one lacks is zero there. A place that one lacks says nothing
// about entry or growth: it was mostly not counted then.
func Aligned(before, after *Table) (*Table, *Table) {
	places := slices.DeleteFunc(slices.Clone(before.Places), func(n string) bool { return !slices.Contains(after.Places, n) })
	activities := both(before.Activities, after.Activities)
	return before.over(places, activities), after.over(places, activities)
}

func both(a, b []string) []string {
	out := slices.Concat(a, b)
	slices.Sort(out)
	return slices.Compact(out)
}

func (t *Table) over(places, activities []string) *Table {
	out := &Table{Places: places, Activities: activities, Values: grid(len(places), len(activities)), Dropped: t.Dropped}
	row, column := positions(places), positions(activities)
	for i, p := range t.Places {
		k, kept := row[p]
		for j, a := range t.Activities {
			if kept {
				out.Values[k][column[a]] = t.Values[i][j]
			}
		}
	}
	out.sum()
	return out
}

// Move is an activity that a place did not have and has, or had and has not.
type Move struct {
	Place, Activity int // numbers in the tables
	Entered         bool
}

// Moves lists entries and exits between two presences over the same places and
// activities, by place, then by activity.
func Moves(before, after *Presence) []Move {
	var out []Move
	for i := range before.Places {
		for j := range before.Activities {
			if had, has := before.Has(i, j), after.Has(i, j); had != has {
				out = append(out, Move{Place: i, Activity: j, Entered: has})
			}
		}
	}
	return out
}

// Foretold is the chance that, of an activity that a place entered and one that
// it could have entered and did not, the first had the higher density before
// (the area under the curve; ties, to the rounding of sums, count half): 0.5 where density says nothing.
// NaN where there was no entry, or nothing else to enter.
func Foretold(before, after *Presence, density [][]float64) float64 {
	var values []float64
	var entered []bool
	for i := range before.Places {
		for j, v := range density[i] {
			if !before.Has(i, j) && !math.IsNaN(v) {
				values, entered = append(values, v), append(entered, after.Has(i, j))
			}
		}
	}
	order := make([]int, len(values))
	for k := range order {
		order[k] = k
	}
	slices.SortFunc(order, func(a, b int) int {
		switch {
		case values[a] < values[b]:
			return -1
		case values[a] > values[b]:
			return 1
		}
		return 0
	})
	above, in, out := 0.0, 0.0, 0.0
	for k := 0; k < len(order); {
		yes, no := 0.0, 0.0
		for first := k; k < len(order) && values[order[k]] <= values[order[first]]+rounding; k++ {
			if entered[order[k]] {
				yes++
			} else {
				no++
			}
		}
		above += yes*out + yes*no/2
		in, out = in+yes, out+no
	}
	return above / (in * out)
}

// Shift is what a change of a place's quantity is made of; the three parts add up
// to it (Dunn 1960).
type Shift struct {
	Before, After float64
	Common        float64 // had everything grown as all places and activities together
	Mix           float64 // as its activities grew faster or slower than that in all places
	Own           float64 // as its activities grew faster or slower here than elsewhere
}

// ShiftShare takes apart the change of each place and activity between two
// aligned tables, by place, then by activity. Nothing at all before is a fault.
func ShiftShare(before, after *Table) ([][]Shift, error) {
	if !(before.total > 0) {
		return nil, panel.Faulty(NoBase)
	}
	growth := after.total/before.total - 1
	out := make([][]Shift, len(before.Places))
	for i := range out {
		out[i] = make([]Shift, len(before.Activities))
		for j := range out[i] {
			b, a := before.Values[i][j], after.Values[i][j]
			s := Shift{Before: b, After: a, Common: float64(b * growth)}
			here := 0.0
			if all := before.ofActivity[j]; all > 0 {
				here = after.ofActivity[j]/all - 1
				s.Mix = float64(b * (here - growth))
			}
			s.Own = a - b - float64(b*here)
			out[i][j] = s
		}
	}
	return out, nil
}

// Growth is the change from before to after in percent; from nothing to nothing
// it is zero, from nothing to something infinite.
func Growth(before, after []float64) []float64 {
	out := make([]float64, len(before))
	for i, b := range before {
		if after[i] != b {
			out[i] = (after[i] - b) / b * 100
		}
	}
	return out
}
