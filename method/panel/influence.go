package panel

// influence turns the weights of G clusters into the sums x'u over each cluster
// of the residuals that a regression on w × u leaves.
type influence struct {
	own   []float64   // x'u in each cluster
	cross [][]float64 // G × G, by rows: x'(u of another cluster without effects); nil where effects lie within clusters
	left  [][]float64 // k × G: x'X of each cluster
	right [][]float64 // k × G: inv(X'X) X'u of each cluster
}

// influence prepares the sums for residuals u.
func (e *estimation) influence(x, u []float64, nested bool, workers int) *influence {
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
	if nested {
		return f
	}
	f.cross = make([][]float64, g)
	for i := range f.cross {
		f.cross[i] = make([]float64, g)
	}
	parallel(g, workers, func(h int) {
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
