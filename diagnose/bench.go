package diagnose

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
)

// Bench is what claims are judged against: the data of a study and what its
// study.yaml settles.
type Bench struct {
	Set    *data.Set
	Place  string              // code of the place that the study is about
	Groups map[string][]string // named groups of peers 对标城市, by name: codes of places
	Roster string              // the study's usual roster; used where neither sentence nor source names one
	Year   int                 // base year: sentences without a year mean the latest data up to it; 0 is not set

	// Findings are what the checks said of the data; where one of severity
	// error, or D113, concerns a cell of the evidence, the result says so.
	Findings []city.Finding

	// Later holds the tests of types that a later stage implements; study sets
	// them. Seed is for those that draw random numbers.
	Later map[Type]func(Claim, *Bench) Result
	Seed  uint64

	// Measured holds the tests of claims about a concept, by its id, that the study
	// measures itself, by an index; false is for claims that its index does not cover.
	Measured map[string]func(Claim, *Bench) (Result, bool)

	once sync.Once
	ties map[string][]tie // by indicator: the ratios that it is part of
}

// Judge tests one claim and gives its verdict with everything behind it. It
// never fails: what cannot be tested is Undecidable and says why.
func Judge(c Claim, b *Bench) Result {
	if c.Place == "" {
		c.Place = b.Place
	}
	test := judgeNotUnderstood
	for _, t := range Tests() {
		if t.Type == c.Type {
			test = t.Judge
		}
	}
	if later := b.Later[c.Type]; later != nil {
		test = later
	}
	if c.Indicator == "" {
		test = withoutIndicator(c, test)
	}
	if measured := b.Measured[c.Concept]; measured != nil && c.Indicator == "" {
		if r, covered := measured(c, b); covered {
			r.Claim = c
			return b.finish(r)
		}
	}
	r := test(c, b)
	r.Claim = c
	return b.finish(r)
}

// withoutIndicator replaces tests that need an indicator where the claim has
// none: with a concept it asks which data there are, else it is not understood.
func withoutIndicator(c Claim, test func(Claim, *Bench) Result) func(Claim, *Bench) Result {
	switch c.Type {
	case RankType, Comparison:
		if c.Concept != "" {
			return test
		}
	case LevelType, RankChange, Milestone, TargetType:
		if c.Type == TargetType && !c.isDone() {
			return test // an intention needs no data
		}
		if c.Concept != "" {
			return judgeExists
		}
	default:
		return test
	}
	return judgeNotUnderstood
}

// finish keeps the promises of Result: reasons and evidence once each, grades
// and assumptions named, a rewording and a counter in every case, Decide only
// where the verdict is Undecidable.
func (b *Bench) finish(r Result) Result {
	if r.Verdict == "" {
		r.Verdict = Undecidable
	}
	r.Evidence, r.Contrary = once(r.Evidence, bare), except(once(r.Contrary, bare), r.Evidence)
	if len(r.Parts) == 0 {
		b.noteStatus(&r)
		b.noteFindings(&r)
	}
	r.Reasons = once(r.Reasons, func(x Reason) Reason { return x })
	if r.Rewording.IsZero() {
		r.Rewording = b.fallbackRewording(r)
	}
	if r.Counter.IsZero() {
		r.Counter = b.fallbackCounter(r)
	}
	r.Rewording, r.Counter = closed(r.Rewording), closed(r.Counter)
	if r.Verdict != Undecidable {
		r.Decide = city.Text{}
	} else if r.Decide.IsZero() {
		r.Decide = b.needed(r.Claim)
	}
	r.Decide = closed(r.Decide)
	return r
}

// closed ends a text with a full stop where it has none.
func closed(t city.Text) city.Text {
	t.En = capital(t.En)
	if t.Zh != "" && !strings.HasSuffix(t.Zh, "。") {
		t.Zh = strings.TrimRight(t.Zh, "，；、") + "。"
	}
	if t.En != "" && !strings.HasSuffix(t.En, ".") {
		t.En = strings.TrimRight(t.En, ",; ") + "."
	}
	return t
}

// bare is what makes an observation the same one: its cell and what it says.
func bare(o city.Observation) city.Observation {
	return city.Observation{Indicator: o.Indicator, Facet: o.Facet, Place: o.Place, Period: o.Period, Source: o.Source, Origin: o.Origin, Note: o.Value.String()}
}

