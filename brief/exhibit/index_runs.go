package exhibit

import (
	"fmt"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose/benchmark"
	"github.com/quanyu/quanyu/evaluate"
)

// indexRuns lists every run with how it settles each choice, the ranks of the
// places in focus, and what failed: so long a table is for programs only.
func indexRuns(r *benchmark.Result) evaluate.Table {
	t := evaluate.Table{Name: "index-replications", Title: city.Text{Zh: "每一次重算：怎样设定，位次是多少", En: "Every run: how it was settled, and the ranks"}, Data: true}
	if r.Robustness == nil || len(r.Robustness.Replications) == 0 {
		return t
	}
	failed := map[int]city.Text{}
	for _, f := range r.Robustness.Failures {
		failed[f.Run] = f.Message
	}
	t.Head = headings("次", "run", "计入区间", "counted in intervals")
	for _, s := range r.Robustness.Replications[0].Settings {
		t.Head = append(t.Head, city.Text{Zh: s.Choice})
	}
	for _, place := range r.Robustness.Watched {
		name := nameOf(r, place)
		t.Head = append(t.Head, city.Text{Zh: name + "位次", En: "rank of " + name})
	}
	t.Head = append(t.Head, city.Text{Zh: "算不出来的原因", En: "why it could not be computed"})
	for _, x := range r.Robustness.Replications {
		within := city.Text{Zh: "是", En: "yes"}
		if x.Run >= r.Robustness.Independent {
			within = city.Text{Zh: "否", En: "no"}
		}
		row := []evaluate.Cell{counted(x.Run), {Text: within}}
		for _, s := range x.Settings {
			if s.Draw != nil {
				row = append(row, evaluate.Cell{Text: city.Text{Zh: fmt.Sprintf("第%d次抽取", *s.Draw), En: fmt.Sprintf("draw %d", *s.Draw)}})
			} else {
				row = append(row, words(s.Option))
			}
		}
		for _, rank := range x.Ranks {
			if rank == 0 {
				row = append(row, words("—"))
			} else {
				row = append(row, counted(rank))
			}
		}
		t.Rows = append(t.Rows, append(row, evaluate.Cell{Text: failed[x.Run]}))
	}
	return t
}

// IndexPlot shows each place's rank as made and its interval.
func IndexPlot(r *benchmark.Result) evaluate.Plot {
	p := evaluate.Plot{Name: "index-intervals", Title: city.Text{Zh: "位次及其区间", En: "Ranks with intervals"}, X: city.Text{Zh: "位次（点为原做法，线为第 5 至第 95 百分位）", En: "rank (dot: as made; line: 5th to 95th percentile)"}, Whole: true,
		Says: city.Text{Zh: "点是按写明的做法得到的位次，线从第 5 到第 95 百分位", En: "Dots are ranks as the index is made; lines run from the 5th to the 95th percentile"}}
	p.Series = []evaluate.PlotSeries{{Name: city.Text{Zh: "位次（线为第 5 至第 95 百分位）", En: "rank (lines from the 5th to the 95th percentile)"}, Look: evaluate.Marks}}
	for i, place := range byRank(r) {
		p.Rows = append(p.Rows, city.Text{Zh: place.Name})
		point := evaluate.PointAt(float64(*place.Rank), float64(i))
		if place.Interval != nil {
			point.Low, point.High = float64(place.Interval[0]), float64(place.Interval[1])
		}
		p.Series[0].Points = append(p.Series[0].Points, point)
	}
	return p
}

func nameOf(r *benchmark.Result, place string) string {
	for _, p := range r.Places {
		if p.Place == place {
			return p.Name
		}
	}
	return place
}

func unitOf(r *benchmark.Result, code string) string {
	for _, n := range r.Nodes {
		if n.Code == code {
			return n.Unit
		}
	}
	return ""
}

func joinNames(list []string) string { return strings.Join(list, "、") }
