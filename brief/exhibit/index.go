package exhibit

import (
	"fmt"
	"math"
	"slices"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose/benchmark"
	"github.com/quanyu/quanyu/evaluate"
)

// Index gives the tables and the plot of an index: ranks with their intervals,
// what it is made of, pairs, the shares of choices, questions, the gap to the
// reference, what leaving out an indicator does, and every run with its settings.
func Index(r *benchmark.Result, version string) evaluate.Exhibits {
	last := r.Files[len(r.Files)-1]
	e := evaluate.Exhibits{Title: city.Text{Zh: "综合指数：" + r.Title, En: "Composite index: " + r.Title}, Notes: r.Notes,
		Source: city.Text{Zh: fmt.Sprintf("资料来源：%s（SHA-256 %.8s）、%s（SHA-256 %.8s）；quanyu\u00a0%s", r.Files[0].Name, r.Files[0].SHA256, last.Name, last.SHA256, version),
			En: fmt.Sprintf("Source: %s (SHA-256 %.8s), %s (SHA-256 %.8s); quanyu\u00a0%s", r.Files[0].Name, r.Files[0].SHA256, last.Name, last.SHA256, version)}}
	for _, t := range []evaluate.Table{indexRanks(r), indexParts(r), indexNodes(r), indexGap(r), indexPairs(r), indexAnswers(r), indexShares(r), indexRemoval(r), indexRuns(r)} {
		if len(t.Rows) > 0 {
			e.Tables = append(e.Tables, t)
		}
	}
	if p := IndexPlot(r); r.Robustness != nil && len(p.Rows) > 0 {
		e.Plots = []evaluate.Plot{p}
	}
	return e
}

// byRank are the places with a rank, the first on top.
func byRank(r *benchmark.Result) []benchmark.PlaceView {
	list := slices.DeleteFunc(slices.Clone(r.Places), func(p benchmark.PlaceView) bool { return p.Rank == nil })
	slices.SortStableFunc(list, func(x, y benchmark.PlaceView) int { return *x.Rank - *y.Rank })
	return list
}

// parts are the aggregates below the index.
func parts(r *benchmark.Result) []benchmark.NodeView {
	return slices.DeleteFunc(slices.Clone(r.Nodes), func(n benchmark.NodeView) bool { return n.Level == 1 || n.Parent == "" })
}

// headings are texts, Chinese and English in turn.
func headings(pairs ...string) []city.Text {
	var out []city.Text
	for i := 0; i < len(pairs); i += 2 {
		out = append(out, city.Text{Zh: pairs[i], En: pairs[i+1]})
	}
	return out
}

func words(s string) evaluate.Cell { return evaluate.Cell{Text: city.Text{Zh: s}} }

// figure is a number with so many decimals, — where it is none.
func figure(n city.Number, decimals int) evaluate.Cell {
	if math.IsNaN(float64(n)) {
		return words("—")
	}
	return evaluate.Cell{Text: city.Text{Zh: n.Fixed(decimals)}, Value: n, Is: true}
}

// digits is a number with so many significant digits, — where it is none.
func digits(n city.Number, count int) evaluate.Cell {
	if math.IsNaN(float64(n)) {
		return words("—")
	}
	return evaluate.Cell{Text: city.Text{Zh: n.Digits(count)}, Value: n, Is: true}
}

func counted(n int) evaluate.Cell { return figure(city.Number(n), 0) }

// Decimals of scores are one on a scale such as 0 to 100, three on one from 0 to 1.
func Decimals(r *benchmark.Result) int {
	for _, p := range r.Places {
		if p.Score > 10 {
			return 1
		}
	}
	return 3
}

func indexRanks(r *benchmark.Result) evaluate.Table {
	t := evaluate.Table{Name: "index-ranks", Title: city.Text{Zh: "位次与得分", En: "Ranks and scores"}, Head: headings("地方", "place", "位次", "rank", "区间下限", "interval from", "区间上限", "to", "得分", "score")}
	d := Decimals(r)
	for _, n := range parts(r) {
		t.Head = append(t.Head, city.Text{Zh: n.Name})
	}
	for _, p := range byRank(r) {
		row := []evaluate.Cell{words(p.Name), counted(*p.Rank), words("—"), words("—"), figure(p.Score, d)}
		if p.Interval != nil {
			row[2], row[3] = figure(p.Interval[0], 0), figure(p.Interval[1], 0)
		}
		for _, n := range parts(r) {
			row = append(row, figure(p.Scores[n.Code], d))
		}
		t.Rows = append(t.Rows, row)
	}
	if r.Robustness == nil {
		t.Notes = []city.Text{{Zh: "没有换做法重算，位次没有区间", En: "nothing was varied: ranks have no intervals"}}
	}
	return t
}

// indexParts ranks the places by each part of the index.
func indexParts(r *benchmark.Result) evaluate.Table {
	t := evaluate.Table{Name: "index-parts", Title: city.Text{Zh: "各方面的位次与区间", En: "Ranks by each part, with intervals"}, Head: headings("地方", "place")}
	for _, n := range parts(r) {
		t.Head = append(t.Head, city.Text{Zh: n.Name + "位次", En: n.Name + " rank"}, city.Text{Zh: "下限", En: "from"}, city.Text{Zh: "上限", En: "to"})
	}
	for _, p := range byRank(r) {
		row := []evaluate.Cell{words(p.Name)}
		for _, n := range parts(r) {
			cells := []evaluate.Cell{words("—"), words("—"), words("—")}
			if rank, ranked := p.Ranks[n.Code]; ranked {
				cells[0] = counted(rank)
			}
			if in, known := p.Within[n.Code]; known {
				cells[1], cells[2] = figure(in[0], 0), figure(in[1], 0)
			}
			row = append(row, cells...)
		}
		if len(row) > 1 {
			t.Rows = append(t.Rows, row)
		}
	}
	return t
}

