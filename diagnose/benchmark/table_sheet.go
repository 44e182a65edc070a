package benchmark

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/grid"
	"github.com/quanyu/quanyu/internal/files"
)

// sheet is a table with one header row.
type sheet struct {
	grid *grid.Grid
	held bool // percentages are read as the workbook holds them: 0.123, not 12.3%
}

// readSheet reads the one sheet of a file, or of several that of a name.
func readSheet(dir *files.Folder, name, sheetName string) (*sheet, error) {
	raw, err := dir.Read(name)
	if err != nil {
		return nil, err
	}
	grids, err := grid.Read(name, raw)
	if err != nil {
		return nil, err
	}
	if len(grids) > 1 {
		count := len(grids)
		if grids = slices.DeleteFunc(grids, func(g *grid.Grid) bool { return g.Sheet != sheetName }); len(grids) == 0 {
			return nil, city.Errorf("bad_table", "文件里有 %[1]d 个有内容的工作表，没有一个叫 %[2]s", "the file has %[1]d sheets with content, and none is called %[2]s", count, sheetName).
				At(name, "", 0, "").WithHint("把要用的工作表改名为 "+sheetName+"，或另存为一个文件", "call the sheet that is meant "+sheetName+", or save it as a file of its own")
		}
	}
	if len(grids) == 0 || len(grids[0].Rows) < 2 {
		return nil, city.Errorf("bad_table", "表头下面没有数据", "there are no rows below the header").At(name, "", 0, "")
	}
	return &sheet{grid: grids[0]}, nil
}

func (s *sheet) as() File { return File{s.grid.File, s.grid.SHA256} }

// rows counts those below the header.
func (s *sheet) rows() int { return len(s.grid.Rows) - 1 }

// text is a cell in a row below the header.
func (s *sheet) text(row, column int) string {
	return strings.TrimSpace(s.grid.At(row+1, column).Text)
}

// at places a fault in a row below the header.
func (s *sheet) at(e *city.Error, row, column int) *city.Error {
	return e.At(s.grid.File, s.grid.Sheet, row+2, grid.Name(row+1, column))
}

func (s *sheet) has(heading string) bool { _, err := s.column(heading); return err == nil }

// column finds a column by its heading.
func (s *sheet) column(heading string) (int, error) {
	found := -1
	var all []string
	for c := range s.grid.Width() {
		text := strings.TrimSpace(s.grid.At(0, c).Text)
		if text != "" {
			all = append(all, text)
		}
		if text != strings.TrimSpace(heading) {
			continue
		}
		if found >= 0 {
			return 0, city.Errorf("duplicate_column", "表头“%s”有两列", "two columns are headed %q", heading).At(s.grid.File, s.grid.Sheet, 1, grid.Name(0, c))
		}
		found = c
	}
	if found < 0 {
		return 0, city.Errorf("no_column", "没有名为“%s”的列", "there is no column %q", heading).At(s.grid.File, s.grid.Sheet, 1, "").
			WithHint("表头有："+strings.Join(all, "、"), "the headings are "+strings.Join(all, ", "))
	}
	return found, nil
}

// absent are the ways in which tables say that there is no value.
var absent = []string{"", "NA", "N/A", "n.a.", "NaN", "nan", "NULL", "null", ".", "-", "—", "——", "…", "……", ".."}

// numbers reads a column; what is absent is NaN. half is half a unit in the last
// printed digit.
func (s *sheet) numbers(heading string) (values, half []float64, err error) {
	c, err := s.column(heading)
	if err != nil {
		return nil, nil, err
	}
	percents, plain := 0, 0
	for i := range s.rows() {
		text := s.text(i, c)
		if slices.Contains(absent, text) {
			values, half = append(values, math.NaN()), append(half, 0)
			continue
		}
		value, width, percent, ok := s.figure(i, c)
		if !ok {
			return nil, nil, s.at(city.Errorf("bad_number", "“%s”不是数", "%q is no number", text), i, c).
				WithHint("没有数就留空或写 NA", "leave the cell blank, or write NA, where there is no value")
		}
		if percent {
			percents++
		} else {
			plain++
		}
		if percents > 0 && plain > 0 {
			return nil, nil, s.at(city.Errorf("bad_number", "“%s”一列里有的带百分号，有的不带", "some numbers of %q have a percent sign and some have none", heading), i, c)
		}
		values, half = append(values, value), append(half, width)
	}
	return values, half, nil
}

// figure reads a number. Of a workbook it is the number behind the format, with
// half a unit in the last printed digit only where nothing was cut off.
func (s *sheet) figure(row, column int) (value, half float64, percent, ok bool) {
	cell := s.grid.At(row+1, column)
	value, half, percent, ok = number(strings.TrimSpace(cell.Text))
	if !cell.Number {
		return value, half, percent, ok
	}
	stored := cell.Stored
	if percent = cell.Percent && !s.held; percent {
		stored *= 100
	}
	if !ok || math.Abs(stored-value) > 1e-14*math.Abs(value) {
		exact := strconv.FormatFloat(stored, 'f', -1, 64)
		_, decimals, _ := strings.Cut(exact, ".")
		half = 0.5 * math.Pow10(-len(decimals))
	}
	return stored, half, percent, true
}

// number reads a printed number with half a unit in its last digit, or one with
// an exponent as programs write it, which is taken as exact.
func number(text string) (value, half float64, percent, ok bool) {
	if v, percent, ok := city.ParseNumber(text); ok {
		return v.InexactFloat64(), 0.5 * math.Pow10(-int(city.Decimals(v))), percent, true
	}
	if strings.Trim(text, "0123456789+-.eE") != "" {
		return 0, 0, false, false
	}
	v, err := strconv.ParseFloat(text, 64)
	return v, 0, false, err == nil
}
