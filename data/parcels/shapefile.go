package parcels

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"path"
	"strings"

	"github.com/peterstace/simplefeatures/geom"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
)

var errShortPoint = errors.New("a point has fewer than two coordinates")

// part is the first file of a zip with that ending, in the order of the zip.
func part(z *zip.Reader, ending string) *zip.File {
	for _, f := range z.File {
		if strings.EqualFold(path.Ext(f.Name), ending) && !strings.HasPrefix(f.Name, "__MACOSX") {
			return f
		}
	}
	return nil
}

func badShapefile(name, zh, en string) *city.Error {
	return city.Errorf("bad_shapefile", "%[1]s", "%[2]s", zh, en).At(name, "", 0, "").
		WithHint("把 .shp、.dbf、.prj 一起压缩成一个 .zip", "zip the .shp with its .dbf and .prj")
}

// readShapefile reads a zipped Shapefile: .shp and .dbf, with the coordinate
// system of its .prj.
func readShapefile(name string, raw []byte) (*drawn, error) {
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, badShapefile(name, "压缩包打不开", "the zip cannot be opened")
	}
	count := 0
	for _, f := range z.File {
		if strings.EqualFold(path.Ext(f.Name), ".shp") && !strings.HasPrefix(f.Name, "__MACOSX") {
			count++
		}
	}
	if count > 1 {
		return nil, badShapefile(name, "压缩包里有几个 .shp，不知道用哪个", "the zip holds several .shp, and it is not clear which is meant")
	}
	read := func(ending string) ([]byte, error) {
		f := part(z, ending)
		if f == nil {
			return nil, nil
		}
		in, err := f.Open()
		if err != nil {
			return nil, err
		}
		defer in.Close()
		out, err := io.ReadAll(io.LimitReader(in, files.MaxBytes+1))
		if len(out) > files.MaxBytes {
			return nil, errors.New("too large")
		}
		return out, err
	}
	var all [4][]byte
	for i, ending := range []string{".shp", ".dbf", ".prj", ".cpg"} {
		if all[i], err = read(ending); err != nil {
			return nil, badShapefile(name, ending+" 读不出，或太大", ending+" cannot be read, or is too large")
		}
	}
	if all[0] == nil {
		return nil, badShapefile(name, "压缩包里没有 .shp", "the zip has no .shp")
	}
	if all[1] == nil {
		return nil, badShapefile(name, "压缩包里没有 .dbf，地块没有属性", "the zip has no .dbf: parcels have no attributes")
	}
	d := &drawn{crs: string(all[2])}
	var rows []bool
	if d.headings, d.cells, rows, err = readDBF(all[1], string(all[3])); err != nil {
		return nil, badShapefile(name, ".dbf 不完整", "the .dbf is not complete").Wrap(err)
	}
	d.cut = fullNames(all[1])
	shapes, err := readSHP(all[0])
	if err != nil {
		return nil, badShapefile(name, ".shp 不完整，或不是面", "the .shp is not complete, or holds no areas").Wrap(err)
	}
	if len(shapes) != len(rows) {
		return nil, badShapefile(name, ".shp 与 .dbf 的行数不同", ".shp and .dbf have different numbers of rows")
	}
	for i, s := range shapes {
		if rows[i] {
			d.shapes = append(d.shapes, s)
		}
	}
	return d, nil
}

var errBroken = errors.New("broken")

// readSHP reads polygons (ESRI Shapefile Technical Description, 1998): types 5,
// 15 and 25, of which only x and y are used.
func readSHP(b []byte) ([]*Shape, error) {
	if len(b) < 100 || binary.BigEndian.Uint32(b) != 9994 {
		return nil, errBroken
	}
	var out []*Shape
	for b = b[100:]; len(b) >= 12; {
		n := 2 * int(binary.BigEndian.Uint32(b[4:]))
		if n < 4 || n > len(b)-8 {
			return nil, errBroken
		}
		s, err := polygon(b[8 : 8+n])
		if err != nil {
			return nil, err
		}
		out, b = append(out, s), b[8+n:]
	}
	return out, nil
}

// polygon reads one record; nil for one without a shape.
func polygon(b []byte) (*Shape, error) {
	switch binary.LittleEndian.Uint32(b) {
	case 0:
		return nil, nil
	case 5, 15, 25:
	default:
		return nil, errBroken
	}
	if len(b) < 44 {
		return nil, errBroken
	}
	parts, points := int(int32(binary.LittleEndian.Uint32(b[36:]))), int(int32(binary.LittleEndian.Uint32(b[40:])))
	if parts < 0 || points < 0 || parts > len(b)/4 || points > len(b)/16 || len(b) < 44+4*parts+16*points {
		return nil, errBroken
	}
	at := func(i int) int {
		if i == parts {
			return points
		}
		return int(int32(binary.LittleEndian.Uint32(b[44+4*i:])))
	}
	coordinates := b[44+4*parts:]
	var rings [][]Point
	for i := range parts {
		from, to := at(i), at(i+1)
		if from < 0 || to < from || to > points {
			return nil, errBroken
		}
		var r []Point
		for k := from; k < to; k++ {
			p := Point{math.Float64frombits(binary.LittleEndian.Uint64(coordinates[16*k:])), math.Float64frombits(binary.LittleEndian.Uint64(coordinates[16*k+8:]))}
			if math.IsNaN(p[0]+p[1]) || math.IsInf(p[0]+p[1], 0) {
				return nil, errBroken
			}
			r = append(r, p)
		}
		rings = append(rings, r)
	}
	return newShape(nest(rings)), nil
}

// nest puts rings into parts: one that goes clockwise is an outer ring, any other
// a hole of the smallest that it lies in, and an outer ring where it lies in none.
func nest(rings [][]Point) [][][]Point {
	var parts [][][]Point
	var outer []geom.Geometry
	var holes [][]Point
	begin := func(r []Point) {
		parts = append(parts, [][]Point{r})
		outer = append(outer, newShape(parts[len(parts)-1:]).polygons(asIs)[0].AsGeometry())
	}
	for _, r := range rings {
		switch {
		case newShape([][][]Point{{r}}) == nil: // no ring
		case turn(r) < 0 || len(rings) == 1:
			begin(r)
		default:
			holes = append(holes, r)
		}
	}
	for _, r := range holes {
		in := -1
		first := geom.NewPoint(geom.Coordinates{XY: geom.XY{X: r[0][0], Y: r[0][1]}}).AsGeometry()
		for k, o := range outer {
			if (in < 0 || o.Area() < outer[in].Area()) && geom.Intersects(o, first) {
				in = k
			}
		}
		if in < 0 {
			begin(r)
		} else {
			parts[in] = append(parts[in], r)
		}
	}
	return parts
}
