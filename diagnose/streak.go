package diagnose

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/growth"
	"github.com/shopspring/decimal"
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
	kind := a.streakKind()
	to, n, ok := a.streakSpan(kind)
	if !ok {
		return a.lacking(a.missing(c.Indicator, a.c.Place))
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

// growthYear tests growth in one year: from the levels, else as printed.
func (a *arith) growthYear(p city.Period) streakYear {
	y := streakYear{period: p, fit: open, unit: "%"}
	x, z, stop := a.comparable(a.c.Indicator, a.c.Place, p.Shift(-1), p)
	if stop.code == "break" || stop.code == "definition-differs" {
		y.code, y.gap = stop.code, stop.text
		return y
	}
	if stop.code == "" && a.isShare(a.c.Indicator) && !a.twoDigit() {
		return a.pointsYear(y, x, z)
	}
	var r rateReading
	ok := false
	if stop.code == "" && a.c.Price != city.Constant {
		r, ok = fromLevels(x, z, 0)
	}
	printed := a.printedRates(a.c.Indicator, a.c.Place, p.Shift(-1), p)
	if len(printed) > 0 && (!ok || a.real) {
		r, ok = printed[0], true
		for _, t := range printed {
			if t.price == city.Constant {
				r = t
				break
			}
		}
	}
	if !ok {
		y.code, y.gap = "no-data", a.missing(a.c.Indicator, a.c.Place, p.Shift(-1), p)
		return y
	}
	y.mid, y.expr, y.terms, y.places = r.mid, r.expr, r.terms, max(1, r.places())
	y.fit = a.streakRate(r)
	if first, last := r.terms[0], r.terms[len(r.terms)-1]; first.open() || last.open() && y.fit == fails {
		y.fit = open // known from below only: more growth is possible
	}
	for _, t := range printed {
		if other := a.streakRate(t); other != y.fit && !a.real {
			y.fit = mixed
		}
	}
	m := moved(r.mid, y.places, "%")
	y.text = say(p.Name("zh")+m.Zh, p.Name("en")+": it "+m.En)
	return y
}

// pointsYear tests the change of a share in one year, in percentage points.
func (a *arith) pointsYear(y streakYear, x, z term) streakYear {
	diff := growth.Points(x.iv(), z.iv())
	y.mid, y.unit, y.terms = new(big.Rat).Sub(z.mid(), x.mid()), "百分点", []term{x, z}
	y.expr, y.places = fmt.Sprintf("%s-%s", z.expr, x.expr), max(city.Decimals(x.Value), city.Decimals(z.Value))
	if a.c.Figure != nil && a.c.Unit == "百分点" {
		iv := diff
		if a.c.Direction == "down" {
			iv = iv.Neg()
		}
		y.fit = beyond(a.c.Hedge, *a.c.Figure, iv)
	} else {
		y.fit = directionFit(directionOr(a.c.Direction, "up"), diff, y.mid, big.NewRat(1, 10))
	}
	d := changed(y.mid, y.places, y.unit, true)
	y.text = say(y.period.Name("zh")+d.Zh, y.period.Name("en")+": it "+d.En)
	return y
}

// streakRate tests the rate of one year against the direction or threshold.
func (a *arith) streakRate(r rateReading) outcome {
	threshold := a.c.Figure
	h := a.c.Hedge
	if a.twoDigit() {
		ten := decimal.New(10, 0)
		threshold, h = &ten, AtLeast
	}
	if threshold == nil {
		return directionFit(directionOr(a.c.Direction, "up"), r.iv, r.mid, big.NewRat(1, 1))
	}
	iv := r.iv
	f := *threshold
	if a.c.Direction == "down" {
		iv = iv.Neg()
	}
	return beyond(h, f, iv)
}

// beyond tests a threshold that each year must pass: any word for above is at
// least, any word for below at most.
func beyond(h Hedge, f decimal.Decimal, iv growth.Interval) outcome {
	x := f.Rat()
	switch h {
	case AtMost, LessThan, Near:
		switch {
		case iv.Hi.Cmp(x) <= 0:
			return holds
		case iv.Lo.Cmp(x) > 0:
			return fails
		}
		return open
	}
	switch {
	case iv.Lo.Cmp(x) >= 0:
		return holds
	case iv.Hi.Cmp(x) < 0:
		return fails
	}
	return open
}

// levelYear tests the level of one year against the threshold.
func (a *arith) levelYear(p city.Period) streakYear {
	y := streakYear{period: p, fit: open}
	list := a.values(a.c.Indicator, a.c.Place, p)
	if len(list) == 0 {
		y.code, y.gap = "no-data", a.missing(a.c.Indicator, a.c.Place, p)
		return y
	}
	t := a.use(list[0])
	if a.c.Unit != "" {
		t = t.into(a.c.Unit)
		if t.Unit != a.c.Unit {
			y.code, y.gap = "unit", say("数据单位（"+t.Unit+"）与原句不同", "the data have the unit "+t.Unit)
			return y
		}
	}
	y.mid, y.unit, y.expr, y.terms, y.places = t.mid(), t.Unit, t.expr, []term{t}, city.Decimals(t.Value)
	y.fit = beyond(a.c.Hedge, *a.c.Figure, t.point())
	if t.Derived {
		y.fit = beyond(a.c.Hedge, *a.c.Figure, t.iv())
	}
	v := value(t.datum)
	y.text = say(p.Name("zh")+v.Zh, p.Name("en")+": "+v.En)
	return y
}

// rankYear tests the printed rank of one year.
func (a *arith) rankYear(p city.Period) streakYear {
	y := streakYear{period: p, fit: open, unit: "位"}
	f := a.b.find(ask{Indicator: a.c.Indicator, Definition: a.c.Definition, Place: a.c.Place, Period: p, Facet: city.Rank, Roster: a.c.Roster})
	if !f.ok() {
		n := a.b.indicator(a.c.Indicator, a.c.Definition)
		y.code, y.gap = "no-data", say("缺"+p.Name("zh")+n.Zh+"的位次", "no rank of "+n.En+" for "+p.Name("en"))
		return y
	}
	t := a.use(*f.datum)
	rank := int(t.Value.IntPart())
	y.mid, y.expr, y.terms = t.mid(), t.expr, []term{t}
	within := a.c.Hedge == AtMost || strings.Contains(a.c.Sentence, "前") && !strings.Contains(a.c.Sentence, "第")
	y.fit = pick(rank == a.c.Rank || within && rank <= a.c.Rank, false)
	if a.c.Rank == 0 {
		y.fit = a.rankThird(rank, a.b.roster(t.Roster).size)
	}
	y.text = sayf("%s第%d位", "%s: rank %d", p, rank)
	y.text.Zh = fmt.Sprintf("%s第%d位", p.Name("zh"), rank)
	return y
}

// rankThird tests 居前列 in one year: the top third of the roster for a high
// word, the bottom third for a low one, mixed in the middle.
func (a *arith) rankThird(rank, size int) outcome {
	if size == 0 {
		return open
	}
	if a.c.RankWord == "low" {
		rank = size + 1 - rank
	}
	return pick(3*rank <= size, 3*rank <= 2*size)
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
	case some2(list, fails):
		core = fails
	case some2(list, open):
		core = open
	case some2(list, mixed):
		core = mixed
	}
	if hasCode(years, "break", "definition-differs") && core == fails && !some2(list[len(list)-1:], fails) {
		core = open // a year fails, but the run cannot be followed across the break
	}
	core = denied(core, a.c.Denied)
	a.r.Verdict = combine(tested{core: core})
	a.streakFigures(years)
	a.streakWords(years, core, kind)
}
