package registry

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/quanyu/quanyu/rule"
)

// Forms of a bureau: a title, a line with units, headings over two rows, of
// which the upper ones span columns or both rows, units and numbers of columns
// beneath; sums, notes and headings once more among the firms.
func TestHeadsOfForms(t *testing.T) {
	want := map[string][]string{
		"id": {"919900010000000011", "919900010000000022"}, "name": {"甲设计", "乙"}, "staff": {"30", "12"},
		"tech_staff": {"3", "2"}, "sales_last": {"12000000", "50000"}, "rd_last": {"500000", "20000"},
	}
	const firms = "1,919900010000000011,甲设计,30,3,1200,50\n2,919900010000000022,乙,12,2,5,2\n"
	const under = ",统一社会信用代码,企业名称,从业人数,科技人员,营业收入,研发费用\n"
	for name, text := range map[string]string{
		"unit of a group":                  "企业情况表（合成）\n序号,基本信息,,人员（人）,,经营情况（万元）,\n" + under + firms,
		"upper cells over both rows":       "企业情况表\n序号,统一社会信用代码,企业名称,人员,,经营情况（万元）,\n,,,从业人数,科技人员,营业收入,研发费用\n" + firms,
		"two units in a line":              "填报单位：某局,,,,,单位：人、万元\n" + under + firms,
		"units beneath":                    under + ",—,—,人,人,万元,万元\n" + firms,
		"numbers beneath":                  "单位：万元\n" + under + "甲,乙,丙,1,2,3,4\n" + firms,
		"numbers from the first":           "单位：万元\n" + under + "1,2,3,4,5,6,7\n" + firms,
		"sums, notes, further pages":       "单位：万元\n" + under + "合计,,,42,5,1205,52\n" + firms + under + "东区小计,,,42,5,1205,52\n注：合成数据\n填报人：某人,,,审核:某人\n",
		"sums in the second column":        "单位：万元\n" + under + firms + ",合 计,,42,5,1205,52\n",
		"a unit in the title, of no money": "企业情况表（2020年）\n单位：万元\n" + under + firms,
	} {
		t.Run(name, func(t *testing.T) {
			r := opened(t, "form.csv", []byte(text))
			if err := r.Check(2); err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(want, all(t, r, 2, "id", "name", "staff", "tech_staff", "sales_last", "rd_last")); d != "" {
				t.Error(d)
			}
			for _, f := range r.Findings() {
				if f.Code == "F003" || f.Code == "F010" || strings.Contains(text, "计,") != strings.Contains(f.Message.Zh, "不是企业") && f.Code == "F014" {
					t.Error(f.Code, f.Message.Zh)
				}
			}
		})
	}
	// A firm whose name says 计 or 注 is one, and so is one without a code.
	r := opened(t, "names.csv", []byte("企业名称,统一社会信用代码,从业人数\n合计,919900010000000011,1\n小计科技,,2\n注：乙公司,919900010000000022,3\n"))
	if got := all(t, r, 1, "staff")["staff"]; len(got) != 3 {
		t.Errorf("%v", got)
	}
}

// Lines that are left out are named, and the places of the rows after them
// stay right; so it is in a workbook.
func TestAsideIsTold(t *testing.T) {
	rows := [][]any{{"序号", "统一社会信用代码", "从业人数"}, {"合计", "", 50}, {1, "919900010000000011", "三十"}, {"小计", "", 20}, {2, "919900010000000022", 20.5}}
	text := ""
	for _, row := range rows {
		for i, x := range row {
			if i > 0 {
				text += ","
			}
			switch v := x.(type) {
			case string:
				text += v
			case int:
				text += shown(float64(v))
			case float64:
				text += shown(v)
			}
		}
		text += "\n"
	}
	for name, raw := range map[string][]byte{"a.csv": []byte(text), "a.xlsx": workbookOf(t, map[string][][]any{"名录": rows}, "名录")} {
		r := opened(t, name, raw)
		if err := r.Check(2); err != nil {
			t.Fatal(err)
		}
		said := ""
		for _, f := range r.Findings() {
			said += f.Code + " " + f.Message.Zh + "\n"
		}
		for _, part := range []string{"F014 2 行不是企业，没有算：第 2 “合计”、4 “小计” 行", "C3 “三十”", "C5 “20.5”"} {
			if !strings.Contains(said, part) {
				t.Errorf("%s: no %q in\n%s", name, part, said)
			}
		}
	}
}

