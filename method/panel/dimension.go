package panel

import "slices"

// dimension numbers the units or the periods of n rows and counts the rows
// that are left of each.
type dimension struct {
	ids  []int   // ascending
	of   []int32 // place among ids of each row
	left []int   // rows of each
	// sum of the numbers of the rows left: of the last one its number.
	sum   []int
	alone []int32 // places that came to have one row
}

func newDimension(values []int) *dimension {
	d := &dimension{}
	d.ids, d.of = numbered(values)
	d.left, d.sum = make([]int, len(d.ids)), make([]int, len(d.ids))
	for row, e := range d.of {
		d.left[e]++
		d.sum[e] += row
	}
	for e, left := range d.left {
		if left == 1 {
			d.alone = append(d.alone, int32(e))
		}
	}
	return d
}

// remove takes a row out and reports whether it was the last one of its place.
func (d *dimension) remove(row int) bool {
	e := d.of[row]
	d.left[e]--
	d.sum[e] -= row
	if d.left[e] == 1 {
		d.alone = append(d.alone, e)
	}
	return d.left[e] == 0
}

// single gives the rows that are alone in their place, and forgets them.
func (d *dimension) single() []int {
	var rows []int
	for _, e := range d.alone {
		if d.left[e] == 1 {
			rows = append(rows, d.sum[e])
		}
	}
	d.alone = nil
	return rows
}

// take gives the numbers that some rows have, ascending, and the place of each
// row among them; these rows are all that is left.
func (d *dimension) take(rows []int) (ids, of []int) {
	place := make([]int, len(d.ids))
	for e, left := range d.left {
		if left > 0 {
			place[e] = len(ids)
			ids = append(ids, d.ids[e])
		}
	}
	of = make([]int, len(rows))
	for i, row := range rows {
		of[i] = place[d.of[row]]
	}
	return ids, of
}

// numbered gives the distinct values, ascending, and the place of each among
// them: by a table where they lie close together, else by sorting.
func numbered(values []int) (distinct []int, place []int32) {
	place = make([]int32, len(values))
	if len(values) == 0 {
		return nil, place
	}
	low, high := slices.Min(values), slices.Max(values)
	if span := uint64(high) - uint64(low); span < uint64(4*len(values)+1000) {
		table := make([]int32, span+1)
		for _, v := range values {
			table[v-low] = 1
		}
		for k, there := range table {
			if there == 1 {
				table[k] = int32(len(distinct))
				distinct = append(distinct, low+k)
			}
		}
		for i, v := range values {
			place[i] = table[v-low]
		}
		return distinct, place
	}
	distinct = slices.Clone(values)
	slices.Sort(distinct)
	distinct = slices.Compact(distinct)
	for i, v := range values {
		at, _ := slices.BinarySearch(distinct, v)
		place[i] = int32(at)
	}
	return distinct, place
}

// sortRows orders rows by unit, then by period, then as given.
func sortRows(units, periods *dimension) []int {
	rows := make([]int, len(units.of))
	sorted := true
	for i := range rows {
		rows[i] = i
		if i > 0 {
			a, b := units.of[i-1], units.of[i]
			sorted = sorted && (a < b || a == b && periods.of[i-1] <= periods.of[i])
		}
	}
	if sorted {
		return rows
	}
	spare := make([]int, len(rows))
	for _, d := range []*dimension{periods, units} { // two stable counting sorts
		next := make([]int, len(d.ids)+1)
		for e, left := range d.left {
			next[e+1] = next[e] + left
		}
		for _, row := range rows {
			e := d.of[row]
			spare[next[e]] = row
			next[e]++
		}
		rows, spare = spare, rows
	}
	return rows
}
