package evaluate

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/effect/twoway"
)

// Exhibits gives the tables and plots of a difference-in-differences.
func (r *DiDResult) Exhibits(version string) Exhibits {
	s := r.Settings
	e := Exhibits{Title: told("政策效应的双重差分：%s", "Difference-in-differences: %s", s.Outcome), Notes: r.Notes, Source: sourceLine(s.Data, s.Spec, s.Seed, version)}
	e.Tables = []Table{
		estimateTable("did", s.Outcome, r.Estimates, s.Level), r.groupTimeTable(),
		partTable("did-by-group", told("各批次的效应", "Effects by cohort"), told("首次受处理的时期", "first treated in"), r.ByGroup, s.Level),
		partTable("did-by-period", told("各时期的效应", "Effects by period"), told("时期", "period"), r.ByPeriod, s.Level),
		r.eventTable(), r.preTrendTable(), r.testTable(),
	}
	if r.Bacon != nil {
		e.Tables = append(e.Tables, r.Bacon.table())
	}
	e.Tables = append(e.Tables, supportTable(r.Support), earlierTable("did", r.Earlier, s.Level), leftOutTable("did", r.LeaveOut, false), r.cohortTable(), sampleTable("did", r.Sample))
	e.Plots = []Plot{r.EventPlot()}
	if r.Bacon != nil {
		e.Plots = append(e.Plots, r.Bacon.plot(s.Outcome))
	}
	e.Plots = append(e.Plots, leftOutPlot("did", s.Outcome, r.Estimates, r.LeaveOut))
	return e.whole()
}

func (r *DiDResult) groupTimeTable() Table {
	t := Table{Name: "did-group-time", Title: told("各批次在各时期的效应", "Effects on each cohort in each period"),
		Head: headings("首次受处理", "first treated", "时期", "period", "基期", "base", "处理单位", "treated", "对照单位", "controls", "效应", "effect", "标准误", "s.e.")}
	t.Head = append(append(t.Head, intervalHeads(r.Settings.Level)...), told("p", "p"))
	for _, g := range r.GroupTime {
		row := []Cell{countCell(g.Cohort), countCell(g.Period), countCell(g.Base), countCell(g.Treated), countCell(g.Controls), shortCell(g.Value), errorCell(g.SE), shortCell(g.CI[0]), shortCell(g.CI[1]), chanceCell(g.P, 0)}
		t.Rows = append(t.Rows, row)
		if g.Refused != nil {
			t.Notes = append(t.Notes, told("%[1]d 批次 %[2]d 期没有估计：%[3]s", "cohort %[1]d in %[2]d was not estimated: %[4]s", g.Cohort, g.Period, g.Refused.Message.Zh, g.Refused.Message.In("en")))
		}
	}
	t.align(5, 6, 7, 8)
	t.Notes = append(t.Notes, city.Text{Zh: "处理之前各期的效应应接近零；基期的效应按定义为零", En: "effects before the treatment should be near zero; that of the base period is zero by definition"})
	return t
}

// eventTable lists the effects by time since the treatment, by every method.
func (r *DiDResult) eventTable() Table {
	t := partTable("did-events", told("按距处理时间的效应（事件研究）", "Effects by time since the treatment (event study)"), told("距处理的时期数", "time since the treatment"), nil, r.Settings.Level)
	t.Head = append([]city.Text{told("方法", "method")}, t.Head...)
	for _, e := range r.Events {
		for _, p := range e.Parts {
			t.Rows = append(t.Rows, append([]Cell{{Text: Words(e.Method)}}, partCells(p)...))
		}
		t.Notes = append(t.Notes, told("%[1]s以第 %[2]d 期为基期", "%[3]s: time %[2]d is the base", Words(e.Method).Zh, e.Base, Words(e.Method).En))
	}
	t.align(2, 3, 4, 5, 6, 7)
	return t
}

