package diagnose

import (
	"encoding/csv"
	"os"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
	"github.com/shopspring/decimal"
)

// bench builds a Bench from lines of
// indicator|place|period|value|unit and then any of key=value:
// status, definition, source, grade, facet, roster, price, parent.
func bench(t *testing.T, lines string) *Bench {
	t.Helper()
	return benchOn(t, lines, catalog.NewPlaces(), catalog.NewIndicators())
}

// benchOn is bench with a catalog that is there already.
func benchOn(t *testing.T, lines string, places *catalog.Places, indicators *catalog.Indicators) *Bench {
	t.Helper()
	s := &data.Set{Places: places, Indicators: indicators, Sources: map[string]city.Source{}}
	for i, line := range strings.Split(strings.TrimSpace(lines), "\n") {
		f := strings.Split(strings.TrimSpace(line), "|")
		if f[0] == "" {
			continue
		}
		if len(f) < 5 {
			t.Fatalf("line %d: %q", i, line)
		}
		v, _, ok := city.ParseNumber(f[3])
		if !ok && f[3] != "" {
			t.Fatalf("line %d: no number %q", i, f[3])
		}
		o := city.Observation{
			Indicator: f[0], Label: f[0], Facet: city.Level, Place: f[1], Period: city.Period(f[2]), Value: v, Unit: f[4], Status: city.Final,
			Origin: city.Origin{File: "tables/t.csv", Cell: "A" + string(rune('0'+i%10)) + string(rune('a'+i/10))},
		}
		if f[3] == "" {
			o.Status = city.Missing
		}
		for _, kv := range f[5:] {
			k, x, _ := strings.Cut(kv, "=")
			switch k {
			case "status":
				o.Status = city.Status(x)
			case "definition":
				o.Definition = x
			case "source":
				o.Source = x
			case "grade":
				o.Grade = x
			case "facet":
				o.Facet = city.Facet(x)
			case "roster":
				o.Roster = x
			case "price":
				o.Price = city.PriceBasis(x)
			case "parent":
				o.Parent = x
			default:
				t.Fatalf("line %d: key %q", i, k)
			}
		}
		s.Observations = append(s.Observations, o)
	}
	s.Index()
	return &Bench{Set: s, Place: "420100"}
}

// withRoster adds a roster by names of places.
func withRoster(t *testing.T, b *Bench, r city.Roster) *Bench {
	t.Helper()
	if err := b.Set.Places.Add(nil, []city.Roster{r}); err != nil {
		t.Fatal(err)
	}
	return b
}

// wuhan is the bureau's table of 2013 to 2018 (武汉市科学技术局, 科技统计简表),
// the facts known of other cities, and the GDP of 36 cities in 2017 (国家统计局).
func wuhan(t *testing.T) *Bench {
	t.Helper()
	b := bench(t, `
high_tech_enterprises|420100|2013|1113|家
high_tech_enterprises|420100|2017|2827|家
high_tech_enterprises|420100|2018|3536|家
high_tech_enterprises|420100|2018|4|位|facet=rank|roster=15城市
high_tech_value_added|420100|2018|2956.81|亿元|definition=规上
high_tech_value_added|420100|2018|2|位|facet=rank|roster=15城市|definition=规上
high_tech_share_gdp|420100|2018|19.91|%|definition=规上
fiscal_science|420100|2018|134.41|亿元
fiscal_science|420100|2018|3|位|facet=rank|roster=15城市
fiscal_science_share|420100|2018|6.97|%
fiscal_science_share|420100|2018|2|位|facet=rank|roster=15城市
rd_expenditure|420100|2018|360|亿元|status=estimate
rd_expenditure|420100|2018|5|位|facet=rank|roster=15城市
rd_intensity|420100|2018|2.42|%|status=estimate
rd_intensity|420100|2018|8|位|facet=rank|roster=15城市
patent_applications|420100|2018|60511|件
patent_applications|420100|2018|9|位|facet=rank|roster=15城市
invention_applications|420100|2018|29095|件
invention_applications|420100|2018|6|位|facet=rank|roster=15城市
patent_grants|420100|2018|32397|件
patent_grants|420100|2018|8|位|facet=rank|roster=15城市
invention_grants|420100|2018|8807|件
invention_grants|420100|2018|5|位|facet=rank|roster=15城市
technology_contract_value|420100|2018|722.56|亿元
technology_contract_value|420100|2018|3|位|facet=rank|roster=15城市
academicians|420100|2018|67|人
academicians|420100|2018|2|位|facet=rank|roster=15城市
state_key_labs|420100|2018|33|家
state_key_labs|420100|2018|1|位|facet=rank|roster=15城市
high_tech_enterprises|320100|2018|3145|家|status=estimate|grade=C
high_tech_enterprises|440100|2018|11794|家
high_tech_enterprises|510100|2018|3000|家|status=lower-bound
high_tech_enterprises|330100|2018|3785|家
high_tech_enterprises|370100|2018|1547|家
high_tech_enterprises|440300|2018|14400|家|status=rounded
high_tech_enterprises|440300|2018|14401|家|grade=D
new_type_rd_institutes|320100|2018|208|家|definition=新型研发机构数(地方口径)
new_type_rd_institutes|330200|2020|6|家|definition=首批省级新型研发机构数
rd_intensity|000000|2018|2.19|%
rd_intensity|420000|2018|2.09|%
rd_intensity|510100|2018|2.56|%
rd_intensity|330100|2018|3.44|%
rd_intensity|370100|2018|2.59|%|status=estimate
rd_intensity|610100|2018|5.1|%
`)
	withRoster(t, b, city.Roster{
		ID: "15城市", Aliases: []string{"15个城市"},
		Members: []string{"哈尔滨市", "长春市", "沈阳市", "大连市", "济南市", "青岛市", "南京市", "杭州市", "宁波市", "厦门市", "武汉市", "广州市", "深圳市", "成都市", "西安市"},
		Note:    city.Text{Zh: "原表未列名单，按15个副省级城市理解，属推断", En: "the table does not list its members; assumed"},
	})
	b.Roster, b.Year = "15城市", 2018
	b.Groups = map[string][]string{"先进城市": {"440300", "440100", "330100"}}
	b.cities36(t)
	return b
}

