package rule

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
	"pgregory.net/rapid"
)

const explainRules = `
{field: id, entity: firm, unit: text}
---
{field: name, entity: firm, unit: text}
---
{field: rd, entity: firm, unit: 元, title: {zh: 研发费用, en: R&D}}
---
{field: sales, entity: firm, unit: 元, title: {zh: 销售收入, en: sales}}
---
{field: staff, entity: firm, unit: 人, title: {zh: 职工, en: staff}}
---
{field: tech, entity: firm, unit: 人, title: {zh: 科技人员, en: technicians}}
---
{field: since, entity: firm, unit: date, title: {zh: 注册日期, en: registration}}
---
{field: audited, entity: firm, unit: bool, title: {zh: 查账征收, en: audited accounts}}
---
{field: division, entity: firm, unit: text, title: {zh: 行业, en: industry}}
---
{field: points, entity: firm, unit: 分, title: {zh: 专家评分, en: experts' points}}
---
{field: floor, entity: park, unit: 平方米, title: {zh: 面积, en: floor}}
---
param: ratio
title: {zh: 占比下限, en: least share}
unit: "%"
of: 万元
basis: [{doc: 甲号文, article: 第一条, checked: 2026-11-23, grade: B}]
valid: [{from: 2016-01-01, brackets: [{upto: 5000, value: 5}, {below: 20000, value: 4}, {value: 3}]}]
---
{param: age, title: {zh: 最少天数, en: least age}, unit: 天, valid: [{from: 2016-01-01, value: 365}]}
---
{param: tenth, title: {zh: 人员占比下限, en: least share of staff}, unit: ratio, valid: [{from: 2016-01-01, value: 0.1}]}
---
{param: pass, title: {zh: 合格线, en: limit}, unit: 分, valid: [{from: 2016-01-01, value: 70}]}
---
{param: hundred, unit: 分, valid: [{from: 2016-01-01, value: 100}]}
---
{param: expert, title: {zh: 专家给的分, en: points given}, unit: 分, of: 人, valid: [{from: 2016-01-01, brackets: [{upto: 10, value: [60, 75]}, {value: 80}]}]}
---
{param: cap, title: {zh: 上限, en: cap}, unit: 万元, valid: [{from: 2016-01-01, value: 50}]}
---
{id: c.ratio, entity: firm, title: {zh: 研发占比, en: R&D share}, evidence: [审计报告], expr: "sales > 0 and rd >= bracket(sales, param.ratio) * sales"}
---
{id: c.age, entity: firm, title: {zh: 满一年, en: a year old}, expr: "days(since, date) >= param.age"}
---
{id: c.tech, entity: firm, title: {zh: 科技人员占比, en: share of technicians}, expr: "tech >= param.tenth * staff"}
---
{id: c.audited, entity: firm, title: {zh: 查账, en: audited}, on_missing: manual, evidence: [税务证明], expr: "audited"}
---
{id: c.industry, entity: firm, title: {zh: 行业合适, en: right industry}, expr: "not (division in [\"51\", \"70\"])"}
---
{id: c.points, entity: firm, title: {zh: 评分, en: points}, expr: "points > param.pass"}
---
{id: c.made, entity: firm, title: {zh: 制造业研发, en: R&D of makers}, applies: "division startsWith \"3\"", expr: "rd > 0"}
---
{score: c.score, entity: firm, title: {zh: 总分, en: total}, items: [{id: a, title: {zh: 专家, en: experts}, max: param.hundred, expr: "bracket(staff, param.expert)"}], pass: {above: param.pass}}
---
{id: c.floor, entity: park, title: {zh: 有面积, en: has floor}, expr: "floor > 0"}
---
programme: main
entity: firm
title: {zh: 主项目, en: main programme}
valid: [{from: 2016-01-01}]
all: [c.ratio, c.age, c.tech, {any: [c.audited, c.points]}, c.industry]
benefits: [{id: m, title: {zh: 奖励, en: award}, expr: "min(rd * param.tenth, param.cap)"}]
---
{programme: parks, entity: park, title: {zh: 园区, en: parks}, all: [c.floor]}
---
{programme: score, entity: firm, title: {zh: 评分项目, en: scored}, all: [c.score, c.made]}
---
{programme: small, entity: firm, title: {zh: 小奖, en: small award}, all: [c.tech], benefits: [{id: s, title: {zh: 小, en: small}, expr: "min(formula.base * param.tenth, param.cap)"}]}
---
{formula: base, entity: firm, unit: 元, title: {zh: 基数, en: base}, expr: "max(rd, 0)"}
---
{programme: best, entity: firm, title: {zh: 择优, en: the better}, either: [main, small]}
`

