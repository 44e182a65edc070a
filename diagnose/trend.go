package diagnose

import (
	"math/big"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/growth"
	"github.com/shopspring/decimal"
)

var trendRule = say(
	"核对首末数值和方向；“逐年”“持续”要求每年同向；期间口径有变化的，无论数值如何，依据不足，分段列出",
	"first and last values and the direction are tested; 逐年 and 持续 ask that every year moves that way; where the definition changes within the span it cannot be decided, whatever the values, and each stretch is given")

// everyYear are the words that ask for every single year to move one way.
var everyYear = []string{"逐年", "连年", "年年", "每年", "持续", "不断", "一路", "连续", "逐步", "稳步"}

// judgeTrend tests 由2.74%降至2.42%, 逐年上升.
func judgeTrend(c Claim, b *Bench) Result {
	a := newArith(c, b, trendRule)
	if c.Indicator == "" {
		return a.unknown()
	}
	if w, ok := a.wholeMeant(); ok {
		return a.trendOver(w)
	}
	if c.Against != "" {
		a.c.Indicator = a.shareIndicator()
	} else if id := a.ownShare(c.Indicator); id != "" && (c.Unit == "%" || c.Unit == "") && shareWordsIn.MatchString(c.Sentence) {
		a.c.Indicator = id
	}
	rates := a.aboutRate()
	if base := a.b.rateOf(c.Indicator); base != "" && a.b.kind(c.Indicator) == city.Unknown && len(a.b.Set.Series(c.Indicator, a.c.Place, city.Level)) == 0 {
		a.c.Indicator, rates = base, c.Figure == nil && c.FigureFrom == nil // 进口增速由负转正
	}
	from, to, ok := a.span()
	if !ok {
		return a.lacking(a.missing(a.c.Indicator, a.c.Place))
	}
	if rates && turnWords.MatchString(c.Sentence) {
		return a.turn(to)
	}
	if rates {
		return a.trendOfRates(from, to)
	}
	_, _, stop := a.comparable(a.c.Indicator, a.c.Place, from, to)
	if stop.code != "" {
		return a.barred(a.c.Indicator, from, to, stop)
	}
	return a.trend(from, to)
}

// span settles the two ends of a trend. Without words for them it is the
// newest stretch in one definition.
func (a *arith) span() (from, to city.Period, ok bool) {
	if a.c.From != "" || a.c.Years > 0 {
		return a.ends(a.c.Indicator)
	}
	if a.c.FigureFrom != nil && a.c.Period != "" {
		return a.ends(a.c.Indicator)
	}
	if from, to, ok := a.matched(); ok {
		return from, to, true
	}
	all := a.yearly(a.c.Indicator, a.c.Place, "", a.c.Period)
	if len(all) == 0 {
		f := a.b.find(ask{Indicator: a.c.Indicator, Place: a.c.Place, Period: a.c.Period})
		if !f.ok() || !f.Derived || !f.Period.IsYear() {
			return "", "", false
		}
		from, to = f.Period.Shift(-1), f.Period // a share that only its parts give
		a.reason("period-assumed", "句中未写明起止年份，按"+from.Name("zh")+"至"+to.Name("zh")+"核对", "the sentence names no span; it is checked from "+from.Name("en")+" to "+to.Name("en"))
		return from, to, true
	}
	to = all[len(all)-1].Period
	from = to
	for i := len(all) - 2; i >= 0; i-- {
		if a.b.breakBetween(a.c.Indicator, a.c.Place, all[i].Period, to) != nil || !definitionFits(all[i].Definition, all[len(all)-1].Definition) {
			break
		}
		from = all[i].Period
	}
	if from == to {
		from = to.Shift(-1)
	}
	a.reason("period-assumed", "句中未写明起止年份，按同一口径下有数据的"+from.Name("zh")+"至"+to.Name("zh")+"核对",
		"the sentence names no span; it is checked from "+from.Name("en")+" to "+to.Name("en")+", the newest stretch in one definition")
	return from, to, true
}

// matched finds the years that the two figures of a sentence without years
// stand for: the newest that the last figure fits, and the newest before it
// that the first one fits.
func (a *arith) matched() (from, to city.Period, ok bool) {
	if a.c.FigureFrom == nil || a.c.Figure == nil {
		return "", "", false
	}
	all := a.yearly(a.c.Indicator, a.c.Place, "", a.c.Period)
	for i := len(all) - 1; i > 0; i-- {
		if a.endFit(a.c.Figure, a.c.Hedge, term{datum: all[i]}) != holds {
			continue
		}
		for j := i - 1; j >= 0; j-- {
			if a.endFit(a.c.FigureFrom, Exactly, term{datum: all[j]}) == holds {
				from, to = all[j].Period, all[i].Period
				a.reason("period-assumed", "句中未写明年份，两个数分别与"+from.Name("zh")+"、"+to.Name("zh")+"的数据相符",
					"the sentence names no years; its figures are those of "+from.Name("en")+" and "+to.Name("en"))
				return from, to, true
			}
		}
	}
	return "", "", false
}

