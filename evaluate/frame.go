package evaluate

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/grid"
	"github.com/quanyu/quanyu/internal/files"
)

// frame is a table read as a panel: one header row, then a row for each unit
// and period.
type frame struct {
	grid         *grid.Grid
	unit, period []int    // for each row below the header
	units        []string // names, by number, sorted
	outcome      string   // what an engine calls "outcome"
	numbers      map[string][]float64
}

// readFrame reads the table and the two columns that name its rows.
func readFrame(dir *files.Folder, name, unit, period string) (*frame, error) {
	raw, err := dir.Read(name)
	if err != nil {
		return nil, err
	}
	grids, err := grid.Read(name, raw)
	if err != nil {
		return nil, err
	}
	if len(grids) == 0 {
		return nil, city.Errorf("bad_table", "表头下面没有数据", "there are no rows below the header").At(name, "", 0, "")
	}
	if len(grids) > 1 {
		return nil, city.Errorf("bad_table", "文件里有 %d 个有内容的工作表，只能有一个", "the file has %d sheets with content; one is needed", len(grids)).
			At(name, "", 0, "").WithHint("把要用的工作表另存为一个文件", "save the sheet that is meant as a file of its own")
	}
	return newFrame(grids[0], unit, period)
}

func newFrame(g *grid.Grid, unit, period string) (*frame, error) {
	f := &frame{grid: g, numbers: map[string][]float64{}}
	if len(g.Rows) < 2 {
		return nil, city.Errorf("bad_table", "表头下面没有数据", "there are no rows below the header").At(g.File, "", 0, "")
	}
	return f, f.index(unit, period)
}

// index numbers units, by name, and periods, and refuses rows that come twice.
// A table without a column of units is one unit with the name of the file.
func (f *frame) index(unitColumn, periodColumn string) error {
	p, err := f.column(periodColumn)
	if err != nil {
		return err
	}
	u := p
	if unitColumn != "" {
		if u, err = f.column(unitColumn); err != nil {
			return err
		}
	}
	names := make([]string, len(f.grid.Rows)-1)
	f.period = make([]int, len(names))
	for i := range names {
		if names[i] = f.grid.File; unitColumn != "" {
			names[i] = strings.TrimSpace(f.grid.At(i+1, u).Text)
		}
		if names[i] == "" {
			return f.at(city.Errorf("bad_table", "“%s”是空的，这一行不知属于谁", "%q is blank: the row belongs to nobody", unitColumn), i, u)
		}
		if f.period[i], err = whole(f.grid.At(i+1, p).Text); err != nil {
			return f.at(city.Errorf("bad_period", "时期“%s”不是整数（如 2018）", "the period %q is no whole number such as 2018", f.grid.At(i+1, p).Text), i, p)
		}
	}
	f.units = slices.Compact(slices.Sorted(slices.Values(names)))
	f.unit = make([]int, len(names))
	first := map[[2]int]int{}
	for i, name := range names {
		f.unit[i], _ = slices.BinarySearch(f.units, name)
		key := [2]int{f.unit[i], f.period[i]}
		if j, twice := first[key]; twice {
			return f.at(city.Errorf("duplicate_row", "“%[1]s”%[2]d 年（期）出现两次，另一次在第 %[3]d 行", "%[1]q has two rows for %[2]d; the other is line %[3]d", name, f.period[i], j+2), i, u).
				WithHint("一个单位一个时期只能有一行", "a unit has one row for each period")
		}
		first[key] = i
	}
	return nil
}

// whole reads 2018, 2018年, and 2018.0, which programs write for whole numbers in
// a column with blanks.
func whole(text string) (int, error) {
	text = strings.TrimSuffix(strings.TrimSpace(city.Narrow(text)), "年")
	return strconv.Atoi(strings.TrimSuffix(text, ".0"))
}

// at places a fault in a row below the header.
func (f *frame) at(e *city.Error, row, column int) *city.Error {
	return e.At(f.grid.File, f.grid.Sheet, row+2, grid.Name(row+1, column))
}

// column finds a column by its heading.
func (f *frame) column(name string) (int, error) {
	found := -1
	var all []string
	for c := range f.grid.Width() {
		heading := strings.TrimSpace(f.grid.At(0, c).Text)
		if heading != "" {
			all = append(all, heading)
		}
		if heading != strings.TrimSpace(name) {
			continue
		}
		if found >= 0 {
			return 0, city.Errorf("bad_table", "表头“%s”有两列", "two columns are headed %q", name).At(f.grid.File, f.grid.Sheet, 1, grid.Name(0, c))
		}
		found = c
	}
	if found < 0 {
		return 0, city.Errorf("no_column", "没有名为“%s”的列", "there is no column %q", name).At(f.grid.File, f.grid.Sheet, 1, "").
			WithHint("表头有："+strings.Join(all, "、"), "the headings are "+strings.Join(all, ", "))
	}
	return found, nil
}

// absent are the ways in which tables say that there is no value.
var absent = []string{"", "NA", "N/A", "n.a.", "NaN", "nan", "NULL", "null", ".", "-", "—", "——", "…", "……", ".."}

// values reads a column as numbers; what is absent is NaN.
func (f *frame) values(name string) ([]float64, error) {
	if known := f.numbers[name]; known != nil {
		return known, nil
	}
	c, err := f.column(name)
	if err != nil {
		return nil, err
	}
	out := make([]float64, len(f.unit))
	percents, plain := 0, 0
	for i := range out {
		text := strings.TrimSpace(f.grid.At(i+1, c).Text)
		if slices.Contains(absent, text) {
			out[i] = math.NaN()
			continue
		}
		value, percent, ok := number(text)
		if !ok {
			return nil, f.at(city.Errorf("bad_number", "“%s”不是数", "%q is no number", text), i, c).
				WithHint("没有数就留空或写 NA", "leave the cell blank, or write NA, where there is no value")
		}
		if percent {
			percents++
		} else {
			plain++
		}
		if percents > 0 && plain > 0 {
			return nil, f.at(city.Errorf("bad_number", "“%s”一列里有的带百分号，有的不带", "some numbers of %q have a percent sign and some have none", name), i, c)
		}
		out[i] = value
	}
	f.numbers[name] = out
	return out, nil
}

// number reads a printed number, or one with an exponent as programs write it.
func number(text string) (value float64, percent, ok bool) {
	if v, percent, ok := city.ParseNumber(text); ok {
		return v.InexactFloat64(), percent, true
	}
	if strings.Trim(text, "0123456789+-.eE") != "" {
		return 0, false, false
	}
	v, err := strconv.ParseFloat(text, 64)
	return v, false, err == nil
}

// file names the table.
func (f *frame) file() FileView { return FileView{f.grid.File, f.grid.SHA256} }

// lag gives, for each row, the value of the same unit so many periods before;
// NaN where there is no such row.
func (f *frame) lag(values []float64, periods int) []float64 {
	rows := make(map[[2]int]int, len(f.unit))
	for i := range f.unit {
		rows[[2]int{f.unit[i], f.period[i]}] = i
	}
	out := make([]float64, len(values))
	for i := range out {
		out[i] = math.NaN()
		if j, ok := rows[[2]int{f.unit[i], f.period[i] - periods}]; ok {
			out[i] = values[j]
		}
	}
	return out
}

// names gives the names of units, the first few.
func (f *frame) names(numbers []int) string {
	const most = 8
	var out []string
	for i, u := range numbers {
		if i == most {
			out = append(out, fmt.Sprintf("…(%d)", len(numbers)))
			break
		}
		out = append(out, f.units[u])
	}
	return strings.Join(out, "、")
}