// firm is one row: every field by name; one that isn't named is missing.
func firm(values map[string]any) *Batch {
	b := &Batch{Entity: "firm", Rows: 1, Columns: map[string]*Column{}}
	for name, v := range values {
		switch v := v.(type) {
		case string:
			if d, ok := ParseDay(v); ok {
				b.Columns[name] = &Column{Numbers: []float64{float64(d)}}
				continue
			}
			b.Columns[name] = &Column{Codes: []int32{0}, Words: []string{v}}
		case float64:
			b.Columns[name] = &Column{Numbers: []float64{v}}
		case int:
			b.Columns[name] = &Column{Numbers: []float64{float64(v)}}
		case bool:
			b.Columns[name] = &Column{Numbers: []float64{map[bool]float64{true: 1}[v]}}
		}
	}
	return b
}

func good() map[string]any {
	return map[string]any{"id": "X1", "name": "甲公司", "rd": 5e6, "sales": 8e7, "staff": 30, "tech": 3, "since": "2010-05-01", "audited": true, "division": "39", "points": 80}
}

func explained(t testing.TB, l *Library, programme string, b *Batch) *Explanation {
	t.Helper()
	day, _ := ParseDay("2019-12-31")
	p, err := l.Plan(Options{Date: day, Programmes: []string{programme}})
	if err != nil {
		t.Fatal(err)
	}
	e, err := p.Explain(b, 0, programme)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// find is the reason of a criterion, at any depth.
func (r *Reason) find(id string) *Reason {
	if r.ID == id {
		return r
	}
	for _, m := range r.Members {
		if f := m.find(id); f != nil {
			return f
		}
	}
	return nil
}

func TestExplainSentences(t *testing.T) {
	l := mustRead(t, explainRules)
	for _, c := range []struct {
		name, programme, criterion string
		change                     map[string]any
		zh, en, changes            string
	}{
		{"met", "main", "c.ratio", nil, "研发占比：符合。研发费用500万元，不低于320万元（占比下限（4%） × 销售收入（8000万元））；占销售收入的6.25%，界线4%", "R&D share: met. R&D: 5 million yuan, at least 3.2 million yuan (least share (4%) × sales (80 million yuan)); 6.25% of sales, the line being 4%", ""},
		{"by a yuan", "main", "c.ratio", map[string]any{"rd": 3199999}, "研发占比：不符合。研发费用319.9999万元，低于320万元（占比下限（4%） × 销售收入（8000万元）），差1元；占销售收入的3.999999%，界线4%", "", "研发费用由319.9999万元变为320万元：“研发占比”符合，项目为“符合”"},
		{"on the edge of a step", "main", "c.ratio", map[string]any{"rd": 2.4e6, "sales": 5e7}, "研发占比：不符合。研发费用240万元，低于250万元（占比下限（5%） × 销售收入（5000万元）），差10万元；占销售收入的4.8%，界线5%", "", "研发费用由240万元变为250万元：“研发占比”符合，项目为“符合”"},
		{"no sales", "main", "c.ratio", map[string]any{"sales": 0}, "研发占比：不符合。销售收入是0元", "", ""},
		{"missing", "main", "c.ratio", map[string]any{"rd": nil}, "研发占比：缺数据。缺研发费用", "R&D share: data missing. missing: R&D", ""},
		{"young", "main", "c.age", map[string]any{"since": "2019-01-01"}, "满一年：不符合。注册日期（2019年1月1日）至评估日（2019年12月31日）的天数 = 364天，低于365天（最少天数），差1天", "a year old: not met. days from registration (2019-01-01) to the day of evaluation (2019-12-31) = 364 days, below 365 days (least age), short by 1 day", "数据不变，到2020年1月1日：“满一年”符合，项目为“符合”"},
		{"a tenth of 31", "main", "c.tech", map[string]any{"staff": 31}, "科技人员占比：不符合。科技人员3人，低于3.1人（人员占比下限（10%） × 职工（31人）），差0.1人；占职工的9.68%，界线10%", "", "科技人员由3人变为4人：“科技人员占比”符合，项目为“符合”"},
		{"one of two is enough", "main", "c.audited", map[string]any{"audited": false}, "查账：不符合。查账征收：否", "audited: not met. audited accounts: no", ""},
		{"neither of two", "main", "c.points", map[string]any{"audited": false, "points": 70}, "评分：不符合。专家评分70分，不超过70分（合格线）", "points: not met. experts' points: 70 points, at most 70 points (limit)", "查账征收由否变为是：“查账”符合，项目为“符合”|专家评分由70分变为71分：“评分”符合，项目为“符合”"},
		{"by evidence", "main", "c.audited", map[string]any{"audited": nil}, "查账：待核。缺“查账征收”；凭税务证明判断", "", ""},
		{"industry", "main", "c.industry", map[string]any{"division": "70"}, "行业合适：不符合。行业为70，在“51”“70”之列", `right industry: not met. industry is 70, one of "51", "70"`, ""},
		{"not for it", "score", "c.made", map[string]any{"division": "51"}, "制造业研发：不适用。行业为51，不以“3”开头", "", ""},
		{"band", "score", "c.score", map[string]any{"staff": 8}, "总分：待核。得分在60分至75分之间，须超过70分；由人判断", "total: for a person to decide. from 60 points to 75 points, must be above 70 points; a person decides", ""},
		{"band that decides", "score", "c.score", map[string]any{"staff": 11}, "总分：符合。得80分，须超过70分", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			row := good()
			for k, v := range c.change {
				if row[k] = v; v == nil {
					delete(row, k)
				}
			}
			e := explained(t, l, c.programme, firm(row))
			r := e.Programme.find(c.criterion)
			if r.Sentence.Zh != c.zh {
				t.Errorf("%s\nwant %s", r.Sentence.Zh, c.zh)
			}
			if c.en != "" && r.Sentence.En != c.en {
				t.Errorf("%s\nwant %s", r.Sentence.En, c.en)
			}
			var changes []string
			for _, x := range e.Changes {
				changes = append(changes, x.Sentence.Zh)
			}
			if got := strings.Join(changes, "|"); got != c.changes {
				t.Errorf("changes: %s\nwant %s", got, c.changes)
			}
		})
	}
}

