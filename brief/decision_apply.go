package brief

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/brief/word"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/design"
	"github.com/quanyu/quanyu/diagnose"
)

// mostApplyRows is how many rows of a table about a package the brief shows;
// the annex has all of them.
const mostApplyRows = 15

// applied writes what the package of the study costs and who gains: each
// figure has its clause, its source and its assumptions in the table below.
func (p *paper) applied() {
	a := p.in.Applied
	if a == nil {
		return
	}
	p.doc.Heading(2, packageBookmark, word.Text(appliedHead(a)))
	for i := range a.Counted {
		p.doc.Paragraph(word.Body, word.Text(see(countedText(&a.Counted[i]), fmt.Sprintf("表%d", p.tables+1+i))))
	}
	for i, text := range populationTexts(a) {
		if i == 0 {
			where := fmt.Sprintf("表%d", p.tables+1+len(a.Counted))
			if drawn := p.figuresWhere(func(f figure) bool { return f.applied }); drawn != "" {
				where += "、" + drawn
			}
			text = see(text, where)
		}
		p.doc.Paragraph(word.Body, word.Text(text))
	}
	if text := budgetText(a.Budget); text != "" {
		p.doc.Paragraph(word.Body, word.Text(text))
	}
	p.draw(true)
	for _, e := range a.Exhibits() {
		if !e.Sheet {
			p.applyTable(sourced(a, e))
		}
	}
}

// packageBookmark is where the package stands in the document.
const packageBookmark = "package"

// sourced puts the source of a package's tables before the notes of one.
func sourced(a *design.Applied, e diagnose.Exhibit) diagnose.Exhibit {
	if t := a.Source(); !t.IsZero() {
		e.Notes = append([]city.Text{t}, e.Notes...)
	}
	return e
}

func appliedHead(a *design.Applied) string {
	head := "政策组合的投入与受益"
	if a.Title != "" {
		head += "：" + a.Title
	}
	if synthetic(a) && !strings.Contains(head, "合成") {
		head += "（合成企业）"
	}
	return head
}

func synthetic(a *design.Applied) bool { return a.Population != nil && a.Population.Synthetic }

// countedText says what a benefit costs by published counts.
func countedText(c *design.CountedView) string {
	var b strings.Builder
	to := c.To.Text("zh")
	if c.AtLeast {
		to = "不少于" + to
	}
	fmt.Fprintf(&b, "%s由每家%s调整为%s。", c.Title.Zh, c.From.Text("zh"), to)
	low, high := c.Recipients[0], c.Recipients[1]
	if low.Firms == high.Firms {
		fmt.Fprintf(&b, "按%d家测算，", low.Firms)
	} else {
		fmt.Fprintf(&b, "受益企业按%d家至%d家测算，", low.Firms, high.Firms)
	}
	fmt.Fprintf(&b, "一年支出由%s增加到%s，新增%s", design.RangeText(c.BaselineCost, "zh"), design.RangeText(c.Cost, "zh"), design.RangeText(c.Extra, "zh"))
	if c.Open {
		b.WriteString("；条款为“不少于”，这是按最低额计的数，实际只会更多")
	}
	b.WriteString("。")
	if c.Payer.IsZero() {
		b.WriteString("由哪一级财政负担、各负担多少，规则没有写明。")
	} else {
		b.WriteString("负担方式：" + strings.TrimRight(c.Payer.Zh, "。") + "。")
	}
	return b.String()
}

