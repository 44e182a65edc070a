package outcome

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/evaluate"
)

// write is the paragraph for readers who do not know the method: first what was
// found, up to a colon, which papers take as heading and for their summary; then
// how sure that is, what was compared, how it was checked, and what must be said
// with it.
func (o *Opinion) write() {
	for _, p := range []city.Text{o.found(), o.scene(), o.checks(), o.beside()} {
		o.Says = say(o.Says.Zh+p.Zh, strings.TrimSpace(o.Says.En+" "+p.En))
	}
}

// found says what came out, and the interval.
func (o *Opinion) found() city.Text {
	what, about := measureOf(o.claim), o.about()
	size, sure := o.difference(), o.sure()
	raised := say(fmt.Sprintf("%s使%s%s", what.Zh, about, size.Zh), fmt.Sprintf("with %s “%s” is %s than without", what.En, about, size.En))
	against := say(size.Zh, "it is "+size.En+" than without")
	up := o.claim.Direction != "down" && !(o.claim.Direction == "" && o.m.value < 0)
	lifts, lift := o.verb(up), map[bool]string{true: "raise", false: "lower"}[up]
	var head city.Text
	rest := sure
	switch v := o.Verdict; {
	case v == diagnose.Undecidable:
		head = say(fmt.Sprintf("%s有没有使%s%s，现有数据还不能断定", what.Zh, about, lifts), fmt.Sprintf("whether %s did %s “%s” cannot be told from these data", what.En, lift, about))
		rest = join(against, sure)
	case o.claim.Denied && v == diagnose.NotSupported:
		head = say(raised.Zh+"，没有作用的说法不成立", raised.En+", so it cannot be said that it did nothing")
	case o.claim.Denied:
		head = say(fmt.Sprintf("%s没有使%s%s", what.Zh, about, lifts), fmt.Sprintf("%s did not %s “%s”", what.En, lift, about))
		rest = join(against, sure)
	case v == diagnose.NotSupported && o.has("no-effect-of-size"):
		head = say(fmt.Sprintf("%s使%s%s%s的说法得不到数据支持", what.Zh, about, lifts, o.figure().Zh), fmt.Sprintf("the data do not bear out that %s %s “%s” by %s", what.En, lift+"s", about, o.figure().En))
		rest = join(against, sure)
	case v == diagnose.NotSupported:
		head = say(fmt.Sprintf("%s没有使%s%s，反而%s", what.Zh, about, lifts, size.Zh), fmt.Sprintf("%s did not %s “%s”: it is %s than without", what.En, lift, about, size.En))
	default:
		but := o.but()
		head = say(raised.Zh+but.Zh, raised.En+but.En)
	}
	if rest.IsZero() {
		return say(head.Zh+"。", upper(head.En)+".")
	}
	return say(head.Zh+"："+rest.Zh+"。", upper(head.En)+": "+rest.En+".")
}

func join(a, b city.Text) city.Text {
	if b.IsZero() {
		return a
	}
	return say(a.Zh+"，"+b.Zh, a.En+", "+b.En)
}

// but is what a heading must not leave out of an effect that is usable when
// qualified.
func (o *Opinion) but() city.Text {
	if o.Verdict != diagnose.Partly {
		return city.Text{}
	}
	list := o.shortcomings()
	if len(list) > 1 {
		return say("，但须加限定", ", with reservations")
	}
	switch code := list[0].Code; code {
	case "size-differs":
		if size, ok := o.claimed(); ok && math.Abs(o.m.value) < size {
			return say("，达不到所称的"+o.figure().Zh, ", less than the claimed "+o.figure().En)
		}
		return say("，超过所称的"+o.figure().Zh, ", more than the claimed "+o.figure().En)
	case "registered-after":
		return say("，但评估方案是事后登记的", ", but the specification was registered after the fact")
	case "not-registered":
		return say("，但评估方案没有登记", ", but the specification was not registered")
	case "changed-after-registration":
		return say("，但评估方案登记后改动过", ", but the specification was changed after it was registered")
	}
	return say("，但须加限定", ", with a reservation")
}

// units is what the units of the table are called: 城市 where its column says so.
func (o *Opinion) units() string {
	if name := strings.TrimSpace(o.Spec().Unit); slices.Contains([]string{"城市", "地区", "省份", "区县", "园区", "企业", "县", "省"}, name) {
		return name
	}
	return "单位"
}

