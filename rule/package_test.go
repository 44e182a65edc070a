package rule

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
	"pgregory.net/rapid"
)

const packageRules = `
field: rd
entity: firm
unit: 元
---
field: staff
entity: firm
unit: 人
---
param: award
unit: 万元
valid:
- {from: 2016-01-01, to: 2018-12-31, status: replaced, value: 5}
- {from: 2019-01-01, value: 10}
---
param: least
unit: 元
of: 人
valid: [{from: 2016-01-01, brackets: [{upto: 50, value: 100}, {value: 200}]}]
---
id: enough
entity: firm
expr: rd >= bracket(staff, param.least)
---
id: large
entity: firm
expr: staff > 0
---
programme: grant
entity: firm
valid: [{from: 2016-01-01}]
all: [enough, {any: [large]}]
benefits: [{id: grant.money, title: 奖励, expr: param.award}]
`

const packageHead = `package: draft
baseline: catalog
basis: [{doc: 样城府规〔2020〕1号（合成）, checked: 2026-11-23, grade: C}]
clauses:
`

func mustRead(t testing.TB, text string) *Library {
	t.Helper()
	l, err := Read(File{"rules.yaml", []byte(text)})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func readPackage(text string) (*Package, error) {
	return ReadPackage(File{"package.yaml", []byte(text)})
}

func mustPackage(t testing.TB, text string) *Package {
	t.Helper()
	p, err := readPackage(text)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// on a day, in yuan; none: 0
func award(l *Library, day string) float64 {
	d, _ := ParseDay(day)
	if i := l.Parameter("award").On(d, false); i != nil {
		return i.Value.Low
	}
	return 0
}

func TestPackageEditsParameterByInterval(t *testing.T) {
	l := mustRead(t, packageRules)
	p := mustPackage(t, packageHead+`- {clause: 第三条, text: 提高奖励, edits: [{param: award, from: 2018-07-01, to: 2020-06-30, value: 40}]}`)
	under, err := l.With(p)
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[string]float64{"2015-12-31": 0, "2018-06-30": 5e4, "2018-07-01": 40e4, "2019-01-01": 40e4, "2020-06-30": 40e4, "2020-07-01": 10e4, "2030-01-01": 10e4} {
		if got := award(under, day); got != want {
			t.Errorf("%s: %v, want %v", day, got, want)
		}
	}
	if got := award(l, "2019-06-01"); got != 10e4 {
		t.Errorf("the baseline changed: %v", got)
	}
	d, _ := ParseDay("2019-06-01")
	if c := under.Clauses("award", d); len(c) != 1 || c[0].Number != "第三条" || c[0].Package.ID != "draft" {
		t.Errorf("clauses: %v", c)
	}
	if got := under.Address(); !strings.HasPrefix(got, "draft@"+p.SHA256[:12]+" over catalog@") {
		t.Error(got)
	}
}

// Days that neither the baseline nor the package speaks of are a stated gap.
// A clause that says 不少于 gives a floor on its own days, and a package over it
// may take it back.
func TestPackageAtLeast(t *testing.T) {
	read := func(id, baseline, edit string) *Package {
		p, err := ReadPackage(File{id + ".yaml", []byte("package: " + id + "\nbaseline: " + baseline + "\nbasis: [{doc: 合成, checked: 2026-11-23, grade: C}]\nclauses: [{clause: 第一条, text: 不少于, edits: [" + edit + "]}]\n")})
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	day := func(s string) Day { d, _ := ParseDay(s); return d }
	floor := read("floor", Catalog, "{param: award, from: 2020-01-01, to: 2022-12-31, value: 40, at_least: true}")
	l, err := mustRead(t, packageRules).With(floor)
	if err != nil {
		t.Fatal(err)
	}
	for on, want := range map[string]bool{"2019-12-31": false, "2020-01-01": true, "2022-12-31": true, "2023-01-01": false} {
		if l.AtLeast("award", day(on)) != want || l.AtLeast("least", day(on)) {
			t.Errorf("%s: not %v", on, want)
		}
	}
	if l, err = l.With(read("exact", "floor", "{param: award, from: 2021-01-01, value: 40}")); err != nil {
		t.Fatal(err)
	}
	if !l.AtLeast("award", day("2020-12-31")) || l.AtLeast("award", day("2021-01-01")) {
		t.Error("the newest package decides")
	}
}

func TestPackageBehindAnEnd(t *testing.T) {
	text := strings.Replace(packageRules, "- {from: 2019-01-01, value: 10}", "- {from: 2019-01-01, to: 2020-12-31, value: 10}", 1)
	under, err := mustRead(t, text).With(mustPackage(t, packageHead+`- {clause: 一, text: 续, edits: [{param: award, from: 2022-01-01, value: 7}]}`))
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[string]float64{"2020-12-31": 10e4, "2021-06-01": 0, "2022-01-01": 7e4} {
		if got := award(under, day); got != want {
			t.Errorf("%s: %v, want %v", day, got, want)
		}
	}
}

func TestPackageEditsProgramme(t *testing.T) {
	p := mustPackage(t, packageHead+`
- {clause: 第四条, text: 三年内不迁出, edits: [{programme: grant, from: 2020-01-01, to: 2020-12-31, add: [stays], end: [large]}, {new: stays}]}
---
id: stays
entity: firm
expr: staff >= 0
`)
	under, err := mustRead(t, packageRules).With(p)
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[string]string{"2019-12-31": "enough large", "2020-01-01": "enough stays", "2020-12-31": "enough stays", "2021-01-01": "enough large"} {
		d, _ := ParseDay(day)
		var got []string
		for _, p := range under.Programmes() {
			if at(p.Valid, d, false) != nil {
				p.Members.each(func(m Member) { got = append(got, m.ID) })
			}
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s: %s, want %s", day, s, want)
		}
	}
	if b := under.members["stays"][0].criterion.Basis; len(b) != 1 || b[0].Doc != "样城府规〔2020〕1号（合成）" || b[0].Article != "第四条" {
		t.Errorf("a new criterion follows its clause: %v", b)
	}
	d, _ := ParseDay("2020-03-01")
	for _, id := range []string{"grant", "stays"} {
		if c := under.Clauses(id, d); len(c) != 1 || c[0].Number != "第四条" {
			t.Errorf("%s: %v", id, c)
		}
	}
}

func TestPackageOverPackage(t *testing.T) {
	first := mustPackage(t, packageHead+`- {clause: 一, text: 提高, edits: [{param: award, from: 2020-01-01, value: 40}]}`)
	second := mustPackage(t, strings.Replace(strings.Replace(packageHead, "draft", "second", 1), "catalog", "draft", 1)+`- {clause: 二, text: 再提高, edits: [{param: award, from: 2021-01-01, value: 60}]}`)
	under, err := mustRead(t, packageRules).With(second, first)
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[string]float64{"2019-06-01": 10e4, "2020-06-01": 40e4, "2021-01-01": 60e4} {
		if got := award(under, day); got != want {
			t.Errorf("%s: %v, want %v", day, got, want)
		}
	}
	if got := under.Address(); !strings.HasPrefix(got, "second@") || strings.Count(got, " over ") != 2 {
		t.Error(got)
	}
}

// Packages that are over one another have no baseline at their foot.
func TestPackagesInACircle(t *testing.T) {
	head := func(name, base string) string {
		return strings.Replace(strings.Replace(packageHead, "draft", name, 1), "catalog", base, 1) + "- {clause: 一, text: 改, edits: [{param: award, from: 2020-01-01, value: 1}]}"
	}
	_, err := mustRead(t, packageRules).With(mustPackage(t, head("a", "b")), mustPackage(t, head("b", "a")))
	refused(t, err, "cycle", "package.yaml", 1)
}

// The tests of the baseline say what the baseline gives: a package that
// changes a value or the members of a programme leaves them true.
func TestTestsUnderPackage(t *testing.T) {
	l := mustRead(t, "field: x\nentity: firm\nunit: 元\n---\nparam: p\nunit: 元\nvalue: 5\nvalid: [{from: 2016-01-01}]\n---\nid: a\nentity: firm\nexpr: x >= param.p\ntests: [{x: 5, want: met}]\n---\nid: b\nentity: firm\nexpr: x > 0\n---\n"+
		"programme: g\nentity: firm\nvalid: [{from: 2016-01-01}]\nall: [a, b]\ntests: [{x: 5, want: met}, {date: 2019-01-01, x: 4, want: unmet}, {date: 2021-01-01, x: 4, want: unmet}]\n")
	p := mustPackage(t, packageHead+"- {clause: 一, text: 改, edits: [{param: p, from: 2020-01-01, value: 9}, {programme: g, from: 2020-01-01, end: [a]}, {new: c}, {new: h}]}\n---\nid: c\nentity: firm\nexpr: x >= param.p\ntests: [{x: 8, want: unmet}, {x: 9, want: met}]\n---\n"+
		"programme: h\nentity: firm\nall: [c]\ntests: [{x: 8, want: met}]\n")
	under, err := l.With(p)
	if err != nil {
		t.Fatal(err)
	}
	ran, failures := under.Test(nil)
	if ran != 7 || len(failures) != 1 || failures[0].ID != "h" {
		t.Error(ran, failures)
	}
	if ran, _ = under.Test(func(at At) bool { return at.File == "package.yaml" }); ran != 3 {
		t.Error(ran)
	}
}

func TestPackageRefused(t *testing.T) {
	clause := func(edits string) string { return packageHead + "- {clause: 一, text: 改, edits: [" + edits + "]}" }
	for _, c := range []struct {
		name, text, code string
		line             int
	}{
		{"no package", "id: x\nentity: firm\nexpr: true", "no_package", 1},
		{"empty", "", "no_package", 0},
		{"an empty mapping", "{}", "no_package", 0},
		{"no baseline", "package: x\nbasis: [{doc: a}]\nclauses: [{clause: 一, text: 改}]", "missing_key", 1},
		{"no document", "package: x\nbaseline: catalog\nclauses: [{clause: 一, text: 改}]", "missing_key", 1},
		{"no clause", "package: x\nbaseline: catalog\nbasis: [{doc: a}]\n", "missing_key", 1},
		{"a name with blanks", "package: x y\nbaseline: catalog\nbasis: [{doc: a}]\nclauses: [{clause: 一, text: 改}]", "bad_name", 1},
		{"over itself", "package: x\nbaseline: x\nbasis: [{doc: a}]\nclauses: [{clause: 一, text: 改}]", "cycle", 2},
		{"named catalog", "package: catalog\nbaseline: x\nbasis: [{doc: a}]\nclauses: [{clause: 一, text: 改}]", "bad_name", 1},
		{"clause twice", packageHead + "- {clause: 一, text: 改}\n- {clause: 一, text: 改}", "duplicate", 6},
		{"clause without words", packageHead + "- {clause: 一}", "missing_key", 5},
		{"unknown baseline", strings.Replace(clause("{param: award, from: 2020-01-01, value: 1}"), "catalog", "other", 1), "no_baseline", 1},
		{"unknown parameter", clause("{param: awards, from: 2020-01-01, value: 1}"), "unknown_name", 5},
		{"unknown programme", clause("{programme: grants, from: 2020-01-01, end: [large]}"), "unknown_name", 5},
		{"unknown member", clause("{programme: grant, from: 2020-01-01, end: [larger]}"), "unknown_name", 5},
		{"unknown new member", clause("{programme: grant, from: 2020-01-01, add: [strays]}"), "unknown_name", 5},
		{"member there already", clause("{programme: grant, from: 2020-01-01, add: [large]}"), "duplicate", 5},
		{"no member left", clause("{programme: grant, from: 2020-01-01, end: [large, enough]}"), "bad_edit", 5},
		{"two things", clause("{param: award, programme: grant, from: 2020-01-01, value: 1}"), "bad_edit", 5},
		{"nothing", clause("{from: 2020-01-01, value: 1}"), "bad_edit", 5},
		{"a value for a programme", clause("{programme: grant, from: 2020-01-01, value: 1}"), "bad_edit", 5},
		{"no start", clause("{param: award, value: 1}"), "missing_key", 5},
		{"no value", clause("{param: award, from: 2020-01-01}"), "missing_key", 5},
		{"end before start", clause("{param: award, from: 2020-01-01, to: 2019-01-01, value: 1}"), "bad_interval", 5},
		{"an end that is none", clause("{param: award, from: 2020-01-01, to: 2099-12-31, value: 1}"), "bad_interval", 5},
		{"no number", clause("{param: award, from: 2020-01-01, value: 四十}"), "bad_number", 5},
		{"brackets for a value", clause("{param: award, from: 2020-01-01, brackets: [{value: 1}]}"), "bad_value", 5},
		{"a bracket without an end", clause("{param: least, from: 2020-01-01, brackets: [{upto: 5, value: 1}]}"), "bad_brackets", 5},
		{"a value for brackets", clause("{param: least, from: 2020-01-01, value: 1}"), "bad_value", 5},
		{"two edits of one value", clause("{param: award, from: 2020-01-01, value: 1}, {param: award, from: 2021-01-01, value: 2}"), "two_edits", 5},
		{"before the programme", clause("{programme: grant, from: 2010-01-01, to: 2011-01-01, end: [large]}"), "not_in_force", 5},
		{"unknown benefit", clause("{programme: grant, from: 2020-01-01, end_benefits: [grant.mony]}"), "unknown_name", 5},
		{"benefit there already", clause("{programme: grant, from: 2020-01-01, add_benefits: [{id: grant.money, expr: param.award}]}"), "duplicate", 5},
		{"benefit of another kind", clause("{programme: grant, from: 2020-01-01, add_benefits: [{id: x, expr: staff}]}"), "bad_unit", 5},
		{"benefit without an amount", clause("{programme: grant, from: 2020-01-01, add_benefits: [{id: x}]}"), "missing_key", 5},
		{"benefit added twice", clause("{programme: grant, from: 2020-01-01, add_benefits: [{id: x, expr: rd}]}, {programme: grant, from: 2020-06-01, add_benefits: [{id: x, expr: rd}]}"), "two_edits", 5},
		{"repealed and edited", clause("{repeal: grant, from: 2020-01-01}, {programme: grant, from: 2020-06-01, end: [large]}"), "two_edits", 5},
		{"repealed twice", clause("{repeal: grant, from: 2020-01-01}, {repeal: grant, from: 2021-01-01}"), "two_edits", 5},
		{"unknown programme repealed", clause("{repeal: grants, from: 2020-01-01}"), "unknown_name", 5},
		{"repealed before it was", clause("{repeal: grant, from: 2010-01-01, to: 2011-01-01}"), "not_in_force", 5},
		{"repealed without a day", clause("{repeal: grant}"), "missing_key", 5},
		{"members of what is repealed", clause("{repeal: grant, from: 2020-01-01, end: [large]}"), "bad_edit", 5},
		{"new and not there", clause("{new: stays}"), "unknown_name", 5},
		{"there and in no clause", clause("") + "\n---\nid: stays\nentity: firm\nexpr: staff > 0", "no_clause", 7},
		{"twice new", clause("{new: stays}, {new: stays}") + "\n---\nid: stays\nentity: firm\nexpr: staff > 0", "duplicate", 5},
		{"already in the catalog", clause("{new: large}") + "\n---\nid: large\nentity: firm\nexpr: staff > 0", "duplicate", 7},
		{"a wrong unit", clause("{new: stays}") + "\n---\nid: stays\nentity: firm\nexpr: staff > rd", "bad_unit", 9},
		{"an unknown key", clause("{param: award, from: 2020-01-01, valu: 1}"), "unknown_key", 5},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := readPackage(c.text)
			if err == nil {
				_, err = mustRead(t, packageRules).With(p)
			}
			refused(t, err, c.code, "package.yaml", c.line)
		})
	}
}

// refused checks the code and the place of an error and that it speaks both
// languages.
func refused(t *testing.T, err error, code, file string, line int) {
	t.Helper()
	var e *city.Error
	if !errors.As(err, &e) {
		t.Fatalf("no error with a place: %v", err)
	}
	if e.Code != code || e.File != file || e.Line != line {
		t.Errorf("%s at %s line %d, want %s at line %d: %v", e.Code, e.File, e.Line, code, line, e)
	}
	if e.Message.Zh == "" || e.Message.En == "" || strings.Contains(e.Error(), "%!") {
		t.Errorf("not a whole message: %#v", e.Message)
	}
}

func TestPackagesThatCollide(t *testing.T) {
	one := `- {clause: 一, text: 改, edits: [{param: award, from: 2020-01-01, to: 2020-12-31, value: 40}]}`
	first := mustPackage(t, packageHead+one)
	other := strings.Replace(packageHead, "draft", "other", 1)
	for _, c := range []struct {
		edit string
		ok   bool
	}{
		{"{param: award, from: 2020-12-31, value: 1}", false},
		{"{param: award, from: 2021-01-01, value: 1}", true},
		{"{param: award, from: 2019-01-01, to: 2019-12-31, value: 1}", true},
		{"{param: least, from: 2020-01-01, brackets: [{value: 1}]}", true},
	} {
		_, err := mustRead(t, packageRules).With(first, mustPackage(t, other+"- {clause: 二, text: 改, edits: ["+c.edit+"]}"))
		switch {
		case c.ok && err != nil:
			t.Errorf("%s: %v", c.edit, err)
		case !c.ok:
			refused(t, err, "two_edits", "package.yaml", 5)
		}
	}
	_, err := mustRead(t, packageRules).With(first, first)
	refused(t, err, "duplicate", "package.yaml", 1)
}

// A change that starts later changes nothing earlier, and one that has ended
// changes nothing later, whatever the intervals of the baseline.
func TestPackageChangesOnlyItsDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		start := DayOf(2015, 1, 1)
		p := Parameter{ID: "x", Unit: Unit{Text: "元", Factor: 1}}
		day := start
		for range rapid.IntRange(1, 5).Draw(t, "intervals") {
			end := day + Day(rapid.IntRange(0, 400).Draw(t, "length"))
			p.Valid = append(p.Valid, Interval{From: day, To: end, Status: InForce, Value: &Value{float64(day), float64(day)}})
			day = end + 1
		}
		if rapid.Bool().Draw(t, "open") {
			p.Valid[len(p.Valid)-1].To = Open
		}
		from := start + Day(rapid.IntRange(-300, 2500).Draw(t, "from"))
		to := from + Day(rapid.IntRange(0, 900).Draw(t, "days"))
		if rapid.Bool().Draw(t, "without end") {
			to = Open
		}
		after := p
		after.Valid = replaced(p.Valid, Interval{From: from, To: to, Status: InForce, Value: &Value{-1, -1}})
		value := func(p Parameter, d Day) float64 {
			if i := p.On(d, false); i != nil {
				return i.Value.Low
			}
			return 0
		}
		for d := start - 400; d < start+4000; d++ {
			want := value(p, d)
			if from <= d && d <= to {
				want = -1
			}
			if got := value(after, d); got != want {
				t.Fatalf("%s: %v, want %v", d, got, want)
			}
		}
		r := &reader{}
		if r.ordered(after.Valid); r.err != nil {
			t.Fatal(r.err)
		}
	})
}

