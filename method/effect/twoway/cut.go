package twoway

import (
	"slices"
	"strconv"

	"github.com/quanyu/quanyu/method/effect"
	"github.com/quanyu/quanyu/method/panel"
)

// The stages of a sample that these estimators add.
const (
	AlwaysTreated panel.Reason = "always_treated" // treated, or about to be, from its first row on: no time before
	NoControlLeft panel.Reason = "no_control"     // a period in which every unit is treated
	AfterStart    panel.Reason = "after_start"    // a placebo leaves out what the treatment may have changed
)

// cut is data from which rows were taken out before the regression.
type cut struct {
	rows    []int       // the rows left, by unit, then by period
	data    effect.Data // of those rows
	options Options
	plan    effect.Plan // of the whole sample, before the cut
	flow    []panel.Stage
}

// cutAlways takes out rows without a value, singletons and units that are not
// seen before their treatment and the anticipation of it; units treated after
// the sample become untreated ones. Faults: those of effect.Check and
// panel.Select, and NoBefore where no treated unit is left.
func cutAlways(d effect.Data, o Options, anticipation int) (*cut, error) {
	if err := effect.Check(d); err != nil {
		return nil, err
	}
	sample, err := selected(d)
	if err != nil {
		return nil, err
	}
	c := &cut{rows: sample.Rows, plan: d.Plan(sample), flow: sample.Flow}
	if len(c.plan.Treated)+len(c.plan.Always) == 0 {
		return nil, panel.Faulty(effect.NoTreated)
	}
	c.data, c.options = pick(d, o, c.rows)
	var always []int
	left := 0
	for i, u := range c.data.Unit {
		if among(c.plan.Later, u) {
			c.data.Cohort[i] = effect.Never
		}
		if i > 0 && u == c.data.Unit[i-1] || c.data.Cohort[i] == effect.Never {
			continue
		}
		if c.data.Period[i] >= c.data.Cohort[i]-anticipation { // its first row
			always = append(always, u)
		} else {
			left++
		}
	}
	if left == 0 {
		return nil, panel.Faulty(effect.NoBefore)
	}
	return c, c.drop(AlwaysTreated, func(i int) bool { return among(always, c.data.Unit[i]) })
}

// selected is the sample of the outcome and the covariates.
func selected(d effect.Data) (*panel.Sample, error) {
	return panel.Select(d.Unit, d.Period, append([][]float64{d.Outcome}, d.Covariates...),
		append([]string{outcomeName}, d.Names...), true, true)
}

// drop takes out rows, by their place in the cut's data, and what is alone
// then, and notes the stages. The fault is NoRows.
func (c *cut) drop(reason panel.Reason, out func(i int) bool) error {
	var kept []int
	for i := range c.data.Unit {
		if !out(i) {
			kept = append(kept, i)
		}
	}
	if len(kept) == len(c.data.Unit) {
		return nil
	}
	before := distinct(c.data.Unit)
	stage := panel.Stage{Reason: reason, DroppedRows: len(c.rows) - len(kept), Rows: len(kept)}
	c.keep(kept)
	after := distinct(c.data.Unit)
	for _, u := range before {
		if !among(after, u) {
			stage.DroppedUnits = append(stage.DroppedUnits, u)
		}
	}
	stage.Units = len(after)
	rest, err := selected(c.data)
	if err != nil {
		return err
	}
	c.keep(rest.Rows)
	c.flow = append(append(c.flow, stage), rest.Flow[1:]...)
	return nil
}

// keep leaves only some rows, by their place in the cut's data.
func (c *cut) keep(kept []int) {
	c.rows = take(c.rows, kept)
	c.data, c.options = pick(c.data, c.options, kept)
}

// fit regresses on columns of the cut's rows and the covariates. The fault is
// NotApart, with the columns' names, where one of them is a combination of
// others.
func (c *cut) fit(treatment [][]float64, names []string) (*panel.Result, error) {
	data, options := columns(c.data, treatment, names, c.options)
	fit, err := panel.Fit(data, options)
	if fault, known := err.(*panel.Fault); known && fault.Kind == panel.NoRegressor {
		return nil, panel.Faulty(effect.NoControl)
	}
	if err != nil {
		return nil, err
	}
	for _, dropped := range fit.Dropped {
		if slices.Contains(names, dropped.Name) {
			return nil, panel.Faulty(effect.NotApart, append([]string{dropped.Name}, dropped.With...)...)
		}
	}
	unsure(fit, c.data, c.options)
	return fit, nil
}

// unsure takes its covariance from a regression in which one cluster alone has
// rows under treatment: these are fitted, what is left of them is next to
// nothing, and the clustered error is far too small (MacKinnon and Webb 2017).
func unsure(fit *panel.Result, d effect.Data, o Options) {
	cluster, lone := d.Unit, -1
	if o.Cluster != nil {
		cluster = o.Cluster
	}
	for _, row := range fit.Sample.Rows {
		if d.Cohort[row] == effect.Never || d.Period[row] < d.Cohort[row] {
			continue
		}
		if lone >= 0 && cluster[row] != cluster[lone] {
			return
		}
		lone = row
	}
	fit.Covariance.Zero()
}

// restore gives a sample of the cut's rows as one of the data as given.
func (c *cut) restore(s *panel.Sample) *panel.Sample {
	out := *s
	out.Rows = make([]int, len(s.Rows))
	for i, row := range s.Rows {
		out.Rows[i] = c.rows[row]
	}
	out.Flow = c.flow
	return &out
}

// time is the time from treatment of a row of the cut, and whether its unit is
// treated within the sample.
func (c *cut) time(i int) (int, bool) {
	if c.data.Cohort[i] == effect.Never {
		return 0, false
	}
	return c.data.Period[i] - c.data.Cohort[i], true
}

// timeName names the indicator of a time from treatment.
func timeName(time int) string { return "time " + strconv.Itoa(time) }

// pick gives the rows of data and of its clusters.
func pick(d effect.Data, o Options, rows []int) (effect.Data, Options) {
	out := effect.Data{
		Unit: take(d.Unit, rows), Period: take(d.Period, rows), Cohort: take(d.Cohort, rows),
		Outcome: take(d.Outcome, rows), Names: d.Names,
	}
	for _, column := range d.Covariates {
		out.Covariates = append(out.Covariates, take(column, rows))
	}
	if o.Cluster != nil {
		o.Cluster = take(o.Cluster, rows)
	}
	return out, o
}

func take[T any](column []T, rows []int) []T {
	out := make([]T, len(rows))
	for i, row := range rows {
		out[i] = column[row]
	}
	return out
}

func distinct(ids []int) []int {
	out := slices.Clone(ids)
	slices.Sort(out)
	return slices.Compact(out)
}

// among reports whether a number is one of those that ascend.
func among(ids []int, id int) bool {
	_, found := slices.BinarySearch(ids, id)
	return found
}
