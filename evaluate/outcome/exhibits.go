package outcome

import (
	"fmt"
	"math"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/evaluate"
	"github.com/shopspring/decimal"
)

// exhibits are the tables behind a verdict; the picture is evaluate's.
func (o *Opinion) exhibits() []diagnose.Exhibit {
	if o.m == nil {
		return nil
	}
	out := []diagnose.Exhibit{o.estimates()}
	if o.DiD != nil {
		if e, ok := o.events(); ok {
			out = append(out, e)
		}
	} else if len(o.Synth.Cohorts) == 1 {
		out = append(out, o.path())
	}
	if len(o.Observations) > 0 {
		out = append(out, o.panel())
	}
	return out
}

// source says what the numbers come from.
func (o *Opinion) source() city.Text {
	var data, spec evaluate.FileView
	var seed uint64
	if o.DiD != nil {
		data, spec, seed = o.DiD.Settings.Data, o.DiD.Settings.Spec, o.DiD.Settings.Seed
	} else {
		data, spec, seed = o.Synth.Settings.Data, o.Synth.Settings.Spec, o.Synth.Settings.Seed
	}
	return say(fmt.Sprintf("数据：%s（%.8s）；方案：%s（%.8s）；种子 %d", data.File, data.SHA256, spec.File, spec.SHA256, seed),
		fmt.Sprintf("data: %s (%.8s); specification: %s (%.8s); seed %d", data.File, data.SHA256, spec.File, spec.SHA256, seed))
}

// unit is that of the outcome as exhibits name it.
func (o *Opinion) unit() string {
	switch o.OutcomeUnit {
	case evaluate.LogUnit:
		return ""
	case "%":
		return "百分点"
	}
	return o.OutcomeUnit
}

// estimates lists the overall effects.
func (o *Opinion) estimates() diagnose.Exhibit {
	e := diagnose.Exhibit{
		Title: say("成效评估："+o.Title, "Evaluation: "+o.Title),
		Head:  []city.Text{say("总效应", "effect"), say("估计", "estimate"), say("标准误", "s.e."), say("区间下限", "lower end"), say("区间上限", "upper end"), say("p", "p"), say("看得出来的最小效果", "smallest effect found")},
		Unit:  o.unit(), From: o.Observations,
	}
	list, notes := []evaluate.EstimateView(nil), []city.Text(nil)
	if o.DiD != nil {
		list, notes = o.DiD.Estimates, o.DiD.Notes
	} else {
		list, notes = o.Synth.Estimates, o.Synth.Notes
	}
	d := o.digits()
	for _, x := range list {
		e.Rows = append(e.Rows, []diagnose.Entry{{Text: evaluate.Words(x.Name)}, number(x.Value, d), number(x.SE, d), number(x.CI[0], d), number(x.CI[1], d), chance(x.P), number(x.MDE, d)})
	}
	if u := o.unit(); u != "" {
		e.Notes = append(e.Notes, say("估计的单位："+u, "estimates in "+u))
	}
	e.Notes = append(append(e.Notes, notes...), o.source())
	return e
}

// digits are the decimals of a table.
func (o *Opinion) digits() int {
	if w := o.m.high - o.m.low; known(w) && w > 0 {
		return max(0, 2-int(math.Floor(math.Log10(w))))
	}
	return 4
}

func number(n evaluate.Number, decimals int) diagnose.Entry {
	v := float64(n)
	if !known(v) {
		return diagnose.Entry{}
	}
	d := decimal.RequireFromString(n.Fixed(decimals))
	return diagnose.Entry{Value: &d}
}

// chance is a probability; one that would print as nothing says so.
func chance(p evaluate.Number) diagnose.Entry {
	if p < 0.0005 {
		return diagnose.Entry{Text: say("<0.001", "<0.001")}
	}
	return number(p, 3)
}

// since names a time by the start of the measure.
func since(at int) city.Text {
	switch {
	case at < 0:
		return say(fmt.Sprintf("前%d年", -at), fmt.Sprintf("%d before", -at))
	case at == 0:
		return say("当年", "first year")
	}
	return say(fmt.Sprintf("后%d年", at), fmt.Sprintf("%d after", at))
}

// events lists the difference by years before and after the start.
func (o *Opinion) events() (diagnose.Exhibit, bool) {
	for _, study := range o.DiD.Events {
		if study.Method != "group_time" || len(study.Parts) == 0 {
			continue
		}
		e := diagnose.Exhibit{
			Title: say("实施前后各年与对照的差别："+o.Title, "The difference from the others by years since the start: "+o.Title),
			Head:  []city.Text{say("实施前后", "years since the start"), say("与对照的差别", "difference"), say("区间下限", "lower end"), say("区间上限", "upper end")},
			Unit:  o.unit(),
			Notes: []city.Text{say(fmt.Sprintf("与%s相比；实施之前接近零、之后离开零，才像是政策的效果", since(study.Base).Zh), "compared with "+since(study.Base).En), o.source()},
			From:  o.Observations,
		}
		joint := false
		for _, p := range study.Parts {
			ends := p.Band
			if joint = joint || known(float64(ends[0])); !known(float64(ends[0])) {
				ends = p.CI
			}
			if known(float64(p.Value)) {
				e.Rows = append(e.Rows, []diagnose.Entry{{Text: since(p.At)}, number(p.Value, o.digits()), number(ends[0], o.digits()), number(ends[1], o.digits())})
			}
		}
		if joint {
			e.Notes = append([]city.Text{say("区间是各年合在一起的"+o.level()+"置信带，与图相同", "the ends are those of the joint "+o.level()+" band, as in the figure")}, e.Notes...)
		}
		return e, len(e.Rows) > 0
	}
	return diagnose.Exhibit{}, false
}

// path lists the treated beside their synthetic counterpart.
func (o *Opinion) path() diagnose.Exhibit {
	c := o.Synth.Cohorts[0]
	e := diagnose.Exhibit{
		Title: say("实际与合成的对照："+o.Title, "The real course and the synthetic one: "+o.Title),
		Head:  []city.Text{say("年份", "year"), say(few(c.Treated).Zh+"（实际）", few(c.Treated).En+" (real)"), say("合成的对照", "synthetic")},
		Unit:  o.unit(), From: o.Observations,
		Notes: []city.Text{say(fmt.Sprintf("%d年起实施；合成的对照由没有实施的单位按权重组成", c.Start), fmt.Sprintf("the measure starts in %d; the synthetic course is a weighted mean of units without it", c.Start)), o.source()},
	}
	if o.OutcomeUnit == "%" {
		e.Unit = "%"
	}
	for _, p := range c.Path {
		e.Rows = append(e.Rows, []diagnose.Entry{{Text: say(fmt.Sprintf("%d年", p.Period), fmt.Sprint(p.Period))}, number(p.Treated, o.digits()), number(p.Synthetic, o.digits())})
	}
	return e
}

// panel lists the observations of the outcome with their cells.
func (o *Opinion) panel() diagnose.Exhibit {
	e := diagnose.Exhibit{
		Title: say("评估所用的面板："+o.Title, "The panel of the evaluation: "+o.Title),
		Head:  []city.Text{say("地区", "place"), say("年份", "year"), say(o.Spec().Outcome, o.Spec().Outcome)},
		Sheet: true,
	}
	for _, x := range o.Observations {
		v := x.Value
		at := decimal.NewFromInt(int64(x.Period.Year()))
		e.Rows = append(e.Rows, []diagnose.Entry{{Text: say(o.Names[x.Place], o.Names[x.Place])}, {Value: &at}, {Value: &v, From: []city.Observation{x}}})
	}
	return e
}
