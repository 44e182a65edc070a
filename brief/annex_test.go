package brief

import (
	"bytes"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"
)

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

// syntheticInput is a small made-up study: every number is synthetic 合成.
func syntheticInput() Input {
	ob := func(indicator, label, period, value, unit string, status city.Status, cell string) city.Observation {
		v := decimal.Decimal{}
		if value != "" {
			v = dec(value)
		}
		return city.Observation{Indicator: indicator, Label: label, Facet: city.Level, Place: "420100", Period: city.Period(period), Value: v, Unit: unit, Status: status,
			Source: "合成表", Origin: city.Origin{File: "tables/合成表.xlsx", SHA256: strings.Repeat("ab", 32), Sheet: "表1", Cell: cell}}
	}
	firms18 := ob("high_tech_enterprises", "高新技术企业", "2018", "1250", "家", city.Final, "F5")
	firms13 := ob("high_tech_enterprises", "高新技术企业", "2013", "400", "家", city.Final, "A5")
	rd := ob("rd_intensity", "研发投入强度", "2018", "2.40", "%", city.Estimate, "F7")
	gap := ob("new_type_rd_institutes", "新型研发机构", "2018", "", "家", city.Missing, "F9")
	danger := ob("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0", "2018", "-5.0", "%", city.Final, "F11")
	danger.Note = "@SUM(1+1)"
	set := &data.Set{
		Observations: []city.Observation{firms13, firms18, rd, gap, danger},
		Places:       catalog.NewPlaces(), Indicators: catalog.NewIndicators(),
		Sources: map[string]city.Source{"合成表": {ID: "合成表", Title: "合成统计表", Publisher: "合成统计局", Date: "2019-03-01", Grade: "A"}},
	}
	set.Index()
	text := func(zh, en string) city.Text { return city.Text{Zh: zh, En: en} }
	part := diagnose.Result{
		Claim:   diagnose.Claim{ID: "p", Sentence: "年均增长25.6%", Type: diagnose.GrowthType},
		Verdict: diagnose.Supported, Evidence: []city.Observation{firms18, firms13},
		Figures: []diagnose.Figure{{Name: text("年均增速", "average growth"), Value: dec("25.6"), Unit: "%", Period: "2018", Status: city.Final,
			Formula: &diagnose.Formula{Expr: "(({0}/{1})^(1/5)-1)*100", Note: text("几何平均", "geometric mean")}}},
		Rewording: text("2018年比2013年年均增长25.6%。", "grew 25.6% a year."),
	}
	return Input{
		Title: "合成课题 <script>alert(1)</script>", Question: "合成问题？", Place: "420100", DocumentDate: "2019-10-14", Lang: "zh", Version: "test", Set: set,
		Findings: []city.Finding{{Code: "D104", Severity: city.SeverityWarning, Indicator: "研发投入强度", Place: "武汉市", Period: "2018",
			Message: text("预计数", "an estimate"), Sources: []city.Origin{rd.Origin}}},
		Results: []diagnose.Result{
			{
				Claim:   diagnose.Claim{ID: "c1", Sentence: "2018年高新技术企业1250家，年均增长25.6%", Type: diagnose.All, Where: diagnose.Where{File: "claims.txt", Line: 1}},
				Verdict: diagnose.Supported, Evidence: []city.Observation{firms18, firms13},
				Figures: []diagnose.Figure{{Name: text("高新技术企业", "enterprises"), Value: dec("1250"), Unit: "家", Period: "2018", Status: city.Final}},
				Reasons: []diagnose.Reason{{Code: "estimate", Text: text("含预计数", "has an estimate")}},
				Parts:   []diagnose.Result{part}, Rewording: text("2018年高新技术企业1250家。", "1,250 enterprises."), Rule: text("规则一", "rule one"),
			},
			{
				Claim:   diagnose.Claim{ID: "c2", Sentence: "=1+1 研发投入强度不高", Type: diagnose.RankType},
				Verdict: diagnose.Partly, Evidence: []city.Observation{rd}, Contrary: []city.Observation{danger},
				Figures: []diagnose.Figure{{Name: text("研发投入强度", "R&D intensity"), Value: dec("2.40"), Unit: "%", Period: "2018", Status: city.Estimate}},
				Counter: text("高于全国", "above the nation"),
			},
			{
				Claim:   diagnose.Claim{ID: "c3", Sentence: "新型研发机构偏少", Type: diagnose.Exists},
				Verdict: diagnose.Undecidable, Evidence: []city.Observation{gap}, Decide: text("需要各市新型研发机构数", "the numbers of the other cities"),
			},
			{
				Claim:   diagnose.Claim{ID: "c4", Sentence: "增长2.8倍", Type: diagnose.GrowthType},
				Verdict: diagnose.NotSupported, Evidence: []city.Observation{firms18, firms13},
				Figures: []diagnose.Figure{{Name: text("倍数", "times"), Value: dec("2.13"), Unit: "倍", Period: "2018", Status: city.Final, Formula: &diagnose.Formula{Expr: "{0}/{1}-1"}}},
			},
		},
	}
}

