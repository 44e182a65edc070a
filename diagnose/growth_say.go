package diagnose

import (
	"fmt"

	"github.com/quanyu/quanyu/city"
)

// rateFigures writes the rates as figures: first the one that bears the
// sentence out, or where none does alone the one that the levels give.
func (a *arith) rateFigures(readings []rateReading, fits []outcome) {
	first := func(i int) bool { return fits[i] == holds }
	if a.r.Verdict != Supported && len(only(readings, false)) > 0 {
		first = func(i int) bool { return !readings[i].printed }
	}
	order := make([]int, 0, len(readings))
	for _, want := range []bool{true, false} {
		for i := range readings {
			if first(i) == want {
				order = append(order, i)
			}
		}
	}
	for _, i := range order {
		r := readings[i]
		last := r.terms[len(r.terms)-1]
		places := a.shownPlaces(r.mid, fits[i] == holds && (!r.printed || len(r.terms) > 1), r.places())
		if r.printed && len(r.terms) == 1 {
			places = r.places()
		}
		n := rateName(r)
		expr := r.expr
		if r.printed && len(r.terms) == 1 {
			expr = ""
		}
		a.figure(n.Zh, n.En, r.mid, places, "%", last.Period, expr, r.terms...)
		if f := a.r.Figures[len(a.r.Figures)-1].Formula; f != nil && r.steps > 0 {
			f.Note = sayf("基期%s，%d个间隔，几何平均", "base %s, %d intervals, geometric mean", r.from, r.steps)
		}
	}
}

// rateName names a reading in a table of figures.
func rateName(r rateReading) city.Text {
	switch {
	case r.printed && r.steps > 0:
		return say("年均增速（可比价，各年公布增速连乘）", "mean growth at constant prices, from the printed yearly rates")
	case r.printed && len(r.terms) > 1:
		return say("累计增速（可比价，各年公布增速连乘）", "growth at constant prices, from the printed yearly rates")
	case r.printed && r.price == city.Constant:
		return say("来源所列增速（可比价）", "growth as printed (constant prices)")
	case r.printed:
		return say("来源所列增速", "growth as printed")
	case r.steps > 0:
		return city.Text{Zh: fmt.Sprintf("年均增速（基期%s，%d个间隔）", r.from.Name("zh"), r.steps), En: fmt.Sprintf("mean growth rate (base %s, %d intervals)", r.from.Name("en"), r.steps)}
	}
	return city.Text{Zh: "增速（比" + r.from.Name("zh") + "）", En: "growth on " + r.from.Name("en")}
}

// rateWords writes the rewording and the opposing reading.
func (a *arith) rateWords(readings []rateReading, fits []outcome) {
	levels, printed := only(readings, false), only(readings, true)
	main := readings[0]
	for i := range readings {
		if fits[i] == holds {
			main = readings[i]
			break
		}
	}
	if a.r.Verdict == NotSupported {
		a.rateMismatch(readings)
	}
	switch {
	case main.printed && len(main.terms) > 1:
		a.r.Rewording = a.chainSentence(main, a.r.Verdict == Supported)
	case len(levels) == 0, a.c.Price == city.Constant && main.printed && main.price == city.Constant:
		a.r.Rewording = a.printedSentence(only([]rateReading{main}, true)[0])
	case a.c.Price == city.Current && !main.printed && a.r.Verdict == Supported:
		a.r.Rewording = a.levelSentence(main, true)
	case a.r.Verdict == Supported && main.printed && main.price == city.Constant:
		a.r.Rewording = a.realSentence(levels[0].terms[1], main)
	case len(printed) > 0 && !levels[0].iv.Meets(printed[0].iv):
		a.r.Rewording = a.bothSentence(levels[0], printed[0])
	default:
		if main.printed {
			main = levels[0]
		}
		a.r.Rewording = a.levelSentence(main, a.r.Verdict == Supported)
	}
	a.r.Counter = a.rateCounter(levels, printed, main)
}

// rateMismatch says what the sentence has and what each reading gives.
func (a *arith) rateMismatch(readings []rateReading) {
	said := stated(a.c)
	if a.c.Figure == nil {
		said = say(map[string]string{"down": "下降", "flat": "持平"}[a.c.Direction], map[string]string{"down": "a fall", "flat": "no change"}[a.c.Direction])
		if said.Zh == "" {
			said = say("增长", "growth")
		}
		if a.c.Denied {
			said = say("没有"+said.Zh, "no "+said.En)
		}
	}
	found := moved(readings[0].mid, a.shownPlaces(readings[0].mid, false, readings[0].places()))
	if readings[0].printed {
		found = moved(readings[0].mid, readings[0].places())
	}
	for _, r := range readings[1:] {
		if r.printed && !readings[0].printed && !r.iv.Meets(readings[0].iv) {
			m := moved(r.mid, r.places())
			found = say("按数值计算"+found.Zh+"、来源所列"+m.Zh, "by the values it "+found.En+", as printed it "+m.En)
			break
		}
	}
	a.mismatch(said, found)
}

