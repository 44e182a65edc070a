package panel

import "gonum.org/v1/gonum/mat"

// Collinear is a variable that was left out because it is a combination of
// others (With) or of the effects (With is empty: it does not change within).
type Collinear struct {
	Name string
	With []string
}

// Regression is least squares of an outcome on columns from which effects have
// been removed already: n rows, k columns that were kept.
type Regression struct {
	Names        []string // of the columns that were kept
	Coefficients []float64
	Residuals    []float64 // n
	SumOfSquares float64   // of the residuals
	Dropped      []Collinear

	columns [][]float64 // kept, n each
	inverse *mat.SymDense
}

// LeastSquares regresses outcome on columns, in their order: a column that is a
// combination of those before it is left out and named. scales holds the length
// of each column before effects were removed, or is nil. The fault is
// NoRegressor.
func LeastSquares(columns [][]float64, names []string, scales []float64, outcome []float64) (*Regression, error) {
	if len(columns) != len(names) || scales != nil && len(scales) != len(columns) {
		panic("panel: LeastSquares needs a name, and a scale where there are any, for each column")
	}
	r, b := &Regression{}, &Basis{}
	for j, column := range columns {
		scale := 0.0
		if scales != nil {
			scale = scales[j]
		}
		if weights, ok := b.Add(column, scale); !ok {
			r.Dropped = append(r.Dropped, r.collinear(b, names[j], column, scale, weights))
			continue
		}
		r.Names, r.columns = append(r.Names, names[j]), append(r.columns, column)
	}
	k := len(r.columns)
	if k == 0 {
		return r, Faulty(NoRegressor, names...)
	}
	factors, residual := b.Residual(outcome)
	r.Residuals, r.SumOfSquares = residual, dot(residual, residual)
	upper := b.inverse()
	coefficients := mat.NewVecDense(k, nil)
	coefficients.MulVec(upper, mat.NewVecDense(k, factors))
	r.Coefficients = coefficients.RawVector().Data
	r.inverse = mat.NewSymDense(k, nil)
	for i := range k {
		for j := i; j < k; j++ {
			sum := 0.0
			for l := j; l < k; l++ {
				sum += float64(upper.At(i, l) * upper.At(j, l))
			}
			r.inverse.SetSym(i, j, sum)
		}
	}
	return r, nil
}

// collinear names the variables that a column is a combination of: those with
// a part of it that is more than rounding.
func (r *Regression) collinear(b *Basis, name string, column []float64, scale float64, weights []float64) Collinear {
	c := Collinear{Name: name}
	length := Norm(column)
	if length <= roundingShare*scale || length == 0 {
		return c
	}
	var part mat.VecDense
	part.MulVec(b.inverse(), mat.NewVecDense(len(weights), weights))
	for i := range weights {
		if share := part.AtVec(i) * Norm(r.columns[i]); share > looseShare*length || -share > looseShare*length {
			c.With = append(c.With, r.Names[i])
		}
	}
	return c
}
