package diagnose

import (
	"math/big"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/growth"
	"github.com/shopspring/decimal"
)

// threeIndustries are the words by which tables print the three industries.
var threeIndustries = [][]string{
	{"第一产业增加值", "第一产业", "第一产业增加值占GDP的比重", "第一产业占GDP的比重", "第一产业比重"},
	{"第二产业增加值", "第二产业", "第二产业增加值占GDP的比重", "第二产业占GDP的比重", "第二产业比重"},
	{"第三产业增加值", "第三产业", "第三产业增加值占GDP的比重", "第三产业占GDP的比重", "第三产业比重"},
}

// structureParts gives the indicators of the parts: those of the claim, else
// the three industries where the words mean them.
func (a *arith) structureParts() []string {
	if len(a.c.Indicators) > 0 {
		return a.c.Indicators
	}
	s := a.c.Sentence
	if len(a.c.Figures) != 3 || !strings.Contains(s, "产业结构") && !strings.Contains(s, "三次产业") && !strings.Contains(s, "三产") {
		return nil
	}
	var out []string
	for _, names := range threeIndustries {
		id := ""
		for _, n := range names {
			x := a.b.indicators().Resolve(n).ID
			if x != "" && len(a.b.Set.Series(x, a.c.Place, city.Level)) > 0 {
				id = x
				break
			}
		}
		if id == "" {
			id = a.b.indicators().Resolve(names[0]).ID
		}
		out = append(out, id)
	}
	return out
}

// structureShares gives each part's share of the whole, nil where there are no
// data. Without a whole of its own the sum of all parts is the whole.
func (a *arith) structureShares(parts []string) []*term {
	p := a.c.Period
	if p == "" {
		for _, id := range parts {
			if p = a.b.latest(ask{Indicator: id, Place: a.c.Place, Facet: city.Level}); p != "" {
				a.assumed(p)
				break
			}
		}
	}
	out := make([]*term, len(parts))
	values := make([]*term, len(parts))
	missing := 0
	for i, id := range parts {
		if t, ok := a.value(id, a.c.Place, p); ok {
			values[i] = &t
		} else {
			missing++
			m := a.missing(id, a.c.Place, p)
			a.reason("no-data", m.Zh, m.En)
		}
	}
	whole, known := a.structureWhole(parts, values, missing, p)
	for i, t := range values {
		switch {
		case t == nil:
		case t.Unit == "%":
			out[i] = t
		case known:
			if q, ok := a.quotient(*t, whole); ok {
				out[i] = &q
			}
		}
	}
	return out
}

// structureWhole is the whole that the parts make up.
func (a *arith) structureWhole(parts []string, values []*term, missing int, p city.Period) (term, bool) {
	for _, id := range []string{a.c.Against, a.c.Indicator} {
		if id == "" || slices.Contains(parts, id) {
			continue
		}
		if t, ok := a.value(id, a.c.Place, p); ok && t.Unit != "%" {
			return t, true
		}
	}
	if missing > 0 || values[0] == nil || values[0].Unit == "%" {
		return term{}, false
	}
	sum := *values[0]
	sum.Inputs = append([]city.Observation(nil), sum.evidence()...)
	for _, t := range values[1:] {
		u := t.into(sum.Unit)
		if u.Unit != sum.Unit || u.open() || sum.open() {
			return term{}, false
		}
		iv := sum.iv().Add(u.iv())
		sum.Lo, sum.Hi = iv.Lo, iv.Hi
		sum.exact = new(big.Rat).Add(sum.mid(), u.mid())
		sum.Value = sum.Value.Add(u.Value)
		sum.expr = sum.expr + "+" + u.expr
		sum.Inputs = append(sum.Inputs, u.evidence()...)
		if softer(u.Status, sum.Status) {
			sum.Status = u.Status
		}
	}
	sum.Derived, sum.expr = true, "("+sum.expr+")"
	return sum, true
}

// structureFit tests one part. One unit in the last digit is a tail that may
// have been put into this part. A plain ratio is not tested part by part.
func structureFit(f decimal.Decimal, t term, ratio bool) outcome {
	if ratio {
		return open
	}
	if o := rateFit(Exactly, f, "%", t.iv(), t.mid()); o != fails {
		return o
	}
	unit := decimal.New(1, -city.Decimals(f))
	for _, near := range []decimal.Decimal{f.Add(unit), f.Sub(unit)} {
		if rateFit(Exactly, near, "%", t.iv(), t.mid()) == holds {
			return mixed
		}
	}
	return fails
}

// ratioFits tests a plain ratio: each part against the part that is 1.
func (a *arith) ratioFits(shares []*term, list []outcome) {
	one := decimal.New(1, 0)
	at := 0
	if !a.c.Figures[0].Equal(one) {
		at = len(a.c.Figures) - 1
	}
	for i := range list {
		list[i] = open
		if shares[i] == nil || shares[at] == nil {
			continue
		}
		iv, ok := growth.TimesTo(shares[at].iv(), shares[i].iv())
		mid, okMid := growth.TimesTo(shares[at].point(), shares[i].point())
		if i == at {
			list[i] = holds
		} else if ok && okMid {
			list[i] = denied(rateFit(Exactly, a.c.Figures[i], "", iv, mid.Lo), a.c.Denied)
		}
	}
}
