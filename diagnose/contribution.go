package diagnose

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/growth"
)

var contributionRule = say(
	"贡献率为部分增量除以整体增量，拉动百分点为部分增量除以整体基期数值（等于基期比重乘部分增速）；两者须同一价格基础，现价与可比价不混用；来源列有两者可比价增速的，以基期比重乘增速推算",
	"the contribution is the increment of the part over that of the whole, the pull is the increment of the part over the base of the whole (its share times its growth); both on one price basis, current never beside constant; where growth of both at constant prices is printed, the base share times growth is taken")

// judgeContribution tests 对GDP增长的贡献率为25% and 拉动GDP增长1.3个百分点.
func judgeContribution(c Claim, b *Bench) Result {
	a := newArith(c, b, contributionRule)
	if c.Indicator == "" {
		return a.unknown()
	}
	whole := a.levelOf(a.resolved(c.Against))
	if whole == "" {
		a.reason("no-comparator", "句中没有认出对什么增长的贡献", "what the contribution is made to was not found in the sentence")
		a.r.Decide = say("写明对哪个总量增长的贡献", "name the total whose growth is meant")
		return a.r
	}
	from, to, ok := a.ends(c.Indicator)
	if !ok {
		return a.lacking(a.missing(c.Indicator, a.c.Place, to))
	}
	if r, ok := a.printedContribution(to); ok {
		return r
	}
	p0, p1, stopP := a.comparable(c.Indicator, a.c.Place, from, to)
	w0, w1, stopW := a.comparable(whole, a.c.Place, from, to)
	for _, s := range []struct {
		indicator string
		stop      barrier
	}{{c.Indicator, stopP}, {whole, stopW}} {
		if s.stop.code != "" {
			return a.barred(s.indicator, from, to, s.stop)
		}
	}
	return a.contribution(p0, p1, w0.into(p0.Unit), w1.into(p1.Unit))
}

// isPull reports whether the sentence says 拉动…百分点 and not 贡献率.
func (a *arith) isPull() bool {
	return a.c.Unit == "百分点" || a.c.Unit == "" && strings.Contains(a.c.Sentence, "拉动")
}

// contribution tests the figure from two pairs of levels.
func (a *arith) contribution(p0, p1, w0, w1 term) Result {
	if p0.Unit != w0.Unit || p1.Unit != w1.Unit || p0.Unit != p1.Unit {
		a.reason("unit", "部分与整体的单位不同（"+p1.Unit+"，"+w1.Unit+"），不能算贡献", "part and whole have different units ("+p1.Unit+", "+w1.Unit+")")
		a.r.Decide = say("需要与整体同一计量单位的部分数据", "needed: data of the part in the unit of the whole")
		return a.r
	}
	real, isReal := a.realContribution(p0, w0, w1.Indicator, p0.Period, p1.Period)
	if isReal && (real.fit == holds || a.c.Price == city.Constant) {
		a.r.Verdict = combine(tested{core: denied(real.fit, a.c.Denied)})
		a.realContributionWords(real, p1)
		if real.fit == fails {
			a.mismatch(stated(a.c), size(real.mid, 2, a.r.Figures[0].Unit))
		}
		return a.r
	}
	basis := a.contributionBasis(p0, p1, w0, w1)
	if basis == open {
		a.r.Rewording = a.increments(p0, p1, w0, w1)
		return a.r
	}
	iv, ok := growth.Contribution(p0.iv(), p1.iv(), w0.iv(), w1.iv())
	mid, okMid := growth.Contribution(p0.point(), p1.point(), w0.point(), w1.point())
	name, unit := say("贡献率", "contribution"), "%"
	expr := fmt.Sprintf("(%s-%s)/(%s-%s)*100", p1.expr, p0.expr, w1.expr, w0.expr)
	if a.isPull() {
		iv, ok = growth.Pull(p0.iv(), p1.iv(), w0.iv())
		mid, okMid = growth.Pull(p0.point(), p1.point(), w0.point())
		name, unit = say("拉动", "pull"), "百分点"
		expr = fmt.Sprintf("(%s-%s)/%s*100", p1.expr, p0.expr, w0.expr)
	}
	if !ok || !okMid {
		a.reason("within-tolerance", "整体的增量在舍入范围内可能为零，贡献率没有意义", "the increment of the whole may be zero within rounding: a contribution means nothing")
		a.r.Decide = say("改用增减量表述", "state the increments themselves")
		return a.r
	}
	core := open
	switch {
	case p0.open() || p1.open() || w0.open() || w1.open():
	case a.c.Figure == nil:
		core = directionFit("up", iv, mid.Lo, new(big.Rat))
	default:
		core = rateFit(a.c.Hedge, signed(a.c), unit, iv, mid.Lo)
	}
	if core == fails && !isReal && a.contributionMaybeReal(mid.Lo, w1) {
		core = open
		a.reason("basis-not-stated", "句中未写价格基础；公布的贡献率、拉动点数一般按可比价格计算，现有数据只有现价数值，不能据以肯定或否定", "the sentence states no price basis; published contributions are usually at constant prices, and values at current prices neither bear it out nor refute it")
		a.r.Decide = say("需要发布单位公布的贡献率，或部分与整体按可比价格计算的增速", "needed: the contribution as published, or the growth of part and whole at constant prices")
	}
	t := tested{core: denied(core, a.c.Denied), comparator: basis}
	if isReal && core == holds {
		t.comparator = mixed
		x := size(real.mid, 2, unit)
		a.reason("basis-not-stated", "只有按现价计算时与原句相符；按可比价增速推算为"+x.Zh, "it agrees at current prices only; at constant prices it is "+x.En)
	}
	if !a.isPull() && growth.Points(w0.iv(), w1.iv()).Sign() < 0 {
		t.comparator = mixed
		a.reason("mismatch", "整体为下降，“贡献率”须改为对降幅的影响", "the whole fell: a contribution to its growth has to be worded as one to its fall")
	}
	a.r.Verdict = combine(t)
	places := a.shownPlaces(mid.Lo, core == holds)
	a.figure(name.Zh, name.En, mid.Lo, places, unit, p1.Period, expr, p0, p1, w0, w1)
	a.contributionFigures(p0, p1, w0, w1)
	a.contributionWords(p0, p1, w0, w1, size(mid.Lo, places, unit), mid.Lo, core)
	return a.r
}

