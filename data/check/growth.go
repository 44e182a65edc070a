package check

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
)

var (
	growthTitle = city.Text{Zh: "印出的增速与水平值算出的不符", En: "printed growth does not follow from the levels"}
	growthText  = city.Text{
		Zh: `用同一来源的本期与基期水平值重算增速，与印出的增速在印出的精度上比较；两期水平值在各自四舍五入范围内的任何取值能得到印出的增速，即为相符。
不符时列出重算值和隐含的价格变动（名义增速与印出增速之差所意味的价格涨跌），不猜原因。
来源注明可比价、不变价的，差异通常来自价格，作为提示；只差末位的也作为提示；没有注明的是错误。跨口径变化的不重算。`,
		En: `Growth is recomputed from the levels of both periods and compared at the printed precision; it agrees if any levels
within their own rounding give it. Otherwise the recomputed rate and the implied price change are shown and nothing is
guessed. Where constant prices are stated, or only the last digit is off, it is a note; else an error. Growth across a
break is not recomputed.`}

	rateTitle = city.Text{Zh: "占比、强度印了百分比增速", En: "growth rate printed for a share"}
	rateText  = city.Text{
		Zh: `占比和强度本身是百分数，升降应当用百分点表示。表中给它印了以%表示的增速（如2.34%到2.42%印为3.42%），
引用时容易误读为提高3.42个百分点。按两期之差改写为百分点。`,
		En: `A share is itself a percentage; its change is stated in percentage points. The table prints a growth rate in per cent
(2.34 % to 2.42 % as 3.42 %), which is easily misread as points. Quote the difference in percentage points instead.`}
)

// printedGrowth is D103.
func printedGrowth(s *data.Set) []city.Finding {
	var out []city.Finding
	for _, g := range s.Observations {
		if g.Facet != city.Growth || g.Status == city.Missing || g.Grade == "D" {
			continue
		}
		if strings.Contains(g.Note, "年均") || strings.Contains(g.Definition, "年均") {
			out = append(out, averageGrowth(s, g)...)
			continue
		}
		base := g.Base
		if base == "" {
			base = g.Period.Shift(-1)
		}
		now, ok1 := fromSameFile(s.At(g.Indicator, g.Place, city.Level, g.Period), g)
		before, ok2 := fromSameFile(s.At(g.Indicator, g.Place, city.Level, base), g)
		if !ok1 || !ok2 || broken(s, before, now) {
			continue
		}
		if f, wrong := growthFinding(s, g, before, now); wrong {
			out = append(out, f)
		}
	}
	return append(out, growthIndicators(s)...)
}

// growthIndicators compares an indicator that is itself a growth rate
// (identity growth) with the levels that it is the growth of.
func growthIndicators(s *data.Set) []city.Finding {
	var out []city.Finding
	for _, x := range s.Indicators.All() {
		for _, id := range x.Identities {
			if id.Kind != "growth" {
				continue
			}
			for _, place := range s.PlacesOf(x.ID, city.Level) {
				for _, g := range values(s.Series(x.ID, place, city.Level)) {
					now, ok1 := fromSameFile(s.At(id.B, place, city.Level, g.Period), g)
					before, ok2 := fromSameFile(s.At(id.B, place, city.Level, g.Period.Shift(-1)), g)
					if !ok1 || !ok2 || g.Grade == "D" || g.Status == city.Target || broken(s, before, now) {
						continue
					}
					if g.Price == "" {
						g.Price = x.Price
					}
					if f, wrong := growthFinding(s, g, before, now); wrong {
						out = append(out, f)
					}
				}
			}
		}
	}
	return out
}

