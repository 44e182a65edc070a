package diagnose

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/shopspring/decimal"
)

// judgeTarget tests 完成年度目标的102.3%, 超额完成, 达到序时进度, and says of an
// intention that it is one.
func judgeTarget(c Claim, b *Bench) Result {
	r := Result{Claim: c}
	r.rule("目标：实绩除以目标值；序时进度为目标值乘以已过月数除以十二；只是目标的不作实绩判定", "target: the result over the target; 序时进度 is the target times months elapsed over twelve; an intention is not judged as a result")
	goal := b.find(ask{Indicator: c.Indicator, Definition: c.Definition, Place: c.Place, Period: targetPeriod(c), Targets: true})
	if !c.isDone() {
		return b.intention(r, c, goal)
	}
	own := b.find(ask{Indicator: c.Indicator, Definition: c.Definition, Place: c.Place, Period: c.Period})
	if !own.ok() {
		return b.noData(r, c.Indicator, c.Place, own)
	}
	if goal.ok() && c.Period == "" && canonical("", goal.Period) != own.Period {
		goal = b.find(ask{Indicator: c.Indicator, Definition: c.Definition, Place: c.Place, Period: city.Year(own.Period.Year()), Targets: true})
	}
	b.lay(&r, own)
	if !goal.ok() {
		r.Verdict = Undecidable
		name := b.indicator(c.Indicator, c.Definition)
		year := city.Year(own.Period.Year())
		r.note("no-comparator", city.Text{Zh: "没有" + year.Name("zh") + name.Zh + "的目标值", En: "the target of " + name.En + " for " + string(year) + " is not known"})
		r.Decide = sentence(city.Text{Zh: "需要" + year.Name("zh") + name.Zh + "的年度目标值及其文件", En: "needed: the target of " + name.En + " for " + string(year) + ", and the document that sets it"})
		r.Rewording = sentence(b.according(own.Observation), b.subject(c.Indicator, own.Definition, c.Place, own.Period), say("为", " stood at "), value(*own.datum))
		return r
	}
	return b.fulfilment(r, c, own, goal)
}

// targetPeriod is the year whose target is meant: that of a period within it.
func targetPeriod(c Claim) city.Period {
	if c.Period == "" || c.Period.IsYear() {
		return c.Period
	}
	if y := c.Period.Year(); y > 0 && c.isDone() {
		return city.Year(y)
	}
	return c.Period
}

func (b *Bench) intention(r Result, c Claim, goal found) Result {
	r.Verdict = Undecidable
	r.because("is-target", "", "")
	s := b.subject(c.Indicator, c.Definition, c.Place, c.Period)
	if goal.ok() {
		r.cite(goal.All...)
		r.Figures = append(r.Figures, Figure{Name: say("目标值", "target"), Value: goal.Value, Unit: goal.Unit, Period: goal.Period, Status: city.Target})
		if c.Figure != nil {
			if d, ok := goal.datum.in(unitOr(c.Unit, goal.Unit)); ok {
				out := fits(Exactly, *c.Figure, d)
				if out == fails {
					out = fits(c.Hedge, *c.Figure, d)
				}
				r.Verdict = combine(tested{core: out})
				if out == fails {
					r.note("mismatch", city.Text{Zh: "所列目标为" + amount(goal.Value, goal.Unit).Zh, En: "the target is " + amount(goal.Value, goal.Unit).En})
				}
			}
		}
		r.Rewording = sentence(b.according(goal.Observation), city.Text{Zh: b.subject(c.Indicator, c.Definition, c.Place, goal.Period).Zh + "的目标为" + amount(goal.Value, goal.Unit).Zh, En: "the target for " + b.subject(c.Indicator, c.Definition, c.Place, goal.Period).En + " is " + amount(goal.Value, goal.Unit).En})
		r.Counter = say("目标不是实绩，能否实现要看条件和进度。", "A target is not a result; whether it will be met depends on means and progress.")
		return r
	}
	if c.Indicator == "" {
		s = city.Text{Zh: "“" + bareSentence(c) + "”", En: "“" + bareSentence(c) + "”"}
	}
	r.Rewording = sentence(city.Text{Zh: s.Zh + "属规划目标，引用时须注明所出文件，不作实绩表述", En: s.En + " is a planned target, to be cited with the document that sets it and not as a result"})
	r.Counter = say("目标不是实绩，能否实现要看条件和进度。", "A target is not a result; whether it will be met depends on means and progress.")
	r.Decide = say("需要载明该目标的文件；到期后需要实绩数据。", "Needed: the document that sets the target, and the result when it is due.")
	return r
}

