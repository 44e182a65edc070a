package main

import (
	"fmt"
	"math"

	"github.com/quanyu/quanyu/evaluate"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/method/threshold"
	"github.com/quanyu/quanyu/study"
)

func (a *app) runThreshold(dir *files.Folder, name string) (*methodResult, error) {
	spec, err := evaluate.ReadThresholdSpec(dir, name)
	if err != nil {
		return nil, err
	}
	r, err := evaluate.RunThreshold(dir, spec)
	if err != nil {
		return nil, err
	}
	versioned := struct {
		Version string `json:"version"`
		*evaluate.ThresholdResult
	}{study.Version, r}
	return &methodResult{json: versioned, text: func() { a.threshold(r) }, exhibits: r.Exhibits(study.Version)}, nil
}

// threshold prints a result as tables.
func (a *app) threshold(r *evaluate.ThresholdResult) {
	s := r.Settings
	a.say("面板门槛回归：%s 随 %s 分段（%s）", "panel thresholds: %s by %s (%s)", s.Outcome, s.Threshold, s.Data.File)
	a.flow(r.Sample)
	step := r.Steps[0]
	a.say("可搜索范围：%s 至 %s，试了 %d 个取值%s", "searchable: %s to %s, %d values tried%s", number(step.Searchable[0]), number(step.Searchable[1]), step.Candidates, a.trimmed(s))
	fmt.Fprintln(a.out)
	a.tests(r)
	a.thresholds(r)
	a.slopes(r)
	if s.PeriodEffects {
		a.say("控制单位与时期效应。残差平方和 %s", "effects of units and periods removed. sum of squared residuals %s", r.SSR.Digits(6))
	} else {
		a.say("控制单位效应。残差平方和 %s", "effects of units removed. sum of squared residuals %s", r.SSR.Digits(6))
	}
	a.noted(r.Notes)
}

func (a *app) trimmed(s evaluate.SettingsView) string {
	share := fmt.Sprintf("%.4g", 100*s.Trim[0])
	if s.Grid > 0 {
		return fmt.Sprintf(a.either("（取值的 %d 分位格点，两端各去掉 %s%%）", " (a grid of %d quantiles, %s%% off either end)"), s.Grid, share)
	}
	return fmt.Sprintf(a.either("（每段至少 %s%% 的行）", " (each regime keeps %s%% of the rows)"), share)
}

func (a *app) tests(r *evaluate.ThresholdResult) {
	rows := [][]string{{a.either("门槛数", "thresholds"), "F", "p", a.either("临界值10%", "crit. 10%"), "5%", "1%"}}
	for i, s := range r.Steps {
		rows = append(rows, []string{fmt.Sprint(i + 1), s.F.Fixed(2), share(s), s.Critical[0].Fixed(2), s.Critical[1].Fixed(2), s.Critical[2].Fixed(2)})
	}
	set := r.Settings
	how := a.either("按单位整体重抽", "whole units drawn")
	if set.Resample == threshold.Signs {
		how = a.either("按单位随机变号", "signs of units drawn")
	}
	if set.Bootstrap > 0 {
		a.say("门槛检验（自助 %d 次，种子 %d，%s）", "tests (%d bootstrap draws, seed %d, %s)", set.Bootstrap, set.Seed, how)
	} else {
		a.say("门槛检验（没有自助）", "tests (no bootstrap)")
	}
	a.table(rows)
}

// share prints a p-value; where no draw reached F it lies under one draw's
// share, not at zero.
func share(s evaluate.StepView) string {
	if s.Draws > 0 && s.P == 0 {
		return "<" + evaluate.Number(math.Ceil(1000/float64(s.Draws))/1000).Fixed(3)
	}
	return s.P.Fixed(3)
}

func (a *app) thresholds(r *evaluate.ThresholdResult) {
	level := fmt.Sprintf("%.4g", 100*r.Settings.Level)
	rows := [][]string{{a.either("门槛", "threshold"), level + a.either("% 置信集", "% confidence set"), a.either("第几步找到", "found in step")}}
	for _, t := range r.Thresholds {
		set := number(t.CI[0]) + a.either(" 至 ", " to ") + number(t.CI[1])
		if len(t.Parts) > 1 {
			set += fmt.Sprintf(a.either("（中有间断，%d 段）", " (with gaps, %d parts)"), len(t.Parts))
		}
		rows = append(rows, []string{number(t.Value), set, fmt.Sprint(t.Step)})
	}
	a.table(rows)
}

func (a *app) slopes(r *evaluate.ThresholdResult) {
	rows := [][]string{{a.either("变量", "variable"), a.either("区段", "regime"), a.either("行数", "rows"), a.either("系数", "slope"),
		a.either("聚类标准误", "clustered s.e."), "HC1", a.either("经典", "classical")}}
	for _, s := range r.Slopes {
		regime, count := r.RegimeName(s.Regime).In(a.lang), fmt.Sprint(r.N)
		if s.Regime > 0 {
			count = fmt.Sprint(r.Regimes[s.Regime-1])
		}
		name := s.Name
		if name == threshold.Constant {
			name = a.either("水平（比最低段）", "level (above the lowest)")
		}
		rows = append(rows, []string{name, regime, count, s.Coefficient.Digits(4), s.Clustered.Digits(4), s.HC1.Digits(4), s.Classical.Digits(4)})
	}
	a.table(rows)
}
