package diagnose

import (
	"strings"

	"github.com/quanyu/quanyu/city"
)

// position 位次 is where a place stands among a roster in one period: as
// printed, as computed from the values of the members, or both. Largest first;
// equal values share a rank and the next one is skipped.
type position struct {
	roster    roster
	period    city.Period
	assumed   bool
	printed   found   // facet rank
	own       found   // the value
	above     []datum // members certainly above
	below     []datum // members certainly below
	tied      []datum // the same printed value
	unsure    []datum // within the tolerance of both values
	missing   []string
	foreign   []datum // members whose value has another definition
	ascending bool    // smallest first: a place leads by having less
	loose     bool    // some member's definition is stated and the own one is not, or the other way round
	byDefault bool    // neither sentence nor source names a roster; the study's is taken
	complete  bool    // every member has a comparable value
}

// span is the best and the worst rank that is possible.
type span struct{ best, worst int }

// position looks a rank up. Roster: as the sentence says, else as the source
// prints it, else the study's.
func (b *Bench) position(c Claim) position {
	if c.Roster == "" {
		c.Roster = b.scopeIn(c)
	}
	q := ask{Indicator: c.Indicator, Definition: c.Definition, Place: c.Place, Period: c.Period}
	pq := q
	pq.Facet, pq.Roster = city.Rank, c.Roster
	var p position
	p.printed = b.find(pq)
	name := c.Roster
	if name == "" && p.printed.ok() {
		name = p.printed.Roster
	}
	if name == "" {
		name, p.byDefault = b.Roster, b.Roster != ""
	}
	p.roster = b.rosterFor(name, c.Place)
	if p.printed.ok() && p.printed.Roster != "" {
		p.roster.name = p.printed.Roster // as the source says, where it is the same roster
	}
	p.period = c.Period
	if p.period == "" {
		p.assumed = true
		if p.printed.ok() {
			p.period = p.printed.Period
		} else {
			p.period = b.bestPeriod(q, p.roster.members)
		}
	}
	p.ascending = b.leadsByLess(c)
	q.Period = p.period
	if q.Period == "" {
		p.own = found{}
		return p
	}
	p.own = b.find(q)
	b.byMeanOfYear(&p.own)
	if p.own.ok() && p.roster.known {
		b.rankMembers(&p, q)
	}
	return p
}

// leadsByLess reports whether the words speak of leading or lagging (前列, 领先,
// 靠后) in an indicator of which less is better: energy per unit of GDP. Words of
// size (偏高, 偏低) and plain ranks go by size.
func (b *Bench) leadsByLess(c Claim) bool {
	i, _ := b.indicators().Get(c.Indicator)
	if i.Better != "low" {
		return false
	}
	for _, w := range []string{"领先", "前列", "靠前", "居前", "落后", "靠后", "垫底"} {
		if strings.Contains(c.Word, w) {
			return true
		}
	}
	return false
}

// rankMembers sorts the members of the roster around the own value.
func (b *Bench) rankMembers(p *position, q ask) {
	if p.own.OtherDef == "" || q.Definition == "" {
		q.Definition = p.own.Definition
	}
	member, own := false, q.Place
	for _, m := range p.roster.members {
		if m == own {
			member = true
			continue
		}
		q.Place = m
		f := b.find(q)
		b.byMeanOfYear(&f)
		if !f.ok() {
			p.missing = append(p.missing, m)
			continue
		}
		d, ok := f.datum.in(p.own.Unit)
		if !ok || otherwiseDefined(p.own, f) {
			p.missing, p.foreign = append(p.missing, m), append(p.foreign, *f.datum)
			continue
		}
		p.loose = p.loose || f.OtherDef != ""
		switch orderOf(p.own, f, d) {
		case lower:
			p.above = append(p.above, d)
		case higher:
			p.below = append(p.below, d)
		case equal:
			p.tied = append(p.tied, d)
		default:
			p.unsure = append(p.unsure, d)
		}
	}
	if p.ascending {
		p.above, p.below = p.below, p.above
	}
	p.complete = member && len(p.missing) == 0
	if !member { // the place is not one of those compared
		p.roster.known = false
		p.above, p.below, p.tied, p.unsure, p.missing = nil, nil, nil, nil, nil
	}
}

