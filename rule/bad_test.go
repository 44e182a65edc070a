package rule

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/quanyu/quanyu/city"
)

// what is a criterion with an expression, on the fields of random_test.go.
func what(expr string) string { return "id: c\nentity: firm\nexpr: '" + expr + "'\n" }

// Every fault says its code, stands at its line of rules.yaml and is told in
// both languages. Lines count from the start of the text.
func TestFaults(t *testing.T) {
	for _, c := range []struct {
		text, code string
		line       int
		says       string // a part of the Chinese message or hint
	}{
		// documents
		{"fild: a\nentity: firm\n", "bad_kind", 1, "field"},
		{"field: a\nentity: firm\nunit: 元\n---\nfield: b\nentity: firm\nunt: 元\n", "unknown_key", 7, "unit"},
		{"field: a\nentity: firm\n", "no_unit", 1, "单位"},
		{"field: a\nentity: firm\nunit: dollars\n", "bad_unit", 3, "dollars"},
		{"field: a b\nentity: firm\nunit: 元\n", "bad_name", 1, "a b"},
		{"field: date\nentity: firm\nunit: date\n", "bad_name", 1, "保留"},
		{"field: a\nentity: firm\nunit: 元\nvalues: [x]\n", "bad_value", 4, "text"},
		{"# 注释\nfield: a\nentity: firm\nunit: 元\n---\n# 注释\n\nfield: a\nentity: firm\nunit: 元\n", "duplicate", 8, "第 2 行"},
		{"field: [a]\nentity: firm\nunit: 元\n", "bad_yaml", 1, ""},
		{"- a\n- b\n", "bad_yaml", 1, ""},
		{"field: a\nfield: b\n", "bad_yaml", 2, "两次"},
		{"field: &x a\nentity: *x\n", "yaml_alias", 1, ""},
		{"field: \xff\n", "bad_encoding", 1, ""},
		// parameters
		{"param: p\nunit: 元\nvalue: 1\n", "missing_key", 1, "valid"},
		{"param: p\nunit: 元\nvalue: 1\nvalid: []\n", "missing_key", 1, "valid"},
		{"param: p\nunit: 元\nvalid: [{from: 2016-01-01}]\n", "missing_key", 3, "none"},
		{"field: a\nentity: firm\nunit: text\nvalues: [x, y, x]\n", "duplicate", 4, "x"},
		{"field: a\nunit: text\n", "missing_key", 1, "entity"},
		{"param: p\nunit: 元\nvalue: 1\nvalid: [{from: 2016-01-01, value: 2}]\n", "bad_value", 4, ""},
		{"param: p\nunit: 元\nvalue: abc\nvalid: [{from: 2016-01-01}]\n", "bad_number", 3, "abc"},
		{"param: p\nunit: 亿元\nvalue: 1.0e305\nvalid: [{from: 2016-01-01}]\n", "bad_number", 3, "太大"},
		{"param: p\nunit: 元\nvalue: .nan\nvalid: [{from: 2016-01-01}]\n", "bad_number", 3, ""},
		{"param: p\nunit: 元\nvalue: [2, 1]\nvalid: [{from: 2016-01-01}]\n", "bad_value", 3, "低端"},
		{"param: p\nunit: date\nvalue: 2019-01-01\nvalid: [{from: 2016-01-01}]\n", "bad_unit", 2, "名单"},
		{"param: p\nunit: text\nvalue: a\nvalid: [{from: 2016-01-01}]\n", "bad_yaml", 3, "列表"},
		{"param: p\nunit: text\nvalue: []\nvalid: [{from: 2016-01-01}]\n", "bad_value", 3, "名单"},
		{"param: p\nunit: text\nvalue: [甲, 乙, 甲]\nvalid: [{from: 2016-01-01}]\n", "duplicate", 3, "甲"},
		{"param: p\nunit: text\nbrackets: [{value: 1}]\nvalid: [{from: 2016-01-01}]\n", "bad_value", 3, "分档"},
		{"param: p\nunit: 日期\nvalue: 1\nvalid: [{from: 2016-01-01}]\n", "bad_unit", 2, "date"},
		{"param: p\nunit: 层\nvalue: 1\nvalid: [{from: 2016-01-01}]\n---\nparam: q\nunit: 台\nvalue: 1\nvalid: [{from: 2016-01-01}]\n---\n" + what("param.p > param.q"), "bad_unit", 13, "“层”与“台”"},
		{"param: p\nunit: 元\nvalue: 1\nvalid:\n- {from: 2016-01-01, to: 2018-12-31}\n- {from: 2018-12-31}\n", "overlap", 6, "2018-12-31"},
		{"param: p\nunit: 元\nvalue: 1\nvalid:\n- {from: 2019-01-01}\n- {from: 2016-01-01, to: 2017-12-31}\n", "gap", 5, "2018-01-01 至 2018-12-31 没有规定"},
		{"param: p\nunit: 元\nvalue: 1\nvalid:\n- {from: 2019-01-01, to: 2099-12-31}\n", "bad_interval", 5, "2099"},
		{"param: p\nunit: 元\nvalue: 1\nvalid: [{from: 2019-01-02, to: 2019-01-01}]\n", "bad_interval", 4, "早于"},
		{"param: p\nunit: 元\nvalue: 1\nvalid: [{from: 2019-02-30}]\n", "bad_date", 4, "2019-02-30"},
		{"param: p\nunit: 元\nvalue: 1\nvalid: [{from: 2019-01-01, status: inforce}]\n", "bad_value", 4, "in_force"},
		{"param: p\nunit: 元\nof: 元\nvalid: [{from: 2019-01-01}]\nbrackets: [{upto: 1, value: 1}, {upto: 2, value: 3}]\n", "bad_brackets", 5, "最后一档"},
		{"param: p\nunit: 元\nof: 元\nvalid: [{from: 2019-01-01}]\nbrackets: [{upto: 2, value: 1}, {upto: 1, value: 1}, {value: 3}]\n", "bad_brackets", 5, "从小到大"},
		{"param: p\nunit: 元\nof: 元\nvalid: [{from: 2019-01-01}]\nbrackets: [{value: 1}, {upto: 1, value: 1}, {value: 3}]\n", "bad_brackets", 5, "upto"},
		{"param: p\nunit: 元\nof: 元\nvalid: [{from: 2019-01-01}]\nbrackets: []\n", "bad_brackets", 5, ""},
		{"param: p\nunit: 元\nof: 元\nvalid: [{from: 2019-01-01}]\nvalue: 3\n", "bad_value", 1, "of"},
		// expressions
		{what("y1 +"), "bad_expression", 3, "第"},
		{what("（y1 > 0）"), "bad_expression", 3, "半角"},
		{what("y1 > 0 and"), "bad_expression", 3, "没有写完"},
		{what("y1 > 0 且 b1"), "bad_expression", 3, "and、or"},
		{what("词1 = \"a\""), "bad_expression", 3, "=="},
		{what("y1 / y2 >= 3%"), "bad_expression", 3, "0.03"},
		{what("y1 >= 500万"), "bad_expression", 3, "参数"},
		{what("y1 ≥ y2"), "bad_expression", 3, "半角"},
		{"param: p\nunit: 元\nvalue: 5万\nvalid: [{from: 2016-01-01}]\n", "bad_number", 3, "单位"},
		{"param: p\nunit: %\nvalue: 5\nvalid: [{from: 2016-01-01}]\n", "bad_yaml", 2, "引号"},
		{what("y1 >>= 0"), "bad_expression", 3, "“>=”"},
		{what("y1 > 1e400"), "bad_expression", 3, "数太大"},
		{what("years(d1) > 0"), "bad_expression", 3, "需要 2 个"},
		{"{id: c, entity: firm, expr: max(y1, y2) > 0}\n", "unknown_key", 1, "引号"},
		{what("y11 > 0"), "unknown_name", 3, "y1"},
		{what("y1 >= param.p.amunt"), "unknown_name", 3, "p.amount"},
		{what("y1 >= formula.none"), "unknown_name", 3, "公式"},
		{what("y1 >= 5"), "bad_unit", 3, "param"},
		{what("y1 + param.p.days > 0"), "bad_unit", 3, "天"},
		{what("y1 * y2 >= y3"), "bad_unit", 3, "元^2"},
		{what("y1 >= param.p.steps"), "needs_bracket", 3, "分档"},
		{what("y1 >= bracket(y1, param.p.amount)"), "needs_bracket", 3, "没有分档"},
		{what("bracket(b1, param.p.steps) > 0"), "bad_type", 3, ""},
		{what("bracket(param.p.share, param.p.steps) > 0"), "bad_unit", 3, ""},
		{what("bracket(y1, param.q) > 0") + "---\nparam: q\nunit: 元\nvalid: [{from: 2016-01-01, brackets: [{value: 1}]}]\n", "bad_unit", 3, "of"},
		{what("bracket(y1, 3) > 0"), "bad_expression", 3, "param"},
		{what("y1"), "bad_type", 3, "是非"},
		{what("y1 and b1"), "bad_type", 3, "数"},
		{what("b1 > b2"), "bad_type", 3, "比大小"},
		{what("词1 > \"a\""), "bad_type", 3, "比大小"},
		{what("词1 in [1, 2]"), "bad_type", 3, "引号"},
		{what("词1 in []"), "bad_type", 3, "列表"},
		{what("词1 == y1"), "bad_type", 3, "文字"},
		{what("词1 in param.p.amount"), "bad_type", 3, "名单"},
		{what("词1 in 词2"), "bad_type", 3, "列表"},
		{what("y1 in param.p.list"), "bad_type", 3, "文字"},
		{what("param.p.list == 词1"), "bad_type", 3, "in param.p.list"},
		{what("词1 in param.p.lost"), "unknown_name", 3, "p.list"},
		{"param: few\nunit: text\nvalue: [红, 蓝]\nvalid: [{from: 2016-01-01}]\n---\nfield: colour\nentity: firm\nunit: text\nvalues: [红, 绿]\n---\n" + what("colour in param.few"), "unknown_name", 4, "蓝"},
		{what("d1 + d2 > date"), "bad_type", 3, ""},
		{what("d1 > \"2019-2-1\""), "bad_date", 3, "2019-2-1"},
		{what("d1 + 3 > date"), "bad_unit", 3, "天"},
		{what("y1 / 0 > 0"), "bad_expression", 3, "0"},
		{what("min(y1) > 0"), "bad_expression", 3, "min"},
		{what("mix(y1, y2) > 0"), "unknown_name", 3, "min"},
		{what("b1 ? b2 : y1 > 0 ? y1 : y2"), "bad_type", 3, ""},
		// what could loop, reach out or look inside
		{what("all([1, 2], # > 0)"), "unknown_name", 3, "可用"},
		{what("let x = 1; x > 0"), "not_allowed", 3, ""},
		{what("b1; b2"), "not_allowed", 3, ""},
		{what("now() > d1"), "unknown_name", 3, "函数"},
		{what("{a: 1} == 2"), "not_allowed", 3, ""},
		{what("y1[0] > 0"), "not_allowed", 3, ""},
		{what("y1.foo() > 0"), "not_allowed", 3, ""},
		{what("y1?.x > 0"), "not_allowed", 3, ""},
		{what("(y1 ?? y2) > 0"), "not_allowed", 3, "??"},
		{what("1..1000000000 == 3"), "not_allowed", 3, ""},
		{what("词1 matches \".*\""), "not_allowed", 3, "matches"},
		{what("y1 ** 3 > 0"), "not_allowed", 3, "**"},
		{what("nil == b1"), "not_allowed", 3, ""},
		{what("$env == b1"), "unknown_name", 3, ""},
		{what(strings.Repeat("(", 300) + "b1" + strings.Repeat(")", 300)), "expression_too_large", 3, ""},
		{what(strings.Repeat("not ", 400) + "b1"), "expression_too_large", 3, ""},
		{what("b1" + strings.Repeat(" and b1", 4000)), "expression_too_large", 3, ""},
		{what("b1" + strings.Repeat(" and b1", 500)), "expression_too_large", 3, ""},
		// several lines
		{"id: c\nentity: firm\nexpr: |\n  b1\n  and y1 >= y9\n", "unknown_name", 5, ""},
		// criteria
		{"id: c\nentity: firm\n", "missing_key", 1, "expr"},
		{"id: c\nentity: incubator\nexpr: b1\n", "wrong_entity", 3, "incubator"},
		{"id: c\nentity: firm\nneeds: [b1, y1]\nexpr: b1\n", "needs", 1, "y1"},
		{"id: c\nentity: firm\nneeds: [y1]\nexpr: b1 and y1 > 0\n", "needs", 1, "b1"},
		{"id: c\nentity: firm\nexpr: b1\non_missing: unmet\n", "bad_value", 4, "unknown"},
		{"id: c\nentity: firm\nexpr: b1\n---\nid: c\nentity: firm\nexpr: b2\n", "duplicate", 5, "第 1 行"},
		{"id: c\nentity: firm\nexpr: b1\nvalid: [{from: 2010-01-01}]\n---\nid: c\nentity: firm\nexpr: b2\nvalid: [{from: 2019-01-01}]\n", "overlap", 9, "版本"},
		{"id: c\nentity: firm\nexpr: b1\nvalid: [{from: 2010-01-01, to: 2017-12-31}]\n---\nid: c\nentity: firm\nexpr: b2\nvalid: [{from: 2019-01-01}]\n", "gap", 9, "2018-01-01 至 2018-12-31"},
		{"id: c\nentity: firm\nexpr: b1\ntests: [{b1: true}]\n", "missing_key", 4, "want"},
		{"id: c\nentity: firm\nexpr: b1\ntests: [{b1: true, want: mett}]\n", "bad_value", 4, "met"},
		// formulas
		{"formula: f\nentity: firm\nunit: 元\nexpr: formula.g\n---\nformula: g\nentity: firm\nunit: 元\nexpr: y1 + formula.f\n", "cycle", 9, "没有尽头"},
		{"formula: f\nentity: firm\nunit: 元\nexpr: formula.f + y1\n", "cycle", 4, ""},
		{"formula: f\nentity: firm\nunit: 人\nexpr: y1\n", "bad_unit", 4, "元"},
		{"formula: f\nentity: firm\nunit: 元\nexpr: b1\n", "bad_type", 4, ""},
		// scores
		{"score: s\nentity: firm\nitems: [{id: a, expr: y1}]\npass: {above: param.p.amount}\n", "bad_item", 3, "max"},
		{"score: s\nentity: firm\nitems: [{id: a, max: y2, expr: y1}]\npass: {above: param.p.amount}\n", "bad_type", 3, "确定"},
		{"score: s\nentity: firm\nitems: [{id: a, max: param.p.amount, expr: y1, low: y2}]\npass: {above: param.p.amount}\n", "bad_item", 3, ""},
		{"score: s\nentity: firm\nitems: [{id: a, max: param.p.amount, expr: y1}]\npass: {above: param.p.days}\n", "bad_unit", 4, "分"},
		{"score: s\nentity: firm\nitems: [{id: a, max: param.p.amount, expr: y1}, {id: a, max: param.p.amount, expr: y2}]\npass: {above: param.p.amount}\n", "duplicate", 3, "a"},
		{"score: s\nentity: firm\nitems: []\npass: {above: param.p.days}\n", "missing_key", 1, "items"},
		{"score: s\nentity: firm\nitems: [{id: a, max: param.p.amount, expr: y1}]\n", "missing_key", 1, "pass"},
		// programmes
		{"programme: g\nentity: firm\nall: [c]\n", "unknown_name", 3, "c"},
		{"programme: g\nentity: firm\nall: []\n", "bad_value", 1, ""},
		{"programme: g\nentity: firm\nall: [c, c]\n---\n" + what("b1"), "duplicate", 3, "c"},
		{chain(150) + what("b1"), "too_large", 0, "太深"},
		{"programme: g\nentity: firm\n", "bad_value", 1, "all"},
		{"programme: g\nentity: firm\nall: [h]\n---\nprogramme: h\nentity: firm\nany: [g]\n", "cycle", 0, "没有尽头"},
		{"programme: g\nentity: incubator\nall: [c]\n---\n" + what("b1"), "wrong_entity", 3, ""},
		{"programme: g\nentity: firm\neither: [c]\n---\n" + what("b1"), "bad_value", 3, "either"},
		{"programme: g\nentity: firm\nall: [c]\nbenefits: [{id: x, expr: param.p.share}]\n---\n" + what("b1"), "bad_unit", 4, "元"},
		{"programme: g\nentity: firm\nall: [c]\nbenefits: [{id: x, expr: y1}, {id: x, expr: y2}]\n---\n" + what("b1"), "duplicate", 4, ""},
		{"programme: g\nentity: firm\nall: [c]\napplies: y1\n---\n" + what("b1"), "bad_type", 4, ""},
	} {
		_, err := Read(File{"rules.yaml", []byte(c.text)}, File{"fields.yaml", []byte(randomFields)})
		var e *city.Error
		switch {
		case !errors.As(err, &e):
			t.Errorf("%.80q: %v, want %s", c.text, err, c.code)
		case e.Code != c.code || e.File != "rules.yaml" || c.line > 0 && e.Line != c.line:
			t.Errorf("%.80q: %s at %s:%d, want %s at line %d\n%v", c.text, e.Code, e.File, e.Line, c.code, c.line, err)
		case !strings.Contains(e.Message.Zh+e.Hint.Zh, c.says) || e.Message.En == "" || strings.Contains(e.Error(), "%!"):
			t.Errorf("%.80q: %v doesn't say %q", c.text, err, c.says)
		}
	}
}

