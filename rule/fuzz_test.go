package rule

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
)

// Whatever a file holds, reading it gives a library that plans and evaluates,
// or an error that says where.
func FuzzRead(f *testing.F) {
	f.Add(randomFields + "---\n" + condition("y1 >= bracket(y2, param.p.steps) * y3", "0.5 * y1"))
	f.Add(times)
	f.Add("score: s\nentity: firm\nitems: [{id: a, max: 3, better_of: [1, 2]}, {id: b, cap: 4, items: [{id: c, max: 2, low: 0, high: 1}]}]\npass: {above: 2}\n---\nprogramme: g\nentity: firm\neither: [h]\n---\nprogramme: h\nentity: firm\nall: [s]\n")
	f.Add("param: p\nunit: 元\nof: 人\nvalid: [{from: 2016-01-01, brackets: [{below: 1, value: [1, 2]}, {value: 3}]}]\n")
	f.Add("---\n---\n# x\n--- \nid: |\n  a\n")
	f.Fuzz(func(t *testing.T, text string) {
		l, err := Read(File{"rules.yaml", []byte(text)})
		if err != nil {
			located(t, err)
			return
		}
		l.Test(nil)
		p, err := l.Plan(Options{Date: DayOf(2019, 1, 3), Draft: true, Margins: true})
		if err != nil {
			located(t, err)
			return
		}
		evaluated(p)
	})
}

// The same for an expression on known fields.
func FuzzExpression(f *testing.F) {
	for _, s := range []string{"b1", "y1 >= y2", "years(d1, date) > param.p.years", "词1 in [\"甲\"] and not b2", "0 < y1 <= bracket(y2, param.p.steps) * y3 ? b1 : b2", "low(y1) == high(-y1)", "let x = 1; x", "all([1], # > 0)", "1 .. 9", "a?.b ?? c", "'\\u{10ffff}' == 词1", "d1 + param.p.days > \"2019-01-01\"", "A>\"\""} {
		f.Add(s)
	}
	fields := randomFields + "---\nid: c\nentity: firm\nexpr: "
	f.Fuzz(func(t *testing.T, s string) {
		l, err := Read(File{"rules.yaml", []byte(fields + "b1\n---\nprogramme: g\nentity: firm\nall: [c]\n")})
		if err != nil {
			t.Fatal(err)
		}
		d := l.definitions.clone()
		c := *d.criteria[0]
		c.Expr = &Expression{s, At{"rules.yaml", 1}}
		d.criteria[0] = &c
		if l, err = d.library(); err != nil {
			located(t, err)
			return
		}
		evaluated(planned(t, l))
	})
}

func located(t *testing.T, err error) {
	t.Helper()
	var e *city.Error
	if !errors.As(err, &e) || e.Message.Zh == "" || e.Message.En == "" || strings.Contains(e.Error(), "%!") {
		t.Fatalf("not a whole error: %#v", err)
	}
}

// evaluated runs a plan on two rows, one of which lacks everything.
func evaluated(p *Plan) {
	for _, entity := range []string{"firm", "incubator"} {
		b := &Batch{Entity: entity, Rows: 2, Columns: map[string]*Column{}}
		for _, f := range p.Fields {
			if f.Kind == Words {
				b.Columns[f.Name] = &Column{Codes: []int32{0, -1}, Words: []string{"甲"}}
				continue
			}
			b.Columns[f.Name] = &Column{Numbers: []float64{17, math.NaN()}}
		}
		var r Result
		p.Evaluate(b, &r)
	}
}
