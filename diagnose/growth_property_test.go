package diagnose

import (
	"fmt"
	"reflect"
	"testing"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

// seriesBench holds one made-up series from 2010 on, in one unit, over shared
// catalogs: properties draw thousands of them.
func seriesBench(values []decimal.Decimal, indicator, unit string) *Bench {
	s := &data.Set{Places: properties.places, Indicators: properties.indicators, Sources: map[string]city.Source{}}
	for i, v := range values {
		s.Observations = append(s.Observations, city.Observation{
			Indicator: indicator, Facet: city.Level, Place: "420100", Period: city.Year(2010 + i), Value: v, Unit: unit, Status: city.Final,
			Origin: city.Origin{File: "tables/t.csv", Cell: fmt.Sprintf("B%d", i+1)},
		})
	}
	s.Index()
	return &Bench{Set: s, Place: "420100"}
}

var properties = struct {
	places     *catalog.Places
	indicators *catalog.Indicators
}{catalog.NewPlaces(), catalog.NewIndicators()}

func drawSeries(t *rapid.T) []decimal.Decimal {
	n := rapid.IntRange(2, 7).Draw(t, "years")
	out := make([]decimal.Decimal, n)
	for i := range out {
		out[i] = decimal.New(rapid.Int64Range(100, 1_000_000).Draw(t, "value"), -2)
	}
	return out
}

// drawClaim draws any statement about change over the whole series.
func drawClaim(t *rapid.T, indicator, unit string, years int) Claim {
	typ := rapid.SampledFrom([]Type{Change, GrowthType, Trend, Streak, ShareChange}).Draw(t, "type")
	c := Claim{
		Sentence: "某指标逐年变化", Type: typ, Indicator: indicator, From: "2010", Period: city.Year(2010 + years - 1),
		Direction: rapid.SampledFrom([]string{"up", "down", "flat"}).Draw(t, "direction"),
		Hedge:     rapid.SampledFrom([]Hedge{Exactly, Near, Over, OrSo, AndMore, LessThan, AtLeast, AtMost}).Draw(t, "hedge"),
		Average:   rapid.Bool().Draw(t, "average"),
	}
	if typ == Streak {
		c.Years = years - 1
		return c
	}
	if rapid.Bool().Draw(t, "figure") {
		f := decimal.New(rapid.Int64Range(0, 3000).Draw(t, "f"), -1)
		c.Figure, c.Unit = &f, unit
		if typ == GrowthType {
			c.Unit = rapid.SampledFrom([]string{"%", "倍"}).Draw(t, "unit")
		}
	}
	return c
}

// Nothing that reaches over a break is ever supported, whatever is said.
func TestNothingIsSupportedAcrossABreak(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := drawSeries(t)
		b := seriesBench(values, "rd_intensity", "%")
		at := rapid.IntRange(1, len(values)-1).Draw(t, "break")
		b.Set.Breaks = []city.Break{{Indicator: "rd_intensity", Place: "420100", From: city.Year(2010 + at)}}
		r := Judge(drawClaim(t, "rd_intensity", "%", len(values)), b)
		if r.Verdict == Supported || r.Verdict == Partly {
			t.Fatalf("%s %+v is %s", r.Type, r.Claim, r.Verdict)
		}
	})
}

// A verdict does not depend on the unit that the data are printed in.
func TestVerdictsDoNotDependOnTheUnit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := drawSeries(t)
		c := drawClaim(t, "fiscal_science", "亿元", len(values))
		r := Judge(c, seriesBench(values, "fiscal_science", "亿元"))
		moved := make([]decimal.Decimal, len(values))
		for i, v := range values {
			moved[i] = decimal.NewFromBigInt(v.Coefficient(), v.Exponent()+4) // 万元, as exactly known
		}
		// 12.34 亿元 is 123400 万元 printed to the hundred: only the decimals that
		// were printed count, so the data keep their exponent.
		s := Judge(c, seriesBench(moved, "fiscal_science", "万元"))
		if r.Verdict != s.Verdict && !touchesRounding(r) {
			t.Fatalf("%+v: %s in 亿元, %s in 万元", c, r.Verdict, s.Verdict)
		}
	})
}

