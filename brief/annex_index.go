package brief

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/brief/exhibit"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose/benchmark"
	"github.com/quanyu/quanyu/method/composite"
	"github.com/xuri/excelize/v2"
)

// measured is a value in full, shown with so many decimals; expr is its live
// formula, "" for none.
type measured struct {
	value    city.Number
	decimals int
	expr     string
}

// indexSheets are the sheets of the index: weights, scores that are formulas over
// them, and the gap to the reference.
type indexSheets struct {
	weights, scores, gap string
	nodes                []benchmark.NodeView // the index, its parts, the indicators
	places               []benchmark.PlaceView
}

// indexNames names the sheets of the index; none without one.
func (a *annex) indexNames() []string {
	if a.in.Index == nil {
		return nil
	}
	s := &indexSheets{weights: a.say("指数权重", "Index weights"), scores: a.say("指数得分", "Index scores")}
	s.nodes = slices.Clone(a.in.Index.Nodes)
	slices.SortStableFunc(s.nodes, func(x, y benchmark.NodeView) int { return cmp.Compare(y.Level, x.Level) })
	for _, p := range a.in.Index.Places {
		if p.Rank != nil {
			s.places = append(s.places, p)
		}
	}
	slices.SortStableFunc(s.places, func(x, y benchmark.PlaceView) int { return *x.Rank - *y.Rank })
	a.made = s
	names := []string{s.scores, s.weights}
	if len(a.in.indexGaps()) > 0 {
		s.gap = a.say("差距构成", "Gap")
		names = append(names, s.gap)
	}
	return names
}

// composite writes the sheets of the index.
func (a *annex) composite() {
	if a.made == nil {
		return
	}
	a.indexWeights()
	a.indexScores()
	a.indexGap()
	notes := texts(a.in.Index.Notes, a.lang)
	a.book.row(a.book.names[4], a.made.scores, a.say("得分由权重和各指标统一尺度以后的得分算出；位次随之而变。改“"+a.made.weights+"”里的权重，可以看到得分和位次怎样变。区间是重算的结果，不随之变。",
		"Scores follow from weights and from indicators on one scale, and ranks from scores: change the weights in the sheet "+a.made.weights+" and see. Intervals are results of runs and stay."))
	if len(notes) > 0 {
		a.book.row(a.book.names[4], a.in.Index.Title, strings.Join(notes, a.say("；", "; ")))
	}
}

func (a *annex) indexWeights() {
	a.book.head(a.made.weights, []string{a.say("代码", "Code"), a.say("名称", "Name"), a.say("上级", "Parent"), a.say("权重（同一上级之下）", "Weight among siblings"), a.say("占总分", "Share of the index"), a.say("方向", "Direction"), a.say("单位", "Unit"), a.say("除以", "Divided by"), a.say("类别", "Group")},
		[]float64{20, 36, 16, 12, 12, 8, 14, 22, 10})
	for _, n := range a.made.nodes {
		a.book.row(a.made.weights, n.Code, n.Name, n.Parent, measured{value: n.Weight, decimals: 4}, measured{n.Effective, 4, a.made.share(n)}, map[int]string{1: "+", -1: "−"}[n.Direction], n.Unit, n.DividedBy, benchmark.KindName(n.Kind, a.lang))
	}
}

// share is the formula of a node's share of the index: that of its parent by its
// weight among siblings; "" where it is not so.
func (s *indexSheets) share(n benchmark.NodeView) string {
	var weights []string
	sum, parent, own, up := city.Number(0), 0, 0, city.Number(0)
	for k, x := range s.nodes {
		switch {
		case x.Code == n.Parent:
			parent, up = k+2, x.Effective
		case x.Parent == n.Parent && n.Parent != "":
			weights, sum = append(weights, fmt.Sprintf("D%d", k+2)), sum+x.Weight
		}
		if x.Code == n.Code {
			own = k + 2
		}
	}
	if parent == 0 || sum == 0 || math.Abs(float64(up*n.Weight/sum-n.Effective)) > 1e-9 {
		return ""
	}
	return fmt.Sprintf("E%d*D%d/(%s)", parent, own, strings.Join(weights, "+"))
}

// indexScores writes a row for each place, the first on top.
func (a *annex) indexScores() {
	s, d := a.made, exhibit.Decimals(a.in.Index)
	titles, widths := []string{a.say("地方", "Place"), a.say("位次", "Rank"), a.say("区间下限", "Interval from"), a.say("区间上限", "Interval to")}, []float64{18, 8, 9, 9}
	for _, n := range s.nodes {
		titles, widths = append(titles, n.Name), append(widths, 13)
	}
	a.book.head(s.scores, titles, widths)
	for i, p := range s.places {
		top := s.column(s.nodes[0].Code)
		values := []any{p.Name, measured{value: city.Number(*p.Rank), expr: fmt.Sprintf("RANK(%s%d,%s$2:%s$%d)", top, i+2, top, top, len(s.places)+1)}, "", ""}
		if p.Interval != nil {
			values[2], values[3] = measured{value: p.Interval[0]}, measured{value: p.Interval[1]}
		}
		for _, n := range s.nodes {
			if v := p.Scores[n.Code]; math.IsNaN(float64(v)) {
				values = append(values, "")
			} else {
				values = append(values, measured{v, d + 1, a.joined(n, p, i+2)})
			}
		}
		a.book.row(s.scores, values...)
	}
}

