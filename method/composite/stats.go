package composite

import (
	"cmp"
	"math"
	"slices"
)

// take gives the values of some rows, in order, without those that are missing.
func take(x []float64, rows []int) []float64 {
	out := make([]float64, 0, len(rows))
	for _, i := range rows {
		if !math.IsNaN(x[i]) {
			out = append(out, x[i])
		}
	}
	return out
}

// mean of at least one value, with one pass to correct the rounding of the first.
func mean(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	m, rest := sum/float64(len(x)), 0.0
	for _, v := range x {
		rest += v - m
	}
	return m + rest/float64(len(x))
}

// deviation is the standard deviation with n-1; NaN for one value.
func deviation(x []float64) float64 {
	m, squares := mean(x), 0.0
	for _, v := range x {
		squares += float64((v - m) * (v - m))
	}
	return math.Sqrt(squares / float64(len(x)-1))
}

// median of at least one value.
func median(x []float64) float64 {
	s := slices.Sorted(slices.Values(x))
	n := len(s)
	if n%2 == 1 {
		return s[n/2]
	}
	return (s[n/2-1] + s[n/2]) / 2
}

// skewness is the adjusted Fisher-Pearson coefficient G1 (Joanes and Gill 1998),
// NaN for less than 3 values or a constant.
func skewness(x []float64) float64 {
	n := float64(len(x))
	if n < 3 {
		return math.NaN()
	}
	m, two, three := mean(x), 0.0, 0.0
	for _, v := range x {
		d := v - m
		two += float64(d * d)
		three += float64(d * d * d)
	}
	return math.Sqrt(n) * three / (two * math.Sqrt(two)) * math.Sqrt(n*(n-1)) / (n - 2)
}

// kurtosis is the excess kurtosis G2 (Joanes and Gill 1998), NaN for less than 4
// values or a constant.
func kurtosis(x []float64) float64 {
	n := float64(len(x))
	if n < 4 {
		return math.NaN()
	}
	m, two, four := mean(x), 0.0, 0.0
	for _, v := range x {
		d := float64((v - m) * (v - m))
		two += d
		four += float64(d * d)
	}
	return ((n+1)*(n*four/(two*two)-3) + 6) * (n - 1) / ((n - 2) * (n - 3))
}

// lowRanks gives ranks from 1 for the smallest value; ties share the lowest.
// There is no missing value.
func lowRanks(x []float64) []int {
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		switch {
		case x[a] < x[b]:
			return -1
		case x[a] > x[b]:
			return 1
		}
		return a - b
	})
	out := make([]int, len(x))
	for k, i := range order {
		out[i] = k + 1
		if k > 0 && x[i] == x[order[k-1]] {
			out[i] = out[order[k-1]]
		}
	}
	return out
}

// Ranks gives the ranks of a column (see RankScores). In a panel each period is
// ranked by itself.
func (t *Table) Ranks(code string) []int {
	x := t.Column(code)
	if x == nil {
		return nil
	}
	out := make([]int, len(x))
	for _, rows := range t.slices(false) {
		rank(x, rows, out)
	}
	return out
}

// rank puts the ranks among some rows into out.
func rank(x []float64, rows, out []int) {
	part, ranks := make([]float64, len(rows)), make([]int, len(rows))
	for k, i := range rows {
		part[k] = x[i]
	}
	RankScores(part, make([]int, len(rows)), ranks)
	for k, i := range rows {
		out[i] = ranks[k]
	}
}

// Rounding is the difference of scores, in parts of the largest, that rounding
// can make. Two places that tie would else be told apart by it.
const Rounding = 1e-12

// RankScores gives each score its place from the top, 1 for the highest; scores
// that differ by rounding only tie and share the lowest number, NaN has 0. Order
// is room for as many indices.
func RankScores(scores []float64, order, out []int) {
	order, largest := order[:0], 0.0
	for i, s := range scores {
		if out[i] = 0; !math.IsNaN(s) {
			order, largest = append(order, i), max(largest, math.Abs(s))
		}
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(scores[b], scores[a]) })
	for k, i := range order {
		if out[i] = k + 1; k > 0 && scores[order[k-1]]-scores[i] <= Rounding*largest {
			out[i] = out[order[k-1]]
		}
	}
}
