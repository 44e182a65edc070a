package threshold

import (
	"fmt"
	"math"
	"slices"

	"github.com/quanyu/quanyu/method/panel"
)

// Slope is one coefficient of the final model. Its errors take the thresholds
// as known (Hansen 1999, section 3.3).
type Slope struct {
	Name        string
	Regime      int // from 1; 0 where the slope is the same in all
	Coefficient float64
	Classical   float64 // standard errors, see panel.Errors
	HC1         float64
	Clustered   float64 // by unit
}

// PeriodEffects is what Result.Dropped calls the effects of periods.
const PeriodEffects = "period effects"

// label is a column of the final model; a period effect has no name.
type label struct {
	name   string
	regime int
}

// slopes estimates the model with the thresholds known, ascending.
func (s *space) slopes(r *Result, thresholds []float64) error {
	others := len(s.columns) - len(s.regime)
	columns, scales := append([][]float64(nil), s.columns[:others]...), append([]float64(nil), s.scales[:others]...)
	var labels []label
	var names []string
	for j := range others {
		name := s.names[j]
		labels = append(labels, label{name: name})
		if name == "" {
			name = fmt.Sprintf("%s %d", PeriodEffects, j)
		}
		names = append(names, name)
	}
	from := 0
	for regime := range len(thresholds) + 1 {
		to := s.n
		if regime < len(thresholds) {
			to = s.lower(thresholds[regime])
		}
		r.RegimeRows = append(r.RegimeRows, to-from)
		for a, column := range s.regime {
			if regime == 0 && a == 0 && s.constant {
				continue // the base
			}
			part := make([]float64, s.n)
			for _, i := range s.order[from:to] {
				part[i] = column[i]
			}
			name := s.names[others+a]
			labels, names = append(labels, label{name, regime + 1}), append(names, fmt.Sprintf("%s [%d]", name, regime+1))
			columns, scales = append(columns, s.transform(part)), append(scales, panel.Norm(part))
		}
		from = to
	}
	outcome, unit, parameters := s.counted(columns)
	fit, err := panel.LeastSquares(columns, names, scales, outcome)
	if err != nil {
		return err
	}
	r.Dropped, r.SumOfSquares, r.Rows = named(fit.Dropped, names, labels), fit.SumOfSquares, len(outcome)
	kept := len(fit.Names)
	errors := make([][]float64, 3)
	for e, kind := range []panel.Errors{panel.Classical, panel.HC1, panel.Clustered} {
		k := kept + parameters
		if kind == panel.Clustered {
			k = kept + min(parameters, 1) // unit means lie within clusters
		}
		covariance, err := fit.Covariance(kind, k, panel.Groups{Cluster: unit})
		if err != nil {
			return err
		}
		for j := range kept {
			errors[e] = append(errors[e], math.Sqrt(covariance.At(j, j)))
		}
	}
	at := 0
	for j, name := range names {
		if at == kept || fit.Names[at] != name {
			continue // dropped
		}
		if labels[j].name != "" {
			r.Slopes = append(r.Slopes, Slope{labels[j].name, labels[j].regime, fit.Coefficients[at], errors[0][at], errors[1][at], errors[2][at]})
		}
		at++
	}
	return nil
}

// counted leaves out of the columns, in place, the rows that do not count, and
// gives the outcome and the unit of the others, and the number of parameters
// that unit means take: under HansenRows their loss shows in the rows already.
func (s *space) counted(columns [][]float64) (outcome []float64, unit []int, parameters int) {
	if s.options.Rows != HansenRows {
		return s.outcome, s.sample.Unit, len(s.size)
	}
	keep := func(column []float64) []float64 {
		out := make([]float64, 0, s.n)
		for i, x := range column {
			if !s.last[i] {
				out = append(out, x)
			}
		}
		return out
	}
	for j := range columns {
		columns[j] = keep(columns[j])
	}
	for i, u := range s.sample.Unit {
		if !s.last[i] {
			unit = append(unit, u)
		}
	}
	return keep(s.outcome), unit, 0
}

// named lists the dropped variables, all effects of periods under one name. An
// effect that others hold already (periods that no unit links) is no variable.
func named(dropped []panel.Collinear, names []string, labels []label) []panel.Collinear {
	variable := func(name string) bool { return labels[slices.Index(names, name)].name != "" }
	var out []panel.Collinear
	for _, d := range dropped {
		if !variable(d.Name) {
			continue
		}
		with := slices.DeleteFunc(slices.Clone(d.With), func(name string) bool { return !variable(name) })
		if len(with) < len(d.With) {
			with = append(with, PeriodEffects)
		}
		out = append(out, panel.Collinear{Name: d.Name, With: with})
	}
	return out
}
