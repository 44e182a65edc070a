package brief

import (
	"fmt"
	"strings"

	"github.com/quanyu/quanyu/diagnose"
)

// gap is something that the data cannot decide yet.
type gap struct {
	subject  string
	text     string
	note     string
	bookmark string
	cause    bool // a judgment or a cause, not a missing datum
}

// gaps lists what cannot be said yet, in official words: what the data do
// show, and what it would take.
func (in Input) gaps() []gap {
	var out []gap
	for _, r := range in.Results {
		if r.Verdict != diagnose.Undecidable || r.Type == diagnose.NotUnderstood {
			continue
		}
		g := gap{
			subject:  in.subject(r),
			note:     in.footnote(r.Evidence),
			bookmark: fmt.Sprintf("problem%d", len(out)+1),
			cause:    r.Type == diagnose.Causal || r.Type == diagnose.Judgement,
		}
		var parts []string
		if shown := withoutSource(official(r.Rewording.Zh)); shown != "" {
			parts = append(parts, shown)
		}
		if need := official(r.Decide.Zh); need != "" {
			if !strings.HasPrefix(need, "需") && !strings.HasPrefix(need, "应") && !strings.HasPrefix(need, "要") {
				need = "需要：" + need
			}
			parts = append(parts, need)
		}
		if len(parts) == 0 {
			parts = append(parts, "现有资料尚不足以得出结论，需补充数据。")
		}
		g.text = strings.Join(parts, "")
		out = append(out, g)
	}
	return out
}

// otherSide is what the data show beside a judgment.
type otherSide struct{ text, note string }

// otherSides gives, for the points that have them, the data that speak
// against: whoever signs must know them.
func (in Input) otherSides(points []point) []otherSide {
	var out []otherSide
	for _, p := range points {
		if p.result.Verdict == diagnose.NotSupported || len(p.result.Contrary) == 0 {
			continue
		}
		var shown []string
		for i, o := range p.result.Contrary {
			if i == 4 {
				break
			}
			if text := plainNumbers(in.observationText(o, "zh")); !internalWord(text) {
				shown = append(shown, text)
			}
		}
		if len(shown) == 0 {
			continue
		}
		out = append(out, otherSide{
			text: "对" + in.subject(p.result) + "，同时也要看到：" + strings.Join(shown, "；") + "。",
			note: in.footnote(p.result.Contrary),
		})
	}
	return out
}
