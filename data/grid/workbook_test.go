package grid

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// The fixture was written by another program, its .xls twin by LibreOffice:
// both must show the same, and what LibreOffice shows.
func TestTwins(t *testing.T) {
	want := map[string]string{
		"A1": "格式与数值", "B1": "格式与数值", "B3": "43374", "B4": "43373.50", "I4": "2.68", "C6": "24.8%", "C7": "24.84%",
		"G8": "2018年", "G9": "2018.00万人", "B10": "2018年9月", "B11": "2018-09-30", "B12": "2018", "K3": "合并", "L5": "合并", "M6": "末",
		"D17": "-1234.57", "C23": "000", "B27": "[43374]",
	}
	for _, name := range []string{"formats.xlsx", "formats.xls"} {
		grids, err := Read(name, fixture(t, name))
		if err != nil {
			t.Fatal(err)
		}
		if len(grids) != 2 || grids[0].Sheet != "表1" || grids[1].Sheet != "图表2" {
			t.Fatalf("%s: sheets %d", name, len(grids))
		}
		g := grids[0]
		for cell, text := range want {
			r, c, _ := locate(cell)
			if got := g.At(r, c).Text; got != text {
				t.Errorf("%s %s: want %q, got %q", name, cell, text, got)
			}
		}
		if g.At(0, 0).Merged || !g.At(0, 1).Merged || g.At(2, 10).Merged || !g.At(4, 11).Merged {
			t.Errorf("%s: the first cell of a region is not merged, the others are", name)
		}
		if !g.At(6, 2).Percent || g.At(3, 2).Percent {
			t.Errorf("%s: percent", name)
		}
		if !strings.Contains(g.Note.Zh, "隐") || !strings.Contains(g.Note.En, "hidden") {
			t.Errorf("%s: the hidden sheet is not named: %+v", name, g.Note)
		}
		if g.At(100, 100) != (Cell{}) || g.At(-1, 0) != (Cell{}) {
			t.Errorf("%s: cells outside are not blank", name)
		}
	}
	one, _ := Read("formats.xls", fixture(t, "formats.xls"))
	two, _ := Read("formats.xlsx", fixture(t, "formats.xlsx"))
	if a, b := show(one[0]), show(two[0]); a != b {
		t.Errorf("the twins differ:\n%s\n%s", a, b)
	}
	if got := show(one[1]); got != "武汉\n#DIV/0!\nTRUE\n" {
		t.Errorf("results of formulas: %q", got)
	}
	if !strings.Contains(two[1].Note.Zh, "2 个公式") || !strings.Contains(two[1].Note.Zh, "A1") {
		t.Errorf("formulas without results are not named: %+v", two[1].Note)
	}
}

