package evaluate

import (
	"fmt"
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
		if t.Set.AtEdge {
			add("门槛 %s 的置信集到达可搜索范围的边缘，真实位置可能在范围之外", "the confidence set of the threshold %s reaches the end of what could be searched; the true place may lie outside", plain(t.Value))
		}
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
			add("变量“%[1]s”是 %[2]s 的组合，已去掉", "the variable %[1]q is a combination of %[2]s and was left out", d.Name, strings.Join(d.With, "、"))
		}
	}
	if len(spec.Claimed) > 0 {
		out = append(out, claimed(r, spec, f))
	}
	return out
}

// claimed sets what a claim says beside what could be searched and what was
// found.
func claimed(r *threshold.Result, spec *ThresholdSpec, f *frame) city.Text {
	from, to := spec.claim()
	where, whereEn := spec.where().Zh, spec.where().En
	variable, _ := f.term(spec.Threshold) // read before
	rows, units := 0, map[int]bool{}
	for i, row := range r.Sample.Rows {
		if variable[row] >= from {
			rows++
			units[r.Sample.Unit[i]] = true
		}
	}
	share := Number(100 * float64(rows) / float64(len(r.Sample.Rows))).Fixed(1)
	search := r.Steps[0].Searchable
	above := fmt.Sprintf("样本中达到 %s 的有 %d 行（%s%%）、%d 个单位", plain(from), rows, share, len(units))
	aboveEn := fmt.Sprintf("%d rows (%s %%) of %d units reach %s", rows, share, len(units), plain(from))
	switch {
	case from > search[1] || to < search[0]:
		return city.Text{
			Zh: fmt.Sprintf("论断所称的 %s 在可搜索范围（%s 至 %s）之外，数据不能判定；%s", where, plain(search[0]), plain(search[1]), above),
			En: fmt.Sprintf("the claimed %s lies outside what can be searched (%s to %s): the data cannot decide; %s", whereEn, plain(search[0]), plain(search[1]), aboveEn),
		}
	case supported(r) == 0:
		return city.Text{
			Zh: fmt.Sprintf("检验不支持存在门槛，论断所称的 %s 没有依据；%s", where, above),
			En: fmt.Sprintf("the test supports no threshold, so nothing speaks for the claimed %s; %s", whereEn, aboveEn),
		}
	case supported(r) < 0:
		return city.Text{
			Zh: fmt.Sprintf("论断所称的 %s 未经检验；%s", where, above),
			En: fmt.Sprintf("the claimed %s was not tested; %s", whereEn, aboveEn),
		}
	case touches(r, from, to):
		return city.Text{
			Zh: fmt.Sprintf("论断所称的 %s 与检验支持的门槛的置信集相交；%s", where, above),
			En: fmt.Sprintf("the claimed %s meets the confidence set of a threshold that the tests support; %s", whereEn, aboveEn),
		}
	}
	return city.Text{
		Zh: fmt.Sprintf("论断所称的 %s 不在检验支持的任何门槛的置信集内；%s", where, above),
		En: fmt.Sprintf("the claimed %s lies in the confidence set of no threshold that the tests support; %s", whereEn, aboveEn),
	}
}

// touches reports whether a range meets the confidence set of a threshold that
// the tests support.
func touches(r *threshold.Result, from, to float64) bool {
	n := supported(r)
	for _, t := range r.Thresholds {
		if t.Step > n {
			continue
		}
		for _, part := range t.Set.Parts {
			if from <= part[1] && to >= part[0] {
				return true
			}
		}
	}
	return false
}

// plain prints a value of the data as it was read.
func plain(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
