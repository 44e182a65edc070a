package brief

import (
	"bytes"
	"encoding/xml"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/brief/exhibit"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/design/citywide"
	tiled "github.com/quanyu/quanyu/diagnose/citywide"
)

// allotment is a small allocation, written by hand.
func allotment() *citywide.Allocated {
	both := func(s string) city.Text { return city.Text{Zh: s, En: s} }
	use := []citywide.UseView{{Themes: 2, Money: 300, Land: 20}}
	return &citywide.Allocated{
		Title: "试布局（合成）", Synthetic: true, Districts: []string{"甲<区", "乙区", "丙区"},
		Themes: []citywide.ThemeView{{ID: "a", Title: "装备", Coarse: "制造"}, {ID: "b", Title: "软件", Coarse: "数字", Fashionable: true}},
		Allocations: []citywide.Allocation{
			{Name: "balanced", Title: both("均衡"), Objective: 2.5, Use: use,
				Themes: []citywide.Choice{{District: "甲<区", Theme: "a", Title: "装备", Locked: true, Stability: 1}, {District: "乙区", Theme: "b", Title: "软件", Stability: 0.2}},
				Locks:  []citywide.LockView{{District: "甲<区", Theme: "a", Title: "装备", Price: 0.5, Instead: []string{"软件"}}}},
			{Name: "apart", Title: both("错位"), Objective: 2, Use: use, Weights: citywide.Weights{Duplication: 1},
				Themes: []citywide.Choice{{District: "甲<区", Theme: "b", Title: "软件", Stability: 0.1}}, Locks: []citywide.LockView{{District: "甲<区", Theme: "a", Title: "装备"}}},
		},
		Regret:    citywide.RegretView{Least: "balanced", Rows: []citywide.RegretRow{{Allocation: "balanced", Largest: 0.01}, {Allocation: "apart", Largest: 0.2}}},
		Fashions:  []citywide.FashionView{{Theme: "b", Title: "软件", PaysFor: 1, Districts: []string{"乙区"}, Objective: []city.Number{1, 2, 1.5}}},
		Undecided: []citywide.Open{{District: "丙区", Kind: "few_firms", Reason: both("依据不足：只有 3 户")}},
		Figures:   []citywide.FigureView{{District: "乙区", Theme: "a", Stands: true}},
		Findings:  []city.Finding{{Code: "A203", Message: both("乙区做软件不稳")}},
	}
}

func TestMatrix(t *testing.T) {
	a := allotment()
	want := [][]citywide.Cell{{citywide.CellLocked, citywide.CellCandidate, citywide.CellOpen}, {citywide.CellOther, citywide.CellUnsettled, citywide.CellOpen}}
	for i, row := range a.Matrix() {
		for d, c := range row {
			if c != want[i][d] {
				t.Errorf("theme %d, district %d: %q, not %q", i, d, c, want[i][d])
			}
		}
	}
	svg := exhibit.MatrixPicture(a, "matrix", "zh")
	if err := xml.NewDecoder(strings.NewReader(svg)).Decode(new(struct{ XMLName xml.Name })); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"甲&lt;区", "合成", `id="plot-matrix-says"`, "首选方案，但不稳"} {
		if !strings.Contains(svg, part) {
			t.Errorf("the picture has no %q", part)
		}
	}
	for _, colour := range []string{"#1F4E79", "#C55A11"} {
		if strings.Contains(svg, colour) {
			t.Errorf("the picture has the colour %s, and is to be read in grey", colour)
		}
	}
}

func TestAllocationInDocuments(t *testing.T) {
	in := Input{Title: "试布局", Lang: "zh", Allocated: allotment()}
	raw, err := Brief(in)
	if err != nil {
		t.Fatal(err)
	}
	got := text(t, raw, "word/document.xml")
	for _, part := range []string{"各区产业主题布局（合成数据）", "代价为0.50分（如不作既定，该区宜做软件）", "软件值得放在1个区（乙区）", "丙区未安排主题：只有 3 户", "◐", "■", "乙区的软件（20%）"} {
		if !strings.Contains(got, part) {
			t.Errorf("the brief has no %q", part)
		}
	}
	page, err := Page(in)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(page, []byte(`<section id="allocation">`)) || !bytes.Contains(page, []byte(`id="plot-matrix"`)) && !bytes.Contains(page, []byte("plot-matrix-title")) {
		t.Error("the page has no matrix")
	}
	if _, err := Annex(in); err != nil {
		t.Fatal(err)
	}
}

// A plan is named without saying 方案 twice.
func TestPlanName(t *testing.T) {
	if a, b := planName("均衡"), planName("近似最优的另一方案（1）"); a != "“均衡”方案" || b != "“近似最优的另一方案（1）”" {
		t.Error(a, b)
	}
}

// On a map every district has the themes of the first plan, those that are settled
// by ■, or why it has none; in Word as a table of boxes, on the page as a picture.
func TestThemesOnTheMap(t *testing.T) {
	in := Input{Title: "试布局", Lang: "zh", Allocated: allotment(), Map: &tiled.Map{Tiles: tiled.Arrange([]string{"甲<区", "乙区", "丙区"}, [][2]int{{0, 1}}, "", "")}}
	raw, err := Brief(in)
	if err != nil {
		t.Fatal(err)
	}
	page, err := Page(in)
	if err != nil {
		t.Fatal(err)
	}
	marks := exhibit.ThemeMarks(in.Allocated)
	if marks["丙区"].Lines[0].Zh != "依据不足" || marks["丙区"].Weight != 0 || marks["甲<区"].Weight != 0.6 {
		t.Errorf("marks: %+v", marks)
	}
	title := exhibit.ThemeTitle(in.Allocated).Zh
	for name, got := range map[string]string{"brief": text(t, raw, "word/document.xml"), "page": string(page)} {
		for _, want := range []string{title, "■" + in.Allocated.Allocations[0].Themes[0].Title, "依据不足"} {
			if !strings.Contains(got, want) {
				t.Errorf("the %s has no %q", name, want)
			}
		}
	}
}