// Figures stand in the unit that a rule was written in, and years never reach
// a year that isn't over.
// What misses its limit never reads as the limit, in the unit that both are
// read in, and neither does what it's short by.
func TestExplainTellsApart(t *testing.T) {
	l := library(t, "field: area\nentity: firm\ntitle: 面积\nunit: 万平方米\n---\nfield: energy\nentity: firm\ntitle: 能耗\nunit: 吨标准煤\n---\nfield: output\nentity: firm\ntitle: 产值\nunit: 万元\n---\nfield: nodes\nentity: firm\ntitle: 制程\nunit: 纳米\n---\nfield: months\nentity: firm\ntitle: 月数\nunit: 月\n---\n"+
		"{param: a, title: 面积下限, unit: 平方米, value: 5000, valid: [{from: 2020-01-01}]}\n---\n{param: e, title: 能耗线, unit: 吨标准煤/万元, value: 0.3, valid: [{from: 2020-01-01}]}\n---\n{param: n, title: 最大制程, unit: 微米, value: 0.18, valid: [{from: 2020-01-01}]}\n---\n{param: m, title: 最少月数, unit: 月, value: 6, valid: [{from: 2020-01-01}]}\n---\n"+
		"{id: area, entity: firm, expr: area >= param.a}\n---\n{id: energy, entity: firm, expr: energy / output <= param.e}\n---\n{id: nodes, entity: firm, expr: nodes <= param.n}\n---\n{id: months, entity: firm, expr: months >= param.m}\n---\nprogramme: g\nentity: firm\nall: [area, energy, nodes, months]\n")
	p, err := l.Plan(Options{Date: DayOf(2021, 6, 1)})
	if err != nil {
		t.Fatal(err)
	}
	e, err := p.Explain(firm(map[string]any{"area": 4999., "energy": 438.28, "output": 1255.91e4, "nodes": 180.1e-9, "months": 5}), 0, "g")
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []city.Text{
		{Zh: "area：不符合。面积0.4999万平方米，低于0.5万平方米（面积下限），差0.0001万平方米", En: "area: not met. 面积: 4999 square metres, below 5000 square metres (面积下限), short by 1 square metre"},
		{Zh: "energy：不符合。能耗（438.28吨标准煤） ÷ 产值（1255.91万元） = 0.35吨标准煤/万元，高于0.3吨标准煤/万元（能耗线），超出0.05吨标准煤/万元", En: "energy: not met. 能耗 (438.28 tce) ÷ 产值 (12.5591 million yuan) = 0.35 tce per 10,000 yuan, above 0.3 tce per 10,000 yuan (能耗线), over by 0.05 tce per 10,000 yuan"},
		{Zh: "nodes：不符合。制程180.1纳米，高于180纳米（最大制程），超出0.1纳米", En: "nodes: not met. 制程: 180.1 nanometres, above 180 nanometres (最大制程), over by 0.1 nanometres"},
		{Zh: "months：不符合。月数5个月，低于6个月（最少月数），差1个月", En: "months: not met. 月数: 5 months, below 6 months (最少月数), short by 1 month"},
	} {
		if got := e.Programme.Members[i].Sentence; got != want {
			t.Errorf("%s\n%s", got.Zh, got.En)
		}
	}
	if c := e.Changes[0].Sentence.Zh; !strings.HasPrefix(c, "面积由0.4999万平方米变为0.5万平方米") {
		t.Error(c)
	}
}

