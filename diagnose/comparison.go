package diagnose

import (
	"regexp"

	"github.com/quanyu/quanyu/city"
)

// judgeComparison tests a place against other places, an indicator against
// another, or a value against a threshold.
func judgeComparison(c Claim, b *Bench) Result {
	r := Result{Claim: c}
	r.rule("比较：与句中对象逐一比较，误差区间不重叠才算分出高下；全部成立为依据充分，全部不成立为与数据不符，有成立有不成立为限定后可用",
		"comparison: with each one named, decided only where the intervals do not overlap; supported if all hold, not supported if none does, else usable when qualified")
	named, joined := b.peers(c)
	if len(named)+len(joined) == 0 && c.Roster != "" {
		if averaged(c) {
			return b.compareAverage(r, c)
		}
		joined = b.otherMembers(c)
	}
	switch {
	case c.Concept != "" && c.Indicator == "":
		return b.conceptCompared(r, c)
	case c.Against != "" && len(named)+len(joined) == 0:
		return b.compareIndicators(r, c)
	case len(named)+len(joined) == 0 && c.Figure != nil:
		c.Hedge = map[string]Hedge{"above": Over, "below": LessThan}[c.Than]
		if c.Hedge == Over {
			c.Hedge = AtLeast
		}
		return judgeLevel(c, b)
	}
	q := ask{Indicator: c.Indicator, Definition: c.Definition, Place: c.Place, Period: c.Period}
	if q.Period == "" {
		q.Period = b.bestPeriod(q, append(append([]string{}, named...), joined...))
	}
	own := b.find(q)
	b.byMeanOfYear(&own)
	own.Assumed = c.Period == "" && own.ok()
	if !own.ok() {
		r = b.noData(r, c.Indicator, c.Place, own)
		b.nearNames(&r, c)
		for _, code := range named {
			if f := b.find(ask{Indicator: c.Indicator, Place: code, Period: c.Period}); !f.ok() {
				r.note("no-comparator", b.noneOf(c, code))
			}
		}
		b.wordNoComparison(&r, c, named)
		return r
	}
	b.lay(&r, own)
	r.Figures = append(r.Figures, r.figureOf(b.indicator(c.Indicator, own.Definition), *own.datum))
	if len(named)+len(joined) == 0 {
		r.Verdict = Undecidable
		r.because("no-comparator", "", "")
		r.Decide = say("需要写明与谁比较。", "Needed: whom it is compared with.")
		return r
	}
	m := b.match(&r, c, own, named, joined)
	t := tested{core: m.core(), comparator: m.comparator(), strength: b.compareFigure(&r, c, own, m)}
	if t.core == holds && t.strength == fails {
		t.core = fails // the figure is what the sentence says
	}
	r.Verdict = combine(t)
	b.wordComparison(&r, c, own, m)
	b.perSize(&r, c, own, m)
	return r
}

// matched sorts the places compared with by how they compare.
type matched struct {
	holds, fails, unclear []datum
	loose                 bool     // a definition is stated on one side only
	lost                  []string // named ones without a comparable value
	away                  []string // members of the group without one
}

// core is what the comparisons say together.
func (m matched) core() outcome {
	var outs []outcome
	for range m.holds {
		outs = append(outs, holds)
	}
	for range m.fails {
		outs = append(outs, fails)
	}
	for range m.unclear {
		outs = append(outs, open)
	}
	return over(outs)
}

// comparator is open where a place that the sentence names has no value, and
// mixed where a member of its group has none.
func (m matched) comparator() outcome {
	if len(m.lost) > 0 {
		return open
	}
	if len(m.away) > 0 || m.loose {
		return mixed
	}
	return holds
}

// match looks up and compares every peer.
func (b *Bench) match(r *Result, c Claim, own found, named, joined []string) matched {
	var m matched
	for i, code := range append(append([]string{}, named...), joined...) {
		f := b.find(ask{Indicator: c.Indicator, Definition: own.Definition, Place: code, Period: own.Period})
		b.byMeanOfYear(&f)
		ok := f.ok() && !otherwiseDefined(own, f) && !b.meaningless(c, code)
		var d datum
		if ok {
			d, ok = f.datum.in(own.Unit)
		}
		if !ok {
			if f.ok() && f.OtherDef != "" {
				r.because("definition-differs", "%s的口径不同", "the definition of %s differs", b.place(code))
				r.oppose(f.Observation)
			}
			r.note("no-comparator", b.noneOf(c, code))
			if i < len(named) {
				m.lost = append(m.lost, code)
			} else {
				m.away = append(m.away, code)
			}
			continue
		}
		if f.OtherDef != "" {
			m.loose = true
			r.note("definition-differs", b.oneSided(own, f))
		}
		r.cite(f.evidence()...)
		r.cite(f.All...)
		if anyGradeD(b, f.Rejected) {
			r.because("rejected-source", "", "")
		}
		if len(f.Readings) > 1 {
			t := b.sourced(f.Readings)
			r.note("sources-differ", city.Text{Zh: b.place(code) + "各来源不一：" + t.Zh, En: "the sources for " + b.place(code) + " differ: " + t.En})
		}
		switch o := orderOf(own, f, d); {
		case c.Than == "equal" && (o == equal || o == unclear), c.Than == "below" && o == lower, c.Than == "above" && o == higher:
			m.holds = append(m.holds, d)
		case o == unclear:
			m.unclear = append(m.unclear, d)
		default:
			m.fails = append(m.fails, d)
		}
	}
	return m
}

