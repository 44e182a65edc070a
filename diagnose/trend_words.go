package diagnose

import (
	"fmt"
	"math/big"

	"github.com/quanyu/quanyu/city"
)

func (a *arith) trendFigures(x, y term) {
	places := max(city.Decimals(x.Value), city.Decimals(y.Value))
	a.figure(y.Period.Name("zh")+"数值", "value in "+y.Period.Name("en"), y.mid(), max(0, city.Decimals(y.Value)), y.Unit, y.Period, y.expr, y)
	a.figure(x.Period.Name("zh")+"数值", "value in "+x.Period.Name("en"), x.mid(), max(0, city.Decimals(x.Value)), x.Unit, x.Period, x.expr, x)
	unit := y.Unit
	if unit == "%" {
		unit = "百分点"
	}
	a.figure("变化", "change", new(big.Rat).Sub(y.mid(), x.mid()), places, unit, y.Period, fmt.Sprintf("%s-%s", y.expr, x.expr), x, y)
	for i := range a.r.Figures[:2] {
		a.r.Figures[i].Formula = nil
	}
}

// trendWords writes reasons, rewording and counter.
func (a *arith) trendWords(x, y term, core outcome, w steps) {
	n, v := a.name(y), fromTo(x, y)
	places := max(city.Decimals(x.Value), city.Decimals(y.Value))
	d := city.Text{}
	if y.Unit == "%" {
		d = changed(new(big.Rat).Sub(y.mid(), x.mid()), places, "百分点", true)
	} else if r, ok := fromLevels(x, y, 0); ok {
		d = moved(r.mid, 1)
	}
	t := city.Text{
		Zh: x.Period.Name("zh") + "至" + y.Period.Name("zh") + "，" + a.b.place(a.c.Place) + n.Zh + v.Zh,
		En: "from " + x.Period.Name("en") + " to " + y.Period.Name("en") + " " + n.En + " of " + a.b.place(a.c.Place) + " " + v.En,
	}
	if y.Value.Equal(x.Value) && x.Unit == y.Unit {
		u := value(y.datum)
		t = city.Text{
			Zh: x.Period.Name("zh") + "和" + y.Period.Name("zh") + "，" + a.b.place(a.c.Place) + n.Zh + "均为" + u.Zh,
			En: "in both " + x.Period.Name("en") + " and " + y.Period.Name("en") + " " + n.En + " of " + a.b.place(a.c.Place) + " stood at " + u.En,
		}
		if x.Period == y.Period.Shift(-1) {
			w.text = city.Text{}
		}
	}
	if d.Zh != "" && !y.Value.Equal(x.Value) {
		t = plus(t, say("，"+d.Zh, ": it "+d.En))
	}
	if !w.text.IsZero() && core != fails {
		t = plus(t, say("，其中"+w.text.Zh, "; "+w.text.En))
	}
	a.r.Rewording = sentence(t)
	switch core {
	case fails:
		a.mismatch(statedTrend(a.c), v)
	case open:
		a.reason("within-tolerance", "首末之差在数据舍入范围之内，方向不能判定", "first and last differ by less than their rounding; the direction is not known")
		a.r.Decide = say("需要小数位更多的数据", "needed: data with more decimals")
	case mixed:
		a.looseReason()
	}
	a.r.Counter = a.trendCounter(x, y, w, core)
}

func statedTrend(c Claim) city.Text {
	if c.FigureFrom == nil || c.Figure == nil {
		return stated(c)
	}
	x, y := amount(*c.FigureFrom, c.Unit), amount(*c.Figure, c.Unit)
	return say("由"+x.Zh+"到"+y.Zh, "from "+x.En+" to "+y.En)
}

// trendCounter names what lies outside the span: years that move the other
// way, an earlier break, unsettled ends.
func (a *arith) trendCounter(x, y term, w steps, core outcome) city.Text {
	var t city.Text
	if !w.text.IsZero() && core != fails {
		t = say("中间年份有反复："+w.text.Zh, "years between move the other way: "+w.text.En)
	}
	if u, ok := a.before(x); ok && u.Unit == x.Unit && u.Value.Cmp(x.Value) != 0 && u.Value.Cmp(x.Value) == y.Value.Cmp(x.Value) {
		a.r.oppose(u.evidence()...)
		v := value(u.datum)
		t = plus(t, semicolon(t), city.Text{
			Zh: "换以" + u.Period.Name("zh") + "（" + v.Zh + "）为起点，变化幅度较小",
			En: "from " + u.Period.Name("en") + " (" + v.En + ") the change is smaller",
		})
	}
	for _, s := range []term{y, x} {
		if c := a.b.counterStatus(s.datum); !c.IsZero() {
			t = plus(t, semicolon(t), c)
			break
		}
	}
	if br := a.b.breakBetween(y.Indicator, y.Place, "", x.Period); br != nil && t.IsZero() {
		t = say("该指标"+br.From.Name("zh")+"起口径调整，不能与此前年份连起来看", "the definition changed in "+br.From.Name("en")+"; earlier years do not compare")
	}
	if isMoney(y.Unit) && y.Price != city.Constant {
		t = plus(t, semicolon(t), say("按现价计算，含价格变动", "values are at current prices and include price changes"))
	}
	if t.IsZero() {
		return t
	}
	return sentence(t)
}
