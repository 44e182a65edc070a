package diagnose

import "github.com/quanyu/quanyu/city"

// NotEvaluated is the code of the reason that an effect has no evaluation that
// could be used; the verdict is then called 尚未开展成效评估.
const NotEvaluated = "effect-not-evaluated"

// notEvaluated is what such a verdict is called.
var notEvaluated = say("尚未开展成效评估", "effect not yet evaluated")

// VerdictName is the verdict in words. An effect without a usable evaluation is
// not merely undecided: nobody has evaluated it.
func (r Result) VerdictName(lang string) string {
	if r.Verdict != Undecidable || !r.has(NotEvaluated) {
		return r.Verdict.Name(lang)
	}
	return notEvaluated.In(lang)
}

// judgeEffect is the result for the effect of a measure that no stage evaluates.
func judgeEffect(c Claim, b *Bench) Result {
	r := Result{Claim: c, Verdict: Undecidable}
	r.rule("政策成效要有事先定好的对照才能判定", "an effect needs a comparison that was fixed beforehand")
	r.because(NotEvaluated, "", "")
	return r
}

// effectText is the rule for effects, as explain prints it.
func effectText() city.Text {
	return say(`“试点显著提升了高新技术企业数量”说的是因果：没有这项政策，结果会是另一个样子。工作（成立领导小组、出台文件）、产出（认定多少家）
和成效（因政策而多出来的部分）是三回事；成效要有对照，对照要在看到结果之前定好。
  1. 评估方案写在 evaluate/名称.yaml：评估什么指标、和谁比、哪些年份、用什么方法（did 双重差分，synth 合成控制），claim 写明对应哪句话。
  2. quanyu evaluate --register 把方案的哈希和日期记入 evaluate/registered.csv。结果出来之后才登记、没有登记或登记后改过的，至多限定后可用。
  3. 对照能不能用：处理之前两边同步（双重差分），或合成单位跟得上（合成控制）；有可比的单位；评估期内口径没有变化。不能用的，
     判定为依据不足，写“尚未开展成效评估”，并说明原因。
  4. 依据充分：区间不含零、方向与句中一致（句中有幅度的，幅度在区间之内），方法自带的检验 p<0.05，对照范围不单薄，单位够多或做了随机化推断，
     去掉任何一个单位、把政策提前（方案写了 earlier 的）都不改变结论，而且事先登记、没有改过。
  5. 限定后可用：同上而登记不合要求，或有一项不成立（如方向对而幅度不在区间之内）；有两项以上不成立的为依据不足。
  6. 与数据不符：区间不含零而方向相反；或区间含零、整个低于句中的幅度，而这样的幅度用这份数据本来看得出来。
  7. 其余为依据不足，并写明这份数据至少要多大的效果才看得出来。句子否认有成效的，判定相反。
代码：effect-not-evaluated、not-registered、registered-after、changed-after-registration、outcome-not-due、no-counterfactual、pre-trend、pre-trend-untested、poor-fit、thin-support、
few-clusters、not-robust、test-not-significant、size-differs、size-not-compared、outcome-differs、other-place、average-of-many、activity-not-outcome、evaluations-differ、effect-found、effect-opposite、no-effect-of-size、low-power。`,
		`"The pilot raised the number of high-tech firms" states a cause: without the measure things would have gone otherwise. Activity (a
committee, a document), output (firms certified) and outcome (what there is more because of the measure) are three things. An outcome
needs a comparison, and the comparison must be fixed before the result is seen.
  1. A specification in evaluate/NAME.yaml says which outcome, compared with whom, over which years, by which design (did, synth), and
     under claim which sentence it is about.
  2. quanyu evaluate --register puts its hash and the day into evaluate/registered.csv. Registered after the outcome, not at all, or
     changed since: usable when qualified at best.
  3. Can the comparison be used? Both sides moved alike before (did), or the synthetic unit follows (synth); there is something
     comparable; no definition changes in the years used. If not, it cannot be decided and reads "effect not yet evaluated", with why.
  4. Supported: the interval excludes zero in the claimed direction (and holds the claimed size, if there is one), the design's own test
     has p < 0.05, support is not thin, there are enough units or randomisation inference, neither the loss of any unit nor an earlier
     date (where the specification asks) changes the answer, and it was registered beforehand and not changed.
  5. Usable when qualified: the same but for the registration, or with one of these failing (right direction, but another size); with
     two or more failing it cannot be decided.
  6. Not supported: the interval excludes zero in the other direction; or it holds zero and lies below the claimed size, which these
     data would have found.
  7. Else it cannot be decided, with the smallest effect that these data would find. A sentence that denies an effect has the opposite
     verdict.
Codes: effect-not-evaluated, not-registered, registered-after, changed-after-registration, outcome-not-due, no-counterfactual, pre-trend,
pre-trend-untested, poor-fit, thin-support, few-clusters, not-robust, test-not-significant, size-differs, size-not-compared,
outcome-differs, other-place, average-of-many, activity-not-outcome, evaluations-differ, effect-found, effect-opposite, no-effect-of-size, low-power.`)
}