// growthFinding compares one printed rate with the levels.
func growthFinding(s *data.Set, g, before, now city.Observation) (city.Finding, bool) {
	v, ok := city.Convert(now.Value, now.Unit, before.Unit)
	if !ok || before.Value.Sign() <= 0 || v.Sign() < 0 || before.Status == city.LowerBound || now.Status == city.LowerBound {
		return city.Finding{}, false
	}
	now.Value, now.Unit = v, before.Unit
	unit, _ := city.ParseUnit(g.Unit)
	points := unit.Base == "百分点"
	if points && !isShare(now) {
		return city.Finding{}, false
	}
	rate := func(a, b *big.Rat) *big.Rat { // of b on a, in percent or points
		if points {
			return new(big.Rat).Sub(b, a)
		}
		q := new(big.Rat).Quo(b, a)
		return q.Sub(q, big.NewRat(1, 1)).Mul(q, big.NewRat(100, 1))
	}
	blo, bhi := data.Interval(before)
	nlo, nhi := data.Interval(now)
	if blo.Sign() <= 0 {
		return city.Finding{}, false
	}
	glo, ghi := data.Interval(g)
	if data.Overlap(glo, ghi, rate(bhi, nlo), rate(blo, nhi)) {
		return city.Finding{}, false
	}
	n := city.Decimals(g.Value)
	calc := city.Round(rate(before.Value.Rat(), now.Value.Rat()), n)
	severity := city.SeverityError
	basis := city.Text{Zh: "价格基础未注明", En: "the price basis is not stated"}
	price := city.Text{}
	if !points && !isShare(now) && now.Price != city.Constant {
		nominal := new(big.Rat).Quo(now.Value.Rat(), before.Value.Rat())
		real := new(big.Rat).Add(big.NewRat(1, 1), new(big.Rat).Quo(g.Value.Rat(), big.NewRat(100, 1)))
		if real.Sign() > 0 {
			change := new(big.Rat).Quo(nominal, real)
			change.Sub(change, big.NewRat(1, 1)).Mul(change, big.NewRat(100, 1))
			p := city.Fixed(city.Round(change, 2), 2)
			price = city.Text{Zh: fmt.Sprintf("；若印出的是可比价增速，隐含价格变动为%s%%", p), En: fmt.Sprintf("; were it at constant prices, prices would have changed by %s %%", p)}
		}
	}
	switch {
	case g.Price == city.Constant:
		severity, basis = city.SeverityNote, city.Text{Zh: "来源注明可比价", En: "constant prices are stated"}
	case offByOne(calc.Sub(g.Value).Rat(), n):
		severity, basis, price = city.SeverityNote, city.Text{Zh: "只差末位", En: "off by one in the last digit"}, city.Text{}
	case points || isShare(now):
		basis = city.Text{Zh: "占比不涉及价格", En: "a share has no price basis"}
	}
	return finding(s, "D103", severity, g, city.Text{
		Zh: fmt.Sprintf("%s增速印为%s，由%s的%s到%s的%s算得%s%s，%s%s", subject(s, g).Zh, printed(g), before.Period.Name("zh"), printed(before), now.Period.Name("zh"), printed(now), city.Printed(calc), g.Unit, basis.Zh, price.Zh),
		En: fmt.Sprintf("%s: growth is printed as %s; %s in %s to %s in %s give %s%s; %s%s", subject(s, g).En, printed(g), printed(before), before.Period, printed(now), now.Period, city.Printed(calc), g.Unit, basis.En, price.En),
	}, g, before, now), true
}

// ratesOfShares is D112.
func ratesOfShares(s *data.Set) []city.Finding {
	var out []city.Finding
	for _, g := range s.Observations {
		if g.Facet != city.Growth || g.Status == city.Missing || !isShare(g) {
			continue
		}
		base := g.Base
		if base == "" {
			base = g.Period.Shift(-1)
		}
		x, _ := s.Indicators.Get(g.Indicator)
		now, ok := fromSameFile(s.At(g.Indicator, g.Place, city.Level, g.Period), g)
		if !(ok && isShare(now)) && !(!ok && x.Kind == city.Share) {
			continue
		}
		zh, en := "", ""
		cells := []city.Observation{g}
		if before, had := fromSameFile(s.At(g.Indicator, g.Place, city.Level, base), g); had && ok {
			d := now.Value.Sub(before.Value)
			cells = append(cells, before, now)
			zh = fmt.Sprintf("；由%s到%s，%s%s个百分点", printed(before), printed(now), direction(d.Sign(), "zh"), city.Printed(d.Abs()))
			en = fmt.Sprintf("; from %s to %s it %s %s percentage points", printed(before), printed(now), direction(d.Sign(), "en"), city.Printed(d.Abs()))
		}
		out = append(out, finding(s, "D112", city.SeverityNote, g, city.Text{
			Zh: fmt.Sprintf("%s是百分数，却印了增速%s，应当用百分点%s", subject(s, g).Zh, printed(g), zh),
			En: fmt.Sprintf("%s is a percentage and a growth rate of %s is printed for it; percentage points are meant%s", subject(s, g).En, printed(g), en),
		}, cells...))
	}
	return out
}

func direction(sign int, lang string) string {
	return map[int]city.Text{1: {Zh: "提高", En: "rose by"}, 0: {Zh: "变动", En: "changed by"}, -1: {Zh: "降低", En: "fell by"}}[sign].In(lang)
}
