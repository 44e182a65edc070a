package benchmark

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
	"github.com/quanyu/quanyu/internal/files"
)

// syntheticFacts are figures of four synthetic provinces: the gross product is
// implied, the population is that of one day, one figure is an estimate, one a
// lower bound, and one place is named otherwise than the catalog of the test has it.
const syntheticFacts = `place,indicator,period,value,unit,status,definition,source,cell,note
合成甲省,R&D经费,2022,100.0,亿元,final,,,,
合成甲省,R&D经费,2023,110.0,亿元,final,,,,
合成乙省,R&D经费,2022,80.0,亿元,final,,,,
合成乙省,R&D经费,2023,90.0,亿元,final,,,,
合成丙省,R&D经费,2022,20.0,亿元,final,,,,
合成丙省,R&D经费,2023,2500,千万元,final,,,,
合成丁省,R&D经费,2023,30.0,亿元,final,,,,
合成甲省,研发投入强度,2023,2.50,%,final,,,,
合成乙省,研发投入强度,2023,2.00,%,final,,,,
合成丙省,研发投入强度,2023,0.50,%,final,,,,
合成丁省,研发投入强度,2023,1.00,%,final,,,,
合成甲省,技术合同成交额,2023,220,亿元,final,,,,
合成乙省,技术合同成交额,2023,135,亿元,estimate,,,,
合成丙省,技术合同成交额,2023,10,亿元,final,,,,
合成丁省,技术合同成交额,2023,40,亿元,lower-bound,,,,
合成甲省,常住人口,2020-11-01,1000.0,万人,final,,,,
合成乙省,常住人口,2020-11-01,2000.0,万人,final,,,,
合成丙省,常住人口,2020-11-01,500.0,万人,final,,,,
合成丁省,常住人口,2020-11-01,800.0,万人,final,,,,
`

const syntheticIndex = `title: 合成指数
data: study
year: 2023
indicators:
- {code: index}
- {code: rd, parent: index, group: input, unit: 元/人, denominator: people, scale: 0.0001, from: {indicator: R&D经费}}
- {code: contracts, parent: index, group: output, unit: "%", denominator: gdp, scale: 100, from: {indicator: 技术合同成交额}}
denominators:
- {code: people, from: {indicator: 常住人口, period: 2020-11-01}}
- {code: gdp, from: {indicator: GDP}}
robustness:
  replications: 40
  seed: 1
  noise: {rounding: true, shares: {estimate: 0.1, rd: 0.02}}
focus:
  places: [乙]
  reference: 合成甲省
`

// synthetic reads the study of the test; edit changes index.yaml.
func synthetic(t *testing.T, edit func(string) string) (*Spec, *data.Set, error) {
	t.Helper()
	return syntheticWith(t, "", edit)
}

// syntheticWith has further facts.
func syntheticWith(t *testing.T, more string, edit func(string) string) (*Spec, *data.Set, error) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"facts.csv": syntheticFacts + more, SpecFile: edit(syntheticIndex)} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	folder, err := files.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { folder.Close() })
	options := data.Options{}
	for i, name := range []string{"甲", "乙", "丙", "丁"} {
		options.Places = append(options.Places, city.Place{Code: "S9000" + string(rune('1'+i)) + "0", Name: "合成" + name + "省", Short: "合成" + name, Aliases: []string{name}, Level: city.Province})
	}
	set, _, err := data.Load(folder, options)
	if err != nil {
		t.Fatal(err)
	}
	spec, err := ReadSpec(folder, SpecFile)
	return spec, set, err
}

func same(s string) string { return s }

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9*max(1, math.Abs(b)) }

// By hand: 110 / 2.5 % = 4400, half its width (110.05/0.02495 - 109.95/0.02505)/2;
// 2500 千万元 are 250 亿元, in the unit of the first.
func TestFromStudy(t *testing.T) {
	spec, set, err := synthetic(t, same)
	if err != nil {
		t.Fatal(err)
	}
	table, err := FromStudy(spec, set)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(table.Units, " "); got != "合成甲省 合成乙省 合成丙省 合成丁省" || table.Periods != nil {
		t.Fatalf("places %s, periods %v", got, table.Periods)
	}
	if spec.Focus.Places[0] != "合成乙省" {
		t.Errorf("the place in focus is %q", spec.Focus.Places[0])
	}
	rd, contracts, gdp := table.Indicators[0].Values, table.Indicators[1].Values, table.Denominators[1].Values
	if rd[0] != 110 || rd[2] != 250 || contracts[1] != 135 || !math.IsNaN(contracts[3]) {
		t.Errorf("rd %v, contracts %v", rd, contracts)
	}
	if gdp[0] != 4400 || gdp[1] != 4500 || gdp[2] != 50000 {
		t.Errorf("implied product %v", gdp)
	}
	margins := map[string][]float64{}
	for _, m := range table.Margins {
		margins[m.Code] = m.Values
	}
	if want := (110.05/0.02495 - 109.95/0.02505) / 2; !near(margins["gdp"][0], want) {
		t.Errorf("the product is known to %v, not %v", margins["gdp"][0], want)
	}
	// a share for the column; half a unit where it is final, a tenth where estimated
	if !near(margins["rd"][0], 2.2) || margins["contracts"][0] != 0.5 || !near(margins["contracts"][1], 13.5) || margins["contracts"][3] != 0 {
		t.Errorf("margins of rd %v, contracts %v", margins["rd"], margins["contracts"])
	}
	notes := ""
	for _, n := range table.Notes {
		notes += n.Zh + "\n"
	}
	for _, want := range []string{"“地区生产总值”没有公布数", "各年都用2020-11-01的数", "“技术合同成交额”有1个预计数", "合成丁省的“技术合同成交额”只有下限"} {
		if !strings.Contains(notes, want) {
			t.Errorf("the notes lack %q:\n%s", want, notes)
		}
	}
	if file, _, _, cell := table.Where("contracts", 1); file != "facts.csv" || cell != "D14" {
		t.Errorf("the figure stands at %s %s", file, cell)
	}
}

