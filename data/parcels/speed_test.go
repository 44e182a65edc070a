package parcels

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// plots makes n irregular parcels of a hectare or so, side by side; every fiftieth
// reaches over the next.
func plots(n int) string {
	var rings []string
	for i := range n {
		x, y := 125+0.004*float64(i%400), 20+0.004*float64(i/400)
		w := 0.0035
		if i%50 == 0 {
			w *= 1.2
		}
		var points []string
		for k, p := range [][2]float64{{0, 0}, {w / 2, -0.0002}, {w, 0}, {w + 0.0001, 0.0016}, {w, 0.0033}, {0.0001, 0.0032}, {0, 0}} {
			r := 0.00001 * float64((i*7+k*13)%20)
			if k == 6 {
				r = 0.00001 * float64(i*7%20)
			}
			points = append(points, fmt.Sprintf("[%.7f,%.7f]", x+p[0]+r, y+p[1]))
		}
		rings = append(rings, "["+strings.Join(points, ",")+"]")
	}
	return collection("", rings...)
}

// 100,000 shapes read, measured on the ellipsoid and compared with one another.
func BenchmarkShapes100000(b *testing.B) {
	path := filepath.Join(b.TempDir(), "合成.geojson")
	if err := os.WriteFile(path, []byte(plots(100_000)), 0o644); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		p, err := open(b, path, "CGCS2000")
		if err != nil || len(p.Overlaps) != 2000 {
			b.Fatalf("%d overlaps, %v", len(p.Overlaps), err)
		}
	}
}
