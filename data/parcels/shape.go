package parcels

import (
	"math"
	"sort"
)

// Point is x and y, or longitude and latitude, as the file has them.
type Point [2]float64

// Shape is an area bounded by rings. A ring within another is a hole, one within
// a hole an island, whichever way round they are written.
type Shape struct {
	Rings [][]Point // open: the last point is not the first again
	signs []float64 // by ring: 1, or -1 where its own turn and its being a hole say so
	box   box
}

type box struct{ x0, y0, x1, y1 float64 }

func (b box) meets(o box) bool { return b.x0 < o.x1 && o.x0 < b.x1 && b.y0 < o.y1 && o.y0 < b.y1 }

// newShape closes rings and settles which are holes; nil where no ring has three
// points.
func newShape(rings [][]Point) *Shape {
	s := &Shape{box: box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}}
	for _, r := range rings {
		for len(r) > 1 && r[0] == r[len(r)-1] {
			r = r[:len(r)-1]
		}
		if len(r) < 3 {
			continue
		}
		for _, p := range r {
			s.box = box{min(s.box.x0, p[0]), min(s.box.y0, p[1]), max(s.box.x1, p[0]), max(s.box.y1, p[1])}
		}
		s.Rings = append(s.Rings, r)
	}
	if len(s.Rings) == 0 {
		return nil
	}
	for i, r := range s.Rings {
		sign := 1.0
		if turn(r) < 0 {
			sign = -1
		}
		for j, o := range s.Rings {
			if i != j && inside(o, within(r, o)) {
				sign = -sign
			}
		}
		s.signs = append(s.signs, sign)
	}
	return s
}

// within is a point of ring r that is no point of ring o, to ask where r lies.
func within(r, o []Point) Point {
	for i, p := range r {
		q := r[(i+1)%len(r)]
		mid := Point{(p[0] + q[0]) / 2, (p[1] + q[1]) / 2}
		shared := false
		for _, x := range o {
			shared = shared || x == p
		}
		if !shared {
			return p
		}
		if i == len(r)-1 {
			return mid
		}
	}
	return r[0]
}

// inside reports whether a point lies within a ring, by the edges to its right.
func inside(r []Point, p Point) bool {
	in := false
	for i, a := range r {
		b := r[(i+1)%len(r)]
		if (a[1] > p[1]) != (b[1] > p[1]) && p[0] < float64((b[0]-a[0])*((p[1]-a[1])/(b[1]-a[1])))+a[0] {
			in = !in
		}
	}
	return in
}

// turn is twice the signed area of a ring on the plane, about its first point.
func turn(r []Point) float64 {
	sum := 0.0
	for i := 1; i+1 < len(r); i++ {
		sum += cross(r[0], r[i], r[i+1])
	}
	return sum
}

// cross is twice the signed area of a triangle.
func cross(o, a, b Point) float64 {
	return float64((a[0]-o[0])*(b[1]-o[1])) - float64((a[1]-o[1])*(b[0]-o[0]))
}

// planar is the area on the plane of the coordinates.
func (s *Shape) planar() float64 {
	sum := 0.0
	for i, r := range s.Rings {
		sum += float64(s.signs[i] * turn(r))
	}
	return sum / 2
}

// Area is the area in square metres: geodesic where the coordinates are degrees.
func (s *Shape) Area(c *CRS) float64 {
	if !c.Degrees {
		return s.planar()
	}
	sum, g := 0.0, c.globe()
	for i, r := range s.Rings {
		sum += float64(s.signs[i] * g.area(r))
	}
	return sum
}

// edge is a side of a ring.
type edge struct {
	a, b       Point
	ring, side int
}

// Crossing gives a point where two sides of the shape cross; ok is false where
// none do. Sides that only touch do not cross.
func (s *Shape) Crossing() (at Point, ok bool) {
	var all []edge
	for i, r := range s.Rings {
		for k := range r {
			e := edge{r[k], r[(k+1)%len(r)], i, k}
			if e.a[0] > e.b[0] {
				e.a, e.b = e.b, e.a
			}
			all = append(all, e)
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].a[0] < all[j].a[0] })
	for i, e := range all {
		for _, o := range all[i+1:] {
			if o.a[0] > e.b[0] {
				break
			}
			if at, ok := crossed(e, o); ok {
				return at, true
			}
		}
	}
	return Point{}, false
}

// crossed is where two sides cross in the inside of both.
func crossed(e, o edge) (Point, bool) {
	d1, d2 := cross(e.a, e.b, o.a), cross(e.a, e.b, o.b)
	d3, d4 := cross(o.a, o.b, e.a), cross(o.a, o.b, e.b)
	if !(d1 > 0 && d2 < 0 || d1 < 0 && d2 > 0) || !(d3 > 0 && d4 < 0 || d3 < 0 && d4 > 0) {
		return Point{}, false
	}
	t := d3 / (d3 - d4)
	return Point{e.a[0] + float64(t*(e.b[0]-e.a[0])), e.a[1] + float64(t*(e.b[1]-e.a[1]))}, true
}
