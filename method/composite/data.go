package composite

import "math"

// Data are figures of places, one row for each place, or for each place and
// period. NaN is a missing value.
type Data struct {
	Units        []string // the place of each row
	Periods      []int    // the year of each row; nil for one cross-section
	Indicators   []Column // one for each indicator of the hierarchy, in any order
	Denominators []Column
	Groups       []Grouping
}

// Column is one value for each row.
type Column struct {
	Code   string
	Values []float64
}

// Grouping puts each row into a group; "" is in none.
type Grouping struct {
	Name  string
	Label []string
}

// Table is what a step leaves: one column for each node so far, the indicators
// in the order of the hierarchy, then the aggregates.
type Table struct {
	Units   []string
	Periods []int       // nil for one cross-section
	Codes   []string    // of the columns
	Values  [][]float64 // by column, then by row

	row []int // the row of Data that each row is
}

// Column gives the values of a code, or nil. The caller does not change them.
func (t *Table) Column(code string) []float64 {
	for j, c := range t.Codes {
		if c == code {
			return t.Values[j]
		}
	}
	return nil
}

// like makes a table with the same rows and columns, whose columns are still
// those of t.
func (t *Table) like() *Table {
	out := *t
	out.Values = append([][]float64(nil), t.Values...)
	return &out
}

// slices lists the rows of each period, in order of first appearance; all rows
// at once where pooled or where there are no periods.
func (t *Table) slices(pooled bool) [][]int {
	if t.Periods == nil || pooled {
		all := make([]int, len(t.Units))
		for i := range all {
			all[i] = i
		}
		return [][]int{all}
	}
	var out [][]int
	at := map[int]int{}
	for i, p := range t.Periods {
		k, seen := at[p]
		if !seen {
			k = len(out)
			at[p], out = k, append(out, nil)
		}
		out[k] = append(out[k], i)
	}
	return out
}

// period of a row, or 0.
func (t *Table) period(row int) int {
	if t.Periods == nil {
		return 0
	}
	return t.Periods[row]
}

// check holds the data against the hierarchy.
func (d *Data) check(h *Hierarchy) error {
	n := len(d.Units)
	if n == 0 {
		return faulty(NoPlace)
	}
	if d.Periods != nil && len(d.Periods) != n {
		return faulty(WrongLength, "period")
	}
	type key struct {
		unit   string
		period int
	}
	seen, names := make(map[key]bool, n), map[string]bool{}
	for i, u := range d.Units {
		k := key{unit: u}
		if d.Periods != nil {
			k.period = d.Periods[i]
		}
		if u == "" {
			return faulty(NoPlace)
		}
		if seen[k] {
			return &Fault{Kind: DuplicatePlace, Names: []string{u}, Period: k.period}
		}
		seen[k], names[u] = true, true
	}
	if len(names) == 1 {
		return faulty(OnePlace, d.Units[0])
	}
	return d.columns(h)
}

// columns checks every column by itself.
func (d *Data) columns(h *Hierarchy) error {
	got := map[string]bool{}
	for _, c := range d.Indicators {
		n, known := h.Node(c.Code)
		if !known || n.Level != 1 {
			return faulty(UnknownColumn, c.Code)
		}
		if got[c.Code] {
			return faulty(DuplicateColumn, c.Code)
		}
		got[c.Code] = true
		if err := c.check(d); err != nil {
			return err
		}
		if present(c.Values) == 0 {
			return faulty(AllMissing, c.Code)
		}
	}
	for _, n := range h.Level(1) {
		if !got[n.Code] {
			return faulty(NoColumn, n.Code)
		}
	}
	got = map[string]bool{}
	for _, c := range d.Denominators {
		if got[c.Code] {
			return faulty(DuplicateColumn, c.Code)
		}
		got[c.Code] = true
		if err := c.check(d); err != nil {
			return err
		}
	}
	for _, g := range d.Groups {
		if got["group "+g.Name] {
			return faulty(DuplicateColumn, g.Name)
		}
		got["group "+g.Name] = true
		if len(g.Label) != len(d.Units) {
			return faulty(WrongLength, g.Name)
		}
	}
	return nil
}

// largest is the size beyond which the fourth power of a value is no number.
const largest = 1e75

// check looks at the length of a column and for infinite or huge values.
func (c Column) check(d *Data) error {
	if len(c.Values) != len(d.Units) {
		return faulty(WrongLength, c.Code)
	}
	for i, v := range c.Values {
		kind := NotFinite
		if !math.IsInf(v, 0) {
			if kind = TooLarge; !(math.Abs(v) > largest) {
				continue
			}
		}
		f := &Fault{Kind: kind, Names: []string{c.Code}, Place: d.Units[i], Value: v}
		if d.Periods != nil {
			f.Period = d.Periods[i]
		}
		return f
	}
	return nil
}

// raw is the table of the data as given.
func (d *Data) raw(h *Hierarchy) *Table {
	t := &Table{Units: d.Units, Periods: d.Periods, row: make([]int, len(d.Units))}
	for i := range t.row {
		t.row[i] = i
	}
	indicators := h.Level(1)
	t.Codes, t.Values = make([]string, len(indicators)), make([][]float64, len(indicators))
	for _, c := range d.Indicators {
		t.Codes[h.at[c.Code]], t.Values[h.at[c.Code]] = c.Code, c.Values
	}
	return t
}

// denominator finds a column, or nil.
func (d *Data) denominator(code string) []float64 {
	for _, c := range d.Denominators {
		if c.Code == code {
			return c.Values
		}
	}
	return nil
}

// group finds the labels of a grouping, or nil.
func (d *Data) group(name string) []string {
	for _, g := range d.Groups {
		if g.Name == name {
			return g.Label
		}
	}
	return nil
}

// hasUnit says whether a place has a row.
func (d *Data) hasUnit(code string) bool {
	for _, u := range d.Units {
		if u == code {
			return true
		}
	}
	return false
}

// present counts the values that are not missing.
func present(x []float64) int {
	n := 0
	for _, v := range x {
		if !math.IsNaN(v) {
			n++
		}
	}
	return n
}
