package diagnose

import (
	"math/big"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// name is the indicator of a term in words, with its definition.
func (a *arith) name(t term) city.Text {
	n := a.b.indicator(t.Indicator, t.Definition)
	if t.Facet == city.Growth && a.b.kind(t.Indicator) != city.RateOf {
		return say(n.Zh+"增速", "growth of "+n.En)
	}
	return n
}

// subjectOf is 2018年武汉市高新技术企业数, of a term.
func (a *arith) subjectOf(t term) city.Text {
	return a.b.subject(t.Indicator, t.Definition, t.Place, t.Period)
}

// size is a figure without its sign, with its unit.
func size(x *big.Rat, places int32, unit string) city.Text {
	return amount(city.Round(new(big.Rat).Abs(x), places), unit)
}

// plain drops decimals that say nothing: 2 and not 2.00, where x is just that.
func plain(x *big.Rat, places int32) int32 {
	for places > 0 && city.Round(x, places-1).Rat().Cmp(x) == 0 {
		places--
	}
	return places
}

// moved is 增长25.1% or 下降18.5%; 持平 where nothing shows at these decimals.
func moved(x *big.Rat, places int32) city.Text {
	r := city.Round(x, places)
	s := size(x, places, "%")
	switch {
	case r.IsZero():
		return say("持平", "was unchanged")
	case r.IsNegative():
		return say("下降"+s.Zh, "fell by "+s.En)
	}
	return say("增长"+s.Zh, "grew by "+s.En)
}

// changed is 增加709家 or 减少709家; for shares 提高 and 下降.
func changed(x *big.Rat, places int32, unit string, share bool) city.Text {
	r, s := city.Round(x, places), size(x, places, unit)
	up, down := "增加", "减少"
	if share {
		up, down = "提高", "下降"
	}
	switch {
	case r.IsZero():
		return say("持平", "was unchanged")
	case r.IsNegative():
		return say(down+s.Zh, "fell by "+s.En)
	}
	return say(up+s.Zh, "rose by "+s.En)
}

// rose is the verb between two ends: 升至, 降至, or 持平于.
func rose(x, y term) city.Text {
	switch y.Value.Cmp(x.Value) {
	case 1:
		return say("升至", "rose to")
	case -1:
		return say("降至", "fell to")
	}
	return say("持平于", "stayed at")
}

// sinceBase is 比上年 or 比2013年.
func sinceBase(from, to city.Period) city.Text {
	if from == to.Shift(-1) {
		if to.IsYear() {
			return say("比上年", "on the year before")
		}
		return say("同比", "on the same period a year before")
	}
	if from == stepBack(to) {
		return say("环比", "on the period before")
	}
	return say("比"+from.Name("zh"), "on "+from.Name("en"))
}

// onBase is 比上年（2827家）增长25.1%, or 与上年（30人）持平.
func onBase(base, value, change city.Text) city.Text {
	zh := base.Zh
	if change.Zh == "持平" {
		zh = strings.Replace(zh, "比", "与", 1)
		if zh == base.Zh {
			zh = "与" + map[string]string{"同比": "上年同期", "环比": "上期"}[base.Zh]
		}
	}
	return city.Text{Zh: zh + "（" + value.Zh + "）" + change.Zh, En: "it " + change.En + " " + base.En + " (" + value.En + ")"}
}

// fromTo is 由2.74%升至3.02%, of two terms.
func fromTo(x, y term) city.Text {
	vx, vy, v := value(x.datum), value(y.datum), rose(x, y)
	return city.Text{Zh: "由" + vx.Zh + v.Zh + vy.Zh, En: v.En + " " + vy.En + " from " + vx.En}
}

// breakText is the reason that a break gives.
func (a *arith) breakText(indicator string, br *city.Break) city.Text {
	n := a.b.indicator(indicator, "")
	t := city.Text{
		Zh: n.Zh + "自" + br.From.Name("zh") + "起统计口径有调整，此前此后不可比",
		En: "the definition of " + n.En + " changed from " + br.From.Name("en") + " on; values before and after do not compare",
	}
	if !br.Why.IsZero() {
		t.Zh += "（" + strings.TrimRight(br.Why.In("zh"), "。") + "）"
		t.En += " (" + strings.TrimRight(br.Why.In("en"), ".") + ")"
	}
	return t
}

// definitionText is the reason that two definitions give.
func (a *arith) definitionText(x, y term) city.Text {
	dx, dy := definitionName(x.Definition), definitionName(y.Definition)
	return city.Text{
		Zh: x.Period.Name("zh") + "为" + dx.Zh + "，" + y.Period.Name("zh") + "为" + dy.Zh + "，口径不同，不能相比",
		En: x.Period.Name("en") + " is " + dx.En + " and " + y.Period.Name("en") + " is " + dy.En + ": two definitions that do not compare",
	}
}

func definitionName(d string) city.Text {
	if d == "" {
		return say("通常口径", "the usual definition")
	}
	if strings.HasSuffix(d, "口径") {
		return say(d, "the definition “"+d+"”")
	}
	return say(d+"口径", "the definition “"+d+"”")
}

// missing says which ends have no value.
func (a *arith) missing(indicator, place string, periods ...city.Period) city.Text {
	var zh, en []string
	periods = slices.DeleteFunc(slices.Clone(periods), func(p city.Period) bool { return p == "" })
	for _, p := range periods {
		if len(a.values(indicator, place, p)) == 0 {
			zh, en = append(zh, p.Name("zh")), append(en, p.Name("en"))
		}
	}
	n := a.b.indicator(indicator, a.c.Definition)
	if len(periods) == 0 {
		return say("缺"+a.b.place(place)+n.Zh+"的数据", "no data of "+n.En+" of "+a.b.place(place))
	}
	if len(zh) == 0 {
		return say(n.Zh+"两端的单位不能换算", "the units of "+n.En+" at the two ends do not convert")
	}
	return city.Text{
		Zh: "缺" + a.b.place(place) + strings.Join(zh, "、") + n.Zh + "的数据",
		En: "no data of " + n.En + " for " + strings.Join(en, ", "),
	}
}

// mismatch says what the sentence has and what the data give.
func (a *arith) mismatch(stated, found city.Text) {
	a.reason("mismatch", "句中为"+stated.Zh+"，数据为"+found.Zh, "the sentence says: "+stated.En+"; the data: "+found.En)
}

// stated is the figure of the sentence with its hedge and unit as written.
func stated(c Claim) city.Text {
	if c.Figure == nil {
		return say("“"+c.Sentence+"”", "“"+c.Sentence+"”")
	}
	t := amount(*c.Figure, c.Unit)
	if c.Type != GrowthType || c.Times == "to" || c.Times == "double" {
		return t
	}
	if c.Direction == "down" || c.Figure.IsNegative() {
		t = amount(c.Figure.Abs(), c.Unit)
		return say("下降"+t.Zh, "fell by "+t.En)
	}
	return say("增长"+t.Zh, "grew by "+t.En)
}
