package brief

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/quanyu/quanyu/brief/word"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
)

// ledger gives the table of claims. What the sentence needs to be safe, what
// may be asked and what would decide it stand one below the other, so that the
// columns fill evenly.
func (s sheet) ledger() {
	s.doc.Paragraph(word.SmallHead, word.Text(s.say("二、逐句核校", "2. Sentence by sentence")))
	t := word.Table{Widths: []int{1250, 1800, 4050, 3950, 3746}, Title: s.say("逐句核校", "Sentence by sentence"), Top: true}
	t.Head = [][]word.Cell{{
		word.TextCell("", s.say("编号与判定", "No. and verdict")), word.TextCell("", s.say("原句", "Sentence")),
		word.TextCell("", s.say("依据数据", "Data")), word.TextCell("", s.say("理由与规则", "Reasons and rule")),
		word.TextCell("", s.say("稳妥表述、可能的质疑、需要补什么", "Safe wording, opposing reading, what would decide")),
	}}
	for _, r := range s.in.Results {
		t.Rows = append(t.Rows, s.rows(r, r.ID, nil)...)
	}
	s.doc.Table(t)
	s.exhibits()
}

// exhibits gives the tables behind the verdicts; those that are too long for a
// page stand in the annex only.
func (s sheet) exhibits() {
	const across = 14796 // of the page, in twentieths of a point
	seen := tablesShown{}
	walkResults(s.in.Results, func(id string, r diagnose.Result) {
		for _, e := range r.Exhibits {
			if e.Sheet || len(e.Head) == 0 || !seen.first(e) {
				continue
			}
			title := e.Title.In(s.lang) + bracket(s.lang, e.Unit)
			t := word.Table{Title: title, Top: true}
			var head []word.Cell
			for i, h := range e.Head {
				width := across / (len(e.Head) + 1)
				if i == 0 {
					width *= 2 // names
				}
				t.Widths, head = append(t.Widths, width), append(head, word.TextCell("", h.In(s.lang)))
			}
			t.Head = [][]word.Cell{head}
			for _, row := range e.Rows {
				var cells []word.Cell
				for _, x := range row {
					cells = append(cells, word.TextCell(word.SheetText, entryText(x, s.lang)))
				}
				t.Rows = append(t.Rows, cells)
			}
			s.doc.Paragraph(word.SmallText, word.Run{Text: id + s.say("：", ": ") + title, Bold: true})
			s.doc.Table(t)
			for _, n := range e.Notes {
				s.doc.Paragraph(word.SmallText, word.Text(n.In(s.lang)))
			}
		}
	})
}

// rows gives a result and, below it, its parts. A part does not repeat what
// the whole says.
func (s sheet) rows(r diagnose.Result, id string, whole *diagnose.Result) [][]word.Cell {
	sign := ""
	for _, v := range verdicts {
		if v.verdict == r.Verdict {
			sign = v.sign + " "
		}
	}
	sentence := word.TextCell(word.SheetText, r.Sentence)
	if r.Where.File != "" && whole == nil {
		at := r.Where.File
		if r.Where.Line > 0 {
			at += fmt.Sprintf(s.say(" 第%d行（段）", ", line %d"), r.Where.Line)
		}
		sentence.Lines = append(sentence.Lines, small(at))
	}
	first := word.Cell{Lines: []word.Line{sheetLine(word.Run{Text: sign + r.VerdictName(s.lang), Bold: true}), small(id)}}
	out := [][]word.Cell{{first, sentence, s.once(s.evidence(r), id), s.reasons(r, id), s.wording(r, whole)}}
	for i, p := range r.Parts {
		out = append(out, s.rows(p, fmt.Sprintf("%s.%d", id, i+1), &r)...)
	}
	return out
}

// once gives a cell as it is the first time, and then only where it stands.
func (s sheet) once(c word.Cell, id string) word.Cell {
	var b strings.Builder
	for _, line := range c.Lines {
		for _, r := range line.Runs {
			b.WriteString(r.Text + "\n")
		}
	}
	text := b.String()
	if utf8.RuneCountInString(text) < 60 {
		return c
	}
	if at := s.said[text]; at != "" {
		return word.Cell{Lines: []word.Line{small(s.say("同 ", "as for ") + at)}}
	}
	s.said[text] = id
	return c
}

