package benchmark

import (
	"errors"
	"maps"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/quanyu/quanyu/city"
)

// A workbook that rounds and shows percentages is read with the numbers behind
// them, as R reads it.
func TestWorkbookBehindFormats(t *testing.T) {
	book := excelize.NewFile()
	rows := map[string][][]any{
		"iData": {{"uCode", "uName", "a", "b"}, {"甲", "合成甲", 1.2345678, 0.123456}, {"乙", "合成乙", 2.3456789, 0.98765}, {"丙", "合成丙", 2.3012345, 0.5}},
		"iMeta": {{"iCode", "iName", "Type", "Parent", "Level", "Weight", "Direction", "Target"}, {"a", "甲项", "Indicator", "I", 1, 1, 1, 5.0}, {"b", "乙项", "Indicator", "I", 1, 1, 1, 1.25}, {"I", "指数", "Aggregate", nil, 2, 1, 1, nil}},
		"说明":    {{"合成数据"}},
	}
	for _, sheet := range []string{"iMeta", "说明", "iData"} {
		if _, err := book.NewSheet(sheet); err != nil {
			t.Fatal(err)
		}
		for i, row := range rows[sheet] {
			cell, err := excelize.CoordinatesToCellName(1, i+1)
			if err != nil {
				t.Fatal(err)
			}
			if err := book.SetSheetRow(sheet, cell, &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, x := range []struct {
		sheet, from, to string
		format          int
	}{{"iData", "C2", "C4", 1}, {"iData", "D2", "D4", 9}, {"iMeta", "E2", "G4", 2}, {"iMeta", "H3", "H3", 10}} { // 0, 0%, 0.00, 0.00%
		style, err := book.NewStyle(&excelize.Style{NumFmt: x.format})
		if err != nil {
			t.Fatal(err)
		}
		if err := book.SetCellStyle(x.sheet, x.from, x.to, style); err != nil {
			t.Fatal(err)
		}
	}
	raw, err := book.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	for _, steps := range []string{"{}", "{normalise: {method: distance_to_target}}"} {
		got := scores(result(t, map[string]string{"index.yaml": "data: book.xlsx\nmeta: book.xlsx\nsteps: " + steps + "\n", "book.xlsx": raw.String()}))
		want := scores(result(t, map[string]string{"index.yaml": "data: d.csv\nmeta: m.csv\nsteps: " + steps + "\n",
			"d.csv": "uCode,a,b\n甲,1.2345678,0.123456\n乙,2.3456789,0.98765\n丙,2.3012345,0.5\n",
			"m.csv": "iCode,Type,Parent,Level,Weight,Direction,Target\na,Indicator,I,1,1,1,5\nb,Indicator,I,1,1,1,1.25\nI,Aggregate,,2,1,1,\n"}))
		if len(got) != 3 || !maps.Equal(got, want) {
			t.Errorf("%s: %v, want %v", steps, got, want)
		}
	}
	// without a table of indicators a percentage is in percent, as printed, with all its digits
	got := scores(result(t, map[string]string{"index.yaml": "data: book.xlsx\nindicators:\n  - {code: I}\n  - {code: b, parent: I}\nsteps: {normalise: {method: directed}}\n", "book.xlsx": raw.String()}))
	if got["乙"] != 98.765 {
		t.Errorf("%v, want 98.765", got["乙"])
	}
}

// Goalposts as COINr has them in iMeta, in the unit of the indicator whatever its
// direction: n_goalposts with "use_iMeta", a scale of 100 and no truncation.
func TestMetaGoalposts(t *testing.T) {
	const head, data = "iCode,Type,Parent,Level,Weight,Direction,goalpost_lower,goalpost_upper\n", "uCode,a,b\n甲,1,9\n乙,2,1\n丙,3.5,5\n"
	spec := map[string]string{"index.yaml": "data: d.csv\nmeta: m.csv\nsteps: {normalise: {method: goalposts}}\n", "d.csv": data,
		"m.csv": head + "a,Indicator,I,1,3,1,1,3\nb,Indicator,I,1,1,-1,0,10\nI,Aggregate,,2,1,1,,\n"}
	got := scores(result(t, spec))
	for place, want := range map[string]float64{"甲": 2.5, "乙": 60, "丙": 106.25} {
		if got[place] != want {
			t.Errorf("%s: %v, want %v", place, got[place], want)
		}
	}
	spec["m.csv"] = head + "a,Indicator,I,1,3,1,1,\nb,Indicator,I,1,1,-1,0,10\nI,Aggregate,,2,1,1,,\n"
	dir, s := given(t, spec)
	_, err := Run(dir, s)
	var e *city.Error
	if !errors.As(err, &e) || e.Code != "no_target" || e.Cell != "G2" {
		t.Errorf("one goalpost: %v", err)
	}
}
