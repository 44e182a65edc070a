package parcels

import (
	"math"
	"strings"

	"github.com/peterstace/simplefeatures/geom"
	"github.com/quanyu/quanyu/city"
)

// Point is x and y, or longitude and latitude, as the file has them.
type Point [2]float64

// Shape is an area of one part or several.
type Shape struct {
	Rings [][]Point // open: the last point is not the first again; of each part the outer ring, then its holes
	outer []bool    // by ring
	box   box
}

type box struct{ x0, y0, x1, y1 float64 }

// newShape takes parts, each an outer ring and its holes; nil where none has
// three points.
func newShape(parts [][][]Point) *Shape {
	s := &Shape{box: box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}}
	for _, part := range parts {
		for k, r := range part {
			for len(r) > 1 && r[0] == r[len(r)-1] {
				r = r[:len(r)-1]
			}
			if len(r) < 3 {
				if k == 0 {
					break
				}
				continue
			}
			for _, p := range r {
				s.box = box{min(s.box.x0, p[0]), min(s.box.y0, p[1]), max(s.box.x1, p[0]), max(s.box.y1, p[1])}
			}
			s.Rings, s.outer = append(s.Rings, r), append(s.outer, k == 0)
		}
	}
	if len(s.Rings) == 0 {
		return nil
	}
	return s
}

// turn is twice the signed area of a ring on the plane, about its first point,
// positive counter-clockwise.
func turn(r []Point) float64 {
	sum := 0.0
	for i := 1; i+1 < len(r); i++ {
		o, a, b := r[0], r[i], r[i+1]
		sum += float64((a[0]-o[0])*(b[1]-o[1])) - float64((a[1]-o[1])*(b[0]-o[0]))
	}
	return sum
}

// Area is the area in square metres: geodesic where the coordinates are degrees.
func (s *Shape) Area(c *CRS) float64 {
	ring := func(r []Point) float64 { return turn(r) / 2 }
	if c.Degrees {
		ring = c.globe().area
	}
	sum := 0.0
	for i, r := range s.Rings {
		if s.outer[i] {
			sum += math.Abs(ring(r))
		} else {
			sum -= math.Abs(ring(r))
		}
	}
	return sum
}

// asIs leaves a point where the file has it.
func asIs(p Point) Point { return p }

// polygons are the parts, with each point where onto puts it.
func (s *Shape) polygons(onto func(Point) Point) []geom.Polygon {
	var out []geom.Polygon
	var rings []geom.LineString
	for i, r := range s.Rings {
		if s.outer[i] && len(rings) > 0 {
			out, rings = append(out, geom.NewPolygon(rings)), nil
		}
		flat := make([]float64, 0, 2*len(r)+2)
		for _, p := range r {
			q := onto(p)
			flat = append(flat, q[0], q[1])
		}
		rings = append(rings, geom.NewLineString(geom.NewSequence(append(flat, flat[0], flat[1]), geom.DimXY)))
	}
	return append(out, geom.NewPolygon(rings))
}

// whole joins parts that are valid.
func whole(parts []geom.Polygon) (geom.Geometry, error) {
	out := parts[0].AsGeometry()
	for _, p := range parts[1:] {
		var err error
		if out, err = geom.Union(out, p.AsGeometry()); err != nil {
			return out, err
		}
	}
	return out, nil
}

// boundaryFaults are what makes an area indefinite (OGC 06-103r4, 6.1.11), by what
// the error of simplefeatures says.
var boundaryFaults = []struct {
	says string
	why  city.Text
}{
	{"ring not simple", city.Text{Zh: "边界自相交", En: "crosses itself"}},
	{"interior ring outside", city.Text{Zh: "有洞在外边界之外", En: "has a hole outside its outer ring"}},
	{"nested rings", city.Text{Zh: "洞相互重叠或嵌套", En: "has holes that overlap or lie within one another"}},
	{"rings intersect", city.Text{Zh: "洞与外边界或别的洞相交", En: "has holes that cross its outer ring or one another"}},
	{"disconnected interior", city.Text{Zh: "被洞隔成几块", En: "is cut into pieces by its holes"}},
	{"", city.Text{Zh: "边界不成面", En: "encloses nothing"}},
}

// fault says why the boundary encloses no definite area; ok is false where it
// does enclose one.
func (s *Shape) fault() (why city.Text, at Point, located, ok bool) {
	parts := s.polygons(asIs)
	sum := 0.0
	for _, p := range parts {
		sum += p.Area()
		err := p.Validate()
		if err == nil {
			continue
		}
		for _, f := range boundaryFaults {
			if strings.Contains(err.Error(), f.says) {
				at, located = knot(p)
				return f.why, at, located, true
			}
		}
	}
	if len(parts) == 1 {
		return why, at, false, false
	}
	if all, err := whole(parts); err != nil || sum-all.Area() > sliverShare*sum {
		return city.Text{Zh: "各部分相互重叠", En: "has parts that overlap"}, at, false, true
	}
	return why, at, false, false
}

// knot is where a ring meets itself: the first point, by x and y, at which more
// than two pieces of it end.
func knot(p geom.Polygon) (at Point, ok bool) {
	for _, r := range p.DumpRings() {
		pieces, err := geom.UnaryUnion(r.AsGeometry())
		if err != nil || r.IsSimple() {
			continue
		}
		ends := map[geom.XY]int{}
		for _, piece := range pieces.Dump() {
			line := piece.MustAsLineString().Coordinates()
			ends[line.GetXY(0)]++
			ends[line.GetXY(line.Length()-1)]++
		}
		for e, n := range ends {
			if n > 2 && (!ok || e.X < at[0] || e.X == at[0] && e.Y < at[1]) {
				at, ok = Point{e.X, e.Y}, true
			}
		}
		if ok {
			return at, true
		}
	}
	return at, false
}
