package industry

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
type sheet struct{ grid *grid.Grid }

func readSheet(dir *files.Folder, name string) (*sheet, error) {
	raw, err := dir.Read(name)
	if err != nil {
		return nil, err
	}
	grids, err := grid.Read(name, raw)
	if err != nil {
		return nil, err
	}
	if len(grids) > 1 {
		return nil, city.Errorf("bad_table", "文件里有 %d 个有内容的工作表，只能有一个", "the file has %d sheets with content; one is needed", len(grids)).
			At(name, "", 0, "").WithHint("把要用的工作表另存为一个文件", "save the sheet that is meant as a file of its own")
	}
	if len(grids) == 0 || len(grids[0].Rows) < 2 {
		return nil, city.Errorf("bad_table", "表头下面没有数据", "there are no rows below the header").At(name, "", 0, "").
			WithHint("填上数据；不用这张表就在模型文件里去掉它", "fill it in, or leave the table out of the specification")
	}
	return &sheet{grids[0]}, nil
}

func (s *sheet) as() File { return File{s.grid.File, s.grid.SHA256} }

// rows counts those below the header.
func (s *sheet) rows() int { return len(s.grid.Rows) - 1 }

// text is a cell in a row below the header.
func (s *sheet) text(row, column int) string { return strings.TrimSpace(s.grid.At(row+1, column).Text) }

// heading is that of a column.
func (s *sheet) heading(column int) string { return strings.TrimSpace(s.grid.At(0, column).Text) }

// at places a fault in a row below the header.
func (s *sheet) at(e *city.Error, row, column int) *city.Error {
	return e.At(s.grid.File, s.grid.Sheet, row+2, grid.Name(row+1, column))
}

// column finds a column by its heading; a blank heading is the first column.
func (s *sheet) column(heading string) (int, error) {
	if heading = strings.TrimSpace(heading); heading == "" {
		return 0, nil
	}
	found := -1
	var all []string
	for c := range s.grid.Width() {
		text := s.heading(c)
		if text != "" {
			all = append(all, text)
		}
		if text != heading {
			continue
		}
		if found >= 0 {
			return 0, city.Errorf("duplicate_column", "表头“%s”有两列", "two columns are headed %q", heading).At(s.grid.File, s.grid.Sheet, 1, grid.Name(0, c))
		}
		found = c
	}
	if found < 0 {
		list := some(all)
		return 0, city.Errorf("no_column", "没有名为“%s”的列", "there is no column %q", heading).At(s.grid.File, s.grid.Sheet, 1, "").
			WithHint("表头有："+list.Zh, "the headings are "+list.En)
	}
	return found, nil
}

// columns finds several.
func (s *sheet) columns(headings ...string) ([]int, error) {
	var out []int
	for _, h := range headings {
		c, err := s.column(h)
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

// absent are the ways in which tables say that there is no value.
var absent = []string{"", "NA", "N/A", "n.a.", "NaN", "nan", "NULL", "null", ".", "-", "—", "——", "…", "……", ".."}

// figure reads a cell; what is absent is NaN.
func (s *sheet) figure(row, column int) (float64, error) {
	text := s.text(row, column)
	if slices.Contains(absent, text) {
		return math.NaN(), nil
	}
	if v, percent, ok := city.ParseNumber(text); ok && !percent {
		return v.InexactFloat64(), nil
	}
	if strings.Trim(text, "0123456789+-.eE") == "" {
		if v, err := strconv.ParseFloat(text, 64); err == nil {
			return v, nil
		}
	}
	return 0, s.at(city.Errorf("bad_number", "“%s”不是数", "%q is no number", text), row, column).
		WithHint("没有数就留空或写 NA", "leave the cell blank, or write NA, where there is no value")
}

// period reads 2018, 2018年 and 2018.0.
func (s *sheet) period(row, column int) (int, error) {
	text := s.text(row, column)
	year, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSuffix(city.Narrow(text), "年"), ".0"))
	if err != nil {
		return 0, s.at(city.Errorf("bad_period", "时期“%s”不是整数（如 2018）", "the period %q is no whole number such as 2018", text), row, column)
	}
	return year, nil
}

// named reads a figure for each name of a column; a name twice is a fault.
func (s *sheet) named(name, value string) (map[string]float64, error) {
	c, err := s.columns(name, value)
	if err != nil {
		return nil, err
	}
	out := make(map[string]float64, s.rows())
	for i := range s.rows() {
		key := s.text(i, c[0])
		if key == "" {
			return nil, s.at(city.Errorf("no_name", "“%s”是空的", "%q is blank", s.heading(c[0])), i, c[0])
		}
		if _, twice := out[key]; twice {
			return nil, s.at(city.Errorf("duplicate_row", "“%s”出现两次", "%q stands twice", key), i, c[0])
		}
		if out[key], err = s.figure(i, c[1]); err != nil {
			return nil, err
		}
	}
	return out, nil
}
