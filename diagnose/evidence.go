package diagnose

import (
	"math/big"
	"sort"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/shopspring/decimal"
)

// ask is what a test wants to know: one facet of an indicator of a place.
type ask struct {
	Indicator  string
	Definition string // "" is the usual one
	Place      string
	Period     city.Period // "" is the latest with data, not after the base year
	Facet      city.Facet  // "" is the level
	Roster     string      // facet rank: among whom; "" is any
	Targets    bool        // targets instead of facts
}

// datum is one answer: an observation, or a value that identities imply, with
// the interval [Lo, Hi] that its printed digits stand for. Hi is nil where the
// source gives a lower bound only.
type datum struct {
	city.Observation
	Lo, Hi  *big.Rat
	Derived bool
	Inputs  []city.Observation // what a derived value comes from
	Expr    string             // its arithmetic over Inputs, {0} {1} ...
}

// evidence is the observations that bear the datum out.
func (d datum) evidence() []city.Observation {
	if d.Derived {
		return d.Inputs
	}
	return []city.Observation{d.Observation}
}

// found is everything known for an ask.
type found struct {
	*datum                        // the best; nil where there is none
	Readings   []datum            // the best and every other source that says something else
	All        []city.Observation // all usable observations of the datum, best first
	Rejected   []city.Observation // grade D: never evidence
	Assumed    bool               // the period was not asked for but chosen
	OtherDef   string             // the definition of the answer, where another was asked for
	Unresolved []city.Observation // the same indicator and place at other periods, newest first
}

func (f found) ok() bool { return f.datum != nil }

// find looks one datum up: what sources print first, best grade and firmest
// status first; then what the identities of the catalog imply.
func (b *Bench) find(q ask) found {
	if q.Facet == "" {
		q.Facet = city.Level
	}
	var f found
	if q.Period == "" {
		q.Period, f.Assumed = b.latest(q), true
		if q.Period == "" && q.Facet == city.Level && !q.Targets {
			if q.Period = b.latestDerived(q); q.Period == "" {
				q.Period = b.latestMany(q)
			}
		}
		if q.Period == "" {
			return b.others(q, f)
		}
	}
	usable, rejected := b.candidates(q)
	f.Rejected = rejected
	usable, f.OtherDef = sameDefinition(usable, q.Definition)
	if len(usable) == 0 {
		if q.Facet == city.Level && !q.Targets {
			f.datum = b.derive(q)
		}
		if f.datum != nil {
			f.Readings = []datum{*f.datum}
			return f
		}
		return b.others(q, f)
	}
	f.All = usable
	for _, o := range usable {
		f.Readings = addReading(f.Readings, newDatum(o))
	}
	f.datum = &f.Readings[0]
	return f
}

// observations gives what is known of an ask at any period, oldest first. An
// indicator that is a growth rate itself (地区生产总值增速) and has no values of
// its own is answered with the growth printed beside the level of its base.
func (b *Bench) observations(q ask) []city.Observation {
	list := b.Set.Series(q.Indicator, q.Place, q.Facet)
	if len(list) > 0 || q.Facet != city.Level {
		return list
	}
	if base := b.rateOf(q.Indicator); base != "" {
		return b.Set.Series(base, q.Place, city.Growth)
	}
	return nil
}

// rateOf is the indicator of whose level the given one is the growth rate, by
// the catalog's identity or by its name; "" where it is none.
func (b *Bench) rateOf(indicator string) string {
	i, known := b.indicators().Get(indicator)
	for _, x := range i.Identities {
		if x.Kind == "growth" && x.B != indicator {
			return x.B
		}
	}
	if known && i.Kind != city.Unknown || indicator == "" {
		return ""
	}
	if r := b.indicators().Resolve(indicator); r.Known && r.Facet == city.Growth && r.ID != indicator {
		return r.ID
	}
	return ""
}

// others fills in what is known at other periods, to say what is missing.
func (b *Bench) others(q ask, f found) found {
	for _, o := range b.observations(q) {
		if o.Status != city.Missing && b.grade(o) != "D" && !b.fieldwork(o) {
			f.Unresolved = append([]city.Observation{o}, f.Unresolved...)
		}
	}
	return f
}

// candidates gives the usable observations of an ask, best first, and the
// rejected ones of grade D.
func (b *Bench) candidates(q ask) (usable, rejected []city.Observation) {
	kind := b.kind(q.Indicator)
	for _, o := range b.observations(q) {
		if o.Status == city.Missing || (o.Status == city.Target) != q.Targets || !samePeriod(kind, o.Period, q.Period) {
			continue
		}
		if q.Facet == city.Rank && q.Roster != "" && !b.sameScope(o.Roster, q.Roster, o.Place) {
			continue
		}
		o.Grade = b.grade(o)
		if o.Grade == "D" || b.fieldwork(o) {
			rejected = append(rejected, o)
		} else {
			usable = append(usable, o)
		}
	}
	sort.SliceStable(usable, func(i, j int) bool { return firmness(usable[i]) < firmness(usable[j]) })
	return usable, rejected
}

// grade is the grade of an observation, of its source where it has none.
func (b *Bench) grade(o city.Observation) string {
	if o.Grade != "" {
		return o.Grade
	}
	return b.Set.Sources[o.Source].Grade
}

