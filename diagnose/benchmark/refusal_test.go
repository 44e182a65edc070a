package benchmark

import (
	"errors"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
)

const places = "地方,年份,组,a,b,c,人口\n甲,2019,东,1,4,7,10\n乙,2019,东,2,2,7,20\n丙,2019,西,3.5,1,7,40\n丁,2019,西,6,,7,0\n"

const nodes = "indicators:\n  - {code: 指数}\n  - {code: a, parent: 指数}\n  - {code: b, parent: 指数, direction: down}\n"

// Everything that a person may get wrong is refused before anything runs, by its
// code, at the file and the line or cell.
func TestRefusals(t *testing.T) {
	for _, c := range []struct{ name, spec, data, code, where string }{
		{"no data", nodes, places, "bad_spec", "index.yaml"},
		{"no indicators", "data: t.csv\n", places, "bad_spec", "index.yaml"},
		{"unknown key", "data: t.csv\nweight: 2\n" + nodes, places, "bad_yaml", "index.yaml 第2行"},
		{"study", "data: study\n" + nodes, places, "bad_spec", "第1行"},
		{"denominators", "data: t.csv\n" + nodes + "denominators: [{code: x}]\n", places, "bad_spec", "第6行"},
		{"empty code", "data: t.csv\n" + nodes + "  - {code: '', parent: 指数}\n", places, "bad_spec", "第2行"},
		{"code twice", "data: t.csv\n" + nodes + "  - {code: a, parent: 指数}\n", places, "duplicate_code", "第4行"},
		{"two roots", "data: t.csv\n" + nodes + "  - {code: 另一}\n", places, "two_roots", "index.yaml"},
		{"unknown parent", "data: t.csv\n" + nodes + "  - {code: c, parent: 无}\n", places, "unknown_parent", "第6行"},
		{"levels mixed", "data: t.csv\n" + nodes + "  - {code: 分项, parent: 指数}\n  - {code: c, parent: 分项}\n", places, "level_jump", "index.yaml"},
		{"no column", "data: t.csv\n" + nodes + "  - {code: 无此列, parent: 指数}\n", places, "no_column", "t.csv"},
		{"constant", "data: t.csv\n" + nodes + "  - {code: c, parent: 指数}\n", places, "constant", "第6行"},
		{"weights zero", "data: t.csv\nindicators:\n  - {code: 指数}\n  - {code: a, parent: 指数, weight: 0}\n", places, "zero_weights", "index.yaml"},
		{"weight negative", "data: t.csv\nindicators:\n  - {code: 指数}\n  - {code: a, parent: 指数, weight: -1}\n  - {code: b, parent: 指数}\n", places, "bad_weight", "第4行"},
		{"weight unknown", "data: t.csv\n" + nodes + "steps: {weigh: [{level: 1, method: given, weights: {a: 1, b: 1, z: 1}}]}\n", places, "unknown_weight", "第6行"},
		{"denominator zero", "data: t.csv\n" + nodes + "  - {code: c, parent: 指数, denominator: 人口}\n", places, "bad_denominator", "t.csv G5"},
		{"denominator unknown", "data: t.csv\n" + nodes + "  - {code: c, parent: 指数, denominator: 户数}\n", places, "no_column", "t.csv"},
		{"scale alone", "data: t.csv\n" + nodes + "  - {code: c, parent: 指数, scale: 10}\n", places, "bad_spec", "第6行"},
		{"log of zero", "data: t.csv\nindicators:\n  - {code: 指数}\n  - {code: a, parent: 指数}\n  - {code: 人口, parent: 指数}\nsteps: {treat: {then: log, always: true}}\n", places, "not_positive", "t.csv G5"},
		{"log of nothing", "data: t.csv\n" + nodes + "steps: {treat: {then: cube}}\n", places, "bad_step", "第6行"},
		{"geometric", "data: t.csv\n" + nodes + "steps: {aggregate: {method: geometric}}\n", places, "not_positive", ""},
		{"unknown mean", "data: t.csv\n" + nodes + "steps: {aggregate: {method: median}}\n", places, "bad_spec", "第6行"},
		{"no periods", "data: t.csv\n" + nodes + "steps: {impute: {method: linear}}\n", places, "no_periods", "index.yaml"},
		{"no group", "data: t.csv\n" + nodes + "steps: {impute: {method: group_mean}}\n", places, "unknown_group", "index.yaml"},
		{"no target", "data: t.csv\n" + nodes + "steps: {normalise: {method: goalposts}}\n", places, "no_target", "第4行"},
		{"year", "data: t.csv\nperiod: 年份\nyear: 2030\n" + nodes, places, "bad_spec", "第3行"},
		{"year alone", "data: t.csv\nyear: 2019\n" + nodes, places, "bad_spec", "第2行"},
		{"top of all", "data: t.csv\n" + nodes + "robustness: {weights: 0.2}\nfocus: {questions: [{place: 甲, top: 4}]}\n", places, "bad_spec", "第7行"},
		{"goalposts turned", "data: t.csv\nindicators:\n  - {code: 指数}\n  - {code: a, parent: 指数, goalposts: [9, 1]}\nsteps: {normalise: {method: goalposts}}\n", places, "bad_step", "第4行"},
		{"range turned", "data: t.csv\n" + nodes + "steps: {normalise: {method: min_max, range: [100, 0]}}\n", places, "bad_step", "第6行"},
		{"judgement in words", "data: t.csv\n" + nodes + "steps: {weigh: [{level: 1, method: ahp, matrices: [{parent: 指数, codes: [a, b], matrix: [[1, 3], [三分之一, 1]]}]}]}\n", places, "bad_yaml", "第6行"},
		{"judgement by zero", "data: t.csv\n" + nodes + "steps: {weigh: [{level: 1, method: ahp, matrices: [{parent: 指数, codes: [a, b], matrix: [[1, 3], [1/0, 1]]}]}]}\n", places, "bad_yaml", "第6行"},
		{"not a year", "data: t.csv\nperiod: 组\n" + nodes, places, "bad_period", "t.csv C2"},
		{"place", "data: t.csv\n" + nodes + "focus: {places: [戊]}\n", places, "bad_spec", "第6行"},
		{"reference", "data: t.csv\n" + nodes + "focus: {places: [甲], reference: 甲}\n", places, "bad_spec", "第6行"},
		{"question", "data: t.csv\n" + nodes + "focus: {questions: [{place: 甲, top: 1, ahead_of: 乙}]}\n", places, "bad_spec", "第6行"},
		{"question alone", "data: t.csv\n" + nodes + "focus: {questions: [{place: 甲, top: 1}]}\n", places, "bad_spec", "第6行"},
		{"direction 0", "data: t.csv\n" + nodes + "  - {code: c, parent: 指数, direction: 0}\n", places, "bad_spec", "第6行"},
		{"nothing varied", "data: t.csv\n" + nodes + "robustness: {seed: 1}\n", places, "bad_spec", "第6行"},
		{"share", "data: t.csv\n" + nodes + "robustness: {weights: 2}\n", places, "bad_spec", "第6行"},
		{"too often", "data: t.csv\n" + nodes + "robustness: {weights: 0.2, replications: 2000000}\n", places, "bad_spec", "第6行"},
		{"one option", "data: t.csv\n" + nodes + "robustness:\n  choices: [{name: x, options: [{name: y}]}]\n", places, "few_options", "第7行"},
		{"option fails", "data: t.csv\n" + nodes + "robustness:\n  choices: [{name: x, options: [{name: y}, {name: z, aggregate: {method: harmonic}}]}]\n", places, "option_fails", "第7行"},
		{"group of peers", "data: t.csv\n" + nodes + "robustness:\n  choices: [{name: x, options: [{name: y}, {name: z, group: 组, label: 北}]}]\n", places, "bad_spec", "第7行"},
		{"optimise", "data: t.csv\n" + nodes + "optimise: [{level: 1, goal: beauty}]\n", places, "bad_step", "第6行"},
		{"replay", "data: t.csv\n" + nodes + "robustness: {weights: 0.2, replications: 9, replay: [99]}\n", places, "bad_spec", "第6行"},
		{"removal", "data: t.csv\n" + nodes + "robustness: {weights: 0.2, removal: 3}\n", places, "bad_spec", "第6行"},
		{"place twice", "data: t.csv\n" + nodes, strings.Replace(places, "丙,2019", "甲,2019", 1), "duplicate_place", "t.csv A4"},
		{"no place", "data: t.csv\n" + nodes, strings.Replace(places, "丙,2019", ",2019", 1), "no_place", "t.csv A4"},
		{"one place", "data: t.csv\n" + nodes, strings.Join(strings.Split(places, "\n")[:2], "\n"), "one_place", "index.yaml"},
		{"two columns", "data: t.csv\n" + nodes, strings.Replace(places, "b,c", "a,c", 1), "duplicate_column", "t.csv E1"},
		{"no number", "data: t.csv\n" + nodes, strings.Replace(places, "3.5", "约3", 1), "bad_number", "t.csv D4"},
		{"all missing", "data: t.csv\n" + nodes, "地方,a,b\n甲,1,\n乙,2,\n", "all_missing", "第5行"},
		{"too large", "data: t.csv\n" + nodes, strings.Replace(places, "3.5", "1e80", 1), "too_large", "t.csv D4"},
		{"header only", "data: t.csv\n" + nodes, "地方,a,b\n", "bad_table", "t.csv"},
	} {
		dir := open(t, map[string]string{"index.yaml": c.spec, "t.csv": c.data})
		s, err := ReadSpec(dir, "index.yaml")
		if err == nil {
			_, err = Run(dir, s)
		}
		var e *city.Error
		if !errors.As(err, &e) {
			t.Errorf("%s: %v is no refusal", c.name, err)
			continue
		}
		if e.Code != c.code || !strings.Contains(e.Error(), c.where) || e.Message.Zh == "" || e.Message.En == "" || e.File == "" {
			t.Errorf("%s: %s at %q, want %s at %q\n%v", c.name, e.Code, e.Where(), c.code, c.where, e)
		}
	}
}

