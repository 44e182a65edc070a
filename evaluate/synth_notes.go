package evaluate

import (
	"fmt"
	"math"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/effect/synth"
)

const (
	// badFit is the root mean square of the gap before the treatment, over the
	// standard deviation of the outcome there, from which a synthetic unit does
	// not follow the real one.
	badFit = 0.25
	// out is the share of the periods before outside the range of the donors from
	// which it is said.
	out = 0.1
	// few is how many treated units are too few for an error to be trusted over
	// placebos in space.
	few = 10
	// heavy is the weight of a donor that an estimate hangs on.
	heavy = 0.5
)

// notes says what a reader must know before using a result: first what may be
// concluded, then what speaks against it, then how it was reckoned.
func (r *synthRun) notes() []city.Text {
	n := &remarks{}
	r.concluded(n)
	r.spaceNotes(n)
	r.fit(n)
	r.moved(n)
	r.kind(n)
	return *n
}

// concluded says what the estimate allows.
func (r *synthRun) concluded(n *remarks) {
	e, s := r.out.Estimates[0], r.out.Space
	value := math.Abs(float64(e.Value))
	beyond := apart(e)
	p, beside := Number(math.NaN()), city.Text{}
	if s != nil {
		p, beside = s.P, city.Text{Zh: "相对处理前的拟合，", En: "beside their fit before, "}
		if math.IsNaN(float64(p)) { // a fit before that is perfect: its ratio means nothing
			p, beside = s.PSize, city.Text{}
		}
	}
	switch {
	case s == nil && math.IsNaN(float64(e.SE)):
		n.add("没有误差，也没有空间安慰剂：估计不能作为有效果的依据", "there is neither an error nor a placebo in space: the estimate is no evidence of an effect")
	case r.out.Treated == 1 && s != nil && len(s.Trials) < 20:
		n.add("对照只有 %d 个，空间安慰剂的 p 值最小也有 %s：按 5%% 的标准，这份数据不能判定单个单位的效果", "with %d donors no p-value of placebos in space is below %s: at 5%% these data cannot decide on one unit", len(s.Trials)-1, Number(1/float64(len(s.Trials))).Fixed(3))
	case s != nil && float64(p) < significant && (beyond || math.IsNaN(float64(e.SE))):
		n.add("在“没有处理则与合成单位同步”的前提下，处理使“%[1]s”平均改变 %[2]s；"+beside.Zh+"对照单位里少有这样大的变化（p %[3]s）。前提不能由数据证实", "if the unit had gone with its synthetic one without the treatment, it changed %[1]q by %[2]s on average; "+beside.En+"donors rarely change as much (p %[3]s). The data cannot prove that condition", r.spec.Outcome, e.Value.Digits(3), p.Chance())
	case s != nil && (float64(p) < significant) != beyond && !math.IsNaN(float64(e.SE)):
		advice := city.Text{Zh: "按说得少的那一种说", En: "Claim no more than the weaker of the two"}
		if r.out.Treated < few {
			advice = city.Text{Zh: "受处理单位少时以名次为准，不能说得很死", En: "With few treated units go by the placebos, and say it with care"}
		}
		n.add("两种判断不一致：空间安慰剂的名次 p %[1]s，区间 %[2]s 至 %[3]s。"+advice.Zh, "two ways to judge disagree: placebos in space give p %[1]s, the interval is %[2]s to %[3]s. "+advice.En, p.Chance(), e.CI[0].Digits(3), e.CI[1].Digits(3))
	case s == nil && beyond:
		n.add("在“没有处理则与合成单位同步”的前提下，处理使“%[1]s”平均改变 %[2]s（%[3]s 至 %[4]s）；没有空间安慰剂佐证", "if the treated had gone with their synthetic units without the treatment, it changed %[1]q by %[2]s on average (%[3]s to %[4]s); no placebo in space speaks for it", r.spec.Outcome, e.Value.Digits(3), e.CI[0].Digits(3), e.CI[1].Digits(3))
	default:
		n.add("不能说有效果，也不能说没有：这样大的差距（%s）在没有受处理的单位里并不少见", "neither an effect nor its absence is shown: gaps as large (%s) are not rare among units without the treatment", Number(value).Digits(3))
	}
}

