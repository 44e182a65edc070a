package evaluate

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/effect"
	"github.com/quanyu/quanyu/method/effect/grouptime"
)

const (
	significant = 0.05
	// fewTreated and fewClusters are under what clustered errors come out too
	// small (Conley and Taber 2011; Cameron, Gelbach and Miller 2008).
	fewTreated  = 10
	fewClusters = 30
	// unlike is the normalised difference over which a comparison leans on the
	// form of the regression (Imbens and Rubin 2015, section 13.3).
	unlike = 0.25
)

// remarks collects notes in both languages.
type remarks []city.Text

func (r *remarks) add(zh, en string, args ...any) {
	*r = append(*r, city.Text{Zh: fmt.Sprintf(zh, args...), En: fmt.Sprintf(en, args...)})
}

// notes says what a reader must know before using a result: first what may be
// concluded, then what speaks against it, then how it was reckoned.
func (r *didRun) notes() []city.Text {
	n := &remarks{}
	r.concluded(n)
	r.before(n)
	r.placeboNotes(n)
	r.few(n)
	r.compared(n)
	r.mixed(n)
	return *n
}

// concluded says what the first estimate allows.
func (r *didRun) concluded(n *remarks) {
	e := r.out.Estimates[0]
	switch {
	case math.IsNaN(float64(e.SE)):
		n.add("算不出误差，下列估计不能作为有效果的依据", "there is no error: the estimates are no evidence of an effect")
	case r.doubted() && apart(e):
		n.add("估计是 %[1]s（%[2]s 至 %[3]s），区间不含 0，但下面的检验不支持把它说成效果", "the estimate is %[1]s (%[2]s to %[3]s) and its interval leaves out 0, but the tests below do not let it pass for an effect", e.Value.Digits(3), e.CI[0].Digits(3), e.CI[1].Digits(3))
	case apart(e):
		n.add("在“没有处理则两边同步变化”的前提下，处理使“%[1]s”平均改变 %[2]s（%[3]s 至 %[4]s）。这一前提不能由数据证实，只能由下面的检验推翻",
			"if both sides would have moved alike without the treatment, it changed %[1]q by %[2]s on average (%[3]s to %[4]s). The data cannot prove that condition; the tests below can only refute it",
			r.spec.Outcome, e.Value.Digits(3), e.CI[0].Digits(3), e.CI[1].Digits(3))
	default:
		n.add("不能说有效果，也不能说没有：区间含 0（%s 至 %s），这份数据要效果达到 %s 左右才有八成把握看得出", "neither an effect nor its absence is shown: the interval holds 0 (%s to %s), and these data find an effect of about %s in four of five cases",
			e.CI[0].Digits(3), e.CI[1].Digits(3), e.MDE.Digits(3))
	}
}

// apart reports whether an interval leaves out 0.
func apart(e EstimateView) bool { return float64(e.CI[0]) > 0 || float64(e.CI[1]) < 0 }

// doubted reports whether a test speaks against what the first estimate says.
func (r *didRun) doubted() bool {
	for _, p := range r.out.PreTrends {
		if r.rejected(p) {
			return true
		}
	}
	for _, e := range r.out.Earlier {
		if float64(e.P) < significant {
			return true
		}
	}
	return r.out.Placebo != nil && float64(r.out.Placebo.PByT) >= significant || r.out.Wild != nil && float64(r.out.Wild.P) >= significant
}

// rejected reports whether the test of the time before that decides rejects.
func (r *didRun) rejected(p PreTrendView) bool { return p.Decides() && float64(p.P) < significant }

// before says what the time before the treatment tells, and what its test
// cannot see.
func (r *didRun) before(n *remarks) {
	value := math.Abs(float64(r.out.Estimates[0].Value))
	for _, p := range r.out.PreTrends {
		if r.rejected(p) {
			n.add("处理之前两边已不同步（p %[1]s）：上面的前提不成立，差别不能都归于处理", "both sides moved apart before the treatment (p %[1]s): the condition fails, and the difference is not all due to the treatment", p.P.Chance())
			return
		}
	}
	if i := slices.IndexFunc(r.out.PreTrends, PreTrendView.Decides); i >= 0 {
		t := r.out.PreTrends[i].Trends[0]
		bias := math.Abs(float64(t.Bias))
		if bias >= value/2 {
			n.add("处理前的检验没有发现不同步，但它不灵：每期 %s 的直线偏离有一半机会查不出，会给平均效应添上 %s（估计的 %s%%）", "the test of the time before found nothing, but it is weak: it misses a drift of %s a period half of the time, which would put %s into the mean effect (%s%% of it)",
				t.Slope.Digits(2), t.Bias.Digits(2), Number(100*bias/value).Fixed(0))
		} else {
			n.add("处理前的检验没有发现不同步；有一半机会查不出的直线偏离（每期 %s），给平均效应添的不过 %s", "the test of the time before found nothing; a drift that it misses half of the time (%s a period) would put no more than %s into the mean effect", t.Slope.Digits(2), t.Bias.Digits(2))
		}
	}
	if !slices.ContainsFunc(r.out.PreTrends, PreTrendView.Decides) {
		n.add("处理之前的时期或受处理的单位不够，两边是否同步无从检验", "there are too few periods before the treatment, or too few treated units, to test whether both sides moved alike")
	}
}

