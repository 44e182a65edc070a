package benchmark

import (
	"math"
	"slices"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/grid"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/method/composite"
)

// Read reads the table of a specification, and that of its indicators.
func Read(dir *files.Folder, s *Spec) (*Table, error) {
	if s.Data == Study {
		return nil, s.wrong("data:", "data: study 要在课题里用 quanyu index", "data: study belongs to a study: quanyu index")
	}
	data, err := grid.ReadHeaded(dir, s.Data, "iData")
	if err != nil {
		return nil, err
	}
	r := &reader{spec: s, data: data, table: &Table{Files: []File{fileOf(data)}, Names: map[string]string{}}}
	if s.Meta != "" {
		meta, err := grid.ReadHeaded(dir, s.Meta, "iMeta")
		if err != nil {
			return nil, err
		}
		data.Held, meta.Held = true, true
		if s.Meta != s.Data {
			r.table.Files = append(r.table.Files, fileOf(meta))
		}
		if err := r.meta(indicators{meta}); err != nil {
			return nil, err
		}
	} else {
		r.table.Nodes = s.nodes()
		r.denominators, r.groups = s.denominators(), s.groupings()
	}
	if _, err := composite.NewHierarchy(r.table.Nodes); err != nil {
		return nil, s.said(err, nil)
	}
	if err := r.rows(); err != nil {
		return nil, err
	}
	if err := r.columns(); err != nil {
		return nil, err
	}
	r.table.Where = r.where
	return r.table, nil
}

func fileOf(h *grid.Headed) File { return File{h.File, h.SHA256} }

// reader puts a table together.
type reader struct {
	spec                 *Spec
	data                 *grid.Headed
	table                *Table
	denominators, groups []string
}

// rows reads the places, their names and the periods.
func (r *reader) rows() error {
	place, period := r.spec.Place, r.spec.Period
	if r.spec.Meta != "" {
		if place == "" {
			place = "uCode"
		}
		if period == "" && r.data.Has("Time") {
			period = "Time"
		}
	}
	if place == "" {
		place = r.data.Heading(0)
	}
	c, err := r.data.Column(place)
	if err != nil {
		return err
	}
	name, names := r.spec.Name, -1
	if name == "" && r.spec.Meta != "" && r.data.Has("uName") {
		name = "uName"
	}
	if name != "" {
		if names, err = r.data.Column(name); err != nil {
			return err
		}
	}
	for i := range r.data.Below() {
		text := r.data.Text(i, c)
		if text == "" {
			return r.data.Fault(city.Errorf("no_place", "“%s”是空的，这一行不知属于谁", "%q is blank: the row belongs to nobody", place), i, c)
		}
		r.table.Units = append(r.table.Units, text)
		if names >= 0 {
			if n := r.data.Text(i, names); n != "" {
				r.table.Names[text] = n
			}
		}
	}
	if period != "" {
		if err := r.periods(period); err != nil {
			return err
		}
	}
	return r.twice(c)
}

func (r *reader) periods(heading string) error {
	p, err := r.data.Column(heading)
	if err != nil {
		return err
	}
	for i := range r.data.Below() {
		year, err := r.data.Period(i, p)
		if err != nil {
			return err
		}
		r.table.Periods = append(r.table.Periods, year)
	}
	return nil
}

// twice refuses a place that has two rows for one period.
func (r *reader) twice(column int) error {
	type key struct {
		place  string
		period int
	}
	first := map[key]int{}
	for i, place := range r.table.Units {
		k := key{place: place}
		if r.table.Periods != nil {
			k.period = r.table.Periods[i]
		}
		if j, seen := first[k]; seen {
			return r.data.Fault(city.Errorf(string(composite.DuplicatePlace), "“%s”出现两次，另一次在第 %d 行", "%q stands twice; the other is line %d", place, r.data.Line(j)), i, column).
				WithHint("一个地方（一个时期）只能有一行；有年份列的写 period", "a place has one row (for each period); where there is a column of years, name it in period")
		}
		first[k] = i
	}
	return nil
}

// columns reads figures and groups.
func (r *reader) columns() error {
	t := r.table
	margins := map[string]bool{}
	read := func(code string) (composite.Column, error) {
		values, half, err := r.data.Numbers(code)
		if err != nil {
			return composite.Column{}, r.spec.here(err, code)
		}
		if n := r.spec.noise(); n != nil && !margins[code] {
			margins[code] = true
			t.Margins = append(t.Margins, composite.Column{Code: code, Values: n.margins(values, half, code)})
		}
		return composite.Column{Code: code, Values: values}, nil
	}
	parents := map[string]bool{}
	for _, n := range t.Nodes {
		parents[n.Parent] = true
	}
	for _, n := range t.Nodes {
		if n.Level != 1 || parents[n.Code] {
			continue
		}
		c, err := read(n.Code)
		if err != nil {
			return err
		}
		t.Indicators = append(t.Indicators, c)
	}
	for _, code := range r.denominators {
		c, err := read(code)
		if err != nil {
			return err
		}
		t.Denominators = append(t.Denominators, c)
	}
	for _, name := range r.groups {
		c, err := r.data.Column(name)
		if err != nil {
			return err
		}
		g := composite.Grouping{Name: name}
		for i := range r.data.Below() {
			g.Label = append(g.Label, r.data.Text(i, c))
		}
		t.Groups = append(t.Groups, g)
	}
	return r.known()
}

// known refuses a share of noise for what is no column of the index.
func (r *reader) known() error {
	for _, code := range sortedKeys(noiseShares(r.spec.Robustness)) {
		if !slices.ContainsFunc(r.table.Margins, func(c composite.Column) bool { return c.Code == code }) {
			return r.spec.wrong(code, "noise 里的“%s”不是指标或分母", "%q in noise is no indicator and no denominator", code)
		}
	}
	return nil
}

// margins are the half widths of a column: that of rounding, or the share of the
// figure where that is more.
func (n *Noise) margins(values, rounding []float64, code string) []float64 {
	out := make([]float64, len(values))
	for i, v := range values {
		if math.IsNaN(v) {
			continue
		}
		if n.Rounding {
			out[i] = rounding[i]
		}
		out[i] = max(out[i], n.Shares[code]*math.Abs(v))
	}
	return out
}

// where says where a figure stands.
func (r *reader) where(code string, row int) (file, sheet string, line int, cell string) {
	g := r.data.Grid
	c, err := r.data.Column(code)
	if err != nil {
		return g.File, g.Sheet, r.data.Line(row), ""
	}
	return g.File, g.Sheet, r.data.Line(row), r.data.Cell(row, c)
}
