package brief

import (
	"fmt"
	"strings"

	"github.com/quanyu/quanyu/brief/word"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
)

// verdicts in the order in which they are counted, each with a sign that does
// not need colour.
var verdicts = []struct {
	verdict diagnose.Verdict
	sign    string
}{
	{diagnose.Supported, "√"}, {diagnose.Partly, "△"}, {diagnose.NotSupported, "×"}, {diagnose.Undecidable, "？"},
}

// sheet is the verification sheet while it is written.
type sheet struct {
	in   Input
	doc  *word.Document
	lang string
	said map[string]string // what was printed to the number of the claim beside it
}

// say picks one of two languages.
func (s sheet) say(zh, en string) string { return city.Text{Zh: zh, En: en}.In(s.lang) }

// Verification gives verification.docx 核校表, the internal document: every
// sentence with its verdict, the figures behind it and their cells, the safe
// wording, the reading a critic would use, and what would decide it. The
// language is in.Lang.
func Verification(in Input) ([]byte, error) {
	lang := "zh"
	if in.Lang == "en" {
		lang = "en"
	}
	s := sheet{in: in, lang: lang, said: map[string]string{}}
	s.doc = word.New(word.Options{
		Title: s.say("核校表：", "Verification: ") + in.Title, Subject: in.Question, Date: in.DocumentDate, Lang: lang,
		Landscape: true, Header: s.say("内部资料　不外传", "Internal. Not for circulation"),
	})
	s.doc.Paragraph(word.Title, word.Text(s.say("论断核校表", "Verification of claims")))
	s.front()
	s.counts()
	s.ledger()
	s.findings()
	s.notes()
	return s.doc.Bytes()
}

// front gives the study's title, the question and where the sheet comes from.
func (s sheet) front() {
	line := func(zh, en, text string) {
		if text != "" {
			s.doc.Paragraph(word.SmallText, word.Run{Text: s.say(zh+"：", en+": "), Bold: true}, word.Text(text))
		}
	}
	line("课题", "Study", s.in.Title)
	if s.in.Question != s.in.Title {
		line("问题", "Question", s.in.Question)
	}
	line("地区", "Place", s.in.placeName(s.in.Place))
	line("日期", "Date", dateText(s.in.DocumentDate, s.lang))
	line("成文单位", "Unit", s.in.IssuingUnit)
	line("执笔", "Authors", strings.Join(s.in.Authors, s.say("、", ", ")))
}

// dateText is a document date in words: 2019年12月5日.
func dateText(date, lang string) string {
	p, ok := city.ParsePeriod(date)
	if !ok {
		return ""
	}
	return p.Name(lang)
}

// counts gives how many sentences have which verdict.
func (s sheet) counts() {
	s.doc.Paragraph(word.SmallHead, word.Text(s.say("一、结果汇总", "1. Summary")))
	n := map[diagnose.Verdict]int{}
	for _, r := range s.in.Results {
		n[r.Verdict]++
	}
	var head, row []word.Cell
	var widths []int
	for _, v := range verdicts {
		head = append(head, word.TextCell("", v.sign+" "+v.verdict.Name(s.lang)))
		row = append(row, center(fmt.Sprint(n[v.verdict])))
		widths = append(widths, 2400)
	}
	head = append(head, word.TextCell("", s.say("合计", "All")))
	row = append(row, center(fmt.Sprint(len(s.in.Results))))
	widths = append(widths, 2400)
	s.doc.Table(word.Table{Widths: widths, Head: [][]word.Cell{head}, Rows: [][]word.Cell{row}, Title: s.say("各判定的句数", "Sentences by verdict")})
}

func center(text string) word.Cell {
	return word.Cell{Lines: []word.Line{{Style: word.CellHead, Runs: []word.Run{word.Text(text)}}}}
}

func fine(text string) word.Run { return word.Run{Text: text, Fine: true} }

func small(text string) word.Line {
	return word.Line{Style: word.SheetSmall, Runs: []word.Run{word.Text(text)}}
}

// notes say how the sheet is to be read.
func (s sheet) notes() {
	s.doc.Paragraph(word.SmallHead, word.Text(s.say("四、阅读说明", "4. How to read this sheet")))
	for _, t := range readingNotes {
		s.doc.Paragraph(word.SmallText, word.Text(t.In(s.lang)))
	}
	version := s.in.Version
	if version == "" {
		version = "dev"
	}
	s.doc.Paragraph(word.SmallText, word.Text(s.say("由全域（quanyu "+version+"）按课题文件夹生成。", "Made by quanyu "+version+" from the study folder.")))
}

var readingNotes = []city.Text{
	{Zh: "1. 判定只说这句话与本课题资料是否相符，不评价工作。句子、时期、比较对象、程度用词分别检验。",
		En: "1. A verdict says whether the sentence agrees with the data of this study; it does not judge anybody's work. Sentence, period, comparator and strength word are tested separately."},
	{Zh: "2. “依据充分”：各项都成立。“限定后可用”：有一种读法、一个部分或一个限定不成立，按稳妥表述可用。“与数据不符”：在所述各种读法下，核心内容都不成立，且超出四舍五入的误差。“依据不足”：缺数据或缺比较对象，或中间有口径变化，或差异落在容差之内。",
		En: "2. Supported: everything holds. Usable when qualified: one reading, part or qualifier fails; use the safe wording. Not supported: the core fails on every stated reading, beyond rounding. Cannot be decided: a datum or the comparator is missing, a break of definition lies between, or the difference lies within the tolerance."},
	{Zh: "3. 预计数、初步核算数、约数均已注明；口径变化前后的数不直接相比；名义量与实际量不并列。",
		En: "3. Estimates, preliminary and rounded values are marked; values on two sides of a break are not compared; nominal is never put beside real."},
	{Zh: "4. 灰色小字是出处（文件［工作表］单元格）、理由代码和判定规则；全部观测值、文件校验值和计算公式见 annex.xlsx，代码可用 quanyu explain 查询。",
		En: "4. Small grey print gives the cell (file［sheet］cell), the code of the reason and the rule; all observations, file hashes and formulas stand in annex.xlsx; quanyu explain tells about a code."},
}
