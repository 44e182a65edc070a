package rule

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Fields and parameters that random expressions use. Everything is synthetic.
const randomFields = `field: y1
entity: firm
unit: 元
---
field: y2
entity: firm
unit: 元
---
field: y3
entity: firm
unit: 元
---
field: b1
entity: firm
unit: bool
---
field: b2
entity: firm
unit: bool
---
field: d1
entity: firm
unit: date
---
field: d2
entity: firm
unit: date
---
field: 词1
entity: firm
unit: text
---
field: 词2
entity: firm
unit: text
---
param: p.amount
unit: 元
valid: [{from: 2000-01-01, value: 3}]
---
param: p.share
unit: ratio
valid: [{from: 2000-01-01, value: 0.5}]
---
param: p.steps
unit: ratio
of: 元
valid: [{from: 2000-01-01, brackets: [{upto: -1, value: 0.25}, {below: 2, value: 2}, {upto: 4, value: -1}, {value: 0.5}]}]
---
param: p.days
unit: 天
valid: [{from: 2000-01-01, value: 2}]
---
param: p.list
unit: text
value: [甲, 丙]
valid: [{from: 2000-01-01}]
---
param: p.months
unit: 月
valid: [{from: 2000-01-01, value: 2}]
---
param: p.years
unit: 年
valid: [{from: 2000-01-01, value: 1}]
`

// grammar draws expressions. Without exact it also divides and takes years,
// which other evaluators round or know otherwise.
type grammar struct {
	t     *rapid.T
	exact bool
}

func (g grammar) pick(of ...string) string { return rapid.SampledFrom(of).Draw(g.t, "pick") }

func (g grammar) yuan(depth int) string {
	if depth == 0 {
		return g.pick("y1", "y2", "y3", "param.p.amount", "0")
	}
	a, b := g.yuan(depth-1), g.yuan(depth-1)
	forms := []string{"(" + a + " + " + b + ")", "(" + a + " - " + b + ")", "-(" + a + ")", "min(" + a + ", " + b + ")", "max(" + a + ", " + b + ")", "abs(" + a + ")", "(" + g.share(depth-1) + " * y1)",
		"(" + g.truth(depth-1) + " ? " + a + " : " + b + ")", a}
	return g.pick(forms...)
}

func (g grammar) share(depth int) string {
	if depth == 0 || g.exact {
		return g.pick("2", "0.5", "param.p.share", "bracket("+g.yuan(0)+", param.p.steps)")
	}
	return g.pick("param.p.share", "bracket("+g.yuan(depth-1)+", param.p.steps)", "("+g.yuan(depth-1)+" / "+g.pick("y1", "y2", "param.p.amount")+")", "-1.5")
}

func (g grammar) date() string { return g.pick("d1", "d2", "date", "(d1 + param.p.days)") }

func (g grammar) truth(depth int) string {
	if depth == 0 {
		return g.pick("b1", "b2", "true", "false", "y1 >= y2", "词1 == \"甲\"", "d1 <= d2", "b1 == b2", "词1 == 词2")
	}
	a, b := g.truth(depth-1), g.truth(depth-1)
	compare := g.pick(">=", ">", "<=", "<", "==", "!=")
	forms := []string{"(" + a + " and " + b + ")", "(" + a + " or " + b + ")", "not (" + a + ")", "(" + g.yuan(depth-1) + " " + compare + " " + g.yuan(depth-1) + ")",
		"((" + g.truth(0) + ") ? " + a + " : " + b + ")", "(" + g.date() + " " + compare + " " + g.date() + ")", "(词2 in [\"甲\", \"乙\", \"丙\"])", "(词1 startsWith \"乙\")", "(词1 != \"乙丁\")",
		"((" + g.truth(0) + ") == (" + g.truth(0) + "))", "(days(d1, d2) " + compare + " param.p.days)"}
	if !g.exact {
		forms = append(forms, "(years(d1, d2) "+compare+" param.p.years)", "(months(d1, date) "+compare+" param.p.months)", "(d1 >= \"2019-01-03\")", "(y1 < y2 <= y3)", "(词1 startsWith [\"甲\", \"丙\"])", "(词1 in param.p.list)", "(词2 startsWith param.p.list)")
	}
	return g.pick(forms...)
}

