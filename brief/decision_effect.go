package brief

import (
	"strings"

	"github.com/quanyu/quanyu/brief/word"
	"github.com/quanyu/quanyu/diagnose"
)

// effects lists what evaluations of measures say, decided ones only; those not
// yet evaluated stand among the gaps.
func (in Input) effects() []diagnose.Result {
	var out []diagnose.Result
	said := map[string]bool{}
	walkResults(in.Results, func(id string, r diagnose.Result) {
		if r.Type != diagnose.EffectType || r.Verdict == diagnose.Undecidable || said[r.Rewording.Zh] {
			return
		}
		said[r.Rewording.Zh] = true
		r.ID = id
		out = append(out, r)
	})
	return out
}

// effectJudgments writes the evaluations of part one, each with its figure and
// with what a critic would say: whoever signs must know it.
func (p *paper) effectJudgments() {
	list := p.in.effects()
	if len(list) == 0 {
		return
	}
	p.doc.Heading(2, "", word.Text("政策成效评估"))
	for _, r := range list {
		head := strings.Trim(r.Measure, "“”")
		if name := p.in.indicatorName(r.Indicator, "", "zh"); name != "" {
			head += "与" + name
		}
		p.doc.Heading(3, "", word.Text(quotedWithin(head)+"。"))
		text := official(r.Rewording.Zh)
		if where := p.drawn(r.ID); where != "" {
			text = see(text, where)
		}
		p.doc.Paragraph(word.Body, word.Text(text+official(r.Counter.Zh)))
	}
}

// quotedWithin pairs quotation marks that trimming left alone.
func quotedWithin(s string) string {
	switch open, end := strings.Count(s, "“"), strings.Count(s, "”"); {
	case open < end:
		return "“" + s
	case open > end:
		return s + "”"
	}
	return s
}
