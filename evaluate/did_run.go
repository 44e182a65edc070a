package evaluate

import (
	"errors"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/method/effect"
	"github.com/quanyu/quanyu/method/effect/grouptime"
	"github.com/quanyu/quanyu/method/effect/twoway"
	"github.com/quanyu/quanyu/method/panel"
)

// didRun is one study on its way from the table to the result.
type didRun struct {
	spec    *DiDSpec
	frame   *frame
	data    effect.Data
	cluster []int // nil: units
	control grouptime.Control
	effects *grouptime.Result
	idle    []string // covariates that do not change within units: the regressions leave them out
	wider   []wider
	out     *DiDResult
}

// wider is an estimate of another sample than the group-time effects'.
type wider struct {
	name        string
	rows, units int
}

// RunDiD reads the table of a specification and estimates. Group-time effects
// must be there; any other part that the data do not allow is named in Refused.
// Faults of the specification, the table and the data are *city.Error.
func RunDiD(dir *files.Folder, spec *DiDSpec) (*DiDResult, error) {
	f, err := spec.frame(dir)
	if err != nil {
		return nil, err
	}
	r := &didRun{spec: spec, frame: f, out: &DiDResult{Refused: []RefusedView{}}}
	if r.data, err = f.panelOf(&spec.PanelSpec, &spec.Treatment, spec.Covariates); err != nil {
		return nil, err
	}
	if spec.Cluster != "" {
		if r.cluster, err = f.clusters(spec.Cluster); err != nil {
			return nil, err
		}
	}
	for _, step := range []func() error{r.groupTime, r.preTrends, r.summaries, r.twoWay, r.events, r.decomposition, r.support, r.placebos, r.leaveOut} {
		if err := step(); err != nil {
			return nil, said(err, f)
		}
	}
	r.out.Settings = r.settings()
	r.out.Notes = r.notes()
	return r.out, nil
}

// controls are the units compared with: those not treated in any period where
// there are any and nothing else is asked for.
func (r *didRun) controls() grouptime.Control {
	last := slices.Max(r.data.Period)
	untreated := func(first int) bool { return first > last }
	if r.spec.Controls == "not_yet" || r.spec.Controls == "" && !slices.ContainsFunc(r.data.Cohort, untreated) {
		return grouptime.NotYetTreated
	}
	return grouptime.NeverTreated
}

var groupTimeMethods = map[string]grouptime.Method{
	"outcome_regression": grouptime.Regression, "weighting": grouptime.Weighting, "doubly_robust": grouptime.DoublyRobust,
}

// groupTime estimates the effect on each cohort in each period.
func (r *didRun) groupTime() error {
	r.control = r.controls()
	e, err := grouptime.Estimate(r.data, grouptime.Options{
		Method: groupTimeMethods[r.spec.Method], Control: r.control, Base: grouptime.Base(r.spec.Base), Missing: grouptime.Missing(r.spec.Missing),
		Anticipation: r.spec.Anticipation, Cluster: r.cluster, Draws: *r.spec.Draws, Seed: r.spec.Seed, Level: r.spec.Level,
	})
	if err != nil {
		return err
	}
	r.effects = e
	out := r.out
	out.N, out.Units, out.Periods = len(e.Sample.Rows), len(e.Sample.UnitIDs), len(e.Sample.PeriodIDs)
	out.Clusters = r.clusters()
	out.Sample = r.frame.flow(e.Sample.Flow, r.spec.Outcome)
	for _, c := range e.Cohorts {
		out.Cohorts = append(out.Cohorts, r.cohort(c))
		if c.First != effect.Never && c.First != e.LastCohort {
			out.Treated += c.Units
		}
	}
	for _, c := range e.Cells {
		v := GroupTimeView{
			Cohort: c.Cohort, Period: c.Period, Base: c.BasePeriod, Treated: c.Treated, Controls: c.Controls,
			Value: Number(c.Value), SE: Number(c.StandardError), CI: pair(c.Interval), Band: pair(c.Band), P: Number(c.Probability),
		}
		if c.Fault != nil {
			v.Refused = &RefusedView{"group_time", string(c.Fault.Kind), cellText(c.Fault)}
		}
		out.GroupTime = append(out.GroupTime, v)
	}
	return nil
}

// cellText says why a cell has no effect, or no error.
func cellText(fault *panel.Fault) city.Text {
	if fault.Kind == effect.NoTreated { // by missing: pairs
		return city.Text{Zh: "这一批没有一个单位在基期和这一期都有数", En: "no unit of the cohort has both the base period and this one"}
	}
	return faultText(fault)
}

