package brief

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/brief/word"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/diagnose/benchmark"
)

// indexJudgments writes what the index of the study says of its place: where it
// stands and how far that can be told, what sets it apart from the reference, and
// what others that started alike achieved.
func (p *paper) indexJudgments() {
	x := p.in.Index
	place, ranked := p.in.indexed()
	if !ranked {
		return
	}
	p.doc.Heading(2, "", word.Text(indexHead(x, place)))
	text := indexStanding(x, place) + indexPairs(x, place)
	if where := p.drawn(indexFigure); where != "" {
		text = see(text, where)
	}
	p.doc.Paragraph(word.Body, word.Text(text))
	for _, g := range p.in.indexGaps() {
		p.doc.Heading(2, gapBookmark, word.Text(gapHead(x, g)))
		p.tables++
		p.doc.Paragraph(word.Body, word.Text(see(gapText(x, g), fmt.Sprintf("表%d", p.tables))))
		p.gapTable(x, g)
	}
}

// gapBookmark is where the gap stands in the document.
const gapBookmark = "gap"

// indexGaps are the gaps of the index that can be taken apart.
func (in Input) indexGaps() []benchmark.GapView {
	if in.Index == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(in.Index.Decomposition), func(g benchmark.GapView) bool { return len(g.Parts) == 0 })
}

// indexHeads are the headings of what the index says.
func (in Input) indexHeads() []string {
	var out []string
	if v, ranked := in.indexed(); ranked {
		out = append(out, indexHead(in.Index, v))
		for _, g := range in.indexGaps() {
			out = append(out, gapHead(in.Index, g))
		}
	}
	return out
}

// saidByIndex reports whether a result says what the judgments of the index say
// already.
func (in Input) saidByIndex(r diagnose.Result) bool {
	_, ranked := in.indexed()
	return ranked && slices.ContainsFunc(r.Reasons, func(x diagnose.Reason) bool { return x.Code == "by-index" })
}

// indexHead is what the index says of a place, in one line.
func indexHead(x *benchmark.Result, v benchmark.PlaceView) string {
	head := fmt.Sprintf("%s%s在%d个地方中居第%d位", v.Name, shortTitle(x.Title), ranks(x), *v.Rank)
	if v.Interval != nil && v.Interval[0] != v.Interval[1] {
		head += "（区间" + between(*v.Interval) + "）"
	}
	return head
}

// indexed is the place of the index that the study is about, or the first in
// focus; false where the index does not rank it.
func (in Input) indexed() (benchmark.PlaceView, bool) {
	if in.Index == nil {
		return benchmark.PlaceView{}, false
	}
	want := []string{in.placeName(in.Place)}
	for _, g := range in.Index.Decomposition {
		want = append(want, g.Place)
	}
	for _, name := range want {
		if v, ok := indexPlace(in.Index, name); ok && v.Rank != nil {
			return v, true
		}
	}
	return benchmark.PlaceView{}, false
}

func indexPlace(x *benchmark.Result, place string) (benchmark.PlaceView, bool) {
	i := slices.IndexFunc(x.Places, func(v benchmark.PlaceView) bool { return v.Place == place })
	if i < 0 {
		return benchmark.PlaceView{}, false
	}
	return x.Places[i], true
}

// ranks counts the places that are ranked.
func ranks(x *benchmark.Result) int {
	n := 0
	for _, v := range x.Places {
		if v.Rank != nil {
			n++
		}
	}
	return n
}

// indexStanding says score, rank, what of the rank holds, and the ranks in the
// parts right below the index.
func indexStanding(x *benchmark.Result, v benchmark.PlaceView) string {
	var b strings.Builder
	fmt.Fprintf(&b, "按%s计算，%s得%s分，在%d个地方中居第%d位。", quoted(shortTitle(x.Title)), v.Name, v.Score.Fixed(decimals(x)), ranks(x), *v.Rank)
	if v.Interval != nil {
		fmt.Fprintf(&b, "换用其他算法、调整权重并计入数据误差重算%d次，九成的结果落在%s。", v.Runs, between(*v.Interval))
		if v.Interval[0] != v.Interval[1] {
			b.WriteString("引用时宜说区间，不宜只说一个位次。")
		}
	}
	var parts []string
	top := topNode(x)
	for _, n := range x.Nodes {
		if n.Parent == top && n.Level > 1 && v.Ranks[n.Code] > 0 {
			parts = append(parts, fmt.Sprintf("%s第%d位", n.Name, v.Ranks[n.Code]))
		}
	}
	if len(parts) > 0 {
		b.WriteString("分方面看，" + strings.Join(parts, "、") + "。")
	}
	return b.String()
}

