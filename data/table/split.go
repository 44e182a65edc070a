package table

import (
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/data/grid"
)

// block is one table of a sheet: captions above, header rows, rows below.
type block struct {
	captions []line
	heads    []int
	body     []int
}

// splitter walks down a sheet once.
type splitter struct {
	g       *grid.Grid
	left    int // first column that holds anything
	noTable int // rows before it are known not to start a table
	at      int
	blocks  []block
	notes   []line
	cur     block
	asides  map[string]aside // memo of isAside
	kinds   cellKinds
}

// aside says what a line of text may be, were it no row of the table.
type aside struct{ preamble, note, signed bool }

// split finds the tables of a sheet and the notes around them.
func split(g *grid.Grid) ([]block, []line) {
	s := newSplitter(g)
	for s.at < len(g.Rows) {
		start := s.at
		s.above()
		if len(s.cur.heads) > 0 || s.at < len(g.Rows) {
			s.below()
		}
		if len(s.cur.body) > 0 {
			s.blocks = append(s.blocks, s.cur)
		} else {
			s.notes = append(s.notes, s.cur.captions...)
		}
		s.cur = block{}
		if s.at == start {
			s.at++
		}
	}
	return s.blocks, s.notes
}

func newSplitter(g *grid.Grid) *splitter {
	s := &splitter{g: g, left: -1, asides: map[string]aside{}, kinds: cellKinds{}}
	for r := range g.Rows {
		for c, cell := range g.Rows[r] {
			if s.left >= 0 && c >= s.left {
				break
			}
			if strings.TrimSpace(cell.Text) != "" {
				s.left = c
			}
		}
	}
	s.left = max(s.left, 0)
	return s
}

func (s *splitter) line(r int, c int, text string) line {
	return line{text: text, cell: grid.Name(r, max(c, 0)), row: r}
}

// caption keeps every text of a row as a caption, joining "时间：" with the
// cell behind it.
func (s *splitter) caption(r int) {
	prev := ""
	for c, cell := range s.g.Rows[r] {
		t := strings.TrimSpace(cell.Text)
		if t == "" || cell.Merged && t == prev {
			continue
		}
		prev = t
		if n := len(s.cur.captions); n > 0 && s.cur.captions[n-1].row == r {
			if last := fold(s.cur.captions[n-1].text); strings.HasSuffix(last, ":") {
				s.cur.captions[n-1].text = last + t
				continue
			}
		}
		s.cur.captions = append(s.cur.captions, s.line(r, c, t))
	}
}

// above takes captions and header rows.
func (s *splitter) above() {
	for ; s.at < len(s.g.Rows); s.at++ {
		sh := shapeOf(s.g, s.at, s.kinds)
		switch {
		case sh.cells == 0:
			if len(s.cur.heads) > 0 && !s.dataNext(s.at+1) && !s.headNext(s.at+1) {
				s.dropHeads()
			}
		case len(s.cur.heads) == 0 && s.isCaption(sh, s.at):
			s.caption(s.at)
		case len(s.cur.heads) > 0 && sh.cells == 1 && sh.first == s.left && !isPeriod(sh.text) && sh.nums == 0 && sh.years == 0:
			if s.isNote(sh.text, false) || preambleLine.MatchString(fold(sh.text)) {
				s.caption(s.at)
				continue
			}
			return // the first heading between the rows
		case sh.countsColumns():
		case len(s.cur.heads) > 0 && sh.years == 0 && s.placeBelowHead(sh):
			return
		case len(s.cur.heads) > 0 && sh.isData(), sh.isData() && sh.nums > 0:
			return
		case len(s.cur.heads) > 0 && !s.isHead(sh) && sh.years > 0:
			return
		default:
			s.cur.heads = append(s.cur.heads, s.at)
		}
	}
}

// placeBelowHead reports a row that begins with a place right below a heading
// like 县区: it is the first of the rows, even where its figures are garbled.
func (s *splitter) placeBelowHead(sh shape) bool {
	if sh.first != s.left || !looksPlace(squash(sh.text)) {
		return false
	}
	last := s.g.At(s.cur.heads[len(s.cur.heads)-1], sh.first).Text
	r, word := roleOf(last)
	return word && r == rolePlace && squash(last) != squash(sh.text)
}

// dropHeads turns what looked like header rows into captions.
func (s *splitter) dropHeads() {
	for _, r := range s.cur.heads {
		s.caption(r)
	}
	s.cur.heads = nil
}

