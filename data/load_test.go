package data

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
)

// study makes a folder with the given files and loads it.
func study(t *testing.T, o Options, content map[string]string) (*Set, []Report, error) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range content {
		p := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	f, err := files.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	return Load(f, o)
}

// shared gives the path of a file beside the repository, or skips.
func shared(t *testing.T, name string) string {
	t.Helper()
	p := filepath.Join("..", "..", "shared", filepath.FromSlash(name))
	if _, err := os.Stat(p); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s is not there", name)
		}
		t.Skipf("../shared/%s is not there", name)
	}
	return p
}

func read(t *testing.T, p string) string {
	t.Helper()
	raw, err := os.ReadFile(p)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestMisprintsOfTheProvincesAreFindingsAndNeverJoined(t *testing.T) {
	text := read(t, shared(t, "facts/provinces/facts.csv"))
	s, reports, err := study(t, Options{}, map[string]string{"facts.csv": text})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Observations) != len(rows)-1 || reports[0].Values+countMissing(s) != len(rows)-1 {
		t.Errorf("%d observations of %d rows", len(s.Observations), len(rows)-1)
	}
	misprints := map[string]bool{"江两": true, "江四": true, "山两": true, "两藏": true, "四藏": true, "内蒙占": true, "尔部地区": true, "浙汀": true}
	// What the yearbooks lack in the same indicator and year, found by hand
	// from the table itself: the only province without a row there.
	want := map[string]int{}
	for _, r := range rows[1:] {
		if misprints[r[0]] {
			want[r[0]]++
		}
	}
	got := map[string]int{}
	likely := map[string]string{}
	for _, f := range s.Findings {
		if f.Code != "D109" {
			continue
		}
		got[f.Place]++
		if f.Severity != city.SeverityError || len(f.Sources) != 1 || f.Sources[0].SHA256 == "" || !strings.HasPrefix(f.Sources[0].Cell, "D") {
			t.Errorf("finding %+v", f)
		}
		_, rest, _ := strings.Cut(f.Message.Zh, "疑为“")
		name, _, _ := strings.Cut(rest, "”")
		if have := likely[f.Place]; have != "" && have != name {
			t.Errorf("%s: %s and %s", f.Place, have, name)
		}
		likely[f.Place] = name
	}
	for name, n := range want {
		if got[name] != n {
			t.Errorf("%s: %d findings, want %d", name, got[name], n)
		}
	}
	for name := range got {
		if !misprints[name] {
			t.Errorf("a finding about %s", name)
		}
	}
	for name, full := range map[string]string{"江两": "江西省", "江四": "江西省", "山两": "山西省", "两藏": "西藏自治区", "四藏": "西藏自治区", "内蒙占": "内蒙古自治区", "尔部地区": "东部地区", "浙汀": "浙江省"} {
		if likely[name] != full {
			t.Errorf("%s: proposed %q, want %s", name, likely[name], full)
		}
	}
	for _, o := range s.Observations {
		if strings.HasPrefix(o.Place, "?") != misprints[strings.TrimPrefix(o.Place, "?")] {
			t.Errorf("place %q", o.Place)
		}
	}
	if n := len(s.Series("rd_expenditure", "220000", city.Level)); n != 13 {
		t.Errorf("吉林 has %d years of rd_expenditure, want 13", n)
	}
}

func countMissing(s *Set) int {
	n := 0
	for _, o := range s.Observations {
		if o.Status == city.Missing {
			n++
		}
	}
	return n
}

