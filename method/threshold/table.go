package threshold

import "github.com/quanyu/quanyu/method/panel"

// weak is the share of a regressor's own square that must be left of it in the
// lower regime beside all other columns; under it a point separates nothing.
const weak = 1e-9

// rounding is the share of the square of a regressor as given under which what
// unit means leave of it is rounding: a lower regime of whole units only.
const rounding = 1e-13

// packed is the place of entry i, j (j <= i) of a symmetric matrix that is
// stored row by row.
func packed(i, j int) int { return i*(i+1)/2 + j }

// products gives, for each point, the packed kz × kz matrix Z'MZ: Z the regime
// regressors inside the lower regime, transformed, and M the projection off
// the basis. Rows enter in the order of the threshold variable. A unit with
// sum v of its entered rows out of T gives sum z z' - v v'/T, less, under
// HansenRows, the square of its last transformed row.
func (s *space) products() [][]float64 {
	kz := len(s.regime)
	adjoint := make([][]float64, len(s.basis.Columns))
	for q, column := range s.basis.Columns {
		adjoint[q] = s.demean(column)
	}
	raw := make([]float64, kz) // squares of the entered regressors as given
	run := &running{s: s, square: make([]float64, kz*(kz+1)/2), sum: zeros(len(s.size), kz), end: zeros(len(s.size), kz)}
	cross := zeros(kz, len(adjoint)) // Z'Q
	out, entries := make([][]float64, len(s.points)), make([]float64, len(s.points)*len(run.square))
	row := 0
	for j, p := range s.points {
		for ; row < p.end; row++ {
			i := s.order[row]
			run.enter(i)
			for a := range kz {
				raw[a] += float64(s.regime[a][i] * s.regime[a][i])
				for q := range adjoint {
					cross[a][q] += float64(s.regime[a][i] * adjoint[q][i])
				}
			}
		}
		out[j], entries = entries[:len(run.square):len(run.square)], entries[len(run.square):]
		copy(out[j], run.square)
		for a := range kz {
			for b := range a + 1 {
				out[j][packed(a, b)] -= panel.Dot(cross[a], cross[b])
			}
		}
		for a := range kz {
			if left := out[j][packed(a, a)]; !(left > weak*run.square[packed(a, a)]) || !(left > rounding*raw[a]) {
				out[j] = nil // separates nothing
				break
			}
		}
	}
	return out
}

func zeros(rows, columns int) [][]float64 {
	out := make([][]float64, rows)
	for i := range out {
		out[i] = make([]float64, columns)
	}
	return out
}

// running carries Z'Z while rows enter the lower regime.
type running struct {
	s      *space
	square []float64
	sum    [][]float64 // of entered rows, by unit
	end    [][]float64 // the last row of the unit, once entered, under HansenRows
}

// enter adds row i.
func (r *running) enter(i int) {
	u := r.s.sample.Unit[i]
	r.part(u, 1)
	for a, column := range r.s.regime {
		x := column[i]
		for b := range a + 1 {
			r.square[packed(a, b)] += float64(x * r.s.regime[b][i])
		}
		r.sum[u][a] += x
		if r.s.last[i] {
			r.end[u][a] = x
		}
	}
	r.part(u, -1)
}

// part adds sign × what a unit's mean, and its last row, take off.
func (r *running) part(u int, sign float64) {
	size := r.s.size[u]
	for a, x := range r.sum[u] {
		for b := range a + 1 {
			y := r.sum[u][b]
			take := float64(x*y) / size
			if r.s.options.Rows == HansenRows {
				take += float64((r.end[u][a] - x/size) * (r.end[u][b] - y/size))
			}
			r.square[packed(a, b)] += float64(sign * take)
		}
	}
}
