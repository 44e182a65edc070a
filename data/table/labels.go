package table

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/quanyu/quanyu/city"
)

// rowLabels reads the label columns of a row.
func (rd *reader) rowLabels(w *walk, r int) row {
	ro := row{at: r, group: w.group}
	severalKinds := w.p.rows[rolePlace] || w.p.rows[rolePeriod]
	own := 0
	for _, c := range w.p.labels {
		raw := rd.g.At(r, c.at).Text
		text := strings.TrimSpace(native(raw))
		if text != "" {
			own++
		}
		switch c.role {
		case roleGroup:
			if text != "" {
				w.fill[c.at] = text
			}
			if g := fold(w.fill[c.at]); g != "" {
				ro.group = g
			}
		case rolePlace:
			if text == "" && (w.p.rows[roleIndicator] || w.p.rows[rolePeriod]) {
				text = w.fill[c.at]
			}
			w.fill[c.at] = text
			ro.place, ro.placeCell = text, cellName(r, c.at)
		case rolePeriod:
			if text == "" {
				text = w.fill[c.at]
			}
			w.fill[c.at] = text
			rd.rowTime(w, &ro, c, text)
		case roleIndicator:
			if text == "" && severalKinds {
				text, raw = w.fill[c.at], w.fill[c.at]
			}
			w.fill[c.at] = raw
			ro.cell = cellName(r, c.at)
			if h := rd.facetRow(text); h != nil && w.above != "" {
				ro.label, ro.facet = w.above, h
				continue
			}
			ro.label, ro.ownYear = cutYear(text, w)
			if text != "" {
				w.above = text
			}
			ro.parent = w.parentOf(raw, !severalKinds)
		}
	}
	if c := w.p.unitCol; c != nil {
		ro.unit = unitOf(rd.g.At(r, c.at).Text)
	}
	if c := w.p.status; c != nil {
		ro.status, _ = statusOf(fold(rd.g.At(r, c.at).Text))
	}
	if c := w.p.note; c != nil && ro.status == "" {
		if s := squash(rd.g.At(r, c.at).Text); estimateIn.MatchString(s) {
			ro.status, _ = statusOf(s)
		}
	}
	rd.checkRow(w, &ro, own)
	return ro
}

var labelYear = regexp.MustCompile(`[（(]\s*((?:19|20)\d{2})\s*年(?:末|底|度)?\s*[)）]`)

// cutYear takes the year off a label that says of which one its row is, in a
// table whose columns are months or say none: R&D经费投入强度（2022年）.
func cutYear(label string, w *walk) (string, int) {
	if w.p.rows[rolePeriod] || w.newest.IsYear() && w.times > 1 || !strings.Contains(label, "年") {
		return label, 0
	}
	m := labelYear.FindStringSubmatch(label)
	if m == nil {
		return label, 0
	}
	return strings.TrimSpace(strings.Replace(label, m[0], "", 1)), atoi(m[1])
}

// ownTime is the period of a value whose row names its year: the column's
// place in time, counted back from that year.
func (w *walk) ownTime(ro row, p city.Period) city.Period {
	switch {
	case ro.ownYear == 0:
		return p
	case p == "" || w.newest == "":
		return city.Year(ro.ownYear)
	}
	return city.Year(ro.ownYear - w.newest.Year() + p.Year())
}

// plainName reports a label of letters and digits only, without brackets,
// marks, numbering or spaces: it says nothing beside the name.
func plainName(s string) bool {
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9', r >= 'A' && r <= 'Z', r >= 'a' && r <= 'z', r == '&', unicode.Is(unicode.Han, r):
		default:
			return false
		}
	}
	return !strings.Contains(s, "价")
}

// headOf is readHead with the last answer remembered.
func (rd *reader) headOf(label string) head {
	h, ok := rd.heads[label]
	if !ok {
		if len(rd.heads) >= memoSize {
			clear(rd.heads)
		}
		h = readHead(label)
		rd.heads[label] = h
	}
	return h
}

// facetRow reads the label of a row that only says growth or rank: it is
// about the row above.
func (rd *reader) facetRow(text string) *head {
	if h, ok := rd.facets[text]; ok {
		return h
	}
	if len(rd.facets) >= memoSize {
		clear(rd.facets)
	}
	h := facetOf(text)
	rd.facets[text] = h
	return h
}

func facetOf(text string) *head {
	if len(text) > 60 || plainName(text) && !growthCore.MatchString(text) && !rankWords.MatchString(text) {
		return nil
	}
	text = trimNumbering(fold(text))
	if !growthCore.MatchString(text) && !rankWords.MatchString(text) {
		return nil
	}
	h := readHead(text)
	if h.name == "" && (h.growth || h.rank) && !h.when.says() {
		return &h
	}
	return nil
}