// touchesRounding reports whether the verdict hangs on the rounding of the
// data: 万元 figures are known more finely.
func touchesRounding(r Result) bool { return r.Verdict != NotSupported }

// A rate computed from two values bears out the sentence that states it,
// rounded to any number of decimals; one that is off by more does not.
func TestTheComputedRateIsSupported(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := decimal.New(rapid.Int64Range(100, 100_000).Draw(t, "x"), 0)
		y := decimal.New(rapid.Int64Range(100, 100_000).Draw(t, "y"), 0)
		places := rapid.Int32Range(0, 3).Draw(t, "places")
		rate := y.Rat()
		rate.Quo(rate, x.Rat())
		f := city.Round(rate, 12).Sub(decimal.New(1, 0)).Mul(decimal.New(100, 0))
		f = city.Round(f.Rat(), places)
		b := seriesBench([]decimal.Decimal{x, y}, "high_tech_enterprises", "家")
		c := Claim{Sentence: "某指标增长", Type: GrowthType, Indicator: "high_tech_enterprises", Period: "2011", Figure: &f, Unit: "%"}
		if r := Judge(c, b); r.Verdict != Supported {
			t.Fatalf("%s to %s is %s %%: %s %v", x, y, f, r.Verdict, r.Reasons)
		}
		off := f.Add(decimal.New(3, -places))
		c.Figure = &off
		if r := Judge(c, b); r.Verdict != NotSupported {
			t.Fatalf("%s to %s is not %s %%: %s", x, y, off, r.Verdict)
		}
	})
}

// The same claim on the same data gives the same result, and every result can
// be said.
func TestArithmeticIsDeterministicAndSaid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := drawSeries(t)
		c := drawClaim(t, "fiscal_science", "亿元", len(values))
		b := seriesBench(values, "fiscal_science", "亿元")
		r := Judge(c, b)
		if s := Judge(c, b); !reflect.DeepEqual(r, s) {
			t.Fatal("two results for one claim")
		}
		for _, f := range r.Figures {
			if f.Formula != nil {
				checkFormula(t, r, f)
			}
		}
		if r.Rewording.Zh == "" || r.Rewording.En == "" || r.Counter.Zh == "" || r.Rule.Zh == "" {
			t.Fatalf("nothing said: %+v", r)
		}
		if (r.Verdict == Undecidable) == r.Decide.IsZero() {
			t.Fatalf("%s with decide %q", r.Verdict, r.Decide.Zh)
		}
		if r.Verdict != Supported && len(r.Reasons) == 0 {
			t.Fatalf("%s without a reason: %+v", r.Verdict, r.Claim)
		}
	})
}

func BenchmarkJudgeGrowth(b *testing.B) {
	values := []decimal.Decimal{decimal.New(1113, 0), decimal.New(1321, 0), decimal.New(1656, 0), decimal.New(2177, 0), decimal.New(2827, 0), decimal.New(3536, 0)}
	bench := seriesBench(values, "high_tech_enterprises", "家")
	f := decimal.New(260, -1)
	c := Claim{Sentence: "高新技术企业年均增长26.0%", Type: GrowthType, Indicator: "high_tech_enterprises", From: "2010", Period: "2015", Average: true, Figure: &f, Unit: "%"}
	for b.Loop() {
		Judge(c, bench)
	}
}

