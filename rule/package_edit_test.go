package rule

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// A clause adds a benefit to a programme, ends one, or writes one anew, on its
// days; what it's set by is told with the amount.
func TestPackageEditsBenefits(t *testing.T) {
	p := mustPackage(t, packageHead+`
- {clause: 第五条, text: 新增小巨人奖励, edits: [{new: giant}, {programme: grant, from: 2020-01-01, to: 2020-12-31, add_benefits: [{id: grant.giant, title: 小巨人奖励, expr: param.giant, payer: 市财政}]}]}
- {clause: 第六条, text: 奖励按人计, edits: [{programme: grant, from: 2020-07-01, end_benefits: [grant.money], add_benefits: [{id: grant.money, title: 奖励, expr: 2 * param.award}]}]}
---
{param: giant, unit: 万元, value: 50, valid: [{from: 2020-01-01}]}
`)
	l := mustRead(t, packageRules)
	under, err := l.With(p)
	if err != nil {
		t.Fatal(err)
	}
	b := firm(map[string]any{"rd": 1000.0, "staff": 10})
	for on, want := range map[string]string{"2019-12-31": "grant.money 100000", "2020-01-01": "grant.giant 500000 grant.money 100000", "2020-12-31": "grant.giant 500000 grant.money 200000", "2021-01-01": "grant.money 200000"} {
		plan, err := under.Plan(Options{Date: day(t, on)})
		if err != nil {
			t.Fatal(err)
		}
		var r Result
		plan.Evaluate(b, &r)
		var got []string
		for i, x := range plan.Benefits {
			got = append(got, fmt.Sprint(x.ID, " ", r.Money[i][0]/100))
		}
		slices.Sort(got)
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s: %s, want %s", on, s, want)
		}
	}
	plan, _ := under.Plan(Options{Date: day(t, "2020-08-01")})
	e, err := plan.Explain(b, 0, "grant")
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range e.Programme.Benefits {
		if want := map[string]string{"grant.giant": "第五条", "grant.money": "第六条"}[a.ID]; len(a.Clauses) != 1 || a.Clauses[0].Clause != want {
			t.Errorf("%s: %v", a.ID, a.Clauses)
		}
	}
	if len(e.Programme.Clauses) != 2 {
		t.Error(e.Programme.Clauses)
	}
	if uses, err := under.Uses("award"); err != nil || len(uses) != 2 { // the old benefit and the new, each once
		t.Error(uses, err)
	}
}

// A clause adds words to a list and takes some out, on its days; clauses that
// touch other words of it don't collide.
func TestPackageEditsList(t *testing.T) {
	l := mustRead(t, "field: district\nentity: firm\nunit: text\n---\nparam: far\ntitle: 远城区\nunit: text\nvalid:\n- {from: 2016-01-01, to: 2019-12-31, value: [东区]}\n- {from: 2020-01-01, value: [东区, 西区]}\n---\nid: near\nentity: firm\nexpr: district in param.far\n---\nprogramme: g\nentity: firm\nall: [near]\n")
	clause := func(edits string) string { return packageHead + "- {clause: 一, text: 改, edits: [" + edits + "]}" }
	under, err := l.With(mustPackage(t, clause("{param: far, from: 2019-07-01, to: 2020-12-31, add: [南区]}, {param: far, from: 2020-07-01, end: [西区]}")))
	if err != nil {
		t.Fatal(err)
	}
	for on, want := range map[string]string{"2019-06-30": "东区", "2019-07-01": "东区 南区", "2020-01-01": "东区 西区 南区", "2020-07-01": "东区 南区", "2021-01-01": "东区"} {
		plan, err := under.Plan(Options{Date: day(t, on)})
		if err != nil {
			t.Fatal(err)
		}
		var in []string
		var r Result
		for _, d := range []string{"东区", "西区", "南区", "北区"} {
			if plan.Evaluate(firm(map[string]any{"district": d}), &r); r.Programmes[0][0] == Met {
				in = append(in, d)
			}
		}
		if got := strings.Join(in, " "); got != want {
			t.Errorf("%s: %s, want %s", on, got, want)
		}
	}
	plan, _ := under.Plan(Options{Date: day(t, "2020-08-01")})
	e, err := plan.Explain(firm(map[string]any{"district": "西区"}), 0, "g")
	if err != nil {
		t.Fatal(err)
	}
	in := e.Programme.Members[0]
	if in.Sentence.Zh != "near：不符合。district为西区，不在远城区（“东区”“南区”）之列" || in.Formula.Zh != "district（西区）为远城区（“东区”“南区”之一）" || len(in.Limits) != 1 || in.Limits[0].Shown.Zh != "“东区”“南区”" || len(in.Limits[0].Clauses) != 1 {
		t.Errorf("%s %s %v", in.Sentence.Zh, in.Formula.Zh, in.Limits)
	}
	for edit, code := range map[string]string{
		"{param: far, from: 2020-01-01, add: [东区]}": "duplicate", "{param: far, from: 2020-01-01, end: [北区]}": "unknown_name", "{param: far, from: 2020-01-01, end: [东区, 西区]}": "bad_edit", "{param: far, from: 2020-01-01, value: 3}": "bad_yaml",
		"{param: far, from: 2020-01-01, value: [东区], add: [北区]}": "bad_edit", "{param: far, from: 2010-01-01, to: 2011-01-01, add: [北区]}": "not_in_force", "{param: far, from: 2020-01-01, value: [东区]}, {param: far, from: 2020-01-01, add: [北区]}": "two_edits",
	} {
		p, err := readPackage(clause(edit))
		if err == nil {
			_, err = l.With(p)
		}
		refused(t, err, code, "package.yaml", 5)
	}
	_, err = mustRead(t, packageRules).With(mustPackage(t, clause("{param: award, from: 2020-01-01, add: [甲]}")))
	refused(t, err, "bad_edit", "package.yaml", 5)
}

