package data

import (
	"errors"
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/grid"
)

// factColumns are the columns of facts.csv. The order is free; the last five
// may be left out.
var factColumns = []string{"place", "indicator", "period", "value", "unit", "status", "definition", "source", "cell", "note"}

const needed = 4

// fact is one row of facts.csv before its names are joined.
type fact struct {
	row   int // 1-based, as a spreadsheet counts
	text  map[string]string
	value city.Observation
	read  catalog.Reading
}

// factsFile reads hand-keyed observations.
type factsFile struct {
	name   string
	grid   *grid.Grid
	column map[string]int
	faults []error
	read   map[string]catalog.Reading // what was resolved before
}

// resolve looks a label up once: a long file repeats a few of them.
func (f *factsFile) resolve(label string, indicators *catalog.Indicators) catalog.Reading {
	r, ok := f.read[label]
	if !ok {
		r = indicators.Resolve(label)
		f.read[label] = r
	}
	return r
}

// maxFaults is how many faults of one file are listed.
const maxFaults = 20

// fault notes what is wrong with a row, at the cell of a column.
func (f *factsFile) fault(row int, column, code, zh, en string, args ...any) *city.Error {
	cell := ""
	if c, ok := f.column[column]; ok {
		cell = grid.Name(row-1, c)
	}
	return city.Errorf(code, zh, en, args...).At(f.name, "", row, cell)
}

func (f *factsFile) report(e *city.Error) {
	if len(f.faults) < maxFaults {
		f.faults = append(f.faults, e)
	}
}

// readFacts reads facts.csv up to the joining of places. All faults of the
// file are in the error.
func readFacts(name string, raw []byte, indicators *catalog.Indicators, known map[string]city.Source) ([]fact, error) {
	grids, err := grid.Read(name, raw)
	if err != nil {
		return nil, err
	}
	if len(grids) != 1 {
		return nil, city.Errorf("several_sheets", "facts.csv 只能有一张表，现有 %d 张", "facts.csv must hold one sheet, not %d", len(grids)).At(name, "", 0, "")
	}
	f := &factsFile{name: name, grid: grids[0], column: map[string]int{}, read: map[string]catalog.Reading{}}
	if err := f.header(); err != nil {
		return nil, err
	}
	var out []fact
	for r := 1; r < len(f.grid.Rows); r++ {
		row := fact{row: r + 1, text: map[string]string{}}
		blank := true
		for _, c := range factColumns {
			if at, ok := f.column[c]; ok {
				row.text[c] = strings.TrimSpace(f.grid.At(r, at).Text)
				blank = blank && row.text[c] == ""
			}
		}
		for c := len(f.grid.Rows[0]); c < len(f.grid.Rows[r]); c++ {
			if strings.TrimSpace(f.grid.Rows[r][c].Text) != "" {
				f.report(city.Errorf("extra_cell", "这一格在表头之外，多半是文字里的逗号没有加引号", "this cell lies beyond the header; most likely a comma in a text is not quoted").
					At(name, "", r+1, grid.Name(r, c)).WithHint("含逗号的文字用英文双引号括起", "put text with a comma into double quotes"))
				blank = true // the row is not read further
				break
			}
		}
		if blank {
			continue
		}
		row.read = f.resolve(row.text["indicator"], indicators)
		if f.fill(&row, indicators, known) {
			out = append(out, row)
		}
	}
	return out, errors.Join(f.faults...)
}

// header checks the names of the columns.
func (f *factsFile) header() error {
	if len(f.grid.Rows) == 0 {
		return city.Errorf("no_header", "没有表头", "there is no header").At(f.name, "", 1, "A1")
	}
	for c, cell := range f.grid.Rows[0] {
		name := strings.TrimSpace(cell.Text)
		if name == "" {
			continue
		}
		known := false
		for _, k := range factColumns {
			known = known || k == name
		}
		e := city.Errorf("unknown_column", "不认识的列“%s”", "unknown column %q", name)
		if _, twice := f.column[name]; twice {
			e, known = city.Errorf("duplicate_column", "列“%s”出现两次", "column %q stands twice", name), false
		}
		if !known {
			return e.At(f.name, "", 1, grid.Name(0, c)).
				WithHint("列名只能是："+strings.Join(factColumns, ","), "the columns are: "+strings.Join(factColumns, ","))
		}
		f.column[name] = c
	}
	for _, k := range factColumns[:needed] {
		if _, ok := f.column[k]; !ok {
			return city.Errorf("missing_column", "缺少列“%s”", "column %q is missing", k).At(f.name, "", 1, "A1").
				WithHint("第一行应为："+strings.Join(factColumns, ","), "the first line is: "+strings.Join(factColumns, ","))
		}
	}
	return nil
}

var gradeInNote = regexp.MustCompile(`(?i)\bgrade\s*[=:：]?\s*([A-D])\b`)

// fill checks one row and makes the observation of it, without its place.
func (f *factsFile) fill(row *fact, indicators *catalog.Indicators, known map[string]city.Source) bool {
	t := row.text
	o := &row.value
	good := true
	bad := func(e *city.Error) {
		if e != nil {
			f.report(e)
			good = false
		}
	}
	if t["indicator"] == "" {
		bad(f.fault(row.row, "indicator", "no_indicator", "没有写指标", "no indicator is given"))
	}
	p, ok := city.ParsePeriod(t["period"])
	if !ok || !isDate(t["period"]) {
		bad(f.fault(row.row, "period", "bad_period", "时期“%s”写法不对", "the period %q is not understood", t["period"]).
			WithHint("写作 2018、2018Q3、2018-12、2018-12-31 或 2018-01/2018-09", "write 2018, 2018Q3, 2018-12, 2018-12-31 or 2018-01/2018-09"))
	}
	o.Period, o.Indicator, o.Label, o.Facet, o.Price = p, row.read.ID, row.read.Label, row.read.Facet, row.read.Price
	if o.Indicator == "" {
		o.Indicator = t["indicator"]
	}
	if ind, ok := indicators.Get(o.Indicator); ok {
		if o.Label == o.Indicator || !hasHan(o.Label) {
			o.Label = ind.Name.Zh
		}
		if o.Price == "" && o.Facet == city.Level {
			o.Price = ind.Price
		}
	}
	if o.Facet == city.Growth && row.read.Definition != "年均" {
		o.Base = o.Period.Shift(-1)
	}
	o.Roster = row.read.Roster
	o.Unit = city.NormalUnit(t["unit"])
	if t["unit"] == "" {
		o.Unit = city.NormalUnit(row.read.Unit)
	}
	bad(f.number(row))
	o.Definition = f.definitionOf(row.read, t["definition"], indicators)
	bad(f.source(row, known))
	if c, ok := f.column["value"]; ok {
		o.Origin = city.Origin{File: f.name, SHA256: f.grid.SHA256, Sheet: f.grid.Sheet, Cell: grid.Name(row.row-1, c)}
	}
	o.Note = t["note"]
	if t["cell"] != "" {
		o.Note = strings.TrimPrefix(o.Note+"；"+t["cell"], "；")
	}
	if m := gradeInNote.FindStringSubmatch(t["note"]); m != nil {
		o.Grade = strings.ToUpper(m[1])
	}
	return good
}