func TestFiguresAsWritten(t *testing.T) {
	for _, c := range []struct {
		v            float64
		unit, zh, en string
	}{
		{50 * 2000.0 / 3, "亩", "50亩", "50 mu"},
		{3, "元/亩", "2000元/亩", "2000 yuan per mu"},
		{300, "万元/亩", "20万元/亩", "300 yuan per square metre"},
		{30000, "万平方米", "3万平方米", "30000 square metres"},
		{5.9973, "年", "5.99年", "5.99 years"}, {6, "年", "6年", "6 years"}, {0.5, "年", "0.5年", "0.5 years"},
		{3, "元/人", "3元/人", "3 yuan per person"},
	} {
		if got := Figure(c.v, c.unit); got.Zh != c.zh || got.En != c.en {
			t.Errorf("%v %s: %q %q", c.v, c.unit, got.Zh, got.En)
		}
	}
}

// A rule of another city, with land, shares of two figures, long lists and
// groups, reads as an official would say it.
func TestExplainReadsAloud(t *testing.T) {
	l := mustRead(t, `
{field: land, entity: firm, unit: 亩, title: {zh: 用地面积, en: land}}
---
{field: tax, entity: firm, unit: 万元/亩, title: {zh: 亩均税收, en: tax per mu}}
---
{field: big, entity: firm, unit: bool, title: {zh: 规上企业, en: large}}
---
{field: rd, entity: firm, unit: 人, title: {zh: 研发人员, en: R&D staff}}
---
{field: staff, entity: firm, unit: 人, title: {zh: 职工, en: staff}}
---
{field: division, entity: firm, unit: text, title: {zh: 行业, en: industry}}
---
{field: since, entity: firm, unit: date, title: {zh: 注册日期, en: registration}}
---
{param: share, unit: ratio, title: {zh: 占比下限, en: least share}, value: 0.2, valid: [{from: 2016-01-01}]}
---
{param: rate, unit: 元/亩, title: {zh: 每亩奖励, en: award per mu}, of: 万元/亩, valid: [{from: 2016-01-01, brackets: [{below: 10, value: 0}, {value: 2000}]}]}
---
{param: age, unit: 年, title: {zh: 年限, en: age}, value: 5, valid: [{from: 2016-01-01}]}
---
{id: people, entity: firm, title: {zh: 研发人员占比, en: share of R&D staff}, expr: rd / staff >= param.share}
---
{id: made, entity: firm, title: {zh: 制造业, en: manufacturing}, expr: 'division startsWith ["13","14","15","16","17","18","19","20","21","22"]'}
---
{id: young, entity: firm, title: {zh: 年轻, en: young}, expr: "years(since, date) <= param.age"}
---
{param: most, unit: 人, title: {zh: 大企业上限, en: most of a large one}, value: 20, valid: [{from: 2016-01-01}]}
---
{param: less, unit: 人, title: {zh: 小企业上限, en: most of a small one}, value: 10, valid: [{from: 2016-01-01}]}
---
{id: size, entity: firm, title: {zh: 规模, en: size}, expr: "staff <= (big ? param.most : param.less)"}
---
{programme: sized, entity: firm, title: {zh: 分规模, en: by size}, all: [size], benefits: [{id: sized.money, title: {zh: 金额, en: money}, expr: "land * param.one * (big ? 2 : 1)"}]}
---
{param: one, unit: 元/亩, title: {zh: 每亩, en: per mu}, value: 100, valid: [{from: 2016-01-01}]}
---
{programme: award, entity: firm, title: {zh: 亩均奖, en: award}, applies: big, all: [people, {any: [made, young]}], benefits: [{id: money, title: {zh: 奖励, en: money}, expr: "land * bracket(tax, param.rate)"}]}
`)
	row := map[string]any{"id": "X", "land": 50 * 2000.0 / 3, "tax": 300.0, "big": true, "rd": 5, "staff": 30, "division": "51", "since": "2014-01-03"}
	e := explained(t, l, "award", firm(row))
	if want := "，2019年12月31日。亩均奖：不符合。不符合的条件：研发人员占比、“制造业”或“年轻”（其一即可）；若符合，奖励10万元"; e.Summary.Zh != want {
		t.Error(e.Summary.Zh)
	}
	if want := "研发人员由5人变为6人：“研发人员占比”符合，项目为“不符合”"; len(e.Changes) != 1 || e.Changes[0].Sentence.Zh != want {
		t.Errorf("%+v", e.Changes)
	}
	if want := "制造业：不符合。行业为51，不以“13”“14”“15”“16”“17”“18”“19”“20”等10个中任何一个开头"; e.Programme.find("made").Sentence.Zh != want {
		t.Error(e.Programme.find("made").Sentence.Zh)
	}
	if want := "年轻：不符合。注册日期（2014年1月3日）至评估日（2019年12月31日）的年数 = 5.99年，高于5年（年限），超出0.99年"; e.Programme.find("young").Sentence.Zh != want {
		t.Error(e.Programme.find("young").Sentence.Zh)
	}
	if b := e.Programme.Benefits[0]; b.Formula.Zh != "用地面积（50亩） × 每亩奖励（2000元/亩）" || b.Formula.En != "land (50 mu) × award per mu (2000 yuan per mu)" {
		t.Error(b.Formula)
	}
	e = explained(t, l, "sized", firm(row))
	if want := "规模：不符合。职工30人，高于20人（大企业上限），超出10人"; e.Programme.find("size").Sentence.Zh != want {
		t.Error(e.Programme.find("size").Sentence.Zh)
	}
	if b := e.Programme.Benefits[0]; b.Formula.Zh != "用地面积（50亩） × 每亩（100元/亩） × 2" || b.Shown.Zh != "1万元" {
		t.Error(b.Formula.Zh, b.Shown.Zh)
	}
	delete(row, "tax")
	e = explained(t, l, "award", firm(row))
	if p := e.Programme; p.Limits[0].Shown.Zh != "0元/亩（不到10万元/亩）；2000元/亩（其余）" || !strings.HasSuffix(e.Summary.Zh, "若符合，奖励算不出（缺数据）") {
		t.Error(p.Limits[0].Shown.Zh, e.Summary.Zh)
	}
	row["big"] = false
	if e = explained(t, l, "award", firm(row)); e.Summary.Zh != "，2019年12月31日。亩均奖：不适用。规上企业：否" {
		t.Error(e.Summary.Zh)
	}
}

