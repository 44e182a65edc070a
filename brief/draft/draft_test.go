package draft

import (
	"bytes"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/diagnose/propose"
	"github.com/quanyu/quanyu/internal/ooxml"
	"github.com/shopspring/decimal"
)

// options gives a bench of made-up numbers 合成 for Ningbo.
func options(t testing.TB) Options {
	t.Helper()
	set := &data.Set{Places: catalog.NewPlaces(), Indicators: catalog.NewIndicators(), Sources: map[string]city.Source{}}
	row := 1
	add := func(indicator, unit string, status city.Status, values map[string]string) {
		row++
		col := 0
		for _, year := range []string{"2015", "2016", "2017", "2018", "2019"} {
			col++
			v, ok := values[year]
			if !ok {
				continue
			}
			st := city.Final
			if year == "2019" {
				st = status
			}
			set.Observations = append(set.Observations, city.Observation{
				Indicator: indicator, Facet: city.Level, Place: "330200", Period: city.Period(year), Value: decimal.RequireFromString(v), Unit: unit, Status: st,
				Origin: city.Origin{File: "tables/合成.xlsx", SHA256: "00", Sheet: "表1", Cell: string(rune('A'+col)) + string(rune('0'+row))},
			})
		}
	}
	add("high_tech_enterprises", "家", city.Final, map[string]string{"2015": "1000", "2016": "1200", "2017": "1500", "2018": "2000", "2019": "2500"})
	add("rd_intensity", "%", city.Estimate, map[string]string{"2018": "2.60", "2019": "2.70"})
	add("gdp", "亿元", city.Final, map[string]string{"2018": "10745.5", "2019": "11985.1"})
	add("technology_contract_value", "亿元", city.Final, map[string]string{"2018": "120.5", "2019": "148.2"})
	set.Index()
	return Options{
		Bench:   &diagnose.Bench{Set: set, Place: "330200", Year: 2019},
		Context: propose.Context{Places: set.Places, Indicators: set.Indicators, Place: "330200", Year: 2019},
		Date:    "2020-03-01", Lang: "zh",
	}
}

