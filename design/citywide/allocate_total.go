package citywide

import (
	"math"
	"regexp"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// totalWords are what official tables call the line of totals.
var totalWords = []string{"合计", "总计", "共计", "小计", "全市", "全市合计", "全市总计", "总数"}

// total says whether a name is that of a line of totals, as 合 计 is.
func total(name string) bool {
	return slices.Contains(totalWords, strings.Join(strings.Fields(city.Narrow(name)), ""))
}

// leaveTotals takes lines of totals, told by their name in one of some columns,
// out of a table, and says so.
func (l *layout) leaveTotals(s *sheet, columns ...string) {
	var names []string
	var kept []int
	for i, r := range s.below {
		k := slices.IndexFunc(columns, func(c string) bool { return total(s.text(i, c)) })
		if k < 0 {
			kept = append(kept, r)
		} else if name := s.text(i, columns[k]); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	n := len(s.below) - len(kept)
	s.below = kept
	if n > 0 {
		l.findings = append(l.findings, AllocateCodes().Finding("A207", "%[1]s 里的 %[2]d 行是合计（%[3]s），没有算",
			"%[2]d rows of %[1]s are totals (%[3]s) and do not count", s.grid.File, n, join(names, "、")))
	}
}

// sumOfOthers finds the row that is the sum of all others, cell by cell; -1 where
// none is. Of fewer than four rows or three filled cells it says nothing: that may
// be chance.
func sumOfOthers(x [][]float64) int {
	if len(x) < 4 {
		return -1
	}
	all := make([]float64, len(x[0]))
	for _, row := range x {
		for j, v := range row {
			all[j] += v
		}
	}
	return slices.IndexFunc(x, func(row []float64) bool {
		filled, same := 0, true
		for j, v := range row {
			if v > 0 {
				filled++
			}
			same = same && math.Abs(all[j]-2*v) <= 1e-9*v
		}
		return same && filled >= 3
	})
}

// noTotal refuses a district, or an industry, that is the sum of all others
// whatever its name.
func (l *layout) noTotal(industries []string) error {
	row := map[string]int{}
	for i, v := range industries {
		row[v] = i
	}
	by := make([][]float64, len(l.districts))
	across := make([][]float64, len(industries))
	for d := range by {
		by[d] = make([]float64, len(industries))
	}
	for i := range across {
		across[i] = make([]float64, len(l.districts))
	}
	for _, r := range l.records {
		d, i := l.district(r.Place), row[r.Activity]
		by[d][i], across[i][d] = r.Value, r.Value
	}
	name := ""
	if d := sumOfOthers(by); d >= 0 {
		name = l.districts[d].name
	} else if i := sumOfOthers(across); i >= 0 {
		name = industries[i]
	}
	if name == "" {
		return nil
	}
	return city.Errorf("total_row", "“%s”等于其余各项之和，是合计，不能算作其中一项", "%q is the sum of all the others: a total, and none of them", name).At(l.spec.Firms, "", 0, "").
		WithHint("从各表里去掉它", "take it out of the tables")
}

// code is that of an industry in GB/T 4754, from section to class.
var code = regexp.MustCompile(`^([A-Z]?)(\d{0,4})$`)

// noNested refuses industries of which one is part of another, as 391 is of 39:
// their firms would count twice.
func (l *layout) noNested(industries []string) error {
	var codes [][]string // whole, letter, digits
	for _, v := range industries {
		if m := code.FindStringSubmatch(v); m != nil {
			codes = append(codes, m)
		}
	}
	for _, a := range codes {
		for _, b := range codes {
			section := a[2] == "" && b[2] != "" && (b[1] == a[1] || b[1] == "")
			if section || a[2] != "" && b[2] != a[2] && strings.HasPrefix(b[2], a[2]) {
				return city.Errorf("nested_industry", "行业“%[1]s”与“%[2]s”不是同一层次：户数会算两次", "the industries %[1]q and %[2]q are of different levels: firms would count twice", a[0], b[0]).
					At(l.spec.Firms, "", 0, "").WithHint("只留同一层次的行业，如两位数的大类", "keep one level of industries, such as the divisions of two digits")
			}
		}
	}
	return nil
}
