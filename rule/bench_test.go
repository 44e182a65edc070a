package rule

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
)

// thirty is a synthetic library of 30 criteria over a dozen fields, in the
// shapes that the law has: shares, brackets, dates, lists, flags, a score.
func thirty() string {
	var b strings.Builder
	for _, f := range []string{"staff 人", "tech_staff 人", "sales_last 元", "sales_sum_3y 元", "rd_sum_3y 元", "rd_domestic 元", "ht_income 元", "total_income 元", "assets 元", "taxable 元", "registered date", "industry text", "listed bool", "no_accident bool"} {
		name, unit, _ := strings.Cut(f, " ")
		fmt.Fprintf(&b, "field: %s\nentity: firm\nunit: %s\n---\n", name, unit)
	}
	for _, p := range []string{"tech ratio 0.1", "domestic ratio 0.6", "income ratio 0.6", "age 天 365", "years 年 3", "staff 人 500", "sales 元 2.0e8", "slp 元 3.0e6", "big 元 5.0e7", "points 分 20", "pass 分 60", "award 元 4.0e5"} {
		w := strings.Fields(p)
		fmt.Fprintf(&b, "param: p.%s\nunit: %s\nvalid: [{from: 2016-01-01, value: %s}]\n---\n", w[0], w[1], w[2])
	}
	b.WriteString("param: p.rd\nunit: ratio\nof: 元\nvalid: [{from: 2016-01-01, brackets: [{upto: 5.0e7, value: 0.05}, {upto: 2.0e8, value: 0.04}, {value: 0.03}]}]\n---\n")
	b.WriteString("param: p.staff_points\nunit: 分\nof: ratio\nvalid: [{from: 2016-01-01, brackets: [{below: 0.1, value: 0}, {below: 0.15, value: 4}, {below: 0.2, value: 8}, {below: 0.25, value: 12}, {below: 0.3, value: 16}, {value: 20}]}]\n---\n")
	shapes := []string{
		"date - registered >= param.p.age", "tech_staff >= param.p.tech * staff", "rd_sum_3y >= bracket(sales_last, param.p.rd) * sales_sum_3y", "rd_domestic >= param.p.domestic * rd_sum_3y",
		"ht_income >= param.p.income * total_income", "no_accident", "staff <= param.p.staff and sales_last <= param.p.sales and assets <= param.p.sales", "taxable > 0 and taxable <= param.p.slp",
		"years(registered, date) >= param.p.years or listed", "not (industry startsWith [\"16\", \"61\", \"62\", \"51\", \"52\", \"70\", \"71\", \"72\", \"90\"])",
	}
	for i := range 29 {
		fmt.Fprintf(&b, "id: c%d\nentity: firm\nexpr: %q\n---\n", i, strings.ReplaceAll(shapes[i%len(shapes)], "param.p.sales", []string{"param.p.sales", "param.p.big", "param.p.slp"}[i/10]))
	}
	b.WriteString("score: c29\nentity: firm\nitems: [{id: a, max: param.p.points, expr: \"bracket(tech_staff / staff, param.p.staff_points)\"}, {id: b, max: param.p.pass, low: \"listed ? param.p.points : 0\", high: param.p.pass}]\npass: {at_least: param.p.pass}\n---\n")
	for i := range 6 {
		fmt.Fprintf(&b, "programme: g%d\nentity: firm\nall: [c%d, c%d, c%d, {any: [c%d, c%d]}]\nbenefits: [{id: g%d.a, expr: \"min(param.p.award, 0.1 * taxable)\"}]\n---\n", i, 5*i, 5*i+1, 5*i+2, 5*i+3, 5*i+4, i)
	}
	return b.String()
}

