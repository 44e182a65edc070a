package benchmark

import (
	"math"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
	"github.com/shopspring/decimal"
)

// ask is a column of an index that the data of a study are to fill.
type ask struct {
	code      string      // of the column
	indicator string      // as people write it: 技术合同成交额
	period    city.Period // where it is not that of the index: 2020-11-01
}

// source reads columns from the observations of a study.
type source struct {
	spec   *Spec
	set    *data.Set
	places []string // codes, ascending
	noise  *Noise   // nil: figures are taken as they are
	aside  []string // names of municipalities that have figures and are of another level
}

// Cities is the level of all large cities: prefectures, and the municipalities that
// stand directly under the nation and are of the level of provinces.
const Cities city.PlaceLevel = "cities"

// filled is a column as the data of a study fill it, in the order of places.
type filled struct {
	code, indicator, name, unit string
	values, margins             []float64 // NaN and 0 where missing
	behind                      [][]city.Observation
	implied                     bool     // a value follows from two others by an identity
	estimates                   int      // values that the source only estimates
	open                        []string // codes of places known only from below, taken as missing
}

// newSource takes the places of one level that have any of the indicators.
func newSource(spec *Spec, set *data.Set, asks []ask) (*source, error) {
	s := &source{spec: spec, set: set, noise: spec.noise()}
	level := spec.level()
	municipalities, _ := set.Places.Roster("直辖市")
	for _, a := range asks {
		id, err := s.resolve(a)
		if err != nil {
			return nil, err
		}
		for _, code := range set.PlacesOf(id, city.Level) {
			p, ok := set.Places.Get(code)
			municipal := slices.Contains(municipalities.Members, code)
			switch {
			case !ok || slices.Contains(s.places, code):
			case p.Level == level, level == Cities && (p.Level == city.Prefecture || municipal):
				s.places = append(s.places, code)
			case level == city.Prefecture && municipal && !slices.Contains(s.aside, p.Name):
				s.aside = append(s.aside, p.Name)
			}
		}
	}
	if slices.Sort(s.places); len(s.places) < 2 {
		return nil, city.Errorf("few_places", "课题数据里这一级的地方不到两个，无从比较", "the data of the study have fewer than two places of this level: there is nothing to compare").
			At(spec.file, "", spec.line("place:"), "").WithHint("课题的 place 写 province、prefecture、cities（地级市和直辖市）、district 或 zone", "for a study, place is province, prefecture, cities (prefectures and municipalities), district or zone")
	}
	return s, nil
}

// resolve finds the indicator that a column names.
func (s *source) resolve(a ask) (string, error) {
	r := s.set.Indicators.Resolve(a.indicator)
	if !r.Known || r.Facet == city.Growth || r.Facet == city.Rank {
		return "", city.Errorf("unknown_indicator", "指标“%s”不认识", "the indicator %q is not known", a.indicator).
			At(s.spec.file, "", s.spec.line(a.code), "").WithHint("用 indicator 写课题数据里的指标名", "name an indicator of the study's data with indicator")
	}
	return r.ID, nil
}

// fill reads one column for a year.
func (s *source) fill(a ask, year int) (*filled, error) {
	id, err := s.resolve(a)
	if err != nil {
		return nil, err
	}
	f := &filled{code: a.code, indicator: id, name: s.set.Indicators.Name(id), values: make([]float64, len(s.places)), margins: make([]float64, len(s.places)), behind: make([][]city.Observation, len(s.places))}
	period := a.period
	if period == "" {
		period = city.Period(strconv.Itoa(year))
	}
	for i, place := range s.places {
		f.values[i] = math.NaN()
		ranked := s.set.Ranked(usual(s.set.At(id, place, city.Level, period)))
		if len(ranked) > 1 && contradict(ranked[0], ranked[1]) {
			a, b := ranked[0], ranked[1]
			return nil, city.Errorf("two_values", "%[1]s%[2]s的“%[3]s”同一来源有两个不同的数：%[4]s%[6]s 与 %[5]s%[6]s", "the same source has two values of %[3]q for %[1]s, %[2]s: %[4]s and %[5]s %[6]s",
				s.set.Places.Name(place), period, f.name, city.Printed(a.Value), city.Printed(b.Value), b.Unit).
				At(b.Origin.File, b.Origin.Sheet, 0, b.Origin.Cell).WithHint("删去错的那一个；都对的，用 definition 或 source 分开", "remove the wrong one; where both are right, tell them apart by definition or source")
		}
		if len(ranked) > 0 {
			f.take(i, place, ranked[0], s.noise)
		} else if derived := s.set.Derive(id, place, period); len(derived) > 0 {
			f.imply(i, derived[0], s.noise)
		}
	}
	return f, nil
}

// contradict reports whether two observations of one source, equally final, say two
// things.
func contradict(a, b city.Observation) bool {
	v, ok := city.Convert(b.Value, b.Unit, a.Unit)
	return a.Source == b.Source && a.Status == b.Status && a.Grade == b.Grade && a.Origin.File == b.Origin.File && ok && !v.Equal(a.Value)
}

// take enters an observation, in the unit of the first.
func (f *filled) take(i int, place string, o city.Observation, noise *Noise) {
	if o.Status == city.LowerBound {
		f.open = append(f.open, place)
		return
	}
	if f.unit == "" {
		f.unit = o.Unit
	}
	v, ok := city.Convert(o.Value, o.Unit, f.unit)
	if !ok {
		return
	}
	if o.Status == city.Estimate || o.Status == city.Preliminary {
		f.estimates++
	}
	o.Value, o.Unit = v, f.unit
	f.values[i], f.margins[i], f.behind[i] = v.InexactFloat64(), noise.margin(o), []city.Observation{o}
}

// imply enters a value that two others imply, in the unit of the first.
func (f *filled) imply(i int, d data.Derived, noise *Noise) {
	if f.unit == "" {
		f.unit = d.Unit
	}
	one, ok := city.Convert(decimal.New(1, 0), d.Unit, f.unit)
	if !ok {
		return
	}
	d.Value = d.Value.Mul(one)
	d.Lo, d.Hi = new(big.Rat).Mul(d.Lo, one.Rat()), new(big.Rat).Mul(d.Hi, one.Rat())
	f.values[i], f.margins[i], f.behind[i], f.implied = d.Value.InexactFloat64(), noise.implied(d), d.Inputs, true
}

// missing lists the places without a value, by name.
func (s *source) missing(f *filled) []string {
	var out []string
	for i, v := range f.values {
		if math.IsNaN(v) {
			out = append(out, s.set.Places.Name(s.places[i]))
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

// place resolves the name of a place of the index to its full name.
func (s *source) place(name string) (string, error) {
	r := s.set.Places.Resolve(strings.TrimSpace(name), "")
	if r.Match != catalog.Exact && r.Match != catalog.Alias {
		return "", city.Errorf("unknown_place", "地名“%s”无法确定", "the place %q cannot be resolved", name).
			At(s.spec.file, "", s.spec.line(name), "").WithHint("写全称，如 湖北省", "write the full name")
	}
	if !slices.Contains(s.places, r.Place.Code) {
		return "", city.Errorf("unknown_place", "“%s”不在本指数的地方之中", "%q is not among the places of the index", name).At(s.spec.file, "", s.spec.line(name), "")
	}
	return r.Place.Name, nil
}
