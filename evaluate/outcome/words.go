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
	n := fixed(o.shown(v), o.decimals())
	u := o.shownUnit()
	return say(n+u.Zh, n+u.En)
}

// shown is a difference of the outcome in the unit that is printed.
func (o *Opinion) shown(v float64) float64 {
	if o.OutcomeUnit == evaluate.LogUnit {
		return 100 * math.Expm1(v)
	}
	return v
}

// shownUnit is the unit that is printed; English has a space before a word.
func (o *Opinion) shownUnit() city.Text {
	switch unit := o.OutcomeUnit; unit {
	case evaluate.LogUnit:
		return say("%", "%")
	case "%", "百分点":
		return say("个百分点", " percentage points")
	case "":
		return say("", "")
	default:
		return say(unit, " "+unit)
	}
}

// span is a range of amounts, the unit behind the second one; percent signs
// stand behind both.
func (o *Opinion) span(low, high float64) city.Text {
	a, b, u := fixed(o.shown(low), o.decimals()), fixed(o.shown(high), o.decimals()), o.shownUnit()
	if u.Zh == "%" {
		a += "%"
	}
	return say(a+"至"+b+u.Zh, a+" to "+b+u.En)
}

// interval is the interval as it is printed; where a percentage is claimed of an
// outcome in units, as percentages of what there would have been as well.
func (o *Opinion) interval() city.Text {
	t := o.span(o.m.low, o.m.high)
	if o.asShare() {
		low, high := fixed(100*o.m.low/o.m.base, 1), fixed(100*o.m.high/o.m.base, 1)
		t = say(t.Zh+"，即"+low+"%至"+high+"%", t.En+", that is "+low+"% to "+high+"%")
	}
	return say(o.level()+"区间为"+t.Zh, o.level()+" interval "+t.En)
}

// asShare reports whether a percentage of an outcome in units is claimed.
func (o *Opinion) asShare() bool {
	return (o.claim.Unit == "%" || o.claim.Unit == "倍") && o.claim.Figure != nil && o.OutcomeUnit != evaluate.LogUnit && known(o.m.base) && o.m.base > 0
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
		return say("“没有实施的情形”是由其他地方合成的，实施同期如另有变故，也会计入估计；实施的地方少，结论不宜推及别处。", "The case without the measure is made of other units: whatever else happened there at the time is counted as effect, and few units say little about others.")
	}
	return say("这一评估以“没有这项政策，两边会同步变化”为前提，这一点无法由数据证实；实施的地方如系择优选定，或同期另有其他政策，估计会有偏差。", "That both sides would have moved alike without the measure cannot be shown; units that were picked, or other measures at the time, bias the estimate.")
}

// needed is what would decide.
func (o *Opinion) needed() city.Text {
	for _, x := range []struct {
		code string
		text city.Text
	}{
		{"outcome-not-due", say("需等评估期结束、数据齐全后再判。", "Wait until the outcome period is over and the data are there.")},
		{"other-place", say("需另定针对这一地方的评估方案。", "Needed: a specification about that place.")},
		{"outcome-differs", say("需另定针对这一指标的评估方案。", "Needed: a specification about that outcome.")},
		{"break", say("需换用口径前后一致的年份或指标，重新登记方案后再评估。", "Needed: years or an outcome of one definition, registered anew.")},
		{"pre-trend", say("需换用实施之前走势一致的对照，重新登记方案后再评估。", "Needed: a comparison that moved alike before, registered anew.")},
		{"poor-fit", say("需换用实施之前跟得上的对照，重新登记方案后再评估。", "Needed: units that follow before the measure, registered anew.")},
	} {
		if o.has(x.code) && o.has(diagnose.NotEvaluated) {
			return x.text
		}
	}
	return say("需要更多没有实施的可比单位、更长的实施前数据，或等更多单位实施之后再评估；换对照的，要在看到结果之前重新登记方案。", "Needed: more comparable units without the measure, more periods before it, or more units with it; another comparison must be registered before its outcome is seen.")
}

// figures are the numbers of a result: the effect, and the smallest that would
// be found.
func (o *Opinion) figures() []diagnose.Figure {
	if o.m == nil || len(o.m.unusable) > 0 || !known(o.m.value) {
		return nil
	}
	src := o.source()
	from := say("由双重差分估计；"+src.Zh, "estimated by difference-in-differences; "+src.En)
	if o.Synth != nil {
		from = say("由合成的对照估计；"+src.Zh, "estimated against a synthetic unit; "+src.En)
	}
	figure := func(zh, en string, v float64) diagnose.Figure {
		unit := o.OutcomeUnit
		switch unit {
		case evaluate.LogUnit:
			v, unit = o.shown(v), "%"
		case "%":
			unit = "百分点"
		}
		return diagnose.Figure{Name: say(zh, en), Value: decimal.RequireFromString(fixed(v, o.decimals())), Unit: unit, Formula: &diagnose.Formula{Note: from}}
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
