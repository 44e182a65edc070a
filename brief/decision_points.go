package brief

import (
	"slices"
	"strings"

	"github.com/quanyu/quanyu/diagnose"
)

// point is one judgment that may go up: a sentence in its safe wording, with
// the data behind it.
type point struct {
	result diagnose.Result
	text   string // a whole sentence
	view   string // the same in a few words, for a heading; "" where there is none
	says   bool   // the view says more than a figure
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
	for _, r := range simple(in.Results) {
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
		if text == "" || seen[text] || len(r.Evidence) == 0 || in.saidByIndex(r) {
			continue
		}
		seen[text] = true
		p := point{result: r, text: text}
		p.view, p.says = in.view(r, text)
		out = append(out, p)
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
	var kept []theme
	said := map[string]bool{}
	for _, t := range out {
		t.head = in.head(t)
		if t.points = unsaid(byLead(t.points), said); len(t.points) > 0 {
			kept = append(kept, t)
		}
	}
	return gathered(kept)
}

// gathered puts themes that only state one figure each under one heading at
// the end.
func gathered(list []theme) []theme {
	var out []theme
	rest := theme{head: "其他有关指标"}
	for _, t := range list {
		if len(t.points) == 1 && !t.points[0].says && t.head == t.points[0].view {
			rest.points = append(rest.points, t.points[0])
		} else {
			out = append(out, t)
		}
	}
	if len(rest.points) < 2 {
		return list
	}
	return append(out, rest)
}

// simple takes sentences that only join statements on indicators apart, so
// that each statement stands under its own indicator. Sentences about concepts
// stay whole.
func simple(list []diagnose.Result) []diagnose.Result {
	var out []diagnose.Result
	for _, r := range list {
		apart := len(r.Parts) > 0
		for _, p := range r.Parts {
			apart = apart && (p.Indicator != "" || beyondData(p))
		}
		if apart {
			for _, p := range simple(r.Parts) {
				if beyondData(p) {
					p.Sentence = r.Sentence // a part may be no more than 由于
				}
				out = append(out, p)
			}
		} else {
			out = append(out, r)
		}
	}
	return out
}

// beyondData reports whether a result is about a cause or a judgment.
func beyondData(r diagnose.Result) bool {
	return r.Type == diagnose.Causal || r.Type == diagnose.Judgement
}

// head is the heading of a theme: the view of its best point, one that says
// more than a figure before one that does not; else the name of its indicator.
func (in Input) head(t theme) string {
	for _, says := range []bool{true, false} {
		for _, v := range []diagnose.Verdict{diagnose.Supported, diagnose.Partly, diagnose.NotSupported} {
			for _, p := range t.points {
				if p.result.Verdict == v && p.view != "" && p.says == says {
					return p.view
				}
			}
		}
	}
	return in.themeName(t)
}

// themeName names what a theme is about.
func (in Input) themeName(t theme) string {
	if t.key == "" {
		return t.head
	}
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
