package breaks

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/mathext"

	"github.com/quanyu/quanyu/method/panel"
)

// ChowResult tests that the coefficients are the same up to a period and after
// it, the period chosen before the data were seen.
type ChowResult struct {
	Period        int // the last of the first regime
	Before, After int // rows
	// F is ((S(0) - S)/k) / (S/(n - 2k)) with its probability in
	// F(k, n-2k) (Chow 1960): one variance in both regimes.
	F, Probability float64
	// Robust is the Wald statistic over k with HC1 errors of the regression with
	// both regimes, in F(k, n-2k); NaN where these errors are singular.
	Robust, RobustProbability float64
	Freedom                   int // n - 2k
	Sample                    *panel.Sample
}

// Chow tests for a break after a period. Faults: those of Find; TooShort where
// a regime has no more rows than coefficients.
func Chow(data Data, period int) (*ChowResult, error) {
	s, err := newSeries(data)
	if err != nil {
		return nil, err
	}
	n, k := len(s.outcome), len(s.names)
	place, found := slices.BinarySearch(s.period, period)
	if found {
		place++
	}
	if place <= k || n-place <= k {
		return nil, panel.Faulty(panel.TooShort, data.OutcomeName)
	}
	r := &ChowResult{Period: s.period[place-1], Before: place, After: n - place, Freedom: n - 2*k, Sample: s.sample}
	pooled, err := s.fit(0, n-1)
	if err != nil {
		return nil, err
	}
	parted, err := s.parted(place)
	if err != nil {
		return nil, err
	}
	if panel.Perfect(parted.SumOfSquares, panel.Norm(s.outcome)) {
		return nil, panel.Faulty(panel.PerfectFit, data.OutcomeName)
	}
	r.F = ratio(pooled.SumOfSquares, parted.SumOfSquares, float64(k), float64(r.Freedom))
	r.Probability = tail(r.F, k, r.Freedom)
	covariance, err := parted.Covariance(panel.HC1, 2*k, panel.Groups{})
	if err != nil {
		return nil, err
	}
	r.Robust = wald(parted.Coefficients, covariance)
	r.RobustProbability = tail(r.Robust, k, r.Freedom)
	return r, nil
}

// tail is the probability of more than f in F(a, b), to full precision however
// small (Abramowitz and Stegun 26.6.2).
func tail(f float64, a, b int) float64 {
	if math.IsNaN(f) {
		return f
	}
	x, y := float64(a), float64(b)
	return mathext.RegIncBeta(y/2, x/2, y/(y+x*f))
}

// parted regresses on the columns of both regimes, the second from row place.
// The fault is NoRegressor where columns are collinear within a regime.
func (s *series) parted(place int) (*panel.Regression, error) {
	n := len(s.outcome)
	var columns [][]float64
	for _, column := range s.columns {
		before := make([]float64, n)
		copy(before, column[:place])
		columns = append(columns, before)
	}
	for _, column := range s.columns {
		after := make([]float64, n)
		copy(after[place:], column[place:])
		columns = append(columns, after)
	}
	fit, err := panel.LeastSquares(columns, append(s.names[:len(s.names):len(s.names)], s.names...), nil, s.outcome)
	if err == nil && len(fit.Dropped) > 0 {
		err = panel.Faulty(panel.NoRegressor, fit.Dropped[0].Name)
	}
	return fit, err
}

// wald is d'inv(V)d/k, d the second half of the coefficients less the first.
func wald(coefficients []float64, covariance *mat.SymDense) float64 {
	k := len(coefficients) / 2
	d, v := mat.NewVecDense(k, nil), mat.NewSymDense(k, nil)
	for i := range k {
		d.SetVec(i, coefficients[k+i]-coefficients[i])
		for j := i; j < k; j++ {
			v.SetSym(i, j, covariance.At(i, j)+covariance.At(k+i, k+j)-covariance.At(i, k+j)-covariance.At(j, k+i))
		}
	}
	var factor mat.Cholesky
	var solved mat.VecDense
	if !factor.Factorize(v) || factor.SolveVecTo(&solved, d) != nil {
		return math.NaN()
	}
	return mat.Dot(d, &solved) / float64(k)
}
