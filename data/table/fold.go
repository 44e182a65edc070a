package table

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/quanyu/quanyu/city"
)

// fold makes the spellings of one text equal: full-width letters, digits,
// brackets and colons become half-width, Chinese punctuation stays Chinese,
// every space is a plain one, line breaks inside a cell are spaces.
func fold(s string) string {
	if isASCII(s) {
		return strings.TrimSpace(strings.Map(oneLine, s))
	}
	s = strings.Map(oneLine, city.Narrow(s))
	return strings.TrimSpace(s)
}

// oneLine turns line breaks into spaces, and undoes what narrowing does to
// Chinese punctuation.
func oneLine(r rune) rune {
	switch r {
	case '\n', '\r', '\t', '\v', '\f':
		return ' '
	case '､':
		return '、'
	case '｡':
		return '。'
	case '｢':
		return '「'
	case '｣':
		return '」'
	case '［', '﹝':
		return '['
	case '］', '﹞':
		return ']'
	case '∶':
		return ':'
	case '￮':
		return '○'
	case '￭':
		return '■'
	case '￪':
		return '↑'
	case '￬':
		return '↓'
	case '￩':
		return '←'
	case '￫':
		return '→'
	}
	return r
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// squash is fold without any space, for comparing words: "2018 年" is "2018年",
// "指 标" is "指标".
func squash(s string) string {
	s = fold(s)
	if !strings.ContainsRune(s, ' ') {
		return s
	}
	return strings.ReplaceAll(s, " ", "")
}

// indent counts the leading spaces of a printed label; a full-width one is as
// wide as two.
func indent(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case r == '\u3000':
			n += 2
		case r == '\t':
			n += 4
		case unicode.IsSpace(r):
			n++
		default:
			return n
		}
	}
	return 0
}

// hasDigit reports whether s holds an ASCII digit.
func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

var englishTail = regexp.MustCompile(`^(.*\p{Han}[^a-z]*?[\p{Han})%])\s+\(?[A-Za-z][A-Za-z0-9 &,.'()/%-]*[a-z]{2}[A-Za-z0-9 &,.'()/%-]*$`)

// native cuts the English off a name printed in two languages: "北京 Beijing"
// is 北京.
func native(s string) string {
	if isASCII(s) || !strings.ContainsAny(s, "aeiouAEIOU") {
		return s
	}
	if m := englishTail.FindStringSubmatch(fold(s)); m != nil {
		return strings.TrimSpace(m[1])
	}
	return s
}

// bracket cuts the last bracketed part off a folded text: "产值(亿元)" gives
// "产值", "亿元". ok is false where s doesn't end in a bracket or is nothing
// else.
func bracket(s string) (before, inside string, ok bool) {
	for _, pair := range [][2]string{{"(", ")"}, {"[", "]"}, {"〔", "〕"}, {"【", "】"}} {
		if !strings.HasSuffix(s, pair[1]) {
			continue
		}
		depth := 0
		for i := len(s) - len(pair[1]); i >= 0; i-- {
			switch {
			case strings.HasPrefix(s[i:], pair[1]):
				depth++
			case strings.HasPrefix(s[i:], pair[0]):
				depth--
			}
			if depth == 0 {
				return strings.TrimSpace(s[:i]), strings.TrimSpace(s[i+len(pair[0]) : len(s)-len(pair[1])]), true
			}
		}
	}
	return s, "", false
}

// tightKey takes the spaces out of the few words before a colon: "单  位:亿元".
func tightKey(s string) string {
	i := strings.IndexByte(s, ':')
	if i < 0 || i > 40 || !strings.ContainsRune(s[:i], ' ') {
		return s
	}
	if key := strings.ReplaceAll(s[:i], " ", ""); len([]rune(key)) <= 6 {
		return key + s[i:]
	}
	return s
}
