package main

import (
	"math"
	"slices"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose/benchmark"
	"github.com/quanyu/quanyu/evaluate"
	"github.com/quanyu/quanyu/study"
)

// indexExhibits gives the tables and the plot of an index.
func indexExhibits(r *benchmark.Result) evaluate.Exhibits {
	e := evaluate.Exhibits{Title: city.Text{Zh: "综合指数：" + r.Title, En: "Composite index: " + r.Title}, Notes: r.Notes,
		Source: city.Text{Zh: "资料来源：" + r.Files[0].Name + "（SHA-256 " + r.Files[0].SHA256[:8] + "）；quanyu\u00a0" + study.Version,
			En: "Source: " + r.Files[0].Name + " (SHA-256 " + r.Files[0].SHA256[:8] + "); quanyu\u00a0" + study.Version}}
	e.Tables = []evaluate.Table{indexRanks(r), indexNodes(r)}
	if len(r.Pairs) > 0 {
		e.Tables = append(e.Tables, indexPairs(r))
	}
	if len(r.Sensitivity) > 0 {
		e.Tables = append(e.Tables, indexShares(r))
	}
	if r.Robustness != nil {
		e.Plots = []evaluate.Plot{indexPlot(r)}
	}
	return e
}

// byRank are the places with a rank, the first on top.
func byRank(r *benchmark.Result) []benchmark.PlaceView {
	list := slices.DeleteFunc(slices.Clone(r.Places), func(p benchmark.PlaceView) bool { return p.Rank == nil })
	slices.SortStableFunc(list, func(x, y benchmark.PlaceView) int { return *x.Rank - *y.Rank })
	return list
}

func heads(pairs ...string) []city.Text {
	var out []city.Text
	for i := 0; i < len(pairs); i += 2 {
		out = append(out, city.Text{Zh: pairs[i], En: pairs[i+1]})
	}
	return out
}

func wordsCell(s string) evaluate.Cell { return evaluate.Cell{Text: city.Text{Zh: s}} }

func numberCell(n city.Number, decimals int) evaluate.Cell {
	is := !math.IsNaN(float64(n))
	return evaluate.Cell{Text: city.Text{Zh: n.Fixed(decimals)}, Value: n, Is: is}
}

func indexRanks(r *benchmark.Result) evaluate.Table {
	t := evaluate.Table{Name: "index-ranks", Title: city.Text{Zh: "名次与得分", En: "Ranks and scores"}, Head: heads("地方", "place", "名次", "rank", "区间下限", "interval from", "区间上限", "to", "得分", "score")}
	var parts []benchmark.NodeView
	for _, n := range r.Nodes {
		if n.Level > 1 && n.Parent != "" {
			parts = append(parts, n)
			t.Head = append(t.Head, city.Text{Zh: n.Name})
		}
	}
	for _, p := range byRank(r) {
		row := []evaluate.Cell{wordsCell(p.Name), numberCell(city.Number(*p.Rank), 0), wordsCell("—"), wordsCell("—"), numberCell(p.Score, 2)}
		if p.Interval != nil {
			row[2], row[3] = numberCell(p.Interval[0], 0), numberCell(p.Interval[1], 0)
		}
		for _, n := range parts {
			row = append(row, numberCell(p.Scores[n.Code], 2))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func indexNodes(r *benchmark.Result) evaluate.Table {
	t := evaluate.Table{Name: "index-indicators", Title: city.Text{Zh: "指标与权重", En: "Indicators and weights"}, Head: heads("指标", "indicator", "上级", "parent", "方向", "direction", "除以", "divided by", "权重", "weight", "占总分", "share of the index")}
	for _, n := range r.Nodes {
		t.Rows = append(t.Rows, []evaluate.Cell{wordsCell(n.Name), wordsCell(n.Parent), wordsCell(map[int]string{1: "+", -1: "−"}[n.Direction]), wordsCell(n.Denominator), numberCell(n.Weight, 3), numberCell(n.Effective, 3)})
	}
	return t
}

func indexPairs(r *benchmark.Result) evaluate.Table {
	t := evaluate.Table{Name: "index-pairs", Title: city.Text{Zh: "两地比较", En: "Pairs of places"}, Head: heads("甲", "a", "乙", "b", "甲领先的次数占比", "share of runs in which a is ahead", "结论", "verdict")}
	words := map[string]city.Text{"ahead": {Zh: "甲领先", En: "a is ahead"}, "behind": {Zh: "甲落后", En: "a is behind"}, "not_separable": {Zh: "分不出先后", En: "not separable"}}
	for _, p := range r.Pairs {
		t.Rows = append(t.Rows, []evaluate.Cell{wordsCell(p.A), wordsCell(p.B), numberCell(p.Ahead, 3), {Text: words[p.Verdict]}})
	}
	return t
}

func indexShares(r *benchmark.Result) evaluate.Table {
	t := evaluate.Table{Name: "index-choices", Title: city.Text{Zh: "名次变动由哪些选择造成", En: "What the change of ranks is made by"}, Head: heads("选择", "choice", "单独", "first", "连同交互", "total")}
	for _, s := range r.Sensitivity {
		t.Rows = append(t.Rows, []evaluate.Cell{wordsCell(s.Choice), numberCell(s.First, 3), numberCell(s.Total, 3)})
	}
	return t
}

// indexPlot shows each place's median rank between the ends of its interval.
func indexPlot(r *benchmark.Result) evaluate.Plot {
	p := evaluate.Plot{Name: "index-intervals", Title: city.Text{Zh: "名次及其区间", En: "Ranks with intervals"}, X: city.Text{Zh: "名次", En: "rank"},
		Says: city.Text{Zh: "每个地方的中位名次，在第 5 与第 95 百分位之间", En: "The median rank of each place, between the 5th and the 95th percentile"}}
	p.Series = []evaluate.PlotSeries{
		{Name: city.Text{Zh: "第 5 百分位", En: "5th percentile"}, Look: evaluate.Marks},
		{Name: city.Text{Zh: "中位名次", En: "median rank"}, Look: evaluate.Marks},
		{Name: city.Text{Zh: "第 95 百分位", En: "95th percentile"}, Look: evaluate.Marks},
	}
	for i, place := range byRank(r) {
		p.Rows = append(p.Rows, city.Text{Zh: place.Name})
		if place.Interval == nil {
			continue
		}
		for k, rank := range []city.Number{place.Interval[0], *place.Median, place.Interval[1]} {
			p.Series[k].Points = append(p.Series[k].Points, evaluate.PointAt(float64(rank), float64(i)))
		}
	}
	return p
}