func (r *DiDResult) preTrendTable() Table {
	t := Table{Name: "did-pre-trends", Title: told("处理前无差异的联合检验与其功效", "Joint tests of the time before the treatment, and what they can see"),
		Head: headings("方法", "method", "统计量", "statistic", "分布", "distribution", "p", "p", "八成把握能发现的趋势（每期）", "trend found in 80 % (a period)", "该趋势造成的偏差", "bias of such a trend")}
	for _, p := range r.PreTrends {
		law := "χ²("
		if p.Distribution == "f" {
			law = "F("
		}
		for i, n := range p.Freedom {
			if i > 0 {
				law += ", "
			}
			law += fmt.Sprint(n)
		}
		row := []Cell{{Text: Words(p.Method)}, figureCell(p.Statistic, p.Statistic.Fixed(2)), nameCell(law + ")"), chanceCell(p.P, 0), wordCell("—", "—"), wordCell("—", "—")}
		for _, w := range p.Trends {
			if round(float64(w.Power)) == 0.8 {
				row[4], row[5] = shortCell(w.Slope), shortCell(w.Bias)
			}
		}
		t.Rows = append(t.Rows, row)
	}
	t.Notes = []city.Text{told("以小样本校正的为准；其余是软件通常印出的，批次小时拒绝得过多，只供对照", "The test corrected for few units decides; the others are what software prints, and reject too often where cohorts are small"),
		told("不显著不等于没有趋势：小于所列的趋势，这一检验多半看不出来（Roth 2022）", "no rejection does not mean no trend: the test will mostly miss a trend smaller than the one listed (Roth 2022)")}
	return t
}

func (b *DecompositionView) table() Table {
	t := Table{Name: "did-decomposition", Title: told("双向固定效应估计由哪些比较构成", "What the two-way fixed effects estimate is made of"),
		Head: headings("比较", "comparison", "权重", "weight", "估计", "estimate")}
	for _, k := range b.Kinds {
		t.Rows = append(t.Rows, []Cell{{Text: Words(string(k.Kind))}, figureCell(k.Weight, k.Weight.Fixed(3)), shortCell(k.Value)})
	}
	t.Rows = append(t.Rows, []Cell{wordCell("合计", "all"), figureCell(1, "1.000"), shortCell(b.Value)})
	t.Notes = []city.Text{told("不当的比较（以已受处理的单位为对照）占权重 %s（Goodman-Bacon 2021）", "comparisons with units already treated have a weight of %s (Goodman-Bacon 2021)", b.Forbidden.Fixed(3))}
	return t
}

func supportTable(all []SupportView) Table {
	t := Table{Name: "did-support", Title: told("处理之前：受处理的与对照的比较", "Before the treatment: treated units beside controls"),
		Head: headings("变量", "variable", "处理组均值", "treated mean", "对照组均值", "controls mean", "对照最小", "controls from", "对照最大", "controls to", "标准化差异", "normalised difference", "超出对照范围的单位", "units outside the range")}
	for _, s := range all {
		t.Rows = append(t.Rows, []Cell{nameCell(s.Name), shortCell(s.Treated), shortCell(s.Controls), shortCell(s.Range[0]), shortCell(s.Range[1]), figureCell(s.Difference, s.Difference.Fixed(2)), {Text: someNames(s.Outside)}})
	}
	return t
}

func earlierTable(name string, all []EarlierView, level float64) Table {
	t := Table{Name: name + "-earlier", Title: told("时间安慰剂：假设政策提前开始", "Placebos in time: the treatment moved earlier")}
	t.Head = append(headings("提前期数", "periods earlier", "效应", "effect", "标准误", "s.e."), append(intervalHeads(level), told("p", "p"))...)
	for _, e := range all {
		t.Rows = append(t.Rows, []Cell{countCell(e.By), shortCell(e.Value), errorCell(e.SE), shortCell(e.CI[0]), shortCell(e.CI[1]), chanceCell(e.P, 0)})
	}
	t.align(1, 2, 3, 4)
	t.Notes = []city.Text{told("只用政策真正开始之前的数据；应接近零", "with the data before the true start only; should be near zero")}
	return t
}

