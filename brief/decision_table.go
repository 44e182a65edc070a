package brief

import (
	"fmt"
	"slices"
	"sort"

	"github.com/quanyu/quanyu/brief/word"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/shopspring/decimal"
)

// mainTable gives table 1: the indicators most used, by year.
func (p *paper) mainTable() {
	var rows []series
	last := p.in.newest()
	for _, id := range p.in.used() {
		s := p.in.over(id).until(last).oneDefinition()
		if len(s.observations) >= fewestYears && len(rows) < mostRows {
			rows = append(rows, s)
		}
	}
	if len(rows) == 0 {
		return
	}
	columns := commonYears(rows)
	p.tables++
	p.doc.Paragraph(word.Body, word.Text(fmt.Sprintf("上述判断涉及的主要指标见表%d。", p.tables)))
	title := fmt.Sprintf("表%d　", p.tables) + p.in.placeName(p.in.mainPlace()) + "主要指标"
	width := (8844 - 2500 - 850) / len(columns)
	t := word.Table{Title: title, Widths: []int{2500, 850}, Head: [][]word.Cell{{word.TextCell("", "指标"), word.TextCell("", "单位")}}, Keep: true}
	for _, y := range columns {
		t.Widths = append(t.Widths, width)
		t.Head[0] = append(t.Head[0], word.TextCell("", y.Name("zh")))
	}
	var all []city.Observation
	var notes []string
	empty, rounded := false, false
	for _, s := range rows {
		row, most := []word.Cell{word.TextCell("", s.name), word.TextCell("", s.unit)}, s.decimals(columns)
		for _, y := range columns {
			cell := word.TextCell(word.CellNum, "—")
			for _, o := range s.observations {
				if o.Period == y {
					all = append(all, o)
					rounded = rounded || city.Decimals(o.Value) > most
					cell = word.TextCell(word.CellNum, city.Fixed(o.Value, min(city.Decimals(o.Value), most)))
					if name := statusName(o.Status, "zh"); name != "" {
						cell.Lines = append(cell.Lines, word.Line{Style: word.CellNum, Runs: []word.Run{word.Text("（" + name + "）")}})
					}
				}
			}
			empty = empty || cell.Lines[0].Runs[0].Text == "—"
			row = append(row, cell)
		}
		t.Rows = append(t.Rows, row)
		notes = append(notes, s.warnings()...)
	}
	p.doc.Paragraph(word.Caption, word.Text(title))
	p.doc.Table(t)
	if empty {
		notes = append(notes, "“—”为本课题资料中没有数据")
	}
	if rounded {
		notes = append(notes, "位数较多的数按四舍五入少写几位，原数见附表")
	}
	p.doc.Paragraph(word.Source, word.Text(p.in.sourceLine(all, notes...)))
}

// newest is the last period that a judgment rests on: the figures of claims, and the
// year of the index. Years after it are nobody's matter here; "" where there is none.
func (in Input) newest() city.Period {
	var last city.Period
	take := func(p city.Period) {
		if p != "" && (last == "" || last.Before(p)) {
			last = p
		}
	}
	if in.Index != nil && in.Index.Period != nil {
		take(city.Year(*in.Index.Period))
	}
	var walk func(list []diagnose.Result)
	walk = func(list []diagnose.Result) {
		for _, r := range list {
			for _, o := range r.Evidence {
				take(o.Period)
			}
			walk(r.Parts)
		}
	}
	walk(in.Results)
	return last
}

// until keeps the observations up to a period.
func (s series) until(last city.Period) series {
	s.observations = slices.DeleteFunc(slices.Clone(s.observations), func(o city.Observation) bool { return last != "" && last.Before(o.Period) })
	return s
}

// decimals is how many decimals the table shows of a series at most.
func (s series) decimals(columns []city.Period) int32 {
	var shown []decimal.Decimal
	for _, o := range s.observations {
		if slices.Contains(columns, o.Period) {
			shown = append(shown, o.Value)
		}
	}
	return word.Decimals(shown)
}

// oneDefinition keeps the observations of the definition that most of them
// have, the newer one of two equals, and names it. A break within it stays.
func (s series) oneDefinition() series {
	count := map[string]int{}
	best := ""
	for _, o := range s.observations {
		count[o.Definition]++
	}
	for _, o := range s.observations {
		if count[o.Definition] >= count[best] {
			best = o.Definition
		}
	}
	var kept []city.Observation
	for _, o := range s.observations {
		if o.Definition == best {
			kept = append(kept, o)
		}
	}
	s.observations = kept
	s.name = s.defined(s.name)
	return s
}

// commonYears gives the newest years that at least half of the rows have.
func commonYears(rows []series) []city.Period {
	count := map[city.Period]int{}
	var years []city.Period
	for _, s := range rows {
		for _, o := range s.observations {
			if count[o.Period] == 0 {
				years = append(years, o.Period)
			}
			count[o.Period]++
		}
	}
	sort.Slice(years, func(i, j int) bool { return years[i].Before(years[j]) })
	var out []city.Period
	for _, y := range years {
		if 2*count[y] >= len(rows) {
			out = append(out, y)
		}
	}
	if len(out) > mostYears {
		out = out[len(out)-mostYears:]
	}
	return out
}