// Whatever a file holds, it's read or refused with a whole error, and what was
// read can be put over rules or is refused in the same way.
func FuzzPackage(f *testing.F) {
	f.Add([]byte(packageHead + "- {clause: 一, text: 改, edits: [{param: award, from: 2018-07-01, to: 2020-06-30, value: 40}]}"))
	f.Add([]byte(packageHead + "- {clause: 一, text: 改, edits: [{programme: grant, from: 2020-01-01, add: [stays], end: [large]}, {new: stays}]}\n---\nid: stays\nentity: firm\nexpr: staff >= 0\n"))
	f.Add([]byte(packageHead + "- {clause: 一, text: 改, edits: [{param: least, from: 2020-01-01, brackets: [{upto: 5, value: 1}, {value: [2, 3]}]}]}"))
	f.Add([]byte(packageHead + "- {clause: 一, text: 改, edits: [{programme: grant, from: 2020-01-01, add_benefits: [{id: x, expr: rd}], end_benefits: [grant.money]}, {extend: enough, from: 2020-01-01}]}\n- {clause: 二, text: 废止, edits: [{repeal: grant, from: 2021-01-01}]}"))
	f.Add([]byte("package: x\nbaseline: [catalog]\nclauses: {a: 1}"))
	l := mustRead(f, packageRules)
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := ReadPackage(File{"package.yaml", data})
		if err == nil {
			var under *Library
			if under, err = l.With(p); err == nil {
				if _, err := under.Plan(Options{Date: DayOf(2020, 6, 1)}); err != nil {
					t.Fatal(err)
				}
				return
			}
		}
		var e *city.Error
		if !errors.As(err, &e) || e.Message.Zh == "" || e.Message.En == "" || strings.Contains(e.Error(), "%!") {
			t.Fatalf("not a whole error: %v", err)
		}
	})
}