func (r *didRun) cohort(c grouptime.Cohort) CohortView {
	v := CohortView{Units: []string{}}
	if c.First != effect.Never {
		v.First = &c.First
	}
	seen := -1
	for i, row := range r.effects.Sample.Rows {
		first := r.data.Cohort[row]
		if slices.Contains(r.effects.Late, first) {
			first = effect.Never // in the sample
		}
		if u := r.effects.Sample.Unit[i]; u != seen && first == c.First {
			v.Units = append(v.Units, r.frame.units[r.data.Unit[row]])
			seen = u
		}
	}
	return v
}

// summaries aggregates the group-time effects. Without the mean over cohorts, the
// one to report, there is no result.
func (r *didRun) summaries() error {
	for _, kind := range []grouptime.Kind{grouptime.Group, grouptime.Simple, grouptime.Dynamic, grouptime.Calendar} {
		name := "group_time_" + string(kind)
		a, err := r.effects.Aggregate(kind)
		if w := r.spec.Window; kind == grouptime.Dynamic && len(w) > 0 {
			a, err = r.effects.Window(w[0], w[1])
		}
		if err != nil {
			if kind != grouptime.Group && r.refuse(name, err) {
				continue
			}
			return err
		}
		r.out.Estimates = append(r.out.Estimates, estimateView(name, a.Overall.Estimate))
		parts := []PartView{}
		for _, p := range a.Parts {
			parts = append(parts, PartView{p.At, Number(p.Value), Number(p.StandardError), pair(p.Interval), pair(p.Band), Number(p.Probability)})
		}
		switch kind {
		case grouptime.Group:
			r.out.ByGroup = parts
		case grouptime.Dynamic:
			r.out.Events = append(r.out.Events, EventStudyView{"group_time", -1 - r.spec.Anticipation, parts})
		case grouptime.Calendar:
			r.out.ByPeriod = parts
		}
	}
	return nil
}

// refuse keeps a fault of the data as a part that is not there.
func (r *didRun) refuse(name string, err error) bool {
	var fault *panel.Fault
	if errors.As(err, &fault) {
		err = r.frame.renamed(fault)
	}
	v, is := refused(name, err)
	if is {
		r.out.Refused = append(r.out.Refused, v)
	}
	return is
}

func (r *didRun) options() twoway.Options {
	return twoway.Options{Cluster: r.cluster, Level: r.spec.Level}
}

// twoWay is the regression that much of the literature would report.
func (r *didRun) twoWay() error {
	e, err := twoway.DiD(r.data, r.options())
	if err != nil {
		if r.refuse("two_way", err) {
			return nil
		}
		return err
	}
	r.out.Estimates = append(r.out.Estimates, estimateView("two_way", e.Effect))
	r.sampled("two_way", e.Sample)
	for _, d := range e.Dropped {
		if len(d.With) == 0 {
			r.idle = append(r.idle, d.Name)
		}
	}
	if e.Clusters >= fewClusters || *r.spec.Draws == 0 {
		return nil
	}
	w, err := twoway.Wild(r.data, r.options(), panel.Wild{Draws: *r.spec.Draws, Seed: r.spec.Seed, Level: r.spec.Level})
	if err != nil {
		if r.refuse("wild", err) {
			return nil
		}
		return err
	}
	r.out.Wild = &WildView{P: Number(w.Probability), CI: [2]Number{Number(w.Low), Number(w.High)}, Clusters: w.Clusters, Draws: w.Draws, Coarse: w.Coarse}
	return nil
}

// sampled keeps the size of a sample that is not that of the group-time effects.
func (r *didRun) sampled(name string, s *panel.Sample) {
	if len(s.Rows) != r.out.N {
		r.wider = append(r.wider, wider{name, len(s.Rows), len(s.UnitIDs)})
	}
}

func (r *didRun) settings() DiDSettings {
	s, f := r.spec, r.frame
	v := DiDSettings{
		Outcome: s.Outcome, Treatment: s.Treatment.told(), Covariates: append([]string{}, s.Covariates...), Controls: "never",
		Method: s.Method, Base: s.Base, Missing: s.Missing, Anticipation: s.Anticipation, Cluster: s.Unit,
		Draws: *s.Draws, Placebo: s.Placebo, Level: s.Level, Seed: s.Seed,
	}
	if r.control == grouptime.NotYetTreated {
		v.Controls = "not_yet"
	}
	if s.Cluster != "" {
		v.Cluster = strings.TrimSpace(s.Cluster)
	}
	v.Data, v.Spec = f.file(), FileView{s.file, files.Hash(s.raw)}
	return v
}