// contributionBasis settles the price basis: open ends the test.
func (a *arith) contributionBasis(list ...term) outcome {
	if !isMoney(list[0].Unit) {
		return holds
	}
	bases := map[city.PriceBasis]bool{}
	for _, t := range list {
		p := t.Price
		if p == "" {
			i, _ := a.b.indicators().Get(t.Indicator)
			p = i.Price
		}
		bases[p] = true
	}
	switch {
	case len(bases) > 1 && bases[city.Current] && bases[city.Constant]:
		a.reason("basis-not-stated", "部分与整体一为现价、一为可比价，不能相除", "part and whole are on different price bases")
	case a.c.Price == city.Constant && !bases[city.Constant]:
		a.reason("basis-not-stated", "句中按可比价，数据为现价或未说明，不能互相代替", "the sentence is at constant prices; the data are at current ones or do not say")
	case bases[""]:
		a.reason("basis-not-stated", "数据未说明价格基础，按表列数值计算", "the data do not state their price basis; the values are taken as printed")
		return mixed
	default:
		return holds
	}
	a.r.Verdict = Undecidable
	a.r.Decide = say("需要部分与整体按同一价格基础的数值，或发布单位公布的贡献率", "needed: part and whole on one price basis, or the contribution as published")
	return open
}

// increments states both increments apart, with their bases.
func (a *arith) increments(p0, p1, w0, w1 term) city.Text {
	one := func(x, y term) city.Text {
		d := changed(new(big.Rat).Sub(y.mid(), x.mid()), max(city.Decimals(x.Value), city.Decimals(y.Value)), y.Unit, false)
		n, w := a.name(y), basisWord(y.Price)
		return city.Text{Zh: n.Zh + d.Zh + "（" + w.Zh + "）", En: n.En + " " + d.En + " (" + w.En + ")"}
	}
	p, w, base := one(p0, p1), one(w0, w1), sinceBase(p0.Period, p1.Period)
	return sentence(city.Text{
		Zh: p1.Period.Name("zh") + a.b.place(a.c.Place) + base.Zh + "，" + p.Zh + "，" + w.Zh,
		En: "in " + p1.Period.Name("en") + " " + base.En + " " + p.En + " and " + w.En + " in " + a.b.place(a.c.Place),
	})
}

// contributionFigures writes the increments and the growth of the whole.
func (a *arith) contributionFigures(p0, p1, w0, w1 term) {
	for _, x := range [][2]term{{p0, p1}, {w0, w1}} {
		n := a.name(x[1])
		places := max(city.Decimals(x[0].Value), city.Decimals(x[1].Value))
		a.figure(n.Zh+"增量", "increment of "+n.En, new(big.Rat).Sub(x[1].mid(), x[0].mid()), places, x[1].Unit, x[1].Period, fmt.Sprintf("%s-%s", x[1].expr, x[0].expr), x[0], x[1])
	}
}

