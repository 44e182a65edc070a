package brief

import (
	"fmt"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/design"
	"github.com/quanyu/quanyu/diagnose"
)

// The districts' money, baseline beside package, is a native chart that says
// 合成; the greatest first, and the text points to it.
func TestAppliedFigure(t *testing.T) {
	group := func(key string, money, gained, lost design.Money) design.GroupView {
		return design.GroupView{Key: key, Counts: design.Counts{Money: money}, Change: &design.WinsView{MoneyGained: gained, MoneyLost: lost}}
	}
	in := sample()
	in.Applied = &design.Applied{
		Date: "2019-12-31", Population: &design.PopulationView{File: "firms.parquet", Firms: 10, Synthetic: true}, Budget: &design.BudgetView{}, Package: &design.PackageView{},
		Programmes: []design.ProgrammeView{
			{Title: city.Text{Zh: "大奖"}, Counts: design.Counts{Met: 3, Money: 9e9}, Baseline: &design.Counts{}, Change: &design.WinsView{}},
			{Title: city.Text{Zh: "样城奖"}, Counts: design.Counts{Met: 3, Money: 3e6}, Baseline: &design.Counts{}, Change: &design.WinsView{MoneyGained: 2e6, MoneyLost: 1e6},
				By: map[string][]design.GroupView{"district": {group("西区", 1e6, 2e6, 15e5), group("东区", 2e6, 0, 1e6), group("南区", 0, 0, 0), group("", 5, 5, 0)}}},
		},
	}
	f, ok := in.appliedFigure()
	if !ok || f.caption != "各区企业所得：样城奖（基线与政策组合）（合成企业，不是真实企业）" || strings.Join(f.chart.Categories, " ") != "东区 西区" {
		t.Fatalf("%v %+v", ok, f)
	}
	for i, want := range [][]string{{"3", "0.5"}, {"2", "1"}} { // in 万元: before, after
		for k, w := range want {
			if got := f.chart.Series[i].Points[k].Value.String(); got != w {
				t.Errorf("%s %s: %s, not %s", f.chart.Series[i].Name, f.chart.Categories[k], got, w)
			}
		}
	}
	raw, err := Brief(in)
	if err != nil {
		t.Fatal(err)
	}
	if text := wordText(t, raw); !strings.Contains(text, f.caption) || !strings.Contains(text, fmt.Sprintf("、图%d）。", len(in.plan()))) {
		t.Error("the brief doesn't draw it, or doesn't point to it")
	}
	for i := range in.Applied.Programmes[1].By["district"] {
		g := &in.Applied.Programmes[1].By["district"][i]
		g.Change = &design.WinsView{MoneyGained: g.Money}
	}
	if f, _ = in.appliedFigure(); len(f.chart.Series) != 1 || !strings.Contains(f.caption, "基线没有这笔钱") {
		t.Errorf("a baseline without money is drawn: %+v", f)
	}
	in.Applied.Programmes = in.Applied.Programmes[:1]
	if _, ok = in.appliedFigure(); ok {
		t.Error("a chart without districts")
	}
}

// Columns of numbers are as wide as their longest number; clauses stand behind
// what they are about; the widths fill the table.
func TestApplyTableRoom(t *testing.T) {
	zh := func(s string) diagnose.Entry { return diagnose.Entry{Text: city.Text{Zh: s}} }
	e := folded(diagnose.Exhibit{
		Head: []city.Text{{Zh: "政策"}, {Zh: "差在"}, {Zh: "依据"}, {Zh: "家数"}, {Zh: "若符合可得（万元）"}},
		Rows: [][]diagnose.Entry{{zh("高新技术企业认定"), zh("科技人员占比"), zh("国科发火〔2016〕32号第十一条（四）"), zh("—"), zh("1039971.24")}},
	})
	if e.Head[1].Zh != "差在（依据）" || e.Rows[0][1].Text.Zh != "科技人员占比（国科发火〔2016〕32号第十一条（四））" || len(e.Head) != 4 || len(e.Rows[0]) != 4 {
		t.Fatalf("%+v", e)
	}
	w := applyWidths(e)
	sum := 0
	for _, x := range w {
		sum += x
	}
	if sum != tableRoom || w[3] < 10*digitRoom || w[2] < 2*wordRoom || w[1] <= w[0] || w[0] < 1000 {
		t.Errorf("%v", w)
	}
}