// trend tests the two ends, the direction and, where the words ask for it,
// every year between.
func (a *arith) trend(from, to city.Period) Result {
	list := a.stretches(a.c.Indicator, a.c.Place, from, to)
	x, y, _ := a.comparable(a.c.Indicator, a.c.Place, from, to)
	diff := y.iv().Sub(x.iv())
	core := []outcome{}
	if d := a.trendDirection(); d != "" {
		flat := new(big.Rat).Mul(new(big.Rat).Abs(x.mid()), big.NewRat(1, 100))
		if y.Unit == "%" {
			flat = big.NewRat(1, 10)
		}
		core = append(core, directionFit(d, diff, new(big.Rat).Sub(y.mid(), x.mid()), flat))
	}
	core = append(core, a.endFit(a.c.FigureFrom, Exactly, x), a.endFit(a.c.Figure, a.c.Hedge, y))
	t := tested{core: denied(worst(core), a.c.Denied)}
	a.trendFigures(x, y)
	w := a.trendSteps(list, x, y)
	if t.core == holds && a.asksEveryYear() && a.trendDirection() != "flat" {
		t.strength = w.fit
	}
	if t.strength == mixed {
		a.reason("within-tolerance", "有的年份变化在数据舍入范围之内，不能断定每年如此", "in some year the change lies within the rounding of the data; whether every year moves that way is not certain")
	}
	if t.strength == fails {
		t.strength = mixed
		a.reason("mismatch", "首末方向成立，但并非每年如此："+w.text.Zh, "first and last agree, but not every year does: "+w.text.En)
	}
	if t.strength == open {
		a.reason("no-data", "缺中间年份的数据，不能判定是否每年如此", "years between are missing; whether every year moves that way is not known")
		t.strength = mixed
	}
	a.r.Verdict = combine(a.qualify(t, y))
	a.trendWords(x, y, t.core, w)
	return a.r
}

// trendDirection is the direction that the sentence states, from its words or
// from its two figures.
func (a *arith) trendDirection() string {
	if a.c.Direction != "" {
		return a.c.Direction
	}
	if a.c.FigureFrom != nil && a.c.Figure != nil {
		switch a.c.Figure.Cmp(*a.c.FigureFrom) {
		case 1:
			return "up"
		case -1:
			return "down"
		}
		return "flat"
	}
	return ""
}

// endFit tests a figure at one end; none stated holds.
func (a *arith) endFit(f *decimal.Decimal, h Hedge, t term) outcome {
	if f == nil {
		return holds
	}
	if a.c.Unit != "" {
		t = t.into(a.c.Unit)
		if t.Unit != a.c.Unit {
			return fails
		}
	}
	return fits(h, *f, t.datum)
}

// worst is the weakest outcome: a figure that fails makes the statement fail.
func worst(list []outcome) outcome {
	out := holds
	for _, want := range []outcome{mixed, open, fails} {
		if slices.Contains(list, want) {
			out = want
		}
	}
	return out
}

func (a *arith) asksEveryYear() bool { return a.c.EveryYear() }

// EveryYear reports whether the words ask for every single year to move one way.
func (c Claim) EveryYear() bool {
	for _, w := range everyYear {
		if strings.Contains(c.Sentence, w) || c.Word == w {
			return true
		}
	}
	return false
}

// steps says how the years between the ends move.
type steps struct {
	fit  outcome   // whether every year moves the way of the ends
	text city.Text // the years that do not
}

// trendSteps looks at every year between the ends.
func (a *arith) trendSteps(list []stretch, x, y term) steps {
	up := y.Value.Cmp(x.Value)
	if d := a.trendDirection(); d == "up" {
		up = 1
	} else if d == "down" {
		up = -1
	}
	var zh, en []string
	out := steps{fit: holds}
	for _, s := range list {
		for i := 1; i < len(s); i++ {
			if s[i].Period != s[i-1].Period.Shift(1) {
				out.fit = open
			}
			sign := growth.Points(s[i-1].iv(), s[i].iv()).Sign()
			if s[i].Value.Equal(s[i-1].Value) || sign == -up {
				d := fromTo(s[i-1], s[i])
				zh, en = append(zh, s[i].Period.Name("zh")+d.Zh), append(en, "in "+s[i].Period.Name("en")+" it "+d.En)
			} else if sign == 0 && out.fit == holds {
				out.fit = mixed
			}
		}
	}
	if len(list) != 1 {
		out.fit = open
	}
	if len(zh) > 0 {
		out.fit, out.text = fails, say(strings.Join(zh, "，"), strings.Join(en, "; "))
	}
	return out
}
