package benchmark

import (
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
)

// The synthetic example in COINr's layout: input, output and index of three
// places as COINr 1.1.14 on R 4.2.2 gives them (Denominate; Treat with winmax 2 and
// log_CT; n_minmax 1 to 100; a_amean, then a_gmean).
func TestSyntheticTwoTables(t *testing.T) {
	dir, err := files.Open(filepath.Join("..", "..", "studies", "合成-指数"))
	if err != nil {
		t.Fatal(err)
	}
	defer dir.Close()
	s, err := ReadSpec(dir, "两表.yaml")
	if err != nil {
		t.Fatal(err)
	}
	r, err := Run(dir, s)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][3]float64{
		"C01": {70.5478639601302, 49.2597128186465, 58.9505514702361},
		"C08": {19.2449127615247, 12.9511611508189, 15.7874623200803},
		"C18": {50.9781990106223, 48.0696248114793, 49.5025544795977},
	}
	for _, p := range r.Places {
		w, known := want[p.Place]
		for k, code := range []string{"INPUT", "OUTPUT", "INDEX"} {
			if got := float64(p.Scores[code]); known && math.Abs(got-w[k]) > 1e-12*w[k] {
				t.Errorf("%s %s: %.15g, want %.15g", p.Place, code, got, w[k])
			}
		}
		delete(want, p.Place)
	}
	if len(want) > 0 {
		t.Errorf("no %v", want)
	}
}

const byHand = "data: t.csv\nindicators:\n  - {code: 指数}\n  - {code: a, parent: 指数, weight: 3}\n  - {code: b, parent: 指数, direction: down, denominator: 人口, scale: 10}\n"

// 人口 10, 20, 40: b per 10 is 4, 1, 0.25; scores of a are 0, 40, 100 and those of
// b, of which less is better, 0, 80, 100; the index is (3a + b) / 4.
func TestByHand(t *testing.T) {
	r := result(t, map[string]string{"index.yaml": byHand, "t.csv": "地方,a,b,人口\n甲,1,4,10\n乙,2,2,20\n丙,3.5,1,40\n"})
	for i, want := range []struct {
		score float64
		rank  int
	}{{0, 3}, {50, 2}, {100, 1}} {
		if p := r.Places[i]; math.Abs(float64(p.Score)-want.score) > 1e-12 || *p.Rank != want.rank {
			t.Errorf("%s: %v, rank %d, want %v", p.Place, p.Score, *p.Rank, want)
		}
	}
	if n := r.Nodes[0]; n.Effective != 0.75 || r.Nodes[1].Denominator != "人口" || r.Nodes[1].Direction != -1 {
		t.Errorf("%+v", r.Nodes)
	}
}

// Rows in another order, a positive change of scale, weights in another sum and a
// file in GBK change no score.
func TestInvariance(t *testing.T) {
	base := scores(result(t, map[string]string{"index.yaml": byHand, "t.csv": "地方,a,b,人口\n甲,1,4,10\n乙,2,2,20\n丙,3.5,1,40\n丁,2.5,,30\n"}))
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("地方,a,b,人口\n甲,1,4,10\n乙,2,2,20\n丙,3.5,1,40\n丁,2.5,—,30\n")
	if err != nil {
		t.Fatal(err)
	}
	for name, folder := range map[string]map[string]string{
		"order":   {"index.yaml": byHand, "t.csv": "地方,a,b,人口\n丁,2.5,NA,30\n丙,3.5,1,40\n甲,1,4,10\n乙,2,2,20\n"},
		"columns": {"index.yaml": byHand, "t.csv": "地方,人口,b,a\n甲,10,4,1\n乙,20,2,2\n丙,40,1,3.5\n丁,30,,2.5\n"},
		"scale":   {"index.yaml": byHand, "t.csv": "地方,a,b,人口\n甲,10,4,10\n乙,20,2,20\n丙,35,1,40\n丁,25,,30\n"},
		"weights": {"index.yaml": strings.Replace(strings.Replace(byHand, "weight: 3", "weight: 0.75", 1), "down,", "down, weight: 0.25,", 1), "t.csv": "地方,a,b,人口\n甲,1,4,10\n乙,2,2,20\n丙,3.5,1,40\n丁,2.5,,30\n"},
		"gbk":     {"index.yaml": byHand, "t.csv": gbk},
	} {
		for place, got := range scores(result(t, folder)) {
			if math.Abs(got-base[place]) > 1e-12*100 {
				t.Errorf("%s: %s has %v, want %v", name, place, got, base[place])
			}
		}
	}
}

func scores(r *Result) map[string]float64 {
	out := map[string]float64{}
	for _, p := range r.Places {
		out[p.Place] = float64(p.Score)
	}
	return out
}