// between is an interval of ranks: 第8至第11位.
func between(interval [2]city.Number) string {
	low, high := math.Round(float64(interval[0])), math.Round(float64(interval[1]))
	if low == high {
		return fmt.Sprintf("第%.0f位", low)
	}
	return fmt.Sprintf("第%.0f至第%.0f位", low, high)
}

// indexPairs says how the place compares with the reference, and with how many
// places it cannot be told apart.
func indexPairs(x *benchmark.Result, v benchmark.PlaceView) string {
	var b strings.Builder
	var near []string
	for _, pair := range x.Pairs {
		if pair.A != v.Place {
			continue
		}
		for _, g := range x.Decomposition {
			if g.Reference == pair.B && g.Place == pair.A {
				fmt.Fprintf(&b, "与%s相比，%d次重算中%s高于对方，%s。", nameOf(x, pair.B), pair.Runs, share(pair.Ahead), pairVerdict[pair.Verdict])
			}
		}
		if pair.Verdict == "not_separable" {
			near = append(near, nameOf(x, pair.B))
		}
	}
	if len(near) > 0 {
		fmt.Fprintf(&b, "与%s的高低分不出来。", strings.Join(near, "、"))
	}
	return b.String()
}

var pairVerdict = map[string]string{"ahead": "可以认为高于对方", "behind": "可以认为低于对方", "not_separable": "两地高低分不出来"}

// gapHead says in which indicators the reference leads most.
func gapHead(x *benchmark.Result, g benchmark.GapView) string {
	var names []string
	for _, part := range g.Parts {
		if part.Contribution > 0 && len(names) < 2 {
			names = append(names, part.Name)
		}
	}
	if len(names) == 0 {
		return fmt.Sprintf("%s各项指标均不低于%s", nameOf(x, g.Place), nameOf(x, g.Reference))
	}
	return fmt.Sprintf("与%s相比，%s主要差在%s", nameOf(x, g.Reference), nameOf(x, g.Place), strings.Join(names, "、"))
}

// gapText takes the difference apart in words: where the place is behind, where it
// is ahead, and what the largest shortfall would take.
func gapText(x *benchmark.Result, g benchmark.GapView) string {
	behind, ahead := 0.0, 0.0
	var lead []string
	for _, part := range g.Parts {
		if c := float64(part.Contribution); c > 0 {
			behind += c
		} else if ahead += c; c < 0 {
			lead = append(lead, part.Name)
		}
	}
	place, reference := nameOf(x, g.Place), nameOf(x, g.Reference)
	var b strings.Builder
	if gap := float64(g.Gap); gap >= 0 {
		fmt.Fprintf(&b, "%s总分比%s低%s分", place, reference, g.Gap.Fixed(decimals(x)))
	} else {
		fmt.Fprintf(&b, "%s总分比%s高%s分", place, reference, city.Number(-gap).Fixed(decimals(x)))
	}
	fmt.Fprintf(&b, "：落后的指标合计拉开%s分，领先的指标合计追回%s分。", city.Number(behind).Fixed(decimals(x)), city.Number(-ahead).Fixed(decimals(x)))
	if len(lead) > 0 {
		slices.Reverse(lead)
		fmt.Fprintf(&b, "领先的是%s。", strings.Join(lead, "、"))
	}
	if first := g.Parts[0]; first.Contribution > 0 {
		b.WriteString(reachText(x, first, reference))
	}
	return b.String()
}

// reachText says what the others achieved that started like the place.
func reachText(x *benchmark.Result, part benchmark.PartView, reference string) string {
	i := slices.IndexFunc(part.Reach, func(r benchmark.ReachView) bool { return r.Years == 3 })
	if i < 0 {
		return ""
	}
	r, unit := part.Reach[i], unitOf(x, part.Code)
	lacks := city.Number(math.Abs(float64(part.Other - part.Value)))
	head := fmt.Sprintf("差距最大的是%s，要达到%s现在的水平须再提高%s", part.Name, reference, amount(lacks, unit))
	if r.Stretches == 0 {
		return head + "；近年没有别的地方从相近的水平起步，无从比照。"
	}
	return head + fmt.Sprintf("；近年从相近水平起步的%d个地方，三年提高的中位数为%s，%d个曾在三年内补上这样大的差距。", r.Places, amount(r.Median, unit), r.AchievedBy)
}

