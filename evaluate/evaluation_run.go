package evaluate

import (
	"errors"
	"math"
	"path"

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
	if len(e.Periods) == 2 && out.Last < e.Periods[1] && e.Threshold == nil {
		return out, nil // not due: nobody looks before
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
	var said *city.Error
	if errors.As(err, &said) && wordsOf(panel.Kind(said.Code))[0] != "" {
		out.Refused = said
		return out, nil
	}
	return out, e.told(err)
}

// columns reads the table of a specification, where it is there already, and finds
// the columns that it names; nothing is estimated.
func (e *Evaluation) columns(dir *files.Folder) error {
	s := e.Spec()
	if e.Find(dir); e.FromStudy() || !dir.Has(s.Data) {
		return nil
	}
	f, err := s.frame(dir)
	if err != nil {
		return e.told(err)
	}
	s.given = f
	return e.told((&Evaluated{Evaluation: e}).span(s))
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