// spaceNotes says how far placebos in space can be trusted.
func (r *synthRun) spaceNotes(n *remarks) {
	s := r.out.Space
	if s == nil {
		return
	}
	if r.options.Method == synth.Control {
		n.add("合成控制的安慰剂检验往往拒绝得过多：Illenberger、Small 与 Shaw（2020，Epidemiology 31: 815）的模拟里，处理前 10 期、名义 5%% 的检验拒绝了 26%%", "placebo tests of synthetic control reject too often: in simulations of Illenberger, Small and Shaw (2020, Epidemiology 31: 815) a nominal 5%% test with 10 periods before rejects 26%%")
	}
	if t := r.out.OverTime; t != nil && float64(t.P) >= significant && float64(s.P) < significant {
		n.add("时间置换检验没有排除“没有效果”（p %s）：它在处理后时期多、处理前少时不灵，引用时两个 p 值都要写", "the test over time does not refute that there is no effect (p %s): it is weak with many periods after and few before; cite both p-values", t.P.Chance())
	}
	if own := s.Trials[0]; float64(s.P) < significant && float64(s.PSize) >= 2*significant {
		if math.Abs(float64(own.Estimate)) < float64(own.After)/2 {
			n.add("名次靠前的是差距的起伏，不是平均效应的大小（p %s）：差距忽正忽负，或集中在个别时期，要逐期看", "the gaps swing more than those of others, but their mean is not large among them (p %s): they change sign, or come from single periods; look at each", s.PSize.Chance())
		} else {
			n.add("只按估计的大小排，并不突出（p %s）：有的对照处理前就跟不上，差距本来就大。名次是与处理前的拟合相比得来的；写 worst: 5 可去掉拟合太差的再看", "by the size of the estimate alone it does not stand out (p %s): some donors do not fit before either, and their gaps are large anyway. The rank is relative to the fit before; write worst: 5 to leave out those that fit too badly", s.PSize.Chance())
		}
	}
	if s.Skipped > 0 {
		n.add("%d 个安慰剂处理前拟合太差，没有算进名次（worst）", "%d placebos fit too badly before and are left out of the ranks (worst)", s.Skipped)
	}
	perfect, failed := 0, 0
	for _, t := range s.Trials {
		if t.Refused != nil {
			failed++
		} else if float64(t.Ratio) > 1e6 {
			perfect++
		}
	}
	if perfect > 0 {
		n.add("%d 个安慰剂处理前拟合得分毫不差（对照多、时期少），它们的后/前之比没有意义，名次要看估计大小（p %s）", "%d placebos fit perfectly before (many donors, few periods): their ratios mean nothing; go by the size of the estimate (p %s)", perfect, s.PSize.Chance())
	}
	if failed > 0 {
		n.add("%d 个安慰剂没有估计出来", "%d placebos could not be estimated", failed)
	}
}

// fit says how well the donors stand for the treated before the treatment.
func (r *synthRun) fit(n *remarks) {
	var perfect, crowded, crowdedEn []string
	for _, c := range r.out.Cohorts {
		who, s, effect := some(c.Treated), c.Support, math.Abs(average(c))
		switch {
		case !(float64(s.Relative) > badFit):
		case float64(s.RMSPE) > effect/3:
			n.add("%s：处理前合成单位跟不上（均方根误差为标准差的 %s 倍），处理后的差距不能当作效果", "%s: the synthetic unit does not follow before the treatment (root mean square %s of the standard deviation): the gap after it is no effect", who, s.Relative.Fixed(2))
		default:
			n.add("%s：处理前合成单位跟得不紧（均方根误差 %s，估计 %s）：估计里可能混有这样大的偏离", "%s: the synthetic unit does not follow closely before the treatment (root mean square %s, estimate %s): the estimate may hold as much of that", who, s.RMSPE.Digits(3), Number(average(c)).Digits(3))
		}
		if float64(s.Outside) >= out {
			n.add("%s：处理前 %s%% 的时期落在对照的范围之外，没有哪种加权平均够得着", "%s: in %s%% of the periods before it lies outside the range of the donors, where no weighted mean reaches", who, Number(100*s.Outside).Fixed(0))
		}
		if before := len(c.Path) - after(c); s.Perfect {
			perfect = append(perfect, who)
		} else if before < len(c.Weights) && r.options.Method == synth.Control && len(c.Predictors) == 0 {
			crowded = append(crowded, fmt.Sprintf("%s（处理前 %d 期，对照 %d 个）", who, before, len(c.Weights)))
			crowdedEn = append(crowdedEn, fmt.Sprintf("%s (%d periods before, %d donors)", who, before, len(c.Weights)))
		}
		if float64(s.Largest) > heavy {
			n.add("%s：合成单位主要是%s（权重 %s），它若另有变故，估计就不成立", "%s: the synthetic unit is mostly %s (weight %s); the estimate fails if something else happened there", who, c.Weights[0].Unit, c.Weights[0].Weight.Fixed(2))
		}
	}
	if len(perfect) > 0 {
		n.add("%s：处理前拟合得分毫不差（对照多、时期少，或有对照与它一样），权重可能不唯一（取了最均匀的）；拟合好不足为凭", "%s: the fit before is perfect (many donors and few periods, or a donor that is the same) and weights may not be unique (the evenest are taken); a good fit proves nothing", strings.Join(perfect, "；"))
	}
	if len(crowded) > 0 {
		n.add("处理前的时期比对照少，容易碰巧拟合：%[1]s。补充更早的时期，或减少对照", "fewer periods before than donors fit by chance easily: %[2]s. Add earlier periods, or take fewer donors", strings.Join(crowded, "；"), strings.Join(crowdedEn, "; "))
	}
	if len(r.options.Predictors) > 0 && r.options.Importance == nil {
		n.add("预测变量的权重由处理前的拟合选出，别的权重可能拟合得一样好；单位的权重才有意义", "the weights of predictors are chosen by the fit before, and others may fit as well: only those of units mean something")
	}
}

