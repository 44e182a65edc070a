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
	places, activities := names{at: map[string]int{}}, names{at: map[string]int{}}
	cells := make([][2]int, len(records))
	for i, r := range records {
		if r.Place == "" || r.Activity == "" {
			return nil, &panel.Fault{Kind: NoName, Row: i}
		}
		if kind, ok := quantity(r.Value); !ok {
			return nil, &panel.Fault{Kind: kind, Names: []string{r.Place, r.Activity}, Row: i}
		}
		cells[i] = [2]int{places.number(r.Place, r.Value > 0), activities.number(r.Activity, r.Value > 0)}
	}
	seen := make([]bool, len(places.list)*len(activities.list))
	for i, c := range cells {
		at := &seen[c[0]*len(activities.list)+c[1]]
		if *at {
			return nil, &panel.Fault{Kind: panel.DuplicateRow, Names: []string{records[i].Place, records[i].Activity}, Row: i}
		}
		*at = true
	}
	t := &Table{}
	var row, column []int
	t.Places, t.Dropped.Places, row = places.parted()
	t.Activities, t.Dropped.Activities, column = activities.parted()
	switch {
	case len(t.Places) == 0:
		return nil, panel.Faulty(panel.NoRows)
	case len(t.Places) == 1:
		return nil, panel.Faulty(OnePlace, t.Places...)
	case len(t.Activities) == 1:
		return nil, panel.Faulty(OneActivity, t.Activities...)
	}
	t.Values = grid(len(t.Places), len(t.Activities))
	for i, c := range cells {
		if v := records[i].Value; v > 0 { // the others may have been dropped
			t.Values[row[c[0]]][column[c[1]]] = v
		}
	}
	t.sum()
	return t, nil
}

// names numbers names as they come, and keeps which have something.
type names struct {
	at   map[string]int
	list []string
	some []bool
	last int
}

func (n *names) number(name string, some bool) int {
	k := n.last // long tables list a name many times in a row
	if k >= len(n.list) || n.list[k] != name {
		known := false
		if k, known = n.at[name]; !known {
			k = len(n.list)
			n.at[name], n.list, n.some = k, append(n.list, name), append(n.some, false)
		}
	}
	n.last, n.some[k] = k, n.some[k] || some
	return k
}

// parted sorts the names that have something, those that have nothing, and gives
// the place of each number among the first.
func (n *names) parted() (with, without []string, place []int) {
	for k, name := range n.list {
		if n.some[k] {
			with = append(with, name)
		} else {
			without = append(without, name)
		}
	}
	slices.Sort(with)
	slices.Sort(without)
	at, place := positions(with), make([]int, len(n.list))
	for k, name := range n.list {
		place[k] = at[name]
	}
	return with, without, place
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