// realSentence states a level and the rate that the source prints for it, at
// constant prices where it says so.
func (a *arith) realSentence(y term, p rateReading) city.Text {
	s, v, m, base := a.subjectOf(y), value(y.datum), moved(p.mid, p.places()), sinceBase(y.Period.Shift(-1), y.Period)
	basis := say("", "it ")
	if p.price != "" {
		w := basisWord(p.price)
		basis = say("按"+w.Zh+"计算", "at "+w.En+" it ")
	}
	return sentence(city.Text{
		Zh: s.Zh + "为" + v.Zh + "，" + basis.Zh + base.Zh + m.Zh,
		En: s.En + " stood at " + v.En + "; " + basis.En + m.En + " " + base.En,
	})
}

// levelSentence is 2018年武汉市高新技术企业数3536家，比上年（2827家）增长25.1%。
func (a *arith) levelSentence(r rateReading, agrees bool) city.Text {
	x, y := r.terms[0], r.terms[1]
	m := moved(r.mid, a.shownPlaces(r.mid, agrees))
	vx, vy, s := value(x.datum), value(y.datum), a.subjectOf(y)
	if y.open() {
		m = say(m.Zh+"以上", m.En+" or more")
	}
	on := onBase(sinceBase(x.Period, y.Period), vx, m)
	t := city.Text{Zh: s.Zh + "为" + vy.Zh + "，", En: s.En + " stood at " + vy.En + "; "}
	if r.steps > 0 {
		t.Zh = fmt.Sprintf("%s为%s，以%s（%s）为基期，%d年年均%s", s.Zh, vy.Zh, x.Period.Name("zh"), vx.Zh, r.steps, m.Zh)
		t.En += fmt.Sprintf("it %s a year on average over %d years from %s (%s)", m.En, r.steps, x.Period.Name("en"), vx.En)
	} else {
		t = plus(t, on)
	}
	if isMoney(y.Unit) && y.Price != city.Constant {
		t.Zh += "（按现价数值计算，未扣除价格因素）"
		t.En += ", from values at current prices"
	}
	return sentence(t)
}

// printedSentence states a rate that only the source has.
func (a *arith) printedSentence(r rateReading) city.Text {
	t := r.terms[0]
	m := moved(r.mid, r.places())
	n := a.b.indicator(a.c.Indicator, t.Definition)
	base := sinceBase(t.Period.Shift(-1), t.Period)
	if t.Facet == city.Growth {
		for _, d := range a.values(a.c.Indicator, a.c.Place, t.Period) {
			if definitionFits(d.Definition, t.Definition) && !d.Derived {
				return a.realSentence(a.use(d), r)
			}
		}
	}
	zh := t.Period.Name("zh") + a.b.place(a.c.Place) + n.Zh
	basis := city.Text{}
	if r.price != "" {
		w := basisWord(r.price)
		basis = say("按"+w.Zh+"计算", " at "+w.En)
	}
	status := statusWord(t.Status)
	if !status.IsZero() {
		status = say("（"+status.Zh+"）", " ("+status.En+")")
	}
	return sentence(a.b.according(t.Observation), city.Text{
		Zh: zh + basis.Zh + base.Zh + m.Zh + status.Zh,
		En: n.En + " of " + a.b.place(a.c.Place) + " " + m.En + basis.En + " in " + t.Period.Name("en") + " " + base.En + status.En,
	})
}

// bothSentence states the rate of the levels and, apart from it, the one that
// the source prints.
func (a *arith) bothSentence(l, p rateReading) city.Text {
	x, y := l.terms[0], l.terms[1]
	s, vy, vx := a.subjectOf(y), value(y.datum), value(x.datum)
	ml, mp := moved(l.mid, 2), size(p.mid, p.places(), "%")
	if p.mid.Sign() < 0 {
		mp = moved(p.mid, p.places())
	}
	base := sinceBase(x.Period, y.Period)
	src := a.b.sourceName(p.terms[0].Observation)
	if src.IsZero() {
		src = say("来源", "the source")
	}
	if len(p.terms) > 1 {
		src = say(src.Zh+"各年", src.En+" for the single years, multiplied,")
	}
	if l.steps > 0 {
		ml = say("年均"+ml.Zh, ml.En+" a year on average")
	}
	t := city.Text{
		Zh: s.Zh + "为" + vy.Zh + "，按表列数值计算" + base.Zh + "（" + vx.Zh + "）" + ml.Zh + "；" + src.Zh + "所列增速为" + mp.Zh,
		En: s.En + " stood at " + vy.En + "; by these values it " + ml.En + " " + base.En + " (" + vx.En + "), while the rate printed by " + src.En + " is " + mp.En,
	}
	switch {
	case p.price == city.Constant:
		t.Zh += "（按可比价格计算）"
		t.En += " at constant prices"
	case isMoney(y.Unit):
		t.Zh += "，该增速的价格基础以发布单位说明为准"
		t.En += ", on a price basis that its publisher has to state"
	}
	return sentence(t)
}