// isCaption reports a line above the header: one text, or key and value, or a
// title with the unit at the far end.
func (s *splitter) isCaption(sh shape, r int) bool {
	if sh.cells == 1 && sh.nums == 0 {
		if sh.years == 0 && s.singleHead(sh, r) {
			return false
		}
		return true
	}
	first := tightKey(fold(sh.text))
	if sh.nums == 0 && strings.HasSuffix(first, ":") && preambleLine.MatchString(first) {
		return true
	}
	if preambleLine.MatchString(first) || noteStart.MatchString(first) {
		return sh.nums == 0 || strings.HasSuffix(first, ":")
	}
	if sh.nums > 0 || sh.cells > 3 {
		return false
	}
	last := ""
	for c := len(s.g.Rows[r]) - 1; c >= 0 && last == ""; c-- {
		last = fold(s.g.Rows[r][c].Text)
	}
	if preambleValue(last, "单位", "计量单位", "金额单位") != "" {
		_, word := roleOf(sh.text)
		return !word && !s.dataNext(r+1)
	}
	return false
}

// singleHead reports a header of one cell: a role word in the only column, or
// one group heading over the columns of the row below ("2018年" over 总量, 增速).
func (s *splitter) singleHead(sh shape, r int) bool {
	if _, word := roleOf(sh.text); word && squash(sh.text) != "" {
		return sh.first == s.left && s.dataNext(r+1)
	}
	return false
}

// lookAhead bounds how many rows are looked at before a decision, so that a
// long sheet is read in one pass.
const lookAhead = 20

// next gives the shape of the next non-blank row from r on.
func (s *splitter) next(r int) (shape, int) {
	for far := r + lookAhead; r < len(s.g.Rows) && r < far; r++ {
		if sh := shapeOf(s.g, r, s.kinds); sh.cells > 0 {
			return sh, r
		}
	}
	return shape{}, r
}

func (s *splitter) dataNext(r int) bool { sh, _ := s.next(r); return sh.isData() }

func (s *splitter) headNext(r int) bool {
	sh, at := s.next(r)
	return sh.cells > 1 && !sh.isData() && !s.isCaption(sh, at)
}

// isHead reports a row that can be a header below or between rows: bare years
// in order, or role words with headings.
func (s *splitter) isHead(sh shape) bool {
	if sh.nums > 0 || sh.cells < 2 || sh.absents > 0 {
		return false
	}
	_, word := roleOf(sh.text)
	word = word && squash(sh.text) != "" || s.reachesDown(sh)
	if sh.years > 0 {
		lead := sh.years == sh.cells
		if lead && sh.first == s.left {
			return false
		}
		first := (lead || sh.first > s.left) && len(s.cur.heads) > 0 && len(s.cur.body) == 0 // 2010 2015 2019 2018 2010 under 总量, 指数
		if first && sh.first > s.left && sh.years+sh.texts == sh.cells {
			return true // 2019年 2018年 增长% under 出口额
		}
		return (ordered(sh.seq) || first) && (lead || word) || word && sh.years+sh.texts == sh.cells
	}
	return word || sh.periods >= 2
}

// reachesDown reports a row whose first cell is merged with that of the header
// row above it: it is a header row, too.
func (s *splitter) reachesDown(sh shape) bool {
	n := len(s.cur.heads)
	if n == 0 || len(s.cur.body) > 0 || sh.first != s.left || s.cur.heads[n-1] != s.at-1 {
		return false
	}
	return s.g.At(s.at, sh.first).Merged && s.g.At(s.at-1, sh.first).Text == s.g.At(s.at, sh.first).Text
}

// isAside reports a row that is no data: a line of the preamble, a note, a
// signature.
func (s *splitter) isAside(sh shape, ended bool) bool {
	a, ok := s.asides[sh.text]
	if !ok {
		if len(s.asides) >= memoSize {
			clear(s.asides)
		}
		t := fold(sh.text)
		a = aside{preambleLine.MatchString(t), noteStart.MatchString(t), signed.MatchString(t)}
		s.asides[sh.text] = a
	}
	return a.preamble && (ended || sh.nums == 0) || a.note || sh.nums == 0 && a.signed
}

