package panel

import (
	"math"
	"slices"

	"github.com/quanyu/quanyu/internal/parallel"
	"gonum.org/v1/gonum/mat"
)

// Errors is the kind of standard errors.
type Errors string

// The kinds of standard errors. u is the vector of residuals, K the number of
// parameters, effects included; effects that lie within clusters (or, for
// DriscollKraay, within periods) count as one in K, as in R's fixest (ssc with
// fixef.K = "nested", its default before 0.13). A variance that is nothing but rounding is NaN: that of
// a variable that varies within one cluster, or in one row, whose residuals it
// sets to zero.
const (
	// Classical is u'u/(n-K) × inv(X'X).
	Classical Errors = "classical"
	// HC1 is n/(n-K) × inv(X'X) (sum of u² x x') inv(X'X) (White 1980;
	// MacKinnon and White 1985).
	HC1 Errors = "hc1"
	// Clustered is G/(G-1) × (n-1)/(n-K) × inv(X'X) (sum over clusters of s s')
	// inv(X'X), s the sum of u x in a cluster (Liang and Zeger 1986).
	Clustered Errors = "clustered"
	// TwoWay clusters by two groupings: the sums of both less that of their
	// intersection, G the smaller number of clusters (Cameron, Gelbach, Miller
	// 2011, Journal of Business and Economic Statistics 29: 238-249). The
	// covariance can come out with negative eigenvalues; these are set to zero,
	// as they propose and fixest does, and Result.Repaired is set.
	TwoWay Errors = "two_way"
	// DriscollKraay sums u x over the units of a period and allows the sums to
	// be correlated over Lags periods, with Bartlett weights (Driscoll and Kraay
	// 1998; Newey and West 1987); G is the number of periods. Lags are counted
	// in periods, where fixest counts the periods that are there. fixest 0.12
	// counts period effects in K as here; 0.14 counts all of them.
	DriscollKraay Errors = "driscoll_kraay"
)

// roundingVariance is the share of the classical variance under which another
// is nothing but rounding.
const roundingVariance = 1e-18

// Groups is what clustered errors need: a number from 0 for each of n rows.
type Groups struct {
	Cluster []int // Clustered, TwoWay; the period's place for DriscollKraay
	Second  []int // TwoWay
	Periods []int // DriscollKraay: the period of each place, ascending
	Lags    int   // DriscollKraay
}

// count is the number of clusters that counts for G and for the t statistics.
func (g Groups) count(kind Errors) int {
	out := slices.Max(g.Cluster) + 1
	if kind == TwoWay {
		out = min(out, slices.Max(g.Second)+1)
	}
	return out
}

// Covariance gives the k × k covariance of the coefficients. parameters is K.
// The fault is NoFreedom or OneCluster.
func (r *Regression) Covariance(kind Errors, parameters int, groups Groups) (*mat.SymDense, error) {
	out, _, err := r.covariance(kind, parameters, groups)
	return out, err
}

// covariance also reports whether the covariance was repaired.
func (r *Regression) covariance(kind Errors, parameters int, groups Groups) (*mat.SymDense, bool, error) {
	n := len(r.Residuals)
	if n <= parameters {
		return nil, false, Faulty(NoFreedom)
	}
	rows, freedom := float64(n), float64(n-parameters)
	factor := rows / freedom
	if kind != Classical && kind != HC1 {
		if len(groups.Cluster) != n || kind == TwoWay && len(groups.Second) != n {
			panic("panel: clustered errors need a cluster for each row")
		}
		g := float64(groups.count(kind))
		if g < 2 {
			return nil, false, Faulty(OneCluster)
		}
		factor = g / (g - 1) * ((rows - 1) / freedom)
	}
	switch kind {
	case Classical:
		out := mat.NewSymDense(len(r.columns), nil)
		out.ScaleSym(r.SumOfSquares/freedom, r.inverse)
		return out, false, nil
	case HC1:
		return r.known(r.sandwich(r.meat(nil, 1, nil), factor)), false, nil
	case Clustered:
		return r.known(r.sandwich(r.meat(groups.Cluster, 1, nil), factor)), false, nil
	case TwoWay:
		sum := r.meat(groups.Cluster, 1, nil)
		sum = r.meat(groups.Second, 1, sum)
		out, repaired := repair(r.sandwich(r.meat(both(groups.Cluster, groups.Second), -1, sum), factor))
		return r.known(out), repaired, nil
	case DriscollKraay:
		return r.known(r.sandwich(r.lagged(groups), factor)), false, nil
	}
	panic("panel: unknown kind of errors " + string(kind))
}

