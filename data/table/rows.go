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
	times     int    // how many periods the columns of levels have
	outer     part   // of the table
	fixed     string // tables.yaml: period
	place     string // of the table

	group     string
	split     string // label of the last row with a unit of its own
	splits    string // label of the row that 按活动类型分 splits into the rows below
	groupUnit string // of the heading: 人口（万人）
	headPlace string // heading between the rows that names a place
	headWhen  part
	fill      map[int]string // last text of label columns that are filled down
	lastYear  int
	parents   []family
	subject   *string           // memo of underTitle
	titled    map[string]string // memo of underTitle by label
	titleHead *head             // memo of titleFacet
	recent    []family          // rows with their units, for 其中 below a row of another unit
	above     string            // label of the last row that has a name of its own
	units     map[string]string // of the rows so far, by label
	total     string            // label of the last row that has a unit and is no part
	districts bool              // the rows are districts: 合计 is the whole
}

// family is a row that later rows may be parts of.
type family struct {
	label  string
	indent int
	part   bool // 其中 row
	unit   string
}

// row is what the label columns say about one row.
type row struct {
	at        int
	label     string // indicator as printed
	cell      string // of the label
	place     string
	placeCell string
	when      part
	ownYear   int // that the label names in brackets
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
	w := &walk{p: p, pg: pg, fill: map[int]string{}, filled: map[int]bool{}, titled: map[string]string{}, place: pg.place, outer: pg.when, fixed: rd.hints.Period}
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
	rd.amounts(w)
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

// lookAhead finds which columns hold anything, the newest period, and whether
// the rows are districts.
func (rd *reader) lookAhead(w *walk) {
	signs, times := map[int]bool{}, map[city.Period]bool{}
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
			times[c.when.under(w.outer).period()] = true
			if p := c.when.under(w.outer).period(); p != "" && (w.newest == "" || w.newest.Before(p)) {
				w.newest = p
			}
		}
	}
	w.times = len(times)
	for _, c := range w.p.values {
		p := c.when.under(w.outer).period()
		switch {
		case w.filled[c.at] || len(w.p.block.body) == 0:
		case c.isLevel() && p == w.newest && c.when.says():
			rd.t.find("T003", "", "", p, []string{c.cell}, "%[1]s整列为空，视为尚未公布，不取值", "the whole column of %[2]s is empty; it counts as not yet published", p.Name("zh"), p.Name("en"))
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
		rd.t.find("T003", "", "", p, []string{cellName(ro.at, 0)}, "%[1]s整行为空，视为尚未公布，不取值", "the whole row of %[2]s is empty; it counts as not yet published", p.Name("zh"), p.Name("en"))
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
	s := fold(native(text))
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
		w.splits = ""
		if splitHeading.MatchString(squash(plain)) {
			w.splits = w.split
		}
		w.group, w.groupUnit, w.parents = strings.TrimSuffix(plain, ":"), "", nil
		return true
	}
	if before, in, ok := bracket(s); ok && rd.unitHeading(w, r, in) {
		w.group, w.groupUnit, w.parents = trimNumbering(before), normalUnit(in), nil
		return true
	}
	if _, _, unit := bracket(s); unit || kind == kindIndicator && w.p.rows[roleIndicator] || kind == kindPlace {
		return false
	}
	w.splits = ""
	if splitHeading.MatchString(squash(plain)) {
		w.splits = w.split
	}
	w.group, w.groupUnit, w.parents = strings.TrimSuffix(plain, ":"), "", nil
	return true
}

var splitHeading = regexp.MustCompile(`^(?:按|分).{2,12}(?:分|分组|分类|划分|分布)?:?$`)

// unitHeading reports a row without figures whose label ends in a unit that
// the row below lacks and nothing else in the table says: 人口(万人) over 常住人口.
func (rd *reader) unitHeading(w *walk, r int, unit string) bool {
	if !hasUnit(unit) || w.p.unitCol != nil || w.p.unit != "" || w.pg.unit != "" || len(w.pg.units) > 0 || !w.p.rows[roleIndicator] {
		return false
	}
	i, _ := slices.BinarySearch(w.p.block.body, r+1)
	if i == len(w.p.block.body) || w.p.block.body[i] != r+1 {
		return false
	}
	sh := shapeOf(rd.g, r+1, nil)
	if sh.nums == 0 || rd.headOf(native(sh.text)).unit != "" {
		return false
	}
	if ind, ok := rd.indicator(native(sh.text)); ok && ind.Unit != "" {
		return sameBase(ind.Unit, unit)
	}
	return true
}

// indicator is what the catalog has under a label.
func (rd *reader) indicator(label string) (city.Indicator, bool) {
	if rd.indicators == nil {
		return city.Indicator{}, false
	}
	return rd.indicators.Get(rd.indicators.Resolve(label).ID)
}

// monthsFollow reports a year that only heads the months below it.
func (rd *reader) monthsFollow(w *walk, r int) bool {
	i, _ := slices.BinarySearch(w.p.block.body, r+1)
	if i == len(w.p.block.body) {
		return false
	}
	for _, c := range w.p.labels {
		if c.role == rolePeriod {
			q := cellPart(rd.g.At(w.p.block.body[i], c.at).Text)
			return q.year == 0 && q.says()
		}
	}
	return false
}

// spans reports a row whose one text is merged across several columns.
func (rd *reader) spans(r int) bool {
	sh := shapeOf(rd.g, r, nil)
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
