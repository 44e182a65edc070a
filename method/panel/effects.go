package panel

import (
	"sync/atomic"
)

// Within removes effects from columns: the residual of a regression on dummies
// of units, of periods or of both, or on a constant where there are none.
type Within struct {
	start  []int   // of the rows of each outer effect, rows in order of these; one more at the end
	order  []int32 // the row at each place in that order; nil where rows stand so
	inner  []int32 // inner effect of each row, in that order; nil where there is one dimension
	normal *normal // equations of the inner effects

	Absorbed  int // parameters that the effects take
	unsettled atomic.Bool
}

// NewWithin prepares the effects of a sample. With two dimensions the larger
// (outer) is swept out by means; the effects d of the other (inner) solve the
// normal equations of the unbalanced two-way within transformation (Baltagi,
// Econometric Analysis of Panel Data, section 9.3): see normal. One effect in
// each connected part of the panel is not free.
func NewWithin(s *Sample, unitEffects, periodEffects bool) (*Within, error) {
	outer, inner := side{s.Unit, len(s.UnitIDs)}, side{}
	switch {
	case unitEffects && periodEffects:
		inner = side{s.Period, len(s.PeriodIDs)}
		if inner.count > outer.count {
			outer, inner = inner, outer
		}
	case periodEffects:
		outer = side{s.Period, len(s.PeriodIDs)}
	case !unitEffects:
		outer = side{make([]int, len(s.Rows)), 1}
	}
	w := &Within{Absorbed: outer.count}
	w.sort(outer)
	if inner.count > 0 {
		w.inner = make([]int32, len(s.Rows))
		for k := range w.inner {
			w.inner[k] = int32(inner.of[w.row(k)])
		}
		w.normal = newNormal(w.start, w.inner, inner.count)
		w.Absorbed += w.normal.free
	}
	return w, nil
}

// side is the effect of each row in one dimension, and how many there are.
type side struct {
	of    []int
	count int
}

// sort puts rows in the order of their outer effects.
func (w *Within) sort(outer side) {
	w.start = make([]int, outer.count+1)
	sorted, last := true, 0
	for _, o := range outer.of {
		w.start[o+1]++
		sorted, last = sorted && o >= last, o
	}
	for o := range outer.count {
		w.start[o+1] += w.start[o]
	}
	if sorted {
		return
	}
	w.order = make([]int32, len(outer.of))
	next := append([]int(nil), w.start...)
	for i, o := range outer.of {
		w.order[next[o]] = int32(i)
		next[o]++
	}
}

// row is the row at a place in the order of outer effects.
func (w *Within) row(k int) int {
	if w.order == nil {
		return k
	}
	return int(w.order[k])
}

// Apply gives a column without the effects.
func (w *Within) Apply(column []float64) []float64 {
	out := append([]float64(nil), column...)
	w.remove(out)
	return out
}

// Err is the fault NoConvergence where effects that Apply was to remove did not
// settle: dimensions that are both large and hardly connected. What Apply gave
// is of no use then.
func (w *Within) Err() error {
	if w.unsettled.Load() {
		return Faulty(NoConvergence)
	}
	return nil
}

// remove takes the effects off a column. It works twice, as the first pass
// leaves rounding of the size of the column's mean.
func (w *Within) remove(column []float64) {
	sorted := column
	if w.order != nil {
		sorted = make([]float64, len(column))
		for k, i := range w.order {
			sorted[k] = column[i]
		}
	}
	if w.inner == nil {
		w.means(sorted)
		w.means(sorted)
	} else {
		effect, sum := make([]float64, w.normal.count), make([]float64, w.normal.count)
		w.sweep(sorted, effect, sum)
		floor := 0.0
		for range 2 {
			if w.unsettled.Load() || !w.normal.solve(sum, effect, &floor) {
				w.unsettled.Store(true)
				return
			}
			w.sweep(sorted, effect, sum)
		}
	}
	for k, i := range w.order {
		column[i] = sorted[k]
	}
}

// means takes the means of the outer effects off.
func (w *Within) means(column []float64) {
	for o := 1; o < len(w.start); o++ {
		rows := column[w.start[o-1]:w.start[o]]
		sum := 0.0
		for _, v := range rows {
			sum += v
		}
		mean := sum / float64(len(rows))
		for k := range rows {
			rows[k] -= mean
		}
	}
}

// sweep takes the inner effects off, then the means of the outer ones, and
// gives the sums of what is left over each inner effect, all in one pass.
func (w *Within) sweep(column, effect, sum []float64) {
	clear(sum)
	for o := 1; o < len(w.start); o++ {
		rows, inner := column[w.start[o-1]:w.start[o]], w.inner[w.start[o-1]:w.start[o]]
		inner = inner[:len(rows)]
		total := 0.0
		for k, v := range rows {
			v -= effect[inner[k]]
			rows[k] = v
			total += v
		}
		mean := total / float64(len(rows))
		for k, v := range rows {
			v -= mean
			rows[k] = v
			sum[inner[k]] += v
		}
	}
}
