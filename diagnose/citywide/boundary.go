package citywide

import (
	"encoding/json"
	"math"
	"regexp"
	"slices"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
)

// Boundary is a file of boundaries that the user brings. It is drawn with its map
// approval number 审图号 under it, and not at all without one.
type Boundary struct {
	File      string `yaml:"file"`      // GeoJSON, longitude and latitude
	Name      string `yaml:"name"`      // the property that names a district
	Approval  string `yaml:"approval"`  // 审图号
	Publisher string `yaml:"publisher"` // who published the file
}

// Shape is one district: rings of points, as they stand in the file.
type Shape struct {
	District string
	Rings    [][][2]float64
}

// approvals are numbers such as GS(2019)1822号, 鄂S（2023）005号, GS京(2022)1061号, and
// of cities 粤AS(2023)018号.
var approvals = regexp.MustCompile(`^(GS\p{Han}?|\p{Han}{1,2}[A-Z]?S)\s?[(（]\d{4}[)）]\s?\d{1,6}号$`)

// draw reads the boundaries into the map.
func (s *MapSpec) draw(dir *files.Folder, m *Map) error {
	b := s.Boundary
	switch {
	case b.File == "" || b.Name == "":
		return s.wrong("boundary", "boundary 要有 file（GeoJSON）与 name（哪个属性是区名）", "boundary needs file, a GeoJSON, and name, the property that names a district")
	case b.Approval == "":
		return s.wrong("boundary", "边界文件没有写审图号（approval），不画", "boundaries without a map approval number (approval) are not drawn").
			WithHint("写上边界所依据的地图的审图号，如 GS(2019)1822号；没有就删去 boundary，只画示意图", "give the number of the map that the boundaries come from; without one leave boundary out, and the tiles are drawn")
	case !approvals.MatchString(b.Approval):
		return s.wrong("approval", "“%s”不像审图号", "%q is no map approval number", b.Approval).
			WithHint("如 GS(2019)1822号、鄂S(2023)005号", "such as GS(2019)1822号 or 鄂S(2023)005号")
	}
	raw, err := dir.Read(b.File)
	if err != nil {
		return err
	}
	if m.Shapes, err = shapes(raw, b); err != nil {
		return err
	}
	m.Approval, m.Files = b.Approval, append(m.Files, b.File)
	under := city.Text{Zh: "审图号：" + b.Approval, En: "map approval number: " + b.Approval}
	if b.Publisher != "" {
		under.Zh, under.En = under.Zh+"；边界来源："+b.Publisher, under.En+"; boundaries: "+b.Publisher
	}
	m.Under = append(m.Under, under)
	for _, lists := range []struct {
		of     []string
		in     func(string) bool
		zh, en string
	}{
		{m.Tiles.Districts, func(d string) bool {
			return slices.ContainsFunc(m.Shapes, func(x Shape) bool { return x.District == d })
		}, "边界文件里没有：", "not in the file of boundaries: "},
		{names(m.Shapes), func(d string) bool { return slices.Contains(m.Tiles.Districts, d) }, "边界文件里有、相邻表里没有：", "in the file of boundaries only: "},
	} {
		var zh, en string
		for _, d := range lists.of {
			if lists.in(d) {
				continue
			}
			if zh != "" {
				zh, en = zh+"、", en+", "
			}
			zh, en = zh+d, en+d
		}
		if zh != "" {
			m.Under = append(m.Under, city.Text{Zh: lists.zh + zh, En: lists.en + en})
		}
	}
	return nil
}

func names(list []Shape) []string {
	var out []string
	for _, s := range list {
		out = append(out, s.District)
	}
	return out
}

// shapes reads polygons from GeoJSON.
func shapes(raw []byte, b *Boundary) ([]Shape, error) {
	bad := func(zh, en string, args ...any) *city.Error {
		return city.Errorf("bad_geojson", zh, en, args...).At(b.File, "", 0, "")
	}
	var file struct {
		Type     string `json:"type"`
		Features []struct {
			Properties map[string]any `json:"properties"`
			Geometry   struct {
				Type        string          `json:"type"`
				Coordinates json.RawMessage `json:"coordinates"`
			} `json:"geometry"`
		} `json:"features"`
	}
	if err := json.Unmarshal(raw, &file); err != nil || file.Type != "FeatureCollection" || len(file.Features) == 0 {
		return nil, bad("不是 GeoJSON 的 FeatureCollection", "no FeatureCollection of GeoJSON")
	}
	var out []Shape
	for i, f := range file.Features {
		name, _ := f.Properties[b.Name].(string)
		if name == "" {
			return nil, bad("第 %d 个图形没有“%s”", "shape %d has no %q", i+1, b.Name)
		}
		if slices.Contains(names(out), name) {
			return nil, bad("“%s”出现两次", "%q stands twice", name)
		}
		var polygons [][][][]float64
		var err error
		switch f.Geometry.Type {
		case "Polygon":
			polygons = make([][][][]float64, 1)
			err = json.Unmarshal(f.Geometry.Coordinates, &polygons[0])
		case "MultiPolygon":
			err = json.Unmarshal(f.Geometry.Coordinates, &polygons)
		default:
			return nil, bad("“%s”不是面（Polygon 或 MultiPolygon）", "%q is no Polygon or MultiPolygon", name)
		}
		if err != nil {
			return nil, bad("“%s”的坐标读不了", "the coordinates of %q cannot be read", name)
		}
		s := Shape{District: name}
		for _, p := range polygons {
			for _, ring := range p {
				line, ok := points(ring)
				if !ok {
					return nil, bad("“%s”有一圈不足四点、没有闭合，或坐标不是经纬度", "a ring of %q has under four points, is not closed, or holds no longitudes and latitudes", name).
						WithHint("GeoJSON 用经纬度（度），经度在前；投影坐标（米）先转换，圈的末点与首点相同", "GeoJSON has longitude, then latitude, in degrees: convert projected metres first; a ring ends where it begins")
				}
				s.Rings = append(s.Rings, line)
			}
		}
		if len(s.Rings) == 0 {
			return nil, bad("“%s”没有图形", "%q has no shape", name)
		}
		out = append(out, s)
	}
	return out, nil
}

// points checks a ring: closed, of longitudes and latitudes.
func points(ring [][]float64) ([][2]float64, bool) {
	var out [][2]float64
	for _, p := range ring {
		if len(p) < 2 || math.Abs(p[0]) > 180 || math.Abs(p[1]) > 90 {
			return nil, false
		}
		out = append(out, [2]float64{p[0], p[1]})
	}
	return out, len(out) >= 4 && out[0] == out[len(out)-1]
}