// Both tables as sheets of one workbook give what they give as files.
func TestWorkbook(t *testing.T) {
	const data, meta = "uCode,a,b,人口\n甲,1,4,10\n乙,2,2,20\n丙,3.5,1,40\n", "iCode,Type,Parent,Level,Weight,Direction,Denominator\na,Indicator,I,1,3,1,\nb,Indicator,I,1,1,-1,人口\nI,Aggregate,,2,1,1,\n人口,Denominator,,,,,\n"
	book := excelize.NewFile()
	for sheet, text := range map[string]string{"iData": data, "iMeta": meta} {
		if _, err := book.NewSheet(sheet); err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(strings.TrimSpace(text), "\n") {
			cells := strings.Split(line, ",")
			if err := book.SetSheetRow(sheet, "A"+strconv.Itoa(i+1), &cells); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := book.SetCellValue("Sheet1", "A1", "说明"); err != nil {
		t.Fatal(err)
	}
	raw, err := book.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	got := scores(result(t, map[string]string{"index.yaml": "data: book.xlsx\nmeta: book.xlsx\n", "book.xlsx": raw.String()}))
	want := scores(result(t, map[string]string{"index.yaml": "data: d.csv\nmeta: m.csv\n", "d.csv": data, "m.csv": meta}))
	if len(got) != 3 || got["丙"] != 100 || !maps.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// Half a unit in the last printed digit, and a share where that is more.
func TestMarginsOfPrintedFigures(t *testing.T) {
	dir, s := given(t, map[string]string{"index.yaml": byHand + "robustness: {noise: {rounding: true, shares: {a: 0.1}}}\n", "t.csv": "地方,a,b,人口\n甲,0.10,4,10.0\n乙,2,2e0,20\n丙,3.5,,40\n"})
	table, err := Read(dir, s)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]float64{"a": {0.01, 0.5, 0.35}, "b": {0.5, 0, 0}, "人口": {0.05, 0.5, 0.5}}
	for _, m := range table.Margins {
		for i, v := range m.Values {
			if math.Abs(v-want[m.Code][i]) > 1e-15 {
				t.Errorf("%s: %v, want %v", m.Code, m.Values, want[m.Code])
				break
			}
		}
		delete(want, m.Code)
	}
	if len(want) > 0 {
		t.Errorf("no margins of %v", want)
	}
}

// 甲 is ahead on a, 乙 on b, and the weights decide: under equal ones they tie, so
// noise of weights leaves the pair open, while 丙 is behind both whatever they are.
func TestPairsByWeights(t *testing.T) {
	r := result(t, map[string]string{
		"index.yaml": "data: t.csv\nindicators:\n  - {code: 指数}\n  - {code: a, parent: 指数}\n  - {code: b, parent: 指数}\n  - {code: c, parent: 指数}\nrobustness:\n  weights: 0.5\n  seed: 3\n  replications: 900\n  choices: [{name: c, options: [{name: with}, {name: without, without: [c]}]}]\nfocus:\n  places: [甲]\n  reference: 丙\n  questions: [{place: 甲, top: 1}, {place: 甲, ahead_of: 丙}]\n",
		"t.csv":      "地方,a,b,c\n甲,10,5,1\n乙,5,10,1.01\n丙,1,1,0\n",
	})
	verdicts := map[string]string{}
	for _, p := range r.Pairs {
		verdicts[p.B] = p.Verdict
		if p.A != "甲" || p.Ahead < 0 || float64(p.Ahead+p.Behind) > 1+1e-12 {
			t.Errorf("%+v", p)
		}
	}
	if len(verdicts) != 2 || verdicts["乙"] != "not_separable" || verdicts["丙"] != "ahead" {
		t.Errorf("%v", verdicts)
	}
	if r.Answers[0].Holds != "open" || r.Answers[1].Holds != "yes" {
		t.Errorf("%+v", r.Answers)
	}
	gap := 0.0
	for _, p := range r.Decomposition[0].Parts {
		gap += float64(p.Contribution)
	}
	if want := float64(r.Places[2].Score - r.Places[0].Score); math.Abs(gap-want) > 1e-12*100 {
		t.Errorf("parts add up to %v, want %v", gap, want)
	}
	if r.Robustness.Runs < 900 || r.Robustness.Runs%4 != 0 {
		t.Errorf("%d runs", r.Robustness.Runs)
	}
}

// Peers are a choice: alone with the group 东, 丙 and 丁 are not compared; ranks among
// two are no ranks among four, and count for nobody.
func TestPeers(t *testing.T) {
	r := result(t, map[string]string{
		"index.yaml": "data: t.csv\n" + nodes + "robustness:\n  replications: 100\n  choices: [{name: 范围, options: [{name: 全部}, {name: 东部, group: 组, label: 东}]}, {name: 均值, options: [{name: 算术}, {name: 位序, normalise: {method: rank}}]}]\n",
		"t.csv":      places,
	})
	all := 2 * r.Robustness.Runs / 4
	for _, p := range r.Places {
		if p.Runs == 0 || p.Runs >= all || p.Runs != r.Places[0].Runs {
			t.Errorf("%s is ranked in %d of %d runs", p.Place, p.Runs, all)
		}
	}
	for _, p := range r.Pairs {
		if east := p.A == "甲" && p.B == "乙"; east != (p.Runs == all) {
			t.Errorf("%s and %s are compared in %d of %d runs", p.A, p.B, p.Runs, all)
		}
	}
	if !slices.ContainsFunc(r.Notes, func(n city.Text) bool {
		return strings.Contains(n.Zh, "“范围”取“东部”时只有 2 个地方") && n.En != ""
	}) {
		t.Errorf("%v", r.Notes)
	}
}

// A run shown whole is that of the design: with both choices as made and no noise
// it is the index itself.
func TestReplay(t *testing.T) {
	r := result(t, map[string]string{
		"index.yaml": "data: t.csv\n" + nodes + "robustness:\n  replications: 64\n  replay: [0, 1, 2, 3, 4, 5, 6, 7]\n  choices: [{name: 均值, options: [{name: 算术}, {name: 位序, normalise: {method: rank}}]}, {name: b, options: [{name: 计}, {name: 不计, without: [b]}]}]\n",
		"t.csv":      places,
	})
	if len(r.Robustness.Replays) != 8 {
		t.Fatalf("%d replays", len(r.Robustness.Replays))
	}
	asMade := 0
	for _, run := range r.Robustness.Replays {
		if run.Settings[0].Option != "算术" || run.Settings[1].Option != "计" {
			continue
		}
		asMade++
		for i, p := range run.Places {
			if p.Place != r.Places[i].Place || p.Score != r.Places[i].Score || *p.Rank != *r.Places[i].Rank {
				t.Errorf("run %d: %+v, want %+v", run.Run, p, r.Places[i])
			}
		}
	}
	if asMade == 0 {
		t.Error("none of eight runs is as made")
	}
}

// Figures that were imputed count where places are screened, which is said of
// the places that have too few of their own.
func TestScreenedAfterImputing(t *testing.T) {
	for _, c := range []struct {
		steps, places string
	}{
		{"impute: {method: mean}, screen: {available: 0.9}", "丙、丁"},
		{"impute: {method: mean}, screen: {available: 0.5}", ""},
		{"impute: {method: mean}, screen: {available: 0.9, keep: [丙]}", "丁"},
		{"impute: {method: mean}, screen: {available: 0.9, drop: [丙, 丁]}", ""},
		{"impute: {method: mean}", ""},
		{"screen: {available: 0.9}", ""},
	} {
		r := result(t, map[string]string{
			"index.yaml": "data: t.csv\nplace: 地方\n" + nodes + "steps: {" + c.steps + "}\n",
			"t.csv":      "地方,a,b\n甲,1,4\n乙,2,3\n丙,9,\n丁,,1\n",
		})
		said := ""
		for _, n := range r.Notes {
			if after, is := strings.CutPrefix(n.Zh, "筛选在填补之后，填补的数也算有数；只数观测到的，"); is {
				said, _, _ = strings.Cut(after, "达不到")
			}
		}
		if said != c.places {
			t.Errorf("%s: said of %q, not %q", c.steps, said, c.places)
		}
	}
}

// A question about years, and scores that can be compared over them.
func TestYears(t *testing.T) {
	r := result(t, map[string]string{
		"index.yaml": "data: t.csv\nperiod: 年份\n" + nodes + "robustness: {weights: 0.2, replications: 120}\nfocus: {questions: [{place: 丙, since: 2018}]}\n",
		"t.csv":      "地方,年份,a,b\n甲,2018年,1,4\n乙,2018年,2,3\n丙,2018年,0,9\n甲,2019,1,4\n乙,2019,2,3\n丙,2019,9,1\n",
	})
	if len(r.Places) != 3 || *r.Period != 2019 || r.Answers[0].Holds != "yes" {
		t.Errorf("%d places of %d: %+v", len(r.Places), *r.Period, r.Answers)
	}
	if got := float64(r.Places[0].Score); math.Abs(got-(100.0/9+62.5)/2) > 1e-12*100 {
		t.Errorf("甲 has %v: goalposts are those of both years", got)
	}
}

// Every refusal of the engines has words.
func TestWords(t *testing.T) {
	for _, name := range []string{"composite/fault.go", "composite/robust/choice.go"} {
		raw, err := os.ReadFile(filepath.Join("..", "..", "method", filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		known := map[string]bool{}
		for kind := range faultWords {
			known[string(kind)] = true
		}
		for kind := range planWords {
			known[string(kind)] = true
		}
		for _, line := range strings.Split(string(raw), "\n") {
			_, kind, is := strings.Cut(line, `Kind = "`)
			kind, _, _ = strings.Cut(kind, `"`)
			if is && !known[kind] && kind != "no_aggregate" && kind != "other_rows" { // those that no specification can cause
				t.Errorf("%s has no words for %s", name, kind)
			}
		}
	}
}