// rows draws a batch in which about a tenth of the values is missing, or none.
func rows(t *rapid.T, n int, missing bool) *Batch {
	b := &Batch{Entity: "firm", Rows: n, Columns: map[string]*Column{}}
	gone := func(c *Column) *Column {
		if !missing {
			return c
		}
		if rapid.IntRange(0, 19).Draw(t, "absent") == 0 {
			return nil
		}
		for i := range n {
			if rapid.IntRange(0, 9).Draw(t, "missing") == 0 {
				if c.Missing == nil {
					c.Missing = make([]bool, n)
				}
				c.Missing[i] = true
			}
		}
		return c
	}
	numbers := func(g *rapid.Generator[float64]) *Column {
		return gone(&Column{Numbers: rapid.SliceOfN(g, n, n).Draw(t, "numbers")})
	}
	quarters := rapid.Map(rapid.IntRange(-24, 24), func(i int) float64 { return float64(i) / 4 })
	days := rapid.Map(rapid.IntRange(-800, 800), func(i int) float64 { return float64(DayOf(2019, 1, 3)) + float64(i) })
	near := rapid.Map(rapid.IntRange(-3, 3), func(i int) float64 { return float64(DayOf(2019, 1, 3)) + float64(i) })
	bits := rapid.Map(rapid.Bool(), func(b bool) float64 { return float64(bit(b)) })
	columns := map[string]func() *Column{
		"y1": func() *Column { return numbers(quarters) }, "y2": func() *Column { return numbers(quarters) }, "y3": func() *Column { return numbers(quarters) },
		"b1": func() *Column { return numbers(bits) }, "b2": func() *Column { return numbers(bits) },
		"d1": func() *Column { return numbers(near) }, "d2": func() *Column { return numbers(rapid.OneOf(near, days)) },
	}
	for _, w := range []string{"词1", "词2"} {
		columns[w] = func() *Column {
			return gone(&Column{Codes: rapid.SliceOfN(rapid.Int32Range(0, 4), n, n).Draw(t, "codes"), Words: []string{"甲", "乙", "丙", "乙丁", ""}})
		}
	}
	for _, name := range []string{"y1", "y2", "y3", "b1", "b2", "d1", "d2", "词1", "词2"} {
		if c := columns[name](); c != nil {
			b.Columns[name] = c
		}
	}
	return b
}

// library reads rules; a fault ends the test.
func library(t interface {
	Helper()
	Fatal(...any)
}, texts ...string) *Library {
	t.Helper()
	l, err := Read(File{Name: "rules.yaml", Data: []byte(strings.Join(texts, "---\n"))})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// planned is a plan of everything in force on the 3rd of January 2019.
func planned(t interface {
	Helper()
	Fatal(...any)
}, l *Library) *Plan {
	t.Helper()
	p, err := l.Plan(Options{Date: DayOf(2019, 1, 3), Margins: true})
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Left) > 0 {
		t.Fatal(p.Left)
	}
	return p
}

// condition is a library with one criterion, its programme, and a benefit.
func condition(truth, yuan string) string {
	return fmt.Sprintf("id: c\nentity: firm\nexpr: %q\n---\nprogramme: g\nentity: firm\nall: [c]\nbenefits: [{id: g.money, expr: %q}]\n", truth, yuan)
}

