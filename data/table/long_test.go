package table

import (
	"fmt"
	"testing"
	"time"

	"github.com/quanyu/quanyu/data/grid"
)

// TestLongSheetsStayLinear reads odd long sheets: four times the rows may take
// about four times as long, never sixteen.
func TestLongSheetsStayLinear(t *testing.T) {
	kinds := map[string]func(i int) []string{
		"only labels": func(i int) []string { return []string{fmt.Sprintf("项目%d", i), "", ""} },
		"only text":   func(i int) []string { return []string{fmt.Sprintf("说明文字第%d条，没有数", i)} },
		"gaps": func(i int) []string {
			return []string{map[bool]string{true: "武汉市", false: ""}[i%50 == 0], "", ""}
		},
		"years":         func(i int) []string { return []string{"2018", "", ""} },
		"headers":       func(i int) []string { return []string{"指标", "2017年", "2018年"} },
		"text cells":    func(i int) []string { return []string{"甲", "约三百", "达标"} },
		"marks":         func(i int) []string { return []string{"*甲①", "[1]", "2*"} },
		"notes":         func(i int) []string { return []string{"注：带*的指标从2016年起口径有调整"} },
		"several words": func(i int) []string { return []string{"地区", "城市", "其中"} },
	}
	for name, row := range kinds {
		took := func(n int) time.Duration {
			g := &grid.Grid{File: "表.csv"}
			add := func(cells []string) {
				var r []grid.Cell
				for _, c := range cells {
					r = append(r, grid.Cell{Text: c})
				}
				g.Rows = append(g.Rows, r)
			}
			add([]string{"指标", "2017年", "2018年"})
			add([]string{"专利（件）", "1", "2"})
			for i := 0; i < n; i++ {
				add(row(i))
			}
			start := time.Now()
			_, _ = Read(g, testPlaces, testIndicators, Hints{})
			return time.Since(start)
		}
		small, large := took(600), took(2400)
		t.Logf("%s: %v, %v", name, small, large)
		if large > 14*small && large > 10*time.Second {
			t.Errorf("%s: 600 rows took %v, 2,400 took %v", name, small, large)
		}
	}
}
