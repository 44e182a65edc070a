package outcome

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
	"github.com/quanyu/quanyu/data/grid"
	"github.com/quanyu/quanyu/evaluate"
	"github.com/quanyu/quanyu/internal/files"
)

// municipalities stand among provinces and among cities.
var municipalities = []string{"110000", "120000", "310000", "500000"}

// source is the observations of a study on their way to a table.
type source struct {
	set    *data.Set
	e      *evaluate.Evaluation
	places []string                              // codes, ascending
	names  []string                              // columns as the specification names them
	ids    []string                              // their indicators
	facets []city.Facet                          // levels, or growth where a column names it
	cells  []map[string]map[int]city.Observation // by column, place and year
	years  map[int]bool                          // with a value of any column
}

// Panel gives a specification the observations of its study as its table: a row
// for each place and year, the places of one level, a column for each indicator
// that it names. What it gives adds to the result what must be known of the
// outcome. An indicator or a place that is not there is a *city.Error at its key.
func Panel(set *data.Set, e *evaluate.Evaluation) (func(*evaluate.Evaluated), error) {
	s := &source{set: set, e: e, years: map[int]bool{}}
	level, err := s.units()
	if err != nil {
		return nil, err
	}
	if err := s.columns(); err != nil {
		return nil, err
	}
	s.choose(level)
	for i, id := range s.ids {
		s.cells = append(s.cells, s.values(id, s.facets[i]))
	}
	return func(x *evaluate.Evaluated) {
		x.Remarks, x.Observations, x.Names = s.remarks(), s.outcome(), map[string]string{}
		for _, place := range s.places {
			x.Names[place] = set.Places.Name(place)
		}
	}, e.Give(s.grid())
}

// units writes the places of the specification with their full names, and gives
// the level that they are of; "" where it names none.
func (s *source) units() (level city.PlaceLevel, err error) {
	for _, list := range s.e.UnitNames() {
		for i, name := range list.Names {
			r := s.set.Places.Resolve(strings.TrimSpace(name), "")
			if r.Match != catalog.Exact && r.Match != catalog.Alias {
				return "", s.e.Wrong(list.Key, "地名“%s”无法确定", "the place %q cannot be resolved", strings.TrimSpace(name)).
					WithHint("写全称，如 武汉市", "write the full name")
			}
			list.Names[i] = r.Place.Name
			if level = r.Place.Level; slices.Contains(municipalities, r.Place.Code) {
				level = city.Prefecture
			}
		}
	}
	return level, nil
}

// columns finds the indicators that the specification names.
func (s *source) columns() error {
	for _, c := range s.e.Columns() {
		if slices.Contains(s.names, c.Name) || c.Name == evaluate.StudyLevel || c.Name == evaluate.StudyParent {
			continue
		}
		id, facet := c.Name, city.Level
		if r := s.set.Indicators.Resolve(c.Name); r.Known && r.Facet != city.Rank {
			id = r.ID
			if r.Facet == city.Growth {
				facet = city.Growth
			}
		}
		if len(s.set.PlacesOf(id, facet)) == 0 {
			return s.e.Wrong(c.Key, "课题数据里没有指标“%s”", "the data of the study have no indicator %q", c.Name).
				WithHint("有多地数据的指标："+s.known(), "indicators of several places: "+s.known())
		}
		s.names, s.ids, s.facets = append(s.names, c.Name), append(s.ids, id), append(s.facets, facet)
		if c.Key == "outcome" && s.e.OutcomeUnit == "" {
			s.e.OutcomeUnit = s.unit(id, facet)
		}
	}
	return nil
}

func (s *source) unit(id string, facet city.Facet) string {
	for _, o := range s.set.Observations {
		if o.Indicator == id && o.Facet == facet {
			return o.Unit
		}
	}
	return ""
}

// known lists a few indicators that several places have.
func (s *source) known() string {
	seen := map[string]bool{}
	var out []string
	for _, o := range s.set.Observations {
		key := o.Indicator + string(o.Facet)
		if o.Facet == city.Rank || seen[key] || len(out) == 8 {
			continue
		}
		if seen[key] = true; len(s.set.PlacesOf(o.Indicator, o.Facet)) > 2 {
			out = append(out, s.set.Indicators.Name(o.Indicator)+map[bool]string{true: "增速"}[o.Facet == city.Growth])
		}
	}
	if len(out) == 0 {
		return "没有"
	}
	return strings.Join(out, "、")
}

// choose takes the places of one level that have the outcome: that of the units
// that the specification names, else that with the most places.
func (s *source) choose(level city.PlaceLevel) {
	group := map[city.PlaceLevel][]string{}
	for _, code := range s.set.PlacesOf(s.ids[0], s.facets[0]) {
		p, ok := s.set.Places.Get(code)
		if !ok {
			continue
		}
		group[p.Level] = append(group[p.Level], code)
		if slices.Contains(municipalities, code) {
			group[city.Prefecture] = append(group[city.Prefecture], code)
		}
	}
	if s.places = group[level]; level == "" {
		for _, l := range []city.PlaceLevel{city.Prefecture, city.Province, city.District, city.Zone} {
			if len(group[l]) > len(s.places) {
				s.places = group[l]
			}
		}
	}
	slices.Sort(s.places)
}

