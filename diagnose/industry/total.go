package industry

import (
	"math"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// totalRow finds the row that is the sum of all others, cell by cell and to a
// thousandth, as the line of totals of an official table is; -1 where none is. Of
// fewer than four rows or three filled cells it says nothing: that may be chance.
func totalRow(x [][]float64) int {
	if len(x) < 4 {
		return -1
	}
	all := make([]float64, len(x[0]))
	for _, row := range x {
		for j, v := range row {
			all[j] += v
		}
	}
	for i, row := range x {
		filled, same := 0, true
		for j, v := range row {
			if v > 0 {
				filled++
			}
			same = same && math.Abs(all[j]-2*v) <= 1e-3*v
		}
		if same && filled >= 3 {
			return i
		}
	}
	return -1
}

// totalNames are what lines of totals are called.
var totalNames = []string{"合计", "总计", "总和", "小计", "全市", "全省", "全国", "全市合计", "全省合计", "全国合计", "total", "sum"}

// totalName reports whether a line is called a total.
func totalName(name string) bool {
	return len(name) < 40 && slices.Contains(totalNames, strings.ToLower(strings.Join(strings.Fields(name), "")))
}

// totalled refuses a line of totals that passes for one of what it adds up.
func totalled(name, file string) *city.Error {
	return city.Errorf("total_row", "“%s”是合计，不能算作其中一项", "%q is a total, and none of what it adds up", name).At(file, "", 0, "")
}

func transposed(x [][]float64) [][]float64 {
	out := make([][]float64, len(x[0]))
	for j := range out {
		for _, row := range x {
			out[j] = append(out[j], row[j])
		}
	}
	return out
}