// average is the mean gap from the start on: the estimate of a cohort.
func average(c SynthCohort) float64 {
	sum := 0.0
	for _, p := range c.Path {
		if p.Period >= c.Start {
			sum += float64(p.Gap)
		}
	}
	return sum / float64(after(c))
}

// after counts the periods from the start on.
func after(c SynthCohort) int {
	n := 0
	for _, p := range c.Path {
		if p.Period >= c.Start {
			n++
		}
	}
	return n
}

// moved says where a placebo in time or a missing donor changes the answer.
func (r *synthRun) moved(n *remarks) {
	e := r.out.Estimates[0]
	for _, p := range r.out.Earlier {
		if float64(p.P) < significant || math.IsNaN(float64(p.P)) && math.Abs(float64(p.Value)) > math.Abs(float64(e.Value))/2 {
			n.add("把处理提前 %d 期也有 %s 的差距：处理之前已经走开", "a treatment %d periods too soon has a gap of %s too: the paths parted before", p.By, p.Value.Digits(3))
		}
	}
	for _, l := range r.out.LeaveOut {
		if float64(l.Value)*float64(e.Value) < 0 || math.Abs(float64(l.Value)-float64(e.Value)) > math.Abs(float64(e.Value))/2 {
			n.add("去掉对照“%s”，估计变为 %s：结论系于这一个对照", "without the donor %s the estimate is %s: the answer hangs on it", l.Without, l.Value.Digits(3))
		}
	}
}

// kind says what the method and its errors take for granted.
func (r *synthRun) kind(n *remarks) {
	switch r.options.Errors {
	case synth.Placebo:
		n.add("安慰剂误差假定受处理单位与对照的波动一样大", "placebo errors take the treated to vary as much as the donors")
	case synth.Jackknife:
		if r.options.Method == synth.Control {
			n.add("合成控制的刀切误差偏小", "jackknife errors of synthetic control are too small")
		}
	}
	if r.options.Method == synth.Difference {
		n.add("method: did 不加权：全部对照、全部处理前时期一样重，只为与另两种方法比较", "method: did weighs all donors and periods alike; it is there to compare with")
	}
	if always := r.frame.called(r.effect.Plan.Always); len(always) > 0 {
		n.add("%s：从一开始就受处理，没有用", "%s: treated from the start and not used", some(always))
	}
	if short := r.frame.called(r.effect.Short); len(short) > 0 {
		n.add("%s：受处理之前只有一个时期，定不出权重，没有用", "%s: one period before the treatment does not fix weights; not used", some(short))
	}
	if from, to := gap(r.effect.Sample.PeriodIDs); to > 0 {
		n.add("时期不连续（%d 之后是 %d）：处理的时长按时期的数相减；季度、月度写成连续的整数", "periods are not consecutive (%d, then %d): times since the treatment are differences of these numbers; write quarters and months as consecutive whole numbers", from, to)
	}
	lacking := 0
	for _, d := range r.out.Donors {
		if d.lacking {
			lacking++
		}
	}
	if lacking > 0 {
		n.add("%d 个单位因缺数不作对照", "%d units are no donors because they lack values", lacking)
	}
}

// gap is the first two periods that are farther apart than the nearest two are;
// 0, 0 where all are alike.
func gap(periods []int) (from, to int) {
	least := math.MaxInt
	for i := 1; i < len(periods); i++ {
		least = min(least, periods[i]-periods[i-1])
	}
	for i := 1; i < len(periods); i++ {
		if periods[i]-periods[i-1] > least {
			return periods[i-1], periods[i]
		}
	}
	return 0, 0
}
