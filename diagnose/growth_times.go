package diagnose

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/growth"
)

// multiple tests 增长N倍 (by), 增长到N倍, 是…的N倍 (to) and 翻番 (2 to the n-th). A
// fall in multiples means nothing and is refused.
func (a *arith) multiple() Result {
	from, to, ok := a.ends(a.c.Indicator)
	if !ok && a.c.Direction != "down" {
		return a.lacking(a.missing(a.c.Indicator, a.c.Place, to))
	}
	x, y, stop := a.comparable(a.c.Indicator, a.c.Place, from, to)
	if a.c.Direction == "down" {
		return a.refused(x, y, stop)
	}
	if a.c.From == "" && a.c.Years == 0 && a.c.Period == "" {
		if u, v, ok := a.anyBase(to); ok {
			from, x, y, stop = u.Period, u, v, barrier{}
		}
	}
	if stop.code != "" {
		return a.barred(a.c.Indicator, from, to, stop)
	}
	fits := []outcome{a.timesFit(x, y)}
	if fits[0] == open && growthBaseless(x) {
		return a.noBase(from, to)
	}
	if a.c.From == "" && a.c.Years > 1 {
		if u, v, s := a.comparable(a.c.Indicator, a.c.Place, from.Shift(1), to); s.code == "" {
			fits = append(fits, a.timesFit(u, v))
			if fits[0] != holds && fits[1] == holds {
				x, y = u, v
			}
		}
	}
	core := over(fits)
	if core == mixed && slices.Contains(fits, holds) {
		a.reason("base-assumed", "句中未写明基期，以"+from.Name("zh")+"或"+from.Shift(1).Name("zh")+"为基期结果不同，只有一种成立",
			"the sentence does not name its base: "+from.Name("en")+" and "+from.Shift(1).Name("en")+" give different multiples, and only one agrees")
	}
	t := tested{core: core}
	if a.baseNamed {
		t.period = mixed
	}
	a.r.Verdict = combine(a.qualify(t, y))
	a.timesFigures(x, y)
	a.timesWords(x, y, core)
	return a.r
}

// anyBase finds the newest base from which a multiple without any base holds;
// ok is false where there is none.
func (a *arith) anyBase(to city.Period) (x, y term, ok bool) {
	all := a.yearly(a.c.Indicator, a.c.Place, "", to)
	for i := len(all) - 2; i >= 0; i-- {
		u, v, stop := a.comparable(a.c.Indicator, a.c.Place, all[i].Period, to)
		if stop.code != "" || a.timesFit(u, v) != holds {
			continue
		}
		p := u.Period
		a.baseNamed = true
		a.reason("base-assumed", "句中未写明基期，以"+p.Name("zh")+"为基期时与数据相符", "the sentence does not name its base; it agrees with "+p.Name("en")+" as base")
		return u, v, true
	}
	return x, y, false
}

func growthBaseless(x term) bool { return x.iv().Sign() <= 0 }

// timesFit tests the multiple of the sentence between two values.
func (a *arith) timesFit(x, y term) outcome {
	to, ok := growth.TimesTo(x.iv(), y.iv())
	mid, okMid := growth.TimesTo(x.point(), y.point())
	if !ok || !okMid || x.open() || y.open() {
		return open
	}
	var o outcome
	switch {
	case a.c.Times == "double" || a.c.Unit == "番":
		o = doubledFit(a.c.Hedge, growth.Doubled(a.doublings()), to, mid.Lo)
	case a.c.Figure == nil:
		o = directionFit("up", to.Sub(growth.Whole(1)), mid.Sub(growth.Whole(1)).Lo, new(big.Rat))
	case a.c.Times == "to":
		o = rateFit(a.c.Hedge, *a.c.Figure, "倍", to, mid.Lo)
	default:
		one := growth.Whole(1)
		o = rateFit(a.c.Hedge, *a.c.Figure, "倍", to.Sub(one), mid.Sub(one).Lo)
	}
	return denied(o, a.c.Denied)
}

// doublings is n of 翻n番; 翻番 alone is one.
func (a *arith) doublings() int {
	if a.c.Figure == nil {
		return 1
	}
	n := int(a.c.Figure.IntPart())
	if n < 1 || n > 30 {
		return 1
	}
	return n
}

// doubledFit tests 翻番 against a multiple: reached, and not yet doubled once
// more; within 5 % below it, or beyond the next doubling, the word fits only
// when qualified. 近 means 10 % below at most.
func doubledFit(h Hedge, target *big.Rat, iv growth.Interval, mid *big.Rat) outcome {
	part := func(n int64) *big.Rat { return new(big.Rat).Mul(target, big.NewRat(n, 100)) }
	one := func(v *big.Rat) outcome {
		switch {
		case h == Near:
			return pick(v.Cmp(part(90)) >= 0 && v.Cmp(target) < 0, v.Cmp(part(85)) >= 0)
		case h == OrSo:
			return pick(apart(v, target, 5), apart(v, target, 10))
		}
		return pick(v.Cmp(target) >= 0 && v.Cmp(part(200)) < 0, v.Cmp(part(95)) >= 0)
	}
	return alike(one(iv.Lo), one(mid), one(iv.Hi))
}

