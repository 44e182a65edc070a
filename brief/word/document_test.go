package word

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/internal/ooxml"
	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"
)

// everything is a document that uses every feature once.
func everything() *Document {
	d := New(Options{Title: "题<名>", Subject: "=1+1", Date: "2019-12-05", Lang: "zh", Header: "内部"})
	d.Paragraph(Title, Text("标题"))
	d.Heading(1, "a", Text("一级"))
	d.Heading(2, "", Text("二级"))
	d.Heading(3, "", Text("三级"))
	d.Heading(4, "", Text("四级"))
	d.Paragraph(Body, Run{Text: "正文\x00\x0b & <b> \"引\"", Note: "资料来源：甲"}, Run{Text: "第二句", Bold: true, Note: "资料来源：乙"}, Run{Text: "见上", Link: "a"})
	d.Table(Table{Widths: []int{1000, 1000, 1000}, Title: "表",
		Head: [][]Cell{{TextCell("", "甲"), {Span: 2, Lines: []Line{{Runs: []Run{Text("乙")}}}}}},
		Rows: [][]Cell{{{Down: First, Lines: []Line{{Runs: []Run{Text("丙")}}}}, TextCell(CellNum, "1")}, {{Down: Continue}, TextCell(CellNum, "2"), TextCell("", "丁")}}})
	d.Chart(Chart{Kind: Lines, Unit: "%", Categories: []string{"2016", "2017", "2018（预计）"}, Describe: "图", Source: "=资料来源",
		Series: []Series{{Name: "+前", Points: []Point{point("2.50"), point("2.61"), {}}}, {Name: "后", Points: []Point{{}, {}, {Value: decimal.RequireFromString("2.42"), Has: true, Hollow: true}}}}})
	d.Chart(Chart{Kind: Bars, Unit: "家", Categories: []string{"甲", "=cmd()"}, Series: []Series{{Name: "数", Points: []Point{point("3536"), point("-14400")}}}})
	nan := math.NaN()
	d.Scatter(Scatter{X: Axis{Title: "年份<x>", Low: -2, High: 2, Step: 1}, Y: Axis{Title: "效应", Low: -0.5, High: 1, Step: 0.5, Decimals: 1}, Describe: "图", Source: "=来源", Curves: []Curve{
		{Name: "=线", Points: []XY{{-2, 0.25, nan, nan}, {-1, nan, nan, nan}, {2, 1, nan, nan}}},
		{Name: "点", Kind: Marked, Look: 1, Points: []XY{{0, 0.5, 0.25, 1}}},
		{Kind: Rule, Points: []XY{{0, -0.5, nan, nan}, {0, 1, nan, nan}}},
	}})
	d.Spans(Spans{Unit: "位次<x>", Name: "=位次", Names: []string{"甲", "=cmd()", "丙"}, Reversed: true, Top: 3, Describe: "图", Source: "=来源",
		Marks: []Span{{Value: 1, Low: 1, High: 1.0/3 + 1}, {Value: 2, Low: 1, High: 3, Own: true}, {Value: 3, Low: nan, High: nan}}})
	return d
}

func point(s string) Point { return Point{Value: decimal.RequireFromString(s), Has: true} }