func TestExplainProgramme(t *testing.T) {
	l := mustRead(t, explainRules)
	row := good()
	row["rd"], row["since"] = 1e6, "2019-06-01"
	e := explained(t, l, "main", firm(row))
	want := "甲公司，2019年12月31日。主项目：不符合。不符合的条件：研发占比、满一年；若符合，奖励10万元"
	if e.Summary.Zh != want {
		t.Errorf("%s\nwant %s", e.Summary.Zh, want)
	}
	if e.Row != "X1" || e.Together == nil || e.Together.Programme != "met" || len(e.Changes) != 2 || e.Changes[0].Then.Programme != "unmet" {
		t.Errorf("changes: %+v together %+v", e.Changes, e.Together)
	}
	r := e.Programme.find("c.ratio")
	if len(r.Limits) != 1 || r.Limits[0].Step.Zh != "超过5000万元、不到2亿元" || r.Limits[0].Basis[0].Article != "第一条" || r.Limits[0].Low != 0.04 {
		t.Errorf("limits: %+v", r.Limits)
	}
	raw, err := json.Marshal(e)
	if err != nil || regexp.MustCompile(`"(clauses|values|limits|missing|evidence|members|benefits|basis|changes)":null`).Match(raw) {
		t.Errorf("%v %s", err, raw)
	}

	better := explained(t, l, "best", firm(good()))
	if b := better.Programme.Benefits[0]; better.Programme.Kind != "either" || !b.Counted || b.Low != 5e5 || b.Shown.Zh != "50万元" {
		t.Errorf("either: %+v", better.Programme.Benefits)
	}
	if inner := better.Programme.Members[0].Benefits[0]; inner.Counted {
		t.Error("the benefit of a member counts beside the either")
	}
	small := better.Programme.find("small")
	if got := small.Benefits[0].Formula.Zh; got != "取小（基数（500万元） × 人员占比下限（10%）；上限（50万元））" {
		t.Error(got)
	}
	if len(small.Steps) != 1 || small.Steps[0].Low != 5e6 || small.Steps[0].Made.Zh != "取大（研发费用（500万元）；0）" {
		t.Errorf("steps: %+v", small.Steps)
	}
	for _, r := range []*Reason{explained(t, l, "parks", firm(good())).Programme} {
		if r.State != "not_applicable" || !strings.Contains(r.Sentence.Zh, "park") || !strings.Contains(r.find("c.floor").Sentence.Zh, "park") {
			t.Errorf("another entity: %s %s", r.State, r.Sentence.Zh)
		}
	}
	day, _ := ParseDay("2019-12-31")
	p, _ := l.Plan(Options{Date: day, Programmes: []string{"small"}})
	if _, err := p.Explain(firm(good()), 0, "mian"); err == nil {
		t.Error("a programme that isn't in the plan is explained")
	}
}

