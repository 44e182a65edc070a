package watershed

import (
	"fmt"
	"math"
	"slices"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/internal/parallel"
	"github.com/quanyu/quanyu/method/threshold"
	"github.com/shopspring/decimal"
)

// fewestPlaces and fewestRows are the least panel that anything is tested on.
const (
	fewestPlaces = 10
	fewestRows   = 60
)

// inquiry is one claim while it is tested.
type inquiry struct {
	bench      *diagnose.Bench
	claim      diagnose.Claim
	result     diagnose.Result
	size       *levels // the threshold variable
	outcome    *levels // whose growth is looked at
	share      bool    // the outcome is a share: its growth is in points
	important  float64 // see matters
	from, to   float64 // the claimed range in the unit of size
	rows       []row
	flow       flow
	main       run
	others     []run // on other rows and yardsticks
	crossed    []crossing
	without    []leftOut
	notDone    []city.Text
	vintage    *run    // on one vintage of the data; nil where all are of one
	calm       *run    // without suspicious jumps; nil where there are none
	constant   *run    // at constant prices; nil where it was not done
	elsewhere  float64 // share of other sizes that part growth better
	proportion *run    // on the size relative to the nation or to the sum; nil where it was not done
}

// leftOut is the test without one place.
type leftOut struct {
	place    string
	shift    float64 // above the best place of the range; NaN where nothing is left
	strength float64 // F over what 5 percent of the draws of the main run reach
	meets    bool    // the set of the whole search still meets the range
}

// Judge tests a claim of type threshold. It never fails: what cannot be tested
// is undecidable and says why.
func Judge(c diagnose.Claim, b *diagnose.Bench) diagnose.Result {
	q := &inquiry{bench: b, claim: c, result: diagnose.Result{Claim: c, Verdict: diagnose.Undecidable, Rule: rule}}
	if q.prepare() {
		q.estimateAll()
		q.traps()
		q.decide()
		q.write()
		q.exhibit()
	}
	return q.result
}

// rule is the rule in one sentence.
var rule = say("用各地多年的数据检验：扣除各地特点、各年共同涨落和规模越大增速越慢的规律后，上一年规模达到所称数值的，年增速有没有一次性变化；搜索、专门检验、把握和各项复核见 quanyu explain threshold",
	"tested on several years of many places: beside effects of places and years and the rule that large places grow more slowly, does yearly growth shift where the size of the year before reaches the claimed value? quanyu explain threshold has the steps")

// prepare reads the panel; false where there is none that could be tested.
func (q *inquiry) prepare() bool {
	c := q.claim
	if len(c.Figures) == 0 || c.Indicator == "" {
		return q.give("not-understood", say("没有写明门槛的数值或指标", "the threshold or its indicator is not named"),
			say("请在 claims.yaml 中补上 indicator、figures 和 unit。", "Give indicator, figures and unit in claims.yaml."))
	}
	set := q.bench.Set
	q.size = read(set, c.Indicator, "", candidates(set, c))
	low, okLow := city.Convert(minFigure(c.Figures), c.Unit, q.size.unit)
	high, okHigh := city.Convert(maxFigure(c.Figures), c.Unit, q.size.unit)
	name := q.name(c.Indicator)
	if n := len(q.size.cells); n > 0 && (!okLow || !okHigh) {
		return q.give("unit", say("数据的单位是"+q.size.unit+"，与"+c.Unit+"不能换算", "the data are in "+q.size.unit+", which does not convert to "+c.Unit),
			say("需要以"+c.Unit+"为单位、逐年逐地的"+name.Zh+"，并注明折算所用的汇率或价格。", "Needed: yearly "+name.En+" by place in "+c.Unit+", with the rates or prices used."))
	}
	q.from, q.to = low.InexactFloat64(), high.InexactFloat64()
	q.chooseOutcome()
	q.rows, q.flow = makeRows(set, q.outcome, q.size, q.share)
	q.important = matters(q.rows)
	markJumps(q.rows, q.important)
	places := map[string]bool{}
	for _, r := range q.rows {
		places[r.place] = true
	}
	if len(places) < fewestPlaces || len(q.rows) < fewestRows {
		why := say(fmt.Sprintf("检验门槛至少要%d个地方、%d个逐年增速，现有%d个地方、%d个", fewestPlaces, fewestRows, len(places), len(q.rows)),
			fmt.Sprintf("a threshold needs %d places and %d yearly rates of growth at least; there are %d and %d", fewestPlaces, fewestRows, len(places), len(q.rows)))
		if len(q.rows) == 0 && q.withinYears() {
			why = plus(why, say("；表中是季度、月度数，要用全年数", "; the tables have quarters or months, and whole years are needed"))
		}
		return q.give("no-data", why,
			say("需要多个地方、连续多年的"+name.Zh+"，其中应有若干地方跨过所称的规模。", "Needed: "+name.En+" of many places over many years, some of which cross the size."))
	}
	return true
}

