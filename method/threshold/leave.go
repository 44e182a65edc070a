package threshold

import (
	"errors"
	"math"

	"github.com/quanyu/quanyu/internal/parallel"
	"github.com/quanyu/quanyu/method/panel"
)

// Left is the search without one unit. Fault says why there is none.
type Left struct {
	Unit       int       // as in Data.Unit
	Thresholds []float64 // ascending
	F          float64   // of the first step
	Fault      *panel.Fault
}

// LeaveOneOut searches again without each unit of the sample in turn, by the
// same options, without draws: an answer that hangs on one unit is none. The
// units ascend. Faults as in Search, where the whole sample has one.
func LeaveOneOut(data Data, options Options) ([]Left, error) {
	options.Bootstrap = 0
	whole, err := Search(data, options)
	if err != nil {
		return nil, err
	}
	out := make([]Left, len(whole.Sample.UnitIDs))
	parallel.Each(options.Workers, len(out), func(u int) { out[u] = without(data, options, whole.Sample.UnitIDs[u]) })
	return out, nil
}

// without searches with the rows of one unit taken out.
func without(data Data, options Options, unit int) Left {
	keep := make([]int, 0, len(data.Unit))
	for i, u := range data.Unit {
		if u != unit {
			keep = append(keep, i)
		}
	}
	d := data
	d.Unit, d.Period = pick(data.Unit, keep), pick(data.Period, keep)
	d.Outcome, d.Variable = pick(data.Outcome, keep), pick(data.Variable, keep)
	d.Regime, d.Other = pickAll(data.Regime, keep), pickAll(data.Other, keep)
	left := Left{Unit: unit, F: math.NaN()}
	r, err := Search(d, options)
	if err != nil {
		errors.As(err, &left.Fault)
		return left
	}
	left.F = r.Steps[0].F
	for _, t := range r.Thresholds {
		left.Thresholds = append(left.Thresholds, t.Value)
	}
	return left
}

func pick[T any](from []T, rows []int) []T {
	out := make([]T, len(rows))
	for i, row := range rows {
		out[i] = from[row]
	}
	return out
}

func pickAll(columns [][]float64, rows []int) [][]float64 {
	out := make([][]float64, len(columns))
	for j, column := range columns {
		out[j] = pick(column, rows)
	}
	return out
}
