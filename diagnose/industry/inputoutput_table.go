package industry

import (
	"math"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/method/inputoutput"
)

// flows is an input-output table as it was read.
type flows struct {
	sheet *sheet
	table *inputoutput.Table
	uses  [][]float64 // by row of uses, then by sector

	lacking []string // sectors with inputs that the table does not have
}

// readFlows reads the sectors, their deliveries, final uses, output and the rows of
// uses.
func readFlows(dir *files.Folder, s *InputOutputSpec) (*flows, error) {
	sheet, err := readSheet(dir, s.Data)
	if err != nil {
		return nil, err
	}
	f := &flows{sheet: sheet, table: &inputoutput.Table{}}
	name, err := sheet.column(s.Sector)
	if err != nil {
		return nil, err
	}
	rows, err := f.rows(s, name)
	if err != nil {
		return nil, err
	}
	t := f.table
	for _, n := range t.Sectors {
		if !sheet.Has(n) {
			return nil, sheet.Fault(city.Errorf("no_column", "“%s”一行没有同名的列，不是部门，也没有写进 uses 或 ignore", "the row %q has no column of its name: it is no sector, and is not in uses or ignore", n), rows[n], name).
				WithHint("部门的行名与列名要一样；部门之下的行写进 uses，合计写进 ignore", "a sector has the same name as row and as column; list rows below the sectors in uses, totals in ignore")
		}
	}
	columns, err := sheet.columns(t.Sectors...)
	if err != nil {
		return nil, err
	}
	final, err := sheet.columns(s.Final...)
	if err != nil {
		return nil, err
	}
	if err := f.known(s, name, columns, final); err != nil {
		return nil, err
	}
	var lines []int
	for _, name := range t.Sectors {
		lines = append(lines, rows[name])
		line, err := f.line(rows[name], columns)
		if err != nil {
			return nil, err
		}
		used, err := f.line(rows[name], final)
		if err != nil {
			return nil, err
		}
		t.Flows, t.Final = append(t.Flows, line), append(t.Final, used)
		if s.Output != "" {
			c, err := sheet.columns(s.Output)
			if err != nil {
				return nil, err
			}
			x, err := f.line(rows[name], c)
			if err != nil {
				return nil, err
			}
			t.Output = append(t.Output, x[0])
		}
	}
	for _, use := range s.Uses {
		for _, c := range columns {
			if sheet.Absent(rows[use], c) {
				return nil, sheet.Fault(city.Errorf("not_finite", "“%[1]s”的“%[2]s”缺数", "%[1]q has no figure for %[2]q", use, sheet.Heading(c)), rows[use], c).
					WithHint("补上；确实没有的写 0", "fill it in; where there is none write 0")
			}
		}
		line, err := f.line(rows[use], columns)
		if err != nil {
			return nil, err
		}
		f.uses = append(f.uses, line)
	}
	if err := t.Check(); err != nil {
		return nil, said(rowed(err, lines, sheet), sheet.File)
	}
	if i := totalRow(t.Flows); i >= 0 {
		return nil, totalled(t.Sectors[i], sheet.File).WithHint("把“"+t.Sectors[i]+"”写进 ignore", "list "+t.Sectors[i]+" in ignore")
	}
	f.lacking, err = f.columnsBalance(s.Uses)
	return f, err
}

// addedNames are what the row of value added is called.
var addedNames = []string{"增加值", "增加值合计", "总增加值", "valueadded"}

// added is the row of value added among the uses; nil where none is called so.
func (f *flows) added(uses []string) []float64 {
	for k, u := range uses {
		if slices.Contains(addedNames, strings.ToLower(strings.Join(strings.Fields(u), ""))) {
			return f.uses[k]
		}
	}
	return nil
}

