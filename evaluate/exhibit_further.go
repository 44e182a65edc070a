package evaluate

import (
	"math"

	"github.com/quanyu/quanyu/city"
)

// furtherTests begins a table of tests that rest on no standard error.
func furtherTests(name string) Table {
	return Table{Name: name + "-tests", Title: told("不靠标准误的检验", "Tests that rest on no standard error"),
		Head: headings("检验", "test", "p", "p", "区间下限", "interval from", "区间上限", "interval to", "依据", "from")}
}

// add writes a test; what it rests on comes last.
func (t *Table) add(test city.Text, p Number, ends [2]Number, from city.Text) {
	t.Rows = append(t.Rows, []Cell{{Text: test}, chanceCell(p, 0), shortCell(ends[0]), shortCell(ends[1]), {Text: from}})
}

var noEnds = [2]Number{Number(math.NaN()), Number(math.NaN())}

// testTable lists the wild bootstrap and the placebos in space.
func (r *DiDResult) testTable() Table {
	t := furtherTests("did")
	if w := r.Wild; w != nil {
		t.add(told("双向固定效应：按聚类变号的自助", "two-way fixed effects: signs of clusters drawn"), w.P, w.CI, told("%d 个聚类，%d 次", "%d clusters, %d draws", w.Clusters, w.Draws))
	}
	if s := r.Placebo; s != nil {
		from := told("把处理时间随机分给未受处理的单位，%d 次", "dates of treatment given to untreated units, %d draws", s.Draws)
		t.add(told("空间安慰剂：按估计的大小", "placebos in space: by the size of the estimate"), s.P, noEnds, from)
		t.add(told("空间安慰剂：按 t 值", "placebos in space: by t"), s.PByT, noEnds, from)
		t.Notes = append(t.Notes, told("没有效果时，5%% 的 t 检验在这份数据里报告“有效果”的占 %s", "without any effect the t test at 5 %% finds one in a share of %s on these data", s.Found.Fixed(3)))
	}
	return t
}

// testTable lists the placebos in space and the test over time.
func (r *SynthResult) testTable() Table {
	t := furtherTests("synth")
	if s := r.Space; s != nil {
		from := told("%d 次安慰剂", "%d placebos", len(s.Trials)-1)
		t.add(told("空间安慰剂：按后前 RMSPE 之比的位次", "placebos in space: rank by the ratio of RMSPE"), s.P, noEnds, from)
		t.add(told("空间安慰剂：按估计的大小", "placebos in space: by the size of the estimate"), s.PSize, noEnds, from)
	}
	if o := r.OverTime; o != nil {
		t.add(told("时间置换：各期都没有效应", "over time: no effect in any period"), o.P, o.CI, told("%d 种移位，p 不会小于 %s", "%d shifts, p is never below %s", o.Shifts, Number(1/float64(max(o.Shifts, 1))).Fixed(3)))
		t.Notes = append(t.Notes, told("时间置换的区间假定各期效应相同（Chernozhukov、Wüthrich、Zhu 2021）", "the interval over time supposes the same effect in every period (Chernozhukov, Wüthrich and Zhu 2021)"))
	}
	return t
}
