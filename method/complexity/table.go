package complexity

import (
	"slices"

	"github.com/quanyu/quanyu/method/panel"
)

// Record is how much of an activity a place has: exports, output, jobs, firms,
// patents. What is not listed is zero.
type Record struct {
	Place, Activity string
	Value           float64
}

// Table holds the quantities of places (rows) and activities (columns), both in
// the order of their names. No row and no column is nothing but zeros.
type Table struct {
	Places, Activities []string
	Values             [][]float64 // by place, then by activity
	Dropped            Dropped

	ofPlace, ofActivity []float64
	total               float64
}

// Dropped names what had nothing but zeros.
type Dropped struct{ Places, Activities []string }

// NewTable puts records together. A pair listed twice, a quantity below zero or
// not a number, and fewer than two places or activities are faults.
func NewTable(records []Record) (*Table, error) {
	places, activities := map[string]bool{}, map[string]bool{}
	seen := make(map[[2]string]bool, len(records))
	for i, r := range records {
		if r.Place == "" || r.Activity == "" {
			return nil, &panel.Fault{Kind: NoName, Row: i}
		}
		if kind, ok := quantity(r.Value); !ok {
			return nil, &panel.Fault{Kind: kind, Names: []string{r.Place, r.Activity}, Row: i}
		}
		key := [2]string{r.Place, r.Activity}
		if seen[key] {
			return nil, &panel.Fault{Kind: panel.DuplicateRow, Names: key[:], Row: i}
		}
		seen[key] = true
		places[r.Place] = places[r.Place] || r.Value > 0
		activities[r.Activity] = activities[r.Activity] || r.Value > 0
	}
	t := &Table{}
	t.Places, t.Dropped.Places = parted(places)
	t.Activities, t.Dropped.Activities = parted(activities)
	switch {
	case len(t.Places) == 0:
		return nil, panel.Faulty(panel.NoRows)
	case len(t.Places) == 1:
		return nil, panel.Faulty(OnePlace, t.Places...)
	case len(t.Activities) == 1:
		return nil, panel.Faulty(OneActivity, t.Activities...)
	}
	t.Values = grid(len(t.Places), len(t.Activities))
	row, column := positions(t.Places), positions(t.Activities)
	for _, r := range records {
		if r.Value > 0 { // the others may have been dropped
			t.Values[row[r.Place]][column[r.Activity]] = r.Value
		}
	}
	t.sum()
	return t, nil
}

// parted lists the names that have something and those that have nothing.
func parted(has map[string]bool) (with, without []string) {
	for name, some := range has {
		if some {
			with = append(with, name)
		} else {
			without = append(without, name)
		}
	}
	slices.Sort(with)
	slices.Sort(without)
	return with, without
}

// sum keeps the totals of places, of activities and of all.
func (t *Table) sum() {
	t.ofPlace, t.ofActivity = make([]float64, len(t.Places)), make([]float64, len(t.Activities))
	for i, row := range t.Values {
		for j, v := range row {
			t.ofPlace[i] += v
			t.ofActivity[j] += v
		}
	}
	t.total = 0
	for _, v := range t.ofActivity {
		t.total += v
	}
}

// Advantage is the location quotient (revealed comparative advantage, Balassa
// 1965) of each activity in each place: the activity's share in the place over
// its share in all places.
func (t *Table) Advantage() [][]float64 {
	out := grid(len(t.Places), len(t.Activities))
	share := make([]float64, len(t.Activities))
	for j, v := range t.ofActivity {
		share[j] = v / t.total
	}
	for i, row := range t.Values {
		for j, v := range row {
			if v > 0 {
				out[i][j] = v / t.ofPlace[i] / share[j]
			}
		}
	}
	return out
}

// Total is how much of everything a place has, in the order of Places.
func (t *Table) Total() []float64 { return t.ofPlace }

// Size is how much of an activity all places have, in the order of Activities.
func (t *Table) Size() []float64 { return t.ofActivity }

func positions(names []string) map[string]int {
	at := make(map[string]int, len(names))
	for i, n := range names {
		at[n] = i
	}
	return at
}

// grid is a matrix of zeros whose rows lie one after another.
func grid(rows, columns int) [][]float64 {
	all := make([]float64, rows*columns)
	out := make([][]float64, rows)
	for i := range out {
		out[i] = all[i*columns : (i+1)*columns : (i+1)*columns]
	}
	return out
}
