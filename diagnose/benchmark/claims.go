package benchmark

import (
	"slices"
	"strconv"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
	"github.com/quanyu/quanyu/diagnose"
)

// Measure is an index that says what a study means by a concept: claims that rank
// or compare places on it are judged by its runs.
type Measure struct {
	Result *Result
	spec   *Spec
	set    *data.Set
	places int // that are ranked, at most
}

// NewMeasure computes the index of a study with the questions that its claims ask,
// so that each is answered by its own share of runs.
func NewMeasure(spec *Spec, set *data.Set, claims []diagnose.Claim) (*Measure, error) {
	t, err := FromStudy(spec, set)
	if err != nil {
		return nil, err
	}
	m := &Measure{spec: spec, set: set}
	for i := range t.Units {
		if t.Periods == nil || t.Periods[i] == spec.Year {
			m.places++
		}
	}
	var walk func([]diagnose.Claim)
	walk = func(list []diagnose.Claim) {
		for _, c := range list {
			for _, s := range m.statements(c) {
				for _, q := range s.questions() {
					if !slices.Contains(spec.Focus.Questions, q) && slices.Contains(t.Units, q.Place) && (q.AheadOf == "" || slices.Contains(t.Units, q.AheadOf)) {
						spec.Focus.Questions = append(spec.Focus.Questions, q)
					}
				}
			}
			walk(c.Parts)
		}
	}
	walk(claims)
	m.Result, err = Compute(spec, t)
	return m, err
}

// Concept is the id of the concept that the specification names; "" for none.
func (s *Spec) Concept(set *data.Set) (string, error) {
	if s.Measures == "" {
		return "", nil
	}
	for _, k := range set.Indicators.Concepts() {
		if k.ID == s.Measures || k.Name.Zh == s.Measures || slices.Contains(k.Aliases, s.Measures) {
			return k.ID, nil
		}
	}
	return "", s.wrong("measures:", "概念“%s”不认识", "the concept %q is not known", s.Measures)
}

// statement is what a claim says of one place: its rank is from one number to
// another, or it is ahead of another place.
type statement struct {
	place    string
	from, to int // ranks, where there is no other place
	ahead    string
	denied   bool
}

// statements reads a claim; none where the index does not have what it is about:
// another year, another range of places, another kind of claim.
func (m *Measure) statements(c diagnose.Claim) []statement {
	concept, err := m.spec.Concept(m.set)
	if err != nil || concept == "" || c.Concept != concept || c.Indicator != "" || c.Period != "" && c.Period != city.Period(strconv.Itoa(m.spec.Year)) {
		return nil
	}
	own := m.set.Places.Name(c.Place)
	switch {
	case c.Type == diagnose.Comparison && len(c.Peers) > 0 && c.PeerGroup == "" && (c.Than == "above" || c.Than == "below"):
		var out []statement
		for _, p := range c.Peers {
			s := statement{place: own, ahead: m.set.Places.Name(p), denied: c.Denied}
			if c.Than == "below" {
				s.place, s.ahead = s.ahead, s.place
			}
			out = append(out, s)
		}
		return out
	case c.Type != diagnose.RankType || !m.ranges(c.Roster):
		return nil
	}
	s, n := statement{place: own, denied: c.Denied}, m.places
	switch {
	case c.Rank > 0 && c.Hedge == diagnose.AtMost:
		s.from, s.to = 1, c.Rank
	case c.Rank > 0 && c.Hedge == diagnose.Exactly:
		s.from, s.to = c.Rank, c.Rank
	case c.RankWord == "high":
		s.from, s.to = 1, n/3
	case c.RankWord == "middle":
		s.from, s.to = n/3+1, 2*n/3
	case c.RankWord == "low":
		s.from, s.to = 2*n/3+1, n
	default:
		return nil
	}
	if s.from > n || s.to < 1 {
		return nil
	}
	return []statement{s}
}

// ranges reports whether the places of the index are those of a roster.
func (m *Measure) ranges(roster string) bool {
	whole := m.spec.level() == city.Province && m.places == provinces
	return roster == "" || roster == "全国" && whole || strings.Contains(roster, strconv.Itoa(m.places))
}

// provinces are those of the mainland, which nationwide statistics rank.
const provinces = 31

// questions are those whose answers decide a statement.
func (s statement) questions() []Question {
	if s.ahead != "" {
		return []Question{{Place: s.place, AheadOf: s.ahead}}
	}
	out := []Question{{Place: s.place, Top: s.to}}
	if s.from > 1 {
		out = append(out, Question{Place: s.place, Top: s.from - 1})
	}
	return out
}
