package main

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/evaluate"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/study"
)

func (a *app) runDiD(dir *files.Folder, name string) (*methodResult, error) {
	spec, err := evaluate.ReadDiDSpec(dir, name)
	if err != nil {
		return nil, err
	}
	r, err := evaluate.RunDiD(dir, spec)
	if err != nil {
		return nil, err
	}
	versioned := struct {
		Version string `json:"version"`
		*evaluate.DiDResult
	}{study.Version, r}
	return &methodResult{json: versioned, text: func() { a.did(r) }, exhibits: r.Exhibits(study.Version)}, nil
}

// did prints a result as tables.
func (a *app) did(r *evaluate.DiDResult) {
	s := r.Settings
	a.say("双重差分：%s，处理见 %s（%s）", "difference-in-differences: %s, treated by %s (%s)", s.Outcome, s.Treatment, s.Data.File)
	a.flow(r.Sample)
	a.cohorts(r.Cohorts)
	controls := s.Controls
	if !slices.ContainsFunc(r.Cohorts, func(c evaluate.CohortView) bool { return c.First == nil && len(c.Units) > 0 }) {
		controls = "later" // nobody is never treated
	}
	a.say("与%s比较，%s，%s", "compared with %s, %s, %s", a.word(controls), a.word(s.Method), a.word(s.Base))
	fmt.Fprintln(a.out)
	a.estimates(r.Estimates, s.Level)
	a.eventStudies(r.Events, s.Draws, decimals(r.Estimates))
	a.parts(a.either("批次", "cohort"), r.ByGroup, s.Level, decimals(r.Estimates))
	a.preTrends(r.PreTrends)
	a.decomposition(r.Bacon, decimals(r.Estimates))
	a.earlier(r.Earlier, decimals(r.Estimates))
	if p := r.Placebo; p != nil {
		a.say("空间安慰剂：把处理时间随机分给未受处理的单位 %d 次，至少这样大的占 %s（按 t 值 %s）；没有效果时 5%% 的检验报告“有效果”的占 %s", "placebos in space: dates given at random to untreated units %d times; as large in a share of %s (by t %s); a 5%% test finds an effect that is not there in %s", p.Draws, p.P.Fixed(3), p.PByT.Fixed(3), p.Found.Fixed(3))
	}
	a.leftOut(r.LeaveOut, r.Estimates[0], a.either("单位", "units"))
	a.refused(r.Refused)
	a.noted(r.Notes)
}

// word says a key of a result.
func (a *app) word(key string) string { return evaluate.Words(key).In(a.lang) }

func (a *app) cohorts(all []evaluate.CohortView) {
	var parts []string
	for _, c := range all {
		if c.First == nil {
			if len(c.Units) == 0 {
				continue
			}
			parts = append(parts, fmt.Sprintf(a.either("从未 %d 个", "never %d"), len(c.Units)))
			continue
		}
		parts = append(parts, fmt.Sprintf(a.either("%d 起 %d 个", "from %d %d"), *c.First, len(c.Units)))
	}
	a.say("受处理的单位：%s", "treated units: %s", strings.Join(parts, a.either("，", ", ")))
}

// decimals gives the first estimate's error three significant digits, and all
// that stands beside it as many decimals.
func decimals(all []evaluate.EstimateView) int {
	for _, v := range []float64{float64(all[0].SE), math.Abs(float64(all[0].Value))} {
		if v > 0 && !math.IsInf(v, 0) {
			return max(0, 2-int(math.Floor(math.Log10(v))))
		}
	}
	return 4
}

// estimates prints overall effects, the one to report first.
func (a *app) estimates(all []evaluate.EstimateView, level float64) {
	rows := [][]string{{a.either("总效应", "effect"), a.either("估计", "estimate"), a.either("标准误", "s.e."), a.interval(level), "p", a.either("最小可测效应", "smallest effect found")}}
	d := decimals(all)
	for _, e := range all {
		rows = append(rows, []string{a.word(e.Name), e.Value.Fixed(d), e.SE.Fixed(d), a.fromTo(e.CI, d), chance(e.P), e.MDE.Fixed(d)})
	}
	a.table(rows)
}

func (a *app) interval(level float64) string {
	return fmt.Sprintf(a.either("%.4g%% 置信区间", "%.4g%% interval"), 100*level)
}

func (a *app) fromTo(v [2]evaluate.Number, decimals int) string {
	if math.IsNaN(float64(v[0])) {
		return "—"
	}
	return v[0].Fixed(decimals) + a.either(" 至 ", " to ") + v[1].Fixed(decimals)
}

// chance prints a p-value.
func chance(p evaluate.Number) string {
	if p < 0.0005 {
		return "<0.001"
	}
	return p.Fixed(3)
}