// applyTable writes one table with its notes.
func (p *paper) applyTable(e diagnose.Exhibit) {
	e = folded(e)
	p.tables++
	title := fmt.Sprintf("表%d　%s", p.tables, e.Title.Zh)
	t := word.Table{Title: title, Widths: applyWidths(e), Head: [][]word.Cell{{}}, Keep: len(e.Rows) <= mostApplyRows, Top: true}
	for _, h := range e.Head {
		t.Head[0] = append(t.Head[0], word.TextCell("", h.Zh))
	}
	for _, row := range e.Rows[:min(len(e.Rows), mostApplyRows)] {
		var cells []word.Cell
		for _, x := range row {
			style := word.Style("")
			if x.Value != nil {
				style = word.CellNum
			}
			cells = append(cells, word.TextCell(style, entryText(x, "zh")))
		}
		t.Rows = append(t.Rows, cells)
	}
	p.doc.Paragraph(word.Caption, word.Text(title))
	p.doc.Table(t)
	var notes []string
	if n := len(e.Rows) - mostApplyRows; n > 0 {
		notes = append(notes, fmt.Sprintf("另有%d行见附表", n))
	}
	for _, n := range e.Notes {
		notes = append(notes, strings.TrimRight(n.Zh, "。"))
	}
	if len(notes) == 0 { // what follows stands apart, and may go to the next page
		p.doc.Paragraph(word.Source)
		return
	}
	p.doc.Paragraph(word.Source, word.Text("注："+strings.Join(notes, "；")+"。"))
}

// folded puts the clause of a row, which needs room, behind what it is about.
func folded(e diagnose.Exhibit) diagnose.Exhibit {
	at := slices.IndexFunc(e.Head, func(h city.Text) bool { return h.Zh == "依据" })
	if at < 0 {
		return e
	}
	into := 0
	if at == 2 { // programme, criterion, clause
		into = 1
	}
	head := slices.Clone(e.Head)
	head[into].Zh += "（依据）"
	e.Head = slices.Delete(head, at, at+1)
	rows := slices.Clone(e.Rows)
	for i := range rows {
		row := slices.Clone(rows[i])
		if basis := row[at].Text.Zh; basis != "" {
			row[into].Text.Zh += "（" + basis + "）"
		}
		rows[i] = slices.Delete(row, at, at+1)
	}
	e.Rows = rows
	return e
}

// The room of a table and what stands in it, in twentieths of a point: a digit,
// a Chinese character and the edges of a cell at the size of table text.
const (
	tableRoom = 8844
	digitRoom = 95
	wordRoom  = 185
	cellEdges = 220
)

// applyWidths gives a column of numbers what its longest needs, so that no
// number is broken, with headings in as few lines as leave the columns of words
// their room; these share the rest by what they hold.
func applyWidths(e diagnose.Exhibit) []int {
	digits, letters := make([]int, len(e.Head)), make([]int, len(e.Head))
	wanted, sum := 0, 0 // of the columns of words: twelve letters a line, and their weights
	for i := range e.Head {
		for _, row := range e.Rows[:min(len(e.Rows), mostApplyRows)] {
			if text := entryText(row[i], "zh"); row[i].Value != nil || text == "—" || len(text) == len([]rune(text)) {
				digits[i] = max(digits[i], len(text))
			} else {
				letters[i] = max(letters[i], len([]rune(text)))
			}
		}
		if letters[i] > 0 {
			wanted += cellEdges + min(letters[i], 12)*wordRoom
			sum += 4 + min(letters[i], 40)
		}
	}
	out, left := make([]int, len(e.Head)), 0
	for lines := 1; lines <= 4; lines++ {
		left = tableRoom
		for i, h := range e.Head {
			if letters[i] == 0 {
				out[i] = cellEdges + max(digits[i]*digitRoom, max(2, (len([]rune(h.Zh))+lines-1)/lines)*wordRoom)
				left -= out[i]
			}
		}
		if left >= wanted {
			break
		}
	}
	rest, last := left, -1
	for i, n := range letters {
		if n > 0 {
			out[i] = left * (4 + min(n, 40)) / sum
			rest, last = rest-out[i], i
		}
	}
	out[max(last, 0)] += rest
	for i, n := range letters { // a short word, such as a district, stands in one line
		if short := cellEdges + n*wordRoom - out[i]; 0 < n && n <= 5 && short > 0 {
			out[slices.Index(out, slices.Max(out))] -= short
			out[i] += short
		}
	}
	return out
}