// 甲 has 11 and 5, 乙 4.5 and 3; the parts of the gap sum to it, and the history
// before the year of the index is there.
func TestStudyGap(t *testing.T) {
	spec, set, err := synthetic(t, same)
	if err != nil {
		t.Fatal(err)
	}
	table, err := FromStudy(spec, set)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Compute(spec, table)
	if err != nil {
		t.Fatal(err)
	}
	g := r.Decomposition[0]
	if g.Place != "合成乙省" || g.Reference != "合成甲省" || len(g.Parts) != 2 {
		t.Fatalf("%+v", g)
	}
	sum := 0.0
	for _, p := range g.Parts {
		sum += float64(p.Contribution)
	}
	if !near(sum, float64(g.Gap)) || g.Parts[0].Contribution < g.Parts[1].Contribution {
		t.Errorf("parts %+v of %v", g.Parts, g.Gap)
	}
	h := table.History["rd"]
	if len(h.Years) != 2 || !near(h.Values[0][0], 100/(1000/0.0001)) || !near(h.Values[1][1], 90/(2000/0.0001)) || !math.IsNaN(h.Values[3][0]) {
		t.Errorf("history %+v", h)
	}
	if len(g.Parts[0].Reach) != horizon {
		t.Errorf("reach %+v", g.Parts[0].Reach)
	}
}

// A geometric mean has a gap and no parts.
func TestGapWithoutParts(t *testing.T) {
	spec, set, err := synthetic(t, func(s string) string {
		return strings.Replace(s, "robustness:", "steps:\n  normalise: {method: min_max, range: [1, 100]}\n  aggregate: {method: geometric}\nrobustness:", 1)
	})
	if err != nil {
		t.Fatal(err)
	}
	table, err := FromStudy(spec, set)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Compute(spec, table)
	if err != nil {
		t.Fatal(err)
	}
	if g := r.Decomposition[0]; g.Parts != nil || !(g.Gap > 0) {
		t.Errorf("%+v", g)
	}
}

// Two years make a panel, whose figures stand year by year.
func TestStudyPanel(t *testing.T) {
	spec, set, err := synthetic(t, func(s string) string { return strings.Replace(s, "year: 2023", "year: 2023\nperiod: 2022/2023", 1) })
	if err != nil {
		t.Fatal(err)
	}
	table, err := FromStudy(spec, set)
	if err != nil {
		t.Fatal(err)
	}
	if len(table.Units) != 8 || table.Periods[0] != 2022 || table.Periods[7] != 2023 || table.Indicators[0].Values[0] != 100 || table.Indicators[0].Values[4] != 110 {
		t.Errorf("%v %v %v", table.Units, table.Periods, table.Indicators[0].Values)
	}
}

// What the study does not have is refused, with its line.
func TestStudyRefusals(t *testing.T) {
	for name, x := range map[string]struct{ from, to, code, says string }{
		"an indicator nobody knows":    {"{indicator: 技术合同成交额}", "{indicator: 合成指标之谜}", "unknown_indicator", "合成指标之谜"},
		"an indicator without figures": {"{indicator: 技术合同成交额}", "{indicator: 专利授权量}", "no_data", "专利授权量"},
		"a year without figures":       {"year: 2023", "year: 2019", "no_data", "2019"},
		"a place nobody knows":         {"reference: 合成甲省", "reference: 合成己省", "unknown_place", "合成己省"},
		"a place of another level":     {"reference: 合成甲省", "reference: 武汉市", "unknown_place", "武汉市"},
		"a level without places":       {"data: study", "data: study\nplace: district", "few_places", "两个"},
		"a column of names":            {"data: study", "data: study\nname: 名称", "bad_spec", "name"},
		"a span that runs backwards":   {"year: 2023", "period: 2023/2020", "bad_spec", "2023/2020"},
		"a span that is none":          {"year: 2023", "period: 去年", "bad_spec", "去年"},
		"a year outside of the span":   {"year: 2023", "year: 2019\nperiod: 2022/2023", "bad_spec", "2019"},
	} {
		t.Run(name, func(t *testing.T) {
			spec, set, err := synthetic(t, func(s string) string { return strings.Replace(s, x.from, x.to, 1) })
			if err == nil {
				_, err = FromStudy(spec, set)
			}
			var e *city.Error
			if !errors.As(err, &e) || e.Code != x.code || !strings.Contains(e.Message.Zh, x.says) || e.Message.En == "" || e.File != SpecFile {
				t.Errorf("%v (%+v)", err, e)
			}
		})
	}
}

