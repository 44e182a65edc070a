package watershed

import (
	"testing"

	"github.com/quanyu/quanyu/diagnose"
)

// BenchmarkWuhan is the claim of the worked study: 36 cities, 18 years.
func BenchmarkWuhan(b *testing.B) {
	bench := wuhan(b)
	c := claim("经济总量在1.5至2.0万亿元区间是一个重要分水岭", "gdp", "万亿元", "1.5", "2.0")
	for b.Loop() {
		diagnose.Judge(c, bench)
	}
}