// scene says what was compared with what, and since when that was fixed.
func (o *Opinion) scene() city.Text {
	m, unit := o.m, o.units()
	when := map[string]city.Text{
		evaluate.StatusUnregistered: say("没有登记的", "(not registered)"), evaluate.StatusChanged: say("登记后已改动的", "(changed after it was registered)"),
		evaluate.StatusAfter: say("事后登记的", "(registered after the fact)"),
	}[o.Status()]
	if o.Status() == evaluate.StatusRegistered {
		d := o.Registered[len(o.Registered)-1].Day
		when = say(day(d)+"登记的", "(registered on "+d+")")
		if start, ok := o.start(); ok && len(d) > 4 && d[:4] > strconv.Itoa(start) { // some of the outcome was known
			when = say(day(d)+fmt.Sprintf("登记的（其时从%d年起已经实施）", start), fmt.Sprintf("(registered on %s, the measure being in force since %d)", d, start))
		}
	}
	lead := say(fmt.Sprintf("依据是%s评估方案“%s”，数据为%d—%d年，", when.Zh, o.Title, o.First, o.Last), fmt.Sprintf("By the specification “%s” %s, over %d to %d,", o.Title, when.En, o.First, o.Last))
	who := few(o.Treated)
	if len(o.Treated) > 1 {
		who.Zh += unit
	}
	zh := fmt.Sprintf("以已实施的%s同从未实施的%d个%s比较。", who.Zh, m.others, unit)
	en := fmt.Sprintf("%s with the measure are compared with %d that never had it.", who.En, m.others)
	switch {
	case o.Synth != nil:
		zh = fmt.Sprintf("用没有实施的%d个%s按权重合成一个“没有实施的%s”，同实际的比较。", m.others, unit, few(o.Treated).Zh)
		en = fmt.Sprintf("%s is compared with a weighted mean of %d units without the measure that stands for it.", who.En, m.others)
	case o.DiD != nil && m.treated < len(o.Treated):
		zh = fmt.Sprintf("%d个%s都要实施，以先实施的%d个同当时尚未实施的比较。", len(o.Treated), unit, m.treated)
		en = fmt.Sprintf("the %d that had the measure sooner, of %d, are compared with those that did not have it yet.", m.treated, len(o.Treated))
	case o.DiD != nil && o.DiD.Settings.Controls == "not_yet":
		zh = fmt.Sprintf("以已实施的%s同当时没有实施的（%d个从未实施，其余尚未实施）比较。", who.Zh, m.others)
		en = fmt.Sprintf("%s with the measure are compared with those without it at the time (%d never had it).", who.En, m.others)
	}
	return say(lead.Zh+zh, lead.En+" "+en)
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

// beside is what must be said with the result.
func (o *Opinion) beside() city.Text {
	var t city.Text
	switch {
	case o.Verdict == diagnose.Undecidable && len(o.m.doubts) > 1:
		t = say("几项复核不成立，既不能说有成效，也不能说没有。", "Several checks fail: neither an effect nor its absence is shown.")
	case o.Verdict == diagnose.Undecidable:
		zh, en := "既不能说有成效，也不能说没有", "Neither an effect nor its absence is shown"
		if known(o.m.smallest) {
			zh += fmt.Sprintf("：效果要有%s左右，这份数据才有八成把握看得出来", o.amount(o.m.smallest).Zh)
			en += fmt.Sprintf(": these data find an effect of about %s in four of five cases, not a smaller one", o.amount(o.m.smallest).En)
		}
		t = say(zh+"。", en+".")
	case o.Verdict == diagnose.Partly:
		var z, e []string
		for _, r := range o.shortcomings() {
			if r.Code == "size-differs" && len(o.shortcomings()) == 1 {
				return o.remarked(t) // said at the head
			}
			z, e = append(z, r.Text.Zh), append(e, r.Text.En)
		}
		t = say("引用时要同时说明："+strings.Join(z, "，")+"。", "It must be added that "+strings.Join(e, "; ")+".")
	}
	return o.remarked(t)
}

// remarked adds what must be known of the data.
func (o *Opinion) remarked(t city.Text) city.Text {
	for _, r := range o.Remarks {
		if !r.Blocks {
			t = say(t.Zh+r.Text.Zh+"。", strings.TrimSpace(t.En+" "+upper(r.Text.En)+"."))
		}
	}
	return t
}

// shortcomings are what must be said beside an effect that is usable when
// qualified.
func (o *Opinion) shortcomings() []diagnose.Reason {
	var out []diagnose.Reason
	for _, r := range o.Reasons {
		remark := slices.ContainsFunc(o.Remarks, func(x evaluate.Remark) bool { return x.Code == r.Code })
		if !remark && !slices.Contains([]string{"effect-found", "effect-opposite", "re-registered", "low-power"}, r.Code) {
			out = append(out, r)
		}
	}
	return out
}

// Tested says in numbers what the tests gave, for those who know the method.
func (o *Opinion) Tested() city.Text {
	if o.m == nil || len(o.m.unusable) > 0 {
		return city.Text{}
	}
	t := o.m.tested
	if known(o.m.p) {
		p := evaluate.Number(o.m.p).Chance()
		t = say(t.Zh+"；"+o.m.test.Zh+"，p "+p, t.En+"; "+o.m.test.En+", p "+p)
	}
	return say(fmt.Sprintf("%s；实施的%d个，对照%d个", t.Zh, o.m.treated, o.m.others), fmt.Sprintf("%s; %d with the measure, %d without", t.En, o.m.treated, o.m.others))
}
