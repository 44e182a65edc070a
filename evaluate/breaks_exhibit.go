package evaluate

import (
	"fmt"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/breaks"
)

// Exhibits gives the tables and the plot of a search for breaks.
func (r *BreaksResult) Exhibits(version string) Exhibits {
	s := r.Settings
	e := Exhibits{Title: told("结构突变：%s", "Structural breaks: %s", s.Outcome), Notes: r.Notes, Source: sourceLine(s.Data, s.Spec, s.Seed, version)}
	e.Tables = []Table{r.numberTable(), r.dateTable(), r.regimeTable(), r.chowTable(), sampleTable("breaks", r.Sample)}
	e.Plots = []Plot{r.plot()}
	return e.whole()
}

// TermWords says a coefficient of a regime.
func TermWords(name string) city.Text {
	switch name {
	case breaks.Constant:
		return told("水平", "level")
	case breaks.Trend:
		return told("每期的变化", "change a period")
	}
	return city.Text{Zh: name}
}

func (r *BreaksResult) numberTable() Table {
	t := Table{Name: "breaks-number", Title: told("突变个数", "The number of breaks"), Head: headings("突变数", "breaks", "F（与没有突变比）", "F against none", "p", "p", "再加一个的 F", "F of one more", "p（再加一个）", "p of one more", "BIC", "BIC", "LWZ", "LWZ", "残差自相关", "autocorrelation")}
	for m, p := range r.Partitions {
		more := []Cell{{}, {}}
		if p.More != nil {
			more = []Cell{figureCell(p.More.F, p.More.F.Fixed(2)), figureCell(p.More.P, p.More.P.Fixed(3))}
		}
		row := append([]Cell{countCell(m), figureCell(p.F, p.F.Fixed(2)), figureCell(p.P, p.P.Fixed(3))}, more...)
		t.Rows = append(t.Rows, append(row, figureCell(p.BIC, p.BIC.Fixed(2)), figureCell(p.LWZ, p.LWZ.Fixed(3)), figureCell(p.Autocorrelation, p.Autocorrelation.Fixed(2))))
	}
	t.Notes = []city.Text{told("%[1]d 期，每段至少 %[2]d 期；p 由自助 %[3]d 次得到；误差按各期互不相干", "%[1]d periods, at least %[2]d in a regime; p from %[3]d draws; errors taken as independent over time", r.N, r.LeastRows, r.Settings.Draws)}
	return t
}

func (r *BreaksResult) dateTable() Table {
	t := Table{Name: "breaks-dates", Title: told("突变时间", "Dates of breaks"), Head: append(headings("前一段的最后一期", "last period before", "后一段的第一期", "first period after"), intervalHeads(r.Settings.Level)...)}
	for _, b := range r.Breaks {
		low, high := wordCell("—", "—"), wordCell("—", "—")
		if b.CI != nil {
			low, high = countCell(b.CI[0]), countCell(b.CI[1])
		}
		t.Rows = append(t.Rows, []Cell{countCell(b.Period), countCell(b.Next), low, high})
	}
	t.Notes = []city.Text{told("区间是前一段的最后一期的区间（Bai 1997）", "the interval is that of the last period before (Bai 1997)")}
	return t
}

func (r *BreaksResult) regimeTable() Table {
	t := Table{Name: "breaks-regimes", Title: told("各段的系数（被解释变量：%s）", "Coefficients by regime (outcome: %s)", r.Settings.Outcome)}
	t.Head = append(headings("时段", "periods", "期数", "rows", "变量", "variable", "系数", "coefficient", "标准误", "s.e.", "p", "p"), intervalHeads(r.Settings.Level)...)
	for _, g := range r.Regimes {
		for _, c := range g.Terms {
			t.Rows = append(t.Rows, []Cell{{Text: city.Text{Zh: fmt.Sprintf("%d–%d", g.First, g.Last)}}, countCell(g.Rows), {Text: TermWords(c.Name)}, shortCell(c.Value), errorCell(c.SE), chanceCell(c.P, 0), shortCell(c.CI[0]), shortCell(c.CI[1])})
		}
	}
	t.Notes = []city.Text{told("每段单独估计，标准误为经典的；时间当作已知", "each regime is estimated alone with classical errors, its dates taken as known")}
	return t
}

func (r *BreaksResult) chowTable() Table {
	t := Table{Name: "breaks-chow", Title: told("给定时期的 Chow 检验", "Chow tests at given periods"), Head: headings("前一段的最后一期", "last period before", "前段期数", "rows before", "后段期数", "rows after", "F", "F", "p", "p", "稳健 F（HC1）", "robust F (HC1)", "稳健 p", "robust p")}
	for _, c := range r.Chow {
		if c.Refused != nil {
			t.Notes = append(t.Notes, city.Text{Zh: fmt.Sprintf("%d：%s", c.At, c.Refused.Message.Zh), En: fmt.Sprintf("%d: %s", c.At, c.Refused.Message.En)})
			continue
		}
		t.Rows = append(t.Rows, []Cell{countCell(c.At), countCell(c.Before), countCell(c.After), figureCell(c.F, c.F.Fixed(2)), chanceCell(c.P, 0), figureCell(c.RobustF, c.RobustF.Fixed(2)), chanceCell(c.RobustP, 0)})
	}
	return t
}

// plot draws the series with what each regime gives, and where it breaks.
func (r *BreaksResult) plot() Plot {
	p := Plot{Name: "breaks-series", Title: told("“%[1]s”与各段的拟合", "%[2]s and what each regime gives", r.Settings.Outcome, r.Settings.Outcome), X: told("时期", "period"), Y: city.Text{Zh: r.Settings.Outcome}, Whole: true,
		Says: told("%d 至 %d，%d 段", "%d to %d, in %d parts", r.First, r.Last, len(r.Regimes))}
	value, line := PlotSeries{Name: told("实际", "observed"), Look: Marks}, PlotSeries{Name: told("分段拟合", "fitted by regime"), Look: Joined}
	for i, v := range r.series {
		if i > 0 && v.regime != r.series[i-1].regime {
			line.Points = append(line.Points, GapAt(float64(v.period)))
		}
		value.Points = append(value.Points, PointAt(float64(v.period), v.value))
		line.Points = append(line.Points, PointAt(float64(v.period), v.fitted))
	}
	p.Series = []PlotSeries{value, line}
	for _, b := range r.Breaks {
		p.Along = append(p.Along, PlotLine{At: float64(b.Period), Name: told("%d 之后", "after %d", b.Period)})
		if b.CI != nil {
			p.Spans = append(p.Spans, PlotSpan{float64(b.CI[0]), float64(b.CI[1]), told("%s%% 区间", "%s %% interval", plain(round(100*r.Settings.Level)))})
		}
	}
	return p
}
