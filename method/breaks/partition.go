package breaks

import (
	"math"

	"github.com/quanyu/quanyu/method/panel"
)

// best gives, for none to m breaks, the last rows of the regimes but the last
// of the partition with the least sum of squares, by dynamic programming over
// all partitions whose regimes have least rows or more (Bai and Perron 2003,
// section 3.2). The earliest of equals is taken.
func best(squares [][]float64, m, least int) [][]int {
	n := len(squares)
	ends := [][]int{{}}
	sum := append([]float64(nil), squares[0]...) // of rows up to each end, with b-1 breaks
	from := make([][]int, m)                     // the last break before each end, with b
	for b := 1; b <= m; b++ {
		next, place := make([]float64, n), make([]int, n)
		for e := range next {
			next[e] = math.Inf(1)
		}
		for j := b*least - 1; j < n-least; j++ {
			tail := squares[j+1]
			for e := j + least; e < n; e++ {
				if v := sum[j] + tail[e-j-1]; v < next[e] {
					next[e], place[e] = v, j
				}
			}
		}
		sum, from[b-1] = next, place
		list, end := make([]int, b), n-1
		for i := b - 1; i >= 0; i-- {
			end = from[i][end]
			list[i] = end
		}
		ends = append(ends, list)
	}
	return ends
}

// split finds the one regime whose splitting lowers the sum of squares most: by
// how much, and the row at which it ends; -1 where none is long enough.
func split(squares [][]float64, ends []int, least int) (gain float64, at int) {
	at = -1
	for i := range len(ends) + 1 {
		first, last := bounds(ends, i, len(squares))
		for j := first + least - 1; j <= last-least; j++ {
			g := squares[first][last-first] - (squares[first][j-first] + squares[j+1][last-j-1])
			if at < 0 || g > gain {
				gain, at = g, j
			}
		}
	}
	return gain, at
}

// bounds gives the first and the last row of regime i.
func bounds(ends []int, i, n int) (first, last int) {
	first, last = 0, n-1
	if i > 0 {
		first = ends[i-1] + 1
	}
	if i < len(ends) {
		last = ends[i]
	}
	return first, last
}

// partition estimates the regimes between ends, and the intervals of these.
func (s *series) partition(ends []int, level float64) (Partition, error) {
	n := len(s.outcome)
	var p Partition
	var fits []*panel.Regression
	residuals := make([]float64, 0, n)
	for i := range len(ends) + 1 {
		first, last := bounds(ends, i, n)
		fit, err := s.fit(first, last)
		if err != nil {
			return p, err
		}
		p.Regimes = append(p.Regimes, Regime{First: s.period[first], Last: s.period[last], Rows: last - first + 1, Terms: s.terms(fit, first, last)})
		p.SumOfSquares += fit.SumOfSquares
		fits, residuals = append(fits, fit), append(residuals, fit.Residuals...)
	}
	if panel.Perfect(p.SumOfSquares, panel.Norm(s.outcome)) {
		return p, panel.Faulty(panel.PerfectFit)
	}
	p.Autocorrelation = panel.Dot(residuals[1:], residuals[:n-1]) / panel.Dot(residuals, residuals)
	for i, end := range ends {
		b := Break{Period: s.period[end], Next: s.period[end+1]}
		s.interval(&b, fits[i], fits[i+1], end, level)
		p.Breaks = append(p.Breaks, b)
	}
	return p, nil
}

// fit regresses the rows from first to last.
func (s *series) fit(first, last int) (*panel.Regression, error) {
	columns := make([][]float64, len(s.columns))
	for j, column := range s.columns {
		columns[j] = column[first : last+1]
	}
	return panel.LeastSquares(columns, s.names, nil, s.outcome[first:last+1])
}

// terms are the coefficients of a regime; their errors are NaN where the
// residuals are nothing but rounding.
func (s *series) terms(fit *panel.Regression, first, last int) []panel.Term {
	n, k := len(fit.Residuals), len(fit.Coefficients)
	covariance, err := fit.Covariance(panel.Classical, k, panel.Groups{})
	if err != nil {
		panic("breaks: a regime has more rows than coefficients")
	}
	out := fit.Terms(covariance, n-k)
	if exact(fit, s.outcome[first:last+1]) {
		for j := range out {
			out[j].StandardError, out[j].TStatistic, out[j].Probability = math.NaN(), math.NaN(), math.NaN()
		}
	}
	return out
}

// exact reports whether the residuals of a regime are nothing but rounding.
func exact(fit *panel.Regression, outcome []float64) bool {
	return panel.Perfect(fit.SumOfSquares, panel.Norm(outcome))
}