// values are the yearly levels, or rates of growth, of an indicator, the best of each year, in one
// unit: that of the first.
func (s *source) values(id string, facet city.Facet) map[string]map[int]city.Observation {
	out, unit := map[string]map[int]city.Observation{}, ""
	for _, place := range s.places {
		years := map[int][]city.Observation{}
		for _, o := range s.set.Series(id, place, facet) {
			if o.Period.IsYear() && o.Status != city.LowerBound {
				years[o.Period.Year()] = append(years[o.Period.Year()], o)
			}
		}
		for _, year := range slices.Sorted(maps.Keys(years)) {
			o, ok := s.set.Best(usual(years[year]))
			if !ok {
				continue
			}
			if unit == "" {
				unit = o.Unit
			}
			v, ok := city.Convert(o.Value, o.Unit, unit)
			if !ok {
				continue
			}
			o.Value, o.Unit = v, unit
			if out[place] == nil {
				out[place] = map[int]city.Observation{}
			}
			out[place][year], s.years[year] = o, true
		}
	}
	return out
}

// usual keeps the observations of the usual definition, where there are any.
func usual(list []city.Observation) []city.Observation {
	out := slices.DeleteFunc(slices.Clone(list), func(o city.Observation) bool { return o.Definition != "" })
	if len(out) == 0 {
		return list
	}
	return out
}

// grid makes the table.
func (s *source) grid() *grid.Grid {
	row := func(texts ...string) []grid.Cell {
		out := make([]grid.Cell, len(texts))
		for i, t := range texts {
			out[i].Text = t
		}
		return out
	}
	spec := s.e.Spec()
	g := &grid.Grid{File: s.e.File + "（课题数据）", Rows: [][]grid.Cell{row(append([]string{spec.Unit, spec.Period, evaluate.StudyLevel, evaluate.StudyParent}, s.names...)...)}}
	var all strings.Builder
	for _, place := range s.places {
		p, _ := s.set.Places.Get(place)
		for _, year := range slices.Sorted(maps.Keys(s.years)) {
			texts := []string{p.Name, strconv.Itoa(year), string(p.Level), s.set.Places.Name(p.Parent)}
			some := false
			for c := range s.ids {
				o, has := s.cells[c][place][year]
				some = some || has
				texts = append(texts, map[bool]string{true: o.Value.String()}[has])
			}
			if some {
				g.Rows = append(g.Rows, row(texts...))
				all.WriteString(strings.Join(texts, ",") + "\n")
			}
		}
	}
	g.SHA256 = files.Hash([]byte(all.String()))
	return g
}

// outcome lists the observations of the outcome, by place and year.
func (s *source) outcome() []city.Observation {
	var out []city.Observation
	for _, place := range s.places {
		for _, year := range slices.Sorted(maps.Keys(s.cells[0][place])) {
			if s.counts(year) {
				out = append(out, s.cells[0][place][year])
			}
		}
	}
	return out
}

func (s *source) counts(year int) bool {
	p := s.e.Periods
	return len(p) == 0 || year >= p[0] && year <= p[1]
}

// remarks says what the observations of the outcome are worth: a change of its
// definition within the years used leaves nothing to compare.
func (s *source) remarks() []evaluate.Remark {
	var out []evaluate.Remark
	estimates, mixed := 0, []string{}
	for _, place := range s.places {
		cells := s.cells[0][place]
		years := slices.DeleteFunc(slices.Sorted(maps.Keys(cells)), func(y int) bool { return !s.counts(y) })
		if len(years) == 0 {
			continue
		}
		revised := 0
		for _, y := range years {
			switch cells[y].Status {
			case city.Estimate:
				estimates++
			case city.CensusRevised:
				revised++
			}
		}
		if revised > 0 && revised < len(years) {
			mixed = append(mixed, s.set.Places.Name(place))
		}
		first, last := cells[years[0]].Period, cells[years[len(years)-1]].Period
		for _, b := range s.set.BreaksOf(s.ids[0], place) {
			if first.Before(b.From) && !last.Before(b.From) && !slices.ContainsFunc(out, func(r evaluate.Remark) bool { return r.Code == "break" }) {
				name := s.set.Places.Name(place)
				out = append(out, evaluate.Remark{Code: "break", Blocks: true, Text: city.Text{
					Zh: fmt.Sprintf("%s的“%s”自%s起口径有变化，评估期内前后不可比", name, s.names[0], b.From.Name("zh")),
					En: fmt.Sprintf("the definition of %q changes in %s from %s on, within the years used", s.names[0], name, b.From.Name("en"))}})
			}
		}
	}
	if estimates > 0 {
		out = append(out, evaluate.Remark{Code: "estimate", Text: city.Text{Zh: fmt.Sprintf("评估所用的数里有%d个是预计或推算数", estimates), En: fmt.Sprintf("%d of the values used are estimates", estimates)}})
	}
	if len(mixed) > 0 {
		out = append(out, evaluate.Remark{Code: "revision-differs", Text: city.Text{Zh: "有的年份是普查修订数、有的不是：" + few(mixed).Zh, En: "some years are revised by census and some are not: " + few(mixed).En}})
	}
	return out
}
