package table

import (
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/grid"
	"github.com/xuri/excelize/v2"
)

func readWith(t *testing.T, text string, h Hints) *Table {
	t.Helper()
	tb, err := Read(gridOf("表.csv", text), testPlaces, testIndicators, h)
	if err != nil {
		t.Fatal(err)
	}
	return tb
}

func TestHints(t *testing.T) {
	plain := "指标,2016年,2018年\n甲,1*,[2]\n乙,3,4\n"
	if tb := readWith(t, plain, Hints{Skip: true}); len(tb.Values) != 0 {
		t.Error("a table to be skipped was read")
	}
	tb := readWith(t, plain, Hints{Place: "宜昌市", Unit: "亿元", Units: map[string]string{"乙": "家"}, Marks: map[string]string{"*": "break 2016", "[]": "estimate"}, Price: "current"})
	v := tb.Values
	if v[0].Place != "宜昌市" || v[0].Unit != "亿元" || v[2].Unit != "家" || v[1].Status != city.Estimate || v[0].Price != city.Current {
		t.Errorf("%+v", v)
	}
	if len(tb.Breaks) != 1 || tb.Breaks[0].From != "2016" || len(tb.Findings) != 0 {
		t.Errorf("breaks %v, findings %v", tb.Breaks, tb.Findings)
	}
	tb = readWith(t, "随便写的一行,又一行\n武汉,3536\n宜昌,400\n", Hints{HeaderRows: []int{1}, Rows: "places", Period: "2018", Indicator: "高新技术企业数", Unit: "家"})
	if len(tb.Values) != 2 || tb.Values[1].Place != "宜昌" || tb.Values[1].Period != "2018" {
		t.Errorf("%+v", tb.Values)
	}
	tb = readWith(t, "武汉,3536\n宜昌,400\n某某,1\n地区,2018年\n武汉,5\n", Hints{HeaderRows: []int{4}, Indicator: "高新技术企业数"})
	if len(tb.Values) != 1 || tb.Values[0].Label != "高新技术企业数" || tb.Values[0].Value.String() != "5" {
		t.Errorf("%+v", tb.Values)
	}
	tb = readWith(t, "说明,名称,2018年\n无,甲指标,5\n有,乙指标,6\n", Hints{LabelCol: "B", Rows: "indicators"})
	if len(tb.Values) != 2 || tb.Values[0].Label != "甲指标" {
		t.Errorf("%+v", tb.Values)
	}
}

// TestHintsUsed: every key of the error's hint is one of Hints.
func TestUnreadableNamesTheKeys(t *testing.T) {
	_, err := Read(gridOf("表.csv", "武汉市,100,200\n宜昌市,10,20\n"), testPlaces, testIndicators, Hints{})
	e, ok := err.(*city.Error)
	if !ok || e.Code != "unreadable_table" || e.File != "表.csv" || e.Line != 1 {
		t.Fatalf("%v", err)
	}
	for _, key := range []string{"header_rows", "rows", "label_column", "place", "period", "indicator", "unit", "units", "marks", "skip"} {
		if !strings.Contains(e.Hint.Zh, key) || !strings.Contains(e.Hint.En, key) {
			t.Errorf("the hint doesn't name %s", key)
		}
	}
}

func TestEmptySheets(t *testing.T) {
	for _, g := range []*grid.Grid{{File: "a.xlsx"}, {File: "a.xlsx", Rows: [][]grid.Cell{{}, {}, {{Text: " "}}}}} {
		if tb, err := Read(g, testPlaces, testIndicators, Hints{}); err != nil || len(tb.Values)+len(tb.Findings) != 0 {
			t.Errorf("empty sheet: %v %v", tb, err)
		}
	}
	tb, err := Read(gridOf("封面.csv", "科技统计\n武汉市科学技术局\n"), testPlaces, testIndicators, Hints{})
	if err != nil || len(tb.Findings) != 1 || tb.Findings[0].Code != "T005" {
		t.Errorf("cover sheet: %+v %v", tb, err)
	}
	if tb, err := Read(gridOf("表.csv", "指标,2018\nGDP（亿元）,1\n"), nil, nil, Hints{}); err != nil || len(tb.Values) != 1 {
		t.Errorf("without a catalog: %+v %v", tb, err)
	}
}

