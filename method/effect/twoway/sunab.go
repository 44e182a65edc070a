package twoway

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/quanyu/quanyu/method/effect"
	"github.com/quanyu/quanyu/method/panel"
)

// Cell is the effect on one cohort at one time from treatment.
type Cell struct {
	Cohort, Time int
	Rows         int
	effect.Estimate

	sum int // of the times of the rows
}

// CohortMean is the effect on one cohort: the mean over its rows at and after
// treatment.
type CohortMean struct {
	Cohort          int
	Base            int // the time held at zero
	Units           int // a cohort of one is fitted exactly: its error is that of its controls alone
	Rows            int // at and after treatment
	effect.Estimate     // NaN without such rows
}

// Interaction is the interaction-weighted event study.
type Interaction struct {
	Events                  // each time a mean over cohorts, weighted by rows
	Effect  effect.Estimate // the mean over all rows at and after treatment
	Cohorts []CohortMean    // ascending
	Cells   []Cell          // by cohort, then by time; without those held at zero
	// Control is the cohort that the others are compared with: effect.Never, or
	// the last one treated where every unit is treated in the end. The sample
	// then ends before its treatment, and the flow says so.
	Control int
}

// SunAbraham estimates an effect for each cohort and each time from treatment,
// beside the cohort's base and beside units not treated within the sample, by
// regression on all these indicators and the covariates with effects of units
// and of periods; and takes means over cohorts with their shares of the rows
// as weights (Sun and Abraham 2021, section 4). The shares are taken as fixed
// in the errors, as in R's fixest. Units treated throughout are left out. The
// base 0 is, for each cohort, the last time before its treatment that the
// sample has. Faults: as EventStudy.
func SunAbraham(d effect.Data, o EventOptions) (*Interaction, error) {
	o.check()
	c, err := cutAlways(d, o.Options, o.Anticipation)
	if err != nil {
		return nil, err
	}
	n := &Interaction{Events: Events{Plan: c.plan, straight: true}, Control: effect.Never}
	if len(c.plan.Never)+len(c.plan.Later) == 0 {
		if n.Control, err = c.cutControl(o.Anticipation); err != nil {
			return nil, err
		}
	}
	if err := n.lay(c, o); err != nil {
		return nil, err
	}
	columns, names := n.indicators(c, o)
	fit, err := c.fit(columns, names)
	if err != nil {
		return nil, err
	}
	n.take(c, fit)
	n.count(c)
	n.estimate(fit, o)
	return n, nil
}

// cutControl makes the last cohort the control: the sample ends before its
// treatment and the anticipation of it. The fault is NoControl where there is
// no other.
func (c *cut) cutControl(anticipation int) (int, error) {
	if len(c.plan.Cohorts) < 2 {
		return 0, panel.Faulty(effect.NoControl)
	}
	last := c.plan.Cohorts[len(c.plan.Cohorts)-1]
	if err := c.drop(NoControlLeft, func(i int) bool { return c.data.Period[i] >= last-anticipation }); err != nil {
		return 0, err
	}
	for i, cohort := range c.data.Cohort {
		if cohort == last {
			c.data.Cohort[i] = effect.Never
		}
	}
	return last, nil
}

// lay finds the cells, the base of each cohort, and the times.
func (n *Interaction) lay(c *cut, o EventOptions) error {
	for i, cohort := range c.data.Cohort {
		if time, treated := c.time(i); treated {
			n.Cells = append(n.Cells, Cell{Cohort: cohort, Time: o.bin(time), Rows: 1, sum: time})
		}
	}
	slices.SortFunc(n.Cells, func(a, b Cell) int {
		return cmp.Or(cmp.Compare(a.Cohort, b.Cohort), cmp.Compare(a.Time, b.Time))
	})
	cells := n.Cells[:0]
	for _, one := range n.Cells {
		if last := len(cells) - 1; last >= 0 && cells[last].Cohort == one.Cohort && cells[last].Time == one.Time {
			cells[last].Rows++
			cells[last].sum += one.sum
		} else {
			cells = append(cells, one)
		}
	}
	n.Cells = nil
	for len(cells) > 0 {
		end := 1
		for end < len(cells) && cells[end].Cohort == cells[0].Cohort {
			end++
		}
		if !n.layCohort(cells[:end], o) {
			return panel.Faulty(effect.NoBefore)
		}
		cells = cells[end:]
	}
	if !slices.ContainsFunc(n.Cells, func(cell Cell) bool { return cell.Time >= 0 }) {
		return panel.Faulty(effect.NoTreated)
	}
	n.layTimes(o)
	return nil
}

