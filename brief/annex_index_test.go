package brief

import (
	"bytes"
	"math"
	"strconv"
	"testing"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose/benchmark"
	"github.com/quanyu/quanyu/method/composite"
	"github.com/xuri/excelize/v2"
)

// number64 reads a cell.
func number64(t *testing.T, s string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Errorf("%q is no number", s)
	}
	return v
}

// The sheets of the index follow from its weights: computed again by a workbook,
// each formula gives the value that stands with it.
func TestAnnexIndex(t *testing.T) {
	for _, mean := range []composite.Mean{composite.Arithmetic{}, composite.Geometric{}, composite.Harmonic{}} {
		in := withIndex()
		in.Index.Settings = composite.Chain{composite.Aggregate{By: []composite.Mean{mean}}}
		in.Index.Nodes[1].Weight, in.Index.Nodes[1].Effective, in.Index.Nodes[0].Effective = 2, 1, 1
		for i, w := range []city.Number{3, 1} {
			in.Index.Nodes[2+i].Weight, in.Index.Nodes[2+i].Effective = w, w/4
		}
		for i, x := range [][2]city.Number{{50, 35}, {70, 31}, {39, 39}, {4, 8}} {
			score := (3*x[0] + x[1]) / 4
			if mean.Method() == "geometric" {
				score = city.Number(math.Exp((3*math.Log(float64(x[0])) + math.Log(float64(x[1]))) / 4))
			}
			in.Index.Places[i].Score = score
			in.Index.Places[i].Scores = map[string]city.Number{"index": score, "input": score, "firms": x[0], "rd": x[1]}
		}
		for i, code := range []string{"firms", "rd"} {
			part := &in.Index.Decomposition[0].Parts[i]
			part.Score, part.OtherScore = in.Index.Places[0].Scores[code], in.Index.Places[1].Scores[code]
			part.Contribution = (part.OtherScore - part.Score) * in.Index.Nodes[2+i].Effective
		}
		in.Index.Decomposition[0].Gap = in.Index.Decomposition[0].Parts[0].Contribution + in.Index.Decomposition[0].Parts[1].Contribution
		raw, err := Annex(in)
		if err != nil {
			t.Fatal(err)
		}
		book, err := excelize.OpenReader(bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		live := 0
		for _, sheet := range []string{"指数得分", "指数权重", "差距构成"} {
			rows, err := book.GetRows(sheet, excelize.Options{RawCellValue: true})
			if err != nil || len(rows) < 3 {
				t.Fatalf("%s: %v, %v", sheet, rows, err)
			}
			for r, row := range rows {
				for c, kept := range row {
					cell, _ := excelize.CoordinatesToCellName(c+1, r+1)
					if f, _ := book.GetCellFormula(sheet, cell); f == "" {
						continue
					}
					live++
					got, err := book.CalcCellValue(sheet, cell, excelize.Options{RawCellValue: true})
					if a, b := number64(t, got), number64(t, kept); err != nil || math.Abs(a-b) > 1e-9*max(1, math.Abs(b)) {
						t.Errorf("%s %s: %s, not %s (%v)", sheet, cell, got, kept, err)
					}
				}
			}
		}
		// ranks 4, shares 3, parts of the gap 2 with their sum; scores and those of the part
		if want := map[string]int{"arithmetic": 18, "geometric": 18, "harmonic": 10}[mean.Method()]; live != want {
			t.Errorf("%s: %d formulas, not %d", mean.Method(), live, want)
		}
	}
}

// The page has the index in sight, in both languages.
func TestPageIndex(t *testing.T) {
	for lang, wants := range map[string][]string{"zh": {"综合指数", "重算800次", "合成子市", "合成说明", "差距构成"}, "en": {"Composite index", "Made 800 times over", "Ranks and scores"}} {
		in := withIndex()
		in.Lang = lang
		in.Index.Files = []benchmark.File{{Name: "index.yaml", SHA256: "0123456789"}}
		raw, err := Page(in)
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range wants {
			if !bytes.Contains(raw, []byte(want)) {
				t.Errorf("%s: the page lacks %q", lang, want)
			}
		}
	}
}
