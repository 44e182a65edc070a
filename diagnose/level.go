package diagnose

import (
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/shopspring/decimal"
)

// judgeLevel tests the value of an indicator in a place and period.
func judgeLevel(c Claim, b *Bench) Result {
	r := Result{Claim: c}
	r.Rule = plus(say("数值与数据比较：", "the figure against the data: "), toleranceText(c.Hedge))
	f := b.find(ask{Indicator: c.Indicator, Definition: c.Definition, Place: c.Place, Period: c.Period})
	if !f.ok() {
		if goal := b.find(ask{Indicator: c.Indicator, Definition: c.Definition, Place: c.Place, Period: c.Period, Targets: true}); goal.ok() && c.Period != "" && c.Figure != nil {
			return b.onlyTarget(r, c, goal, f)
		}
		return b.noData(r, c.Indicator, c.Place, f)
	}
	basis := b.perHeadBasis(&f, c)
	b.lay(&r, f)
	name := b.indicator(c.Indicator, c.Definition)
	r.Figures = append(r.Figures, r.figureOf(name, *f.datum))
	if c.Figure == nil {
		r.Verdict = Undecidable
		r.because("not-understood", "句中没有可核的数字", "the sentence has no figure to test")
		return r
	}
	var outs []outcome
	t := tested{}
	if c.Unit == "百分点" && f.Unit == "%" {
		r.because("percent-point", "指标为百分比，句中误作百分点", "the indicator is in percent; the sentence says percentage points")
		c.Unit, t.strength = "%", mixed
	}
	for _, d := range f.Readings {
		d, ok := d.in(unitOr(c.Unit, d.Unit))
		if !ok {
			r.because("unit", "句中单位为%s，数据单位为%s", "the sentence is in %s, the data in %s", c.Unit, f.Unit)
			outs = append(outs, open)
			continue
		}
		outs = append(outs, denied(fits(c.Hedge, *c.Figure, d), c.Denied))
	}
	t.core = over(outs)
	if !basis.IsZero() {
		r.note("derived", basis)
		if t.core == fails && len(f.datum.Inputs) < 3 { // the year's mean population is unknown
			t.core = open
		}
	}
	if f.OtherDef != "" && !(c.Definition == "" && b.onlyDefinition(f.Observation)) {
		t.comparator = b.otherDefinition(&r, f, t.core)
	}
	b.explainFit(&r, c, f, t.core)
	other := b.otherPeriod(&r, c, f, t.core)
	if other != nil && f.Assumed {
		t.core = mixed // true of a year that the sentence does not exclude
	}
	r.Verdict = combine(t)
	b.wordLevel(&r, c, f)
	if other != nil {
		o := b.subjectOf(other.Observation)
		r.Rewording = sentence(city.Text{Zh: strings.TrimSuffix(r.Rewording.Zh, "。"), En: strings.TrimSuffix(r.Rewording.En, ".")},
			city.Text{Zh: "；" + o.Zh + "为" + value(*other).Zh, En: "; " + o.En + " stood at " + value(*other).En})
	}
	return r
}

// onlyTarget judges a figure of which there is a target and no result: it is
// not decided, and worded as the target that it is.
func (b *Bench) onlyTarget(r Result, c Claim, goal, own found) Result {
	r = b.intention(r, c, goal)
	none := b.noData(Result{Claim: c}, c.Indicator, c.Place, own)
	r.Verdict, r.Decide = Undecidable, none.Decide
	r.Reasons = append(r.Reasons, none.Reasons...)
	return r
}

