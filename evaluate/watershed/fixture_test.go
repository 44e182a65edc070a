package watershed

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/shopspring/decimal"
)

// mainCities is the table of the worked study.
const mainCities = "国家统计局-主要城市年度数据-国内生产总值.csv"

// load reads tables as a study would.
func load(t testing.TB, tables map[string][]byte, options data.Options) *data.Set {
	t.Helper()
	root := t.TempDir()
	if err := os.Mkdir(filepath.Join(root, "tables"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, raw := range tables {
		if err := os.WriteFile(filepath.Join(root, "tables", name), raw, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	dir, err := files.Open(root)
	if err != nil {
		t.Fatal(err)
	}
	defer dir.Close()
	set, _, err := data.Load(dir, options)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// wuhan is the panel of 36 cities of the worked study, with the note of its
// source.
func wuhan(t testing.TB) *diagnose.Bench {
	t.Helper()
	raw, err := os.ReadFile("../../studies/wuhan-2019/tables/" + mainCities)
	if err != nil {
		t.Fatal(err)
	}
	set := load(t, map[string][]byte{mainCities: raw}, data.Options{Place: "420100", Sources: []city.Source{{
		ID: "nbs-main-cities", Title: "主要城市年度数据·国内生产总值", Publisher: "国家统计局", Grade: "A", File: "tables/" + mainCities,
		Note: "2019年导出；北京、上海、天津、重庆2009年以前为修订数，其余多为首次公布数",
	}}})
	return &diagnose.Bench{Set: set, Place: "420100", Seed: 1, Later: map[diagnose.Type]func(diagnose.Claim, *diagnose.Bench) diagnose.Result{diagnose.ThresholdType: Judge}}
}

// claim is a claim that the indicator has a threshold at figures.
func claim(sentence, indicator, unit string, figures ...string) diagnose.Claim {
	c := diagnose.Claim{ID: "w", Sentence: sentence, Type: diagnose.ThresholdType, Indicator: indicator, Unit: unit, Word: "分水岭"}
	for _, f := range figures {
		c.Figures = append(c.Figures, decimal.RequireFromString(f))
	}
	return c
}

func reasons(r diagnose.Result) map[string]city.Text {
	out := map[string]city.Text{}
	for _, x := range r.Reasons {
		out[x.Code] = x.Text
	}
	return out
}
