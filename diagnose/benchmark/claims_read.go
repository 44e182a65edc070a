package benchmark

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
)

// statement is what a claim says of one place by one node: that its rank in a year
// is from one number to another; that it is ahead of another place; or that its
// rank, or its score, is better than in an earlier year.
type statement struct {
	node, place string
	year        int // 0 is that of the index
	last        int // the year by its number
	from, to    int // ranks
	ahead       string
	since       int  // the earlier year
	score       bool // by score, not by rank
	points      bool // nothing but its score is said
	worse       bool // worse than in the earlier year
	by          int  // ranks that it moved, where the sentence says so
	denied      bool
}

// statements reads a claim; none where the index does not have what it is about:
// another year, another range of places, another kind of claim.
func (m *Measure) statements(c diagnose.Claim) []statement {
	node, year := m.nodes[c.Concept], m.year(c.Period)
	if node == "" || c.Indicator != "" || year < 0 {
		return nil
	}
	s := statement{node: node, place: m.set.Places.Name(c.Place), year: year, denied: c.Denied}
	if node == m.made.hierarchy.Top() {
		s.node = ""
	}
	if s.last = year; year == 0 {
		s.last = m.spec.Year
	}
	switch {
	case c.Type == diagnose.Comparison && len(c.Peers) > 0 && c.PeerGroup == "" && (c.Than == "above" || c.Than == "below"):
		var out []statement
		for _, p := range c.Peers {
			x := s
			if x.ahead = m.set.Places.Name(p); c.Than == "below" {
				x.place, x.ahead = x.ahead, x.place
			}
			out = append(out, x)
		}
		return out
	case !m.ranges(c.Roster, c.Place) || c.Roster == "" && narrower.MatchString(c.Sentence):
		return nil
	case c.Type == diagnose.RankType:
		return s.ranked(c, m.places)
	case c.Type == diagnose.LevelType && c.Figure != nil && inPoints(c):
		s.points = true
		return []statement{s}
	case c.Type == diagnose.Trend, c.Type == diagnose.RankChange, c.Type == diagnose.Change, c.Type == diagnose.GrowthType:
		return m.moved(s, c)
	case c.Type == diagnose.Streak && c.Figure == nil && c.Rank == 0 && c.RankWord == "":
		if list := m.moved(s, c); len(list) > 0 {
			return m.steps(list[0])
		}
	}
	return nil
}

// year of a period, 0 for that of the index; -1 for one that it does not have.
func (m *Measure) year(p city.Period) int {
	switch {
	case p == "" || p == city.Period(strconv.Itoa(m.spec.Year)):
		return 0
	case p.IsYear() && m.has(p.Year()):
		return p.Year()
	}
	return -1
}

// has says whether the index was made for a year.
func (m *Measure) has(year int) bool {
	for _, y := range m.made.table.Periods {
		if y == year {
			return true
		}
	}
	return year == m.spec.Year
}

