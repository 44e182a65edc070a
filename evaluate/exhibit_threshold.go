package evaluate

import (
	"math"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/threshold"
	"gonum.org/v1/gonum/stat/distuv"
)

// Exhibits gives the tables and plots of a threshold model.
func (r *ThresholdResult) Exhibits(version string) Exhibits {
	s := r.Settings
	e := Exhibits{
		Title: told("面板门槛回归：%s，按 %s 分段", "Panel thresholds: %s, by %s", s.Outcome, s.Threshold), Notes: r.Notes,
		Source: sourceLine(s.Data, s.Spec, s.Seed, version),
	}
	e.Tables = []Table{r.testTable(), r.valueTable(), r.slopeTable()}
	if r.At != nil {
		e.Tables = append(e.Tables, r.At.table(s.Threshold))
	}
	e.Tables = append(e.Tables, r.leftTable(), sampleTable("threshold", r.Sample))
	for i := range r.Thresholds {
		e.Plots = append(e.Plots, r.ProfilePlot(i))
	}
	if r.Placebo != nil {
		e.Plots = append(e.Plots, r.placesPlot())
	}
	e.Plots = append(e.Plots, r.leftPlot())
	return e.whole()
}

// RegimeName says where a regime lies, from 1, the lowest: 规模 <= 1.6; 0 is the
// whole.
func (r *ThresholdResult) RegimeName(regime int) city.Text {
	if regime == 0 {
		return told("不分段", "all")
	}
	low, high := " < ", " <= "
	if r.Settings.Split == threshold.Below {
		low, high = " <= ", " < "
	}
	name := r.Settings.Threshold
	if regime <= len(r.Thresholds) {
		name += high + plain(r.Thresholds[regime-1].Value)
	}
	if regime > 1 {
		name = plain(r.Thresholds[regime-2].Value) + low + name
	}
	return city.Text{Zh: name}
}

func (r *ThresholdResult) testTable() Table {
	t := Table{Name: "threshold-tests", Title: told("门槛个数的检验", "Tests of the number of thresholds"),
		Head: headings("门槛数", "thresholds", "F", "F", "p", "p", "10%临界值", "critical 10 %", "5%临界值", "5 %", "1%临界值", "1 %", "自助次数", "draws")}
	for i, s := range r.Steps {
		row := []Cell{countCell(i + 1), figureCell(s.F, s.F.Fixed(2)), chanceCell(s.P, s.Draws)}
		for _, c := range s.Critical {
			row = append(row, figureCell(c, c.Fixed(2)))
		}
		t.Rows = append(t.Rows, append(row, countCell(s.Draws)))
	}
	if r.Settings.Bootstrap > 0 {
		how := told("按单位整体重抽", "whole units drawn")
		if r.Settings.Resample == threshold.Signs {
			how = told("按单位随机变号", "signs of units drawn")
		}
		t.Notes = append(t.Notes, city.Text{Zh: "p 为自助中 F 不小于所得者的份额；" + how.Zh, En: "p is the share of draws with an F at least as large; " + how.En})
	}
	return t
}

func (r *ThresholdResult) valueTable() Table {
	t := Table{Name: "threshold-values", Title: told("门槛值与置信集", "Thresholds and their confidence sets")}
	t.Head = append(headings("门槛", "threshold"), intervalHeads(r.Settings.Level)...)
	t.Head = append(t.Head, headings("段数", "parts", "到达可搜索范围边缘", "reaches the end of what was searched", "第几步找到", "found in step")...)
	for _, v := range r.Thresholds {
		edge := wordCell("否", "no")
		if v.AtEdge {
			edge = wordCell("是", "yes")
		}
		t.Rows = append(t.Rows, []Cell{valueCell(v.Value), valueCell(v.CI[0]), valueCell(v.CI[1]), countCell(len(v.Parts)), edge, countCell(v.Step)})
	}
	t.Notes = []city.Text{told("置信集为似然比不超过临界值的取值（Hansen 1999），可有间断；可搜索范围 %s 至 %s", "the set holds the values whose likelihood ratio stays under the critical value (Hansen 1999) and may have gaps; searched from %s to %s", plain(r.Searchable[0]), plain(r.Searchable[1]))}
	return t
}