// The clause of a package stands beside the limit that it set and the
// programme that it changed.
func TestExplainUnderPackage(t *testing.T) {
	p := mustPackage(t, packageHead+`
- {clause: 第三条, text: 放宽年限, edits: [{param: age, from: 2019-07-01, value: 180}]}
- {clause: 第四条, text: 不再看人员, edits: [{programme: main, from: 2019-07-01, end: [c.tech]}]}`)
	l, err := mustRead(t, explainRules).With(p)
	if err != nil {
		t.Fatal(err)
	}
	row := good()
	row["since"], row["tech"] = "2019-06-01", 0
	e := explained(t, l, "main", firm(row))
	if e.Programme.State != "met" || len(e.Programme.Clauses) != 1 || e.Programme.Clauses[0].Clause != "第四条" {
		t.Errorf("programme: %s %+v", e.Programme.State, e.Programme.Clauses)
	}
	r := e.Programme.find("c.age")
	if len(r.Limits) != 1 || len(r.Limits[0].Clauses) != 1 || r.Limits[0].Clauses[0] != (ClauseView{"draft", "第三条", "放宽年限"}) {
		t.Errorf("limits: %+v", r.Limits)
	}
	if !strings.HasPrefix(e.Rules, "draft@") {
		t.Error(e.Rules)
	}
}

