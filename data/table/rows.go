package table

import (
	"regexp"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// walk carries what one row leaves for the next ones.
type walk struct {
	p         *panel
	pg        page
	indicator string // of the whole table, where rows and columns name none
	filled    map[int]bool
	newest    city.Period
	outer     part   // of the table
	fixed     string // tables.yaml: period
	place     string // of the table

	group     string
	headPlace string // heading between the rows that names a place
	headWhen  part
	fill      map[int]string // last text of label columns that are filled down
	lastYear  int
	parents   []family
	above     string // label of the last row that has a name of its own
	districts bool   // the rows are districts: 合计 is the whole
}

// family is a row that later rows may be parts of.
type family struct {
	label  string
	indent int
	part   bool // 其中 row
}

// row is what the label columns say about one row.
type row struct {
	at        int
	label     string // indicator as printed
	cell      string // of the label
	place     string
	placeCell string
	when      part
	parent    string
	group     string
	unit      string
	status    city.Status
	price     city.PriceBasis
	marks     []string // at the label
	placeMark []string
	whenMarks []string
	facet     *head  // a row 增长（%） or 位次 below the row it is about
	skip      string // why the row isn't taken, in Chinese and English
	skipEn    string
}

// readPanel reads the rows of one panel.
func (rd *reader) readPanel(p *panel, pg page) *city.Error {
	w := &walk{p: p, pg: pg, fill: map[int]string{}, filled: map[int]bool{}, place: pg.place, outer: pg.when, fixed: rd.hints.Period}
	if rd.hints.Place != "" {
		w.place = rd.hints.Place
	}
	if !p.rows[roleIndicator] {
		if w.indicator = rd.hints.Indicator; w.indicator == "" {
			w.indicator = rd.titleIndicator(pg)
		}
		if err := rd.needIndicator(w); err != nil {
			return err
		}
	}
	rd.borrowTimes(w)
	if err := rd.needTime(w); err != nil {
		return err
	}
	if w.place == "" && !p.rows[rolePlace] && p.values[0].place == "" {
		rd.outsidePlace(w)
	}
	rd.lookAhead(w)
	rd.t.Values = slices.Grow(rd.t.Values, min(len(p.block.body)*len(w.filled), 1<<20))
	for _, r := range p.block.body {
		rd.readRow(w, r)
	}
	return nil
}

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
		if len(w.p.block.body) > 0 && rd.headingTime(w) {
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
	sh := shapeOf(rd.g, w.p.block.body[0])
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

// borrowTimes gives growth and rank columns without a time the one of the
// level they belong to: the newest where there is one such column, else the
// level to the left. Bare ranks among several belong to the column before.
func (rd *reader) borrowTimes(w *walk) {
	key := func(c *column) string { return strings.Join(c.names, "|") + "@" + c.place }
	rd.shareColumns(w)
	bare := map[string]int{}
	ranks := 0
	for _, c := range w.p.values {
		if c.isLevel() || c.when.says() {
			continue
		}
		bare[c.facetName()+key(c)]++
		if c.rank != nil && len(c.names) == 0 {
			ranks++
		}
	}
	var left, prev *column
	for _, c := range w.p.values {
		if c.isLevel() {
			if c.share == "" {
				left = c
			}
		} else {
			if c.rank != nil && len(c.names) == 0 && c.growth == nil && prev != nil && ranks > 1 && prev.growth != nil && prev.rank == nil && !c.rank.growth {
				c.growth = prev.growth
			}
			if len(c.names) == 0 && left != nil && c.share == "" {
				c.names = left.names
				if c.place == "" {
					c.place = left.place
				}
			}
			if !c.when.says() {
				rd.borrow(w, c, left, bare[c.facetName()+key(c)] == 1)
			}
		}
		prev = c
	}
}

// shareColumns gives 占比 and 占全市比重 columns the indicator to their left,
// where the rows name none.
func (rd *reader) shareColumns(w *walk) {
	if w.p.rows[roleIndicator] {
		return
	}
	var left *column
	for _, c := range w.p.values {
		n := len(c.names)
		switch {
		case !c.isLevel():
		case n > 0 && isShareOf(c.names[n-1]) && (n > 1 || left != nil):
			c.share, c.names = bareLabel(c.names[n-1]), c.names[:n-1]
			if n == 1 {
				c.names = left.names
			}
		case c.share != "" && n == 0 && left != nil:
			c.names = left.names
		case c.share == "":
			left = c
		}
		if c.share != "" && c.place == "" && left != nil {
			c.place = left.place
		}
		if c.share != "" && !c.when.says() && left != nil {
			c.when = left.when
		}
	}
}

func (rd *reader) borrow(w *walk, c, left *column, newest bool) {
	if newest {
		var best *column
		for _, l := range w.p.values {
			if !l.isLevel() || !l.when.says() {
				continue
			}
			if best == nil || best.when.under(w.outer).period().Before(l.when.under(w.outer).period()) {
				best = l
			}
		}
		if best != nil {
			c.when = best.when
			if left != nil && left.when.says() && left.when.under(w.outer).period().IsSpan() && left.when.under(w.outer).period().Year() == best.when.under(w.outer).period().Year() {
				c.when = left.when // 本月, 累计, 同比: the rate of the months together
			}
			return
		}
	}
	if left != nil {
		c.when = left.when
	}
}

func (c *column) isLevel() bool { return c.growth == nil && c.rank == nil && !c.change }

func (c *column) facetName() string {
	switch {
	case c.rank != nil:
		return "rank"
	case c.change:
		return "change"
	case c.growth != nil:
		return "growth"
	}
	return "level"
}

// lookAhead finds which columns hold anything, the newest period, and whether
// the rows are districts.
func (rd *reader) lookAhead(w *walk) {
	signs := map[int]bool{}
	for _, c := range w.p.values {
		for _, r := range w.p.block.body {
			t := strings.TrimSpace(rd.g.At(r, c.at).Text)
			if t != "" && !looksAbsent(t) {
				w.filled[c.at] = true
				break
			}
			signs[c.at] = signs[c.at] || t != ""
		}
		if c.isLevel() {
			if p := c.when.under(w.outer).period(); p != "" && (w.newest == "" || w.newest.Before(p)) {
				w.newest = p
			}
		}
	}
	for _, c := range w.p.values {
		p := c.when.under(w.outer).period()
		switch {
		case w.filled[c.at] || len(w.p.block.body) == 0:
		case c.isLevel() && p == w.newest && c.when.says():
			rd.t.find("T003", "", "", p, []string{c.cell}, "%s整列为空，视为尚未公布，不取值", "the whole column of %s is empty; it counts as not yet published", string(p))
		case signs[c.at]:
			w.filled[c.at] = true // — and … all the way down say that values are missing
		default:
			rd.t.find("T004", "", "", p, []string{c.cell}, "“%s”整列为空，未读", "column %q is empty and was skipped", fold(c.headText()))
		}
		if c.aside && w.filled[c.at] {
			w.filled[c.at] = false
			rd.t.find("T004", "", "", p, []string{c.cell}, "“%s”一列是各地之间的比较或平均，不属于任何一个地区，未读", "column %q compares or averages places and was skipped", fold(c.headText()))
		}
		if c.change && w.filled[c.at] {
			rd.t.find("T006", "", "", p, []string{c.cell}, "“%s”是增减的绝对数，未另作观测值", "column %q holds absolute changes, which are not kept", fold(c.headText()))
		}
	}
	n, d := 0, 0
	for _, c := range w.p.labels {
		if c.role != rolePlace {
			continue
		}
		for _, s := range distinct(c.sample) {
			n++
			if k := core(s); strings.HasSuffix(k, "区") || strings.HasSuffix(k, "县") || strings.HasSuffix(k, "旗") {
				d++
			}
		}
	}
	w.districts = d*2 > n
}

// readRow reads one row.
func (rd *reader) readRow(w *walk, r int) {
	any, texts := false, 0
	for _, c := range w.p.values {
		t := strings.TrimSpace(rd.g.At(r, c.at).Text)
		if t != "" && !rd.g.At(r, c.at).Merged && !looksAbsent(t) || t != "" && rd.g.At(r, c.at).Merged && looksNumeric(t) {
			any = true
		}
		if t != "" {
			texts++
		}
	}
	if !any && rd.heading(w, r, texts) {
		return
	}
	ro := rd.rowLabels(w, r)
	if ro.skip != "" {
		rd.t.find("T004", ro.label, ro.place, "", []string{cellName(r, 0)}, "第%[1]d行未读：%[2]s", "row %[1]d was skipped: %[3]s", r+1, ro.skip, ro.skipEn)
		return
	}
	if !any {
		rd.emptyRow(w, ro, texts)
		return
	}
	rd.markedRow(w, ro)
	for _, c := range w.p.values {
		if w.filled[c.at] && !c.change {
			rd.readValue(w, ro, c)
		}
	}
}

// emptyRow notes a row without any figure; its label may still be the whole
// that later rows are parts of.
func (rd *reader) emptyRow(w *walk, ro row, texts int) {
	name := ro.label
	if name == "" {
		name = ro.place
	}
	p := ro.when.under(w.outer).period()
	if w.p.rows[rolePeriod] && !w.p.rows[roleIndicator] && !w.p.rows[rolePlace] {
		rd.t.find("T003", "", "", p, []string{cellName(ro.at, 0)}, "%s整行为空，视为尚未公布，不取值", "the whole row of %s is empty; it counts as not yet published", string(p))
		return
	}
	if texts > 0 {
		for _, c := range w.p.values {
			if w.filled[c.at] && !c.change && c.isLevel() {
				rd.readValue(w, ro, c)
			}
		}
		return
	}
	rd.t.find("T004", ro.label, ro.place, "", []string{cellName(ro.at, 0)}, "第%d行“%s”没有数，不取值", "row %d (%s) has no figures", ro.at+1, fold(name))
}

var headNumber = regexp.MustCompile(`^(?:[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十]+[)）]|第[一二三四五六七八九十]+[章节部分]|[IVX]+[.、])`)

// heading takes a row without figures as a heading over the next rows: a
// place, a period, or the name of a group. false where it is a row of its own.
func (rd *reader) heading(w *walk, r, texts int) bool {
	if texts > 0 && !rd.spans(r) {
		return false
	}
	text, n := "", 0
	for c, cell := range rd.g.Rows[r] {
		t := strings.TrimSpace(cell.Text)
		if t == "" || cell.Merged && c > 0 && t == strings.TrimSpace(rd.g.At(r, c-1).Text) {
			continue
		}
		if rd.isNumberColumn(w, c) {
			continue
		}
		if n++; n == 1 {
			text = t
		}
	}
	if n == 0 {
		return true
	}
	if n > 1 {
		return false
	}
	s := fold(text)
	if u := unitLine(s); u != "" {
		w.pg.setUnits(u)
		return true
	}
	plain := trimNumbering(s)
	kind := rd.kindOf(plain)
	switch {
	case isPeriod(s) && !w.p.rows[rolePeriod]:
		w.headWhen, w.group = cellPart(s), ""
		return true
	case kind == kindPlace && !w.p.rows[rolePlace]:
		w.headPlace, w.parents = plain, nil
		return true
	case w.p.rows[rolePeriod] && isPeriod(s):
		w.lastYear = cellPart(s).year
		return cellPart(s).year > 0 && cellPart(s).period().IsYear() && rd.monthsFollow(w, r)
	case headNumber.MatchString(s), strings.HasSuffix(s, ":"), rd.spans(r):
		w.group, w.parents = strings.TrimSuffix(plain, ":"), nil
		return true
	}
	if _, _, unit := bracket(s); unit || kind == kindIndicator && w.p.rows[roleIndicator] || kind == kindPlace {
		return false
	}
	w.group, w.parents = strings.TrimSuffix(plain, ":"), nil
	return true
}

// monthsFollow reports a year that only heads the months below it.
func (rd *reader) monthsFollow(w *walk, r int) bool {
	for _, b := range w.p.block.body {
		if b > r {
			for _, c := range w.p.labels {
				if c.role == rolePeriod {
					q := cellPart(rd.g.At(b, c.at).Text)
					return q.year == 0 && q.says()
				}
			}
		}
	}
	return false
}

// spans reports a row whose one text is merged across several columns.
func (rd *reader) spans(r int) bool {
	sh := shapeOf(rd.g, r)
	n := 0
	for _, c := range rd.g.Rows[r] {
		if c.Merged {
			n++
		}
	}
	return sh.cells == 1 && n > 1 && sh.nums == 0
}

func (rd *reader) isNumberColumn(w *walk, c int) bool {
	for _, l := range w.p.labels {
		if l.at == c {
			return false
		}
	}
	for _, v := range w.p.values {
		if v.at == c {
			return false
		}
	}
	return hasDigit(rd.g.At(w.p.block.body[0], c).Text) && len(w.p.labels) > 0 && c < w.p.labels[0].at
}

func columnLetter(c int) string { return strings.TrimRight(cellName(0, c), "0123456789") }
