package diagnose

import (
	"fmt"
	"math/big"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/growth"
)

// realReading is a contribution or a pull at constant prices: the share in the
// base year times the printed growth of the part (over that of the whole).
type realReading struct {
	iv    growth.Interval
	mid   *big.Rat
	expr  string
	share term
	part  rateReading
	whole rateReading
	fit   outcome
}

// realContribution gives the reading at constant prices; ok is false where
// sources do not print both growth rates at stated constant prices for the
// year.
func (a *arith) realContribution(p0, w0 term, whole string, from, to city.Period) (realReading, bool) {
	part, okp := constantOf(a.printedRates(a.c.Indicator, a.c.Place, from, to))
	total, okw := constantOf(a.printedRates(whole, a.c.Place, from, to))
	share, oks := a.quotient(p0, w0)
	if !okp || !okw || !oks || a.c.Price == city.Current || a.c.Figure == nil {
		return realReading{}, false
	}
	r := realReading{share: share, part: part, whole: total}
	point := growth.Interval{Lo: part.mid, Hi: part.mid}
	r.iv, r.mid = growth.PullOfRates(share.iv(), part.iv), growth.PullOfRates(share.point(), point).Lo
	r.expr = fmt.Sprintf("%s*%s/100", share.expr, part.expr)
	unit := "百分点"
	if !a.isPull() {
		iv, ok := growth.ContributionOfRates(share.iv(), part.iv, total.iv)
		mid, okMid := growth.ContributionOfRates(share.point(), point, growth.Interval{Lo: total.mid, Hi: total.mid})
		if !ok || !okMid {
			return realReading{}, false
		}
		r.iv, r.mid, unit = iv, mid.Lo, "%"
		r.expr = fmt.Sprintf("%s*%s/%s", share.expr, part.expr, total.expr)
	}
	r.fit = rateFit(a.c.Hedge, signed(a.c), unit, r.iv, r.mid)
	return r, true
}

// constantOf finds a printed rate at stated constant prices.
func constantOf(list []rateReading) (rateReading, bool) {
	for _, r := range list {
		if r.printed && r.price == city.Constant {
			return r, true
		}
	}
	return rateReading{}, false
}

// realContributionWords writes figure, rewording and counter of the reading at
// constant prices.
func (a *arith) realContributionWords(r realReading, p1 term) {
	name, unit := say("贡献率（可比价）", "contribution at constant prices"), "%"
	if a.isPull() {
		name, unit = say("拉动（可比价）", "pull at constant prices"), "百分点"
	}
	places := a.shownPlaces(r.mid, r.fit == holds)
	terms := append(append([]term{r.share}, r.part.terms...), r.whole.terms...)
	a.figure(name.Zh, name.En, r.mid, places, unit, p1.Period, r.expr, terms...)
	np, nw := a.name(p1), a.rateOwner(r.whole)
	mp, mw, s := moved(r.part.mid, r.part.places()), moved(r.whole.mid, r.whole.places()), size(r.share.mid(), 1, "%")
	v := size(r.mid, places, unit)
	tail := say("，对后者增长的贡献率约为"+v.Zh, ", which makes a contribution of about "+v.En)
	if a.isPull() {
		tail = say("，拉动后者增长约"+v.Zh, ", which makes a pull of about "+v.En)
	}
	base := r.share.Period
	a.r.Rewording = sentence(city.Text{
		Zh: "按可比价格计算，" + p1.Period.Name("zh") + a.b.place(a.c.Place) + np.Zh + mp.Zh + "，" + nw.Zh + mw.Zh + "；前者" + base.Name("zh") + "占后者的" + s.Zh,
		En: "at constant prices " + np.En + " of " + a.b.place(a.c.Place) + " " + mp.En + " in " + p1.Period.Name("en") + " and " + nw.En + " " + mw.En + "; the former made " + s.En + " of the latter in " + base.Name("en"),
	}, tail)
	a.r.Counter = say("按上年现价比重乘可比价增速推算，与发布单位的贡献率可能相差末位数。", "It is last year's share at current prices times growth at constant prices, and may differ from the published one in its last digit.")
}
