package exhibit

import (
	"fmt"

	"github.com/quanyu/quanyu/brief/word"
	"github.com/quanyu/quanyu/evaluate"
)

// mostRows is how many rows of a table a document has.
const mostRows = 60

// Word gives one document with all tables, as three-line tables 三线表, and all
// plots that Word can draw, as charts that stay editable; those that it cannot
// are named with their SVG file.
func Word(e evaluate.Exhibits, lang string) ([]byte, error) {
	options := word.Options{Title: e.Title.In(lang), Lang: lang}
	d := word.New(options)
	d.Paragraph(word.SmallHead, word.Text(e.Title.In(lang)))
	d.Paragraph(word.SmallText, word.Text(e.Source.In(lang)))
	if len(e.Notes) > 0 {
		d.Paragraph(word.SmallHead, word.Text(either(lang, "使用前须知", "Before use")))
		for i, n := range e.Notes {
			d.Paragraph(word.SmallText, word.Text(fmt.Sprintf(either(lang, "%d．%s", "%d. %s"), i+1, n.In(lang))))
		}
	}
	for i, t := range e.Tables {
		d.Paragraph(word.Exhibit, word.Text(fmt.Sprintf(either(lang, "表%d　%s", "Table %d. %s"), i+1, t.Title.In(lang))))
		notes := textsOf(t.Notes, lang)
		if n := len(t.Rows); n > mostRows {
			t.Rows = t.Rows[:mostRows]
			notes = append(notes, fmt.Sprintf(either(lang, "前 %d 行，共 %d 行，全表见 %s.csv", "the first %d of %d rows; all of them are in %s.csv"), mostRows, n, t.Name))
		}
		d.Table(wordTable(t, options.TextWidth(), lang))
		under(d, lang, notes)
	}
	for i, p := range e.Plots {
		notes := textsOf(p.Notes, lang)
		if s, ok := Chart(p, lang); ok {
			s.Source = e.Source.In(lang)
			for _, line := range p.Series {
				if n := len(strands(line.Points)); line.Look == evaluate.Faint && n > mostFaint {
					notes = append(notes, fmt.Sprintf(either(lang, "灰线画 %d 条，全部 %d 条见 %s.svg", "%d of the grey lines; all %d are in %s.svg"), mostFaint, n, p.Name))
				}
			}
			d.Scatter(s)
		} else if s, ok := spans(p, lang); ok {
			s.Source = e.Source.In(lang)
			d.Spans(s)
		} else {
			notes = append(notes, fmt.Sprintf(either(lang, "此图见 %s.svg，Word 图表画不了按名称排列的点", "see %s.svg: charts of Word do not draw marks by name"), p.Name))
		}
		d.Paragraph(word.Exhibit, word.Text(fmt.Sprintf(either(lang, "图%d　%s", "Figure %d. %s"), i+1, p.Title.In(lang))))
		under(d, lang, notes)
	}
	return d.Bytes()
}

func textsOf[T interface{ In(string) string }](texts []T, lang string) []string {
	var out []string
	for _, t := range texts {
		out = append(out, t.In(lang))
	}
	return out
}

// under writes the notes below a table or figure; without any, a thin empty
// line keeps what follows away.
func under(d *word.Document, lang string, notes []string) {
	for _, n := range notes {
		d.Paragraph(word.Source, word.Text(either(lang, "注：", "Note: ")+n))
	}
	if len(notes) == 0 {
		d.Paragraph(word.Source)
	}
}

// wordTable sets figures to the right, and gives columns room by what they hold.
func wordTable(t evaluate.Table, total int, lang string) word.Table {
	out := word.Table{Title: t.Title.In(lang), ThreeLines: true, Widths: widths(t, total, lang)}
	var head []word.Cell
	for _, h := range t.Head {
		head = append(head, word.TextCell("", h.In(lang)))
	}
	out.Head = [][]word.Cell{head}
	for _, r := range t.Rows {
		var row []word.Cell
		for c, cell := range r {
			style := word.CellText
			if toTheRight(t, c) {
				style = word.CellNum
			}
			row = append(row, word.TextCell(style, cell.Text.In(lang)))
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// widths shares the width of the page among the columns: figures are never
// broken; headings and words take what they want, up to two fifths of the page,
// and in a wide table share what is left. A narrow table stays narrow.
func widths(t evaluate.Table, total int, lang string) []int {
	const points = 9    // size of the type
	const margins = 260 // of a cell, and a little
	want, need := make([]int, len(t.Head)), make([]int, len(t.Head))
	wanted, needed := 0, 0
	for c, h := range t.Head {
		body := 3.0 * points
		for _, r := range t.Rows {
			body = max(body, width(r[c].Text.In(lang), points))
		}
		want[c] = min(int(max(body, width(h.In(lang), points))*20)+margins, total*2/5)
		if need[c] = min(want[c], total/6); toTheRight(t, c) {
			need[c] = min(want[c], int(body*20)+margins)
		}
		wanted, needed = wanted+want[c], needed+need[c]
	}
	for c := range want {
		switch {
		case wanted <= total:
		case needed >= total:
			want[c] = need[c] * total / needed
		default:
			want[c] = need[c] + (want[c]-need[c])*(total-needed)/(wanted-needed)
		}
	}
	return want
}
