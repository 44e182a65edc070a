package diagnose

import (
	"cmp"
	"fmt"
	"math/big"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/growth"
	"github.com/shopspring/decimal"
)

// growthYear tests growth in one year: from the levels, else as printed.
func (a *arith) growthYear(p city.Period) streakYear {
	y := streakYear{period: p, fit: open, unit: "%"}
	x, z, stop := a.comparable(a.c.Indicator, a.c.Place, p.Shift(-1), p)
	if stop.across() {
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
	m := moved(r.mid, y.places)
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
		y.fit = directionFit(cmp.Or(a.c.Direction, "up"), diff, y.mid, big.NewRat(1, 10))
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
		return directionFit(cmp.Or(a.c.Direction, "up"), r.iv, r.mid, big.NewRat(1, 1))
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
