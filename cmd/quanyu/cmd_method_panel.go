package main

import (
	"fmt"

	"github.com/quanyu/quanyu/evaluate"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/study"
)

func (a *app) runPanel(dir *files.Folder, name string) (*methodResult, error) {
	spec, err := evaluate.ReadRegressionSpec(dir, name)
	if err != nil {
		return nil, err
	}
	r, err := evaluate.RunRegression(dir, spec)
	if err != nil {
		return nil, err
	}
	versioned := struct {
		Version string `json:"version"`
		*evaluate.RegressionResult
	}{study.Version, r}
	return &methodResult{json: versioned, text: func() { a.panel(r) }, exhibits: r.Exhibits(study.Version)}, nil
}

// panel prints a regression as a table.
func (a *app) panel(r *evaluate.RegressionResult) {
	s := r.Settings
	a.say("面板回归：%s（%s），已扣除%s", "panel regression: %s (%s), %s removed", s.Outcome, s.Data.File, r.EffectWords().In(a.lang))
	a.flow(r.Sample)
	a.say("标准误：%s；t 的自由度 %d", "standard errors: %s; t with %d degrees of freedom", r.ErrorWords().In(a.lang), r.Freedom)
	fmt.Fprintln(a.out)
	a.coefficients(r)
	a.say("样本 %d 行，%d 个单位，%d 期；组内 R² %s；残差平方和 %s", "%d rows, %d units, %d periods; R² within %s; sum of squared residuals %s", r.N, r.Units, r.Periods, r.R2Within.Fixed(4), r.SSR.Digits(6))
	a.refused(r.Refused)
	a.noted(r.Notes)
}

func (a *app) coefficients(r *evaluate.RegressionResult) {
	wild := len(r.Settings.Wild) > 0
	head := []string{a.either("变量", "variable"), a.either("系数", "coefficient"), a.either("标准误", "s.e."), "t", "p", a.interval(r.Settings.Level)}
	if wild {
		head = append(head, a.either("自助 p", "bootstrap p"), a.either("自助区间", "bootstrap interval"))
	}
	rows := [][]string{head}
	for _, c := range r.Estimates {
		d := decimals([]evaluate.EstimateView{{Value: c.Value, SE: c.SE}})
		row := []string{c.Name, c.Value.Fixed(d), c.SE.Fixed(d), c.T.Fixed(2), chance(c.P), a.fromTo(c.CI, d)}
		switch {
		case wild && c.Wild != nil:
			row = append(row, chance(c.Wild.P), c.Wild.CI[0].Fixed(d)+a.either(" 至 ", " to ")+c.Wild.CI[1].Fixed(d))
		case wild:
			row = append(row, "", "")
		}
		rows = append(rows, row)
	}
	a.table(rows)
}
