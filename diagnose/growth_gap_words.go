package diagnose

import (
	"fmt"
	"math/big"

	"github.com/quanyu/quanyu/city"
)

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
	for _, r := range []rateReading{g.x, g.y} {
		n := a.rateOwner(r)
		e := r.expr
		if r.printed && len(r.terms) == 1 {
			e = ""
		}
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
	if g.sameThing() {
		found = g.movedBy(mid, s)
	}
	switch t.core {
	case fails:
		a.mismatch(stated(a.c), found)
	case open:
		if !a.r.Decide.IsZero() { // another reason than precision was given
			break
		}
		a.reason("within-tolerance", "差别在数据误差范围之内，无法判定", "the difference lies within the tolerance of the data")
		a.r.Decide = say("需要更精确的增速数据", "needed: more precise rates")
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
		c = say("两个增速均按现价计算，含价格变动", "both rates are at current prices and include price changes")
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

// falls reports whether both rates are falls: 降幅 is then what is spoken of.
func (g gapReading) falls() bool { return g.x.mid.Sign() < 0 && g.y.mid.Sign() < 0 }

func (g gapReading) rateWord() city.Text {
	if g.falls() {
		return say("降幅", "fall")
	}
	return say("增速", "growth")
}

// movedBy is 加快4.8个百分点, 回落4.8个百分点, or of a fall 扩大 and 收窄.
func (g gapReading) movedBy(mid *big.Rat, s city.Text) city.Text {
	up, down := say("加快"+s.Zh, s.En+" faster"), say("回落"+s.Zh, s.En+" slower")
	if g.falls() {
		up, down = say("收窄"+s.Zh, s.En+" smaller"), say("扩大"+s.Zh, s.En+" larger")
	}
	if mid.Sign() < 0 {
		return down
	}
	return up
}

// moneyBasis is the price basis that the sentence has to name: that of both
// rates of money, or of the only one.
func (g gapReading) moneyBasis() city.PriceBasis {
	switch {
	case g.x.money():
		return g.x.basis()
	case g.y.money():
		return g.y.basis()
	}
	return ""
}

// gapSentence is 2018年武汉市A比上年增长25.1%，增速比B（10.7%）快14.4个百分点。
func (a *arith) gapSentence(g gapReading, found city.Text, places int32) city.Text {
	x, y := a.rateOwner(g.x), a.rateOwner(g.y)
	last := g.x.terms[len(g.x.terms)-1]
	mx, my := moved(g.x.mid, max(places, g.x.places())), moved(g.y.mid, max(places, g.y.places()))
	base := sinceBase(g.x.from, last.Period)
	avg := city.Text{}
	if g.x.steps > 0 {
		avg = say("年均", "a year on average ")
	}
	basis := city.Text{}
	if m := g.moneyBasis(); m != "" {
		w := basisWord(m)
		basis = say("按"+w.Zh+"计算，", "at "+w.En+", ")
		if !g.x.money() || !g.y.money() {
			basis = say("价值量指标按"+w.Zh+"计算，", "with values at "+w.En+", ")
		}
	}
	place := a.b.place(a.c.Place)
	if g.sameThing() {
		before := g.y.terms[len(g.y.terms)-1].Period
		return sentence(basis, city.Text{
			Zh: last.Period.Name("zh") + place + x.Zh + base.Zh + mx.Zh + "，" + g.rateWord().Zh + "比" + before.Name("zh") + "（" + my.Zh + "）" + found.Zh,
			En: "in " + last.Period.Name("en") + " " + x.En + " of " + place + " " + mx.En + " " + base.En + ": a " + g.rateWord().En + " " + found.En + " than in " + before.Name("en") + ", when it " + my.En,
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
		m := moved(r.mid, max(1, r.places()))
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
