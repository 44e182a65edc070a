package brief

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/brief/exhibit"
	"github.com/quanyu/quanyu/brief/word"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose/citywide"
	"github.com/quanyu/quanyu/diagnose/industry"
)

// chained writes where the two chains do not meet, with the tables behind it and a
// schematic map of the districts.
func (p *paper) chained() {
	c := p.in.Chains
	if c == nil {
		return
	}
	p.doc.Heading(2, "chains", word.Text(chainHead(c)))
	for i, text := range chainTexts(c) {
		if i == 0 {
			text = see(text, fmt.Sprintf("表%d", p.tables+1))
		}
		p.doc.Paragraph(word.Body, word.Text(text))
	}
	for _, e := range c.Exhibits() {
		if !e.Sheet {
			p.applyTable(e)
		}
	}
	if p.in.Map != nil {
		p.tileTable(p.in.Map, exhibit.MapTitle(c), exhibit.ChainMarks(c))
	}
}

func chainHead(c *industry.Chains) string {
	if c.Synthetic {
		return "产业链与创新链的衔接（合成数据）"
	}
	return "产业链与创新链的衔接"
}

// chainTexts say in sentences what the two chains show: suppliers, results, demands
// and pilot lines, and what is not known.
func chainTexts(c *industry.Chains) []string {
	var out []string
	for _, text := range []string{supplierText(c), resultText(c), pilotText(c), sharedText(c)} {
		if text != "" {
			out = append(out, text)
		}
	}
	if len(c.Missing) > 0 {
		var list []string
		for _, m := range c.Missing {
			list = append(list, m.Zh)
		}
		out = append(out, "尚缺的资料："+strings.Join(list, "；")+"。")
	}
	return out
}

func supplierText(c *industry.Chains) string {
	var none, one []string
	scored := 0
	for _, n := range c.Nodes {
		switch n.Local {
		case 0:
			none = append(none, n.Title)
		case 1:
			one = append(one, n.Title)
		}
		if n.Chokepoint.Rank > 0 {
			scored++
		}
	}
	if len(c.Nodes) == 0 {
		return ""
	}
	var parts []string
	if len(none) > 0 {
		parts = append(parts, strings.Join(none, "、")+"没有本地供应商")
	}
	if len(one) > 0 {
		parts = append(parts, strings.Join(one, "、")+"本地只有一家供应商")
	}
	text := fmt.Sprintf("所列产业链共%d个环节", len(c.Nodes))
	if len(parts) > 0 {
		text += "，其中" + strings.Join(parts, "，")
	}
	switch {
	case scored == len(c.Nodes):
		text += "。"
	case scored > 0:
		text += fmt.Sprintf("。能够给出卡点分的有%d个环节，其余%d个依据不足。", scored, len(c.Nodes)-scored)
	case len(parts) > 0:
		text += "。各环节依据不足，均未给出卡点分。"
	default:
		text += "，均因依据不足未给出卡点分。"
	}
	if top := highest(c); top != nil {
		held := "去掉任何一项后仍居首位"
		if r := top.Chokepoint.Range; r[1] > 1 {
			held = fmt.Sprintf("去掉其中一项后位次在%d至%d之间", r[0], r[1])
		}
		text += fmt.Sprintf("牵制最大的是%s（%s，%s）", top.Title, top.Chokepoint.Score.Fixed(2), held)
		if n := len(top.Chokepoint.Stops); n > 0 {
			text += fmt.Sprintf("，外地一旦断供，按没有库存和替代计，下游%d个环节减产，全链产出减少%s%%", n, city.Number(100*float64(top.Chokepoint.Loss)).Fixed(0))
		}
		text += "。"
	}
	return text
}

// highest is the node with the highest score; nil without any.
func highest(c *industry.Chains) *industry.ChainNode {
	for i := range c.Nodes {
		if c.Nodes[i].Chokepoint.Rank == 1 {
			return &c.Nodes[i]
		}
	}
	return nil
}

