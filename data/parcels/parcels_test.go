package parcels

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/catalog/rules"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/rule"
	"pgregory.net/rapid"
)

func fields(t testing.TB) []*rule.Field {
	t.Helper()
	l, err := rules.Library()
	if err != nil {
		t.Fatal(err)
	}
	return l.Fields("parcel")
}

func read(t testing.TB, name, text, crs string) (*Parcels, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return open(t, path, crs)
}

func open(t testing.TB, path, crs string) (*Parcels, error) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	return ReadFile(filepath.Base(path), f, fields(t), Options{CRS: crs})
}

func refused(t *testing.T, err error, code string) {
	t.Helper()
	var e *city.Error
	if !errors.As(err, &e) || e.Code != code || e.Message.Zh == "" || e.Message.En == "" || e.File == "" {
		t.Errorf("%v is no located error %s", err, code)
	}
}

func codes(p *Parcels) string {
	var out []string
	for _, f := range p.Findings {
		if f.Code[0] == 'G' {
			out = append(out, f.Code)
		}
	}
	return strings.Join(out, " ")
}

// collection writes polygons as GeoJSON.
func collection(crs string, rings ...string) string {
	var b strings.Builder
	b.WriteString(`{"type":"FeatureCollection",` + crs + `"features":[`)
	for i, r := range rings {
		if i > 0 {
			b.WriteString(",")
		}
		fmt.Fprintf(&b, `{"type":"Feature","properties":{"id":"S-%d","use":"M1"},"geometry":{"type":"Polygon","coordinates":[%s]}}`, i+1, r)
	}
	return b.String() + "]}"
}

// Areas are those of GeographicLib 2.0 (Karney 2013), with the ellipsoid of
// CGCS2000 unless said otherwise.
func TestGeodesicArea(t *testing.T) {
	for name, x := range map[string]struct {
		ring     []Point
		want     float64
		wgs      float64
		relative float64
	}{
		"plot":     {[]Point{{114.4, 30.5}, {114.405, 30.5}, {114.405, 30.504}, {114.4, 30.504}}, 212846.28246712685, 212846.28246974945, 1e-9},
		"slant":    {[]Point{{114.4123, 30.4771}, {114.4187, 30.4759}, {114.4211, 30.4802}, {114.416, 30.4833}, {114.4119, 30.481}}, 481141.7060828507, 481141.70609012246, 1e-8},
		"district": {[]Point{{114.2, 30.4}, {114.9, 30.35}, {115.0, 30.8}, {114.5, 31.1}, {114.1, 30.9}}, 5203883128.161835, 5203883128.244713, 1e-6},
		"north":    {[]Point{{124.1, 47.1}, {124.2, 47.12}, {124.18, 47.3}}, 77636307.45337486, 77636307.45319939, 3e-6},
	} {
		s := newShape([][][]Point{{x.ring}})
		if got := s.Area(&cgcs2000); math.Abs(got/x.want-1) > x.relative {
			t.Errorf("%s: %.4f, GeographicLib %.4f", name, got, x.want)
		}
		if got := s.Area(&wgs84); math.Abs(got/x.wgs-1) > x.relative {
			t.Errorf("%s: %.4f in WGS84, GeographicLib %.4f", name, got, x.wgs)
		}
	}
}

// Area does not depend on where a ring begins or which way round it goes.
func TestAreaProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(3, 12).Draw(t, "n")
		var r []Point
		for i := range n {
			d := rapid.Float64Range(0.001, 0.01).Draw(t, "d")
			a := 2 * math.Pi * float64(i) / float64(n)
			r = append(r, Point{114 + d*math.Cos(a), 30 + d*math.Sin(a)})
		}
		want := newShape([][][]Point{{r}}).Area(&cgcs2000)
		k := rapid.IntRange(0, n-1).Draw(t, "k")
		other := append(append([]Point{}, r[k:]...), r[:k]...)
		for i, j := 0, n-1; i < j; i, j = i+1, j-1 {
			other[i], other[j] = other[j], other[i]
		}
		if got := newShape([][][]Point{{other}}).Area(&cgcs2000); math.Abs(got-want) > 1e-5 || want <= 0 {
			t.Errorf("%v against %v", got, want)
		}
	})
}

