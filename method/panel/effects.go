package panel

import (
	"gonum.org/v1/gonum/mat"
)

// MaxInner is the largest number of effects of the smaller of two dimensions:
// their normal equations are solved exactly, as one dense matrix.
const MaxInner = 4000

// Within removes effects from columns: the residual of a regression on dummies
// of units, of periods or of both, or on a constant where there are none.
type Within struct {
	outer, inner []int // effect of each row; the outer are swept out by means
	outers       int
	inners       int // 0 where there is one dimension only
	count        []float64
	innerOf      []int // place of an inner effect among the free ones, or -1
	free         int
	factor       mat.Cholesky
	Absorbed     int // parameters that the effects take
}

// NewWithin prepares the effects of a sample. With two dimensions the larger
// is swept out by means; the effects of the other solve the normal equations
// L d = b, where L = diag(n_t) - sum over units of a a'/T, a the rows of the
// unit in each period and T their number (Baltagi, Econometric Analysis of
// Panel Data, section 9.3: the unbalanced two-way within transformation). One
// effect in each connected part of the panel is not free. The fault is
// TooManyEffects.
func NewWithin(s *Sample, unitEffects, periodEffects bool) (*Within, error) {
	w := &Within{outer: s.Unit, outers: len(s.UnitIDs)}
	switch {
	case unitEffects && periodEffects:
		w.inner, w.inners = s.Period, len(s.PeriodIDs)
		if w.inners > w.outers {
			w.outer, w.outers, w.inner, w.inners = w.inner, w.inners, w.outer, w.outers
		}
	case periodEffects:
		w.outer, w.outers = s.Period, len(s.PeriodIDs)
	case !unitEffects:
		w.outer, w.outers = make([]int, len(s.Rows)), 1
	}
	w.count = make([]float64, w.outers)
	for _, o := range w.outer {
		w.count[o]++
	}
	w.Absorbed = w.outers
	if w.inners > 0 {
		if w.inners > MaxInner {
			return nil, Faulty(TooManyEffects)
		}
		w.prepare()
		w.Absorbed += w.free
	}
	return w, nil
}

// prepare factors the normal equations of the inner effects.
func (w *Within) prepare() {
	w.innerOf = w.freeEffects()
	if w.free == 0 {
		return
	}
	l := mat.NewSymDense(w.free, nil)
	rows := make([][]int, w.outers) // free inner effects that each outer one meets
	for i, o := range w.outer {
		if f := w.innerOf[w.inner[i]]; f >= 0 {
			rows[o] = append(rows[o], f)
			l.SetSym(f, f, l.At(f, f)+1)
		}
	}
	for o, list := range rows {
		for i, a := range list {
			for _, b := range list[:i+1] { // a row a unit and period: no effect twice
				l.SetSym(a, b, l.At(a, b)-1/w.count[o])
			}
		}
	}
	if !w.factor.Factorize(l) {
		panic("panel: the normal equations of connected effects are singular")
	}
}

// freeEffects numbers the inner effects but one in each connected part.
func (w *Within) freeEffects() []int {
	parent := make([]int, w.outers+w.inners)
	for i := range parent {
		parent[i] = i
	}
	var find func(int) int
	find = func(a int) int {
		for parent[a] != a {
			parent[a] = parent[parent[a]]
			a = parent[a]
		}
		return a
	}
	for i, o := range w.outer {
		if a, b := find(o), find(w.outers+w.inner[i]); a != b {
			parent[max(a, b)] = min(a, b)
		}
	}
	out, seen := make([]int, w.inners), map[int]bool{}
	for j := range out {
		out[j] = -1
		if part := find(w.outers + j); seen[part] {
			out[j] = w.free
			w.free++
		} else {
			seen[part] = true
		}
	}
	return out
}

// Apply gives a column without the effects. It works twice, as the first pass
// leaves rounding of the size of the column's mean.
func (w *Within) Apply(column []float64) []float64 {
	out := append([]float64(nil), column...)
	for range 2 {
		w.sweep(out)
		if w.free > 0 {
			w.removeInner(out)
			w.sweep(out)
		}
	}
	return out
}

// sweep takes the means of the outer effects off.
func (w *Within) sweep(column []float64) {
	sum := make([]float64, w.outers)
	for i, o := range w.outer {
		sum[o] += column[i]
	}
	for o := range sum {
		sum[o] /= w.count[o]
	}
	for i, o := range w.outer {
		column[i] -= sum[o]
	}
}

// removeInner solves for the inner effects of a swept column and takes them off.
func (w *Within) removeInner(column []float64) {
	right := mat.NewVecDense(w.free, nil)
	for i, j := range w.inner {
		if f := w.innerOf[j]; f >= 0 {
			right.SetVec(f, right.AtVec(f)+column[i])
		}
	}
	var effect mat.VecDense
	if err := w.factor.SolveVecTo(&effect, right); err != nil {
		if _, condition := err.(mat.Condition); !condition {
			panic("panel: " + err.Error())
		}
	}
	for i, j := range w.inner {
		if f := w.innerOf[j]; f >= 0 {
			column[i] -= effect.AtVec(f)
		}
	}
}