// give ends a result that could not be tested; it is false for prepare.
func (q *inquiry) give(code string, why, decide city.Text) bool {
	q.result.Reasons = append(q.result.Reasons, diagnose.Reason{Code: code, Text: why})
	q.result.Rewording = say("现有数据不足以说明"+q.name(q.claim.Indicator).Zh+"存在这样的门槛，暂不作为依据。", "The data at hand cannot show such a threshold; the statement should not be relied on yet.")
	q.result.Counter = say("门槛是对各地共有规律的判断，没有多地多年的数据就无从证实，也无从反驳。", "A threshold is a law over places: without several years of many places nothing supports or refutes it.")
	q.result.Decide = decide
	return false
}

// withinYears reports whether there are values of the size for parts of years.
func (q *inquiry) withinYears() bool {
	for _, place := range q.bench.Set.PlacesOf(q.claim.Indicator, city.Level) {
		for _, o := range q.bench.Set.Series(q.claim.Indicator, place, city.Level) {
			if !o.Period.IsYear() {
				return true
			}
		}
	}
	return false
}

// chooseOutcome takes the outcome that the claim names, a rate of growth for
// what grows; else the growth of the size itself or, where that is a share and
// the study has it, of the economy.
func (q *inquiry) chooseOutcome() {
	of := func(id string) city.Indicator { i, _ := q.bench.Set.Indicators.Get(id); return i }
	indicator := q.claim.Against
	for _, x := range of(indicator).Identities {
		if x.Kind == "growth" {
			indicator = x.B
		}
	}
	q.outcome = q.size
	if indicator == "" && of(q.claim.Indicator).Kind == city.Share {
		indicator = "gdp"
	}
	if indicator != "" && indicator != q.size.indicator {
		q.outcome = read(q.bench.Set, indicator, "", q.size.places())
	}
	if q.claim.Against == "" && len(q.outcome.cells) < fewestPlaces {
		q.outcome = q.size
	}
	k := of(q.outcome.indicator).Kind
	q.share = k == city.Share || k == city.RateOf
}

// estimateAll makes all the runs.
func (q *inquiry) estimateAll() {
	all := q.nominal(q.rows)
	q.main = q.estimate(say("全部数据", "all data"), all, draws)
	if q.main.found() && !q.main.meets() { // what lies there must not pass for a shift in the range
		all.held = &q.main.whole.Steps[0].Threshold
		q.main.held, q.main.within = all.held, nil
		q.inside(&q.main, all, draws)
	}
	q.main.power, q.elsewhere = q.atHand(all), q.placebo(all)
	q.crossed = q.crossings()
	if q.main.found() && q.main.meets() {
		q.permute(all)
	}
	q.leaveOut(all)
	if kept, mixed := oneVintage(q.rows); mixed {
		r := q.estimate(say("只用同一数据版本", "one vintage of the data"), q.nominal(kept), fewerDraws)
		q.vintage = &r
		q.others = append(q.others, r)
	}
	if kept := usualRows(q.rows); len(kept) < len(q.rows) {
		s := q.nominal(kept)
		r := q.estimate(say("去掉异常跳变和区划调整", "data without suspicious jumps and changes of boundaries"), s, fewerDraws)
		if p := q.main.power; p == nil || p.share < adequate {
			r.power = q.atHand(s)
		}
		q.calm = &r
		q.others = append(q.others, r)
	}
	if !q.total() {
		// a share, or a value per head, has no sum
	} else if s, name, ok := q.relative(); ok {
		r := q.estimate(name, s, fewerDraws)
		q.proportion = &r
		q.others = append(q.others, r)
	} else {
		q.skip("相对规模（没有全国数，各地合计也不齐）", "relative size (no national figures, and the sums are incomplete)")
	}
	if s, ok := q.real(); ok {
		r := q.estimate(say("按可比价计算", "growth at constant prices"), s, fewerDraws)
		q.constant = &r
		q.others = append(q.others, r)
	} else if q.money() {
		q.skip("可比价（没有各地价格指数或可比价增速；各年共同的涨落已吸收共同的物价上涨，但所称规模本身仍随物价变）", "constant prices (no deflators or real growth rates of the places; year effects absorb common inflation of growth, but the claimed size itself still moves with prices)")
	}
	if s, ok := q.perHead(); ok {
		q.others = append(q.others, q.estimate(say("人均（搜索全部取值）", "per head (all values searched)"), s, fewerDraws))
	} else if q.money() && q.size.indicator == "gdp" {
		q.skip("人均（没有各地逐年常住人口）", "per head (no yearly population of the places)")
	}
}

