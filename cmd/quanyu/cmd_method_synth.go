package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/evaluate"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/study"
)

func (a *app) runSynth(dir *files.Folder, name string) (*methodResult, error) {
	spec, err := evaluate.ReadSynthSpec(dir, name)
	if err != nil {
		return nil, err
	}
	r, err := evaluate.RunSynth(dir, spec)
	if err != nil {
		return nil, err
	}
	versioned := struct {
		Version string `json:"version"`
		*evaluate.SynthResult
	}{study.Version, r}
	return &methodResult{json: versioned, text: func() { a.synth(r) }, exhibits: r.Exhibits(study.Version)}, nil
}

// synth prints a result as tables.
func (a *app) synth(r *evaluate.SynthResult) {
	s := r.Settings
	a.say("%s：%s，处理见 %s（%s）", "%s: %s, treated by %s (%s)", a.word(s.Method), s.Outcome, s.Treatment, s.Data.File)
	a.flow(r.Sample)
	a.say("受处理 %d 个单位，对照 %d 个，%d 期", "%d treated units, %d donors, %d periods", r.Treated, len(r.Cohorts[0].Weights), r.Periods)
	a.donors(r.Donors)
	fmt.Fprintln(a.out)
	a.estimates(r.Estimates, s.Level)
	d := decimals(r.Estimates)
	for _, c := range r.Cohorts {
		a.synthCohort(c, len(r.Cohorts) == 1, d)
	}
	if len(r.Cohorts) > 1 {
		late := slices.IndexFunc(r.Events, func(p evaluate.PartView) bool { return p.At >= -5 })
		a.parts(a.either("处理后期数", "time since treatment"), r.Events[late:], s.Level, d)
	}
	a.space(r.Space, d)
	if t := r.OverTime; t != nil {
		if math.IsNaN(float64(t.CI[0] + t.CI[1])) {
			a.say("时间置换检验 p %s（最小可能是 %s）", "test over time: p %s (at least %s)", t.P.Chance(), evaluate.Number(1/float64(t.Shifts)).Fixed(3))
		} else {
			a.say("时间置换检验 p %s；效应若各期相同，在 %s 之间", "test over time: p %s; an effect that is the same in all periods lies in %s", t.P.Chance(), a.fromTo(t.CI, d))
		}
	}
	a.earlier(r.Earlier, d)
	a.leftOut(r.LeaveOut, r.Estimates[0], a.either("有权重的对照", "donors with a weight"))
	a.refused(r.Refused)
	a.noted(r.Notes)
}

// donors prints who is no donor, by reason.
func (a *app) donors(all []evaluate.DonorView) {
	var reasons []string
	units := map[string][]string{}
	for _, d := range all {
		why := d.Why.In(a.lang)
		if units[why] == nil {
			reasons = append(reasons, why)
		}
		units[why] = append(units[why], d.Unit)
	}
	for _, why := range reasons {
		a.say("  不作对照：%s（%s）", "  no donors: %s (%s)", some(units[why]), why)
	}
}

// synthCohort prints the weights and the fit of one cohort, and its path where
// it is the only one.
func (a *app) synthCohort(c evaluate.SynthCohort, only bool, decimals int) {
	a.say("%s：从 %d 起", "%s: from %d on", some(c.Treated), c.Start)
	if only {
		rows := [][]string{{a.either("时期", "period"), a.either("实际", "actual"), a.either("合成", "synthetic"), a.either("差距", "gap")}}
		for _, p := range c.Path {
			rows = append(rows, []string{fmt.Sprint(p.Period), p.Treated.Fixed(decimals), p.Synthetic.Fixed(decimals), p.Gap.Fixed(decimals)})
		}
		a.table(rows)
	}
	if len(c.Predictors) > 0 {
		rows := [][]string{{a.either("预测变量", "predictor"), a.either("权重", "weight"), a.either("受处理", "treated"), a.either("合成", "synthetic"), a.either("对照平均", "donors' mean")}}
		for _, p := range c.Predictors {
			rows = append(rows, []string{p.Name, p.Importance.Fixed(3), p.Treated.Digits(4), p.Synthetic.Digits(4), p.Donors.Digits(4)})
		}
		a.table(rows)
	}
	if len(c.Dropped) > 0 {
		a.say("  没有用的预测变量（对照之间没有差别）：%s", "  predictors not used (the same in all donors): %s", strings.Join(c.Dropped, a.either("、", ", ")))
		fmt.Fprintln(a.out)
	}
	a.say("对照权重：%s", "weights of donors: %s", a.heaviest(c.Weights))
	if uneven(c.Times) {
		a.say("时期权重：%s", "weights of periods: %s", a.periods(c))
	}
	a.say("处理前拟合：均方根误差 %s（为标准差的 %s 倍），%s%% 的时期落在对照范围之外，起作用的对照约 %s 个", "fit before: root mean square %s (%s of the standard deviation), outside the donors' range in %s%% of the periods, about %s donors at work",
		shown(c, decimals+1), c.Support.Relative.Fixed(3), evaluate.Number(100*c.Support.Outside).Fixed(0), c.Support.Effective.Fixed(1))
	fmt.Fprintln(a.out)
}

