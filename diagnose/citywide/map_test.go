package citywide

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
)

const square = `{"type":"Feature","properties":{"名":"NAME"},"geometry":{"type":"Polygon","coordinates":[[[114,30],[115,30],[115,31],[114,31],[114,30]]]}}`

func collection(names ...string) string {
	var list []string
	for _, n := range names {
		list = append(list, strings.Replace(square, "NAME", n, 1))
	}
	return `{"type":"FeatureCollection","features":[` + strings.Join(list, ",") + `]}`
}

func mapOf(t *testing.T, content map[string]string) (*Map, error) {
	t.Helper()
	at := t.TempDir()
	for name, text := range content {
		if err := os.WriteFile(filepath.Join(at, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	dir, err := files.Open(at)
	if err != nil {
		t.Fatal(err)
	}
	defer dir.Close()
	return ReadMap(dir, "map.yaml")
}

const pairsOf = "entity,neighbour\n甲区,乙区\n乙区,丙区\n乙区,甲区\n丁区,\n"

// A file of boundaries is drawn with its approval number, and says which districts
// it lacks.
func TestBoundary(t *testing.T) {
	m, err := mapOf(t, map[string]string{"a.csv": pairsOf, "b.json": collection("甲区", "乙区", "丙区", "戊区"),
		"map.yaml": "title: 图（合成）\nadjacency: a.csv\nboundary: {file: b.json, name: 名, approval: 测S（2000）001号, publisher: 合成测绘}\n"})
	if err != nil {
		t.Fatal(err)
	}
	if len(m.Shapes) != 4 || m.Approval == "" || !m.Synthetic || m.Tiles.Of != 2 || len(m.Tiles.Districts) != 4 {
		t.Errorf("map: %+v", m)
	}
	var notes string
	for _, n := range m.Under {
		notes += n.Zh + "\n"
	}
	for _, want := range []string{"审图号：测S（2000）001号", "合成测绘", "边界文件里没有：丁区", "相邻表里没有：戊区"} {
		if !strings.Contains(notes, want) {
			t.Errorf("no %q in\n%s", want, notes)
		}
	}
}

// Chinese headings and blank lines do; numbers of countries, provinces and cities do,
// others do not.
func TestMapInChinese(t *testing.T) {
	m, err := mapOf(t, map[string]string{"a.csv": "区,相邻区\n甲区,乙区\n,\n乙区,丙区\n", "map.yaml": "adjacency: a.csv\n"})
	if err != nil || m.Tiles.Of != 2 {
		t.Fatalf("%+v, %v", m, err)
	}
	for number, good := range map[string]bool{"GS(2019)1822号": true, "GS京（2022）1061号": true, "鄂S(2023)005号": true, "粤AS(2023)018号": true, "鄂GS(2023)": false, "2023-005": false, "S(2023)005号": false} {
		if approvals.MatchString(number) != good {
			t.Errorf("%s: %v", number, !good)
		}
	}
}

// Whatever the files, there is a map or an error of ours.
func FuzzMap(f *testing.F) {
	f.Add("adjacency: a.csv\nboundary: {file: b.json, name: 名, approval: GS(2019)1822号}\n", pairsOf, collection("甲区"))
	f.Add("adjacency: a.csv\ntop: 甲区\nleft: 丁区\n", pairsOf, "")
	f.Fuzz(func(t *testing.T, spec, pairs, shapes string) {
		if strings.Count(pairs, "\n") > 12 {
			return // the search for a layout takes long
		}
		m, err := mapOf(t, map[string]string{"map.yaml": spec, "a.csv": pairs, "b.json": shapes})
		var e *city.Error
		if err != nil && !errors.As(err, &e) {
			t.Errorf("an error that is not ours: %v", err)
		}
		if err == nil && len(m.Tiles.Cells) != len(m.Tiles.Districts) {
			t.Errorf("%d tiles", len(m.Tiles.Cells))
		}
	})
}

func TestMapRefusals(t *testing.T) {
	whole := "adjacency: a.csv\nboundary: {file: b.json, name: 名, approval: GS(2019)1822号}\n"
	for name, x := range map[string]struct {
		spec, pairs, shapes, code, file string
		line                            int
	}{
		"no approval":       {"adjacency: a.csv\nboundary: {file: b.json, name: 名}\n", pairsOf, collection("甲区"), "bad_map", "map.yaml", 2},
		"no such number":    {"adjacency: a.csv\nboundary:\n  file: b.json\n  name: 名\n  approval: 已审\n", pairsOf, collection("甲区"), "bad_map", "map.yaml", 5},
		"no name":           {"adjacency: a.csv\nboundary: {file: b.json, approval: GS(2019)1822号}\n", pairsOf, collection("甲区"), "bad_map", "map.yaml", 2},
		"no adjacency":      {"title: 图\n", pairsOf, "", "bad_map", "map.yaml", 0},
		"key":               {"adjacent: a.csv\n", pairsOf, "", "bad_yaml", "map.yaml", 1},
		"top":               {"adjacency: a.csv\ntop: 己区\n", pairsOf, "", "bad_map", "map.yaml", 2},
		"heading":           {"adjacency: a.csv\n", "a,b\n甲区,乙区\n", "", "no_column", "a.csv", 1},
		"itself":            {"adjacency: a.csv\n", "entity,neighbour\n甲区,甲区\n", "", "self_link", "a.csv", 2},
		"blank":             {"adjacency: a.csv\n", "entity,neighbour\n,甲区\n", "", "no_name", "a.csv", 2},
		"empty":             {"adjacency: a.csv\n", "entity,neighbour\n", "", "bad_table", "a.csv", 0},
		"too many":          {"adjacency: a.csv\n", "entity,neighbour\n" + strings.Repeat("x,y\n", 1) + many(), "", "too_many", "a.csv", 0},
		"no GeoJSON":        {whole, pairsOf, "<svg/>", "bad_geojson", "b.json", 0},
		"point":             {whole, pairsOf, strings.Replace(collection("甲区"), "Polygon", "Point", 1), "bad_geojson", "b.json", 0},
		"twice":             {whole, pairsOf, collection("甲区", "甲区"), "bad_geojson", "b.json", 0},
		"other property":    {whole, pairsOf, strings.Replace(collection("甲区"), "名", "name", 1), "bad_geojson", "b.json", 0},
		"open ring":         {whole, pairsOf, strings.Replace(collection("甲区"), ",[114,30]]]", "]]", 1), "bad_geojson", "b.json", 0},
		"metres":            {whole, pairsOf, strings.ReplaceAll(collection("甲区"), "115", "500115"), "bad_geojson", "b.json", 0},
		"words for numbers": {whole, pairsOf, strings.Replace(collection("甲区"), "115", `"东"`, 1), "bad_geojson", "b.json", 0},
	} {
		_, err := mapOf(t, map[string]string{"map.yaml": x.spec, "a.csv": x.pairs, "b.json": x.shapes})
		var e *city.Error
		if !errors.As(err, &e) || e.Code != x.code || e.File != x.file || x.line > 0 && e.Line != x.line {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if e.Message.Zh == "" || e.Message.En == "" || strings.Contains(e.Message.Zh+e.Message.En, "%!") {
			t.Errorf("%s: %+v", name, e)
		}
	}
}

func many() string {
	var b strings.Builder
	for i := range mostDistricts {
		b.WriteString("区" + strings.Repeat("一", i+1) + ",x\n")
	}
	return b.String()
}
