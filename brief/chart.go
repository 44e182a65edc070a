package brief

import (
	"fmt"
	"sort"
	"strings"

	"github.com/quanyu/quanyu/brief/word"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
)

// What a brief shows at most, and the fewest points of a line.
const (
	mostLines    = 3
	mostRows     = 6
	mostYears    = 6
	fewestPoints = 4
	fewestPlaces = 3
)

// series is one indicator of the study's place by year, with what has to be
// said about it.
type series struct {
	indicator    string
	name, unit   string
	observations []city.Observation // one a year, oldest first
	breaks       []city.Break       // within the years
}

// used lists the indicators that the claims rest on, those most used first;
// equals in the order of the study.
func (in Input) used() []string {
	count := map[string]int{}
	var order []string
	var walk func(list []diagnose.Result)
	walk = func(list []diagnose.Result) {
		for _, r := range list {
			mine := map[string]bool{}
			add := func(id string) {
				if id == "" || mine[id] {
					return
				}
				mine[id] = true
				if count[id] == 0 {
					order = append(order, id)
				}
				count[id]++
			}
			add(r.Indicator)
			for _, o := range r.Evidence {
				add(o.Indicator)
			}
			walk(r.Parts)
		}
	}
	walk(in.Results)
	sort.SliceStable(order, func(i, j int) bool { return count[order[i]] > count[order[j]] })
	return order
}

// yearly gives the yearly levels of an indicator in the study's place: one
// value a year, never one of grade D.
func (in Input) yearly(indicator string) series {
	s := series{indicator: indicator, name: in.indicatorName(indicator, "", "zh")}
	if in.Set == nil {
		return s
	}
	for _, o := range in.Set.Series(indicator, in.Place, city.Level) {
		if !o.Period.IsYear() || o.Status == city.Missing || o.Status == city.Target || o.Grade == "D" {
			continue
		}
		if n := len(s.observations); n > 0 && s.observations[n-1].Period == o.Period {
			continue
		}
		if s.unit == "" {
			s.unit = o.Unit
		}
		v, ok := city.Convert(o.Value, o.Unit, s.unit)
		if !ok {
			continue
		}
		o.Value, o.Unit = v, s.unit
		s.observations = append(s.observations, o)
	}
	if n := len(s.observations); n > 0 {
		for _, b := range in.Set.BreaksOf(indicator, in.Place) {
			if s.observations[0].Period.Before(b.From) && !s.observations[n-1].Period.Before(b.From) {
				s.breaks = append(s.breaks, b)
			}
		}
	}
	return s
}

// last keeps the newest n years.
func (s series) last(n int) series {
	if len(s.observations) > n {
		s.observations = s.observations[len(s.observations)-n:]
	}
	return s
}

// span is 2013—2018年.
func (s series) span() string {
	first, last := s.observations[0].Period, s.observations[len(s.observations)-1].Period
	if first == last {
		return first.Name("zh")
	}
	return string(first) + "—" + string(last) + "年"
}

// segments numbers the stretches of one definition: one number an observation.
func (s series) segments() []int {
	out := make([]int, len(s.observations))
	n := 0
	for i, o := range s.observations {
		if i > 0 {
			before := s.observations[i-1]
			changed := o.Definition != before.Definition
			for _, b := range s.breaks {
				changed = changed || before.Period.Before(b.From) && !o.Period.Before(b.From)
			}
			if changed {
				n++
			}
		}
		out[i] = n
	}
	return out
}

// line makes the chart of a series: one line for each stretch of one
// definition, estimates hollow and named on the axis. Years without a value
// stay on the axis.
func (s series) line() word.Chart {
	c := word.Chart{Kind: word.Lines, Unit: axisUnit(s.unit)}
	at := map[city.Period]int{}
	first, last := s.observations[0].Period, s.observations[len(s.observations)-1].Period
	for p := first; !last.Before(p); p = p.Shift(1) {
		at[p] = len(c.Categories)
		c.Categories = append(c.Categories, string(p))
	}
	segments := s.segments()
	for i, o := range s.observations {
		for len(c.Series) <= segments[i] {
			c.Series = append(c.Series, word.Series{Points: make([]word.Point, len(c.Categories))})
		}
		estimate := o.Status == city.Estimate || o.Status == city.Preliminary
		c.Series[segments[i]].Points[at[o.Period]] = word.Point{Value: o.Value, Has: true, Hollow: estimate}
		if name := statusName(o.Status, "zh"); name != "" {
			c.Categories[at[o.Period]] += "（" + name + "）"
		}
	}
	for n := range c.Series {
		c.Series[n].Name = s.name
		if len(c.Series) > 1 {
			c.Series[n].Name = s.segmentName(segments, n)
		}
	}
	c.Describe = s.describe()
	return c
}

// segmentName is the name of a stretch: 2013—2015年, with its definition where
// that has a name.
func (s series) segmentName(segments []int, n int) string {
	part := s
	part.observations = nil
	for i, o := range s.observations {
		if segments[i] == n {
			part.observations = append(part.observations, o)
		}
	}
	name := part.span()
	if d := part.observations[0].Definition; d != "" {
		return name + "（" + d + "）"
	}
	if n == 0 {
		return name + "（原口径）"
	}
	return name + "（调整后口径）"
}

