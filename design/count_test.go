package design

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/rule"
)

// study is a folder with published counts of a synthetic city and a specification.
func study(t *testing.T, spec string) (*files.Folder, *data.Set) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		SpecFile: spec,
		"facts.csv": "place,indicator,period,value,unit,status,definition,source,cell,note\n" +
			"武汉市,high_tech_enterprises,2018,3536,家,final,,s1,,\n武汉市,high_tech_enterprises,2019,4450,家,estimate,,s1,,\n武汉市,gdp,2018,14847,亿元,final,,s1,,\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	folder, err := files.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { folder.Close() })
	set, _, err := data.Load(folder, data.Options{Sources: []city.Source{{ID: "s1", Title: "简报", Publisher: "合成机构", Date: "2019-11", Grade: "B"}}})
	if err != nil {
		t.Fatal(err)
	}
	return folder, set
}

const counted2019 = `title: 合成测算
date: 2019-12-31
counts:
- benefit: yc.innovators.award
  low:
    plus: [{indicator: 高新技术企业数, place: 武汉市, period: 2019}]
    minus: [{indicator: 高新技术企业数, place: 武汉市, period: 2018}]
    because: {zh: 净增, en: net}
  high:
    plus: [{indicator: 高新技术企业数, place: 武汉市, period: 2018}]
    because: {zh: 都算, en: all}
`

// 4450 - 3536 = 914 firms at 100,000 before and 400,000 after: 91.4 and 365.6
// million yuan, 274.2 million more; at the high end 3,536 firms.
func TestCount(t *testing.T) {
	folder, set := study(t, counted2019+"budget: [{name: 全年, limit: 10亿元}]\ntake_up: {low: 0.5, high: 1, why: {zh: 假设, en: assumed}}\n")
	spec, err := ReadSpec(folder, SpecFile)
	if err != nil {
		t.Fatal(err)
	}
	a, err := Count(spec, set, library(t))
	if err != nil {
		t.Fatal(err)
	}
	c := a.Counted[0]
	if c.From != 10000000 || c.To != 40000000 || c.Recipients[0].Firms != 914 || c.Recipients[1].Firms != 3536 || !c.Open {
		t.Errorf("amounts and recipients: %+v", c)
	}
	if c.Extra != [2]Money{13710000000, 106080000000} || c.Cost[0] != 18280000000 { // half of the 914 claim
		t.Errorf("extra %v, cost %v", c.Extra, c.Cost)
	}
	if len(c.Clauses) != 2 || !strings.HasSuffix(c.Clauses[0], "第一条") {
		t.Errorf("clauses %v", c.Clauses)
	}
	if b := a.Budget; !b.Refused || b.Binding != "全年" || b.Limits[0].Needed != 141440000000 || b.Limits[0].Spent != 0 {
		t.Errorf("budget %+v", b)
	}
	estimate := false
	for _, x := range c.Assuming {
		estimate = estimate || strings.Contains(x.Zh, "4450家为预计数")
	}
	e := a.Exhibits()[0]
	if low := e.Rows[5][1]; low.Value.String() != "1.371" || low.Expr != "({0}-{1})*30/10000*0.5" || len(low.From) != 2 {
		t.Errorf("the extra cost as arithmetic: %s %s over %d", low.Value, low.Expr, len(low.From))
	}
	if !estimate || !strings.Contains(e.Rows[0][3].Text.Zh, "合成机构《简报》") {
		t.Errorf("assumptions and sources: %+v, %s", c.Assuming, e.Rows[0][3].Text.Zh)
	}
}

// What cannot be counted is an error that says where.
func TestCountRefuses(t *testing.T) {
	for _, x := range []struct{ from, to, want string }{
		{"2019-12-31", "2019-13-31", "date"},
		{"period: 2019}", "period: 2017}", "没有这个数"},
		{"indicator: 高新技术企业数, place: 武汉市, period: 2019", "indicator: 没听说过的数, place: 武汉市, period: 2019", "没有这个指标"},
		{"place: 武汉市, period: 2019", "place: 无名市, period: 2019", "没有这个地方"},
		{"plus: [{indicator: 高新技术企业数, place: 武汉市, period: 2019}]", "plus: [{indicator: 地区生产总值, place: 武汉市, period: 2018}]", "单位不是家"},
		{"yc.innovators.award", "yc.nothing", "没有编号为"},
		{"because: {zh: 净增, en: net}", "", "because"},
		{"title: 合成测算", "title: 合成测算\nbudget: [{name: 全年, limit: -1亿元}]", "负数"},
		{"title: 合成测算", "title: 合成测算\nbudget: [{name: 全年, limit: 很多}]", "limit"},
		{"title: 合成测算", "title: 合成测算\ntake_up: {low: 0.9, high: 0.5, why: {zh: 假设, en: assumed}}", "申领率"},
		{"title: 合成测算", "title: 合成测算\nyears: [2019-01-01]", "两个日期"},
		{"title: 合成测算", "title: 合成测算\nregistry: firms.csv", "只能写一个"},
		{"title: 合成测算", "title: 合成测算\nsample: {firms: 10, seed: 1}", "只能写一个"},
		{"title: 合成测算", "title: 合成测算\nranking: [staff]", "排序"},
		{"title: 合成测算", "title: 合成测算\npackages: [../p.yaml]", "课题之外"},
		{"title: 合成测算", "titel: 合成测算", "titel"},
		{"minus: [{indicator: 高新技术企业数, place: 武汉市, period: 2018}]", "", "高于上限"},
	} {
		text := strings.Replace(counted2019, x.from, x.to, 1)
		if text == counted2019 {
			t.Fatalf("%q is not in the specification", x.from)
		}
		folder, set := study(t, text)
		spec, err := ReadSpec(folder, SpecFile)
		if err == nil {
			_, err = Count(spec, set, library(t))
		}
		e, ok := err.(*city.Error)
		if !ok || !strings.Contains(e.In("zh"), x.want) || e.File != SpecFile || e.Line == 0 {
			t.Errorf("%s: %v, not %q", x.to, err, x.want)
		}
	}
}

func TestApplyRefuses(t *testing.T) {
	both := library(t)
	for name, change := range map[string]func(*Options){
		"unknown_benefit": func(o *Options) { o.Limits = []Limit{{Name: "x", Amount: 1, Benefits: []string{"none"}}} },
		"negative_budget": func(o *Options) { o.Limits = []Limit{{Name: "x", Amount: -1}} },
		"same_year":       func(o *Options) { o.Years = []rule.Day{o.Date - 30} },
		"no_budget":       func(o *Options) { o.Ranking = Ranking([]string{"staff"}) },
		"unknown_field":   func(o *Options) { o.Limits, o.Ranking = []Limit{{Name: "x"}}, Ranking([]string{"-beauty"}) },
		"not_a_number":    func(o *Options) { o.Limits, o.Ranking = []Limit{{Name: "x"}}, Ranking([]string{"district"}) },
		"bad_take_up":     func(o *Options) { o.TakeUp = &TakeUp{Low: 0.5, High: nan} },
	} {
		o := options(t)
		change(&o)
		_, err := Apply(memory(batch(five(t))), both, o)
		if e, ok := err.(*city.Error); !ok || e.Code != name {
			t.Errorf("%s: %v", name, err)
		}
	}
	a, err := Apply(memory(), both, options(t))
	if err != nil || a.Population.Firms != 0 || a.Programmes[0].Met != 0 {
		t.Errorf("no firm at all: %+v %v", a, err)
	}
}
