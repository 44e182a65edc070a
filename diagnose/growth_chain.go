package diagnose

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/growth"
)

// chained is the growth over several years at constant prices: the printed
// yearly rates multiplied, or their geometric mean where steps says how many.
// ok is false unless a rate at stated constant prices is printed for each year
// after the base.
func (a *arith) chained(indicator, place string, from, to city.Period, mean bool) (rateReading, bool) {
	n := yearsApart(from, to)
	if n < 2 || !from.IsYear() || !to.IsYear() {
		return rateReading{}, false
	}
	product, point := growth.Whole(1), growth.Whole(1)
	r := rateReading{printed: true, price: city.Constant, from: from}
	var factors []string
	for p := from.Shift(1); !to.Before(p); p = p.Shift(1) {
		year, ok := constantOf(a.printedRates(indicator, place, "", p))
		if !ok {
			return rateReading{}, false
		}
		one := func(x growth.Interval) growth.Interval {
			q, _ := x.Add(growth.Whole(100)).Quo(growth.Whole(100))
			return q
		}
		product = product.Mul(one(year.iv))
		point = point.Mul(one(growth.Interval{Lo: year.mid, Hi: year.mid}))
		factors = append(factors, "(1+"+year.expr+"/100)")
		r.terms = append(r.terms, year.terms...)
	}
	r.expr = fmt.Sprintf("(%s-1)*100", strings.Join(factors, "*"))
	iv, ok := growth.Rate(growth.Whole(1), product)
	mid, _ := growth.Rate(growth.Whole(1), point)
	if mean {
		r.steps = n
		r.expr = fmt.Sprintf("((%s)^(1/%d)-1)*100", strings.Join(factors, "*"), n)
		iv, ok = growth.Mean(growth.Whole(1), product, n)
		mid, _ = growth.Mean(growth.Whole(1), point, n)
	}
	if !ok || mid.Lo == nil {
		return rateReading{}, false
	}
	r.iv, r.mid = iv, new(big.Rat).Set(mid.Lo)
	return r, true
}

// chainSentence states growth over several years at constant prices.
func (a *arith) chainSentence(r rateReading, agrees bool) city.Text {
	last := r.terms[len(r.terms)-1]
	m := moved(r.mid, a.shownPlaces(r.mid, agrees, 1))
	n := a.b.indicator(a.levelOf(last.Indicator), last.Definition)
	place := a.b.place(last.Place)
	years := make([]string, len(r.terms))
	for i, t := range r.terms {
		years[i] = t.Period.Name("zh") + moved(t.mid(), city.Decimals(t.Value)).Zh
	}
	zh, en := "累计"+m.Zh, m.En+" in all"
	if r.steps > 0 {
		zh, en = fmt.Sprintf("%d年年均", r.steps)+m.Zh, fmt.Sprintf("%s a year on average over %d years", m.En, r.steps)
	}
	return sentence(city.Text{
		Zh: "按可比价格计算，以" + r.from.Name("zh") + "为基期，" + last.Period.Name("zh") + place + n.Zh + zh + "（" + strings.Join(years, "、") + "）",
		En: "at constant prices " + n.En + " of " + place + " " + en + " from " + r.from.Name("en") + " to " + last.Period.Name("en"),
	})
}
