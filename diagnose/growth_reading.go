package diagnose

import (
	"fmt"
	"math/big"
	"regexp"
	"strconv"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/growth"
	"github.com/shopspring/decimal"
)

// arith is one claim of arithmetic under test. It gathers evidence, figures
// and reasons while the values behind the sentence are looked up.
type arith struct {
	c    Claim
	b    *Bench
	r    Result
	real bool // streaks: rates at constant prices are printed for every year

	baseNamed bool // the base was found and not named
	vintage   bool // the two ends are of two revisions
}

// newArith begins the test of a claim; a claim that names no place is about
// the study's.
func newArith(c Claim, b *Bench, rule city.Text) *arith {
	if c.Place == "" {
		c.Place = b.Place
	}
	return &arith{c: c, b: b, r: Result{Claim: c, Verdict: Undecidable, Rule: rule}}
}

// term is a value as it enters arithmetic: its interval, and the spreadsheet
// expression over the evidence that leads to it.
type term struct {
	datum
	expr  string
	exact *big.Rat // of a derived value, from the printed inputs; nil is Value
}

// mid is the value as printed, or as the printed inputs give it.
func (t term) mid() *big.Rat {
	if t.exact != nil {
		return t.exact
	}
	return t.Value.Rat()
}

// iv is the interval that the term stands for. A value that is only known from
// below stands for itself here; open tells.
func (t term) iv() growth.Interval {
	if t.Hi == nil {
		return growth.Interval{Lo: t.Lo, Hi: t.Lo}
	}
	return growth.Interval{Lo: t.Lo, Hi: t.Hi}
}

// point is the value as printed, as an interval of one point.
func (t term) point() growth.Interval { return growth.Interval{Lo: t.mid(), Hi: t.mid()} }

// open reports whether the value is known only from below.
func (t term) open() bool { return t.Hi == nil }

// values lists the usable values of an indicator in one period: the printed
// ones, the claim's definition first, else those that identities imply.
func (a *arith) values(indicator, place string, p city.Period) []datum {
	usable, _ := a.b.candidates(ask{Indicator: indicator, Place: place, Period: p, Facet: city.Level})
	var first, rest []datum
	for _, o := range usable {
		if definitionFits(a.c.Definition, o.Definition) {
			first = append(first, newDatum(o))
		} else {
			rest = append(rest, newDatum(o))
		}
	}
	if out := append(first, rest...); len(out) > 0 {
		return out
	}
	if base := a.levelOf(indicator); base != indicator { // 地区生产总值增速, printed beside the level
		growths, _ := a.b.candidates(ask{Indicator: base, Place: place, Period: p, Facet: city.Growth})
		for _, o := range growths {
			if o.Unit == "%" {
				rest = append(rest, newDatum(o))
			}
		}
		return rest
	}
	if d := a.b.derive(ask{Indicator: indicator, Place: place, Period: p, Facet: city.Level}); d != nil {
		return []datum{*d}
	}
	return nil
}

var placeholder = regexp.MustCompile(`\{\d+\}`)

// use makes a value part of the evidence; its expression then speaks of the
// evidence's numbers.
func (a *arith) use(d datum) term {
	list := d.evidence()
	numbers := make([]int, len(list))
	for i, o := range list {
		numbers[i] = a.r.cite(o)
	}
	if !d.Derived {
		return term{datum: d, expr: fmt.Sprintf("{%d}", numbers[0])}
	}
	expr := placeholder.ReplaceAllStringFunc(d.Expr, func(s string) string {
		i, _ := strconv.Atoi(s[1 : len(s)-1])
		if i < len(numbers) {
			i = numbers[i]
		}
		return fmt.Sprintf("{%d}", i)
	})
	n := a.b.subject(d.Indicator, "", d.Place, d.Period)
	a.reason("derived", n.Zh+"由其他指标推算得出，不是直接公布的数", n.En+" is derived from other indicators and not published as such")
	t := term{datum: d, expr: "(" + expr + ")"}
	if x, ok := evaluate(d.Expr, d.Inputs); ok {
		t.exact = x
	}
	return t
}

// value gives the best value of an indicator in one period, cited.
func (a *arith) value(indicator, place string, p city.Period) (term, bool) {
	list := a.values(indicator, place, p)
	if len(list) == 0 {
		return term{}, false
	}
	return a.use(list[0]), true
}