// unitOf reads the cell of a unit column.
func unitOf(text string) string {
	s := squash(text)
	if before, in, ok := bracket(s); ok && before == "" { // not 头(只)
		s = in
	}
	if s == "" || looksAbsent(s) {
		return ""
	}
	return normalUnit(s)
}

// rowTime reads the cell of a period column; a month without a year takes the
// last year above it.
func (rd *reader) rowTime(w *walk, ro *row, c *column, text string) {
	h := rd.headOf(text)
	q := h.when
	if n := atoi(squash(text)); q.isZero() && n >= 1 && n <= 12 && squash(text) == itoa(n) {
		switch head := c.headText(); {
		case strings.Contains(head, "月"):
			q.month = n
		case strings.Contains(head, "季") && n <= 4:
			q.quarter = n
		}
	}
	if h.growth && (q.year > 0 || w.lastYear > 0) { // 2023年比2022年±%, 比上年增长% below the years
		if q.year == 0 {
			q.year = w.lastYear
		}
		ro.facet = &h
	} else if q.year > 0 {
		w.lastYear = q.year
	}
	ro.when = q.under(ro.when)
	if ro.when.year == 0 && ro.when.says() && w.outer.year == 0 {
		ro.when.year = w.lastYear
	}
	if h.status != "" {
		ro.status = h.status
	}
	ro.whenMarks = append(ro.whenMarks, h.marks...)
	if ro.placeCell == "" {
		ro.placeCell = cellName(ro.at, c.at)
	}
}

// parentOf gives the label of the row that a 其中 row, or a row further in, is
// part of, and remembers the row for the next ones.
func (w *walk) parentOf(raw string, nest bool) string {
	if !nest || strings.TrimSpace(raw) == "" {
		return ""
	}
	in := indent(raw)
	_, part := isPart(fold(raw))
	// Rows further in than this one, and parts at its side, are closed.
	for n := len(w.parents); n > 0; n = len(w.parents) {
		top := w.parents[n-1]
		if top.indent > in || top.indent == in && (!part || top.part) {
			if part && !top.part && top.indent > in {
				break // 其中 printed further out than what it is part of
			}
			w.parents = w.parents[:n-1]
			continue
		}
		break
	}
	parent := ""
	if n := len(w.parents); n > 0 {
		top := w.parents[n-1]
		switch {
		case part && !top.part, in > top.indent && !top.part:
			parent = top.label
		case in > top.indent && top.part && n > 1:
			// "其中：甲" and below it, further in, "乙": both are parts of one whole,
			// the words 其中： only take up the space.
			parent = w.parents[n-2].label
			if in >= top.indent+10 || part {
				parent = top.label
			}
		}
	}
	w.parents = append(w.parents, family{label: strings.TrimSpace(raw), indent: in, part: part})
	return parent
}

// checkRow reads marks, brackets and unit off the labels, and says whether the
// row is to be left out.
func (rd *reader) checkRow(w *walk, ro *row, own int) {
	if ro.label != "" && !plainName(ro.label) {
		h := rd.headOf(ro.label)
		_, ro.marks = labelMarks(fold(ro.label), rd.explained)
		if ro.unit == "" {
			ro.unit = h.unit
		}
		if ro.status == "" {
			ro.status = h.status
		}
		ro.price = priceOf(fold(ro.label))
	}
	if ro.label != "" && ro.facet == nil && w.p.rows[roleIndicator] {
		switch {
		case ro.unit != "" && w.p.unitCol == nil:
			w.split, w.splits = ro.label, ""
		case w.p.unitCol == nil && w.splits != "" && ro.parent == "":
			ro.parent = w.splits
		}
		w.unitAbove(rd, ro)
		w.sameUnit(ro)
	}
	if ro.place != "" {
		n := rd.placeName(ro.place)
		ro.place, ro.placeMark = n.name, n.marks
		rd.wholeRow(w, ro, n)
	}
	if ro.skip != "" || len(w.p.labels) == 0 {
		return
	}
	switch {
	case own == 0 && !(w.p.rows[rolePlace] && w.p.rows[rolePeriod]):
		ro.skip, ro.skipEn = "没有名称", "it has no name"
	case w.p.rows[roleIndicator] && ro.label == "":
		ro.skip, ro.skipEn = "没有指标名称", "it names no indicator"
	case w.p.rows[rolePlace] && ro.place == "" && !ro.isWhole():
		ro.skip, ro.skipEn = "没有地区名称", "it names no place"
	case w.p.rows[rolePeriod] && ro.when.under(w.outer).period() == "":
		ro.skip, ro.skipEn = "读不出时间", "its period cannot be read"
	}
}

// coreOf is core, remembered.
func (rd *reader) coreOf(label string) string {
	c, ok := rd.cores[label]
	if !ok {
		if len(rd.cores) >= memoSize {
			clear(rd.cores)
		}
		c = core(label)
		rd.cores[label] = c
	}
	return c
}

