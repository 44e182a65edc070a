package evaluate

import (
	"fmt"

	"github.com/quanyu/quanyu/city"
)

// Exhibits gives the tables and plots of a synthetic control or synthetic
// difference-in-differences.
func (r *SynthResult) Exhibits(version string) Exhibits {
	s := r.Settings
	method := Words(s.Method)
	e := Exhibits{Title: told("政策效应的%[1]s：%[2]s", "%[3]s: %[2]s", method.Zh, s.Outcome, method.En), Notes: r.Notes, Source: sourceLine(s.Data, s.Spec, s.Seed, version)}
	e.Tables = []Table{estimateTable("synth", s.Outcome, r.Estimates, s.Level), r.weightTable(), r.timeTable(), r.predictorTable(), r.supportTable(), r.pathTable(), r.testTable()}
	if len(r.Cohorts) > 1 {
		e.Tables = append(e.Tables, partTable("synth-events", told("按距处理时间的效应", "Effects by time since the treatment"), told("距处理的时期数", "time since the treatment"), r.Events, s.Level))
	}
	if r.Space != nil {
		e.Tables = append(e.Tables, r.Space.table())
	}
	e.Tables = append(e.Tables, earlierTable("synth", r.Earlier, s.Level), leftOutTable("synth", r.LeaveOut, true), donorTable(r.Donors), sampleTable("synth", r.Sample))
	for i := range r.Cohorts {
		e.Plots = append(e.Plots, r.PathPlot(i))
	}
	if len(r.Cohorts) == 1 || r.Space != nil {
		e.Plots = append(e.Plots, r.GapPlot())
	}
	if len(r.Cohorts) > 1 {
		e.Plots = append(e.Plots, r.eventPlot())
	}
	if r.Space != nil {
		e.Plots = append(e.Plots, r.Space.plot())
	}
	e.Plots = append(e.Plots, leftOutPlot("synth", s.Outcome, r.Estimates, r.LeaveOut))
	return e.whole()
}

func (r *SynthResult) weightTable() Table {
	t := Table{Name: "synth-weights", Title: told("对照单位的权重", "Weights of the donors"), Head: headings("开始", "start", "单位", "unit", "权重", "weight")}
	for _, c := range r.Cohorts {
		small := 0
		for _, w := range c.Weights {
			if w.Weight < 0.0005 {
				small++
				continue
			}
			t.Rows = append(t.Rows, []Cell{countCell(c.Start), nameCell(w.Unit), figureCell(w.Weight, w.Weight.Fixed(3))})
		}
		if small > 0 {
			t.Notes = append(t.Notes, told("%d 起：另有 %d 个单位的权重不足 0.0005", "start %d: %d more donors have a weight under 0.0005", c.Start, small))
		}
	}
	return t
}

func (r *SynthResult) timeTable() Table {
	t := Table{Name: "synth-time-weights", Title: told("处理之前各时期的权重", "Weights of the periods before the treatment"), Head: headings("开始", "start", "时期", "period", "权重", "weight"),
		Notes: []city.Text{told("权重不足 0.0005 的时期不列", "periods with a weight under 0.0005 are left out")}}
	for _, c := range r.Cohorts {
		for _, w := range c.Times {
			if w.Weight < 0.0005 {
				continue
			}
			t.Rows = append(t.Rows, []Cell{countCell(c.Start), countCell(w.Period), figureCell(w.Weight, w.Weight.Fixed(3))})
		}
	}
	return t
}

func (r *SynthResult) predictorTable() Table {
	t := Table{Name: "synth-predictors", Title: told("预测变量：实际与合成", "Predictors: treated and synthetic"), Head: headings("开始", "start", "变量", "variable", "重要性", "importance", "实际", "treated", "合成", "synthetic", "对照均值", "mean of donors")}
	for _, c := range r.Cohorts {
		for _, b := range c.Predictors {
			t.Rows = append(t.Rows, []Cell{countCell(c.Start), nameCell(b.Name), figureCell(b.Importance, b.Importance.Fixed(3)), shortCell(b.Treated), shortCell(b.Synthetic), shortCell(b.Donors)})
		}
	}
	return t
}