func (r *DiDResult) cohortTable() Table {
	t := Table{Name: "did-cohorts", Title: told("各批次的单位", "The units of each cohort"), Head: headings("首次受处理", "first treated", "单位数", "units", "单位", "which")}
	for _, c := range r.Cohorts {
		first := wordCell("从未", "never")
		if c.First != nil {
			first = countCell(*c.First)
		}
		t.Rows = append(t.Rows, []Cell{first, countCell(len(c.Units)), {Text: someNames(c.Units)}})
	}
	return t
}

// EventPlot draws the effects by time since the treatment, the methods side by
// side; an interval is the joint band where there is one.
func (r *DiDResult) EventPlot() Plot {
	p := Plot{
		Name: "did-events", Title: told("距处理时间与效应（事件研究）", "Effects by time since the treatment (event study)"), X: told("距处理开始的时期数", "periods since the treatment"),
		Y: told("效应（%s）", "effect (%s)", r.Settings.Outcome), Whole: true, Across: []PlotLine{{At: 0}}, Along: []PlotLine{{At: -0.5, Name: told("处理开始", "treatment")}},
	}
	joint := false
	for _, e := range r.Events {
		s := eventSeries(Words(e.Method), withBase(e.Parts, e.Base))
		joint = joint || len(e.Parts) > 0 && !isNone(e.Parts[len(e.Parts)-1].Band[0])
		p.Series = append(p.Series, s)
	}
	percent := plain(round(100 * r.Settings.Level))
	note := told("竖线为逐点 %s%% 区间", "bars are %s %% intervals of each point alone", percent)
	if joint {
		note = told("竖线：分组分时为 %s%% 联合置信带，其余为逐点区间", "bars are the %s %% joint band for group-time effects, intervals of each point alone for the others", percent)
	}
	p.Notes = append(p.Notes, note)
	if len(p.Series) > 1 {
		p.Notes = append(p.Notes, told("为便于辨认，各方法的点左右错开", "the methods are set side by side to be told apart"))
	}
	return p
}

// withBase adds the time that all others are compared with, where a method has
// no estimate of it: zero, without an interval.
func withBase(parts []PartView, base int) []PartView {
	at, there := slices.BinarySearchFunc(parts, base, func(p PartView, t int) int { return cmp.Compare(p.At, t) })
	if there {
		return parts
	}
	return slices.Insert(slices.Clone(parts), at, PartView{At: base, CI: nothing, Band: nothing})
}

// eventSeries draws parts with their joint band, or interval.
func eventSeries(name city.Text, parts []PartView) PlotSeries {
	s := PlotSeries{Name: name, Look: Marks}
	for _, p := range parts {
		ends := p.Band
		if isNone(ends[0]) || isNone(ends[1]) {
			ends = p.CI
		}
		s.Points = append(s.Points, PlotPoint{float64(p.At), float64(p.Value), float64(ends[0]), float64(ends[1])})
	}
	return s
}

// plot draws each comparison by weight and estimate, by kind.
func (b *DecompositionView) plot(outcome string) Plot {
	p := Plot{
		Name: "did-decomposition", Title: told("双向固定效应的分解：每一个两两比较", "The two-way estimate taken apart: each comparison"), X: told("权重", "weight"), Y: told("估计（%s）", "estimate (%s)", outcome),
		Across: []PlotLine{{At: 0}, {At: float64(b.Value), Name: told("双向固定效应估计 %s", "two-way estimate %s", b.Value.Digits(4))}},
		Says:   told("不当的比较占权重 %s", "forbidden comparisons have a weight of %s", b.Forbidden.Fixed(3)),
	}
	for _, kind := range []twoway.Kind{twoway.WithUntreated, twoway.WithLater, twoway.WithEarlier, twoway.WithAlways} {
		s := PlotSeries{Name: Words(string(kind)), Look: Marks}
		for _, c := range b.Comparisons {
			if c.Kind == kind {
				s.Points = append(s.Points, PointAt(float64(c.Weight), float64(c.Value)))
			}
		}
		if len(s.Points) > 0 {
			p.Series = append(p.Series, s)
		}
	}
	return p
}