// contributionWords writes reasons, rewording and counter.
func (a *arith) contributionWords(p0, p1, w0, w1 term, found city.Text, mid *big.Rat, core outcome) {
	np, nw := a.name(p1), a.name(w1)
	inc := func(x, y term) city.Text {
		return changed(new(big.Rat).Sub(y.mid(), x.mid()), max(city.Decimals(x.Value), city.Decimals(y.Value)), y.Unit, false)
	}
	ip, iw := inc(p0, p1), inc(w0, w1)
	base := sinceBase(p0.Period, p1.Period)
	basis := city.Text{}
	if isMoney(p1.Unit) {
		basis = say("按表列数值（现价）计算，", "by the values as printed (current prices), ")
		if p1.Price == city.Constant {
			basis = say("按可比价格计算，", "at constant prices, ")
		}
	}
	sign, enSign := "", ""
	if mid.Sign() < 0 {
		sign, enSign = "负", "minus "
	}
	tail := city.Text{Zh: "，前者对后者增长的贡献率为" + sign + found.Zh, En: ": a contribution of " + enSign + found.En}
	if a.isPull() {
		tail = city.Text{Zh: "，前者拉动后者增长" + sign + found.Zh, En: ": a pull of " + enSign + found.En}
	}
	a.r.Rewording = sentence(basis, city.Text{
		Zh: p1.Period.Name("zh") + a.b.place(a.c.Place) + np.Zh + base.Zh + ip.Zh + "，" + nw.Zh + iw.Zh,
		En: "in " + p1.Period.Name("en") + " " + np.En + " of " + a.b.place(a.c.Place) + " " + ip.En + " " + base.En + " and " + nw.En + " " + iw.En,
	}, tail)
	switch core {
	case mixed:
		a.looseReason()
	case fails:
		a.mismatch(stated(a.c), say(sign+found.Zh, enSign+found.En))
	case open:
		if a.r.has("basis-not-stated") && !a.r.Decide.IsZero() {
			break
		}
		a.reason("within-tolerance", "差别在数据误差范围之内，无法判定", "the difference lies within the tolerance of the data")
		a.r.Decide = say("需要更精确的增量数据", "needed: more precise increments")
	}
	t := say("官方贡献率一般按可比价计算，与按现价数值得出的不同", "official contributions are usually at constant prices and differ from those of current values")
	if !isMoney(p1.Unit) {
		t = say("贡献率只说明增量的构成，不说明因果", "a contribution says what an increment consists of, not what caused it")
	}
	for _, x := range []term{p1, w1, p0, w0} {
		if c := a.b.counterStatus(x.datum); !c.IsZero() {
			t = plus(t, semicolon(t), c)
			break
		}
	}
	a.r.Counter = sentence(t)
}

// printedContribution tests the figure against a contribution or a pull that a
// source prints as an indicator of its own, found by its name.
func (a *arith) printedContribution(to city.Period) (Result, bool) {
	word := "贡献率"
	if a.isPull() {
		word = "拉动"
	}
	part := a.b.indicators().Name(a.c.Indicator)
	whole := a.b.indicators().Name(a.levelOf(a.c.Against))
	for _, i := range a.b.indicators().All() {
		n := i.Name.Zh
		if n == "" {
			n = i.ID
		}
		if !strings.Contains(n, word) || !strings.Contains(n, part) || !strings.Contains(strings.Replace(n, part, "", 1), whole) && !strings.Contains(strings.ToUpper(n), "GDP") {
			continue
		}
		t, ok := a.value(i.ID, a.c.Place, to)
		if !ok || a.c.Figure == nil {
			continue
		}
		core := denied(fits(a.c.Hedge, signed(a.c), t.datum), a.c.Denied)
		a.r.Verdict = combine(tested{core: core})
		a.reason("as-printed", "贡献系来源所列，未复算", "the contribution is as the source prints it and not recomputed")
		a.figure(word, "as printed", t.mid(), city.Decimals(t.Value), t.Unit, to, "", t)
		v, s := value(t.datum), a.subjectOf(t)
		a.r.Rewording = sentence(a.b.according(t.Observation), say(s.Zh+"为"+v.Zh, s.En+" stood at "+v.En))
		if core == fails {
			a.mismatch(stated(a.c), v)
		}
		return a.r, true
	}
	return a.r, false
}