// otherPeriod finds the year whose value the sentence gives for another, or
// for none: the usual slip of a draft that was carried on.
func (b *Bench) otherPeriod(r *Result, c Claim, f found, core outcome) *datum {
	if core != fails || c.Hedge != Exactly || c.Denied || f.Derived {
		return nil
	}
	list := b.series(ask{Indicator: f.Indicator, Definition: f.Definition, Place: f.Place, Period: f.Period, Facet: f.Facet})
	for i := len(list) - 1; i >= 0; i-- {
		d, ok := list[i].in(unitOr(c.Unit, f.Unit))
		if ok && d.Period != f.Period && d.Hi != nil && fits(Exactly, *c.Figure, d) == holds {
			r.note("other-period", city.Text{Zh: "句中数字是" + d.Period.Name("zh") + "的数", En: "the figure is that of " + d.Period.Name("en")})
			r.cite(list[i].Observation)
			return &list[i]
		}
	}
	return nil
}

// otherDefinition is the outcome of a sentence whose definition is not that of
// the data. A figure that agrees is usable when the definition is named. One
// that does not agree fails where the sentence names no definition, and decides
// nothing where it names another.
func (b *Bench) otherDefinition(r *Result, f found, core outcome) outcome {
	r.because("definition-differs", "数据口径为“%s”，须在句中写明", "the data are in the definition “%s”, which the sentence must name", f.OtherDef)
	if core == fails && r.Claim.Definition != "" {
		return open
	}
	return mixed
}

func toleranceText(h Hedge) city.Text {
	for _, t := range Tolerances() {
		if t.Hedge == h {
			return t.Text
		}
	}
	return city.Text{}
}

// unitOr is the unit of a sentence; that of the data where it has none, or a
// bare 万 or 亿.
func unitOr(unit, other string) string {
	if unit == "" {
		return other
	}
	if u, ok := city.ParseUnit(unit); ok && u.Base == "" {
		base, _ := city.ParseUnit(other)
		return u.Name + base.Base
	}
	return unit
}

// lay puts what was found into the result: evidence, other sources, rejected
// ones and an assumed period.
func (b *Bench) lay(r *Result, f found) {
	if f.datum == nil {
		return
	}
	r.cite(f.datum.evidence()...)
	r.cite(f.All...)
	if f.Derived {
		what, from := b.subjectOf(f.Observation), b.inputNames(f.Inputs)
		r.note("derived", city.Text{Zh: what.Zh + "由" + from.Zh + "推算得出", En: what.En + " is derived from " + from.En})
	}
	if len(f.Readings) > 1 {
		t := b.mentions(f.Readings)
		r.note("sources-differ", city.Text{Zh: "来源之间数值不一：" + t.Zh, En: "the sources differ: " + t.En})
	}
	if anyGradeD(b, f.Rejected) {
		r.because("rejected-source", "", "")
	}
	if f.Assumed {
		r.note("period-assumed", city.Text{Zh: "句中未写时期，按最近有数据的" + f.Period.Name("zh") + "核", En: "the sentence states no period; " + f.Period.Name("en") + ", the latest with data, is taken"})
	}
}

func (b *Bench) inputNames(list []city.Observation) city.Text {
	var zh, en []string
	for i, o := range list {
		t := b.indicator(o.Indicator, o.Definition)
		same := func(x city.Observation) bool { return x.Indicator == o.Indicator && x.Place == o.Place }
		if slices.ContainsFunc(list[:i], same) {
			continue // named with its years below
		}
		var years []city.Period
		for _, x := range list {
			if same(x) {
				years = append(years, x.Period)
			}
		}
		if len(years) > 1 { // the mean of two year ends
			slices.Sort(years)
			var y, z []string
			for _, p := range years {
				y, z = append(y, p.Name("zh")), append(z, p.Name("en"))
			}
			t = city.Text{Zh: strings.Join(y, "、") + t.Zh, En: t.En + " (" + join(z).En + ")"}
		}
		zh, en = append(zh, t.Zh), append(en, t.En)
	}
	return city.Text{Zh: join(zh).Zh, En: join(en).En}
}

