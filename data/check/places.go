package check

import (
	"fmt"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
)

var (
	placeTitle = city.Text{Zh: "地名问题", En: "place trouble"}
	placeText  = city.Text{
		Zh: `地名不认识、有歧义或疑似错字的，列出最可能的名称，但不自动改、不并入任何地方的数据：请改原表或在 places.yaml 中补充别名。
字形距离相同时（如“江两”与江苏、江西），以该指标该时期还缺哪个地方来判断。
功能区（如东湖高新区）与行政区并列在一张表里时也列出：二者地域重叠，相加、排名会重复计算。`,
		En: `A name that is unknown, ambiguous or looks misspelt is listed with the likely name and never joined: correct the table
or add an alias in places.yaml. Where spelling ties (江两: 江苏 or 江西) the place that the indicator and period lack
settles the proposal. A statistical unit beside administrative areas in one table is listed too: they overlap.`}
)

// places is D109 for units against areas; names are found while joining.
func places(s *data.Set) []city.Finding {
	type table struct{ file, sheet, parent string }
	districts := map[table]bool{}
	at := map[[3]string]int{}
	var zones [][]city.Observation
	for _, o := range s.Observations {
		pl, ok := s.Places.Get(o.Place)
		if !ok || o.Facet != city.Level {
			continue
		}
		switch pl.Level {
		case city.District:
			districts[table{o.Origin.File, o.Origin.Sheet, pl.Parent}] = true
		case city.Zone:
			k := [3]string{o.Origin.File, o.Origin.Sheet, o.Place}
			i, ok := at[k]
			if !ok {
				i = len(zones)
				at[k] = i
				zones = append(zones, nil)
			}
			zones[i] = append(zones[i], o)
		}
	}
	var out []city.Finding
	for _, z := range zones {
		pl, _ := s.Places.Get(z[0].Place)
		if !districts[table{z[0].Origin.File, z[0].Origin.Sheet, pl.Parent}] {
			continue
		}
		f := finding(s, "D109", city.SeverityError, z[0], city.Text{
			Zh: fmt.Sprintf("%s是功能区（统计单元），与行政区并列在一张表里，地域有重叠，相加或排名会重复计算", pl.Name),
			En: fmt.Sprintf("%s is a statistical unit beside administrative areas in one table; they overlap, so sums and ranks count twice", pl.Name),
		}, z...)
		f.Indicator, f.Period = "", ""
		out = append(out, f)
	}
	return out
}
