package evaluate

import (
	"cmp"
	"math"
	"slices"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/threshold"
)

// ProfilePlot draws the likelihood ratio of every value tried for threshold i,
// from 0, the others held, with the confidence set that it tells (Hansen 1999,
// figure 1).
func (r *ThresholdResult) ProfilePlot(i int) Plot {
	t, level := r.Thresholds[i], plain(round(100*r.Settings.Level))
	critical := threshold.Critical(r.Settings.Level)
	p := Plot{
		Name: "threshold-profile-" + plain(float64(i+1)), Title: told("门槛 %s 的似然比与 %s%% 置信集", "Likelihood ratio of the threshold %s and its %s %% set", plain(t.Value), level),
		X: city.Text{Zh: r.Settings.Threshold}, Y: told("似然比", "likelihood ratio"), Upto: 5 * critical,
		Across: []PlotLine{{At: critical, Name: told("%s%% 临界值 %s", "critical value at %s %%, %s", level, Number(critical).Fixed(2))}},
		Along:  []PlotLine{{At: t.Value, Name: told("门槛 %s", "threshold %s", plain(t.Value))}},
		Says: told("似然比在 %s 处为零；不超过临界值的取值从 %s 至 %s，是门槛的 %s%% 置信集", "the likelihood ratio is zero at %s; the values under the critical one, from %s to %s, are the %s %% confidence set",
			plain(t.Value), plain(t.CI[0]), plain(t.CI[1]), level),
	}
	for _, part := range t.Parts {
		p.Spans = append(p.Spans, PlotSpan{part[0], part[1], told("%s%% 置信集", "%s %% confidence set", level)})
	}
	p.Series = []PlotSeries{placeSeries(told("似然比", "likelihood ratio"), t.Profile, func(v PlaceView) Number { return v.LR })}
	p.scaleX(t.Profile)
	if slices.ContainsFunc(t.Profile, func(v PlaceView) bool { return float64(v.LR) > p.Upto }) {
		p.Notes = append(p.Notes, told("似然比超过 %s 的部分不画", "ratios over %s are not shown", Number(p.Upto).Fixed(0)))
	}
	return p
}

// scaleX takes a logarithmic scale where values spread over two powers of ten.
func (p *Plot) scaleX(places []PlaceView) {
	if n := len(places); n > 0 && places[0].Value > 0 && places[n-1].Value > 100*places[0].Value {
		p.Log = true
		p.X = city.Text{Zh: p.X.Zh + "（对数刻度）", En: p.X.In("en") + " (logarithmic scale)"}
	}
}

func placeSeries(name city.Text, places []PlaceView, of func(PlaceView) Number) PlotSeries {
	s := PlotSeries{Name: name, Look: Joined}
	for _, v := range places {
		s.Points = append(s.Points, PointAt(v.Value, float64(of(v))))
	}
	return s
}

// placesPlot draws the F of a threshold at every value tried: the claimed place
// beside all others.
func (r *ThresholdResult) placesPlot() Plot {
	p := Plot{
		Name: "threshold-places", Title: told("各处作为门槛的 F 值", "F of a threshold at every place"), X: city.Text{Zh: r.Settings.Threshold}, Y: told("F", "F"),
		Series: []PlotSeries{placeSeries(told("F", "F"), r.Placebo.Places, func(v PlaceView) Number { return v.F })},
	}
	if s := r.Steps[0]; s.Draws > 0 {
		p.Across = []PlotLine{{At: float64(s.Critical[1]), Name: told("搜索的5%%临界值 %s", "critical value of the search at 5 %%, %s", s.Critical[1].Fixed(2))}}
	}
	if c := r.Placebo.Claimed; c != nil && c.Best != nil {
		p.Along = []PlotLine{{At: c.Best.Value, Name: told("论断所称处 %s", "the claimed place, %s", plain(c.Best.Value))}}
		p.Says = told("论断所称处的 F 为 %s，其余 %d 处中有 %d 处更大", "F at the claimed place is %s; %[3]d of %[2]d others are larger", c.Best.F.Fixed(2), c.Others, c.Better)
	}
	p.scaleX(r.Placebo.Places)
	return p
}

// leftPlot draws the thresholds that are found without each unit, for the units
// that move them furthest.
func (r *ThresholdResult) leftPlot() Plot {
	p := Plot{Name: "threshold-left-out", Title: told("逐一去掉一个单位后的门槛", "Thresholds without each unit in turn"), X: city.Text{Zh: r.Settings.Threshold}}
	nearest := func(l LeftView, value float64) float64 {
		return slices.MinFunc(l.Thresholds, func(a, b float64) int { return cmp.Compare(math.Abs(a-value), math.Abs(b-value)) })
	}
	var kept []LeftView
	for _, l := range r.LeaveOut {
		if len(l.Thresholds) > 0 {
			kept = append(kept, l)
		}
	}
	away := func(l LeftView) (sum float64) {
		for _, t := range r.Thresholds {
			sum += math.Abs(nearest(l, t.Value) - t.Value)
		}
		return sum
	}
	slices.SortStableFunc(kept, func(a, b LeftView) int { return cmp.Compare(away(b), away(a)) })
	p.keepFirst(len(kept))
	kept = kept[:min(len(kept), mostNames)]
	for _, l := range kept {
		p.Rows = append(p.Rows, city.Text{Zh: l.Without})
	}
	s := PlotSeries{Name: told("去掉该单位后的门槛", "thresholds without the unit"), Look: Marks}
	for row, l := range kept {
		for _, v := range l.Thresholds {
			s.Points = append(s.Points, PointAt(v, float64(row)))
		}
	}
	p.Series = []PlotSeries{s}
	for _, t := range r.Thresholds {
		p.Along = append(p.Along, PlotLine{At: t.Value, Name: told("全样本 %s", "whole sample %s", plain(t.Value))})
	}
	if n := len(r.LeaveOut) - countEstimated(r.LeaveOut); n > 0 {
		p.Notes = append(p.Notes, told("去掉其中 %d 个后无法估计", "without %d of them nothing could be estimated", n))
	}
	return p
}

func countEstimated(left []LeftView) (n int) {
	for _, l := range left {
		if len(l.Thresholds) > 0 {
			n++
		}
	}
	return n
}
