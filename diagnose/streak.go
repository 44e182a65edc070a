package diagnose

import (
	"math/big"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
)

var streakRule = say(
	"连续N年要求N年每年都成立；说的是增长的，需要N加1个年份的数值（或每年所列增速）；中间有口径变化或缺年份的，依据不足",
	"a streak of N years asks that each of them holds; one of growth needs N+1 levels or a printed rate for each year; with a break or a year missing it cannot be decided")

// streakYear is one year of a streak.
type streakYear struct {
	period city.Period
	fit    outcome
	text   city.Text // 2018年增长25.1%
	mid    *big.Rat
	unit   string
	expr   string
	terms  []term
	places int32
	gap    city.Text // why the year cannot be told
	code   string    // reason code of the gap
}

// streakKind says what holds in each year.
type streakKind int

const (
	streakGrowth streakKind = iota // growth in a direction, above a threshold
	streakLevel                    // the level beyond a threshold
	streakRank                     // a printed rank kept
)

// judgeStreak tests 连续N年增长, 连续N年保持两位数增长, 连续N年超过X, 连续N年居第M位.
func judgeStreak(c Claim, b *Bench) Result {
	a := newArith(c, b, streakRule)
	if c.Indicator == "" {
		return a.unknown()
	}
	if base := a.b.rateOf(c.Indicator); base != "" && a.b.kind(c.Indicator) == city.Unknown && len(a.b.Set.Series(c.Indicator, a.c.Place, city.Level)) == 0 {
		a.c.Indicator = base // 高新技术企业增速连续两年超过30%: growth of the level in each year
	}
	kind := a.streakKind()
	to, n, ok := a.streakSpan(kind)
	if !ok {
		if n := a.b.indicator(a.c.Indicator, a.c.Definition); kind == streakRank {
			return a.lacking(say("缺"+a.b.place(a.c.Place)+n.Zh+"历年的位次", "no ranks of "+a.b.place(a.c.Place)+" in "+n.En+" year by year"))
		}
		return a.lacking(a.missing(a.c.Indicator, a.c.Place))
	}
	if n < 1 || n > 100 {
		a.reason("not-understood", "句中没有认出连续多少年", "how many years in a row was not found in the sentence")
		a.r.Decide = say("写明连续几年、到哪一年", "name the number of years and the last one")
		return a.r
	}
	a.real = kind == streakGrowth && a.allReal(to, n)
	years := make([]streakYear, n)
	for i := range years {
		p := to
		for range n - 1 - i {
			p = a.stepOf(p)
		}
		years[i] = a.streakYear(kind, p)
	}
	a.streakVerdict(years, kind)
	return a.r
}

// allReal reports whether a growth rate at stated constant prices is printed for
// every year of the streak: those are then taken and no other.
func (a *arith) allReal(to city.Period, n int) bool {
	scratch := *a
	for p := to; n > 0; n-- {
		found := false
		for _, r := range scratch.printedRates(a.c.Indicator, a.c.Place, "", p) {
			found = found || r.price == city.Constant
		}
		if !found {
			return false
		}
		p = a.stepOf(p)
	}
	return true
}

func (a *arith) streakKind() streakKind {
	switch {
	case a.c.Rank > 0, a.c.RankWord != "":
		return streakRank
	case a.twoDigit(), a.c.Figure == nil:
		return streakGrowth
	case a.c.Unit == "百分点", a.c.Unit == "%" && !a.isShare(a.c.Indicator) && a.b.kind(a.c.Indicator) != city.RateOf:
		return streakGrowth
	}
	return streakLevel
}

// twoDigit reports whether the words are 两位数增长: at least 10 %.
func (a *arith) twoDigit() bool {
	return strings.Contains(a.c.Sentence, "两位数") || strings.Contains(a.c.Word, "两位数")
}

// streakSpan gives the last year and the number of years.
func (a *arith) streakSpan(kind streakKind) (to city.Period, n int, ok bool) {
	to, n = a.c.Period, a.c.Years
	switch a.c.Unit { // 连续三个季度: the unit of the steps, not of a figure
	case "季", "季度", "个季度", "月", "个月":
		a.c.Unit = ""
		if to == "" || to.IsYear() {
			to = a.latestOf(map[bool]string{true: "quarter", false: "month"}[strings.Contains(a.r.Claim.Unit, "季")])
			if to == "" {
				return "", 0, false
			}
		}
	}
	if to == "" {
		facets := []city.Facet{city.Level, city.Growth}
		if kind == streakRank {
			facets = []city.Facet{city.Rank}
		}
		for _, f := range facets {
			if to == "" {
				to = a.b.latest(ask{Indicator: a.c.Indicator, Definition: a.c.Definition, Place: a.c.Place, Facet: f, Roster: a.c.Roster})
			}
		}
		if to == "" {
			return "", 0, false
		}
		a.assumed(to)
	}
	if from, last, span := strings.Cut(string(to), "/"); span {
		to = city.Period(last)
		if n == 0 {
			n = to.Year() - city.Period(from).Year() + 1
		}
	}
	if n == 0 && a.c.From != "" {
		n = to.Year() - a.c.From.Year() + 1
	}
	return to, n, true
}

// latestOf is the newest quarter or month with a level or a printed growth.
func (a *arith) latestOf(kind string) city.Period {
	var p city.Period
	for _, f := range []city.Facet{city.Level, city.Growth} {
		for _, o := range a.b.Set.Series(a.c.Indicator, a.c.Place, f) {
			if o.Period.Kind() == kind && o.Status != city.Missing && o.Status != city.Target && (p == "" || p.Before(o.Period)) {
				p = o.Period
			}
		}
	}
	return p
}

// streakYear tests one year.
func (a *arith) streakYear(kind streakKind, p city.Period) streakYear {
	switch kind {
	case streakRank:
		return a.rankYear(p)
	case streakLevel:
		return a.levelYear(p)
	}
	if a.aboutRate() {
		return a.rateYear(p)
	}
	return a.growthYear(p)
}

// stepOf is the period before p in the steps that the sentence counts: 连续N年,
// 连续N个季度, 连续N个月.
func (a *arith) stepOf(p city.Period) city.Period {
	if k := p.Kind(); k == "quarter" || k == "month" {
		return stepBack(p)
	}
	return p.Shift(-1)
}

// streakVerdict joins the years.
func (a *arith) streakVerdict(years []streakYear, kind streakKind) {
	list := make([]outcome, len(years))
	for i, y := range years {
		list[i] = y.fit
		if y.code != "" {
			a.reason(y.code, y.gap.Zh, y.gap.En)
		}
	}
	core := holds
	switch {
	case slices.Contains(list, fails):
		core = fails
	case slices.Contains(list, open):
		core = open
	case slices.Contains(list, mixed):
		core = mixed
	}
	if hasCode(years, "break", "definition-differs") && core == fails && !slices.Contains(list[len(list)-1:], fails) {
		core = open // a year fails, but the run cannot be followed across the break
	}
	core = denied(core, a.c.Denied)
	a.r.Verdict = combine(tested{core: core})
	a.streakFigures(years)
	a.streakWords(years, core, kind)
}