func (r *SynthResult) supportTable() Table {
	t := Table{Name: "synth-support", Title: told("处理之前的拟合", "The fit before the treatment"), Head: headings("开始", "start", "处理单位", "treated", "处理前 RMSPE", "RMSPE before", "与波动之比", "relative to the spread", "超出对照范围的时期份额", "share of periods outside the donors", "有效对照数", "effective donors", "最大权重", "largest weight")}
	for _, c := range r.Cohorts {
		s := c.Support
		t.Rows = append(t.Rows, []Cell{countCell(c.Start), {Text: someNames(c.Treated)}, shortCell(s.RMSPE), figureCell(s.Relative, s.Relative.Fixed(3)), figureCell(s.Outside, s.Outside.Fixed(2)), figureCell(s.Effective, s.Effective.Fixed(1)), figureCell(s.Largest, s.Largest.Fixed(3))})
	}
	t.Notes = []city.Text{told("RMSPE 为处理前实际与合成之差的均方根；有效对照数为权重平方和的倒数", "RMSPE is the root mean square of treated less synthetic before the treatment; effective donors are one over the sum of squared weights")}
	return t
}

func (r *SynthResult) pathTable() Table {
	t := Table{Name: "synth-path", Title: told("实际与合成的路径（%s）", "Treated and synthetic (%s)", r.Settings.Outcome), Head: headings("开始", "start", "时期", "period", "实际", "treated", "合成", "synthetic", "差距", "gap")}
	for _, c := range r.Cohorts {
		for _, p := range c.Path {
			t.Rows = append(t.Rows, []Cell{countCell(c.Start), countCell(p.Period), shortCell(p.Treated), shortCell(p.Synthetic), shortCell(p.Gap)})
		}
	}
	t.align(2, 3, 4)
	return t
}

func (s *SpaceView) table() Table {
	t := Table{Name: "synth-placebo", Title: told("空间安慰剂：每个对照单位假装受处理", "Placebos in space: each donor plays the treated"),
		Head: headings("单位", "unit", "效应", "effect", "处理前 RMSPE", "RMSPE before", "处理后 RMSPE", "RMSPE after", "后前之比", "ratio", "位次", "rank")}
	for i, u := range s.Trials {
		who := u.called(i)
		if u.Treated {
			who = city.Text{Zh: who.Zh + "（受处理）", En: who.In("en") + " (treated)"}
		}
		rank := wordCell("—", "—")
		if u.Rank > 0 {
			rank = countCell(u.Rank)
		}
		t.Rows = append(t.Rows, []Cell{{Text: who}, shortCell(u.Estimate), shortCell(u.Before), shortCell(u.After), figureCell(u.Ratio, u.Ratio.Fixed(2)), rank})
		if u.Refused != nil {
			t.Notes = append(t.Notes, told("%[1]s没有估计：%[2]s", "%[3]s was not estimated: %[4]s", u.called(i).Zh, u.Refused.Message.Zh, u.called(i).In("en"), u.Refused.Message.In("en")))
		}
	}
	t.align(1, 2, 3)
	t.Notes = append(t.Notes, told("p = 受处理者的位次 / 可排位的单位数 = %s", "p = rank of the treated / units with a rank = %s", s.P.Fixed(3)))
	return t
}

// called names a trial; a set of placebo units has a number only.
func (u TrialView) called(i int) city.Text {
	if len(u.Units) <= 2 || u.Treated && len(u.Units) <= 6 {
		return someNames(u.Units)
	}
	if u.Treated {
		return told("%d 个受处理单位", "%d treated units", len(u.Units))
	}
	return told("安慰剂组 %d", "placebo set %d", i)
}

func donorTable(out []DonorView) Table {
	t := Table{Name: "synth-no-donors", Title: told("不作对照的单位与理由", "Units that are no donors, and why"), Head: headings("单位", "unit", "理由", "reason")}
	for _, d := range out {
		t.Rows = append(t.Rows, []Cell{nameCell(d.Unit), {Text: d.Why}})
	}
	return t
}

// cohortName names the units of a cohort: 武汉市, or 12 个单位.
func cohortName(c SynthCohort) city.Text {
	if len(c.Treated) <= 2 {
		return someNames(c.Treated)
	}
	return told("%d 个受处理单位的平均", "mean of %d treated units", len(c.Treated))
}

// PathPlot draws cohort i, from 0, beside its synthetic counterpart.
func (r *SynthResult) PathPlot(i int) Plot {
	c := r.Cohorts[i]
	who := cohortName(c)
	treated := PlotSeries{Name: city.Text{Zh: who.Zh + "（实际）", En: who.In("en") + " (actual)"}, Look: Joined}
	synthetic := PlotSeries{Name: told("合成对照", "synthetic"), Look: Joined}
	for _, p := range c.Path {
		treated.Points = append(treated.Points, PointAt(float64(p.Period), float64(p.Treated)))
		synthetic.Points = append(synthetic.Points, PointAt(float64(p.Period), float64(p.Synthetic)))
	}
	name := "synth-path"
	if len(r.Cohorts) > 1 {
		name += fmt.Sprintf("-%d", c.Start)
	}
	return Plot{
		Name: name, Title: told("%[1]s：实际与合成", "%[2]s: actual and synthetic", who.Zh, who.In("en")), X: told("时期", "period"), Y: city.Text{Zh: r.Settings.Outcome}, Whole: true,
		Series: []PlotSeries{treated, synthetic}, Along: []PlotLine{startLine(c)},
	}
}

