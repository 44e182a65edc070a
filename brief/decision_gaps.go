package brief

import (
	"fmt"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
)

// gap is something that the data cannot decide yet.
type gap struct {
	subject  string
	text     string
	note     string
	bookmark string
	cause    bool   // a judgment or a cause, not a missing datum
	id       string // of the claim: its own figures are named beside the text
}

// gaps lists what cannot be said yet, in official words: what the data do
// show, and what it would take.
func (in Input) gaps() []gap {
	var out []gap
	said := map[string]bool{}
	for _, r := range simple(in.Results) {
		if r.Verdict != diagnose.Undecidable || r.Type == diagnose.NotUnderstood {
			continue
		}
		g := gap{
			subject:  in.subject(r),
			note:     in.footnote(r.Evidence),
			bookmark: fmt.Sprintf("problem%d", len(out)+1),
			cause:    beyondData(r),
			id:       r.ID,
		}
		switch r.Type {
		case diagnose.Judgement:
			r.Rewording.Zh, r.Decide.Zh = "", "此为定性判断，需要用可以衡量的指标、时期和比较对象加以说明。"
		case diagnose.Causal:
			r.Rewording.Zh = "现有资料只能说明有关变化同期出现，其间是否有因果关系有待评估。"
		}
		var parts []string
		if shown := withoutSource(official(r.Rewording.Zh)); shown != "" {
			parts = append(parts, shown)
		}
		if need := official(r.Decide.Zh); need != "" {
			if !strings.Contains(need, "需") && !strings.HasPrefix(need, "应") {
				need = "需补充：" + need
			}
			parts = append(parts, need)
		}
		if len(parts) == 0 {
			parts = append(parts, "现有资料尚不足以得出结论，需补充数据。")
		}
		if g.text = strings.Join(parts, ""); !said[g.text] {
			said[g.text] = true
			out = append(out, g)
		}
	}
	return out
}

// otherSide is what the data show beside the judgments of a theme.
type otherSide struct{ head, text, note string }

// otherSides gives, theme by theme, what speaks against the judgments or
// qualifies them: whoever signs must know it. What was said once is not said
// again.
func (in Input) otherSides(themes []theme) []otherSide {
	var out []otherSide
	said := map[string]bool{}
	for _, t := range themes {
		var parts []string
		var data []city.Observation
		for _, p := range t.points {
			fresh := false
			for _, c := range splitAfter(official(p.result.Counter.Zh), "。；") {
				c = in.named(strings.TrimRight(c, "。；"), p.result)
				if c == "" || said[c] || aboutReaders(c) {
					continue
				}
				said[c], fresh = true, true
				parts = append(parts, c)
			}
			if fresh {
				data = append(data, p.result.Contrary...)
			}
		}
		if len(parts) > 0 {
			side := otherSide{head: in.themeName(t), text: strings.Join(parts, "；") + "。"}
			if strings.ContainsAny(side.text, "0123456789") {
				side.note = in.footnote(data)
			}
			out = append(out, side)
		}
	}
	return out
}

// named puts the indicator where a clause speaks of 该数 and stands away from it.
func (in Input) named(clause string, r diagnose.Result) string {
	rest, ok := strings.CutPrefix(clause, "该数")
	name := in.indicatorName(r.Indicator, "", "zh")
	if !ok || name == "" {
		return clause
	}
	period := r.Period
	if period == "" && len(r.Figures) > 0 {
		period = r.Figures[0].Period
	}
	return period.Name("zh") + name + rest
}

// aboutReaders reports whether a clause tells the author how a text will be
// read, which is of no use to its reader.
func aboutReaders(s string) bool {
	for _, w := range []string{"读者", "引用", "反驳", "混用", "追问", "会问", "被问", "绝对数之外", "该说法只依据"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// mostDoubts is how many contradictions in the data a brief names.
const mostDoubts = 5

// doubts lists the contradictions in the data of the study's place that touch
// the indicators of the claims: a figure that is wrong in its source must not
// go up unseen.
func (in Input) doubts() []string {
	names := map[string]bool{}
	for _, id := range in.used() {
		names[in.indicatorName(id, "", "zh")] = true
	}
	place := in.placeName(in.mainPlace())
	var out []string
	for _, f := range in.Findings {
		touches := false
		for n := range names {
			touches = touches || strings.HasSuffix(f.Indicator, n)
		}
		if f.Severity != city.SeverityError || !touches || f.Place != "" && f.Place != place || len(out) == mostDoubts {
			continue
		}
		if text := official(printedWords.Replace(f.Message.Zh)); text != "" {
			out = append(out, text)
		}
	}
	return out
}

// printedWords puts the checks' word for what a table shows into that of
// official papers.
var printedWords = strings.NewReplacer("印为", "所列为", "若印出的是", "若所列为", "印出的", "所列的")
