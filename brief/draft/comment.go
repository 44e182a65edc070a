package draft

import (
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/diagnose/propose"
)

// message is a comment while it is written, a line in both languages at a
// time.
type message struct{ zh, en []string }

func (m *message) add(zh, en string) {
	if zh != "" {
		m.zh = append(m.zh, zh)
		m.en = append(m.en, en)
	}
}

// about adds a line with a heading, where there is something to say.
func (m *message) about(zh, en string, t city.Text) {
	if !t.IsZero() {
		m.add(zh+"："+t.In("zh"), en+": "+t.In("en"))
	}
}

func (m *message) text() city.Text {
	return city.Text{Zh: strings.Join(m.zh, "\n"), En: strings.Join(m.en, "\n")}
}

// remark writes the remarks of one sentence: one at every number, and one at
// the sentence where a testable part of it has no number.
func (c *checker) remark(sentence string, where diagnose.Where, r diagnose.Result, before carried) {
	numbers := figures(sentence)
	list := leaves(r)
	owner := assign(numbers, list)
	covered := map[int]bool{}
	for _, j := range owner {
		covered[j] = true
	}
	// A sentence that makes one claim has all its numbers from that claim.
	if len(list) == 1 && testable(list[0].Type) && len(numbers) == 1 && owner[0] < 0 && list[0].Figure == nil && list[0].Rank == 0 {
		owner[0], covered[0] = 0, true
	}
	whole := len(list) > 1
	for j, l := range list {
		if covered[j] || !testable(l.Type) {
			continue
		}
		var m message
		c.judgement(&m, sentence, l, nil)
		at := c.clause(sentence, where, l, len(list))
		c.remarks = append(c.remarks, Remark{Where: at, Kind: SentenceRemark, Text: sentence[at.Start-where.Start : at.End-where.Start],
			Verdict: l.Verdict, Source: len(l.Evidence) > 0, Message: m.text(), Evidence: origins(l.Evidence)})
	}
	for i := range numbers {
		n := &numbers[i]
		at := diagnose.Where{File: where.File, Line: where.Line, Start: where.Start + n.Start, End: where.Start + n.End}
		rem := Remark{Where: at, Kind: NumberRemark, Text: sentence[n.Start:n.End]}
		var m message
		head := whole && i == 0 && len(numbers) > 1
		if head {
			m.add("全句："+sign(r.Verdict)+r.VerdictName("zh"), "whole sentence: "+sign(r.Verdict)+r.VerdictName("en"))
		}
		leaf, found := diagnose.Result{}, owner[i] >= 0
		if found {
			leaf = list[owner[i]]
		} else {
			place := r.Place
			if place == "" {
				place = c.o.Bench.Place
			}
			leaf, found = c.lookUp(sentence, *n, place, before)
		}
		if found {
			c.judgement(&m, sentence, leaf, n)
			rem.Verdict, rem.Source, rem.Evidence = leaf.Verdict, len(leaf.Evidence) > 0, origins(leaf.Evidence)
		} else {
			noSource(&m)
			rem.Verdict = diagnose.Undecidable
		}
		if head && len(m.zh) > 1 {
			m.zh[1], m.en[1] = "本数："+m.zh[1], "this number: "+m.en[1]
		}
		rem.Message = m.text()
		c.remarks = append(c.remarks, rem)
	}
}

// clause is where the remark on a part without a number stands: its own
// stretch of the sentence where it is known, else the whole sentence.
func (c *checker) clause(sentence string, where diagnose.Where, l diagnose.Result, parts int) diagnose.Where {
	w := l.Where
	if parts > 1 && w.End > w.Start && w.End <= len(sentence) && w.Line == 0 {
		where.Start, where.End = where.Start+w.Start, where.Start+w.End
	}
	return where
}

func noSource(m *message) {
	m.add("？ 本课题资料中没有来源", "? no source in this study")
	m.add("请补充出处，或把所依据的表放进 tables/ 后重核。", "Name the source, or put the table it comes from into tables/ and check again.")
}

