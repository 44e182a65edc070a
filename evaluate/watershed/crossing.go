package watershed

import (
	"cmp"
	"slices"
)

// window is how many years before and after a crossing are compared.
const window = 5

// crossing is a place that reached the claimed size.
type crossing struct {
	place    string
	first    cell // the first value at or beyond the size
	last     cell // the latest
	year     int
	after    int  // years of growth that began at or beyond the size
	before   bool // values below the size are known too
	own      [2]float64
	others   [2]float64 // growth of the places that never reached it, same years
	compared bool       // own and others hold
}

// crossings lists the places that reach the size, the first of them first.
func (q *inquiry) crossings() []crossing {
	var out []crossing
	reached := map[string]bool{}
	for _, place := range q.size.places() {
		years := q.size.years(place)
		k := slices.IndexFunc(years, func(y int) bool { return q.size.cells[place][y].value >= q.from })
		if k < 0 {
			continue
		}
		reached[place] = true
		out = append(out, crossing{
			place: place, year: years[k], before: k > 0,
			first: q.size.cells[place][years[k]], last: q.size.cells[place][years[len(years)-1]],
		})
	}
	slices.SortStableFunc(out, func(a, b crossing) int {
		return cmp.Or(cmp.Compare(a.year, b.year), -cmp.Compare(a.first.value, b.first.value), cmp.Compare(a.place, b.place))
	})
	for i := range out {
		q.compare(&out[i], reached)
	}
	return out
}

// compare sets growth in the years before and after a crossing beside that of
// the places that never reached the size.
func (q *inquiry) compare(c *crossing, reached map[string]bool) {
	var sides [2][]row // below, beyond
	for _, r := range q.rows {
		if r.place != c.place {
			continue
		}
		side := 0
		if r.size.value >= q.from {
			side, c.after = 1, c.after+1
		}
		if d := r.year - c.year; d > -window && d <= window {
			sides[side] = append(sides[side], r)
		}
	}
	if len(sides[0]) == 0 || len(sides[1]) == 0 {
		return
	}
	c.compared = true
	for side, rows := range sides {
		for _, r := range rows {
			sum, n := 0.0, 0
			for _, o := range q.rows {
				if o.year == r.year && !reached[o.place] {
					sum, n = sum+o.growth, n+1
				}
			}
			if n == 0 {
				c.compared = false
				return
			}
			c.own[side] += r.growth / float64(len(rows))
			c.others[side] += sum / float64(n) / float64(len(rows))
		}
	}
}

// averages are the means over the places that can be compared: own growth
// before and after, that of the others in the same years; n counts them.
func averages(list []crossing) (own, others [2]float64, n int) {
	for _, c := range list {
		if c.compared {
			n++
		}
	}
	for _, c := range list {
		for side := range 2 {
			if c.compared {
				own[side] += c.own[side] / float64(n)
				others[side] += c.others[side] / float64(n)
			}
		}
	}
	return own, others, n
}
