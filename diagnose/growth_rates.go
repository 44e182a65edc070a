package diagnose

import (
	"fmt"
	"math/big"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/growth"
	"github.com/shopspring/decimal"
)

// rateReading is one way to read a growth rate: from two levels, or as a
// source prints it.
type rateReading struct {
	iv      growth.Interval // in percent, with its sign
	mid     *big.Rat        // from the values as printed
	expr    string          // over the evidence, in percent
	terms   []term
	printed bool
	price   city.PriceBasis
	from    city.Period
	steps   int  // intervals of a mean rate; 0 is no mean
	counts  bool // printed: the indicator itself is no money
}

// places is the number of decimals that the reading is shown with at least:
// those of the source where it is printed.
func (r rateReading) places() int32 {
	switch {
	case !r.printed:
		return 0
	case len(r.terms) == 1:
		return city.Decimals(r.terms[0].Value)
	}
	return 2 // several yearly rates multiplied
}

// barrier says why two levels do not go together.
type barrier struct {
	code   string      // "break", "definition-differs", "no-data", "unit"; "" is none
	brk    *city.Break //
	text   city.Text   //
	x, y   term        // the two ends, where they are known
	hasEnd bool
}

// across reports whether the two ends are of two definitions.
func (b barrier) across() bool { return b.code == "break" || b.code == "definition-differs" }

// comparable looks two levels up and says whether they may be set against one
// another. The ends are cited in either case.
func (a *arith) comparable(indicator, place string, from, to city.Period) (x, y term, stop barrier) {
	if br := a.b.breakBetween(indicator, place, from, to); br != nil {
		stop = barrier{code: "break", brk: br, text: a.breakText(indicator, br)}
		x, okx := a.value(indicator, place, from)
		y, oky := a.value(indicator, place, to)
		stop.x, stop.y, stop.hasEnd = x, y, okx && oky
		return x, y, stop
	}
	x, y, ok := a.pair(indicator, place, from, to)
	switch {
	case !ok:
		return x, y, barrier{code: "no-data", text: a.missing(indicator, place, from, to)}
	case !definitionFits(x.Definition, y.Definition):
		return x, y, barrier{code: "definition-differs", text: a.definitionText(x, y), x: x, y: y, hasEnd: true}
	case x.Unit != y.Unit:
		return x, y, barrier{code: "unit", text: say("两端数据的单位不能换算", "the units of the two ends do not convert"), x: x, y: y, hasEnd: true}
	case x.Price != "" && y.Price != "" && x.Price != y.Price:
		return x, y, barrier{code: "basis-not-stated", text: say("两端数据一为现价、一为可比价，不能相比", "one end is at current and one at constant prices"), x: x, y: y, hasEnd: true}
	}
	return x, y, stop
}

// fromLevels is the growth between two comparable levels: a plain rate where
// steps is 0, the geometric mean over that many intervals otherwise. ok is
// false where growth from the base means nothing.
func fromLevels(x, y term, steps int) (rateReading, bool) {
	r := rateReading{terms: []term{x, y}, from: x.Period, price: y.Price, steps: steps}
	var ok bool
	var mid growth.Interval
	if steps > 0 {
		r.iv, ok = growth.Mean(x.iv(), y.iv(), steps)
		mid, _ = growth.Mean(x.point(), y.point(), steps)
		r.expr = fmt.Sprintf("((%s/%s)^(1/%d)-1)*100", y.expr, x.expr, steps)
	} else {
		r.iv, ok = growth.Rate(x.iv(), y.iv())
		mid, _ = growth.Rate(x.point(), y.point())
		r.expr = fmt.Sprintf("(%s/%s-1)*100", y.expr, x.expr)
	}
	if !ok {
		return r, false
	}
	r.mid = mid.Lo
	return r, true
}

// printedRates lists the growth rates on the period before that sources print
// for one period: beside the levels, or as an indicator of its own
// (地区生产总值增速). A rate whose own unit is 百分点 is a change of a share.
func (a *arith) printedRates(indicator, place string, from, to city.Period) []rateReading {
	if from != "" && from != to.Shift(-1) {
		return nil
	}
	var list []city.Observation
	usable, _ := a.b.candidates(ask{Indicator: indicator, Place: place, Period: to, Facet: city.Growth})
	list = append(list, usable...)
	for _, i := range a.b.indicators().All() {
		for _, id := range i.Identities {
			if id.Kind == "growth" && id.B == indicator && i.ID != indicator {
				own, _ := a.b.candidates(ask{Indicator: i.ID, Place: place, Period: to, Facet: city.Level})
				for _, o := range own {
					if o.Price == "" {
						o.Price = i.Price
					}
					list = append(list, o)
				}
			}
		}
	}
	if a.b.kind(indicator) == city.RateOf {
		own, _ := a.b.candidates(ask{Indicator: indicator, Place: place, Period: to, Facet: city.Level})
		list = append(list, own...)
	}
	if a.c.Definition == "" { // a rate printed for 规上 alone says nothing of the whole
		list, _ = sameDefinition(list, "")
	}
	var out []rateReading
	for _, o := range list {
		if o.Unit == "百分点" || o.Base != "" && from != "" && o.Base != from || !a.fitsDefinition(o) {
			continue
		}
		t := a.use(newDatum(o))
		money := isMoney(a.unitOf(indicator)) || a.unitOf(indicator) == "" && isMoney(a.seriesUnit(indicator, place))
		again := false
		for _, r := range out {
			again = again || r.price == o.Price && r.iv.Meets(t.iv())
		}
		if !again {
			out = append(out, rateReading{iv: t.iv(), mid: o.Value.Rat(), expr: t.expr, terms: []term{t}, printed: true, price: o.Price, from: to.Shift(-1), counts: !money})
		}
	}
	return out
}