func TestTheWuhanStudyLoadsWhole(t *testing.T) {
	table := read(t, "../studies/wuhan-2019/tables/科技统计简表2013-2018.csv")
	gdp := read(t, "../studies/wuhan-2019/tables/国家统计局-主要城市年度数据-国内生产总值.csv")
	facts := read(t, "../studies/wuhan-2019/facts.csv")
	s, _, err := study(t, Options{Place: "420100"}, map[string]string{"tables/a.csv": table, "tables/b.csv": gdp, "facts.csv": facts})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		id, place string
		facet     city.Facet
		period    city.Period
		value     string
		unit      string
		cell      string
		status    city.Status
	}{
		{"high_tech_enterprises", "420100", city.Level, "2018", "3536", "家", "I4", city.Final},
		{"high_tech_enterprises", "420100", city.Growth, "2018", "25.08", "%", "J4", city.Final},
		{"high_tech_enterprises", "420100", city.Rank, "2018", "4", "位", "K4", city.Final},
		{"rd_expenditure", "420100", city.Level, "2018", "360", "亿元", "I9", city.Estimate},
		{"rd_intensity", "420100", city.Level, "2013", "2.74", "%", "D10", city.Final},
		{"invention_grants", "420100", city.Level, "2013", "3171", "件", "D15", city.Final},
		{"state_key_labs", "420100", city.Level, "2018", "33", "家", "I20", city.Final},
		{"gdp", "420100", city.Level, "2017", "13410.34", "亿元", "", city.Final},
		{"gdp", "110000", city.Level, "2017", "28014.94", "亿元", "C5", city.Final},
		{"high_tech_enterprises", "440100", city.Level, "2018", "11794", "家", "D3", city.Final},
		{"rd_intensity", "000000", city.Level, "2018", "2.19", "%", "D24", city.Final},
	} {
		list := s.At(c.id, c.place, c.facet, c.period)
		if len(list) != 1 {
			t.Errorf("%s %s %s %s: %d values", c.id, c.place, c.facet, c.period, len(list))
			continue
		}
		o := list[0]
		if city.Printed(o.Value) != c.value || o.Unit != c.unit || c.cell != "" && o.Origin.Cell != c.cell || o.Status != c.status || len(o.Origin.SHA256) != 64 {
			t.Errorf("%+v, want %+v", o, c)
		}
	}
	if b := s.BreaksOf("rd_expenditure", "420100"); len(b) != 1 || b[0].From != "2016" || b[0].Place != "420100" {
		t.Errorf("breaks %+v", b)
	}
	if b := s.BreaksOf("rd_intensity", "420100"); len(b) != 1 || b[0].From != "2016" {
		t.Errorf("breaks %+v", b)
	}
	definitions := map[string]bool{}
	for _, o := range s.Series("high_tech_share_gdp", "420100", city.Level) {
		definitions[o.Definition] = true
	}
	if !definitions["规上"] || !definitions["政府工作报告口径"] || len(definitions) != 2 {
		t.Errorf("definitions %v", definitions)
	}
	if o := s.At("invention_grants", "420100", city.Level, "2018")[0]; o.Parent != "patent_grants" || o.Label != "发明专利授权量" || o.Group != "科技创新产出指标" {
		t.Errorf("parent %+v", o)
	}
	for _, f := range s.Findings {
		if f.Severity != city.SeverityNote {
			t.Errorf("finding %+v", f)
		}
	}
}

