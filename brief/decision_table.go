package brief

import (
	"sort"

	"github.com/quanyu/quanyu/brief/word"
	"github.com/quanyu/quanyu/city"
)

// mainTable gives table 1: the indicators most used, by year.
func (p *paper) mainTable() {
	var rows []series
	years := map[city.Period]bool{}
	for _, id := range p.in.used() {
		s := p.in.yearly(id)
		if len(s.observations) < fewestPlaces || len(rows) == mostRows {
			continue
		}
		rows = append(rows, s)
		for _, o := range s.observations {
			years[o.Period] = true
		}
	}
	if len(rows) == 0 {
		return
	}
	var columns []city.Period
	for y := range years {
		columns = append(columns, y)
	}
	sort.Slice(columns, func(i, j int) bool { return columns[i].Before(columns[j]) })
	if len(columns) > mostYears {
		columns = columns[len(columns)-mostYears:]
	}
	p.doc.Paragraph(word.Body, word.Text("上述判断涉及的主要指标见表1。"))
	title := "表1　" + p.in.placeName(p.in.Place) + "主要指标"
	width := (8844 - 2500 - 850) / len(columns)
	t := word.Table{Title: title, Widths: []int{2500, 850}, Head: [][]word.Cell{{word.TextCell("", "指标"), word.TextCell("", "单位")}}, Keep: true}
	for _, y := range columns {
		t.Widths = append(t.Widths, width)
		t.Head[0] = append(t.Head[0], word.TextCell("", y.Name("zh")))
	}
	var all []city.Observation
	var notes []string
	empty := false
	for _, s := range rows {
		row := []word.Cell{word.TextCell("", s.name), word.TextCell("", s.unit)}
		for _, y := range columns {
			cell := word.TextCell(word.CellNum, "—")
			for _, o := range s.observations {
				if o.Period == y {
					all = append(all, o)
					cell = word.TextCell(word.CellNum, city.Printed(o.Value))
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
	p.doc.Paragraph(word.Source, word.Text(p.in.sourceLine(all, notes...)))
}