func TestCoordinateSystems(t *testing.T) {
	plot := "[[114.40,30.50],[114.405,30.5],[114.405,30.504],[114.40,30.504],[114.40,30.50]]"
	metres := "[[38500000,3370000],[38500100,3370000],[38500100,3370100],[38500000,3370100]]"
	stated := `"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4490"}},`
	for _, x := range []struct{ text, crs, code string }{
		{collection("", plot), "", "no_crs"},
		{collection("", plot), "北京54", "unknown_crs"},
		{collection(stated, plot), "WGS84", "crs_conflict"},
		{collection("", metres), "CGCS2000", "not_degrees"},
		{collection("", plot), "EPSG:4526", "not_metres"},
		{collection("", "[[30.50,114.40],[30.5,114.405],[30.504,114.405]]"), "CGCS2000", "swapped"},
		{collection("", "[[114.4],[1,2],[3,4]]"), "CGCS2000", "bad_geojson"},
		{collection("", "[[3370000,500000],[3370000,500100],[3370100,500100]]"), "EPSG:4547", "off_zone"}, // northing first
		{collection("", "[[500000,3370000],[500100,3370000],[500100,3370100]]"), "EPSG:4526", "off_zone"}, // without its zone
		{`{"type":"Topology"}`, "CGCS2000", "bad_geojson"},
		{`{"type":`, "CGCS2000", "bad_geojson"},
		{collection(""), "CGCS2000", "no_heading"},
	} {
		_, err := read(t, "a.geojson", x.text, x.crs)
		refused(t, err, x.code)
	}
	p, err := read(t, "a.geojson", collection(stated, plot), "")
	if err != nil || p.CRS.Name != "CGCS2000" || math.Abs(p.Area[0]-212921.6) > 500 {
		t.Fatalf("%v, %v", p, err)
	}
	p, err = read(t, "a.geojson", collection("", metres), "EPSG:4526")
	if err != nil || p.Area[0] != 10000 {
		t.Fatalf("%v, %v", p.Area, err)
	}
	for text, name := range map[string]string{"4490": "CGCS2000", "EPSG:4326": "WGS84", "urn:ogc:def:crs:OGC:1.3:CRS84": "WGS84", "gcj02": "GCJ-02", "4526": "EPSG:4526", "epsg:32650": "EPSG:32650"} {
		if c, ok := ParseCRS(text); !ok || c.Name != name {
			t.Errorf("%s is read as %v", text, c)
		}
	}
	gauss := `PROJCS["CGCS2000_3_Degree_GK_CM_114E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],UNIT["Meter",1.0]]`
	if c, ok := ParseCRS(gauss); !ok || c.Degrees || c.east != middle {
		t.Errorf("a .prj is read as %v", c)
	}
	if c, ok := ParseCRS(strings.Replace(strings.Replace(gauss, "GCS_China_Geodetic_Coordinate_System_2000", "GCS_WGS_1984", 1), "Gauss_Kruger", "Mercator_Auxiliary_Sphere", 1)); ok {
		t.Errorf("a projection that keeps no areas is read as %v", c)
	}
	if c, ok := ParseCRS("http://www.opengis.net/def/crs/EPSG/0/4490"); !ok || c.Name != "CGCS2000" {
		t.Errorf("an address is read as %v", c)
	}
	for _, text := range []string{"", "GPS", "EPSG:3857", "2000", "EPSG:44900"} {
		if c, ok := ParseCRS(text); ok {
			t.Errorf("%q is read as %v", text, c)
		}
	}
	p, err = read(t, "a.geojson", collection("", plot), "GCJ-02")
	if err != nil || codes(p) != "G107" {
		t.Fatalf("%v, %v", codes(p), err)
	}
}

// A bow tie is named with the point where it crosses; it has no area.
func TestSelfCrossing(t *testing.T) {
	p, err := read(t, "a.geojson", collection("", "[[38500000,0],[38500100,100],[38500100,0],[38500000,100]]"), "EPSG:4526")
	if err != nil || codes(p) != "G101 G103" || !math.IsNaN(p.Area[0]) {
		t.Fatalf("%s %v %v", codes(p), p.Area, err)
	}
	if !strings.Contains(p.Findings[len(p.Findings)-2].Message.Zh, "地块 S-1 在（38500050.000000，50.000000）处边界自相交") {
		t.Error(p.Findings[len(p.Findings)-2].Message.Zh)
	}
}