// Column by column gives what a literal evaluation row by row gives, whatever
// is missing.
func TestColumnsEqualRows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := grammar{t: t}
		truth, yuan := g.truth(rapid.IntRange(0, 4).Draw(t, "depth")), g.yuan(rapid.IntRange(0, 3).Draw(t, "depth"))
		l := library(t, randomFields, condition(truth, yuan))
		p := planned(t, l)
		b := rows(t, rapid.SampledFrom([]int{0, 1, 7, 1025}).Draw(t, "rows"), true)
		var r Result
		p.Evaluate(b, &r)
		for i := range b.Rows {
			row := literal{plan: p, batch: b, row: i}
			want := Unknown
			if v := row.value(l.terms[l.criteria[0].Expr]); v.known {
				want = []State{Unmet, Met}[int(v.number)]
			}
			if got := r.Criteria[0][i]; got != want || r.Programmes[0][i] != got {
				t.Fatalf("row %d of %s: %v, want %v", i, truth, got, want)
			}
			amount := row.value(l.terms[p.Benefits[0].Expr])
			fen, _ := Fen(amount.number)
			if r.MoneyMissing[0][i] == amount.known || amount.known && r.Money[0][i] != fen {
				t.Fatalf("row %d of %s: %v %v, want %v", i, yuan, r.Money[0][i], r.MoneyMissing[0][i], amount)
			}
			if m := r.Margins[0][i]; m == m && (m >= 0) != (want == Met) {
				t.Fatalf("row %d of %s: the margin is %v and the state %v", i, truth, m, want)
			}
		}
	})
}

// Filling in a value that was missing may only settle what was open.
func TestMoreDataOnlyRefines(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := grammar{t: t}
		var text strings.Builder
		for i := range 4 {
			fmt.Fprintf(&text, "id: c%d\nentity: firm\napplies: %q\nexpr: %q\non_missing: %s\n---\n", i, g.truth(rapid.IntRange(0, 1).Draw(t, "depth")), g.truth(rapid.IntRange(0, 3).Draw(t, "depth")), g.pick("unknown", "manual"))
		}
		fmt.Fprintf(&text, "score: s\nentity: firm\nitems: [{id: a, max: param.p.amount, expr: %q}, {id: b, cap: 2 * param.p.amount, items: [{id: c, max: param.p.amount, better_of: [%q, y1]}, {id: d, max: param.p.amount, low: y2, high: y2 + abs(y3)}]}]\npass: {%s: param.p.amount}\n---\n",
			g.yuan(2), g.yuan(1), g.pick("above", "at_least"))
		text.WriteString("programme: g\nentity: firm\nall: [c0, {any: [c1, s, {all: [c2, c3]}]}]\n---\nprogramme: h\nentity: firm\napplies: b1\nany: [g, {all: [c3, c0]}]\n")
		p := planned(t, library(t, randomFields, text.String()))
		full := rows(t, 40, true)
		less := &Batch{Entity: "firm", Rows: full.Rows, Columns: map[string]*Column{}}
		for name, c := range full.Columns {
			copied := *c
			copied.Missing = make([]bool, full.Rows)
			for i := range copied.Missing {
				copied.Missing[i] = c.Missing != nil && c.Missing[i] || rapid.IntRange(0, 3).Draw(t, "hidden") == 0
			}
			less.Columns[name] = &copied
		}
		var known, hidden Result
		p.Evaluate(full, &known)
		p.Evaluate(less, &hidden)
		for i := range full.Rows {
			check := func(what string, before, after State) {
				if before != Unknown && before != Manual && before != after {
					t.Fatalf("row %d, %s: %v became %v as more was known\n%s", i, what, before, after, text.String())
				}
			}
			for k, c := range p.Criteria {
				check(c.ID, hidden.Criteria[k][i], known.Criteria[k][i])
			}
			for k, g := range p.Programmes {
				check(g.ID, hidden.Programmes[k][i], known.Programmes[k][i])
			}
			if hidden.Low[0][i] > known.Low[0][i] || hidden.High[0][i] < known.High[0][i] {
				t.Fatalf("the interval [%v, %v] became [%v, %v]", hidden.Low[0][i], hidden.High[0][i], known.Low[0][i], known.High[0][i])
			}
		}
	})
}
