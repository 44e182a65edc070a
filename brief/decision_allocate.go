package brief

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/brief/exhibit"
	"github.com/quanyu/quanyu/brief/word"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/design/citywide"
)

// allocation is which district takes which theme.
type allocation = citywide.Allocated

// allocated writes which district takes which theme, with the matrix and the
// tables behind it.
func (p *paper) allocated() {
	a := p.in.Allocated
	if a == nil {
		return
	}
	p.doc.Heading(2, "allocation", word.Text(allocateHead(a)))
	for i, text := range allocateTexts(a) {
		if i == 0 {
			text = see(text, fmt.Sprintf("表%d", p.tables+1))
		}
		p.doc.Paragraph(word.Body, word.Text(text))
	}
	p.allocateMatrix(a)
	if p.in.Map != nil {
		p.tileTable(p.in.Map, exhibit.ThemeTitle(a), exhibit.ThemeMarks(a))
	}
	for _, e := range a.Exhibits() {
		if !e.Sheet {
			p.applyTable(e)
		}
	}
}

func allocateHead(a *citywide.Allocated) string {
	if a.Synthetic {
		return "各区产业主题布局（合成数据）"
	}
	return "各区产业主题布局"
}

// allocateMatrix writes the matrix as a table of Word, grey where a theme is
// taken.
func (p *paper) allocateMatrix(a *citywide.Allocated) {
	const total, class, name = 8844, 1000, 1700
	p.tables++
	title := fmt.Sprintf("表%d　%s", p.tables, a.MatrixTitle().Zh)
	t := word.Table{Title: title, Keep: true, Widths: []int{class, name}, Head: [][]word.Cell{{word.TextCell("", "大类"), word.TextCell("", "主题")}}}
	n := len(a.Districts)
	for i, d := range a.Districts {
		t.Widths = append(t.Widths, (total-class-name)*(i+1)/n-(total-class-name)*i/n)
		t.Head[0] = append(t.Head[0], word.TextCell("", d))
	}
	for i, row := range a.Matrix() {
		group := word.TextCell("", a.Themes[i].Coarse)
		same := func(k int) bool { return k >= 0 && k < len(a.Themes) && a.Themes[k].Coarse == a.Themes[i].Coarse }
		switch {
		case same(i - 1):
			group.Down = word.Continue
		case same(i + 1):
			group.Down = word.First
		}
		cells := []word.Cell{group, word.TextCell("", a.Themes[i].Title)}
		for _, mark := range row {
			c := word.TextCell(word.CellHead, string(mark))
			c.Shade = slices.Contains([]citywide.Cell{citywide.CellLocked, citywide.CellChosen, citywide.CellUnsettled}, mark)
			cells = append(cells, c)
		}
		t.Rows = append(t.Rows, cells)
	}
	p.doc.Paragraph(word.Caption, word.Text(title))
	p.doc.Table(t)
	var marks []string
	for _, m := range citywide.CellMarks {
		marks = append(marks, string(m.Mark)+" "+m.Text.Zh)
	}
	p.doc.Paragraph(word.Source, word.Text("注："+strings.Join(marks, "；")+"。"))
}

// allocateTexts say in sentences what the first plan holds, what it costs to keep
// what is settled, and what cannot be said.
func allocateTexts(a *citywide.Allocated) []string {
	first := a.Allocations[0]
	all := first.Use[len(first.Use)-1]
	with := map[string]bool{}
	for _, c := range first.Themes {
		with[c.District] = true
	}
	out := []string{fmt.Sprintf("把%d个区、%d个主题放在一起测算，首选方案为%d个区安排%d个主题，安排资金%s万元、用地%s公顷；同一主题在他区重复%d处，按大类看重复%d处。",
		len(a.Districts), len(a.Themes), len(with), len(first.Themes), all.Money.Fixed(0), all.Land.Fixed(0), first.Duplication.Fine, first.Duplication.Coarse)}
	if n := len(a.Allocations); n > 1 {
		i := slices.IndexFunc(a.Allocations, func(x citywide.Allocation) bool { return x.Name == a.Regret.Least })
		out = append(out, fmt.Sprintf("另有%d个不同的方案可供比选；无论按哪一种侧重，%s与当时最好方案的差距都不超过%s%%，是最稳当的一个。", n-1, planName(a.Allocations[i].Title.Zh), (100*a.Regret.Rows[i].Largest).Fixed(1)))
	}
	if text := locksText(first.Locks); text != "" {
		out = append(out, text)
	}
	if text := fashionsText(a.Fashions); text != "" {
		out = append(out, text)
	}
	if text := unsettledText(first.Themes); text != "" {
		out = append(out, text)
	}
	for _, o := range a.Open() {
		reason := strings.TrimPrefix(strings.TrimPrefix(o.Reason.Zh, "依据不足："), "没有站得住的主题：")
		out = append(out, o.District+"未安排主题："+strings.TrimRight(reason, "。")+"。")
	}
	return out
}

// planName is how a sentence names a plan, without saying 方案 twice.
func planName(title string) string {
	if strings.Contains(title, "方案") {
		return "“" + title + "”"
	}
	return "“" + title + "”方案"
}

// unsettledText lists what draws of the counts mostly do not choose, by district.
func unsettledText(list []citywide.Choice) string {
	var parts []string
	last := ""
	for _, c := range list {
		switch text := fmt.Sprintf("%s（%s%%）", c.Title, (100 * c.Stability).Fixed(0)); {
		case !c.Unsettled():
		case c.District == last:
			parts[len(parts)-1] += "、" + text
		default:
			last = c.District
			parts = append(parts, c.District+"的"+text)
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "下列安排对企业数敏感，户数稍有不同就会换，确定之前需核实企业名录（括号内为重抽样中仍作此安排的比例）：" + strings.Join(parts, "；") + "。"
}

// locksText says what the city gives up for what is settled, without a verdict.
func locksText(list []citywide.LockView) string {
	var parts []string
	for _, l := range list {
		if city.Number(l.Price).Fixed(2) == "0.00" {
			parts = append(parts, fmt.Sprintf("%s做%s，与测算结果一致，没有代价", l.District, l.Title))
			continue
		}
		if l.Price < 0 {
			parts = append(parts, fmt.Sprintf("%s做%s，按现有企业数本不在考虑之列", l.District, l.Title))
			continue
		}
		parts = append(parts, fmt.Sprintf("%s做%s，代价为%s分（如不作既定，该区宜做%s）", l.District, l.Title, l.Price.Fixed(2), strings.Join(l.Instead, "、")))
	}
	if len(parts) == 0 {
		return ""
	}
	return "既定事项照做：" + strings.Join(parts, "；") + "。"
}

// fashionsText says for how many districts a theme pays that everybody wants.
func fashionsText(list []citywide.FashionView) string {
	var parts []string
	for _, f := range list {
		if f.PaysFor == 0 {
			parts = append(parts, f.Title+"不值得单独布局")
			continue
		}
		parts = append(parts, fmt.Sprintf("%s值得放在%d个区（%s）", f.Title, f.PaysFor, strings.Join(f.Districts, "、")))
	}
	if len(parts) == 0 {
		return ""
	}
	return "各区都想做的主题，按现有企业看（不计既定事项）：" + strings.Join(parts, "；") + "。"
}