// Codes that went through a spreadsheet's numbers are told as such, not as
// duplicates.
func TestRoundedCodes(t *testing.T) {
	r := opened(t, "a.csv", []byte("统一社会信用代码,从业人数\n9.13305E+17,1\n9.13305E+17,2\n913304990000000000,3\n913304990000000000,4\n91990001MA0000001R,5\n"))
	if err := r.Check(2); err != nil {
		t.Fatal(err)
	}
	codes := ""
	for _, f := range r.Findings() {
		codes += f.Code + " "
		if f.Code == "F015" && !strings.HasPrefix(f.Message.Zh, "4 个代码存成了数字") {
			t.Error(f.Message.Zh)
		}
	}
	if codes != "F015 " {
		t.Error(codes)
	}
}

// What rules need and no column holds is told with the columns that may hold it.
func TestLacking(t *testing.T) {
	r := opened(t, "a.csv", []byte("企业名称,从业人员数量\n甲,1\n"))
	f := r.Lacking(firmFields()[1:6])
	if len(f) != 1 || f[0].Code != "F001" || f[0].Message.Zh != "所算的规则要用、名录里没有的字段：所在区、行业、成立日期、从业人数；没有认出的列：从业人员数量" {
		t.Errorf("%+v", f)
	}
	if f = r.Lacking(firmFields()[1:2]); f != nil {
		t.Errorf("%+v", f)
	}
}

// One reading does for both: the same batches as Each gives, the same findings
// as Check gives.
func TestEachChecked(t *testing.T) {
	text := []byte(register + "919900010000000011,丁公司,北区,39,2015-03-01,-1,3,1,1,1,是\n")
	one, two := opened(t, "a.csv", text), opened(t, "a.csv", text)
	if err := one.Check(1); err != nil {
		t.Fatal(err)
	}
	rows := 0
	err := two.EachChecked(1, func(_ int, b *rule.Batch) error {
		rows += b.Rows
		if len(b.Columns) != 11 || b.Entity != "firm" {
			t.Errorf("%+v", b)
		}
		return nil
	})
	if err != nil || rows != 4 {
		t.Fatal(rows, err)
	}
	say := func(r *Registry) (out []string) {
		for _, f := range r.Findings() {
			out = append(out, f.Code+f.Message.Zh)
		}
		return out
	}
	if d := cmp.Diff(say(one), say(two)); d != "" || len(say(one)) < 3 {
		t.Error(d)
	}
}

// A heading may have a unit per another, and leave out the remark in brackets
// behind a title that no other field shares.
func TestUnitsPerAnother(t *testing.T) {
	l, err := rule.Read(rule.File{Name: "fields.yaml", Data: []byte(`
{field: id, entity: firm, unit: text, title: 统一社会信用代码}
---
{field: tax, entity: firm, unit: 万元/亩, title: 亩均税收}
---
{field: land, entity: firm, unit: 亩, title: 用地面积}
---
{field: sales, entity: firm, unit: 元, title: 三年销售收入总额（不足三年的为实际年限）}
---
{field: net, entity: firm, unit: 元, title: 净资产（本年）}
---
{field: before, entity: firm, unit: 元, title: 净资产（上年）}
`)})
	if err != nil {
		t.Fatal(err)
	}
	text := "统一社会信用代码,亩均税收(万元/亩),用地面积（亩）,三年销售收入总额（万元）,净资产（万元）,净资产（上年）\nX1,20,3,5,7,8\n"
	r, err := Open(written(t, "firms.csv", []byte(text)), l.Fields(""), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	want := map[string][]string{"tax": {"300"}, "land": {"2000"}, "sales": {"50000"}, "before": {"8"}}
	if d := cmp.Diff(want, all(t, r, 1, "tax", "land", "sales", "before")); d != "" {
		t.Error(d)
	}
	if r.Has("net") {
		t.Error("净资产 of no year was taken for one")
	}
	for _, wrong := range []string{"万元/人", "元/个/亩", "亩"} {
		if _, ok := convert(wrong, "万元/亩"); ok {
			t.Error(wrong)
		}
	}
}
