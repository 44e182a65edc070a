package outcome

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/evaluate"
	"github.com/shopspring/decimal"
)

// few names units: all of them up to five, else the first four and how many
// there are.
func few(names []string) city.Text {
	n := len(names)
	switch {
	case n > 5:
		return say(fmt.Sprintf("%s等%d个", strings.Join(names[:4], "、"), n), fmt.Sprintf("%s and %d more", strings.Join(names[:4], ", "), n-4))
	case n > 1:
		return say(fmt.Sprintf("%s共%d个", strings.Join(names, "、"), n), strings.Join(names, ", "))
	}
	return say(strings.Join(names, ""), strings.Join(names, ""))
}

// day is 2019年10月14日 of 2019-10-14.
func day(iso string) string {
	p := strings.Split(iso, "-")
	if len(p) != 3 {
		return iso
	}
	return p[0] + "年" + strings.TrimLeft(p[1], "0") + "月" + strings.TrimLeft(p[2], "0") + "日"
}

// decimals is how many decimals amounts of an opinion have: two significant
// digits of the interval's width.
func (o *Opinion) decimals() int {
	w := o.m.high - o.m.low
	if o.OutcomeUnit == evaluate.LogUnit {
		w *= 100
	}
	if !known(w) || w <= 0 {
		w = math.Abs(o.m.value)
	}
	if !known(w) || w <= 0 {
		return 2
	}
	return max(0, 1-int(math.Floor(math.Log10(w))))
}

// amount is a difference of the outcome with its unit; of a logarithm it is the
// percentage that it stands for.
func (o *Opinion) amount(v float64) city.Text {
	unit := o.OutcomeUnit
	switch unit {
	case evaluate.LogUnit:
		v, unit = 100*math.Expm1(v), "%"
	case "%":
		unit = "百分点"
	}
	n := fixed(v, o.decimals())
	if unit == "百分点" {
		return say(n+"个百分点", n+" percentage points")
	}
	return say(n+unit, strings.TrimSpace(n+" "+unit))
}

// interval is the interval as it is printed.
func (o *Opinion) interval() city.Text {
	low, high := o.amount(o.m.low), o.amount(o.m.high)
	return say(o.level()+"区间"+low.Zh+"至"+high.Zh, o.level()+" interval "+low.En+" to "+high.En)
}

// level is that of the intervals: 95%.
func (o *Opinion) level() string {
	level := 0.0
	switch {
	case o.DiD != nil:
		level = o.DiD.Settings.Level
	case o.Synth != nil:
		level = o.Synth.Settings.Level
	}
	if level == 0 {
		level = 0.95
	}
	return strconv.FormatFloat(math.Round(1e6*level)/1e4, 'f', -1, 64) + "%"
}

// write is the paragraph for readers who do not know the method.
func (o *Opinion) write(b *diagnose.Bench) {
	parts := []city.Text{o.scene(), o.result(), o.checks(), o.end()}
	for _, p := range parts {
		o.Says = say(o.Says.Zh+p.Zh, strings.TrimSpace(o.Says.En+" "+p.En))
	}
}

// scene says what was compared with what, and since when that was fixed.
func (o *Opinion) scene() city.Text {
	m, who := o.m, few(o.Treated)
	when := map[string]city.Text{
		evaluate.StatusUnregistered: say("没有登记", "not registered"), evaluate.StatusChanged: say("登记后已改动", "changed after it was registered"),
		evaluate.StatusAfter: say("事后登记", "registered after the fact"),
	}[o.Status()]
	if o.Status() == evaluate.StatusRegistered {
		d := o.Registered[len(o.Registered)-1].Day
		when = say(day(d)+"登记", "registered on "+d)
	}
	zh := fmt.Sprintf("按评估方案“%s”（%s），以“%s”为指标，把实施的%s与没有实施（含尚未实施）的%d个相比，用%d—%d年的数据。", o.Title, when.Zh, o.Spec().Outcome, who.Zh, m.others, o.First, o.Last)
	en := fmt.Sprintf("By the specification “%s” (%s), %s with the measure is compared in “%s” with %d that do not have it, or not yet, over %d to %d.", o.Title, when.En, who.En, o.Spec().Outcome, m.others, o.First, o.Last)
	if o.Synth != nil {
		zh = fmt.Sprintf("按评估方案“%s”（%s），以“%s”为指标，用没有实施的%d个单位按权重合成一个“没有实施的%s”，与实际的相比，用%d—%d年的数据。", o.Title, when.Zh, o.Spec().Outcome, m.others, who.Zh, o.First, o.Last)
		en = fmt.Sprintf("By the specification “%s” (%s), %s is compared in “%s” with a weighted mean of %d units without the measure that stands for it, over %d to %d.", o.Title, when.En, who.En, o.Spec().Outcome, m.others, o.First, o.Last)
	}
	return say(zh, en)
}

