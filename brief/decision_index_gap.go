package brief

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/brief/word"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose/benchmark"
)

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
		fmt.Fprintf(&b, "%s总分比%s低%s分", place, reference, g.Gap.Fixed(scoreDecimals(x)))
	} else {
		fmt.Fprintf(&b, "%s总分比%s高%s分", place, reference, city.Number(-gap).Fixed(scoreDecimals(x)))
	}
	fmt.Fprintf(&b, "：落后的指标合计拉开%s分，领先的指标合计追回%s分。", city.Number(behind).Fixed(scoreDecimals(x)), city.Number(-ahead).Fixed(scoreDecimals(x)))
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
	did := "没有一个"
	if r.AchievedBy > 0 {
		did = fmt.Sprintf("%d个", r.AchievedBy)
	}
	return head + fmt.Sprintf("；近年从相近水平起步的%d个地方，三年提高的中位数为%s，%s曾在三年内补上这样大的差距。", r.Places, amount(r.Median, unit), did)
}

// amount prints a figure with three significant digits and its unit; a difference
// of percentages is in percentage points.
func amount(n city.Number, unit string) string {
	if unit == "%" {
		unit = "个百分点"
	}
	return n.Digits(3) + unit
}

// decimalsOf are those that the values of an indicator are printed with.
func decimalsOf(part benchmark.PartView) int {
	most := 0
	for _, v := range []city.Number{part.Value, part.Other} {
		_, decimals, _ := strings.Cut(v.Digits(3), ".")
		most = max(most, len(decimals))
	}
	return most
}

// gapTable sets both places side by side, with what three years brought elsewhere.
func (p *paper) gapTable(x *benchmark.Result, g benchmark.GapView) {
	place, reference := nameOf(x, g.Place), nameOf(x, g.Reference)
	title := fmt.Sprintf("%s与%s的差距构成", place, reference)
	t := word.Table{Title: title, Widths: []int{2900, 1000, 950, 950, 900, 1050, 1094}, Keep: true, Head: [][]word.Cell{{
		word.TextCell("", "指标"), word.TextCell("", "单位"), word.TextCell("", place), word.TextCell("", reference), word.TextCell("", "差距（分）"),
	}}}
	peers := ""
	if g.Followed(3) {
		t.Head[0] = append(t.Head[0], word.TextCell("", "同类三年提高中位数"), word.TextCell("", "三年补上的地方数"))
		peers = "；“同类”为起点与" + place + "现在的水平相差不到两成的其他地方，末列为其中曾在三年内提高到足以补上差距的个数"
	} else { // nobody was followed: their room goes to the names
		t.Widths = []int{4144, 1400, 1100, 1100, 1100}
	}
	for _, part := range g.Parts {
		row := []word.Cell{word.TextCell("", part.Name), word.TextCell("", unitOf(x, part.Code)), word.TextCell(word.CellNum, part.Value.Digits(3)),
			word.TextCell(word.CellNum, part.Other.Digits(3)), word.TextCell(word.CellNum, signed(part.Contribution, scoreDecimals(x)))}
		median, by := "—", "—"
		if r, ok := part.After(3); ok {
			if median = r.Median.Fixed(decimalsOf(part)); part.Contribution > 0 {
				by = fmt.Sprintf("%d/%d", r.AchievedBy, r.Places)
			}
		}
		if peers != "" {
			row = append(row, word.TextCell(word.CellNum, median), word.TextCell(word.CellNum, by))
		}
		t.Rows = append(t.Rows, row)
	}
	p.doc.Paragraph(word.Caption, word.Text(fmt.Sprintf("表%d　%s", p.tables, title)))
	p.doc.Table(t)
	p.doc.Paragraph(word.Source, word.Text("注：差距为指标得分之差乘以权重，正数为"+place+"落后，各项之和为总分之差"+peers+"。"+p.in.indexSource()))
}
