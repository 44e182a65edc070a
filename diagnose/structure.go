package diagnose

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/growth"
	"github.com/shopspring/decimal"
)

var structureRule = say(
	"各部分之和应为100，尾差不超过每部分末位半个单位之和；有数据的部分逐项按占整体的比重核对，只差末位一个单位的按尾差处理；没有数据的，加总无误也属依据不足",
	"the parts add to 100, give or take half a unit of the last digit for each; each part with data is held against its share of the whole, one unit in the last digit being a rounding tail; without data a right sum alone decides nothing")

// judgeStructure tests 三次产业结构为2.6∶35.6∶61.8, and plain ratios 1∶2.5∶3.
func judgeStructure(c Claim, b *Bench) Result {
	a := newArith(c, b, structureRule)
	if len(c.Figures) < 2 {
		a.reason("not-understood", "句中没有认出两个以上的构成数字", "fewer than two parts were found in the sentence")
		a.r.Decide = say("写明各部分的比例", "state the parts")
		return a.r
	}
	total, tail := sumOf(c.Figures)
	sum := a.structureSum(total, tail)
	if sum == fails {
		a.r.Verdict = NotSupported
		a.r.Counter = say("各部分加总不为100，比例本身有误。", "The parts do not add to 100: the ratio itself is wrong.")
	}
	parts := a.structureParts()
	if len(parts) != len(c.Figures) {
		if sum != fails {
			a.reason("unknown-indicator", "加总无误，但没有认出各部分对应的指标", "the sum is right, but the indicators of the parts were not found")
			a.r.Decide = say("写明各部分对应的指标和年份", "name the indicators of the parts and the year")
		}
		return a.r
	}
	shares := a.structureShares(parts)
	if sum == fails {
		a.structureWords(shares, make([]outcome, len(shares)), total)
		return a.r
	}
	list := make([]outcome, len(shares))
	for i, s := range shares {
		list[i] = open
		if s != nil {
			list[i] = denied(structureFit(c.Figures[i], *s, sum == open), c.Denied)
		}
	}
	a.structureVerdict(shares, list, total)
	return a.r
}

// sumOf adds the figures, and the tail that their rounding allows.
func sumOf(list []decimal.Decimal) (total decimal.Decimal, tail *big.Rat) {
	tail = new(big.Rat)
	for _, f := range list {
		total = total.Add(f)
		tail.Add(tail, decimal.New(5, -city.Decimals(f)-1).Rat())
	}
	return total, tail
}

// structureSum tests the sum: holds within the tail of 100, open where the
// figures are a plain ratio (1∶2.5∶3) that adds to nothing, else fails.
func (a *arith) structureSum(total decimal.Decimal, tail *big.Rat) outcome {
	gap := new(big.Rat).Sub(total.Rat(), big.NewRat(100, 1))
	gap.Abs(gap)
	if gap.Cmp(tail) <= 0 {
		if gap.Sign() != 0 {
			s := city.Printed(total)
			a.reason("rounding", "各部分之和为"+s+"，与100的差属四舍五入尾差", "the parts add to "+s+"; the rest is rounding")
		}
		return holds
	}
	if a.plainRatio() {
		return open
	}
	a.reason("mismatch", "各部分之和为"+city.Printed(total)+"，不等于100，超出尾差（"+tailWord(tail)+"）", "the parts add to "+city.Printed(total)+", not to 100, beyond the rounding tail ("+tailWord(tail)+")")
	return fails
}

func tailWord(tail *big.Rat) string {
	return strings.TrimRight(strings.TrimRight(tail.FloatString(4), "0"), ".")
}

// plainRatio reports whether one of the figures is 1: the others are multiples
// of it.
func (a *arith) plainRatio() bool {
	one := decimal.New(1, 0)
	return a.c.Figures[0].Equal(one) || a.c.Figures[len(a.c.Figures)-1].Equal(one)
}

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

// structureVerdict joins sum and parts.
func (a *arith) structureVerdict(shares []*term, list []outcome, total decimal.Decimal) {
	if a.plainRatio() && !total.Equal(decimal.New(100, 0)) {
		a.ratioFits(shares, list)
	}
	core := over(list)
	known := 0
	for _, o := range list {
		if o != open {
			known++
		}
	}
	switch {
	case some2(list, fails):
		core = fails
	case known == 0:
		core = open
		a.r.Decide = say("需要各部分和整体的数据", "data of the parts and of the whole")
	case some2(list, mixed) && !some2(list, open):
		core = holds
		a.reason("rounding", "个别部分与数据相差末位一个单位，属尾差", "a part differs by one unit in its last digit, which is a rounding tail")
	case known < len(list):
		core = mixed
	}
	a.r.Verdict = combine(tested{core: core})
	a.structureWords(shares, list, total)
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
		mid, okMid := growth.TimesTo(shares[at].exact(), shares[i].exact())
		if i == at {
			list[i] = holds
		} else if ok && okMid {
			list[i] = denied(rateFit(Exactly, a.c.Figures[i], "", iv, mid.Lo), a.c.Denied)
		}
	}
}

// structureWords writes figures, reasons, rewording and counter.
func (a *arith) structureWords(shares []*term, list []outcome, total decimal.Decimal) {
	var zh, en, ratio []string
	complete := true
	places := city.Decimals(a.c.Figures[0])
	var period city.Period
	for i, s := range shares {
		if s == nil {
			complete = false
			continue
		}
		period = s.Period
		n := a.name(*s)
		expr := s.expr
		if !s.Derived {
			expr = ""
		}
		a.figure(n.Zh+"比重", "share of "+n.En, s.mid(), places, "%", s.Period, expr, *s)
		v := size(s.mid(), places, "%")
		zh, en = append(zh, n.Zh+v.Zh), append(en, n.En+" "+v.En)
		ratio = append(ratio, city.Round(s.mid(), places).StringFixed(places))
		if list[i] == fails {
			f := amount(a.c.Figures[i], "%")
			a.reason("mismatch", n.Zh+"比重原句为"+f.Zh+"，数据为"+v.Zh, "the share of "+n.En+": the sentence says "+f.En+", the data "+v.En)
		}
	}
	a.figure("各部分之和", "sum of the parts", total.Rat(), city.Decimals(total), "", period, "")
	if len(zh) == 0 {
		return
	}
	head := city.Text{Zh: period.Name("zh") + a.b.place(a.c.Place), En: a.b.place(a.c.Place) + " in " + period.Name("en") + ": "}
	if complete {
		a.r.Rewording = sentence(head, say(fmt.Sprintf("各部分占比为%s（%s）", strings.Join(ratio, "∶"), strings.Join(zh, "、")), strings.Join(ratio, " : ")+" ("+strings.Join(en, ", ")+")"))
	} else {
		a.r.Rewording = sentence(head, say("有数据可核的部分占比为："+strings.Join(zh, "、"), "shares that data bear out: "+strings.Join(en, ", ")))
	}
	if a.r.Counter.IsZero() {
		a.r.Counter = say("结构按现价计算，价格变动也会改变比重。", "A structure is at current prices: a change of prices moves it, too.")
	}
}
