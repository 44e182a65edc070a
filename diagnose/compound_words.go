package diagnose

import (
	"regexp"
	"strings"
)

// runOn puts sentences in a row. One that begins with the same clauses as the
// one before goes on with what is new, and a source that all of them share is
// named once: 据……，为3536家，净增709家，增长25.1%。
func runOn(list []string, comma, stop, space string) string {
	source, shared := "", true
	clauses := make([][]string, len(list))
	for i, s := range list {
		if comma == ", " {
			s = strings.NewReplacer("; it ", ", it ", "; at constant prices it ", ", at constant prices it ").Replace(s)
		}
		c := strings.Split(strings.TrimSuffix(s, stop), comma)
		if strings.HasPrefix(c[0], "据") || strings.HasPrefix(c[0], "According to") {
			shared = shared && (source == "" || source == c[0])
			source = c[0]
		}
		clauses[i] = c
	}
	if source == "" || !shared || clauses[0][0] != source {
		return rowOf(clauses, comma, stop, space)
	}
	for i, c := range clauses {
		if c[0] == source {
			clauses[i] = c[1:]
		}
		if len(clauses[i]) > 0 {
			clauses[i][0] = uncapital(clauses[i][0])
		}
	}
	return source + comma + rowOf(clauses, comma, stop, space)
}

// rowOf joins sentences, each given by its clauses, without repeating how one
// begins.
func rowOf(list [][]string, comma, stop, space string) string {
	var out [][]string
	for _, c := range list {
		n := len(out)
		same := 0
		for n > 0 && same < len(c) && same < len(out[n-1]) && out[n-1][same] == c[same] {
			same++
		}
		if same == 0 {
			out = append(out, append([]string{}, c...))
		} else {
			out[n-1] = append(out[n-1], c[same:]...)
		}
	}
	var sentences []string
	for i, c := range out {
		s := strings.Join(c, comma) + stop
		if i > 0 {
			s = capital(s)
		}
		sentences = append(sentences, s)
	}
	return strings.Join(sentences, space)
}

// baseWords open a clause that sets a value against its base: 比上年（2827家）.
var baseWords = regexp.MustCompile(`^(?:比|较|与)[^（，。、；]{1,12}（[^（）]*）`)

// foldBase names a base once where clauses in a row repeat it:
// 比上年（2827家）净增709家、增长25.1%.
func foldBase(text string) string {
	sentences := strings.SplitAfter(text, "。")
	for i, s := range sentences {
		var out []string
		base, depth := "", 0
		for _, c := range strings.Split(s, "，") {
			m := baseWords.FindString(c)
			if m != "" && m == base && depth == 0 && !strings.Contains(c, "持平") {
				out[len(out)-1] += "、" + strings.TrimPrefix(c, m)
				continue
			}
			if depth == 0 && m == "" && len(out) > 0 {
				base = "" // another statement comes between
			}
			if m != "" {
				base = m
			}
			depth += strings.Count(c, "（") - strings.Count(c, "）")
			out = append(out, c)
		}
		sentences[i] = strings.Join(out, "，")
	}
	return strings.Join(sentences, "")
}

// baseTail closes an English clause with its base: on the year before (2827).
var baseTail = regexp.MustCompile(` on (?:the [a-z ]+|[0-9A-Za-z ]+) \([^()]*\)$`)

// foldEnglish joins clauses that go on with "it" by "and", and names a base
// once: it rose by 709 and grew by 25.1% on the year before (2827).
func foldEnglish(text string) string {
	text = strings.ReplaceAll(text, ", at constant prices it ", "; at constant prices it ")
	sentences := strings.Split(text, ". ")
	for i, s := range sentences {
		stop := ""
		if strings.HasSuffix(s, ".") {
			s, stop = strings.TrimSuffix(s, "."), "."
		}
		parts := strings.Split(s, ", it ")
		if len(parts) == 1 {
			continue
		}
		out := parts[0] + "; it " + parts[1]
		for _, p := range parts[2:] {
			if m := baseTail.FindString(p); m != "" && strings.HasSuffix(out, m) {
				out = strings.TrimSuffix(out, m) + " and " + p
				continue
			}
			out += ", and it " + p
		}
		sentences[i] = out + stop
	}
	return strings.Join(sentences, ". ")
}
