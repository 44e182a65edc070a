package parcels

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// CRS is a coordinate system.
type CRS struct {
	Name    string // CGCS2000, WGS84, GCJ-02, or a projection of one of them
	Degrees bool   // longitude and latitude; else metres on a plane
	datum   string
	a, f    float64 // equatorial radius in metres and flattening of its ellipsoid
	east    float64 // of a projection: the easting of its central meridian in metres; 0 where that is not known
}

// The ellipsoids. GCJ-02 is WGS84 with every point shifted by some hundred
// metres in a way that was not published.
var (
	cgcs2000 = CRS{Name: "CGCS2000", Degrees: true, datum: "CGCS2000", a: 6378137, f: 1 / 298.257222101}
	wgs84    = CRS{Name: "WGS84", Degrees: true, datum: "WGS84", a: 6378137, f: 1 / 298.257223563}
	gcj02    = CRS{Name: "GCJ-02", Degrees: true, datum: "GCJ-02", a: 6378137, f: 1 / 298.257223563}
)

var epsgCode = regexp.MustCompile(`^(?:.*EPSG(?::+(?:[\d.]*:)?|/[\d.]+/))?(\d{4,5})$`)

// ParseCRS reads the name of a coordinate system: CGCS2000, WGS84, GCJ-02, an
// EPSG code of these or of their projections to metres (4491 to 4554, 32643 to
// 32653), or the text of a .prj, whose projection tells areas.
func ParseCRS(s string) (*CRS, bool) {
	text := strings.TrimSpace(city.Narrow(s))
	if strings.Contains(text, "[") {
		return fromWKT(text)
	}
	plain := strings.ToUpper(strings.NewReplacer("-", "", "_", "", " ", "").Replace(text))
	switch plain {
	case "CGCS2000", "2000国家大地坐标系", "国家2000":
		return &cgcs2000, true
	case "WGS84", "URN:OGC:DEF:CRS:OGC:1.3:CRS84", "CRS84":
		return &wgs84, true
	case "GCJ02", "火星坐标系":
		return &gcj02, true
	}
	m := epsgCode.FindStringSubmatch(plain)
	if m == nil {
		return nil, false
	}
	n, _ := strconv.Atoi(m[1])
	name := "EPSG:" + m[1]
	switch {
	case n == 4490:
		return &cgcs2000, true
	case n == 4326:
		return &wgs84, true
	case n >= 4491 && n <= 4501: // zones of six degrees, 13 to 23, before the easting
		return &CRS{Name: name, datum: cgcs2000.datum, east: float64(n-4491+13)*1e6 + middle}, true
	case n >= 4513 && n <= 4533: // zones of three degrees, 25 to 45, before the easting
		return &CRS{Name: name, datum: cgcs2000.datum, east: float64(n-4513+25)*1e6 + middle}, true
	case n >= 4502 && n <= 4554: // by the central meridian, without a zone
		return &CRS{Name: name, datum: cgcs2000.datum, east: middle}, true
	case n >= 32643 && n <= 32653:
		return &CRS{Name: name, datum: wgs84.datum, east: middle}, true
	}
	return nil, false
}

// middle is the easting of a central meridian, in metres.
const middle = 500_000

var (
	wktName = regexp.MustCompile(`(?i)(PROJCS|GEOGCS|PROJCRS|GEOGCRS)\s*\[\s*"([^"]*)"`)
	wktEast = regexp.MustCompile(`(?i)"False[_ ]Easting"\s*,\s*([\d.]+)`)
	// Gauss-Kruger and UTM, which tell areas to some ten-thousandths, and what keeps areas
	wktKind = regexp.MustCompile(`(?i)(?:PROJECTION|METHOD)\s*\[\s*"(Gauss[_ ]Kruger|Transverse[_ ]Mercator|[^"]*Equal[_ ]Area[^"]*|Albers[^"]*)"`)
)

// fromWKT reads the well-known text of a .prj.
func fromWKT(s string) (*CRS, bool) {
	var base *CRS
	projection := ""
	for _, m := range wktName.FindAllStringSubmatch(s, -1) {
		name := strings.ToUpper(strings.NewReplacer("_", "", " ", "", "-", "").Replace(m[2]))
		switch {
		case strings.HasPrefix(strings.ToUpper(m[1]), "PROJ"):
			projection = m[2]
		case strings.Contains(name, "CGCS2000"), strings.Contains(name, "CHINAGEODETICCOORDINATESYSTEM2000"):
			base = &cgcs2000
		case strings.Contains(name, "WGS84"), strings.Contains(name, "WGS1984"):
			base = &wgs84
		}
	}
	switch {
	case base == nil:
		return nil, false
	case projection == "":
		return base, true
	case !wktKind.MatchString(s): // as Web Mercator, by which areas in Wuhan are a third too large
		return nil, false
	}
	c := &CRS{Name: projection, datum: base.datum}
	if m := wktEast.FindStringSubmatch(s); m != nil {
		c.east, _ = strconv.ParseFloat(m[1], 64)
	}
	return c, true
}