// fitsDefinition reports whether a printed rate is of the definition that the
// sentence names; a rate that names none is of the usual one.
func (a *arith) fitsDefinition(o city.Observation) bool {
	return a.c.Definition == "" || definitionFits(a.c.Definition, o.Definition)
}

// rateFit tests the figure of a sentence, with its sign, against an interval.
// A figure agrees if any values within their own rounding give it; one that
// was cut and not rounded is mixed. With a hedge, sign and size are tested on
// both ends and the middle; where they differ it is open.
func rateFit(h Hedge, f decimal.Decimal, unit string, iv growth.Interval, mid *big.Rat) outcome {
	if h == Exactly {
		shown := growth.Printed(f)
		switch {
		case shown.Meets(iv):
			return holds
		case nearlyRounded(f, mid):
			return mixed
		}
		return fails
	}
	if f.IsNegative() {
		f, iv, mid = f.Neg(), iv.Neg(), new(big.Rat).Neg(mid)
	}
	lo, hi, m := zone(h, f, unit, iv.Lo), zone(h, f, unit, iv.Hi), zone(h, f, unit, mid)
	return alike(lo, m, hi)
}

// alike is the outcome of an interval, from those of its ends and its middle: open
// where they differ in whether it fails.
func alike(lo, middle, hi outcome) outcome {
	switch {
	case lo == middle && hi == middle:
		return middle
	case lo != fails && hi != fails && middle != fails:
		return mixed
	}
	return open
}

// nearlyRounded reports whether f is x cut instead of rounded, or rounded
// twice (27.446 to 27.45 to 27.5).
func nearlyRounded(f decimal.Decimal, x *big.Rat) bool {
	n := city.Decimals(f)
	return city.Round(x, n+6).Truncate(n).Equal(f) || city.Round(city.Round(x, n+1).Rat(), n).Equal(f)
}

// clear is the least number of decimals, from places on, with which x still
// rounds to what it is at n decimals: 27.446 and not 27.45 beside 27.5.
func clear(x *big.Rat, places, n int32) int32 {
	for places > n && places < n+6 && !city.Round(city.Round(x, places).Rat(), n).Equal(city.Round(x, n)) {
		places++
	}
	return places
}

// signed is the figure of the claim with the sign that its words give it.
func signed(c Claim) decimal.Decimal {
	f := *c.Figure
	if c.Direction == "down" && f.IsPositive() {
		return f.Neg()
	}
	return f
}

// directionFit tests words without a figure: up, down, flat. Flat 持平 is a
// change of the printed values by at most flat: 1 % (0.1 points for a share).
func directionFit(direction string, iv growth.Interval, mid, flat *big.Rat) outcome {
	switch direction {
	case "flat":
		return pick(new(big.Rat).Abs(mid).Cmp(flat) <= 0, false)
	case "down":
		iv = iv.Neg()
	}
	switch iv.Sign() {
	case 1:
		return holds
	case -1:
		return fails
	}
	if mid.Sign() == 0 { // printed alike: no change that could be stated
		return fails
	}
	return open
}

// isMoney reports whether a unit is money: only then does a price basis
// matter.
func isMoney(unit string) bool {
	u, _ := city.ParseUnit(unit)
	return u.Base == "元" || u.Base == "美元"
}

// shownPlaces is how many decimals a computed figure is shown with: those of
// the sentence where it agrees, at least two (and those of the source) where
// it does not.
func (a *arith) shownPlaces(x *big.Rat, agrees bool, more ...int32) int32 {
	n := int32(2)
	if a.c.Figure != nil {
		n = city.Decimals(*a.c.Figure)
		if a.c.Hedge != Exactly {
			n = max(n, 1)
		}
		if !agrees {
			n = max(n, 2)
		}
	}
	if !agrees {
		for _, m := range more {
			n = max(n, m)
		}
	}
	if a.c.Figure != nil {
		n = clear(x, n, city.Decimals(*a.c.Figure))
	}
	return n
}

// seriesUnit is the unit of the newest level of an indicator; "" where there
// is none.
func (a *arith) seriesUnit(indicator, place string) string {
	unit := ""
	for _, o := range a.b.Set.Series(indicator, place, city.Level) {
		unit = o.Unit
	}
	return unit
}