// fieldwork reports whether the observation comes from interviews or
// questionnaires 调研材料.
func (b *Bench) fieldwork(o city.Observation) bool {
	return b.Set.Sources[o.Source].Kind == "fieldwork"
}

// firmness orders observations: grade first, then status. Ungraded tables
// stand with grade B.
func firmness(o city.Observation) int {
	grade := map[string]int{"A": 0, "B": 1, "": 1, "C": 2, "D": 3}[o.Grade]
	status := map[city.Status]int{
		city.CensusRevised: 0, city.Final: 0, "": 0, city.Preliminary: 1,
		city.Rounded: 2, city.Estimate: 3, city.LowerBound: 4, city.Target: 5,
	}[o.Status]
	return grade*10 + status
}

// sameDefinition keeps the observations of one definition: the one asked for,
// else the usual one, else that of the best. other names it where it is not
// the one asked for.
func sameDefinition(list []city.Observation, want string) (kept []city.Observation, other string) {
	if len(list) == 0 {
		return nil, ""
	}
	for _, try := range []string{want, ""} {
		if kept = ofDefinition(list, try); len(kept) > 0 {
			if try != want {
				other = "通常口径"
			}
			return kept, other
		}
	}
	first := list[0].Definition
	return ofDefinition(list, first), first
}

func ofDefinition(list []city.Observation, definition string) []city.Observation {
	var out []city.Observation
	for _, o := range list {
		if definitionFits(definition, o.Definition) {
			out = append(out, o)
		}
	}
	return out
}

// definitionFits reports whether an observation's definition is the one asked
// for: the same words, or the one within the other.
func definitionFits(want, have string) bool {
	if want == have {
		return true
	}
	return want != "" && have != "" && (strings.Contains(have, want) || strings.Contains(want, have))
}

// latest is the newest period with a usable value: years before other
// periods, the asked definition before others, and nothing after the base
// year where the study has one and older data exist.
func (b *Bench) latest(q ask) city.Period {
	var best city.Period
	score := -1
	for _, o := range b.observations(q) {
		if o.Status == city.Missing || (o.Status == city.Target) != q.Targets || b.grade(o) == "D" || b.fieldwork(o) {
			continue
		}
		if q.Facet == city.Rank && q.Roster != "" && !b.sameScope(o.Roster, q.Roster, o.Place) {
			continue
		}
		s := 0
		if b.Year == 0 || o.Period.Year() <= b.Year {
			s += 4
		}
		if definitionFits(q.Definition, o.Definition) {
			s += 2
		}
		if o.Period.IsYear() {
			s++
		}
		if s > score || s == score && best.Before(o.Period) {
			best, score = o.Period, s
		}
	}
	return best
}

// series gives the best datum of every period of the kind of q.Period (years
// where it is empty), oldest first, in one definition.
func (b *Bench) series(q ask) []datum {
	if q.Facet == "" {
		q.Facet = city.Level
	}
	kind := q.Period.Kind()
	if kind == "" {
		kind = "year"
	}
	var out []datum
	var last city.Period
	for _, o := range b.observations(q) {
		if o.Period.Kind() != kind || o.Period == last {
			continue
		}
		last = o.Period
		q.Period = o.Period
		if usable, _ := b.candidates(q); len(ofDefinition(usable, q.Definition)) > 0 {
			out = append(out, newDatum(ofDefinition(usable, q.Definition)[0]))
		}
	}
	return out
}

// breakBetween gives the break that makes values of from and to incomparable:
// one that begins after from and not after to; nil where there is none.
func (b *Bench) breakBetween(indicator, place string, from, to city.Period) *city.Break {
	for _, k := range b.Set.BreaksOf(indicator, place) {
		if from.Before(k.From) && !to.Before(k.From) {
			return &k
		}
	}
	return nil
}

// newDatum gives an observation its interval.
func newDatum(o city.Observation) datum {
	lo, hi := interval(o)
	return datum{Observation: o, Lo: lo, Hi: hi}
}

// addReading adds a value that another source prints, unless it agrees with
// one that is there already.
func addReading(list []datum, d datum) []datum {
	for _, x := range list {
		v, ok := convert(d.Value, d.Unit, x.Unit)
		if !ok {
			continue
		}
		e := d.Observation
		e.Value, e.Unit = v, x.Unit
		lo, hi := interval(e)
		if touches(x.Lo, x.Hi, lo, hi) {
			return list
		}
	}
	return append(list, d)
}

// touches reports whether two intervals share a point; nil is unbounded.
func touches(lo1, hi1, lo2, hi2 *big.Rat) bool {
	return (hi1 == nil || lo2.Cmp(hi1) <= 0) && (hi2 == nil || lo1.Cmp(hi2) <= 0)
}

// in gives the datum in another unit.
func (d datum) in(unit string) (datum, bool) {
	v, ok := convert(d.Value, d.Unit, unit)
	if !ok || d.Unit == unit {
		return d, ok
	}
	one, _ := convert(decimal.New(1, 0), d.Unit, unit)
	d.Value, d.Unit = v, unit
	d.Lo = new(big.Rat).Mul(d.Lo, one.Rat())
	if d.Hi != nil {
		d.Hi = new(big.Rat).Mul(d.Hi, one.Rat())
	}
	return d, true
}
