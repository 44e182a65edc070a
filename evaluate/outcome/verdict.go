package outcome

import (
	"fmt"
	"math"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/evaluate"
)

// decide applies the rule of explain effect.
func (o *Opinion) decide(b *diagnose.Bench) {
	m := o.m
	sign := 1.0
	if o.claim.Direction == "down" || o.claim.Direction == "" && m.value < 0 {
		sign = -1
	}
	low, high := sign*m.low, sign*m.high // in the claimed direction
	if low > high {
		low, high = high, low
	}
	o.onePlace(b)
	switch {
	case !known(low) || !known(high):
		o.because("test-not-significant", "没有区间，不能判定", "there is no interval: nothing is decided")
	case m.p >= significant || math.IsNaN(m.p) || low <= 0 && high >= 0:
		o.open(low, high)
	case high < 0:
		o.because("effect-opposite", fmt.Sprintf("估计为%s（%s），方向与所称相反", o.amount(m.value).Zh, o.interval().Zh), fmt.Sprintf("the estimate is %s (%s), in the other direction", o.amount(m.value).En, o.interval().En))
		o.Verdict = diagnose.NotSupported
	default:
		o.because("effect-found", fmt.Sprintf("估计为%s（%s），不含零", o.amount(m.value).Zh, o.interval().Zh), fmt.Sprintf("the estimate is %s (%s), which excludes zero", o.amount(m.value).En, o.interval().En))
		o.size(sign)
		o.Verdict = diagnose.Supported
		if len(m.doubts) > 0 || !o.fixedBefore() {
			o.Verdict = diagnose.Partly
		}
	}
	if len(m.doubts) > 1 {
		o.Verdict = diagnose.Undecidable
	}
	o.Reasons = append(o.Reasons, m.doubts...)
	o.registered()
	o.remark()
	if o.claim.Denied {
		switch o.Verdict {
		case diagnose.Supported, diagnose.Partly:
			o.Verdict = diagnose.NotSupported
		case diagnose.NotSupported:
			o.Verdict = diagnose.Supported
			if !o.fixedBefore() || len(m.doubts) > 0 {
				o.Verdict = diagnose.Partly
			}
		}
	}
}

// onePlace doubts that a mean over several units says anything about the one that
// the sentence names.
func (o *Opinion) onePlace(b *diagnose.Bench) {
	if p, named := o.place(b); named && o.m.treated > 1 && o.treats(p) {
		o.m.doubt("average-of-many", fmt.Sprintf("估计的是%d个单位的平均效果，不是%s一地的", o.m.treated, p.Name), fmt.Sprintf("it is the mean over %d units, not that of %s", o.m.treated, p.Name))
	}
}

// open is an effect that is not shown: none of the claimed size where these data
// would have found it, else nothing is decided.
func (o *Opinion) open(low, high float64) {
	m := o.m
	if low > 0 || high < 0 {
		o.because("test-not-significant", fmt.Sprintf("区间不含零，但%s，这样大的差距并不少见（p=%s）", m.test.Zh, fixed(m.p, 3)), fmt.Sprintf("the interval excludes zero, but %s gaps as large are not rare (p = %s)", m.test.En, fixed(m.p, 3)))
	} else if size, ok := o.claimed(); ok && high < size && m.smallest < size {
		o.because("no-effect-of-size", fmt.Sprintf("%s，含零，而且够不到所称的%s；%s左右的效果，这份数据本来看得出来", o.interval().Zh, o.figure().Zh, o.amount(m.smallest).Zh),
			fmt.Sprintf("the %s, holds zero and lies below the claimed %s, while an effect of %s would be found", o.interval().En, o.figure().En, o.amount(m.smallest).En))
		o.Verdict = diagnose.NotSupported
		return
	}
	if known(m.smallest) {
		o.because("low-power", fmt.Sprintf("效果要有%s左右，这份数据才有八成把握看得出来", o.amount(m.smallest).Zh), fmt.Sprintf("these data find an effect of about %s in four of five cases, not a smaller one", o.amount(m.smallest).En))
	} else {
		o.because("low-power", "多大的效果这份数据都未必看得出来", "these data may miss an effect of any size")
	}
}

