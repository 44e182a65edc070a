package diagnose

import (
	"math/big"
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/shopspring/decimal"
)

// manyForm reads 每千常住人口床位数, 平均每万人拥有高新技术企业: so many of a thing
// for so many people.
var manyForm = regexp.MustCompile(`^(?:平均)?每(百|千|万|十万|百万)(?:名|个)?(常住|户籍)?(?:人口|人|居民)(?:中)?(?:拥有|共有|配备|有)?的?(.+)$`)

var manyOf = map[string]int32{"百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6}

// manyParts are the indicator counted, that of the people, and how many zeros
// the number of people has.
func (b *Bench) manyParts(indicator string) (of, people string, zeros int32, ok bool) {
	m := manyForm.FindStringSubmatch(city.Narrow(indicator))
	if m == nil {
		return "", "", 0, false
	}
	x := b.indicators().Resolve(strings.TrimSpace(m[3]))
	if !x.Known || x.Facet != "" && x.Facet != city.Level {
		return "", "", 0, false
	}
	people = "population_resident"
	if m[2] == "户籍" {
		people = "population_registered"
	}
	return x.ID, people, manyOf[m[1]], true
}

// perMany derives so many for so many people from the count and the people at
// the end of the year.
func (b *Bench) perMany(q ask) *datum {
	id, people, zeros, ok := b.manyParts(q.Indicator)
	if !ok || q.Period == "" {
		return nil
	}
	x := b.find(ask{Indicator: id, Place: q.Place, Period: q.Period})
	n := b.find(ask{Indicator: people, Place: q.Place, Period: q.Period})
	if !x.ok() || !n.ok() || x.Derived || n.Derived || x.Hi == nil || n.Hi == nil || n.Lo.Sign() <= 0 {
		return nil
	}
	ux, _ := city.ParseUnit(x.Unit)
	un, known := city.ParseUnit(n.Unit)
	if !known || un.Base != "人" {
		return nil
	}
	base, more := multipleOf(x.Unit)
	factor := decimal.New(1, more)
	if ux.Base != ux.Name || ux.Factor.GreaterThan(decimal.New(1, 0)) {
		base, factor = ux.Base, ux.Factor
	}
	k := new(big.Rat).Quo(new(big.Rat).Mul(factor.Rat(), decimal.New(1, zeros).Rat()), un.Factor.Rat())
	over := func(a, z *big.Rat) *big.Rat { r := new(big.Rat).Quo(a, z); return r.Mul(r, k) }
	lo, hi := over(x.Lo, n.Hi), over(x.Hi, n.Lo)
	expr := "{0}/{1}"
	if k.Cmp(big.NewRat(1, 1)) != 0 {
		expr += "*" + k.RatString()
		if !k.IsInt() {
			expr = "{0}/{1}*" + k.Num().String() + "/" + k.Denom().String()
		}
	}
	o := city.Observation{
		Indicator: q.Indicator, Facet: city.Level, Place: q.Place, Period: x.Period, Unit: base, Status: x.Status,
		Value: city.Round(over(x.Value.Rat(), n.Value.Rat()), shownDecimals(lo, hi)),
	}
	return &datum{Observation: o, Lo: lo, Hi: hi, Derived: true, Inputs: []city.Observation{x.Observation, n.Observation}, Expr: expr}
}

// latestMany is the newest year for which perMany can be derived.
func (b *Bench) latestMany(q ask) city.Period {
	id, people, _, ok := b.manyParts(q.Indicator)
	if !ok {
		return ""
	}
	for p, i := b.latest(ask{Indicator: id, Place: q.Place, Facet: city.Level}), 0; p != "" && i < 3; p, i = p.Shift(-1), i+1 {
		if b.find(ask{Indicator: people, Place: q.Place, Period: p}).ok() {
			return p
		}
	}
	return ""
}
