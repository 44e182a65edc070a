package evaluate

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/method/effect/synth"
	"github.com/quanyu/quanyu/method/panel"
)

// synthRun is one study on its way from the table to the result.
type synthRun struct {
	spec    *SynthSpec
	frame   *frame
	pool    *pool
	options synth.Options
	effect  *synth.Result
	out     *SynthResult
}

// RunSynth reads the table of a specification and estimates. The effect must be
// there; any other part that the data do not allow is named in Refused. Faults
// of the specification, the table and the data are *city.Error.
func RunSynth(dir *files.Folder, spec *SynthSpec) (*SynthResult, error) {
	f, err := spec.frame(dir)
	if err != nil {
		return nil, err
	}
	d, err := f.panelOf(&spec.PanelSpec, &spec.Treatment, spec.Covariates)
	if err != nil {
		return nil, err
	}
	r := &synthRun{spec: spec, frame: f, out: &SynthResult{Refused: []RefusedView{}}}
	if r.pool, err = f.donors(d, spec); err != nil {
		return nil, err
	}
	if err := r.choose(); err != nil {
		return nil, err
	}
	for _, step := range []func() error{r.estimate, r.space, r.overTime, r.earlier, r.leaveOut} {
		if err := step(); err != nil {
			return nil, said(r.given(err), f)
		}
	}
	r.out.Donors = r.pool.out
	r.out.Settings = r.settings()
	r.out.Notes = r.notes()
	return r.out, nil
}

var synthMethods = map[string]synth.Method{"synthetic_did": synth.SyntheticDiD, "synthetic_control": synth.Control, "did": synth.Difference}

// choose sets the options of the engine.
func (r *synthRun) choose() error {
	s := r.spec
	r.options = synth.Options{
		Method: synthMethods[s.Method], Errors: synth.Errors(s.Errors), Replications: *s.Draws, Seed: s.Seed, Level: s.Level, FitPeriods: r.between(s.Fit),
	}
	if s.Errors == "none" || *s.Draws == 0 {
		r.options.Errors = synth.NoErrors
	}
	for _, p := range s.Predictors {
		values, err := r.frame.term(p.Term)
		if err != nil {
			return s.located(err, "predictors")
		}
		periods := r.between(p.Periods)
		if len(p.Periods) > 0 && len(periods) == 0 {
			return s.wrong("predictors", "“%[1]s”的 periods 在表里没有", "the table has none of the periods of %[1]q", p.Term)
		}
		q := synth.Predictor{Name: p.name(), Values: make([]float64, len(r.pool.rows)), Periods: periods}
		for i, row := range r.pool.rows {
			q.Values[i] = values[row]
		}
		r.options.Predictors = append(r.options.Predictors, q)
		if p.Weight != nil {
			r.options.Importance = append(r.options.Importance, *p.Weight)
		}
	}
	return nil
}

// name tells two predictors of one term apart.
func (p Predictor) name() string {
	switch len(p.Periods) {
	case 1:
		return fmt.Sprintf("%s（%d）", p.Term, p.Periods[0])
	case 2:
		return fmt.Sprintf("%s（%d—%d）", p.Term, p.Periods[0], p.Periods[1])
	}
	return p.Term
}

// between gives the periods of the table from the first to the last of some.
func (r *synthRun) between(ends []int) []int {
	if len(ends) == 0 {
		return nil
	}
	out := []int{}
	for _, p := range slices.Compact(slices.Sorted(slices.Values(r.pool.data.Period))) {
		if p >= ends[0] && p <= ends[len(ends)-1] {
			out = append(out, p)
		}
	}
	return out
}

// given puts a fault at its row of the table.
func (r *synthRun) given(err error) error {
	var fault *panel.Fault
	if !errors.As(err, &fault) || fault.Row < 0 {
		return err
	}
	moved := *fault
	moved.Row = r.pool.rows[fault.Row]
	return &moved
}

func (r *synthRun) refuse(name string, err error) bool {
	v, is := refused(name, err)
	if is {
		r.out.Refused = append(r.out.Refused, v)
	}
	return is
}

func (r *synthRun) estimate() error {
	e, err := synth.Estimate(r.pool.data, r.options)
	if err != nil && r.spec.errorsLeftOut && r.options.Errors != synth.NoErrors {
		// the estimate may stand without the error that nobody asked for
		failed := err
		r.options.Errors = synth.NoErrors
		if e, err = synth.Estimate(r.pool.data, r.options); err == nil {
			r.refuse("errors", failed)
		}
	}
	if err != nil {
		return err
	}
	r.effect = e
	out := r.out
	out.N, out.Units, out.Periods = len(e.Sample.Rows), len(e.Sample.UnitIDs), len(e.Sample.PeriodIDs)
	out.Sample = append(r.pool.stages(r.frame), r.frame.flow(e.Sample.Flow, r.spec.Outcome)[1:]...)
	out.Estimates = []EstimateView{estimateView(r.spec.Method, e.Effect)}
	for _, c := range e.Cohorts {
		out.Treated += len(c.Treated)
		out.Cohorts = append(out.Cohorts, r.cohort(c))
		if len(e.Cohorts) > 1 {
			out.Estimates = append(out.Estimates, estimateView(fmt.Sprintf("cohort_%d", c.Start), c.Effect))
		}
	}
	for _, t := range e.Events {
		out.Events = append(out.Events, PartView{t.Time, Number(t.Effect.Value), Number(t.Effect.StandardError), pair(t.Effect.Interval), nothing, Number(t.Effect.Probability)})
	}
	return nil
}

// nothing is an interval that there is not.
var nothing = [2]Number{Number(math.NaN()), Number(math.NaN())}

func (r *synthRun) cohort(c synth.Cohort) SynthCohort {
	s := c.Support
	v := SynthCohort{
		Start: c.Start, Treated: r.frame.called(c.Treated), Dropped: append([]string{}, c.Dropped...), Loss: Number(c.Loss), Ridge: Number(c.UnitRidge),
		Support: SynthSupport{Number(s.Before), Number(s.Relative), Number(s.Outside), Number(s.Effective), Number(s.Largest), s.Perfect},
	}
	for i, p := range c.Periods {
		v.Path = append(v.Path, PathView{p, Number(c.Outcome[i]), Number(c.Synthetic[i]), Number(c.Gap[i])})
	}
	donors := slices.Clone(c.Donors)
	slices.SortStableFunc(donors, func(a, b synth.Donor) int { return cmp.Compare(b.Weight, a.Weight) })
	for _, d := range donors {
		v.Weights = append(v.Weights, WeightView{r.frame.units[d.Unit], Number(d.Weight)})
	}
	for i, w := range c.TimeWeights {
		v.Times = append(v.Times, TimeView{c.Periods[i], Number(w)})
	}
	for _, b := range c.Predictors {
		v.Predictors = append(v.Predictors, BalanceView{b.Name, Number(b.Importance), Number(b.Treated), Number(b.Synthetic), Number(b.Donors)})
	}
	return v
}

func (r *synthRun) settings() SynthSettings {
	s := r.spec
	v := SynthSettings{
		Outcome: s.Outcome, Treatment: s.Treatment.told(), Method: s.Method, Covariates: append([]string{}, s.Covariates...),
		Errors: s.Errors, Draws: *s.Draws, Level: s.Level, Seed: s.Seed,
	}
	v.Data, v.Spec = r.frame.file(), FileView{s.file, files.Hash(s.raw)}
	if r.options.Errors == synth.NoErrors {
		v.Errors = "none"
	}
	return v
}
