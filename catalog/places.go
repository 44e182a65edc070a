package catalog

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/quanyu/quanyu/city"
)

// Places is an index of places and rosters.
type Places struct {
	entries []placeEntry
	byCode  map[string]int
	names   *lexicon // every name, for tables
	text    *lexicon // the names that running text is searched for
	rosters []city.Roster
	compare *lexicon // names of rosters
}

// Mention is a name found in running text, at byte offsets [Start, End).
type Mention struct {
	Start, End int
	ID         string // place code, roster ID, indicator ID or concept ID
	Match      Match
	Definition string // indicators: the definition that the words name
}

// NewPlaces gives the embedded places and rosters.
func NewPlaces() *Places {
	p := embeddedIndex()
	return &Places{
		entries: slices.Clone(p.entries), byCode: maps.Clone(p.byCode), rosters: slices.Clone(p.rosters),
		names: p.names.clone(), text: p.text.clone(), compare: p.compare.clone(),
	}
}

// embeddedIndex is made once; NewPlaces gives copies of it.
var embeddedIndex = sync.OnceValue(func() *Places {
	p := &Places{byCode: map[string]int{}, names: newLexicon(), text: newLexicon(), compare: newLexicon()}
	for _, e := range embeddedPlaces() {
		p.enter(e)
	}
	var f rostersFile
	mustYAML("rosters.yaml", &f)
	if err := p.Add(nil, f.Rosters); err != nil {
		panic("catalog: rosters.yaml: " + err.Error())
	}
	return p
})

// enter adds or replaces one place.
func (p *Places) enter(e placeEntry) {
	if i, have := p.byCode[e.Code]; have {
		p.names.remove(e.Code)
		p.text.remove(e.Code)
		p.entries[i] = e
	} else {
		p.byCode[e.Code] = len(p.entries)
		p.entries = append(p.entries, e)
	}
	for _, n := range append([]string{e.Name, e.Short}, e.Aliases...) {
		p.names.add(n, e.Code)
		if inText(e, n) {
			p.text.add(n, e.Code)
		}
	}
}

// inText reports whether a name may be looked for in running text: names of
// one character (京, 汉) and short names that are plain words (日照, 白银,
// 东部) may not.
func inText(e placeEntry, name string) bool {
	n := len([]rune(name))
	switch {
	case n < 2, name == "国家":
		return false
	case name == e.Name:
		return n > 2 || e.Level != city.District
	case e.fullOnly && name == e.Short:
		return false
	case e.Level == city.Region:
		return n > 2 || name == "成渝" || strings.HasPrefix(name, "苏")
	}
	return true
}

// Add adds or replaces places and rosters (those of a study). Names that
// don't resolve are errors.
func (p *Places) Add(places []city.Place, rosters []city.Roster) error {
	for _, pl := range places {
		if err := p.addPlace(pl); err != nil {
			return err
		}
	}
	for _, r := range rosters {
		if err := p.addRoster(r); err != nil {
			return err
		}
	}
	return nil
}

func (p *Places) addPlace(pl city.Place) error {
	fault := func(code, zh, en string, args ...any) error {
		return city.Errorf(code, zh, en, args...).At("places.yaml", "", 0, "")
	}
	pl.Name = strings.TrimSpace(pl.Name)
	if pl.Name == "" {
		return fault("no_name", "地方（代码“%s”）没有名称", "the place with code %q has no name", pl.Code)
	}
	if pl.Code == "" {
		pl.Code = "X-" + pl.Name
	}
	if pl.Short == "" {
		pl.Short = pl.Name
	}
	switch pl.Level {
	case "":
		pl.Level = city.Zone
	case city.Nation, city.Region, city.Province, city.Prefecture, city.District, city.Zone:
	default:
		return fault("bad_level", "“%s”的 level 不认识：“%s”", "%[1]s has an unknown level %[2]q", pl.Name, pl.Level)
	}
	if pl.Parent != "" {
		code, err := p.member(pl.Parent)
		if err != nil {
			return err
		}
		pl.Parent = code
	}
	p.enter(placeEntry{Place: pl})
	return nil
}

// member resolves a name that a study's or the catalog's YAML must get right.
func (p *Places) member(name string) (string, error) {
	r := p.Resolve(name, "")
	if r.Match == Exact || r.Match == Alias {
		return r.Place.Code, nil
	}
	e := city.Errorf("unknown_place", "地名“%s”无法确定", "the place %q cannot be resolved", name).At("places.yaml", "", 0, "")
	if len(r.Suggestions) > 0 {
		s := r.Suggestions[0]
		e = e.WithHint("是否为："+s.Name+"（"+s.Code+"）？写全称或代码", "did you mean "+s.Name+" ("+s.Code+")? write the full name or the code")
	}
	return "", e
}

// Get gives a place by code.
func (p *Places) Get(code string) (city.Place, bool) {
	i, ok := p.byCode[code]
	if !ok {
		return city.Place{}, false
	}
	return p.entries[i].Place, true
}

// Name is the full Chinese name of a code; the code itself if it is unknown.
func (p *Places) Name(code string) string {
	if pl, ok := p.Get(code); ok {
		return pl.Name
	}
	return strings.TrimPrefix(code, "?")
}

// Within reports whether code is outer or lies below it.
func (p *Places) Within(code, outer string) bool {
	for range 8 {
		if code == outer {
			return true
		}
		pl, ok := p.Get(code)
		if !ok || pl.Parent == "" {
			return false
		}
		code = pl.Parent
	}
	return false
}

// Children lists the codes of the places of a level right below a place, in
// the order of the catalog; a region gives its members.
func (p *Places) Children(code string, level city.PlaceLevel) []string {
	if i, ok := p.byCode[code]; ok && len(p.entries[i].members) > 0 {
		return append([]string(nil), p.entries[i].members...)
	}
	var out []string
	for _, e := range p.entries {
		if e.Parent == code && e.Level == level {
			out = append(out, e.Code)
		}
	}
	return out
}

// cityOf is the prefecture-level city or municipality that a place is or lies
// in; "" where there is none.
func (p *Places) cityOf(code string) string {
	for range 8 {
		pl, ok := p.Get(code)
		switch {
		case !ok:
			return ""
		case pl.Level == city.Prefecture, isMunicipality(code):
			return code
		}
		code = pl.Parent
	}
	return ""
}

// provinceOf is the province-level unit that a place is or lies in.
func (p *Places) provinceOf(code string) string {
	for range 8 {
		pl, ok := p.Get(code)
		switch {
		case !ok:
			return ""
		case pl.Level == city.Province:
			return code
		}
		code = pl.Parent
	}
	return ""
}

func isMunicipality(code string) bool {
	switch code {
	case "110000", "120000", "310000", "500000":
		return true
	}
	return false
}