// placeboNotes says where placebos find what is not there.
func (r *didRun) placeboNotes(n *remarks) {
	for _, e := range r.out.Earlier {
		if float64(e.P) < significant {
			n.add("把处理提前 %d 期也“有效果”（%s，p %s）：差别在处理之前已经出现", "a treatment %d periods too soon has an \"effect\" too (%s, p %s): the difference was there before", e.By, e.Value.Digits(3), e.P.Chance())
		}
	}
	p := r.out.Placebo
	if p == nil {
		return
	}
	if float64(p.PByT) >= significant && float64(r.out.Estimates[0].P) < significant {
		n.add("把处理时间随机分给别的单位，%s%% 的 t 值与真的一样大：双向固定效应的显著不可靠", "with dates given out at random %s%% of the t statistics are as large: the two-way estimate is not significant", Number(100*p.PByT).Fixed(1))
	}
	if float64(p.Found) > 2*significant {
		n.add("没有效果时，5%% 的检验有 %s%% 报告“有效果”：标准误偏小，p 值要打折扣", "a 5%% test finds an effect that is not there in %s%% of placebos: errors are too small, and p-values too", Number(100*p.Found).Fixed(1))
	}
}

// few says where there are too few units for the errors.
func (r *didRun) few(n *remarks) {
	if r.out.Treated < fewTreated {
		n.add("受处理的单位只有 %d 个，聚类标准误通常偏小；以安慰剂的 p 值为准（placebo），或用 quanyu method synth", "only %d units are treated, where clustered errors are mostly too small: go by the p-value of placebos (placebo), or use quanyu method synth", r.out.Treated)
	}
	for _, c := range r.effects.Cohorts {
		if c.First == effect.Never && c.Units < fewTreated && r.control == grouptime.NeverTreated {
			n.add("对照只有 %d 个单位，标准误靠不住；改写 controls: not_yet 再看", "there are %d controls only: errors are doubtful; look again with controls: not_yet", c.Units)
		}
	}
	if c := r.out.Clusters; c < fewClusters {
		n.add("聚类只有 %d 个，标准误靠不住", "there are %d clusters only: errors are doubtful", c)
		if w := r.out.Wild; w != nil {
			n.add("双向固定效应按聚类变号的自助检验 p %s，以它为准", "by a bootstrap of the clusters' signs the two-way estimate has p %s: go by that", w.P.Chance())
		}
	}
	var small []string
	for _, c := range r.effects.Cohorts {
		if c.Small && c.First != effect.Never {
			small = append(small, fmt.Sprintf("%d", c.First))
		}
	}
	if len(small) > 0 {
		n.add("这些批次的单位太少，各自的效应与误差不要单独引用：%[1]s", "these cohorts have too few units for effects and errors of their own: %[2]s", strings.Join(small, "、"), strings.Join(small, ", "))
	}
	for _, l := range r.out.LeaveOut {
		if e := r.out.Estimates[0]; float64(l.Value)*float64(e.Value) < 0 || math.Abs(float64(l.Value)-float64(e.Value)) > float64(e.SE) {
			n.add("去掉%s，估计变为 %s：结论系于这一个单位", "without %s the estimate is %s: the answer hangs on this unit", l.Without, l.Value.Digits(3))
		}
	}
}

func (r *didRun) clusters() int {
	if r.cluster == nil {
		return r.out.Units
	}
	seen := map[int]bool{}
	for _, row := range r.effects.Sample.Rows {
		seen[r.cluster[row]] = true
	}
	return len(seen)
}