// peers gives the codes of the places that a claim compares with: those it
// names, then the rest of the study's group; the own place never.
func (b *Bench) peers(c Claim) (named, joined []string) {
	seen := map[string]bool{c.Place: true}
	for _, p := range c.Peers {
		if !seen[p] {
			seen[p] = true
			named = append(named, p)
		}
	}
	for _, p := range b.Groups[c.PeerGroup] {
		if !seen[p] {
			seen[p] = true
			joined = append(joined, p)
		}
	}
	return named, joined
}

// ancestors gives the places that contain a place, nearest first, the nation
// last.
func (b *Bench) ancestors(code string) []string {
	var out []string
	seen := map[string]bool{code: true, "": true}
	for {
		p, ok := b.places().Get(code)
		if !ok || seen[p.Parent] {
			break
		}
		seen[p.Parent] = true
		out = append(out, p.Parent)
		code = p.Parent
	}
	if !seen[nation] {
		out = append(out, nation)
	}
	return out
}

const nation = "000000"

func (b *Bench) places() *catalog.Places         { return b.Set.Places }
func (b *Bench) indicators() *catalog.Indicators { return b.Set.Indicators }

// kind is the kind of an indicator; Unknown where the catalog lacks it.
func (b *Bench) kind(indicator string) city.IndicatorKind {
	i, _ := b.indicators().Get(indicator)
	return i.Kind
}

// roster is the comparison range behind a rank: its name as people write it,
// its size, and its members where they are known.
type roster struct {
	name    string
	size    int // 0 where nobody says
	members []string
	absent  []string
	note    city.Text
	known   bool // the catalog or the study lists the members
	assumed bool // the members are a reading of its name
}

var rosterSize = regexp.MustCompile(`\d+`)

// roster resolves a name as written or a roster ID.
func (b *Bench) roster(name string) roster {
	if name == "" {
		return roster{}
	}
	if r, ok := b.places().Roster(name); ok && len(r.Members) > 0 {
		return roster{name: name, size: len(r.Members), members: r.Members, absent: r.Absent, note: r.Note, known: true}
	}
	out := roster{name: name}
	if m := rosterSize.FindString(city.Narrow(name)); m != "" && len(m) < 5 {
		out.size, _ = strconv.Atoi(m)
	} else if n := chineseCount(name); n > 0 {
		out.size = n
	}
	return out
}

// chineseCount reads a count up to 99 in Chinese numerals out of a roster's
// name: 十五个副省级城市 is 15.
func chineseCount(name string) int {
	digits := map[rune]int{'一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}
	total, last, seen := 0, 0, false
	for _, r := range name {
		if d, ok := digits[r]; ok {
			last, seen = d, true
			continue
		}
		if r == '十' {
			total, last, seen = max(last, 1)*10, 0, true
			continue
		}
		if seen {
			break
		}
	}
	return total + last
}

// sameRoster reports whether two names mean one roster.
func (b *Bench) sameRoster(x, y string) bool {
	if x == y {
		return true
	}
	p, okp := b.places().Roster(x)
	q, okq := b.places().Roster(y)
	if okp && okq {
		return p.ID == q.ID || sameMembers(p.Members, q.Members)
	}
	return false
}

// sameMembers reports whether two rosters list the same places.
func sameMembers(x, y []string) bool {
	in := map[string]bool{}
	for _, m := range x {
		in[m] = true
	}
	for _, m := range y {
		if !in[m] {
			return false
		}
	}
	return len(x) == len(y) && len(x) > 0
}

// once keeps the first of those that have one key.
func once[T any, K comparable](list []T, key func(T) K) []T {
	seen := map[K]bool{}
	return slices.DeleteFunc(slices.Clone(list), func(x T) bool {
		k := key(x)
		was := seen[k]
		seen[k] = true
		return was
	})
}

// except leaves out what others have.
func except(list, others []city.Observation) []city.Observation {
	return slices.DeleteFunc(slices.Clone(list), func(o city.Observation) bool {
		return slices.ContainsFunc(others, func(x city.Observation) bool { return bare(x) == bare(o) })
	})
}