// result says how large the difference is.
func (o *Opinion) result() city.Text {
	m := o.m
	more, moreEn := "高", "more"
	if m.value < 0 {
		more, moreEn = "低", "less"
	}
	abs := func(v float64) float64 { // in the direction of the estimate
		if m.value < 0 {
			return -v
		}
		return v
	}
	size := o.amount(abs(m.value))
	low, high := o.amount(abs(m.low)), o.amount(abs(m.high))
	if m.value < 0 {
		low, high = high, low
	}
	zh := fmt.Sprintf("实施后平均每年比没有实施的情形%s%s", more, size.Zh)
	en := fmt.Sprintf("With it the outcome is %s %s a year on average than without", size.En, moreEn)
	if r := m.value / m.base; known(r) && m.base > 0 && o.OutcomeUnit != evaluate.LogUnit && o.OutcomeUnit != "%" {
		zh += fmt.Sprintf("（约%s%%）", fixed(100*math.Abs(r), 1))
		en += fmt.Sprintf(" (about %s%%)", fixed(100*math.Abs(r), 1))
	}
	if known(m.low) && known(m.high) {
		zh += fmt.Sprintf("，有%s的把握在%s至%s之间", o.level(), low.Zh, high.Zh)
		en += fmt.Sprintf(", with %s confidence between %s and %s", o.level(), low.En, high.En)
	}
	return say(zh+"。", en+".")
}

// checks says how both sides moved before, and how rare such a difference is.
func (o *Opinion) checks() city.Text {
	m := o.m
	zh, en := m.before.Zh, upper(m.before.En)
	if known(m.p) {
		p := percent(m.p)
		zh += fmt.Sprintf("；%s，如果没有作用，碰巧出现这样大差距的机会%s", m.test.Zh, p.Zh)
		en += fmt.Sprintf("; %s, without any effect a difference as large comes by chance in %s of cases", m.test.En, p.En)
	}
	return say(zh+"。", en+".")
}

// percent prints a probability for people.
func percent(p float64) city.Text {
	switch {
	case p < 0.001:
		return say("不到0.1%", "under 0.1%")
	case p < 0.1:
		return say("是"+fixed(100*p, 1)+"%", fixed(100*p, 1)+"%")
	}
	return say("是"+fixed(100*p, 0)+"%", fixed(100*p, 0)+"%")
}

