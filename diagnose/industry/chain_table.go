package industry

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
)

// columns is a sheet whose columns are known by name.
type columns struct {
	*sheet
	at      map[string]int
	percent map[string]bool // of columns whose heading says %
}

// readColumns reads a table that has the columns needed and no others than those
// that it may have.
func readColumns(dir *files.Folder, name string, need, may []string) (*columns, error) {
	s, err := readSheet(dir, name)
	if err != nil {
		return nil, err
	}
	t := &columns{s, map[string]int{}, map[string]bool{}}
	known := slices.Concat(need, may)
	hint := func(e *city.Error) *city.Error {
		var both []string
		for _, k := range known {
			both = append(both, headings[k][0]+" "+k)
		}
		return e.WithHint("可用的列："+strings.Join(both, "、"), "the columns are "+strings.Join(known, ", "))
	}
	for c := range s.Width() {
		written := s.Heading(c)
		if written == "" {
			continue
		}
		h, percent := heading(written, known)
		at := func(e *city.Error) *city.Error { return e.At(name, s.Sheet, s.Line(-1), s.Cell(-1, c)) }
		if h == "" {
			return nil, hint(at(city.Errorf("unknown_column", "不认识“%s”这一列", "the column %q is not known", written)))
		}
		if _, twice := t.at[h]; twice {
			return nil, at(city.Errorf("duplicate_column", "“%[1]s”与前面的一列是同一项（%[2]s）", "%[1]q is what a column before it is (%[2]s)", written, h))
		}
		t.at[h], t.percent[h] = c, percent
	}
	for _, h := range need {
		if _, there := t.at[h]; !there {
			return nil, hint(city.Errorf("no_column", "没有“%[1]s”（%[2]s）一列", "there is no column %[2]q", headings[h][0], h).At(name, s.Sheet, s.Line(-1), ""))
		}
	}
	return t, nil
}

// cell is a text; "" where the table has no such column.
func (t *columns) cell(row int, column string) string {
	c, there := t.at[column]
	if !there {
		return ""
	}
	return t.Text(row, c)
}

func (t *columns) fault(e *city.Error, row int, column string) *city.Error {
	return t.sheet.Fault(e, row, t.at[column])
}

// id is a name that no row before has.
func (t *columns) id(row int, column string, taken func(string) bool) (string, error) {
	id := t.cell(row, column)
	if name := t.cell(row, "title"); totalName(id) || totalName(name) {
		return "", t.fault(totalled(cmp.Or(name, id), t.File), row, column).WithHint("删去合计的行", "remove the row of totals")
	}
	if id == "" {
		return "", t.fault(city.Errorf("no_name", "“%s”是空的", "%q is blank", column), row, column)
	}
	if taken(id) {
		return "", t.fault(city.Errorf("duplicate_row", "“%s”出现两次", "%q stands twice", id), row, column)
	}
	return id, nil
}

// count is a whole number from 0 to most; NaN where there is none.
func (t *columns) count(row int, column string, most float64) (float64, error) {
	v, err := t.amount(row, column, most)
	if err == nil && !math.IsNaN(v) && v != math.Trunc(v) {
		err = t.fault(city.Errorf("bad_number", "“%[1]s”的 %[2]v 不是整数", "%[2]v of %[1]q is not whole", t.Heading(t.at[column]), v), row, column)
	}
	return v, err
}

// amount is a number from 0 to most; NaN where there is none.
func (t *columns) amount(row int, column string, most float64) (float64, error) {
	c, there := t.at[column]
	if !there {
		return math.NaN(), nil
	}
	v, err := t.figure(row, c)
	return t.within(v, err, row, column, most)
}

// share is a number from 0 to 1, or a percentage: 40% is 0.4.
func (t *columns) share(row int, column string) (float64, error) {
	c, there := t.at[column]
	if !there {
		return math.NaN(), nil
	}
	f, err := t.Figure(row, c)
	v := f.Value
	if f.Percent || t.percent[column] {
		v /= 100
	}
	return t.within(v, err, row, column, 1)
}

func (t *columns) within(v float64, err error, row int, column string, most float64) (float64, error) {
	name := t.Heading(t.at[column])
	switch {
	case err != nil || math.IsNaN(v):
		return v, err
	case v < 0:
		return 0, t.fault(city.Errorf("bad_number", "“%[1]s”的 %[2]v 小于 0", "%[2]v of %[1]q is below 0", name, v), row, column)
	case v > most && most == 1:
		return 0, t.fault(city.Errorf("bad_number", "“%[1]s”的 %[2]v 大于 1", "%[2]v of %[1]q is above 1", name, v), row, column).
			WithHint("占比写 0 至 1，或带百分号：0.4 或 40%", "a share is 0 to 1, or has a percent sign: 0.4 or 40%")
	case v > most:
		return 0, t.fault(city.Errorf("bad_number", "“%[1]s”的 %[2]v 太大，最多 %[3]s", "%[2]v of %[1]q is too large; %[3]s is the most", name, v, city.Number(most).Fixed(0)), row, column)
	}
	return v, nil
}

// grade is that of a row; "" where there is none.
func (t *columns) grade(row int) (string, error) {
	g := t.cell(row, "grade")
	if g != "" && !slices.Contains(grades, g) {
		return "", t.fault(city.Errorf("bad_grade", "依据等级“%s”不认识", "the grade %q is not known", g), row, "grade").
			WithHint("A 官方原件，B 官方数据的转录，C 二手资料，D 不作依据", "A official original, B transcript of official data, C second hand, D no evidence")
	}
	return g, nil
}

// end finds what one end of a link names.
func (t *columns) end(row int, column string, find func(string) int) (int, error) {
	id := t.cell(row, column)
	if n := find(id); id != "" && n >= 0 {
		return n, nil
	}
	return 0, t.fault(city.Errorf("dangling_link", "链接的一头悬空：没有“%s”这个节点", "a dangling link: there is no node %q", id), row, column).
		WithHint("对照节点表改名字，或补上这个节点", "correct the name after the table of nodes, or add the node")
}

func (t *columns) ends(row int, from, to string, first, second func(string) int) (a, b int, err error) {
	if a, err = t.end(row, from, first); err != nil {
		return 0, 0, err
	}
	b, err = t.end(row, to, second)
	return a, b, err
}