// sheetLine is one line of a cell of the sheet.
func sheetLine(runs ...word.Run) word.Line { return word.Line{Style: word.SheetText, Runs: runs} }

// wording gives the safe wording, the opposing reading and what would decide
// the sentence, each behind its name.
func (s sheet) wording(r diagnose.Result, whole *diagnose.Result) word.Cell {
	c := word.Cell{}
	add := func(name, text, above string) {
		text = strings.TrimSpace(text)
		if text == "" || strings.Contains(above, strings.TrimRight(text, "。；.")) {
			return
		}
		c.Lines = append(c.Lines, sheetLine(word.Run{Text: name, Bold: true}, word.Text(text)))
	}
	var above diagnose.Result
	if whole != nil {
		above = *whole
	}
	add(s.say("稳妥表述：", "Safe wording: "), plainNumbers(r.Rewording.In(s.lang)), plainNumbers(above.Rewording.In(s.lang)))
	add(s.say("可能的质疑：", "Opposing reading: "), plainNumbers(r.Counter.In(s.lang)), plainNumbers(above.Counter.In(s.lang)))
	add(s.say("需要补什么：", "What would decide: "), r.Decide.In(s.lang), above.Decide.In(s.lang))
	return c
}

// mostData is how many observations a cell of the sheet lists; the annex has
// all.
const mostData = 12

// evidence gives the figures that the data do not show as they are, then the
// observations with their cells, then those that speak against it.
func (s sheet) evidence(r diagnose.Result) word.Cell {
	c := word.Cell{}
	if len(r.Parts) > 0 {
		c.Lines = append(c.Lines, small(s.say("各部分的依据见下列各行", "the data of each part stand below")))
		return c
	}
	var figures []string
	for _, f := range r.Figures {
		if !shown(f, r.Evidence) {
			figures = append(figures, figureText(f, s.lang))
		}
	}
	if len(figures) > 0 {
		c.Lines = append(c.Lines, sheetLine(word.Run{Text: strings.Join(figures, s.say("；", "; ")), Bold: true}))
	}
	c.Lines = append(c.Lines, s.data("", r.Evidence)...)
	c.Lines = append(c.Lines, s.data(s.say("另须注意：", "Against it: "), r.Contrary)...)
	return c
}

// shown reports whether a figure is one of the observations as it stands.
func shown(f diagnose.Figure, list []city.Observation) bool {
	for _, o := range list {
		if o.Value.Equal(f.Value) && o.Period == f.Period && (o.Unit == f.Unit || o.Facet == city.Rank && f.Unit == "位") && o.Status != city.Missing {
			return true
		}
	}
	return false
}

// data lists observations, those of one indicator and sheet in one line; a
// place is named where it changes.
func (s sheet) data(head string, list []city.Observation) []word.Line {
	type key struct{ indicator, label, file, sheet string }
	var order []key
	groups := map[key][]city.Observation{}
	for i, o := range list {
		if i == mostData {
			break
		}
		k := key{o.Indicator, o.Label, o.Origin.File, o.Origin.Sheet}
		if groups[k] == nil {
			order = append(order, k)
		}
		groups[k] = append(groups[k], o)
	}
	var out []word.Line
	for _, k := range order {
		group := groups[k]
		var runs []word.Run
		for i, o := range group {
			text := s.in.valueText(o, s.lang)
			switch {
			case i == 0:
				text = head + s.in.seriesName(o, s.lang) + " " + text
			case o.Place != group[i-1].Place:
				text = s.say("、", "; ") + s.in.placeName(o.Place) + " " + text
			default:
				text = s.say("、", ", ") + text
			}
			runs = append(runs, word.Text(text))
			if o.Origin.Cell != "" {
				runs = append(runs, fine(" "+o.Origin.Cell))
			}
		}
		head = ""
		if file := fileText(group[0].Origin); file != "" {
			runs = append(runs, fine(" "+file))
		}
		out = append(out, sheetLine(runs...))
	}
	if left := len(list) - mostData; left > 0 {
		out = append(out, small(fmt.Sprintf(s.say("另有%d个观测值，见 annex.xlsx", "%d more observations: see annex.xlsx"), left)))
	}
	return out
}

