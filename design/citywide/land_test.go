package citywide

import (
	"errors"
	"fmt"
	"math"
	"math/bits"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/catalog/rules"
	"github.com/quanyu/quanyu/catalog/rules/land"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/parcels"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/method/assign"
)

// folder makes a study folder of files by name and text.
func folder(t testing.TB, list ...string) *files.Folder {
	t.Helper()
	dir := t.TempDir()
	for i := 0; i+1 < len(list); i += 2 {
		if err := os.WriteFile(filepath.Join(dir, list[i]), []byte(list[i+1]), 0o644); err != nil {
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

func landed(t *testing.T, list ...string) *Landed {
	t.Helper()
	r, err := Land(folder(t, list...), LandFile, 1)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Each pack decides by its own clause; what is missing is unknown, never no.
func TestVerdicts(t *testing.T) {
	for _, x := range []struct{ pack, head, row, verdict, criterion, clause string }{
		{"wuhan-2023", "用地性质,区政府已认定", "M1,是", Eligible, "wh.m0_industrial", "武政规〔2023〕3号"},
		{"wuhan-2023", "用地性质,区政府已认定", "M3,否", NotEligible, "wh.m0_recognised", "区认定"},
		{"wuhan-2023", "用地性质,区政府已认定", "M2,", Unknown, "wh.m0_recognised", "区认定"},
		{"wuhan-2023", "用地性质,区政府已认定", "B2,", Amendment, "wh.m0_other_land", "控规修改"},
		{"wuhan-2023", "用地性质,区政府已认定", "R2,是", Amendment, "wh.m0_other_land", "控规修改"},
		{"wuhan-2023", "用地性质,区政府已认定", ",是", Unknown, "wh.m0_industrial", "现状工业用地兼容"},
		{"wuhan-2023", "用地性质,区政府已认定", ",否", Unknown, "wh.m0_other_land", "控规修改"},
		{"wuhan-2023", "用地性质", "M0", Eligible, "wh_m0_2023", "武政规〔2023〕3号"},
		{"wuhan-2020", "开发区内", "否", NotEligible, "wh.m0_zone", "武政规〔2020〕19号"},
		{"wuhan-2020", "开发区内", "是", Unknown, "wh.m0_zone", "武政规〔2020〕19号"},
		{"guangzhou-2019", "容积率,配套比例(%),分割转让比例", "3.5,30,0.5", Eligible, "gz.m0_far", "广州"},
		{"guangzhou-2019", "容积率,配套比例(%),分割转让比例", "2.9,30,0.5", NotEligible, "gz.m0_far", "广州"},
		{"guangzhou-2019", "容积率,配套比例(%),分割转让比例", "3.5,31,", NotEligible, "gz.m0_support", "广州"},
		{"guangzhou-2019", "容积率,配套比例(%),分割转让比例", "3.5,30,", Unknown, "gz.m0_divided", "广州"},
		{"dongguan-2018", "容积率,配套分割", "3,否", Eligible, "dg.m0_far", "东莞"},
		{"dongguan-2018", "容积率,配套分割", "3,是", NotEligible, "dg.m0_support", "东莞"},
		{"ningbo-2024", "甬江科创区内,配套分割,分割转让比例,达产验收", "是,否,0.5,是", Eligible, "nb.m0_zone", "第三条"},
		{"ningbo-2024", "甬江科创区内,配套分割,分割转让比例,达产验收", "是,是,0,", NotEligible, "nb.m0_support", "第二十一条"},
		{"ningbo-2024", "甬江科创区内,配套分割,分割转让比例,达产验收", "是,否,0.6,是", NotEligible, "nb.m0_divided", "甬政办发〔2024〕33号"},
		{"ningbo-2024", "甬江科创区内,配套分割,分割转让比例,达产验收", "是,否,0.3,", Unknown, "nb.m0_divided", "甬政办发〔2024〕33号"},
	} {
		r := landed(t, "land.yaml", "title: 合成\npack: "+x.pack+"\nparcels: p.csv\n", "p.csv", "地块编号,"+x.head+"\nA,"+x.row+"\n")
		p := r.Parcels[0]
		if p.ID != "A" || p.Verdict != x.verdict || p.Criterion != x.criterion || !strings.Contains(p.Clause, x.clause) || p.Grade == "" || p.Reason.Zh == "" || p.Reason.En == "" {
			t.Errorf("%s %s: %s by %s, %s, %s", x.pack, x.row, p.Verdict, p.Criterion, p.Clause, p.Reason.Zh)
		}
	}
}

// Every pack has a plan on its day, and every clause a document with a grade.
func TestPacks(t *testing.T) {
	list, err := land.Packs()
	if err != nil || len(list) != 5 {
		t.Fatalf("%d packs, %v", len(list), err)
	}
	for _, k := range list {
		p, err := newPlots(&LandSpec{Pack: k.ID})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range p.out.Pack.Clauses {
			if c.Clause == "" || !slices.Contains([]string{"A", "B", "C"}, c.Grade) || c.Draft != (c.Grade == "C") {
				t.Errorf("%s: %+v", k.ID, c)
			}
		}
		for _, u := range k.Unseen {
			if u.Zh == "" || u.En == "" {
				t.Errorf("%s: an unseen clause without a name", k.ID)
			}
		}
	}
}

const landYAML = `title: 合成
pack: wuhan-2023
parcels: p.csv
districts: d.csv
prices: z.csv
instead: B2
`

// By hand: east has 100 ha of planned industrial land, so a cap of 10 ha, of which
// 4 are used: room for 6. Its eligible parcels have 5 and 3 ha.
func TestLimitsByDistrict(t *testing.T) {
	opened(t)
	opened(t)
	r := landed(t, "land.yaml", landYAML+"choose: {by: new_floor, area_ha: 20, money_wan: 1000}\n",
		"d.csv", "district,planned_industrial_ha,m0_existing_ha,source\n东区,100,4,合成\n西区,100,,合成\n北区,,1,合成\n",
		"z.csv", "district,use,price,unit,source\n全市,M0,50,万元/亩,合成\n全市,B2,150,万元/亩,合成\n西区,B2,2000,元/平方米,合成\n",
		"p.csv", `地块编号,区,用地性质,用地面积(公顷),容积率,现状容积率,已认定,投入(万元)
A,东区,M1,5,3,1,是,600
B,东区,M2,3,3,0.5,是,500
C,西区,M1,2,2,1,是,100
D,西区,M0,1,2,2,是,
E,北区,M1,1,2,1,是,100
F,南区,M1,1,2,,是,100
`)
	by := map[string]LandGroupView{}
	for _, g := range r.Districts {
		by[g.Name] = g
	}
	near := func(what string, got city.Number, want float64) {
		t.Helper()
		if math.Abs(float64(got)-want) > 1e-6*max(1, math.Abs(want)) && !(math.IsNaN(want) && got != got) {
			t.Errorf("%s: %v, not %v", what, got, want)
		}
	}
	east := by["东区"]
	near("cap", east.Cap, 1e5)
	near("room", east.Room, 6e4)
	near("over", east.Over, 2e4)
	near("floor", east.NewFloor, 5e4*2+3e4*2.5)
	mu := 2000.0 / 3
	near("forgone", east.Forgone, 8e4*100e4/mu)
	near("west forgone", by["西区"].Forgone, 2e4*(2000-50e4/mu))
	near("west already", by["西区"].Already, 1e4) // of its M0 parcel
	near("north cap", by["北区"].Cap, math.NaN())
	for name, want := range map[string]string{"东区": "cap", "西区": "parcels", "北区": "unknown", "南区": "unknown"} {
		if by[name].Binding != want {
			t.Errorf("%s is bound by %s", name, by[name].Binding)
		}
	}
	if by["南区"].NoFloor != 1 || by["西区"].Existing != 1 || by["西区"].Eligible != 1 {
		t.Errorf("%+v", by)
	}
	// A has 10 ha of floor for 600, B 7.5 for 500, C 2 for 100; A and B break the cap
	c := r.Choice
	if !slices.Equal(c.Parcels, []string{"A", "C"}) || len(c.Left) != 2 {
		t.Errorf("%+v", c)
	}
	near("gain", c.Gain, 12e4)
	for _, l := range c.Limits {
		// without the cap money binds: A with C and 300 left; without money the cap: the same
		if l.Limit == "area" && l.Worth != 0 || l.Limit == "money" && l.Worth != 0 || l.Limit == "cap" && l.Worth != 0 {
			t.Errorf("%+v", l)
		}
	}
}

// The choice is the best of all sets that keep the limits.
func TestChoiceByEnumeration(t *testing.T) {
	opened(t)
	opened(t)
	for seed := range 6 {
		var b strings.Builder
		b.WriteString("地块编号,区,用地性质,用地面积,容积率,现状容积率,已认定,投入\n")
		type plot struct{ area, floor, cost float64 }
		var list []plot
		for i := range 12 {
			k := float64((i*7919+seed*104729)%97) + 3
			x := plot{1000 + 137*k, 0, 10000 + 991*float64((i*31+seed*17)%89)}
			far := 1.5 + float64((i*13+seed*7)%20)/10
			x.floor = x.area * (far - 0.5)
			list = append(list, x)
			fmt.Fprintf(&b, "P%d,区%d,M1,%v,%v,0.5,是,%v\n", i, i%2, x.area, far, x.cost)
		}
		r := landed(t, "land.yaml", "title: 合成\npack: wuhan-2023\nparcels: p.csv\ndistricts: d.csv\nchoose: {area_ha: 5, money_wan: 25}\n",
			"p.csv", b.String(), "d.csv", "district,planned_industrial_ha,m0_existing_ha,source\n区0,30,0.2,合成\n区1,25,0,合成\n")
		best := 0.0
		for set := range 1 << len(list) {
			area, money, gain := [2]float64{}, 0.0, 0.0
			for s := uint(set); s != 0; s &= s - 1 {
				i := bits.TrailingZeros(s)
				area[i%2] += list[i].area
				money, gain = money+list[i].cost, gain+list[i].floor
			}
			if area[0] <= 28000 && area[1] <= 25000 && area[0]+area[1] <= 50000 && money <= 250000 {
				best = max(best, gain)
			}
		}
		if got := float64(r.Choice.Gain); got < best*(1-1e-4) || got > best+1e-6 {
			t.Errorf("seed %d: %v, the best of all is %v", seed, got, best)
		}
	}
}

// Whether less than half serves innovation is told by what coverage leaves open.
func TestInventory(t *testing.T) {
	const head = "cluster,district,area_ha,used_ha,innovation_ha,surveyed_ha,survey_date,source,grade\n"
	for _, x := range []struct{ rows, verdict string }{
		{"甲,东,100,80,20,100,2023-01-01,合成,A\n乙,西,100,90,30,90,2023-06-01,合成,A\n", "supported"},
		{"甲,东,100,80,20,100,2023-01-01,合成,A\n乙,西,200,,,,,合成,A\n", "undecidable"},
		{"甲,东,100,80,20,100,2019-01-01,合成,A\n", "partly"},
		{"甲,东,100,80,20,100,2023/1/1,合成,A\n合计,,100,80,20,100,,合成,\n", "supported"},
		{"甲,东,100,80,20,100,2023-01-01,合成,A\n乙,西,,,,,,合成,C\n", "undecidable"},                                           // one of two
		{"甲,东,100,80,20,100,2023-01-01,合成,A\n丙,东,90,80,9,90,2023-01-01,合成,A\n乙,西,,,,,,合成,C\n", "partly"},                // by number only
		{"甲,东,100,80,60,100,2023-01-01,合成,A\n乙,西,10,8,1,10,2023-01-01,合成,A\n丙,西,10,8,1,10,2023-01-01,合成,A\n", "partly"}, // one large one
		{"甲,东,100,80,60,100,2023-01-01,合成,A\n", "not-supported"},
		{"甲,东,100,80,60,100,2023-01-01,合成,A\n乙,西,,,,,,合成,C\n", "undecidable"},
		{"甲,东,100,,,,,合成,A\n", "undecidable"},
		{"甲,东,100,80,20,100,2023-01-01,合成,D\n", "undecidable"}, // grade D is no evidence
	} {
		r := landed(t, "land.yaml", "title: 合成\npack: wuhan-2023\nclusters: c.csv\n", "c.csv", head+x.rows)
		if v := r.Inventory; v.Verdict != x.verdict || v.Reason.Zh == "" || (v.Verdict == "undecidable") == v.Decide.IsZero() {
			t.Errorf("%s%s: %s, %s", x.rows, v.Reason.Zh, v.Verdict, v.Decide.Zh)
		}
	}
}

func TestMarks(t *testing.T) {
	r := landed(t, "land.yaml", "title: 合成\npack: wuhan-2023\nparcels: p.csv\nassume: {parcel_recognised: true}\n", "p.csv", `地块编号,区,用地性质,用地面积,使用权人,分割转让比例
A,东区,M1,100,合成置业公司,0.6
B,东区,M1,100,合成机械厂,0
C,东区,M1,100,合成机械厂,0
D,东区,M1,100,合成机械厂,0
E,西区,M1,100,合成机械厂,0
`)
	want := [][]string{{"property_holder", "divided"}, {"concentrated"}, {"concentrated"}, {"concentrated"}, {}}
	for i, p := range r.Parcels {
		if !slices.Equal(p.Marks, want[i]) || p.Verdict != Eligible {
			t.Errorf("%s: %v, %s", p.ID, p.Marks, p.Verdict)
		}
	}
	if len(r.Assumed) != 1 || r.Assumed[0].Parcels != 5 || len(r.MarksUntested) != 2 {
		t.Errorf("%+v %v", r.Assumed, r.MarksUntested)
	}
}

func TestLandRefusals(t *testing.T) {
	const yaml = "title: 合成\npack: wuhan-2023\nparcels: p.csv\ndistricts: d.csv\nclusters: c.csv\nprices: z.csv\ninstead: B2\n"
	const (
		p = "地块编号,用地性质\nA,M1\n"
		d = "district,planned_industrial_ha,m0_existing_ha,source\n东区,100,4,合成\n"
		c = "cluster,district,area_ha,used_ha,innovation_ha,surveyed_ha,survey_date,source,grade\n甲,东,100,80,20,100,2023-01-01,合成,A\n"
		z = "district,use,price,unit,source\n全市,M0,50,万元/亩,合成\n"
	)
	for _, x := range []struct{ name, from, to, code string }{
		{"land.yaml", "wuhan-2023", "shenzhen-2019", "bad_land"},
		{"land.yaml", "parcels: p.csv", "parcels: ../p.csv", "bad_land"},
		{"land.yaml", "instead: B2", "instead: 办公", "bad_land"},
		{"land.yaml", "instead: B2", "", "bad_land"},
		{"land.yaml", "instead: B2", "instead: B2\ndate: 2023", "bad_land"},
		{"land.yaml", "instead: B2", "instead: B2\ndate: 2019-12-31", "not_in_force"},
		{"land.yaml", "instead: B2", "instead: B2\nassume: {parcel_far: true}", "bad_land"},
		{"land.yaml", "instead: B2", "instead: B2\nchoose: {area_ha: -1}", "bad_land"},
		{"land.yaml", "instead: B2", "instead: B2\nchoose: {by: beauty}", "bad_land"},
		{"land.yaml", "parcels: p.csv", "parcels: q.csv", "not_found"},
		{"d.csv", "东区,100", "东区,-1", "bad_number"},
		{"d.csv", "4,合成", "4,", "no_source"},
		{"d.csv", "合成\n", "合成\n东区,1,1,合成\n", "double_row"},
		{"d.csv", "planned_industrial_ha", "area", "no_column"},
		{"c.csv", "2023-01-01", "2023年初", "bad_date"},
		{"c.csv", "2023-01-01", "", "no_date"},
		{"c.csv", ",20,100", ",101,100", "more_than_surveyed"},
		{"c.csv", "100,2023", "120,2023", "more_than_area"},
		{"c.csv", "甲,东,100,80", "甲,东,100,180", "more_than_area"},
		{"z.csv", "万元/亩", "元", "bad_unit"},
		{"z.csv", "全市,M0", "全市,好地", "bad_use"},
		{"z.csv", "50", "五十", "bad_number"},
	} {
		text := map[string]string{"land.yaml": yaml, "p.csv": p, "d.csv": d, "c.csv": c, "z.csv": z}
		changed := strings.Replace(text[x.name], x.from, x.to, 1)
		if changed == text[x.name] {
			t.Fatalf("%s does not hold %q", x.name, x.from)
		}
		text[x.name] = changed
		_, err := Land(folder(t, "land.yaml", text["land.yaml"], "p.csv", text["p.csv"], "d.csv", text["d.csv"], "c.csv", text["c.csv"], "z.csv", text["z.csv"]), LandFile, 1)
		var e *city.Error
		if !errors.As(err, &e) || e.Code != x.code || e.Message.En == "" || e.File == "" {
			t.Errorf("%s %q: %v, not %s", x.name, x.to, err, x.code)
		}
	}
}

// The figures of the sample city stand for themselves in each table.
func TestSampleCityLand(t *testing.T) {
	opened(t)
	dir, err := files.Open("../../studies/sample-city")
	if err != nil {
		t.Fatal(err)
	}
	defer dir.Close()
	r, err := Land(dir, LandFile, 2019)
	if err != nil {
		t.Fatal(err)
	}
	if !r.Synthetic || len(r.Parcels) != 53 || len(r.Districts) != 13 || len(r.Overlaps) != 1 {
		t.Errorf("%v %d %d %v", r.Synthetic, len(r.Parcels), len(r.Districts), r.Overlaps)
	}
	seen := map[string]int{}
	for _, p := range r.Parcels {
		seen[p.Verdict]++
		if p.Clause == "" {
			t.Errorf("%s has no clause", p.ID)
		}
	}
	if len(seen) != 4 {
		t.Errorf("the sample lacks a verdict: %v", seen)
	}
	districts, err := readSheet(dir, "citywide/districts.csv", "district", "industrial_land_ha")
	if err != nil {
		t.Fatal(err)
	}
	for row, g := range r.Districts {
		if v, err := districts.amount(row, "industrial_land_ha"); err != nil || math.Abs(float64(g.Planned)-v*hectare) > 1e-6 || districts.text(row, "district") != g.Name {
			t.Errorf("%s has %v of planned industrial land here, %v ha there, %v", g.Name, g.Planned, v, err)
		}
	}
	for _, e := range r.Exhibits() {
		if !strings.Contains(e.Title.Zh, "条款") && !strings.Contains(e.Title.Zh, "合成") && !strings.Contains(e.Title.En, "synthetic") {
			t.Errorf("%s does not say that it is synthetic", e.Title.Zh)
		}
		for _, row := range e.Rows {
			if len(row) != len(e.Head) {
				t.Errorf("%s: a row of %d under %d heads", e.Title.Zh, len(row), len(e.Head))
			}
		}
	}
	opened(t)
	if len(r.Choice.Parcels) == 0 || r.Choice.Solver.Status != string(assign.Optimal) {
		t.Errorf("%+v", r.Choice)
	}
	first, err := r.JSON()
	if err != nil {
		t.Fatal(err)
	}
	again, err := Land(dir, LandFile, 2019)
	if err != nil {
		t.Fatal(err)
	}
	if second, err := again.JSON(); err != nil || string(second) != string(first) {
		t.Error("two runs differ")
	}
}

// synthetic makes a table of so many parcels.
func synthetic(n int) string {
	var b strings.Builder
	b.WriteString("地块编号,区,用地性质,用地面积,容积率,现状容积率,区政府已认定,使用权人\n")
	uses := []string{"M1", "M2", "M3", "B2", "W1", "R2", "100101", ""}
	recognised := []string{"是", "否", ""}
	for i := range n {
		fmt.Fprintf(&b, "合成%06d,区%d,%s,%d,%d.5,0.%d,%s,合成公司%d\n", i, i%13, uses[i%len(uses)], 5000+i%40000, 1+i%4, i%10, recognised[i%3], i%5000)
	}
	return b.String()
}

// readParcels reads a table for a benchmark.
func readParcels(b *testing.B, text string) *parcels.Parcels {
	b.Helper()
	path := filepath.Join(b.TempDir(), "合成.csv")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		b.Fatal(err)
	}
	f, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	l, err := rules.Library()
	if err != nil {
		b.Fatal(err)
	}
	p, err := parcels.ReadFile("合成.csv", f, l.Fields("parcel"), parcels.Options{})
	if err != nil {
		b.Fatal(err)
	}
	return p
}

// 100,000 parcels under a pack, with clause and reason of each: 1 s at most.
func BenchmarkJudge100000(b *testing.B) {
	p := readParcels(b, synthetic(100_000))
	for b.Loop() {
		if _, err := JudgeParcels("wuhan-2023", p); err != nil {
			b.Fatal(err)
		}
	}
}

// The same with reading the table, limits by district and sums.
func BenchmarkLand100000(b *testing.B) {
	dir := folder(b, "land.yaml", "title: 合成\npack: wuhan-2023\nparcels: p.csv\n", "p.csv", synthetic(100_000))
	for b.Loop() {
		if _, err := Land(dir, LandFile, 1); err != nil {
			b.Fatal(err)
		}
	}
}

// Guangzhou limits blocks, and its price is a fifth of that of land for offices: by
// hand 30 ha of block leave 3 ha, of which 5 are asked for.
func TestBlocks(t *testing.T) {
	r := landed(t, "land.yaml", "title: 合成\npack: guangzhou-2019\nparcels: p.csv\ndistricts: b.csv\nprices: z.csv\ninstead: B2\n",
		"b.csv", "block,planned_industrial_ha,m0_existing_ha,source\n一号区块,30,0,合成\n二号区块,30,0,合成\n",
		"z.csv", "district,use,price,unit,source\n全市,B2,100,万元/公顷,合成\n",
		"p.csv", "地块编号,区,工业区块,用地性质,面积(公顷),容积率,现状容积率,配套比例(%),分割转让比例\nA,东区,一号区块,M1,5,4,1,20,0.3\nB,东区,二号区块,M1,2,4,1,20,0.3\n")
	if a, b := r.Blocks[0], r.Blocks[1]; a.Binding != "cap" || math.Abs(float64(a.Over)-2e4) > 1e-6 || b.Binding != "parcels" || r.Districts[0].Binding != "no_cap" {
		t.Errorf("%+v %+v", a, b)
	}
	if v := r.Parcels[0].Forgone; math.Abs(float64(v)-5*80e4) > 1e-6 {
		t.Errorf("%v is forgone, not 5 ha at 80 万元", v)
	}
}