// What a programme rests on is told by whole names, in any script.
func TestRests(t *testing.T) {
	l := mustRead(t, "field: x\nentity: firm\nunit: 元\n---\n{param: 青.面积, unit: 元, value: 1, valid: [{from: 2016-01-01}]}\n---\n{param: 青.面积上限, unit: 元, value: 1, valid: [{from: 2016-01-01}]}\n---\n{formula: f, entity: firm, unit: 元, expr: x + param.青.面积上限}\n---\n{id: c, entity: firm, expr: formula.f > 0}\n---\n{programme: g, entity: firm, all: [c], benefits: [{id: b, expr: x}]}\n---\n{programme: h, entity: firm, either: [g]}\n")
	plan, err := l.Plan(Options{Date: day(t, "2020-01-01")})
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(plan.Rests("h"), " "); got != "h g b c f 青.面积上限" {
		t.Error(got)
	}
}

// A clause ends a programme, on its days, and its number stands in the refusal;
// a new version may take its place.
func TestPackageRepeals(t *testing.T) {
	l := mustRead(t, packageRules+"---\nprogramme: other\nentity: firm\nall: [large]\n---\nprogramme: best\nentity: firm\neither: [grant, other]\n")
	repeal := "{repeal: grant, from: 2020-01-01, to: 2020-12-31}"
	under, err := l.With(mustPackage(t, packageHead+"- {clause: 第九条, text: 原办法废止, edits: ["+repeal+", {programme: best, from: 2020-01-01, to: 2020-12-31, end: [grant]}]}"))
	if err != nil {
		t.Fatal(err)
	}
	for on, in := range map[string]bool{"2019-12-31": true, "2020-01-01": false, "2020-12-31": false, "2021-01-01": true} {
		plan, err := under.Plan(Options{Date: day(t, on)})
		if err != nil {
			t.Fatal(err)
		}
		if got := slices.ContainsFunc(plan.Programmes, func(p *Programme) bool { return p.ID == "grant" }); got != in {
			t.Errorf("%s: %v", on, got)
		}
		if !slices.ContainsFunc(plan.Programmes, func(p *Programme) bool { return p.ID == "best" }) {
			t.Errorf("%s: the other one is gone too", on)
		}
	}
	_, err = under.Plan(Options{Date: day(t, "2020-06-01"), Programmes: []string{"grant"}})
	refused(t, err, "not_in_force", "rules.yaml", 29)
	if !strings.Contains(err.Error(), "第九条") {
		t.Error(err)
	}
	_, err = l.With(mustPackage(t, packageHead+"- {clause: 第九条, text: 原办法废止, edits: ["+repeal+"]}"))
	refused(t, err, "still_member", "package.yaml", 5)

	under, err = l.With(mustPackage(t, packageHead+"- {clause: 一, text: 重订, edits: [{repeal: grant, from: 2020-01-01}, {new: grant}]}\n---\nprogramme: grant\nentity: firm\nvalid: [{from: 2020-01-01}]\nall: [large]\n"))
	if err != nil {
		t.Fatal(err)
	}
	for on, benefits := range map[string]int{"2019-12-31": 1, "2020-01-01": 0} {
		if plan, err := under.Plan(Options{Date: day(t, on), Programmes: []string{"grant"}}); err != nil || len(plan.Benefits) != benefits {
			t.Errorf("%s: %v", on, err)
		}
	}
}

