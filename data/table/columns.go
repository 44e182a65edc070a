package table

import (
	"strings"

	"github.com/quanyu/quanyu/city"
)

// column is one column of a table.
type column struct {
	at    int
	heads []head // from the top down
	role  role
	value bool // headed 数值: the one column of a long table

	when   part
	period city.Period // memo of periodFor
	joined string      // memo of the names without units
	alone  *[3]string  // memo of label without a row's own
	names  []string    // of indicators, from the top down
	place  string
	growth *head // the heading that says growth, rank, change or share
	rank   *head
	change bool
	aside  bool // 差距, 平均 beside columns of places
	share  string
	total  bool   // headed 总量, 绝对值: not of growth
	whole  string // the column that this one, headed 其中 or #, is a part of
	unit   string
	price  city.PriceBasis
	status city.Status
	marks  []string
	cell   string // of the lowest heading

	nums, absents, texts, blanks int // of the body's first rows
	periods, units               int
	sample                       []string
	counts                       bool // 1, 2, 3 ...
}

// panel is a table with its label columns and value columns; a sheet may hold
// two side by side.
type panel struct {
	block   block
	labels  []*column
	values  []*column
	unitCol *column
	note    *column
	status  *column
	rows    map[role]bool // what the rows name
	unit    string        // in the heading of the labels: 指标（单位：亿元）
}

const sampleRows = 400

// panels finds the columns of a block and what each is for.
func (rd *reader) panels(b block, p page) ([]*panel, *city.Error) {
	cols := rd.columns(b)
	if len(cols) == 0 || len(b.heads) == 0 && !rd.plainList(cols, p) {
		row := -1
		if len(b.body) > 0 {
			row = b.body[0]
		}
		return nil, unreadable(rd.g, row, "第%d行起是数字，但上方没有表头", "figures begin in row %d without a header above", row+1)
	}
	rd.assignRoles(cols)
	var out []*panel
	cur := &panel{block: b, rows: map[role]bool{}}
	seen := map[string]bool{}
	for _, c := range cols {
		key := squash(c.headText())
		if isLabel(c.role) && len(cur.values) > 0 && (seen[key] && key != "" || key != "" && c.role == rolePlace && cur.rows[rolePlace] && c.texts > 0) {
			out = append(out, cur)
			cur = &panel{block: b, rows: map[role]bool{}}
			seen = map[string]bool{}
		}
		switch {
		case isLabel(c.role):
			for _, h := range c.heads {
				if h.unit != "" {
					cur.unit = h.unit
				}
			}
			cur.labels = append(cur.labels, c)
			seen[key] = true
			cur.rows[c.role] = true
		case c.role == roleUnit:
			cur.unitCol = c
		case c.role == roleNote:
			if cur.note == nil {
				cur.note = c
			}
		case c.role == roleStatus:
			cur.status = c
		case c.role == roleValue:
			cur.values = append(cur.values, c)
		}
	}
	out = append(out, cur)
	kept := out[:0]
	for _, pn := range out {
		if len(pn.values) > 0 {
			rd.nameColumns(pn)
			kept = append(kept, pn)
		}
	}
	if len(kept) == 0 {
		return nil, unreadable(rd.g, b.body[0], "表头下没有一列是数", "no column under the header holds figures")
	}
	return kept, nil
}

// plainList reports names with one figure each under a title that says when:
// such a list needs no header.
func (rd *reader) plainList(cols []*column, p page) bool {
	if p.when.period() == "" && rd.hints.Period == "" {
		return false
	}
	nums, texts := 0, 0
	for _, c := range cols {
		if c.nums > 0 && c.texts == 0 {
			nums++
		} else if c.texts > 0 && c.nums == 0 {
			texts++
		}
	}
	return nums == 1 && texts >= 1 && texts+nums == len(cols)
}

func isLabel(r role) bool {
	return r == roleIndicator || r == rolePlace || r == rolePeriod || r == roleGroup
}

