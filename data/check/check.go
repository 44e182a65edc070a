// Package check examines observations: whether they contradict themselves,
// and what qualifies or blocks statements made from them. Each check has a
// code, a title, a page of text and a function; Checks lists them all.
package check

import (
	"sort"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
)

// Check is one check. Severity is the highest that its findings have.
type Check struct {
	Code     string
	Severity city.Severity
	Title    city.Text
	Text     city.Text
	run      func(*data.Set) []city.Finding
}

// Checks lists the checks in the order of their codes.
func Checks() []Check {
	return []Check{
		{"D101", city.SeverityWarning, breakTitle, breakText, breaks},
		{"D102", city.SeverityError, identityTitle, identityText, identities},
		{"D103", city.SeverityError, growthTitle, growthText, printedGrowth},
		{"D104", city.SeverityWarning, statusTitle, statusText, notFinal},
		{"D105", city.SeverityNote, unusualTitle, unusualText, unusual},
		{"D106", city.SeverityWarning, sourcesTitle, sourcesText, disagreeing},
		{"D107", city.SeverityError, unitTitle, unitText, units},
		{"D108", city.SeverityNote, lineTitle, lineText, interpolated},
		{"D109", city.SeverityError, placeTitle, placeText, places},
		{"D110", city.SeverityNote, missingTitle, missingText, missing},
		{"D111", city.SeverityError, duplicateTitle, duplicateText, duplicates},
		{"D112", city.SeverityNote, rateTitle, rateText, ratesOfShares},
		{"D113", city.SeverityWarning, populationTitle, populationText, population},
	}
}

var severityOrder = map[city.Severity]int{city.SeverityError: 0, city.SeverityWarning: 1, city.SeverityNote: 2}

// Run applies every check. Findings that were met while reading come with
// them; the order is severity, code, then the order of the data.
func Run(s *data.Set) []city.Finding {
	out := append([]city.Finding{}, s.Findings...)
	for _, c := range Checks() {
		out = append(out, c.run(s)...)
	}
	sort.SliceStable(out, func(i, j int) bool {
		a, b := out[i], out[j]
		if x, y := severityOrder[a.Severity], severityOrder[b.Severity]; x != y {
			return x < y
		}
		return a.Code < b.Code
	})
	return out
}

// nameOf is the Chinese name of an observation's indicator: as printed where
// a table printed it.
func nameOf(s *data.Set, o city.Observation) string {
	if o.Label != "" && o.Label != o.Indicator {
		return o.Label
	}
	return s.Indicators.Name(o.Indicator)
}

// placeOf is the Chinese name of a place code; "" where there is none.
func placeOf(s *data.Set, code string) string {
	if code == "" {
		return ""
	}
	return s.Places.Name(code)
}

// finding is a finding about one observation, with the cells it rests on.
func finding(s *data.Set, code string, severity city.Severity, o city.Observation, message city.Text, cells ...city.Observation) city.Finding {
	f := city.Finding{Code: code, Severity: severity, Indicator: nameOf(s, o), Place: placeOf(s, o.Place), Period: o.Period, Message: message}
	for _, c := range cells {
		f.Sources = append(f.Sources, c.Origin)
	}
	f.Sources = uniqueOrigins(f.Sources)
	return f
}

func uniqueOrigins(in []city.Origin) []city.Origin {
	seen := map[city.Origin]bool{}
	var out []city.Origin
	for _, o := range in {
		if o != (city.Origin{}) && !seen[o] {
			seen[o] = true
			out = append(out, o)
		}
	}
	return out
}

// printed is a value with its unit as a person reads it: 2956.81亿元, 13.50%.
func printed(o city.Observation) string { return city.Printed(o.Value) + o.Unit }

// subject is "武汉市2018年高新技术企业数".
func subject(s *data.Set, o city.Observation) city.Text {
	return city.Text{Zh: placeOf(s, o.Place) + o.Period.Name("zh") + nameOf(s, o), En: placeOf(s, o.Place) + " " + o.Period.Name("en") + " " + nameOf(s, o)}
}

// line identifies a series: values that one source prints in one row.
type line struct {
	indicator, place, definition, parent, group, file, sheet, kind string
	facet                                                          city.Facet
}

func lineOf(o city.Observation) line {
	return line{o.Indicator, o.Place, o.Definition, o.Parent, o.Group, o.Origin.File, o.Origin.Sheet, o.Period.Kind(), o.Facet}
}

// lines gives the series of levels in the order of the data, each oldest
// first; targets are left out, missing values stay.
func lines(s *data.Set) [][]city.Observation {
	at := map[line]int{}
	var out [][]city.Observation
	for _, o := range s.Observations {
		if o.Facet != city.Level || o.Status == city.Target {
			continue
		}
		k := lineOf(o)
		i, ok := at[k]
		if !ok {
			i = len(out)
			at[k] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], o)
	}
	for _, l := range out {
		sort.SliceStable(l, func(i, j int) bool { return l[i].Period.Before(l[j].Period) })
	}
	return out
}

// values drops missing ones.
func values(l []city.Observation) []city.Observation {
	var out []city.Observation
	for _, o := range l {
		if o.Status != city.Missing {
			out = append(out, o)
		}
	}
	return out
}

// broken reports whether a break of the series lies after a and not after b.
func broken(s *data.Set, a, b city.Observation) bool {
	for _, br := range s.BreaksOf(b.Indicator, b.Place) {
		if a.Period.Before(br.From) && !b.Period.Before(br.From) {
			return true
		}
	}
	return false
}

// isShare reports whether a value is itself a percentage.
func isShare(o city.Observation) bool {
	u, _ := city.ParseUnit(o.Unit)
	return u.Base == "%" || u.Base == "‰"
}
