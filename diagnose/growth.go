package diagnose

import (
	"cmp"
	"math/big"
	"regexp"
	"strconv"

	"github.com/quanyu/quanyu/city"
)

var growthRule = say(
	"按基期与报告期数值复算增速，凡两端数值在各自舍入范围内能得出句中数字的即为一致；年均增速用几何平均，以句中第一个年份为基期；另与来源所列增速核对，二者不一致而价格基础未说明的，限定后可用，来源写明可比价的以来源为准，跨年度的以各年公布增速连乘；增长N倍指净增倍数，增长到N倍指为基期的倍数，翻一番为2倍；生产总值和增加值的增速一般按可比价格公布，句中未写价格基础、来源未列增速、现价数值得不出句中数字而差别可由价格变动解释的，依据不足；期间口径有变化的，依据不足",
	"the rate is recomputed from the levels of base and period: it agrees if any levels within their rounding give it; mean rates are geometric, with the first year named as base; a rate that a source prints is held beside it, and where the two differ without a stated price basis the sentence is usable only when qualified, and rates at stated constant prices (multiplied over several years) are taken as they are; growth by N times is the increase, to N times the multiple, one doubling is twice; growth of GDP and of value added is usually published at constant prices: where the sentence states no basis, sources print no rate and prices could explain why levels at current prices do not give the figure, it cannot be decided; nor can it across a break")

// yearsMean is a mean over so many years that end in the period.
var yearsMean = regexp.MustCompile(`([两二三四五六七八九十]|\d{1,2})年平均`)

// judgeGrowth tests a growth rate, a mean rate, or growth in multiples.
func judgeGrowth(c Claim, b *Bench) Result {
	a := newArith(c, b, growthRule)
	if c.Indicator == "" {
		return a.unknown()
	}
	a.c.Indicator = a.levelOf(c.Indicator)
	if m := yearsMean.FindStringSubmatch(c.Sentence); m != nil && c.Average && c.Years == 0 && c.From == "" {
		a.c.Years = chineseCount(m[1]) // 两年平均增长5.4%
		if n, err := strconv.Atoi(m[1]); err == nil {
			a.c.Years = n
		}
	}
	if c.Times != "" || c.Unit == "倍" || c.Unit == "番" {
		return a.multiple()
	}
	from, to, ok := a.ends(a.c.Indicator)
	if !ok && a.c.Indicator != c.Indicator {
		a.c.Indicator = c.Indicator
		from, to, ok = a.ends(c.Indicator)
	}
	if !ok {
		return a.lacking(a.missing(c.Indicator, a.c.Place, to))
	}
	if a.isShare(c.Indicator) && !c.Average {
		return a.growthOfShare(from, to)
	}
	return a.rate(from, to)
}

// rate tests a rate between two periods on every reading there is.
func (a *arith) rate(from, to city.Period) Result {
	readings, stop := a.readings(a.c.Indicator, a.c.Place, from, to)
	if stop.across() {
		return a.across(a.c.Indicator, from, to, stop)
	}
	if len(readings) == 0 {
		if stop.code == "" {
			return a.noBase(from, to)
		}
		return a.lacking(stop.text)
	}
	if p := only(readings, true); len(p) > 0 && a.b.kind(a.r.Claim.Indicator) == city.RateOf {
		readings = p // the sentence speaks of the rate that is published
	}
	fits := make([]outcome, len(readings))
	for i, r := range readings {
		fits[i] = a.fitOf(r)
	}
	if over(fits) == fails {
		if x, y, ok := a.otherPair(from, to, func(x, y term) outcome { return a.pairFit(x, y, readings) }); ok {
			r, _ := fromLevels(x, y, readings[0].steps)
			readings, fits = append(readings, r), append(fits, holds)
		}
	}
	a.verdictOf(readings, fits)
	a.rateFigures(readings, fits)
	a.rateWords(readings, fits)
	return a.r
}

// pairFit tests the rate between two other values of the same two periods.
func (a *arith) pairFit(x, y term, readings []rateReading) outcome {
	r, ok := fromLevels(x, y, readings[0].steps)
	if !ok {
		return fails
	}
	return a.fitOf(r)
}

// otherPair looks for values of other sources that bear the sentence out where
// the best ones do not. The reason names them.
func (a *arith) otherPair(from, to city.Period, fit func(x, y term) outcome) (term, term, bool) {
	xs, ys := a.values(a.c.Indicator, a.c.Place, from), a.values(a.c.Indicator, a.c.Place, to)
	if len(xs)+len(ys) < 3 {
		return term{}, term{}, false
	}
	for _, u := range xs {
		for _, v := range ys {
			e, ok := u.in(v.Unit)
			if !ok || !definitionFits(u.Definition, v.Definition) || fit(term{datum: e}, term{datum: v}) != holds {
				continue
			}
			x, y := a.use(u).into(v.Unit), a.use(v)
			vx, vy := value(u), value(v)
			a.reason("sources-differ",
				"不同来源的数值不一，只有用"+from.Name("zh")+vx.Zh+"、"+to.Name("zh")+vy.Zh+"时与原句相符",
				"the sources differ: the sentence agrees only with "+vx.En+" for "+from.Name("en")+" and "+vy.En+" for "+to.Name("en"))
			return x, y, true
		}
	}
	return term{}, term{}, false
}

