package check

import (
	"fmt"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
)

var (
	missingTitle = city.Text{Zh: "缺数", En: "missing value"}
	missingText  = city.Text{
		Zh: `序列中间某期没有数（前后都有），或同表同期其他地方（至少4个、占四分之三以上）都有数而这个地方没有。缺数不是0，不补。`,
		En: `A value is missing with values before and after it, or where at least four other places, three quarters of all, have
one in the same table and period. A missing value is not 0 and is not filled in.`}
)

// missing is D110.
func missing(s *data.Set) []city.Finding {
	type column struct {
		file, sheet, indicator, definition string
		period                             city.Period
	}
	with, all := map[column]int{}, map[column]int{}
	columnOf := func(o city.Observation) column {
		return column{o.Origin.File, o.Origin.Sheet, o.Indicator, o.Definition, o.Period}
	}
	for _, o := range s.Observations {
		if o.Facet == city.Level {
			all[columnOf(o)]++
			if o.Status != city.Missing {
				with[columnOf(o)]++
			}
		}
	}
	var out []city.Finding
	for _, l := range lines(s, city.Level) {
		first, last := -1, -1
		for i, o := range l {
			if o.Status != city.Missing {
				if first < 0 {
					first = i
				}
				last = i
			}
		}
		for i, o := range l {
			if o.Status != city.Missing {
				continue
			}
			k := columnOf(o)
			inside := first >= 0 && i > first && i < last
			alone := with[k] >= 4 && 4*with[k] >= 3*all[k]
			if !inside && !alone {
				continue
			}
			out = append(out, finding(s, "D110", city.SeverityNote, o, city.Text{
				Zh: fmt.Sprintf("%s缺数", subject(s, o).Zh), En: fmt.Sprintf("%s is missing", subject(s, o).En)}, o))
		}
	}
	return out
}
