package diagnose

import (
	"cmp"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// conceptName is the name of a claim's concept.
func (b *Bench) conceptName(c Claim) city.Text {
	if k, ok := b.indicators().Concept(c.Concept); ok {
		return city.Text{Zh: k.Name.Zh, En: cmp.Or(k.Name.En, k.Name.Zh)}
	}
	return city.Text{Zh: c.Concept, En: c.Concept}
}

// judgeConcept tests a concept through its indicators: each by itself, then
// joined. A concept that they measure only in part stays undecidable, and what
// they say is shown.
func (b *Bench) judgeConcept(c Claim) Result {
	r := Result{Claim: c}
	r.rule("概念由其各项指标分别核对，一致则从之，不一致为限定后可用；指标只反映一部分的，至多限定后可用；说“最”的，或没有一项指标成立的，不能判定", "a concept is tested through each of its indicators; where they agree so does it, else it is usable when qualified; where they measure it only in part it is usable when qualified at best, and undecidable if it claims a most or if no indicator bears it out")
	k, _ := b.indicators().Concept(c.Concept)
	name := b.conceptName(c)
	var outs []outcome
	var subs, undecided []Result
	for _, id := range k.Indicators {
		sub := c
		sub.Concept, sub.Indicator, sub.Parts = "", id, nil
		x := judgeRank(sub, b)
		switch {
		case x.Verdict != Undecidable:
			subs, outs = append(subs, x), append(outs, outcomeOf(x.Verdict))
		case len(x.Evidence) > 0:
			undecided = append(undecided, x)
		}
	}
	if len(subs) == 0 {
		subs = undecided
	}
	line := b.rankLine(subs)
	if len(subs) == 0 {
		r.Verdict = Undecidable
		r.note("no-data", city.Text{Zh: "没有能反映“" + name.Zh + "”的数据", En: "no data measure “" + name.En + "”"})
		r.Rewording, r.Counter = b.unmeasured(name)
		r.Decide = orText(k.Note, city.Text{Zh: "需要能衡量“" + name.Zh + "”的指标及其数据。", En: "Needed: an indicator of “" + name.En + "”, and its data."})
		return r
	}
	for _, x := range subs {
		b.absorb(&r, x, false)
	}
	core := over(outs)
	if k.Partial {
		r.note("concept-partial", city.Text{Zh: "现有指标只反映“" + name.Zh + "”的一部分", En: "the indicators at hand measure only a part of “" + name.En + "”"})
	}
	if core == open || k.Partial && (!slices.Contains(outs, holds) || c.says("最大", "最多", "最高", "最强", "最主要", "第一位")) {
		r.Verdict, r.Figures = Undecidable, nil
		r.Contrary, r.Evidence = append(r.Evidence, r.Contrary...), nil
		r.Rewording = sentence(line, city.Text{Zh: "，但这些只反映" + name.Zh + "的一部分", En: "; these are only a part of " + name.En})
		r.Counter = sentence(plus(say("已有的数据可以用来反驳：", "what there is can be held against it: "), line))
		if line.IsZero() {
			r.Rewording, r.Counter = b.unmeasured(name)
		}
		r.Decide = orText(k.Note, city.Text{Zh: "需要反映“" + name.Zh + "”全貌的数据。", En: "Needed: data on the whole of “" + name.En + "”."})
		return r
	}
	t := tested{core: core}
	if k.Partial {
		t.strength = mixed
	}
	r.Verdict = combine(t)
	if core == mixed && !all(outs, mixed) {
		r.note("parts-differ", city.Text{Zh: "“" + name.Zh + "”各项指标高低不一：" + line.Zh, En: "the indicators of “" + name.En + "” differ: " + line.En})
	}
	r.Rewording = sentence(line)
	if k.Partial {
		r.Rewording = sentence(city.Text{Zh: "就现有指标看，", En: "by the indicators at hand, "}, line)
	}
	r.Counter = sentence(city.Text{
		Zh: "“" + name.Zh + "”由哪些指标反映可有不同取法，换一组指标结论可能不同",
		En: "“" + name.En + "” may be measured by other indicators, which may say otherwise",
	})
	return r
}

// unmeasured are the safe sentence and the critic's reading of a concept for
// which nothing can be compared.
func (b *Bench) unmeasured(name city.Text) (rewording, counter city.Text) {
	return sentence(city.Text{
			Zh: "关于" + name.Zh + "，目前没有可以直接衡量、比较的统计数据，有待补充数据后再作判断",
			En: "on " + name.En + " there are no statistics that measure and compare it; it awaits data before it is judged",
		}), sentence(city.Text{
			Zh: "“" + name.Zh + "”没有公认的单一指标，读者会问依据哪些数据得出",
			En: "no single indicator measures “" + name.En + "”; a reader will ask which data it rests on",
		})
}

// absorb takes a sub-result in as evidence, or as contrary evidence.
func (b *Bench) absorb(r *Result, x Result, contrary bool) {
	if contrary {
		r.oppose(x.Evidence...)
	} else {
		r.cite(x.Evidence...)
		for _, f := range x.Figures {
			if f.Formula != nil {
				f.Formula = &Formula{Expr: r.formula(f.Formula.Expr, x.Evidence), Note: f.Formula.Note}
			}
			if n := b.indicator(x.Claim.Indicator, x.Claim.Definition); f.Unit == "位" {
				f.Name = city.Text{Zh: n.Zh + f.Name.Zh, En: f.Name.En + " in " + n.En}
			}
			r.Figures = append(r.Figures, f)
		}
		r.oppose(x.Contrary...)
	}
	name := b.indicator(x.Claim.Indicator, x.Claim.Definition)
	for _, y := range x.Reasons {
		switch y.Code {
		case "mismatch", "rank-middle":
			continue
		case "roster-incomplete", "rank-doubtful", "definition-differs", "sources-differ":
			if y.Code == "roster-incomplete" && len(x.Evidence) <= 2 {
				break // no member known but the own one: said once for all
			}
			y.Text = city.Text{Zh: name.Zh + "：" + y.Text.Zh, En: name.En + ": " + y.Text.En}
		}
		r.Reasons = append(r.Reasons, y)
	}
}

// rankLine is 2018年武汉市在15城市中：两院院士第2位、国家重点实验室第1位, one
// group for each roster and period.
func (b *Bench) rankLine(subs []Result) city.Text {
	type group struct {
		head   city.Text
		zh, en []string
	}
	var groups []*group
	for _, x := range subs {
		p := b.position(x.Claim)
		if s := p.readings(); len(s) == 0 || s[0].best != s[0].worst {
			continue
		}
		head := city.Text{
			Zh: p.period.Name("zh") + b.place(x.Claim.Place) + "在" + p.rosterWords().Zh + "中，",
			En: "among " + p.rosterWords().En + " in " + p.period.Name("en") + ", " + b.place(x.Claim.Place) + " ranks ",
		}
		var g *group
		for _, have := range groups {
			if have.head == head {
				g = have
			}
		}
		if g == nil {
			g = &group{head: head}
			groups = append(groups, g)
		}
		s := p.readings()[0]
		name := b.indicator(x.Claim.Indicator, x.Claim.Definition)
		g.zh = append(g.zh, name.Zh+s.zh())
		g.en = append(g.en, strings.TrimPrefix(strings.TrimPrefix(s.en(), "rank "), "ranks ")+" in "+name.En)
	}
	var out []city.Text
	for _, g := range groups {
		out = append(out, plus(g.head, city.Text{Zh: strings.Join(g.zh, "、"), En: strings.Join(g.en, ", ")}))
	}
	return row(out)
}

func outcomeOf(v Verdict) outcome {
	return map[Verdict]outcome{Supported: holds, Partly: mixed, NotSupported: fails, Undecidable: open}[v]
}

func orText(t, other city.Text) city.Text {
	if t.IsZero() {
		return other
	}
	return sentence(t)
}
