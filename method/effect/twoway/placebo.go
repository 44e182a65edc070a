package twoway

import (
	"slices"

	"github.com/quanyu/quanyu/method/effect"
	"github.com/quanyu/quanyu/method/panel"
)

// Earlier is a placebo in time: the effect of a treatment that begins earlier
// than the real one did, on rows that the real one cannot have changed. Fault
// says why there is none.
type Earlier struct {
	By int // so many periods, in the numbers of the periods
	effect.Estimate
	Treated []int // the units treated in the placebo
	Rows    int
	Fault   *panel.Fault
}

// PlaceboTime moves the treatment earlier by each of some numbers of periods
// and leaves out the treated units' rows from the real treatment on, and units
// treated throughout. An effect there is none to find: one that is found says
// that treated units went another way before. Faults as in DiD, where the data
// as given have one.
func PlaceboTime(d effect.Data, o Options, by []int) ([]Earlier, error) {
	c, err := cutAlways(d, o, 0)
	if err != nil {
		return nil, err
	}
	if _, err := DiD(c.data, c.options); err != nil {
		return nil, err
	}
	err = c.drop(AfterStart, func(i int) bool { return c.data.Period[i] >= c.data.Cohort[i] })
	if err != nil {
		return nil, err
	}
	out := make([]Earlier, len(by))
	for j, shift := range by {
		if shift < 1 {
			panic("twoway: a placebo in time moves the treatment earlier")
		}
		moved := c.data
		moved.Cohort = slices.Clone(c.data.Cohort)
		for i, cohort := range moved.Cohort {
			if cohort != effect.Never {
				moved.Cohort[i] = cohort - shift
			}
		}
		out[j].By = shift
		r, err := DiD(moved, c.options)
		out[j].Estimate, out[j].Fault = outcome(r, err)
		if err == nil {
			out[j].Treated, out[j].Rows = r.Plan.Treated, len(r.Sample.Rows)
		}
	}
	return out, nil
}
