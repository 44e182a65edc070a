package evaluate

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/panel"
)

// told is a text from two formats that take the same arguments.
func told(zh, en string, args ...any) city.Text {
	if len(args) == 0 {
		return city.Text{Zh: zh, En: en}
	}
	return city.Text{Zh: fmt.Sprintf(zh, args...), En: fmt.Sprintf(en, args...)}
}

// sourceLine names what exhibits were made from: file, specification, seed and
// program.
func sourceLine(data, spec FileView, seed uint64, version string) city.Text {
	short := func(f FileView) string { return f.File + " (SHA-256 " + f.SHA256[:min(8, len(f.SHA256))] + ")" }
	return told("资料来源：%s；模型 %s；种子 %d；quanyu\u00a0%s", "Source: %s; specification %s; seed %d; quanyu\u00a0%s", short(data), short(spec), seed, version)
}

// headings are the headings of a table.
func headings(pairs ...string) []city.Text {
	var out []city.Text
	for i := 0; i < len(pairs); i += 2 {
		out = append(out, city.Text{Zh: pairs[i], En: pairs[i+1]})
	}
	return out
}

// intervalHeads name the two ends of a confidence interval.
func intervalHeads(level float64) []city.Text {
	percent := plain(round(100 * level))
	return []city.Text{told("%s%%区间下限", "%s %% interval from", percent), told("%s%%区间上限", "%s %% interval to", percent)}
}

// round takes the last bits off a float that is printed as it is.
func round(v float64) float64 { return math.Round(v*1e6) / 1e6 }

// align prints the figures of some columns with the same decimals: enough for
// three significant digits of the smallest error among them or, without
// errors, for four of the largest figure.
func (t *Table) align(columns ...int) {
	least, largest := math.Inf(1), 0.0
	each := func(do func(c *Cell, v float64, isError bool)) {
		for _, row := range t.Rows {
			for _, i := range columns {
				if c := &row[i]; c.Is {
					do(c, float64(c.Value), strings.HasPrefix(c.Text.Zh, "("))
				}
			}
		}
	}
	each(func(_ *Cell, v float64, isError bool) {
		if isError && v > 0 {
			least = min(least, v)
		}
		largest = max(largest, math.Abs(v))
	})
	decimals := 2 - math.Floor(math.Log10(least))
	if math.IsInf(least, 1) {
		decimals = 3 - math.Floor(math.Log10(max(largest, 1e-6)))
	}
	n := int(max(0, min(decimals, 8)))
	each(func(c *Cell, v float64, isError bool) {
		if c.Text.Zh = Number(v).Fixed(n); isError {
			c.Text.Zh = "(" + c.Text.Zh + ")"
		}
	})
}

// sampleTable is how the rows that were given became the rows that are used.
func sampleTable(name string, stages []StageView) Table {
	t := Table{Name: name + "-sample", Title: told("样本：从全表到所用的行", "The sample: from the whole table to the rows used"),
		Head: headings("原因", "reason", "去掉的行", "rows out", "余下的行", "rows left", "余下的单位", "units left", "不再有的单位", "units gone")}
	for _, s := range stages {
		out := countCell(s.DroppedRows)
		if s.Reason == panel.Given {
			out = wordCell("—", "—")
		}
		t.Rows = append(t.Rows, []Cell{{Text: stageWords(s)}, out, countCell(s.Rows), countCell(s.Units), {Text: someNames(s.DroppedUnits)}})
	}
	return t
}

func stageWords(s StageView) city.Text {
	switch s.Reason {
	case panel.Given:
		return told("表中全部", "all in the table")
	case panel.Missing:
		return told("缺“%s”", "no %s", s.Variable)
	}
	return Words(string(s.Reason))
}

// someNames gives the names of units, the first dozen of them.
func someNames(names []string) city.Text {
	const most = 12
	if len(names) <= most {
		return city.Text{Zh: strings.Join(names, "、"), En: strings.Join(names, ", ")}
	}
	few := names[:most]
	return told("%[1]s 等 %[2]d 个", "%[3]s and others, %[2]d in all", strings.Join(few, "、"), len(names), strings.Join(few, ", "))
}

