package composite

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// Coefficient is a way to measure correlation.
type Coefficient string

// The coefficients.
const (
	Pearson  Coefficient = "pearson"
	Spearman Coefficient = "spearman"
	Kendall  Coefficient = "kendall" // tau-b
)

// Correlation is that of two columns over the rows in which both have a value.
type Correlation struct {
	A, B  string
	Value float64 // NaN where one is constant or pairs are less than two
	P     float64 // of no correlation, two-sided; NaN with less than three pairs
	Pairs int
}

// Correlate correlates each of some columns with each of others. Rows of a panel
// are taken together.
func (t *Table) Correlate(a, b []string, by Coefficient) ([]Correlation, error) {
	if by != Pearson && by != Spearman && by != Kendall {
		return nil, faulty(BadStep, string(by))
	}
	out := make([]Correlation, 0, len(a)*len(b))
	for _, p := range a {
		x := t.Column(p)
		if x == nil {
			return nil, faulty(UnknownCode, p)
		}
		for _, q := range b {
			y := t.Column(q)
			if y == nil {
				return nil, faulty(UnknownCode, q)
			}
			out = append(out, correlate(p, q, x, y, by))
		}
	}
	return out, nil
}

func correlate(p, q string, x, y []float64, by Coefficient) Correlation {
	a, b := pairs(x, y)
	c := Correlation{A: p, B: q, Pairs: len(a), Value: math.NaN(), P: math.NaN()}
	switch {
	case len(a) < 2:
	case by == Kendall:
		c.Value, c.P = kendall(a, b)
	default:
		if by == Spearman {
			a, b = middleRanks(a), middleRanks(b)
		}
		c.Value = pearson(a, b)
		c.P = student(c.Value, len(a))
	}
	return c
}

// student is the p-value of a correlation by the t distribution.
func student(r float64, n int) float64 {
	if n < 3 || math.IsNaN(r) {
		return math.NaN()
	}
	freedom := float64(n - 2)
	t := math.Abs(r) * math.Sqrt(freedom/((1-r)*(1+r)))
	return 2 * distuv.StudentsT{Sigma: 1, Nu: freedom}.Survival(t)
}

// pairs takes the rows in which neither is missing.
func pairs(x, y []float64) (a, b []float64) {
	a, b = make([]float64, 0, len(x)), make([]float64, 0, len(x))
	for i := range x {
		if !math.IsNaN(x[i]) && !math.IsNaN(y[i]) {
			a, b = append(a, x[i]), append(b, y[i])
		}
	}
	return a, b
}

// pearson is the product-moment correlation over complete pairs; NaN where there
// is none.
func pearson(x, y []float64) float64 {
	a, b := pairs(x, y)
	if len(a) < 2 {
		return math.NaN()
	}
	p, q := mean(a), mean(b)
	ab, aa, bb := 0.0, 0.0, 0.0
	for i := range a {
		u, v := a[i]-p, b[i]-q
		ab += float64(u * v)
		aa += float64(u * u)
		bb += float64(v * v)
	}
	if slices.Min(a) == slices.Max(a) || slices.Min(b) == slices.Max(b) {
		return math.NaN()
	}
	return max(-1, min(1, ab/(math.Sqrt(aa)*math.Sqrt(bb))))
}

// middleRanks gives ranks from below; ties share the mean.
func middleRanks(x []float64) []float64 {
	low := lowRanks(x)
	count := make([]int, len(x)+1)
	for _, r := range low {
		count[r]++
	}
	out := make([]float64, len(x))
	for i, r := range low {
		out[i] = float64(r) + float64(count[r]-1)/2
	}
	return out
}

// kendall is tau-b and its p-value by the normal distribution with the variance
// under ties (Kendall and Gibbons 1990).
func kendall(x, y []float64) (tau, p float64) {
	n := float64(len(x))
	s := 0
	for i := range x {
		for j := range i {
			s += sign(x[i]-x[j]) * sign(y[i]-y[j])
		}
	}
	tx, ty := tied(x), tied(y)
	all := n * (n - 1) / 2
	tau = float64(s) / math.Sqrt((all-tx[0]/2)*(all-ty[0]/2))
	if math.IsNaN(tau) || math.IsInf(tau, 0) || n < 3 {
		return math.NaN(), math.NaN()
	}
	variance := (n*(n-1)*(2*n+5)-tx[2]-ty[2])/18 + tx[0]*ty[0]/(2*n*(n-1)) + tx[1]*ty[1]/(9*n*(n-1)*(n-2))
	z := math.Abs(float64(s)) / math.Sqrt(variance)
	return tau, 2 * distuv.UnitNormal.Survival(z)
}

// tied sums t(t-1), t(t-1)(t-2) and t(t-1)(2t+5) over the sizes t of ties.
func tied(x []float64) (sum [3]float64) {
	s := slices.Sorted(slices.Values(x))
	for i := 0; i < len(s); {
		j := i
		for j < len(s) && s[j] == s[i] {
			j++
		}
		t := float64(j - i)
		sum[0] += t * (t - 1)
		sum[1] += t * (t - 1) * (t - 2)
		sum[2] += t * (t - 1) * (2*t + 5)
		i = j
	}
	return sum
}

func sign(v float64) int {
	switch {
	case v > 0:
		return 1
	case v < 0:
		return -1
	}
	return 0
}
