package evaluate

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/threshold"
)

// fewUnits is the number of units under which draws by unit are few: all signs
// of 9 units give 256 outcomes of the test.
const fewUnits = 10

// notes says what a reader must know before using a threshold result.
func notes(r *threshold.Result, spec *ThresholdSpec, f *frame) []city.Text {
	out := []city.Text{}
	add := func(zh, en string, args ...any) {
		out = append(out, city.Text{Zh: fmt.Sprintf(zh, args...), En: fmt.Sprintf(en, args...)})
	}
	switch n := supported(r); {
	case n < 0:
		add("没有做自助检验（bootstrap: 0）：下列门槛只是最小二乘的取值，不能说存在门槛", "nothing was tested (bootstrap: 0): the thresholds below are where least squares puts them, which does not say that there are any")
	case n == 0:
		add("检验不支持存在门槛（p=%s）：下列门槛值和分段斜率不能作为依据", "the test does not support a threshold (p=%s): the values and slopes below are no evidence", Number(r.Steps[0].Probability).Fixed(3))
	case n < len(r.Steps):
		add("检验支持 %d 个门槛；第 %d 个及以后不显著，用时把 thresholds 改为 %[1]d", "the tests support %d; threshold %d and later are not significant: set thresholds to %[1]d", n, n+1)
	}
	if n := len(r.Sample.UnitIDs); n < fewUnits && r.Options.Bootstrap > 0 {
		add("单位只有 %d 个，按单位重抽或变号没有多少种排法，p 值很粗，不可靠", "there are %d units only: drawing or turning them gives few patterns, and the p-value is coarse", n)
	}
	for _, t := range r.Thresholds {
		switch {
		case t.Set.AtEdge && len(r.Thresholds) > 1:
			add("门槛 %s 的置信集到达（其余门槛给定时）可搜索范围的边缘，真实位置可能在范围之外", "the confidence set of the threshold %s reaches the end of what could be searched beside the others; the true place may lie outside", plain(t.Value))
		case t.Set.AtEdge:
			add("门槛 %s 的置信集到达可搜索范围的边缘，真实位置可能在范围之外", "the confidence set of the threshold %s reaches the end of what could be searched; the true place may lie outside", plain(t.Value))
		}
	}
	if n := supported(r); n != 0 {
		crossings(r, spec, f, n, add)
	}
	if r.Stopped != nil {
		add("第 %d 个门槛没有可试的取值，停在前面的门槛", "no value is left to try for threshold %d; the search stopped before it", r.Stopped.Step)
	}
	if r.Options.Rows == threshold.HansenRows {
		add("行的约定为 hansen：去掉每个单位去均值后的最后一行，与保留全部行的软件结果不同", "rows follow hansen: the last demeaned row of each unit is left out; software that keeps all rows answers differently")
	}
	for _, d := range r.Dropped {
		if len(d.With) == 0 {
			add("变量“%s”在单位内部不变，已去掉", "the variable %q does not change within units and was left out", d.Name)
		} else {
			add("变量“%[1]s”是%[2]s的线性组合，已去掉", "the variable %[1]q is a linear combination of %[3]s and was left out", d.Name, combined(d.With, "“%s”", "、", "时期效应"), combined(d.With, "%q", ", ", threshold.PeriodEffects))
		}
	}
	past(spec, f, add)
	if len(spec.Claimed) > 0 {
		out = append(out, claimed(r, spec, f))
	}
	return out
}

// combined lists variables in quotes, and the effects of periods without.
func combined(names []string, quoted, between, periods string) string {
	var out []string
	for _, name := range names {
		if name == threshold.PeriodEffects {
			out = append(out, periods)
		} else {
			out = append(out, fmt.Sprintf(quoted, name))
		}
	}
	return strings.Join(out, between)
}

// crossings says which of the first thresholds few units cross: what differs
// between the sides is then mostly what differs between units.
func crossings(r *threshold.Result, spec *ThresholdSpec, f *frame, supported int, add func(zh, en string, args ...any)) {
	variable, _ := f.term(spec.Threshold) // read before
	for _, t := range r.Thresholds {
		if supported > 0 && t.Step > supported {
			continue
		}
		sides := make([][2]bool, len(r.Sample.UnitIDs))
		for i, row := range r.Sample.Rows {
			side := 0
			if v := variable[row]; v > t.Value || v == t.Value && r.Options.Split == threshold.Below {
				side = 1
			}
			sides[r.Sample.Unit[i]][side] = true
		}
		n := 0
		for _, s := range sides {
			if s[0] && s[1] {
				n++
			}
		}
		switch {
		case n == 0:
			add("没有一个单位越过门槛 %s（每个单位的样本都在同一边）：两边之差是不同单位之差", "no unit crosses the threshold %s, each lies on one side throughout: the sides differ as units differ", plain(t.Value))
		case n < fewUnits:
			add("越过门槛 %s 的单位（两边都有样本）只有 %d 个：两边之差多半来自不同单位，不是同一单位越过前后之差", "%[2]d units only cross the threshold %[1]s: the sides differ mostly as units differ, not as units change when they cross", plain(t.Value), n)
		}
	}
}

// past says what the past of the outcome does to a model that takes it as a
// variable.
func past(spec *ThresholdSpec, f *frame, add func(zh, en string, args ...any)) {
	if f.holds(spec.Threshold, spec.Outcome) {
		add("门槛变量由因变量的过去算出：过去高的往后回落，本身就会像有门槛（均值回归）", "the threshold variable is computed from the past of the outcome: what was high falls back, which alone looks like a threshold (mean reversion)")
	}
	if slices.ContainsFunc(slices.Concat(spec.Regime, spec.Other), func(t string) bool { return f.holds(t, spec.Outcome) }) {
		add("自变量里有因变量的过去：控制单位效应后系数有偏，时期越少偏得越多（Nickell 1981）；Hansen 的方法用于没有这种项的模型", "the past of the outcome is among the regressors: beside unit effects the coefficients are biased, the more the fewer the periods (Nickell 1981); Hansen's method is for models without it")
	}
}

// Plain prints a value of the data for a reader, as plain does here.
func Plain(v float64) string { return plain(v) }

// plain prints a value of the data as it was read, to 8 digits at most: more are
// those of a computer, which the JSON has.
func plain(v float64) string {
	if short, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 8, 64), 64); err == nil {
		v = short
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}
