package diagnose

import (
	"fmt"
	"math/big"

	"github.com/quanyu/quanyu/city"
)

var growthGapRule = say(
	"两个增速相减，单位为百分点；两个增速须同一时段、同一价格基础（现价对现价，可比价对可比价），否则依据不足",
	"the difference of two growth rates, in percentage points; both of one span and one price basis (current beside current, constant beside constant), else it cannot be decided")

// gapReading is one way to set two rates side by side.
type gapReading struct {
	x, y rateReading // the sentence's own, and the one compared with
	fit  outcome
	sure outcome // mixed where the price basis is not stated, open where bases differ
}

// judgeGrowthGap tests 增速快于GDP N个百分点, between two indicators of a place, or
// between two places.
func judgeGrowthGap(c Claim, b *Bench) Result {
	a := newArith(c, b, growthGapRule)
	if c.Indicator == "" {
		return a.unknown()
	}
	other, place := a.levelOf(c.Against), a.c.Place
	if other == "" {
		other = c.Indicator
	}
	if named, _ := b.peers(a.c); len(named) > 0 {
		place = named[0]
	}
	if c.Against != "" && other == a.levelOf(c.Indicator) && place == a.c.Place {
		return a.gapBefore()
	}
	if other == c.Indicator && place == a.c.Place {
		a.reason("no-comparator", "句中没有认出增速的比较对象", "what the rate is compared with was not found in the sentence")
		a.r.Decide = say("写明与哪个指标或哪个地区的增速相比", "name the indicator or the place that it is compared with")
		return a.r
	}
	from, to, ok := a.ends(c.Indicator)
	if !ok {
		return a.lacking(a.missing(c.Indicator, a.c.Place, to))
	}
	xs, stopX := a.readings(c.Indicator, a.c.Place, from, to)
	ys, stopY := a.readings(other, place, from, to)
	for _, s := range []struct {
		indicator string
		stop      barrier
	}{{c.Indicator, stopX}, {other, stopY}} {
		if s.stop.code == "break" || s.stop.code == "definition-differs" {
			return a.across(s.indicator, from, to, s.stop)
		}
	}
	if len(xs) == 0 {
		return a.lacking(stopX.text)
	}
	if len(ys) == 0 {
		r := a.lacking(stopY.text)
		r.Reasons = append(r.Reasons, Reason{Code: "no-comparator", Text: reasonText("no-comparator")})
		return r
	}
	return a.gap(xs, ys, to)
}

// gapBefore tests 增速比上年加快N个百分点: the growth beside that of the period
// before, in the same steps.
func (a *arith) gapBefore() Result {
	from, to, ok := a.ends(a.c.Indicator)
	if !ok {
		return a.lacking(a.missing(a.c.Indicator, a.c.Place, to))
	}
	base := to.Shift(-1)
	if from != base {
		base = from // 比2015年加快: the growth of that year
	}
	xs, stopX := a.readings(a.c.Indicator, a.c.Place, to.Shift(-1), to)
	ys, stopY := a.readings(a.c.Indicator, a.c.Place, base.Shift(-1), base)
	for _, s := range []barrier{stopX, stopY} {
		if s.code == "break" || s.code == "definition-differs" {
			return a.across(a.c.Indicator, base.Shift(-1), to, s)
		}
	}
	if len(xs) == 0 || len(ys) == 0 {
		return a.lacking(a.missing(a.c.Indicator, a.c.Place, base.Shift(-1), base, to))
	}
	return a.gap(xs, ys, to)
}

// levelOf turns an indicator that is itself a growth rate (地区生产总值增速) into
// the indicator whose growth it is.
func (a *arith) levelOf(indicator string) string {
	i, ok := a.b.indicators().Get(indicator)
	if !ok || i.Kind != city.RateOf {
		return indicator
	}
	for _, id := range i.Identities {
		if id.Kind == "growth" && id.B != "" {
			return id.B
		}
	}
	return indicator
}