func openAnnex(t *testing.T, in Input) *excelize.File {
	t.Helper()
	raw, err := Annex(in)
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestAnnexFiguresAreLiveAndCached(t *testing.T) {
	f := openAnnex(t, syntheticInput())
	for _, c := range []struct{ sheet, cell, formula, cached string }{
		{"计算", "C2", "'观测值'!$H$3", "1250"},
		{"计算", "C3", "ROUND((('观测值'!$H$3/'观测值'!$H$2)^(1/5)-1)*100,1)", "25.6"},
		{"计算", "C4", "'观测值'!$H$4", "2.40"},
		{"计算", "C5", "ROUND('观测值'!$H$3/'观测值'!$H$2-1,2)", "2.13"},
		{"论断", "E2", "'计算'!$C$2", "1250"},
		{"论断", "E3", "'计算'!$C$3", "25.6"},
	} {
		if got, _ := f.GetCellFormula(c.sheet, c.cell); got != c.formula {
			t.Errorf("%s!%s is the formula %q, not %q", c.sheet, c.cell, got, c.formula)
		}
		if got, _ := f.GetCellValue(c.sheet, c.cell); got != c.cached {
			t.Errorf("%s!%s shows %q, not %q", c.sheet, c.cell, got, c.cached)
		}
		// Recomputed by another program than the one that wrote it.
		got, err := f.CalcCellValue(c.sheet, c.cell, excelize.Options{RawCellValue: true})
		if want := dec(c.cached); err != nil || !dec(got).Equal(want) {
			t.Errorf("%s!%s computes %q (%v), not %s", c.sheet, c.cell, got, err, want)
		}
	}
}

func TestAnnexNamesEverySource(t *testing.T) {
	f := openAnnex(t, syntheticInput())
	rows, err := f.GetRows("观测值")
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 6 {
		t.Fatalf("%d rows", len(rows))
	}
	line := strings.Join(rows[3], "|")
	for _, want := range []string{"2.40", "%", "预计", "合成统计表", "合成统计局", "2019-03-01", "tables/合成表.xlsx", "表1", "F7", strings.Repeat("ab", 32)} {
		if !strings.Contains(line, want) {
			t.Errorf("%q is not in %s", want, line)
		}
	}
	if got, _ := f.GetCellValue("观测值", "H5"); got != "" {
		t.Errorf("a missing value is shown as %q", got)
	}
}

func TestAnnexTextIsNeverAFormula(t *testing.T) {
	f := openAnnex(t, syntheticInput())
	for _, sheet := range f.GetSheetList() {
		rows, _ := f.GetRows(sheet)
		for r := range rows {
			for c := range rows[r] {
				cell, _ := excelize.CoordinatesToCellName(c+1, r+1)
				text, _ := f.GetCellValue(sheet, cell)
				formula, _ := f.GetCellFormula(sheet, cell)
				kind, _ := f.GetCellType(sheet, cell)
				if formula != "" && !strings.Contains(formula, "!$") {
					t.Errorf("%s!%s has the formula %q", sheet, cell, formula)
				}
				if guarded(text) && kind != excelize.CellTypeSharedString && kind != excelize.CellTypeInlineString && text != "-5.0" {
					t.Errorf("%s!%s %q is of type %v", sheet, cell, text, kind)
				}
				if kind == excelize.CellTypeSharedString && guarded(text) {
					id, _ := f.GetCellStyle(sheet, cell)
					if s, _ := f.GetStyle(id); s == nil || s.NumFmt != 49 {
						t.Errorf("%s!%s %q would become a formula when edited", sheet, cell, text)
					}
				}
			}
		}
	}
}

func TestAnnexSameBytes(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		in := syntheticInput()
		in.Lang = lang
		a, err := Annex(in)
		if err != nil {
			t.Fatal(err)
		}
		b, _ := Annex(in)
		if !bytes.Equal(a, b) {
			t.Errorf("%s: two runs give other bytes", lang)
		}
	}
}

func TestGuarded(t *testing.T) {
	for s, want := range map[string]bool{"=1": true, "+1": true, "-1": true, "@x": true, " =1": true, "＝1": true, "\t=1": true, "'=1": true, "一": false, "": false, "1-2": false} {
		if guarded(s) != want {
			t.Errorf("%q", s)
		}
	}
}

func TestAnnexEmptyInput(t *testing.T) {
	if _, err := Annex(Input{}); err != nil {
		t.Fatal(err)
	}
}
