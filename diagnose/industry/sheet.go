package industry

import (
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/grid"
	"github.com/quanyu/quanyu/internal/files"
)

// sheet is a table with one header row, of amounts: a number with a percent sign
// is none.
type sheet struct{ *grid.Headed }

func readSheet(dir *files.Folder, name string) (*sheet, error) {
	h, err := grid.ReadHeaded(dir, name, "")
	return &sheet{h}, err
}

func (s *sheet) as() File { return File{s.File, s.SHA256} }

// filled are the rows below the header that hold anything.
func (s *sheet) filled() []int {
	var out []int
	for i := range s.Below() {
		for c := range s.Width() {
			if s.Text(i, c) != "" {
				out = append(out, i)
				break
			}
		}
	}
	return out
}

// column finds a column by its heading; a blank heading is the first column.
func (s *sheet) column(heading string) (int, error) {
	if strings.TrimSpace(heading) == "" {
		return 0, nil
	}
	return s.Column(heading)
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

// figure reads a cell; what is absent is NaN.
func (s *sheet) figure(row, column int) (float64, error) {
	f, err := s.Figure(row, column)
	if err == nil && f.Percent {
		err = s.Fault(city.Errorf("bad_number", "“%s”是百分数，这里要数量", "%q is a percentage; a quantity is needed", s.Text(row, column)), row, column).
			WithHint("换成数量", "give the quantity itself")
	}
	return f.Value, err
}

// named reads a figure for each name of a column; a name twice is a fault.
func (s *sheet) named(name, value string) (map[string]float64, error) {
	c, err := s.columns(name, value)
	if err != nil {
		return nil, err
	}
	out := make(map[string]float64, s.Below())
	for _, i := range s.filled() {
		key := s.Text(i, c[0])
		if key == "" {
			return nil, s.Fault(city.Errorf("no_name", "“%s”是空的", "%q is blank", s.Heading(c[0])), i, c[0])
		}
		if _, twice := out[key]; twice {
			return nil, s.Fault(city.Errorf("duplicate_row", "“%s”出现两次", "%q stands twice", key), i, c[0])
		}
		if out[key], err = s.figure(i, c[1]); err != nil {
			return nil, err
		}
	}
	return out, nil
}
