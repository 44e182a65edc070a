package citywide

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
)

// What parcels share counts as eligible first, whichever stands first in the file.
func TestSharedLandInAnyOrder(t *testing.T) {
	feature := func(id, recognised string, x int) string {
		return fmt.Sprintf(`{"type":"Feature","properties":{"id":"%s","区":"东区","用地性质":"M1","区政府已认定":"%s"},"geometry":{"type":"Polygon","coordinates":[[[%d,3300000],[%d,3300000],[%d,3300200],[%d,3300200]]]}}`, id, recognised, x, x+200, x+200, x)
	}
	list := []string{feature("A", "否", 500000), feature("B", "是", 500100), feature("C", "", 500250)}
	for range 2 {
		r := landed(t, "land.yaml", "title: 合成\npack: wuhan-2023\nparcels: p.geojson\ncrs: EPSG:4547\n", "p.geojson", `{"type":"FeatureCollection","features":[`+strings.Join(list, ",")+"]}")
		counted := map[string]float64{}
		for _, p := range r.Parcels {
			counted[p.ID] = float64(p.Counted)
		}
		if counted["A"] != 20000 || counted["B"] != 40000 || counted["C"] != 30000 || r.Districts[0].Area != 40000 {
			t.Errorf("%v, %v", counted, r.Districts[0].Area)
		}
		if !slices.ContainsFunc(r.Missing, func(m city.Text) bool { return strings.HasPrefix(m.Zh, "2对重叠的地块判定不同") }) {
			t.Error(r.Missing)
		}
		slices.Reverse(list)
	}
}

// What tables of a bureau hold besides: totals, other names, more than there can be.
func TestOddTables(t *testing.T) {
	const parcel = "地块编号,区,用地性质,用地面积(公顷),已认定\nA,东区,商务用地,1,是\nB,东区,M1/B1,1,是\nC,东区,M1,1,是\n"
	says := func(r *Landed) string {
		var b strings.Builder
		for _, m := range r.Missing {
			b.WriteString(m.Zh + "\n")
		}
		for _, p := range r.Parcels {
			b.WriteString(p.ID + p.Verdict + p.Reason.Zh + "\n")
		}
		for _, g := range r.Districts {
			b.WriteString(g.Name + g.Words.Zh + "\n")
		}
		for _, f := range r.Findings {
			b.WriteString(f.Message.Zh + "\n")
		}
		return b.String()
	}
	spec := "title: 合成\npack: wuhan-2023\nparcels: p.csv\ndistricts: d.csv\n"
	head := "district,planned_industrial_ha,m0_existing_ha,source\n"
	for _, x := range []struct{ table, want string }{
		{head + "东,100,5,合成\n", "d.csv里的东没有一个地块"},
		{head + "东区,100,15,合成\n合计,100,15,合成\n", "东区已有的已超过10%的上限（原则上）"},
		{head + "东区,100,15,合成\n合计,100,15,合成\n", "1 行是合计"},
		{head + "东区,100,5,合成\n", "Aneeds_plan_amendment"},
		{head + "东区,100,5,合成\n", "Bunknown现状为M1、M2、M3类工业用地：缺数据（用地性质：“M1/B1”认不出）"},
		{head + "东区,100,5,合成\n西区,100,5,合成\n", "西区没有可以的地块"},
	} {
		if r := landed(t, "land.yaml", spec, "p.csv", parcel, "d.csv", x.table); !strings.Contains(says(r), x.want) {
			t.Errorf("%q is not in %s", x.want, says(r))
		}
	}
	r := landed(t, "land.yaml", spec+"prices: z.csv\ninstead: B2\n", "p.csv", parcel, "d.csv", head+"东区,100,5,合成\n", "z.csv", "district,use,price,unit,source\n东区,B2,3000,元/㎡,合成\n")
	if !strings.Contains(says(r), "1个可以的地块缺 B2 或 M0 的地价") {
		t.Error(says(r))
	}
}

// The land of a year is set beside what the city may add, chosen from or not.
func TestQuotaText(t *testing.T) {
	r := landed(t, "land.yaml", "title: 合成\npack: dongguan-2018\nparcels: p.csv\n", "p.csv", "地块编号,区,用地性质,用地面积(亩),容积率,配套分割\nA,南城,M1,200,4,否\nB,南城,M1,220,4,否\n")
	if got := r.QuotaText().Zh; got != "全市每年新增上限20.00公顷，可以的地块共28.00公顷，一年用不完，要择优" {
		t.Error(got)
	}
}
