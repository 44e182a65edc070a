package diagnose

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/shopspring/decimal"
)

// judgeSum tests a total: of indicators of a place, of one indicator over
// several places, or of the figures that the sentence itself gives.
func judgeSum(c Claim, b *Bench) Result {
	r := Result{Claim: c}
	r.rule("合计：各部分相加，容差为每部分末位半个单位；已含在另一部分之内的不重复计", "a total: the parts added up within half a unit of each; a part within another is not counted twice")
	if len(c.Indicators) == 0 && len(c.Peers) == 0 {
		return b.sumOfSentence(r, c)
	}
	parts, lost := b.sumParts(&r, c)
	if len(lost) > 0 || len(parts) == 0 {
		r.Verdict = Undecidable
		if len(lost) == 0 {
			lost = append(lost, b.indicator(c.Indicator, c.Definition).Zh)
		}
		r.note("no-data", city.Text{Zh: "缺少部分数据：" + strings.Join(lost, "、"), En: "parts are missing: " + strings.Join(lost, ", ")})
		r.Decide = sentence(city.Text{Zh: "需要" + strings.Join(lost, "、") + "的数值", En: "needed: the values of " + strings.Join(lost, ", ")})
		return r
	}
	unit := parts[0].Unit
	lo, hi, v := new(big.Rat), new(big.Rat), new(big.Rat)
	decimals := int32(0)
	var terms []string
	simple := true
	for _, d := range parts {
		x, ok := d.in(unit)
		if !ok || x.Hi == nil {
			r.Verdict = Undecidable
			r.because("unit", "各部分单位不一，不能相加", "the parts have different units and cannot be added")
			return r
		}
		lo.Add(lo, x.Lo)
		hi.Add(hi, x.Hi)
		v.Add(v, x.Value.Rat())
		decimals = max(decimals, city.Decimals(x.Value))
		simple = simple && !d.Derived && d.Unit == unit
		terms = append(terms, fmt.Sprintf("{%d}", r.cite(d.evidence()...)))
	}
	total := datum{Observation: city.Observation{Value: city.Round(v, decimals), Unit: unit, Period: parts[0].Period}, Lo: lo, Hi: hi, Derived: true}
	f := Figure{Name: say("合计", "total"), Value: total.Value, Unit: unit, Period: total.Period}
	if simple {
		f.Formula = &Formula{Expr: strings.Join(terms, "+"), Note: say("各部分相加", "the parts added up")}
	}
	r.Figures = append(r.Figures, f)
	b.fitTotal(&r, c, total)
	r.Rewording = sentence(say("", ""), city.Text{Zh: total.Period.Name("zh") + b.partNames(parts).Zh + "合计" + amount(total.Value, unit).Zh, En: b.partNames(parts).En + " add up to " + amount(total.Value, unit).En + " in " + total.Period.Name("en")})
	r.Counter = say("各部分是否互不重叠、是否已经列全，须先说明。", "Whether the parts overlap and whether they are all there needs saying first.")
	return r
}

func (b *Bench) fitTotal(r *Result, c Claim, total datum) {
	if c.Figure == nil {
		r.Verdict = Undecidable
		r.because("not-understood", "句中没有合计数", "the sentence gives no total")
		return
	}
	d, ok := total.in(unitOr(c.Unit, total.Unit))
	if !ok {
		r.Verdict = Undecidable
		r.because("unit", "句中单位为%s，数据单位为%s", "the sentence is in %s, the data in %s", c.Unit, total.Unit)
		return
	}
	out := zone(c.Hedge, *c.Figure, d.Unit, d.Value.Rat())
	if lo, hi := city.Bounds(*c.Figure); out != holds && c.Hedge == Exactly && touches(lo, hi, d.Lo, d.Hi) {
		out = holds
		r.because("rounding", "合计数与各部分之和的差别在四舍五入范围之内", "the total differs from the sum within rounding only")
	}
	r.Verdict = combine(tested{core: out})
	if out == fails || out == mixed {
		v := amount(total.Value, total.Unit)
		r.note("mismatch", city.Text{Zh: "句中为" + claimed(c).Zh + "，各部分相加为" + v.Zh, En: "the sentence says " + claimed(c).En + ", the parts add up to " + v.En})
	}
}