// firms makes synthetic rows in batches of at most 65,536.
func firms(rows int) []*Batch {
	source := rand.New(rand.NewPCG(1, 2))
	var out []*Batch
	for start := 0; start < rows; start += 65536 {
		n := min(65536, rows-start)
		b := &Batch{Entity: "firm", Start: int64(start), Rows: n, Columns: map[string]*Column{}}
		add := func(name string, draw func(i int) float64) {
			c := &Column{Numbers: make([]float64, n), Missing: make([]bool, n)}
			for i := range c.Numbers {
				c.Numbers[i], c.Missing[i] = draw(i), source.IntN(50) == 0
			}
			b.Columns[name] = c
		}
		get := func(name string, i int) float64 { return b.Columns[name].Numbers[i] }
		add("staff", func(int) float64 { return math.Ceil(math.Exp(3 + 1.5*source.NormFloat64())) })
		add("tech_staff", func(i int) float64 { return math.Floor(get("staff", i) * source.Float64() * 0.3) })
		add("sales_last", func(int) float64 { return math.Exp(16 + 1.5*source.NormFloat64()) })
		add("sales_sum_3y", func(i int) float64 { return get("sales_last", i) * (2 + source.Float64()) })
		add("rd_sum_3y", func(i int) float64 { return get("sales_sum_3y", i) * source.Float64() * 0.1 })
		add("rd_domestic", func(i int) float64 { return get("rd_sum_3y", i) * source.Float64() })
		add("total_income", func(i int) float64 { return get("sales_last", i) * 1.1 })
		add("ht_income", func(i int) float64 { return get("total_income", i) * source.Float64() })
		add("assets", func(int) float64 { return math.Exp(17 + 1.5*source.NormFloat64()) })
		add("taxable", func(i int) float64 { return get("sales_last", i) * (source.Float64() - 0.3) * 0.2 })
		add("registered", func(int) float64 { return float64(DayOf(2019, 12, 31)) - float64(source.IntN(6000)) })
		add("listed", func(int) float64 { return float64(source.IntN(2)) })
		add("no_accident", func(int) float64 { return float64(bit(source.IntN(20) > 0)) })
		words := &Column{Codes: make([]int32, n)}
		for w := range 1400 { // classes of GB/T 4754 are more than 256
			words.Words = append(words.Words, fmt.Sprintf("%04d", 100+w*7))
		}
		for i := range words.Codes {
			words.Codes[i] = source.Int32N(1400)
		}
		b.Columns["industry"] = words
		out = append(out, b)
	}
	return out
}

func plan2019(t testing.TB, margins bool) *Plan {
	t.Helper()
	p, err := library(t, thirty()).Plan(Options{Date: DayOf(2019, 12, 31), Margins: margins})
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Criteria) != 30 {
		t.Fatal(len(p.Criteria), "criteria")
	}
	return p
}

// all evaluates batches on some workers, each batch into its own result.
func all(p *Plan, batches []*Batch, results []Result, workers int) {
	next := make(chan int, len(batches))
	for i := range batches {
		next <- i
	}
	close(next)
	var group sync.WaitGroup
	for range workers {
		group.Go(func() {
			for i := range next {
				p.Evaluate(batches[i], &results[i])
			}
		})
	}
	group.Wait()
}

// A million firms, 30 criteria, every mask kept, as in a first run: memory for
// the results is new each time.
func BenchmarkMillionFirms(b *testing.B) {
	p, batches := plan2019(b, false), firms(1_000_000)
	for _, workers := range []int{1, 2} {
		b.Run(fmt.Sprintf("workers=%d", workers), func(b *testing.B) {
			for b.Loop() {
				all(p, batches, make([]Result, len(batches)), workers)
			}
		})
	}
}

// The same with a result for each worker that's used again, as where rows are
// streamed.
func BenchmarkStream(b *testing.B) {
	for _, margins := range []bool{false, true} {
		b.Run(fmt.Sprintf("margins=%v", margins), func(b *testing.B) {
			p, batches := plan2019(b, margins), firms(1_000_000)
			var r Result
			for b.Loop() {
				for _, batch := range batches {
					p.Evaluate(batch, &r)
				}
			}
		})
	}
}

// A slider: a parameter changes, the rules are checked and planned again and
// 100,000 firms evaluated.
func BenchmarkSlider(b *testing.B) {
	text, batches := thirty(), firms(100_000)
	l := library(b, text)
	for b.Loop() {
		changed, err := l.overridden(Test{Param: []Given{{Name: "p.award", Number: 5e5}}})
		if err != nil {
			b.Fatal(err)
		}
		p, err := changed.Plan(Options{Date: DayOf(2019, 12, 31), Margins: true})
		if err != nil {
			b.Fatal(err)
		}
		var r Result
		for _, batch := range batches {
			p.Evaluate(batch, &r)
		}
	}
}
