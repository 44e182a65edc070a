package evaluate

import (
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
	out     *DiDResult
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
	for _, step := range []func() error{r.groupTime, r.summaries, r.twoWay, r.events, r.decomposition, r.support, r.placebos, r.leaveOut} {
		if err := step(); err != nil {
			return nil, said(err, f)
		}
	}
	r.out.Settings = r.settings()
	r.out.Notes = r.notes()
	return r.out, nil
}

// controls are the units compared with: those never treated where there are
// any and nothing else is asked for.
func (r *didRun) controls() grouptime.Control {
	if r.spec.Controls == "not_yet" || r.spec.Controls == "" && !slices.Contains(r.data.Cohort, effect.Never) {
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
			v.Refused = &RefusedView{"group_time", string(c.Fault.Kind), faultText(c.Fault)}
		}
		out.GroupTime = append(out.GroupTime, v)
	}
	if e.PreTest.Fault != nil {
		out.Refused = append(out.Refused, untested(e.PreTest.Fault))
	} else {
		out.PreTrends = append(out.PreTrends, PreTrendView{
			Method: "group_time", Statistic: Number(e.PreTest.Statistic), Distribution: "chi_squared", Freedom: []int{e.PreTest.Freedom}, P: Number(e.PreTest.Probability),
		})
	}
	return nil
}

// untested says why effects before the treatment cannot be tested together.
func untested(fault *panel.Fault) RefusedView {
	v := RefusedView{"pre_trend_group_time", string(fault.Kind), faultText(fault)}
	if fault.Kind == grouptime.Collinear {
		v.Message = city.Text{Zh: "处理前的分组分时效应比批次里的单位多，放在一起检验不了；看 Sun-Abraham 的检验", En: "there are more group-time effects before the treatment than units to tell them apart; see the test of Sun-Abraham"}
	}
	return v
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
		if err != nil {
			if kind != grouptime.Group && r.refuse(name, err) {
				continue
			}
			return err
		}
		r.out.Estimates = append(r.out.Estimates, estimateView(name, a.Overall.Estimate))
		parts := []PartView{}
		for _, p := range a.Parts {
			if kind == grouptime.Dynamic && !r.shown(p.At) {
				continue
			}
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

// shown reports whether a time since the treatment lies in the window.
func (r *didRun) shown(time int) bool {
	w := r.spec.Window
	return len(w) == 0 || time >= w[0] && time <= w[1]
}

// refuse keeps a fault of the data as a part that is not there.
func (r *didRun) refuse(name string, err error) bool {
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