func open(t *testing.T, d *Document) *ooxml.Package {
	t.Helper()
	raw, err := d.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	p, err := ooxml.Open("x.docx", raw)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func get(t *testing.T, p *ooxml.Package, name string) string {
	t.Helper()
	b, ok := p.Part(name)
	if !ok {
		t.Fatalf("no part %s", name)
	}
	return string(b)
}

// Every part is well-formed, has a content type, and every relationship leads
// to a part that is there.
func TestPackageIsWhole(t *testing.T) {
	p := open(t, everything())
	types := get(t, p, "[Content_Types].xml")
	for _, name := range p.Names() {
		b, _ := p.Part(name)
		ext := path.Ext(name)
		if ext == ".xml" || ext == ".rels" {
			dec := xml.NewDecoder(bytes.NewReader(b))
			for {
				if _, err := dec.Token(); err == io.EOF {
					break
				} else if err != nil {
					t.Fatalf("%s: %v", name, err)
				}
			}
		}
		typed := strings.Contains(types, `PartName="/`+name+`"`) || ext == ".rels" || ext == ".xlsx" || name == "[Content_Types].xml"
		if !typed {
			t.Errorf("%s has no content type", name)
		}
		if ext != ".rels" {
			continue
		}
		owner := path.Dir(path.Dir(name))
		for _, m := range regexp.MustCompile(`Target="([^"]*)"`).FindAllStringSubmatch(string(b), -1) {
			if _, ok := p.Part(path.Join(owner, m[1])); !ok {
				t.Errorf("%s leads to %s, which is not there", name, m[1])
			}
		}
	}
	for _, m := range regexp.MustCompile(`PartName="/([^"]*)"`).FindAllStringSubmatch(types, -1) {
		if _, ok := p.Part(m[1]); !ok {
			t.Errorf("content type for %s, which is not there", m[1])
		}
	}
}

// Every r:id of the document is a relationship, every style is defined, ids
// are unique, footnotes stand in both parts.
func TestReferences(t *testing.T) {
	p := open(t, everything())
	doc, rels := get(t, p, "word/document.xml"), get(t, p, "word/_rels/document.xml.rels")
	for _, m := range regexp.MustCompile(`r:id="([^"]*)"`).FindAllStringSubmatch(doc, -1) {
		if !strings.Contains(rels, `Id="`+m[1]+`"`) {
			t.Errorf("no relationship %s", m[1])
		}
	}
	styles := get(t, p, "word/styles.xml")
	all := doc + styles + get(t, p, "word/footnotes.xml") + get(t, p, "word/footer1.xml") + get(t, p, "word/footer2.xml") + get(t, p, "word/header1.xml") + get(t, p, "word/numbering.xml")
	for _, m := range regexp.MustCompile(`<w:(?:pStyle|rStyle|tblStyle|basedOn|next) w:val="([^"]*)"`).FindAllStringSubmatch(all, -1) {
		if !strings.Contains(styles, `w:styleId="`+m[1]+`"`) {
			t.Errorf("style %s is not defined", m[1])
		}
	}
	for _, pattern := range []string{`<wp:docPr id="(\d+)"`, `<w:bookmarkStart w:id="(\d+)"`, `<w:footnoteReference w:id="(\d+)"`} {
		seen := map[string]bool{}
		found := regexp.MustCompile(pattern).FindAllStringSubmatch(doc, -1)
		if len(found) == 0 {
			t.Errorf("nothing matches %s", pattern)
		}
		for _, m := range found {
			if seen[m[1]] {
				t.Errorf("%s stands twice", m[0])
			}
			seen[m[1]] = true
		}
	}
	for _, m := range regexp.MustCompile(`<w:footnoteReference w:id="(\d+)"`).FindAllStringSubmatch(doc, -1) {
		if !strings.Contains(get(t, p, "word/footnotes.xml"), `<w:footnote w:id="`+m[1]+`"`) {
			t.Errorf("no footnote %s", m[1])
		}
	}
	for _, m := range regexp.MustCompile(`w:anchor="([^"]*)"`).FindAllStringSubmatch(doc, -1) {
		if !strings.Contains(doc, `w:name="`+m[1]+`"`) {
			t.Errorf("no bookmark %s", m[1])
		}
	}
}

// Control characters are gone, signs of XML are escaped.
func TestTextIsSafe(t *testing.T) {
	doc := get(t, open(t, everything()), "word/document.xml")
	if !strings.Contains(doc, "正文 &amp; &lt;b&gt; &quot;引&quot;") {
		t.Error("the text was not kept and escaped")
	}
}

// The numbers that a chart shows are those of its workbook, and no text of
// the workbook is a formula.
func TestChartCacheEqualsWorkbook(t *testing.T) {
	p := open(t, everything())
	pts := regexp.MustCompile(`<c:pt idx="(\d+)"><c:v>([^<]*)</c:v>`)
	for n, count := range []int{2, 1, 3, 1} {
		chart := get(t, p, fmt.Sprintf("word/charts/chart%d.xml", n+1))
		f, err := excelize.OpenReader(strings.NewReader(get(t, p, fmt.Sprintf("word/embeddings/chart%d.xlsx", n+1))))
		if err != nil {
			t.Fatal(err)
		}
		checked := 0
		for _, m := range regexp.MustCompile(`(?s)<c:f>Sheet1!\$([A-Z])\$(\d)[^<]*</c:f><c:(?:num|str)Cache>(.*?)</c:(?:num|str)Cache>`).FindAllStringSubmatch(chart, -1) {
			for _, pt := range pts.FindAllStringSubmatch(m[3], -1) {
				var row, first int
				fmt.Sscan(pt[1], &row)
				fmt.Sscan(m[2], &first)
				cell := fmt.Sprintf("%s%d", m[1], row+first)
				got, err := f.GetCellValue("Sheet1", cell)
				if err != nil {
					t.Fatal(err)
				}
				a, errA := decimal.NewFromString(got)
				b, errB := decimal.NewFromString(pt[2])
				if got != pt[2] && (errA != nil || errB != nil || !a.Equal(b)) {
					t.Errorf("chart %d: %s holds %q, the chart shows %q", n+1, cell, got, pt[2])
				}
				checked++
			}
		}
		if want := []int{2 + 6 + 3, 1 + 2 + 2, 3 + 3 + 2 + 2 + 2 + 2 + 2, 1 + 3 + 3 + 2 + 2}[n]; checked != want {
			t.Errorf("chart %d: %d values compared, want %d (of %d series)", n+1, checked, want, count)
		}
		rows, _ := f.GetRows("Sheet1")
		for r := range rows {
			for c := range rows[r] {
				cell, _ := excelize.CoordinatesToCellName(c+1, r+1)
				if formula, _ := f.GetCellFormula("Sheet1", cell); formula != "" {
					t.Errorf("%s is a formula: %s", cell, formula)
				}
			}
		}
	}
}

// A chart whose series do not fit its categories is a fault, not a broken file.
func TestChartMustFit(t *testing.T) {
	d := New(Options{})
	d.Chart(Chart{Categories: []string{"a"}, Series: []Series{{Name: "s"}}})
	if _, err := d.Bytes(); err == nil {
		t.Error("no error")
	}
	d = New(Options{})
	d.Spans(Spans{Names: []string{"a", "b"}, Marks: []Span{{Value: 1}}})
	if _, err := d.Bytes(); err == nil {
		t.Error("no error for marks without names")
	}
}

func TestSameBytes(t *testing.T) {
	a, _ := everything().Bytes()
	b, _ := everything().Bytes()
	if !bytes.Equal(a, b) {
		t.Error("the same document gave other bytes")
	}
}

// The page is that of GB/T 9704-2012: A4, 37 and 28 mm, a text block of 156 by
// 225 mm that 22 lines fill, and 28 characters a line.
func TestOfficialPage(t *testing.T) {
	doc := get(t, open(t, New(Options{})), "word/document.xml")
	for _, want := range []string{`w:w="11906" w:h="16838"`, `w:top="2098"`, `w:left="1588"`, `w:linePitch="579"`} {
		if !strings.Contains(doc, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	height := a4Long - paperTop - paperBottom
	if lines := height / linePitch; lines != 22 {
		t.Errorf("%d lines a page", lines)
	}
	if width := (Options{}).TextWidth(); width/(320-5) != 28 {
		t.Errorf("%d characters a line", width/(320-5))
	}
	for name, twips := range map[string][2]int{"width": {a4Short - paperLeft - paperRight, 156}, "height": {height, 225}} {
		if mm := float64(twips[0]) * 25.4 / 1440; mm < float64(twips[1])-1 || mm > float64(twips[1])+1 {
			t.Errorf("%s of the text block %.1f mm, want %d", name, mm, twips[1])
		}
	}
}

func TestNumberingAndFooters(t *testing.T) {
	p := open(t, New(Options{}))
	numbers := get(t, p, "word/numbering.xml")
	for _, want := range []string{`w:val="%1、"`, `w:val="（%2）"`, `w:val="%3."`, `w:val="（%4）"`} {
		if !strings.Contains(numbers, want) {
			t.Errorf("numbering lacks %s", want)
		}
	}
	if odd := get(t, p, "word/footer1.xml"); !strings.Contains(odd, "FooterOdd") || !strings.Contains(odd, "— ") {
		t.Error("odd footer")
	}
	if !strings.Contains(get(t, p, "word/settings.xml"), "<w:evenAndOddHeaders/>") {
		t.Error("odd and even pages do not differ")
	}
	for _, name := range p.Names() {
		if strings.Contains(name, "fonts/") || strings.HasSuffix(name, ".odttf") {
			t.Errorf("%s: no font may be embedded", name)
		}
	}
}