func (q *inquiry) skip(zh, en string) { q.notDone = append(q.notDone, say(zh, en)) }

// permute exchanges the sizes among places. Where most places lack years of
// their own, few can be exchanged, and the test says nothing.
func (q *inquiry) permute(all sample) {
	p, err := threshold.Permute(all.data(q.share), threshold.Options{Trim: []float64{trimming}, Seed: q.bench.Seed}, fewerDraws)
	if err != nil || float64(p.Units) < covered*float64(q.main.places) {
		q.skip("各地规模经历互换（各地缺数的年份不同，不能互换）", "exchange of the sizes among places (they lack different years)")
		return
	}
	q.main.permuted = p
}

// mostLeftOut is how many places are left out one by one: where more were seen
// on both sides of the size, no single one carries the answer.
const mostLeftOut = 40

// leaveOut tests the range again without each place that lies beyond it, those
// seen on both sides first.
func (q *inquiry) leaveOut(all sample) {
	if q.main.within == nil {
		return
	}
	var places []string
	for _, both := range []bool{true, false} {
		for _, c := range q.crossed {
			if c.compared == both && slices.Contains(q.main.above, c.place) && len(places) < mostLeftOut {
				places = append(places, c.place)
			}
		}
	}
	q.without = make([]leftOut, len(places))
	parallel.Each(0, len(places), func(i int) { q.without[i] = q.leave(places[i], all) })
}

// leave tests the range without one place.
func (q *inquiry) leave(place string, all sample) leftOut {
	s := sample{from: all.from, to: all.to, unit: all.unit, held: all.held}
	for i, r := range all.rows {
		if r.place != place {
			s.rows, s.variable = append(s.rows, r), append(s.variable, all.variable[i])
		}
	}
	r := run{from: s.from, to: s.to, shift: math.NaN()}
	if q.main.found() && q.main.meets() {
		r = q.estimate(city.Text{}, s, 0)
	} else {
		q.inside(&r, s, 0)
	}
	out := leftOut{place: place, shift: r.shift, meets: r.meets()}
	if r.within != nil {
		out.strength = r.within.Steps[0].F / q.main.within.Steps[0].Critical[1]
	}
	return out
}

// total reports whether the size adds up over places.
func (q *inquiry) total() bool {
	i, _ := q.bench.Set.Indicators.Get(q.size.indicator)
	return i.Kind == city.Stock || i.Kind == city.Flow
}

// money reports whether the size is in money at the prices of the day, as far as
// is known.
func (q *inquiry) money() bool {
	u, _ := city.ParseUnit(q.size.unit)
	i, _ := q.bench.Set.Indicators.Get(q.size.indicator)
	return u.Base == "元" && i.Price != city.Constant
}

// name is the name of an indicator in both languages.
func (q *inquiry) name(id string) city.Text {
	i, ok := q.bench.Set.Indicators.Get(id)
	if !ok || i.Name.En == "" {
		n := q.bench.Set.Indicators.Name(id)
		return say(n, n)
	}
	return i.Name
}

// short is the short name of a place.
func (q *inquiry) short(code string) string {
	if p, ok := q.bench.Set.Places.Get(code); ok && p.Short != "" {
		return p.Short
	}
	return q.bench.Set.Places.Name(code)
}

func cmpDecimal(a, b decimal.Decimal) int { return a.Cmp(b) }

func say(zh, en string) city.Text { return city.Text{Zh: zh, En: en} }
