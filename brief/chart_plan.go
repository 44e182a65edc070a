package brief

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/quanyu/quanyu/brief/word"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
)

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

// figure is a chart with its caption and the line that stands under it.
type figure struct {
	indicator string
	claim     string   // where it draws a table behind a verdict: the id of the claim
	also      []string // further claims that the same table stands behind
	applied   bool     // what a package brings to districts
	chart     word.Chart
	scatter   *word.Scatter // instead of the chart
	spans     *word.Spans   // instead of the chart
	caption   string
	source    string
}

// fewestFigures is how many figures a brief has where the data allow.
const fewestFigures = 2

// plan chooses the figures: the indicators most used over time, and one
// comparison of places. Where that gives too few, short series are drawn as
// bars.
func (in Input) plan() []figure {
	var out []figure
	if f, ok := in.indexRanks(); ok {
		out = append(out, f)
	}
	used := in.used()
	for _, id := range used {
		if s := in.over(id); len(s.observations) >= fewestPoints && len(out) < mostLines {
			out = append(out, in.overTime(s, word.Lines))
		}
	}
	if list := in.comparison(); len(list) > 0 {
		out = append(out, in.bars(list))
	}
	walkResults(in.Results, func(id string, r diagnose.Result) {
		r.ID = id
		for _, f := range in.plots(r) {
			out = addFigure(out, f)
		}
		for _, e := range r.Exhibits {
			if e.Chart && len(e.Rows) > 1 {
				out = addFigure(out, in.exhibitBars(r, e))
			}
		}
	})
	for _, id := range used {
		if s := in.over(id); len(s.observations) >= 2 && len(s.observations) < fewestPoints && len(out) < fewestFigures {
			out = append(out, in.overTime(s, word.Bars))
		}
	}
	if f, ok := in.appliedFigure(); ok { // last: it stands with the measures
		out = append(out, f)
	}
	return out
}

// overTime is the figure of one series.
func (in Input) overTime(s series, kind word.ChartKind) figure {
	c := s.line()
	c.Kind = kind
	notes := s.warnings()
	for _, o := range s.observations {
		if o.Status == city.Estimate || o.Status == city.Preliminary {
			mark := "三角形标记"
			if kind == word.Bars {
				mark = "虚线空心柱"
			}
			notes = append(notes, mark+"为预计或初步核算数")
			break
		}
	}
	return figure{
		indicator: s.indicator, chart: c, caption: in.placeName(in.mainPlace()) + s.name + "（" + s.span() + "）",
		source: in.sourceLine(s.observations, notes...),
	}
}

// draw writes the planned figures with their captions and source lines: those of
// the package, or the others.
func (p *paper) draw(applied bool) {
	for i, f := range p.figures {
		if f.applied != applied {
			continue
		}
		switch {
		case f.scatter != nil:
			f.scatter.Source = f.source
			p.doc.Scatter(*f.scatter)
		case f.spans != nil:
			f.spans.Source = f.source
			p.doc.Spans(*f.spans)
		default:
			f.chart.Source = f.source
			p.doc.Chart(f.chart)
		}
		p.doc.Paragraph(word.Caption, word.Text(fmt.Sprintf("图%d　%s", i+1, f.caption)))
		p.doc.Paragraph(word.Source, word.Text(f.source))
	}
}

// seen names the figures of an indicator: 图1、图3.
func (p *paper) seen(indicator string) string {
	return p.figuresWhere(func(f figure) bool { return f.claim == "" && f.indicator == indicator })
}

// drawn names the figures of the tables behind a claim.
func (p *paper) drawn(claim string) string {
	return p.figuresWhere(func(f figure) bool { return claim != "" && (f.claim == claim || slices.Contains(f.also, claim)) })
}

func (p *paper) figuresWhere(is func(figure) bool) string {
	var out []string
	for i, f := range p.figures {
		if is(f) {
			out = append(out, fmt.Sprintf("图%d", i+1))
		}
	}
	return strings.Join(out, "、")
}

// addFigure adds a figure; one that is there already serves its claim too.
func addFigure(list []figure, f figure) []figure {
	for i := range list {
		if list[i].drawing() == f.drawing() {
			list[i].also = append(list[i].also, f.claim)
			return list
		}
	}
	return append(list, f)
}

// drawing is what makes a figure the same one.
func (f figure) drawing() string {
	switch {
	case f.scatter != nil:
		return fmt.Sprintf("%s %v", f.caption, *f.scatter)
	case f.spans != nil:
		return fmt.Sprintf("%s %v", f.caption, *f.spans)
	}
	return fmt.Sprintf("%s %v", f.caption, f.chart)
}

// exhibitBars draws a table behind a verdict: its first column names the bars.
func (in Input) exhibitBars(r diagnose.Result, e diagnose.Exhibit) figure {
	c := word.Chart{Kind: word.Bars, Unit: axisUnit(e.Unit)}
	for i := 1; i < len(e.Head); i++ {
		c.Series = append(c.Series, word.Series{Name: e.Head[i].Zh})
	}
	var told []string
	for _, row := range e.Rows {
		c.Categories = append(c.Categories, row[0].Text.Zh)
		for i, x := range row[1:] {
			p := word.Point{}
			if x.Value != nil {
				p = word.Point{Value: *x.Value, Has: true, Own: x.Marked}
				told = append(told, row[0].Text.Zh+quantity(*x.Value, e.Unit, "zh"))
			}
			c.Series[i].Points = append(c.Series[i].Points, p)
		}
	}
	c.Describe = e.Title.Zh + "：" + strings.Join(told, "，")
	var notes []string
	for _, n := range e.Notes {
		notes = append(notes, n.Zh)
	}
	from := e.From
	if len(from) == 0 {
		from = r.Evidence
	}
	return figure{claim: r.ID, chart: c, caption: e.Title.Zh, source: in.sourceLine(from, notes...)}
}

// mostBars is how many places a comparison shows.
const mostBars = 16

// comparison finds what sets the most places beside one another: levels of one
// indicator at one period, one a place. A claim that compares goes first.
func (in Input) comparison() []city.Observation {
	var best []city.Observation
	compares := false
	for _, r := range in.Results {
		if r.Type == diagnose.ThresholdType {
			continue // its cells are those in which places crossed, each in its year
		}
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
		if len(list) < fewestPlaces || len(list) > mostBars {
			continue
		}
		mine := r.Type == diagnose.Comparison
		if mine && !compares || mine == compares && len(list) > len(best) {
			best, compares = list, mine
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
			note = "虚线空心柱不是最终核实数"
		}
		c.Categories = append(c.Categories, label)
		c.Series[0].Points = append(c.Series[0].Points, word.Point{Value: o.Value, Has: true, Hollow: status != "", Own: o.Place == in.mainPlace()})
		told = append(told, label+quantity(o.Value, unit, "zh"))
	}
	c.Describe = name + "：" + strings.Join(told, "，")
	return figure{indicator: kept[0].Indicator, chart: c, caption: kept[0].Period.Name("zh") + name + "比较", source: in.sourceLine(kept, note)}
}
