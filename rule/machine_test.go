package rule

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
	"testing"

	"github.com/expr-lang/expr"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// The machine of expr-lang gives the same on rows without missing values and
// numbers that are exact in binary.
func TestColumnsEqualExpr(t *testing.T) {
	steps := func(x float64) float64 { // param.p.steps
		switch {
		case x <= -1:
			return 0.25
		case x < 2:
			return 2
		case x <= 4:
			return -1
		}
		return 0.5
	}
	environment := func(b *Batch, i int) map[string]any {
		out := map[string]any{"date": float64(DayOf(2019, 1, 3)), "days": func(a, b float64) float64 { return b - a }, "bracket": func(x float64, _ any) float64 { return steps(x) },
			"param": map[string]any{"p": map[string]any{"amount": 3.0, "share": 0.5, "days": 2.0, "steps": nil}}}
		for name, c := range b.Columns {
			switch {
			case c.Codes != nil:
				out[name] = c.Words[c.Codes[i]]
			case name[0] == 'b':
				out[name] = c.Numbers[i] == 1
			default:
				out[name] = c.Numbers[i]
			}
		}
		return out
	}
	rapid.Check(t, func(t *rapid.T) {
		g := grammar{t: t, exact: true}
		truth, yuan := g.truth(rapid.IntRange(0, 4).Draw(t, "depth")), g.yuan(rapid.IntRange(0, 3).Draw(t, "depth"))
		p := planned(t, library(t, randomFields, condition(truth, yuan)))
		b := rows(t, 9, false)
		var r Result
		p.Evaluate(b, &r)
		// numbers of expr may be int: both are made float
		condition, err := expr.Compile(truth, expr.Env(environment(b, 0)), expr.AsBool())
		if err != nil {
			t.Fatal(truth, err)
		}
		amount, err := expr.Compile(yuan, expr.Env(environment(b, 0)), expr.AsFloat64())
		if err != nil {
			t.Fatal(yuan, err)
		}
		for i := range b.Rows {
			want, err := expr.Run(condition, environment(b, i))
			if err != nil {
				t.Fatal(truth, err)
			}
			if got := r.Criteria[0][i]; got != map[any]State{true: Met, false: Unmet}[want] {
				t.Fatalf("row %d of %s: %v, expr gives %v", i, truth, got, want)
			}
			money, err := expr.Run(amount, environment(b, i))
			if err != nil {
				t.Fatal(yuan, err)
			}
			if fen, _ := Fen(money.(float64)); r.Money[0][i] != fen || r.MoneyMissing[0][i] {
				t.Fatalf("row %d of %s: %d, expr gives %v", i, yuan, r.Money[0][i], money)
			}
		}
	})
}

// What a row gets depends neither on its batch, nor on where it stands in it,
// nor on workers, nor on what the result held before.
func TestRowsAreApart(t *testing.T) {
	for _, margins := range []bool{false, true} {
		p, batches := plan2019(t, margins), firms(70_000)
		one, two := make([]Result, len(batches)), make([]Result, len(batches))
		all(p, batches, one, 1)
		all(p, batches, two, 3)
		for i := range one {
			if digest(&one[i]) != digest(&two[i]) {
				t.Fatal("workers change what rows get")
			}
		}
		var single Result
		for _, row := range []int{0, 1, 1023, 1024, 4463} {
			p.Evaluate(batches[1].only(row), &single)
			for k := range p.Criteria {
				if single.Criteria[k][0] != one[1].Criteria[k][row] || margins && !sameBits(single.Margins[k][0], one[1].Margins[k][row]) {
					t.Errorf("row %d, %s: %v alone, %v among others", row, p.Criteria[k].ID, single.Criteria[k][0], one[1].Criteria[k][row])
				}
			}
			for k := range p.Benefits {
				if single.Money[k][0] != one[1].Money[k][row] {
					t.Errorf("row %d, %s", row, p.Benefits[k].ID)
				}
			}
		}
	}
}

// digest is a hash of all that a result says.
func digest(r *Result) [32]byte {
	h := sha256.New()
	write := func(data any) {
		if err := binary.Write(h, binary.LittleEndian, data); err != nil {
			panic(err)
		}
	}
	for _, list := range [][][]State{r.Criteria, r.Programmes} {
		for _, c := range list {
			write(c)
		}
	}
	for i := range r.Money {
		write(r.Money[i])
		write(r.MoneyMissing[i])
	}
	for _, list := range [][][]float64{r.Margins, r.Low, r.High} {
		for _, c := range list {
			write(c)
		}
	}
	return [32]byte(h.Sum(nil))
}

func sameBits(a, b float64) bool { return math.Float64bits(a) == math.Float64bits(b) }

// Rules of one kind of entity leave every row of another alone.
func TestAnotherEntity(t *testing.T) {
	p := planned(t, library(t, randomFields, condition("b1", "y1"), "field: area\nentity: incubator\nunit: 平方米\n---\nid: i\nentity: incubator\nexpr: area > 0\n---\nprogramme: i.g\nentity: incubator\nall: [i]\n"))
	b := &Batch{Entity: "incubator", Rows: 3, Columns: map[string]*Column{"area": {Numbers: []float64{1, 0, math.NaN()}}}}
	var r Result
	p.Evaluate(b, &r)
	want := map[string][]State{"c": {NotApplicable, NotApplicable, NotApplicable}, "i": {Met, Unmet, Unknown}}
	for k, c := range p.Criteria {
		if d := cmp.Diff(want[c.ID], r.Criteria[k]); d != "" {
			t.Error(c.ID, d)
		}
	}
	if r.Money[0][0] != 0 || r.MoneyMissing[0][0] || !math.IsNaN(r.Margins[0][0]) || r.Programmes[0][1] != NotApplicable {
		t.Error("a rule of firms speaks of incubators")
	}
	p.Evaluate(&Batch{Entity: "project", Rows: 2}, &r)
	if r.Rows != 2 || r.Programmes[0][1] != NotApplicable || r.Programmes[1][1] != NotApplicable {
		t.Error("an entity that no rule knows")
	}
}

// Codes go beyond 256, and a field may have more words than rows.
func TestManyWords(t *testing.T) {
	var list []byte
	words := make([]string, 1500)
	for i := range words {
		words[i] = string(rune('一' + i))
		if i >= 700 && i < 1000 {
			list = append(list, []byte(`"`+words[i]+`", `)...)
		}
	}
	p := planned(t, library(t, randomFields, condition("词1 in ["+string(list)+"]", "0")))
	for _, n := range []int{1500, 20} {
		b := &Batch{Entity: "firm", Rows: n, Columns: map[string]*Column{"词1": {Codes: make([]int32, n), Words: words}}}
		for i := range n {
			b.Columns["词1"].Codes[i] = int32(i * (1500 / n))
		}
		var r Result
		p.Evaluate(b, &r)
		for i, s := range r.Criteria[0] {
			if code := b.Columns["词1"].Codes[i]; (s == Met) != (code >= 700 && code < 1000) || s == Unknown {
				t.Fatalf("%d rows, word %d: %v", n, code, s)
			}
		}
	}
}