// priceOf is the price basis that a label states.
func (rd *reader) priceOf(label string) city.PriceBasis {
	p, ok := rd.prices[label]
	if !ok {
		if len(rd.prices) >= memoSize {
			clear(rd.prices)
		}
		p = priceOf(label)
		rd.prices[label] = p
	}
	return p
}

// placeName is a printed place without numbering and marks.
func (rd *reader) placeName(printed string) placeName {
	if n, ok := rd.placeNames[printed]; ok {
		return n
	}
	if len(rd.placeNames) >= memoSize {
		clear(rd.placeNames)
	}
	rest, marks := labelMarks(fold(printed), rd.explained)
	name := trimNumbering(rest)
	if name == "" {
		name = rest
	}
	n := placeName{name, marks, core(name), meanWords.MatchString(core(name))}
	rd.placeNames[printed] = n
	return n
}

// unitAbove gives a row whose cell in the unit column is blank the unit of the
// row that it is a part of: GDP in 亿元, and below it #第一产业, #工业.
func (w *walk) unitAbove(rd *reader, ro *row) {
	if w.units == nil {
		w.units = map[string]string{}
	}
	if ro.unit == "" && w.p.unitCol != nil && !ratioWords(ro.label) {
		switch {
		case ro.parent != "":
			ro.unit = w.units[rd.coreOf(ro.parent)]
		case w.total != "" && rd.isPartOf(ro.label, w.total):
			ro.unit = w.units[rd.coreOf(w.total)]
		}
	} else if ro.parent == "" {
		w.total = ro.label
	}
	if ro.unit != "" {
		w.units[rd.coreOf(ro.label)] = ro.unit
	}
}

// sameUnit finds another whole for a 其中 row whose unit is not that of the row
// above it: 其中：基础研究经费(亿元) below a share in % is part of the expenditure
// before it.
func (w *walk) sameUnit(ro *row) {
	if ro.parent != "" && ro.unit != "" && !isShareOf(core(ro.label)) {
		for i := len(w.recent) - 1; i >= 0; i-- {
			f := w.recent[i]
			fits := !ratioWords(f.label) || ratioWords(ro.label) // no amount is part of a figure per head
			if f.label == ro.parent && (f.unit == "" || sameBase(f.unit, ro.unit)) && fits {
				break
			}
			if !f.part && f.unit != "" && sameBase(f.unit, ro.unit) && fits {
				ro.parent = f.label
				break
			}
		}
	}
	w.recent = append(w.recent, family{label: ro.label, unit: ro.unit, part: ro.parent != ""})
	if len(w.recent) > 4 {
		w.recent = w.recent[1:]
	}
}

// sameBase reports units of the same thing: 亿元 and 万元.
func sameBase(a, b string) bool {
	u, _ := city.ParseUnit(a)
	v, _ := city.ParseUnit(b)
	return u.Base == v.Base
}

// someAreas are rows among places that stand for several of them, or for a
// level of government.
var someAreas = map[string]bool{"市区": true, "市辖区": true, "主城区": true, "中心城区": true, "远城区": true, "近郊区": true, "远郊区": true, "县域": true, "县市": true, "各县": true, "各区": true,
	"市本级": true, "市级": true, "省本级": true, "省级": true, "区本级": true, "区级": true, "县级": true, "市直": true, "省直": true, "其他地区": true, "其他": true, "其它": true}

// isWhole marks a row of the whole: its place was named 全市 or 合计.
func (ro *row) isWhole() bool { return strings.HasPrefix(ro.placeCell, "=") }

// wholeRow turns 全市 and 合计 into the place that the table is about, and
// leaves out averages and totals of no single place.
func (rd *reader) wholeRow(w *walk, ro *row, n placeName) {
	name := n.core
	if n.mean {
		ro.skip, ro.skipEn = "是平均数，不属于任何一个地区", "it is an average of no single place"
		return
	}
	if !wholeWords[name] {
		if strings.HasSuffix(name, "小计") || someAreas[name] && rd.places != nil {
			ro.skip, ro.skipEn = "是部分地区的小计，不属于任何一个地区", "it is a subtotal of some of the places"
		}
		return
	}
	place, ok := w.whole(name)
	if !ok {
		ro.skip, ro.skipEn = "是所列各地的合计，不属于任何一个地区", "it is a total of the places listed, not of one place"
		return
	}
	ro.place, ro.placeCell = place, "="+ro.placeCell
}

// whole gives the place that 全市, 合计 ... stand for; ok is false for a total
// of places that are no whole.
func (w *walk) whole(name string) (string, bool) {
	switch {
	case w.place != "" && w.place != "全国" && w.place != "中国":
		return w.place, true
	case strings.HasPrefix(name, "全"), w.districts, !w.p.rows[rolePlace]:
		return "", true
	}
	return "", false
}
