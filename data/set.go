// Package data 1 数据 (stage 1 of 7): observations, joined from tables and
// facts, each with the cell it came from.
package data

import (
	"sort"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
)

// Set is everything a study knows: observations with their sources, breaks,
// and the names to read them by. Observations stand in the order of their
// files and cells.
type Set struct {
	Observations []city.Observation
	Breaks       []city.Break
	Sources      map[string]city.Source // by ID
	Places       *catalog.Places        // catalog and study
	Indicators   *catalog.Indicators    // catalog and study, and the tables' own
	Findings     []city.Finding         // met while reading and joining (D109 ...)

	byKey map[key][]int
}

type key struct {
	indicator string
	place     string
	facet     city.Facet
}

// Index must be called after Observations change and before any look-up.
func (s *Set) Index() {
	s.byKey = map[key][]int{}
	for i := range s.Observations {
		o := &s.Observations[i]
		k := key{o.Indicator, o.Place, o.Facet}
		s.byKey[k] = append(s.byKey[k], i)
	}
}

// Series gives all observations of one facet of an indicator in a place,
// oldest first; missing ones and several values for one period included.
func (s *Set) Series(indicator, place string, facet city.Facet) []city.Observation {
	idx := s.byKey[key{indicator, place, facet}]
	out := make([]city.Observation, len(idx))
	for i, j := range idx {
		out[i] = s.Observations[j]
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Period.Before(out[j].Period) })
	return out
}

// At gives the observations with a value for one period: none, one, or
// several where sources disagree (grade D ones last).
func (s *Set) At(indicator, place string, facet city.Facet, p city.Period) []city.Observation {
	var out []city.Observation
	for _, o := range s.Series(indicator, place, facet) {
		if o.Period == p && o.Status != city.Missing {
			out = append(out, o)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return (out[i].Grade == "D") != (out[j].Grade == "D") && out[j].Grade == "D" })
	return out
}

// PlacesOf lists the places that have any value of the facet of an indicator,
// in the order of codes.
func (s *Set) PlacesOf(indicator string, facet city.Facet) []string {
	seen := map[string]bool{}
	for k := range s.byKey {
		if k.indicator == indicator && k.facet == facet {
			seen[k.place] = true
		}
	}
	out := make([]string, 0, len(seen))
	for p := range seen {
		out = append(out, p)
	}
	sort.Strings(out)
	return out
}

// BreaksOf gives the breaks of an indicator in a place, oldest first.
func (s *Set) BreaksOf(indicator, place string) []city.Break {
	var out []city.Break
	for _, b := range s.Breaks {
		if b.Indicator == indicator && (b.Place == "" || b.Place == place) {
			out = append(out, b)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].From.Before(out[j].From) })
	return out
}
