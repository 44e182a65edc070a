package parcels

import "math"

// globe is the sphere that has the area of an ellipsoid. Latitudes on it are
// authalic: the map from the ellipsoid to it keeps every area (Snyder 1987,
// Map Projections, 3-11 and 3-12).
type globe struct {
	e, pole, radius float64 // eccentricity, q of the pole, radius in metres
}

func (c *CRS) globe() globe {
	g := globe{e: math.Sqrt(c.f * (2 - c.f))}
	g.pole = g.q(1)
	g.radius = c.a * math.Sqrt(g.pole/2)
	return g
}

// q grows with the sine of the geodetic latitude as the area from the equator.
func (g globe) q(sin float64) float64 {
	es := g.e * sin
	return (1 - g.e*g.e) * (sin/(1-es*es) + math.Atanh(es)/g.e)
}

// area is the signed area within a ring of degrees, in square metres, positive
// counter-clockwise. Its sides are great circles of the sphere: the area is that
// within geodesics of the ellipsoid (Karney 2013) to 1e-8 of it where sides have
// a kilometre, and to 3e-6 where they have twenty. Each side adds the area
// between it and the equator.
func (g globe) area(r []Point) float64 {
	sum := 0.0
	for i, a := range r {
		b := r[(i+1)%len(r)]
		turn := math.Remainder(b[0]-a[0], 360) * (math.Pi / 180)
		sum -= excess(turn, g.half(a[1]), g.half(b[1]))
	}
	return sum * g.radius * g.radius
}

// half is the tangent of half the authalic latitude.
func (g globe) half(latitude float64) float64 {
	sin := g.q(math.Sin(latitude*(math.Pi/180))) / g.pole
	return sin / (1 + math.Sqrt(max(0, 1-sin*sin)))
}

// excess is the spherical excess of the quadrangle under a great circle: between
// it, the equator and two meridians, by the tangents of half the latitudes.
func excess(turn, a, b float64) float64 {
	return 2 * math.Atan(math.Tan(turn/2)*((a+b)/(1+a*b)))
}

// level puts degrees onto a plane that keeps areas, in metres: the cylinder.
func (g globe) level(p Point) Point {
	return Point{p[0] * (math.Pi / 180) * g.radius, g.radius * g.q(math.Sin(p[1]*(math.Pi/180))) / g.pole}
}
