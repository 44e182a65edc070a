package evaluate

// Exhibits gives the tables of a regression.
func (r *RegressionResult) Exhibits(version string) Exhibits {
	s := r.Settings
	e := Exhibits{Title: told("面板回归：%s", "Panel regression: %s", s.Outcome), Notes: r.Notes, Source: sourceLine(s.Data, s.Spec, s.Seed, version)}
	e.Tables = []Table{r.coefficientTable(), sampleTable("panel", r.Sample)}
	return e.whole()
}

func (r *RegressionResult) coefficientTable() Table {
	t := Table{Name: "panel-coefficients", Title: told("回归系数（被解释变量：%s）", "Coefficients (outcome: %s)", r.Settings.Outcome)}
	t.Head = append(headings("变量", "variable", "系数", "coefficient", "标准误", "s.e.", "t", "t", "p", "p"), intervalHeads(r.Settings.Level)...)
	if len(r.Settings.Wild) > 0 {
		t.Head = append(t.Head, headings("自助 p", "bootstrap p", "自助区间下限", "bootstrap interval from", "自助区间上限", "bootstrap interval to")...)
	}
	for _, c := range r.Estimates {
		row := []Cell{nameCell(c.Name), shortCell(c.Value), errorCell(c.SE), figureCell(c.T, c.T.Fixed(2)), chanceCell(c.P, 0), shortCell(c.CI[0]), shortCell(c.CI[1])}
		if len(r.Settings.Wild) > 0 {
			row = append(row, c.Wild.cells()...)
		}
		t.Rows = append(t.Rows, row)
	}
	effects, errors := r.EffectWords(), r.ErrorWords()
	t.Notes = append(t.Notes, told("已扣除%[1]s；样本 %[2]d 行、%[3]d 个单位、%[4]d 期；组内 R² %[5]s；括号内为标准误（%[6]s），t 的自由度 %[7]d",
		"%[8]s removed; %[2]d rows of %[3]d units in %[4]d periods; R² within %[5]s; standard errors in brackets (%[9]s), t with %[7]d degrees of freedom",
		effects.Zh, r.N, r.Units, r.Periods, r.R2Within.Fixed(4), errors.Zh, r.Freedom, effects.En, errors.En))
	return t
}

// cells is the p-value and the interval of a bootstrap; of none they are blank.
func (w *WildView) cells() []Cell {
	if w == nil {
		return []Cell{{}, {}, {}}
	}
	return []Cell{figureCell(w.P, w.P.Fixed(3)), shortCell(w.CI[0]), shortCell(w.CI[1])}
}