// sumParts looks the parts up: indicators of the place, or the indicator in
// each place. A part that the table says is within another part is left out.
func (b *Bench) sumParts(r *Result, c Claim) (parts []datum, lost []string) {
	var asks []ask
	for _, id := range c.Indicators {
		asks = append(asks, ask{Indicator: id, Place: c.Place, Period: c.Period})
	}
	if len(asks) == 0 {
		for _, code := range c.Peers {
			asks = append(asks, ask{Indicator: c.Indicator, Definition: c.Definition, Place: code, Period: c.Period})
		}
	}
	for i, q := range asks {
		if q.Period == "" && i > 0 && len(parts) > 0 {
			q.Period = parts[0].Period
		}
		f := b.find(q)
		if !f.ok() {
			lost = append(lost, b.subject(q.Indicator, q.Definition, q.Place, q.Period).Zh)
			continue
		}
		if len(c.Indicators) > 0 && f.Parent != "" && slices.Contains(c.Indicators, f.Parent) {
			r.because("parts-differ", "%s已含在%s之内，不重复计", "%s is within %s and not counted twice", b.indicator(f.Indicator, "").Zh, b.indicator(f.Parent, "").Zh)
			continue
		}
		parts = append(parts, *f.datum)
		r.cite(f.evidence()...)
	}
	return parts, lost
}

func (b *Bench) partNames(parts []datum) city.Text {
	var zh, en []string
	one := true
	for _, d := range parts {
		one = one && d.Indicator == parts[0].Indicator
	}
	for _, d := range parts {
		n := b.indicator(d.Indicator, d.Definition)
		if one {
			n = city.Text{Zh: b.place(d.Place), En: b.place(d.Place)}
		}
		v := value(d)
		zh, en = append(zh, n.Zh+"（"+v.Zh+"）"), append(en, n.En+" ("+v.En+")")
	}
	t := city.Text{Zh: join(zh).Zh, En: join(en).En}
	if one {
		n := b.indicator(parts[0].Indicator, parts[0].Definition)
		return city.Text{Zh: t.Zh + n.Zh, En: "the " + n.En + " of " + t.En}
	}
	return city.Text{Zh: b.place(parts[0].Place) + t.Zh, En: t.En + " of " + b.place(parts[0].Place)}
}

// sumOfSentence tests the arithmetic of the sentence itself; it says nothing
// of whether its parts are right.
func (b *Bench) sumOfSentence(r Result, c Claim) Result {
	if len(c.Figures) < 2 || c.Figure == nil {
		r.Verdict = Undecidable
		r.because("not-understood", "句中没有可以相加的各部分", "the sentence has no parts to add up")
		return r
	}
	v, slack := new(big.Rat), new(big.Rat)
	var decimals int32
	var terms []string
	for _, x := range c.Figures {
		v.Add(v, x.Rat())
		slack.Add(slack, decimal.New(5, -city.Decimals(x)-1).Rat())
		decimals = max(decimals, city.Decimals(x))
		terms = append(terms, city.Printed(x))
	}
	slack.Add(slack, decimal.New(5, -city.Decimals(*c.Figure)-1).Rat())
	total := city.Round(v, decimals)
	r.Figures = append(r.Figures, Figure{Name: say("合计", "total"), Value: total, Unit: c.Unit, Period: c.Period, Formula: &Formula{Expr: strings.Join(terms, "+"), Note: say("句中各数相加", "the figures of the sentence added up")}})
	out := zone(c.Hedge, *c.Figure, c.Unit, v)
	if d := new(big.Rat).Sub(v, c.Figure.Rat()); out != holds && c.Hedge == Exactly && d.Abs(d).Cmp(slack) <= 0 {
		out = holds
	}
	t := amount(total, c.Unit)
	if out == fails {
		r.Verdict = NotSupported
		r.note("mismatch", city.Text{Zh: "句中合计为" + claimed(c).Zh + "，各数相加为" + t.Zh, En: "the sentence gives " + claimed(c).En + ", its figures add up to " + t.En})
	} else {
		r.Verdict = Undecidable
		r.because("no-data", "句中各数相加无误，但没有数据可核各数本身", "the figures add up, but no data bear them out")
	}
	r.Rewording = sentence(city.Text{Zh: "句中各部分相加为" + t.Zh + "，各部分数值须另注出处", En: "the parts add up to " + t.En + "; each needs its own source"})
	r.Counter = say("相加无误不等于各部分属实。", "That it adds up does not make the parts true.")
	return r
}
