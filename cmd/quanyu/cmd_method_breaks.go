package main

import (
	"fmt"

	"github.com/quanyu/quanyu/evaluate"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/study"
)

func (a *app) runBreaks(dir *files.Folder, name string) (*methodResult, error) {
	spec, err := evaluate.ReadBreaksSpec(dir, name)
	if err != nil {
		return nil, err
	}
	r, err := evaluate.RunBreaks(dir, spec)
	if err != nil {
		return nil, err
	}
	versioned := struct {
		Version string `json:"version"`
		*evaluate.BreaksResult
	}{study.Version, r}
	return &methodResult{json: versioned, text: func() { a.breaks(r) }, exhibits: r.Exhibits(study.Version)}, nil
}

// breaks prints a result as tables.
func (a *app) breaks(r *evaluate.BreaksResult) {
	s := r.Settings
	where := s.Data.File
	if s.Only != "" {
		where += a.either("，", ", ") + s.Only
	}
	a.say("结构突变：%s（%s）", "structural breaks: %s (%s)", s.Outcome, where)
	a.flow(r.Sample)
	a.say("%d 至 %d，%d 期，每段至少 %d 期", "%d to %d, %d periods, at least %d in a regime", r.First, r.Last, r.N, r.LeastRows)
	fmt.Fprintln(a.out)
	a.partitions(r)
	a.breakDates(r)
	a.regimes(r)
	a.chow(r.Chow)
	a.noted(r.Notes)
}

func (a *app) partitions(r *evaluate.BreaksResult) {
	rows := [][]string{{a.either("突变数", "breaks"), a.either("F（比没有）", "F against none"), "p", a.either("再加一个的 F", "F of one more"), "p", "BIC", "LWZ", a.either("残差自相关", "autocorrelation")}}
	for m, p := range r.Partitions {
		row := []string{fmt.Sprint(m), p.F.Fixed(2), p.P.Fixed(3), "", ""}
		if p.More != nil {
			row[3], row[4] = p.More.F.Fixed(2), p.More.P.Fixed(3)
		}
		rows = append(rows, append(row, p.BIC.Fixed(2), p.LWZ.Fixed(3), p.Autocorrelation.Fixed(2)))
	}
	if r.ByTest == nil {
		a.say("突变个数：没有检验；按 BIC %d 个，按 LWZ %d 个", "the number of breaks: not tested; %d by BIC, %d by LWZ", r.ByBIC, r.ByLWZ)
	} else {
		a.say("突变个数：按检验 %d 个（自助 %d 次，种子 %d），按 BIC %d 个，按 LWZ %d 个", "the number of breaks: %d by the test (%d draws, seed %d), %d by BIC, %d by LWZ", *r.ByTest, r.Settings.Draws, r.Settings.Seed, r.ByBIC, r.ByLWZ)
	}
	a.table(rows)
}

func (a *app) breakDates(r *evaluate.BreaksResult) {
	if len(r.Breaks) == 0 {
		return
	}
	rows := [][]string{{a.either("前一段止于", "last period before"), a.interval(r.Settings.Level), a.either("后一段始于", "first period after")}}
	for _, b := range r.Breaks {
		interval := "—"
		if b.CI != nil {
			interval = fmt.Sprintf("%d%s%d", b.CI[0], a.either(" 至 ", " to "), b.CI[1])
		}
		rows = append(rows, []string{fmt.Sprint(b.Period), interval, fmt.Sprint(b.Next)})
	}
	a.table(rows)
}

func (a *app) regimes(r *evaluate.BreaksResult) {
	rows := [][]string{{a.either("时段", "periods"), a.either("期数", "rows"), a.either("变量", "variable"), a.either("系数", "coefficient"), a.either("标准误", "s.e."), a.interval(r.Settings.Level), "p"}}
	for _, g := range r.Regimes {
		for _, t := range g.Terms {
			d := decimals([]evaluate.EstimateView{{Value: t.Value, SE: t.SE}})
			rows = append(rows, []string{fmt.Sprintf("%d–%d", g.First, g.Last), fmt.Sprint(g.Rows), evaluate.TermWords(t.Name).In(a.lang), t.Value.Fixed(d), t.SE.Fixed(d), a.fromTo(t.CI, d), chance(t.P)})
		}
	}
	a.table(rows)
}

func (a *app) chow(all []evaluate.ChowView) {
	rows := [][]string{{a.either("给定：前一段止于", "given: last period before"), a.either("前段期数", "rows before"), a.either("后段期数", "rows after"), "F", "p", a.either("稳健 F", "robust F"), "p"}}
	for _, c := range all {
		if c.Refused == nil {
			rows = append(rows, []string{fmt.Sprint(c.At), fmt.Sprint(c.Before), fmt.Sprint(c.After), c.F.Fixed(2), chance(c.P), c.RobustF.Fixed(2), chance(c.RobustP)})
		}
	}
	if len(rows) > 1 {
		a.table(rows)
	}
	for _, c := range all {
		if c.Refused != nil {
			a.say("没有做：%d 处的 Chow 检验。%s", "not done: the Chow test after %d. %s", c.At, c.Refused.Message.In(a.lang))
		}
	}
}
