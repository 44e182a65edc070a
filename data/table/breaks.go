package table

import (
	"strings"

	"github.com/quanyu/quanyu/city"
)

// explained reports whether notes or hints say what a mark means.
func (rd *reader) explained(mark string) bool {
	for _, r := range rd.rules {
		if r.mark == mark {
			return true
		}
	}
	return false
}

// applyMarks gives a value what its marks mean. own says that they stand in
// the value's cell and not at its label or heading.
func (rd *reader) applyMarks(v *Value, marks []string, cell string, own bool) {
	for _, m := range marks {
		known := false
		for _, r := range rd.rules {
			if r.mark != m {
				continue
			}
			known = true
			if r.status != "" && (v.Facet == city.Level || own) && (r.year == "" || sameTime(r.year, v.Period)) {
				v.Status, v.Note = r.status, r.text
			}
			if r.child && v.Parent == "" && !own {
				v.Note = r.text
			}
			if r.breaks && own {
				from := r.from
				if from == "" {
					from = v.Period
				}
				rd.state(Break{Label: v.Label, Place: v.Place, From: from, Note: r.text, Cells: cells(cell, r.cell)})
			}
		}
		if !known {
			rd.looseMark(m, cell)
		}
	}
}

func (rd *reader) looseMark(m, cell string) {
	if _, seen := rd.loose[m]; !seen {
		rd.looseOrder = append(rd.looseOrder, m)
	}
	if !hasMark(rd.loose[m], cell) && len(rd.loose[m]) < 200 {
		rd.loose[m] = append(rd.loose[m], cell)
	}
}

// looseMarks reports the marks that nothing explains.
func (rd *reader) looseMarks() {
	for _, m := range rd.looseOrder {
		rd.t.find("T002", "", "", "", rd.loose[m], "表中用了标记“%s”，表注没有说明含义；数值照读", "the table uses the mark %q, which its notes do not explain; the values are read as they are", m)
	}
}

// markedRow states the definition breaks that a row's marks or the notes name.
func (rd *reader) markedRow(w *walk, ro row) {
	for _, r := range rd.rules {
		if !r.breaks {
			continue
		}
		switch {
		case r.mark != "":
			rd.markedBreak(w, ro, r)
		case len(r.labels) > 0:
			for _, l := range rd.rowAndColumnLabels(w, ro) {
				if hasMark(r.labels, core(l.text)) {
					rd.stateFrom(r, l, w)
				}
			}
		default:
			for _, l := range rd.rowAndColumnLabels(w, ro) {
				rd.stateFrom(r, l, w)
			}
		}
	}
}

// markedBreak states the breaks of one rule whose mark stands at the row's
// label, its place, its period, or at headings.
func (rd *reader) markedBreak(w *walk, ro row, r rule) {
	if hasMark(ro.marks, r.mark) {
		rd.stateFrom(r, line{text: ro.label, cell: ro.cell}, w)
	}
	for _, c := range w.p.values {
		if !hasMark(c.marks, r.mark) {
			continue
		}
		label, _, _ := rd.label(c, "")
		if label == "" {
			label = ro.label
		}
		if label == "" {
			label = w.indicator
		}
		q := r
		if q.from == "" && c.when.says() {
			q.from = c.when.under(w.outer).period()
		}
		rd.stateFrom(q, line{text: label, cell: c.cell}, w)
	}
	if hasMark(ro.placeMark, r.mark) {
		for _, l := range rd.rowAndColumnLabels(w, ro) {
			if r.from != "" {
				rd.state(Break{Label: l.text, Place: ro.place, From: r.from, Note: r.text, Cells: cells(ro.placeCell, r.cell)})
			}
		}
	}
	if hasMark(ro.whenMarks, r.mark) {
		q := r
		if q.from == "" {
			q.from = ro.when.under(w.outer).period()
		}
		for _, l := range rd.rowAndColumnLabels(w, ro) {
			rd.stateFrom(q, l, w)
		}
	}
}

// rowAndColumnLabels lists the labels of a row's values with their cells.
func (rd *reader) rowAndColumnLabels(w *walk, ro row) []line {
	if ro.label != "" {
		return []line{{text: ro.label, cell: ro.cell}}
	}
	var out []line
	seen := map[string]bool{}
	for _, c := range w.p.values {
		label, _, _ := rd.label(c, "")
		if label == "" {
			label = w.indicator
		}
		if label != "" && !seen[label] {
			seen[label] = true
			out = append(out, line{text: label, cell: c.cell})
		}
	}
	return out
}

// stateFrom states a break that a rule gives to a label; without a year it is
// a doubt and no break.
func (rd *reader) stateFrom(r rule, l line, w *walk) {
	if l.text == "" {
		return
	}
	if r.from == "" {
		key := "?" + core(l.text)
		if !rd.broken[key] {
			rd.broken[key] = true
			rd.t.find("T002", bareLabel(l.text), "", "", cells(l.cell, r.cell), "表注说“%s”，没有写从哪一年起", "the note says %q but not since which year", r.text)
		}
		return
	}
	place := ""
	if !w.p.rows[rolePlace] && w.p.values[0].place == "" {
		if place = w.headPlace; place == "" {
			place = w.place
		}
	}
	rd.state(Break{Label: l.text, Place: place, From: r.from, Note: r.text, Cells: cells(l.cell, r.cell)})
}

// state keeps each break once.
func (rd *reader) state(b Break) {
	key := core(b.Label) + "|" + b.Place + "|" + string(b.From)
	if b.From == "" || rd.broken[key] {
		return
	}
	rd.broken[key] = true
	rd.t.Breaks = append(rd.t.Breaks, b)
}

// cells drops empty cell names and the sign of a whole row.
func cells(list ...string) []string {
	var out []string
	for _, c := range list {
		if c = strings.TrimPrefix(c, "="); c != "" && !hasMark(out, c) {
			out = append(out, c)
		}
	}
	return out
}
