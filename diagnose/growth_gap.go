package diagnose

import (
	"math/big"
	"regexp"

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
	other, place := a.levelOf(a.resolved(c.Against)), a.c.Place
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
		if s.stop.across() {
			return a.across(s.indicator, from, to, s.stop)
		}
	}
	if len(xs) == 0 {
		return a.lacking(stopX.text)
	}
	if len(ys) == 0 {
		a.r.Rewording = a.oneRate(xs[0])
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
		if s.across() {
			return a.across(a.c.Indicator, base.Shift(-1), to, s)
		}
	}
	if len(xs) > 0 {
		a.r.Rewording = a.oneRate(xs[0])
	}
	if len(xs) == 0 || len(ys) == 0 {
		return a.lacking(a.missing(a.c.Indicator, a.c.Place, base.Shift(-1), base, to))
	}
	return a.gap(xs, ys, to)
}

// oneRate states one rate alone.
func (a *arith) oneRate(r rateReading) city.Text {
	if r.printed {
		return a.printedSentence(r)
	}
	return a.levelSentence(r, false)
}

// resolved is the ID of an indicator that a claim only has in words (出口).
func (a *arith) resolved(words string) string {
	if _, ok := a.b.indicators().Get(words); ok || words == "" {
		return words
	}
	if r := a.b.indicators().Resolve(words); r.Known && r.ID != "" {
		return r.ID
	}
	return words
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
			sure := sameBasis(x, y)
			if sure == open && a.alikeByCustom(x, y) {
				sure = mixed
			}
			if sure != open {
				list = append(list, gapReading{x, y, a.gapFit(x, y), sure})
			}
		}
	}
	if len(list) == 0 {
		a.reason("basis-not-stated", "两个增速的价格基础不同或未说明（一为现价，一为可比价），不能相减", "the price bases of the two rates differ or are not stated: current beside constant cannot be subtracted")
		a.r.Decide = say("需要两个指标按同一价格基础计算的增速", "needed: rates of both on one price basis")
		a.r.Rewording = a.twoRates(xs[0], ys[0])
		return a.r
	}
	fits := make([]outcome, len(list))
	main := list[0]
	for i, g := range list {
		fits[i] = g.fit
	}
	for _, g := range list {
		if g.fit == holds && (main.fit != holds || main.sure == mixed && g.sure == holds || !main.real() && g.real()) {
			main = g
		}
	}
	t := tested{core: over(fits), comparator: main.sure}
	if main.fit == holds && main.sure == holds && main.real() {
		t.core = holds // rates at stated constant prices are the usual reading
	}
	if t.core == fails && a.gapMaybeReal(list, append(append([]rateReading(nil), xs...), ys...)...) {
		t.core = open
		a.reason("basis-not-stated", "句中未写价格基础，现有增速由现价数值算得；这类增速一般按可比价格计算，不能据以肯定或否定", "the sentence states no price basis, and the rates at hand are from values at current prices; such rates are usually at constant prices, and these neither bear it out nor refute it")
		a.r.Decide = say("需要两个指标按可比价格计算的增速", "needed: the rates of both at constant prices")
	}
	if t.core == fails && a.vintage && !main.real() { // the rate holds the revision; it refutes nothing
		t.core = open
		a.r.Decide = say("需要按普查修订后的口径追溯的基期数", "needed: the base year revised after the census")
	}
	a.r.Verdict = combine(t)
	if t.core == fails && a.mixesBases(xs, ys) {
		a.reason("basis-not-stated", "句中的差是现价增速与可比价增速相减所得，价格基础不同，不能相减", "the gap in the sentence is a rate at current prices less one at constant prices, which cannot be subtracted")
	}
	a.gapWords(main, t, to)
	return a.r
}

// mixesBases reports whether the figure comes from two rates on different
// price bases.
func (a *arith) mixesBases(xs, ys []rateReading) bool {
	for _, x := range xs {
		for _, y := range ys {
			if sameBasis(x, y) == open && a.gapFit(x, y) == holds {
				return true
			}
		}
	}
	return false
}

// real reports whether every rate of money in it is at stated constant prices.
func (g gapReading) real() bool {
	for _, r := range []rateReading{g.x, g.y} {
		if r.money() && r.price != city.Constant {
			return false
		}
	}
	return g.x.money() || g.y.money()
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
	case bx == by && x.printed && y.printed && x.terms[0].Indicator == y.terms[0].Indicator:
		return holds // one series, as its source prints it
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

// fallWords speak of the size of a fall.
var fallWords = regexp.MustCompile(`降幅|跌幅|减幅|下降幅度|降速`)

// gapFit tests the gap of the sentence. The difference of the two rates as
// rounded to the sentence's decimals counts as well as the exact one.
func (a *arith) gapFit(x, y rateReading) outcome {
	for _, t := range append(append([]term(nil), x.terms...), y.terms...) {
		if t.open() {
			return open
		}
	}
	iv, mid := x.iv.Sub(y.iv), new(big.Rat).Sub(x.mid, y.mid)
	falling := fallWords.MatchString(a.c.Sentence) && x.mid.Sign() <= 0 && y.mid.Sign() <= 0
	if falling {
		iv, mid = iv.Neg(), new(big.Rat).Neg(mid) // 降幅扩大: the fall is what grows
	}
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
		if below != falling {
			d = d.Neg()
		}
		if d.Equal(a.c.Figure.Abs()) {
			o = holds
		}
	}
	return denied(o, a.c.Denied)
}
