package diagnose

import (
	"cmp"
	"math/big"
	"slices"

	"github.com/quanyu/quanyu/city"
)

var shareRule = say(
	"比重为同一时期、同一口径的部分除以整体；来源直接列出的比重与按部分、整体复算的比重分别核对",
	"a share is part over whole, in one period and one definition; the share as printed and as recomputed from part and whole are each tested")

// judgeShare tests 占GDP的比重为19.91%.
func judgeShare(c Claim, b *Bench) Result {
	a := newArith(c, b, shareRule)
	if c.Indicator == "" {
		return a.unknown()
	}
	a.c.Against = a.resolved(c.Against)
	if total, ok := a.shareOfPlace(); ok {
		return a.placeShare(total)
	}
	if a.c.Against == "" && !a.isShare(c.Indicator) && (c.Unit == "" || c.Unit == "%") {
		id := a.ownShare(c.Indicator)
		if id == "" {
			return a.wholeUnknown()
		}
		a.c.Indicator = id
	}
	share, part, whole := a.shareParts()
	p := a.sharePeriod(share, part)
	if p == "" {
		return a.lacking(a.missing(c.Indicator, a.c.Place))
	}
	list := a.shareReadings(share, part, whole, p)
	if len(list) == 0 {
		if whole == "" {
			return a.lacking(a.missing(cmp.Or(share, part), a.c.Place, p))
		}
		x, y := a.missing(part, a.c.Place, p), a.missing(whole, a.c.Place, p)
		if len(a.values(part, a.c.Place, p)) > 0 {
			return a.lacking(y)
		}
		return a.lacking(x)
	}
	fits := make([]outcome, len(list))
	for i, t := range list {
		fits[i] = a.shareFit(t)
	}
	core := over(fits)
	a.r.Verdict = combine(a.qualify(tested{core: denied(core, a.c.Denied)}, list[0]))
	a.shareWords(list, fits, core)
	return a.r
}

// shareParts names the indicator of the share, of its part and of its whole,
// as far as the catalog and the sentence know them.
func (a *arith) shareParts() (share, part, whole string) {
	if a.c.Against != "" && !a.isShare(a.c.Indicator) {
		return a.ratioOf(a.c.Indicator, a.c.Against), a.c.Indicator, a.c.Against
	}
	share = a.c.Indicator
	i, _ := a.b.indicators().Get(share)
	for _, id := range i.Identities {
		if id.Kind == "ratio" {
			return share, id.B, id.C
		}
	}
	return share, "", ""
}

// sharePeriod is the period of the claim, else the newest with the share, else
// the newest with the part.
func (a *arith) sharePeriod(share, part string) city.Period {
	if a.c.Period != "" {
		return a.c.Period
	}
	for _, id := range []string{share, part} {
		if id == "" {
			continue
		}
		if p := a.b.latest(ask{Indicator: id, Definition: a.c.Definition, Place: a.c.Place, Facet: city.Level}); p != "" {
			a.assumed(p)
			return p
		}
	}
	return ""
}

// shareReadings lists the share as printed and as part over whole.
func (a *arith) shareReadings(share, part, whole string, p city.Period) []term {
	var out []term
	if share != "" {
		for _, d := range a.values(share, a.c.Place, p) {
			if !d.Derived && (d.Unit == "%" || len(out) == 0) && definitionFits(a.definitionOr(d), d.Definition) {
				out = append(out, a.use(d))
				break
			}
		}
	}
	if part == "" || whole == "" {
		return out
	}
	parts, wholes := a.values(part, a.c.Place, p), a.values(whole, a.c.Place, p)
	for _, x := range parts {
		if len(out) > 0 && !definitionFits(out[0].Definition, x.Definition) && out[0].Definition != "" && x.Definition != "" {
			continue
		}
		for _, y := range wholes {
			if len(out) > 0 && (x.Derived || y.Derived) { // a value that the share implies proves nothing
				continue
			}
			if q, ok := a.quotient(a.use(x), a.use(y)); ok && (len(out) == 0 || !overlap(out[0], q)) {
				return append(out, q)
			} else if ok {
				return out
			}
		}
	}
	return out
}

func overlap(x, y term) bool { return touches(x.Lo, x.Hi, y.Lo, y.Hi) }

// definitionOr is the definition that the claim names, else that of the value.
func (a *arith) definitionOr(d datum) string {
	if a.c.Definition != "" && len(ofDefinition([]city.Observation{d.Observation}, a.c.Definition)) > 0 {
		return a.c.Definition
	}
	return d.Definition
}

// shareFit tests the figure against one share; words without a figure have
// nothing to test.
func (a *arith) shareFit(t term) outcome {
	if a.c.Figure == nil {
		return open
	}
	f := *a.c.Figure
	x := t
	if a.c.Unit != "" && a.c.Unit != t.Unit {
		x = t.into(a.c.Unit)
		if x.Unit != a.c.Unit {
			return fails
		}
	}
	if t.Derived && a.c.Hedge == Exactly {
		return rateFit(Exactly, f, "%", x.iv(), x.mid())
	}
	return fits(a.c.Hedge, f, x.datum)
}

