package diagnose

import (
	"math/big"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// averaged reports whether the words compare with an average.
func averaged(c Claim) bool {
	for _, w := range []string{"平均", "均值"} {
		if strings.Contains(c.Sentence, w) || strings.Contains(c.Word, w) {
			return true
		}
	}
	return false
}

// otherMembers are the members of the claim's roster but for the own place.
func (b *Bench) otherMembers(c Claim) []string {
	var out []string
	for _, m := range b.roster(c.Roster).members {
		if m != c.Place {
			out = append(out, m)
		}
	}
	return out
}

// compareAverage tests a value against the plain average of a roster, which
// needs every member; published averages are weighted and may differ, which
// the counter says.
func (b *Bench) compareAverage(r Result, c Claim) Result {
	c.RankWord = ""
	p := b.position(c)
	name := b.indicator(c.Indicator, c.Definition)
	if !p.own.ok() {
		return b.noData(r, c.Indicator, c.Place, p.own)
	}
	b.layPosition(&r, p)
	if !p.complete {
		r.Verdict = Undecidable
		r.note("no-comparator", city.Text{Zh: p.rosterWords().Zh + "的数据不全，平均水平无从计算", En: "the values of " + p.rosterWords().En + " are not complete, and there is no average"})
		r.Decide = sentence(city.Text{Zh: "需要" + p.rosterWords().Zh + name.Zh + "的平均水平，或其全体成员的数值", En: "needed: the average " + name.En + " of " + p.rosterWords().En + ", or the values of all its members"})
		r.Rewording = sentence(b.according(p.own.Observation), b.subject(c.Indicator, p.own.Definition, c.Place, p.own.Period), say("为", " stood at "), value(*p.own.datum))
		return r
	}
	all := append([]datum{*p.own.datum}, p.above...)
	all = append(append(append(all, p.tied...), p.unsure...), p.below...)
	lo, hi := new(big.Rat), new(big.Rat)
	for _, d := range all {
		if d.Hi == nil {
			r.Verdict = Undecidable
			r.because("lower-bound", "", "")
			return r
		}
		lo.Add(lo, d.Lo)
		hi.Add(hi, d.Hi)
	}
	n := big.NewRat(int64(len(all)), 1)
	lo.Quo(lo, n)
	hi.Quo(hi, n)
	mid := new(big.Rat).Mul(new(big.Rat).Add(lo, hi), big.NewRat(1, 2))
	mean := datum{Observation: city.Observation{Indicator: c.Indicator, Period: p.period, Value: city.Round(mid, max(2, city.Decimals(p.own.Value))), Unit: p.own.Unit}, Lo: lo, Hi: hi, Derived: true}
	r.Figures = append(r.Figures, Figure{Name: plus(p.rosterWords(), say("算术平均", ", plain average")), Value: mean.Value, Unit: mean.Unit, Period: p.period})
	o := order(*p.own.datum, mean)
	core := pick(c.Than == "above" && o == higher || c.Than == "below" && o == lower || c.Than == "equal" && (o == equal || o == unclear), false)
	if o == unclear && c.Than != "equal" {
		core = open
		r.because("within-tolerance", "", "")
	}
	r.Verdict = combine(tested{core: core})
	rel, v := relation(p.own.Unit, o), amount(mean.Value, mean.Unit)
	if core == fails {
		r.note("mismatch", city.Text{Zh: rel.Zh + "平均水平（" + v.Zh + "）", En: rel.En + " the average (" + v.En + ")"})
	}
	r.Rewording = sentence(b.subject(c.Indicator, p.own.Definition, c.Place, p.period), say("为", " stood at "), value(*p.own.datum),
		city.Text{Zh: "，" + rel.Zh + p.rosterWords().Zh + "算术平均数（" + v.Zh + "）", En: ", " + rel.En + " the plain average of " + p.rosterWords().En + " (" + v.En + ")"})
	r.Counter = say("算术平均未加权，与公布的平均水平可能不同。", "The average is not weighted and may differ from a published one.")
	return r
}
