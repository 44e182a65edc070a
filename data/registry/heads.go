package registry

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// headRows is how many rows are searched for headings.
const headRows = 20

// heads are the headings of a sheet, which may stand in several rows: a title, a
// line with the unit, headings of groups over those of columns, units and
// column numbers beneath.
type heads struct {
	words []string   // by column
	units [][]string // by column: those stated in other rows, the nearest first
	at    int        // the row of the headings; -1 of none
	skip  int        // rows before the first of data
}

// unitAbove is the unit that a line above the headings states for all of them.
var unitAbove = regexp.MustCompile(`单位:\s*([^\s,;()]+)`)

// heads finds the headings among the first rows: the row with the most known
// fields, and the rows below it that name further ones, as the lower of two
// rows does where a cell of the upper spans several columns.
func (r *Registry) heads(rows [][]string) heads {
	fields := r.named()
	known := func(cell string) bool {
		f, _, _ := match(fields, cell, nil)
		return f != nil
	}
	count := func(row []string) (n int) {
		for _, cell := range row {
			if known(cell) {
				n++
			}
		}
		return n
	}
	h, most := heads{at: -1}, 0
	for i, row := range rows {
		if n := count(row); n > most {
			most, h.at = n, i
		}
	}
	if h.at < 0 {
		return h
	}
	for h.at+1 < len(rows) && count(rows[h.at+1]) > 0 && !slices.Equal(rows[h.at], rows[h.at+1]) {
		h.at++
	}
	width := 0
	for _, row := range rows[:h.at+1] {
		width = max(width, len(row))
	}
	h.words, h.units = make([]string, width), make([][]string, width)
	copy(h.words, rows[h.at])
	for k := h.at - 1; k >= 0; k-- {
		for i, cell := range rows[k] {
			if strings.TrimSpace(h.words[i]) == "" && known(cell) { // its cell spans both rows
				h.words[i] = cell
			}
		}
	}
	h.skip = h.at + 1
	if h.skip < len(rows) && unitsRow(rows[h.skip]) {
		for i, cell := range rows[h.skip][:min(width, len(rows[h.skip]))] {
			h.units[i] = []string{strings.TrimSpace(cell)}
		}
		h.skip++
	}
	if h.skip < len(rows) && numbering(rows[h.skip]) {
		h.skip++
	}
	for k := h.at - 1; k >= 0; k-- {
		h.above(rows[k])
	}
	return h
}

// above takes the units that a row above the headings states: for the columns
// beneath a heading of a group, or for all.
func (h *heads) above(row []string) {
	span, all := "", []string(nil)
	for i := range h.units {
		if i < len(row) && strings.TrimSpace(row[i]) != "" {
			cell := city.Narrow(row[i])
			if m := unitAbove.FindStringSubmatch(cell); m != nil {
				all = append(all, strings.Split(m[1], "、")...)
			}
			_, span = heading(cell)
		}
		if span != "" {
			h.units[i] = append(h.units[i], span)
		}
	}
	for i := range h.units {
		h.units[i] = append(h.units[i], all...)
	}
}

// unitsRow reports whether a row beneath the headings holds their units.
func unitsRow(row []string) bool {
	units := 0
	for _, cell := range row {
		cell = strings.TrimSpace(cell)
		_, ok := city.ParseUnit(cell)
		switch {
		case isBlank(cell):
		case !ok:
			return false
		default:
			units++
		}
	}
	return units > 0
}

// numbering reports whether a row numbers the columns, as forms do: 甲 乙 1 2 3.
func numbering(row []string) bool {
	const stems = "甲乙丙丁戊己庚辛"
	n, letters := 0, 0
	for _, cell := range row {
		switch cell = strings.TrimSpace(cell); {
		case cell == "":
		case len([]rune(cell)) == 1 && strings.Contains(stems, cell):
			letters++
		case cell == strconv.Itoa(n+1) || letters > 0 && cell == strconv.Itoa(n+1+letters):
			n++
		default:
			return false
		}
	}
	return n > 1
}

// aside says why a row is no firm: a sum, a note beneath the table, or the
// headings once more, as on a further page; "" where it is one.
func (r *Registry) aside(cells []string) string {
	first := ""
	for _, cell := range cells {
		if cell = strings.TrimSpace(cell); cell != "" {
			first = cell
			break
		}
	}
	bare := strings.NewReplacer(" ", "", "　", "").Replace(first)
	switch {
	case asideWord.MatchString(bare):
	case r.again(cells):
	default:
		return ""
	}
	for _, c := range r.columns { // a firm has a code or a name besides
		if name := c.field.Name; (name == "id" || name == "name") && c.at < len(cells) {
			if s := strings.TrimSpace(cells[c.at]); !isBlank(s) && s != first && s != c.heading {
				return ""
			}
		}
	}
	return first
}

// asideWord is what the first cell of a sum or of a note says.
var asideWord = regexp.MustCompile(`^(.{0,8}[合总小共]计|汇总)$|^(注|备注|说明|填报|填表|制表|审核|数据来源|资料来源).{0,8}[:：]`)

// mayBeAside is a quick look at a first cell that asideWord may match.
func mayBeAside(first string) bool {
	return len(first) < 64 && (strings.HasSuffix(strings.TrimSpace(first), "计") || strings.HasSuffix(first, "汇总") || strings.ContainsAny(first, ":："))
}

// again reports whether a row repeats the headings.
func (r *Registry) again(cells []string) bool {
	for _, c := range r.columns {
		if c.at >= len(cells) || cells[c.at] != c.heading {
			return false
		}
	}
	return true
}