// pair gives the values of an indicator in two periods that go together best:
// the same definition first, then the same price basis, then the same source;
// both in the unit of the later one. ok is false where an end has no value or
// where the units don't convert.
func (a *arith) pair(indicator, place string, from, to city.Period) (x, y term, ok bool) {
	best, bx, by := -1, datum{}, datum{}
	for i, u := range a.values(indicator, place, from) {
		for j, v := range a.values(indicator, place, to) {
			score := 1000 - i - j
			if u.Definition == v.Definition {
				score += 4000
			}
			if u.Price == v.Price {
				score += 2000
			}
			if u.Source == v.Source {
				score += 500
			}
			if revised(u) == revised(v) {
				score += 1000
			}
			if _, fits := u.in(v.Unit); fits && score > best {
				best, bx, by = score, u, v
			}
		}
	}
	if best < 0 {
		return x, y, false
	}
	if revised(bx) != revised(by) {
		a.vintage = true
		a.reason("revision-differs",
			from.Name("zh")+"与"+to.Name("zh")+"的数据版本不同，一为普查修订数，一未修订，变化中含修订因素",
			"the values of "+from.Name("en")+" and "+to.Name("en")+" are of two revisions, only one of them census-revised: their change includes the revision")
	}
	return a.use(bx).into(by.Unit), a.use(by), true
}

func revised(d datum) bool { return d.Status == city.CensusRevised }

// into turns a term into another unit of the same measure; where there is
// none it stays as it is.
func (t term) into(unit string) term {
	d, ok := t.datum.in(unit)
	if !ok || d.Unit == t.Unit {
		return t
	}
	one, _ := convert(decimal.New(1, 0), t.Unit, unit)
	if !one.Equal(decimal.New(1, 0)) {
		t.expr = "(" + t.expr + "*" + one.String() + ")"
	}
	if t.exact != nil {
		t.exact = new(big.Rat).Mul(t.exact, one.Rat())
	}
	t.datum = d
	return t
}

// ends settles the two periods of a claim about change: the period named (or
// the newest with data), and its base: the one named, else N years before,
// else the year before. ok is false where there is no data at all.
func (a *arith) ends(indicator string) (from, to city.Period, ok bool) {
	to = a.c.Period
	if to == "" {
		to = a.b.latest(ask{Indicator: indicator, Definition: a.c.Definition, Place: a.c.Place, Facet: city.Level})
		if to == "" {
			to = a.b.latest(ask{Indicator: a.levelOf(indicator), Definition: a.c.Definition, Place: a.c.Place, Facet: city.Growth})
		}
		if to == "" {
			to = a.b.latestDerived(ask{Indicator: indicator, Definition: a.c.Definition, Place: a.c.Place, Facet: city.Level})
		}
		if to == "" {
			return "", "", false
		}
		a.assumed(to)
	}
	first, last, span := strings.Cut(string(to), "/")
	switch {
	case a.c.From != "" && a.c.From.Before(to):
		from = a.c.From
	case span && len(first) == 4: // 2013/2018: the first year named is the base
		from, to = city.Period(first), city.Period(last)
	case a.c.Years > 0:
		from = to.Shift(-a.c.Years)
	default:
		from = to.Shift(-1)
	}
	if strings.Contains(a.c.Sentence, "环比") && (a.c.From == "" || from == to.Shift(-1)) {
		from = stepBack(to)
	}
	return from, to, true
}

// stepBack is the period of the same kind just before p: the quarter or the
// month before, else the year before.
func stepBack(p city.Period) city.Period {
	s := string(p)
	switch p.Kind() {
	case "quarter":
		if s[5] == '1' {
			return city.Period(string(p.Shift(-1))[:4] + "Q4")
		}
		return city.Period(s[:5] + string(s[5]-1))
	case "month":
		if s[5:] == "01" {
			return city.Period(string(p.Shift(-1))[:4] + "-12")
		}
		m, _ := strconv.Atoi(s[5:])
		return city.Period(fmt.Sprintf("%s-%02d", s[:4], m-1))
	}
	return p.Shift(-1)
}

// assumed says that the period was chosen and not named.
func (a *arith) assumed(p city.Period) {
	a.reason("period-assumed",
		"句中未写时期，按最近有数据的"+p.Name("zh")+"核",
		"the sentence states no period; "+p.Name("en")+", the latest with data, is taken")
}

// reason adds a reason of this claim; Bench.finish drops repeated ones.
func (a *arith) reason(code, zh, en string) {
	a.r.Reasons = append(a.r.Reasons, Reason{Code: code, Text: city.Text{Zh: zh, En: en}})
}

// figure adds a figure that is computed; value is exact and rounded here.
func (a *arith) figure(zh, en string, value *big.Rat, places int32, unit string, p city.Period, expr string, of ...term) {
	st := city.Final
	for _, t := range of {
		if softer(t.Status, st) {
			st = t.Status
		}
	}
	f := Figure{Name: city.Text{Zh: zh, En: en}, Value: city.Round(value, places), Unit: unit, Period: p, Status: st}
	if expr != "" {
		f.Formula = &Formula{Expr: expr}
	}
	a.r.Figures = append(a.r.Figures, f)
}

// softer reports whether status x is less settled than y.
func softer(x, y city.Status) bool {
	order := map[city.Status]int{city.Rounded: 1, city.Preliminary: 2, city.LowerBound: 3, city.Estimate: 4, city.Target: 5}
	return order[x] > order[y]
}
