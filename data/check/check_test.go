package check

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
	"github.com/quanyu/quanyu/internal/files"
)

// found reads files into a folder of their own and checks them: "D102 error
// 地区生产总值 武汉市 2013" for each finding with one of the codes, or all.
func found(t *testing.T, in map[string]string, codes ...string) []string {
	t.Helper()
	var out []string
	for _, f := range run(t, in) {
		want := len(codes) == 0
		for _, c := range codes {
			want = want || c == f.Code
		}
		if want {
			out = append(out, strings.TrimSpace(fmt.Sprintf("%s %s %s %s %s", f.Code, f.Severity, f.Indicator, f.Place, f.Period)))
		}
	}
	return out
}

func run(t *testing.T, in map[string]string) []city.Finding {
	t.Helper()
	dir := t.TempDir()
	for name, text := range in {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	folder, err := files.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	set, _, err := data.Load(folder, data.Options{Place: "420100"})
	if err != nil {
		t.Fatal(err)
	}
	return Run(set)
}

func read(t *testing.T, name string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

const (
	bureau = "studies/wuhan-2019/tables/科技统计简表2013-2018.csv"
	nbsGDP = "studies/wuhan-2019/tables/国家统计局-主要城市年度数据-国内生产总值.csv"
)

// The bureau's table alone: exactly eight findings that are more than notes.
func TestBureauTable(t *testing.T) {
	var got []string
	for _, f := range run(t, map[string]string{"tables/a.csv": read(t, bureau)}) {
		if f.Severity == city.SeverityNote {
			continue
		}
		got = append(got, fmt.Sprintf("%s %s %s %s %s", f.Code, f.Severity, f.Indicator, f.Place, f.Period))
		if len(f.Sources) == 0 || f.Message.Zh == "" || f.Message.En == "" {
			t.Errorf("%s has no source or no message: %+v", f.Code, f)
		}
		for _, o := range f.Sources {
			if o.File != "tables/a.csv" || len(o.SHA256) != 64 || o.Cell == "" {
				t.Errorf("%s: a source is not a cell: %+v", f.Code, o)
			}
		}
	}
	want := []string{
		"D102 error 地区生产总值 武汉市 2013",
		"D103 error 规上高新技术产业增加值 武汉市 2018",
		"D101 warning 全社会R&D经费内部支出 武汉市 2016",
		"D101 warning 全社会R&D经费内部支出占GDP的比重 武汉市 2016",
		"D104 warning 全社会R&D经费内部支出 武汉市 2018",
		"D104 warning 全社会R&D经费内部支出占GDP的比重 武汉市 2018",
		"D104 warning R&D活动人员折合全时当量 武汉市 2017",
		"D104 warning R&D活动人员折合全时当量 武汉市 2018",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("findings (-want +got):\n%s", d)
	}
}

// With the statistics site's GDP beside it, the row that does not fit is named.
func TestBureauTableWithGDP(t *testing.T) {
	all := run(t, map[string]string{"tables/a.csv": read(t, bureau), "tables/b.csv": read(t, nbsGDP)})
	var got []string
	for _, f := range all {
		if f.Code == "D102" {
			got = append(got, fmt.Sprintf("%s %s %s %s", f.Severity, f.Indicator, f.Place, f.Period))
			for _, figure := range map[city.Period][]string{"2013": {"18.13", "18.78", "9051.27"}, "2015": {"20.03", "20.04"}}[f.Period] {
				if !strings.Contains(f.Message.Zh, figure) || !strings.Contains(f.Message.En, figure) {
					t.Errorf("%s does not say %s: %s", f.Period, figure, f.Message.Zh)
				}
			}
		}
	}
	want := []string{
		"error 规上高新技术产业增加值占GDP的比重 武汉市 2013",
		"note 规上高新技术产业增加值占GDP的比重 武汉市 2015",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("D102 (-want +got):\n%s", d)
	}
}

const factsHead = "place,indicator,period,value,unit,status,definition,source,cell,note\n"

func fact(lines ...string) map[string]string {
	return map[string]string{"facts.csv": factsHead + strings.Join(lines, "\n") + "\n"}
}

func series(indicator, unit string, from int, values ...string) []string {
	var out []string
	for i, v := range values {
		out = append(out, fmt.Sprintf("武汉市,%s,%d,%s,%s,final,,,,", indicator, from+i, v, unit))
	}
	return out
}

func TestChecks(t *testing.T) {
	gdpParts := func(third string) map[string]string {
		return map[string]string{"tables/a.csv": "武汉市三次产业,,,\n指标,2016,2017,2018\n地区生产总值(亿元),100.0,110.0,120.0\n其中:第一产业增加值(亿元),5.0,5.0,5.0\n第二产业增加值(亿元),45.0,50.0,55.0\n第三产业增加值(亿元),50.0,55.0," + third + "\n"}
	}
	for _, c := range []struct {
		name  string
		in    map[string]string
		codes []string
		want  []string
	}{
		{"no mark, two definitions", fact(
			"武汉市,high_tech_share_gdp,2018,19.91,%,final,规上口径,,,", "武汉市,high_tech_share_gdp,2019,24.5,%,estimate,政府工作报告口径,,,"),
			[]string{"D101"}, []string{"D101 warning 高新技术产业增加值占GDP的比重 武汉市 2019"}},
		{"one definition is no break", fact(series("high_tech_share_gdp", "%", 2018, "19.91", "20.10")...), []string{"D101"}, nil},
		{"sum of parts within rounding", gdpParts("60.0"), []string{"D102"}, nil},
		{"sum of parts beyond rounding", gdpParts("63.0"), []string{"D102"}, []string{"D102 error 地区生产总值 武汉市 2018"}},
		{"sum of parts off by the last digit", gdpParts("60.3"), []string{"D102"}, []string{"D102 note 地区生产总值 武汉市 2018"}},
		{"part larger than the whole", map[string]string{"tables/a.csv": "武汉市,,\n指标,2017,2018\n专利授权量(件),100,110\n其中:发明专利授权量(件),40,150\n"},
			[]string{"D102"}, []string{"D102 error 专利授权量 武汉市 2018"}},
		{"printed growth at the edge of rounding", map[string]string{"tables/a.csv": "武汉市,,,\n指标,2017,2018,2018年比上年增长\n高新技术企业数(家),32,33,3.13%\n"}, []string{"D103"}, nil},
		{"printed growth wrong", map[string]string{"tables/a.csv": "武汉市,,,\n指标,2017,2018,2018年比上年增长\n地区生产总值(亿元),1000.0,1100.0,8.0%\n"},
			[]string{"D103"}, []string{"D103 error 地区生产总值 武汉市 2018"}},
		{"printed growth at stated constant prices", map[string]string{"tables/a.csv": "武汉市,,,\n指标,2017,2018,2018年比上年增长\n地区生产总值(亿元),1000.0,1100.0,8.0%\n注：增长速度按可比价格计算。\n"},
			[]string{"D103"}, []string{"D103 note 地区生产总值 武汉市 2018"}},
		{"estimate and rounded", fact("武汉市,gdp,2018,14847,亿元,preliminary,,,,", "武汉市,gdp,2017,13000,亿元,rounded,,,,", "武汉市,gdp,2016,11912.61,亿元,final,,,,"),
			[]string{"D104"}, []string{"D104 warning 地区生产总值 武汉市 2018", "D104 warning 地区生产总值 武汉市 2017"}},
		{"a jump", fact(series("high_tech_enterprises", "家", 2010, "100", "110", "121", "133", "146", "300", "330", "363")...),
			[]string{"D105"}, []string{"D105 note 高新技术企业数 武汉市 2015"}},
		{"a volatile series has no jump", fact(series("high_tech_enterprises", "家", 2010, "100", "180", "90", "200", "120", "250", "110", "260")...), []string{"D105"}, nil},
		{"sources disagree", fact("武汉市,gdp,2017,13410.34,亿元,final,,,,", "武汉市,gdp,2018,14847.29,亿元,preliminary,,,,") /* one source */, []string{"D106"}, nil},
		{"a file and facts disagree", map[string]string{"facts.csv": factsHead + "武汉市,gdp,2017,13091.35,亿元,preliminary,,,,\n", "tables/b.csv": "武汉市,\n指标,2017\n地区生产总值(亿元),13410.34\n"},
			[]string{"D106", "D111"}, []string{"D106 warning 地区生产总值 武汉市 2017"}},
		{"two sources one apart", map[string]string{"facts.csv": factsHead + "武汉市,high_tech_enterprises,2018,3537,家,final,,,,\n", "tables/b.csv": "武汉市,\n指标,2018\n高新技术企业数(家),3536\n"},
			[]string{"D106"}, []string{"D106 warning 高新技术企业数 武汉市 2018"}},
		{"a rounded value agrees", map[string]string{"facts.csv": factsHead + "武汉市,gdp,2017,13400,亿元,rounded,,,,\n", "tables/b.csv": "武汉市,\n指标,2017\n地区生产总值(亿元),13410.34\n"}, []string{"D106"}, nil},
		{"ten thousand off", fact(series("gdp", "亿元", 2014, "10069.48", "1.09", "11912.61", "13410.34")...), []string{"D107"}, []string{"D107 error 地区生产总值 武汉市 2015"}},
		{"percent against fraction", fact(series("rd_intensity", "%", 2014, "2.1", "2.2", "0.023", "2.4")...), []string{"D107"}, []string{"D107 error 研发投入强度 武汉市 2016"}},
		{"a unit of another kind", fact("武汉市,high_tech_enterprises,2018,3536,亿元,final,,,,"), []string{"D107"}, []string{"D107 error 高新技术企业数 武汉市 2018"}},
		{"on a line", fact(series("gdp", "亿元", 2014, "1000.0", "1100.5", "1201.0", "1301.5", "1402.0")...), []string{"D108"}, []string{"D108 note 地区生产总值 武汉市 2018"}},
		{"misspelt", fact("武汗市,gdp,2018,1,亿元,final,,,,"), []string{"D109"}, []string{"D109 error 地区生产总值 武汗市 2018"}},
		{"unit against area", map[string]string{"tables/a.csv": "2018年武汉市各区,\n地区,地区生产总值(亿元)\n洪山区,100.1\n江夏区,90.2\n东湖高新区,200.3\n"}, []string{"D109"}, []string{"D109 error  武汉东湖新技术开发区"}},
		{"gap inside", fact(append(series("gdp", "亿元", 2014, "1000.1", "1100.5"), "武汉市,gdp,2016,,亿元,missing,,,,", "武汉市,gdp,2017,1300.3,亿元,final,,,,")...), []string{"D110"}, []string{"D110 note 地区生产总值 武汉市 2016"}},
		{"duplicate, different", fact("武汉市,gdp,2017,13410.34,亿元,final,,,,", "武汉市,gdp,2017,13000.00,亿元,final,,,,"), []string{"D111"}, []string{"D111 error 地区生产总值 武汉市 2017"}},
		{"duplicate, equal", fact("武汉市,gdp,2017,13410.34,亿元,final,,,,", "武汉市,gdp,2017,13410.34,亿元,final,,,,"), []string{"D111", "D106"}, []string{"D111 note 地区生产总值 武汉市 2017"}},
		{"growth of a share", map[string]string{"tables/a.csv": "武汉市,,,\n指标,2017,2018,2018年比上年增长\n研发投入强度(%),2.34,2.42,3.42%\n"}, []string{"D112", "D103"}, []string{"D112 note 研发投入强度 武汉市 2018"}},
		{"points of a share", map[string]string{"tables/a.csv": "武汉市,,,\n指标,2017,2018,2018年比上年增加(百分点)\n研发投入强度(%),2.34,2.42,0.08\n"}, []string{"D112", "D103"}, nil},
		{"registered behind a figure per head", fact("武汉市,gdp,2017,13410.34,亿元,final,,,,", "武汉市,population_registered,2017,853.65,万人,final,,,,", "武汉市,population_resident,2017,1089.29,万人,final,,,,", "武汉市,gdp_per_capita,2017,157094,元,final,,,,"),
			[]string{"D113"}, []string{"D113 warning 人均地区生产总值 武汉市 2017"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if d := cmp.Diff(c.want, found(t, c.in, c.codes...)); d != "" {
				t.Errorf("findings (-want +got):\n%s", d)
			}
		})
	}
}

// The 36 cities' population of 2017 beside their GDP: Shenzhen's is evidently
// the registered one.
func TestRegisteredPopulation(t *testing.T) {
	raw, err := os.ReadFile("../../../shared/facts/cities/国家统计局-主要城市2017年横截面.csv")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("the reference data are absent: ", err)
		}
		t.Skip("the reference data are absent: ", err)
	}
	var got []string
	for _, f := range run(t, map[string]string{"tables/主要城市2017年横截面.csv": string(raw), "tables/b.csv": read(t, nbsGDP)}) {
		if f.Code == "D113" {
			got = append(got, f.Place+" "+string(f.Period))
			if !strings.Contains(f.Message.Zh, "517346") {
				t.Errorf("the figure a head is missing: %s", f.Message.Zh)
			}
		}
	}
	if d := cmp.Diff([]string{"深圳市 2017"}, got); d != "" {
		t.Errorf("D113 (-want +got):\n%s", d)
	}
}

func TestEveryCheckHasItsPage(t *testing.T) {
	last := ""
	for _, c := range Checks() {
		if c.Code <= last || c.Title.Zh == "" || c.Title.En == "" || c.Text.Zh == "" || c.Text.En == "" || c.run == nil {
			t.Errorf("%s is out of order or lacks a title, a text or a function", c.Code)
		}
		last = c.Code
	}
}
