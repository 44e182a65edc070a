package rules

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/quanyu/quanyu/rule"
)

// library gives the shipped rules.
func library(t *testing.T) *rule.Library {
	t.Helper()
	l, err := Library()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// cell is one value of a row: of a field, as a registry would write it; ""
// where it's missing.
type cell struct{ field, text string }

// batch makes rows of cells into columns.
func batch(t *testing.T, l *rule.Library, entity string, rows ...[]cell) *rule.Batch {
	t.Helper()
	b := &rule.Batch{Entity: entity, Rows: len(rows), Columns: map[string]*rule.Column{}}
	for k, row := range rows {
		for _, c := range row {
			f := l.Field(c.field)
			if f == nil || f.Entity != entity {
				t.Fatalf("row %d: %s is no field of %s", k, c.field, entity)
			}
			put(t, b, f, k, c.text)
		}
	}
	return b
}

func put(t *testing.T, b *rule.Batch, f *rule.Field, row int, text string) {
	t.Helper()
	c := b.Columns[f.Name]
	if c == nil {
		c = &rule.Column{Missing: slices.Repeat([]bool{true}, b.Rows)}
		if b.Columns[f.Name] = c; f.Kind == rule.Words {
			c.Codes = make([]int32, b.Rows)
		} else {
			c.Numbers = make([]float64, b.Rows)
		}
	}
	if text == "" {
		return
	}
	c.Missing[row] = false
	switch f.Kind {
	case rule.Words:
		i := slices.Index(c.Words, text)
		if i < 0 {
			i, c.Words = len(c.Words), append(c.Words, text)
		}
		c.Codes[row] = int32(i)
	case rule.Date:
		d, ok := rule.ParseDay(text)
		if !ok {
			t.Fatalf("%s: %q is no date", f.Name, text)
		}
		c.Numbers[row] = float64(d)
	case rule.Bool:
		if text == "true" {
			c.Numbers[row] = 1
		}
	default:
		x, err := strconv.ParseFloat(text, 64)
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		c.Numbers[row] = x
	}
}

// table reads a file of testdata: its header and its rows.
func table(t *testing.T, name string) (header []string, rows [][]string) {
	t.Helper()
	raw, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	all, err := csv.NewReader(bytes.NewReader(raw)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all[0], all[1:]
}

// day reads a date of the calendar.
func day(t *testing.T, s string) rule.Day {
	t.Helper()
	d, ok := rule.ParseDay(s)
	if !ok {
		t.Fatalf("%q is no date", s)
	}
	return d
}

// evaluated is one plan and what it gives.
type evaluated struct {
	*rule.Plan
	*rule.Result
}

func evaluate(t *testing.T, b *rule.Batch, o rule.Options) evaluated {
	t.Helper()
	p, err := library(t).Plan(o)
	if err != nil {
		t.Fatal(err)
	}
	r := new(rule.Result)
	p.Evaluate(b, r)
	return evaluated{p, r}
}

// state gives the state of a programme in a row.
func (e evaluated) state(t *testing.T, programme string, row int) rule.State {
	t.Helper()
	i := slices.IndexFunc(e.Plan.Programmes, func(p *rule.Programme) bool { return p.ID == programme })
	if i < 0 {
		t.Fatalf("%s isn't in the plan of %s", programme, e.Date)
	}
	return e.Result.Programmes[i][row]
}

// criterion gives the state of a criterion in a row.
func (e evaluated) criterion(t *testing.T, id string, row int) rule.State {
	t.Helper()
	i := slices.IndexFunc(e.Plan.Criteria, func(c *rule.Criterion) bool { return c.ID == id })
	if i < 0 {
		t.Fatalf("%s isn't in the plan of %s", id, e.Date)
	}
	return e.Result.Criteria[i][row]
}

// money gives a benefit of a row in yuan, "" where it can't be known.
func (e evaluated) money(t *testing.T, benefit string, row int) string {
	t.Helper()
	i := slices.IndexFunc(e.Plan.Benefits, func(b *rule.Benefit) bool { return b.ID == benefit })
	if i < 0 {
		t.Fatalf("%s isn't in the plan of %s", benefit, e.Date)
	}
	if e.MoneyMissing[i][row] {
		return ""
	}
	return strconv.FormatFloat(float64(e.Money[i][row])/100, 'f', 2, 64)
}

// each is the shipped rules with a programme for every criterion, so that one
// can be evaluated alone.
var each = sync.OnceValues(func() (*rule.Library, error) {
	l, err := Library()
	if err != nil {
		return nil, err
	}
	var text strings.Builder
	for _, c := range l.Criteria() {
		fmt.Fprintf(&text, "programme: case_of.%s\nentity: %s\nall: [%s]\n---\n", c.ID, c.Entity, c.ID)
	}
	return l.Join(rule.File{Name: "cases.yaml", Data: []byte(text.String())})
})

// margin evaluates one case of a criterion: how far it is from the limit.
func margin(t *testing.T, c *rule.Criterion, x rule.Test) (m float64, has bool) {
	t.Helper()
	l, err := each()
	if err != nil {
		t.Fatal(err)
	}
	date := x.Date
	if date == rule.Open {
		last := c.Valid[len(c.Valid)-1]
		if date = last.To; date == rule.Open {
			date = max(last.From, day(t, "2026-12-31"))
		}
	}
	p, err := l.Plan(rule.Options{Date: date, Draft: true, Margins: true, Programmes: []string{"case_of." + c.ID}})
	if err != nil {
		t.Fatalf("%s: %v", c.ID, err)
	}
	var row []cell
	for _, g := range x.Fields {
		text := g.Text
		if f := l.Field(g.Name); f.Kind == rule.Bool {
			text = strconv.FormatBool(g.Number == 1)
		} else if f.Kind == rule.Number {
			text = strconv.FormatFloat(g.Number, 'g', -1, 64)
		}
		row = append(row, cell{g.Name, text})
	}
	r := new(rule.Result)
	p.Evaluate(batch(t, l, c.Entity, row), r)
	i := slices.IndexFunc(p.Criteria, func(k *rule.Criterion) bool { return k.ID == c.ID })
	m = r.Margins[i][0]
	return m, !math.IsNaN(m)
}
