package diagnose

import (
	"cmp"
	"fmt"
	"math/big"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/growth"
	"github.com/shopspring/decimal"
)

var changeRule = say(
	"增减量为报告期数值减基期数值，未写基期的以上年为基期；两端数值在各自舍入范围内能得出句中数字的即为一致；期间口径有变化的，依据不足；“新增”不等于“净增”",
	"the change is the level of the period less that of the base, the year before where none is named; it agrees if any levels within their rounding give it; across a break it cannot be decided; gross additions 新增 are not the net increase 净增")

// judgeChange tests 较上年净增709家.
func judgeChange(c Claim, b *Bench) Result {
	a := newArith(c, b, changeRule)
	if c.Indicator == "" {
		return a.unknown()
	}
	if c.Unit == "百分点" || a.isShare(c.Indicator) && c.Unit == "%" {
		return judgeShareChange(c, b)
	}
	from, to, ok := a.ends(c.Indicator)
	if !ok {
		return a.lacking(a.missing(c.Indicator, a.c.Place, to))
	}
	x, y, stop := a.comparable(c.Indicator, a.c.Place, from, to)
	if stop.code == "no-data" {
		if r, ok := a.printedIncrease(from, to); ok {
			return r
		}
	}
	if stop.code != "" {
		return a.barred(c.Indicator, from, to, stop)
	}
	return a.difference(x, y)
}

// difference tests the figure against the difference of two levels.
func (a *arith) difference(x, y term) Result {
	unit := a.c.Unit
	if unit == "" {
		unit = y.Unit
	}
	u, v := x.into(unit), y.into(unit)
	if v.Unit != unit || u.Unit != unit {
		a.reason("unit", "句中单位（"+unit+"）与数据单位（"+y.Unit+"）不同", "the sentence has the unit "+unit+", the data "+y.Unit)
		if !countable(unit, y.Unit) {
			a.r.Decide = say("核实句中的单位", "check the unit of the sentence")
			return a.r
		}
		unit, u, v = y.Unit, x, y
	}
	if n := yearsApart(x.Period, y.Period); a.c.Average && n > 1 {
		return a.meanChange(u, v, n, unit)
	}
	diff := v.iv().Sub(u.iv())
	mid := new(big.Rat).Sub(v.mid(), u.mid())
	places := max(city.Decimals(u.Value), city.Decimals(v.Value))
	core := open
	switch {
	case x.open() || y.open():
	case a.c.Figure == nil:
		flat := new(big.Rat).Mul(new(big.Rat).Abs(u.mid()), big.NewRat(1, 100))
		core = directionFit(cmp.Or(a.c.Direction, "up"), diff, mid, flat)
	default:
		core = rateFit(a.c.Hedge, signed(a.c), unit, diff, mid)
	}
	if core == fails && a.c.Figure != nil {
		fit := func(p, q term) outcome {
			d := q.into(unit).iv().Sub(p.into(unit).iv())
			return rateFit(a.c.Hedge, signed(a.c), unit, d, d.Mid())
		}
		if _, _, ok := a.otherPair(x.Period, y.Period, fit); ok {
			core = mixed
		}
	}
	t := a.gross(tested{core: denied(core, a.c.Denied)}, mid)
	a.r.Verdict = combine(a.qualify(t, y))
	n := "净增量"
	if mid.Sign() < 0 {
		n = "增减量"
	}
	a.figure(n, "net change", mid, places, unit, y.Period, fmt.Sprintf("%s-%s", v.expr, u.expr), x, y)
	if unit == y.Unit { // the wording keeps to the data's unit
		a.changeWords(u, v, mid, places, unit, t.core)
		return a.r
	}
	own := x.into(y.Unit)
	mid = new(big.Rat).Sub(y.mid(), own.mid())
	a.changeWords(own, y, mid, max(city.Decimals(own.Value), city.Decimals(y.Value)), y.Unit, t.core)
	return a.r
}

// meanChange tests 年均增加N: the difference over the number of intervals.
func (a *arith) meanChange(x, y term, n int, unit string) Result {
	each := growth.Exactly(decimal.New(int64(n), 0))
	diff, _ := y.iv().Sub(x.iv()).Quo(each)
	mid := new(big.Rat).Quo(new(big.Rat).Sub(y.mid(), x.mid()), big.NewRat(int64(n), 1))
	core := open
	switch {
	case x.open() || y.open():
	case a.c.Figure == nil:
		core = directionFit(cmp.Or(a.c.Direction, "up"), diff, mid, new(big.Rat))
	default:
		core = rateFit(a.c.Hedge, signed(a.c), unit, diff, mid)
	}
	t := a.gross(tested{core: denied(core, a.c.Denied)}, mid)
	a.r.Verdict = combine(a.qualify(t, y))
	places := max(1, city.Decimals(x.Value), city.Decimals(y.Value))
	a.figure("年均增减量", "mean change a year", mid, places, unit, y.Period, fmt.Sprintf("(%s-%s)/%d", y.expr, x.expr, n), x, y)
	a.changeWords(x, y, new(big.Rat).Sub(y.mid(), x.mid()), max(city.Decimals(x.Value), city.Decimals(y.Value)), unit, t.core)
	d := changed(mid, places, unit, false)
	w := a.r.Rewording
	a.r.Rewording = say(
		strings.TrimSuffix(w.Zh, "。")+fmt.Sprintf("，%d年年均", n)+d.Zh+"。",
		strings.TrimSuffix(w.En, ".")+fmt.Sprintf(", and %s a year on average over %d years.", d.En, n))
	return a.r
}