// startLine stands between the last period before the treatment and the first
// of it.
func startLine(c SynthCohort) PlotLine {
	before := c.Start - 1
	for _, p := range c.Path {
		if p.Period < c.Start {
			before = p.Period
		}
	}
	return PlotLine{At: float64(before+c.Start) / 2, Name: told("处理开始（%d）", "treated from %d", c.Start)}
}

// GapPlot draws how far the treated lie from their synthetic counterpart, and,
// behind it, the same for donors that play the treated.
func (r *SynthResult) GapPlot() Plot {
	p := Plot{Name: "synth-gaps", Title: told("实际减合成的差距", "Treated less synthetic"), X: told("距处理开始的时期数", "periods since the treatment"), Y: told("差距（%s）", "gap (%s)", r.Settings.Outcome), Whole: true,
		Across: []PlotLine{{At: 0}}, Along: []PlotLine{{At: -0.5, Name: told("处理开始", "treatment")}}}
	own := PlotSeries{Name: told("受处理单位", "treated"), Look: Joined}
	if r.Space == nil {
		c := r.Cohorts[0]
		p.X, p.Along = told("时期", "period"), []PlotLine{startLine(c)}
		for _, v := range c.Path {
			own.Points = append(own.Points, PointAt(float64(v.Period), float64(v.Gap)))
		}
		p.Series = []PlotSeries{own}
		return p
	}
	placebo, n := PlotSeries{Look: Faint}, 0
	for _, trial := range r.Space.Trials {
		if trial.Refused != nil {
			continue
		}
		s := &placebo
		if trial.Treated {
			s = &own
		} else {
			n++
		}
		for i, g := range trial.Gaps {
			s.Points = append(s.Points, PointAt(float64(r.Space.Times[i]), float64(g)))
		}
		if k := len(s.Points); k > 0 {
			s.Points = append(s.Points, GapAt(s.Points[k-1].X))
		}
	}
	placebo.Name = told("安慰剂（%d 次）", "placebos (%d)", n)
	p.Series = []PlotSeries{own, placebo}
	p.Says = told("受处理单位的差距与 %d 次安慰剂的差距；按后前 RMSPE 之比的 p 为 %s", "the gap of the treated beside %d placebos; p by the ratio of RMSPE is %s", n, r.Space.P.Fixed(3))
	return p
}

func (r *SynthResult) eventPlot() Plot {
	return Plot{Name: "synth-events", Title: told("距处理时间与效应", "Effects by time since the treatment"), X: told("距处理开始的时期数", "periods since the treatment"), Y: told("效应（%s）", "effect (%s)", r.Settings.Outcome), Whole: true,
		Series: []PlotSeries{eventSeries(told("效应", "effect"), r.Events)}, Across: []PlotLine{{At: 0}}, Along: []PlotLine{{At: -0.5, Name: told("处理开始", "treatment")}}}
}

// plot draws the ratios of the placebos in space, the largest first.
func (s *SpaceView) plot() Plot {
	p := Plot{Name: "synth-placebo", Title: told("空间安慰剂：处理后与处理前 RMSPE 之比", "Placebos in space: RMSPE after over before"), X: told("处理后 RMSPE / 处理前 RMSPE", "RMSPE after / RMSPE before"),
		Says: told("p 为 %s", "p is %s", s.P.Fixed(3))}
	own, others := PlotSeries{Name: told("受处理单位", "treated"), Look: Marks}, PlotSeries{Name: told("安慰剂", "placebo"), Look: Marks}
	ranked := []TrialView{}
	for rank := 1; rank <= len(s.Trials); rank++ {
		for _, u := range s.Trials {
			if u.Rank == rank && (u.Treated || len(ranked) < mostNames) {
				ranked = append(ranked, u)
			}
		}
	}
	for i, u := range ranked {
		p.Rows = append(p.Rows, u.called(i))
		if u.Treated {
			own.Points = append(own.Points, PointAt(float64(u.Ratio), float64(i)))
		} else {
			others.Points = append(others.Points, PointAt(float64(u.Ratio), float64(i)))
		}
	}
	p.Series = []PlotSeries{own, others}
	if len(s.Trials) > len(ranked) {
		p.Notes = []city.Text{told("只画比值最大的 %d 个，共 %d 个", "the %d largest, of %d", len(ranked), len(s.Trials))}
	}
	return p
}