// cellID marks the claims that cells of a table make.
const cellID = "cell"

// judgement writes a verdict with what stands behind it. n is the number that
// the comment hangs on; nil for a sentence.
func (c *checker) judgement(m *message, sentence string, r diagnose.Result, n *propose.Number) {
	if n != nil && sourceless(r) {
		noSource(m)
		if !hasReason(r, "unknown-indicator") {
			m.about("需要补", "needed", r.Decide)
		}
		return
	}
	m.add(sign(r.Verdict)+r.VerdictName("zh"), sign(r.Verdict)+r.VerdictName("en"))
	if n != nil && c.alone(r, *n) {
		m.add("（这个数本身与表中一致，不符或存疑的是句中的另一个数或前后比较）", "(the number itself is as in the table; the other number or the comparison is not)")
	}
	for _, f := range r.Figures {
		if f.Formula != nil && f.Formula.Expr == "" {
			m.add("按数据计算："+figureText(f, "zh")+"（"+f.Formula.Note.Zh+"）", "computed: "+figureText(f, "en")+" ("+f.Formula.Note.En+")")
		} else if f.Formula != nil {
			m.add("按数据计算："+figureText(f, "zh")+"　算式 "+arithmetic(r, f, "zh"), "computed: "+figureText(f, "en")+" = "+arithmetic(r, f, "en"))
		} else if len(r.Evidence) == 0 {
			m.add("数据："+figureText(f, "zh"), "data: "+figureText(f, "en"))
		}
	}
	for i, o := range nearest(r.Evidence, n) {
		if i == 4 {
			m.add("（其余见核校表）", "(more in the verification sheet)")
			break
		}
		m.add("依据："+c.observation(o, "zh")+"；"+origin(o.Origin), "source: "+c.observation(o, "en")+"; "+origin(o.Origin))
	}
	for i, o := range r.Contrary {
		if i == 2 || n != nil && r.Verdict == diagnose.Supported {
			break
		}
		m.add("另须注意："+c.observation(o, "zh")+"；"+origin(o.Origin), "against it: "+c.observation(o, "en")+"; "+origin(o.Origin))
	}
	zh, en := "原因", "reason"
	if r.Verdict == diagnose.Supported {
		zh, en = "说明", "note"
	}
	for _, x := range r.Reasons {
		m.about(zh, en, x.Text)
	}
	for _, q := range missing(sentence, r) {
		m.about("缺少限定", "missing", q)
	}
	switch r.Verdict {
	case diagnose.Partly, diagnose.NotSupported:
		m.about("建议改为", "suggested", r.Rewording)
	case diagnose.Undecidable:
		m.about("需要补", "needed", r.Decide)
	}
	if n == nil && r.ID != cellID {
		m.about("可能的质疑", "a critic may say", r.Counter)
	}
}

// sourceless reports whether the study has nothing to say about a claim.
func sourceless(r diagnose.Result) bool {
	return r.Verdict == diagnose.Undecidable && len(r.Evidence) == 0 && len(r.Contrary) == 0 && !hasReason(r, "is-target", "causal", "not-testable")
}

func hasReason(r diagnose.Result, codes ...string) bool {
	for _, x := range r.Reasons {
		for _, c := range codes {
			if x.Code == c {
				return true
			}
		}
	}
	return false
}

// nearest gives the evidence with that first which has the number's value.
func nearest(list []city.Observation, n *propose.Number) []city.Observation {
	if n == nil {
		return list
	}
	var first, rest []city.Observation
	for _, o := range list {
		v, ok := city.Convert(o.Value, o.Unit, n.Unit)
		if ok && city.Round(v.Rat(), city.Decimals(n.Value)).Equal(n.Value) {
			first = append(first, o)
		} else {
			rest = append(rest, o)
		}
	}
	return append(first, rest...)
}

func origins(list []city.Observation) []city.Origin {
	out := []city.Origin{}
	for _, o := range list {
		out = append(out, o.Origin)
	}
	return out
}
