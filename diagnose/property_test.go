package diagnose

import (
	"fmt"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

// A figure that is the datum rounded to any number of decimals, in any unit
// that fits, is supported; one that is two units of its last place off is not.
func TestLevelRoundsInAnyUnit(t *testing.T) {
	places, indicators := catalog.NewPlaces(), catalog.NewIndicators()
	rapid.Check(t, func(rt *rapid.T) {
		v := decimal.New(rapid.Int64Range(100, 99999999).Draw(rt, "v"), -2)
		b := benchOn(t, "gdp|420100|2018|"+city.Printed(v)+"|亿元", places, indicators)
		unit := rapid.SampledFrom([]string{"亿元", "万亿元", "万元", "元"}).Draw(rt, "unit")
		in, _ := city.Convert(v, "亿元", unit)
		n := rapid.Int32Range(0, city.Decimals(in)).Draw(rt, "decimals")
		x := city.Round(in.Rat(), n)
		c := Claim{Type: LevelType, Indicator: "gdp", Period: "2018", Figure: &x, Unit: unit}
		if r := Judge(c, b); r.Verdict != Supported {
			rt.Fatalf("%s亿元 as %s%s: %s", v, x, unit, r.Verdict)
		}
		off := x.Add(decimal.New(2, -n))
		c.Figure = &off
		if r := Judge(c, b); r.Verdict != NotSupported {
			rt.Fatalf("%s亿元 as %s%s: %s", v, off, unit, r.Verdict)
		}
	})
}

// A rank does not depend on the order of the observations, and a larger value
// never ranks lower.
func TestRankIsAnOrder(t *testing.T) {
	base := six(t, sixFull)
	members := []string{"140100", "340100", "360100", "410100", "420100", "430100"}
	rapid.Check(t, func(rt *rapid.T) {
		values := rapid.SliceOfN(rapid.IntRange(1, 9), 6, 6).Draw(rt, "values")
		order := rapid.Permutation([]int{0, 1, 2, 3, 4, 5}).Draw(rt, "order")
		var plain, mixed []string
		for i, m := range members {
			plain = append(plain, fmt.Sprintf("academicians|%s|2018|%d|人", m, values[i]*10))
		}
		for _, i := range order {
			mixed = append(mixed, plain[i])
		}
		rank := func(lines []string, own string) int {
			b := benchOn(t, strings.Join(lines, "\n"), base.Set.Places, base.Set.Indicators)
			b.Roster = base.Roster
			s := b.position(Claim{Place: own, Indicator: "academicians", Period: "2018"}).readings()
			if len(s) != 1 || s[0].best != s[0].worst {
				rt.Fatalf("no single rank: %+v", s)
			}
			return s[0].best
		}
		for i, m := range members {
			want := 1
			for j := range members {
				if values[j] > values[i] {
					want++
				}
			}
			if got, again := rank(plain, m), rank(mixed, m); got != want || again != want {
				rt.Fatalf("%s of %v ranks %d and %d, want %d", m, values, got, again, want)
			}
		}
	})
}

// Loosening never turns a figure that holds into one that does not: what fits
// exactly also is about it, at least it and at most it.
func TestHedgesContainTheFigure(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		x := decimal.New(rapid.Int64Range(1, 999999).Draw(rt, "x"), -rapid.Int32Range(0, 3).Draw(rt, "decimals"))
		for _, h := range []Hedge{Exactly, OrSo, Over, AndMore, AtLeast, AtMost, Tenths} {
			if got := zone(h, x, "亿元", x.Rat()); got != holds {
				rt.Fatalf("%s %s of itself: %d", h, x, got)
			}
		}
		for _, h := range []Hedge{Near, LessThan} {
			if got := zone(h, x, "亿元", x.Rat()); got != fails {
				rt.Fatalf("%s %s of itself: %d", h, x, got)
			}
		}
	})
}

// No claim, however odd, makes Judge panic or leaves it without a verdict and
// words.
func FuzzJudge(f *testing.F) {
	f.Add("rank", "gdp", "2018", "第8位", int64(8), "亿元", "near", true)
	f.Add("comparison", "", "2018Q1", "不如", int64(-3), "%", "over", false)
	f.Add("target", "rd_intensity", "2018-01/2018-09", "序时进度", int64(0), "百分点", "", false)
	types := Tests()
	base := six(&testing.T{}, sixFull)
	f.Fuzz(func(t *testing.T, kind, indicator, period, sentence string, n int64, unit, hedge string, deny bool) {
		b := &Bench{Set: base.Set, Place: base.Place, Roster: base.Roster}
		v := decimal.New(n, -1)
		p, _ := city.ParsePeriod(period)
		for _, x := range types {
			c := Claim{
				Type: x.Type, Sentence: sentence, Indicator: indicator, Period: p, Figure: &v, Unit: unit, Hedge: Hedge(hedge), Denied: deny,
				Rank: int(n % 40), RankWord: "high", Peers: []string{"430100"}, Than: "above", Concept: kind, Indicators: []string{indicator, "gdp"}, Figures: []decimal.Decimal{v, v},
				Parts: []Claim{{Type: Type(kind), Indicator: indicator, Figure: &v, Unit: unit}},
			}
			r := Judge(c, b)
			if r.Verdict == "" || r.Rewording.Zh == "" || r.Counter.Zh == "" {
				t.Errorf("%s: %+v", x.Type, r)
			}
		}
	})
}
