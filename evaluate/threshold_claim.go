package evaluate

import (
	"fmt"
	"math"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/threshold"
)

// claimed sets what a claim says beside what could be searched and what was
// found.
func claimed(r *threshold.Result, spec *ThresholdSpec, f *frame) city.Text {
	from, to := spec.claim()
	where, whereEn := spec.where().Zh, spec.where().En
	variable, _ := f.term(spec.Threshold) // read before
	rows, units, low, high := 0, map[int]bool{}, math.Inf(1), math.Inf(-1)
	for i, row := range r.Sample.Rows {
		low, high = min(low, variable[row]), max(high, variable[row])
		if variable[row] >= from {
			rows++
			units[r.Sample.Unit[i]] = true
		}
	}
	share := Number(100 * float64(rows) / float64(len(r.Sample.Rows))).Fixed(1)
	search := r.Steps[0].Searchable
	above := fmt.Sprintf("样本中达到 %s 的有 %d 行（%s%%）、%d 个单位", plain(from), rows, share, len(units))
	aboveEn := fmt.Sprintf("%d rows (%s %%) of %d units reach %s", rows, share, len(units), plain(from))
	if from > high || to < low {
		above = fmt.Sprintf("样本中“%s”在 %s 至 %s 之间，请核对计量单位", spec.Threshold, plain(low), plain(high))
		aboveEn = fmt.Sprintf("%q runs from %s to %s in the sample: check the unit of measure", spec.Threshold, plain(low), plain(high))
	}
	if searched := [2]float64{max(from, search[0]), min(to, search[1])}; searched[0] <= searched[1] && (!r.Meets(searched, from, from) || !r.Meets(searched, to, to)) {
		above += fmt.Sprintf("；能搜索的只是其中 %s 至 %s 一段，其余不能判定", plain(searched[0]), plain(searched[1]))
		aboveEn += fmt.Sprintf("; only %s to %s of it can be searched, and the rest cannot be decided", plain(searched[0]), plain(searched[1]))
	}
	switch {
	case !r.Meets(search, from, to):
		return city.Text{
			Zh: fmt.Sprintf("论断所称的 %s 在可搜索范围（%s 至 %s）之外，数据不能判定；%s", where, plain(search[0]), plain(search[1]), above),
			En: fmt.Sprintf("the claimed %s lies outside what can be searched (%s to %s): the data cannot decide; %s", whereEn, plain(search[0]), plain(search[1]), aboveEn),
		}
	case supported(r) == 0:
		return city.Text{
			Zh: fmt.Sprintf("检验不支持存在门槛，这份数据不能为论断所称的 %s 作证（没有检出不等于没有，要看效力）；%s", where, above),
			En: fmt.Sprintf("the test supports no threshold, so these data do not speak for the claimed %s (not found is not absent: see the power); %s", whereEn, aboveEn),
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
			if r.Meets(part, from, to) {
				return true
			}
		}
	}
	return false
}
