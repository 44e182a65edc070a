package composite

import (
	"math"
	"slices"
)

// Difference is one place in two indices. Ranks are 0 where it is not ranked.
type Difference struct {
	Place          string
	Period         int
	ScoreA, ScoreB float64
	RankA, RankB   int
}

// Compare sets two results side by side on one node of each, such as the same
// data under two systems or two versions of one. Places of only one of the two
// are there with NaN and rank 0; ranks are among the places of each result. The
// order is that of a, then of what only b has.
func Compare(a *Result, codeA string, b *Result, codeB string) ([]Difference, error) {
	s, t := a.Last(), b.Last()
	x, y := s.Column(codeA), t.Column(codeB)
	if x == nil {
		return nil, faulty(UnknownCode, codeA)
	}
	if y == nil {
		return nil, faulty(UnknownCode, codeB)
	}
	rx, ry := s.Ranks(codeA), t.Ranks(codeB)
	type key struct {
		unit   string
		period int
	}
	at := map[key]int{}
	var out []Difference
	for i, u := range s.Units {
		at[key{u, s.period(i)}] = len(out)
		out = append(out, Difference{Place: u, Period: s.period(i), ScoreA: x[i], ScoreB: math.NaN(), RankA: rx[i]})
	}
	for i, u := range t.Units {
		k, known := at[key{u, t.period(i)}]
		if !known {
			k = len(out)
			out = append(out, Difference{Place: u, Period: t.period(i), ScoreA: math.NaN()})
		}
		out[k].ScoreB, out[k].RankB = y[i], ry[i]
	}
	return out, nil
}

// Trend is how a value of one place moved over the periods.
type Trend struct {
	Code, Place string
	First, Last int     // the periods of the first and last value; 0 with less than two values
	Available   float64 // share of the place's periods with a value
	Growth      float64 // compound, for one year; NaN where first and last are not of one sign, or there are less than two
}

// Trends gives the trend of a column for every place, in order of first
// appearance.
func (t *Table) Trends(code string) ([]Trend, error) {
	x := t.Column(code)
	if x == nil {
		return nil, faulty(UnknownCode, code)
	}
	if t.Periods == nil {
		return nil, faulty(NoPeriods, code)
	}
	var out []Trend
	for _, rows := range t.series() {
		trend := Trend{Code: code, Place: t.Units[rows[0]], Growth: math.NaN()}
		there := slices.DeleteFunc(slices.Clone(rows), func(i int) bool { return math.IsNaN(x[i]) })
		trend.Available = float64(len(there)) / float64(len(rows))
		if n := len(there); n > 1 {
			first, last := there[0], there[n-1]
			trend.First, trend.Last = t.Periods[first], t.Periods[last]
			if ratio := x[last] / x[first]; x[last] == x[first] {
				trend.Growth = 0
			} else if ratio > 0 {
				trend.Growth = math.Pow(ratio, 1/float64(trend.Last-trend.First)) - 1
			}
		}
		out = append(out, trend)
	}
	return out, nil
}
