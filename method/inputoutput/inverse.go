package inputoutput

import (
	"math"
	"runtime"

	"github.com/quanyu/quanyu/internal/parallel"
	"github.com/quanyu/quanyu/method/panel"
)

// Leontief is the inverse of I - A: L[i][j] is what sector i makes for one unit of
// final use of j. A table without it (Singular), and one whose inverse has
// negative parts, as where a group of sectors takes in more than it makes
// (TooMuchInput), are faults.
func (t *Table) Leontief() ([][]float64, error) { return t.inverse(t.Coefficients()) }

// Ghosh is the inverse of I - B: G[i][j] is the output of j for one unit of
// primary input of i.
func (t *Table) Ghosh() ([][]float64, error) { return t.inverse(t.Allocations()) }

func (t *Table) inverse(a [][]float64) ([][]float64, error) {
	for i, row := range a {
		for j := range row {
			row[j] = -row[j]
		}
		row[i]++
	}
	if column := invert(a); column >= 0 {
		return nil, panel.Faulty(Singular, t.Sectors[column])
	}
	for i, row := range a {
		for _, v := range row {
			if v < -1e-9 {
				return nil, panel.Faulty(TooMuchInput, t.Sectors[i])
			}
		}
	}
	return a, nil
}

// invert replaces a matrix by its inverse (Gauss-Jordan with exchange of rows) and
// gives -1, or the column at which it finds that there is none.
func invert(a [][]float64) int {
	n := len(a)
	order := make([]int, n)
	size := 0.0
	for i, row := range a {
		order[i] = i
		for _, v := range row {
			size = math.Max(size, math.Abs(v))
		}
	}
	for k := range n {
		pivot := k
		for i := k + 1; i < n; i++ {
			if math.Abs(a[i][k]) > math.Abs(a[pivot][k]) {
				pivot = i
			}
		}
		if !(math.Abs(a[pivot][k]) > 1e-12*size) {
			return k
		}
		a[k], a[pivot] = a[pivot], a[k]
		order[k], order[pivot] = order[pivot], order[k]
		top := a[k]
		scale := 1 / top[k]
		top[k] = 1
		for j := range top {
			top[j] *= scale
		}
		halves(n, func(from, to int) { eliminate(a[from:to], top, k, k-from) })
	}
	for _, row := range a {
		place := make([]float64, n)
		for j, v := range row {
			place[order[j]] = v
		}
		copy(row, place)
	}
	return -1
}

// eliminate takes the row of the pivot out of all others; skip is its own number.
func eliminate(rows [][]float64, top []float64, k, skip int) {
	for i, row := range rows {
		factor := row[k]
		if i == skip || factor == 0 {
			continue
		}
		row[k] = 0
		row = row[:len(top)]
		for j, v := range top {
			row[j] -= float64(factor * v)
		}
	}
}

// halves works on the rows from 0 to n-1 in as many parts as there are
// processors, where they are enough to be worth it; parts must not depend on one
// another.
func halves(n int, work func(from, to int)) {
	workers := runtime.GOMAXPROCS(0)
	if n < 128 || workers == 1 {
		work(0, n)
		return
	}
	parallel.Each(workers, workers, func(w int) { work(w*n/workers, (w+1)*n/workers) })
}
