package brief

import (
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/design"
)

// withApplied is the sample with a package on published counts, made of the
// observations that the sample has.
func withApplied() Input {
	in := sample()
	o := in.Set.Observations[0]
	figure := design.FigureView{Name: city.Text{Zh: "合成企业数", En: "synthetic firms"}, Period: o.Period, Value: "914", Source: "合成简报", Publisher: "合成机构", Observation: o}
	in.Applied = &design.Applied{
		Title: "合成奖励提高", Date: "2019-12-31",
		Counted: []design.CountedView{{
			Title: city.Text{Zh: "合成奖励", En: "synthetic award"}, Clauses: []string{"合成措施第一条"}, Reached: "合成措施第一条", From: 10000000, To: 40000000, AtLeast: true, Open: true,
			Recipients: [2]design.RecipientsView{
				{Firms: 914, Plus: []design.FigureView{figure}, Because: city.Text{Zh: "净增", En: "net"}},
				{Firms: 1908, Plus: []design.FigureView{figure}, Because: city.Text{Zh: "全部", En: "all"}},
			},
			BaselineCost: [2]design.Money{9140000000, 19080000000}, Cost: [2]design.Money{36560000000, 76320000000}, Extra: [2]design.Money{27420000000, 57240000000},
			Assuming: []city.Text{{Zh: "每家只领一次", En: "once each"}},
		}},
		Budget: &design.BudgetView{Refused: true, Binding: "合成预算", Limits: []design.LimitView{{Limit: design.Limit{Name: "合成预算"}, Exceeded: true}}},
	}
	return in
}

// Brief, page and annex state the cost of a package with clause, source and
// assumptions beside each figure.
func TestApplied(t *testing.T) {
	in := withApplied()
	raw, err := Brief(in)
	if err != nil {
		t.Fatal(err)
	}
	page, err := Page(in)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"brief": wordText(t, raw), "page": string(page)} {
		for _, want := range []string{
			"政策组合的投入与受益：合成奖励提高", "合成奖励由每家10万元调整为不少于40万元。受益企业按914家至1908家测算，一年支出由0.914亿元至1.908亿元增加到3.656亿元至7.632亿元，新增2.742亿元至5.724亿元",
			"实际只会更多", "规则没有写明", "合成措施第一条", "合成机构《合成简报》", "每家只领一次", "需要的资金超出预算“合成预算”，这一组合按现有预算不能成立。",
		} {
			if !strings.Contains(text, want) {
				t.Errorf("the %s lacks %q", name, want)
			}
		}
	}
	f := openAnnex(t, in)
	sheet := "政策测算1"
	expr, err := f.GetCellFormula(sheet, "B7")
	if err != nil || !strings.Contains(expr, "*30/10000") {
		t.Errorf("the extra cost in the annex is %q, %v", expr, err)
	}
	if v, _ := f.GetCellValue(sheet, "B7"); v != "2.742" {
		t.Errorf("its value is %s", v)
	}
}

// Synthetic firms are called so wherever they stand.
func TestAppliedSynthetic(t *testing.T) {
	in := sample()
	in.Applied = &design.Applied{
		Date: "2019-12-31", Population: &design.PopulationView{File: "firms.parquet", Firms: 10, Synthetic: true}, Budget: &design.BudgetView{},
		Programmes: []design.ProgrammeView{{Title: city.Text{Zh: "样城奖", En: "award"}, Counts: design.Counts{Met: 3, Unmet: 7, Money: 3000000}, Range: [2]design.Money{3000000, 3000000}}},
		Leakage:    []design.MarkView{{Title: city.Text{Zh: "迁出", En: "moved"}}},
	}
	raw, err := Brief(in)
	if err != nil {
		t.Fatal(err)
	}
	page, err := Page(in)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"brief": wordText(t, raw), "page": string(page)} {
		for _, want := range []string{"政策组合的投入与受益（合成企业）", "以10家合成企业（不是真实企业）逐条判定", "样城奖符合3家", "各项政策的适用情况（合成企业，不是真实企业）", "漏损的迹象（合成企业，不是真实企业）", "现有字段看不出"} {
			if !strings.Contains(text, want) {
				t.Errorf("the %s lacks %q", name, want)
			}
		}
	}
}

// A study that states nothing has no list of what is missing: its results stand
// as judgments, or a place to fill in.
func TestNothingStated(t *testing.T) {
	in := sample()
	in.Results, in.Findings = nil, nil
	raw, err := Brief(in)
	if err != nil {
		t.Fatal(err)
	}
	if text := wordText(t, raw); strings.Contains(text, "需先补充") || !strings.Contains(text, "［待填：主要判断") {
		t.Errorf("nothing to judge: %s", text)
	}
	in.Applied = withApplied().Applied
	if raw, err = Brief(in); err != nil {
		t.Fatal(err)
	}
	text := wordText(t, raw)
	for _, want := range []string{"作了测算，主要结果是：合成奖励一年新增支出2.742亿元至5.724亿元（条款为“不少于”，实际只会更多）。", "详见“政策组合的投入与受益：合成奖励提高”"} {
		if !strings.Contains(text, want) {
			t.Errorf("the brief lacks %q: %s", want, text)
		}
	}
	if strings.Contains(text, "需先补充") || strings.Contains(text, "逐项核实") {
		t.Error("the brief speaks of claims that there are not")
	}
}

// The line of judgment names each limit that is exceeded, and what the package ends.
func TestPackageHead(t *testing.T) {
	over := func(name string, needed, amount design.Money) design.LimitView {
		return design.LimitView{Limit: design.Limit{Name: name, Amount: amount}, Needed: needed, Exceeded: needed > amount}
	}
	a := &design.Applied{
		Programmes: []design.ProgrammeView{{Title: city.Text{Zh: "合成奖"}, Counts: design.Counts{Met: 5, Money: 500000000}}},
		Budget:     &design.BudgetView{Binding: "乙", Refused: true, Limits: []design.LimitView{over("甲", 300000000, 200000000), over("乙", 200000000, 100000000), over("丙", 1, 2)}},
		Ended:      []design.EndedView{{Title: city.Text{Zh: "合成租金补贴"}, By: "合成办法第八条", Met: 3, Money: 30000000}},
		Change:     &design.ChangeView{GetLess: 3, MoneyLost: 30000000},
	}
	if got, want := packageHead(a), "合成奖受益企业5家，需要资金500万元，超出甲100万元、乙100万元，同时终止合成租金补贴（原有3家、30万元）"; got != want {
		t.Error(got)
	}
	if got, want := budgetText(a.Budget), "需要的资金超出预算“甲”（限额200万元，符合条件的企业都申领需要300万元）、“乙”（限额100万元，符合条件的企业都申领需要200万元），这一组合按现有预算不能成立。"; got != want {
		t.Error(got)
	}
	if got, want := changeText(a), "减少的金额里有合成租金补贴：由合成办法第八条终止，原有3家、30万元。"; !strings.Contains(got, want) {
		t.Error(got)
	}
}