// The same for COINr's table of indicators.
func TestMetaRefusals(t *testing.T) {
	const head = "iCode,iName,Type,Parent,Level,Weight,Direction\n"
	const good = "a,,Indicator,I,1,1,1\nb,,Indicator,I,1,1,-1\nI,,Aggregate,,2,1,1\n"
	for _, c := range []struct{ name, meta, code, where string }{
		{"no column", "iCode,Type\na,Indicator\n", "no_column", "m.csv"},
		{"direction", head + strings.Replace(good, "1,-1", "1,0", 1), "bad_direction", "m.csv G3"},
		{"type", head + strings.Replace(good, "Aggregate", "Sum", 1), "bad_type", "m.csv C4"},
		{"weight", head + strings.Replace(good, "1,1,1\nb", "1,x,1\nb", 1), "bad_number", "m.csv F2"},
		{"level", head + strings.Replace(good, "I,1,1,-1", "I,1.5,1,-1", 1), "level_jump", "m.csv E3"},
		{"level and type", head + strings.Replace(good, "I,1,1,-1", "I,2,1,-1", 1), "level_jump", "m.csv C3"},
		{"code", head + strings.Replace(good, "b,", ",", 1), "no_code", "m.csv A3"},
		{"twice", head + good + "a,,Indicator,I,1,1,1\n", "duplicate_code", "m.csv"},
		{"cycle", head + good + "x,,Aggregate,y,3,1,1\ny,,Aggregate,x,3,1,1\n", "cycle", "m.csv"},
	} {
		dir := open(t, map[string]string{"index.yaml": "data: t.csv\nmeta: m.csv\n", "m.csv": c.meta, "t.csv": "uCode,a,b\n甲,1,2\n乙,2,3\n"})
		s, err := ReadSpec(dir, "index.yaml")
		if err != nil {
			t.Fatal(err)
		}
		_, err = Run(dir, s)
		var e *city.Error
		if !errors.As(err, &e) || e.Code != c.code || !strings.Contains(e.Error(), c.where) {
			t.Errorf("%s: %v, want %s at %s", c.name, err, c.code, c.where)
		}
	}
}
