package citywide

import (
	"math"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/grid"
	"github.com/quanyu/quanyu/internal/files"
)

// sheet is a table with one header row.
type sheet struct {
	grid   *grid.Grid
	column map[string]int
}

// File is one input.
type File struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
}

// readSheet reads a table that has the columns named.
func readSheet(dir *files.Folder, name string, columns ...string) (*sheet, error) {
	raw, err := dir.Read(name)
	if err != nil {
		return nil, err
	}
	grids, err := grid.Read(name, raw)
	if err != nil {
		return nil, err
	}
	if len(grids) != 1 || len(grids[0].Rows) < 2 {
		return nil, city.Errorf("bad_table", "要有一个工作表，表头下面有数据", "one sheet with rows below its header is needed").At(name, "", 0, "")
	}
	s := &sheet{grids[0], map[string]int{}}
	for c := range s.grid.Width() {
		if h := strings.TrimSpace(s.grid.At(0, c).Text); h != "" {
			if _, twice := s.column[h]; twice {
				return nil, city.Errorf("duplicate_column", "表头“%s”有两列", "two columns are headed %q", h).At(name, s.grid.Sheet, 1, grid.Name(0, c))
			}
			s.column[h] = c
		}
	}
	for _, c := range columns {
		if _, known := s.column[c]; !known {
			return nil, city.Errorf("no_column", "没有名为“%s”的列", "there is no column %q", c).At(name, s.grid.Sheet, 1, "").
				WithHint("要有的列："+strings.Join(columns, "、"), "the columns needed are "+strings.Join(columns, ", "))
		}
	}
	return s, nil
}

func (s *sheet) file() File { return File{s.grid.File, s.grid.SHA256} }

// rows counts those below the header.
func (s *sheet) rows() int { return len(s.grid.Rows) - 1 }

// text is a cell in a row below the header; "" where the table has no such column.
func (s *sheet) text(row int, column string) string {
	c, known := s.column[column]
	if !known {
		return ""
	}
	return strings.TrimSpace(s.grid.At(row+1, c).Text)
}

// name is a cell that must not be blank.
func (s *sheet) name(row int, column string) (string, error) {
	v := s.text(row, column)
	if v == "" {
		return "", s.at(city.Errorf("no_name", "“%s”是空的", "%q is blank", column), row, column)
	}
	return v, nil
}

// amount is a number of 0 or more; a blank one is a fault, for it is not 0.
func (s *sheet) amount(row int, column string) (float64, error) {
	text := s.text(row, column)
	v, percent, ok := city.ParseNumber(text)
	f := v.InexactFloat64()
	if !ok || percent || f < 0 || f > 1e12 {
		return 0, s.at(city.Errorf("bad_number", "“%[1]s”的“%[2]s”不是 0 或以上的数", "%[2]q of %[1]s is no number of 0 or more", column, text), row, column)
	}
	return f, nil
}

// count is an amount that is whole.
func (s *sheet) count(row int, column string) (float64, error) {
	v, err := s.amount(row, column)
	if err == nil && v != math.Trunc(v) {
		err = s.at(city.Errorf("bad_number", "“%[1]s”的 %[2]v 不是整数", "%[2]v of %[1]s is not whole", column, v), row, column)
	}
	return v, err
}

// at places a fault in a row below the header.
func (s *sheet) at(e *city.Error, row int, column string) *city.Error {
	return e.At(s.grid.File, s.grid.Sheet, row+2, grid.Name(row+1, s.column[column]))
}
