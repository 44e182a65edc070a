package industry

import (
	"math"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/grid"
	"github.com/quanyu/quanyu/internal/files"
)

// columns is a sheet whose columns are known by name.
type columns struct {
	*sheet
	at map[string]int
}

// readColumns reads a table that has the columns needed and no others than those
// that it may have.
func readColumns(dir *files.Folder, name string, need, may []string) (*columns, error) {
	s, err := readSheet(dir, name)
	if err != nil {
		return nil, err
	}
	t := &columns{s, map[string]int{}}
	known := slices.Concat(need, may)
	hint := func(e *city.Error) *city.Error {
		return e.WithHint("可用的列："+strings.Join(known, "、"), "the columns are "+strings.Join(known, ", "))
	}
	for c := range s.Width() {
		h := s.Heading(c)
		if h == "" {
			continue
		}
		if !slices.Contains(known, h) {
			return nil, hint(city.Errorf("unknown_column", "不认识“%s”这一列", "the column %q is not known", h).At(name, s.Sheet, 1, grid.Name(0, c)))
		}
		if t.at[h], err = s.column(h); err != nil {
			return nil, err
		}
	}
	for _, h := range need {
		if _, there := t.at[h]; !there {
			return nil, hint(city.Errorf("no_column", "没有名为“%s”的列", "there is no column %q", h).At(name, s.Sheet, 1, ""))
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
	if id == "" {
		return "", t.fault(city.Errorf("no_name", "“%s”是空的", "%q is blank", column), row, column)
	}
	if taken(id) {
		return "", t.fault(city.Errorf("duplicate_row", "“%s”出现两次", "%q stands twice", id), row, column)
	}
	return id, nil
}

// amount is a number from 0 to most; NaN where there is none.
func (t *columns) amount(row int, column string, most float64, whole bool) (float64, error) {
	c, there := t.at[column]
	if !there {
		return math.NaN(), nil
	}
	v, err := t.figure(row, c)
	switch {
	case err != nil || math.IsNaN(v):
		return v, err
	case v < 0 || v > most:
		return 0, t.fault(city.Errorf("bad_number", "“%[1]s”的 %[2]v 不在 0 至 %[3]v 之间", "%[2]v of %[1]q is not from 0 to %[3]v", column, v, most), row, column)
	case whole && v != math.Trunc(v):
		return 0, t.fault(city.Errorf("bad_number", "“%[1]s”的 %[2]v 不是整数", "%[2]v of %[1]q is not whole", column, v), row, column)
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
