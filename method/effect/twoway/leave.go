package twoway

import (
	"errors"

	"github.com/quanyu/quanyu/internal/parallel"
	"github.com/quanyu/quanyu/method/effect"
	"github.com/quanyu/quanyu/method/panel"
)

// Left is the effect without one unit. Fault says why there is none.
type Left struct {
	Unit int // as in Data.Unit
	effect.Estimate
	Fault *panel.Fault
}

// LeaveOneOut estimates the effect again without each unit of the sample in
// turn: an answer that hangs on one unit is none. The units ascend. workers is
// the number of goroutines, 0 one for each processor. Faults as in DiD, where
// the whole sample has one.
func LeaveOneOut(d effect.Data, o Options, workers int) ([]Left, error) {
	whole, err := DiD(d, o)
	if err != nil {
		return nil, err
	}
	out := make([]Left, len(whole.Sample.UnitIDs))
	parallel.Each(workers, len(out), func(i int) {
		unit := whole.Sample.UnitIDs[i]
		var rows []int
		for row, u := range d.Unit {
			if u != unit {
				rows = append(rows, row)
			}
		}
		r, err := DiD(pick(d, o, rows))
		out[i] = Left{Unit: unit}
		out[i].Estimate, out[i].Fault = outcome(r, err)
	})
	return out, nil
}

// outcome is the estimate of a result, or NaN and the fault.
func outcome(r *Result, err error) (e effect.Estimate, fault *panel.Fault) {
	if err == nil {
		return r.Effect, nil
	}
	if !errors.As(err, &fault) {
		panic("twoway: " + err.Error())
	}
	return missing(), fault
}
