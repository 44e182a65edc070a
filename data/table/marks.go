package table

import (
	"regexp"
	"strings"
)

var (
	leadNumbering = regexp.MustCompile(`^(?:[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十]+[)）]|\d{1,2}(?:\.\d{1,2})*[、.．](?:[^\d]|$)|\(\d{1,2}\)|\d{1,2}\))`)
	tailFootnote  = regexp.MustCompile(`^(.*[^\d(\[])\s*(?:\[(\d{1,2})\]|\((\d{1,2})\)|(\d{1,2})\))$`)
	tailCircled   = regexp.MustCompile(`^(.+?)([①-⑳¹²³⁴-⁹])$`)
	headCircled   = regexp.MustCompile(`^([①-⑳¹²³⁴-⁹])(.+)$`)
)

// labelMarks takes the marks off a folded label: leading and trailing
// asterisks and their kin, trailing footnote numbers. A leading ① is a number
// in a list unless the notes explain it. A leading # is 其中 of the yearbooks
// unless the notes explain it; it stays then.
func labelMarks(s string, explained func(mark string) bool) (rest string, marks []string) {
	if explained == nil {
		explained = func(string) bool { return false }
	}
	for again := true; again && s != ""; {
		again = false
		runes := []rune(s)
		if first := string(runes[0]); strings.Contains("*△▲※☆★†‡§◆●○", first) || first == "#" && explained("#") {
			marks = appendMark(marks, first)
			s, again = strings.TrimSpace(string(runes[1:])), true
			continue
		}
		last := string(runes[len(runes)-1])
		if len(runes) > 1 && strings.Contains("*#△▲※☆★†‡§◆●○", last) {
			marks = appendMark(marks, last)
			s, again = strings.TrimSpace(string(runes[:len(runes)-1])), true
			continue
		}
		if m := tailCircled.FindStringSubmatch(s); m != nil {
			marks = append(marks, m[2])
			s, again = strings.TrimSpace(m[1]), true
			continue
		}
		if m := headCircled.FindStringSubmatch(s); m != nil && explained(m[1]) {
			marks = append(marks, m[1])
			s, again = strings.TrimSpace(m[2]), true
			continue
		}
		if m := tailFootnote.FindStringSubmatch(s); m != nil && !isASCII(m[1]) { // not "EU (27)"
			marks = append(marks, m[2]+m[3]+m[4]+")")
			s, again = strings.TrimSpace(m[1]), true
		}
	}
	// A mark may stand behind the numbering: "1.*专利", or before the unit:
	// "专利*(件)".
	if loc := leadNumbering.FindStringIndex(s); loc != nil && len(marks) == 0 {
		if rest := strings.TrimSpace(trimNumbering(s)); rest != "" && rest != s {
			if r, m := labelMarks(rest, explained); len(m) > 0 {
				return r, m
			}
		}
	}
	if before, in, ok := bracket(s); ok && before != "" && len(marks) == 0 && !hasDigit(in) {
		if r, m := labelMarks(before, explained); len(m) > 0 {
			return r + "(" + in + ")", m
		}
	}
	return s, marks
}

// trimNumbering takes "一、", "(一)", "1.", "1)" off a label.
func trimNumbering(s string) string {
	s = strings.TrimSpace(s)
	loc := leadNumbering.FindStringIndex(s)
	if loc == nil {
		return s
	}
	end := loc[1]
	if m := s[:end]; hasDigit(m) && !strings.HasSuffix(m, ")") {
		// the pattern took one character of the name with it
		cutAt := strings.LastIndexAny(m, ".．、")
		for _, sep := range []string{"、", "．", "."} {
			if i := strings.LastIndex(m, sep); i >= 0 && i+len(sep) > cutAt {
				cutAt = i + len(sep)
			}
		}
		end = cutAt
	}
	return strings.TrimSpace(s[end:])
}

var partWords = regexp.MustCompile(`^(?:其中|#|＃|其 中|在总计中|内)\s*[:：]?\s*`)

// isPart reports a 其中 label and gives it without the word.
func isPart(s string) (string, bool) {
	s = trimNumbering(s)
	loc := partWords.FindStringIndex(s)
	if loc == nil || strings.HasPrefix(s, "内") {
		return s, false
	}
	return strings.TrimSpace(s[loc[1]:]), true
}

// core is a label for comparing: no numbering, 其中, marks, brackets, spaces.
func core(label string) string {
	s := squash(label)
	s, _ = isPart(s)
	s, _ = labelMarks(s, func(string) bool { return true })
	s = trimNumbering(s)
	for {
		before, in, ok := bracket(s)
		if !ok || before == "" || !(hasUnit(in) || isUnitLike(in)) {
			return s
		}
		s = before
	}
}
