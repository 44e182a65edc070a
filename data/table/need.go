package table

import (
	"github.com/quanyu/quanyu/city"
)

// needIndicator refuses a table in which nothing says what the figures measure.
func (rd *reader) needIndicator(w *walk) *city.Error {
	if w.indicator != "" {
		return nil
	}
	for _, c := range w.p.values {
		if len(c.names) == 0 && rd.outsideIndicator(w) {
			return nil
		}
		if len(c.names) == 0 && c.share == "" && (c.rank == nil || len(w.p.values) == 1) && c.growth == nil {
			r := w.p.block.body[0]
			if n := len(w.p.block.heads); n > 0 {
				r = w.p.block.heads[n-1]
			}
			return unreadable(rd.g, r, "第%d行的表头没有说%s列是什么指标，标题和“指标：”行也没有说", "the header in row %d doesn't say which indicator column %s holds, nor do title and preamble", r+1, columnLetter(c.at))
		}
	}
	return nil
}

// outsideIndicator takes the indicator from the name of the sheet or the file
// where that names exactly one.
func (rd *reader) outsideIndicator(w *walk) bool {
	if rd.indicators == nil {
		return false
	}
	for i, name := range outside(rd.g) {
		if ms := rd.indicators.Find(name); len(ms) == 1 {
			w.indicator = name[ms[0].Start:ms[0].End]
			rd.t.find("T007", w.indicator, "", "", []string{"A1"}, "表内没有写指标，按%[1]s名“%[3]s”取%[4]s", "the table names no indicator; taken from the name of the %[2]s %[3]q: %[4]s", outsideZh[i], outsideEn[i], name, w.indicator)
			return true
		}
	}
	return false
}

// needTime finds the period of a table whose columns and rows name none: in
// the title, else in the names of sheet and file.
func (rd *reader) needTime(w *walk) *city.Error {
	if w.p.rows[rolePeriod] || w.fixed != "" {
		return nil
	}
	for _, c := range w.p.values {
		if c.change || c.when.under(w.outer).period() != "" {
			continue
		}
		for i, name := range outside(rd.g) {
			if q := cellPart(name); q.year > 0 && q.period() != "" && !q.period().IsSpan() || q.year > 0 && q.until > 0 {
				w.outer = q.under(w.outer)
				rd.t.find("T007", "", "", q.period(), []string{columnLetter(0) + "1"}, "表内没有写时间，按%[1]s名“%[3]s”取%[4]s", "the table states no period; taken from the name of the %[2]s %[3]q: %[4]s", outsideZh[i], outsideEn[i], name, string(q.period()))
				return nil
			}
		}
		if len(w.p.block.body) > 0 && (rd.headingTime(w) || rd.rowYears(w)) {
			return nil
		}
		r := w.p.block.body[0]
		if len(w.p.block.heads) > 0 {
			r = w.p.block.heads[0]
		}
		return unreadable(rd.g, r, "第%d行的表头、标题和表名都没有写明年份", "neither the header in row %d nor the title or a name says which year the figures are of", r+1)
	}
	return nil
}

// headingTime reports headings between the rows that name periods.
func (rd *reader) headingTime(w *walk) bool {
	sh := shapeOf(rd.g, w.p.block.body[0], nil)
	return sh.cells == 1 && isPeriod(sh.text)
}

// outsidePlace takes the place from the names of sheet and file.
func (rd *reader) outsidePlace(w *walk) {
	for i, name := range outside(rd.g) {
		if pl := rd.placeIn(name); pl != "" {
			w.place = pl
			rd.t.find("T007", "", pl, "", []string{"A1"}, "表内没有写地区，按%[1]s名“%[3]s”取%[4]s", "the table names no place; taken from the name of the %[2]s %[3]q: %[4]s", outsideZh[i], outsideEn[i], name, pl)
			return
		}
	}
}

// rowYears reports labels that name the years of their rows.
func (rd *reader) rowYears(w *walk) bool {
	for i, r := range w.p.block.body {
		if i >= sampleRows {
			break
		}
		for _, c := range w.p.labels {
			if c.role == roleIndicator && labelYear.MatchString(rd.g.At(r, c.at).Text) {
				return true
			}
		}
	}
	return false
}
