package parcels

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/parallel"
)

type feature struct {
	ID         json.RawMessage            `json:"id"`
	Properties map[string]json.RawMessage `json:"properties"`
	Geometry   *struct {
		Type        string          `json:"type"`
		Coordinates json.RawMessage `json:"coordinates"`
	} `json:"geometry"`
}

// readGeoJSON reads a FeatureCollection. Its coordinate system is what its own
// crs says, which many programs write though RFC 7946 has none.
func readGeoJSON(name string, raw []byte) (*drawn, error) {
	var file struct {
		Type string `json:"type"`
		CRS  *struct {
			Properties struct {
				Name string `json:"name"`
			} `json:"properties"`
		} `json:"crs"`
		Features []feature `json:"features"`
	}
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	if err := json.Unmarshal(raw, &file); err != nil {
		return nil, badGeoJSON(name, 0, err)
	}
	if file.Type != "FeatureCollection" {
		return nil, city.Errorf("bad_geojson", "需要 FeatureCollection，现为“%s”", "a FeatureCollection is needed, not %q", file.Type).At(name, "", 0, "").
			WithHint("用制图软件导出为 GeoJSON", "export it as GeoJSON from a mapping program")
	}
	d := &drawn{}
	if file.CRS != nil {
		d.crs = file.CRS.Properties.Name
	}
	seen := map[string]bool{}
	for _, f := range file.Features {
		for k := range f.Properties {
			if !seen[k] {
				seen[k], d.headings = true, append(d.headings, k)
			}
		}
	}
	slices.Sort(d.headings)
	ids := !slices.ContainsFunc(d.headings, func(h string) bool {
		return slices.Contains([]string{"id", "parcel_id", "地块编号", "宗地编号", "宗地代码", "宗地号", "地块号", "编号", "parcel"}, h)
	}) &&
		slices.ContainsFunc(file.Features, func(f feature) bool { return len(f.ID) > 0 })
	d.cells, d.shapes = make([][]string, len(file.Features)), make([]*Shape, len(file.Features))
	err := parallel.Tasks(0, len(file.Features), func(_, i int) error {
		f := file.Features[i]
		row := make([]string, 0, len(d.headings)+1)
		for _, h := range d.headings {
			row = append(row, printed(f.Properties[h]))
		}
		if ids {
			row = append(row, printed(f.ID))
		}
		parts, err := f.parts()
		if err != nil {
			return badGeoJSON(name, i+1, err)
		}
		d.cells[i], d.shapes[i] = row, newShape(parts)
		return nil
	})
	if err != nil {
		return nil, err
	}
	if ids {
		d.headings = append(d.headings, "parcel_id")
	}
	return d, nil
}

func badGeoJSON(name string, parcel int, err error) *city.Error {
	e := city.Errorf("bad_geojson", "不是完整的 GeoJSON", "it is no complete GeoJSON")
	if parcel > 0 {
		e = city.Errorf("bad_geojson", "第%d个地块的坐标读不出", "the coordinates of parcel %d cannot be read", parcel)
	}
	return e.At(name, "", 0, "").WithHint("用制图软件重新导出", "export it again from a mapping program").Wrap(err)
}

// printed is a value of JSON as a table would have it.
func printed(raw json.RawMessage) string {
	var s string
	switch {
	case len(raw) == 0 || string(raw) == "null":
		return ""
	case raw[0] == '"' && json.Unmarshal(raw, &s) == nil:
		return s
	}
	return string(raw)
}

// parts gives the rings of a polygon or of several, by polygon; none of other
// geometries.
func (f feature) parts() ([][][]Point, error) {
	switch g := f.Geometry; {
	case g == nil:
		return nil, nil
	case g.Type == "Polygon":
		return coordinates(g.Coordinates, 3)
	case g.Type == "MultiPolygon":
		return coordinates(g.Coordinates, 4)
	}
	return nil, nil
}

var errCoordinates = errors.New("coordinates are not nested as they are to be")

// coordinates reads polygons of rings of points, which lie so deep in arrays.
// What is beyond x and y, a height, is left out.
func coordinates(raw []byte, deep int) (out [][][]Point, err error) {
	var (
		part    [][]Point
		ring    []Point
		p       Point
		numbers int
		depth   int
	)
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case c == '[':
			if depth++; depth > deep {
				return nil, errCoordinates
			}
		case c == ']':
			switch depth {
			case deep:
				if numbers < 2 {
					return nil, errShortPoint
				}
				ring, numbers = append(ring, p), 0
			case deep - 1:
				part, ring = append(part, ring), nil
			case deep - 2:
				out, part = append(out, part), nil
			}
			depth--
		case c == '-' || c >= '0' && c <= '9':
			from := i
			for i+1 < len(raw) && strings.IndexByte("0123456789+-.eE", raw[i+1]) >= 0 {
				i++
			}
			v, err := strconv.ParseFloat(string(raw[from:i+1]), 64)
			if err != nil || depth != deep {
				return nil, errCoordinates
			}
			if numbers < 2 {
				p[numbers] = v
			}
			numbers++
		case c != ',' && c != ' ' && c != '\n' && c != '\r' && c != '\t':
			return nil, errCoordinates
		}
	}
	return out, nil
}