// joined is the formula of an aggregate in a row; "" for an indicator, and where a
// workbook has no short one for the mean.
func (a *annex) joined(n benchmark.NodeView, p benchmark.PlaceView, row int) string {
	method := meanOf(a.in.Index, n.Level)
	if n.Level == 1 || method == "" {
		return ""
	}
	var parts, weights []string
	for k, child := range a.made.nodes {
		if child.Parent != n.Code || child.Weight == 0 || math.IsNaN(float64(p.Scores[child.Code])) {
			continue
		}
		weight, score := fmt.Sprintf("'%s'!$D$%d", a.made.weights, k+2), fmt.Sprintf("%s%d", a.made.column(child.Code), row)
		weights = append(weights, weight)
		if parts = append(parts, score+"*"+weight); method == "geometric" {
			parts[len(parts)-1] = score + "^" + weight
		}
	}
	switch total := "(" + strings.Join(weights, "+") + ")"; {
	case len(parts) == 0:
		return ""
	case method == "geometric":
		return "(" + strings.Join(parts, "*") + ")^(1/" + total + ")"
	default:
		return "(" + strings.Join(parts, "+") + ")/" + total
	}
}

// meanOf is how scores of a level are put together, where a workbook can: as an
// arithmetic or a geometric mean.
func meanOf(x *benchmark.Result, level int) string {
	for _, step := range x.Settings {
		if s, is := step.(composite.Aggregate); is && len(s.By) > 0 && len(s.Without) == 0 {
			switch by := s.By[min(max(level-2, 0), len(s.By)-1)]; by.(type) {
			case composite.Arithmetic, composite.Geometric:
				return by.Method()
			}
		}
	}
	return ""
}

// column is the column of a node in the sheet of scores.
func (s *indexSheets) column(code string) string {
	for k, n := range s.nodes {
		if n.Code == code {
			name, _ := excelize.ColumnNumberToName(k + 5)
			return name
		}
	}
	return ""
}

// cell is where a place's score by a node stands.
func (s *indexSheets) cell(place, code string) string {
	for i, p := range s.places {
		if p.Place == place {
			return fmt.Sprintf("'%s'!%s%d", s.scores, s.column(code), i+2)
		}
	}
	return ""
}

// indexGap writes what the gap is made of, each part as a formula over scores and
// weights.
func (a *annex) indexGap() {
	x, s := a.in.Index, a.made
	for _, g := range a.in.indexGaps()[:min(1, len(a.in.indexGaps()))] {
		place, reference := nameOf(x, g.Place), nameOf(x, g.Reference)
		head := []string{a.say("指标", "Indicator"), a.say("单位", "Unit"), place, reference, place + a.say("得分", " score"), reference + a.say("得分", " score"), a.say("占总分", "Share of the index"), a.say("差距（分）", "Gap in points")}
		followed := g.Followed(3)
		if followed {
			head = append(head, a.say("同类三年提高中位数", "Median gain of peers in 3 years"), a.say("三年补上的地方数", "Peers that closed it"), a.say("同类地方数", "Peers"))
		}
		a.book.head(s.gap, head, []float64{38, 14, 12, 12, 12, 12, 12, 12, 14, 12, 10}[:len(head)])
		for _, part := range g.Parts {
			expr := ""
			own, other := s.cell(g.Place, part.Code), s.cell(g.Reference, part.Code)
			for k, n := range s.nodes {
				if n.Code == part.Code && own != "" && other != "" && math.Abs(float64((part.OtherScore-part.Score)*n.Effective-part.Contribution)) < 1e-9 {
					expr = fmt.Sprintf("(%s-%s)*'%s'!E%d", other, own, s.weights, k+2)
				}
			}
			row := []any{part.Name, unitOf(x, part.Code), plain(part.Value, 4), plain(part.Other, 4), plain(part.Score, 2), plain(part.OtherScore, 2), measured{value: part.Weight, decimals: 4}, measured{part.Contribution, 2, expr}}
			if r, ok := part.After(3); ok {
				row = append(row, plain(r.Median, 3), r.AchievedBy, r.Places)
			} else if followed {
				row = append(row, "", "", "")
			}
			a.book.row(s.gap, row...)
		}
		a.book.row(s.gap, a.say("合计", "all"), "", "", "", "", "", "", measured{g.Gap, 2, fmt.Sprintf("SUM(H2:H%d)", len(g.Parts)+1)})
	}
}

// plain is a value without a formula; "" where there is none.
func plain(n city.Number, decimals int) any {
	if math.IsNaN(float64(n)) {
		return ""
	}
	return measured{value: n, decimals: decimals}
}