// Whatever a row holds, its explanation agrees with the evaluation, every
// sentence is whole, and nothing that's missing is shown as a number.
func TestExplainAnyRow(t *testing.T) {
	l := mustRead(t, explainRules)
	rapid.Check(t, func(t *rapid.T) {
		row := map[string]any{}
		put := func(name string, v any) {
			if rapid.IntRange(0, 3).Draw(t, name+" there") > 0 {
				row[name] = v
			}
		}
		put("rd", rapid.SampledFrom([]float64{0, -5, 1e6, 3.2e6, 3199999, 1e9}).Draw(t, "rd"))
		put("sales", rapid.SampledFrom([]float64{0, 5e7, 5e7 + 1, 2e8, 8e7}).Draw(t, "sales"))
		put("staff", rapid.IntRange(0, 40).Draw(t, "staff"))
		put("tech", rapid.IntRange(0, 5).Draw(t, "tech"))
		put("since", rapid.SampledFrom([]string{"2019-12-31", "2019-01-01", "2018-12-31", "2021-01-01"}).Draw(t, "since"))
		put("audited", rapid.Bool().Draw(t, "audited"))
		put("division", rapid.SampledFrom([]string{"39", "51", "70"}).Draw(t, "division"))
		put("points", rapid.IntRange(60, 80).Draw(t, "points"))
		day := DayOf(2019, 12, 31)
		for _, g := range []string{"main", "score", "best", "parks"} {
			p, err := l.Plan(Options{Date: day, Programmes: []string{g}})
			if err != nil {
				t.Fatal(err)
			}
			b := firm(row)
			e, err := p.Explain(b, 0, g)
			if err != nil {
				t.Fatal(err)
			}
			var r Result
			p.Evaluate(b, &r)
			if want := r.Programmes[len(p.Programmes)-1][0].String(); g != "best" && e.Programme.State != want {
				t.Fatalf("%s: %s, evaluated %s", g, e.Programme.State, want)
			}
			e.Programme.whole(t)
			for _, x := range e.Changes {
				if x.Then.Criterion != "met" {
					t.Fatalf("a change that changes nothing: %+v", x)
				}
			}
		}
	})
}

func (r *Reason) whole(t *rapid.T) {
	for _, s := range []city.Text{r.Sentence, r.Formula, r.Title} {
		if strings.Contains(s.Zh+s.En, "%!") || strings.Contains(s.Zh+s.En, "NaN") || strings.HasSuffix(s.Zh, "。") || strings.HasSuffix(s.Zh, "；") {
			t.Fatalf("%q %q", s.Zh, s.En)
		}
	}
	for _, m := range r.Members {
		m.whole(t)
	}
}
