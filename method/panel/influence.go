package panel

import (
	"github.com/quanyu/quanyu/internal/parallel"
)

// reach says how effects carry the residuals of one cluster to others.
type reach int

const (
	confined reach = iota // not at all: effects lie within clusters
	byPeriod              // by period effects only, fewer than clusters
	anywhere
)

// influence turns the weights of G clusters into the sums x'u over each cluster
// of the residuals that a regression on weight × u leaves.
type influence struct {
	own   []float64   // x'u in each cluster
	cross [][]float64 // G × G, by rows: x'(u of another cluster without effects); nil but for anywhere
	left  [][]float64 // x'X of each cluster, for the variables and, byPeriod, for the periods
	right [][]float64 // inv(X'X) X'u of each cluster, likewise
}

// reach of the effects of an estimation.
func (e *estimation) reach() reach {
	s, w := e.result.Sample, e.within
	switch {
	case e.result.confined(e.options, e.groups):
		return confined
	case e.options.UnitEffects && e.options.PeriodEffects && len(w.start) == len(s.UnitIDs)+1 && len(s.PeriodIDs) < e.result.Clusters &&
		w.normal.factor != nil && within(s.Unit, e.groups.Cluster, len(s.UnitIDs)):
		return byPeriod
	}
	return anywhere
}

// influence prepares the sums for residuals u.
func (e *estimation) influence(x, u []float64, reach reach, workers int) *influence {
	r, cluster, g := e.regression, e.groups.Cluster, e.result.Clusters
	sums := func(a, b []float64) []float64 {
		out := make([]float64, g)
		for i, c := range cluster {
			out[c] += float64(a[i] * b[i])
		}
		return out
	}
	f := &influence{own: sums(x, u)}
	inner := make([][]float64, len(r.columns))
	for j, column := range r.columns {
		f.left, inner[j] = append(f.left, sums(x, column)), sums(column, u)
	}
	for i := range r.columns {
		row := make([]float64, g)
		for j := range r.columns {
			for h := range row {
				row[h] += float64(r.inverse.At(i, j) * inner[j][h])
			}
		}
		f.right = append(f.right, row)
	}
	switch reach {
	case confined:
		return f
	case byPeriod:
		e.periods(f, x, u)
		return f
	}
	f.cross = make([][]float64, g)
	for i := range f.cross {
		f.cross[i] = make([]float64, g)
	}
	parallel.Each(workers, g, func(h int) {
		alone := make([]float64, len(u))
		for i, c := range cluster {
			if c == h {
				alone[i] = u[i]
			}
		}
		for i, s := range sums(x, e.within.Apply(alone)) {
			f.cross[i][h] = s
		}
	})
	return f
}

// periods adds the period effects: x and u add up to zero over each unit, so
// that the sums over cluster and period are all that the normal equations see.
func (e *estimation) periods(f *influence, x, u []float64) {
	s, q, g := e.result.Sample, e.within.normal, e.result.Clusters
	left, sums := make([][]float64, q.count), make([][]float64, g)
	right := make([][]float64, q.count)
	for t := range left {
		left[t], right[t] = make([]float64, g), make([]float64, g)
	}
	for h := range sums {
		sums[h] = make([]float64, q.count)
	}
	for i, c := range e.groups.Cluster {
		left[s.Period[i]][c] += x[i]
		sums[c][s.Period[i]] += u[i]
	}
	effect, floor := make([]float64, q.count), 0.0
	for h, sum := range sums {
		q.solve(sum, effect, &floor)
		for t, d := range effect {
			right[t][h] = d
		}
	}
	f.left, f.right = append(f.left, left...), append(f.right, right...)
}

// apply gives the sums for weights, G each.
func (f *influence) apply(weight, out []float64) {
	for i, s := range f.own {
		if f.cross == nil {
			out[i] = float64(s * weight[i])
		} else {
			out[i] = Dot(f.cross[i], weight)
		}
	}
	for j, row := range f.right {
		subtract(out, f.left[j], Dot(row, weight))
	}
}
