package brief

import (
	"fmt"
	"sort"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// mostCitations is how many sources a footnote names.
const mostCitations = 4

// footnote names publisher, table and years of the data behind a sentence, and
// which of them are not final: 资料来源：武汉市科技局《…》，2013年、2018年；2018年为预计数。
func (in Input) footnote(list []city.Observation) string {
	cited := in.cited(list)
	if cited == "" {
		return ""
	}
	s := "资料来源：" + cited
	if r := remarks(list); r != "" {
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
			parts = append(parts, fmt.Sprintf("等%d项资料", len(order)))
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

// remarks says which periods hold values that are not final.
func remarks(list []city.Observation) string {
	var parts []string
	for _, status := range []city.Status{city.Estimate, city.Preliminary, city.CensusRevised, city.Rounded, city.LowerBound, city.Target} {
		var periods []city.Period
		for _, o := range list {
			if o.Status == status {
				periods = append(periods, o.Period)
			}
		}
		if len(periods) == 0 {
			continue
		}
		name := statusName(status, "zh")
		if !strings.HasSuffix(name, "数") {
			name += "数"
		}
		if p := periodList(periods); p != "" {
			name = p + "为" + name
		} else {
			name = "含" + name
		}
		parts = append(parts, name)
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
