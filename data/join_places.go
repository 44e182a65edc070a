package data

import (
	"fmt"
	"sort"
	"strings"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/table"
)

// tablePlaces resolves the names of one table, which show one another's level.
type tablePlaces struct {
	resolved map[string]string // name to code
	level    city.PlaceLevel   // that most names have
	within   string            // where the table's places lie
	named    bool              // whether the table names places at all
	present  map[group]map[string]bool
	all      map[string]bool // codes that the table names anywhere
	doubts   []doubt
	doubtAt  map[string]int
}

// group is what a complete list of places is expected of.
type group struct {
	indicator string
	period    city.Period
}

// doubt is a name that did not resolve, for one indicator and period.
type doubt struct {
	name, indicator, label string
	period                 city.Period
	origins                []city.Origin
}

func newTablePlaces() *tablePlaces {
	return &tablePlaces{resolved: map[string]string{}, present: map[group]map[string]bool{}, all: map[string]bool{}, doubtAt: map[string]int{}}
}

// placesOf reads the names of a table.
func (l *loader) placesOf(t *table.Table) *tablePlaces {
	var names []string
	for i := range t.Values {
		names = append(names, t.Values[i].Place)
	}
	within := l.o.Place
	if r := l.set.Places.Resolve(t.Place, l.o.Place); t.Place != "" && (r.Match == catalog.Exact || r.Match == catalog.Alias) {
		within = r.Place.Code
	}
	return l.resolveNames(names, within)
}

// resolveNames resolves each name; where one is ambiguous, the level that most
// of the others have decides.
func (l *loader) resolveNames(names []string, within string) *tablePlaces {
	p := newTablePlaces()
	p.within = within
	counts := map[city.PlaceLevel]int{}
	var open []string
	seen := map[string]bool{}
	for _, n := range names {
		if n == "" || seen[n] {
			continue
		}
		seen[n] = true
		p.named = true
		if code := l.set.Places.Deictic(n, within); code != "" {
			p.take(n, code)
			continue
		}
		r := l.set.Places.Resolve(n, within)
		if r.Match == catalog.Exact || r.Match == catalog.Alias {
			p.take(n, r.Place.Code)
			counts[r.Place.Level]++
			continue
		}
		open = append(open, n)
	}
	for _, level := range []city.PlaceLevel{city.Province, city.Prefecture, city.District, city.Zone, city.Region} {
		if counts[level] > counts[p.level] && counts[level] > 1 {
			p.level = level
		}
	}
	settled := map[string]bool{}
	for _, n := range open {
		if r := l.set.Places.ResolveAt(p.level, n, within); r.Match == catalog.Exact || r.Match == catalog.Alias {
			plain := strings.ReplaceAll(city.Narrow(n), " ", "")
			if !p.all[r.Place.Code] || settled[plain] { // its full name beside the short one: not the same row twice
				p.take(n, r.Place.Code)
				settled[plain] = true // 吉林 and 吉 林 are one name
			}
		}
	}
	return p
}

func (p *tablePlaces) take(name, code string) {
	p.resolved[name] = code
	p.all[code] = true
}

// code is the place of a value. A name that does not resolve is kept apart as
// "?name", joined with nothing.
func (p *tablePlaces) code(l *loader, v *table.Value, o city.Observation) string {
	return p.codeOf(l, v.Place, o)
}

func (p *tablePlaces) codeOf(l *loader, name string, o city.Observation) string {
	at := group{o.Indicator, o.Period}
	if name == "" {
		if l.o.Place == "" {
			l.noPlace[o.Origin.File] = append(l.noPlace[o.Origin.File], o.Origin)
		}
		return l.o.Place
	}
	if code, ok := p.resolved[name]; ok {
		if p.present[at] == nil {
			p.present[at] = map[string]bool{}
		}
		p.present[at][code] = true
		return code
	}
	key := name + "|" + o.Indicator + "|" + string(o.Period)
	i, ok := p.doubtAt[key]
	if !ok {
		i = len(p.doubts)
		p.doubtAt[key] = i
		p.doubts = append(p.doubts, doubt{name: name, indicator: o.Indicator, label: o.Label, period: o.Period})
	}
	p.doubts[i].origins = append(p.doubts[i].origins, o.Origin)
	return "?" + name
}

