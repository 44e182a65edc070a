package evaluate

import (
	"cmp"
	"errors"
	"math"
	"path"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/grid"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/method/effect"
	"github.com/quanyu/quanyu/method/panel"
)

// Evaluated is a specification with what came of it.
type Evaluated struct {
	*Evaluation
	Registered []Registration // of this specification, the oldest first
	NoData     bool           // the table is not there yet
	First      int            // the first and the last period with an outcome; 0 without data
	Last       int
	Treated    []string    // units with a treatment in the table, sorted
	After      Number      // mean outcome of the treated from their start on; no number where there is none
	Refused    *city.Error // why the engine gave no result

	// Of a specification that takes the observations of its study: those of the
	// outcome, the names of their places by code, and what must be known of them.
	Observations []city.Observation
	Names        map[string]string
	Remarks      []Remark

	DiD       *DiDResult
	Synth     *SynthResult
	Threshold *ThresholdResult
}

// Remark is what must be known of the observations of a study. One that blocks
// leaves nothing to compare.
type Remark struct {
	Code   string
	Text   city.Text
	Blocks bool
}

// Find looks the table up: beside the specification, else in the study folder.
// Nothing outside the folder is read.
func (e *Evaluation) Find(dir *files.Folder) {
	s := e.Spec()
	if beside := path.Join(path.Dir(e.File), s.Data); !e.FromStudy() && dir.Has(beside) {
		s.Data = beside
	}
}

// Give sets the table of a specification that takes the observations of its
// study.
func (e *Evaluation) Give(g *grid.Grid) (err error) {
	s := e.Spec()
	s.given, err = newFrame(g, s.Unit, s.Period)
	return err
}

// Run estimates. Faults of the specification and of the table are errors; what
// an engine refuses is kept in Refused, as it says that nothing can be compared.
func (e *Evaluation) Run(dir *files.Folder) (*Evaluated, error) {
	out := &Evaluated{Evaluation: e, After: Number(math.NaN())}
	s := e.Spec()
	if s.given == nil {
		if len(e.Periods) == 2 && !dir.Has(s.Data) {
			out.NoData = true
			return out, nil
		}
		f, err := s.frame(dir)
		if err != nil {
			return nil, e.told(err)
		}
		s.given = f
	}
	if err := out.span(s); err != nil {
		return nil, e.told(err)
	}
	var err error
	switch {
	case e.DiD != nil:
		out.DiD, err = RunDiD(dir, e.DiD)
	case e.Synth != nil:
		out.Synth, err = RunSynth(dir, e.Synth)
	default:
		out.Threshold, err = RunThreshold(dir, e.Threshold)
	}
	var fault *panel.Fault
	var said *city.Error
	if errors.As(err, &fault) && errors.As(err, &said) {
		out.Refused = said
		return out, nil
	}
	return out, e.told(err)
}

// told puts a fault that names no file at the specification.
func (e *Evaluation) told(err error) error {
	var own *city.Error
	if errors.As(err, &own) && own.File == "" {
		return own.At(e.File, "", 0, "")
	}
	return err
}

// span finds the periods with an outcome, the treated units, and their mean.
func (out *Evaluated) span(s *PanelSpec) error {
	f := s.given
	values, err := s.outcome(f)
	if err != nil {
		return s.located(err, "outcome")
	}
	for i, v := range values {
		if math.IsNaN(v) {
			continue
		}
		if out.Last == 0 || f.period[i] > out.Last {
			out.Last = f.period[i]
		}
		if out.First == 0 || f.period[i] < out.First {
			out.First = f.period[i]
		}
	}
	var cohort []int
	switch {
	case out.Evaluation.DiD != nil:
		cohort, err = f.cohorts(&out.Evaluation.DiD.Treatment, s)
	case out.Evaluation.Synth != nil:
		cohort, err = f.cohorts(&out.Evaluation.Synth.Treatment, s)
	default:
		return nil
	}
	var fault *panel.Fault
	if errors.As(err, &fault) {
		return nil // the engine says it
	}
	if err != nil {
		return err
	}
	sum, n, treated := 0.0, 0, make([]bool, len(f.units))
	for i, v := range values {
		if cohort[i] == effect.Never || f.period[i] < cohort[i] || math.IsNaN(v) {
			continue
		}
		sum, n = sum+v, n+1
		treated[f.unit[i]] = true
	}
	for u, is := range treated {
		if is {
			out.Treated = append(out.Treated, f.units[u])
		}
	}
	if n > 0 {
		out.After = Number(sum / float64(n))
	}
	return nil
}

