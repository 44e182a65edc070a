package data

import (
	"strings"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/table"
)

// joinTable turns the values of a table into observations.
func (l *loader) joinTable(t *table.Table, h table.Hints) {
	source, grade := l.sourceOf(t, h)
	places := l.placesOf(t)
	ids := l.idsOf(t)
	first := len(l.set.Observations)
	units := unitsByLabel(t)
	for i := range t.Values {
		v := &t.Values[i]
		r := ids[labelAt{v.Label, v.Parent, v.Group}]
		o := city.Observation{
			Indicator: r.ID, Label: r.Label, Facet: v.Facet, Period: v.Period, Value: v.Value, Unit: v.Unit, Status: v.Status, Price: v.Price,
			Definition: r.Definition, Roster: v.Roster, Base: v.Base, Group: v.Group, Source: source, Grade: grade, Note: v.Note,
			Origin: city.Origin{File: t.Grid.File, SHA256: t.Grid.SHA256, Sheet: t.Grid.Sheet, Cell: v.Cell},
		}
		if o.Unit == "" && v.Parent != "" && o.Facet == city.Level && !isRate(v.Label) {
			o.Unit = units[v.Parent] // a part is measured as its whole
		}
		l.facetOf(&o, r)
		if v.Parent != "" {
			o.Parent = l.parentID(ids, v)
		}
		if o.Price == "" {
			o.Price = r.Price
		}
		if ind, ok := l.set.Indicators.Get(o.Indicator); ok && o.Price == "" && o.Facet == city.Level {
			o.Price = ind.Price
		}
		o.Place = places.code(l, v, o)
		l.set.Observations = append(l.set.Observations, o)
	}
	for _, b := range t.Breaks {
		l.joinBreak(t, b, ids, places)
	}
	l.set.Findings = append(l.set.Findings, t.Findings...)
	l.set.Findings = append(l.set.Findings, places.findings(l)...)
	l.set.Findings = append(l.set.Findings, unitFindings(l.set, l.set.Observations[first:])...)
	l.set.Findings = append(l.set.Findings, negativeCounts(l.set, l.set.Observations[first:])...)
}

// unitsByLabel are the units that the rows of a table print for their levels.
func unitsByLabel(t *table.Table) map[string]string {
	units := map[string]string{}
	for i := range t.Values {
		if v := &t.Values[i]; v.Facet == city.Level && v.Unit != "" && units[v.Label] == "" {
			units[v.Label] = v.Unit
		}
	}
	return units
}

// isRate reports whether a label is of a share or a rate, whatever it stands
// under.
func isRate(label string) bool {
	for _, w := range []string{"占", "率", "比重", "比例", "增速", "增长", "人均", "强度", "指数"} {
		if strings.Contains(label, w) {
			return true
		}
	}
	return false
}

// facetOf settles what a value is where the label itself speaks of growth.
func (l *loader) facetOf(o *city.Observation, r catalog.Reading) {
	switch {
	case r.Facet == city.Growth && o.Facet == city.Level:
		o.Facet = city.Growth
		if o.Base == "" && r.Definition != "年均" {
			o.Base = o.Period.Shift(-1)
		}
		if o.Unit == "" {
			o.Unit = "%"
		}
	case r.Facet == city.Growth && o.Facet == city.Rank: // a rank by growth is not a rank by level
		o.Indicator = l.growthName(r.ID)
		o.Label = l.set.Indicators.Name(r.ID) + "增速"
	case r.Facet == city.Rank && o.Facet == city.Level:
		o.Facet = city.Rank
		if o.Roster == "" {
			o.Roster = r.Roster
		}
	}
}

// growthName is the ID of the growth of an indicator, for ranks by growth.
func (l *loader) growthName(id string) string {
	for _, ind := range l.set.Indicators.All() {
		for _, i := range ind.Identities {
			if ind.Kind == city.RateOf && i.Kind == "growth" && i.B == id {
				return ind.ID
			}
		}
	}
	return l.set.Indicators.Name(id) + "增速"
}

// sourceOf is the source of a table: tables.yaml, sources.yaml, or one made
// from what the table says of itself.
func (l *loader) sourceOf(t *table.Table, h table.Hints) (id, grade string) {
	id = h.Source
	if id == "" {
		id = l.byFile[t.Grid.File]
	}
	if id == "" {
		id = t.Grid.File
	}
	s, ok := l.set.Sources[id]
	if !ok {
		s = city.Source{ID: id, Title: l.titleOf(t), Publisher: t.Publisher, File: t.Grid.File}
		l.set.Sources[id] = s
	}
	return id, s.Grade
}

func baseName(file string) string { return file[strings.LastIndex(file, "/")+1:] }

func extension(file string) string {
	if i := strings.LastIndex(file, "."); i >= 0 {
		return file[i:]
	}
	return ""
}

// titleOf is the title of a table, or the name of its file.
func (l *loader) titleOf(t *table.Table) string {
	if t.Title != "" {
		return t.Title
	}
	title := strings.TrimSuffix(baseName(t.Grid.File), extension(t.Grid.File))
	if t.Grid.Sheet != "" && len(l.sheets[t.Grid.File]) > 1 {
		title += "·" + t.Grid.Sheet
	}
	return title
}

// joinBreak enters a change of definition that a table's note states.
func (l *loader) joinBreak(t *table.Table, b table.Break, ids map[labelAt]catalog.Reading, places *tablePlaces) {
	r := l.set.Indicators.Resolve(b.Label)
	for _, v := range t.Values {
		if v.Label == b.Label {
			r = ids[labelAt{v.Label, v.Parent, v.Group}]
			break
		}
	}
	if r.ID == "" {
		return
	}
	out := city.Break{Indicator: r.ID, From: b.From, Why: city.Text{Zh: b.Note, En: b.Note}}
	switch {
	case b.Place != "":
		code, ok := places.resolved[b.Place]
		if !ok {
			if code = l.placeCode(b.Place); code == "" {
				return
			}
		}
		out.Place = code
	case !places.named:
		out.Place = l.o.Place
	}
	for _, c := range b.Cells {
		out.Origins = append(out.Origins, city.Origin{File: t.Grid.File, SHA256: t.Grid.SHA256, Sheet: t.Grid.Sheet, Cell: c})
	}
	l.set.Breaks = append(l.set.Breaks, out)
}

// definitions makes a break where a definition of indicators.yaml or of the
// catalog begins.
func (l *loader) definitions() {
	for _, ind := range l.set.Indicators.All() {
		for _, d := range ind.Definitions {
			if d.From == "" {
				continue
			}
			place := ""
			if d.Place != "" {
				if place = l.placeCode(d.Place); place == "" {
					l.faults = append(l.faults, city.Errorf("unknown_place", "指标“%s”的口径“%s”中的地名“%s”无法确定", "the place %[3]q in the definition %[2]q of indicator %[1]q cannot be resolved", ind.ID, d.ID, d.Place).
						At("indicators.yaml", "", 0, ""))
					continue
				}
			}
			why := d.Text
			if why.IsZero() {
				why = city.Text{Zh: d.ID, En: d.ID}
			}
			l.set.Breaks = append(l.set.Breaks, city.Break{Indicator: ind.ID, Place: place, From: d.From, Why: why})
		}
	}
}

// placeCode is the code of a name that must be right; "" otherwise.
func (l *loader) placeCode(name string) string {
	r := l.set.Places.Resolve(name, l.o.Place)
	if r.Match == catalog.Exact || r.Match == catalog.Alias {
		return r.Place.Code
	}
	return ""
}
