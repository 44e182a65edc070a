package composite

import "math"

// Statistics are those of one column, of the values that are there.
type Statistics struct {
	Code                                                  string
	Min, Max, Mean, Median, Deviation, Skewness, Kurtosis float64
	Available, NonZero, Unique, Same                      int // counts; Same of the most frequent value
	Flags                                                 []Flag
}

// Flag is a point that the Handbook asks to look at.
type Flag string

// The flags of a column and what Limits they break.
const (
	FewValues Flag = "few_values" // share of rows with a value
	ManyZeros Flag = "many_zeros" // share of rows with a value that is not zero
	FewUnique Flag = "few_unique" // share of different values among rows
	Outliers  Flag = "outliers"   // skewness and kurtosis both too large
)

// Limits are those of Statistics.
type Limits struct{ Skewness, Kurtosis, Available, NonZero, Unique float64 }

// UsualLimits are those of the JRC: skewness 2, kurtosis 3.5, 65 percent of
// values, half not zero, half different.
func UsualLimits() Limits { return Limits{2, 3.5, 0.65, 0.5, 0.5} }

// Statistics describes every column. Moments are NaN for constants and too few
// values.
func (t *Table) Statistics(limits Limits) []Statistics {
	out := make([]Statistics, len(t.Codes))
	for j, code := range t.Codes {
		out[j] = describe(code, t.Values[j], limits)
	}
	return out
}

func describe(code string, x []float64, limits Limits) Statistics {
	v := all(x)
	nan := math.NaN()
	s := Statistics{Code: code, Min: nan, Max: nan, Mean: nan, Median: nan, Deviation: nan, Skewness: nan, Kurtosis: nan, Available: len(v)}
	if len(v) > 0 {
		s.Min, s.Max = v[0], v[0]
		s.Mean, s.Median, s.Deviation, s.Skewness, s.Kurtosis = mean(v), median(v), deviation(v), skewness(v), kurtosis(v)
	}
	count := make(map[float64]int, len(v))
	for _, y := range v {
		s.Min, s.Max = min(s.Min, y), max(s.Max, y)
		if y != 0 {
			s.NonZero++
		}
		count[y]++
		s.Same = max(s.Same, count[y])
	}
	s.Unique = len(count)
	rows := float64(len(x))
	for _, f := range []struct {
		flag Flag
		is   bool
	}{
		{FewValues, float64(s.Available)/rows < limits.Available},
		{ManyZeros, float64(s.NonZero)/rows < limits.NonZero},
		{FewUnique, float64(s.Unique)/rows < limits.Unique},
		{Outliers, math.Abs(s.Skewness) > limits.Skewness && s.Kurtosis > limits.Kurtosis},
	} {
		if f.is {
			s.Flags = append(s.Flags, f.flag)
		}
	}
	return s
}

// Coverage is the share of the indicators below each aggregate that a place has.
type Coverage struct {
	Screening
	Share []float64 // in the order of the aggregates, the lowest first
}

// Coverage counts, for every row of a table of the result, the indicators there
// are.
func (r *Result) Coverage(t *Table) []Coverage {
	h := r.Hierarchy
	indicators := &Table{Units: t.Units, Periods: t.Periods, Codes: t.Codes[:len(h.Level(1))], Values: t.Values[:len(h.Level(1))]}
	out := make([]Coverage, len(t.Units))
	for i := range out {
		out[i].Screening = indicators.availability(i)
		out[i].Included = true
	}
	for _, n := range h.nodes[h.first[1]:] {
		below := h.Indicators(n.Code)
		for i := range out {
			there := 0
			for _, code := range below {
				if !math.IsNaN(t.Values[h.at[code]][i]) {
					there++
				}
			}
			out[i].Share = append(out[i].Share, float64(there)/float64(len(below)))
		}
	}
	return out
}