// estimateTable lists estimates with their errors.
func estimateTable(name string, outcome string, estimates []EstimateView, level float64) Table {
	t := Table{Name: name + "-estimates", Title: told("效应估计（结果变量：%s）", "Estimated effects (outcome: %s)", outcome)}
	t.Head = append(headings("估计", "estimate", "效应", "effect", "标准误", "s.e."), intervalHeads(level)...)
	t.Head = append(t.Head, headings("p", "p", "可发现的最小效应", "smallest effect that is found")...)
	for _, e := range estimates {
		t.Rows = append(t.Rows, []Cell{{Text: Words(e.Name)}, shortCell(e.Value), errorCell(e.SE), shortCell(e.CI[0]), shortCell(e.CI[1]), chanceCell(e.P, 0), shortCell(e.MDE)})
	}
	t.align(1, 2, 3, 4, 6)
	t.Notes = []city.Text{{
		Zh: "括号内为标准误；效应以结果变量的单位计；可发现的最小效应指按此标准误，五次研究中四次能在 5% 水平发现的真实效应",
		En: "standard errors in brackets; effects in units of the outcome; the smallest effect that is found is the true effect that this error finds at 5 % in four of five studies",
	}}
	return t
}

// partTable lists effects by time, cohort or period.
func partTable(name string, title, at city.Text, parts []PartView, level float64) Table {
	t := Table{Name: name, Title: title, Head: append(append([]city.Text{at}, headings("效应", "effect", "标准误", "s.e.")...), intervalHeads(level)...)}
	t.Head = append(t.Head, headings("联合带下限", "joint band from", "联合带上限", "joint band to", "p", "p")...)
	for _, p := range parts {
		t.Rows = append(t.Rows, partCells(p))
	}
	t.align(1, 2, 3, 4, 5, 6)
	return t
}

func partCells(p PartView) []Cell {
	return []Cell{countCell(p.At), shortCell(p.Value), errorCell(p.SE), shortCell(p.CI[0]), shortCell(p.CI[1]), shortCell(p.Band[0]), shortCell(p.Band[1]), chanceCell(p.P, 0)}
}

// mostNames is how many names a plot has rows for.
const mostNames = 40

// leftOutTable lists the estimate without each unit.
func leftOutTable(name string, left []LeftOutView, weights bool) Table {
	t := Table{Name: name + "-left-out", Title: told("逐一去掉一个单位后的效应", "The effect without each unit in turn"), Head: headings("去掉", "without", "效应", "effect", "标准误", "s.e.")}
	if weights {
		t.Head = append(t.Head, told("原权重", "its weight"))
	}
	for _, l := range left {
		row := []Cell{nameCell(l.Without), shortCell(l.Value), errorCell(l.SE)}
		if weights {
			row = append(row, figureCell(l.Weight, l.Weight.Fixed(3)))
		}
		t.Rows = append(t.Rows, row)
	}
	t.align(1, 2)
	return t
}

// leftOutPlot draws the estimate without each unit, those that move it furthest.
func leftOutPlot(name, outcome string, estimates []EstimateView, left []LeftOutView) Plot {
	if len(estimates) == 0 {
		return Plot{}
	}
	whole := estimates[0].Value
	var kept []LeftOutView
	for _, l := range left {
		if !math.IsNaN(float64(l.Value)) {
			kept = append(kept, l)
		}
	}
	away := func(l LeftOutView) float64 { return math.Abs(float64(l.Value - whole)) }
	slices.SortStableFunc(kept, func(a, b LeftOutView) int { return cmp.Compare(away(b), away(a)) })
	p := Plot{Name: name + "-left-out", Title: told("逐一去掉一个单位后的效应", "The effect without each unit in turn"), X: told("效应（%s）", "effect (%s)", outcome),
		Along: []PlotLine{{At: float64(whole), Name: told("全样本 %s", "whole sample %s", whole.Digits(4))}}}
	p.keepFirst(len(kept))
	s := PlotSeries{Name: told("去掉该单位后", "without the unit"), Look: Marks}
	for i, l := range kept[:min(len(kept), mostNames)] {
		p.Rows = append(p.Rows, city.Text{Zh: l.Without})
		s.Points = append(s.Points, PointAt(float64(l.Value), float64(i)))
	}
	p.Series = []PlotSeries{s}
	return p
}

// keepFirst says that a plot has only the units that move the answer furthest.
func (p *Plot) keepFirst(units int) {
	if units > mostNames {
		p.Notes = append(p.Notes, told("只画影响最大的 %d 个单位，共 %d 个", "the %d units that move it furthest, of %d", mostNames, units))
	}
}
