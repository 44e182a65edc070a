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
	above := ""
	for _, r := range list {
		found, rest := conclusion(r)
		text := ""
		if more, ok := strings.CutPrefix(found, above+"，"); ok && above != "" { // the same effect, and another claim
			text = further(more) + "：" + unsaidSentences(rest, said)
		} else {
			above = found
			p.doc.Heading(3, "", word.Text(found+"。"))
			text = unsaidSentences(rest, said)
		}
		if where := p.drawn(r.ID); where != "" {
			text = see(text, where)
		}
		if c := official(r.Counter.Zh); !said[c] {
			said[c] = true
			text += "需要说明的是，" + c
		}
		p.doc.Paragraph(word.Body, word.Text(text))
	}
}

// conclusion cuts what an evaluation found from how that is known: its wording
// has a colon between them.
func conclusion(r diagnose.Result) (found, rest string) {
	text := official(r.Rewording.Zh)
	found, rest, ok := strings.Cut(text, "：")
	if !ok || strings.Contains(found, "。") {
		found, rest, _ = strings.Cut(text, "。")
	}
	return strings.TrimRight(found, "。"), rest
}

// further begins the paragraph on a second claim about the same effect.
func further(more string) string {
	more = strings.TrimPrefix(more, "但")
	for _, size := range []string{"达不到", "超过"} {
		if strings.HasPrefix(more, size) {
			return "这一幅度" + more
		}
	}
	return "对另一种说法，这一结论" + more
}

// unsaidSentences leaves out what the evaluation of another claim by the same
// specification said before.
func unsaidSentences(text string, said map[string]bool) string {
	var out strings.Builder
	for _, s := range splitAfter(text, "。") {
		if !said[s] {
			out.WriteString(s)
		}
		said[s] = true
	}
	if out.Len() == 0 {
		return "依据同上。"
	}
	return out.String()
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