// columnsBalance refuses a sector whose inputs and value added exceed its output,
// and tells of those of which some input is not in the table.
func (f *flows) columnsBalance(uses []string) (lacking []string, err error) {
	added := f.added(uses)
	for j, x := range f.table.Output {
		paid := 0.0
		for i := range f.table.Flows {
			paid += f.table.Flows[i][j]
		}
		if added != nil {
			paid += added[j]
		}
		off := (paid - x) / math.Max(x, paid)
		switch name := f.table.Sectors[j]; {
		case off > inputoutput.Balance && added != nil:
			return nil, city.Errorf(string(inputoutput.Unbalanced), "“%s”的中间投入加增加值大于总产出", "inputs and value added of %q exceed its output", name).At(f.sheet.File, f.sheet.Sheet, 0, "").
				WithHint("检查这一列、增加值与总产出的单位", "check the column, and units of value added and output")
		case off > inputoutput.Balance:
			return nil, city.Errorf(string(inputoutput.TooMuchInput), "“%s”的中间投入大于总产出", "the inputs of %q exceed its output", name).At(f.sheet.File, f.sheet.Sheet, 0, "").
				WithHint("检查这一列与总产出的单位", "check the column and units of output")
		case off < -inputoutput.Balance && added != nil:
			lacking = append(lacking, name)
		}
	}
	return lacking, nil
}

// rows finds the row of each name; what is not a use or ignored is a sector.
func (f *flows) rows(s *InputOutputSpec, name int) (map[string]int, error) {
	at := map[string]int{}
	for _, i := range f.sheet.filled() {
		n := f.sheet.Text(i, name)
		if n == "" {
			return nil, f.sheet.Fault(city.Errorf("no_name", "这一行没有名称", "the row has no name"), i, name)
		}
		if j, twice := at[n]; twice {
			return nil, f.sheet.Fault(city.Errorf("duplicate_row", "“%s”出现两次，另一次在第 %d 行", "%q stands twice; the other is line %d", n, f.sheet.Line(j)), i, name)
		}
		at[n] = i
		if !slices.Contains(s.Uses, n) && !slices.Contains(s.Ignore, n) {
			f.table.Sectors = append(f.table.Sectors, n)
		}
	}
	for _, u := range s.Uses {
		if _, there := at[u]; !there {
			return nil, s.wrong("uses", "表里没有名为“%s”的行", "there is no row %q in the table", u)
		}
	}
	for _, n := range s.Ignore {
		if _, there := at[n]; !there && !f.sheet.Has(n) {
			return nil, s.wrong("ignore", "表里没有名为“%s”的行或列", "there is no row and no column %q in the table", n)
		}
	}
	return at, nil
}

// known refuses a column that is nothing of what was named.
func (f *flows) known(s *InputOutputSpec, name int, columns, final []int) error {
	for _, n := range slices.Concat(s.Final, []string{s.Output}) {
		if slices.Contains(f.table.Sectors, n) {
			return s.wrong("final", "“%s”是部门，不能又是 final 或 output", "%q is a sector, and cannot be in final or output", n)
		}
	}
	for c := range f.sheet.Width() {
		h := f.sheet.Heading(c)
		if c == name || h == "" || h == s.Output || slices.Contains(columns, c) || slices.Contains(final, c) || slices.Contains(s.Ignore, h) {
			continue
		}
		return city.Errorf("unknown_column", "“%s”一列不是部门，也没有写进 final、output 或 ignore", "the column %q is no sector, and is not in final, output or ignore", h).At(f.sheet.File, f.sheet.Sheet, f.sheet.Line(-1), "").
			WithHint("部门的行名与列名要一样", "a sector has the same name as row and as column")
	}
	return nil
}

// line reads cells of a row; an empty one is nothing, as official tables leave
// zeros out.
func (f *flows) line(row int, columns []int) ([]float64, error) {
	out := make([]float64, len(columns))
	for k, c := range columns {
		v, err := f.sheet.figure(row, c)
		if err != nil {
			return nil, err
		}
		if !math.IsNaN(v) {
			out[k] = v
		}
	}
	return out, nil
}
