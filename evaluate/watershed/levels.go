package watershed

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strconv"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
	"github.com/quanyu/quanyu/diagnose"
)

// cell is the value of a place in a year, with the observation it comes from.
type cell struct {
	city.Observation
	value float64 // in the unit of levels
}

// levels are the yearly values of one indicator in several places, in one unit
// and one definition.
type levels struct {
	indicator string
	unit      string
	cells     map[string]map[int]cell // by place code and year
}

// mainland municipalities stand among provinces and among cities.
var municipalities = []string{"110000", "120000", "310000", "500000"}

// read gives the yearly levels of an indicator in places. unit is the one to
// use; "" is that of the first value. Where sources differ the best is taken.
func read(set *data.Set, indicator, unit string, places []string) *levels {
	l := &levels{indicator: indicator, unit: unit, cells: map[string]map[int]cell{}}
	for _, place := range places {
		series := map[int][]city.Observation{}
		for _, o := range set.Series(indicator, place, city.Level) {
			if o.Period.IsYear() && o.Status != city.LowerBound {
				series[o.Period.Year()] = append(series[o.Period.Year()], o)
			}
		}
		for _, year := range slices.Sorted(maps.Keys(series)) {
			o, ok := set.Best(usual(series[year]))
			if !ok {
				continue
			}
			if l.unit == "" {
				l.unit = o.Unit
			}
			v, ok := city.Convert(o.Value, o.Unit, l.unit)
			if !ok {
				continue
			}
			if l.cells[place] == nil {
				l.cells[place] = map[int]cell{}
			}
			l.cells[place][year] = cell{o, v.InexactFloat64()}
		}
	}
	return l
}

// usual keeps the observations of the usual definition, where there are any.
func usual(list []city.Observation) []city.Observation {
	var out []city.Observation
	for _, o := range list {
		if o.Definition == "" {
			out = append(out, o)
		}
	}
	if len(out) == 0 {
		return list
	}
	return out
}

// places lists the codes with values, ascending.
func (l *levels) places() []string { return slices.Sorted(maps.Keys(l.cells)) }

// years lists the years of a place with values, ascending.
func (l *levels) years(place string) []int { return slices.Sorted(maps.Keys(l.cells[place])) }

// kindWords tell the level of the places that a sentence speaks of.
var kindWords = []struct {
	words *regexp.Regexp
	level city.PlaceLevel
}{
	{regexp.MustCompile(`省份|省域|省级|省区|各省|全国各省|省际`), city.Province},
	{regexp.MustCompile(`各区|区级|城区|区县|县区|县域|县级|县市`), city.District},
	{regexp.MustCompile(`园区|开发区|高新区|功能区`), city.Zone},
	{regexp.MustCompile(`城市|市域|地级市|各市`), city.Prefecture},
}

// candidates are the places that a law is tested on: those of the roster that
// the claim names; else those of the kind that its sentence speaks of, where the
// study has some; else those of the level (cities, provinces, districts) that
// has the most places with values. A nation or a region is none.
func candidates(set *data.Set, c diagnose.Claim) []string {
	all := set.PlacesOf(c.Indicator, city.Level)
	if r, known := set.Places.Roster(c.Roster); known && c.Roster != "" {
		return slices.DeleteFunc(all, func(code string) bool { return !slices.Contains(r.Members, code) })
	}
	group := map[city.PlaceLevel][]string{}
	for _, code := range all {
		p, ok := set.Places.Get(code)
		if !ok || p.Level == city.Nation || p.Level == city.Region {
			continue
		}
		group[p.Level] = append(group[p.Level], code)
		if slices.Contains(municipalities, code) {
			group[city.Prefecture] = append(group[city.Prefecture], code)
		}
	}
	for _, k := range kindWords {
		if k.words.MatchString(c.Sentence) && len(group[k.level]) >= fewestPlaces {
			return slices.Sorted(slices.Values(group[k.level]))
		}
	}
	var best []string
	for _, level := range []city.PlaceLevel{city.Prefecture, city.Province, city.District, city.Zone} {
		if len(group[level]) > len(best) {
			best = group[level]
		}
	}
	slices.Sort(best)
	return best
}

// plain prints a value of the data as it was read.
func plain(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// median of numbers, which it sorts; 0 where there are none.
func median(list []float64) float64 {
	slices.SortFunc(list, cmp.Compare[float64])
	n := len(list)
	switch {
	case n == 0:
		return 0
	case n%2 == 1:
		return list[n/2]
	}
	return (list[n/2-1] + list[n/2]) / 2
}
