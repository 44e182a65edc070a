package brief

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/quanyu/quanyu/diagnose"
)

var thousands = regexp.MustCompile(`(^|[^\d,.])(\d{1,3}(?:,\d{3})+)($|[^\d,])`)

// plainNumbers takes thousands separators out of running text, as GB/T 15835
// asks; "2016,2017" is not a number and stays.
func plainNumbers(s string) string {
	return thousands.ReplaceAllStringFunc(s, func(m string) string { return strings.ReplaceAll(m, ",", "") })
}

// sentenceEnds ends a sentence with a full stop.
func sentenceEnds(s string) string {
	s = strings.TrimRight(strings.TrimSpace(s), "。；;，, ")
	if s == "" || strings.HasSuffix(s, "？") || strings.HasSuffix(s, "！") {
		return s
	}
	return s + "。"
}

// official makes a text fit to go up: no verdict labels, no codes of ours, no
// thousands separators. Clauses that only speak about the verdict are left
// out.
func official(s string) string {
	s = chineseBrackets.Replace(hanComma.ReplaceAllString(plainNumbers(strings.TrimSpace(s)), "$1，"))
	var kept strings.Builder
	for _, clause := range splitAfter(s, "。；") {
		if !internalWord(clause) {
			kept.WriteString(clause)
		}
	}
	return sentenceEnds(kept.String())
}

var (
	chineseBrackets = strings.NewReplacer("(", "（", ")", "）")
	hanComma        = regexp.MustCompile(`(\p{Han}),`)
)

// internalWord reports whether a text holds words that belong to the internal
// sheet.
func internalWord(s string) bool {
	for _, v := range verdicts {
		if strings.Contains(s, v.verdict.Name("zh")) || strings.Contains(s, string(v.verdict)) {
			return true
		}
	}
	for _, w := range []string{"原句", "该句", "判定", "本句", "句中", ".yaml", "不宜表述", "不能写"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

var howComputed = regexp.MustCompile(`推算|计算|测算|口径`)

// withoutSource takes "据《…》，" from the head of a sentence whose footnote
// says the same; how a figure was computed stays.
func withoutSource(s string) string {
	clauses := splitAfter(s, "，。；")
	if len(clauses) > 1 && strings.HasPrefix(clauses[0], "据") && strings.HasSuffix(clauses[0], "，") && !howComputed.MatchString(clauses[0]) {
		return s[len(clauses[0]):]
	}
	return s
}

// see puts a reference to a figure into the last sentence of a text.
func see(text, where string) string {
	if body, ended := strings.CutSuffix(text, "。"); ended {
		return body + "（见" + where + "）。"
	}
	return text + "（见" + where + "）"
}

var leadingYear = regexp.MustCompile(`^\d{4}年`)

// withPlace puts a place before a statement, behind its year.
func withPlace(place, s string) string {
	if place == "" || strings.Contains(s, place) {
		return s
	}
	year := leadingYear.FindString(s)
	return year + place + s[len(year):]
}

// splitAfter cuts s behind each of the signs that stands outside brackets and
// quotation marks.
func splitAfter(s, signs string) []string {
	var out []string
	depth, from := 0, 0
	for i, r := range s {
		switch {
		case strings.ContainsRune("（(“「《", r):
			depth++
		case strings.ContainsRune("）)”」》", r):
			depth = max(depth-1, 0)
		case depth == 0 && strings.ContainsRune(signs, r):
			end := i + utf8.RuneLen(r)
			out = append(out, s[from:end])
			from = end
		}
	}
	if from < len(s) {
		out = append(out, s[from:])
	}
	return out
}

// firstClause is the first clause of a sentence, without its end mark.
func firstClause(s string) string {
	parts := splitAfter(s, "，。；：！？")
	if len(parts) == 0 {
		return ""
	}
	return strings.TrimRight(parts[0], "，。；：！？")
}

var innerQuotes = strings.NewReplacer("“", "‘", "”", "’")

// quoted puts a text in quotation marks, and its own ones one level down.
func quoted(s string) string { return "“" + innerQuotes.Replace(s) + "”" }

// subject is what a claim is about, short enough for a heading: its sentence
// where that is short, else its indicator, else its first clause.
func (in Input) subject(r diagnose.Result) string {
	sentence := typedNumber.ReplaceAllString(strings.TrimRight(strings.TrimSpace(r.Sentence), "。；？！"), "")
	if name := in.indicatorName(r.Indicator, "", "zh"); name != "" && sentence != "" && !in.names(sentence, name) {
		sentence = name + sentence // a part of a sentence: 同比增长3.5%
	}
	if n := utf8.RuneCountInString(sentence); n > 0 && n <= 24 {
		return quoted(sentence)
	}
	if r.Type == diagnose.EffectType && r.Measure != "" {
		return r.Measure + "的成效"
	}
	if r.Type == diagnose.ThresholdType && r.Indicator != "" && r.Word != "" {
		return in.indicatorName(r.Indicator, "", "zh") + "的" + r.Word
	}
	if r.Indicator != "" {
		return in.indicatorName(r.Indicator, "", "zh")
	}
	clause := firstClause(sentence)
	if utf8.RuneCountInString(clause) <= 28 {
		return quoted(clause)
	}
	return quoted(string([]rune(clause)[:24]) + "……")
}

// names reports whether a sentence says what it is about: an indicator that is
// known, or the name itself.
func (in Input) names(sentence, name string) bool {
	if in.Set == nil || in.Set.Indicators == nil {
		return true
	}
	return strings.Contains(sentence, name) || len(in.Set.Indicators.Find(sentence)) > 0 || !elliptical.MatchString(sentence)
}

// elliptical is how a part of a sentence begins that has no subject of its own.
var elliptical = regexp.MustCompile(`^(?:较|比|同比|环比|增长|下降|净增|增加|减少|提高|居|位居|位列|排|列|占|达|为|高于|低于|快于|慢于|超过|突破|连续|年均|高出|回落)`)

// typedNumber is the number that stands before a sentence of a draft.
var typedNumber = regexp.MustCompile(`^(?:（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、|（\d{1,2}）|\d{1,2}[、．])\s*`)
