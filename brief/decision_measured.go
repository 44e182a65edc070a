package brief

import (
	"strings"

	"github.com/quanyu/quanyu/brief/word"
)

// finding is what a stage found without any sentence to check: in one line, and
// where the document says more.
type finding struct{ head, title, to string }

// onlyMeasured reports whether a study measures while none of its sentences, if it
// has any, bears a judgment: then its results stand where judgments would.
func (p paper) onlyMeasured() bool { return !p.judges() && len(p.in.measured()) > 0 }

// judges reports whether there is anything to say by claims, effects or an index.
func (p paper) judges() bool {
	return len(p.themes) > 0 || len(p.in.effects()) > 0 || len(p.in.indexHeads()) > 0
}

// measured lists what package, allocation, chains and land found.
func (in Input) measured() []finding {
	var out []finding
	add := func(texts []string, title, to string) {
		if len(texts) == 0 || texts[0] == "" {
			return
		}
		head, _, _ := strings.Cut(texts[0], "。")
		head, _, _ = strings.Cut(head, "；") // it stands in a list
		out = append(out, finding{head, title, to})
	}
	if a := in.Applied; a != nil {
		add([]string{packageHead(a)}, appliedHead(a), packageBookmark)
	}
	if a := in.Allocated; a != nil {
		add(allocateTexts(a), allocateHead(a), "allocation")
	}
	if c := in.Chains; c != nil {
		add(chainTexts(c), chainHead(c), "chains")
	}
	if l := in.Land; l != nil {
		add(landTexts(l), landHead(l), "land")
	}
	return out
}

// measuredJudgments states each result, with a link to where it is
// told in full.
func (p *paper) measuredJudgments() {
	for _, m := range p.in.measured() {
		p.doc.Paragraph(word.Body, word.Text(m.head+"（详见“"), word.Run{Text: m.title, Link: m.to}, word.Text("”）。"))
	}
}
