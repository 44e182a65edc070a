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
	fmt.Fprintf(&b, "按%s计算，%s得%s分，在%d个地方中居第%d位。", quoted(shortTitle(x.Title)), v.Name, v.Score.Fixed(scoreDecimals(x)), ranks(x), *v.Rank)
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
		if title := "《" + shortTitle(in.Set.Sources[id].Title) + "》"; !slices.Contains(out, title) {
			out = append(out, title)
		}
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

// scoreDecimals are one on a scale such as 0 to 100, three on one from 0 to 1.
func scoreDecimals(x *benchmark.Result) int {
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
