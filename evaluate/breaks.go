package evaluate

import (
	"errors"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/method/breaks"
	"github.com/quanyu/quanyu/method/panel"
)

// OtherUnits is the stage of a sample in which all units but one leave.
const OtherUnits panel.Reason = "other_units"

// BreaksResult is what quanyu method breaks gives. What could not be computed
// is null.
type BreaksResult struct {
	Number     int             `json:"number"`     // of breaks that are shown: by_test, or by_bic without draws
	Breaks     []BreakView     `json:"breaks"`     // of the partition with this number, as the regimes
	Regimes    []RegimeView    `json:"regimes"`    // in order of time
	ByTest     *int            `json:"by_test"`    // null without draws
	ByBIC      int             `json:"by_bic"`     // by the criterion of Schwarz
	ByLWZ      int             `json:"by_lwz"`     // by that of Liu, Wu and Zidek, which is stricter
	N          int             `json:"n"`          // rows of the sample
	First      int             `json:"first"`      // period
	Last       int             `json:"last"`       // period
	Missing    int             `json:"missing"`    // periods between them without a row
	LeastRows  int             `json:"least_rows"` // in a regime
	Partitions []PartitionView `json:"partitions"` // with none, one, two breaks and so on
	Chow       []ChowView      `json:"chow"`       // at given periods
	Sample     []StageView     `json:"sample"`
	Notes      []city.Text     `json:"notes"` // what a reader must know before using it
	Settings   BreaksSettings  `json:"settings"`

	series []fittedPoint // for plots
}

// BreakView is one change of regime.
type BreakView struct {
	Period  int     `json:"period"`     // the last of the regime before
	Next    int     `json:"next"`       // the first of the regime after
	CI      *[2]int `json:"ci"`         // of period; null where it cannot be computed
	Outside bool    `json:"ci_outside"` // an end lies outside the series
}

// RegimeView is a part of the series between breaks.
type RegimeView struct {
	First int        `json:"first"`
	Last  int        `json:"last"`
	Rows  int        `json:"rows"`
	Terms []TermView `json:"terms"` // "1" is the level, "trend" the change a period
}

// PartitionView is the best one with its number of breaks.
type PartitionView struct {
	Breaks          []BreakView `json:"breaks"`
	SSR             Number      `json:"ssr"`
	BIC             Number      `json:"bic"`
	LWZ             Number      `json:"lwz"`
	F               Number      `json:"f"` // against no break
	P               Number      `json:"p"`
	More            *MoreView   `json:"one_more"`        // null where none is tried
	Autocorrelation Number      `json:"autocorrelation"` // of the residuals, of first order
}

// MoreView tests one more break.
type MoreView struct {
	Period int    `json:"period"`
	F      Number `json:"f"`
	P      Number `json:"p"`
}

// ChowView tests for a break after a period that was given.
type ChowView struct {
	At      int          `json:"at"`
	Before  int          `json:"before"` // rows
	After   int          `json:"after"`
	F       Number       `json:"f"`
	P       Number       `json:"p"`
	RobustF Number       `json:"robust_f"` // HC1
	RobustP Number       `json:"robust_p"`
	Refused *RefusedView `json:"refused"` // null: none
}

// BreaksSettings is everything that the result depends on.
type BreaksSettings struct {
	Data       FileView `json:"data"`
	Spec       FileView `json:"spec"`
	Outcome    string   `json:"outcome"`
	Only       string   `json:"only"` // "": the table is one series
	Regressors []string `json:"regressors"`
	Trend      bool     `json:"trend"`
	Breaks     int      `json:"breaks"`
	Trim       float64  `json:"trim"`
	Draws      int      `json:"draws"`
	At         []int    `json:"at"`
	Level      float64  `json:"level"`
	Seed       uint64   `json:"seed"`
}