// figureOf is a datum as a figure of the result; a derived one brings its
// formula. Its inputs must be cited already.
func (r *Result) figureOf(name city.Text, d datum) Figure {
	g := Figure{Name: name, Value: d.Value, Unit: d.Unit, Period: d.Period, Status: d.Status}
	if d.Derived {
		g.Formula = &Formula{Expr: r.formula(d.Expr, d.Inputs), Note: say("由比率关系推算", "derived from a ratio")}
		if g.Status == city.Final {
			g.Status = city.Estimate
		}
	}
	return g
}

// explainFit gives the reasons of a fit that is not plain.
func (b *Bench) explainFit(r *Result, c Claim, f found, core outcome) {
	v := value(*f.datum)
	switch core {
	case fails:
		r.note("mismatch", city.Text{Zh: "句中为" + claimed(c).Zh + "，数据为" + v.Zh, En: "the sentence says " + claimed(c).En + ", the data " + v.En})
	case mixed:
		d, _ := f.datum.in(unitOr(c.Unit, f.Unit))
		switch {
		case len(f.Readings) > 1:
		case c.Hedge != Exactly:
			r.note("hedge-loose", city.Text{Zh: "数据为" + v.Zh + "，“" + claimed(c).Zh + "”的说法偏宽", En: "the data say " + v.En + "; “" + claimed(c).En + "” is loose"})
		case city.Decimals(*c.Figure) > city.Decimals(d.Value) || f.Derived || f.Status == city.Rounded:
			r.because("finer-than-data", "", "")
		default:
			r.note("rounding", city.Text{Zh: "数据为" + v.Zh + "，四舍五入后末位不同", En: "the data say " + v.En + ", which rounds to another last digit"})
		}
	case open:
		if f.Hi == nil || f.Derived {
			r.note("within-tolerance", city.Text{Zh: "数据只能确定到" + v.Zh, En: "the data settle no more than " + v.En})
		}
	}
}

// claimed is the figure of a sentence with its hedge, in words.
func claimed(c Claim) city.Text {
	if c.Figure == nil {
		return city.Text{}
	}
	return hedged(c.Hedge, *c.Figure, c.Unit)
}

func hedged(h Hedge, v decimal.Decimal, unit string) city.Text {
	t := amount(v, unit)
	switch h {
	case Near:
		return city.Text{Zh: "接近" + t.Zh, En: "nearly " + t.En}
	case Over:
		return city.Text{Zh: "超过" + t.Zh, En: "more than " + t.En}
	case OrSo, Tenths:
		return city.Text{Zh: "约" + t.Zh, En: "about " + t.En}
	case AndMore:
		return city.Text{Zh: city.Printed(v) + more(unit), En: "somewhat more than " + t.En}
	case LessThan:
		return city.Text{Zh: "不足" + t.Zh, En: "less than " + t.En}
	case AtLeast:
		return city.Text{Zh: "不低于" + t.Zh, En: "at least " + t.En}
	case AtMost:
		return city.Text{Zh: "不高于" + t.Zh, En: "at most " + t.En}
	}
	return t
}

// more is a unit with 余 where it is said: 余家, 万余件, 亿余元.
func more(unit string) string {
	for _, scale := range []string{"万亿", "亿", "万"} {
		if rest, ok := strings.CutPrefix(unit, scale); ok {
			return scale + "余" + rest
		}
	}
	return "余" + unit
}