// layCohort takes the cells of one cohort but the one held at zero; false where
// there is none to hold.
func (n *Interaction) layCohort(cells []Cell, o EventOptions) bool {
	base := -1
	for j, cell := range cells {
		if o.Base == 0 && o.before(cell.Time) || o.Base < 0 && cell.Time == o.Base {
			base = j
		}
	}
	if base < 0 || o.binned(cells[base].Time) {
		return false
	}
	n.Cohorts = append(n.Cohorts, CohortMean{Cohort: cells[0].Cohort, Base: cells[base].Time})
	n.Cells = append(append(n.Cells, cells[:base]...), cells[base+1:]...)
	return true
}

// base is the time at which a cohort is held at zero.
func (n *Interaction) base(cohort int) int {
	at, _ := slices.BinarySearchFunc(n.Cohorts, cohort, func(m CohortMean, c int) int { return cmp.Compare(m.Cohort, c) })
	return n.Cohorts[at].Base
}

// layTimes collects the cells by time, and adds the times at which cohorts are
// held at zero.
func (n *Interaction) layTimes(o EventOptions) {
	times := map[int]*Event{}
	for _, cell := range n.Cells {
		t := times[cell.Time]
		if t == nil {
			t = &Event{Time: cell.Time, Binned: o.binned(cell.Time)}
			times[cell.Time] = t
		}
		t.Rows += cell.Rows
		t.Mean += float64(cell.sum)
		t.distance += float64(cell.sum - cell.Rows*n.base(cell.Cohort))
	}
	for _, t := range times {
		t.Mean /= float64(t.Rows)
		t.distance /= float64(t.Rows)
		n.Times = append(n.Times, *t)
	}
	for _, m := range n.Cohorts {
		if times[m.Base] == nil {
			times[m.Base] = &Event{}
			n.Times = append(n.Times, Event{Time: m.Base, Mean: float64(m.Base)})
			n.hold(len(n.Times) - 1)
		}
	}
	slices.SortFunc(n.Times, func(a, b Event) int { return cmp.Compare(a.Time, b.Time) })
}

// indicators gives a column for each cell.
func (n *Interaction) indicators(c *cut, o EventOptions) (columns [][]float64, names []string) {
	place := map[[2]int]int{}
	for j, cell := range n.Cells {
		place[[2]int{cell.Cohort, cell.Time}] = j
		columns = append(columns, make([]float64, len(c.data.Unit)))
		names = append(names, fmt.Sprintf("cohort %d, %s", cell.Cohort, timeName(cell.Time)))
	}
	for i, cohort := range c.data.Cohort {
		if time, treated := c.time(i); treated {
			if j, free := place[[2]int{cohort, o.bin(time)}]; free {
				columns[j][i] = 1
			}
		}
	}
	return columns, names
}

// count counts the units of each cohort.
func (n *Interaction) count(c *cut) {
	for i := range n.Cohorts {
		var units []int
		for row, cohort := range c.data.Cohort {
			if cohort == n.Cohorts[i].Cohort {
				units = append(units, c.data.Unit[row])
			}
		}
		n.Cohorts[i].Units = len(distinct(units))
	}
}

// estimate makes the means of the cells.
func (n *Interaction) estimate(fit *panel.Result, o EventOptions) {
	for j := range n.Cells {
		n.Cells[j].Estimate = estimate(fit, fit.Terms[j].Coefficient, fit.Covariance.At(j, j), o.Level)
	}
	var weights [][]float64
	for _, t := range n.Times {
		if !t.Base {
			w, _ := n.share(func(cell Cell) bool { return cell.Time == t.Time })
			weights = append(weights, w)
		}
	}
	n.combine(fit, weights, o)
	mean := func(of func(Cell) bool) (effect.Estimate, int) {
		w, rows := n.share(of)
		if rows == 0 {
			return missing(), 0
		}
		values, covariance := combined(fit, [][]float64{w})
		return estimate(fit, values[0], covariance.At(0, 0), o.Level), rows
	}
	n.Effect, _ = mean(func(cell Cell) bool { return cell.Time >= 0 })
	for i := range n.Cohorts {
		m := &n.Cohorts[i]
		m.Estimate, m.Rows = mean(func(cell Cell) bool { return cell.Cohort == m.Cohort && cell.Time >= 0 })
	}
}

// share gives each of some cells its share of their rows.
func (n *Interaction) share(of func(Cell) bool) (weights []float64, rows int) {
	weights = make([]float64, len(n.Cells))
	for _, cell := range n.Cells {
		if of(cell) {
			rows += cell.Rows
		}
	}
	for j, cell := range n.Cells {
		if of(cell) {
			weights[j] = float64(cell.Rows) / float64(rows)
		}
	}
	return weights, rows
}
