package diagnose

import (
	"fmt"
	"math/big"

	"github.com/quanyu/quanyu/city"
	"github.com/shopspring/decimal"
)

// gap is how far two data are apart, as a difference or as a multiple.
type gap struct {
	figure Figure
	lo, hi *big.Rat // what the rounding of both allows
}

// difference gives the gap in the unit of the sentence: 百分点 between two
// percentages, 倍 as own over other, else a difference in the indicator's
// unit. It is nil where the unit fits neither.
func difference(r *Result, c Claim, own, other datum) *gap {
	if own.Hi == nil || other.Hi == nil {
		return nil
	}
	n := city.Decimals(*c.Figure)
	i, j := r.cite(own.evidence()...), r.cite(other.evidence()...)
	simple := !own.Derived && !other.Derived && r.Evidence[i].Unit == r.Evidence[j].Unit
	f := Figure{Name: say("相差", "difference"), Unit: c.Unit, Period: own.Period}
	if c.Unit == "倍" || c.Unit == "%" && (own.Unit != "%" || c.Times == "to") {
		return multiple(c, own, other, f, i, j, simple)
	}
	unit := c.Unit
	if unit == "百分点" {
		unit = "%"
	}
	a, oka := own.in(unit)
	z, okz := other.in(unit)
	if !oka || !okz || (c.Unit == "%" && own.Unit == "%") {
		return nil
	}
	lo, hi := new(big.Rat).Sub(a.Lo, z.Hi), new(big.Rat).Sub(a.Hi, z.Lo)
	v := new(big.Rat).Sub(a.Value.Rat(), z.Value.Rat())
	expr := fmt.Sprintf("{%d}-{%d}", i, j)
	if v.Sign() < 0 {
		lo, hi = hi.Neg(hi), lo.Neg(lo)
		v.Neg(v)
		expr = fmt.Sprintf("{%d}-{%d}", j, i)
	}
	f.Value = city.Round(v, max(n, min(city.Decimals(a.Value), city.Decimals(z.Value))))
	if simple && a.Unit == own.Unit {
		f.Formula = &Formula{Expr: expr, Note: say("两值相减", "the difference of the two")}
	}
	return &gap{figure: f, lo: lo, hi: hi}
}

func multiple(c Claim, own, other datum, f Figure, i, j int, simple bool) *gap {
	if other.Lo.Sign() <= 0 {
		return nil
	}
	f.Name = say("倍数", "multiple")
	expr, scale := "{%d}/{%d}", big.NewRat(1, 1)
	if c.Unit == "%" {
		f.Name = say("相当于对方的比例", "share of the other")
		expr, scale = "{%d}/{%d}*100", hundred.Rat()
	}
	times := func(x, y *big.Rat) *big.Rat { q := new(big.Rat).Quo(x, y); return q.Mul(q, scale) }
	f.Value = city.Round(times(own.Value.Rat(), other.Value.Rat()), max(city.Decimals(*c.Figure), 1))
	if simple {
		f.Formula = &Formula{Expr: fmt.Sprintf(expr, i, j), Note: say("两值相除", "the quotient of the two")}
	}
	return &gap{figure: f, lo: times(own.Lo, other.Hi), hi: times(own.Hi, other.Lo)}
}

// compareIndicators tests one indicator of a place against another of the
// same place and period.
func (b *Bench) compareIndicators(r Result, c Claim) Result {
	own := b.find(ask{Indicator: c.Indicator, Definition: c.Definition, Place: c.Place, Period: c.Period})
	if !own.ok() {
		return b.noData(r, c.Indicator, c.Place, own)
	}
	other := b.find(ask{Indicator: c.Against, Place: c.Place, Period: own.Period})
	if !other.ok() {
		r.cite(own.evidence()...)
		return b.noData(r, c.Against, c.Place, other)
	}
	b.lay(&r, own)
	b.lay(&r, other)
	d, ok := other.datum.in(own.Unit)
	if !ok {
		r.Verdict = Undecidable
		r.because("unit", "两个指标单位不同（%s与%s）", "the two have different units (%s and %s)", own.Unit, other.Unit)
		return r
	}
	if own.Price != "" && other.Price != "" && own.Price != other.Price {
		r.Verdict = Undecidable
		r.because("basis-not-stated", "两个指标价格基础不同", "the two are at different prices")
		return r
	}
	r.Figures = append(r.Figures, r.figureOf(b.indicator(c.Indicator, own.Definition), *own.datum), r.figureOf(b.indicator(c.Against, other.Definition), *other.datum))
	o := order(*own.datum, d)
	core := fails
	switch {
	case c.Than == "equal" && (o == equal || o == unclear), c.Than == "below" && o == lower, c.Than == "above" && o == higher:
		core = holds
	case o == unclear:
		core = open
		r.because("within-tolerance", "", "")
	}
	m := matched{holds: []datum{d}}
	t := tested{core: core, strength: b.compareFigure(&r, c, own, m)}
	if t.core == holds && t.strength == fails {
		t.core = fails
	}
	r.Verdict = combine(t)
	if core == fails {
		r.note("mismatch", city.Text{Zh: "两值为" + value(*own.datum).Zh + "和" + value(d).Zh, En: "the values are " + value(*own.datum).En + " and " + value(d).En})
	}
	name := b.indicator(c.Against, other.Definition)
	rel := relation(own.Unit, o)
	r.Rewording = sentence(b.subject(c.Indicator, own.Definition, c.Place, own.Period), say("为", " stood at "), value(*own.datum),
		city.Text{Zh: "，" + rel.Zh + name.Zh + "（" + value(d).Zh + "）", En: ", " + rel.En + " " + name.En + " (" + value(d).En + ")"})
	return r
}

// relation is the word between two values: 少于, 高于, 与……相当.
func relation(unit string, o ordering) city.Text {
	switch {
	case o == lower && counted[unit]:
		return say("少于", "fewer than")
	case o == higher && counted[unit]:
		return say("多于", "more than")
	case o == lower:
		return say("低于", "below")
	case o == higher:
		return say("高于", "above")
	}
	return say("接近", "about the same as")
}

// hundred is the size that totals are put over: 每百亿元地区生产总值.
var hundred = decimal.New(100, 0)