// repair sets negative eigenvalues of a covariance to zero, if there are any.
func repair(covariance *mat.SymDense) (*mat.SymDense, bool) {
	var eigen mat.EigenSym
	if !eigen.Factorize(covariance, true) {
		return covariance, false
	}
	values := eigen.Values(nil)
	if values[0] >= 0 {
		return covariance, false
	}
	k := len(values)
	var vectors mat.Dense
	eigen.VectorsTo(&vectors)
	out := mat.NewSymDense(k, nil)
	for l, v := range values {
		if v > 0 {
			out.SymRankOne(out, v, vectors.ColView(l))
		}
	}
	return out, true
}

// known sets variances to NaN that are rounding beside the classical ones.
func (r *Regression) known(covariance *mat.SymDense) *mat.SymDense {
	for i := range len(r.columns) {
		classical := r.inverse.At(i, i) * (r.SumOfSquares / float64(len(r.Residuals)))
		if covariance.At(i, i) <= roundingVariance*classical {
			covariance.SetSym(i, i, math.NaN())
		}
	}
	return covariance
}

// both numbers the pairs of two groupings.
func both(a, b []int) []int {
	place, out := map[[2]int]int{}, make([]int, len(a))
	for i := range a {
		key := [2]int{a[i], b[i]}
		if _, known := place[key]; !known {
			place[key] = len(place)
		}
		out[i] = place[key]
	}
	return out
}

// sandwich is factor × inv(X'X) meat inv(X'X).
func (r *Regression) sandwich(meat *mat.SymDense, factor float64) *mat.SymDense {
	k := len(r.columns)
	var half, whole mat.Dense
	half.Mul(r.inverse, meat)
	whole.Mul(&half, r.inverse)
	out := mat.NewSymDense(k, nil)
	for i := range k {
		for j := i; j < k; j++ {
			out.SetSym(i, j, factor*(whole.At(i, j)+whole.At(j, i))/2)
		}
	}
	return out
}

// meat adds sign × the sum over groups of s s' to a matrix, or to zero.
func (r *Regression) meat(group []int, sign float64, to *mat.SymDense) *mat.SymDense {
	k := len(r.columns)
	if to == nil {
		to = mat.NewSymDense(k, nil)
	}
	scores := r.scores(group)
	for i := range k {
		for j := i; j < k; j++ {
			to.SetSym(i, j, to.At(i, j)+float64(sign*dot(scores[i], scores[j])))
		}
	}
	return to
}

// lagged is the sum over lags of w(l) × the cross-products of periods l apart,
// both ways; w(l) = 1 - l/(lags+1).
func (r *Regression) lagged(groups Groups) *mat.SymDense {
	k := len(r.columns)
	scores := r.scores(groups.Cluster)
	out := r.meat(groups.Cluster, 1, nil)
	for later, period := range groups.Periods {
		for lag := 1; lag <= groups.Lags; lag++ {
			earlier, found := slices.BinarySearch(groups.Periods, period-lag)
			if !found {
				continue
			}
			weight := 1 - float64(lag)/float64(groups.Lags+1)
			for i := range k {
				for j := i; j < k; j++ {
					cross := float64(scores[i][later]*scores[j][earlier]) + float64(scores[j][later]*scores[i][earlier])
					out.SetSym(i, j, out.At(i, j)+float64(weight*cross))
				}
			}
		}
	}
	return out
}

// scores gives, for each column, the sums of residual × column in each group;
// without groups each row is one.
func (r *Regression) scores(group []int) [][]float64 {
	m := len(r.Residuals)
	if group != nil {
		m = slices.Max(group) + 1
	}
	out := make([][]float64, len(r.columns))
	parallel.Each(workersFor(len(r.Residuals)), len(out), func(j int) {
		sum, column := make([]float64, m), r.columns[j]
		for i, u := range r.Residuals {
			at := i
			if group != nil {
				at = group[i]
			}
			sum[at] += float64(u * column[i])
		}
		out[j] = sum
	})
	return out
}
