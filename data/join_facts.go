package data

import (
	"fmt"
	"sort"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
)

// joinFacts turns the rows of facts.csv into observations. The rows of one
// indicator are a table of their own: they show the level of its places.
func (l *loader) joinFacts() {
	if len(l.facts) == 0 {
		return
	}
	first := len(l.set.Observations)
	names := map[string][]string{}
	for _, f := range l.facts {
		names[f.value.Indicator] = append(names[f.value.Indicator], f.text["place"])
	}
	places := map[string]*tablePlaces{}
	labels := map[string]catalog.Reading{}
	var order []string
	for _, f := range l.facts {
		o := f.value
		// A label learned from another file may have become known since.
		r, ok := labels[f.text["indicator"]]
		if !ok {
			r = l.set.Indicators.Resolve(f.text["indicator"])
			labels[f.text["indicator"]] = r
		}
		if r.Known {
			o.Indicator, o.Facet = r.ID, r.Facet
			if ind, ok := l.set.Indicators.Get(r.ID); ok && o.Label == o.Indicator {
				o.Label = ind.Name.Zh
			}
		}
		p := places[f.value.Indicator]
		if p == nil {
			p = l.resolveNames(names[f.value.Indicator], l.o.Place)
			places[f.value.Indicator] = p
			order = append(order, f.value.Indicator)
		}
		if _, ok := l.set.Sources[o.Source]; !ok && o.Source != "" {
			l.set.Sources[o.Source] = city.Source{ID: o.Source, Title: o.Source}
		}
		o.Place = p.codeOf(l, f.text["place"], o)
		l.set.Observations = append(l.set.Observations, o)
	}
	for _, id := range order {
		l.set.Findings = append(l.set.Findings, places[id].findings(l)...)
	}
	l.set.Findings = append(l.set.Findings, unitFindings(l.set, l.set.Observations[first:])...)
}

// unitFindings are the findings on units of one table: a note for an indicator
// without one, and an error for each value in a unit that is not known, joined
// by indicator, place and period. Nothing is guessed from the catalog.
func unitFindings(s *Set, list []city.Observation) []city.Finding {
	type key struct {
		indicator, unit, place string
		period                 city.Period
	}
	at := map[key]int{}
	var out []city.Finding
	for _, o := range list {
		if o.Facet != city.Level || o.Status == city.Missing {
			continue
		}
		if o.Unit != "" && knownUnit(o.Unit) {
			continue
		}
		ind, _ := s.Indicators.Get(o.Indicator)
		if o.Unit == "" && (ind.Kind == city.IndexNo || ind.Unit == "" && ind.Name.En != "") {
			continue
		}
		place := ""
		if o.Place != "" {
			place = s.Places.Name(o.Place)
		}
		k := key{indicator: o.Indicator, unit: o.Unit}
		if o.Unit != "" {
			k.place, k.period = o.Place, o.Period
		}
		if i, ok := at[k]; ok {
			f := &out[i]
			f.Sources = append(f.Sources, o.Origin)
			if f.Place != place {
				f.Place = "" // several: a finding of the whole table
			}
			if f.Period != o.Period {
				f.Period = ""
			}
			continue
		}
		at[k] = len(out)
		f := city.Finding{Code: "D107", Severity: city.SeverityNote, Indicator: o.Label, Place: place, Period: o.Period, Sources: []city.Origin{o.Origin}}
		if o.Unit == "" {
			f.Message = city.Text{Zh: fmt.Sprintf("%s没有注明单位，不作推测；可在 tables.yaml 的 unit 或 units 中写明", o.Label),
				En: fmt.Sprintf("no unit is given for %s and none is guessed; set unit or units in tables.yaml", o.Label)}
		} else {
			f.Severity = city.SeverityError
			f.Message = city.Text{Zh: fmt.Sprintf("%s%s%s的单位“%s”不认识，不能换算", place, o.Period.Name("zh"), o.Label, o.Unit),
				En: fmt.Sprintf("the unit %q of %s of %s in %s is not known and cannot be converted", o.Unit, o.Label, place, o.Period)}
		}
		out = append(out, f)
	}
	return out
}

// negativeCounts are counts below zero in one table: 家, 人, 件 that only a
// net change may have.
func negativeCounts(s *Set, list []city.Observation) []city.Finding {
	var out []city.Finding
	for _, o := range list {
		if o.Facet != city.Level || o.Status == city.Missing || !o.Value.IsNegative() || !counts(o.Unit) || isNet(o.Label) {
			continue
		}
		out = append(out, city.Finding{Code: "D107", Severity: city.SeverityError, Indicator: o.Label, Place: s.Places.Name(o.Place), Period: o.Period,
			Message: city.Text{Zh: fmt.Sprintf("%s%s%s为%s%s，数量不能是负数", s.Places.Name(o.Place), o.Period.Name("zh"), o.Label, city.Printed(o.Value), o.Unit),
				En: fmt.Sprintf("%s of %s in %s is %s%s; a count cannot be negative", o.Label, s.Places.Name(o.Place), o.Period, city.Printed(o.Value), o.Unit)},
			Sources: []city.Origin{o.Origin}})
	}
	return out
}

// finishReports counts what each file gave.
func (l *loader) finishReports() {
	type seen struct {
		rows, indicators, places, periods, units map[string]bool
	}
	at := map[string]int{}
	marks := make([]seen, len(l.reports))
	for i := range l.reports {
		at[l.reports[i].File] = i
		marks[i] = seen{map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}}
	}
	add := func(m map[string]bool, list *[]string, s string) {
		if s != "" && !m[s] {
			m[s] = true
			*list = append(*list, s)
		}
	}
	for _, o := range l.set.Observations {
		i, ok := at[o.Origin.File]
		if !ok {
			continue
		}
		r, m := &l.reports[i], marks[i]
		if row := o.Origin.Sheet + "!" + rowOf(o.Origin.Cell); !m.rows[row] {
			m.rows[row] = true
			r.Rows++
		}
		if o.Status != city.Missing {
			r.Values++
			r.count(o)
			if o.Facet == city.Level {
				add(m.units, &r.Units, o.Unit)
			}
		}
		add(m.indicators, &r.Indicators, l.set.Indicators.Name(o.Indicator))
		if o.Place != "" {
			add(m.places, &r.Places, l.set.Places.Name(o.Place))
		}
		if p := string(o.Period); !m.periods[p] {
			m.periods[p] = true
			r.Periods = append(r.Periods, o.Period)
		}
	}
	for i := range l.reports {
		periods := l.reports[i].Periods
		sort.SliceStable(periods, func(a, b int) bool { return periods[a].Before(periods[b]) })
	}
	l.reportTables(at)
}

// rowOf is the row number in a cell's name.
func rowOf(cell string) string {
	for i, r := range cell {
		if r >= '0' && r <= '9' {
			return cell[i:]
		}
	}
	return cell
}