func TestFactsFaults(t *testing.T) {
	const head = "place,indicator,period,value,unit,status,definition,source,cell,note\n"
	sources := []city.Source{{ID: "s1", Title: "年鉴", Grade: "A"}}
	for _, c := range []struct{ name, text, code, cell string }{
		{"unknown status", head + "武汉,gdp,2018,1,亿元,maybe,,s1,,\n", "bad_status", "F2"},
		{"bad period", head + "武汉,gdp,2018年,1,亿元,final,,s1,,\n", "bad_period", "C2"},
		{"month 13", head + "武汉,gdp,2018-13,1,亿元,final,,s1,,\n", "bad_period", "C2"},
		{"text", head + "武汉,gdp,2018,约1万,亿元,final,,s1,,\n", "bad_number", "D2"},
		{"NaN", head + "武汉,gdp,2018,NaN,亿元,final,,s1,,\n", "bad_number", "D2"},
		{"Inf", head + "武汉,gdp,2018,+Inf,亿元,final,,s1,,\n", "bad_number", "D2"},
		{"exponent", head + "武汉,gdp,2018,1e9,亿元,final,,s1,,\n", "bad_number", "D2"},
		{"negative", head + "武汉,gdp,2018,1,亿元,final,,s1,,\n武汉,high_tech_enterprises,2018,-3,家,final,,s1,,\n", "negative_count", "D3"},
		{"empty value", head + "武汉,gdp,2018,,亿元,final,,s1,,\n", "missing_value", "D2"},
		{"value of a missing one", head + "武汉,gdp,2018,5,亿元,missing,,s1,,\n", "value_of_missing", "D2"},
		{"unknown source", head + "武汉,gdp,2018,5,亿元,final,,s9,,\n", "unknown_source", "H2"},
		{"no indicator", head + "武汉,,2018,5,亿元,final,,s1,,\n", "no_indicator", "B2"},
		{"percent", head + "武汉,gdp,2018,5%,亿元,final,,s1,,\n", "bad_unit", "D2"},
		{"extra column", "place,indicator,period,value,unit,colour\n", "unknown_column", "F1"},
		{"column twice", "place,indicator,period,value,value\n", "duplicate_column", "E1"},
		{"no value column", "place,indicator,period\n", "missing_column", "A1"},
		{"unquoted comma", head + "武汉,gdp,2018,5,亿元,final,,s1,,a,b\n", "extra_cell", "K2"},
		{"empty file", "", "empty", ""},
	} {
		_, _, err := study(t, Options{Sources: sources}, map[string]string{"facts.csv": c.text})
		e := firstError(err)
		if e == nil || e.Code != c.code || e.Cell != c.cell || e.File != "facts.csv" {
			t.Errorf("%s: got %v, want %s at %s", c.name, err, c.code, c.cell)
		}
	}
	ok := "value,period,indicator,place,unit\n12,2018,高新技术企业数,武汉,家\n-12,2018,高新技术企业净增,武汉,家\n2.5%,2018,研发投入强度,,\n"
	s, _, err := study(t, Options{Place: "420100"}, map[string]string{"facts.csv": "\ufeff" + ok})
	if err != nil || len(s.Observations) != 3 || s.Observations[0].Origin.Cell != "A2" || s.Observations[2].Unit != "%" || s.Observations[2].Place != "420100" {
		t.Errorf("%v %+v", err, s)
	}
}

func firstError(err error) *city.Error {
	for err != nil {
		switch e := err.(type) {
		case *city.Error:
			return e
		case interface{ Unwrap() []error }:
			return firstError(e.Unwrap()[0])
		case interface{ Unwrap() error }:
			err = e.Unwrap()
		default:
			return nil
		}
	}
	return nil
}

func TestOneBadTableDoesNotHideTheOthers(t *testing.T) {
	good := "指标,2017年,2018年\n地区生产总值(亿元),100,110\n"
	s, reports, err := study(t, Options{Place: "420100"}, map[string]string{"tables/a.xlsx": "not a zip", "tables/b.csv": good, "tables/说明.docx": "x"})
	if err == nil || firstError(err).File != "tables/a.xlsx" {
		t.Errorf("error %v", err)
	}
	if len(reports) != 3 || reports[1].Values != 2 || len(s.Observations) != 2 {
		t.Errorf("reports %+v", reports)
	}
}

func TestNoPlaceIsANote(t *testing.T) {
	s, _, err := study(t, Options{}, map[string]string{"tables/b.csv": "指标,2017年,2018年\n地区生产总值(亿元),100,110\n"})
	if err != nil || len(s.Findings) != 1 || s.Findings[0].Code != "D109" || s.Findings[0].Severity != city.SeverityNote {
		t.Errorf("%v %+v", err, s.Findings)
	}
	if len(s.Series("gdp", "", city.Level)) != 2 {
		t.Error("values are lost")
	}
}

func TestAmbiguousNamesAreDecidedByTheTableOnly(t *testing.T) {
	provinces := "地区,2018年\n吉林,1\n辽宁,2\n黑龙江,3\n"
	s, _, err := study(t, Options{}, map[string]string{"tables/地区生产总值(亿元).csv": "地区生产总值(亿元)\n" + provinces})
	if err != nil || len(s.Series("gdp", "220000", city.Level)) != 1 {
		t.Errorf("%v %+v", err, s)
	}
	s, _, err = study(t, Options{}, map[string]string{"facts.csv": "place,indicator,period,value,unit\n吉林,gdp,2018,1,亿元\n"})
	if err != nil || len(s.Findings) != 1 || !strings.Contains(s.Findings[0].Message.Zh, "有歧义") || s.Observations[0].Place != "?吉林" {
		t.Errorf("%v %+v", err, s.Findings)
	}
}

