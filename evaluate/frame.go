package evaluate

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/grid"
	"github.com/quanyu/quanyu/internal/files"
)

// frame is a table read as a panel: one header row, then a row for each unit
// and period.
type frame struct {
	*grid.Headed
	unit, period []int    // for each row below the header
	units        []string // names, by number, sorted
	outcome      string   // what an engine calls "outcome"
	numbers      map[string][]float64
}

// readFrame reads the table and the two columns that name its rows.
func readFrame(dir *files.Folder, name, unit, period string) (*frame, error) {
	table, err := grid.ReadHeaded(dir, name, "")
	if err != nil {
		return nil, err
	}
	f := &frame{Headed: table, numbers: map[string][]float64{}}
	return f, f.index(unit, period)
}

func newFrame(g *grid.Grid, unit, period string) (*frame, error) {
	table, err := grid.NewHeaded(g)
	if err != nil {
		return nil, err
	}
	f := &frame{Headed: table, numbers: map[string][]float64{}}
	return f, f.index(unit, period)
}

// index numbers units, by name, and periods, and refuses rows that come twice.
// A table without a column of units is one unit with the name of the file.
func (f *frame) index(unitColumn, periodColumn string) error {
	p, err := f.Column(periodColumn)
	if err != nil {
		return err
	}
	u := p
	if unitColumn != "" {
		if u, err = f.Column(unitColumn); err != nil {
			return err
		}
	}
	names := make([]string, f.Below())
	f.period = make([]int, len(names))
	for i := range names {
		if names[i] = f.File; unitColumn != "" {
			names[i] = f.Text(i, u)
		}
		if names[i] == "" {
			return f.Fault(city.Errorf("bad_table", "“%s”是空的，这一行不知属于谁", "%q is blank: the row belongs to nobody", unitColumn), i, u)
		}
		if f.period[i], err = f.Period(i, p); err != nil {
			return err
		}
	}
	f.units = slices.Compact(slices.Sorted(slices.Values(names)))
	f.unit = make([]int, len(names))
	first := map[[2]int]int{}
	for i, name := range names {
		f.unit[i], _ = slices.BinarySearch(f.units, name)
		key := [2]int{f.unit[i], f.period[i]}
		if j, twice := first[key]; twice {
			return f.Fault(city.Errorf("duplicate_row", "“%[1]s”%[2]d 年（期）出现两次，另一次在第 %[3]d 行", "%[1]q has two rows for %[2]d; the other is line %[3]d", name, f.period[i], f.Line(j)), i, u).
				WithHint("一个单位一个时期只能有一行", "a unit has one row for each period")
		}
		first[key] = i
	}
	return nil
}

// values reads a column as numbers; what is absent is NaN.
func (f *frame) values(name string) ([]float64, error) {
	if known := f.numbers[name]; known != nil {
		return known, nil
	}
	out, _, err := f.Numbers(name)
	if err != nil {
		return nil, err
	}
	f.numbers[name] = out
	return out, nil
}

// file names the table.
func (f *frame) file() FileView { return FileView{f.File, f.SHA256} }

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