// readings lists every reading of the growth from one period to another: from
// the levels first, then as printed. A claim that says 年均 without its base
// has two readings from levels.
func (a *arith) readings(indicator, place string, from, to city.Period) ([]rateReading, barrier) {
	var out []rateReading
	printed := a.printedRates(indicator, place, from, to)
	if a.c.Average && yearsApart(from, to) > 1 {
		printed = nil
	}
	if a.b.kind(indicator) == city.RateOf {
		return printed, barrier{code: "no-data", text: a.missing(indicator, place, to)}
	}
	x, y, stop := a.comparable(indicator, place, from, to)
	if stop.code == "" {
		steps := 0
		if n := yearsApart(from, to); a.c.Average && n > 0 {
			steps = n
		}
		if r, ok := fromLevels(x, y, steps); ok {
			out = append(out, r)
		}
		switch {
		case a.baseless(from, to):
			return a.everyBase(indicator, place, to, out), stop
		case a.c.From == "" && a.c.Years > 1:
			out = append(out, a.shorter(indicator, place, from.Shift(1), to)...)
		}
	}
	if r, ok := a.chained(indicator, place, from, to, a.c.Average); ok && !stop.across() {
		printed = []rateReading{r}
	}
	return append(out, printed...), stop
}

// baseless reports whether a mean rate comes without a span of any kind.
func (a *arith) baseless(from, to city.Period) bool {
	return a.c.Average && a.c.Years == 0 && yearsApart(from, to) == 1
}

// everyBase gives the mean rates over every span of two years or more that
// ends in the period, the longest first; single where there is none.
func (a *arith) everyBase(indicator, place string, to city.Period, single []rateReading) []rateReading {
	var out []rateReading
	for _, d := range a.yearly(indicator, place, "", to) {
		n := yearsApart(d.Period, to)
		if n < 2 {
			continue
		}
		x, y, stop := a.comparable(indicator, place, d.Period, to)
		if stop.code != "" {
			continue
		}
		if r, ok := fromLevels(x, y, n); ok {
			out = append(out, r)
		}
		if r, ok := a.chained(indicator, place, d.Period, to, true); ok {
			out = append(out, r)
		}
	}
	for n := 10; n > 1 && len(out) == 0; n-- {
		if r, ok := a.chained(indicator, place, to.Shift(-n), to, true); ok {
			out = append(out, r)
		}
	}
	if len(out) == 0 {
		return single
	}
	a.baseNamed = true
	return out
}

// shorter is the other reading of N年 without a stated base: the first of the
// N years is the base, which leaves N-1 intervals.
func (a *arith) shorter(indicator, place string, from, to city.Period) []rateReading {
	x, y, stop := a.comparable(indicator, place, from, to)
	if stop.code != "" {
		return nil
	}
	steps := 0
	if a.c.Average {
		steps = yearsApart(from, to)
	}
	if r, ok := fromLevels(x, y, steps); ok {
		return []rateReading{r}
	}
	return nil
}

func yearsApart(from, to city.Period) int {
	if from.Kind() != to.Kind() {
		return 0
	}
	return to.Year() - from.Year()
}

// fitOf tests one reading; a rate without a figure has only its direction.
func (a *arith) fitOf(r rateReading) outcome {
	for _, t := range r.terms {
		if t.open() {
			return open
		}
	}
	var o outcome
	if a.c.Figure == nil {
		o = directionFit(cmp.Or(a.c.Direction, "up"), r.iv, r.mid, big.NewRat(1, 1))
	} else {
		o = rateFit(a.c.Hedge, signed(a.c), "%", r.iv, r.mid)
	}
	return denied(o, a.c.Denied)
}

// looseReason says why a figure or a word fits only when qualified.
func (a *arith) looseReason() {
	if a.c.Hedge != Exactly || a.c.Times == "double" {
		a.reason("hedge-loose", "方向成立，但约数词、程度词与数值差得较远，宜写明确数", "the direction holds, but the value lies far from what the hedge says; state the figure")
		return
	}
	a.reason("rounding", "仅末位数字有出入，系截尾或两次舍入，应一次四舍五入", "only the last digit differs: the figure was cut, or rounded twice")
}

// isShare reports whether an indicator is a share in percent, of which changes
// are counted in percentage points.
func (a *arith) isShare(indicator string) bool {
	i, ok := a.b.indicators().Get(indicator)
	if ok && (i.Kind == city.Share || i.Unit == "%" && i.Kind != city.RateOf && i.Kind != city.Unknown) {
		return true
	}
	for _, o := range a.b.Set.Series(indicator, a.c.Place, city.Level) {
		if o.Unit == "%" && i.Kind != city.RateOf {
			return true
		}
	}
	return false
}
