package outcome

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/evaluate"
)

// rule is the rule in one sentence.
var rule = say("成效要有事先登记的评估方案和可用的对照：区间不含零且方向、幅度与句中一致、方法自带的检验和各项复核都成立，才是依据充分；见 quanyu explain effect",
	"an effect needs a specification registered beforehand and a comparison that could be used; quanyu explain effect has the rule")

// say makes a text.
func say(zh, en string) city.Text { return city.Text{Zh: zh, En: en} }

// Opinion is what one specification says of one claim.
type Opinion struct {
	*evaluate.Evaluated
	Verdict diagnose.Verdict
	Reasons []diagnose.Reason // those that decided it first
	Says    city.Text         // the paragraph for readers who do not know the method

	claim diagnose.Claim
	m     *measured // nil where there is no estimate
}

// Judge tests a claim of type effect by the specifications that name it. It never
// fails: without one that could be used the effect is not yet evaluated.
func Judge(c diagnose.Claim, list []*evaluate.Evaluated, b *diagnose.Bench) diagnose.Result {
	r := diagnose.Result{Claim: c, Verdict: diagnose.Undecidable, Rule: rule}
	if len(list) == 0 {
		return none(r)
	}
	var all []Opinion
	for _, x := range list {
		all = append(all, Of(x, c, b))
	}
	r.Verdict = joined(all)
	at := max(0, slices.IndexFunc(all, func(o Opinion) bool { return o.Verdict != diagnose.Undecidable })) // the one that decides
	if all[at].Verdict != diagnose.Undecidable && r.Verdict == diagnose.Undecidable {
		r.Rewording = say("几个评估方案的结论相反，现有数据还不能断定。", "The specifications contradict one another: nothing can be told from these data.")
	} else {
		r.Figures = all[at].figures()
	}
	for _, o := range append([]Opinion{all[at]}, slices.Delete(slices.Clone(all), at, at+1)...) { // what decides is said first
		r.Rewording = say(r.Rewording.Zh+o.Says.Zh, strings.TrimSpace(r.Rewording.En+" "+o.Says.En))
	}
	if len(all) > 1 && slices.ContainsFunc(all, func(o Opinion) bool { return o.Verdict != all[0].Verdict }) {
		r.Reasons = append(r.Reasons, diagnose.Reason{Code: "evaluations-differ", Text: say("几个评估方案的结论不一："+told(all, "zh"), "the specifications come out differently: "+told(all, "en"))})
	}
	for _, o := range all {
		for _, x := range o.Reasons {
			if x.Code != diagnose.NotEvaluated || r.Verdict == diagnose.Undecidable && every(all, diagnose.NotEvaluated) {
				r.Reasons = append(r.Reasons, x)
			}
		}
		r.Exhibits = append(r.Exhibits, o.exhibits()...)
	}
	r.Counter, r.Decide = all[at].counter(), all[at].needed()
	return r
}

// every reports whether each opinion has a reason with a code.
func every(all []Opinion, code string) bool {
	return !slices.ContainsFunc(all, func(o Opinion) bool { return !o.has(code) })
}

func (o Opinion) has(code string) bool {
	return slices.ContainsFunc(o.Reasons, func(r diagnose.Reason) bool { return r.Code == code })
}

// told lists the verdicts by specification.
func told(all []Opinion, lang string) string {
	var out []string
	for _, o := range all {
		name := diagnose.Result{Verdict: o.Verdict, Reasons: o.Reasons}.VerdictName(lang)
		out = append(out, o.Name()+" "+name)
	}
	return strings.Join(out, city.Text{Zh: "，", En: ", "}.In(lang))
}

// joined is the verdict of several specifications: what all of them that decide
// agree in, usable when qualified where some do not decide, undecidable where
// they contradict one another.
func joined(all []Opinion) diagnose.Verdict {
	var decided []diagnose.Verdict
	for _, o := range all {
		if o.Verdict != diagnose.Undecidable {
			decided = append(decided, o.Verdict)
		}
	}
	against := slices.Contains(decided, diagnose.NotSupported)
	switch {
	case len(decided) == 0, against && slices.ContainsFunc(decided, func(v diagnose.Verdict) bool { return v != diagnose.NotSupported }):
		return diagnose.Undecidable
	case against:
		return diagnose.NotSupported
	case len(decided) < len(all) || slices.Contains(decided, diagnose.Partly):
		return diagnose.Partly
	}
	return diagnose.Supported
}

