package breaks

import (
	"math"

	"github.com/quanyu/quanyu/method/panel"
)

// MaxLength is the longest series that is searched: the sums of squares of all
// its parts, half its square, are held at once.
const MaxLength = 4000

// Names of the columns that are made here.
const (
	Constant = "1"
	Trend    = "trend" // the period, from the first one of the series
)

// Data is one series of n rows in any order. A constant is always among the
// columns whose coefficients break.
type Data struct {
	Period      []int // any distinct numbers
	Outcome     []float64
	OutcomeName string
	Regressors  [][]float64 // columns of n; may be none
	Names       []string
	Trend       bool // add a trend
}

// series is the rows that are used, in order of time.
type series struct {
	sample  *panel.Sample
	period  []int
	names   []string    // k
	columns [][]float64 // k of n, as given
	outcome []float64
	// The same with means removed but for the constant, which takes them up
	// without changing any sum of squares.
	centred [][]float64
	centre  []float64
	scales  []float64 // length of each centred column
}

// newSeries selects the rows. The fault is DuplicateRow, NoRows, TooShort,
// TooLong, TooLarge, NoRegressor where columns are combinations of one another, or
// PerfectFit.
func newSeries(d Data) (*series, error) {
	columns := append([][]float64{d.Outcome}, d.Regressors...)
	names := append([]string{d.OutcomeName}, d.Names...)
	sample, err := panel.Select(make([]int, len(d.Period)), d.Period, columns, names, false, false)
	if err != nil {
		return nil, err
	}
	n := len(sample.Rows)
	if n > MaxLength {
		return nil, panel.Faulty(panel.TooLong, d.OutcomeName)
	}
	s := &series{sample: sample, outcome: sample.Take(d.Outcome), names: []string{Constant}, columns: [][]float64{make([]float64, n)}}
	for i := range n {
		s.period = append(s.period, sample.PeriodIDs[sample.Period[i]])
		s.columns[0][i] = 1
	}
	if d.Trend {
		trend := make([]float64, n)
		for i, p := range s.period {
			trend[i] = float64(p) - float64(s.period[0])
		}
		s.names, s.columns = append(s.names, Trend), append(s.columns, trend)
	}
	for j, column := range d.Regressors {
		s.names, s.columns = append(s.names, d.Names[j]), append(s.columns, sample.Take(column))
	}
	for j, column := range append([][]float64{s.outcome}, s.columns...) {
		if math.IsInf(panel.Norm(column), 0) {
			return nil, panel.Faulty(panel.TooLarge, append([]string{d.OutcomeName}, s.names...)[j])
		}
	}
	if n <= len(s.columns) {
		return nil, panel.Faulty(panel.TooShort, d.OutcomeName)
	}
	fit, err := panel.LeastSquares(s.columns, s.names, nil, s.outcome)
	if err != nil {
		return nil, err
	}
	if len(fit.Dropped) > 0 {
		return nil, panel.Faulty(panel.NoRegressor, fit.Dropped[0].Name)
	}
	s.centre = centred(s.outcome)
	if panel.Perfect(fit.SumOfSquares, panel.Norm(s.outcome)) {
		return nil, panel.Faulty(panel.PerfectFit, d.OutcomeName)
	}
	s.centred = [][]float64{s.columns[0]}
	for _, column := range s.columns[1:] {
		s.centred = append(s.centred, centred(column))
	}
	for _, column := range s.centred {
		s.scales = append(s.scales, panel.Norm(column))
	}
	return s, nil
}

// centred gives a column less its mean.
func centred(column []float64) []float64 {
	mean := 0.0
	for _, v := range column {
		mean += v / float64(len(column))
	}
	out := make([]float64, len(column))
	for i, v := range column {
		out[i] = v - mean
	}
	return out
}

// squares gives the sums of squares of all parts of an outcome: at [i][j] that
// of rows i to i+j. Rows are rotated one by one into the triangle of the
// normal equations (Givens; Gentleman 1973), so that collinear parts cost no
// accuracy; what is left of the outcome adds to the sum.
func (s *series) squares(outcome []float64) [][]float64 {
	n, k := len(outcome), len(s.centred)
	out := make([][]float64, n)
	cells := make([]float64, n*(n+1)/2)
	upper, row := make([]float64, k*(k+1)), make([]float64, k+1)
	for i := range n {
		out[i], cells = cells[:n-i], cells[n-i:]
		clear(upper)
		sum := 0.0
		for j := i; j < n; j++ {
			for c, column := range s.centred {
				row[c] = column[j]
			}
			row[k] = outcome[j]
			sum += rotate(upper, row, s.scales)
			out[i][j-i] = sum
		}
	}
	return out
}

// rotate takes one more row [x y] into the triangle [R z], k × (k+1) by rows,
// and gives the square of what is left of y. An entry that is rounding beside
// the length of its column counts as zero.
func rotate(upper, row, scales []float64) float64 {
	k := len(row) - 1
	for c := range k {
		x := row[c]
		if math.Abs(x) <= 1e-12*scales[c] {
			continue
		}
		r := upper[c*(k+1) : (c+1)*(k+1)]
		length := math.Sqrt(float64(r[c]*r[c]) + float64(x*x))
		cosine, sine := r[c]/length, x/length
		for e := c; e <= k; e++ {
			a, b := r[e], row[e]
			r[e] = float64(cosine*a) + float64(sine*b)
			row[e] = float64(cosine*b) - float64(sine*a)
		}
	}
	return float64(row[k] * row[k])
}
