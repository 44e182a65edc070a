package diagnose

import (
	"fmt"
	"math/big"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/growth"
)

// whole is what an amount is a share of: another indicator, or the same one of
// a place that contains it (占全市的比重).
type whole struct{ indicator, place string }

// wholeMeant finds the whole of a share that no indicator of the catalog
// stands for; ok is false where the sentence speaks of no such share.
func (a *arith) wholeMeant() (whole, bool) {
	part := a.c.Indicator
	if part == "" || a.isShare(part) || !shareWordsIn.MatchString(a.c.Sentence) {
		return whole{}, false
	}
	against := a.resolved(a.c.Against)
	if named, _ := a.b.peers(a.c); len(named) > 0 && (against == "" || against == part) {
		return whole{part, named[0]}, true
	}
	if against != "" && against != part && a.ratioOf(part, against) == "" {
		return whole{against, a.c.Place}, true
	}
	return whole{}, false
}

// shareOver gives the share of an indicator at both ends, each computed from part and
// whole.
func (a *arith) shareOver(part string, w whole, from, to city.Period) (x, y term, stop barrier) {
	u, v, s := a.comparable(part, a.c.Place, from, to)
	if s.code != "" {
		return x, y, s
	}
	p, q, s := a.comparable(w.indicator, w.place, from, to)
	if s.code != "" {
		return x, y, s
	}
	x, ok1 := a.quotient(u, p)
	y, ok2 := a.quotient(v, q)
	if !ok1 || !ok2 {
		return x, y, barrier{code: "unit", text: say("部分与整体的单位不能换算", "the units of part and whole do not convert")}
	}
	return x, y, s
}

// stopped is the result where the two ends of a share do not go together.
func (a *arith) stopped(from, to city.Period, stop barrier) Result {
	if stop.code == "no-data" && len(a.values(a.c.Indicator, a.c.Place, from)) > 0 && len(a.values(a.c.Indicator, a.c.Place, to)) > 0 {
		a.reason("no-comparator", "缺整体的数据，不能算比重", "the whole is missing, without which there is no share")
	}
	return a.barred(a.c.Indicator, from, to, stop)
}

// shareName is 洪山区高新技术企业数占武汉市高新技术企业数的比重.
func (a *arith) shareName(w whole) city.Text {
	part, total := a.b.indicator(a.c.Indicator, a.c.Definition), a.b.indicator(w.indicator, "")
	if w.place != a.c.Place {
		return city.Text{
			Zh: a.b.place(a.c.Place) + part.Zh + "占" + a.b.place(w.place) + "的比重",
			En: "the share of " + a.b.place(a.c.Place) + " in the " + part.En + " of " + a.b.place(w.place),
		}
	}
	return city.Text{
		Zh: a.b.place(a.c.Place) + part.Zh + "占" + total.Zh + "的比重",
		En: "the share of " + part.En + " in " + total.En + " of " + a.b.place(a.c.Place),
	}
}

// pointsOver tests the change of a share of a place in another.
func (a *arith) pointsOver(w whole, from, to city.Period) Result {
	x, y, stop := a.shareOver(a.c.Indicator, w, from, to)
	if stop.code != "" {
		return a.stopped(from, to, stop)
	}
	diff, mid := growth.Points(x.iv(), y.iv()), new(big.Rat).Sub(y.mid(), x.mid())
	core := a.pointsFit(diff, mid, x, y)
	a.r.Verdict = combine(a.qualify(tested{core: core}, y))
	places := a.computedPlaces()
	a.figure("变化", "change", mid, places, "百分点", to, fmt.Sprintf("%s-%s", y.expr, x.expr), x, y)
	a.pointsWords(x, y, mid, places, core)
	d, n := changed(mid, places, "百分点", true), a.shareName(w)
	vx, vy, on := a.shareValue(x), a.shareValue(y), sinceBase(from, to)
	t := onBase(on, vx, d)
	a.r.Rewording = sentence(city.Text{
		Zh: to.Name("zh") + n.Zh + "为" + vy.Zh + "，" + t.Zh,
		En: n.En + " stood at " + vy.En + " in " + to.Name("en") + "; " + t.En,
	})
	return a.r
}

// trendOver tests 占全市的比重由15.7%提高到16.4%, from part and whole.
func (a *arith) trendOver(w whole) Result {
	from, to, ok := a.span()
	if !ok {
		return a.lacking(a.missing(a.c.Indicator, a.c.Place))
	}
	x, y, stop := a.shareOver(a.c.Indicator, w, from, to)
	if stop.code != "" {
		return a.stopped(from, to, stop)
	}
	diff, mid := growth.Points(x.iv(), y.iv()), new(big.Rat).Sub(y.mid(), x.mid())
	var core []outcome
	if d := a.trendDirection(); d != "" {
		core = append(core, directionFit(d, diff, mid, big.NewRat(1, 10)))
	}
	if a.c.Figure != nil {
		core = append(core, a.shareFit(y))
	}
	if a.c.FigureFrom != nil {
		was := *a
		was.c.Figure, was.c.Hedge = a.c.FigureFrom, Exactly
		core = append(core, was.shareFit(x))
	}
	t := tested{core: denied(worst(core), a.c.Denied)}
	if len(core) == 0 {
		t.core = open
	}
	a.r.Verdict = combine(a.qualify(t, y))
	places, n := a.computedPlaces(), a.shareName(w)
	vx, vy, d := a.shareValue(x), a.shareValue(y), changed(mid, places, "百分点", true)
	a.shareFigure(y)
	a.shareFigure(x)
	a.figure("变化", "change", mid, places, "百分点", to, fmt.Sprintf("%s-%s", y.expr, x.expr), x, y)
	verb := rose(term{datum: datum{Observation: city.Observation{Value: city.Round(x.mid(), places)}}}, term{datum: datum{Observation: city.Observation{Value: city.Round(y.mid(), places)}}})
	a.r.Rewording = sentence(city.Text{
		Zh: from.Name("zh") + "至" + to.Name("zh") + "，" + n.Zh + "由" + vx.Zh + verb.Zh + vy.Zh + "，" + d.Zh,
		En: "from " + from.Name("en") + " to " + to.Name("en") + " " + n.En + " " + verb.En + " " + vy.En + " from " + vx.En + ": it " + d.En,
	})
	switch t.core {
	case fails:
		a.mismatch(stated(a.c), say("由"+vx.Zh+verb.Zh+vy.Zh, vy.En+", from "+vx.En))
	case mixed:
		a.looseReason()
	case open:
		a.reason("within-tolerance", "差别在数据舍入范围之内，无法判定", "the difference lies within the rounding of the data")
	}
	a.r.Counter = say("比重按部分与整体的公布数计算，发布单位未直接列出。", "The share is computed from part and whole; the publisher does not print it.")
	return a.r
}
