package table

import (
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/data/grid"
)

// words are the pieces that random grids are made of.
var words = []string{"", "", "", "指标", "地区", "年份", "单位", "序号", "类别", "2016年", "2017年", "2018年", "2017", "2018", "1-9月", "一季度", "武汉市", "江岸区", "全市", "合计", "平均",
	"地区生产总值（亿元）", "*R&D经费", "其中：工业", "　　工业", "一、投入", "占GDP比重", "亿元", "%", "单位：亿元、%", "比上年增长（%）", "位次（15城市）", "15城市排序", "净增（家）",
	"100.5", "[360]", "-3.2", "25.08%", "约300", "—", "...", "达标", "1,234", "2018.09", "201809", "42*", "①", "注：*为预计数", "注：[]从2016年起口径调整", "数据来源：统计局", "续表", "表2 产出", "NaN", "4/15", "↑3", "2013-2018年", "时间：", "指标：GDP(亿元)", "甲", "1", "2", "((1))", "【】", "()", "[", "]", "）", "：", "：：", "\n"}

// FuzzRead reads grids made of such words and of any text: no panic, no
// endless loop, every value with a label, a period and a cell of the grid.
func FuzzRead(f *testing.F) {
	for seed := int64(0); seed < 40; seed++ {
		f.Add(seed, uint8(6), uint8(5), "12.5%*")
	}
	f.Fuzz(func(t *testing.T, seed int64, rows, cols uint8, extra string) {
		r := rand.New(rand.NewSource(seed))
		g := &grid.Grid{File: "表.csv"}
		if seed%2 == 0 {
			g.Rows = append(g.Rows, saneHead(r, int(cols%12)))
		}
		for i := 0; i < int(rows%24); i++ {
			var row []grid.Cell
			for j := 0; j < int(cols%12); j++ {
				text := words[r.Intn(len(words))]
				if r.Intn(12) == 0 {
					text = extra
				}
				row = append(row, grid.Cell{Text: text, Merged: r.Intn(8) == 0})
			}
			g.Rows = append(g.Rows, row)
		}
		checkRead(t, g)
	})
}

// saneHead is a header as tables have it, so that the rows below are read.
func saneHead(r *rand.Rand, cols int) []grid.Cell {
	first := []string{"指标", "地区", "年份", "", "项目"}
	rest := []string{"2017年", "2018年", "2018年比上年增长(%)", "15城市排序", "2018年专利授权量（件）", "2018年占比"}
	var row []grid.Cell
	for j := 0; j < cols; j++ {
		list := rest
		if j == 0 {
			list = first
		}
		row = append(row, grid.Cell{Text: list[r.Intn(len(list))]})
	}
	return row
}

// FuzzText reads any text as a comma-separated table.
func FuzzText(f *testing.F) {
	f.Add("指标,2017,2018\nGDP(亿元),1,2\n注：*为预计数")
	f.Add(",2018年,\n,总量,增速\n武汉,1,2")
	layouts, _ := filepath.Glob("testdata/layouts/*.txt")
	for _, l := range layouts { // the layouts are the corpus
		if raw, err := os.ReadFile(l); err == nil {
			text, _, _ := strings.Cut(string(raw), "\n--\n")
			f.Add(text)
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4000 {
			return
		}
		g := &grid.Grid{File: "表.csv"}
		for _, l := range strings.Split(text, "\n") {
			var row []grid.Cell
			for _, c := range strings.Split(l, ",") {
				row = append(row, grid.Cell{Text: c})
			}
			g.Rows = append(g.Rows, row)
		}
		checkRead(t, g)
	})
}

func checkRead(t *testing.T, g *grid.Grid) {
	tb, err := Read(g, testPlaces, testIndicators, Hints{})
	if err != nil {
		if strings.Contains(err.Error(), "没能读懂") {
			t.Fatalf("panic inside: %v", err)
		}
		return
	}
	for _, v := range tb.Values {
		if v.Label == "" || v.Period == "" || v.Facet == "" || v.Cell == "" || v.Status == "" {
			t.Fatalf("half a value: %+v", v)
		}
	}
	for _, b := range tb.Breaks {
		if b.Label == "" || b.From == "" || len(b.Cells) == 0 {
			t.Fatalf("half a break: %+v", b)
		}
	}
}

// BenchmarkLongTable reads 100,000 rows.
func BenchmarkLongTable(b *testing.B) {
	g := &grid.Grid{File: "表.csv"}
	add := func(cells ...string) {
		var row []grid.Cell
		for _, c := range cells {
			row = append(row, grid.Cell{Text: c})
		}
		g.Rows = append(g.Rows, row)
	}
	add("企业", "2018年营业收入（万元）", "2018年研发费用（万元）")
	for i := 0; i < 100000; i++ {
		add(fmt.Sprintf("企业%d", i), fmt.Sprint(i*7%100000), fmt.Sprintf("%d.%02d", i%5000, i%100))
	}
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		if _, err := Read(g, testPlaces, testIndicators, Hints{}); err != nil {
			b.Fatal(err)
		}
	}
}