// activities are what is done, not what comes of it.
var activities = regexp.MustCompile(`成立|召开|印发|出台|组织|举办|揭牌|签约|培训|建立.{0,8}机制|领导小组|专班|动员|部署|调研|宣传`)

// none is the result without a specification.
func none(r diagnose.Result) diagnose.Result {
	what := measureOf(r.Claim)
	r.Reasons = append(r.Reasons, diagnose.Reason{Code: diagnose.NotEvaluated, Text: say("尚未开展成效评估：没有评估方案", "effect not yet evaluated: there is no specification")})
	if r.Indicator == "" && activities.MatchString(r.Sentence) {
		r.Reasons = append(r.Reasons, diagnose.Reason{Code: "activity-not-outcome", Text: say("句中列的是工作（开会、发文、成立机构），不是成效", "the sentence lists activities (meetings, documents, bodies), not outcomes")})
	}
	r.Rewording = say(what.Zh+"尚未开展成效评估。目前可以写做了哪些工作、有关指标同期有何变化，不能写成"+what.Zh+"带来的成效。",
		"The effect of "+what.En+" has not been evaluated yet. What was done, and how figures changed at the time, can be said; that the one caused the other cannot.")
	r.Counter = say("没有这项政策，指标是不是也会这样变化？没有对照，同期的其他因素都可以是原因。", "Would the figures have changed without the measure? Without a comparison anything else at the time may be the cause.")
	r.Decide = say("需制定评估方案，明确评估什么指标、同谁比较、用哪些年份，并在看到结果之前登记。方案写在 evaluate/名称.yaml，用 quanyu evaluate --register 登记；已经看到结果的，登记后至多限定后可用。",
		"Write a specification (evaluate/NAME.yaml: which outcome, compared with whom, over which years) and register it by quanyu evaluate --register before the outcome is known; registered later it is usable when qualified at best.")
	return r
}

// began is said of a measure, and no part of its name.
var began = regexp.MustCompile(`(?:的?(?:实施|推行|开展|出台|落地|启动|施行))+$`)

// generic are words for a measure that name none.
var generic = regexp.MustCompile(`^(?:政策|改革|补贴|补助|奖励|试点|示范区|试验区|举措|措施|新政|政策措施)$`)

// measureOf names the measure of a claim.
func measureOf(c diagnose.Claim) city.Text {
	name := began.ReplaceAllString(c.Measure, "")
	switch {
	case name == "":
		return say("这项政策", "the measure")
	case generic.MatchString(name):
		return say("该"+name, "“"+name+"”")
	case strings.ContainsAny(name, "“”"):
		return say(name, name)
	}
	return say(name, "“"+name+"”")
}

// Of says what one specification says of a claim; an empty claim asks whether
// there is an effect at all.
func Of(x *evaluate.Evaluated, c diagnose.Claim, b *diagnose.Bench) Opinion {
	o := Opinion{Evaluated: x, claim: c, Verdict: diagnose.Undecidable}
	if why := o.unusable(b); len(why) > 0 {
		o.refuse(why)
		return o
	}
	if x.DiD != nil {
		o.m = ofDiD(x)
	} else {
		o.m = ofSynth(x)
	}
	if len(o.m.unusable) > 0 {
		o.refuse(o.m.unusable)
		return o
	}
	o.decide(b)
	o.write()
	return o
}

// refuse ends an opinion for which nothing can be compared.
func (o *Opinion) refuse(why []diagnose.Reason) {
	first := why[0].Text
	o.Reasons = append([]diagnose.Reason{{Code: diagnose.NotEvaluated, Text: say("评估方案没有得出可用的结果，视同尚未开展成效评估", "the specification gives nothing that could be used: the effect counts as not yet evaluated")}}, why...)
	o.remark()
	what := measureOf(o.claim)
	o.Says = say(fmt.Sprintf("%s的成效视同尚未开展评估：%s（评估方案“%s”）。", what.Zh, strings.Replace(first.Zh, "：", "，", 1), o.Title),
		fmt.Sprintf("The effect of %s counts as not yet evaluated: %s (specification “%s”).", what.En, first.En, o.Title))
}

