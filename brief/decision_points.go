package brief

import (
	"slices"
	"strings"

	"github.com/quanyu/quanyu/brief/word"
	"github.com/quanyu/quanyu/diagnose"
)

// point is one judgment that may go up: a sentence in its safe wording, with
// the data behind it.
type point struct {
	result diagnose.Result
	text   string // a whole sentence
	view   string // the same in a few words, for a heading; "" where there is none
}

// theme is what belongs under one heading of 主要判断.
type theme struct {
	key    string
	head   string
	points []point
}

// points gives the sentences that may go up: supported and partly ones in
// their safe wording, and the corrected wording of those that the data refute.
// A sentence whose wording nobody made safe stays internal.
func (in Input) points() []point {
	var out []point
	seen := map[string]bool{}
	for _, r := range in.Results {
		text := ""
		switch r.Verdict {
		case diagnose.Supported:
			text = official(r.Rewording.Zh)
			if text == "" {
				text = official(r.Sentence)
			}
		case diagnose.Partly, diagnose.NotSupported:
			text = official(r.Rewording.Zh)
		}
		text = withoutSource(text)
		if text == "" || seen[text] || len(r.Evidence) == 0 {
			continue
		}
		seen[text] = true
		out = append(out, point{result: r, text: text, view: in.view(r, text)})
	}
	return out
}

// themes puts the points of one indicator under one heading, in the order in
// which the study has them.
func (in Input) themes(points []point) []theme {
	var out []theme
	at := map[string]int{}
	for _, p := range points {
		key := p.result.Indicator
		if key == "" {
			key = p.result.Concept
		}
		if key == "" {
			key = p.result.Evidence[0].Indicator
		}
		i, known := at[key]
		if !known {
			i = len(out)
			at[key] = i
			out = append(out, theme{key: key})
		}
		out[i].points = append(out[i].points, p)
	}
	for i := range out {
		out[i].head = in.head(out[i])
	}
	return out
}

// head is the heading of a theme: the view of its best point, else the name of
// its indicator.
func (in Input) head(t theme) string {
	for _, v := range []diagnose.Verdict{diagnose.Supported, diagnose.Partly, diagnose.NotSupported} {
		for _, p := range t.points {
			if p.result.Verdict == v && p.view != "" {
				return p.view
			}
		}
	}
	return in.themeName(t)
}

// themeName names what a theme is about.
func (in Input) themeName(t theme) string {
	first := t.points[0].result
	if first.Indicator == "" {
		var names []string
		for _, r := range append([]diagnose.Result{first}, first.Parts...) {
			if name := in.conceptName(r.Concept); name != "" && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		if len(names) > 0 {
			return strings.Join(names, "和")
		}
	}
	return in.indicatorName(t.key, "", "zh")
}

// conceptName is the Chinese name of a concept; "" where there is none.
func (in Input) conceptName(id string) string {
	if id == "" || in.Set == nil || in.Set.Indicators == nil {
		return ""
	}
	c, _ := in.Set.Indicators.Concept(id)
	return c.Name.Zh
}

// runs writes the points of a theme as one paragraph. Sentences that begin
// with the same clause, 2018年高新技术企业数为3536家, say it once and go on behind a
// semicolon. Each point keeps its footnote; where says which figures show it.
func (in Input) runs(t theme, where string) []word.Run {
	var out []word.Run
	lead := ""
	for _, p := range byLead(t.points) {
		sentences := splitAfter(p.text, "。")
		for i, s := range sentences {
			first := firstClause(s)
			rest := strings.TrimPrefix(s, first+"，")
			if first == lead && rest != s && rest != "" {
				last := &out[len(out)-1]
				last.Text = strings.TrimSuffix(last.Text, "。") + "；"
				s = rest
			}
			if lead = ""; statesFigure.MatchString(first) {
				lead = first
			}
			run := word.Run{Text: s}
			if i == len(sentences)-1 {
				run.Note = in.footnote(p.result.Evidence)
			}
			out = append(out, run)
		}
	}
	if n := len(out); n > 0 && where != "" {
		out[n-1].Text = see(out[n-1].Text, where)
	}
	return out
}

// byLead puts points that begin with the same clause beside one another, in
// the order in which the clauses first appear.
func byLead(points []point) []point {
	var order []string
	groups := map[string][]point{}
	for _, p := range points {
		lead := firstClause(p.text)
		if groups[lead] == nil {
			order = append(order, lead)
		}
		groups[lead] = append(groups[lead], p)
	}
	var out []point
	for _, lead := range order {
		out = append(out, groups[lead]...)
	}
	return out
}
