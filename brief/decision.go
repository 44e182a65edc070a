package brief

import (
	"fmt"
	"strings"

	"github.com/quanyu/quanyu/brief/word"
	"github.com/quanyu/quanyu/diagnose"
)

// paper is the decision reference while it is written.
type paper struct {
	in      Input
	doc     *word.Document
	points  []point
	themes  []theme
	gaps    []gap
	figures []figure
	tables  int // written so far
}

// Brief gives brief.docx 决策参考（讨论稿）, in Chinese: a title that states the
// point, a summary, what the data bear out, what cannot be said yet, and the
// headings of the measures, which people fill in. It holds no verdict and
// never a red head, a document number or a seal.
func Brief(in Input) ([]byte, error) {
	p := paper{in: in, points: in.points(), gaps: in.gaps(), figures: in.plan()}
	p.themes = in.themes(p.points)
	title := in.title(p.points)
	p.doc = word.New(word.Options{Title: title, Subject: in.Question, Date: in.DocumentDate, Lang: "zh"})
	p.doc.Paragraph(word.Title, word.Text(strings.Join(titleLines(title), "\n")))
	if in.Question != "" && in.Question != title {
		p.doc.Paragraph(word.Subtitle, word.Text("——关于"+quoted(strings.TrimRight(in.Question, "。"))+"的分析"))
	}
	p.doc.Paragraph(word.Subtitle, word.Text("（讨论稿）"))
	p.doc.Paragraph(word.Flush)
	p.abstract()
	p.judgments()
	p.problems()
	p.measures()
	p.sign()
	return p.doc.Bytes()
}

// ordinals of an enumeration in running text.
var ordinals = []string{"一是", "二是", "三是", "四是"}

// abstract gives the 内容提要 in one paragraph.
func (p paper) abstract() {
	var b strings.Builder
	if p.in.Question != "" {
		b.WriteString("围绕" + quoted(strings.TrimRight(p.in.Question, "。")) + "，")
	}
	heads, done, found := p.heads(len(ordinals)), "依据本课题掌握的统计资料，对有关情况逐项核实", "主要判断"
	if p.onlyMeasured() {
		heads, done, found = nil, "依据本课题掌握的资料，对有关情况作了测算", "主要结果"
		for _, m := range p.in.measured() {
			heads = append(heads, m.head)
		}
		heads = heads[:min(len(heads), len(ordinals))]
	}
	b.WriteString(done)
	switch len(heads) {
	case 0:
		b.WriteString("。")
	case 1:
		b.WriteString("，" + found + "是：" + heads[0] + "。")
	default:
		b.WriteString("，" + found + "有：")
		for i, h := range heads {
			if i > 0 {
				b.WriteString("；")
			}
			b.WriteString(ordinals[i] + h)
		}
		b.WriteString("。")
	}
	if n := len(p.gaps); n > 0 {
		if len(heads) > 0 {
			b.WriteString("另")
		}
		fmt.Fprintf(&b, "有%d个方面现有资料尚不足以得出结论，建议补充资料后再作判断。", n)
	}
	p.doc.Paragraph(word.Abstract, word.Run{Text: "内容提要：", Bold: true}, word.Text(b.String()))
}

// heads gives what the index says, what the evaluations of measures found, and the
// headings of the first themes that state something.
func (p paper) heads(most int) []string {
	out := p.in.indexHeads()
	out = out[:min(len(out), most)]
	for _, r := range p.in.effects() {
		found, _ := conclusion(r)
		if n := len(out) - 1; n >= 0 && strings.HasPrefix(found, out[n]+"，") {
			out[n] = found // of the same effect, and more
		} else if len(out) < most {
			out = append(out, found)
		}
	}
	for _, t := range p.themes {
		for _, x := range t.points {
			if x.says && x.view == t.head && len(out) < most {
				out = append(out, t.head)
				break
			}
		}
	}
	return out
}

// judgments gives part one, with its table and figures.
func (p *paper) judgments() {
	p.doc.Heading(1, "", word.Text("主要判断"))
	switch {
	case p.onlyMeasured():
		p.measuredJudgments()
	case p.judges():
	case len(p.gaps) > 0:
		p.doc.Paragraph(word.Body, word.Text("现有资料尚不足以形成判断，需先补充第二部分所列资料。"))
	default:
		p.doc.Paragraph(word.Body, word.Run{Text: "［待填：主要判断。课题里还没有要核实的句子，写进 claims.txt 后再运行］", Grey: true})
	}
	p.indexJudgments()
	for i, t := range p.themes {
		p.doc.Heading(2, fmt.Sprintf("judgment%d", i+1), word.Text(t.head))
		p.doc.Paragraph(word.Body, p.in.runs(t, p.seen(t.key))...)
	}
	p.effectJudgments()
	p.mainTable()
	p.draw(false)
}

