package exhibit

import (
	"encoding/xml"
	"io"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/diagnose/citywide"
	"github.com/quanyu/quanyu/diagnose/industry"
	"github.com/quanyu/quanyu/internal/files"
)

// sampleCity is the shipped synthetic study.
func sampleCity(t testing.TB) (*industry.Chains, *citywide.Map) {
	t.Helper()
	dir, err := files.Open("../../studies/sample-city")
	if err != nil {
		t.Fatal(err)
	}
	defer dir.Close()
	c, err := industry.RunChains(dir, industry.ChainsFile)
	if err != nil {
		t.Fatal(err)
	}
	m, err := citywide.ReadMap(dir, citywide.MapFile)
	if err != nil {
		t.Fatal(err)
	}
	return c, m
}

// wellFormed reads XML to its end.
func wellFormed(t *testing.T, s string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(s))
	for {
		if _, err := d.Token(); err == io.EOF {
			return
		} else if err != nil {
			t.Fatalf("no XML: %v", err)
		}
	}
}

// Both pictures are XML, say in words what they show, and that the data are
// synthetic; they are the same every time.
func TestChainPictures(t *testing.T) {
	c, m := sampleCity(t)
	for _, lang := range []string{"zh", "en"} {
		chain, tiles := string(ChainFile(c, lang)), string(MapFile(m, MapTitle(c), ChainMarks(c), lang))
		for _, s := range []string{chain, tiles} {
			wellFormed(t, s)
			if strings.Contains(s, "%!") || !strings.Contains(s, `role="img"`) || strings.Contains(s, "NaN") {
				t.Errorf("%s: %.300s", lang, s)
			}
		}
		if chain != string(ChainFile(c, lang)) || tiles != string(MapFile(m, MapTitle(c), ChainMarks(c), lang)) {
			t.Error("two pictures differ")
		}
	}
	chain, tiles := ChainPicture(c, "x", "zh"), MapPicture(m, MapTitle(c), ChainMarks(c), "y", "zh")
	for _, want := range []string{"光刻与检测装备”没有本地供应商", "合成数据", "卡点分 0.49", "1 ×"} {
		if !strings.Contains(chain, want) {
			t.Errorf("the chain does not say %q", want)
		}
	}
	for _, want := range []string{"样湖区：机构 3，成果 5，中试 1", "18 对相邻的区里 18 对", "示意图，不是地图", "（合成数据）"} {
		if !strings.Contains(tiles, want) {
			t.Errorf("the map does not say %q", want)
		}
	}
	if n := strings.Count(tiles, "<polygon"); n != 13 {
		t.Errorf("%d tiles", n)
	}
	if n, want := strings.Count(chain, "<rect")-1, len(c.Nodes)+len(c.Items); n != want {
		t.Errorf("%d cards, want %d", n, want)
	}
}

// A line that passes a column goes through a gap between its cards.
func TestLane(t *testing.T) {
	column := []card{{y: 20, h: 30}, {y: 62, h: 30}}
	for y, want := range map[float64]float64{0: 16, 17: 16, 40: 56, 70: 56, 90: 98, 500: 98} {
		if got := lane(column, y); got != want {
			t.Errorf("at %v: %v, want %v", y, got, want)
		}
	}
	c, _ := sampleCity(t)
	s := ChainPicture(c, "x", "zh")
	if strings.Contains(s, "？ 不清楚") || !strings.Contains(s, "环节的虚线框") {
		t.Error("the key does not explain what there is, and that only")
	}
}

// Boundaries stand over their approval number; a zone that is no district is named
// under the picture.
func TestBoundaryPicture(t *testing.T) {
	m := &citywide.Map{Tiles: citywide.Arrange([]string{"甲区"}, nil, "", ""), Approval: "测S（2000）001号",
		Shapes: []citywide.Shape{{District: "甲区", Rings: [][][2]float64{{{114, 30}, {115, 30}, {115, 31}, {114, 31}, {114, 30}}}}}}
	if at := middle(m.Shapes[0]); at != [2]float64{114.5, 30.5} {
		t.Errorf("the middle of a square: %v", at)
	}
	c, _ := sampleCity(t)
	s := MapPicture(m, MapTitle(c), map[string]Mark{"新区": {}}, "z", "zh")
	wellFormed(t, s)
	if !strings.Contains(s, "<path") || strings.Contains(s, "<polygon") || !strings.Contains(s, "不在图上：新区") {
		t.Errorf("picture: %s", s)
	}
}

// Print stays readable on the darkest tile: its contrast to black is over 7.
func TestGrey(t *testing.T) {
	if grey(0) != "#FFFFFF" || grey(1) != "#A5A5A5" || grey(2) != grey(1) || grey(-1) != grey(0) {
		t.Errorf("greys: %s %s", grey(0), grey(1))
	}
}