// Of four squares of 100 m, two overlap by a quarter, a third lies on both, and
// the fourth only touches: each part counts once.
func TestOverlapsCountOnce(t *testing.T) {
	square := func(x, y int) string {
		return fmt.Sprintf("[[%d,%d],[%d,%d],[%d,%d],[%d,%d]]", x, y, x+100, y, x+100, y+100, x, y+100)
	}
	const x = 38500000
	p, err := read(t, "a.geojson", collection("", square(x, 0), square(x+50, 50), square(x+25, 25), square(x+150, 50)), "EPSG:4526")
	if err != nil {
		t.Fatal(err)
	}
	// S-3 has 75*75 with each of the others, of which 50*50 with both
	want := []float64{10000, 10000 - 2500, 10000 - (2*5625 - 2500), 10000}
	for i, v := range want {
		if math.Abs(p.Counted[i]-v) > 1e-6 {
			t.Errorf("parcel %d counts %v, not %v", i+1, p.Counted[i], v)
		}
	}
	if len(p.Overlaps) != 3 || codes(p) != "G102" {
		t.Errorf("%v %s", p.Overlaps, codes(p))
	}
	double, err := read(t, "a.geojson", collection("", square(x, 0), square(x, 0)), "EPSG:4526")
	if err != nil || double.Counted[1] != 0 {
		t.Errorf("a parcel that stands twice counts %v, %v", double.Counted, err)
	}
}

// What parcels share counts once whichever comes first, and what shapely 2.1 gives
// for one pair.
func TestCountedOnce(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var rings []string
		for range rapid.IntRange(2, 14).Draw(r, "shapes") {
			var points []string
			n, x, y := rapid.IntRange(3, 9).Draw(r, "n"), rapid.IntRange(-60, 60).Draw(r, "x"), rapid.IntRange(-60, 60).Draw(r, "y")
			for k := range n {
				d, a := rapid.Float64Range(30, 100).Draw(r, "d"), 2*math.Pi*float64(k)/float64(n)
				points = append(points, fmt.Sprintf("[%.3f,%.3f]", 500000+float64(x)+d*math.Cos(a), 3300000+float64(y)+d*math.Sin(a)))
			}
			rings = append(rings, "["+strings.Join(points, ",")+"]")
		}
		p, err := read(t, "a.geojson", collection("", rings...), "EPSG:4547")
		if err != nil {
			r.Fatal(err)
		}
		total := func() float64 {
			sum := 0.0
			for i, v := range p.Counted {
				if v < 0 || v > p.Area[i]+1e-3 {
					r.Errorf("parcel %d counts %v of %v", i, v, p.Area[i])
				}
				sum += v
			}
			return sum
		}
		first := total()
		if err := p.Count(func(row int) int { return -row }); err != nil {
			r.Fatal(err)
		}
		if last := total(); math.Abs(first-last) > float64(len(rings)*len(rings))*sliver {
			r.Errorf("%v if the first keeps what is shared, %v if the last", first, last)
		}
	})
	p, err := read(t, "a.geojson", collection("", "[[500000,3300000],[500100,3300000],[500100,3300020],[500020,3300020],[500020,3300080],[500100,3300080],[500100,3300100],[500000,3300100]]",
		"[[500010,3300010],[500090,3300005],[500095,3300095],[500015,3300090]],[[500040,3300010],[500060,3300010],[500060,3300090],[500040,3300090]]"), "EPSG:4547")
	if err != nil || len(p.Overlaps) != 1 || p.Overlaps[0].Area != 2050 {
		t.Errorf("%v, %v, shapely 2049.999999999999", err, p.Overlaps)
	}
}

// Twelve squares of 100 m, each 10 m further east: together 210 m by 100 m.
func TestManyLayers(t *testing.T) {
	var rings []string
	for i := range 12 {
		x := 500000 + 10*i
		rings = append(rings, fmt.Sprintf("[[%d,3300000],[%d,3300000],[%d,3300100],[%d,3300100]]", x, x+100, x+100, x))
	}
	p, err := read(t, "a.geojson", collection("", rings...), "EPSG:4547")
	sum := 0.0
	if err == nil {
		for _, v := range p.Counted {
			sum += v
		}
	}
	if err != nil || sum != 21000 {
		t.Errorf("%v, %v", sum, err)
	}
}

