package brief

import (
	"fmt"
	"sort"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// mostCitations is how many sources a footnote names.
const mostCitations = 3

// footnote names publisher, table and years of the data behind a sentence, and
// which of them are not final: 资料来源：武汉市科技局《…》，2013年、2018年；2018年为预计数。
func (in Input) footnote(list []city.Observation) string {
	cited := in.cited(list)
	if cited == "" {
		return ""
	}
	s := "资料来源：" + cited
	if r := in.remarks(list); r != "" {
		s += "；" + r
	}
	return s + "。"
}

// cited lists the sources with their years.
func (in Input) cited(list []city.Observation) string {
	var order []string
	periods := map[string][]city.Period{}
	for _, o := range list {
		c := in.citation(o)
		if c == "" || o.Grade == "D" {
			continue
		}
		if _, known := periods[c]; !known {
			order = append(order, c)
		}
		periods[c] = append(periods[c], o.Period)
	}
	var parts []string
	for i, c := range order {
		if i == mostCitations {
			parts[i-1] += fmt.Sprintf("等%d项资料", len(order))
			break
		}
		if p := periodList(periods[c]); p != "" {
			c += "，" + p
		}
		parts = append(parts, c)
	}
	return strings.Join(parts, "；")
}

// sourceLine is what stands under a table or a figure.
func (in Input) sourceLine(list []city.Observation, notes ...string) string {
	s := in.footnote(list)
	if s == "" {
		s = "资料来源：见附件。"
	}
	var kept []string
	for _, n := range notes {
		if n != "" {
			kept = append(kept, n)
		}
	}
	if len(kept) > 0 {
		s += "\n注：" + strings.Join(kept, "；") + "。"
	}
	return s
}

// mostRemarks is how many values that are not final a note names.
const mostRemarks = 3

// remarks says which values are not final: 2018年为预计数 where the note speaks of
// one series, 深圳市2018年为约数 where it speaks of several places.
func (in Input) remarks(list []city.Observation) string {
	places, indicators := map[string]bool{}, map[string]bool{}
	for _, o := range list {
		places[o.Place], indicators[o.Indicator] = true, true
	}
	var parts []string
	for _, status := range []city.Status{city.Estimate, city.Preliminary, city.CensusRevised, city.Rounded, city.LowerBound, city.Target} {
		var names []string
		periods := map[string][]city.Period{}
		for _, o := range list {
			if o.Status != status || o.Facet == city.Rank {
				continue
			}
			name := ""
			if len(places) > 1 {
				name += in.placeName(o.Place)
			}
			if len(indicators) > 1 {
				name += in.indicatorName(o.Indicator, o.Label, "zh")
			}
			if periods[name] == nil {
				names = append(names, name)
			}
			periods[name] = append(periods[name], o.Period)
		}
		var said []string
		for i, name := range names {
			if i == mostRemarks {
				break
			}
			said = append(said, name+periodList(periods[name]))
		}
		if len(said) == 0 {
			continue
		}
		more := ""
		if len(names) > mostRemarks {
			more = fmt.Sprintf("等%d项", len(names))
		}
		parts = append(parts, strings.Join(said, "、")+more+"为"+strings.TrimSuffix(statusName(status, "zh"), "数")+"数")
	}
	return strings.Join(parts, "；")
}

// periodList writes periods in order; three and more years in a row become
// 2013—2018年.
func periodList(list []city.Period) string {
	seen := map[city.Period]bool{}
	var kept []city.Period
	for _, p := range list {
		if p != "" && !seen[p] {
			seen[p] = true
			kept = append(kept, p)
		}
	}
	sort.SliceStable(kept, func(i, j int) bool { return kept[i].Before(kept[j]) })
	var parts []string
	for i := 0; i < len(kept); {
		j := i
		for j+1 < len(kept) && kept[i].IsYear() && kept[j+1] == kept[j].Shift(1) {
			j++
		}
		if j-i >= 2 {
			parts = append(parts, string(kept[i])+"—"+string(kept[j])+"年")
			i = j + 1
			continue
		}
		parts = append(parts, kept[i].Name("zh"))
		i++
	}
	return strings.Join(parts, "、")
}