func (r *ThresholdResult) slopeTable() Table {
	t := Table{Name: "threshold-slopes", Title: told("各区段的系数（被解释变量：%s）", "Coefficients by regime (outcome: %s)", r.Settings.Outcome),
		Head: headings("变量", "variable", "区段", "regime", "行数", "rows", "系数", "coefficient", "聚类标准误", "clustered s.e.", "p", "p", "HC1 标准误", "HC1 s.e.", "经典标准误", "classical s.e.")}
	student := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(r.Units - 1)}
	for _, s := range r.Slopes {
		rows := r.N
		if s.Regime > 0 && s.Regime <= len(r.Regimes) {
			rows = r.Regimes[s.Regime-1]
		}
		p := Number(2 * student.CDF(-math.Abs(float64(s.Coefficient/s.Clustered))))
		t.Rows = append(t.Rows, []Cell{regressorCell(s.Name), {Text: r.RegimeName(s.Regime)}, countCell(rows), shortCell(s.Coefficient), errorCell(s.Clustered), chanceCell(p, 0), errorCell(s.HC1), errorCell(s.Classical)})
	}
	effects := told("已控制单位效应", "effects of units are removed")
	if r.Settings.PeriodEffects {
		effects = told("已控制单位与时期效应", "effects of units and periods are removed")
	}
	t.Notes = []city.Text{told("%[1]s；样本 %[2]d 行、%[3]d 个单位；残差平方和 %[4]s；p 按聚类标准误与自由度 %[5]d 的 t 分布", "%[6]s; %[2]d rows of %[3]d units; sum of squared residuals %[4]s; p from the clustered error and t with %[5]d degrees of freedom",
		effects.Zh, r.N, r.Units, r.SSR.Digits(6), r.Units-1, effects.En)}
	return t
}

func regressorCell(name string) Cell {
	if name == threshold.Constant {
		return wordCell("水平（常数项）", "level (constant)")
	}
	return nameCell(name)
}

// table is the shifts of a model at given thresholds.
func (a *AtView) table(variable string) Table {
	t := Table{Name: "threshold-at", Title: told("给定门槛处的变化（门槛变量：%s）", "Shifts at given thresholds (of %s)", variable),
		Head: headings("变量", "variable", "门槛", "threshold", "变化", "change", "聚类标准误", "clustered s.e.", "p", "p", "自助 p", "bootstrap p")}
	for _, s := range a.Shifts {
		t.Rows = append(t.Rows, []Cell{regressorCell(s.Name), valueCell(s.Threshold), shortCell(s.Change), errorCell(s.Clustered), chanceCell(s.P, 0), chanceCell(s.Wild, 0)})
	}
	t.Notes = []city.Text{told("门槛是给定的，不是搜索所得；自助 p 为按单位变号的自助检验", "the thresholds were given, not searched; the bootstrap draws signs of units")}
	return t
}

func (r *ThresholdResult) leftTable() Table {
	t := Table{Name: "threshold-left-out", Title: told("逐一去掉一个单位后的门槛", "Thresholds without each unit in turn"), Head: headings("去掉", "without", "F（第一步）", "F (first step)")}
	for i := range r.Thresholds {
		t.Head = append(t.Head, told("门槛 %d", "threshold %d", i+1))
	}
	for _, l := range r.LeaveOut {
		row := []Cell{nameCell(l.Without), figureCell(l.F, l.F.Fixed(2))}
		for i := range r.Thresholds {
			if i < len(l.Thresholds) {
				row = append(row, valueCell(l.Thresholds[i]))
			} else {
				row = append(row, wordCell("—", "—"))
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
