package data

import (
	"sort"

	"github.com/quanyu/quanyu/city"
)

// finalRank orders statuses, the most final first.
var finalRank = map[city.Status]int{
	city.CensusRevised: 0, city.Final: 1, city.Preliminary: 2, city.Estimate: 3, city.Rounded: 4, city.LowerBound: 5, city.Target: 8, city.Missing: 9,
}

var grades = map[string]int{"A": 0, "B": 1, "": 2, "C": 3, "D": 9}

// Best picks the value to work with where several sources give one for the
// same indicator, place and period: by grade (A, B, not graded, C; D never),
// then by status (census-revised, final, preliminary, estimate, rounded,
// lower-bound; targets and missing values never), then by the later date of
// the source, then by the order of the files. ok is false where none is left.
// All values stay in the Set; a check tells where they disagree.
func (s *Set) Best(list []city.Observation) (best city.Observation, ok bool) {
	ranked := s.Ranked(list)
	if len(ranked) == 0 {
		return city.Observation{}, false
	}
	return ranked[0], true
}

// Ranked gives the usable ones of a list in the order of Best.
func (s *Set) Ranked(list []city.Observation) []city.Observation {
	var out []city.Observation
	for _, o := range list {
		if o.Grade != "D" && finalRank[o.Status] < 8 {
			out = append(out, o)
		}
	}
	sort.SliceStable(out, func(i, j int) bool {
		a, b := out[i], out[j]
		if x, y := grades[a.Grade], grades[b.Grade]; x != y {
			return x < y
		}
		if x, y := finalRank[a.Status], finalRank[b.Status]; x != y {
			return x < y
		}
		return s.Sources[a.Source].Date > s.Sources[b.Source].Date
	})
	return out
}
