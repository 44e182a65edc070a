package diagnose

import (
	"cmp"
	"math/big"
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// rateMoves are the words that speak of a growth rate as the thing that moves:
// 增速逐年加快, 增幅连续两年回落.
var rateMoves = regexp.MustCompile(`(增速|增幅|增长率|增长速度|涨幅|降幅)[^，。；,;]{0,10}(加快|回升|提高|上升|提升|攀升|提速|走高|扩大|回落|放缓|下降|下滑|减缓|趋缓|收窄|走低)`)

// aboutRate reports whether the growth rate moves and not the level.
func (a *arith) aboutRate() bool {
	return a.c.Figure == nil && a.c.FigureFrom == nil && a.b.kind(a.c.Indicator) != city.RateOf && !a.isShare(a.c.Indicator) && rateMoves.MatchString(a.c.Sentence)
}

// rateTerm is the growth on the year before as a value of its own, from the
// levels: shown with one decimal, and exactly.
func (a *arith) rateTerm(p city.Period) (term, barrier) {
	x, y, stop := a.comparable(a.c.Indicator, a.c.Place, p.Shift(-1), p)
	if stop.code != "" {
		return term{}, stop
	}
	r, ok := fromLevels(x, y, 0)
	if !ok || x.open() || y.open() {
		return term{}, barrier{code: "no-base", text: reasonText("no-base")}
	}
	o := y.Observation
	o.Value, o.Unit, o.Facet = city.Round(r.mid, 1), "%", city.Growth
	if softer(x.Status, o.Status) {
		o.Status = x.Status
	}
	return term{datum: datum{Observation: o, Lo: r.iv.Lo, Hi: r.iv.Hi}, expr: "(" + r.expr + ")", exact: r.mid}, barrier{}
}

// trendOfRates tests a trend of the growth rate itself.
func (a *arith) trendOfRates(from, to city.Period) Result {
	var list stretch
	for p := to; !p.Before(from); p = p.Shift(-1) {
		t, stop := a.rateTerm(p)
		if stop.across() {
			if a.c.From == "" && len(list) > 1 {
				break // the newest stretch in one definition
			}
			return a.across(a.c.Indicator, from, to, stop)
		}
		if stop.code != "" {
			break
		}
		list = append(stretch{t}, list...)
	}
	if len(list) < 2 {
		return a.lacking(a.missing(a.c.Indicator, a.c.Place, from.Shift(-1), from, to))
	}
	x, y := list[0], list[len(list)-1]
	flat := big.NewRat(1, 2)
	mid := new(big.Rat).Sub(y.mid(), x.mid())
	core := denied(directionFit(cmp.Or(a.c.Direction, "up"), y.iv().Sub(x.iv()), mid, flat), a.c.Denied)
	w := a.trendSteps([]stretch{list}, x, y)
	t := tested{core: core}
	if core == holds && a.asksEveryYear() && w.fit != holds {
		t.strength = mixed
		a.reason("mismatch", "首末方向成立，但并非每年如此："+w.text.Zh, "first and last agree, but not every year does: "+w.text.En)
	}
	a.r.Verdict = combine(a.qualify(t, y))
	a.figure("增速变化", "change of the growth rate", mid, 1, "百分点", to, y.expr+"-"+x.expr, x, y)
	for i := len(list) - 1; i >= 0; i-- {
		a.figure(list[i].Period.Name("zh")+"增速", "growth in "+list[i].Period.Name("en"), list[i].mid(), 1, "%", list[i].Period, list[i].expr, list[i])
	}
	n, v := a.b.indicator(a.c.Indicator, y.Definition), fromToRates(x, y)
	a.r.Rewording = sentence(city.Text{
		Zh: x.Period.Name("zh") + "至" + y.Period.Name("zh") + "，" + a.b.place(a.c.Place) + n.Zh + "增速" + v.Zh,
		En: "from " + x.Period.Name("en") + " to " + y.Period.Name("en") + " the growth of " + n.En + " of " + a.b.place(a.c.Place) + " " + v.En,
	})
	switch {
	case core == fails:
		a.mismatch(stated(a.c), v)
	case core == open:
		a.reason("within-tolerance", "首末增速之差在数据舍入范围之内，方向不能判定", "first and last rates differ by less than their rounding")
		a.r.Decide = say("需要小数位更多的数据", "needed: data with more decimals")
	}
	if !w.text.IsZero() && len(list) > 2 && core != fails {
		a.r.Counter = sentence(say("中间年份有反复："+w.text.Zh, "years between move the other way: "+w.text.En))
	} else {
		a.r.Counter = say("说的是增速的变化，不是数量的变化；数量本身另有走势。", "This is about the rate and not the level, which moves on its own.")
	}
	return a.r
}

// fromToRates is 由29.9%降至25.1%, of two rates.
func fromToRates(x, y term) city.Text {
	u, v, verb := amount(x.Value, "%"), amount(y.Value, "%"), rose(x, y)
	return city.Text{Zh: "由" + u.Zh + verb.Zh + v.Zh, En: verb.En + " " + v.En + " from " + u.En}
}

// rateYear is one year of a streak of the growth rate: its rate beside that of
// the year before.
func (a *arith) rateYear(p city.Period) streakYear {
	y := streakYear{period: p, fit: open, unit: "百分点", places: 1}
	u, s1 := a.rateTerm(a.stepOf(p))
	v, s2 := a.rateTerm(p)
	for _, s := range []barrier{s1, s2} {
		if s.code != "" {
			y.code, y.gap = s.code, s.text
			return y
		}
	}
	y.mid, y.terms = new(big.Rat).Sub(v.mid(), u.mid()), []term{u, v}
	y.expr = v.expr + "-" + u.expr
	y.fit = directionFit(cmp.Or(a.c.Direction, "up"), v.iv().Sub(u.iv()), y.mid, big.NewRat(1, 2))
	d := fromToRates(u, v)
	y.text = say(p.Name("zh")+"增速"+d.Zh, p.Name("en")+": the rate "+d.En)
	return y
}

// turnWords speak of a rate that changes its sign.
var turnWords = regexp.MustCompile(`由(负转正|正转负|降转增|增转降|升转降|降转升)|转正|转负`)

// turn tests 由负转正 and 由正转负: the rate of the period and that of the one
// before lie on two sides of zero.
func (a *arith) turn(to city.Period) Result {
	u, s1 := a.rateTerm(to.Shift(-1))
	v, s2 := a.rateTerm(to)
	for _, s := range []barrier{s1, s2} {
		if s.across() {
			return a.across(a.c.Indicator, to.Shift(-2), to, s)
		}
		if s.code != "" {
			return a.lacking(a.missing(a.c.Indicator, a.c.Place, to.Shift(-2), to.Shift(-1), to))
		}
	}
	want := 1
	if m := turnWords.FindString(a.c.Sentence); strings.HasSuffix(m, "负") || strings.HasSuffix(m, "降") {
		want = -1
	}
	before, now := u.iv().Sign()*want, v.iv().Sign()*want
	core := fails
	switch {
	case before < 0 && now > 0:
		core = holds
	case before == 0 || now == 0:
		core = open
		a.reason("within-tolerance", "增速与零的差别在数据舍入范围之内，不能判定", "a rate differs from zero by less than the rounding of the data")
		a.r.Decide = say("需要小数位更多的数据", "needed: data with more decimals")
	}
	a.r.Verdict = combine(a.qualify(tested{core: denied(core, a.c.Denied)}, v))
	for _, t := range []term{v, u} {
		a.figure(t.Period.Name("zh")+"增速", "growth in "+t.Period.Name("en"), t.mid(), 1, "%", t.Period, t.expr, t)
	}
	n := a.b.indicator(a.c.Indicator, v.Definition)
	mu, mv := moved(u.mid(), 1), moved(v.mid(), 1)
	a.r.Rewording = sentence(city.Text{
		Zh: a.b.place(a.c.Place) + n.Zh + u.Period.Name("zh") + mu.Zh + "，" + v.Period.Name("zh") + mv.Zh,
		En: n.En + " of " + a.b.place(a.c.Place) + " " + mu.En + " in " + u.Period.Name("en") + " and " + mv.En + " in " + v.Period.Name("en"),
	})
	if core == fails {
		a.mismatch(say("增速变号", "a rate that changes its sign"), say(u.Period.Name("zh")+mu.Zh+"、"+v.Period.Name("zh")+mv.Zh, "it "+mu.En+" in "+u.Period.Name("en")+" and "+mv.En+" in "+v.Period.Name("en")))
	}
	a.r.Counter = say("增速转向与上年基数高低有关，两年合起来看可能不同。", "A turn of the rate owes something to the base of the year before; both years together may look different.")
	return a.r
}
