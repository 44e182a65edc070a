package table

import (
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// normalUnit is the normal spelling of a unit.
func normalUnit(s string) string { return city.NormalUnit(s) }

// readValue reads the figure where a row and a column meet.
func (rd *reader) readValue(w *walk, ro row, c *column) {
	cell := rd.g.At(ro.at, c.at)
	v := Value{Facet: city.Level, Raw: cell.Text, Cell: cellName(ro.at, c.at), Status: city.Final, Parent: ro.parent, Group: ro.group}
	var got reading
	facet := ro.facet
	if facet == nil {
		facet = w.titleFacet(ro, c, cell.Text)
	}
	if facet != nil && c.isLevel() {
		with := *c
		with.unit, with.share = facet.unit, ""
		if facet.rank {
			with.rank = facet
		} else {
			with.growth = facet
		}
		c = &with
	}
	switch {
	case c.rank != nil:
		v.Facet, got = city.Rank, readRank(cell.Text)
	case c.growth != nil:
		v.Facet, got = city.Growth, readGrowth(cell.Text)
	default:
		got = readCell(cell.Text)
	}
	rd.describe(w, ro, c, &v)
	if v.Label == "" || v.Period == "" {
		if got.kind == number || got.kind == hedged {
			rd.t.find("T004", v.Label, v.Place, v.Period, []string{v.Cell}, "“%s”不知是哪个指标或哪一期的数，未读", "%q was skipped: its indicator or period is not named", strings.TrimSpace(cell.Text))
		}
		return
	}
	switch got.kind {
	case number, hedged:
		if cell.Merged {
			rd.t.find("T004", bareLabel(v.Label), v.Place, v.Period, []string{v.Cell}, "“%s”是合并单元格的数，不知属于其中哪一格，只记在第一格", "%q stands in a merged cell; it was taken for the first cell only", strings.TrimSpace(cell.Text))
			return
		}
	case blank, absent:
		if v.Facet != city.Level {
			return // a growth rate or rank that isn't printed misses nothing
		}
		v.Status = city.Missing
		v.Unit = rd.unitFor(w, ro, c, v, "")
		rd.t.Values = append(rd.t.Values, v)
		return
	case garbled:
		rd.t.find("T001", bareLabel(v.Label), v.Place, v.Period, []string{v.Cell}, "“%s”不是数，未取值", "%q is no number; no value was taken", short(cell.Text))
		return
	}
	v.Value = got.value
	v.Unit = rd.unitFor(w, ro, c, v, got.unit)
	if v.Facet == city.Rank && got.of != "" && v.Roster == "" {
		v.Roster = got.of
	}
	if len(ro.marks)+len(c.marks)+len(got.marks) > 0 {
		v.Marks = append(append(append([]string{}, ro.marks...), c.marks...), got.marks...)
	}
	if v.Status == city.Final && v.Facet == city.Level && w.pg.status != "" {
		v.Status = w.pg.status
	}
	rd.statusFor(w, ro, c, &v, got)
	rd.priceFor(w, ro, c, &v)
	rd.t.Values = append(rd.t.Values, v)
}

var (
	growthTitle = regexp.MustCompile(`(?:增速|增长速度|增长率|增幅|同比增长|增长情况)(?:情况|统计表|一览表|表)?$`)
	rankTitle   = regexp.MustCompile(`(?:排名|位次|名次)(?:情况|统计表|一览表|表)?$`)
)

// titleFacet reads a table whose title says that all its figures are growth
// rates (各区主要指标增速) or ranks (创新能力排名): percentages, or bare whole
// numbers under headings that name nothing else.
func (w *walk) titleFacet(ro row, c *column, text string) *head {
	if w.pg.title == "" || !c.isLevel() || c.share != "" || ro.unit != "" && ro.unit != "%" || c.unit != "" && c.unit != "%" {
		return nil
	}
	if w.titleHead == nil {
		title := squash(w.pg.title)
		for before, _, ok := bracket(title); ok && before != ""; before, _, ok = bracket(title) {
			title = before
		}
		w.titleHead = &head{growth: growthTitle.MatchString(title), rank: rankTitle.MatchString(title), unit: "%"}
	}
	label := ro.label + strings.Join(c.names, "")
	switch h := w.titleHead; {
	case h.growth && (label != "" || w.indicator != "") && !growthCore.MatchString(label) && (c.unit == "%" || ro.unit == "%" || w.pg.unit == "%" || w.pg.unit == "" && len(w.pg.units) == 0):
		return h
	case h.rank && label == "" && c.unit == "" && plainDigits(strings.TrimSpace(text)) && len(strings.TrimSpace(text)) <= 3 && !strings.Contains(text, "."):
		return h
	}
	return nil
}

// short is a cell's text, cut where it is long.
func short(text string) string {
	runes := []rune(fold(text))
	if len(runes) > 40 {
		return string(runes[:40]) + "…"
	}
	return string(runes)
}

// describe fills in what the row, the column and the table say.
func (rd *reader) describe(w *walk, ro row, c *column, v *Value) {
	label, parent, group := rd.label(c, ro.label)
	if label == "" {
		label = w.indicator
		if c.share != "" && label != "" {
			label = bareLabel(label) + c.share
		}
	}
	titled, seen := w.titled[label]
	if !seen {
		if titled = rd.underTitle(w, label); len(w.titled) < memoSize {
			w.titled[label] = titled
		}
	}
	v.Label = titled
	if parent != "" {
		v.Parent = parent
	}
	if group != "" && v.Group == "" {
		v.Group = group
	}
	v.Place = rd.placeFor(w, ro, c)
	v.Period = w.ownTime(ro, rd.periodFor(w, ro, c))
	series(v)
	switch v.Facet {
	case city.Rank:
		v.Roster = c.rank.roster
		if c.growth != nil || c.rank.growth {
			v.Label = bareLabel(label) + "增速"
		}
	case city.Growth:
		rd.growthTime(c, v)
	}
}

// growthTime sets the period and the base of a growth rate.
func (rd *reader) growthTime(c *column, v *Value) {
	g := c.growth
	if g.average {
		v.Note = "年均增长"
		if c.when.year2 > 0 {
			v.Base = city.Year(c.when.year)
			return
		}
	}
	if g.base > 0 {
		v.Base = v.Period.Shift(g.base - v.Period.Year())
		return
	}
	if v.Period.IsSpan() && v.Period.Year()-yearOf(v.Period) > 0 {
		v.Base = city.Year(yearOf(v.Period))
		return
	}
	v.Base = before(v.Period, g.linked)
}

// yearOf is the first year of a span.
func yearOf(p city.Period) int { return atoi(string(p)[:min(4, len(p))]) }

func (rd *reader) placeFor(w *walk, ro row, c *column) string {
	switch {
	case ro.isWhole():
		return ro.place
	case ro.place != "":
		return ro.place
	case c.place != "":
		name := core(c.place)
		if wholeWords[name] {
			place, _ := w.whole(name)
			return place
		}
		rest, _ := labelMarks(fold(c.place), rd.explained)
		return rest
	case w.headPlace != "":
		return w.headPlace
	}
	return w.place
}

// periodFor joins what column, row, heading and table say about time.
func (rd *reader) periodFor(w *walk, ro row, c *column) city.Period {
	own := ro.when.isZero() && w.headWhen.isZero() && w.fixed == ""
	if own && c.period != "" {
		return c.period
	}
	if own {
		c.period = c.when.under(w.outer).period()
		return c.period
	}
	p := c.when.under(ro.when).under(w.headWhen)
	if w.fixed != "" && p.year == 0 {
		if f, ok := city.ParsePeriod(w.fixed); ok {
			if !p.says() || p.shift == 0 {
				return f
			}
			return f.Shift(-p.shift)
		}
	}
	return p.under(w.outer).period()
}

// unitFor is the unit of a value: in the cell, in tables.yaml, in the unit
// column or at the row's label, at the column, in the lines above.
func (rd *reader) unitFor(w *walk, ro row, c *column, v Value, inCell string) string {
	if v.Facet == city.Rank {
		return "位"
	}
	if v.Facet == city.Growth {
		for _, u := range []string{inCell, c.unit} {
			if u == "%" || u == "百分点" || u == "‰" {
				return u
			}
		}
		return "%"
	}
	if len(rd.hints.Units) > 0 {
		for _, k := range []string{core(v.Label), v.Label} {
			if u, ok := rd.hints.Units[k]; ok {
				return normalUnit(u)
			}
		}
	}
	if inCell != "" {
		if u, ok := city.ParseUnit(inCell); ok && u.Base == "" { // 1.2万 in a column of 家
			if d, ok := city.ParseUnit(rd.unitFor(w, ro, c, v, "")); ok {
				return normalUnit(u.Name + d.Base)
			}
		}
		return inCell
	}
	if c.share != "" || isShareOf(strings.Join(c.names, "")) && ro.label != "" {
		if c.unit != "" {
			return c.unit
		}
		return "%"
	}
	if ro.label != "" && len(c.names) > 0 && strings.Contains(c.names[len(c.names)-1], "指数") {
		if strings.Contains(c.names[len(c.names)-1], "%") {
			return "%"
		}
		return c.unit // an index has not the unit of its row
	}
	first, second := ro.unit, c.unit
	if ro.label != "" && len(c.names) > 0 && c.unit != "" {
		first, second = c.unit, ro.unit // 完成年度目标(%) beside figures in 亿元
	}
	for _, u := range []string{first, second} {
		if u != "" {
			return u
		}
	}
	if !plainName(v.Label) {
		if h := rd.headOf(v.Label); h.unit != "" {
			return h.unit
		}
	}
	if rd.hints.Unit != "" {
		return normalUnit(rd.hints.Unit)
	}
	if w.groupUnit != "" {
		return w.groupUnit
	}
	return rd.pageUnit(w, v.Label)
}

// pageUnit is the unit of the line above the table. Of two units of which one
// is %, growth columns take the % and the levels the other, except those
// whose label says a share or a rate.
func (rd *reader) pageUnit(w *walk, label string) string {
	if w.p.unit != "" {
		return w.p.unit
	}
	if w.pg.unit != "" || len(w.pg.units) == 0 {
		return w.pg.unit
	}
	grows := false
	for _, c := range w.p.values {
		grows = grows || c.growth != nil || c.unit == "%"
	}
	if len(w.pg.units) == 2 && grows && !ratioWords(label) {
		if w.pg.units[0] == "%" {
			return w.pg.units[1]
		}
		if w.pg.units[1] == "%" {
			return w.pg.units[0]
		}
	}
	return rd.oneOf(w.pg.units, label)
}

func ratioWords(label string) bool {
	s := core(label)
	for _, t := range []string{"率", "比重", "比例", "占比", "强度", "增速", "增长", "系数", "指数", "程度", "人均", "每万"} {
		if strings.Contains(s, t) {
			return true
		}
	}
	return false
}

// statusFor settles how final a value is: the cell, its marks, the row, the
// column, the notes.
func (rd *reader) statusFor(w *walk, ro row, c *column, v *Value, got reading) {
	for _, r := range rd.rules {
		if r.mark != "" || r.status == "" || v.Facet != city.Level || !r.names(v.Label) {
			continue
		}
		if r.newest && v.Period.Year() == w.newest.Year() || r.year != "" && sameTime(r.year, v.Period) {
			v.Status, v.Note = r.status, r.text
		}
	}
	for _, st := range []city.Status{c.status, ro.status, got.status} {
		if st != "" {
			v.Status = st
		}
	}
	if c.status == city.Target {
		v.Status = city.Target // 预计 in the remarks is about the result, not the plan
	}
	rd.applyMarks(v, append(append([]string{}, ro.marks...), ro.placeMark...), ro.cell, false)
	rd.applyMarks(v, c.marks, c.cell, false)
	rd.applyMarks(v, ro.whenMarks, ro.placeCell, false)
	rd.applyMarks(v, got.marks, v.Cell, true)
}

// sameTime reports that a note about a year speaks of the value's period.
func sameTime(noted, p city.Period) bool {
	return noted == p || noted.IsYear() && !p.IsSpan() && p.Year() == noted.Year() || noted.IsYear() && p.IsSpan() && yearOf(p) == p.Year() && p.Year() == noted.Year()
}

// names reports whether a rule is about the label.
func (r rule) names(label string) bool {
	return len(r.labels) == 0 || hasMark(r.labels, core(label))
}

// priceFor settles the price basis.
func (rd *reader) priceFor(w *walk, ro row, c *column, v *Value) {
	if v.Facet == city.Rank {
		return
	}
	if v.Facet == city.Level && (v.Unit == "%" || v.Unit == "百分点") && !growthMeans.MatchString(v.Label) {
		return
	}
	if plainName(v.Label) && len(rd.rules) == 0 && w.pg.price == "" && c.price == "" && rd.hints.Price == "" && c.growth == nil {
		return
	}
	money := strings.HasSuffix(v.Unit, "元")
	for _, r := range rd.rules {
		if r.mark != "" || !r.names(v.Label) {
			continue
		}
		if v.Facet == city.Growth || growthMeans.MatchString(v.Label) {
			if r.growth != "" {
				v.Price = r.growth
			}
		} else if r.price != "" && (money || len(r.labels) > 0) {
			v.Price = r.price
		}
	}
	if w.pg.price != "" && (money || v.Facet == city.Growth) {
		v.Price = w.pg.price
	}
	for _, p := range []city.PriceBasis{ro.price, c.price, rd.priceOf(v.Label), city.PriceBasis(rd.hints.Price)} {
		if p != "" && (p == city.Current || p == city.Constant) {
			v.Price = p
		}
	}
	if c.growth != nil && v.Facet == city.Growth && priceOf(fold(c.growth.text)) != "" {
		v.Price = priceOf(fold(c.growth.text))
	}
}