// otherwiseDefined reports whether both sides state a definition and the two
// differ. A definition stated on one side only leaves them comparable, with a
// reason to look.
func otherwiseDefined(own, other found) bool {
	return other.OtherDef != "" && own.Definition != "" && other.Definition != ""
}

func (b *Bench) oneSided(own, other found) city.Text {
	stated := other
	if stated.Definition == "" {
		stated = own
	}
	return city.Text{
		Zh: b.place(stated.Place) + "注明口径为“" + stated.Definition + "”，另一方未注明，须核对是否一致",
		En: b.place(stated.Place) + " states the definition “" + stated.Definition + "” and the other side none; check that they agree",
	}
}

// meaningless reports whether a total is held against the total of a place
// that contains it, which says nothing.
func (b *Bench) meaningless(c Claim, code string) bool {
	if k := b.kind(c.Indicator); k != city.Stock && k != city.Flow {
		return false
	}
	for _, a := range b.ancestors(c.Place) {
		if a == code {
			return true
		}
	}
	return false
}

func (b *Bench) noneOf(c Claim, code string) city.Text {
	if b.meaningless(c, code) {
		return city.Text{Zh: "总量不能与所属的" + b.place(code) + "总量比高低", En: "a total cannot be held against that of " + b.place(code) + ", which contains it"}
	}
	s := b.subject(c.Indicator, c.Definition, code, c.Period)
	return city.Text{Zh: "没有" + s.Zh + "的可比数据", En: "no comparable data of " + s.En}
}

// beyondTimes says that a multiple is passed.
var beyondTimes = regexp.MustCompile(`(超过|超出|高于|多于|大于)[^，。；]{0,16}倍`)

// compareFigure tests how much: 高于全国0.5个百分点, 是其2.3倍.
func (b *Bench) compareFigure(r *Result, c Claim, own found, m matched) outcome {
	var peers []datum
	peers = append(append(append(peers, m.holds...), m.fails...), m.unclear...)
	if c.Figure == nil || len(peers) != 1 {
		return holds
	}
	d := difference(r, c, *own.datum, peers[0])
	if d == nil {
		r.because("unit", "相差的单位“%s”与指标单位“%s”不合", "the unit %q of the difference does not fit that of the indicator, %q", c.Unit, own.Unit)
		return mixed
	}
	r.Figures = append(r.Figures, d.figure)
	lo, hi := city.Bounds(*c.Figure)
	if c.Unit == "倍" && c.Hedge == Exactly && beyondTimes.MatchString(c.Sentence) {
		c.Hedge = Over // 超过南昌市2倍
	}
	out := pick(c.Hedge == Exactly && touches(lo, hi, d.lo, d.hi), false)
	if c.Hedge != Exactly {
		out = zone(c.Hedge, *c.Figure, c.Unit, d.figure.Value.Rat())
	}
	if out != holds {
		v := amount(d.figure.Value, d.figure.Unit)
		r.note("mismatch", city.Text{Zh: "句中相差" + claimed(c).Zh + "，按数据为" + v.Zh, En: "the sentence says " + claimed(c).En + ", the data " + v.En})
	}
	return out
}

// conceptCompared ends a comparison of a concept: shown indicator by
// indicator, decided by none.
func (b *Bench) conceptCompared(r Result, c Claim) Result {
	k, _ := b.indicators().Concept(c.Concept)
	var verdicts []Verdict
	var subs []Result
	for _, id := range k.Indicators {
		sub := c
		sub.Concept, sub.Indicator = "", id
		x := judgeComparison(sub, b)
		if x.Verdict == Undecidable {
			continue
		}
		verdicts = append(verdicts, x.Verdict)
		b.absorb(&r, x, k.Partial)
		subs = append(subs, x)
	}
	r.Rewording = joined(subs, func(x Result) city.Text { return x.Rewording })
	r.Verdict = CombineAll(verdicts)
	name := b.conceptName(c)
	none, counter := b.unmeasured(name)
	r.Counter = counter
	if len(subs) == 0 {
		r.Rewording = none
	}
	if k.Partial || len(verdicts) == 0 {
		r.Verdict, r.Figures = Undecidable, nil
		r.note("concept-partial", city.Text{Zh: "现有指标不足以比较“" + name.Zh + "”", En: "the indicators at hand do not suffice to compare “" + name.En + "”"})
		r.Decide = orText(k.Note, city.Text{Zh: "需要反映“" + name.Zh + "”的双方数据。", En: "Needed: data on “" + name.En + "” for both."})
	}
	return r
}