// A boundary that encloses no definite area is named with what is wrong; parts
// that only adjoin are well.
func TestBoundaries(t *testing.T) {
	square := func(x, y, w int) string {
		return fmt.Sprintf("[[%d,%d],[%d,%d],[%d,%d],[%d,%d]]", x, y, x+w, y, x+w, y+w, x, y+w)
	}
	const x, y = 500000, 3300000
	for _, c := range []struct {
		kind, rings, says string
		area              float64
	}{
		{"Polygon", square(x, y, 100) + "," + square(x+10, y+10, 20), "", 9600},
		{"Polygon", square(x, y, 100) + "," + square(x+500, y, 20), "有洞在外边界之外", 0},
		{"Polygon", square(x, y, 20) + "," + square(x-10, y-10, 100), "有洞在外边界之外", 0},
		{"Polygon", square(x, y, 100) + "," + square(x+10, y+10, 20) + "," + square(x+20, y+20, 20), "洞相互重叠或嵌套", 0},
		{"Polygon", square(x, y, 100) + "," + square(x+10, y+10, 50) + "," + square(x+20, y+20, 20), "洞相互重叠或嵌套", 0},
		{"MultiPolygon", "[" + square(x, y, 100) + "],[" + square(x+100, y, 100) + "]", "", 20000},
		{"MultiPolygon", "[" + square(x, y, 100) + "],[" + square(x+50, y, 100) + "]", "各部分相互重叠", 0},
		{"Polygon", "[[500000,3300000],[500100,3300000],[500100,3300100],[500100,3300150],[500100,3300100],[500000,3300100]]", "在（500100.000000，3300100.000000）处边界自相交", 0},
		{"Polygon", "[[500000,3300000],[500100,3300000],[500050,3300000]]", "边界自相交", 0},
		{"Polygon", "[[500000,3300000],[500000,3300000],[500100,3300000],[500100,3300100],[500100,3300100],[500000,3300100]]", "", 10000},
	} {
		p, err := read(t, "a.geojson", `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"S"},"geometry":{"type":"`+c.kind+`","coordinates":[`+c.rings+`]}}]}`, "EPSG:4547")
		if err != nil {
			t.Fatal(err)
		}
		says := ""
		for _, f := range p.Findings {
			if f.Code == "G101" {
				says = f.Message.Zh
			}
		}
		if (c.says == "") != (says == "") || !strings.Contains(says, c.says) || c.says == "" && p.Area[0] != c.area || c.says != "" && !math.IsNaN(p.Area[0]) {
			t.Errorf("%s: %q, area %v", c.rings, says, p.Area[0])
		}
	}
}

func TestShapefile(t *testing.T) {
	p, err := open(t, "testdata/合成-gbk.zip", "")
	if err != nil {
		t.Fatal(err)
	}
	if p.CRS.Degrees || p.IDs[0] != "A-1" || p.Word("parcel_district", 0) != "合成东区" || p.Word("parcel_use", 0) != "M1" || p.Word("parcel_use", 1) != "M2" {
		t.Errorf("%v %v %q", p.CRS, p.IDs, p.Word("parcel_use", 0))
	}
	// 100 m square less a hole of 10 m; the second overlaps its corner by 50 m
	if p.Area[0] != 9900 || p.Counted[1] != 7500 || codes(p) != "G108 G102" {
		t.Errorf("%v %v %s", p.Area, p.Counted, codes(p))
	}
	_, err = open(t, "testdata/合成-utf8-no-prj.zip", "")
	refused(t, err, "no_crs")
	p, err = open(t, "testdata/合成-utf8-no-prj.zip", "CGCS2000")
	if err != nil || codes(p) != "G109 G108" || p.Word("parcel_use", 1) != "" || p.Word("parcel_district", 1) != "合成西区" {
		t.Errorf("%v %s", err, codes(p))
	}
	raw, err := os.ReadFile("testdata/合成-gbk.zip")
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{200, len(raw) / 2} {
		if _, err := readShapefile("a.zip", raw[:n]); err == nil {
			t.Errorf("a zip cut at %d is read", n)
		}
	}
}

func TestTable(t *testing.T) {
	p, err := read(t, "a.csv", "地块编号,用地性质,用地面积(亩),区\nA,M1,15,东区\nA,100102,,东区\n,工业用地,-1,西区\n", "")
	if err != nil {
		t.Fatal(err)
	}
	if p.Area[0] != 10000 || !math.IsNaN(p.Area[1]) || p.Word("parcel_use", 1) != "M2" || p.IDs[2] != "第3行" || p.CRS != nil {
		t.Errorf("%v %v", p.Area, p.IDs)
	}
	for head, want := range map[string]float64{"area(m2)": 2, "面积（㎡）": 2, "area(ha)": 2e4, "用地面积(公顷)": 2e4, "area": 2} {
		if p, err := read(t, "b.csv", "id,"+head+"\nA,2\n", ""); err != nil || p.Area[0] != want {
			t.Errorf("%s: %v, %v", head, p, err)
		}
	}
	if codes(p) != "G105 G106 G109 G108 G103" {
		t.Error(codes(p))
	}
}