// gap tests every pair of readings that share a basis.
func (a *arith) gap(xs, ys []rateReading, to city.Period) Result {
	var list []gapReading
	for _, x := range xs {
		for _, y := range ys {
			if sure := sameBasis(x, y); sure != open && x.printed == y.printed {
				list = append(list, gapReading{x, y, a.gapFit(x, y), sure})
			}
		}
	}
	if len(list) == 0 {
		for _, x := range xs {
			for _, y := range ys {
				if sure := sameBasis(x, y); sure != open {
					list = append(list, gapReading{x, y, a.gapFit(x, y), sure})
				}
			}
		}
	}
	if len(list) == 0 {
		a.reason("basis-not-stated", "两个增速的价格基础不同或未说明（一为现价，一为可比价），不能相减", "the price bases of the two rates differ or are not stated: current beside constant cannot be subtracted")
		a.r.Decide = say("需要两个指标按同一价格基础计算的增速", "rates of both on one price basis")
		a.r.Rewording = a.twoRates(xs[0], ys[0])
		return a.r
	}
	fits := make([]outcome, len(list))
	main := list[0]
	for i, g := range list {
		fits[i] = g.fit
	}
	for _, g := range list {
		if g.fit == holds && (main.fit != holds || main.sure == mixed && g.sure == holds) {
			main = g
		}
	}
	t := tested{core: over(fits), comparator: main.sure}
	if main.fit == holds && main.sure == holds && main.x.price == city.Constant && main.y.price == city.Constant {
		t.core = holds
	}
	a.r.Verdict = combine(t)
	a.gapWords(main, t, to)
	return a.r
}

// sameBasis says whether two rates may be subtracted: holds, mixed where no
// basis is stated on either side, open where they differ.
func sameBasis(x, y rateReading) outcome {
	mx, my := x.money(), y.money()
	if !mx || !my {
		return holds
	}
	bx, by := x.basis(), y.basis()
	switch {
	case bx == by && bx != "":
		return holds
	case bx == by:
		return mixed
	}
	return open
}

// basis is the price basis of a rate. Levels that state none are at current
// prices, as statistical communiqués print them; a printed rate that states
// none may be either.
func (r rateReading) basis() city.PriceBasis {
	if r.price == "" && !r.printed {
		return city.Current
	}
	return r.price
}

// money reports whether a price basis matters for the rate. A printed rate is
// in percent; whether the thing itself is money shows in its levels only, so
// it counts as money unless a count's rate is printed with its level beside it.
func (r rateReading) money() bool {
	if r.printed {
		return r.price != "" || !r.counts
	}
	return isMoney(r.terms[0].Unit)
}

// gapFit tests the gap of the sentence. The difference of the two rates as
// rounded to the sentence's decimals counts as well as the exact one.
func (a *arith) gapFit(x, y rateReading) outcome {
	for _, t := range append(append([]term(nil), x.terms...), y.terms...) {
		if t.open() {
			return open
		}
	}
	iv, mid := x.iv.Sub(y.iv), new(big.Rat).Sub(x.mid, y.mid)
	below := a.c.Than == "below" || a.c.Than == "" && a.c.Direction == "down"
	if below {
		iv, mid = iv.Neg(), new(big.Rat).Neg(mid)
	}
	if a.c.Figure == nil {
		if a.c.Than == "equal" || a.c.Direction == "flat" {
			return denied(directionFit("flat", iv, mid, big.NewRat(1, 2)), a.c.Denied)
		}
		return denied(directionFit("up", iv, mid, new(big.Rat)), a.c.Denied)
	}
	o := rateFit(a.c.Hedge, a.c.Figure.Abs(), "百分点", iv, mid)
	if o == fails && a.c.Hedge == Exactly {
		n := city.Decimals(*a.c.Figure)
		d := city.Round(x.mid, n).Sub(city.Round(y.mid, n))
		if below {
			d = d.Neg()
		}
		if d.Equal(a.c.Figure.Abs()) {
			o = holds
		}
	}
	return denied(o, a.c.Denied)
}

// gapWords writes figures, reasons, rewording and counter.
func (a *arith) gapWords(g gapReading, t tested, to city.Period) {
	places := int32(1)
	if a.c.Figure != nil {
		places = max(1, city.Decimals(*a.c.Figure))
	}
	if g.fit != holds {
		places = max(places, 2)
	}
	mid := new(big.Rat).Sub(g.x.mid, g.y.mid)
	all := append(append([]term(nil), g.x.terms...), g.y.terms...)
	a.figure("增速差", "gap of growth", mid, places, "百分点", to, fmt.Sprintf("%s-%s", g.x.expr, g.y.expr), all...)
	for i, r := range []rateReading{g.x, g.y} {
		n := a.rateOwner(r)
		e := r.expr
		if r.printed {
			e = ""
		}
		_ = i
		a.figure(n.Zh+"增速", "growth of "+n.En, r.mid, max(places, r.places()), "%", to, e, r.terms...)
	}
	if g.sure == mixed {
		a.reason("basis-not-stated", "两个增速的价格基础均未说明，按来源所列相减", "neither rate states its price basis; they are subtracted as printed")
	}
	s := size(mid, places, "百分点")
	zh, en := "快", "faster"
	if mid.Sign() < 0 {
		zh, en = "慢", "slower"
	}
	found := say(zh+s.Zh, s.En+" "+en)
	switch t.core {
	case fails:
		a.mismatch(stated(a.c), found)
	case open:
		a.reason("within-tolerance", "差别在数据误差范围之内，无法判定", "the difference lies within the tolerance of the data")
		a.r.Decide = say("需要更精确的增速数据", "more precise rates")
	case mixed:
		if a.c.Hedge != Exactly && g.fit == mixed {
			a.looseReason()
			break
		}
		a.reason("basis-not-stated", "按水平值计算和按来源所列增速计算结果不同，只有一种与原句相符", "levels and printed rates give different gaps; only one agrees with the sentence")
	}
	a.r.Rewording = a.gapSentence(g, found, places)
	c := say("", "")
	if g.x.money() && g.y.money() && g.x.basis() == city.Current {
		c = say("两个增速均按现价计算，含价格变动", "both rates are at current prices and include their change")
	}
	if g.x.money() != g.y.money() {
		c = say("数量指标与价值指标增速相比，价格因素只影响后者", "a count is set beside a value: prices enter the latter only")
	}
	for _, x := range all {
		if st := a.b.counterStatus(x.datum); !st.IsZero() {
			c = plus(c, semicolon(c), st)
			break
		}
	}
	if !c.IsZero() {
		a.r.Counter = sentence(c)
	}
}

