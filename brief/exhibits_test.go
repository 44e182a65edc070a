package brief

import (
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
)

// withExhibits is the sample with one claim about a threshold that has a table
// to draw and one for the annex only.
func withExhibits() Input {
	in := sample()
	o := in.Set.Observations
	before, now, v, bar := o[6].Value, o[7].Value, exact("18.18"), exact("-1.6")
	in.Results = append(in.Results, diagnose.Result{
		Claim:   diagnose.Claim{ID: "a/b: 合成门槛", Sentence: "合成高新企业数2000家是一个分水岭", Type: diagnose.ThresholdType, Indicator: "合成高新企业数", Word: "分水岭"},
		Verdict: diagnose.Undecidable, Evidence: o[6:8], Figures: []diagnose.Figure{
			{Name: city.Text{Zh: "变化", En: "shift"}, Value: bar, Unit: "百分点", Formula: &diagnose.Formula{Note: city.Text{Zh: "由面板估计", En: "estimated"}}},
		},
		Rewording: city.Text{Zh: "现有数据既不能证实、也不能否定。", En: "Nothing is decided."}, Decide: city.Text{Zh: "需要更多年份。", En: "More years."},
		Exhibits: []diagnose.Exhibit{
			{Title: city.Text{Zh: "合成分组", En: "by size"}, Head: []city.Text{{Zh: "规模", En: "size"}, {Zh: "高出", En: "above"}}, Chart: true, Unit: "百分点",
				Rows: [][]diagnose.Entry{{{Text: city.Text{Zh: "小（3）", En: "small (3)"}}, {Value: &bar}}, {{Text: city.Text{Zh: "大（2）", En: "large (2)"}}, {}}}},
			{Title: city.Text{Zh: "合成面板", En: "panel"}, Head: []city.Text{{Zh: "上年", En: "before"}, {Zh: "当年", En: "now"}, {Zh: "增速", En: "growth"}}, Sheet: true, Notes: []city.Text{{Zh: "注", En: "note"}},
				Rows: [][]diagnose.Entry{{{Value: &before, From: o[6:7]}, {Value: &now, From: o[7:8]}, {Value: &v, Expr: "({1}/{0}-1)*100", From: o[6:8]}}}},
		},
	})
	return in
}

// The annex gives each table a sheet, with formulas over the cells of the
// observations; a spreadsheet computes what is shown.
func TestAnnexExhibits(t *testing.T) {
	f := openAnnex(t, withExhibits())
	sheets := f.GetSheetList()
	if len(sheets) != 7 || sheets[5] != "表1 a-b- 合成门槛" || sheets[6] != "表2 a-b- 合成门槛" {
		t.Fatalf("sheets %q", sheets)
	}
	for cell, want := range map[string]string{"A2": "1100", "B2": "1300", "C2": "18.18"} {
		formula, _ := f.GetCellFormula(sheets[6], cell)
		value, err := f.CalcCellValue(sheets[6], cell)
		if formula == "" || err != nil || value != want {
			t.Errorf("%s: formula %q gives %q (%v), not %s", cell, formula, value, err, want)
		}
	}
	if got, _ := f.GetCellValue(sheets[5], "B3"); got != "" {
		t.Errorf("an empty cell shows %q", got)
	}
}

// The page and the sheet have the short table, and the brief draws it.
func TestExhibitsElsewhere(t *testing.T) {
	in := withExhibits()
	page, err := Page(in)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"<h3>合成分组（百分点）</h3>", "<td>-1.6</td>", "由面板估计"} {
		if !strings.Contains(string(page), want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if strings.Contains(string(page), "合成面板") {
		t.Error("the page has the long table")
	}
	raw, err := Verification(in)
	if err != nil {
		t.Fatal(err)
	}
	if s := wordText(t, raw); !strings.Contains(s, "合成分组（百分点）") || strings.Contains(s, "合成面板") {
		t.Errorf("the sheet: %.200s", s)
	}
	figures := in.plan()
	drawn := figures[len(figures)-1]
	if drawn.claim != "a/b: 合成门槛" || len(drawn.chart.Categories) != 2 || !drawn.chart.Series[0].Points[0].Has || drawn.chart.Series[0].Points[1].Has {
		t.Errorf("%+v", drawn)
	}
	if raw, err = Brief(in); err != nil {
		t.Fatal(err)
	}
	if s := wordText(t, raw); !strings.Contains(s, "合成高新企业数2000家是一个分水岭") || !strings.Contains(s, "（见图") {
		t.Errorf("the brief: %.300s", s)
	}
}
