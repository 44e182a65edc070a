package citywide

import (
	"math"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/grid"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/rule"
)

// sheet is a table with one header row; titles may stand above it, blank rows
// and notes below.
type sheet struct {
	grid   *grid.Grid
	column map[string]int
	units  map[string]rule.Unit // of columns whose heading states one
	header int                  // row of the grid
	below  []int                // rows of the grid that hold data
}

// File is one input.
type File struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
}

// headRows is how far down a header may stand.
const headRows = 20

// readSheet reads a table that has the columns named, under these names or those
// of headings. A table without rows below its header is a fault.
func readSheet(dir *files.Folder, name string, columns ...string) (*sheet, error) {
	s, err := readRows(dir, name, columns...)
	if err == nil && s.rows() == 0 {
		return nil, city.Errorf("bad_table", "表头下面没有数据", "there are no rows below the header").At(name, "", 0, "")
	}
	return s, err
}

// readRows is the same, and lets a table be empty.
func readRows(dir *files.Folder, name string, columns ...string) (*sheet, error) {
	raw, err := dir.Read(name)
	if err != nil {
		return nil, err
	}
	grids, err := grid.Read(name, raw)
	if err != nil {
		return nil, err
	}
	if len(grids) != 1 {
		return nil, city.Errorf("bad_table", "要有一个有内容的工作表，现有 %d 个", "one sheet with content is needed, there are %d", len(grids)).At(name, "", 0, "").
			WithHint("把要用的工作表另存为一个文件", "save the sheet that is meant as a file of its own")
	}
	s := &sheet{grid: grids[0]}
	if err := s.heads(columns); err != nil {
		return nil, err
	}
	for r := s.header + 1; r < len(s.grid.Rows); r++ {
		if !s.aside(r) {
			s.below = append(s.below, r)
		}
	}
	return s, nil
}

// heads finds the header: of the first rows, that with the most of the columns.
func (s *sheet) heads(columns []string) error {
	best := -1
	for r := range min(headRows, len(s.grid.Rows)) {
		n := 0
		for c := range s.grid.Width() {
			if name, _ := namedOf(columns, strings.TrimSpace(s.grid.At(r, c).Text)); slices.Contains(columns, name) {
				n++
			}
		}
		if n > best {
			best, s.header = n, r
		}
	}
	s.column, s.units = map[string]int{}, map[string]rule.Unit{}
	for c := range s.grid.Width() {
		h := strings.TrimSpace(s.grid.At(s.header, c).Text)
		if h == "" {
			continue
		}
		at := func(e *city.Error) *city.Error {
			return e.At(s.grid.File, s.grid.Sheet, s.header+1, grid.Name(s.header, c))
		}
		name, unit := namedOf(columns, h)
		if _, twice := s.column[name]; twice {
			return at(city.Errorf("duplicate_column", "表头“%s”有两列", "two columns are headed %q", h))
		}
		s.column[name] = c
		if kept := headings[name].unit; kept != "" && name != h {
			u, ok := rule.ParseUnit(unit)
			if want, _ := rule.ParseUnit(kept); !ok || !u.Like(want) {
				return at(city.Errorf("no_unit", "“%[1]s”要写明单位，如 %[2]s（%[3]s）", "%[1]q has to state its unit, such as （%[3]s）", h, headings[name].also[0], kept))
			}
			s.units[name] = u
		}
	}
	for _, c := range columns {
		if _, known := s.column[c]; !known {
			return city.Errorf("no_column", "没有名为“%[1]s”的列", "there is no column %[1]q", spoken(c)).At(s.grid.File, s.grid.Sheet, s.header+1, "").
				WithHint("要有的列："+spokenAll(columns, "、"), "the columns needed are "+spokenAll(columns, ", "))
		}
	}
	return nil
}

// aside says whether a row holds no data: it is blank, or a note in one cell.
func (s *sheet) aside(r int) bool {
	var filled []string
	for _, c := range s.grid.Rows[r] {
		if t := strings.TrimSpace(c.Text); t != "" && !(c.Merged && slices.Contains(filled, t)) {
			filled = append(filled, t)
		}
	}
	if len(filled) == 0 {
		return true
	}
	for _, word := range []string{"注", "备注", "说明", "资料来源", "数据来源", "来源", "填表"} {
		if len(filled) == 1 && len(s.column) > 1 && strings.HasPrefix(filled[0], word) {
			return true
		}
	}
	return false
}

func (s *sheet) file() File { return File{s.grid.File, s.grid.SHA256} }

// rows counts those below the header that hold data.
func (s *sheet) rows() int { return len(s.below) }

// text is a cell in a row below the header; "" where the table has no such column.
func (s *sheet) text(row int, column string) string {
	return strings.TrimSpace(s.cell(row, column).Text)
}

func (s *sheet) cell(row int, column string) grid.Cell {
	c, known := s.column[column]
	if !known {
		return grid.Cell{}
	}
	return s.grid.At(s.below[row], c)
}

// name is a cell that must not be blank.
func (s *sheet) name(row int, column string) (string, error) {
	v := s.text(row, column)
	if v == "" {
		return "", s.at(city.Errorf("no_name", "“%s”是空的", "%q is blank", s.heading(column)), row, column)
	}
	return v, nil
}

// heading is that of a column, as the table has it.
func (s *sheet) heading(column string) string {
	return strings.TrimSpace(s.grid.At(s.header, s.column[column]).Text)
}

// amount is a number of 0 or more, in the unit of the column's name; a blank one
// is a fault, for it is not 0. Of a workbook it is the number behind the format.
func (s *sheet) amount(row int, column string) (float64, error) {
	cell, text := s.cell(row, column), s.text(row, column)
	v, percent, ok := city.ParseNumber(text)
	f := v.InexactFloat64()
	if cell.Number && !cell.Percent {
		f, ok = cell.Stored, true
	}
	switch {
	case text == "":
		return 0, s.at(city.Errorf("bad_number", "“%s”是空的；空着不当作 0", "%q is blank, which is not 0", s.heading(column)), row, column)
	case !ok || percent || !(f >= 0 && f <= 1e12):
		return 0, s.at(city.Errorf("bad_number", "“%[1]s”的“%[2]s”不是 0 或以上的数", "%[2]q of %[1]s is no number of 0 or more", s.heading(column), text), row, column)
	}
	if u, stated := s.units[column]; stated {
		kept, _ := rule.ParseUnit(headings[column].unit)
		f = u.In(f) / kept.Factor
	}
	return f, nil
}

// count is an amount that is whole.
func (s *sheet) count(row int, column string) (float64, error) {
	v, err := s.amount(row, column)
	if err == nil && v != math.Trunc(v) {
		err = s.at(city.Errorf("bad_number", "“%[1]s”的 %[2]v 不是整数", "%[2]v of %[1]s is not whole", s.heading(column), v), row, column)
	}
	return v, err
}

// at places a fault in a row below the header.
func (s *sheet) at(e *city.Error, row int, column string) *city.Error {
	return e.At(s.grid.File, s.grid.Sheet, s.below[row]+1, grid.Name(s.below[row], s.column[column]))
}