// fileText is the file and the sheet of a value; tables lie in tables/.
func fileText(o city.Origin) string {
	s := strings.TrimPrefix(o.File, "tables/")
	if o.Sheet != "" && !strings.HasPrefix(s, o.Sheet+".") {
		s += "［" + o.Sheet + "］"
	}
	return s
}

// reasons gives the reasons with their codes, but not those that its parts
// give, and the rule; a rule that stands above is named by the claim there.
func (s sheet) reasons(r diagnose.Result, id string) word.Cell {
	c := word.Cell{}
	told := map[diagnose.Reason]bool{}
	for _, p := range r.Parts {
		for _, x := range p.Reasons {
			told[x] = true
		}
	}
	for _, x := range r.Reasons {
		if told[x] {
			continue
		}
		c.Lines = append(c.Lines, sheetLine(word.Text(x.Text.In(s.lang)+" "), fine(x.Code)))
	}
	c = s.once(c, id)
	if rule := r.Rule.In(s.lang); rule != "" {
		if at := s.said[rule]; at != "" {
			rule = s.say("同 ", "as for ") + at
		} else {
			s.said[rule] = id
		}
		c.Lines = append(c.Lines, small(s.say("规则：", "Rule: ")+rule))
	}
	return c
}

// mostNotes is how many findings of severity note are printed; the annex has
// all.
const mostNotes = 60

// findings gives what the checks say about the data, the gravest first.
func (s sheet) findings() {
	s.doc.Paragraph(word.SmallHead, word.Text(s.say("三、数据问题", "3. Findings about the data")))
	if len(s.in.Findings) == 0 {
		s.doc.Paragraph(word.SmallText, word.Text(s.say("各项检查没有发现问题。", "The checks found nothing.")))
		return
	}
	t := word.Table{Widths: []int{1150, 2600, 1850, 6000, 3196}, Title: s.say("数据问题", "Findings"), Top: true}
	t.Head = [][]word.Cell{{
		word.TextCell("", s.say("级别", "Severity")), word.TextCell("", s.say("指标", "Indicator")),
		word.TextCell("", s.say("地区、时期", "Place, period")), word.TextCell("", s.say("说明", "What")),
		word.TextCell("", s.say("出处", "Cells")),
	}}
	left := 0
	for _, severity := range []city.Severity{city.SeverityError, city.SeverityWarning, city.SeverityNote} {
		printed := 0
		for _, f := range s.in.Findings {
			if f.Severity != severity {
				continue
			}
			if severity == city.SeverityNote && printed == mostNotes {
				left++
				continue
			}
			printed++
			where := strings.TrimSpace(f.Place + " " + f.Period.Name(s.lang))
			t.Rows = append(t.Rows, []word.Cell{
				word.TextCell(word.SheetText, severityName(severity, s.lang)+" "+f.Code), word.TextCell(word.SheetText, f.Indicator),
				word.TextCell(word.SheetText, where), word.TextCell(word.SheetText, f.Message.In(s.lang)), {Lines: s.cells(f.Sources)},
			})
		}
	}
	s.doc.Table(t)
	if left > 0 {
		s.doc.Paragraph(word.SmallText, word.Text(fmt.Sprintf(s.say("另有%d条提示，见 annex.xlsx。", "%d more notes stand in annex.xlsx."), left)))
	}
}

// cells lists the cells of a finding, a file a line.
func (s sheet) cells(list []city.Origin) []word.Line {
	const most = 8
	var order []string
	cells := map[string][]string{}
	for i, o := range list {
		file := fileText(o)
		if cells[file] == nil {
			order = append(order, file)
		}
		if i < most && o.Cell != "" {
			cells[file] = append(cells[file], o.Cell)
		} else if cells[file] == nil {
			cells[file] = []string{}
		}
	}
	var out []word.Line
	for _, file := range order {
		out = append(out, small(file+" "+strings.Join(cells[file], s.say("、", ", "))))
	}
	if len(list) > most {
		out = append(out, small(fmt.Sprintf(s.say("等%d处", "%d cells in all"), len(list))))
	}
	return out
}