// chain is programmes of which each is the only member of the one before.
func chain(n int) string {
	var out strings.Builder
	for i := range n {
		fmt.Fprintf(&out, "programme: g%d\nentity: firm\nall: [%s]\n---\n", i, map[bool]string{true: "c", false: fmt.Sprintf("g%d", i+1)}[i == n-1])
	}
	return out.String()
}

// The fields that formulas use may be listed among those that a rule needs.
func TestNeedsThroughFormulas(t *testing.T) {
	for needs, right := range map[string]bool{"[b1]": true, "[b1, y1]": true, "[b1, y1, y2]": true, "[b1, y3]": false, "[y1]": false} {
		_, err := Read(File{"rules.yaml", []byte("formula: f\nentity: firm\nunit: 元\nexpr: y1 + y2\n---\nid: c\nentity: firm\nneeds: " + needs + "\nexpr: b1 and formula.f > 0\n")}, File{"fields.yaml", []byte(randomFields)})
		if (err == nil) != right {
			t.Errorf("%s: %v", needs, err)
		}
	}
}

// A value of a test is of the kind of its field, and among its values.
func TestValuesOfTests(t *testing.T) {
	l := library(t, "field: b\nentity: firm\nunit: bool\n---\nfield: n\nentity: firm\nunit: 人\n---\nfield: w\nentity: firm\nunit: text\nvalues: [红, 绿]\n---\nfield: d\nentity: firm\nunit: date\n---\nfield: code\nentity: firm\nunit: text\n---\nid: c\nentity: firm\nexpr: b\ntests:\n"+
		"- {b: true, n: 3, w: 红, d: 2019-01-01, code: 39, want: met}\n- {b: 1, want: met}\n- {b: true, n: 三, want: met}\n- {b: true, n: \"3\", want: met}\n- {b: true, w: 蓝, want: met}\n- {b: true, d: 2019, want: met}\n- {b: true, code: true, want: met}\n- {b: true, code: 2019-01-01, n: null, want: met}\n")
	ran, failures := l.Test(nil)
	var got []string
	for _, f := range failures {
		got = append(got, f.Message.Zh)
	}
	want := []string{"“b”的值应是是非，这里写的是数", "“n”的值应是数，这里写的是文字", "“n”的值应是数，这里写的是文字", "“蓝”不是“w”的取值，是否为“红”？", "“d”的值应是日期，这里写的是数", "“code”的值应是文字，这里写的是是非"}
	if d := cmp.Diff(want, got); d != "" || ran != 8 {
		t.Error(ran, d)
	}
}

// Files as Windows writes them, with a mark in front and CR LF at the end of
// lines, are read alike, to the line of a fault.
func TestWindowsFiles(t *testing.T) {
	windows := func(s string) File {
		return File{"rules.yaml", []byte("\xef\xbb\xbf" + strings.ReplaceAll(s, "\n", "\r\n"))}
	}
	l, err := Read(windows(randomFields + "---\nid: c\nentity: firm\ntext: |\n  第一行\n  第二行\nexpr: |\n  b1\n  and b2\n"))
	if err != nil || len(l.Fields("firm")) != 9 || len(l.Criteria()) != 1 {
		t.Fatal(err)
	}
	_, err = Read(windows("# 甲\n---\nfield: a\nentity: firm\nunit: dollars\n"))
	var e *city.Error
	if !errors.As(err, &e) || e.Line != 5 {
		t.Error(err)
	}
}
