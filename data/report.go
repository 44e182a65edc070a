package data

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/table"
)

// count sorts a value by what it is.
func (r *Report) count(o city.Observation) {
	switch o.Facet {
	case city.Growth:
		r.Growths++
	case city.Rank:
		r.Ranks++
	default:
		r.Levels++
	}
}

// reportTables says whose table it is, what its marks mean and what was not
// read or read with doubt.
func (l *loader) reportTables(at map[string]int) {
	for _, t := range l.tables {
		r := &l.reports[at[t.Grid.File]]
		if r.Title == "" {
			r.Title = t.Title
		}
		if r.Publisher == "" {
			r.Publisher = t.Publisher
		}
		l.reportMarks(r, t)
	}
	for _, f := range l.set.Findings {
		if len(f.Sources) == 0 || !strings.HasPrefix(f.Code, "T") {
			continue
		}
		if i, ok := at[f.Sources[0].File]; ok {
			r := &l.reports[i]
			r.Doubts = append(r.Doubts, city.Text{Zh: cellOf(f) + f.Message.Zh, En: cellOf(f) + f.Message.En})
		}
	}
}

// cellOf is where a finding stands: "E14 ".
func cellOf(f city.Finding) string {
	o := f.Sources[0]
	if o.Cell == "" {
		return ""
	}
	if o.Sheet != "" {
		return "[" + o.Sheet + "] " + o.Cell + " "
	}
	return o.Cell + " "
}

// reportMarks says which marks of a table mean what: how many values they make
// estimates, or which indicators have a break.
func (l *loader) reportMarks(r *Report, t *table.Table) {
	type at struct {
		period city.Period
		status city.Status
	}
	without := map[at]bool{} // what values without a mark are, too: the mark does not make it
	for _, v := range t.Values {
		if len(v.Marks) == 0 {
			without[at{v.Period, v.Status}] = true
		}
	}
	var order []string
	statuses := map[string]map[city.Status]int{}
	for _, v := range t.Values {
		for i, m := range v.Marks {
			if statuses[m] == nil {
				statuses[m] = map[city.Status]int{}
				order = append(order, m)
			}
			if i == len(v.Marks)-1 && v.Facet == city.Level && !without[at{v.Period, v.Status}] { // of several marks the one at the value decides
				statuses[m][v.Status]++
			}
		}
	}
	broken := map[string]bool{}
	breaks := l.breakLines(t, order, broken)
	for _, m := range order {
		var means []string
		for _, s := range markStatuses {
			if n := statuses[m][s.status]; n > 0 {
				means = append(means, fmt.Sprintf("%s%d个", s.name, n))
			}
		}
		switch {
		case len(means) > 0:
			r.Marks = append(r.Marks, "“"+m+"”"+strings.Join(means, "、"))
		case m == "#": // 其中
		case !broken[m] && !slices.Contains(r.Marks, "“"+m+"”不改变数值"):
			r.Marks = append(r.Marks, "“"+m+"”不改变数值")
		}
	}
	r.Marks = append(r.Marks, breaks...)
}

// breakLines tells the breaks of a table, those of one mark and year together:
// “*”全社会R&D经费内部支出口径自2016年起变化.
func (l *loader) breakLines(t *table.Table, marks []string, broken map[string]bool) []string {
	type kind struct {
		mark string
		from city.Period
	}
	names := map[kind][]string{}
	var order []kind
	for _, b := range t.Breaks {
		k := kind{from: b.From}
		for _, m := range marks {
			if strings.Contains(b.Label, m) || strings.Contains(b.Note, m) {
				k.mark, broken[m] = "“"+m+"”", true
				break
			}
		}
		if names[k] == nil {
			order = append(order, k)
		}
		if n := l.set.Indicators.Resolve(b.Label).Label; !slices.Contains(names[k], n) {
			names[k] = append(names[k], n)
		}
	}
	var out []string
	for _, k := range order {
		out = append(out, k.mark+strings.Join(names[k], "、")+"口径自"+k.from.Name("zh")+"起变化")
	}
	return out
}

// markStatuses are the statuses that a mark may give, as they are told.
var markStatuses = []struct {
	status city.Status
	name   string
}{
	{city.Estimate, "预计数"}, {city.Preliminary, "初步数"}, {city.CensusRevised, "普查修订数"},
	{city.Rounded, "约数"}, {city.LowerBound, "下限"}, {city.Target, "目标数"}, {city.Missing, "缺数"},
}