// docx makes a draft: paragraphs, and a table where a line holds "|".
func docx(t testing.TB, lines ...string) []byte {
	t.Helper()
	var b strings.Builder
	b.WriteString(`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`)
	esc := strings.NewReplacer("&", "&amp;", "<", "&lt;").Replace
	table := false
	for _, l := range lines {
		if strings.Contains(l, "|") {
			if !table {
				b.WriteString("<w:tbl>")
			}
			table = true
			b.WriteString("<w:tr>")
			for _, c := range strings.Split(l, "|") {
				b.WriteString("<w:tc><w:p><w:r><w:t>" + esc(c) + "</w:t></w:r></w:p></w:tc>")
			}
			b.WriteString("</w:tr>")
			continue
		}
		if table {
			b.WriteString("</w:tbl>")
			table = false
		}
		b.WriteString(`<w:p><w:r><w:t xml:space="preserve">` + esc(l) + "</w:t></w:r></w:p>")
	}
	if table {
		b.WriteString("</w:tbl>")
	}
	b.WriteString("</w:body></w:document>")
	p := ooxml.New()
	p.Set("[Content_Types].xml", []byte(`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`))
	p.Set("_rels/.rels", []byte(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`))
	p.Set("word/document.xml", []byte(b.String()))
	raw, err := p.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func check(t testing.TB, o Options, raw []byte, others ...File) Report {
	t.Helper()
	r, err := Check(File{"稿.docx", raw}, others, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestEveryNumberHasItsComment(t *testing.T) {
	for _, c := range []struct {
		sentence, number string
		verdict          diagnose.Verdict
		says             string
	}{
		{"2019年，全市高新技术企业达到2500家。", "2500家", diagnose.Supported, "表1］ F2"},
		{"2019年，全市高新技术企业达到2600家。", "2600家", diagnose.NotSupported, "2500家"},
		{"2019年高新技术企业比上年增长25.0%。", "25.0%", diagnose.Supported, "2500"},
		{"2019年高新技术企业比上年增长30%。", "30%", diagnose.NotSupported, "建议改为"},
		{"2019年研发投入强度为2.70%。", "2.70%", "", "缺少限定：原表为预计数"},
		{"2019年研发投入强度预计为2.70%。", "2.70%", "", "F3"},
		{"2019年新登记市场主体18.2万户。", "18.2万户", diagnose.Undecidable, "本课题资料中没有来源"},
		{"2019年地区生产总值接近1.2万亿元。", "1.2万亿元", diagnose.Supported, "11985.1亿元"},
	} {
		r := check(t, options(t), docx(t, c.sentence))
		found := false
		for _, m := range r.Remarks {
			if strings.Contains(m.Text, c.number) && m.Kind == NumberRemark {
				found = true
				if c.verdict != "" && m.Verdict != c.verdict {
					t.Errorf("%s: %s, not %s\n%s", c.sentence, m.Verdict, c.verdict, m.Message.Zh)
				}
				if !strings.Contains(m.Message.Zh, c.says) {
					t.Errorf("%s: the comment does not say %q:\n%s", c.sentence, c.says, m.Message.Zh)
				}
				if got := c.sentence[m.Where.Start:m.Where.End]; got != m.Text {
					t.Errorf("%s: the comment stands at %q, not %q", c.sentence, got, m.Text)
				}
			}
		}
		if !found {
			t.Errorf("%s: no comment at %s: %+v", c.sentence, c.number, r.Remarks)
		}
	}
}

func TestYearsAndNumberingHaveNoComment(t *testing.T) {
	r := check(t, options(t), docx(t, "一、2019年工作回顾", "根据国发〔2016〕32号文件精神，“十三五”时期要继续努力。", "第1条 加强领导。", "详见附件2、图1和表3，咨询电话027-82650000。"))
	for _, m := range r.Remarks {
		t.Errorf("%+v", m)
	}
}

func TestSentenceWithoutYearTakesTheOneBefore(t *testing.T) {
	r := check(t, options(t), docx(t, "2018年，地区生产总值10745.5亿元。高新技术企业2000家；技术合同成交额120.5亿元。"))
	for _, m := range r.Remarks {
		if m.Kind == NumberRemark && m.Verdict != diagnose.Supported {
			t.Errorf("%s: %s\n%s", m.Text, m.Verdict, m.Message.Zh)
		}
	}
	if len(r.Remarks) < 3 {
		t.Errorf("%d remarks", len(r.Remarks))
	}
}

func TestRightEndOfAWrongTrend(t *testing.T) {
	r := check(t, options(t), docx(t, "2018年至2019年，高新技术企业由2100家增加到2500家。"))
	says := map[string]bool{}
	for _, m := range r.Remarks {
		says[m.Text] = strings.Contains(m.Message.Zh, "这个数本身与表中一致")
	}
	if len(says) != 2 || says["2100家"] || !says["2500家"] {
		t.Errorf("%+v", r.Remarks)
	}
}

func TestHeadingNamesTheYear(t *testing.T) {
	r := check(t, options(t), docx(t, "目录", "一、2018年工作回顾\t1", "一、2018年工作回顾", "全市高新技术企业2000家。", "二、2019年完成情况", "全市高新技术企业2500家。"))
	if len(r.Remarks) != 2 {
		t.Errorf("%d remarks: %+v", len(r.Remarks), r.Remarks)
	}
	for _, m := range r.Remarks {
		if m.Verdict != diagnose.Supported {
			t.Errorf("%s: %s\n%s", m.Text, m.Verdict, m.Message.Zh)
		}
	}
}

func TestRunningTextInATable(t *testing.T) {
	r := check(t, options(t), docx(t, "一、基本情况|2019年，全市高新技术企业达到2500家，增长25.0%。"))
	if len(r.Remarks) != 2 || r.Remarks[0].Kind != NumberRemark || r.Remarks[0].Verdict != diagnose.Supported {
		t.Errorf("%+v", r.Remarks)
	}
}

func TestTextStaysAndBytesAreTheSame(t *testing.T) {
	raw := docx(t, "2019年，全市高新技术企业达到2500家，增长25.0%，技术合同成交额148.2亿元。", "研发投入强度不高。", "指标|2018年|2019年", "高新技术企业（家）|2000|2510")
	o := options(t)
	r := check(t, o, raw)
	before, _ := ooxml.OpenDocument("稿.docx", raw)
	after, err := ooxml.OpenDocument("稿.docx", r.Commented)
	if err != nil {
		t.Fatal(err)
	}
	a, b := before.Paragraphs(), after.Paragraphs()
	for i := range a {
		if a[i] != b[i] {
			t.Errorf("%+v became %+v", a[i], b[i])
		}
	}
	if twice := check(t, options(t), r.Commented); !bytes.Equal(wordPart(t, twice.Commented), wordPart(t, r.Commented)) {
		t.Error("checking the checked draft adds to it")
	}
	if again := check(t, options(t), raw); !bytes.Equal(again.Commented, r.Commented) {
		t.Error("two runs give other bytes")
	}
}

func wordPart(t *testing.T, raw []byte) []byte { return part(t, raw, "word/comments.xml") }

// part is one part of a document.
func part(t *testing.T, raw []byte, name string) []byte {
	t.Helper()
	p, err := ooxml.Open("稿.docx", raw)
	if err != nil {
		t.Fatal(err)
	}
	text, _ := p.Part(name)
	return text
}

func TestTableCellsAreChecked(t *testing.T) {
	r := check(t, options(t), docx(t, "附表", "指标|2018年|2019年", "高新技术企业（家）|2000|2510", "技术合同成交额（亿元）|120.5|148.2"))
	want := map[string]diagnose.Verdict{"2000": diagnose.Supported, "2510": diagnose.NotSupported, "120.5": diagnose.Supported, "148.2": diagnose.Supported}
	for _, m := range r.Remarks {
		if m.Kind == CellRemark {
			if want[m.Text] != m.Verdict {
				t.Errorf("%s: %s\n%s", m.Text, m.Verdict, m.Message.Zh)
			}
			delete(want, m.Text)
		}
	}
	if len(want) > 0 {
		t.Errorf("no comment at %v", want)
	}
}

func TestMergedHeaderOfATable(t *testing.T) {
	cell := func(pr, text string) string {
		return "<w:tc><w:tcPr>" + pr + "</w:tcPr><w:p><w:r><w:t>" + text + "</w:t></w:r></w:p></w:tc>"
	}
	const first, next, two = `<w:vMerge w:val="restart"/>`, `<w:vMerge/>`, `<w:gridSpan w:val="2"/>`
	rows := [][]string{
		{cell(first, "指标"), cell(two, "高新技术企业（家）")},
		{cell(next, ""), cell("", "2018年"), cell("", "2019年")},
		{cell("", "宁波市"), cell("", "2000"), cell("", "2510")},
	}
	body := ""
	for _, r := range rows {
		body += "<w:tr>" + strings.Join(r, "") + "</w:tr>"
	}
	raw := bytes.Replace(part(t, docx(t, "x"), "word/document.xml"), []byte("</w:body>"), []byte("<w:tbl>"+body+"</w:tbl></w:body>"), 1)
	p, _ := ooxml.Open("稿.docx", docx(t, "x"))
	p.Set("word/document.xml", raw)
	out, err := p.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]diagnose.Verdict{"2000": diagnose.Supported, "2510": diagnose.NotSupported}
	for _, m := range check(t, options(t), out).Remarks {
		if m.Verdict != want[m.Text] {
			t.Errorf("%s: %s\n%s", m.Text, m.Verdict, m.Message.Zh)
		}
		delete(want, m.Text)
	}
	if len(want) > 0 {
		t.Errorf("no comment at %v", want)
	}
}

func TestClashes(t *testing.T) {
	for _, c := range []struct {
		name   string
		lines  []string
		others []File
		want   []string
	}{
		{"inside the draft", []string{"2019年高新技术企业2500家。", "2019年全市高新技术企业达2530家。"}, nil, []string{"2500家|2530家"}},
		{"rounding is no clash", []string{"2019年地区生产总值11985.1亿元。", "2019年地区生产总值1.20万亿元。"}, nil, nil},
		{"hedged is no clash", []string{"2019年地区生产总值11985.1亿元。", "2019年地区生产总值近1.2万亿元。"}, nil, nil},
		{"other years are no clash", []string{"2018年高新技术企业2000家。", "2019年高新技术企业2500家。"}, nil, nil},
		{"other places are no clash", []string{"2019年宁波市高新技术企业2500家。", "2019年杭州市高新技术企业5500家。"}, nil, nil},
		{"draft and table", []string{"2019年技术合同成交额148.2亿元。", "指标|2018年|2019年", "技术合同成交额（亿元）|120.5|149.2"}, nil, []string{"148.2亿元|149.2亿元"}},
		{"draft and speech", []string{"2019年技术合同成交额148.2亿元。"}, []File{{"讲话稿.txt", []byte("2019年，全市技术合同成交额达到152亿元。")}}, []string{"148.2亿元|152亿元"}},
		{"draft and csv", []string{"2019年高新技术企业2500家。"}, []File{{"附表.csv", []byte("指标,单位,2018年,2019年\n高新技术企业,家,2000,2510\n")}}, []string{"2500家|2510家"}},
		{"level, change and growth", []string{"2018年发明专利授权量达到3536件，较上年净增709件，增长26.1%。"}, nil, []string{"26.1%|3536件"}},
		{"level, change and growth fit", []string{"2018年发明专利授权量达到3536件，较上年净增709件，增长25.1%。"}, nil, nil},
		{"two levels and a change", []string{"2017年发明专利授权量2827件。", "2018年发明专利授权量3536件，比上年增加719件。"}, nil, []string{"719件|3536件"}},
		{"growth at constant prices", []string{"2017年地区生产总值13410亿元。", "2018年地区生产总值14847亿元，增长8.0%。"}, nil, nil},
		{"growth", []string{"2019年高新技术企业增长25%。", "2019年高新技术企业比上年增长28%。"}, nil, []string{"25%|28%"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := check(t, options(t), docx(t, c.lines...), c.others...)
			var got []string
			for _, x := range r.Clashes {
				a, b := x.A.Value, x.B.Value
				for _, w := range []string{"达到", "达"} {
					a, b = strings.TrimPrefix(a, w), strings.TrimPrefix(b, w)
				}
				got = append(got, a+"|"+b)
			}
			if strings.Join(got, ";") != strings.Join(c.want, ";") {
				t.Errorf("%q, not %q", got, c.want)
			}
		})
	}
}

// A number typed before a year is no decimal, and blanks between groups of
// digits belong to the figure.
func TestTypedNumbersAndSpacedDigits(t *testing.T) {
	for text, want := range map[string]string{
		"企业 6 412 家": "企业 6,412 家", "12 345 678.9元": "12,345,678.9元", "第3 120": "第3,120", "2022 123": "2022 123", "A4 100": "A4 100", "12 34": "12 34", "1 2345": "1 2345",
		"1.2022年甲": "  2022年甲", "12．2022年": "     2022年", "附件：1.2022年表": "附件：  2022年表", "1.5万亿元": "1.5万亿元", "达11.2022年": "达11.2022年",
	} {
		if got := plainDigits(text); got != want || len(got) != len(text) {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

// A sentence without a year that the latest data refute is judged for the
// study's base year, which the draft is about.
func TestBaseYearBeforeRefuting(t *testing.T) {
	o := options(t)
	o.Bench.Year, o.Context.Year = 2020, 2020
	o.Bench.Set.Observations = append(o.Bench.Set.Observations, city.Observation{
		Indicator: "patent_grants", Facet: city.Level, Place: "330200", Period: "2019", Value: decimal.RequireFromString("300"), Unit: "件",
		Origin: city.Origin{File: "tables/合成.xlsx", Sheet: "表1", Cell: "F9"},
	})
	o.Bench.Set.Index()
	rep, err := Check(File{Name: "a.docx", Raw: docx(t, "全市专利授权量达450件。", "2019年专利授权量达450件。")}, nil, o)
	if err != nil {
		t.Fatal(err)
	}
	if len(rep.Remarks) != 2 || rep.Remarks[0].Verdict == diagnose.NotSupported || rep.Remarks[1].Verdict != diagnose.NotSupported {
		t.Errorf("%+v", rep.Remarks)
	}
}

// Parts of a place, plans and the province's row are other figures than the
// city's; the same two values clash once, however often a file repeats them.
func TestNoFalseClash(t *testing.T) {
	o := options(t)
	rep, err := Check(File{Name: "a.docx", Raw: docx(t,
		"2019年宁波市地区生产总值11985.1亿元。", "2019年宁波市区地区生产总值8000亿元。", "2019年高新技术企业目标2600家，实际2500家。",
		"2019年技术合同成交额148.2亿元。", "2019年技术合同成交额184.2亿元。", "2019年技术合同成交额148.2亿元。")},
		[]File{{Name: "b.csv", Raw: []byte("宁波及周边主要指标（2019年）\n城市,地区生产总值（亿元）,高新技术企业（家）\n宁波市,11985.1,2500\n绍兴市,5781,1200\n全省,62352,16000\n平均,8000,1300\n")}}, o)
	if err != nil {
		t.Fatal(err)
	}
	if len(rep.Clashes) != 1 || rep.Clashes[0].B.Value != "184.2亿元" {
		for _, c := range rep.Clashes {
			t.Error(c.Message.Zh)
		}
	}
}
