package composite

import (
	"math"
	"slices"
)

// BenefitOfDoubt gives each place the weights that are best for it, under which
// no place scores more than 1 (Melyn and Moesen 1991; Cherchye et al. 2007). The
// given weights are not used; those found are in Stage.Weights. In a panel each
// period is its own. Scores of children must not be negative.
type BenefitOfDoubt struct {
	Least, Most float64 // bounds on what each child contributes to the score; 0 and 0, or 0 and 1, for none
}

func (BenefitOfDoubt) Method() string { return "benefit_of_doubt" }

func (b BenefitOfDoubt) check() error {
	if !(b.Least >= 0 && b.Least < 1 && b.Most >= 0 && b.Most <= 1) || b.Most > 0 && b.Most < b.Least {
		return &Fault{Kind: BadStep, Names: []string{"share"}, Value: b.Least}
	}
	return nil
}

func (b BenefitOfDoubt) combine(f *family) ([]float64, error) {
	if err := f.complete(); err != nil {
		return nil, err
	}
	if err := f.above(func(v float64) bool { return v >= 0 }); err != nil {
		return nil, err
	}
	m := float64(len(f.x))
	if m*b.Least > 1 || b.Most > 0 && m*b.Most < 1 {
		return nil, &Fault{Kind: BadStep, Names: []string{f.parent, "share"}, Value: b.Least}
	}
	out := make([]float64, len(f.table.Units))
	for _, rows := range f.parts {
		scale := f.greatest(rows)
		var all [][]float64
		for _, i := range rows {
			all = append(all, f.row(i, scale))
		}
		for k, i := range rows {
			w, score, err := b.best(f, slices.Clip(all), k, i)
			if err != nil {
				return nil, err
			}
			out[i] = score
			named := make(Weights, len(w))
			for j, code := range f.codes {
				named[code] = w[j] / scale[j]
			}
			f.stage.Weights = append(f.stage.Weights, UnitWeights{f.parent, f.table.Units[i], f.table.period(i), named})
		}
	}
	return out, nil
}

// greatest gives the greatest score of each child in some rows, or 1 where all
// are 0: the programs are solved in parts of it.
func (f *family) greatest(rows []int) []float64 {
	out := make([]float64, len(f.x))
	for j, x := range f.x {
		for _, i := range rows {
			out[j] = max(out[j], x[i])
		}
		if out[j] == 0 {
			out[j] = 1
		}
	}
	return out
}

// row gives the children of one row, in parts of a scale.
func (f *family) row(i int, scale []float64) []float64 {
	out := make([]float64, len(f.x))
	for j, x := range f.x {
		out[j] = x[i] / scale[j]
	}
	return out
}

// best solves for the weights of one of all rows, which is at a row of the table,
// under which none of them scores more than 1.
func (b BenefitOfDoubt) best(f *family, all [][]float64, of, row int) (w []float64, score float64, err error) {
	a, bound := all, slices.Repeat([]float64{1}, len(all))
	goal := all[of]
	for j := range f.x {
		least, most := make([]float64, len(goal)), make([]float64, len(goal))
		for k, v := range goal {
			least[k], most[k] = b.Least*v, -b.Most*v
		}
		least[j], most[j] = least[j]-goal[j], most[j]+goal[j]
		if b.Least > 0 {
			a, bound = append(a, least), append(bound, 0)
		}
		if b.Most > 0 && b.Most < 1 {
			a, bound = append(a, most), append(bound, 0)
		}
	}
	w, ok := simplex(goal, a, bound)
	if !ok {
		return nil, 0, &Fault{Kind: NoConvergence, Names: []string{f.parent}, Place: f.table.Units[row], Period: f.table.period(row)}
	}
	for j, v := range goal {
		score += float64(w[j] * v)
	}
	return w, score, nil
}

// simplex maximises c·w over w ≥ 0 with a·w ≤ b, where no b is negative, so that
// w = 0 will do to start from. The tableau holds one row for each inequality and
// one column for each variable that is zero; Bland's rule keeps it from running
// in circles. It says false where the maximum has no bound.
func simplex(c []float64, a [][]float64, b []float64) ([]float64, bool) {
	n, m := len(c), len(a)
	t := make([][]float64, m+1) // the last row is the gain, the last column the right-hand side
	for i := range t {
		t[i] = make([]float64, n+1)
		if i < m {
			copy(t[i], a[i])
			t[i][n] = b[i]
		} else {
			copy(t[i], c)
		}
	}
	column, row := make([]int, n), make([]int, m) // the variable of each; slacks from n on
	for j := range column {
		column[j] = j
	}
	for i := range row {
		row[i] = n + i
	}
	for range 1000 + 10*n {
		in := -1
		for j := range n {
			if t[m][j] > 1e-12 && (in < 0 || column[j] < column[in]) {
				in = j
			}
		}
		if in < 0 {
			w := make([]float64, n)
			for i, v := range row {
				if v < n {
					w[v] = t[i][n]
				}
			}
			return w, true
		}
		out, ratio := -1, math.Inf(1)
		for i := range m {
			if t[i][in] > 1e-12 {
				if q := t[i][n] / t[i][in]; q < ratio || q == ratio && row[i] < row[out] {
					out, ratio = i, q
				}
			}
		}
		if out < 0 {
			return nil, false
		}
		pivot(t, out, in)
		row[out], column[in] = column[in], row[out]
	}
	return nil, false
}

// pivot exchanges the variables of a row and a column of a tableau.
func pivot(t [][]float64, out, in int) {
	p := t[out][in]
	for j := range t[out] {
		if j != in {
			t[out][j] /= p
		}
	}
	t[out][in] = 1 / p
	for i := range t {
		if i == out {
			continue
		}
		k := t[i][in]
		for j := range t[i] {
			if j != in {
				t[i][j] -= float64(k * t[out][j])
			}
		}
		t[i][in] = -k / p
	}
}
