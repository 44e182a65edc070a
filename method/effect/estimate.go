package effect

import (
	"math"

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
// times the error (Bloom 1995); with them it is exact: the noncentrality at
// which |t| passes the critical value with probability Power. NaN where the
// error is not positive.
func Detectable(standardError float64, freedom int) float64 {
	if !(standardError > 0) {
		return math.NaN()
	}
	if freedom <= 0 {
		return float64((quantile(1-Size/2, 0) + quantile(Power, 0)) * standardError)
	}
	critical := quantile(1-Size/2, freedom)
	low, high := 0.0, 2*critical+4
	for range 200 {
		middle := low + (high-low)/2
		if middle == low || middle == high {
			break
		}
		if beyond(middle, critical, freedom) < Power {
			low = middle
		} else {
			high = middle
		}
	}
	return float64(high * standardError)
}

// beyond is the probability that a noncentral t lies outside ±critical: the
// mean of Φ(δ - c s) + Φ(-δ - c s) over s, where ν s² is chi-squared with ν
// degrees of freedom, by the midpoint rule over the quantiles of s.
func beyond(noncentrality, critical float64, freedom int) float64 {
	const points = 2000
	chi, normal, sum := distuv.ChiSquared{K: float64(freedom)}, distuv.UnitNormal, 0.0
	for i := range points {
		s := math.Sqrt(chi.Quantile((float64(i)+0.5)/points) / float64(freedom))
		sum += normal.CDF(noncentrality-float64(critical*s)) + normal.CDF(-noncentrality-float64(critical*s))
	}
	return sum / points
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
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(freedom)}.Quantile(p)
}
