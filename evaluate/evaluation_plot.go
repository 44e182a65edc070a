package evaluate

import (
	"cmp"

	"github.com/quanyu/quanyu/city"
)

// Exhibits are the tables and plots of the result; ok is false without one.
func (x *Evaluated) Exhibits(version string) (e Exhibits, ok bool) {
	switch {
	case x.DiD != nil:
		return x.DiD.Exhibits(version), true
	case x.Synth != nil:
		return x.Synth.Exhibits(version), true
	case x.Threshold != nil:
		return x.Threshold.Exhibits(version), true
	}
	return e, false
}

// Plot is the picture of the result for readers who do not know the method: the
// difference by years since the start, or the real course beside the synthetic
// one. ok is false where there is none.
func (x *Evaluated) Plot() (p Plot, ok bool) {
	switch {
	case x.DiD != nil && len(x.DiD.Events) > 0:
		p = x.DiD.EventPlot()
		p.Series = p.Series[:1] // the methods side by side stand in the exhibits
		p.Series[0].Name = told("与对照的差别", "difference")
		p.Title = told("实施前后各年与对照的差别：%s", "The difference from the others by years since the start: %s", x.Title)
		p.X = told("距实施的年数", "years since the start")
		p.Y = told("与对照的差别（%s）", "difference (%s)", cmp.Or(x.OutcomeUnit, x.DiD.Settings.Outcome))
		if x.OutcomeUnit == "%" { // rates differ by points
			p.Y = told("与对照的差别（百分点）", "difference (percentage points)")
		}
		p.Along = []PlotLine{{At: -0.5, Name: told("实施", "start")}}
		level := plain(round(100 * x.DiD.Settings.Level))
		p.Notes = []city.Text{told("竖线为%s%%区间；实施之前接近零、之后离开零，才像是政策的效果", "bars are %s%% intervals; near zero before the start and away from it after is what an effect looks like", level)}
		if list := x.DiD.Events[0].Parts; len(list) > 0 && !isNone(list[len(list)-1].Band[0]) {
			p.Notes[0] = told("竖线为各年合在一起的%s%%区间；实施之前接近零、之后离开零，才像是政策的效果", "bars are the joint %s%% band; near zero before the start and away from it after is what an effect looks like", level)
		}
	case x.Synth != nil && len(x.Synth.Cohorts) == 1:
		p = x.Synth.PathPlot(0)
		p.Title = told("实际与合成的对照：%s", "The real course and the synthetic one: %s", x.Title)
		p.X = told("年份", "year")
		if x.OutcomeUnit != "" {
			p.Y = told("%s（%s）", "%s (%s)", x.Synth.Settings.Outcome, x.OutcomeUnit)
		}
		p.Along = []PlotLine{{At: float64(x.Synth.Cohorts[0].Start) - 0.5, Name: told("实施", "start")}}
		p.Notes = []city.Text{told("合成的对照是没有实施的单位的加权平均", "the synthetic course is a weighted mean of units without the measure")}
	default:
		return p, false
	}
	if !x.FromStudy() {
		p.Notes = append(p.Notes, told("数据：%s", "data: %s", x.Spec().Data))
	}
	return p, true
}
