package threshold

import "github.com/quanyu/quanyu/method/panel"

// mostCross is the number of products Z'Q (32 MB) from which draws go the long
// way.
const mostCross = 1 << 22

// flips draws the F of the first threshold under random signs of units without
// an outcome for each draw. With e residuals off the basis, D the signs and M =
// 1 - QQ' the projection off the basis, a draw leaves MDe, so
//
//	Z'MDe = sum over units of sign × Z'e of the unit, less Z'Q times the same of Q'e
//
// and its square is e'e less the square of Q'De. All that does not hang on the
// signs is summed once: a draw costs a pass over the entries and one over the
// points.
type flips struct {
	*tries
	explain  [][]float64 // Q'e of each unit
	squares  float64     // e'e
	products []float64   // Z'e of each entry, kz each
}

// tries is what all residuals share: the points that are tried, and the entries
// of their lower regimes, which are the rows of a unit between two such points.
type tries struct {
	s     *space
	steps []try
	unit  []int // of each entry
	entry []int // of the rows in order, up to the last point
}

// try is one point.
type try struct {
	table []float64   // see space.table
	cross [][]float64 // Z'Q, kz × k
	end   int         // of its entries
}

// tries prepares draws at the allowed points.
func (s *space) tries(allowed []bool) *tries {
	kz, k := len(s.regime), len(s.basis.Columns)
	adjoint, cross := make([][]float64, k), zeros(kz, k)
	for q, column := range s.basis.Columns {
		adjoint[q] = s.demean(column)
	}
	t := &tries{s: s}
	open := make([]int, len(s.size)) // 1 + the entry of a unit since the last point
	row := 0
	for j, p := range s.points {
		for ; row < p.end; row++ {
			i := s.order[row]
			u := s.sample.Unit[i]
			if open[u] == 0 {
				t.unit = append(t.unit, u)
				open[u] = len(t.unit)
			}
			t.entry = append(t.entry, open[u]-1)
			for a, w := range s.regime {
				for q := range adjoint {
					cross[a][q] += float64(w[i] * adjoint[q][i])
				}
			}
		}
		if s.table[j] == nil || !allowed[j] {
			continue
		}
		one := try{table: s.table[j], cross: zeros(kz, k), end: len(t.unit)}
		for a := range cross {
			copy(one.cross[a], cross[a])
		}
		t.steps = append(t.steps, one)
		clear(open)
	}
	return t
}

// of sums what draws need of residuals off the basis.
func (t *tries) of(residual []float64) *flips {
	s, kz := t.s, len(t.s.regime)
	f := &flips{tries: t, squares: panel.Dot(residual, residual), explain: zeros(len(s.size), len(s.basis.Columns)), products: make([]float64, len(t.unit)*kz)}
	for q, column := range s.basis.Columns {
		for i, u := range s.sample.Unit {
			f.explain[u][q] += float64(column[i] * residual[i])
		}
	}
	centred := s.demean(residual)
	for row, entry := range t.entry {
		i := s.order[row]
		for a, w := range s.regime {
			f.products[entry*kz+a] += float64(w[i] * centred[i])
		}
	}
	return f
}

// draw is the largest F with the signs of one draw, as space.drawn gives it for
// an outcome; NaN where there is nothing to try.
func (f *flips) draw(sign []float64) float64 {
	kz := len(f.s.regime)
	explained := make([]float64, len(f.s.basis.Columns))
	for u, part := range f.explain {
		for q, x := range part {
			explained[q] += float64(sign[u] * x)
		}
	}
	raw, sums, small := make([]float64, kz), zeros(kz, 1), newSmall(kz)
	gain := make([]float64, len(f.steps))
	entry := 0
	for j, step := range f.steps {
		for ; entry < step.end; entry++ {
			for a := range raw {
				raw[a] += float64(sign[f.unit[entry]] * f.products[entry*kz+a])
			}
		}
		for a := range raw {
			sums[a][0] = raw[a] - panel.Dot(step.cross[a], explained)
		}
		gain[j] = small.gain(step.table, sums)
	}
	return f.s.most(f.squares-panel.Dot(explained, explained), gain)
}

// short reports whether draws may go this way.
func (s *space) short() bool {
	return s.resample == Signs && s.options.Rows != HansenRows && len(s.points)*len(s.regime)*len(s.basis.Columns) <= mostCross
}