// cities36 adds the GDP of the 36 main cities in 2017 from the study's table.
func (b *Bench) cities36(t *testing.T) {
	t.Helper()
	f, err := os.Open("../studies/wuhan-2019/tables/国家统计局-主要城市年度数据-国内生产总值.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var members []string
	for _, row := range rows[4:] {
		place := b.Set.Places.Resolve(row[0], "")
		if len(row) < 3 || place.Place.Code == "" {
			continue
		}
		v, _, ok := city.ParseNumber(row[2])
		if !ok {
			continue
		}
		members = append(members, place.Place.Code)
		b.Set.Observations = append(b.Set.Observations, city.Observation{
			Indicator: "gdp", Facet: city.Level, Place: place.Place.Code, Period: "2017", Value: v, Unit: "亿元", Status: city.Final,
			Origin: city.Origin{File: "tables/gdp.csv", Cell: "C" + row[0]},
		})
	}
	if len(members) != 36 {
		t.Fatalf("%d cities, want 36", len(members))
	}
	withRoster(t, b, city.Roster{ID: "36个主要城市", Members: members, Absent: []string{"320500"}})
	b.Set.Index()
}

// num is a figure as a sentence has it.
func num(s string) *decimal.Decimal {
	v, _, ok := city.ParseNumber(s)
	if !ok {
		panic(s)
	}
	return &v
}

func codes(r Result) string {
	var out []string
	for _, x := range r.Reasons {
		out = append(out, x.Code)
	}
	return strings.Join(out, " ")
}

// wants checks the verdict, that all codes are among the reasons, and that the
// result says what it must say in both languages.
func wants(t *testing.T, r Result, v Verdict, reasons string) {
	t.Helper()
	if r.Verdict != v {
		t.Errorf("%s: verdict %s, want %s (%s)", r.Sentence, r.Verdict, v, codes(r))
	}
	for _, c := range strings.Fields(reasons) {
		if !strings.Contains(" "+codes(r)+" ", " "+c+" ") {
			t.Errorf("%s: no reason %s among %s", r.Sentence, c, codes(r))
		}
	}
	for name, x := range map[string]city.Text{"rewording": r.Rewording, "counter": r.Counter, "rule": r.Rule} {
		if x.Zh == "" || x.En == "" {
			t.Errorf("%s: empty %s: %+v", r.Sentence, name, x)
		}
		if strings.Contains(x.Zh+x.En, "%!") || strings.Contains(x.Zh, "。。") {
			t.Errorf("%s: bad %s: %+v", r.Sentence, name, x)
		}
	}
	for _, x := range r.Reasons {
		if x.Text.Zh == "" || x.Text.En == "" || strings.Contains(x.Text.Zh+x.Text.En, "%!") {
			t.Errorf("%s: bad reason %+v", r.Sentence, x)
		}
		if reasonText(x.Code).Zh == x.Code {
			t.Errorf("%s: reason %s is not in the list", r.Sentence, x.Code)
		}
	}
	if !strings.HasSuffix(r.Rewording.Zh, "。") || !strings.HasSuffix(r.Rewording.En, ".") {
		t.Errorf("%s: the rewording is no sentence: %+v", r.Sentence, r.Rewording)
	}
	for _, label := range []string{"依据充分", "限定后可用", "与数据不符", "依据不足"} {
		if strings.Contains(r.Rewording.Zh, label) {
			t.Errorf("%s: the rewording holds a verdict label: %s", r.Sentence, r.Rewording.Zh)
		}
	}
	checkFormulas(t, r)
	if (r.Verdict == Undecidable) == r.Decide.IsZero() && len(r.Parts) == 0 {
		t.Errorf("%s: %s with decide %+v", r.Sentence, r.Verdict, r.Decide)
	}
}

func nums(list ...string) []decimal.Decimal {
	var out []decimal.Decimal
	for _, s := range list {
		out = append(out, *num(s))
	}
	return out
}
