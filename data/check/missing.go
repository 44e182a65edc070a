package check

import (
	"fmt"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
)

var (
	missingTitle = city.Text{Zh: "缺数", En: "missing value"}
	missingText  = city.Text{
		Zh: `序列中间某期没有数或没有这一行（前后都有），或同表同期其他地方（至少4个、占四分之三以上）都有数而这个地方没有。缺数不是0，不补。`,
		En: `A value or its row is missing with values before and after it, or where at least four other places, three quarters of all, have
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
	for _, l := range lines(s) {
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
	return append(out, absent(s)...)
}

// absent finds years that a series has no row for: at least four values, and
// fewer than a quarter of the years gone. A year that no place of the table has
// is one finding without a place.
func absent(s *data.Set) []city.Finding {
	type column struct{ file, sheet, indicator, definition string }
	places := map[column]map[string]bool{}
	has := map[column]map[city.Period]bool{}
	columnOf := func(o city.Observation) column {
		return column{o.Origin.File, o.Origin.Sheet, o.Indicator, o.Definition}
	}
	for _, o := range s.Observations {
		if o.Facet != city.Level || o.Status == city.Target {
			continue
		}
		k := columnOf(o)
		if places[k] == nil {
			places[k], has[k] = map[string]bool{}, map[city.Period]bool{}
		}
		places[k][o.Place], has[k][o.Period] = true, true
	}
	type gap struct {
		column
		year int
	}
	said := map[gap]bool{}
	var out []city.Finding
	for _, l := range lines(s) {
		if len(l) < 4 || !l[0].Period.IsYear() {
			continue
		}
		span := l[len(l)-1].Period.Year() - l[0].Period.Year() + 1
		if gone := span - len(l); gone < 1 || 4*gone >= span {
			continue
		}
		for i := 1; i < len(l); i++ {
			for y := l[i-1].Period.Year() + 1; y < l[i].Period.Year(); y++ {
				o, k := l[i], columnOf(l[i])
				o.Period = city.Year(y)
				if !has[k][o.Period] && len(places[k]) > 1 {
					if said[gap{k, y}] {
						continue
					}
					said[gap{k, y}] = true
					o.Place = ""
				}
				out = append(out, finding(s, "D110", city.SeverityNote, o, city.Text{
					Zh: fmt.Sprintf("%s没有这一期的行，前后都有数", subject(s, o).Zh), En: fmt.Sprintf("%s has no row; there are values before and after it", subject(s, o).En)}, l[i-1], l[i]))
			}
		}
	}
	return out
}