// shareWords writes figures, reasons, rewording and counter.
func (a *arith) shareWords(list []term, fits []outcome, core outcome) {
	main := list[0]
	for i, f := range fits {
		if f == holds {
			main = list[i]
			break
		}
	}
	a.shareFigure(main)
	for _, t := range list {
		if t.expr != main.expr {
			a.shareFigure(t)
		}
	}
	v, s := a.shareValue(main), a.shareSubject(main)
	if main.Derived && a.isShare(a.c.Indicator) {
		s = a.b.subject(a.c.Indicator, main.Definition, main.Place, main.Period)
	}
	a.r.Rewording = sentence(city.Text{Zh: s.Zh + "为" + v.Zh, En: s.En + " stood at " + v.En})
	switch {
	case core == mixed && len(list) > 1 && slices.Contains(fits, holds):
		w := a.shareValue(list[1])
		a.reason("mismatch", "来源所列比重（"+a.shareValue(list[0]).Zh+"）与按部分、整体复算的结果（"+w.Zh+"）不一致，只有一种与原句相符",
			"the share as printed ("+a.shareValue(list[0]).En+") and as recomputed ("+w.En+") differ, and only one agrees with the sentence")
	case core == mixed:
		a.looseReason()
	case core == fails && a.c.Figure != nil:
		a.mismatch(stated(a.c), v)
	case core == open && a.c.Figure == nil:
		a.reason("not-understood", "句中没有认出比重的数值", "no figure of the share was found in the sentence")
	case core == open:
		a.reason("within-tolerance", "差别在数据误差范围之内，无法判定", "the difference lies within the tolerance of the data")
		a.r.Decide = say("需要更精确的部分和整体数据", "needed: more precise data of part and whole")
	}
	t := a.b.counterStatus(main.datum)
	if main.Derived {
		t = say("比重按部分与整体的公布数计算，发布单位未直接列出", "the share is computed from part and whole; the publisher does not print it")
	} else if len(list) > 1 {
		w := a.shareValue(list[1])
		t = plus(say("按部分与整体复算为"+w.Zh, "recomputed from part and whole it is "+w.En), semicolon(t), t)
	}
	if main.Definition != "" {
		d := definitionName(main.Definition)
		t = plus(t, semicolon(t), say("该数为"+d.Zh+"，不能与其他口径的比重相比", "the value is of "+d.En+" and does not compare with shares of another definition"))
	}
	if !t.IsZero() {
		a.r.Counter = sentence(t)
	}
}

// shareValue is the share in words; a computed one with two decimals.
func (a *arith) shareValue(t term) city.Text {
	if !t.Derived {
		return value(t.datum)
	}
	x := size(t.mid(), a.computedPlaces(), t.Unit)
	if st := statusWord(t.Status); !st.IsZero() {
		return say(x.Zh+"（"+st.Zh+"）", x.En+" ("+st.En+")")
	}
	return x
}

func (a *arith) computedPlaces() int32 {
	if a.c.Figure == nil {
		return 2
	}
	return max(2, city.Decimals(*a.c.Figure))
}

func (a *arith) shareFigure(t term) {
	if t.Derived {
		a.figure("比重（复算）", "share, recomputed", new(big.Rat).Set(t.mid()), a.computedPlaces(), t.Unit, t.Period, t.expr, t)
		return
	}
	a.figure("比重", "share", t.mid(), city.Decimals(t.Value), t.Unit, t.Period, "", t)
}

// shareOfPlace gives the place whose total the share is taken of: 占全国的比重.
func (a *arith) shareOfPlace() (string, bool) {
	named, _ := a.b.peers(a.c)
	if len(named) == 0 || a.isShare(a.c.Indicator) {
		return "", false
	}
	return named[0], true
}

// placeShare tests the share of a place in the total of another.
func (a *arith) placeShare(total string) Result {
	whole := cmp.Or(a.c.Against, a.c.Indicator)
	p := a.sharePeriod("", a.c.Indicator)
	x, okx := a.value(a.c.Indicator, a.c.Place, p)
	y, oky := a.value(whole, total, p)
	switch {
	case p == "" || !okx:
		return a.lacking(a.missing(a.c.Indicator, a.c.Place, p))
	case !oky:
		r := a.lacking(a.missing(whole, total, p))
		r.Reasons = append(r.Reasons, Reason{Code: "no-comparator", Text: reasonText("no-comparator")})
		return r
	case !definitionFits(x.Definition, y.Definition):
		a.reason("definition-differs", a.definitionText(x, y).Zh, a.definitionText(x, y).En)
		a.r.Decide = say("需要两地同一口径的数据", "needed: data of both places in one definition")
		return a.r
	}
	q, ok := a.quotient(x, y)
	if !ok {
		return a.lacking(say("部分与整体的单位不能换算", "the units of part and whole do not convert"))
	}
	core := a.shareFit(q)
	a.r.Verdict = combine(a.qualify(tested{core: denied(core, a.c.Denied)}, q))
	a.shareWords([]term{q}, []outcome{core}, core)
	s, v, n := a.subjectOf(q), a.shareValue(q), a.b.indicator(whole, "")
	vx, vy := value(x.datum), value(y.datum)
	a.r.Rewording = sentence(city.Text{
		Zh: s.Zh + "（" + vx.Zh + "）占" + a.b.place(total) + n.Zh + "（" + vy.Zh + "）的比重为" + v.Zh,
		En: s.En + " (" + vx.En + ") made " + v.En + " of that of " + a.b.place(total) + " (" + vy.En + ")",
	})
	return a.r
}