// timesFigures writes both multiples and the percentage.
func (a *arith) timesFigures(x, y term) {
	mid, ok := growth.TimesTo(x.point(), y.point())
	if !ok {
		return
	}
	by := new(big.Rat).Sub(mid.Lo, big.NewRat(1, 1))
	places := a.timesPlaces()
	toFigure := func() {
		a.figure("为"+x.Period.Name("zh")+"的倍数", "multiple of "+x.Period.Name("en"), mid.Lo, places, "倍", y.Period, fmt.Sprintf("%s/%s", y.expr, x.expr), x, y)
	}
	byFigure := func() {
		a.figure("增长倍数", "growth in multiples", by, places, "倍", y.Period, fmt.Sprintf("%s/%s-1", y.expr, x.expr), x, y)
	}
	if a.c.Times == "to" || a.c.Times == "double" || a.c.Unit == "番" {
		toFigure()
		byFigure()
	} else {
		byFigure()
		toFigure()
	}
	a.figure("增速", "growth", new(big.Rat).Mul(by, big.NewRat(100, 1)), 1, "%", y.Period, fmt.Sprintf("(%s/%s-1)*100", y.expr, x.expr), x, y)
}

func (a *arith) timesPlaces() int32 {
	if a.c.Figure == nil || a.c.Times == "double" {
		return 2
	}
	return max(2, city.Decimals(*a.c.Figure))
}

// timesWords writes reasons, rewording and counter of a multiple.
func (a *arith) timesWords(x, y term, core outcome) {
	mid, _ := growth.TimesTo(x.point(), y.point())
	by := mid.Sub(growth.Whole(1)).Lo
	places := a.timesPlaces()
	tTo, tBy := size(mid.Lo, plain(mid.Lo, places), "倍"), size(by, plain(by, places), "倍")
	verb := say("增长"+tBy.Zh, "grew by "+tBy.En)
	if by.Sign() <= 0 {
		verb = moved(new(big.Rat).Mul(by, big.NewRat(100, 1)), 1)
	}
	s, vx, vy := a.subjectOf(y), value(x.datum), value(y.datum)
	a.r.Rewording = sentence(city.Text{
		Zh: s.Zh + "为" + vy.Zh + "，是" + x.Period.Name("zh") + "（" + vx.Zh + "）的" + tTo.Zh + "，" + verb.Zh,
		En: s.En + " stood at " + vy.En + ", " + tTo.En + " that of " + x.Period.Name("en") + " (" + vx.En + "); it " + verb.En,
	})
	switch {
	case core == mixed && a.c.Hedge != Exactly:
		a.looseReason()
	case core == fails || core == mixed && a.timesFit(x, y) != holds:
		a.timesReason(x, y, tTo, tBy)
	}
	if core == open {
		a.reason("within-tolerance", "差别在数据误差范围之内，无法判定", "the difference lies within the tolerance of the data")
		a.r.Decide = say("需要更精确的基期和报告期数据", "needed: more precise data of base and period")
	}
	t := say("“增长"+tBy.Zh+"”与“增长到"+tTo.Zh+"”容易混用，须写明", "growth by "+tBy.En+" and growth to "+tTo.En+" are easily confused and must be told apart")
	if by.Sign() <= 0 {
		t = say("不是增长", "it is no growth")
	}
	if r, ok := fromLevels(x, y, 0); ok && yearsApart(x.Period, y.Period) > 1 {
		if l := a.lastStep(r); !l.IsZero() {
			t = plus(t, say("；", "; "), l)
		}
	}
	a.r.Counter = sentence(t)
}

// timesReason names the slip between by and to, or the mismatch.
func (a *arith) timesReason(x, y term, tTo, tBy city.Text) {
	if a.c.Times == "double" || a.c.Unit == "番" {
		a.reason("mismatch", "报告期是基期的"+tTo.Zh+fmt.Sprintf("，翻%d番应为%s倍", a.doublings(), growth.Doubled(a.doublings()).FloatString(0)),
			fmt.Sprintf("the multiple is %s; %d doubling(s) make %s", tTo.En, a.doublings(), growth.Doubled(a.doublings()).FloatString(0)))
		return
	}
	other := *a
	other.c.Times = "to"
	if a.c.Times == "to" {
		other.c.Times = "by"
	}
	if a.c.Figure != nil && other.timesFit(x, y) == holds {
		a.reason("times-by-to", "“增长N倍”与“增长到N倍”混用：数据为增长"+tBy.Zh+"、增长到"+tTo.Zh, "growth by and growth to are confused: it grew by "+tBy.En+", to "+tTo.En)
		return
	}
	if a.c.Times == "to" {
		a.mismatch(stated(a.c), tTo)
	} else {
		a.mismatch(stated(a.c), tBy)
	}
}

// refused is the result for 下降N倍: a fall cannot exceed 100 %. The wording
// gives the fall in percent where the data show one.
func (a *arith) refused(x, y term, stop barrier) Result {
	a.r.Verdict = NotSupported
	a.reason("times-down", "“下降”“减少”不能用倍数表示，降幅最多为100%，无意义", "a fall cannot be stated in multiples: it is 100 % at most; the statement means nothing")
	if stop.across() {
		a.reason(stop.code, stop.text.Zh, stop.text.En)
		from, to := stop.x.Period, stop.y.Period
		a.r.Rewording = a.oneDefinition(a.c.Indicator, a.c.Place, a.stretches(a.c.Indicator, a.c.Place, from, to))
		return a.r
	}
	r, ok := rateReading{}, false
	if stop.code == "" {
		r, ok = fromLevels(x, y, 0)
	}
	if !ok {
		a.r.Rewording = say("降幅改用百分数表述，并写明基期和报告期数值。", "State the fall in percent, with the values of base and period.")
		return a.r
	}
	a.rateFigures([]rateReading{r}, []outcome{fails})
	a.r.Rewording = a.levelSentence(r, false)
	if r.mid.Sign() > 0 {
		a.reason("mismatch", "数据显示为增长，不是下降", "the data show growth, not a fall")
	}
	return a.r
}