// Estimate is the overall effect; nil where there is none.
func (x *Evaluated) Estimate() *EstimateView {
	switch {
	case x.DiD != nil && len(x.DiD.Estimates) > 0:
		return &x.DiD.Estimates[0]
	case x.Synth != nil && len(x.Synth.Estimates) > 0:
		return &x.Synth.Estimates[0]
	}
	return nil
}

// Exhibits are the tables and plots of the result; ok is false without one.
func (x *Evaluated) Exhibits(version string) (e Exhibits, ok bool) {
	switch {
	case x.DiD != nil:
		return x.DiD.Exhibits(version), true
	case x.Synth != nil:
		return x.Synth.Exhibits(version), true
	case x.Threshold != nil:
		return x.Threshold.Exhibits(version), true
	}
	return e, false
}

// Plot is the picture of the result for readers who do not know the method: the
// difference by years since the start, or the real course beside the synthetic
// one. ok is false where there is none.
func (x *Evaluated) Plot() (p Plot, ok bool) {
	switch {
	case x.DiD != nil && len(x.DiD.Events) > 0:
		p = x.DiD.EventPlot()
		p.Series = p.Series[:1] // the methods side by side stand in the exhibits
		p.Title = told("实施前后各年与对照的差别：%s", "The difference from the others by years since the start: %s", x.Title)
		p.X = told("距实施的年数", "years since the start")
		p.Y = told("与对照的差别（%s）", "difference (%s)", cmp.Or(x.OutcomeUnit, x.DiD.Settings.Outcome))
		p.Along = []PlotLine{{At: -0.5, Name: told("实施", "start")}}
		p.Notes = []city.Text{told("竖线为95%%区间；实施之前接近零、之后离开零，才像是政策的效果", "bars are 95%% intervals; near zero before the start and away from it after is what an effect looks like")}
	case x.Synth != nil && len(x.Synth.Cohorts) == 1:
		p = x.Synth.PathPlot(0)
		p.Title = told("实际与合成的对照：%s", "The real course and the synthetic one: %s", x.Title)
	default:
		return p, false
	}
	return p, true
}

// Column is a column of the table that a specification names, with the key that
// names it.
type Column struct{ Key, Name string }

// Columns lists the columns that a specification names beside those of unit and
// period: the outcome first.
func (e *Evaluation) Columns() []Column {
	out := columnsOf("outcome", e.Spec().Outcome)
	treatment := func(t *Treatment) {
		if key, name := t.column(); name != "" {
			out = append(out, Column{key, strings.TrimSpace(name)})
		}
	}
	switch {
	case e.DiD != nil:
		treatment(&e.DiD.Treatment)
		out = append(out, columnsOf("covariates", e.DiD.Covariates...)...)
		if e.DiD.Cluster != "" {
			out = append(out, Column{"cluster", e.DiD.Cluster})
		}
	case e.Synth != nil:
		treatment(&e.Synth.Treatment)
		out = append(out, columnsOf("covariates", e.Synth.Covariates...)...)
		for _, p := range e.Synth.Predictors {
			out = append(out, columnsOf("predictors", p.Term)...)
		}
		for _, name := range e.Synth.Donors.Same {
			out = append(out, Column{"donors", strings.TrimSpace(name)})
		}
	default:
		out = append(out, columnsOf("threshold", e.Threshold.Threshold)...)
		out = append(out, columnsOf("regime", e.Threshold.Regime...)...)
		out = append(out, columnsOf("other", e.Threshold.Other...)...)
	}
	return out
}

// columnsOf takes the columns out of terms; the term 1 has none.
func columnsOf(key string, terms ...string) (out []Column) {
	for _, t := range terms {
		for _, factor := range strings.Split(t, "*") {
			factor = strings.TrimSpace(factor)
			if m := power.FindStringSubmatch(factor); m != nil {
				factor = m[1]
			}
			if m := lagged.FindStringSubmatch(factor); m != nil {
				factor = m[1]
			}
			if factor != "" && factor != "1" {
				out = append(out, Column{key, factor})
			}
		}
	}
	return out
}

// UnitList is the units that a key of a specification names; they may be
// written anew.
type UnitList struct {
	Key   string
	Names []string
}

// UnitNames lists the units that a specification names.
func (e *Evaluation) UnitNames() []UnitList {
	switch {
	case e.DiD != nil:
		return []UnitList{{"treated_units", e.DiD.Units}}
	case e.Synth != nil:
		var out []UnitList
		for _, x := range e.Synth.Donors.Exclude {
			out = append(out, UnitList{"donors", x.Units})
		}
		return append(out, UnitList{"only", e.Synth.Only}, UnitList{"treated_units", e.Synth.Units})
	}
	return nil
}
