package evaluate

import (
	"math"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/method/panel"
	"github.com/quanyu/quanyu/method/threshold"
)

// ThresholdResult is what quanyu method threshold gives. Thresholds ascend;
// what could not be computed is null.
type ThresholdResult struct {
	Thresholds []ThresholdView `json:"thresholds"`
	Searchable [2]float64      `json:"searchable"` // values that the first step tried, ends
	N          int             `json:"n"`          // rows of the sample
	Units      int             `json:"units"`
	SSR        Number          `json:"ssr"`
	Slopes     []SlopeView     `json:"slopes"`
	Steps      []StepView      `json:"steps"`
	Supported  *int            `json:"supported"` // thresholds that the tests support at 5 percent; null without tests
	Regimes    []int           `json:"regime_rows"`
	Sample     []StageView     `json:"sample"`
	Dropped    []DroppedView   `json:"dropped"`       // collinear variables
	LeaveOut   []LeftView      `json:"leave_one_out"` // null unless asked for, as the four below
	Placebo    *PlacesView     `json:"placebo"`
	Permuted   *PermutedView   `json:"permutation"`
	Power      *PowerView      `json:"power"`
	At         *AtView         `json:"at"`
	Refused    []RefusedView   `json:"refused"` // what was asked for and the data do not allow
	Notes      []city.Text     `json:"notes"`   // what a reader must know before using it
	Settings   SettingsView    `json:"settings"`
}

// ThresholdView is one threshold with the confidence set of its value.
type ThresholdView struct {
	Value  float64      `json:"value"`
	CI     [2]float64   `json:"ci"`
	Parts  [][2]float64 `json:"ci_parts"`
	AtEdge bool         `json:"ci_at_edge"`
	Step   int          `json:"step"` // that found it
	F      Number       `json:"f"`
	P      Number       `json:"p"`

	Profile []PlaceView `json:"-"` // every value tried while the others are held, for plots
}

// StepView is one search with its test.
type StepView struct {
	Given      []float64  `json:"given"`
	Value      float64    `json:"value"`
	CI         [2]float64 `json:"ci"`
	Searchable [2]float64 `json:"searchable"`
	Candidates int        `json:"candidates"`
	SSRGiven   Number     `json:"ssr_given"`
	SSR        Number     `json:"ssr"`
	F          Number     `json:"f"`
	P          Number     `json:"p"`
	Critical   [3]Number  `json:"critical"` // 10, 5, 1 percent
	Draws      int        `json:"draws"`
}

// SlopeView is one coefficient with three kinds of standard errors.
type SlopeView struct {
	Name        string `json:"name"`
	Regime      int    `json:"regime"` // from 1, the lowest; 0: the same in all
	Coefficient Number `json:"coefficient"`
	Classical   Number `json:"se_classical"`
	HC1         Number `json:"se_hc1"`
	Clustered   Number `json:"se_clustered"`
}

// StageView is one stage from the rows given to the rows used.
type StageView struct {
	Reason       panel.Reason `json:"reason"`
	Variable     string       `json:"variable"`
	DroppedRows  int          `json:"dropped_rows"`
	DroppedUnits []string     `json:"dropped_units"`
	Rows         int          `json:"rows"`
	Units        int          `json:"units"`
}

// DroppedView is a variable that is a combination of others, or of the effects.
type DroppedView struct {
	Name string   `json:"name"`
	With []string `json:"with"`
}

// SettingsView is everything that the result depends on.
type SettingsView struct {
	Data          FileView           `json:"data"`
	Spec          FileView           `json:"spec"`
	Outcome       string             `json:"outcome"`
	Threshold     string             `json:"threshold"`
	PeriodEffects bool               `json:"period_effects"`
	Trim          []float64          `json:"trim"`
	Rows          threshold.Rows     `json:"rows"`
	Split         threshold.Split    `json:"split"`
	Grid          int                `json:"grid"`
	Bootstrap     int                `json:"bootstrap"`
	Resample      threshold.Resample `json:"resample"`
	Level         float64            `json:"level"`
	Seed          uint64             `json:"seed"`
}

// FileView names a file that was read.
type FileView struct {
	File   string `json:"file"`
	SHA256 string `json:"sha256"`
}

// RunThreshold reads the table of a specification and estimates. Faults of the
// specification, the table and the data are *city.Error.
func RunThreshold(dir *files.Folder, spec *ThresholdSpec) (*ThresholdResult, error) {
	f, err := spec.frame(dir)
	if err != nil {
		return nil, err
	}
	d, err := spec.panel(f)
	if err != nil {
		return nil, err
	}
	r, err := threshold.Search(*d, spec.options())
	if err != nil {
		return nil, said(err, f)
	}
	out := view(r, f)
	out.Settings = spec.settings(r, f)
	out.Notes = notes(r, spec, f)
	if spec.LeaveOneOut {
		left, err := threshold.LeaveOneOut(*d, spec.options())
		if err != nil {
			return nil, said(err, f)
		}
		out.LeaveOut = leftView(left, f)
		out.Notes = append(out.Notes, moved(r, out.LeaveOut)...)
	}
	if err := out.further(r, d, spec); err != nil {
		return nil, said(err, f)
	}
	return out, nil
}