// end is what may be said.
func (o *Opinion) end() city.Text {
	what := measureOf(o.claim)
	if o.claim.Measure == "" {
		what = say("这项政策", "the measure")
	}
	about := "“" + o.Spec().Outcome + "”"
	way, wayEn := "提高了", "raised"
	if o.m.value < 0 {
		way, wayEn = "降低了", "lowered"
	}
	v := o.Verdict
	if o.claim.Denied { // said of the effect itself
		switch v {
		case diagnose.NotSupported:
			return say("因此，不能说"+what.Zh+"没有作用。", "So it cannot be said that "+what.En+" did nothing.")
		case diagnose.Supported, diagnose.Partly:
			return say("因此，"+what.Zh+"没有所称的作用。", "So "+what.En+" did not do what it was to do.")
		}
	}
	switch v {
	case diagnose.Supported:
		return say(fmt.Sprintf("因此可以说：%s%s%s。", what.Zh, way, about), fmt.Sprintf("So it can be said that %s %s “%s”.", what.En, wayEn, o.Spec().Outcome))
	case diagnose.Partly:
		zh, en := o.shortcoming()
		return say(fmt.Sprintf("可以说%s%s%s，但要同时说明：%s。", what.Zh, way, about, zh), fmt.Sprintf("It can be said that %s %s “%s” if it is added that %s.", what.En, wayEn, o.Spec().Outcome, en))
	case diagnose.NotSupported:
		return say("数据不支持这一说法。", "The data do not bear the statement out.")
	}
	if len(o.m.doubts) > 1 {
		return say("几项复核不成立，既不能说有成效，也不能说没有。", "Several checks fail: neither an effect nor its absence is shown.")
	}
	zh, en := "既不能说有成效，也不能说没有", "Neither an effect nor its absence is shown"
	if known(o.m.smallest) {
		zh += fmt.Sprintf("：效果要有%s左右，这份数据才有八成把握看得出来", o.amount(o.m.smallest).Zh)
		en += fmt.Sprintf(": these data find an effect of about %s in four of five cases, not a smaller one", o.amount(o.m.smallest).En)
	}
	return say(zh+"。", en+".")
}

// shortcoming is what must be said beside an effect that is usable when
// qualified.
func (o *Opinion) shortcoming() (zh, en string) {
	var z, e []string
	for _, r := range o.Reasons {
		switch r.Code {
		case "effect-found", "re-registered", "estimate", "revision-differs", "low-power":
			continue
		}
		z, e = append(z, r.Text.Zh), append(e, r.Text.En)
	}
	return strings.Join(z, "；"), strings.Join(e, "; ")
}

func upper(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// counter is what a critic makes of it.
func (o *Opinion) counter() city.Text {
	if o.m == nil || len(o.m.unusable) > 0 {
		return say("没有这项政策，指标是不是也会这样变化？没有可用的对照，无从回答。", "Would the figures have changed without the measure? Without a comparison that could be used nobody can say.")
	}
	if o.Synth != nil {
		return say("“没有实施的情形”是用别的单位合成的，实施的同时如果另有变故，估计就把它算进去了；单位少，结论也不能推到别处。", "The case without the measure is made of other units: whatever else happened there at the time is counted as effect, and few units say little about others.")
	}
	return say("“没有这项政策两边会同步变化”不能由数据证实；实施的单位如果本来就是挑出来的，或同时还有别的政策，估计就会偏。", "That both sides would have moved alike without the measure cannot be shown; units that were picked, or other measures at the time, bias the estimate.")
}

// needed is what would decide.
func (o *Opinion) needed() city.Text {
	if o.has("outcome-not-due") {
		return say("等评估期结束、数据齐全后再判。", "Wait until the outcome period is over and the data are there.")
	}
	return say("需要更多没有实施的可比单位、更长的实施前数据，或等更多单位实施之后再评估；换对照的，要在看到结果之前重新登记方案。", "Needed: more comparable units without the measure, more periods before it, or more units with it; another comparison must be registered before its outcome is seen.")
}

// figures are the numbers of a result: the effect, and the smallest that would
// be found.
func (o *Opinion) figures() []diagnose.Figure {
	if o.m == nil || !known(o.m.value) {
		return nil
	}
	figure := func(zh, en string, v float64) diagnose.Figure {
		unit := o.OutcomeUnit
		switch unit {
		case evaluate.LogUnit:
			v, unit = 100*math.Expm1(v), "%"
		case "%":
			unit = "百分点"
		}
		return diagnose.Figure{Name: say(zh, en), Value: decimal.RequireFromString(fixed(v, o.decimals())), Unit: unit}
	}
	out := []diagnose.Figure{figure("平均每年的效果", "mean effect a year", o.m.value)}
	if known(o.m.low) && known(o.m.high) {
		out = append(out, figure(o.level()+"区间下限", "lower end of the "+o.level()+" interval", o.m.low), figure(o.level()+"区间上限", "upper end of the "+o.level()+" interval", o.m.high))
	}
	if known(o.m.smallest) {
		out = append(out, figure("看得出来的最小效果", "smallest effect that would be found", o.m.smallest))
	}
	return out
}
