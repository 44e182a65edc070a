package watershed

import (
	"fmt"
	"math"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/method/panel"
)

// decide applies the rule: see explain threshold.
func (q *inquiry) decide() {
	r, m := &q.result, q.main
	low, high, searched := m.searchable()
	p := m.p()
	hope := q.power()
	powerful := hope != nil && hope.share >= adequate && q.crossers() >= leastPlaces
	if searched && !m.inReach() {
		q.because("outside-searchable-range",
			fmt.Sprintf("两头各留%d%%的样本，能检验的范围是%s至%s，所称的%s不在其中", int(100*trimming), plain(low), plain(high)+q.size.unit, q.claimed().Zh),
			fmt.Sprintf("with %d %% of the sample kept on either side, sizes from %s to %s can be tested: %s lies outside", int(100*trimming), q.at(low).En, q.at(high).En, q.claimed().En))
	}
	switch {
	case !searched:
		w := refusals[m.refused]
		if w.IsZero() {
			w = say(string(m.refused), string(m.refused))
		}
		q.because("not-tested", "门槛检验做不了："+w.Zh, "no threshold can be searched: "+w.En)
		r.Verdict = diagnose.Undecidable
	case m.within == nil || !m.inReach():
		r.Verdict = diagnose.Undecidable
	case m.found() && m.meets() && p < significant:
		r.Verdict = q.confirmed()
	case m.found() && !m.meets():
		at := m.whole.Steps[0]
		q.because("threshold-elsewhere", fmt.Sprintf("全范围搜索发现的变化在%s（95%%范围%s至%s），不在所称区间", plain(at.Threshold)+q.size.unit, plain(at.Set.Lowest), plain(at.Set.Highest)+q.size.unit),
			fmt.Sprintf("the search finds a shift at %s (95 %% set %s to %s), outside the claimed range", q.at(at.Threshold).En, q.at(at.Set.Lowest).En, q.at(at.Set.Highest).En))
		r.Verdict = q.refuted(p >= significant && powerful)
	case p < significant && !m.found() && math.Abs(m.shift)+m.chance < q.important:
		q.because("no-shift", fmt.Sprintf("所称区间内的变化只有%s个百分点，加上偶然波动也够不上%s个百分点", q.points(m.shift), q.matter()),
			fmt.Sprintf("the shift in the claimed range is %s points; with what chance adds it is under %s", q.points(m.shift), q.matter()))
		r.Verdict = diagnose.NotSupported
	case p < significant || m.found():
		q.because("not-robust", "专门检验所称区间与全范围搜索的结论不一致", "the test of the claimed range and the search over all sizes disagree")
		r.Verdict = diagnose.Undecidable
	default:
		r.Verdict = q.refuted(powerful)
	}
	if hope != nil && hope.share < adequate && r.Verdict == diagnose.Undecidable {
		zh, en := fmt.Sprintf("如果真有%s个百分点的变化，这些数据发现它的机会%s", q.matter(), only(chances(hope.share).Zh)), fmt.Sprintf("a shift of %s points would be found %s", q.matter(), chances(hope.share).En)
		q.because("low-power", zh, en)
	}
	if q.claim.Denied {
		switch r.Verdict {
		case diagnose.Supported:
			r.Verdict = diagnose.NotSupported
		case diagnose.NotSupported:
			r.Verdict = diagnose.Supported
		}
	}
}

// refusals says why an engine gave no answer.
var refusals = map[panel.Kind]city.Text{
	panel.PerfectFit:        say("增速完全由各地各年的共同变化决定，没有余下的变化可检验", "growth is told by places and years alone; nothing is left to test"),
	panel.ConstantThreshold: say("各地各年规模相同", "the size is the same everywhere"),
	panel.NoCandidate:       say("两头各留5%的样本之后没有可试的规模", "no size is left to try with 5 % of the sample on either side"),
	panel.NoFreedom:         say("样本太小", "the sample is too small"),
	panel.NoRows:            say("没有一个地方有两个以上的增速", "no place has two rates of growth"),
	panel.TooManyEffects:    say("年份太多", "there are too many years"),
}