// shown is the error before the treatment; what is rounding beside the outcome is 0.
func shown(c evaluate.SynthCohort, decimals int) string {
	largest := 0.0
	for _, p := range c.Path {
		largest = max(largest, math.Abs(float64(p.Treated)))
	}
	if c.Support.Perfect || float64(c.Support.RMSPE) < 1e-7*largest {
		return "0"
	}
	return c.Support.RMSPE.Fixed(decimals)
}

// uneven reports whether some periods before weigh more than others.
func uneven(times []evaluate.TimeView) bool {
	return slices.ContainsFunc(times, func(t evaluate.TimeView) bool { return math.Abs(float64(t.Weight-times[0].Weight)) > 1e-9 })
}

// periods lists the heaviest periods before the treatment.
func (a *app) periods(c evaluate.SynthCohort) string {
	all := slices.Clone(c.Times)
	slices.SortStableFunc(all, func(a, b evaluate.TimeView) int { return cmp.Compare(b.Weight, a.Weight) })
	named := make([]evaluate.WeightView, len(all))
	for i, t := range all {
		named[i] = evaluate.WeightView{Unit: fmt.Sprint(t.Period), Weight: t.Weight}
	}
	return a.heaviest(named)
}

// heaviest lists the first of what is ordered by weight, and what the others
// weigh together.
func (a *app) heaviest(all []evaluate.WeightView) string {
	const most = 8
	var parts []string
	rest, count := evaluate.Number(0), 0
	for i, w := range all {
		switch {
		case w.Weight >= 0.01 && i < most:
			parts = append(parts, w.Unit+" "+w.Weight.Fixed(3))
		case w.Weight > 1e-9:
			rest += w.Weight
			count++
		}
	}
	if count > 0 {
		parts = append(parts, fmt.Sprintf(a.either("另 %d 个共 %s", "%d more %s together"), count, rest.Fixed(3)))
	}
	return strings.Join(parts, a.either("，", ", "))
}

// space prints placebos in space: the first of them where each is one unit.
func (a *app) space(s *evaluate.SpaceView, decimals int) {
	if s == nil {
		return
	}
	if len(s.Trials[0].Units) == 1 && s.Trials[0].Rank > 0 {
		a.trials(s.Trials, decimals)
	}
	a.say("空间安慰剂 p %s（按后/前之比，共 %d 个），按估计大小 p %s；最小可测效应（按大小）%s", "placebos in space: p %s (by the ratio, of %d), by size p %s; smallest effect found by size %s", s.P.Chance(), len(s.Trials), s.PSize.Chance(), s.MDESize.Fixed(decimals))
}

// ratio is after over before; none where the fit before is as good as perfect.
func ratio(t evaluate.TrialView) string {
	if t.Ratio > 1e6 {
		return "—"
	}
	return t.Ratio.Fixed(1)
}

func (a *app) trials(all []evaluate.TrialView, decimals int) {
	const most = 5
	rows := [][]string{{a.either("空间安慰剂", "placebos in space"), a.either("估计", "estimate"), a.either("处理前", "before"), a.either("处理后", "after"), a.either("后/前", "after/before"), a.either("名次", "rank")}}
	for i, t := range all {
		if i == most || t.Rank == 0 {
			break
		}
		name := t.Units[0]
		if t.Treated {
			name += a.either("（受处理）", " (treated)")
		}
		rows = append(rows, []string{name, t.Estimate.Fixed(decimals), t.Before.Fixed(decimals), t.After.Fixed(decimals), ratio(t), fmt.Sprint(t.Rank)})
	}
	a.table(rows)
}
