package table

import (
	"testing"

	"github.com/quanyu/quanyu/data/grid"
)

// TestMergedCorner reads a header whose corner cell is merged over two rows
// under a word that is no known heading; the row below it holds bare years.
func TestMergedCorner(t *testing.T) {
	row := func(texts ...string) []grid.Cell {
		var out []grid.Cell
		for _, s := range texts {
			out = append(out, grid.Cell{Text: s})
		}
		return out
	}
	g := &grid.Grid{File: "表.xls", SHA256: "00", Rows: [][]grid.Cell{
		row("合成市2023年农业生产情况"),
		row("作物种类", "播种面积（万亩）", "播种面积（万亩）", "产量（万吨）", "产量（万吨）"),
		row("作物种类", "2023年", "2022年", "2023年", "2022年"),
		row("水稻", "62.5", "61.2", "31.2", "30.5"),
		row("小麦", "12.2", "12.1", "4.2", "4.1"),
	}}
	g.Rows[1][2].Merged, g.Rows[1][4].Merged, g.Rows[2][0].Merged = true, true, true
	tb, err := Read(g, testPlaces, testIndicators, Hints{})
	if err != nil {
		t.Fatal(err)
	}
	if len(tb.Values) != 8 || len(tb.Findings) != 0 {
		t.Fatalf("8 values and no finding wanted:\n%s", dump(tb))
	}
	if v := tb.Values[1]; v.Cell != "C4" || v.Period != "2022" || v.Value.String() != "61.2" {
		t.Errorf("C4 is 61.2 of 2022, got\n%s", dump(tb))
	}
}
