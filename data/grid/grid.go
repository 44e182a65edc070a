// Package grid reads tables as received: .xls, .xlsx and .csv become Grids of
// printed text, each with its file, sheet and hash. It knows nothing of what
// the cells mean.
package grid

import "strconv"

// Cell is one printed cell.
type Cell struct {
	Text string // as shown to a reader; "" is blank
	// Percent says that the number format of the cell shows a percentage, and
	// Text already carries the percent sign.
	Percent bool
	Merged  bool // covered by a merged region; Text repeats its first cell
}

// Grid is one sheet.
type Grid struct {
	File   string // relative to the study folder, with slashes
	SHA256 string // of the file, lower-case hex
	Sheet  string // "" for csv
	Rows   [][]Cell
}

// At gives the cell in row r and column c, counted from 0; blank outside.
func (g *Grid) At(r, c int) Cell {
	if r < 0 || r >= len(g.Rows) || c < 0 || c >= len(g.Rows[r]) {
		return Cell{}
	}
	return g.Rows[r][c]
}

// Width is the number of columns of the widest row.
func (g *Grid) Width() int {
	w := 0
	for _, r := range g.Rows {
		w = max(w, len(r))
	}
	return w
}

// Name gives the spreadsheet name of a cell, row and column counted from 0:
// Name(4, 0) is "A5".
func Name(r, c int) string {
	s := ""
	for c++; c > 0; c = (c - 1) / 26 {
		s = string(rune('A'+(c-1)%26)) + s
	}
	return s + strconv.Itoa(r+1)
}