// wordLevel writes the sentence one could sign, and the critic's reading.
func (b *Bench) wordLevel(r *Result, c Claim, f found) {
	subject := b.subjectOf(f.Observation)
	v := value(*f.datum)
	switch {
	case f.Derived:
		from := b.inputNames(f.Inputs)
		how := city.Text{Zh: "根据" + from.Zh + "推算，", En: "derived from " + from.En + ", "}
		r.Rewording = sentence(how, subject, say("在", " lies "), city.Text{Zh: v.Zh + "之间", En: v.En})
		if one, ok := strings.CutPrefix(v.Zh, "约"); ok {
			r.Rewording = sentence(how, subject, city.Text{Zh: "约为" + one, En: " is " + v.En})
		}
		if r.Verdict == Supported && c.Figure != nil && c.Hedge != Exactly {
			h := claimed(c)
			r.Rewording = sentence(how, subject, city.Text{Zh: h.Zh + "（" + v.Zh + "）", En: " is " + h.En + " (" + v.En + ")"})
		}
	case len(f.Readings) > 1:
		r.Rewording = sentence(subject, say("各来源不一：", " differs by source: "), b.sourced(f.Readings))
	default:
		r.Rewording = sentence(b.according(f.Observation), subject, say("为", " stood at "), v)
	}
	if list := b.counterLevel(*f.datum); len(list) > 0 && r.Verdict != NotSupported {
		r.Counter = sentence(row(list))
	} else if len(f.Readings) > 1 && r.Verdict == Partly {
		t := b.sourced(f.Readings)
		r.Counter = sentence(city.Text{Zh: "各来源不一，取哪一个须说明理由：" + t.Zh, En: "the sources differ, and which is taken needs a reason: " + t.En})
	} else if x, ok := f.datum.in(unitOr(c.Unit, f.Unit)); ok && r.Verdict == Partly && c.Figure != nil && c.Hedge != Exactly && !f.Derived {
		gap := amount(x.Value.Sub(*c.Figure).Abs(), x.Unit)
		side := say("多", "above it")
		if x.Value.LessThan(*c.Figure) {
			side = say("少", "below it")
		}
		r.Counter = sentence(city.Text{
			Zh: "实际数比句中的" + amount(*c.Figure, c.Unit).Zh + side.Zh + gap.Zh + "，约数词用得偏宽，会被追问确数",
			En: "the value lies " + gap.En + " " + side.En + "; the hedge is loose, and a reader will ask for the figure",
		})
	} else if r.Verdict == NotSupported || r.Verdict == Partly {
		r.Counter = sentence(city.Text{
			Zh: "句中的" + claimed(c).Zh + "可能出自其他来源、口径或时期，沿用前须找到出处",
			En: claimed(c).En + " may come from another source, definition or period, which must be found before it is used",
		})
	}
}

// counterLevel is what a critic may set against a value: how firm it is, where
// it stands among others, and that it is at current prices.
func (b *Bench) counterLevel(d datum) []city.Text {
	var list []city.Text
	if t := b.counterStatus(d); !t.IsZero() {
		list = append(list, t)
	}
	rank := b.find(ask{Indicator: d.Indicator, Definition: d.Definition, Place: d.Place, Period: d.Period, Facet: city.Rank})
	if rank.ok() && rank.Roster != "" {
		n := amount(rank.Value, "位")
		list = append(list, city.Text{Zh: "绝对数之外，还要看位次：在" + rank.Roster + "中居" + n.Zh, En: "besides the value there is its rank: " + n.En + " of the " + rank.Roster})
	}
	if _, all := b.containing(position{own: found{datum: &d}}); !all.IsZero() {
		list = append(list, city.Text{Zh: "该数" + strings.TrimPrefix(all.Zh, "，"), En: "it is" + strings.TrimPrefix(all.En, ",")})
	}
	i, _ := b.indicators().Get(d.Indicator)
	if k := b.kind(d.Indicator); k == city.Flow && (d.Price == city.Current || d.Price == "" && i.Price == city.Current) {
		list = append(list, say("按现价计算，含价格变动", "it is at current prices and holds price changes"))
	}
	return list
}

// sourced is each reading with its source: 14400家（《……》）.
func (b *Bench) sourced(list []datum) city.Text {
	var out city.Text
	for i, d := range list {
		v, s := value(d), b.sourceName(d.Observation)
		if i > 0 {
			out = plus(out, say("，", ", "))
		}
		out = plus(out, v)
		if !s.IsZero() {
			out = plus(out, city.Text{Zh: "（" + s.Zh + "）", En: " (" + s.En + ")"})
		}
	}
	return out
}
