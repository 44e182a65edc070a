package table

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/grid"
)

// root is the folder of go.mod.
func root(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Fatal("no go.mod above the test")
		}
		dir = up
	}
	return dir
}

// ours gives a table of the worked study.
func ours(t *testing.T, name string) *grid.Grid {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(root(t), "studies", "wuhan-2019", "tables", name))
	if err != nil {
		t.Fatal(err)
	}
	gs, err := grid.Read(name, raw)
	if err != nil {
		t.Fatal(err)
	}
	return gs[0]
}

// shared gives a file of the shared reference folder; the test skips where the
// folder is absent, and fails in CI.
func shared(t *testing.T, rel string) []*grid.Grid {
	t.Helper()
	path := filepath.Join(root(t), "..", "shared", rel)
	raw, err := os.ReadFile(path)
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("shared reference file missing: %s", rel)
		}
		t.Skipf("shared reference file missing: %s", rel)
	}
	gs, err := grid.Read(filepath.Base(rel), raw)
	if err != nil {
		t.Fatal(err)
	}
	return gs
}

func TestBureauTable(t *testing.T) {
	tb, err := Read(ours(t, "科技统计简表2013-2018.csv"), testPlaces, testIndicators, Hints{})
	if err != nil {
		t.Fatal(err)
	}
	count := map[city.Facet]int{}
	estimates := map[string]bool{}
	for _, v := range tb.Values {
		count[v.Facet]++
		if v.Status == city.Estimate {
			estimates[v.Cell] = true
		}
		if v.Place != "" {
			t.Errorf("%s: place %q from a table that names none", v.Cell, v.Place)
		}
	}
	if count[city.Level] != 102 || count[city.Growth] != 17 || count[city.Rank] != 16 {
		t.Errorf("levels, growth, ranks: %v, want 102, 17, 16 (one rank is not printed)", count)
	}
	if len(estimates) != 4 || !estimates["I9"] || !estimates["I10"] || !estimates["H11"] || !estimates["I11"] {
		t.Errorf("estimates %v", estimates)
	}
	if len(tb.Breaks) != 2 || tb.Breaks[0].From != "2016" || tb.Breaks[1].From != "2016" {
		t.Errorf("breaks %v", tb.Breaks)
	}
	if len(tb.Findings) != 0 {
		t.Errorf("findings %v", tb.Findings)
	}
}

func TestStatisticsSiteExport(t *testing.T) {
	for _, rel := range []string{"国家统计局-主要城市年度数据-国内生产总值.csv", "reference/nbs-main-cities/20_Major_GDP.xls"} {
		var g *grid.Grid
		if filepath.Ext(rel) == ".csv" {
			g = ours(t, rel)
		} else {
			g = shared(t, rel)[0]
		}
		tb, err := Read(g, testPlaces, testIndicators, Hints{})
		if err != nil {
			t.Fatal(err)
		}
		places, n2018, wuhan := map[string]bool{}, 0, ""
		for _, v := range tb.Values {
			places[v.Place] = true
			if v.Period == "2018" {
				n2018++
			}
			if v.Place == "武汉" && v.Period == "2017" {
				wuhan = v.Value.String() + v.Unit
			}
		}
		if len(places) != 36 || n2018 != 0 || wuhan != "13410.34亿元" || len(tb.Values) != 36*19 {
			t.Errorf("%s: %d places, %d values of 2018, Wuhan 2017 %s, %d values", rel, len(places), n2018, wuhan, len(tb.Values))
		}
		if len(tb.Findings) != 1 || tb.Findings[0].Code != "T003" || tb.Publisher != "国家统计局" {
			t.Errorf("%s: findings %v, publisher %q", rel, tb.Findings, tb.Publisher)
		}
	}
}

func TestTableWithoutYearIsRefused(t *testing.T) {
	g := shared(t, "reference/nbs-main-cities/17_Economic.csv")[0]
	_, err := Read(g, testPlaces, testIndicators, Hints{})
	e, ok := err.(*city.Error)
	if !ok || e.Code != "unreadable_table" || e.Line != 1 || e.Hint.IsZero() {
		t.Fatalf("a table without a year: %v", err)
	}
	tb, err := Read(g, testPlaces, testIndicators, Hints{Period: "2017", Units: map[string]string{"年末总人口": "万人"}})
	if err != nil {
		t.Fatal(err)
	}
	if v := tb.Values[0]; len(tb.Values) != 35*12 || v.Period != "2017" || v.Unit != "万人" || v.Place != "北京" {
		t.Errorf("%d values, first %+v", len(tb.Values), v)
	}
}

func TestProvinceTables(t *testing.T) {
	for _, f := range []struct {
		name   string
		values int
	}{{"RDIntense.csv", 31}, {"RDPatentAuthority.csv", 31}, {"PublicBudget.csv", 31}} {
		tb, err := Read(shared(t, "reference/china-province-st/"+f.name)[0], testPlaces, testIndicators, Hints{})
		if err != nil {
			t.Errorf("%s: %v", f.name, err)
			continue
		}
		for _, v := range tb.Values[:f.values] {
			if v.Label == "" || v.Place == "" || v.Period == "" || v.Unit == "" {
				t.Errorf("%s: %+v", f.name, v)
				break
			}
		}
	}
}