// Before the first day of its edits and after the last a package changes no
// firm's result and no amount.
func TestPackageOutsideItsDays(t *testing.T) {
	l := mustRead(t, packageRules)
	rapid.Check(t, func(t *rapid.T) {
		from := DayOf(2017, 1, 1) + Day(rapid.IntRange(0, 1500).Draw(t, "from"))
		to := from + Day(rapid.IntRange(0, 500).Draw(t, "days"))
		edits := rapid.SampledFrom([]string{
			"{param: award, FROM, value: 40}", "{param: least, FROM, brackets: [{value: 7}]}", "{programme: grant, FROM, end: [large]}",
			"{programme: grant, FROM, add: [stays]}, {new: stays}, {param: award, FROM, value: 1}",
			"{programme: grant, FROM, add_benefits: [{id: more, expr: rd}], end_benefits: [grant.money]}", "{programme: grant, FROM, add_benefits: [{id: more, expr: rd}]}", "{repeal: grant, FROM}",
		}).Draw(t, "edits")
		text := packageHead + "- {clause: 一, text: 改, edits: [" + strings.ReplaceAll(edits, "FROM", "from: "+from.String()+", to: "+to.String()) + "]}"
		if strings.Contains(edits, "new") {
			text += "\n---\nid: stays\nentity: firm\nexpr: staff > 0"
		}
		p, err := readPackage(text)
		if err != nil {
			t.Fatal(err)
		}
		under, err := l.With(p)
		if err != nil {
			t.Fatal(err)
		}
		b := firm(map[string]any{"rd": rapid.SampledFrom([]float64{0, 7, 100, 150, 200}).Draw(t, "rd"), "staff": rapid.IntRange(0, 60).Draw(t, "staff")})
		for _, day := range []Day{from - 1, to + 1, from - 90, to + 400} {
			if day < DayOf(2016, 1, 1) {
				continue
			}
			if a, b := grant(t, l, day, b), grant(t, under, day, b); a != b {
				t.Fatalf("%s: %v, with the package %v", day, a, b)
			}
		}
	})
}

type granted struct {
	state State
	money string // by benefit
}

func grant(t *rapid.T, l *Library, day Day, b *Batch) granted {
	p, err := l.Plan(Options{Date: day, Programmes: []string{"grant"}})
	if err != nil {
		t.Fatal(err)
	}
	var r Result
	p.Evaluate(b, &r)
	money := ""
	for i, b := range p.Benefits {
		money += fmt.Sprint(b.ID, r.Money[i][0])
	}
	return granted{r.Programmes[0][0], money}
}