// amount prints a figure with three significant digits and its unit; a difference
// of percentages is in percentage points.
func amount(n city.Number, unit string) string {
	if unit == "%" {
		unit = "个百分点"
	}
	return n.Digits(3) + unit
}

// gapTable sets both places side by side, with what three years brought elsewhere.
func (p *paper) gapTable(x *benchmark.Result, g benchmark.GapView) {
	place, reference := nameOf(x, g.Place), nameOf(x, g.Reference)
	title := fmt.Sprintf("%s与%s的差距构成", place, reference)
	t := word.Table{Title: title, Widths: []int{2900, 1000, 950, 950, 900, 1050, 1094}, Keep: true, Head: [][]word.Cell{{
		word.TextCell("", "指标"), word.TextCell("", "单位"), word.TextCell("", place), word.TextCell("", reference), word.TextCell("", "差距（分）"),
		word.TextCell("", "同类三年提高中位数"), word.TextCell("", "三年补上的地方数"),
	}}}
	for _, part := range g.Parts {
		row := []word.Cell{word.TextCell("", part.Name), word.TextCell("", unitOf(x, part.Code)), word.TextCell(word.CellNum, part.Value.Digits(3)),
			word.TextCell(word.CellNum, part.Other.Digits(3)), word.TextCell(word.CellNum, signed(part.Contribution, decimals(x)))}
		median, by := "—", "—"
		for _, r := range part.Reach {
			if r.Years == 3 && r.Stretches > 0 {
				if median = r.Median.Digits(3); part.Contribution > 0 {
					by = fmt.Sprintf("%d/%d", r.AchievedBy, r.Places)
				}
			}
		}
		t.Rows = append(t.Rows, append(row, word.TextCell(word.CellNum, median), word.TextCell(word.CellNum, by)))
	}
	p.doc.Paragraph(word.Caption, word.Text(fmt.Sprintf("表%d　%s", p.tables, title)))
	p.doc.Table(t)
	p.doc.Paragraph(word.Source, word.Text("注：差距为指标得分之差乘以权重，正数为"+place+"落后，各项之和为总分之差；“同类”为起点与"+place+"现在的水平相差不到两成的其他地方，末列为其中曾在三年内提高到足以补上差距的个数。"+p.in.indexSource()))
}

// indexSource names what the index rests on.
func (in Input) indexSource() string {
	var notes []string
	for _, n := range in.Index.Notes {
		notes = append(notes, strings.TrimRight(n.Zh, "。"))
	}
	return "资料来源：课题组根据" + strings.Join(indexPublishers(in), "、") + "测算。" + strings.Join(notes[:min(len(notes), 2)], "；") + "。"
}

// mostSources is how many sources a line under the index names.
const mostSources = 6

// indexPublishers are the titles of the study's sources, in the order of their ids;
// where they are many, no list is given.
func indexPublishers(in Input) []string {
	var out []string
	if in.Set == nil || len(in.Set.Sources) == 0 || len(in.Set.Sources) > mostSources {
		return []string{"本课题所列资料"}
	}
	ids := make([]string, 0, len(in.Set.Sources))
	for id := range in.Set.Sources {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		out = append(out, "《"+shortTitle(in.Set.Sources[id].Title)+"》")
	}
	return out
}

func topNode(x *benchmark.Result) string {
	for _, n := range x.Nodes {
		if n.Parent == "" {
			return n.Code
		}
	}
	return ""
}

func nameOf(x *benchmark.Result, place string) string {
	if v, ok := indexPlace(x, place); ok {
		return v.Name
	}
	return place
}

func unitOf(x *benchmark.Result, code string) string {
	for _, n := range x.Nodes {
		if n.Code == code {
			return n.Unit
		}
	}
	return ""
}

// share says in how many of the runs something is so.
func share(n city.Number) string {
	switch {
	case n == 0:
		return "没有一次"
	case n == 1:
		return "次次"
	}
	return "有" + (n * 100).Fixed(0) + "%"
}

// signed prints a contribution with its sign.
func signed(n city.Number, decimals int) string {
	if s := n.Fixed(decimals); n <= 0 || s == city.Number(0).Fixed(decimals) {
		return s
	}
	return "+" + n.Fixed(decimals)
}

// decimals of scores: one on a scale such as 0 to 100, three on one from 0 to 1.
func decimals(x *benchmark.Result) int {
	for _, v := range x.Places {
		if v.Score > 10 {
			return 1
		}
	}
	return 3
}

// shortTitle is a title without what stands in brackets.
func shortTitle(s string) string {
	cut, _, _ := strings.Cut(s, "（")
	return cut
}
