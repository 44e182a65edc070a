package diagnose

import (
	"math/big"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// perHeadBasis gives a derived quotient of a flow by a stock its second
// reading. Official figures per head divide by the mean of the population at
// the beginning and the end of the year; with the population of the year
// before known, that reading comes first, else the year-end one stands alone.
// The reading that fits the sentence is taken. The text says which it is;
// it is empty where the value is of another kind.
func (b *Bench) perHeadBasis(f *found, c Claim) city.Text {
	if !f.Derived || len(f.Inputs) != 2 || c.Figure == nil {
		return city.Text{}
	}
	flow, stock := f.Inputs[0], f.Inputs[1]
	if b.kind(f.Indicator) != city.Ratio || b.kind(flow.Indicator) != city.Flow || b.kind(stock.Indicator) != city.Stock {
		return city.Text{}
	}
	name := b.indicator(stock.Indicator, stock.Definition)
	end := city.Text{Zh: "按年末数（" + name.Zh + "）推算，公布的人均数一般按年平均人口计算", En: "derived from the year-end " + name.En + "; published figures per head use the mean of the year"}
	mean := b.meanOfYear(*f.datum, stock)
	if mean == nil {
		return end
	}
	f.Readings = []datum{*mean}
	unit := unitOr(c.Unit, f.Unit)
	d, ok := f.datum.in(unit)
	m, okm := mean.in(unit)
	if ok && okm && fits(c.Hedge, *c.Figure, m) != holds && fits(c.Hedge, *c.Figure, d) == holds {
		f.Readings = []datum{*f.datum}
		return end
	}
	f.datum = mean
	return city.Text{Zh: "按上年末与本年末" + name.Zh + "的平均数推算", En: "derived from the mean of the " + name.En + " at both ends of the year"}
}

// byMeanOfYear puts a derived quotient of a flow by a stock on the mean of two
// year ends, where the year before is known: one figure per head is then the
// same in every sentence.
func (b *Bench) byMeanOfYear(f *found) {
	if !f.ok() || !f.Derived || len(f.Inputs) != 2 {
		return
	}
	flow, stock := f.Inputs[0], f.Inputs[1]
	if b.kind(f.Indicator) != city.Ratio || b.kind(flow.Indicator) != city.Flow || b.kind(stock.Indicator) != city.Stock {
		return
	}
	if m := b.meanOfYear(*f.datum, stock); m != nil {
		f.Readings = []datum{*m}
		f.datum = &f.Readings[0]
	}
}

// meanOfYear is the datum with its denominator taken as the mean of two year
// ends; nil where the year before is unknown.
func (b *Bench) meanOfYear(d datum, stock city.Observation) *datum {
	last := b.find(ask{Indicator: stock.Indicator, Definition: stock.Definition, Place: stock.Place, Period: stock.Period.Shift(-1)})
	if !last.ok() || last.Derived || last.Unit != stock.Unit || last.Hi == nil {
		return nil
	}
	lo, hi := interval(stock)
	if hi == nil || lo.Sign() <= 0 || last.Lo.Sign() <= 0 || b.breakBetween(stock.Indicator, stock.Place, last.Period, stock.Period) != nil {
		return nil
	}
	// end / mean = 2 end / (end + last)
	ratio := func(end, before *big.Rat) *big.Rat {
		q := new(big.Rat).Quo(end, new(big.Rat).Add(end, before))
		return q.Mul(q, big.NewRat(2, 1))
	}
	m := d
	m.Lo = new(big.Rat).Mul(d.Lo, ratio(hi, last.Hi))
	m.Hi = new(big.Rat).Mul(d.Hi, ratio(lo, last.Lo))
	mid := new(big.Rat).Mul(new(big.Rat).Add(m.Lo, m.Hi), big.NewRat(1, 2))
	m.Value = city.Round(mid, shownDecimals(m.Lo, m.Hi))
	m.Inputs = append(append([]city.Observation{}, d.Inputs...), last.Observation)
	m.Expr = strings.Replace(d.Expr, "{1}", "(({1}+{2})/2)", 1)
	return &m
}
