package parcels

import (
	"math"
	"slices"

	"github.com/peterstace/simplefeatures/geom"
	"github.com/peterstace/simplefeatures/rtree"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/parallel"
)

// An overlap of less than a square metre, or of less than a thousandth of the
// smaller parcel, is how two people drew one boundary.
const (
	sliver      = 1.0
	sliverShare = 1e-3
)

// overlap finds pairs of parcels that overlap, and counts what they share once,
// for the one that comes first.
func (p *Parcels) overlap() error {
	p.flatten()
	var boxes []rtree.BulkItem
	for i, f := range p.flat {
		if low, high, ok := f.Envelope().MinMaxXYs(); ok {
			boxes = append(boxes, rtree.BulkItem{Box: rtree.Box{MinX: low.X, MinY: low.Y, MaxX: high.X, MaxY: high.Y}, RecordID: i})
		}
	}
	tree := rtree.BulkLoad(slices.Clone(boxes)) // which sorts what it is given
	found := make([][]Overlap, len(boxes))
	err := parallel.Tasks(0, len(boxes), func(_, i int) (err error) {
		found[i], err = p.beside(tree, boxes[i])
		return err
	})
	if err != nil {
		return err
	}
	p.Overlaps = slices.Concat(found...)
	if err := p.Count(func(int) int { return 0 }); err != nil {
		return err
	}
	p.tellOverlaps()
	return nil
}

// beside finds what a parcel has in common with those that come after it.
func (p *Parcels) beside(tree *rtree.RTree, b rtree.BulkItem) ([]Overlap, error) {
	var near []int
	err := tree.RangeSearch(b.Box, func(other int) error {
		if other > b.RecordID {
			near = append(near, other)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	slices.Sort(near)
	var out []Overlap
	for _, other := range near {
		common, err := geom.Intersection(p.flat[b.RecordID], p.flat[other])
		if err != nil {
			return nil, p.entangled(b.RecordID, other, err)
		}
		area := tidy(common.Area())
		if area >= sliver && area >= sliverShare*min(p.flat[b.RecordID].Area(), p.flat[other].Area()) {
			out = append(out, Overlap{b.RecordID, other, area})
		}
	}
	return out, nil
}

// Count counts what parcels share once: for the one of the lowest rank, and of
// several for the one that comes first.
func (p *Parcels) Count(rank func(row int) int) error {
	p.Counted = slices.Clone(p.Area)
	before := make([][]int, p.Rows()) // by row: the parcels that have what it shares
	for _, o := range p.Overlaps {
		if rank(o.B) < rank(o.A) {
			before[o.A] = append(before[o.A], o.B)
		} else {
			before[o.B] = append(before[o.B], o.A)
		}
	}
	for row, list := range before {
		rest, err := p.flat[row], error(nil)
		for _, other := range list {
			if rest, err = geom.Difference(rest, p.flat[other]); err != nil {
				return p.entangled(row, other, err)
			}
		}
		if len(list) > 0 {
			p.Counted[row] = tidy(p.Area[row] * (rest.Area() / p.flat[row].Area()))
		}
	}
	return nil
}

// tidy drops what differs from one processor to another.
func tidy(area float64) float64 { return math.Round(area*1e4) / 1e4 }

// flatten puts shapes that have an area onto a plane of equal areas, in metres
// about the corner of all of them, so that little is lost.
func (p *Parcels) flatten() {
	onto := asIs
	if p.CRS != nil && p.CRS.Degrees {
		onto = p.CRS.globe().level
	}
	corner := Point{math.Inf(1), math.Inf(1)}
	for _, s := range p.Shapes {
		if s != nil {
			corner = Point{min(corner[0], s.box.x0), min(corner[1], s.box.y0)}
		}
	}
	corner = onto(corner)
	p.flat = make([]geom.Geometry, p.Rows())
	parallel.Each(0, len(p.Shapes), func(i int) {
		s := p.Shapes[i]
		if s == nil || p.crossed[i] {
			return
		}
		p.flat[i], _ = whole(s.polygons(func(q Point) Point {
			q = onto(q)
			return Point{q[0] - corner[0], q[1] - corner[1]}
		}))
	})
}

func (p *Parcels) entangled(a, b int, err error) *city.Error {
	return city.Errorf("entangled", "地块 %[1]s 与 %[2]s 重叠多少算不出", "what parcels %[1]s and %[2]s have in common cannot be told", p.IDs[a], p.IDs[b]).At(p.Name, "", 0, "").
		WithHint("核对两块的边界", "check the boundaries of both").Wrap(err)
}