// panel reads the variables of a specification. The term 1 is the constant.
func (s *ThresholdSpec) panel(f *frame) (*threshold.Data, error) {
	d := &threshold.Data{
		Unit: f.unit, Period: f.period, OutcomeName: s.Outcome, VariableName: s.Threshold, OtherNames: s.Other, PeriodEffects: s.PeriodEffects,
	}
	for _, t := range s.Regime {
		if t != threshold.Constant {
			d.RegimeNames = append(d.RegimeNames, t)
			continue
		}
		if _, err := f.Column(t); err == nil {
			return nil, s.wrong("regime", "regime 里的 1 指水平，可表里有一列也叫“1”", "1 in regime means the level, and a column of the table is headed 1 too").
				WithHint("给那一列换个表头", "head the column otherwise")
		}
		d.RegimeConstant = true
	}
	var err error
	if d.Outcome, err = s.outcome(f); err != nil {
		return nil, s.located(err, "outcome")
	}
	if d.Variable, err = f.term(s.Threshold); err != nil {
		return nil, s.located(err, "threshold")
	}
	if d.Regime, err = f.terms(d.RegimeNames); err != nil {
		return nil, s.located(err, "regime")
	}
	if d.Other, err = f.terms(s.Other); err != nil {
		return nil, s.located(err, "other")
	}
	return d, nil
}

func (f *frame) terms(texts []string) ([][]float64, error) {
	var out [][]float64
	for _, text := range texts {
		values, err := f.term(text)
		if err != nil {
			return nil, err
		}
		out = append(out, values)
	}
	return out, nil
}

func (s *ThresholdSpec) options() threshold.Options {
	return threshold.Options{
		Thresholds: *s.Thresholds, Trim: s.Trim, Rows: threshold.Rows(s.Rows), Split: threshold.Split(s.Split), Grid: s.Grid,
		Bootstrap: *s.Bootstrap, Resample: threshold.Resample(s.Resample), Seed: s.Seed, Level: s.Level,
	}
}

func (s *ThresholdSpec) settings(r *threshold.Result, f *frame) SettingsView {
	o := r.Options
	v := SettingsView{
		Outcome: s.Outcome, Threshold: s.Threshold, PeriodEffects: s.PeriodEffects, Trim: o.Trim, Rows: o.Rows, Split: o.Split,
		Grid: o.Grid, Bootstrap: o.Bootstrap, Resample: r.Resample, Level: o.Level, Seed: o.Seed,
	}
	v.Data.File, v.Data.SHA256 = f.File, f.SHA256
	v.Spec.File, v.Spec.SHA256 = s.file, files.Hash(s.raw)
	return v
}

// view turns a result into what is shown.
func view(r *threshold.Result, f *frame) *ThresholdResult {
	out := &ThresholdResult{
		Searchable: r.Steps[0].Searchable, N: len(r.Sample.Rows), Units: len(r.Sample.UnitIDs), SSR: Number(r.SumOfSquares),
		Regimes: r.RegimeRows, Dropped: []DroppedView{}, Refused: []RefusedView{},
	}
	for _, t := range r.Thresholds {
		s := r.Steps[t.Step-1]
		out.Thresholds = append(out.Thresholds, ThresholdView{t.Value, [2]float64{t.Set.Lowest, t.Set.Highest}, t.Set.Parts, t.Set.AtEdge, t.Step, Number(s.F), Number(s.Probability), placeViews(t.Set.Profile)})
	}
	for _, s := range r.Steps {
		v := StepView{
			Given: append([]float64{}, s.Given...), Value: s.Threshold, CI: [2]float64{s.Set.Lowest, s.Set.Highest}, Searchable: s.Searchable, Candidates: s.Candidates,
			SSRGiven: Number(s.SumOfSquaresGiven), SSR: Number(s.SumOfSquares), F: Number(s.F), P: Number(s.Probability), Draws: s.Draws,
		}
		for i, c := range s.Critical {
			v.Critical[i] = Number(c)
			if s.Draws == 0 {
				v.Critical[i] = Number(math.NaN())
			}
		}
		out.Steps = append(out.Steps, v)
	}
	if n := supported(r); n >= 0 {
		out.Supported = &n
	}
	out.Slopes = slopeViews(r.Slopes)
	out.Sample = f.flow(r.Sample.Flow, "outcome")
	for _, d := range r.Dropped {
		out.Dropped = append(out.Dropped, DroppedView{d.Name, append([]string{}, d.With...)})
	}
	return out
}

func slopeViews(slopes []threshold.Slope) []SlopeView {
	out := []SlopeView{}
	for _, s := range slopes {
		out = append(out, SlopeView{s.Name, s.Regime, Number(s.Coefficient), Number(s.Classical), Number(s.HC1), Number(s.Clustered)})
	}
	return out
}

// supported counts the thresholds that the tests support at 5 percent, one
// after another; -1 where nothing was tested.
func supported(r *threshold.Result) int {
	n := 0
	for _, s := range r.Steps {
		if s.Draws == 0 {
			return -1
		}
		if s.Probability >= 0.05 {
			break
		}
		n++
	}
	return n
}