// TestMergedWorkbook reads a workbook with merged title, header, category and
// heading cells, on two sheets named by year.
func TestMergedWorkbook(t *testing.T) {
	f := excelize.NewFile()
	for i, year := range []string{"2021", "2022"} {
		sheet := year + "年"
		if _, err := f.NewSheet(sheet); err != nil {
			t.Fatal(err)
		}
		for cell, v := range map[string]any{
			"A1": "成都市科技创新情况", "A2": "类别", "B2": "指标", "C2": "总量", "D2": "成都在副省级城市中", "E2": "", "D3": "位次", "E3": "增速位次",
			"A4": "投入", "B4": "R&D经费（亿元）", "C4": 600.5 + float64(i), "D4": 5, "E4": 7,
			"B5": "R&D人员（人年）", "C5": 120000, "D5": 4, "E5": 3,
			"A6": "一、产出部分", "A7": "产出", "B7": "专利授权量（件）", "C7": 88000, "D7": 6, "E7": 9,
		} {
			if err := f.SetCellValue(sheet, cell, v); err != nil {
				t.Fatal(err)
			}
		}
		for _, m := range [][2]string{{"A1", "E1"}, {"A2", "A3"}, {"B2", "B3"}, {"C2", "C3"}, {"D2", "E2"}, {"A4", "A5"}, {"A6", "E6"}} {
			if err := f.MergeCell(sheet, m[0], m[1]); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := f.DeleteSheet("Sheet1"); err != nil {
		t.Fatal(err)
	}
	buf, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	gs, err := grid.Read("科技.xlsx", buf.Bytes())
	if err != nil || len(gs) != 2 {
		t.Fatalf("%d sheets, %v", len(gs), err)
	}
	for i, g := range gs {
		tb, err := Read(g, testPlaces, testIndicators, Hints{})
		if err != nil {
			t.Fatal(err)
		}
		year := city.Year(2021 + i)
		byCell := map[string]Value{}
		for _, v := range tb.Values {
			byCell[v.Cell] = v
			if v.Period != year || v.Place != "成都市" {
				t.Errorf("%s: %s %s", v.Cell, v.Period, v.Place)
			}
		}
		if v := byCell["C5"]; v.Label != "R&D人员（人年）" || v.Group != "投入" || v.Unit != "人年" {
			t.Errorf("C5 %+v", v)
		}
		if v := byCell["D4"]; v.Facet != city.Rank || v.Label != "R&D经费（亿元）" || v.Value.String() != "5" {
			t.Errorf("D4 %+v", v)
		}
		if v := byCell["E7"]; v.Facet != city.Rank || v.Label != "专利授权量增速" {
			t.Errorf("E7 %+v", v)
		}
		if len(tb.Values) != 9 {
			t.Errorf("%d values\n%s", len(tb.Values), dump(tb))
		}
	}
}

func TestCodesAreComplete(t *testing.T) {
	have := map[string]bool{}
	for _, c := range Codes() {
		if have[c.Code] || c.Title.Zh == "" || c.Title.En == "" || c.Text.Zh == "" || c.Text.En == "" || c.Severity == "" {
			t.Errorf("%+v", c)
		}
		have[c.Code] = true
	}
	for _, n := range []string{"T001", "T002", "T003", "T004", "T005", "T006", "T007"} {
		if !have[n] {
			t.Errorf("no page for %s", n)
		}
	}
}

// TestMergedValues: a figure merged over two rows belongs to neither for
// certain; columns merged for layout are one column.
func TestMergedValues(t *testing.T) {
	c := func(text string) grid.Cell { return grid.Cell{Text: text} }
	m := func(text string) grid.Cell { return grid.Cell{Text: text, Merged: true} }
	g := &grid.Grid{File: "表.xlsx", Rows: [][]grid.Cell{
		{c("指标"), m("指标"), c("2019年"), m("2019年"), c("2020年")},
		{c("甲（家）"), m("甲（家）"), c("10"), m("10"), c("30")},
		{c("乙（家）"), m("乙（家）"), c("11"), m("11"), m("30")},
	}}
	tb, err := Read(g, testPlaces, testIndicators, Hints{})
	if err != nil {
		t.Fatal(err)
	}
	if len(tb.Values) != 3 || len(tb.Findings) != 1 || tb.Findings[0].Code != "T004" || tb.Findings[0].Sources[0].Cell != "E3" {
		t.Errorf("%s", dump(tb))
	}
}

// TestBrokenLines reads headings and labels that are broken inside their cells.
func TestBrokenLines(t *testing.T) {
	row := func(texts ...string) []grid.Cell {
		var out []grid.Cell
		for _, s := range texts {
			out = append(out, grid.Cell{Text: s})
		}
		return out
	}
	g := &grid.Grid{File: "表.xlsx", Rows: [][]grid.Cell{
		row("指\n标", "2019年\n（亿元）", "2020年\r\n（预计）\n（亿元）", "2020年比\n2019年\n增长%", "15城市\n排序"),
		row("R&D经费\n内部支出", "520.1", "548.0", "5.4", "5"),
	}}
	tb, err := Read(g, testPlaces, testIndicators, Hints{})
	if err != nil {
		t.Fatal(err)
	}
	if len(tb.Values) != 4 {
		t.Fatalf("%s", dump(tb))
	}
	a, b, c, d := tb.Values[0], tb.Values[1], tb.Values[2], tb.Values[3]
	if a.Unit != "亿元" || a.Period != "2019" || b.Status != city.Estimate || b.Unit != "亿元" || c.Facet != city.Growth || c.Base != "2019" || c.Period != "2020" || d.Roster != "15城市" || d.Period != "2020" {
		t.Errorf("%s", dump(tb))
	}
}