// settleCRS joins what the person says with what the file says.
func settleCRS(file, said, stated string) (*CRS, error) {
	const zh = "在 land.yaml 的 crs 写 CGCS2000、WGS84、GCJ-02，或投影的代码如 EPSG:4526"
	const en = "write crs: CGCS2000, WGS84, GCJ-02, or the code of a projection such as EPSG:4526, into land.yaml"
	var own, filed *CRS
	for _, x := range []struct {
		text string
		into **CRS
	}{{said, &own}, {stated, &filed}} {
		if strings.TrimSpace(x.text) == "" {
			continue
		}
		c, ok := ParseCRS(x.text)
		if !ok {
			short := x.text
			if r := []rune(short); len(r) > 60 {
				short = string(r[:60]) + "…"
			}
			return nil, city.Errorf("unknown_crs", "不认得坐标系“%s”", "unknown coordinate system %q", short).At(file, "", 0, "").WithHint(zh, en)
		}
		*x.into = c
	}
	switch {
	case own == nil && filed == nil:
		return nil, city.Errorf("no_crs", "没有写明坐标系；不猜", "the coordinate system is not stated; it is not guessed").At(file, "", 0, "").WithHint(zh, en)
	case own == nil:
		return filed, nil
	case filed != nil && (own.datum != filed.datum || own.Degrees != filed.Degrees || own.east != filed.east):
		return nil, city.Errorf("crs_conflict", "坐标系写的是 %[1]s，文件自己写的是 %[2]s", "the coordinate system is said to be %[1]s, the file states %[2]s", own.Name, filed.Name).
			At(file, "", 0, "").WithHint("核对后只留对的一个", "find out which is right and keep that one")
	}
	return own, nil
}

// check refuses coordinates that the system cannot have.
func (c *CRS) check(file string, shapes []*Shape) error {
	looks := 0
	any := false
	for row, s := range shapes {
		if s == nil {
			continue
		}
		any = true
		b := s.box
		inDegrees := b.x0 >= -180 && b.x1 <= 180 && b.y0 >= -90 && b.y1 <= 90
		switch {
		case c.Degrees && b.x0 >= 0 && b.x1 <= 60 && b.y0 >= 70 && b.y1 <= 180:
			return city.Errorf("swapped", "第%[1]d个地块的经度、纬度写反了（先经度，后纬度）", "parcel %[1]d has latitude before longitude", row+1).At(file, "", 0, "").
				WithHint("把两个坐标对调", "swap the two coordinates")
		case c.Degrees && !inDegrees:
			return city.Errorf("not_degrees", "第%[1]d个地块的坐标不是经纬度，与坐标系 %[2]s 不合", "the coordinates of parcel %[1]d are not degrees, which %[2]s has", row+1, c.Name).
				At(file, "", 0, "").WithHint("若是投影坐标（米），crs 写投影的代码，如 EPSG:4526", "if they are metres, crs is the code of the projection, such as EPSG:4526")
		case !c.Degrees && inDegrees:
			looks++
		case !c.Degrees && c.east > 0 && (b.x0 < c.east-middle || b.x1 > c.east+middle || b.y0 < 0 || b.y1 > 1e7):
			return city.Errorf("off_zone", "第%[1]d个地块的东坐标不在 %[2]s 的带内（%.0[3]f至%.0[4]f米）", "the easting of parcel %[1]d lies outside the zone of %[2]s (%.0[3]f to %.0[4]f m)", row+1, c.Name, max(0, c.east-middle), c.east+middle).
				At(file, "", 0, "").WithHint("看看是否少了或多了带号，东坐标和北坐标是否写反（先东，后北），坐标系代码对不对", "see whether the number of the zone is missing or too much, whether northing stands before easting, and whether the code is right")
		default:
			looks = len(shapes) + 1
		}
	}
	if any && !c.Degrees && looks <= len(shapes) {
		return city.Errorf("not_metres", "坐标是经纬度，与投影坐标系 %s（米）不合", "the coordinates are degrees, while %s is in metres", c.Name).At(file, "", 0, "").
			WithHint("crs 写 CGCS2000、WGS84 或 GCJ-02", "crs is CGCS2000, WGS84 or GCJ-02")
	}
	return nil
}
