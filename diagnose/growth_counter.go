package diagnose

import (
	"math/big"

	"github.com/quanyu/quanyu/city"
)

// rateCounter is what a critic can say from the same data: how the newest rate
// stands beside the one before, what the values are not, how firm they are.
func (a *arith) rateCounter(levels, printed []rateReading, main rateReading) city.Text {
	var t city.Text
	add := func(x city.Text) {
		if x.IsZero() {
			return
		}
		if !t.IsZero() {
			t = plus(t, say("；", "; "))
		}
		t = plus(t, x)
	}
	if len(levels) > 0 {
		r := levels[0]
		x, y := r.terms[0], r.terms[1]
		switch {
		case main.printed || y.open():
		case r.steps > 1 || yearsApart(x.Period, y.Period) > 1:
			add(a.lastStep(r))
		default:
			add(a.stepBefore(r))
		}
		if main.printed && !r.iv.Meets(main.iv) {
			m := moved(r.mid, 2)
			if r.steps > 0 {
				m = say("年均"+m.Zh, m.En+" a year on average")
			}
			add(say("按表列数值计算"+m.Zh+"，与所列增速不同", "by the values as printed it "+m.En+", which is not the printed rate"))
		} else if isMoney(y.Unit) && y.Price != city.Constant {
			add(say("增速按现价数值计算，含价格变动", "the rate is from values at current prices and includes price changes"))
		}
		add(a.b.counterStatus(y.datum))
		if y.Status != x.Status {
			add(a.b.counterStatus(x.datum))
		}
	} else if len(printed) > 0 {
		add(say("引用的是公布的增速，未按数值复算", "the rate is quoted as published and not recomputed from values"))
	}
	if t.IsZero() {
		return t
	}
	return sentence(t)
}

// stepBefore sets a yearly rate beside that of the year before.
func (a *arith) stepBefore(r rateReading) city.Text {
	x := r.terms[0]
	w, found := a.before(x)
	if !found {
		return city.Text{}
	}
	prev, ok := fromLevels(w, x, 0)
	if !ok || w.Unit != x.Unit {
		return city.Text{}
	}
	a.r.oppose(w.evidence()...)
	gap := city.Round(new(big.Rat).Sub(r.mid, prev.mid), 1)
	g := amount(gap.Abs(), "百分点")
	m := moved(prev.mid, 1)
	zh, en := "加快", "faster"
	if gap.IsNegative() {
		zh, en = "回落", "slower"
	}
	if gap.IsZero() {
		return say("增速与上年（"+m.Zh+"）相同", "the rate equals that of the year before")
	}
	return say("增速比上年（"+x.Period.Name("zh")+m.Zh+"）"+zh+g.Zh, "the rate is "+g.En+" "+en+" than that of the year before ("+x.Period.Name("en")+": it "+m.En+")")
}

// lastStep sets a rate over years beside that of the last year.
func (a *arith) lastStep(r rateReading) city.Text {
	y := r.terms[1]
	w, found := a.before(y)
	if !found || w.Unit != y.Unit {
		return city.Text{}
	}
	last, ok := fromLevels(w, y, 0)
	if !ok {
		return city.Text{}
	}
	a.r.oppose(w.evidence()...)
	m := moved(last.mid, 1)
	return say("最近一年（"+y.Period.Name("zh")+"）"+m.Zh+"，各年增速不一", "in the last year ("+y.Period.Name("en")+") it "+m.En+"; the years differ")
}

// before is the comparable value one period earlier, not cited.
func (a *arith) before(t term) (term, bool) {
	p := t.Period.Shift(-1)
	if t.Derived || a.b.breakBetween(t.Indicator, t.Place, p, t.Period) != nil {
		return term{}, false
	}
	for _, d := range a.values(t.Indicator, t.Place, p) {
		if definitionFits(d.Definition, t.Definition) && !d.Derived {
			if e, ok := d.in(t.Unit); ok {
				return term{datum: e}, true
			}
		}
	}
	return term{}, false
}