// Uses as people write them. Two uses at once, industrial land of no class and
// what is no code are not known.
func TestUse(t *testing.T) {
	for text, want := range map[string]string{"M1": "M1", " ｍ２ ": "M2", "M1（一类工业用地）": "M1", "100103": "M3", "100101 一类工业用地": "M1", "二类工业用地": "M2", "新型产业用地(M0)": "M0", "B2": "B2", "B29a": "B29A", "A35": "A35",
		"R2": "R2", "二类居住用地": "R2", "商务用地": "B2", "090102": "B", "0101": "E2", "仓储用地": "W", "耕地": "E2", "M": "", "M1/B1": "", "M1、W1": "", "M1A": "", "M4": "", "工业用地": "", "1001": "", "100104": "", "商业/居住混合": "", "": "", "X1": "", "M12": ""} {
		if code, ok := Use(text); code != want && ok || ok != (want != "") {
			t.Errorf("%q is read as %q, %v", text, code, ok)
		}
	}
}

// A name in a .dbf has ten bytes; what is cut off is the field that it begins.
func TestCutHeadings(t *testing.T) {
	d := &drawn{headings: []string{"区政府已认", "地块编", "使用权", "容积率", "产业用房分", "面积"}, cut: []bool{true, true, true, true, true, false}}
	d.lengthen(fields(t))
	if got := strings.Join(d.headings, " "); got != "区政府已认定 地块编号 使用权 容积率 产业用房分割转让比例 面积" {
		t.Error(got)
	}
}

// Blank lines and totals are no parcels; a share above 1 is no share.
func TestRowsThatAreNone(t *testing.T) {
	p, err := read(t, "a.csv", "地块编号,用地性质,用地面积(亩),配套比例\nA,M1,15,30\n,,,\n合计,,15,\n", "")
	if err != nil {
		t.Fatal(err)
	}
	says := ""
	for _, f := range p.Findings {
		says += f.Code + " " + f.Message.Zh + "\n"
	}
	if p.Rows() != 1 || !math.IsNaN(p.Number("parcel_support_share", 0)) || !strings.Contains(says, "F008") || !strings.Contains(says, "1 行不是地块") {
		t.Errorf("%d rows, %s", p.Rows(), says)
	}
}

// A recorded area that the shape does not bear out is told in each language.
func TestRecordedAndDrawn(t *testing.T) {
	p, err := read(t, "a.geojson", `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"S","用地面积（平方米）":12000},"geometry":{"type":"Polygon","coordinates":[[[500000,3300000],[500100,3300000],[500100,3300100],[500000,3300100],[500000,3300000]]]}}]}`, "EPSG:4547")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range p.Findings {
		if f.Code == "G104" && strings.HasSuffix(f.Message.Zh, "S（登记12000，图形10000平方米）") && strings.HasSuffix(f.Message.En, "(recorded, drawn, m2): S (12000, 10000)") {
			return
		}
	}
	t.Errorf("%+v", p.Findings)
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(collection("", "[[1,2],[3,4],[5,7]]")))
	f.Add([]byte(collection("", "[[0,0],[9,0],[9,9],[0,9]],[[1,1],[2,1],[2,2]],[[1,1],[3,3],[1,3],[3,1]]")))
	f.Add([]byte(`{"type":"FeatureCollection","features":[{"geometry":{"type":"MultiPolygon","coordinates":[[[[0,0],[9,0],[9,9]]],[[[5,0],[9,4],[9,9]]]]}}]}`))
	raw, err := os.ReadFile("testdata/合成-gbk.zip")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw)
	f.Fuzz(func(t *testing.T, raw []byte) {
		var shapes []*Shape
		if d, err := readGeoJSON("a", raw); err == nil {
			if shapes = d.shapes; len(d.cells) != len(d.shapes) {
				t.Errorf("%d rows, %d shapes", len(d.cells), len(d.shapes))
			}
		}
		if s, err := readSHP(raw); err == nil {
			shapes = append(shapes, s...)
		}
		for _, one := range shapes {
			if one != nil {
				one.fault()
				one.Area(&cgcs2000)
			}
		}
		if h, cells, _, err := readDBF(raw, ""); err == nil && len(cells) > 0 && len(cells[0]) != len(h) {
			t.Error("a row of another length")
		}
	})
}
