package diagnose

import (
	"strings"

	"github.com/quanyu/quanyu/city"
)

// unknown is the result for a claim whose indicator the words do not name.
func (a *arith) unknown() Result {
	a.reason("unknown-indicator", "句中没有认出可核对的指标", "no indicator that could be tested was found in the sentence")
	return a.r
}

// lacking is the result where a value is not there.
func (a *arith) lacking(what city.Text) Result {
	a.reason("no-data", what.Zh, what.En)
	if _, known := a.b.indicators().Get(a.c.Indicator); !known {
		a.reason("unknown-indicator", "数据中没有“"+a.c.Indicator+"”这一指标", "the data have no indicator “"+a.c.Indicator+"”")
	}
	a.r.Verdict = Undecidable
	if a.b.hasFieldwork(&a.r, a.c, found{}) {
		a.reason("fieldwork-only", reasonText("fieldwork-only").Zh, reasonText("fieldwork-only").En)
		if t := a.b.fieldworkWords(a.r.Evidence); !t.IsZero() && a.r.Rewording.IsZero() {
			a.r.Rewording = sentence(t)
			a.r.Counter = say("调研材料受样本和提问方式影响，不能代替统计数据。", "Fieldwork depends on its sample and its questions and does not stand for statistics.")
		}
	}
	if a.r.Rewording.IsZero() {
		a.r.Rewording = a.onlyLevel()
	}
	a.r.Decide = say("需补充："+strings.TrimPrefix(what.Zh, "缺"), "needed: "+strings.TrimPrefix(what.En, "no "))
	if !strings.HasPrefix(what.Zh, "缺") {
		a.r.Decide = say("需先核清："+what.Zh, "needs settling first: "+what.En)
	}
	return a.r
}

// onlyLevel states what is known where a change is not: the value of the
// period, or the newest one.
func (a *arith) onlyLevel() city.Text {
	p := a.c.Period
	if p == "" {
		p = a.b.latest(ask{Indicator: a.c.Indicator, Definition: a.c.Definition, Place: a.c.Place, Facet: city.Level})
	}
	t, ok := a.value(a.c.Indicator, a.c.Place, p)
	if p == "" || !ok {
		return city.Text{}
	}
	s, v := a.subjectOf(t), value(t.datum)
	return sentence(say(s.Zh+"为"+v.Zh, s.En+" stood at "+v.En))
}

// noBase is the result where growth from the base means nothing.
func (a *arith) noBase(from, to city.Period) Result {
	n := a.b.indicator(a.c.Indicator, a.c.Definition)
	a.reason("no-base", n.Zh+from.Name("zh")+"为零、负值或小到不能确定，增速没有意义", "the base of "+n.En+" in "+from.Name("en")+" is zero, negative or too small to be known: a growth rate means nothing")
	a.r.Verdict = Undecidable
	a.r.Decide = say("改用增减量表述，或换用不为零的基期", "state the change itself, or take a base that is not zero")
	if x, y, ok := a.pair(a.c.Indicator, a.c.Place, from, to); ok {
		t := fromTo(x, y)
		span := say(from.Name("zh")+"至"+to.Name("zh")+"，", "from "+from.Name("en")+" to "+to.Name("en")+" ")
		a.r.Rewording = sentence(span, say(a.b.place(a.c.Place)+n.Zh, n.En+" of "+a.b.place(a.c.Place)+" "), t)
	}
	return a.r
}

// barred is the result where the two ends of a change do not go together.
func (a *arith) barred(indicator string, from, to city.Period, stop barrier) Result {
	if stop.across() {
		return a.across(indicator, from, to, stop)
	}
	return a.lacking(stop.text)
}

// across is the result for every statement about change over a break or over
// two definitions: undecidable, both stretches reported, the wording keeps to
// one definition.
func (a *arith) across(indicator string, from, to city.Period, stop barrier) Result {
	a.r.Verdict = Undecidable
	a.reason(stop.code, stop.text.Zh, stop.text.En)
	list := a.stretches(indicator, a.c.Place, from, to)
	a.figuresOf(list)
	a.r.Rewording = a.oneDefinition(indicator, a.c.Place, list)
	w := bothStretches(list)
	n := a.b.indicator(indicator, "")
	if w.Zh != "" {
		a.r.Counter = sentence(say(n.Zh+"前后口径不同："+w.Zh+"；跨口径得出的变化可能只是口径调整造成的", n.En+" has two definitions here: "+w.En+"; a change across them may be no more than the change of definition"))
	}
	a.r.Decide = city.Text{
		Zh: "需要发布单位按同一口径追溯调整的" + from.Name("zh") + "和" + to.Name("zh") + n.Zh + "，或说明新旧口径差额",
		En: "needed: values of " + n.En + " for " + from.Name("en") + " and " + to.Name("en") + " in one definition, restated by the publisher, or the difference between the two definitions",
	}
	return a.r
}