// describe tells a screen reader what the chart shows.
func (s series) describe() string {
	var parts []string
	for _, o := range s.observations {
		parts = append(parts, o.Period.Name("zh")+quantity(o.Value, o.Unit, "zh")+bracket("zh", statusName(o.Status, "zh")))
	}
	return s.name + "：" + strings.Join(parts, "，")
}

// warnings says what a reader of the series must know.
func (s series) warnings() []string {
	var out []string
	for _, b := range s.breaks {
		out = append(out, s.name+"自"+b.From.Name("zh")+"起口径变化，前后不直接相比")
	}
	if len(s.breaks) == 0 && len(s.observations) > 0 && s.segments()[len(s.observations)-1] > 0 {
		out = append(out, s.name+"各年口径不同，不同口径不直接相比")
	}
	return out
}

func axisUnit(unit string) string {
	if unit == "" {
		return ""
	}
	return "单位：" + unit
}

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

// figure is a chart with its caption and the line that stands under it.
type figure struct {
	indicator string
	chart     word.Chart
	caption   string
	source    string
}

// plan chooses the figures: the indicators most used by year, and one
// comparison of places.
func (in Input) plan() []figure {
	var out []figure
	for _, id := range in.used() {
		s := in.yearly(id)
		if len(s.observations) < fewestPoints || len(out) == mostLines {
			continue
		}
		c := s.line()
		notes := s.warnings()
		for _, o := range s.observations {
			if o.Status == city.Estimate || o.Status == city.Preliminary {
				notes = append(notes, "三角形标记为预计或初步核算数")
				break
			}
		}
		out = append(out, figure{
			indicator: id, chart: c, caption: in.placeName(in.Place) + s.name + "（" + s.span() + "）",
			source: in.sourceLine(s.observations, notes...),
		})
	}
	if list := in.comparison(); len(list) > 0 {
		out = append(out, in.bars(list))
	}
	return out
}

// draw writes the planned figures with their captions and source lines.
func (p *paper) draw() {
	for i, f := range p.figures {
		f.chart.Source = f.source
		p.doc.Chart(f.chart)
		p.doc.Paragraph(word.Caption, word.Text(fmt.Sprintf("图%d　%s", i+1, f.caption)))
		p.doc.Paragraph(word.Source, word.Text(f.source))
	}
}

// seen names the figures of an indicator: 图1、图3.
func (p *paper) seen(indicator string) string {
	var out []string
	for i, f := range p.figures {
		if f.indicator == indicator {
			out = append(out, fmt.Sprintf("图%d", i+1))
		}
	}
	return strings.Join(out, "、")
}

// comparison finds the claim that sets the most places beside one another:
// levels of one indicator at one period, one a place.
func (in Input) comparison() []city.Observation {
	var best []city.Observation
	for _, r := range in.Results {
		var list []city.Observation
		seen := map[string]bool{}
		for _, o := range append(append([]city.Observation{}, r.Evidence...), r.Contrary...) {
			if o.Facet != city.Level || o.Status == city.Missing || o.Grade == "D" || seen[o.Place] || o.Place == "" {
				continue
			}
			if len(list) > 0 && (o.Indicator != list[0].Indicator || o.Period != list[0].Period || o.Definition != list[0].Definition) {
				continue
			}
			seen[o.Place] = true
			list = append(list, o)
		}
		if len(list) >= fewestPlaces && len(list) <= 16 && len(list) > len(best) {
			best = list
		}
	}
	return best
}

// bars draws places as bars, the largest first.
func (in Input) bars(list []city.Observation) figure {
	unit := list[0].Unit
	var kept []city.Observation
	for _, o := range list {
		if v, ok := city.Convert(o.Value, o.Unit, unit); ok {
			o.Value, o.Unit = v, unit
			kept = append(kept, o)
		}
	}
	sort.SliceStable(kept, func(i, j int) bool { return kept[i].Value.GreaterThan(kept[j].Value) })
	name := in.indicatorName(kept[0].Indicator, kept[0].Label, "zh")
	c := word.Chart{Kind: word.Bars, Unit: axisUnit(unit), Series: []word.Series{{Name: name}}}
	var told []string
	note := ""
	for _, o := range kept {
		label := in.placeShort(o.Place)
		status := statusName(o.Status, "zh")
		if status != "" {
			label += "（" + status + "）"
			note = "空心柱不是最终核实数"
		}
		c.Categories = append(c.Categories, label)
		c.Series[0].Points = append(c.Series[0].Points, word.Point{Value: o.Value, Has: true, Hollow: status != ""})
		told = append(told, label+quantity(o.Value, unit, "zh"))
	}
	c.Describe = name + "：" + strings.Join(told, "，")
	return figure{indicator: kept[0].Indicator, chart: c, caption: kept[0].Period.Name("zh") + name + "比较", source: in.sourceLine(kept, note)}
}
