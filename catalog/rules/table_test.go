package rules

import (
	"strings"
	"testing"

	"github.com/quanyu/quanyu/rule"
)

// The thirty synthetic firms of testdata/合成-三十家企业.csv lie on edges and lack
// values on purpose. 合成-三十家企业-应得.csv was computed beside this program by
// a Python script that follows the text of the law row by row and reads no
// file of rules; the first ten rows and those of the known cases were checked
// by hand.
func TestThirtyFirms(t *testing.T) {
	l := library(t)
	header, rows := table(t, "合成-三十家企业.csv")
	cells := make([][]cell, len(rows))
	for k, row := range rows {
		for i, text := range row {
			cells[k] = append(cells[k], cell{header[i], text})
		}
	}
	e := evaluate(t, batch(t, l, "firm", cells...), rule.Options{Date: day(t, "2024-12-31")})
	columns, expected := table(t, "合成-三十家企业-应得.csv")
	if len(expected) != 30 || len(rows) != 30 {
		t.Fatalf("%d firms, %d expected rows", len(rows), len(expected))
	}
	compared := 0
	for k, row := range expected {
		if row[0] != rows[k][0] {
			t.Fatalf("row %d: %s, expected %s", k+1, rows[k][0], row[0])
		}
		for i, want := range row[1:] {
			what := columns[i+1]
			var got string
			switch {
			case what == "cit.saving":
				if want == "" {
					continue // the amount of what isn't met
				}
				got = e.money(t, "cit", k)
			case strings.HasSuffix(what, ".saving"):
				got = e.money(t, what, k)
			default:
				got = e.state(t, what, k).String()
			}
			if compared++; got != want {
				t.Errorf("firm %d, %s: %s, want %s", k+1, what, got, want)
			}
		}
	}
	if compared < 490 {
		t.Errorf("only %d values compared", compared)
	}
}
