package threshold

import (
	"slices"

	"github.com/quanyu/quanyu/method/panel"
)

// mostCross is the number of products Z'Q (32 MB) from which draws go the long
// way.
const mostCross = 1 << 22

// flips draws the F of the first threshold under random signs of units without
// an outcome for each draw. With e the residuals without a threshold, D the
// signs and M = 1 - QQ' the projection off the basis, a draw leaves MDe, so
//
//	Z'MDe = sum over units of sign × Z'e of the unit, less Z'Q times the same of Q'e
//
// and its square is e'e less the square of Q'De. All that does not hang on the
// signs is summed once: a draw costs a pass over the rows and one over the points.
type flips struct {
	s        *space
	steps    []flipStep
	explain  [][]float64 // Q'e of each unit
	squares  float64     // e'e
	products []float64   // Z'e of each entry of the steps, kz each
	unit     []int       // of each entry
}

// flipStep is a point that is tried: its entries are those that the lower
// regime takes in since the point before, added up by unit.
type flipStep struct {
	table []float64   // see space.table
	cross [][]float64 // Z'Q, kz × k
	end   int         // of its entries
}

// flips prepares draws from the residuals of the fit without a threshold.
func (s *space) flips(residual []float64, allowed []bool) *flips {
	kz, k := len(s.regime), len(s.basis.Columns)
	f := &flips{s: s, squares: panel.Dot(residual, residual), explain: zeros(len(s.size), k)}
	adjoint := make([][]float64, k)
	for q, column := range s.basis.Columns {
		adjoint[q] = s.demean(column)
		for i, u := range s.sample.Unit {
			f.explain[u][q] += float64(column[i] * residual[i])
		}
	}
	centred := s.demean(residual)
	cross, sum, entered := zeros(kz, k), zeros(len(s.size), kz), make([]bool, len(s.size))
	row := 0
	for j, p := range s.points {
		for ; row < p.end; row++ {
			i := s.order[row]
			u := s.sample.Unit[i]
			entered[u] = true
			for a, w := range s.regime {
				sum[u][a] += float64(w[i] * centred[i])
				for q := range adjoint {
					cross[a][q] += float64(w[i] * adjoint[q][i])
				}
			}
		}
		if s.table[j] == nil || !allowed[j] {
			continue
		}
		for u, is := range entered {
			if is {
				f.unit, f.products = append(f.unit, u), append(f.products, sum[u]...)
				clear(sum[u])
			}
		}
		clear(entered)
		step := flipStep{table: s.table[j], end: len(f.unit)}
		for a := range cross {
			step.cross = append(step.cross, slices.Clone(cross[a]))
		}
		f.steps = append(f.steps, step)
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
