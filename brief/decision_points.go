package brief

import (
	"unicode/utf8"

	"github.com/quanyu/quanyu/city"
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

// The longest view that a heading takes, in characters.
const longestView = 30

// view says the point of a result in a few words: a rank or a growth rate that
// the data bear out, else the first clause of the safe wording.
func (in Input) view(r diagnose.Result, text string) string {
	v := ""
	if name := in.indicatorName(r.Indicator, "", "zh"); name != "" {
		switch {
		case r.Type == diagnose.RankType:
			v = rankView(name, r)
		case r.Type == diagnose.GrowthType && r.Verdict == diagnose.Supported:
			v = growthView(name, r)
		}
	}
	if v == "" {
		v = firstClause(text)
	}
	if n := utf8.RuneCountInString(v); n < 5 || n > longestView {
		return ""
	}
	return v
}

// rankView: 研发投入强度居15城市第8位. The rank is the one that the data gave.
func rankView(name string, r diagnose.Result) string {
	for _, f := range r.Figures {
		if f.Unit == "位" && r.Roster != "" {
			return name + "居" + r.Roster + "第" + city.Printed(f.Value) + "位"
		}
	}
	for _, o := range r.Evidence {
		if o.Facet == city.Rank && o.Roster != "" && o.Indicator == r.Indicator {
			return name + "居" + o.Roster + "第" + city.Printed(o.Value) + "位"
		}
	}
	return ""
}

// growthView: 高新技术企业数年均增长26.0%.
func growthView(name string, r diagnose.Result) string {
	if len(r.Figures) == 0 || r.Figures[0].Unit != "%" {
		return ""
	}
	f := r.Figures[0]
	word, value := "增长", f.Value
	if value.Sign() < 0 {
		word, value = "下降", value.Neg()
	}
	if r.Average {
		return name + "年均" + word + quantity(value, "%", "zh")
	}
	return f.Period.Name("zh") + name + word + quantity(value, "%", "zh")
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
	first := t.points[0].result
	if first.Indicator == "" && first.Concept != "" && in.Set != nil && in.Set.Indicators != nil {
		if c, ok := in.Set.Indicators.Concept(first.Concept); ok {
			return c.Name.Zh
		}
	}
	return in.indicatorName(t.key, "", "zh")
}

// longestTitle is the longest title that is made, in characters: two lines.
const longestTitle = 42

// title is the title that states the point: one supported judgment and, where
// there is room, one of another indicator beside it; else the study's title.
func (in Input) title(points []point) string {
	var first, second string
	indicator := ""
	for _, p := range points {
		if p.result.Verdict == diagnose.Supported && titleFits(p) {
			first, indicator = p.view, p.result.Indicator
			break
		}
	}
	if first == "" {
		return in.Title
	}
	for _, p := range points {
		if p.result.Verdict == diagnose.Partly && p.result.Indicator != indicator && titleFits(p) {
			second = p.view
			break
		}
	}
	title := withPlace(in.placeShort(in.Place), first)
	if second != "" && utf8.RuneCountInString(title+second)+1 <= longestTitle {
		title += "，" + second
	}
	return title
}

// titleFits reports whether the view of a point can stand in a title: it
// speaks of an indicator and says what kind of figure it is.
func titleFits(p point) bool {
	switch p.result.Type {
	case diagnose.RankType, diagnose.GrowthType, diagnose.LevelType, diagnose.ShareType, diagnose.Comparison, diagnose.Milestone:
		return p.view != ""
	}
	return false
}