func resultText(c *industry.Chains) string {
	a := c.Absorbed
	if a.Results == 0 {
		return ""
	}
	rate := city.Number(100*float64(a.Low)).Fixed(0) + "%"
	if a.Unknown > 0 {
		rate += "至" + city.Number(100*float64(a.High)).Fixed(0) + "%"
	}
	text := fmt.Sprintf("登记的本地成果%d项，本地企业采用%d项，外地采用%d项，没有采用%d项", a.Results, a.Local, a.Outside, a.None)
	if a.Unknown > 0 {
		text += fmt.Sprintf("，不清楚%d项", a.Unknown)
	}
	text += "，本地吸收的比例为" + rate + "。"
	demands, open := 0, 0
	for _, x := range c.Items {
		if x.Kind == "demand" {
			demands++
		}
	}
	for _, f := range c.Findings {
		if f.Code == "I305" {
			open++
		}
	}
	if demands > 0 {
		text += fmt.Sprintf("登记的需求%d项，其中%d项没有成果回应。", demands, open)
	}
	return text
}

func pilotText(c *industry.Chains) string {
	var waiting, idle []string
	for _, v := range c.Pilots {
		if v.Waiting > 0 {
			waiting = append(waiting, fmt.Sprintf("%s（工位%d个，排队%d个）", v.Title, v.Slots, v.Queue))
		}
		if v.Free() {
			idle = append(idle, fmt.Sprintf("%s（空%d个）", v.Title, v.Idle))
		}
	}
	var parts []string
	if len(waiting) > 0 {
		parts = append(parts, "排队多于工位的有"+strings.Join(waiting, "、"))
	}
	if len(idle) > 0 {
		parts = append(parts, "空着四分之一以上的有"+strings.Join(idle, "、"))
	}
	if len(parts) == 0 {
		return ""
	}
	return "中试与机构的工位，" + strings.Join(parts, "；") + "。"
}

// sharedText says which leading industries several districts name.
func sharedText(c *industry.Chains) string {
	var list []string
	for _, n := range c.Nodes {
		if len(n.Districts) >= 3 {
			list = append(list, fmt.Sprintf("%s（%d个区）", n.Title, len(n.Districts)))
		}
	}
	if len(list) == 0 {
		return ""
	}
	return "三个以上的区都列为主导产业的有" + strings.Join(list, "、") + "；分类越粗越容易相同，不能单凭名称认定重复。"
}

// tileTable draws a map as a table: a box a district, rows half a box apart.
func (p *paper) tileTable(m *citywide.Map, title city.Text, marks map[string]exhibit.Mark) {
	const total = 8844
	half := func(x [2]int) int { return 2*x[0] + x[1] }
	columns, rows := 0, 0
	for _, x := range m.Tiles.Cells {
		columns, rows = max(columns, half(x)+2), max(rows, x[1]+1)
	}
	if columns == 0 {
		return
	}
	p.tables++
	caption := fmt.Sprintf("表%d　%s（示意）", p.tables, title.Zh)
	lines := 0
	for _, m := range marks {
		lines = max(lines, len(m.Lines))
	}
	t := word.Table{Title: caption, Boxes: true, Keep: true, Height: 230 * (1 + min(lines, 3))} // rows alike, as tiles are
	width := min(total/columns, 800)
	for range columns {
		t.Widths = append(t.Widths, width)
	}
	for r := range rows {
		var row []word.Cell
		for at := 0; at < columns; {
			i := tileAt(m.Tiles, at, r)
			if i < 0 {
				row = append(row, word.Cell{})
				at++
				continue
			}
			d := m.Tiles.Districts[i]
			cell := word.TextCell(word.CellHead, d)
			for _, l := range marks[d].Lines {
				cell.Lines = append(cell.Lines, word.TextCell(word.CellHead, l.Zh).Lines...)
			}
			cell.Span, cell.Shade = 2, marks[d].Weight > 0
			row = append(row, cell)
			at += 2
		}
		t.Rows = append(t.Rows, row)
	}
	p.doc.Paragraph(word.Caption, word.Text(caption))
	p.doc.Table(t)
	var notes []string
	for _, n := range append(slices.Clone(m.Notes), exhibit.OffMap(m, marks)...) {
		notes = append(notes, strings.TrimRight(n.Zh, "。"))
	}
	if m.Approval != "" {
		notes = append(notes, "按边界画的图见网页，审图号："+m.Approval)
	}
	p.doc.Paragraph(word.Source, word.Text("注："+strings.Join(notes, "；")+"。"))
}

// tileAt is the district whose tile begins so many halves from the left in a row; -1
// where none does.
func tileAt(t *citywide.Tiles, at, row int) int {
	for i, x := range t.Cells {
		if x[1] == row && 2*x[0]+x[1] == at {
			return i
		}
	}
	return -1
}