// problems gives part two: what cannot be said yet and what it takes, and
// what else the data show.
func (p *paper) problems() {
	p.doc.Heading(1, "", word.Text("问题与成因"))
	if other := p.in.otherSides(p.themes); len(other) > 0 {
		p.doc.Heading(2, "", word.Text("需要全面把握的情况"))
		for i, o := range other {
			p.doc.Heading(3, fmt.Sprintf("other%d", i+1), word.Text(o.head+"。"))
			p.doc.Paragraph(word.Body, word.Run{Text: o.text, Note: o.note})
		}
	}
	p.chained()
	var data, causes []gap
	for _, g := range p.gaps {
		if g.cause {
			causes = append(causes, g)
		} else {
			data = append(data, g)
		}
	}
	if doubts := p.in.doubts(); len(doubts) > 0 {
		p.doc.Heading(2, "", word.Text("数据需要核实的问题"))
		for _, text := range doubts {
			p.doc.Paragraph(word.Body, word.Text(text))
		}
	}
	p.gapSection("尚需补充资料的问题", "以下方面现有资料还不能得出结论，暂不作判断。", data)
	p.gapSection("成因有待论证的问题", "以下涉及成因或评价，现有统计数据只能反映相关情况，不能据以认定因果，需另行论证。", causes)
	if len(p.gaps) == 0 && p.in.Chains == nil {
		p.doc.Paragraph(word.Body, word.Run{Text: "［待填：问题及成因］", Grey: true})
	}
}

func (p *paper) gapSection(head, intro string, list []gap) {
	if len(list) == 0 {
		return
	}
	p.doc.Heading(2, "", word.Text(head))
	p.doc.Paragraph(word.Body, word.Text(intro))
	for _, g := range list {
		p.doc.Heading(3, g.bookmark, word.Text("关于"+g.subject+"。"))
		text := g.text
		if where := p.drawn(g.id); where != "" {
			text = see(text, where)
		}
		p.doc.Paragraph(word.Body, word.Run{Text: text, Note: g.note})
	}
}

// measures gives part three: what the study's package costs and brings, and one
// heading for each problem, for people to fill, linked to where the problem stands.
func (p *paper) measures() {
	p.doc.Heading(1, "", word.Text("对策建议"))
	p.applied()
	p.allocated()
	p.landed()
	type measure struct{ to, text string }
	var list []measure
	for i, t := range p.themes {
		if needsMeasure(t) {
			list = append(list, measure{fmt.Sprintf("judgment%d", i+1), t.head})
		}
	}
	for _, g := range p.in.indexGaps() {
		list = append(list, measure{gapBookmark, gapHead(p.in.Index, g)})
	}
	for _, g := range p.gaps {
		list = append(list, measure{g.bookmark, g.subject})
	}
	if len(list) == 0 {
		list = append(list, measure{})
	}
	for i, m := range list {
		head := []word.Run{{Text: "［待填：建议标题］", Grey: true}}
		if m.text != "" {
			head = append(head, word.Text("（对应："), word.Run{Text: m.text, Link: m.to}, word.Text("）"))
		}
		p.doc.Heading(2, "", head...)
		style := word.Body
		if i == len(list)-1 {
			style = word.BodyKeep // the end of the text stands on the page of the sign-off
		}
		p.doc.Paragraph(style, word.Run{Text: "［待填：举措、责任单位、完成时限］", Grey: true})
	}
}

// needsMeasure reports whether a theme is a weakness that a measure may answer:
// one of its claims says so, and the data do not refute it.
func needsMeasure(t theme) bool {
	for _, p := range t.points {
		if p.result.RankWord == "low" && p.result.Verdict != diagnose.NotSupported {
			return true
		}
	}
	return false
}

// sign gives 执笔, 报送范围 and the date.
func (p paper) sign() {
	fill := func(label, text string) {
		run := word.Text(text)
		if text == "" {
			run = word.Run{Text: "［待填］", Grey: true}
		}
		p.doc.Paragraph(word.Sign, word.Text(label), run)
	}
	p.doc.Paragraph(word.Sign) // the lines of the end stay on one page
	fill("成文单位：", p.in.IssuingUnit)
	fill("执笔：", strings.Join(p.in.Authors, "、"))
	fill("报送范围：", p.in.Recipients)
	if d := dateText(p.in.DocumentDate, "zh"); d != "" {
		p.doc.Paragraph(word.Sign, word.Text("成文日期："), word.Text(d))
	}
}