// columns reads the headings of each column, filling a group heading to the
// right over the columns it spans, and counts what stands below.
func (rd *reader) columns(b block) []*column {
	width := 0
	for _, r := range b.heads {
		width = max(width, len(rd.g.Rows[r]))
	}
	for i, r := range b.body {
		if i < sampleRows {
			width = max(width, len(rd.g.Rows[r]))
		}
	}
	texts := rd.headTexts(b.heads, width)
	memo := map[string]head{}
	var out []*column
	for c := 0; c < width; c++ {
		if c > 0 && rd.covered(c, b.body) {
			continue
		}
		col := &column{at: c}
		prev := ""
		for i := range b.heads {
			t := texts[i][c]
			if t == "" || t == prev {
				continue
			}
			prev = t
			h, ok := memo[t]
			if !ok {
				h = readHead(t)
				memo[t] = h
			}
			col.heads = append(col.heads, h)
			col.cell = cellName(b.heads[i], c)
		}
		rd.count(col, b.body)
		if len(col.heads) > 0 || col.nums+col.texts+col.absents > 0 {
			out = append(out, col)
		}
	}
	return out
}

// covered reports a column whose cells are all merged into the column to the
// left, as sheets laid out for printing have them.
func (rd *reader) covered(c int, body []int) bool {
	any := false
	for i, r := range body {
		if i >= sampleRows {
			break
		}
		cell := rd.g.At(r, c)
		if strings.TrimSpace(cell.Text) == "" {
			continue
		}
		if !cell.Merged || cell.Text != rd.g.At(r, c-1).Text {
			return false
		}
		any = true
	}
	return any
}

// headTexts gives the printed headings, row by row, group headings repeated
// over the columns they span.
func (rd *reader) headTexts(heads []int, width int) [][]string {
	out := make([][]string, len(heads))
	for i, r := range heads {
		out[i] = make([]string, width)
		for c := 0; c < width; c++ {
			out[i][c] = strings.TrimSpace(rd.g.At(r, c).Text)
		}
	}
	below := func(i, c int) bool {
		for j := i + 1; j < len(heads); j++ {
			if strings.TrimSpace(rd.g.At(heads[j], c).Text) != "" {
				return true
			}
		}
		return false
	}
	for i := 0; i < len(heads)-1; i++ {
		for c := 1; c < width; c++ {
			if out[i][c] != "" || out[i][c-1] == "" || !below(i, c) || !below(i, c-1) {
				continue
			}
			if _, word := roleOf(out[i][c-1]); word {
				continue
			}
			if i > 0 && out[i-1][c] != out[i-1][c-1] {
				continue // another group above
			}
			out[i][c] = out[i][c-1]
		}
	}
	return out
}

// count looks at the first rows below a heading.
func (rd *reader) count(col *column, body []int) {
	next := 1
	col.counts = true
	for i, r := range body {
		if i >= sampleRows {
			break
		}
		t := strings.TrimSpace(rd.g.At(r, col.at).Text)
		switch {
		case t == "":
			col.blanks++
			continue
		case looksNumeric(t):
			col.nums++
			if isBareYear(t) || monthNumber.MatchString(t) || isPeriod(t) && !plainFigure(t) {
				col.periods++
			}
			if squash(t) == itoa(next) {
				next++
			} else {
				col.counts = false
			}
		case looksAbsent(t):
			col.absents++
		default:
			col.texts++
			col.counts = false
			if isPeriod(t) {
				col.periods++
			} else if hasUnit(squash(t)) {
				col.units++
			}
		}
		col.sample = append(col.sample, t)
	}
	col.counts = col.counts && next > 2
}

// plainFigure reports a number that only looks like a date: 2000.5.
func plainFigure(t string) bool { return strings.Contains(t, ".") }

// headText joins the headings of a column.
func (c *column) headText() string {
	var parts []string
	for _, h := range c.heads {
		parts = append(parts, h.text)
	}
	return strings.Join(parts, " ")
}