// Whatever a person writes into claims.yaml, the arithmetic types give a
// result that can be said, and never panic.
func TestAnyClaimIsAnswered(t *testing.T) {
	types := []Type{Change, GrowthType, GrowthGap, Trend, Streak, ShareType, ShareChange, Contribution, Structure}
	periods := []city.Period{"", "2009", "2010", "2012", "2013", "2010/2013", "2012Q1", "2012Q4", "2012-01", "2012-01/2012-06", "2012-12-31", "20x2", "/", "2014/2010"}
	words := []string{"", "gdp", "gdp_growth", "fiscal_science", "fiscal_science_share", "rd_intensity", "rd_expenditure", "high_tech_enterprises", "没有的指标"}
	rapid.Check(t, func(t *rapid.T) {
		b := seriesBench(drawSeries(t), rapid.SampledFrom(words[1:8]).Draw(t, "data"), rapid.SampledFrom([]string{"亿元", "%", "家", "怪", ""}).Draw(t, "unit"))
		for i := range b.Set.Observations {
			o := &b.Set.Observations[i]
			o.Status = rapid.SampledFrom([]city.Status{city.Final, city.Estimate, city.Rounded, city.LowerBound, city.Missing, city.Target, city.CensusRevised}).Draw(t, "status")
			o.Facet = rapid.SampledFrom([]city.Facet{city.Level, city.Level, city.Level, city.Growth, city.Rank}).Draw(t, "facet")
			o.Value = o.Value.Mul(decimal.New(rapid.Int64Range(-1, 1).Draw(t, "sign"), 0))
			o.Definition = rapid.SampledFrom([]string{"", "", "规上"}).Draw(t, "definition")
			o.Price = rapid.SampledFrom([]city.PriceBasis{"", "", city.Current, city.Constant}).Draw(t, "price")
		}
		b.Set.Index()
		figure := func(name string) *decimal.Decimal {
			if !rapid.Bool().Draw(t, name) {
				return nil
			}
			f := decimal.New(rapid.Int64Range(-5000, 5000).Draw(t, name+" value"), -rapid.Int32Range(-2, 3).Draw(t, name+" places"))
			return &f
		}
		c := Claim{
			Sentence: rapid.SampledFrom([]string{"", "环比增长", "新增", "增速连续两年回落", "降幅扩大", "两位数增长", "三次产业结构", "拉动", "逐年"}).Draw(t, "sentence"),
			Type:     rapid.SampledFrom(types).Draw(t, "type"), Indicator: rapid.SampledFrom(words).Draw(t, "indicator"), Against: rapid.SampledFrom(words).Draw(t, "against"),
			Period: rapid.SampledFrom(periods).Draw(t, "period"), From: rapid.SampledFrom(periods).Draw(t, "from"), Years: rapid.IntRange(-1, 12).Draw(t, "years"),
			Average: rapid.Bool().Draw(t, "average"), Figure: figure("figure"), FigureFrom: figure("from figure"), Denied: rapid.Bool().Draw(t, "denied"),
			Unit: rapid.SampledFrom([]string{"", "%", "百分点", "倍", "番", "家", "亿元", "季度", "怪"}).Draw(t, "claim unit"), Hedge: rapid.SampledFrom([]Hedge{Exactly, Near, Over, OrSo, AndMore, LessThan, Tenths, AtLeast, AtMost}).Draw(t, "hedge"),
			Direction: rapid.SampledFrom([]string{"", "up", "down", "flat"}).Draw(t, "direction"), Times: rapid.SampledFrom([]string{"", "by", "to", "double"}).Draw(t, "times"),
			Rank: rapid.IntRange(0, 3).Draw(t, "rank"), RankWord: rapid.SampledFrom([]string{"", "high", "low"}).Draw(t, "word"), Than: rapid.SampledFrom([]string{"", "above", "below", "equal"}).Draw(t, "than"),
			Price: rapid.SampledFrom([]city.PriceBasis{"", city.Current, city.Constant}).Draw(t, "claim price"),
		}
		for range rapid.IntRange(0, 4).Draw(t, "parts") {
			c.Figures = append(c.Figures, decimal.New(rapid.Int64Range(0, 1000).Draw(t, "part"), -1))
			c.Indicators = append(c.Indicators, rapid.SampledFrom(words).Draw(t, "part of"))
		}
		r := Judge(c, b)
		for _, f := range r.Figures {
			if f.Formula != nil {
				checkFormula(t, r, f)
			}
		}
		if r.Rewording.Zh == "" || r.Rewording.En == "" || r.Rule.Zh == "" || r.Verdict == "" {
			t.Fatalf("nothing said of %+v", c)
		}
		if r.Verdict != Supported && len(r.Reasons) == 0 {
			t.Fatalf("%s without a reason: %+v", r.Verdict, c)
		}
	})
}
