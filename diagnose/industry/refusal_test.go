package industry

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
)

// folder holds files by name.
func folder(t testing.TB, content map[string]string) *files.Folder {
	t.Helper()
	dir := t.TempDir()
	for name, text := range content {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	f, err := files.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func complexityOf(t testing.TB, content map[string]string) (*ComplexityResult, error) {
	dir := folder(t, content)
	s, err := ReadComplexity(dir, "a.yaml")
	if err != nil {
		return nil, err
	}
	return RunComplexity(dir, s)
}

func inputOutputOf(t testing.TB, content map[string]string) (*InputOutputResult, error) {
	dir := folder(t, content)
	s, err := ReadInputOutput(dir, "a.yaml")
	if err != nil {
		return nil, err
	}
	return RunInputOutput(dir, s)
}

// refused checks the code of an error, where it is, and that both languages say
// it.
func refused(t *testing.T, name string, err error, code, file string, line int) {
	t.Helper()
	var e *city.Error
	if !errors.As(err, &e) {
		t.Errorf("%s: %v", name, err)
		return
	}
	if e.Code != code || e.File != file || line > 0 && e.Line != line {
		t.Errorf("%s: %s in %s, line %d: %s", name, e.Code, e.File, e.Line, e.Message.Zh)
	}
	if e.Message.Zh == "" || e.Message.En == "" || e.Hint.Zh == "" && code != "bad_number" && code != "no_name" && code != "duplicate_row" && code != "duplicate_column" && code != "no_rows" && code != "bad_period" {
		t.Errorf("%s: says too little: %+v", name, e)
	}
	if strings.Contains(e.Message.Zh+e.Message.En+e.Hint.Zh+e.Hint.En, "%!") {
		t.Errorf("%s: %+v", name, e)
	}
}

// wideTable is the synthetic table of the tests of method/complexity.
const wideTable = "区,P1,P2,P3,P4,P5,P6,P7,P8\nL1,0.56,0.81,12.31,0.22,0.18,2.49,2.37,0\nL2,0.9,0.12,0,19.63,1.43,0.86,1.34,0.41\nL3,11.53,12.47,9.46,2.2,2.24,0,0.08,0\nL4,1.53,29.04,1.08,21.96,5.53,3.83,3.3,21.89\nL5,1.36,2.55,3.19,0,3.55,6.29,0,0\nL6,2.08,0.11,0,21.67,2.19,0,13.87,0\n"

// yearTable is wideTable in one year.
var yearTable = regexp.MustCompile(`(?m)^(L\d),`).ReplaceAllString(strings.Replace(wideTable, "区,", "区,年,", 1), "${1},2018,")

func TestComplexityRefusals(t *testing.T) {
	for name, c := range map[string]struct {
		spec, table, code, file string
		line                    int
	}{
		"no data":            {"place: 区\n", wideTable, "bad_spec", "a.yaml", 0},
		"convention":         {"data: d.csv\nconvention: stata\n", wideTable, "bad_spec", "a.yaml", 2},
		"half a long table":  {"data: d.csv\nactivity: 甲业\n", wideTable, "bad_spec", "a.yaml", 2},
		"year alone":         {"data: d.csv\nyear: 2020\n", wideTable, "bad_spec", "a.yaml", 0},
		"proximity":          {"data: d.csv\nproximity: near\n", wideTable, "bad_spec", "a.yaml", 2},
		"nearest of what":    {"data: d.csv\nproximity: continuous\nnearest: 2\n", wideTable, "bad_spec", "a.yaml", 3},
		"cutoff":             {"data: d.csv\ncutoff: -1\n", wideTable, "bad_spec", "a.yaml", 2},
		"draws":              {"data: d.csv\nintervals:\n  draws: 3\n", wideTable, "bad_spec", "a.yaml", 3},
		"network":            {"data: d.csv\nnetwork: {links: 1}\n", wideTable, "bad_spec", "a.yaml", 2},
		"unknown key":        {"data: d.csv\ncutof: 1\n", wideTable, "bad_yaml", "a.yaml", 2},
		"no such column":     {"data: d.csv\nplace: 省\n", wideTable, "no_column", "d.csv", 1},
		"no number":          {"data: d.csv\n", "区,甲,乙\n东,5,x\n西,1,6\n", "bad_number", "d.csv", 2},
		"blank":              {"data: d.csv\n", "区,甲,乙\n东,5,\n西,1,6\n", "not_finite", "d.csv", 2},
		"negative":           {"data: d.csv\n", "区,甲,乙\n东,5,1\n西,-1,6\n", "negative_value", "d.csv", 3},
		"twice":              {"data: d.csv\n", "区,甲,乙\n东,5,1\n西,1,6\n东,2,2\n", "duplicate_row", "d.csv", 4},
		"heading twice":      {"data: d.csv\n", "区,甲,甲\n东,5,1\n西,1,6\n", "duplicate_column", "d.csv", 1},
		"no name":            {"data: d.csv\n", "区,甲,乙\n东,5,1\n,1,6\n", "no_name", "d.csv", 3},
		"no heading":         {"data: d.csv\n", "区,甲,\n东,5,1\n西,1,6\n", "bad_table", "d.csv", 2},
		"one place":          {"data: d.csv\n", "区,甲,乙\n东,5,1\n", "one_place", "d.csv", 0},
		"one activity":       {"data: d.csv\n", "区,甲\n东,5\n西,1\n", "one_activity", "d.csv", 0},
		"zeros":              {"data: d.csv\n", "区,甲,乙\n东,0,0\n西,0,0\n", "no_rows", "d.csv", 0},
		"apart":              {"data: d.csv\n", "区,甲,乙,丙,丁\n东,5,1,0,0\n西,1,6,0,0\n南,0,0,3,4\n北,0,0,3,1\n", "disconnected", "d.csv", 0},
		"all alike":          {"data: d.csv\n", "区,甲,乙,丙\n东,1,1,1\n西,1,1,1\n南,2,2,2\n", "too_even", "d.csv", 0},
		"money is no count":  {"data: d.csv\ncounts: {}\n", "区,甲,乙\n东,5.5,1\n西,1,6\n", "not_count", "d.csv", 0},
		"period":             {"data: d.csv\nperiod: 年\nactivity: 业\nvalue: 数\n", "区,业,年,数\n东,甲,去年,5\n", "bad_period", "d.csv", 2},
		"no such year":       {"data: d.csv\nperiod: 年\nyear: 2030\nactivity: 业\nvalue: 数\n", "区,业,年,数\n东,甲,2018,5\n西,乙,2018,5\n", "bad_spec", "a.yaml", 3},
		"since is later":     {"data: d.csv\nperiod: 年\nsince: 2018\n", yearTable, "bad_spec", "a.yaml", 3},
		"focus":              {"data: d.csv\nfocus: [中]\n", wideTable, "bad_spec", "a.yaml", 2},
		"no outside":         {"data: d.csv\noutside: {data: o.csv, value: 数}\n", wideTable, "no_outside", "d.csv", 0},
		"income":             {"data: d.csv\nincomes: {data: i.csv, value: 数}\n", wideTable, "no_income", "d.csv", 0},
		"name twice":         {"data: d.csv\nincomes: {data: n.csv, value: 数}\n", wideTable, "duplicate_row", "n.csv", 3},
		"a row of totals":    {"data: d.csv\n", wideTable + "合计,17.96,45.1,26.04,65.68,15.12,13.47,20.96,22.3\n", "total_row", "d.csv", 0},
		"a column of totals": {"data: d.csv\n", "区,甲,乙,丙,合计\n东,5,1,2,8\n西,1,6,4,11\n南,2,2,9,13\n北,3,8,8,19\n", "total_row", "d.csv", 0},
		"leave out nobody":   {"data: d.csv\nleave_out: [L7]\n", wideTable, "bad_spec", "a.yaml", 2},
		"a cutoff too high":  {"data: d.csv\ncutoff: 900\n", wideTable, "few_present", "d.csv", 0},
		"linked by year":     {"data: d.csv\nlinked: {data: y.csv, period: 年}\nfocus: [L1]\n", wideTable, "bad_spec", "a.yaml", 2},
		"linked other year":  {"data: y.csv\nperiod: 年\nlinked: {data: z.csv, period: 年}\nfocus: [L1]\n", wideTable, "bad_spec", "a.yaml", 3},
		"linked unfocused":   {"data: d.csv\nlinked: {data: l.csv}\n", wideTable, "bad_spec", "a.yaml", 2},
		"linked":             {"data: d.csv\nlinked: {data: l.csv}\nfocus: [L1]\n", wideTable, "bad_spec", "a.yaml", 2},
	} {
		_, err := complexityOf(t, map[string]string{"a.yaml": c.spec, "d.csv": c.table, "o.csv": "业,数\n丁业,1\n", "i.csv": "区,数\nL1,-1\n", "n.csv": "区,数\nL1,1\nL1,2\n", "y.csv": yearTable, "z.csv": strings.ReplaceAll(yearTable, "2018", "2012"), "l.csv": "区,x,y\n上,1,2\n下,3,1\n"})
		refused(t, name, err, c.code, c.file, c.line)
	}
}

const square = "部门,甲,乙,消费,产出\n甲,10,20,70,100\n乙,30,40,80,150\n增加值,60,90,,\n"

func TestInputOutputRefusals(t *testing.T) {
	good := "data: d.csv\nfinal: [消费]\noutput: 产出\nuses: [增加值]\n"
	for name, c := range map[string]struct {
		spec, table, code, file string
		line                    int
	}{
		"no final":          {"data: d.csv\n", square, "bad_spec", "a.yaml", 0},
		"unknown column":    {"data: d.csv\nfinal: [消费]\nuses: [增加值]\n", square, "unknown_column", "d.csv", 1},
		"a row too many":    {"data: d.csv\nfinal: [消费]\noutput: 产出\n", square, "no_column", "d.csv", 4},
		"pays too much":     {good, strings.Replace(square, "60,90", "60,95", 1), "not_balanced", "d.csv", 0},
		"inputs too much":   {"data: d.csv\nfinal: [消费]\nuses: [劳动]\n", "部门,甲,乙,消费\n甲,0,150,50\n乙,0,0,100\n劳动,1,1,\n", "too_much_input", "d.csv", 0},
		"no such use":       {good + "ignore: []\n", strings.Replace(square, "增加值", "从业", 1), "bad_spec", "a.yaml", 4},
		"unbalanced":        {good, strings.Replace(square, "70,100", "75,100", 1), "not_balanced", "d.csv", 2},
		"negative delivery": {good, strings.Replace(square, "10,20,70", "-10,40,70", 1), "negative_flow", "d.csv", 2},
		"twice":             {good, square + "甲,1,1,1,3\n", "duplicate_row", "d.csv", 5},
		"no name":           {good, square + ",1,1,1,3\n", "no_name", "d.csv", 5},
		"no number":         {good, strings.Replace(square, "40", "x", 1), "bad_number", "d.csv", 3},
		"no output":         {"data: d.csv\nfinal: [消费]\n", "部门,甲,乙,消费\n甲,0,20,-20\n乙,30,40,80\n", "no_output", "d.csv", 2},
		"uses all it makes": {"data: d.csv\nfinal: [消费]\n", "部门,甲,乙,消费\n甲,10,0,0\n乙,0,40,80\n", "singular", "d.csv", 0},
		"cut of nothing":    {good + "shock: {cuts: []}\n", square, "bad_spec", "a.yaml", 5},
		"cut beyond all":    {good + "shock: {cuts: [{sector: 甲, share: 1.5}]}\n", square, "bad_spec", "a.yaml", 0},
		"cut of nobody":     {good + "shock: {cuts: [{sector: 丙, share: 0.5}]}\n", square, "bad_spec", "a.yaml", 0},
		"spare":             {good + "shock: {cuts: [{sector: 甲, share: 0.5}], substitutes: [{for: 甲, share: 0.5}]}\n", square, "bad_spec", "a.yaml", 0},
		"for itself":        {good + "shock: {cuts: [{sector: 甲, share: 0.5}], substitutes: [{for: 甲, by: 甲, share: 0.5, spare: 1}]}\n", square, "bad_spec", "a.yaml", 5},
		"essential":         {good + "shock: {cuts: [{sector: 甲, share: 0.5}], essential: 2}\n", square, "bad_spec", "a.yaml", 5},
		"method":            {good + "region: {data: r.csv, value: 产出, method: aflq}\n", square, "bad_spec", "a.yaml", 0},
		"delta":             {good + "region: {data: r.csv, value: 产出, delta: 1}\n", square, "bad_spec", "a.yaml", 0},
		"region too large":  {good + "region: {data: r.csv, value: 大}\n", square, "bad_region", "r.csv", 0},
		"cut twice":         {good + "shock: {cuts: [{sector: 甲, share: 0.5}, {sector: 甲, share: 0.2}]}\n", square, "bad_spec", "a.yaml", 5},
		"final twice":       {"data: d.csv\nfinal: [消费, 消费]\nignore: [产出, 增加值]\n", square, "bad_spec", "a.yaml", 2},
		"final is a sector": {"data: d.csv\nfinal: [消费, 甲]\nignore: [产出, 增加值]\n", square, "bad_spec", "a.yaml", 2},
		"ignore nobody":     {good + "ignore: [合计]\n", square, "bad_spec", "a.yaml", 5},
		"a use is blank":    {good, strings.Replace(square, "60,90", "60,", 1), "not_finite", "d.csv", 4},
		"totals a sector":   {"data: d.csv\nfinal: [消费]\n", "部门,甲,乙,丙,合计,消费\n甲,1,2,3,6,9\n乙,4,5,6,15,9\n丙,7,8,9,24,9\n合计,12,15,18,45,27\n", "total_row", "d.csv", 0},
		"a region's sector": {good + "region: {data: x.csv, value: 产出}\n", square, "unknown_sector", "x.csv", 4},
		"no row":            {good + "region: {data: r.csv, value: 缺}\n", square, "no_row", "r.csv", 0},
		"unequal margins":   {good + "margins: {data: r.csv, rows: 行, columns: 大}\n", square, "unequal_margins", "r.csv", 0},
	} {
		_, err := inputOutputOf(t, map[string]string{"a.yaml": c.spec, "d.csv": c.table, "x.csv": "部门,产出\n甲,10\n乙,20\n丙,1\n", "r.csv": "部门,产出,大,缺,行\n甲,10,1000,,5\n乙,20,20,1,6\n"})
		refused(t, name, err, c.code, c.file, c.line)
	}
}