// Every number of our reader is what another library gives for the raw cell.
func TestAgainstExcelize(t *testing.T) {
	raw := fixture(t, "formats.xlsx")
	f, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows("表1", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	grids, err := Read("a.xlsx", raw)
	if err != nil {
		t.Fatal(err)
	}
	filled := 0
	for r, row := range rows {
		for c, text := range row {
			if (text == "") != (grids[0].At(r, c).Text == "") && !grids[0].At(r, c).Merged {
				t.Errorf("%s: %q against %q", Name(r, c), text, grids[0].At(r, c).Text)
			}
			if text != "" {
				filled++
			}
		}
	}
	if filled < 200 {
		t.Errorf("only %d cells compared", filled)
	}
}

func TestSheetDetails(t *testing.T) {
	shared := file{"xl/sharedStrings.xml", `<sst><si><t>指标</t></si><si><r><t>研发</t></r><r><t xml:space="preserve"> 投入</t></r><rPh><t>注音</t></rPh></si><si><t>a&amp;b&#20013;&#x4e2d;_x000D_
c</t></si></sst>`}
	styles := file{"xl/styles.xml", `<styleSheet><numFmts><numFmt numFmtId="176" formatCode="0.0&quot;%&quot;"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="176"/></cellXfs></styleSheet>`}
	inside := `<!-- a > b --><sheetData>
<row r="2"><c r="B2" t="s"><v>0</v></c><c t="s"><v>1</v></c><c r="E2" t="s"><v>2</v></c></row>
<row><c t="inlineStr"><is><t>行内</t></is></c><c t="str"><f>"x"&amp;"y"</f><v>xy</v></c><c s="1"><v>0.13500000000000001</v></c><c s="2"><v>2.42</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="n"><v>NaN</v></c><c t="d"><v>2018-09-30T00:00:00</v></c><c s="1"/></row>
<row r="6"><c r="A6"><v><![CDATA[7]]></v></c><c r="B6" s="99"><v>8</v></c><c r="C6" t="s"><v>99</v></c></row>
</sheetData><mergeCells count="2"><mergeCell ref="B2:B3"/><mergeCell ref="C2:D2"/><mergeCell ref="A6:A9"/><mergeCell ref="bad"/></mergeCells>`
	grids, err := Read("a.xlsx", sheet(t, inside, shared, styles))
	if err != nil {
		t.Fatal(err)
	}
	want := "\n|指标|研发 投入|研发 投入~|a&b中中\nc\n行内|xy|13.50%|2.4%|TRUE|#N/A|NaN|2018-09-30\n\n\n7|8\n"
	if got := show(grids[0]); got != want {
		t.Errorf("want\n%s\ngot\n%s", want, got)
	}
}

func TestPrefixesAndUTF16(t *testing.T) {
	inside := `<?xml version="1.0" encoding="utf-16"?><x:worksheet xmlns:x="m"><x:sheetData><x:row r="1"><x:c r='A1' t='inlineStr'><x:is><x:t>武汉</x:t></x:is></x:c><x:c r="B1"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>`
	raw := pack(t, file{"_rels/.rels", `<R><Relationship Id="a" Type="u/officeDocument" Target="/xl/workbook.xml"/></R>`},
		file{"xl/workbook.xml", `<x:workbook xmlns:x="m" xmlns:r="r"><x:sheets><x:sheet name="一&amp;二" r:id="rId1"/></x:sheets></x:workbook>`},
		file{"xl/_rels/workbook.xml.rels", `<R><Relationship Id="rId1" Type="u/worksheet" Target="/xl/worksheets/s.xml"/></R>`},
		file{"xl/worksheets/s.xml", string(encode(t, inside, "utf-16 le"))})
	grids, err := Read("a.xlsx", raw)
	if err != nil {
		t.Fatal(err)
	}
	if got := show(grids[0]); got != "武汉|1\n" || grids[0].Sheet != "一&二" {
		t.Errorf("%q %q", grids[0].Sheet, got)
	}
}

// Known answers from the statistics site's export of 2019: 36 cities.
func TestStatisticsSite(t *testing.T) {
	gdp, err := Read("tables/20_Major_GDP.xls", reference(t, "nbs-main-cities/20_Major_GDP.xls"))
	if err != nil {
		t.Fatal(err)
	}
	g := gdp[0]
	if len(gdp) != 1 || g.Sheet != "主要城市年度数据" || len(g.Rows) != 41 || g.Width() != 21 {
		t.Fatalf("%d sheets, %q, %d rows, %d columns", len(gdp), g.Sheet, len(g.Rows), g.Width())
	}
	cities := rowsBy(g)
	for city, want := range map[string]map[int]string{
		"北京": {0: "北京", 1: "", 2: "28014.94", 20: "2678.82"},
		"武汉": {1: "", 2: "13410.34", 3: "11912.61"},
		"广州": {2: "21503.15", 3: "19547.44"},
		"深圳": {2: "22490.06"},
	} {
		for c, text := range want {
			if got := g.At(cities[city], c).Text; got != text {
				t.Errorf("%s, column %d: want %q, got %q", city, c, text, got)
			}
		}
	}
	if got := g.At(40, 0).Text; got != "数据来源：国家统计局" {
		t.Errorf("source line: %q", got)
	}
	table, err := Read("tables/17_Economic.csv", reference(t, "nbs-main-cities/17_Economic.csv"))
	if err != nil {
		t.Fatal(err)
	}
	e := table[0]
	cities = rowsBy(e)
	if len(e.Rows) != 37 && len(e.Rows) != 36 || e.Width() != 13 {
		t.Errorf("%d rows, %d columns", len(e.Rows), e.Width())
	}
	for city, want := range map[string]string{"北京": "1359.2", "深圳": "434.72", "银川": "188.59"} {
		if got := e.At(cities[city], 1).Text; got != want {
			t.Errorf("%s: want %s, got %s", city, want, got)
		}
	}
	one, err := Read("tables/20_Guangzhou_All.xls", reference(t, "nbs-main-cities/20_Guangzhou_All.xls"))
	if err != nil {
		t.Fatal(err)
	}
	for c := 1; c <= 18; c++ { // the same city and indicator in both files
		if a, b := one[0].At(4, c).Text, g.At(rowsBy(g)["广州"], c).Text; a != b {
			t.Errorf("广州, column %d: %q against %q", c, a, b)
		}
	}
}

func rowsBy(g *Grid) map[string]int {
	rows := map[string]int{}
	for r := range g.Rows {
		rows[g.At(r, 0).Text] = r
	}
	return rows
}