// below takes the rows of the table and the notes after it, up to the next
// table's caption or header.
func (s *splitter) below() {
	ended, gap := false, false
	for ; s.at < len(s.g.Rows); s.at++ {
		sh := shapeOf(s.g, s.at, s.kinds)
		switch {
		case sh.cells == 0:
			gap = true
			continue
		case sh.cells == 1 && sh.nums == 0 && (sh.years > 0 || sh.periods > 0):
			if s.startsTable(s.at) {
				return
			}
		case sh.cells == 1 && sh.nums == 0:
			if s.isNote(sh.text, ended) {
				s.notes = append(s.notes, s.line(s.at, sh.first, sh.text))
				ended = true
				continue
			}
			if s.startsTable(s.at) {
				return
			}
			if _, at := s.next(s.at + 1); at >= len(s.g.Rows) || ended && !s.dataBefore(s.at+1) {
				s.notes = append(s.notes, s.line(s.at, sh.first, sh.text))
				ended = true
				continue
			}
		case s.isAside(sh, ended):
			if gap && s.startsTable(s.at) && !s.isNote(sh.text, true) {
				return
			}
			s.noteRow(s.at)
			ended = true
			continue
		case len(s.cur.body) > 0 && s.isHead(sh):
			return
		case len(s.cur.body) > 0 && gap && !sh.isData() && sh.cells > 1 && sh.absents == 0 && s.dataNext(s.at+1):
			return
		}
		gap = false
		s.cur.body = append(s.cur.body, s.at)
	}
}

// noteRow keeps all texts of a row as one note.
func (s *splitter) noteRow(r int) {
	var parts []string
	first, prev := -1, ""
	for c, cell := range s.g.Rows[r] {
		if t := strings.TrimSpace(cell.Text); t != "" && !(cell.Merged && t == prev) {
			parts = append(parts, t)
			prev = t
			if first < 0 {
				first = c
			}
		}
	}
	s.notes = append(s.notes, s.line(r, first, strings.Join(parts, " ")))
}

// dataBefore reports whether a row of figures follows before the sheet or the
// table ends.
func (s *splitter) dataBefore(r int) bool {
	sh, _ := s.next(r)
	return sh.isData()
}

var continued = regexp.MustCompile(`^\(?续(?:上?表|\d)`)

// startsTable reports whether the single texts from row r on lead to a header.
func (s *splitter) startsTable(r int) bool {
	if continued.MatchString(squash(s.g.Rows[r][shapeOf(s.g, r, s.kinds).first].Text)) {
		return true
	}
	if r < s.noTable {
		return false
	}
	for far := r + lookAhead; r < len(s.g.Rows) && r < far; r++ {
		s.noTable = r + 1 // unless a header comes, no row up to here starts a table
		sh := shapeOf(s.g, r, s.kinds)
		if sh.cells == 0 {
			continue
		}
		if sh.cells == 1 && sh.nums == 0 || s.isCaption(sh, r) {
			continue
		}
		s.noTable = r
		if s.isHead(sh) {
			return true
		}
		return sh.nums == 0 && sh.absents == 0 && sh.years == 0 && s.dataNext(r+1)
	}
	return false
}

// signed begins the line of names under a form.
var signed = regexp.MustCompile(`^(?:单位负责人|统计负责人|负责人|制表人?|审核人?|填表人?|经办人|联系人|联系电话|报出日期|填报日期)\s*:`)

var (
	noteMark  = regexp.MustCompile(`^(?:\*+|#|\[\s*\]|\(\s*\)|[△▲※☆★†①-⑳]|[a-zA-Z]\s*(?:表示|为|=)).*(?:表示|为|口径|指|系|预计|推算|其中|数据)`)
	noteNext  = regexp.MustCompile(`^\s*(?:\d{1,2}\s*[.、．)]|[①-⑳]|\(\d{1,2}\)|\*+|\[\s*\])`)
	noteWords = regexp.MustCompile(`^(?:数据来源|资料来源|来源|出处|制表人?|审核人?|填表人?|联系人|编制单位|发布单位|单位负责人|统计负责人|报出日期|填报单位|编制时间|制表时间|发布时间|填报时间|本表|表中|上表|以上|Source|Note)`)
)

// isNote reports a line below a table that explains it.
func (s *splitter) isNote(text string, afterNote bool) bool {
	t := fold(text)
	switch {
	case noteStart.MatchString(t), noteMark.MatchString(t), strings.HasSuffix(t, "。"):
		return true
	case noteWords.MatchString(t) && len([]rune(t)) > 2:
		return true
	}
	return afterNote && (noteNext.MatchString(text) || indent(text) >= 2)
}

// hasFigures reports whether a sheet holds any number at all.
func hasFigures(g *grid.Grid) (figures, text bool) {
	for r := range g.Rows {
		for _, c := range g.Rows[r] {
			if strings.TrimSpace(c.Text) == "" {
				continue
			}
			text = true
			if looksNumeric(c.Text) {
				return true, true
			}
		}
	}
	return false, text
}

// cellPart reads a cell that is a period.
func cellPart(text string) part {
	p, _ := readPart(squash(text))
	return p
}
