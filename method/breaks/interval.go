package breaks

import (
	"math"

	"github.com/quanyu/quanyu/method/panel"
)

// interval sets the interval of a break after row end, between the regimes
// that were fitted as before and after it. The distance of the estimated from
// the true date, times (d'Q d)/v of the regime before, is distributed as the
// argument that maximises a two-sided Brownian motion with drift; d is the
// change of the coefficients, Q the mean of x x', v the variance.
func (s *series) interval(b *Break, before, after *panel.Regression, end int, level float64) {
	if len(before.Dropped)+len(after.Dropped) > 0 || exact(before, s.outcome[end-len(before.Residuals)+1:end+1]) ||
		exact(after, s.outcome[end+1:end+1+len(after.Residuals)]) {
		return
	}
	change := make([]float64, len(s.names))
	for j := range change {
		change[j] = after.Coefficients[j] - before.Coefficients[j]
	}
	rows := len(before.Residuals)
	jump := s.jump(change, end-rows+1, end)
	variance := before.SumOfSquares / float64(rows)
	rows = len(after.Residuals)
	d := distance{ratio: s.jump(change, end+1, end+rows) / jump}
	d.variance = d.ratio * (after.SumOfSquares / float64(rows) / variance)
	tail := (1 - level) / 2
	if at := d.cumulative(0); !(at >= tail && at <= 1-tail) {
		return
	}
	scale := variance / jump
	last := len(s.period) - 1
	low := float64(end) - math.Ceil(d.quantile(1-tail)*scale)
	high := float64(end) - math.Floor(d.quantile(tail)*scale)
	b.Known, b.Outside = true, low < 0 || high > float64(last)
	b.Low, b.High = s.period[int(max(low, 0))], s.period[int(min(high, float64(last)))]
}

// jump is d'Q d over the rows from first to last.
func (s *series) jump(change []float64, first, last int) float64 {
	sum := 0.0
	for i := first; i <= last; i++ {
		fitted := 0.0
		for j, column := range s.columns {
			fitted += float64(column[i] * change[j])
		}
		sum += float64(fitted * fitted)
	}
	return sum / float64(last-first+1)
}

// distance is the limiting distribution of Bai (1997, Review of Economics and
// Statistics 79: 551-563, appendix B). ratio is xi = d'Q(2)d / d'Q(1)d;
// variance is phi = xi v(2)/v(1).
type distance struct{ ratio, variance float64 }

// cumulative is the probability of a value up to x.
func (d distance) cumulative(x float64) float64 {
	xi, phi := d.ratio, d.variance
	if x <= 0 {
		x, c := -x, (phi+2*xi)/(phi+xi)
		return -math.Sqrt(x/(2*math.Pi))*math.Exp(-x/8) -
			phi/xi*c*tilted(xi/phi*(1+xi/phi)*x/2, (0.5+xi/phi)*math.Sqrt(x)) +
			(x/2-2+c*(phi+2*xi)/xi)*tilted(0, math.Sqrt(x)/2)
	}
	c, f := (2*phi+xi)/(phi+xi), xi*xi/phi
	return 1 + math.Sqrt(f*x/(2*math.Pi))*math.Exp(-f*x/8) +
		xi/phi*c*tilted((phi+xi)*x/2, (phi+xi/2)*math.Sqrt(x/phi)) -
		(c*(2*phi+xi)/phi-2+f*x/2)*tilted(0, math.Sqrt(f*x)/2)
}

// tilted is exp(power) × the upper tail of the normal distribution at z >= 0;
// far out by its asymptotic series, where the factors would overflow.
func tilted(power, z float64) float64 {
	if z < 20 {
		return math.Exp(power) * math.Erfc(z/math.Sqrt2) / 2
	}
	w := 1 / (z * z)
	return math.Exp(power-z*z/2) / (z * math.Sqrt(2*math.Pi)) * (1 - w*(1-3*w*(1-5*w*(1-7*w))))
}

// quantile inverts cumulative by bisection, to the last digit.
func (d distance) quantile(p float64) float64 {
	low, high := 0.0, 0.0
	for step := 1.0; d.cumulative(high) < p; step *= 2 {
		high += step
	}
	for step := 1.0; d.cumulative(low) > p; step *= 2 {
		low -= step
	}
	for range 200 {
		middle := (low + high) / 2
		if middle == low || middle == high {
			break
		}
		if d.cumulative(middle) < p {
			low = middle
		} else {
			high = middle
		}
	}
	return (low + high) / 2
}
