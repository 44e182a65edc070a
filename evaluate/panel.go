package evaluate

import (
	"math"
	"slices"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/method/panel"
	"gonum.org/v1/gonum/stat/distuv"
)

// RegressionResult is what quanyu method panel gives. What could not be
// computed is null.
type RegressionResult struct {
	Estimates  []CoefficientView  `json:"estimates"`
	N          int                `json:"n"` // rows of the sample
	Units      int                `json:"units"`
	Periods    int                `json:"periods"`
	Clusters   int                `json:"clusters"`  // the fewer of two groupings; periods for driscoll_kraay; 0 for none
	Freedom    int                `json:"freedom"`   // of t
	R2Within   Number             `json:"r2_within"` // of what the effects leave
	SSR        Number             `json:"ssr"`
	Parameters int                `json:"parameters"` // with the effects
	Sample     []StageView        `json:"sample"`
	Dropped    []DroppedView      `json:"dropped"` // collinear variables
	Refused    []RefusedView      `json:"refused"` // what was asked for and the data do not allow
	Notes      []city.Text        `json:"notes"`   // what a reader must know before using it
	Settings   RegressionSettings `json:"settings"`

	repaired bool
}

// TermView is one coefficient with its test against zero by Student's t.
type TermView struct {
	Name  string    `json:"name"`
	Value Number    `json:"value"`
	SE    Number    `json:"se"`
	T     Number    `json:"t"`
	CI    [2]Number `json:"ci"`
	P     Number    `json:"p"`
}

// CoefficientView is one coefficient, and its test by the bootstrap.
type CoefficientView struct {
	TermView
	Wild *WildView `json:"wild"` // null unless asked for

	smallest float64 // the least p-value that the bootstrap can give
}

// RegressionSettings is everything that the result depends on.
type RegressionSettings struct {
	Data       FileView     `json:"data"`
	Spec       FileView     `json:"spec"`
	Outcome    string       `json:"outcome"`
	Regressors []string     `json:"regressors"`
	Effects    []string     `json:"effects"`
	Errors     panel.Errors `json:"errors"`
	Cluster    string       `json:"cluster"` // "": the unit
	Lags       int          `json:"lags"`
	Wild       []string     `json:"wild"`
	Draws      int          `json:"draws"`
	Level      float64      `json:"level"`
	Seed       uint64       `json:"seed"`
}

// RunRegression reads the table of a specification and estimates. Faults of the
// specification, the table and the data are *city.Error.
func RunRegression(dir *files.Folder, spec *RegressionSpec) (*RegressionResult, error) {
	f, err := spec.frame(dir)
	if err != nil {
		return nil, err
	}
	d, o, err := spec.panel(f)
	if err != nil {
		return nil, err
	}
	r, err := panel.Fit(d, o)
	if err != nil {
		return nil, said(err, f)
	}
	out := &RegressionResult{
		N: len(r.Sample.Rows), Units: len(r.Sample.UnitIDs), Periods: len(r.Sample.PeriodIDs), Clusters: r.Clusters, Freedom: r.Freedom,
		R2Within: Number(r.R2Within), SSR: Number(r.SumOfSquares), Parameters: r.Parameters, Sample: f.flow(r.Sample.Flow, spec.Outcome),
		Dropped: []DroppedView{}, Refused: []RefusedView{}, repaired: r.Repaired,
		Settings: RegressionSettings{
			Data: f.file(), Spec: FileView{spec.file, files.Hash(spec.raw)}, Outcome: spec.Outcome, Regressors: spec.Regressors, Effects: *spec.Effects,
			Errors: o.Errors, Cluster: spec.Cluster, Lags: o.Lags, Wild: spec.Wild, Draws: *spec.Draws, Level: spec.Level, Seed: spec.Seed,
		},
	}
	for _, c := range r.Dropped {
		out.Dropped = append(out.Dropped, DroppedView{c.Name, append([]string{}, c.With...)})
	}
	for _, t := range r.Terms {
		out.Estimates = append(out.Estimates, CoefficientView{TermView: termView(t, r.Freedom, spec.Level)})
	}
	if err := out.wild(d, o, spec); err != nil {
		return nil, said(err, f)
	}
	out.Notes = out.notes()
	return out, nil
}

// panel reads the variables of a specification.
func (s *RegressionSpec) panel(f *frame) (d panel.Data, o panel.Options, err error) {
	d = panel.Data{Unit: f.unit, Period: f.period, OutcomeName: s.Outcome, Names: s.Regressors}
	o = panel.Options{UnitEffects: slices.Contains(*s.Effects, "unit"), PeriodEffects: slices.Contains(*s.Effects, "period"), Errors: panel.Errors(s.Errors)}
	if d.Outcome, err = s.outcome(f); err != nil {
		return d, o, s.located(err, "outcome")
	}
	if d.Regressors, err = f.terms(s.Regressors); err != nil {
		return d, o, s.located(err, "regressors")
	}
	if s.Cluster != "" {
		if o.Cluster, err = f.clusters(s.Cluster); err != nil {
			return d, o, err
		}
	}
	switch {
	case s.Lags != nil:
		o.Lags = *s.Lags
	case o.Errors == panel.DriscollKraay:
		sample, err := panel.Select(d.Unit, d.Period, append([][]float64{d.Outcome}, d.Regressors...), append([]string{s.Outcome}, d.Names...), o.UnitEffects, o.PeriodEffects)
		if err != nil {
			return d, o, said(err, f)
		}
		o.Lags = int(math.Sqrt(math.Sqrt(float64(len(sample.PeriodIDs)))))
	}
	return d, o, nil
}

// termView adds the interval to a coefficient, t with so many degrees of freedom.
func termView(t panel.Term, freedom int, level float64) TermView {
	half := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(freedom)}.Quantile((1+level)/2) * t.StandardError
	return TermView{t.Name, Number(t.Coefficient), Number(t.StandardError), Number(t.TStatistic), [2]Number{Number(t.Coefficient - half), Number(t.Coefficient + half)}, Number(t.Probability)}
}

// wild adds the tests by the bootstrap of the clusters' signs.
func (r *RegressionResult) wild(d panel.Data, o panel.Options, spec *RegressionSpec) error {
	for _, name := range spec.Wild {
		w, err := panel.WildBootstrap(d, o, name, panel.Wild{Draws: *spec.Draws, Seed: spec.Seed, Level: spec.Level})
		if err != nil {
			v, is := refused("wild", err)
			if !is {
				return err
			}
			r.Refused = append(r.Refused, v)
			continue
		}
		i := slices.IndexFunc(r.Estimates, func(c CoefficientView) bool { return c.Name == name })
		r.Estimates[i].Wild = &WildView{P: Number(w.Probability), CI: [2]Number{Number(w.Low), Number(w.High)}, Clusters: w.Clusters, Draws: w.Draws, Coarse: w.Coarse}
		r.Estimates[i].smallest = w.Smallest
	}
	return nil
}
