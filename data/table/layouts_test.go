package table

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/catalog"
)

var (
	testPlaces     = catalog.NewPlaces()
	testIndicators = catalog.NewIndicators()
)

// TestLayouts reads every layout of testdata/layouts: a table as CSV, a line
// "--", then what a careful person reads in it:
//
//	file NAME                 name of the file (before the table)
//	values N                  how many values there are
//	B3 label | place | 2018 | level | 12.5 亿元 | final | key=value ...
//	break label @place 2016
//	find T003                 each finding; no others may be given
//	error ROW                 the table is refused, at this row
//	publisher NAME, title NAME
func TestLayouts(t *testing.T) {
	files, _ := filepath.Glob("testdata/layouts/*.txt")
	if len(files) < 40 {
		t.Fatalf("only %d layouts", len(files))
	}
	for _, f := range files {
		name := strings.TrimSuffix(filepath.Base(f), ".txt")
		t.Run(name, func(t *testing.T) { checkLayout(t, f) })
	}
}

func checkLayout(t *testing.T, file string) {
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text, want, ok := strings.Cut(string(raw), "\n--\n")
	if !ok {
		t.Fatal("no line -- between table and expectations")
	}
	name := "表.csv"
	if first, rest, _ := strings.Cut(text, "\n"); strings.HasPrefix(first, "file ") {
		name, text = strings.TrimPrefix(first, "file "), rest
	}
	tb, readErr := Read(gridOf(name, text), testPlaces, testIndicators, Hints{})
	var finds, breaks []string
	for _, w := range strings.Split(strings.TrimSpace(want), "\n") {
		w = strings.TrimSpace(w)
		verb, rest, _ := strings.Cut(w, " ")
		if verb == "error" {
			if readErr == nil || !strings.Contains(readErr.Error(), "第"+rest+"行") && !strings.Contains(readErr.Error(), "A"+rest) {
				t.Errorf("error at row %s wanted, got %v", rest, readErr)
			}
			return
		}
		if readErr != nil {
			t.Fatal(readErr)
		}
		switch verb {
		case "", "#":
		case "values":
			if fmt.Sprint(len(tb.Values)) != rest {
				t.Errorf("%d values, want %s", len(tb.Values), rest)
			}
		case "find":
			finds = append(finds, rest)
		case "break":
			breaks = append(breaks, rest)
		case "publisher":
			if tb.Publisher != rest {
				t.Errorf("publisher %q, want %q", tb.Publisher, rest)
			}
		case "title":
			if tb.Title != rest {
				t.Errorf("title %q, want %q", tb.Title, rest)
			}
		default:
			checkValue(t, tb, verb, rest)
		}
	}
	var gotFinds, gotBreaks []string
	for _, f := range tb.Findings {
		gotFinds = append(gotFinds, f.Code)
	}
	for _, b := range tb.Breaks {
		gotBreaks = append(gotBreaks, fmt.Sprintf("%s @%s %s", b.Label, b.Place, b.From))
	}
	sort.Strings(finds)
	sort.Strings(gotFinds)
	if strings.Join(finds, " ") != strings.Join(gotFinds, " ") {
		t.Errorf("findings %v, want %v", gotFinds, finds)
	}
	sort.Strings(breaks)
	sort.Strings(gotBreaks)
	if strings.Join(breaks, "\n") != strings.Join(gotBreaks, "\n") {
		t.Errorf("breaks %q, want %q", gotBreaks, breaks)
	}
	if t.Failed() {
		t.Log("\n" + dump(tb))
	}
}

func checkValue(t *testing.T, tb *Table, cell, want string) {
	t.Helper()
	fields := strings.Split(want, "|")
	for i := range fields {
		fields[i] = strings.TrimSpace(fields[i])
	}
	for len(fields) < 6 {
		fields = append(fields, "")
	}
	if fields[5] == "" {
		fields[5] = "final"
	}
	var v *Value
	for i := range tb.Values {
		if tb.Values[i].Cell == cell {
			v = &tb.Values[i]
		}
	}
	if v == nil {
		t.Errorf("no value from cell %s", cell)
		return
	}
	number, unit, _ := strings.Cut(fields[4], " ")
	got := []string{v.Label, v.Place, string(v.Period), string(v.Facet), v.Value.String(), v.Unit, string(v.Status)}
	exp := []string{fields[0], fields[1], fields[2], fields[3], number, unit, fields[5]}
	for i := range got {
		if got[i] != exp[i] {
			t.Errorf("%s: %q, want %q", cell, got, exp)
			break
		}
	}
	more := map[string]string{"parent": v.Parent, "group": v.Group, "base": string(v.Base), "roster": v.Roster, "price": string(v.Price), "marks": strings.Join(v.Marks, " "), "note": v.Note}
	for _, f := range fields[6:] {
		key, val, _ := strings.Cut(f, "=")
		if have, known := more[key]; !known || have != val {
			t.Errorf("%s: %s is %q, want %q", cell, key, have, val)
		}
	}
}
