// Package grid reads tables as received: .xls, .xlsx, .csv, and the web pages
// and XML that statistics sites hand out under those names, become Grids of
// printed text, each with its file, sheet and hash. It knows nothing of what
// the cells mean. A file is read by what it is, never by its name.
package grid

import (
	"strconv"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// Limits of one sheet: those of a spreadsheet program, and 5,000,000 cells.
const (
	MaxRows    = 1 << 20
	MaxColumns = 1 << 14
	MaxCells   = 5_000_000
)

// Cell is one printed cell.
type Cell struct {
	// Text is the cell as shown to a reader; "" is blank. Numbers carry the
	// decimals, the percent sign and the words of their number format, but no
	// thousands separators and no currency sign, and a minus where they are
	// negative whatever the format shows. A date is 2018-09-30.
	Text string
	// Percent says that the number format of the cell shows a percentage, and
	// Text already carries the percent sign.
	Percent bool
	Merged  bool // covered by a merged region; Text repeats its first cell
	// Number says that a workbook holds the cell as a number, and Stored is that
	// number before its format rounds it: 0.12345 where a reader sees 12.3%.
	Number bool
	Stored float64
}

// Grid is one sheet.
type Grid struct {
	File   string // relative to the study folder, with slashes
	SHA256 string // of the file, lower-case hex
	Sheet  string // "" for csv
	Rows   [][]Cell
	// Note says what a person should know about how the file was read: a web
	// page under the name .xls, hidden sheets left out. Mostly empty.
	Note city.Text
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

// locate is the opposite of Name; false for what is no cell. Absolute names
// ($A$5) are taken.
func locate(name string) (r, c int, ok bool) {
	i := 0
	for ; i < len(name); i++ {
		switch b := name[i]; {
		case b >= 'A' && b <= 'Z':
			c = c*26 + int(b-'A') + 1
		case b >= 'a' && b <= 'z':
			c = c*26 + int(b-'a') + 1
		case b == '$':
			continue
		default:
			goto row
		}
		if c > MaxRows {
			return 0, 0, false
		}
	}
row:
	for ; i < len(name); i++ {
		switch b := name[i]; {
		case b >= '0' && b <= '9':
			r = r*10 + int(b-'0')
		case b == '$':
			continue
		default:
			return 0, 0, false
		}
		if r > 1<<30 {
			return 0, 0, false
		}
	}
	return r - 1, c - 1, r > 0 && c > 0
}

// region is a rectangle of cells, ends included, counted from 0.
type region struct{ r1, c1, r2, c2 int }

// builder puts cells into a grid and keeps the limits.
type builder struct {
	g     *Grid
	cells int
	merge []region
	// formulas without a stored result: how many, and the first one
	bares     int
	firstBare string
}

// bare counts a formula whose result the file does not hold.
func (b *builder) bare(r, c int) {
	if b.bares++; b.bares == 1 {
		b.firstBare = Name(r, c)
	}
}

func newBuilder(file, sheet string) *builder {
	return &builder{g: &Grid{File: file, Sheet: sheet}}
}

// put sets a cell. Blank text takes no room. The error names the limit.
func (b *builder) put(r, c int, cell Cell) error {
	if r < 0 || c < 0 || strings.TrimSpace(cell.Text) == "" {
		return nil
	}
	if c >= MaxColumns {
		return b.over("列数", "columns", MaxColumns)
	}
	if r >= MaxRows {
		return b.over("行数", "rows", MaxRows)
	}
	for len(b.g.Rows) <= r {
		b.g.Rows = append(b.g.Rows, nil)
	}
	row := b.g.Rows[r]
	if n := c + 1 - len(row); n > 0 {
		if b.cells += n; b.cells > MaxCells {
			return b.over("单元格数", "cells", MaxCells)
		}
		if cap(row) <= c {
			wide := 0
			if r > 0 {
				wide = len(b.g.Rows[r-1])
			}
			grown := make([]Cell, len(row), max(c+1, min(wide, c+64), min(2*cap(row), c+256)))
			copy(grown, row)
			row = grown
		}
		row = row[:c+1]
	}
	row[c] = cell
	b.g.Rows[r] = row
	return nil
}

func (b *builder) over(zh, en string, limit int) error {
	return city.Errorf("too_large", "%[1]s超过上限 %[3]d，不读", "there are more than %[3]d %[2]s; the sheet is not read", zh, en, limit).
		At(b.g.File, b.g.Sheet, 0, "").
		WithHint("只留需要的部分，另存为新文件", "keep the part that is needed and save it as a new file")
}

// done repeats the text of merged regions in the cells that they cover, as
// far as the sheet is used, and gives the grid.
func (b *builder) done() (*Grid, error) {
	g := b.g
	width, filled := g.Width(), 0
	for _, m := range b.merge {
		first := g.At(m.r1, m.c1)
		if first.Text == "" {
			continue
		}
		first.Merged = true
		for r := max(m.r1, 0); r <= m.r2 && r < len(g.Rows); r++ {
			for c := max(m.c1, 0); c <= m.c2 && c < width; c++ {
				if r == m.r1 && c == m.c1 || g.At(r, c).Text != "" {
					continue
				}
				if filled++; filled > MaxCells {
					return nil, b.over("合并单元格数", "merged cells", MaxCells)
				}
				if err := b.put(r, c, first); err != nil {
					return nil, err
				}
			}
		}
	}
	if b.bares > 0 {
		g.Note = city.Errorf("", "%[1]d 个公式没有存下结果（首个在 %[2]s），按空白读；用 Excel 或 WPS 打开后保存一次即可",
			"%[1]d formulas have no stored result (the first in %[2]s) and are read as blank; open and save the file once in Excel or WPS", b.bares, b.firstBare).Message
	}
	return g, nil
}