// computed is the range of ranks that the values allow; ok is false where the
// members or the own value are unknown.
func (p position) computed() (span, bool) {
	if !p.own.ok() || !p.roster.known {
		return span{}, false
	}
	best := 1 + len(p.above)
	return span{best, best + len(p.unsure) + len(p.missing)}, true
}

// readings are the ranks to test: the computed one where every member is
// known, the printed one, and only without both the computed range.
func (p position) readings() []span {
	var out []span
	s, ok := p.computed()
	if ok && p.complete {
		out = append(out, s)
	}
	for _, d := range p.printed.Readings {
		n := int(d.Value.IntPart())
		if ok && p.complete && s.best <= n && n <= s.worst {
			if s.best != s.worst {
				out = []span{{n, n}}
			}
			continue
		}
		out = append(out, span{n, n})
	}
	if len(out) == 0 && ok {
		out = append(out, s)
	}
	return out
}

// doubtful reports whether a printed rank contradicts the values known.
func (p position) doubtful() bool {
	s, ok := p.computed()
	if !ok || !p.printed.ok() {
		return false
	}
	n := int(p.printed.Value.IntPart())
	return n < s.best || n > s.worst
}

// third says in which third of n a rank lies: 1 top (rank ≤ n/3), 3 bottom
// (rank > 2n/3), 2 between; 0 where n is unknown.
func third(rank, n int) int {
	switch {
	case n <= 0 || rank <= 0:
		return 0
	case 3*rank <= n:
		return 1
	case 3*rank > 2*n:
		return 3
	}
	return 2
}

// bestPeriod is the year with the own value for which most members have one;
// the latest of them, not after the base year.
func (b *Bench) bestPeriod(q ask, members []string) city.Period {
	best, most := city.Period(""), -1
	for _, d := range b.series(ask{Indicator: q.Indicator, Definition: q.Definition, Place: q.Place}) {
		if b.Year > 0 && d.Period.Year() > b.Year {
			continue
		}
		n := 0
		for _, m := range members {
			if usable, _ := b.candidates(ask{Indicator: q.Indicator, Place: m, Period: d.Period, Facet: city.Level}); len(usable) > 0 {
				n++
			}
		}
		if n >= most {
			best, most = d.Period, n
		}
	}
	if best == "" {
		return b.latest(ask{Indicator: q.Indicator, Definition: q.Definition, Place: q.Place, Facet: city.Level})
	}
	return best
}

// ordering of two data by their intervals.
type ordering int

const (
	unclear ordering = iota // the intervals overlap
	lower                   // the first is certainly lower
	higher
	equal // the same printed value
)

// order compares two data of one unit.
func order(x, y datum) ordering {
	switch {
	case x.Hi != nil && (x.Hi.Cmp(y.Lo) < 0 || x.Hi.Cmp(y.Lo) == 0 && x.Lo.Cmp(x.Hi) != 0):
		return lower
	case y.Hi != nil && (y.Hi.Cmp(x.Lo) < 0 || y.Hi.Cmp(x.Lo) == 0 && y.Lo.Cmp(y.Hi) != 0):
		return higher
	case x.Hi != nil && y.Hi != nil && x.Value.Equal(y.Value) && x.Lo.Cmp(y.Lo) == 0 && x.Hi.Cmp(y.Hi) == 0:
		return equal
	}
	return unclear
}

// orderOf compares what was found for two places by their best values, and is
// unclear where another source's value would order them otherwise. d is the
// best of other in own's unit.
func orderOf(own, other found, d datum) ordering {
	o := order(*own.datum, d)
	for _, x := range own.Readings {
		for _, y := range other.Readings {
			if z, ok := y.in(x.Unit); ok && order(x, z) != o {
				return unclear
			}
		}
	}
	return o
}

// rosterWords is 15城市 as a sentence has it: 15个城市 stays what the source
// says.
func (p position) rosterWords() city.Text {
	name := p.roster.name
	if name == "" {
		return say("比较范围", "the places compared")
	}
	return city.Text{Zh: strings.TrimSpace(name), En: "the " + strings.TrimSpace(name)}
}