func indexNodes(r *benchmark.Result) evaluate.Table {
	t := evaluate.Table{Name: "index-indicators", Title: city.Text{Zh: "指标与权重", En: "Indicators and weights"}, Head: headings("指标", "indicator", "上级", "parent", "单位", "unit", "方向", "direction", "除以", "divided by", "权重", "weight", "占总分", "share of the index")}
	names := map[string]string{}
	for _, n := range r.Nodes {
		names[n.Code] = n.Name
	}
	for _, n := range r.Nodes {
		t.Rows = append(t.Rows, []evaluate.Cell{words(n.Name), words(names[n.Parent]), words(n.Unit), words(map[int]string{1: "+", -1: "−"}[n.Direction]), words(n.DividedBy), figure(n.Weight, 3), figure(n.Effective, 3)})
	}
	return t
}

// indexGap sets places beside their reference, indicator by indicator.
func indexGap(r *benchmark.Result) evaluate.Table {
	t := evaluate.Table{Name: "index-gap"}
	for _, g := range r.Decomposition {
		place, reference := nameOf(r, g.Place), nameOf(r, g.Reference)
		t.Title = city.Text{Zh: fmt.Sprintf("%s与%s的差距构成", place, reference), En: fmt.Sprintf("What the lead of %[2]s over %[1]s is made of", place, reference)}
		t.Head = headings("指标", "indicator", "单位", "unit", place, place, reference, reference, "得分差乘权重", "points")
		followed := g.Followed(3)
		if followed {
			t.Head = append(t.Head, headings("同类三年提高：10%", "gain in 3 years: 10%", "中位数", "median", "90%", "90%", "补上差距的地方", "places that closed it", "同类地方", "peers")...)
		}
		for _, p := range g.Parts {
			row := []evaluate.Cell{words(p.Name), words(unitOf(r, p.Code)), digits(p.Value, 4), digits(p.Other, 4), figure(p.Contribution, 2)}
			if x, ok := p.After(3); ok {
				closed := words("—")
				if p.Contribution > 0 {
					closed = counted(x.AchievedBy)
				}
				row = append(row, digits(x.Low, 3), digits(x.Median, 3), digits(x.High, 3), closed, counted(x.Places))
			}
			for len(row) < len(t.Head) {
				row = append(row, words("—"))
			}
			t.Rows = append(t.Rows, row)
		}
		if len(t.Rows) > 0 {
			sum := make([]evaluate.Cell, len(t.Head))
			sum[0], sum[4] = evaluate.Cell{Text: city.Text{Zh: "合计", En: "all"}}, figure(g.Gap, 2)
			t.Rows = append(t.Rows, sum)
		}
	}
	return t
}

var verdicts = map[string]city.Text{
	"ahead": {Zh: "甲领先", En: "a is ahead"}, "behind": {Zh: "甲落后", En: "a is behind"}, "not_separable": {Zh: "分不出先后", En: "not separable"},
	"yes": {Zh: "成立", En: "yes"}, "no": {Zh: "不成立", En: "no"}, "open": {Zh: "定不下来", En: "open"},
}

func indexPairs(r *benchmark.Result) evaluate.Table {
	t := evaluate.Table{Name: "index-pairs", Title: city.Text{Zh: "两地比较", En: "Pairs of places"}, Head: headings("甲", "a", "乙", "b", "甲领先的次数占比", "share of runs in which a is ahead", "结论", "verdict")}
	for _, p := range r.Pairs {
		t.Rows = append(t.Rows, []evaluate.Cell{words(nameOf(r, p.A)), words(nameOf(r, p.B)), figure(p.Ahead, 3), {Text: verdicts[p.Verdict]}})
	}
	return t
}

func indexAnswers(r *benchmark.Result) evaluate.Table {
	t := evaluate.Table{Name: "index-questions", Title: city.Text{Zh: "问题", En: "Questions"}, Head: headings("问题", "question", "说“是”的次数占比", "share of runs that say yes", "结论", "answer", "单凭它就能翻转的选择", "turned by")}
	for _, a := range r.Answers {
		t.Rows = append(t.Rows, []evaluate.Cell{{Text: r.Asked(a)}, figure(a.Yes, 3), {Text: verdicts[a.Holds]}, words(joinNames(a.Turns))})
	}
	return t
}

func indexShares(r *benchmark.Result) evaluate.Table {
	t := evaluate.Table{Name: "index-choices", Title: city.Text{Zh: "位次变动由哪些选择造成", En: "What the change of ranks is made by"}, Head: headings("选择", "choice", "单独", "first", "连同交互", "total")}
	for _, s := range r.Sensitivity {
		first, total := s.Printed()
		t.Rows = append(t.Rows, []evaluate.Cell{words(s.Choice), figure(first, 3), figure(total, 3)})
	}
	return t
}

func indexRemoval(r *benchmark.Result) evaluate.Table {
	t := evaluate.Table{Name: "index-removal", Title: city.Text{Zh: "逐一去掉", En: "Left out one at a time"}, Head: headings("去掉", "without", "位次平均变动", "mean change of rank")}
	for _, x := range r.Removal {
		t.Rows = append(t.Rows, []evaluate.Cell{words(x.Name), figure(x.Change, 2)})
	}
	return t
}