// findings gives one D109 for each name, indicator and period in doubt. Among
// equally close names the one that the indicator lacks in that period leads.
func (p *tablePlaces) findings(l *loader) []city.Finding {
	var out []city.Finding
	expected := p.expected(l)
	answers := map[string]catalog.Resolution{}
	for _, d := range p.doubts {
		present := p.present[group{d.indicator, d.period}]
		var missing []string
		for _, code := range expected {
			if !present[code] {
				missing = append(missing, code)
			}
		}
		key := d.name + "|" + strings.Join(missing, ",")
		r, ok := answers[key]
		if !ok {
			r = l.set.Places.ResolveAt(p.level, d.name, p.within, missing...)
			answers[key] = r
		}
		label := d.label
		if label == "" {
			label = l.set.Indicators.Name(d.indicator)
		}
		out = append(out, city.Finding{Code: "D109", Severity: city.SeverityError, Indicator: label, Place: d.name, Period: d.period,
			Message: l.doubtText(d, r, label), Sources: d.origins})
	}
	return out
}

// expected are the places that a complete table would have: those it names
// anywhere, and the rest of a roster of which it names most.
func (p *tablePlaces) expected(l *loader) []string {
	want := map[string]bool{}
	for c := range p.all {
		want[c] = true
	}
	for _, r := range l.set.Places.Rosters() {
		have := 0
		for _, m := range r.Members {
			if p.all[m] {
				have++
			}
		}
		if len(r.Members) >= 4 && have*5 >= len(r.Members)*4 {
			for _, m := range r.Members {
				want[m] = true
			}
		}
	}
	out := make([]string, 0, len(want))
	for c := range want {
		out = append(out, c)
	}
	sort.Strings(out)
	return out
}

func (l *loader) doubtText(d doubt, r catalog.Resolution, label string) city.Text {
	var names []string
	for i, s := range r.Suggestions {
		if i == 3 {
			break
		}
		names = append(names, l.fullName(s))
	}
	what := d.period.Name("zh") + label
	if r.Match == catalog.Ambiguous {
		return city.Text{
			Zh: fmt.Sprintf("%s：地名“%s”有歧义，可能是%s；未并入任何地方的数据，请写全称或代码", what, d.name, strings.Join(names, "、")),
			En: fmt.Sprintf("%s %s: the place %q is ambiguous (%s); it was joined with none, write the full name or the code", label, d.period, d.name, strings.Join(names, ", ")),
		}
	}
	if len(names) == 0 {
		return city.Text{
			Zh: fmt.Sprintf("%s：地名“%s”不认识，未并入任何地方的数据；若确有此地，请在 places.yaml 中补上", what, d.name),
			En: fmt.Sprintf("%s %s: the place %q is not known and was joined with none; if it exists, add it to places.yaml", label, d.period, d.name),
		}
	}
	if !r.Likely {
		return city.Text{
			Zh: fmt.Sprintf("%s：地名“%s”不认识，未并入任何地方的数据；相近的有%s。若确有此地或范围不同，请在 places.yaml 中补上", what, d.name, strings.Join(names, "、")),
			En: fmt.Sprintf("%s %s: the place %q is not known and was joined with none; close in spelling: %s. If it exists, add it to places.yaml", label, d.period, d.name, strings.Join(names, ", ")),
		}
	}
	also := city.Text{}
	if len(names) > 1 {
		also = city.Text{Zh: "（也可能是" + strings.Join(names[1:], "、") + "）", En: " (or " + strings.Join(names[1:], ", ") + ")"}
	}
	return city.Text{
		Zh: fmt.Sprintf("%s：地名“%s”疑为“%s”之误%s；未自动改正，也未并入任何地方的数据", what, d.name, names[0], also.Zh),
		En: fmt.Sprintf("%s %s: the place %q looks like a misprint of %s%s; it was neither corrected nor joined", label, d.period, d.name, names[0], also.En),
	}
}

// fullName is a name that tells places of one name apart: 北京市朝阳区.
func (l *loader) fullName(p city.Place) string {
	if p.Level == city.District {
		return l.set.Places.Name(p.Parent) + p.Name
	}
	return p.Name
}

// unplaced notes the tables that name no place where the study has none.
func (l *loader) unplaced() {
	var fileNames []string
	for f := range l.noPlace {
		fileNames = append(fileNames, f)
	}
	sort.Strings(fileNames)
	for _, f := range fileNames {
		l.set.Findings = append(l.set.Findings, city.Finding{Code: "D109", Severity: city.SeverityNote,
			Message: city.Text{
				Zh: fmt.Sprintf("“%s”里有%d个值没有写地名，课题也没有设定地方；在 study.yaml 写 place，或在 tables.yaml 写 place", baseName(f), len(l.noPlace[f])),
				En: fmt.Sprintf("%d values of %s name no place and the study has none; set place in study.yaml or in tables.yaml", len(l.noPlace[f]), baseName(f)),
			},
			Sources: l.noPlace[f][:1]})
	}
}
