package diagnose

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// verdictOf settles the verdict from the readings and their price bases.
func (a *arith) verdictOf(readings []rateReading, fits []outcome) {
	t := tested{core: over(fits)}
	money := isMoney(levelUnit(readings, a.unitOf(a.c.Indicator)))
	if a.c.Price != "" && money {
		t = a.onBasis(readings, fits)
	} else if a.baseNamed && slices.Contains(fits, holds) {
		t.core, t.period = holds, mixed
		a.reason("base-assumed", "句中未写明起止年份，只有以"+agreeing(readings, fits).Zh+"为基期时与数据相符",
			"the sentence names no span; it agrees only with "+agreeing(readings, fits).En+" as base")
	} else if i := statedConstant(readings, fits); i >= 0 && money {
		// A source that states the constant-price basis of its rate explains
		// why the levels, at current prices, give another.
		t.core = holds
		a.priceReason(readings)
	} else if t.core == mixed && slices.Contains(fits, holds) {
		a.differ(readings, money)
	}
	if t.core == fails && a.maybeReal(readings) {
		t.core = open
		n, m := a.b.indicator(a.c.Indicator, a.c.Definition), moved(readings[0].mid, 2)
		a.reason("basis-not-stated",
			"句中未写价格基础；"+n.Zh+"增速一般按可比价格计算，现有数据只有现价数值（算得"+m.Zh+"），不能据以肯定或否定",
			"the sentence states no price basis; growth of "+n.En+" is usually at constant prices, and the data at hand are at current prices only (by them it "+m.En+"), which neither bears it out nor refutes it")
		a.r.Decide = say("需要发布单位按可比价格计算的"+n.Zh+"增速", "needed: the growth of "+n.En+" at constant prices, as published")
	}
	if t.core == mixed && !slices.Contains(fits, holds) {
		a.looseReason()
	}
	if t.core == open && a.r.Decide.IsZero() {
		a.reason("within-tolerance", "差别在数据误差范围之内，无法判定", "the difference lies within the tolerance of the data")
		a.r.Decide = say("需要更精确的基期和报告期数据", "needed: more precise data of base and period")
	}
	if len(only(readings, false)) == 0 && t.core != open {
		a.reason("as-printed", "增速系来源所列，未按基期、报告期数值复算", "the rate is as the source prints it and not recomputed from levels")
	}
	a.r.Verdict = combine(a.qualify(t, readings[0].terms...))
}

// onBasis tests a sentence that states its price basis: only readings of that
// basis count; one whose source states none qualifies it.
func (a *arith) onBasis(readings []rateReading, fits []outcome) tested {
	var same, unknown []outcome
	for i, r := range readings {
		basis := r.price
		if basis == "" && !r.printed {
			basis = city.Current
		}
		switch basis {
		case a.c.Price:
			same = append(same, fits[i])
		case "":
			unknown = append(unknown, fits[i])
		}
	}
	if len(same) > 0 {
		return tested{core: over(same)}
	}
	word := basisWord(a.c.Price)
	if len(unknown) > 0 {
		a.reason("basis-not-stated", "句中称按"+word.Zh+"计算，来源未说明增速的价格基础", "the sentence says "+word.En+"; the source does not state the basis of its rate")
		return tested{core: over(unknown), comparator: mixed}
	}
	a.reason("basis-not-stated", "句中称按"+word.Zh+"计算，数据只有另一种价格的数值，不能互相代替", "the sentence says "+word.En+"; the data are on the other basis, and one does not stand for the other")
	a.r.Decide = say("需要发布单位按"+word.Zh+"计算的增速", "needed: the rate that the publisher computed at "+word.En)
	return tested{core: open}
}

func basisWord(p city.PriceBasis) city.Text {
	if p == city.Constant {
		return say("可比价格", "constant prices")
	}
	return say("现价", "current prices")
}

// statedConstant finds a printed rate with a stated constant-price basis that
// bears the sentence out.
func statedConstant(readings []rateReading, fits []outcome) int {
	for i, r := range readings {
		if r.printed && r.price == city.Constant && fits[i] == holds {
			return i
		}
	}
	return -1
}

// differ gives the reason where readings disagree.
func (a *arith) differ(readings []rateReading, money bool) {
	printed := only(readings, true)
	levels := only(readings, false)
	switch {
	case a.r.has("sources-differ"):
	case len(levels) > 1 && len(printed) == 0:
		a.reason("base-assumed",
			"句中未写明基期，两种理解结果不同："+a.mean(levels[0]).Zh+"；"+a.mean(levels[1]).Zh,
			"the sentence does not name its base, and the two readings differ: "+a.mean(levels[0]).En+"; "+a.mean(levels[1]).En)
	case money:
		a.priceReason(readings)
		a.reason("basis-not-stated",
			"价格基础未说明：按两端数值计算与来源所列增速不一致，只有一种成立",
			"the price basis is not stated: the levels and the printed rate differ, and only one of them bears the sentence out")
	default:
		a.reason("mismatch",
			"来源所列增速与同表数值复算的结果不一致，只有一种与原句相符",
			"the printed rate and the one recomputed from the same levels differ; only one agrees with the sentence")
	}
}

// agreeing names the bases of the readings that hold.
func agreeing(readings []rateReading, fits []outcome) city.Text {
	var zh, en []string
	for i, r := range readings {
		if fits[i] == holds {
			zh, en = append(zh, r.from.Name("zh")), append(en, r.from.Name("en"))
		}
	}
	return say(strings.Join(zh, "、"), strings.Join(en, ", "))
}

// priceReason names both rates without guessing which price change lies
// between them.
func (a *arith) priceReason(readings []rateReading) {
	levels, printed := only(readings, false), only(readings, true)
	if len(levels) == 0 || len(printed) == 0 {
		return
	}
	l := size(levels[0].mid, 2, "%")
	p := size(printed[0].mid, printed[0].places(), "%")
	if levels[0].iv.Meets(printed[0].iv) {
		return
	}
	a.reason("implied-price", "按两端数值计算为"+l.Zh+"，来源所列为"+p.Zh, "the levels give "+l.En+", the source prints "+p.En)
}

// only keeps the readings that sources print, or those that levels give.
func only(list []rateReading, printed bool) []rateReading {
	return slices.DeleteFunc(slices.Clone(list), func(r rateReading) bool { return r.printed != printed })
}

func levelUnit(list []rateReading, other string) string {
	for _, r := range list {
		if !r.printed {
			return r.terms[0].Unit
		}
	}
	return other
}

func (a *arith) unitOf(indicator string) string {
	i, _ := a.b.indicators().Get(indicator)
	return i.Unit
}

// mean is one mean rate (or rate) with its base in words: 以2013年为基期、5个间隔，年均增长26.0%.
func (a *arith) mean(r rateReading) city.Text {
	places := a.shownPlaces(r.mid, false)
	m := moved(r.mid, places)
	if r.steps == 0 {
		return say("以"+r.from.Name("zh")+"为基期"+m.Zh, "with "+r.from.Name("en")+" as base it "+m.En)
	}
	return city.Text{
		Zh: fmt.Sprintf("以%s为基期、%d个间隔，年均%s", r.from.Name("zh"), r.steps, m.Zh),
		En: fmt.Sprintf("with %s as base and %d intervals it %s a year on average", r.from.Name("en"), r.steps, m.En),
	}
}