// RunBreaks reads the table of a specification and searches. Faults of the
// specification, the table and the data are *city.Error.
func RunBreaks(dir *files.Folder, spec *BreaksSpec) (*BreaksResult, error) {
	f, err := spec.frame(dir)
	if err != nil {
		var e *city.Error
		if errors.As(err, &e) && e.Code == "duplicate_row" && spec.Unit == "" {
			return nil, e.WithHint("表里有多个单位时，写 unit: 单位所在的列，和 only: 其中一个", "where the table has several units, write unit: their column, and only: one of them")
		}
		return nil, err
	}
	d, before, err := spec.series(f)
	if err != nil {
		return nil, err
	}
	r, err := breaks.Find(d, breaks.Options{Breaks: spec.Breaks, Trim: spec.Trim, Bootstrap: *spec.Draws, Seed: spec.Seed, Level: spec.Level})
	if err != nil {
		return nil, saidOfSeries(err, f)
	}
	out := breaksView(r, spec)
	for _, s := range f.flow(r.Sample.Flow, spec.Outcome)[1:] {
		s.DroppedUnits = []string{}
		before = append(before, s)
	}
	out.Sample = before
	out.series = fitted(d, r, out.Number)
	if err := out.chow(d, spec.At); err != nil {
		return nil, said(err, f)
	}
	out.Settings = BreaksSettings{
		Data: f.file(), Spec: FileView{spec.file, files.Hash(spec.raw)}, Outcome: spec.Outcome, Only: spec.Only, Regressors: spec.Regressors, Trend: spec.Trend,
		Breaks: r.Options.Breaks, Trim: r.Options.Trim, Draws: *spec.Draws, At: append([]int{}, spec.At...), Level: spec.Level, Seed: spec.Seed,
	}
	out.Notes = out.notes()
	return out, nil
}

// saidOfSeries is said, in the words of one series where those of a panel
// mislead.
func saidOfSeries(err error, f *frame) error {
	var fault *panel.Fault
	if !errors.As(err, &fault) {
		return err
	}
	var e *city.Error
	switch fault.Kind {
	case panel.NoRows:
		e = city.Errorf(string(fault.Kind), "没有一期是各变量齐全的", "no period has all variables").WithHint("检查缺数与滞后期", "check missing values and lags")
	case panel.NoRegressor:
		name := strings.Join(fault.Names, "、")
		e = city.Errorf(string(fault.Kind), "“%s”不变，或是直线与别的自变量的组合", "%q is constant, or a combination of the line and other regressors", name).
			WithHint("去掉它", "leave it out")
	default:
		return said(err, f)
	}
	return e.At(f.File, f.Sheet, 0, "").Wrap(err)
}

// series reads the variables of one unit, and the stages of the sample that
// lead to its rows.
func (s *BreaksSpec) series(f *frame) (d breaks.Data, stages []StageView, err error) {
	only := 0
	switch {
	case s.Only != "":
		if only, err = f.named(s.Only); err != nil {
			return d, nil, s.located(err, "only")
		}
	case len(f.units) > 1:
		return d, nil, s.wrong("unit", "表里有 %d 个单位，要用 only 指明一个", "the table has %d units: name one under only", len(f.units)).
			WithHint("表里有："+f.names(every(len(f.units))), "the table has "+f.names(every(len(f.units))))
	}
	outcome, err := s.outcome(f)
	if err != nil {
		return d, nil, s.located(err, "outcome")
	}
	columns, err := f.terms(s.Regressors)
	if err != nil {
		return d, nil, s.located(err, "regressors")
	}
	keep := func(row int) bool { return f.unit[row] == only }
	d = breaks.Data{Period: kept(f.period, keep), Outcome: kept(outcome, keep), OutcomeName: s.Outcome, Names: s.Regressors, Trend: s.Trend}
	for _, c := range columns {
		d.Regressors = append(d.Regressors, kept(c, keep))
	}
	stages = []StageView{{Reason: panel.Given, DroppedUnits: []string{}, Rows: len(f.unit), Units: len(f.units)}}
	if out := len(f.unit) - len(d.Period); out > 0 {
		stages = append(stages, StageView{Reason: OtherUnits, DroppedRows: out, DroppedUnits: kept(f.units, func(u int) bool { return u != only }), Rows: len(d.Period), Units: 1})
	}
	return d, stages, nil
}