// ranked reads a rank by number or by word among n places.
func (s statement) ranked(c diagnose.Claim, n int) []statement {
	switch {
	case c.Rank > 0 && c.Hedge == diagnose.AtMost:
		s.from, s.to = 1, c.Rank
	case c.Rank > 0 && c.Hedge == diagnose.Exactly:
		s.from, s.to = c.Rank, c.Rank
	case c.RankWord == "high" && strings.HasPrefix(c.Word, "中上"):
		s.from, s.to = 1, (n+1)/2
	case c.RankWord == "high":
		s.from, s.to = 1, n/3
	case c.RankWord == "middle":
		s.from, s.to = n/3+1, 2*n/3
	case c.RankWord == "low" && lastWords.MatchString(c.Word):
		s.from, s.to = n, n
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

var lastWords = regexp.MustCompile(`垫底|末位|末尾|倒数第一`)

var rankWords = regexp.MustCompile(`位次|名次|排名|排位|位居`)

// moved reads a change: of the rank, where the words say so, else of the score.
// Ranks at both ends are statements of their own.
func (m *Measure) moved(s statement, c diagnose.Claim) []statement {
	s.since, _ = m.base(c)
	if s.since == 0 || c.Direction != "up" && c.Direction != "down" {
		return nil
	}
	s.score = c.Type != diagnose.RankChange && !rankWords.MatchString(c.Sentence)
	s.worse = c.Direction == "down"
	if c.Figure != nil && c.Type == diagnose.RankChange {
		s.by = int(c.Figure.IntPart())
	}
	out := []statement{s}
	at := s
	at.since, at.by, at.worse = 0, 0, false
	if c.Rank > 0 {
		at.from, at.to = c.Rank, c.Rank
		out = append(out, at)
	}
	if c.RankFrom > 0 {
		at.year, at.last, at.from, at.to = s.since, s.since, c.RankFrom, c.RankFrom
		out = append(out, at)
	}
	return out
}

// base is the year that a change counts from; without words for it the first of
// the index, which is then assumed. 0 where the index does not have it.
func (m *Measure) base(c diagnose.Claim) (year int, assumed bool) {
	last := m.year(c.Period)
	if last == 0 {
		last = m.spec.Year
	}
	periods := m.made.table.Periods
	switch {
	case last < 0 || len(periods) == 0:
		return 0, false
	case c.From.IsYear():
		year = c.From.Year()
	case c.From == "" && c.Years > 0:
		year = last - c.Years
	case c.From == "":
		year, assumed = periods[0], true
	}
	if year >= last || !m.has(year) {
		return 0, false
	}
	return year, assumed
}

// steps are the single years of a change, each a statement of its own.
func (m *Measure) steps(s statement) []statement {
	var out []statement
	for y := s.since + 1; s.since != 0 && y <= s.last; y++ {
		x := s
		if x.since, x.year, x.last, x.by = y-1, y, y, 0; y == m.spec.Year {
			x.year = 0
		}
		out = append(out, x)
	}
	return out
}

// ranges reports whether the places of the index are those of a roster.
func (m *Measure) ranges(roster, place string) bool {
	return roster == "" || m.whole(roster, place) || slices.Contains(counts.FindAllString(roster, -1), strconv.Itoa(m.places))
}

var counts = regexp.MustCompile(`\d+`)

// whole reports whether a roster says all of the country, or of the province or the
// city of a place, and the index has all that there are of its level.
func (m *Measure) whole(roster, place string) bool {
	level := m.spec.level()
	if level == city.Province {
		return (roster == "全国" || roster == "国内") && m.places == provinces
	}
	own, _ := m.set.Places.Get(place)
	words := map[city.PlaceLevel][]string{city.Prefecture: {"全省", "省内", "全区"}, city.District: {"全市", "市内", "全州", "州内"}}[level]
	if !slices.Contains(words, roster) || own.Parent == "" {
		return false
	}
	all := m.set.Places.Children(own.Parent, level)
	return len(all) == m.places && !slices.ContainsFunc(all, func(code string) bool { return !slices.Contains(m.made.table.Units, m.set.Places.Name(code)) })
}

// narrower are words for a part of the places that a sentence may mean although no
// range of comparison was read from it.
var narrower = regexp.MustCompile(`长三角|珠三角|京津冀|粤港澳|大湾区|成渝|长江经济带|黄河流域|中部|西部|东部|东北|华[东中南北]|西南|西北|周边|同类|副省级|省会|区域内`)

// provinces are those of the mainland, which nationwide statistics rank.
const provinces = 31

// questions are those whose answers decide a statement.
func (s statement) questions() []Question {
	q := Question{Place: s.place, Node: s.node, Year: s.year}
	switch {
	case s.points:
		return nil
	case s.ahead != "":
		q.AheadOf = s.ahead
		return []Question{q}
	case s.since != 0:
		if q.Since = s.since; s.worse { // than in the earlier year: that one was better
			q.Year, q.Since = s.since, s.last
		}
		if s.score {
			q.Since, q.Above = 0, q.Since
		}
		return []Question{q}
	}
	q.Top = s.to
	out := []Question{q}
	if s.from > 1 {
		q.Top = s.from - 1
		out = append(out, q)
	}
	return out
}
