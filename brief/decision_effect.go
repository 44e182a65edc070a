package brief

import (
	"strings"

	"github.com/quanyu/quanyu/brief/exhibit"
	"github.com/quanyu/quanyu/brief/word"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/evaluate"
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
	said := map[string]bool{}
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
		if c := official(r.Counter.Zh); !said[c] {
			said[c] = true
			text += c
		}
		p.doc.Paragraph(word.Body, word.Text(text))
	}
}

// plotsOf are the pictures behind a result of type effect; a part has those of its
// sentence.
func (in Input) plotsOf(r diagnose.Result) []evaluate.Plot {
	if r.Type != diagnose.EffectType || len(r.Exhibits) == 0 {
		return nil // not evaluated
	}
	id, _, _ := strings.Cut(r.ID, ".")
	return in.Plots[id]
}

// plots draws the pictures behind a result.
func (in Input) plots(r diagnose.Result) []figure {
	var out []figure
	for _, p := range in.plotsOf(r) {
		s, ok := exhibit.Chart(p, "zh")
		if !ok {
			continue
		}
		var notes []string
		for _, n := range p.Notes {
			notes = append(notes, n.Zh)
		}
		out = append(out, figure{claim: r.ID, scatter: &s, caption: p.Title.Zh, source: in.sourceLine(r.Exhibits[0].From, notes...)})
	}
	return out
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
