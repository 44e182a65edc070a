package rules

import (
	"slices"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/rule"
)

// firms gives the thirty synthetic firms.
func firms(t *testing.T) [][]cell {
	t.Helper()
	header, rows := table(t, "合成-三十家企业.csv")
	cells := make([][]cell, len(rows))
	for k, row := range rows {
		for i, text := range row {
			cells[k] = append(cells[k], cell{header[i], text})
		}
	}
	return cells
}

// The thirty synthetic firms of testdata/合成-三十家企业.csv lie on edges and lack
// values on purpose. 合成-三十家企业-应得.csv was computed beside this program by
// a Python script that follows the text of the law row by row and reads no
// file of rules; the first ten rows and those of the known cases were checked
// by hand.
func TestThirtyFirms(t *testing.T) {
	rows := firms(t)
	e := evaluate(t, batch(t, library(t), "firm", rows...), rule.Options{Date: day(t, "2024-12-31")})
	columns, expected := table(t, "合成-三十家企业-应得.csv")
	if len(expected) != 30 || len(rows) != 30 {
		t.Fatalf("%d firms, %d expected rows", len(rows), len(expected))
	}
	compared := 0
	for k, row := range expected {
		if row[0] != rows[k][0].text {
			t.Fatalf("row %d: %s, expected %s", k+1, rows[k][0].text, row[0])
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

// A value that's taken away leaves a state as it was or undecided: never what
// was met unmet, nor the other way round.
func TestMissingValuesOnlyLeaveOpen(t *testing.T) {
	full := firms(t)
	var rows [][]cell
	var of []int // the firm of each row
	for k, row := range full {
		for i := range row {
			less := slices.Clone(row)
			less[i].text = ""
			rows, of = append(rows, less), append(of, k)
		}
	}
	for _, date := range []string{"2012-12-31", "2017-12-31", "2021-12-31", "2024-12-31"} {
		o := rule.Options{Date: day(t, date), Draft: true}
		all, less := evaluate(t, batch(t, library(t), "firm", full...), o), evaluate(t, batch(t, library(t), "firm", rows...), o)
		opened := 0
		for i, g := range all.Plan.Programmes {
			for k, got := range less.Result.Programmes[i] {
				want := all.Result.Programmes[i][of[k]]
				if got == want {
					continue
				}
				if opened++; got != rule.Unknown && got != rule.Manual {
					t.Errorf("%s, %s, firm %d without %s: %s becomes %s", date, g.ID, of[k]+1, rows[k][k%len(full[0])].field, want, got)
				}
			}
		}
		if opened == 0 {
			t.Errorf("%s: no value that was taken away mattered", date)
		}
	}
}
