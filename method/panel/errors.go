package panel

import (
	"slices"

	"gonum.org/v1/gonum/mat"
)

// Errors is the kind of standard errors.
type Errors string

// The kinds of standard errors. u is the vector of residuals, K the number of
// parameters, effects included.
const (
	// Classical is u'u/(n-K) × inv(X'X).
	Classical Errors = "classical"
	// HC1 is n/(n-K) × inv(X'X) (sum of u² x x') inv(X'X) (White 1980;
	// MacKinnon and White 1985).
	HC1 Errors = "hc1"
	// Clustered is G/(G-1) × (n-1)/(n-K) × inv(X'X) (sum over clusters of s s')
	// inv(X'X), s the sum of u x in a cluster (Liang and Zeger 1986). Effects
	// that lie within clusters count as one parameter in K, as in Stata's
	// areg and in R's fixest.
	Clustered Errors = "clustered"
)

// Covariance gives the k × k covariance of the coefficients. parameters is K;
// cluster numbers the cluster of each row from 0 and is used by Clustered
// only. The fault is NoFreedom, PerfectFit or OneCluster.
func (r *Regression) Covariance(kind Errors, parameters int, cluster []int) (*mat.SymDense, error) {
	n := len(r.Residuals)
	if n <= parameters {
		return nil, Faulty(NoFreedom)
	}
	k := len(r.columns)
	rows, freedom := float64(n), float64(n-parameters)
	out := mat.NewSymDense(k, nil)
	var scores [][]float64 // m × k
	factor := 1.0
	switch kind {
	case Classical:
		out.ScaleSym(r.SumOfSquares/freedom, r.inverse)
		return out, nil
	case HC1:
		scores, factor = r.scores(nil, n), rows/freedom
	case Clustered:
		if len(cluster) != n {
			panic("panel: clustered errors need a cluster for each row")
		}
		groups := slices.Max(cluster) + 1
		if groups < 2 {
			return nil, Faulty(OneCluster)
		}
		g := float64(groups)
		scores, factor = r.scores(cluster, groups), g/(g-1)*((rows-1)/freedom)
	default:
		panic("panel: unknown kind of errors " + string(kind))
	}
	meat := mat.NewSymDense(k, nil)
	for i := range k {
		for j := i; j < k; j++ {
			meat.SetSym(i, j, factor*Dot(scores[i], scores[j]))
		}
	}
	var half, whole mat.Dense
	half.Mul(r.inverse, meat)
	whole.Mul(&half, r.inverse)
	for i := range k {
		for j := i; j < k; j++ {
			out.SetSym(i, j, (whole.At(i, j)+whole.At(j, i))/2)
		}
	}
	return out, nil
}

// scores gives, for each column, the sums of residual × column in each of m
// groups; without groups each row is one.
func (r *Regression) scores(group []int, m int) [][]float64 {
	out := make([][]float64, len(r.columns))
	for j, column := range r.columns {
		out[j] = make([]float64, m)
		for i, u := range r.Residuals {
			at := i
			if group != nil {
				at = group[i]
			}
			out[j][at] += float64(u * column[i])
		}
	}
	return out
}
