package brief

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
)

// The longest view that a heading takes, and the longest title, in characters
// as wide as a Chinese one: a line of a title holds 20.
const (
	longestView  = 30
	longestTitle = 38
)

// wide is the width of a text in Chinese characters.
func wide(s string) int {
	half := 0
	for _, r := range s {
		if r >= 0x80 {
			half++
		}
		half++
	}
	return (half + 1) / 2
}

// view says the point of a result in a few words: a rank or a growth rate that
// the data bear out, else what its safe wording says of the indicator.
// says is false where the view only states a figure.
func (in Input) view(r diagnose.Result, text string) (v string, says bool) {
	name := in.indicatorName(r.Indicator, "", "zh")
	if r.Definition != "" && !strings.Contains(name, r.Definition) && utf8.RuneCountInString(r.Definition) <= 4 {
		name = r.Definition + name
	}
	switch {
	case name == "":
	case r.Type == diagnose.RankType && r.Verdict != diagnose.Partly || r.Type == diagnose.RankType && r.Rank == 0:
		v = rankView(name, r)
	case r.Type == diagnose.GrowthType && r.Verdict == diagnose.Supported:
		v = growthView(name, r)
	}
	says = true
	if v == "" {
		v, says = in.clauseView(text)
	}
	if n := wide(v); n < 5 || n > longestView {
		return "", false
	}
	return v, says
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
	if len(r.Figures) == 0 || r.Figures[0].Unit != "%" || r.Times != "" {
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

var (
	statesFigure = regexp.MustCompile(`为约?-?\d`)
	predicate    = regexp.MustCompile(`居|增长|下降|减少|增加|净增|升至|降至|升到|降到|提高|少于|多于|低于|高于|接近|超过|突破|达到|连续|倍|快于|慢于|占|持平|回落`)
	adverbial    = regexp.MustCompile(`^(按|据|根据|就|其中)[^0-9]*$|^\d{4}年(至\d{4}年|以来)?$`)
	inBrackets   = regexp.MustCompile(`（[^（）]*）`)
	statusWord   = regexp.MustCompile(`预计|初步|快报|目标|口径|可比价|现价|规上`)
)

// clauseView shortens a safe wording to subject and predicate: from
// 2018年武汉市高新技术企业数为3536家，少于深圳市（约14400家）和… it makes
// 2018年高新技术企业数少于深圳市和…. Brackets go, unless they qualify.
func (in Input) clauseView(text string) (v string, says bool) {
	sentences := splitAfter(text, "。")
	if len(sentences) == 0 {
		return "", false
	}
	sentence := inBrackets.ReplaceAllStringFunc(sentences[0], func(b string) string {
		if statusWord.MatchString(b) {
			return b
		}
		return ""
	})
	clauses := splitAfter(sentence, "，；。")
	for i := range clauses {
		clauses[i] = strings.TrimRight(clauses[i], "，；。")
	}
	for len(clauses) > 1 && adverbial.MatchString(clauses[0]) {
		clauses = clauses[1:]
	}
	first := clauses[0]
	at := statesFigure.FindStringIndex(first)
	if at == nil {
		if predicate.MatchString(first) {
			return in.fit(in.withoutPlace(first)), true
		}
		return "", false
	}
	subject := in.withoutPlace(first[:at[0]])
	for _, c := range clauses[1:] {
		if predicate.MatchString(c) && !strings.HasPrefix(c, "以") {
			return in.fit(subject + c), true
		}
	}
	return in.fit(in.withoutPlace(first)), false
}

// withoutPlace takes the study's own place out of a statement.
func (in Input) withoutPlace(s string) string {
	place := in.mainPlace()
	for _, name := range []string{in.placeName(place), in.placeShort(place)} {
		if name != "" {
			if rest := strings.Replace(s, name, "", 1); utf8.RuneCountInString(rest) > 4 {
				return rest
			}
		}
	}
	return s
}

// oneLine is what the line of a heading （一） holds beside indent and number.
const oneLine = 23

// fit drops the year of a statement that is too long for one line of a heading.
func (in Input) fit(s string) string {
	if wide(s) > oneLine {
		return leadingYear.ReplaceAllString(s, "")
	}
	return s
}

// titleTypes are the types of claims that make a title, the strongest first.
var titleTypes = []diagnose.Type{
	diagnose.Comparison, diagnose.RankType, diagnose.GrowthType, diagnose.Milestone, diagnose.Trend, diagnose.Change, diagnose.LevelType, diagnose.ShareType,
}

// title is the title that states the point: the strongest judgment that the
// data support and, where there is room, one of another indicator beside it;
// else the study's title.
func (in Input) title(points []point) string {
	first, ok := strongest(points, "", diagnose.Supported)
	if !ok {
		for _, t := range []string{in.Title, in.Question} {
			if t != "" {
				return t
			}
		}
		return "决策参考"
	}
	title := withPlace(in.placeShort(in.mainPlace()), first.view)
	for _, v := range []diagnose.Verdict{diagnose.Partly, diagnose.Supported} {
		second, ok := strongest(points, first.result.Indicator, v)
		if !ok {
			continue
		}
		if y := leadingYear.FindString(title); y != "" {
			second.view = strings.TrimPrefix(second.view, y)
		}
		for _, t := range []string{title + "，" + second.view, leadingYear.ReplaceAllString(title, "") + "，" + second.view} {
			if wide(t) <= longestTitle {
				return t
			}
		}
	}
	return title
}

// strongest finds the point with a verdict that makes the best title, not on
// the indicator except.
func strongest(points []point, except string, v diagnose.Verdict) (point, bool) {
	best, rank := point{}, len(titleTypes)
	for _, p := range points {
		i := slices.Index(titleTypes, p.result.Type)
		if i < 0 || i >= rank || !p.says || p.result.Verdict != v || p.result.Indicator == except {
			continue
		}
		best, rank = p, i
	}
	return best, rank < len(titleTypes)
}