// fulfilment compares result and target.
func (b *Bench) fulfilment(r Result, c Claim, own, goal found) Result {
	r.cite(goal.All...)
	d, ok := goal.datum.in(own.Unit)
	if !ok || d.Value.Sign() <= 0 || own.Hi == nil {
		r.Verdict = Undecidable
		r.because("unit", "实绩单位为%s，目标单位为%s", "the result is in %s, the target in %s", own.Unit, goal.Unit)
		return r
	}
	i, j := r.cite(own.evidence()...), r.cite(goal.Observation)
	ratio := new(big.Rat).Quo(own.Value.Rat(), d.Value.Rat())
	percent := new(big.Rat).Mul(ratio, big.NewRat(100, 1))
	n := int32(1)
	if c.Figure != nil && c.Unit == "%" {
		n = max(n, city.Decimals(*c.Figure))
	}
	f := Figure{Name: say("完成目标的比例", "share of the target"), Value: city.Round(percent, n), Unit: "%", Period: own.Period, Status: own.Status}
	if own.Unit == goal.Unit && !own.Derived {
		f.Formula = &Formula{Expr: fmt.Sprintf("{%d}/{%d}*100", i, j), Note: say("实绩除以目标值", "result over target")}
	}
	r.Figures = append(r.Figures, f)
	due, months := big.NewRat(100, 1), 12
	if c.says("序时") {
		months = lastMonth(own.Period)
		due = big.NewRat(int64(100*months), 12)
	}
	core := pick(percent.Cmp(due) >= 0, false)
	if c.Figure != nil && c.Unit == "百分点" { // 快于序时进度5个百分点
		ahead := new(big.Rat).Sub(percent, due)
		if own.Unit == "%" && !c.says("序时") { // a rate against the rate aimed at
			ahead = new(big.Rat).Sub(own.Value.Rat(), d.Value.Rat())
			if (ahead.Sign() < 0) != (c.Than == "below") && ahead.Sign() != 0 {
				ahead = new(big.Rat).Sub(c.Figure.Rat(), new(big.Rat).Add(c.Figure.Rat(), big.NewRat(100, 1)))
			}
		}
		core = zone(c.Hedge, *c.Figure, c.Unit, ahead.Abs(ahead))
	} else if c.Figure != nil && c.Unit == "%" {
		core = zone(c.Hedge, *c.Figure, "%", percent)
	} else if c.Denied {
		core = denied(core, true)
	}
	r.Verdict = combine(tested{core: core})
	t := amount(f.Value, "%")
	if core == fails {
		r.note("mismatch", city.Text{Zh: "按数据为目标的" + t.Zh, En: "by the data it is " + t.En + " of the target"})
	}
	body := city.Text{
		Zh: "为" + value(*own.datum).Zh + "，为年度目标（" + amount(goal.Value, goal.Unit).Zh + "）的" + t.Zh,
		En: " is " + value(*own.datum).En + ", " + t.En + " of the target (" + amount(goal.Value, goal.Unit).En + ")",
	}
	if c.says("序时") && months < 12 {
		p := amount(city.Round(due, 1), "%")
		body = plus(body, city.Text{Zh: "，序时进度为" + p.Zh, En: ", against " + p.En + " by months elapsed"})
	}
	r.Rewording = sentence(b.according(own.Observation), b.subject(c.Indicator, own.Definition, c.Place, own.Period), body)
	r.Counter = say("完成与否取决于目标定得高低；目标是否中途调整过须说明。", "Whether it is met depends on how high it was set, and on whether it was changed on the way.")
	if decimal.NewFromInt(100).Equal(f.Value) {
		r.Counter = plus(r.Counter, say("实绩恰等于目标，宜核对是否为实际统计数。", " The result equals the target exactly; check that it is a statistic."))
	}
	return r
}

// lastMonth is the month that a period within a year ends with.
func lastMonth(p city.Period) int {
	s := string(canonical(city.Unknown, p))
	if _, to, span := strings.Cut(s, "/"); span {
		s = to
	}
	if len(s) < 7 {
		return 12
	}
	m := int(s[5]-'0')*10 + int(s[6]-'0')
	if m < 1 || m > 12 {
		return 12
	}
	return m
}

// isDone reports whether a claim about a target says that it was reached.
func (c Claim) isDone() bool {
	return c.Than != "" && c.Unit == "百分点" || // 高于年度目标0.1个百分点
		c.says("完成", "序时进度", "超额", "实现了", "达到了", "如期", "执行率", "兑现")
}
