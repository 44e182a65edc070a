package evaluate

import "strings"

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