// countable reports whether two units only count things: a slip between 个 and
// 家 is no other measure.
func countable(x, y string) bool {
	_, ok := convert(decimal.New(1, 0), x, y)
	return ok
}

// gross qualifies 新增: levels give the net increase only, and gross additions
// are never below it.
func (a *arith) gross(t tested, mid *big.Rat) tested {
	s := a.c.Sentence
	fresh := strings.Contains(s, "新增") || strings.HasPrefix(a.c.Word, "新")
	if !fresh || strings.Contains(s, "净") || a.b.kind(a.c.Indicator) != city.Stock || a.c.Figure == nil {
		return t
	}
	switch {
	case t.core == holds:
		t.comparator = mixed
		a.reason("definition-differs", "数据只能得出净增数；句中的“新增”“新认定”可指未扣除退出的新增数", "levels give the net increase only; 新增 may mean additions before exits")
	case t.core == fails && a.c.Figure.Rat().Cmp(mid) > 0:
		t.core = open
		a.reason("definition-differs", "句中的新增数大于净增数，未扣除退出的新增数本课题没有数据", "the additions stated exceed the net increase; there are no data of additions before exits")
		a.r.Decide = say("需要当年新认定（新设）数和退出数", "needed: the numbers of additions and of exits in the year")
	}
	return t
}

// changeWords writes reasons, rewording and counter of a difference.
func (a *arith) changeWords(x, y term, mid *big.Rat, places int32, unit string, core outcome) {
	d := changed(mid, places, unit, false)
	if a.b.kind(a.c.Indicator) == city.Stock && mid.Sign() > 0 {
		d.Zh = strings.Replace(d.Zh, "增加", "净增", 1)
	}
	base := sinceBase(x.Period, y.Period)
	s, vx, vy := a.subjectOf(y), value(y.datum), value(x.datum)
	on := onBase(base, vy, d)
	a.r.Rewording = sentence(city.Text{
		Zh: s.Zh + "为" + vx.Zh + "，" + on.Zh,
		En: s.En + " stood at " + vx.En + "; " + on.En,
	})
	switch core {
	case fails:
		a.mismatch(stated(a.c), d)
	case open:
		if a.r.Decide.IsZero() {
			a.reason("within-tolerance", "差别在数据误差范围之内，无法判定", "the difference lies within the tolerance of the data")
			a.r.Decide = say("需要更精确的基期和报告期数据", "needed: more precise data of base and period")
		}
	case mixed:
		if !a.r.has("sources-differ") {
			a.looseReason()
		}
	}
	a.r.Counter = a.changeCounter(x, y, mid, places, unit)
}

// changeCounter sets the change beside that of the year before.
func (a *arith) changeCounter(x, y term, mid *big.Rat, places int32, unit string) city.Text {
	t := a.b.counterStatus(y.datum)
	w, ok := a.before(x)
	if ok && x.Period == y.Period.Shift(-1) {
		if u := w.into(unit); u.Unit == unit {
			prev := new(big.Rat).Sub(x.into(unit).mid(), u.mid())
			d := changed(prev, places, unit, false)
			a.r.oppose(w.evidence()...)
			zh, en := "大于", "more than"
			switch mid.Cmp(prev) {
			case -1:
				zh, en = "小于", "less than"
			case 0:
				zh, en = "等于", "as much as"
			}
			t = plus(city.Text{
				Zh: "上年（" + x.Period.Name("zh") + "）" + d.Zh + "，本年变动" + zh + "上年",
				En: "the year before (" + x.Period.Name("en") + ") it " + d.En + "; this year's change is " + en + " that",
			}, semicolon(t), t)
		}
	}
	if isMoney(unit) {
		m := say("增减额按现价计算，含价格变动", "the change is at current prices and includes price changes")
		t = plus(t, semicolon(t), m)
	}
	if t.IsZero() {
		return t
	}
	return sentence(t)
}

// printedIncrease tests the figure against a net increase that a source prints
// as an indicator of its own (stock-flow identity).
func (a *arith) printedIncrease(from, to city.Period) (Result, bool) {
	i, _ := a.b.indicators().Get(a.c.Indicator)
	for _, id := range i.Identities {
		if id.Kind != "stock-flow" || from != to.Shift(-1) || a.c.Figure == nil {
			continue
		}
		t, ok := a.value(id.B, a.c.Place, to)
		if !ok {
			continue
		}
		if a.c.Unit != "" {
			t = t.into(a.c.Unit)
		}
		core := denied(rateFit(a.c.Hedge, signed(a.c), t.Unit, t.iv(), t.mid()), a.c.Denied)
		a.r.Verdict = combine(tested{core: core})
		a.figure("净增量", "net change", t.mid(), city.Decimals(t.Value), t.Unit, to, "", t)
		v, s := value(t.datum), a.subjectOf(t)
		a.r.Rewording = sentence(say(s.Zh+"为"+v.Zh, s.En+" stood at "+v.En))
		if core == fails {
			a.mismatch(stated(a.c), v)
		}
		return a.r, true
	}
	return a.r, false
}
