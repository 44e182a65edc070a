package industry

import (
	"math"
	"slices"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/method/complexity"
)

// space is a table of quantities by period.
type space struct {
	sheet   *sheet
	records map[int][]complexity.Record
	rows    map[int][]int   // the row of each record
	periods []int           // sorted; one of 0 where there is no column of periods
	left    map[string]bool // names that were left out
}

// readSpace reads the columns that a specification names.
func readSpace(dir *files.Folder, name string, columns Space, leaveOut []string) (*space, error) {
	s, err := readSheet(dir, name)
	if err != nil {
		return nil, err
	}
	out := &space{sheet: s, records: map[int][]complexity.Record{}, rows: map[int][]int{}, left: map[string]bool{}}
	place, err := s.column(columns.Place)
	if err != nil {
		return nil, err
	}
	period := -1
	if columns.Period != "" {
		if period, err = s.column(columns.Period); err != nil {
			return nil, err
		}
	}
	cells := out.wide(place, period)
	if columns.Activity != "" {
		cells, err = out.long(columns)
	} else {
		err = out.once()
	}
	if err != nil {
		return nil, err
	}
	for _, i := range s.filled() {
		year := 0
		if period >= 0 {
			if year, err = s.Period(i, period); err != nil {
				return nil, err
			}
		}
		if err := cells(i, func(column int, activity string) error {
			return out.add(i, column, year, complexity.Record{Place: s.Text(i, place), Activity: activity}, columns.Blank != "", leaveOut)
		}); err != nil {
			return nil, err
		}
	}
	for year := range out.records {
		out.periods = append(out.periods, year)
	}
	slices.Sort(out.periods)
	return out, nil
}

// long takes one cell of a row, wide all but its names.
func (s *space) long(columns Space) (func(row int, take func(column int, activity string) error) error, error) {
	c, err := s.sheet.columns(columns.Activity, columns.Value)
	if err != nil {
		return nil, err
	}
	return func(row int, take func(int, string) error) error { return take(c[1], s.sheet.Text(row, c[0])) }, nil
}

// once refuses two columns of one heading.
func (s *space) once() error {
	for c := range s.sheet.Width() {
		if h := s.sheet.Heading(c); h != "" {
			if _, err := s.sheet.Column(h); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *space) wide(names ...int) func(row int, take func(column int, activity string) error) error {
	return func(row int, take func(int, string) error) error {
		for c := range s.sheet.Width() {
			if slices.Contains(names, c) {
				continue
			}
			if err := take(c, s.sheet.Heading(c)); err != nil {
				return err
			}
		}
		return nil
	}
}

func (s *space) add(row, column, year int, r complexity.Record, blankIsZero bool, leaveOut []string) error {
	for _, name := range []string{r.Place, r.Activity} {
		if slices.Contains(leaveOut, name) {
			s.left[name] = true
			return nil
		}
	}
	switch {
	case totalName(r.Place):
		return s.sheet.Fault(totalled(r.Place, s.sheet.File), row, 0).WithHint(leaveOutHint(r.Place))
	case totalName(r.Activity):
		return totalled(r.Activity, s.sheet.File).At(s.sheet.File, s.sheet.Sheet, s.sheet.Line(-1), "").WithHint(leaveOutHint(r.Activity))
	}
	v, err := s.sheet.figure(row, column)
	if err != nil {
		return err
	}
	if math.IsNaN(v) {
		if !blankIsZero {
			return s.sheet.Fault(city.Errorf(string(complexity.NotFinite), "“%s”的“%s”缺数", "%q has no figure for %q", r.Place, r.Activity), row, column).
				WithHint("补上；确实没有的写 0，或在模型文件里写 blank: zero", "fill it in; where there is none write 0, or blank: zero in the specification")
		}
		v = 0
	}
	r.Value = v
	s.records[year] = append(s.records[year], r)
	s.rows[year] = append(s.rows[year], row)
	return nil
}

// table is that of a period; a fault of a record is placed in its row.
func (s *space) table(year int) (*complexity.Table, error) {
	t, err := complexity.NewTable(s.records[year])
	if err != nil {
		return nil, said(rowed(err, s.rows[year], s.sheet), s.sheet.File)
	}
	name := ""
	if i := totalRow(t.Values); i >= 0 {
		name = t.Places[i]
	} else if j := totalRow(transposed(t.Values)); j >= 0 {
		name = t.Activities[j]
	}
	if name != "" {
		return nil, totalled(name, s.sheet.File).WithHint(leaveOutHint(name))
	}
	return t, nil
}

func leaveOutHint(name string) (zh, en string) {
	return "在模型文件里写 leave_out: [" + name + "]", "write leave_out: [" + name + "] in the specification"
}