// size holds the claimed size against the interval.
func (o *Opinion) size(sign float64) {
	if o.claim.Figure == nil {
		return
	}
	size, ok := o.claimed()
	if !ok {
		o.m.doubt("size-not-compared", fmt.Sprintf("所称的%s与评估的指标单位不同，幅度未能核对", o.figure().Zh), fmt.Sprintf("%s is in another unit than the outcome: the size was not compared", o.figure().En))
		return
	}
	low, high := math.Min(sign*o.m.low, sign*o.m.high), math.Max(sign*o.m.low, sign*o.m.high)
	in := low <= size && size <= high
	switch o.claim.Hedge {
	case diagnose.Over, diagnose.AtLeast, diagnose.AndMore:
		in = high >= size
	case diagnose.AtMost, diagnose.LessThan:
		in = low <= size
	}
	if !in {
		o.m.doubt("size-differs", fmt.Sprintf("所称的%s在估计的范围之外（%s）", o.figure().Zh, o.interval().Zh), fmt.Sprintf("the claimed %s lies outside the %s", o.figure().En, o.interval().En))
	}
}

// claimed is the claimed size in the unit of the outcome; false where there is
// none, or no way to compare it. A percentage is of what there would have been
// without the measure.
func (o *Opinion) claimed() (float64, bool) {
	c := o.claim
	if c.Figure == nil {
		return 0, false
	}
	v, unit := c.Figure.InexactFloat64(), o.OutcomeUnit
	if c.Unit == "倍" {
		v *= 100
	}
	switch {
	case c.Unit == "%" || c.Unit == "倍":
		if unit == evaluate.LogUnit {
			return math.Log1p(v / 100), v > -100
		}
		return v / 100 * o.m.base, known(o.m.base) && o.m.base > 0
	case c.Unit == "百分点":
		return v, unit == "%" || unit == "百分点"
	case unit == "" || unit == evaluate.LogUnit:
		return 0, false
	}
	d, ok := city.Convert(*c.Figure, c.Unit, unit)
	return d.InexactFloat64(), ok
}

// figure is the claimed size as written.
func (o *Opinion) figure() city.Text {
	n := city.Printed(*o.claim.Figure)
	if o.claim.Unit == "百分点" {
		return say(n+"个百分点", n+" percentage points")
	}
	if o.claim.Unit == "%" {
		return say(n+"%", n+"%")
	}
	return say(n+o.claim.Unit, strings.TrimSpace(n+" "+o.claim.Unit))
}

// fixedBefore reports whether the specification was registered before the
// outcome and not changed since.
func (o *Opinion) fixedBefore() bool { return o.Status() == evaluate.StatusRegistered }

// registered says since when the specification is fixed.
func (o *Opinion) registered() {
	last := evaluate.Registration{}
	if n := len(o.Registered); n > 0 {
		last = o.Registered[n-1]
	}
	switch o.Status() {
	case evaluate.StatusUnregistered:
		o.because("not-registered", "评估方案没有登记，不能证明是在看到结果之前定的", "the specification was not registered: nothing shows that it was fixed before the outcome was seen")
	case evaluate.StatusAfter:
		o.because("registered-after", fmt.Sprintf("方案到%s才登记，那时截至%s的结果已经可见（事后登记）", day(last.Day), year(o.Last).Zh), fmt.Sprintf("the specification was registered on %s, when the outcome up to %d was known (after the fact)", last.Day, o.Last))
	case evaluate.StatusChanged:
		o.because("changed-after-registration", fmt.Sprintf("方案登记后已改动：%s登记的与现在的（%s）不同，改后没有再登记", o.days("zh"), o.SHA256[:8]), fmt.Sprintf("the specification was changed after it was registered (%s; now %s), and not registered again", o.days("en"), o.SHA256[:8]))
	case evaluate.StatusRegistered:
		if len(o.Registered) > 1 {
			o.because("re-registered", fmt.Sprintf("方案改动过，先后于%s登记，以最后一次为准", o.days("zh")), fmt.Sprintf("the specification was changed and registered again (%s); the last day counts", o.days("en")))
		}
	}
}

// days lists the days of registration with the versions.
func (o *Opinion) days(lang string) string {
	var out []string
	for _, r := range o.Registered {
		if lang == "zh" {
			out = append(out, day(r.Day)+"（"+r.SHA256[:8]+"）")
		} else {
			out = append(out, r.Day+" ("+r.SHA256[:8]+")")
		}
	}
	return strings.Join(out, map[string]string{"zh": "、", "en": ", "}[lang])
}

func (o *Opinion) because(code, zh, en string) {
	o.Reasons = append(o.Reasons, reason(code, zh, en))
}
