package citywide

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/complexity"
)

// received is a small synthetic city in tables as they are received: Chinese
// headings with units, a title above, blank rows, lines of totals, a note below.
// What comes behind a name stands for its file.
func received(t *testing.T, instead ...string) (*layout, error) {
	t.Helper()
	dir := folder(t, append([]string{
		"a.yaml", "title: 合成\ndistricts: d.csv\nthemes: t.csv\nadjacency: a.csv\nfirms: f.csv\nweights: {duplication: 2}\n",
		"d.csv", "合成城市各区基本情况,,,,,,\n,,,,,,\n区,规划工业用地（亩）,可新供用地（亩）,M0用地（平方米）,资金（亿元）,主题下限,主题上限\n" +
			"东区,1500,150,20000,1.5,0,2\n,,,,,,\n西区,3000,300,30000,0.25,1,1\n合 计,4500,450,50000,1.75,1,3\n注：合成数据,,,,,,\n",
		"t.csv", "代码,主题,行业,大类,规模起点,用地（公顷）,资金（万元）,热门\nA,甲,C39、40,子,10,5,800,√\nB,乙,农业,丑,10,5,800,否\n",
		"a.csv", "区,相邻区\n",
		"f.csv", "区,行业代码,户数\n东区,39,50\n东区,40,20\n东区,1,30\n西区,39,20\n西区,1,90\n东区,合计,100\n西区,合计,110\n全市,39,70\n全市,40,20\n全市,1,120\n",
	}, instead...)...)
	spec, err := ReadAllocate(dir, "a.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return readLayout(dir, spec)
}

func TestTablesAsReceived(t *testing.T) {
	l, err := received(t)
	if err != nil {
		t.Fatal(err)
	}
	weights := Usual
	if weights.Duplication = 2; l.spec.Weights != weights {
		t.Errorf("weights that are left out: %+v", l.spec.Weights)
	}
	want := []district{{"东区", 2, 10, 15000, 0, 2, 100}, {"西区", 3, 20, 2500, 1, 1, 110}}
	if !slices.Equal(l.districts, want) {
		t.Errorf("districts: %+v", l.districts)
	}
	if x := l.themes[0]; !slices.Equal(x.divisions, []string{"39", "40"}) || !x.fashionable || l.themes[1].fashionable || l.themes[1].divisions[0] != "01" {
		t.Errorf("themes: %+v", l.themes)
	}
	if !slices.Contains(l.records, complexity.Record{Place: "西区", Activity: "01", Value: 90}) || len(l.records) != 5 || len(l.adjacent) != 0 {
		t.Errorf("firms: %v", l.records)
	}
	// of 110 firms in the west 20/210 are expected in division 40, which it lacks
	if x := l.absent; x.pairs != 1 || x.notable != 1 || x.district != "西区" || x.industry != "40" || math.Abs(x.expected-110*20.0/210) > 1e-12 {
		t.Errorf("absent: %+v", x)
	}
	said := ""
	for _, f := range l.findings {
		said += f.Code + f.Message.Zh + "\n"
	}
	if said != "A207d.csv 里的 1 行是合计（合 计），没有算\nA207f.csv 里的 5 行是合计（合计、全市），没有算\n" {
		t.Errorf("findings:\n%s", said)
	}
}

// A line of totals under another name is found by its sums, and refused.
func TestTotalByItsSums(t *testing.T) {
	firms := "district,industry,count\n"
	for _, row := range []string{"东区 5 7 9 2", "西区 4 8 1 6", "南区 3 3 3 9", "全域 12 18 13 17"} {
		f := strings.Fields(row)
		for j, v := range f[1:] {
			firms += f[0] + "," + []string{"13", "14", "15", "17"}[j] + "," + v + "\n"
		}
	}
	_, err := received(t, "f.csv", firms,
		"d.csv", "district,industrial_land_ha,free_land_ha,m0_land_ha,money_wan,themes_min,themes_max\n东区,1,1,1,1,0,1\n西区,1,1,1,1,0,1\n南区,1,1,1,1,0,1\n全域,3,3,3,3,0,3\n",
		"t.csv", "theme,title,divisions,coarse,critical_firms,land_ha,money_wan\nA,甲,13,子,10,5,800\n")
	var e *city.Error
	if !errors.As(err, &e) || e.Code != "total_row" || !strings.Contains(e.Message.Zh, "全域") {
		t.Errorf("%v", err)
	}
	if sumOfOthers([][]float64{{1, 2, 3}, {1, 1, 1}, {2, 3, 4}}) >= 0 {
		t.Error("one of three rows is called a total: that may be chance")
	}
}

// A lock on what could not be defended brings its points by the lock only: its
// price is below 0, as leaving its line out shows. One on what is thought of
// anyway costs nothing at least.
func TestPriceBelowZero(t *testing.T) {
	l, all := hand([]float64{0.9, 0.4}, []float64{0.3, 0.2})
	all[1][0].stands, all[1][1].stands = false, false
	l.locks = [][2]int{{1, 0}}
	l.spec.Weights = Weights{Specialisation: 1, Duplication: 0.1}
	r := &run{layout: l, all: all, solver: opened(t)}
	for _, step := range []func() error{r.solveAll, r.price} {
		if err := step(); err != nil {
			t.Fatal(err)
		}
	}
	if got := r.lockPrice(0, 0); math.Abs(got-(0.9-(0.9+0.4-0.1))) > 1e-12 {
		t.Errorf("price %v", got)
	}
	if s := whyLocked(r.lockPrice(0, 0)).Zh; !strings.Contains(s, "本不在考虑之列，锁定了才计 0.30 分") {
		t.Error(s)
	}
}

// Where nothing could be defended and one choice is locked there is one plan, and
// without the lock that of choosing nothing.
func TestNothingToChoose(t *testing.T) {
	l, all := hand([]float64{0.9, 0.4}, []float64{0.3, 0.2})
	for d := range all {
		for k := range all[d] {
			all[d][k].stands = false
		}
	}
	l.locks = [][2]int{{0, 0}}
	l.spec.Weights = Weights{Specialisation: 1}
	draws := 0
	l.spec.Draws = &draws
	r := &run{layout: l, all: all, solver: opened(t)}
	if err := r.steps(); err != nil {
		t.Fatal(err)
	}
	a := r.view()
	if len(a.Allocations) != 1 || len(a.Allocations[0].Themes) != 1 || a.Fashions[0].PaysFor != 0 || math.Abs(float64(a.Allocations[0].Locks[0].Price)+0.9) > 1e-12 {
		t.Errorf("%+v", a.Allocations)
	}
	if !math.IsNaN(float64(a.Figures[0].Stability)) {
		t.Error("without draws there is a stability")
	}
	if !slices.ContainsFunc(a.Findings, func(f city.Finding) bool { return f.Code == "A202" }) {
		t.Error("one plan only, and nothing says so")
	}
}

// A plan that gains less than near_optimal allows is not called near the best.
func TestNextBest(t *testing.T) {
	l, all := hand([]float64{0.9, 0.1}, []float64{0.1, 0.8})
	l.spec.Weights = Weights{Specialisation: 1}
	draws := 0
	l.spec.Draws = &draws
	r := &run{layout: l, all: all, solver: opened(t)}
	if err := r.steps(); err != nil {
		t.Fatal(err)
	}
	a := r.view()
	if len(a.Allocations) != 3 || a.Allocations[1].Title.Zh != "次优的另一方案（1）" {
		t.Errorf("%+v", a.Allocations)
	}
}

// What stands in the way of a district without a theme is named.
func TestLimitIsNamed(t *testing.T) {
	l, all := hand([]float64{0.9, 0.4}, []float64{0.3, 0.2})
	l.spec.ThemeDistrictsMax = 1
	l.themes[1].money = 20
	l.districts[1].money, l.districts[1].most = 10, 0
	m := l.model(all, Weights{Specialisation: 1}, nil)
	r := &run{layout: l, all: all}
	o := r.notChosen(m, plan{{true, false}, {false, false}}, 1)
	if o.Reason.Zh != "最好的热门值 0.40 分，但超出约束：本区至多 0 个主题；热门至多 1 个区" {
		t.Error(o.Reason.Zh)
	}
}

func TestNumbersAreTold(t *testing.T) {
	for _, c := range []struct {
		x, y float64
		a, b string
	}{{1.2, 0.3, "1.20", "0.30"}, {0.4512, 0.4508, "0.4512", "0.4508"}, {1, 1, "1.00", "1.00"}} {
		if a, b := beside(c.x, c.y); a != c.a || b != c.b {
			t.Errorf("%v, %v: %s, %s", c.x, c.y, a, b)
		}
	}
	if s := short(0.07*300) + short(5e6) + short(0.5); s != "2150000000.5" {
		t.Error(s)
	}
}

// A quotient is called above the city's only where draws of the counts bear it out.
func TestQuotientIsTold(t *testing.T) {
	r := &run{drawn: &drawn{draws: 20}}
	for _, c := range []struct {
		quotient, low, high city.Number
		zh, en              string
	}{
		{1.5, 1.2, 1.8, "专业化：区位商 1.50（重抽样 1.20 至 1.80），比重高于全市", "specialised: location quotient 1.50 (1.20 to 1.80 in draws), a share above the city's"},
		{1.004, 0.9, 1.1, "区位商 1.004（重抽样 0.90 至 1.10），与全市的比重分不出高低", "location quotient 1.004 (0.90 to 1.10 in draws): a share that cannot be told from the city's"},
		{0.5, 0.4, 0.6, "不比全市专业：区位商 0.50（重抽样 0.40 至 0.60）", "not specialised: location quotient 0.50 (0.40 to 0.60 in draws)"},
	} {
		if got := r.whyQuotient(&Choice{Quotient: c.quotient, Range: [2]city.Number{c.low, c.high}}); got != (city.Text{Zh: c.zh, En: c.en}) {
			t.Errorf("%v: %+v", c.quotient, got)
		}
	}
	r.drawn.draws = 0
	none := city.Number(math.NaN())
	if got := r.whyQuotient(&Choice{Quotient: 1.2, Range: [2]city.Number{none, none}}).Zh; got != "专业化：区位商 1.20，比重高于全市" {
		t.Error(got)
	}
}

// A district that people leave open is not said to lack data.
func TestOpenInShort(t *testing.T) {
	for kind, want := range map[string]string{"few_firms": "依据不足", "named": "由人留空", "no_candidate": "没有站得住的", "no_room": "放不下"} {
		if got := (Open{Kind: kind}).Words(); got.Zh != want || got.En == "" {
			t.Errorf("%s: %+v", kind, got)
		}
	}
}

// A fault of a column is told by the name that the table gives it.
func TestFaultByTheHeading(t *testing.T) {
	_, err := received(t, "d.csv", "区,规划工业用地（公顷）,可新供用地（公顷）,新型工业用地（公顷）,资金（万元）,主题个数下限,主题个数上限\n东区,1,1,1,1,3,2\n",
		"t.csv", "theme,title,divisions,coarse,critical_firms,land_ha,money_wan\nA,甲,13,子,10,5,800\n", "f.csv", "district,industry,count\n东区,13,5\n")
	var e *city.Error
	if !errors.As(err, &e) || e.Message.Zh != "“东区”的“主题个数下限”大于“主题个数上限”" || e.Cell != "F2" {
		t.Errorf("%+v", err)
	}
}
