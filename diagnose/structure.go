package diagnose

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
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
	case slices.Contains(list, fails):
		core = fails
	case known == 0:
		core = open
		a.r.Decide = say("需要各部分和整体的数据", "needed: data of the parts and of the whole")
	case slices.Contains(list, mixed) && !slices.Contains(list, open):
		core = holds
		a.reason("rounding", "个别部分与数据相差末位一个单位，属尾差", "a part differs by one unit in its last digit, which is a rounding tail")
	case known < len(list):
		core = mixed
	}
	a.r.Verdict = combine(tested{core: core})
	a.structureWords(shares, list, total)
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
			a.reason("mismatch", n.Zh+"比重句中为"+f.Zh+"，数据为"+v.Zh, "the share of "+n.En+": the sentence says "+f.En+", the data "+v.En)
		}
	}
	a.figure("各部分之和", "sum of the parts", total.Rat(), city.Decimals(total), "", period, "")
	if len(zh) == 0 {
		return
	}
	head := city.Text{Zh: period.Name("zh") + a.b.place(a.c.Place), En: "in " + period.Name("en") + " "}
	if complete {
		what := a.structureName()
		a.r.Rewording = sentence(head, say(fmt.Sprintf(what.Zh+"为%s（%s）", strings.Join(ratio, "∶"), strings.Join(zh, "、")), what.En+" of "+a.b.place(a.c.Place)+" stood at "+strings.Join(ratio, " : ")+" ("+strings.Join(en, ", ")+")"))
	} else {
		a.r.Rewording = sentence(head, say("有数据可核的部分占比为："+strings.Join(zh, "、"), "the shares of "+a.b.place(a.c.Place)+" that data bear out were: "+strings.Join(en, ", ")))
	}
	if a.r.Counter.IsZero() {
		a.r.Counter = say("结构按现价计算，价格变动也会改变比重。", "A structure is at current prices: a change of prices moves it, too.")
	}
}

// structureName names what the parts make up.
func (a *arith) structureName() city.Text {
	if len(a.c.Figures) == 3 && strings.Contains(a.c.Sentence, "产业") {
		return say("三次产业结构", "the structure of the three industries")
	}
	return say("各部分占比", "the shares of the parts")
}
