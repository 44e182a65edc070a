package data

import (
	"strings"
	"time"
	"unicode"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
)

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

// isDate reports whether the days in a period are days of the calendar:
// 2018-02-30 is none.
func isDate(period string) bool {
	for _, p := range strings.Split(strings.TrimSpace(period), "/") {
		if len(p) == len(time.DateOnly) {
			if _, err := time.Parse(time.DateOnly, p); err != nil {
				return false
			}
		}
	}
	return true
}

// counts reports whether a unit only counts things.
func counts(unit string) bool {
	u, ok := city.ParseUnit(unit)
	if !ok {
		return false
	}
	switch u.Base {
	case "人", "名", "位", "家", "户", "个", "件", "项", "所", "座", "只", "场", "辆", "台", "册", "篇", "次", "人年":
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
func (f *factsFile) definitionOf(r catalog.Reading, column string, indicators *catalog.Indicators) string {
	if column == "" {
		return r.Definition
	}
	if d := f.resolve(column, indicators); d.Known && d.ID == r.ID && d.Facet == r.Facet {
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

// IsTable reports whether a file of tables/ is read, by the end of its name.
func IsTable(name string) bool { return isTable(name) }

// CheckFacts reads a facts.csv as Load would and gives its faults, if any.
func CheckFacts(name string, raw []byte, o Options) error {
	indicators := catalog.NewIndicators()
	if err := indicators.Add(o.Indicators, o.Concepts); err != nil {
		return err
	}
	known := map[string]city.Source{}
	for _, s := range o.Sources {
		known[s.ID] = s
	}
	_, err := readFacts(name, raw, indicators, known)
	return err
}