// rateOwner names whose rate it is: the indicator, with its place where that
// is another one.
func (a *arith) rateOwner(r rateReading) city.Text {
	t := r.terms[len(r.terms)-1]
	n := a.b.indicator(a.levelOf(t.Indicator), t.Definition)
	if t.Place != a.c.Place {
		p := a.b.place(t.Place)
		return city.Text{Zh: p + n.Zh, En: n.En + " of " + p}
	}
	return n
}

// sameThing reports whether both rates are of one indicator and place, at two
// times.
func (g gapReading) sameThing() bool {
	x, y := g.x.terms[len(g.x.terms)-1], g.y.terms[len(g.y.terms)-1]
	return x.Indicator == y.Indicator && x.Place == y.Place
}

// gapSentence is 2018年武汉市A比上年增长25.1%，增速比B（10.7%）快14.4个百分点。
func (a *arith) gapSentence(g gapReading, found city.Text, places int32) city.Text {
	x, y := a.rateOwner(g.x), a.rateOwner(g.y)
	last := g.x.terms[len(g.x.terms)-1]
	mx, my := moved(g.x.mid, max(places, g.x.places()), "%"), moved(g.y.mid, max(places, g.y.places()), "%")
	base := sinceBase(g.x.from, last.Period)
	avg := city.Text{}
	if g.x.steps > 0 {
		avg = say("年均", "a year on average ")
	}
	basis := city.Text{}
	if g.x.money() && g.y.money() && g.x.basis() != "" {
		w := basisWord(g.x.basis())
		basis = say("按"+w.Zh+"计算，", "at "+w.En+", ")
	}
	place := a.b.place(a.c.Place)
	if g.sameThing() {
		before := g.y.terms[len(g.y.terms)-1].Period
		return sentence(basis, city.Text{
			Zh: last.Period.Name("zh") + place + x.Zh + base.Zh + mx.Zh + "，增速比" + before.Name("zh") + "（" + my.Zh + "）" + found.Zh,
			En: "in " + last.Period.Name("en") + " " + x.En + " of " + place + " " + mx.En + " " + base.En + ": " + found.En + " than in " + before.Name("en") + ", when it " + my.En,
		})
	}
	return sentence(basis, city.Text{
		Zh: last.Period.Name("zh") + place + x.Zh + base.Zh + avg.Zh + mx.Zh + "，" + y.Zh + avg.Zh + my.Zh + "，前者比后者" + found.Zh,
		En: "in " + last.Period.Name("en") + " " + x.En + " of " + place + " " + mx.En + " " + avg.En + base.En + " and " + y.En + " " + my.En + ": " + found.En,
	})
}

// twoRates states both rates apart, with their bases, and no difference.
func (a *arith) twoRates(x, y rateReading) city.Text {
	one := func(r rateReading) city.Text {
		n := a.rateOwner(r)
		m := moved(r.mid, max(1, r.places()), "%")
		w := say("价格基础未说明", "basis not stated")
		if r.basis() != "" {
			w = basisWord(r.basis())
		}
		return city.Text{Zh: n.Zh + m.Zh + "（" + w.Zh + "）", En: n.En + " " + m.En + " (" + w.En + ")"}
	}
	p := x.terms[len(x.terms)-1].Period
	u, v := one(x), one(y)
	return sentence(city.Text{
		Zh: p.Name("zh") + a.b.place(a.c.Place) + u.Zh + "，" + v.Zh + "，两个增速价格基础不同，不作比较",
		En: "in " + p.Name("en") + " " + u.En + "; " + v.En + "; the two are not compared",
	})
}