// power is the power at hand: the greater one of all data and of those without
// suspicious jumps, which are noise to any test; nil where there is none.
func (q *inquiry) power() *power {
	best := q.main.power
	if q.calm != nil && q.calm.power != nil && q.calm.p() >= significant && (best == nil || q.calm.power.share > best.share) {
		best = q.calm.power
	}
	return best
}

// refuted is not supported where the data could have seen a shift and did not.
func (q *inquiry) refuted(could bool) diagnose.Verdict {
	if !could {
		return diagnose.Undecidable
	}
	q.because("no-shift", fmt.Sprintf("所称区间内没有发现变化（p=%s），而%s个百分点的变化有%s机会被发现", fixed(q.main.p(), 2), q.matter(), chances(q.power().share).Zh),
		fmt.Sprintf("no shift is found in the claimed range (p = %s), where one of %s points would be found %s", fixed(q.main.p(), 2), q.matter(), chances(q.power().share).En))
	return diagnose.NotSupported
}

// confirmed is supported where a shift was found that every check confirms.
func (q *inquiry) confirmed() diagnose.Verdict {
	if q.mismatched() {
		q.because("mismatch", "发现的变化与所称的方向相反："+q.shifted(&q.main).Zh, "the shift found is in the other direction: "+q.shifted(&q.main).En)
		return diagnose.NotSupported
	}
	p := chance(q.main.p(), q.main.within.Steps[0].Draws)
	q.because("shift-found", "所称区间内有变化："+q.shifted(&q.main).Zh+"（p"+p+"）", "there is a shift in the claimed range: "+q.shifted(&q.main).En+" (p "+p+")")
	failed := q.failures()
	if len(failed) == 0 {
		return diagnose.Supported
	}
	for _, f := range failed {
		q.because("not-robust", f[0], f[1])
	}
	return diagnose.Partly
}

// mismatched reports whether a shift in the claimed range goes against the claim.
func (q *inquiry) mismatched() bool {
	d, m := q.claim.Direction, q.main
	return m.found() && m.meets() && m.p() < significant && (d == "down" && m.shift > 0 || d == "up" && m.shift < 0)
}

// failures lists the checks that a shift that was found does not pass.
func (q *inquiry) failures() (out [][2]string) {
	if s := math.Abs(q.main.shift); s < q.important/2 {
		out = append(out, [2]string{fmt.Sprintf("变化只有%s个百分点，谈不上分水岭", q.points(s)), fmt.Sprintf("%s points make no watershed", q.points(s))})
	}
	if n := q.crossers(); n < leastPlaces {
		out = append(out, [2]string{fmt.Sprintf("只有%d个%s越过前后都有数，结论全系于它们", n, q.kind().Zh), fmt.Sprintf("it rests on %d %s that crossed", n, q.kind().En)})
	}
	if p := q.main.permuted; p != nil && p.Probability >= significant {
		out = append(out, [2]string{fmt.Sprintf("把各地的规模经历互换后，也常能找到同样明显的“门槛”（p=%s）", fixed(p.Probability, 2)), fmt.Sprintf("with the histories of size exchanged among places, thresholds as strong are common (p = %s)", fixed(p.Probability, 2))})
	}
	var names []string
	for _, l := range q.without {
		if !l.meets || l.strength < 1 || l.shift*q.main.shift <= 0 {
			names = append(names, q.short(l.place))
		}
	}
	if n := len(names); n > 0 {
		each := map[bool]string{true: "中的任何一个"}[n > 1]
		out = append(out, [2]string{"去掉" + some(names, 5) + each + "，结论就不成立", "it is lost without " + first(names, 5, " or without ", " or others")})
	}
	for _, r := range q.checks() {
		if !(r.p() < significant) || r.shift*q.main.shift <= 0 {
			out = append(out, [2]string{r.name.Zh + "，结论不成立", "it does not hold on " + r.name.En})
		}
	}
	return out
}

// checks are the runs that must bear out a shift that was found.
func (q *inquiry) checks() (out []*run) {
	for _, r := range []*run{q.vintage, q.calm, q.constant} {
		if r != nil {
			out = append(out, r)
		}
	}
	return out
}