// compared says what was compared with what, and how alike they are.
func (r *didRun) compared(n *remarks) {
	e := r.effects
	if e.LastCohort != effect.Never {
		n.add("没有从未受处理的单位：只与尚未受处理的比较，最后一批（%d）只作对照，此后的时期没有估计", "no unit is never treated: the comparison is with units not treated yet, the last cohort (%d) is a control only, and later periods have no estimate", e.LastCohort)
	}
	for _, late := range e.Late {
		n.add("%d 起受处理的单位在样本期内未受处理，作对照", "units treated from %d on are untreated in the sample and are controls", late)
	}
	for _, s := range r.out.Support {
		if math.Abs(float64(s.Difference)) > unlike {
			zh, en := "", ""
			if k := len(s.Outside); k > 0 {
				zh, en = fmt.Sprintf("，%d 个受处理单位在对照范围之外", k), fmt.Sprintf(", %d treated units outside the controls' range", k)
			}
			n.add("处理之前“%[1]s”两边差别大（标准化差 %[2]s%[3]s）：要靠“变化同步”，不能靠水平相近", "before the treatment both sides differ in %[1]q (normalised difference %[2]s%[4]s): they may move alike, but are not alike", s.Name, s.Difference.Fixed(2), zh, en)
		}
	}
	r.sampleNotes(n)
	r.cellNotes(n)
	if len(r.idle) > 0 {
		n.add("“%[1]s”不随时间变：双向固定效应与 Sun-Abraham 用不上，这两行没有按它比较", "%[2]q does not change over time: two-way fixed effects and Sun-Abraham cannot use it, and do not compare by it", strings.Join(r.idle, "”“"), strings.Join(r.idle, ", "))
	}
	if len(r.spec.Covariates) > len(r.idle) {
		n.add("协变量：分组分时效应只用基期的取值；双向固定效应与 Sun-Abraham 用每期的取值，处理若会改变协变量，这两行有偏", "covariates: group-time effects take their values at the base period; two-way fixed effects and Sun-Abraham take those of each period, and are biased where the treatment changes them")
	}
}

// much is the share of units lost to gaps over which a reader must be told.
const much = 0.1

// sampleNotes says where samples differ, and where gaps hide when the treatment
// began.
func (r *didRun) sampleNotes(n *remarks) {
	for _, s := range r.out.Sample {
		if k := len(s.DroppedUnits); s.Reason == grouptime.MissingPeriods && float64(k) > much*float64(k+s.Units) {
			n.add("缺一期就整个去掉，失去 %d 个单位（余 %d 个）：缺数若与结果有关，估计会偏；改写 missing: pairs 再看", "units that lack a period are left out, %d of them (%d remain): if gaps have to do with the outcome the estimate is biased; look again with missing: pairs", k, s.Units)
		}
	}
	var zh, en []string
	for _, w := range r.wider {
		zh = append(zh, fmt.Sprintf("%s %d 行、%d 个单位", Words(w.name).Zh, w.rows, w.units))
		en = append(en, fmt.Sprintf("%s takes %d rows of %d units", Words(w.name).En, w.rows, w.units))
	}
	if len(zh) > 0 {
		n.add("样本不同，相比时留意：分组分时 %[1]d 行、%[2]d 个单位，%[3]s", "mind the samples when comparing: group-time effects take %[1]d rows of %[2]d units, %[4]s", r.out.N, r.out.Units, strings.Join(zh, "，"), strings.Join(en, ", "))
	}
	if names := r.frame.hidden(&r.spec.Treatment); len(names) > 0 {
		n.add("%d 个单位在由否变是之间缺行（%[2]s），处理从哪一期开始看不出，按后一行的时期算；改用 cohort 写明", "%[1]d units lack rows between the last untreated one and the first treated one (%[2]s): when the treatment began cannot be seen and the later row is taken; say it under cohort", len(names), some(names))
	}
}

// cellNotes counts the group-time effects that are left out, by reason.
func (r *didRun) cellNotes(n *remarks) {
	count := map[city.Text]int{}
	var reasons []city.Text
	for _, c := range r.out.GroupTime {
		if c.Refused == nil || !math.IsNaN(float64(c.Value)) {
			continue
		}
		if count[c.Refused.Message]++; count[c.Refused.Message] == 1 {
			reasons = append(reasons, c.Refused.Message)
		}
	}
	for _, why := range reasons {
		n.add("%[1]d 个分组分时效应没有估计：%[2]s", "%[1]d group-time effects are left out: %[3]s", count[why], why.Zh, why.En)
	}
}

// mixed says what the two-way estimate is worth.
func (r *didRun) mixed(n *remarks) {
	if d := r.out.Bacon; d != nil && d.Forbidden > 0 {
		n.add("双向固定效应有 %s%% 的权重拿已受处理的单位作对照（不当的比较），效应随时间变化时会出偏；引用分组分时的估计", "%s%% of the two-way estimate compares with units already treated, which biases it where effects change over time: cite the group-time estimate", Number(100*d.Forbidden).Fixed(1))
	}
	if len(r.spec.Window) > 0 {
		n.add("事件窗口的两端：双向固定效应与 Sun-Abraham 合并了更早、更晚的各期，分组分时只是那一期", "at the ends of the window two-way fixed effects and Sun-Abraham pool all earlier and all later times; group-time is that time alone")
	}
	if *r.spec.Draws == 0 {
		n.add("没有自助（draws: 0）：没有同时置信带，不要逐期挑着说显著", "no bootstrap (draws: 0) and so no simultaneous band: do not pick significant times")
	}
}
