package diagnose

import (
	"strings"

	"github.com/quanyu/quanyu/city"
)

// judgeExists tests a sentence that rests on data that may not be there.
func judgeExists(c Claim, b *Bench) Result {
	r := Result{Claim: c}
	r.rule("需要的数据存在才能核；没有则不能判定，并写明要补什么", "tested only if the data exist; else undecidable, saying what is needed")
	f := found{}
	if c.Indicator != "" {
		f = b.find(ask{Indicator: c.Indicator, Definition: c.Definition, Place: c.Place, Period: c.Period})
	}
	if f.ok() && c.Figure != nil {
		if _, ok := f.datum.in(unitOr(c.Unit, f.Unit)); ok {
			x := judgeLevel(c, b)
			x.Rule = r.Rule
			return x
		}
	}
	if f.ok() && c.Denied && strings.Contains(c.Word, "一") && f.Lo != nil {
		return b.noneThere(r, f)
	}
	r.Verdict = Undecidable
	name := b.indicator(c.Indicator, c.Definition)
	if c.Indicator == "" {
		name = b.conceptName(c)
	}
	if name.Zh == "" {
		name = city.Text{Zh: bareSentence(c), En: bareSentence(c)}
	}
	if f.ok() {
		b.lay(&r, f)
		r.because("no-comparator", "有数据，但没有判断标准", "there are data but no standard to judge by")
		r.Rewording = sentence(b.according(f.Observation), b.subject(f.Indicator, f.Definition, f.Place, f.Period), say("为", " stood at "), value(*f.datum))
		r.Decide = sentence(city.Text{Zh: "需要写明判断“" + name.Zh + "”的标准或比较对象", En: "needed: a standard or a comparator for “" + name.En + "”"})
		return r
	}
	if c.Concept != "" {
		k, _ := b.indicators().Concept(c.Concept)
		for _, id := range k.Indicators {
			if x := b.find(ask{Indicator: id, Place: c.Place, Period: c.Period}); x.ok() {
				r.oppose(x.evidence()...)
			}
		}
		r.Decide = k.Note
		if len(r.Contrary) > 0 {
			r.note("concept-partial", city.Text{Zh: "现有指标只能间接反映“" + name.Zh + "”", En: "the indicators at hand bear on “" + name.En + "” only indirectly"})
		}
	}
	if b.hasFieldwork(&r, c, f) {
		r.because("fieldwork-only", "", "")
	}
	r.note("no-data", city.Text{Zh: "没有“" + name.Zh + "”的统计数据", En: "there are no statistics on “" + name.En + "”"})
	b.nearNames(&r, c)
	r.Rewording = sentence(city.Text{
		Zh: "关于" + name.Zh + "，目前没有统计数据，有待专项调查核实后再作判断",
		En: "on " + name.En + " there are no statistics; it awaits a survey before it is judged",
	})
	if t := b.fieldworkWords(r.Evidence); !t.IsZero() {
		r.Rewording = sentence(t)
	}
	r.Counter = say("没有统计数据，读者会问数量、名单和判断标准从何而来。", "Without statistics a reader will ask where the number, the list and the standard come from.")
	if r.Decide.IsZero() {
		r.Decide = sentence(city.Text{
			Zh: "需要" + b.place(c.Place) + name.Zh + "的名单或统计数，以及判断标准",
			En: "needed: a list or a count of " + name.En + " in " + b.place(c.Place) + ", and the standard of judgement",
		})
	}
	return r
}

// hasFieldwork looks for interviews or questionnaires that bear on the claim,
// and cites them as graded evidence.
func (b *Bench) hasFieldwork(r *Result, c Claim, f found) bool {
	some := false
	for _, o := range f.Rejected {
		if b.fieldwork(o) && b.grade(o) != "D" {
			r.cite(o)
			some = true
		}
	}
	for _, o := range b.Set.Observations {
		if o.Indicator == c.Indicator && o.Place == c.Place && o.Status != city.Missing && b.fieldwork(o) && b.grade(o) != "D" {
			r.cite(o)
			some = true
		}
	}
	return some
}

// noneThere tests 没有一家高新技术企业 against the count.
func (b *Bench) noneThere(r Result, f found) Result {
	b.lay(&r, f)
	r.Figures = append(r.Figures, r.figureOf(b.indicator(f.Indicator, f.Definition), *f.datum))
	r.Verdict = Supported
	if f.Lo.Sign() > 0 {
		r.Verdict = NotSupported
		v := value(*f.datum)
		r.note("mismatch", city.Text{Zh: "句中说没有，数据为" + v.Zh, En: "the sentence says none, the data " + v.En})
	}
	r.Rewording = sentence(b.according(f.Observation), b.subject(f.Indicator, f.Definition, f.Place, f.Period), say("为", " stood at "), value(*f.datum))
	return r
}