// A clause writes a criterion and a formula anew: the old version ends, one of
// the same name begins, and what counts them stays.
func TestPackageRewrites(t *testing.T) {
	l := mustRead(t, packageRules+"---\nformula: double\nentity: firm\nunit: 元\nexpr: 2 * rd\n---\nprogramme: more\nentity: firm\nall: [large]\nbenefits: [{id: more.money, expr: formula.double}]\n")
	clause := packageHead + "- {clause: 第二条, text: 改算式, edits: [{repeal: large, from: 2020-01-01}, {new: large}, {repeal: double, from: 2020-01-01}, {new: double}]}\n---\n"
	under, err := l.With(mustPackage(t, clause+"{id: large, entity: firm, valid: [{from: 2020-01-01}], expr: staff > 0 and rd > 0, tests: [{staff: 1, rd: 0, want: unmet}]}\n---\n{formula: double, entity: firm, unit: 元, valid: [{from: 2020-01-01}], expr: 3 * rd}\n"))
	if err != nil {
		t.Fatal(err)
	}
	for on, want := range map[string]string{"2019-12-31": "met 14 met 0", "2020-01-01": "met 21 unmet 0"} {
		plan, err := under.Plan(Options{Date: day(t, on), Programmes: []string{"more"}})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, rd := range []float64{7, 0} {
			var r Result
			plan.Evaluate(firm(map[string]any{"rd": rd, "staff": 10}), &r)
			got = append(got, fmt.Sprint(r.Programmes[0][0], " ", r.Money[0][0]/100))
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s: %s, want %s", on, s, want)
		}
		if told := len(under.Clauses("large", day(t, on))) == 1; told != (on == "2020-01-01") {
			t.Errorf("%s: clauses %v", on, under.Clauses("large", day(t, on)))
		}
	}
	if ran, failures := under.Test(nil); ran != 1 || len(failures) > 0 {
		t.Error(ran, failures)
	}
	for text, code := range map[string]string{"{repeal: large, from: 2020-01-01}": "still_member", "{repeal: double, from: 2020-01-01}": "still_used"} {
		_, err := l.With(mustPackage(t, packageHead+"- {clause: 一, text: 废止, edits: ["+text+"]}"))
		refused(t, err, code, "package.yaml", 5)
	}
}

// A programme or a criterion that ended goes on.
func TestPackageExtends(t *testing.T) {
	text := strings.Replace(packageRules, "valid: [{from: 2016-01-01}]\nall", "valid: [{from: 2016-01-01, to: 2019-12-31, status: expired}]\nall", 1) + "---\nid: ended\nentity: firm\nexpr: staff > 0\nvalid: [{from: 2016-01-01, to: 2019-12-31}]\n"
	l := mustRead(t, text)
	under, err := l.With(mustPackage(t, packageHead+"- {clause: 一, text: 延续, edits: [{extend: grant, from: 2021-01-01, to: 2022-12-31}, {extend: ended, from: 2020-01-01}, {programme: grant, from: 2022-01-01, add: [ended]}]}"))
	if err != nil {
		t.Fatal(err)
	}
	for on, members := range map[string]int{"2019-12-31": 2, "2020-06-01": 0, "2021-01-01": 2, "2022-12-31": 3, "2023-01-01": 0} {
		plan, err := under.Plan(Options{Date: day(t, on)})
		if err != nil || len(plan.Criteria) != members {
			t.Errorf("%s: %v %v", on, plan, err)
		}
	}
	for edit, code := range map[string]string{"{extend: grant, from: 2019-12-31}": "bad_edit", "{extend: large, from: 2019-12-31}": "bad_edit", "{extend: grants, from: 2020-01-01}": "unknown_name", "{programme: grant, from: 2020-01-01, end: [large]}": "not_in_force"} {
		_, err := l.With(mustPackage(t, packageHead+"- {clause: 一, text: 延续, edits: ["+edit+"]}"))
		refused(t, err, code, "package.yaml", 5)
	}
}