// plainly puts an engine's words for the treated into those of papers.
var plainly = strings.NewReplacer("完全拟合，因变量是自变量的算术组合（或没有变化），残差只剩舍入，无可检验", "数据没有波动可言，无从检验", "从未受处理", "从未实施", "受处理", "实施", "处理", "实施")

// remark adds what is known of the data.
func (o *Opinion) remark() {
	for _, r := range o.Remarks {
		if !slices.ContainsFunc(o.Reasons, func(x diagnose.Reason) bool { return x.Code == r.Code }) {
			o.Reasons = append(o.Reasons, diagnose.Reason{Code: r.Code, Text: r.Text})
		}
	}
}

// unusable says why a specification cannot speak to the claim at all.
func (o *Opinion) unusable(b *diagnose.Bench) []diagnose.Reason {
	switch {
	case o.Evaluation.Threshold != nil:
		return []diagnose.Reason{reason("no-counterfactual", "门槛回归说的是各地共有的规律，不是这项政策的对照", "a threshold is a law over places and no comparison for the measure")}
	case o.NoData:
		return []diagnose.Reason{reason("outcome-not-due", "评估期至"+year(o.Periods[1]).Zh+"，数据（"+o.Spec().Data+"）还没有", fmt.Sprintf("the outcome runs to %d, and the data (%s) are not there", o.Periods[1], o.Spec().Data))}
	case len(o.Periods) == 2 && o.Last < o.Periods[1]:
		return []diagnose.Reason{reason("outcome-not-due", fmt.Sprintf("评估期至%s，数据只到%s", year(o.Periods[1]).Zh, year(o.Last).Zh), fmt.Sprintf("the outcome runs to %d, the data to %d only", o.Periods[1], o.Last))}
	case o.Refused != nil:
		return []diagnose.Reason{reason("no-counterfactual", plainly.Replace(o.Refused.Message.Zh), o.Refused.Message.En)}
	}
	for _, r := range o.Remarks {
		if r.Blocks {
			return []diagnose.Reason{{Code: r.Code, Text: r.Text}}
		}
	}
	return o.besides(b)
}

// besides asks whether the specification is about the outcome and the place of
// the claim.
func (o *Opinion) besides(b *diagnose.Bench) []diagnose.Reason {
	if o.claim.Indicator != "" && b != nil {
		r, c := b.Set.Indicators.Resolve(o.Spec().Outcome), b.Set.Indicators.Resolve(o.claim.Indicator)
		// Faster growth is no higher level; 促进增长 without a figure may be either.
		other := r.ID != c.ID || r.Facet != c.Facet && (c.Facet == city.Growth || o.claim.Figure != nil)
		if _, known := b.Set.Indicators.Get(o.claim.Indicator); known && r.Known && other {
			claimed := b.Set.Indicators.Name(o.claim.Indicator)
			return []diagnose.Reason{reason("outcome-differs", fmt.Sprintf("方案评估的是“%s”，所说的是“%s”", o.Spec().Outcome, claimed), fmt.Sprintf("the specification is about %q, the sentence about %q", o.Spec().Outcome, claimed))}
		}
	}
	if p, named := o.place(b); named && len(o.Treated) > 0 && !o.treats(p) {
		return []diagnose.Reason{reason("other-place", "所说的是"+p.Name+"，它不在方案的实施单位之中", p.Name+" of the sentence is none of the treated units")}
	}
	return nil
}

// place is the place of the claim, where its words name it.
func (o *Opinion) place(b *diagnose.Bench) (city.Place, bool) {
	if b == nil || o.claim.Place == "" {
		return city.Place{}, false
	}
	p, ok := b.Set.Places.Get(o.claim.Place)
	return p, ok && (p.Short != "" && strings.Contains(o.claim.Sentence, p.Short) || strings.Contains(o.claim.Sentence, p.Name))
}

func (o *Opinion) treats(p city.Place) bool {
	return slices.ContainsFunc(o.Treated, func(name string) bool { return name == p.Name || name == p.Short || strings.HasPrefix(p.Name, name) })
}

// year names a period.
func year(p int) city.Text { return say(fmt.Sprintf("%d年", p), fmt.Sprint(p)) }

// known reports whether a number is one.
func known(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }
