package parcels

import (
	"math"
	"sort"
)

// An overlap of less than a square metre, or of less than a thousandth of the
// smaller parcel, is how two people drew one boundary.
const (
	sliver      = 1.0
	sliverShare = 1e-3
)

// most is the most parcels whose common parts are told apart exactly; with more
// over one another the sum stands, at most the whole.
const most = 8

// flat is a shape on a plane of equal areas, in metres.
type flat struct {
	*Shape
	area float64
}

// overlap finds pairs of parcels that overlap and counts what they share once,
// for the one that comes first.
func (p *Parcels) overlap() {
	p.Counted = append([]float64(nil), p.Area...)
	var planes []flat
	var rows []int
	for i, s := range p.Shapes {
		if s == nil || p.crossed[i] {
			continue
		}
		f := s
		if p.CRS.Degrees {
			f = s.onto(p.CRS.globe())
		}
		planes, rows = append(planes, flat{f, f.planar()}), append(rows, i)
	}
	pairs := overlaps(planes)
	sort.Slice(pairs, func(i, j int) bool {
		return pairs[i].B < pairs[j].B || pairs[i].B == pairs[j].B && pairs[i].A < pairs[j].A
	})
	for from := 0; from < len(pairs); {
		to := from
		for to < len(pairs) && pairs[to].B == pairs[from].B {
			to++
		}
		b := pairs[from].B
		var before []*Shape
		sum := 0.0
		for _, o := range pairs[from:to] {
			before = append(before, planes[o.A].Shape)
			sum += o.Area
		}
		covered := sum
		if len(before) > 1 && len(before) <= most {
			covered = planes[b].covered(before)
		}
		share := min(1, covered/planes[b].area)
		if share > 1-1e-9 {
			share = 1
		}
		p.Counted[rows[b]] = p.Area[rows[b]] - float64(p.Area[rows[b]]*share)
		from = to
	}
	for _, o := range pairs {
		p.Overlaps = append(p.Overlaps, Overlap{rows[o.A], rows[o.B], o.Area})
	}
	sort.SliceStable(p.Overlaps, func(i, j int) bool { return p.Overlaps[i].A < p.Overlaps[j].A })
	p.tellOverlaps()
}

// onto is the shape on the plane of a globe, about its own corner so that little
// is lost.
func (s *Shape) onto(g globe) *Shape {
	out := &Shape{signs: s.signs, box: box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}}
	for _, r := range s.Rings {
		q := make([]Point, len(r))
		for i, p := range r {
			q[i] = g.level(p)
			out.box = box{min(out.box.x0, q[i][0]), min(out.box.y0, q[i][1]), max(out.box.x1, q[i][0]), max(out.box.y1, q[i][1])}
		}
		out.Rings = append(out.Rings, q)
	}
	return out
}

// overlaps gives the pairs that overlap, by their places in the list, A before B.
func overlaps(list []flat) []Overlap {
	order := make([]int, len(list))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool { return list[order[i]].box.x0 < list[order[j]].box.x0 })
	var out []Overlap
	for k, i := range order {
		b := list[i].box
		for _, j := range order[k+1:] {
			o := list[j].box
			if o.x0 >= b.x1 {
				break
			}
			if !b.meets(o) || (min(b.x1, o.x1)-max(b.x0, o.x0))*(min(b.y1, o.y1)-max(b.y0, o.y0)) < sliver {
				continue
			}
			area := list[i].common([]*Shape{list[j].Shape})
			if area >= sliver && area >= sliverShare*min(list[i].area, list[j].area) {
				out = append(out, Overlap{min(i, j), max(i, j), area})
			}
		}
	}
	return out
}

// covered is how much of the shape others cover together, by inclusion and
// exclusion.
func (s *Shape) covered(others []*Shape) float64 {
	sum := 0.0
	for set := 1; set < 1<<len(others); set++ {
		var chosen []*Shape
		sign := -1.0
		for i, o := range others {
			if set>>i&1 == 1 {
				chosen, sign = append(chosen, o), -sign
			}
		}
		sum += float64(sign * s.common(chosen))
	}
	return sum
}

// common is the area that all shapes have in common. Each shape is a sum of
// signed triangles with one corner in common, so that common parts are sums of
// what triangles have in common.
func (s *Shape) common(others []*Shape) float64 {
	b := s.box
	for _, o := range others {
		b = box{max(b.x0, o.box.x0), max(b.y0, o.box.y0), min(b.x1, o.box.x1), min(b.y1, o.box.y1)}
	}
	if b.x0 >= b.x1 || b.y0 >= b.y1 {
		return 0
	}
	corner := Point{(b.x0 + b.x1) / 2, (b.y0 + b.y1) / 2}
	piece := []Point{{b.x0 - corner[0], b.y0 - corner[1]}, {b.x1 - corner[0], b.y0 - corner[1]}, {b.x1 - corner[0], b.y1 - corner[1]}, {b.x0 - corner[0], b.y1 - corner[1]}}
	return cut(piece, corner, append([]*Shape{s}, others...))
}

// cut is the area of a convex piece that lies in all shapes; the piece is about
// the corner.
func cut(piece []Point, corner Point, shapes []*Shape) float64 {
	if len(shapes) == 0 {
		return turn(piece) / 2
	}
	sum := 0.0
	s := shapes[0]
	var room [2][16]Point
	for i, r := range s.Rings {
		for k, p := range r {
			q := r[(k+1)%len(r)]
			a, b := Point{p[0] - corner[0], p[1] - corner[1]}, Point{q[0] - corner[0], q[1] - corner[1]}
			sign := s.signs[i]
			if c := cross(Point{}, a, b); c < 0 {
				a, b, sign = b, a, -sign
			} else if c == 0 {
				continue
			}
			part := clip(piece, Point{}, a, room[0][:0])
			part = clip(part, a, b, room[1][:0])
			part = clip(part, b, Point{}, room[0][:0])
			if len(part) > 2 {
				sum += float64(sign * cut(append([]Point(nil), part...), corner, shapes[1:]))
			}
		}
	}
	return sum
}

// clip keeps what of a convex piece lies to the left of the line from a to b
// (Sutherland and Hodgman 1974).
func clip(piece []Point, a, b Point, into []Point) []Point {
	for i, p := range piece {
		q := piece[(i+1)%len(piece)]
		dp, dq := cross(a, b, p), cross(a, b, q)
		if dp >= 0 {
			into = append(into, p)
		}
		if dp > 0 && dq < 0 || dp < 0 && dq > 0 {
			t := dp / (dp - dq)
			into = append(into, Point{p[0] + float64(t*(q[0]-p[0])), p[1] + float64(t*(q[1]-p[1]))})
		}
	}
	return into
}