// A place without any figure in the year has no score to be imputed: it is left out
// and named.
func TestStudyEmptyPlace(t *testing.T) {
	spec, set, err := synthetic(t, func(s string) string { return strings.Replace(s, "year: 2023", "year: 2022", 1) })
	if err != nil {
		t.Fatal(err)
	}
	spec.Indicators, spec.Sizes = spec.Indicators[:2], spec.Sizes[:1] // R&D alone, which 丁 has of 2023 only
	table, err := FromStudy(spec, set)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(table.Units, " "); got != "合成甲省 合成乙省 合成丙省" || !strings.Contains(table.Notes[0].Zh, "1个地方在这些年没有任何一项指标的数，不列入：合成丁省") {
		t.Errorf("%s, %v", got, table.Notes)
	}
}

// A figure that one source gives twice, and otherwise, is refused at its cell.
func TestStudyTwoValues(t *testing.T) {
	spec, set, err := syntheticWith(t, "合成甲省,R&D经费,2023,999.0,亿元,final,,,,\n", same)
	if err != nil {
		t.Fatal(err)
	}
	_, err = FromStudy(spec, set)
	var e *city.Error
	if !errors.As(err, &e) || e.Code != "two_values" || e.Cell != "D21" || !strings.Contains(e.Message.Zh, "110.0亿元 与 999.0亿元") || e.Message.En == "" {
		t.Errorf("%v (%+v)", err, e)
	}
	spec, set, err = syntheticWith(t, "合成甲省,R&D经费,2023,11000000,万元,final,,,,\n合成甲省,R&D经费,2023,110,亿元,preliminary,,,,\n", same)
	if err != nil {
		t.Fatal(err)
	}
	if _, err = FromStudy(spec, set); err == nil {
		t.Error("1,100 beside 110 is taken")
	}
	spec, set, err = syntheticWith(t, "合成甲省,R&D经费,2023,1100000,万元,final,,,,\n合成甲省,R&D经费,2023,100,亿元,preliminary,,,,\n", same)
	if err != nil {
		t.Fatal(err)
	}
	if _, err = FromStudy(spec, set); err != nil {
		t.Errorf("the same figure in another unit, and a preliminary one: %v", err)
	}
}

// Municipalities are of the level of provinces: an index of prefectures names those
// that it leaves out, one of cities has them.
func TestStudyCities(t *testing.T) {
	more := ""
	for i, name := range []string{"武汉市", "杭州市", "北京市"} {
		more += fmt.Sprintf("%s,研发投入强度,2023,%d.00,%%,final,,,,合成\n%s,技术合同成交额,2023,%d0,亿元,final,,,,合成\n", name, i+2, name, i+1)
	}
	for level, want := range map[string]string{"prefecture": "杭州市 武汉市", "cities": "北京市 杭州市 武汉市"} {
		spec, set, err := syntheticWith(t, more, func(s string) string { return strings.Replace(s, "data: study", "data: study\nplace: "+level, 1) })
		if err != nil {
			t.Fatal(err)
		}
		spec.Indicators, spec.Sizes, spec.Focus = []Indicator{{Code: "index"}, {Code: "contracts", Parent: "index", Source: &StudySource{Indicator: "技术合同成交额"}}}, nil, Focus{}
		table, err := FromStudy(spec, set)
		if err != nil {
			t.Fatal(err)
		}
		said := slices.ContainsFunc(table.Notes, func(n city.Text) bool {
			return strings.Contains(n.Zh, "直辖市是省级，没有列入：北京市") && n.En != ""
		})
		if slices.Sort(table.Units); strings.Join(table.Units, " ") != sortedWords(want) || said != (level == "prefecture") {
			t.Errorf("%s: %v, %v", level, table.Units, table.Notes)
		}
	}
}

func sortedWords(s string) string {
	words := strings.Fields(s)
	slices.Sort(words)
	return strings.Join(words, " ")
}

// The data of one year follow no peer, so that no table has a column for them.
func TestFollowed(t *testing.T) {
	none := GapView{Parts: []PartView{{Reach: []ReachView{{Years: 3}, {Years: 1, Stretches: 2}}}}}
	some := GapView{Parts: []PartView{{}, {Reach: []ReachView{{Years: 3, Stretches: 1}}}}}
	if none.Followed(3) || !some.Followed(3) {
		t.Errorf("%v, %v", none.Followed(3), some.Followed(3))
	}
}
