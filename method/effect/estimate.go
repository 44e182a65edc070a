package effect

import (
	"math"
	"sync"

	"gonum.org/v1/gonum/integrate/quad"
	"gonum.org/v1/gonum/stat/distuv"
)

// Size and Power are those of a minimum detectable effect: a two-sided test at
// 5 percent that finds the effect four times out of five.
const (
	Size  = 0.05
	Power = 0.80
)

// Estimate is one number with its uncertainty.
type Estimate struct {
	Value, StandardError float64
	Statistic            float64    // Value / StandardError
	Probability          float64    // two-sided, that of no effect
	Interval             [2]float64 // at the level asked for
	Detectable           float64    // the smallest effect that this error would find: see Detectable
}

// NewEstimate tests a number by Student's t with so many degrees of freedom, or
// by the normal distribution where freedom is not positive. level is that of
// the interval; 0 is 0.95. An error that is not positive gives NaN for all that
// rests on it.
func NewEstimate(value, standardError float64, freedom int, level float64) Estimate {
	e := Estimate{Value: value, StandardError: standardError, Detectable: Detectable(standardError, freedom)}
	if !(standardError > 0) {
		e.StandardError, e.Statistic, e.Probability = math.NaN(), math.NaN(), math.NaN()
		e.Interval = [2]float64{math.NaN(), math.NaN()}
		return e
	}
	if level == 0 {
		level = 0.95
	}
	e.Statistic = value / standardError
	e.Probability = 2 * cumulative(-math.Abs(e.Statistic), freedom)
	half := float64(quantile(0.5+level/2, freedom) * standardError)
	e.Interval = [2]float64{value - half, value + half}
	return e
}

// Detectable is the minimum detectable effect of an estimate with this standard
// error: a test at Size, two-sided, finds it with probability Power. Without
// degrees of freedom (freedom <= 0) it is (z(0.975) + z(0.80)) × error, 2.8
// times the error (Bloom 1995); with them it is exact: the noncentrality δ at
// which |t| passes the critical value c with probability Power, the mean of
// Φ(δ - c s) + Φ(-δ - c s) over s, where freedom × s² is chi-squared. NaN where
// the error is not positive.
func Detectable(standardError float64, freedom int) float64 {
	if !(standardError > 0) {
		return math.NaN()
	}
	if freedom <= 0 {
		return float64((quantile(1-Size/2, 0) + quantile(Power, 0)) * standardError)
	}
	return float64(remember(freedom, func() float64 { return detectable(freedom) }) * standardError)
}

// detectable is the noncentrality that Detectable looks for, by bisection.
func detectable(freedom int) float64 {
	const points = 200
	critical, v := quantile(1-Size/2, freedom), float64(freedom)
	chi := distuv.ChiSquared{K: v}
	node, weight := make([]float64, points), make([]float64, points) // of s, where v s² is chi-squared
	quad.Legendre{}.FixedLocations(node, weight, math.Sqrt(chi.Quantile(1e-15)/v), math.Sqrt(chi.Quantile(1-1e-15)/v))
	all := 0.0
	for i, s := range node {
		weight[i] *= s * chi.Prob(v*s*s)
		all += weight[i]
	}
	low, high := 0.0, 2*critical+4
	for {
		middle := low + (high-low)/2
		if middle <= low || middle >= high {
			return high
		}
		beyond := 0.0 // all × the probability that |t| passes
		for i, s := range node {
			beyond += float64(weight[i] * (distuv.UnitNormal.CDF(middle-float64(critical*s)) + distuv.UnitNormal.CDF(-middle-float64(critical*s))))
		}
		if beyond < Power*all {
			low = middle
		} else {
			high = middle
		}
	}
}

// cumulative and quantile are Student's, or the normal's where freedom is not
// positive.
func cumulative(x float64, freedom int) float64 {
	if freedom <= 0 {
		return distuv.UnitNormal.CDF(x)
	}
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(freedom)}.CDF(x)
}

func quantile(p float64, freedom int) float64 {
	if freedom <= 0 {
		return distuv.UnitNormal.Quantile(p)
	}
	type key struct {
		p       float64
		freedom int
	}
	return remember(key{p, freedom}, func() float64 {
		return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(freedom)}.Quantile(p)
	})
}

// remembered keeps what is slow to find and the same for many estimates.
var remembered sync.Map

// remember gives the number of a key, found once.
func remember(key any, find func() float64) float64 {
	if known, ok := remembered.Load(key); ok {
		return known.(float64)
	}
	value := find()
	remembered.Store(key, value)
	return value
}
