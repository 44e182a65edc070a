package data

import (
	"errors"
	"regexp"
	"strings"
	"unicode"

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
	f := &factsFile{name: name, grid: grids[0], column: map[string]int{}}
	if err := f.header(); err != nil {
		return nil, err
	}
	var out []fact
	labels := map[string]catalog.Reading{}
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
		label := row.text["indicator"]
		if _, ok := labels[label]; !ok {
			labels[label] = indicators.Resolve(label)
		}
		row.read = labels[label]
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
	if !ok {
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
	o.Definition = definitionOf(row.read, t["definition"], indicators)
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

// hasHan tells a label from an ID.
func hasHan(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

var statuses = []city.Status{city.Final, city.Preliminary, city.CensusRevised, city.Estimate, city.Rounded, city.LowerBound, city.Target, city.Missing}

// number reads value and status of a row.
func (f *factsFile) number(row *fact) *city.Error {
	t, o := row.text, &row.value
	o.Status = city.Status(t["status"])
	if o.Status == "" {
		o.Status = city.Final
	}
	knownStatus := false
	var names []string
	for _, s := range statuses {
		knownStatus = knownStatus || s == o.Status
		names = append(names, string(s))
	}
	if !knownStatus {
		return f.fault(row.row, "status", "bad_status", "状态“%s”不认识", "unknown status %q", t["status"]).
			WithHint("status 只能是："+strings.Join(names, "、"), "status is one of: "+strings.Join(names, ", "))
	}
	if t["value"] == "" {
		if o.Status == city.Missing {
			return nil
		}
		return f.fault(row.row, "value", "missing_value", "没有数值；缺失的值 status 写 missing", "there is no value; the status of a missing value is missing")
	}
	if o.Status == city.Missing {
		return f.fault(row.row, "value", "value_of_missing", "status 是 missing，却有数值“%s”", "the status is missing, yet there is the value %q", t["value"])
	}
	v, percent, ok := city.ParseNumber(t["value"])
	if !ok {
		return f.fault(row.row, "value", "bad_number", "“%s”不是数", "%q is no number", t["value"]).
			WithHint("只写数字，单位写在 unit 列；约数、下限用 status 表明", "write digits only; the unit goes into the column unit, and status says rounded or lower-bound")
	}
	if percent {
		if o.Unit != "" && o.Unit != "%" {
			return f.fault(row.row, "value", "bad_unit", "数值带百分号，单位却是“%s”", "the value has a percent sign but the unit is %q", o.Unit)
		}
		o.Unit = "%"
	}
	if v.IsNegative() && o.Facet == city.Level && counts(o.Unit) && !isNet(o.Label) {
		return f.fault(row.row, "value", "negative_count", "数量不能是负数：%s%s", "a count cannot be negative: %s%s", t["value"], o.Unit).
			WithHint("净增、净流入等另立指标", "a net change is an indicator of its own")
	}
	o.Value = v
	return nil
}

// counts reports whether a unit only counts things.
func counts(unit string) bool {
	u, ok := city.ParseUnit(unit)
	if !ok {
		return false
	}
	switch u.Base {
	case "人", "家", "户", "个", "件", "项", "所", "座", "只", "场", "辆", "台", "册", "篇", "次":
		return true
	}
	return false
}

// isNet reports whether a label is a difference, which may be negative.
func isNet(label string) bool {
	for _, w := range []string{"净", "增量", "增加", "增减", "增长", "变动", "变化", "差额", "减少"} {
		if strings.Contains(label, w) {
			return true
		}
	}
	return false
}

// definitionOf joins the definition that the indicator's label names with the
// column; a column that only repeats the indicator's usual name adds nothing.
func definitionOf(r catalog.Reading, column string, indicators *catalog.Indicators) string {
	if column == "" {
		return r.Definition
	}
	if d := indicators.Resolve(column); d.Known && d.ID == r.ID && d.Facet == r.Facet {
		column = d.Definition
	}
	switch {
	case column == "" || column == r.Definition:
		return r.Definition
	case r.Definition == "":
		return column
	}
	return r.Definition + "、" + column
}

// source checks the source of a row against sources.yaml.
func (f *factsFile) source(row *fact, known map[string]city.Source) *city.Error {
	o, name := &row.value, row.text["source"]
	if name == "" {
		return nil
	}
	if s, ok := known[name]; ok {
		o.Source, o.Grade = s.ID, s.Grade
		return nil
	}
	var titled string
	for id, s := range known {
		if s.Title == name && (titled == "" || id < titled) {
			titled = id
		}
	}
	if titled != "" {
		o.Source, o.Grade = titled, known[titled].Grade
		return nil
	}
	if len(known) > 0 {
		return f.fault(row.row, "source", "unknown_source", "sources.yaml 里没有来源“%s”", "there is no source %q in sources.yaml", name).
			WithHint("在 sources.yaml 里补上这个 id，或改用已有的", "add this id to sources.yaml or use one that is there")
	}
	o.Source = name
	return nil
}
