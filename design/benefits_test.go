package design

import (
	"slices"
	"testing"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/rule"
)

// A programme with two benefits whose conditions say neither what they need nor
// where they stand: 合成. Investment is written in 万元.
const two = `field: invested
entity: firm
title: {zh: 投资额, en: investment}
unit: 万元
---
param: two.least
title: {zh: 投资下限, en: least investment}
unit: 万元
` + basis + `value: 100
valid: [{from: 2016-01-01}]
---
param: two.fixed
title: {zh: 定额, en: fixed sum}
unit: 万元
value: 3
valid: [{from: 2016-01-01}]
---
formula: two.base
entity: firm
unit: 元
expr: max(invested, 0)
---
id: two.enough
entity: firm
title: {zh: 投资达标, en: enough investment}
expr: formula.two.base >= param.two.least
---
programme: two.grant
entity: firm
title: {zh: 两笔奖补（合成）, en: two grants}
all: [two.enough]
benefits:
- {id: two.sum, title: {zh: 定额补助, en: fixed grant}, expr: param.two.fixed, kind: grant}
- {id: two.share, title: {zh: 研发配套, en: R&D grant}, expr: rd_last * 0.1, kind: grant}
`

func twoGrants(t *testing.T, o Options) *Applied {
	t.Helper()
	both := library(t)
	var err error
	if both.Baseline, err = both.Baseline.Join(rule.File{Name: "two.yaml", Data: []byte(two)}); err != nil {
		t.Fatal(err)
	}
	p, err := rule.ReadPackage(rule.File{Name: "more.yaml", Data: []byte("package: 加码\ntitle: 新办法（合成）\nbaseline: catalog\n" + basis + "clauses: [{clause: 第九条, text: 下限降低。, edits: [{param: two.least, from: 2019-06-01, value: 90}]}]\n")})
	if err != nil {
		t.Fatal(err)
	}
	if both.Package, err = both.Baseline.With(p); err != nil {
		t.Fatal(err)
	}
	firms := batch([]firm{{id: "a", rd: 20000}, {id: "b", rd: nan}, {id: "c", rd: 50000}, {id: "d", rd: 1000}, {id: "e", rd: 70000}})
	firms.Columns["invested"] = &rule.Column{Numbers: []float64{3e6, 2e6, 9.2e5, 8.5e5, 0}, Missing: []bool{false, false, false, false, true}}
	o.Programmes = []string{"two.grant"}
	a, err := Apply(memory(firms), both, o)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// Of a firm whose second benefit isn't known the first counts, in the programme
// as in the budget: a gets 32,000, b 30,000 and more, c 35,000, e perhaps 37,000.
func TestOneBenefitUnknown(t *testing.T) {
	a := twoGrants(t, options(t))
	p := a.Programmes[0]
	if p.Met != 3 || p.Unknown != 1 || p.Money != 9700000 || p.PossibleMoney != 3700000 || p.Unpriced != 1 {
		t.Errorf("the programme: %+v", p.Counts)
	}
	if a.Budget.Needed != p.Money || a.Budget.Range != p.Range {
		t.Errorf("the budget has %v %v, the programme %v %v", a.Budget.Needed, a.Budget.Range, p.Money, p.Range)
	}
	if a.Change.MoneyGained != 3500000 || p.Change.MoneyGained != 3500000 { // c
		t.Errorf("the change: %+v %+v", a.Change, p.Change)
	}
}

// A criterion that lists no needs asks for the fields of its expression all the
// same, those behind a formula too; the document is that of its parameter.
func TestWhatACriterionAsksFor(t *testing.T) {
	a := twoGrants(t, options(t))
	i := slices.IndexFunc(a.Lacking, func(l LackingView) bool { return l.Field == "invested" })
	if i < 0 || a.Lacking[i].Open != 1 || !slices.Equal(a.Lacking[i].Criteria, []string{"two.enough"}) {
		t.Errorf("%+v", a.Lacking)
	}
	p := a.Programmes[0]
	if want := "样府〔2019〕1号（合成）第二条；改动：新办法（合成）第九条"; len(p.NearMisses) != 1 || p.NearMisses[0].Clause != want || len(p.Cliffs) == 0 || p.Cliffs[0].Clause != want {
		t.Errorf("%+v %+v", p.Cliffs, p.NearMisses)
	}
	if got := p.basis(); got.Text.Zh != "改动：新办法（合成）第九条" || got.Text.En != "changed by 新办法（合成）第九条" {
		t.Errorf("no document of its own: %+v", got)
	}
}

// Where the money ends is told for each benefit by name, in the unit of the field.
func TestWhereTheMoneyEnds(t *testing.T) {
	o := options(t)
	o.Limits, o.Ranking = []Limit{{Name: "合计", Amount: 6500000}}, Ranking([]string{"-invested"})
	says := twoGrants(t, o).Budget.Cut.Says()
	want := []city.Text{
		{Zh: "“定额补助”按排序规则安排2家、6万元，另有1家、3万元没有安排；最后一家：投资额200万元"},
		{Zh: "“研发配套”按排序规则安排1家、2000元，另有1家、5000元没有安排；最后一家：投资额300万元"},
	}
	if len(says) != 2 || says[0].Zh != want[0].Zh || says[1].Zh != want[1].Zh {
		t.Errorf("%+v", says)
	}
}
