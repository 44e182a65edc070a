package table

import (
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/data/grid"
)

// shape counts what stands in a row.
type shape struct {
	cells   int // non-blank, repeats of a merged cell counted once
	first   int // column of the first
	text    string
	nums    int // numbers other than bare years
	years   int
	absents int
	periods int // headings of time that aren't bare years
	texts   int
	lone    []int // the numbers, while they are small integers
	seq     []int // the bare years
	months  int   // 2018.09, 201809: figures or headings, as the row decides
}

var monthNumber = regexp.MustCompile(`^(?:19|20)\d{2}(?:\.(?:0[1-9]|1[0-2])|(?:0[1-9]|1[0-2]))$`)

const yearMarks = "*#△▲※☆★①②③④⑤ "

// cellKind says what one cell of a row may be.
type cellKind byte

const (
	textCell cellKind = iota
	yearCell
	markedYearCell
	monthCell
	periodCell
	numberCell
	absentCell
)

// kindOf looks at one cell, trimmed and not blank.
func kindOf(t string) cellKind {
	switch {
	case len(t) < 20 && isBareYear(strings.TrimRight(t, yearMarks)) && !isBareYear(t):
		return markedYearCell
	case len(t) < 20 && isBareYear(t):
		return yearCell
	case monthNumber.MatchString(t):
		return monthCell
	case strings.Contains(t, "年") && isPeriod(t): // before the figures: it is the cheaper test
		return periodCell
	case looksNumeric(t):
		return numberCell
	case looksAbsent(t):
		return absentCell
	case isPeriod(t):
		return periodCell
	}
	return textCell
}

// cellKinds remembers the kinds of cells that a long table repeats; nil
// remembers nothing.
type cellKinds map[string]cellKind

func (m cellKinds) of(t string) cellKind {
	if isFraction(t) {
		return numberCell
	}
	k, ok := m[t]
	if ok {
		return k
	}
	k = kindOf(t)
	if m != nil && k != numberCell {
		if len(m) >= memoSize {
			clear(m)
		}
		m[t] = k
	}
	return k
}

// isFraction reports 1234.5: digits and one point, and no month 2018.09.
func isFraction(t string) bool {
	point := -1
	for i, c := range []byte(t) {
		switch {
		case c >= '0' && c <= '9':
		case c == '.' && point < 0 && i > 0 && i < len(t)-1:
			point = i
		default:
			return false
		}
	}
	return point > 0 && point != 4
}

// shapeOf looks at one row.
func shapeOf(g *grid.Grid, r int, kinds cellKinds) shape {
	s := shape{first: -1}
	prev, marked := "", 0
	for c, cell := range g.Rows[r] {
		t := strings.TrimSpace(cell.Text)
		if t == "" {
			prev = ""
			continue
		}
		if cell.Merged && t == prev {
			continue
		}
		prev = t
		s.cells++
		if s.first < 0 {
			s.first, s.text = c, t
		}
		switch kinds.of(t) {
		case markedYearCell:
			marked++
			s.seq = append(s.seq, atoi(squash(t)[:4]))
		case yearCell:
			s.years++
			s.seq = append(s.seq, atoi(squash(t)[:4]))
		case monthCell:
			s.months++
		case numberCell:
			s.nums++
			if n := atoi(t); len(t) <= 2 && n > 0 {
				s.lone = append(s.lone, n)
			}
		case absentCell:
			s.absents++
		case periodCell:
			s.periods++
			s.texts++
		default:
			s.texts++
		}
	}
	if s.nums == 0 && s.years+marked > 1 { // 2016 2017* 2018*: headings with marks
		s.years += marked
	} else {
		s.nums += marked
	}
	if s.nums == 0 && s.months >= 2 && !monthNumber.MatchString(s.text) {
		s.periods, s.texts = s.periods+s.months, s.texts+s.months
	} else {
		s.nums += s.months
	}
	return s
}

// isData reports a row that holds figures.
func (s shape) isData() bool {
	if s.nums > 0 {
		return !s.countsColumns()
	}
	return s.absents > 0 && s.texts+s.years == 1 && s.absents+1 >= s.cells
}

var columnLetters = regexp.MustCompile(`^(?:[甲乙丙丁戊己庚A-F]|栏次|--?|—)$`)

// countsColumns reports the row "甲 乙 1 2 3" under a header.
func (s shape) countsColumns() bool {
	if len(s.lone) < 2 || len(s.lone) != s.nums || s.years > 0 {
		return false
	}
	for i, n := range s.lone {
		if n != i+1 {
			return false
		}
	}
	return columnLetters.MatchString(squash(s.text)) || s.texts == 0 && s.lone[0] == 1 && s.first == 0 && s.nums == s.cells
}

// ordered reports bare years that step evenly or repeat in groups, as headings
// do and figures don't.
func ordered(years []int) bool {
	if len(years) < 2 {
		return false
	}
	for i := 1; i < len(years); i++ {
		if d := years[i] - years[i-1]; d > 10 || d < -10 {
			return false
		}
	}
	step := years[1] - years[0]
	for i := 2; i < len(years) && step != 0; i++ {
		if years[i]-years[i-1] != step {
			return i > 1 && years[i] == years[0] // 2017 2018 2017 2018
		}
	}
	return true
}
