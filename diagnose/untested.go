package diagnose

import (
	"strings"

	"github.com/quanyu/quanyu/city"
)

// judgeJudgement recognises what data cannot test.
func judgeJudgement(c Claim, b *Bench) Result {
	r := Result{Claim: c, Verdict: Undecidable}
	r.rule("属主观判断，不作数据检验", "a judgement; data do not test it")
	r.because("not-testable", "", "")
	s := bareSentence(c)
	r.Rewording = sentence(city.Text{Zh: "综合研判认为，" + s, En: "in the authors' judgement: " + s})
	r.Counter = say("这是判断而不是事实，读者会问依据是什么、谁作的判断。", "This is a judgement and not a fact; a reader will ask on what grounds and by whom.")
	r.Decide = say("先把判断换成可以衡量的说法（指标、时期、比较对象），再核数据。", "State it in terms that can be measured (indicator, period, comparator) and test that.")
	return r
}

// judgeCausal flags a cause until effects can be tested.
func judgeCausal(c Claim, b *Bench) Result {
	r := Result{Claim: c, Verdict: Undecidable}
	r.rule("因果说法在效果评估之前不作判定", "a cause is not judged before its effect has been tested")
	r.because("causal", "", "")
	s := bareSentence(c)
	r.Rewording = city.Text{
		Zh: "“" + s + "”一说，目前只能表述为有关变化同期出现，其间是否有因果关系尚待评估。",
		En: "Of the statement “" + s + "” no more can be said than that the changes came together; whether one caused the other has not been tested.",
	}
	r.Counter = say("同期的其他因素也可能造成这一变化；没有对照，不能归因。", "Other things that happened at the time may have caused it; without a control nothing is attributed.")
	r.Decide = say("需要政策实施前后、有无对照的数据，作效果评估后再判。", "Needed: data before and after, with and without the measure, and a test of the effect.")
	return r
}

// judgeNotUnderstood lists a sentence that was not understood.
func judgeNotUnderstood(c Claim, b *Bench) Result {
	r := Result{Claim: c, Verdict: Undecidable}
	r.rule("未能读懂的句子只列出，不归类", "a sentence that is not understood is listed and forced into no type")
	r.because("not-understood", "", "")
	r.Rewording = say("该句须由起草人写明指标、时期和数值后再行引用。", "The author should name indicator, period and figure before the sentence is used.")
	r.Counter = say("句中所指不明，读者可以作不同理解。", "What it refers to is unclear, and readers may understand it differently.")
	r.Decide = say("请在 claims.yaml 中补上类型、指标、时期和数值。", "Give its type, indicator, period and figure in claims.yaml.")
	return r
}

// bareSentence is the sentence without its final stop.
func bareSentence(c Claim) string {
	return strings.TrimRight(strings.TrimSpace(c.Sentence), "。.；;，,")
}