// eventStudies prints the effects by time since the treatment, the methods side
// by side.
func (a *app) eventStudies(all []evaluate.EventStudyView, draws, decimals int) {
	var times []int
	for _, e := range all {
		for _, p := range e.Parts {
			times = append(times, p.At)
		}
	}
	if len(times) == 0 {
		return
	}
	slices.Sort(times)
	head := []string{a.either("处理后期数", "time since treatment")}
	for _, e := range all {
		head = append(head, a.word(e.Method), a.either("标准误", "s.e."))
		if e.Method == "group_time" && draws > 0 {
			head = append(head, a.either("同时置信带", "simultaneous band"))
		}
	}
	rows := [][]string{head}
	for _, t := range slices.Compact(times) {
		row := []string{fmt.Sprint(t)}
		for _, e := range all {
			i := slices.IndexFunc(e.Parts, func(p evaluate.PartView) bool { return p.At == t })
			cells := []string{"", "", ""}
			if i >= 0 {
				cells = []string{e.Parts[i].Value.Fixed(decimals), e.Parts[i].SE.Fixed(decimals), a.fromTo(e.Parts[i].Band, decimals)}
			}
			if e.Method != "group_time" || draws == 0 {
				cells = cells[:2]
			}
			row = append(row, cells...)
		}
		rows = append(rows, row)
	}
	a.table(rows)
}

func (a *app) parts(name string, all []evaluate.PartView, level float64, decimals int) {
	if len(all) == 0 {
		return
	}
	rows := [][]string{{name, a.either("估计", "estimate"), a.either("标准误", "s.e."), a.interval(level), "p"}}
	for _, p := range all {
		rows = append(rows, []string{fmt.Sprint(p.At), p.Value.Fixed(decimals), p.SE.Fixed(decimals), a.fromTo(p.CI, decimals), chance(p.P)})
	}
	a.table(rows)
}

func (a *app) preTrends(all []evaluate.PreTrendView) {
	var others []string
	for _, p := range all {
		test := fmt.Sprintf("χ²(%d)", p.Freedom[0])
		if p.Distribution == "f" {
			test = fmt.Sprintf("F(%d, %d)", p.Freedom[0], p.Freedom[1])
		}
		test = fmt.Sprintf(a.either("%s = %s，p %s", "%s = %s, p %s"), test, p.Statistic.Digits(4), p.P.Chance())
		if p.Decides() {
			a.say("处理前的检验（小样本校正，%d 至 %d 期）：%s", "test of the time before (corrected for few units, times %d to %d): %s", p.Times[0], p.Times[len(p.Times)-1], test)
		} else {
			others = append(others, a.word(p.Method)+" "+test)
		}
	}
	if len(others) > 0 {
		a.say("  通常的检验，批次小时拒绝得过多，只供对照：%s", "  the usual tests, which reject too often where cohorts are small: %s", strings.Join(others, a.either("；", "; ")))
	}
	if len(all) > 0 {
		fmt.Fprintln(a.out)
	}
}

func (a *app) decomposition(d *evaluate.DecompositionView, decimals int) {
	if d == nil {
		return
	}
	rows := [][]string{{a.either("双向固定效应由这些比较组成", "the two-way estimate is made of"), a.either("权重", "weight"), a.either("估计", "estimate")}}
	for _, k := range d.Kinds {
		rows = append(rows, []string{a.word(string(k.Kind)), k.Weight.Fixed(3), k.Value.Fixed(decimals)})
	}
	a.table(rows)
}

// earlier prints placebos in time.
func (a *app) earlier(all []evaluate.EarlierView, decimals int) {
	for _, e := range all {
		a.say("时间安慰剂：提前 %d 期，估计 %s%s", "placebo in time: %d periods earlier, estimate %s%s", e.By, e.Value.Fixed(decimals), a.tested(e.EstimateView, decimals))
	}
}

// tested is the error of an estimate in brackets, where there is one.
func (a *app) tested(e evaluate.EstimateView, decimals int) string {
	if math.IsNaN(float64(e.SE)) {
		return ""
	}
	return fmt.Sprintf(a.either("（标准误 %s，p %s）", " (s.e. %s, p %s)"), e.SE.Fixed(decimals), e.P.Chance())
}

// leftOut prints between which values an estimate moves.
func (a *app) leftOut(all []evaluate.LeftOutView, e evaluate.EstimateView, what string) {
	d := decimals([]evaluate.EstimateView{e})
	low, high := evaluate.LeftOutView{Value: e.Value}, evaluate.LeftOutView{Value: e.Value}
	for _, l := range all {
		if l.Value < low.Value {
			low = l
		}
		if l.Value > high.Value {
			high = l
		}
	}
	if len(all) > 0 {
		a.say("逐一去掉 %d 个%s：%s 在 %s（%s）至 %s（%s）之间", "leaving out one of %d %s: %s stays between %s (%s) and %s (%s)", len(all), what, a.word(e.Name), low.Value.Fixed(d), a.gone(low), high.Value.Fixed(d), a.gone(high))
	}
}

func (a *app) gone(l evaluate.LeftOutView) string {
	if l.Without == "" {
		return a.either("全部单位", "all units")
	}
	return a.either("去掉", "without ") + l.Without
}

func (a *app) refused(all []evaluate.RefusedView) {
	for _, r := range all {
		a.say("没有做：%s。%s", "not done: %s. %s", a.word(r.Name), r.Message.In(a.lang))
	}
}
