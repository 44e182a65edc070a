package citywide

import (
	"bytes"
	"errors"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
)

// sampleCity copies what an allocation of the sample city reads, with texts
// replaced in its files.
func sampleCity(t *testing.T, replace ...string) *files.Folder {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{AllocateFile, "citywide/districts.csv", "citywide/themes.csv", "citywide/adjacency.csv", "population/district-industry.csv"} {
		raw, err := os.ReadFile(filepath.Join("../../studies/sample-city", name))
		if err != nil {
			t.Fatal(err)
		}
		text := string(raw)
		for i := 0; i+2 < len(replace); i += 3 {
			if replace[i] != name {
				continue
			}
			if !strings.Contains(text, replace[i+1]) {
				t.Fatalf("%s has no %q", name, replace[i+1])
			}
			text = strings.Replace(text, replace[i+1], replace[i+2], 1)
		}
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	f, err := files.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// fewDraws is for tests that are about something else.
var fewDraws = []string{AllocateFile, "minimum_firms: 5000", "draws: 4\nminimum_firms: 5000"}

func allocated(t *testing.T, replace ...string) *Allocated {
	t.Helper()
	opened(t)
	a, err := Allocate(sampleCity(t, replace...), AllocateFile, 2019)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestSampleCity(t *testing.T) {
	a := allocated(t, fewDraws...)
	if len(a.Allocations) < 3 {
		t.Fatalf("%d allocations", len(a.Allocations))
	}
	for i, x := range a.Allocations {
		if x.Gap > 1e-4 || x.Duplication.Fine > x.Duplication.Coarse+x.Duplication.Fine || len(x.Locks) != 2 {
			t.Errorf("%s: %+v", x.Name, x)
		}
		for _, y := range a.Allocations[:i] {
			if slices.EqualFunc(x.Themes, y.Themes, func(a, b Choice) bool { return a.District == b.District && a.Theme == b.Theme }) {
				t.Errorf("%s and %s are the same", x.Name, y.Name)
			}
		}
		for _, c := range x.Themes {
			if len(c.Why) < 3 {
				t.Errorf("%s: %s takes %s for %v", x.Name, c.District, c.Theme, c.Why)
			}
		}
	}
	// every district has a theme or a reason
	for _, d := range a.Districts {
		has := slices.ContainsFunc(a.Allocations[0].Themes, func(c Choice) bool { return c.District == d })
		open := slices.ContainsFunc(slices.Concat(a.Undecided, a.Allocations[0].Without), func(o Open) bool { return o.District == d && !o.Reason.IsZero() })
		if has == open {
			t.Errorf("%s: theme %v, reason %v", d, has, open)
		}
	}
	kinds := map[string]string{}
	for _, o := range a.Undecided {
		kinds[o.District] = o.Kind
	}
	for _, o := range a.Open() {
		for district, words := range map[string]string{"样中区": "67 资本市场服务（1.89）", "样江区": "要用地 50 公顷，区里只有 30 公顷"} {
			if o.District == district && !strings.Contains(o.Reason.Zh, words) {
				t.Errorf("%s: %s", district, o.Reason.Zh)
			}
		}
	}
	if kinds["样山区"] != "few_firms" || kinds["样中区"] != "no_candidate" || kinds["样江区"] != "no_room" {
		t.Errorf("undecided: %v", kinds)
	}
	// chips 集成电路: everybody wants it, it pays for one district
	for _, f := range a.Fashions {
		if f.Theme == "chips" && (f.PaysFor != 1 || !slices.Equal(f.Districts, []string{"样湖区"})) {
			t.Errorf("%+v", f)
		}
	}
	// an alternative gains no less than it may
	best := a.Allocations[0].Objective
	for _, x := range a.Allocations {
		if strings.HasPrefix(x.Name, "alternative") && x.Objective < best*0.97-1e-6 {
			t.Errorf("%s gains %v of %v", x.Name, x.Objective, best)
		}
	}
	for _, row := range a.Regret.Rows {
		for _, v := range row.Points {
			if !(v >= 0) {
				t.Errorf("%s regrets %v", row.Allocation, v)
			}
		}
	}
	if a.Solver.Version == "" || a.Solver.Package == "" || a.Solver.GapAsked != 1e-4 || a.Solver.Seed != 2019 || !a.Synthetic {
		t.Errorf("%+v", a.Solver)
	}
}

// The price of a lock is what leaving its line out gains.
func TestPriceByHand(t *testing.T) {
	with := allocated(t, fewDraws...)
	without := allocated(t, append(slices.Clone(fewDraws), AllocateFile, "- {district: 样河区, theme: machines}", "#")...)
	price := with.Allocations[0].Locks[1]
	if got := without.Allocations[0].Objective - with.Allocations[0].Objective; price.District != "样河区" || math.Abs(float64(got-price.Price)) > 1e-9 || !(price.Price > 0.1) {
		t.Errorf("by hand %v, reported %+v", got, price)
	}
	if with.Allocations[0].Locks[0].Price != 0 {
		t.Errorf("a lock on what is chosen anyway has a price: %+v", with.Allocations[0].Locks[0])
	}
}

func TestSameBytes(t *testing.T) {
	before := runtime.GOMAXPROCS(1)
	one, err := allocated(t, fewDraws...).JSON()
	if err != nil {
		t.Fatal(err)
	}
	runtime.GOMAXPROCS(4)
	four, _ := allocated(t, fewDraws...).JSON()
	runtime.GOMAXPROCS(before)
	if !bytes.Equal(one, four) {
		t.Error("one worker and four give other bytes")
	}
	// the order of rows of the counts changes nothing but the file's hash
	other, _ := allocated(t, append(slices.Clone(fewDraws), "population/district-industry.csv", "样中区,13,56\n样中区,14,54", "样中区,14,54\n样中区,13,56")...).JSON()
	cut := func(raw []byte) []byte { i := bytes.Index(raw, []byte(`"inputs"`)); return raw[:i] }
	if !bytes.Equal(cut(one), cut(other)) {
		t.Error("another order of rows gives another result")
	}
}

// A lock that fits nowhere: the error has the smallest set of limits.
func TestLockThatClashes(t *testing.T) {
	opened(t)
	_, err := Allocate(sampleCity(t, AllocateFile, "theme: vehicles}", "theme: vehicles}\n- {district: 样中区, theme: steel}"), AllocateFile, 1)
	var e *city.Error
	if !errors.As(err, &e) || e.Code != "limits_clash" || !strings.Contains(e.Message.Zh, "这 2 条") || !strings.Contains(e.Message.Zh, "样中区的用地12公顷") || !strings.Contains(e.Message.Zh, "样中区锁定绿色冶金与再生") {
		t.Fatalf("%v", err)
	}
}

func TestBadInput(t *testing.T) {
	const spec, districts, themes, adjacency, firms = AllocateFile, "citywide/districts.csv", "citywide/themes.csv", "citywide/adjacency.csv", "population/district-industry.csv"
	for name, c := range map[string]struct {
		code    string
		replace []string
	}{
		"an unknown key":                     {"bad_yaml", []string{spec, "money_wan", "money"}},
		"no table":                           {"bad_spec", []string{spec, "themes: citywide/themes.csv", ""}},
		"outside the study":                  {"bad_spec", []string{spec, "citywide/themes.csv", "../themes.csv"}},
		"a share above one":                  {"bad_spec", []string{spec, "0.10", "10"}},
		"money below zero":                   {"bad_spec", []string{spec, "150000", "-1"}},
		"a weight that is none":              {"bad_spec", []string{spec, "locks:", "weights: {specialisation: .nan}\nlocks:"}},
		"weights of nothing":                 {"bad_spec", []string{spec, "locks:", "weights: {specialisation: 0, relatedness: 0, mass: 0}\nlocks:"}},
		"a lock twice":                       {"bad_spec", []string{spec, "{district: 样河区, theme: machines}", "{district: 样南区, theme: vehicles}"}},
		"a lock on no district":              {"bad_spec", []string{spec, "样河区, theme", "某区, theme"}},
		"a lock on no theme":                 {"bad_spec", []string{spec, "theme: machines", "theme: nothing"}},
		"left open without a reason":         {"bad_spec", []string{spec, "locks:", "undecided: [{district: 样田区}]\nlocks:"}},
		"left open that is none":             {"bad_spec", []string{spec, "locks:", "undecided: [{district: 某区, because: {zh: 无}}]\nlocks:"}},
		"a district twice":                   {"duplicate_row", []string{districts, "样江区,中心", "样中区,中心"}},
		"a blank amount":                     {"bad_number", []string{districts, "120,6,6,28000", "120,6,,28000"}},
		"an amount below zero":               {"bad_number", []string{districts, "120,6,6,28000", "120,-6,6,28000"}},
		"half a theme":                       {"bad_number", []string{districts, "28000,1,2", "28000,0.5,2"}},
		"more at least than at most":         {"bad_number", []string{districts, "28000,1,2", "28000,3,2"}},
		"no column":                          {"no_column", []string{districts, "m0_land_ha", "m0"}},
		"a theme twice":                      {"duplicate_row", []string{themes, "chips,", "optics,"}},
		"a theme without divisions":          {"no_name", []string{themes, "光电子与显示,39 40", "光电子与显示,"}},
		"a division that is none":            {"unknown_industry", []string{themes, "39 40", "39 99"}},
		"a theme without a scale":            {"bad_number", []string{themes, "电子信息,60", "电子信息,0"}},
		"a neighbour that is none":           {"unknown_district", []string{adjacency, "样中区,样江区", "样中区,某区"}},
		"its own neighbour":                  {"bad_adjacency", []string{adjacency, "样中区,样江区", "样中区,样中区"}},
		"firms of no district":               {"unknown_district", []string{firms, "样中区,13", "某区,13"}},
		"firms twice":                        {"duplicate_row", []string{firms, "样中区,14", "样中区,13"}},
		"half a firm":                        {"bad_number", []string{firms, "样中区,13,56", "样中区,13,56.5"}},
		"a count that is no number":          {"bad_number", []string{firms, "样中区,13,56", "样中区,13,约56"}},
		"a lock twice, by code and by title": {"bad_spec", []string{spec, "{district: 样河区, theme: machines}", "{district: 样南区, theme: 智能网联汽车}"}},
		"left open twice":                    {"bad_spec", []string{spec, "locks:", "undecided: [{district: 样田区, because: {zh: 甲}}, {district: 样田区, because: {zh: 乙}}]\nlocks:"}},
		"a division twice in a theme":        {"duplicate_division", []string{themes, "光电子与显示,39 40", "光电子与显示,39 C39"}},
		"neither yes nor no":                 {"bad_value", []string{themes, "15000,1,", "15000,也许,"}},
		"money without a unit":               {"no_unit", []string{districts, "money_wan", "资金"}},
		"money in hectares":                  {"no_unit", []string{districts, "money_wan", "资金（公顷）"}},
		"two columns of free land":           {"duplicate_column", []string{districts, "area_km2", "可新供用地（亩）"}},
		"a group among divisions":            {"nested_industry", []string{firms, "样中区,13,56", "样中区,131,56\n样中区,13,56"}},
		"a section among divisions":          {"nested_industry", []string{firms, "样中区,13,56", "样中区,C,56\n样中区,13,56"}},
		"nothing that could be defended":     {"no_candidate", []string{spec, "minimum_firms: 5000", "minimum_firms: 1000000", spec, "- {district: 样南区, theme: vehicles}", "", spec, "- {district: 样河区, theme: machines}", ""}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Allocate(sampleCity(t, c.replace...), AllocateFile, 1)
			var e *city.Error
			if !errors.As(err, &e) {
				t.Fatalf("%v", err)
			}
			if e.Code == "no_solver" {
				opened(t)
			}
			if e.Code != c.code || e.File == "" || e.Message.Zh == "" || e.Message.En == "" {
				t.Errorf("%s (%s): %v", e.Code, e.File, e)
			}
		})
	}
}

// A city whose districts are all alike has no theme that one could defend better
// than another: none is invented.
func TestAllAlike(t *testing.T) {
	l := made(1, 4, 4)
	for i := range l.records {
		l.records[i].Value = 30
	}
	all, err := l.scores(l.records)
	if err != nil {
		t.Fatal(err)
	}
	for d := range all {
		for k, s := range all[d] {
			if s.stands || s.specialisation != 0 || math.IsNaN(s.density) {
				t.Errorf("district %d, theme %d: %+v", d, k, s)
			}
		}
	}
}
