package threshold

import (
	"math"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/lapack/lapack64"

	"github.com/quanyu/quanyu/method/panel"
)

// scan gives, for each allowed point, by how much the sum of squares falls
// when the point is added as a threshold: r' inv(S) r with r = Z'e and S =
// Z'MZ. e is the residual of the outcome off the basis and off extra, the
// columns of the basis beyond those that the table knows (thresholds already
// there). Points that are not allowed, or separate nothing, give NaN.
func (s *space) scan(e []float64, extra [][]float64, allowed []bool) []float64 {
	kz := len(s.regime)
	columns := make([][]float64, 1+len(extra))
	columns[0] = s.demean(e)
	for x, column := range extra {
		columns[1+x] = s.demean(column)
	}
	sums := zeros(kz, len(columns)) // Z'e, Z'extra so far
	small := newSmall(kz)
	gain := make([]float64, len(s.points))
	row := 0
	for j, p := range s.points {
		for ; row < p.end; row++ {
			i := s.order[row]
			for a, w := range s.regime {
				x := w[i]
				for c, column := range columns {
					sums[a][c] += float64(x * column[i])
				}
			}
		}
		gain[j] = math.NaN()
		if s.table[j] != nil && allowed[j] {
			gain[j] = small.gain(s.table[j], sums)
		}
	}
	return gain
}

// small solves the kz × kz systems of a scan.
type small struct {
	kz      int
	matrix  blas64.Symmetric
	factors []float64
}

func newSmall(kz int) *small {
	return &small{kz, blas64.Symmetric{N: kz, Stride: kz, Data: make([]float64, kz*kz), Uplo: blas.Lower}, make([]float64, kz)}
}

// gain takes the products with extra columns off a matrix of the table and
// gives r' inv(S) r; NaN where the point separates nothing beside them.
func (m *small) gain(table []float64, sums [][]float64) float64 {
	for a := range m.kz {
		for b := range a + 1 {
			m.matrix.Data[a*m.kz+b] = table[packed(a, b)] - panel.Dot(sums[a][1:], sums[b][1:])
		}
		if !(m.matrix.Data[a*m.kz+a] > weak*table[packed(a, a)]) {
			return math.NaN()
		}
		m.factors[a] = sums[a][0]
	}
	if m.kz == 1 {
		return float64(m.factors[0]*m.factors[0]) / m.matrix.Data[0]
	}
	factor, ok := lapack64.Potrf(m.matrix)
	if !ok {
		return math.NaN()
	}
	for a := range m.kz { // as for one column: a pivot that is rounding separates nothing
		if pivot := factor.Data[a*m.kz+a]; !(pivot*pivot > weak*table[packed(a, a)]) {
			return math.NaN()
		}
	}
	blas64.Trsv(blas.NoTrans, factor, blas64.Vector{N: m.kz, Data: m.factors, Inc: 1})
	return panel.Dot(m.factors, m.factors)
}

// best is the first point with the largest gain; -1 where there is none.
func best(gain []float64) int {
	at := -1
	for j, g := range gain {
		if !math.IsNaN(g) && (at < 0 || g > gain[at]) {
			at = j
		}
	}
	return at
}

// inside is the regime regressors where the variable is in the lower regime of
// a threshold (rows before end in order), transformed; elsewhere zero before
// that.
func (s *space) inside(end int) [][]float64 {
	out := zeros(len(s.regime), s.n)
	for a, column := range s.regime {
		for _, i := range s.order[:end] {
			out[a][i] = column[i]
		}
		out[a] = s.transform(out[a])
	}
	return out
}

// fit is the least squares at given thresholds, on the way of a search.
type fit struct {
	thresholds []float64
	basis      *panel.Basis
	residual   []float64
	squares    float64
}

// start is the fit without thresholds.
func (s *space) start(outcome []float64) *fit {
	_, residual := s.basis.Residual(outcome)
	return &fit{basis: s.basis, residual: residual, squares: panel.Dot(residual, residual)}
}

// extra is the columns beyond those that the table knows.
func (s *space) extra(f *fit) [][]float64 { return f.basis.Columns[len(s.basis.Columns):] }

// extend adds a threshold with its lower regime.
func (s *space) extend(f *fit, value float64, end int) *fit {
	out := &fit{thresholds: append(append([]float64(nil), f.thresholds...), value), basis: f.basis.Clone()}
	for _, column := range s.inside(end) {
		out.basis.Add(column, 0)
	}
	out.residual = append([]float64(nil), f.residual...)
	for _, q := range s.extra(out)[len(s.extra(f)):] {
		factor := panel.Dot(q, out.residual)
		for i := range q {
			out.residual[i] -= float64(factor * q[i])
		}
	}
	out.squares = panel.Dot(out.residual, out.residual)
	return out
}

// at is the fit at given thresholds.
func (s *space) at(outcome []float64, thresholds []float64) *fit {
	f := s.start(outcome)
	for _, t := range thresholds {
		f = s.extend(f, t, s.lower(t))
	}
	return f
}
