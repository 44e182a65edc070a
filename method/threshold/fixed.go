package threshold

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/quanyu/quanyu/method/panel"
	"gonum.org/v1/gonum/stat/distuv"
)

// EmptyRegime is the fault of given thresholds one of which leaves a regime
// without rows.
const EmptyRegime panel.Kind = "empty_regime"

// Fixed is a model whose thresholds were given, not searched: a claim that
// names its place beforehand needs no allowance for searching.
type Fixed struct {
	*Result
	SumOfSquaresNone float64 // without any threshold
	F                float64 // of all given thresholds against none, scaled as Step.F
	Shifts           []Shift
}

// Shift is by how much a slope, or the level where Name is Constant, rises from
// one regime to the next.
type Shift struct {
	Name        string
	Threshold   float64
	Change      float64
	Clustered   float64 // standard error, by unit
	Probability float64 // two-sided, Student's t with units - 1 degrees of freedom
	// Wild is the probability by the wild bootstrap of units (see
	// panel.WildBootstrap), which holds where units are few, and Interval the
	// changes that it does not refuse; an end is infinite where none is refused.
	// NaN without Options.Bootstrap, under HansenRows, and for units so many that
	// Probability is good.
	Wild     float64
	Interval [2]float64
}

// At estimates the model at given thresholds and tests each shift. Faults as in
// Search, and EmptyRegime.
func At(data Data, options Options, thresholds []float64) (*Fixed, error) {
	options.Thresholds = max(1, min(3, len(thresholds)))
	s, null, err := begin(data, options)
	if err != nil {
		return nil, err
	}
	sorted := slices.Compact(slices.Sorted(slices.Values(thresholds)))
	out := &Fixed{Result: &Result{Sample: s.sample, Options: s.options, Resample: s.resample, sorted: s.sorted}, SumOfSquaresNone: null.squares}
	before := 0
	for _, t := range sorted {
		end := s.lower(t)
		if end == before || end == s.n {
			return nil, panel.Faulty(EmptyRegime, data.VariableName)
		}
		out.Thresholds, before = append(out.Thresholds, Threshold{Value: t}), end
	}
	if err := s.slopes(out.Result, sorted); err != nil {
		return nil, err
	}
	if panel.Perfect(out.SumOfSquares, s.length) {
		return nil, panel.Faulty(panel.PerfectFit, data.OutcomeName)
	}
	out.F = (null.squares - out.SumOfSquares) / (out.SumOfSquares / s.freedom)
	return out, s.shifts(out, sorted)
}

// shifts estimates the same model in other terms: each slope in the lowest
// regime, and what each threshold adds to it.
func (s *space) shifts(f *Fixed, thresholds []float64) error {
	columns, scales := slices.Clone(s.columns), slices.Clone(s.scales)
	names := make([]string, len(columns))
	for j, name := range s.names {
		names[j] = fmt.Sprintf("%d %s", j, name) // of its own, whatever the data call it
	}
	first := len(columns)
	for k, t := range thresholds {
		for a, column := range s.regime {
			part := make([]float64, s.n)
			for _, i := range s.order[s.lower(t):] {
				part[i] = column[i]
			}
			columns, scales = append(columns, s.transform(part)), append(scales, panel.Norm(part))
			names = append(names, fmt.Sprintf("shift %d %d", k, a))
		}
	}
	outcome, unit, parameters := s.counted(columns)
	fit, err := panel.LeastSquares(columns, names, scales, outcome)
	if err != nil {
		return err
	}
	covariance, err := fit.Covariance(panel.Clustered, len(fit.Names)+min(parameters, 1), panel.Groups{Cluster: unit})
	if err != nil {
		return err
	}
	student := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(len(s.size) - 1)}
	for j, name := range names[first:] {
		at := slices.Index(fit.Names, name)
		if at < 0 {
			continue // adds nothing that the others do not have
		}
		shift := Shift{
			Name: s.names[first-len(s.regime)+j%len(s.regime)], Threshold: thresholds[j/len(s.regime)],
			Change: fit.Coefficients[at], Clustered: math.Sqrt(covariance.At(at, at)),
		}
		shift.Probability = 2 * student.CDF(-math.Abs(shift.Change/shift.Clustered))
		if err := s.wild(&shift, name, fit.Names, names, columns); err != nil {
			return err
		}
		f.Shifts = append(f.Shifts, shift)
	}
	return nil
}

// fewUnits is the number of units under which signs give too few patterns.
const fewUnits = 12

// wild adds the wild bootstrap of a shift, on the columns that were kept.
func (s *space) wild(shift *Shift, name string, kept, names []string, columns [][]float64) error {
	shift.Wild, shift.Interval = math.NaN(), [2]float64{math.NaN(), math.NaN()}
	if s.options.Bootstrap == 0 || s.options.Rows == HansenRows {
		return nil
	}
	d := panel.Data{Unit: s.sample.Unit, Period: s.sample.Period, Outcome: s.outcome, Names: kept}
	for _, k := range kept {
		d.Regressors = append(d.Regressors, columns[slices.Index(names, k)])
	}
	w := panel.Wild{Seed: s.options.Seed, Level: s.options.Level, Workers: s.options.Workers}
	if len(s.size) < fewUnits {
		w.Weights = panel.Webb
	}
	r, err := panel.WildBootstrap(d, panel.Options{UnitEffects: true}, name, w)
	var fault *panel.Fault
	if errors.As(err, &fault) && fault.Kind == panel.TooManyClusters {
		return nil
	}
	if err != nil {
		return err
	}
	shift.Wild, shift.Interval = r.Probability, [2]float64{r.Low, r.High}
	return nil
}