func TestSharesLearnTheirIdentityAcrossFiles(t *testing.T) {
	s, _, err := study(t, Options{Place: "440300"}, map[string]string{
		"tables/a.csv": "指标,2017年,2018年\n绿色低碳产业增加值占GDP比重(%),10,11\n",
		"tables/b.csv": "指标,2017年,2018年\n绿色低碳产业增加值(亿元),100,110\n",
	})
	if err != nil {
		t.Fatal(err)
	}
	id, ok := s.Indicators.Ratio("绿色低碳产业增加值", "gdp")
	if !ok || len(s.Series(id, "440300", city.Level)) != 2 {
		t.Errorf("no identity: %q %v", id, ok)
	}
}

func TestBest(t *testing.T) {
	s := &Set{Sources: map[string]city.Source{"old": {Date: "2018"}, "new": {Date: "2020"}}}
	o := func(note, grade string, st city.Status, source string) city.Observation {
		return city.Observation{Note: note, Grade: grade, Status: st, Source: source}
	}
	for _, c := range []struct {
		want string
		list []city.Observation
	}{
		{"a", []city.Observation{o("c", "C", city.Final, ""), o("a", "A", city.Estimate, "")}},
		{"census", []city.Observation{o("final", "A", city.Final, ""), o("census", "A", city.CensusRevised, "")}},
		{"new", []city.Observation{o("old", "A", city.Final, "old"), o("new", "A", city.Final, "new")}},
		{"first", []city.Observation{o("first", "A", city.Final, "old"), o("second", "A", city.Final, "old")}},
		{"", []city.Observation{o("d", "D", city.Final, ""), o("m", "A", city.Missing, ""), o("t", "A", city.Target, "")}},
	} {
		if best, ok := s.Best(c.list); best.Note != c.want || ok != (c.want != "") {
			t.Errorf("got %q, want %q", best.Note, c.want)
		}
	}
}

func TestTablesOfOtherCities(t *testing.T) {
	s, _, err := study(t, Options{Place: "510100"}, map[string]string{
		"tables/区县.csv": "2021年各区（市）县主要经济指标\n单位：亿元\n地区,地区生产总值,高新技术企业数（家）\n全市,19916.98,7911\n锦江,1283.5,423\n双流区,1140.8,420\n简阳,620.1,120\n成都高新区,2800.7,3100\n双硫,1,-5\n",
		"tables/科技.csv": "指标名称,单位,2020年,2021年\n专利授权量,件,65453,88483\n其中：发明,,10889,19301\n技术合同成交额,万元,11444600,12280000\n合计,项,3,4\n",
		"tables/研发.csv": "指标名称,单位,2020年,2021年\n研发人员,人,65453,88483\n合计,人,65453,88483\n",
	})
	if err != nil {
		t.Fatal(err)
	}
	for place, want := range map[string]string{"510100": "19916.98", "510104": "1283.5", "510116": "1140.8", "510185": "620.1", "X510100-01": "2800.7"} {
		if list := s.At("gdp", place, city.Level, "2021"); len(list) != 1 || city.Printed(list[0].Value) != want {
			t.Errorf("%s: %v", place, list)
		}
	}
	if list := s.At("invention_grants", "510100", city.Level, "2021"); len(list) != 1 || list[0].Parent != "patent_grants" || list[0].Unit != "件" {
		t.Errorf("invention grants %v", list)
	}
	if list := s.At("technology_contract_value", "510100", city.Level, "2021"); len(list) != 1 || list[0].Unit != "万元" {
		t.Errorf("contracts %v", list)
	}
	totals := map[string]bool{}
	for _, o := range s.Observations {
		if o.Label == "合计" {
			totals[o.Indicator] = true
		}
	}
	if len(totals) != 2 {
		t.Errorf("totals of two tables are joined: %v", totals)
	}
	var misspelt, negative bool
	for _, f := range s.Findings {
		misspelt = misspelt || f.Code == "D109" && f.Place == "双硫" && strings.Contains(f.Message.Zh, "双流区")
		negative = negative || f.Code == "D107" && f.Severity == city.SeverityError && strings.Contains(f.Message.Zh, "负数")
	}
	if !misspelt || !negative {
		t.Errorf("findings %+v", s.Findings)
	}
}
