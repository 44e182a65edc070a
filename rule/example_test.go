package rule_test

import (
	"fmt"

	"github.com/quanyu/quanyu/rule"
)

// A stranger's rule, read, planned for a day and evaluated on three rows.
func ExampleLibrary_Plan() {
	l, err := rule.Read(rule.File{Name: "样城.yaml", Data: []byte(`
field: 研发费用
entity: firm
unit: 元
---
param: 样城.起点
unit: 万元
valid: [{from: 2020-01-01, value: 50}]
---
param: 样城.比例
unit: "%"
valid: [{from: 2020-01-01, value: 5}]
---
id: 样城.有研发
entity: firm
expr: 研发费用 >= param.样城.起点
---
programme: 样城.研发补助
entity: firm
all: [样城.有研发]
benefits: [{id: 样城.补助, expr: 研发费用 * param.样城.比例}]
`)})
	if err != nil {
		fmt.Println(err)
		return
	}
	day, _ := rule.ParseDay("2024-12-31")
	p, err := l.Plan(rule.Options{Date: day, Margins: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	firms := &rule.Batch{Entity: "firm", Rows: 3, Columns: map[string]*rule.Column{
		"研发费用": {Numbers: []float64{800000, 490000, 0}, Missing: []bool{false, false, true}},
	}}
	var r rule.Result
	p.Evaluate(firms, &r)
	for row := range r.Rows {
		fmt.Println(r.Programmes[0][row], r.Money[0][row], r.MoneyMissing[0][row], r.Margins[0][row])
	}
	// Output:
	// met 4000000 false 0.6
	// unmet 2450000 false -0.02
	// unknown 0 true NaN
}
