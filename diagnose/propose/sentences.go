package propose

import (
	"strings"
	"unicode/utf8"
)

var openers = map[rune]rune{'(': ')', '（': '）', '“': '”', '‘': '’', '《': '》', '「': '」', '【': '】', '〔': '〕', '[': ']'}

// Sentences cuts running text into sentences, at byte offsets of the text as
// written. It cuts after 。！？； (and !, ?, ; ) and at line breaks, not inside
// brackets or quotes; a bracket that never closes in its line doesn't count.
// Blanks around a sentence are left out; decimals are never cut.
func Sentences(text string) []Span {
	var out []Span
	for start := 0; start <= len(text); {
		end := strings.IndexAny(text[start:], "\n\r\v\f")
		if end < 0 {
			end = len(text)
		} else {
			end += start
		}
		out = append(out, sentencesOfLine(text, start, end)...)
		start = end + 1
	}
	return out
}

func sentencesOfLine(text string, start, end int) []Span {
	var out []Span
	begin, closeAt := start, -1
	for i := start; i < end; {
		r, n := utf8.DecodeRuneInString(text[i:end])
		switch {
		case i < closeAt: // inside brackets or quotes
		case openers[r] != 0:
			if c := matching(text[i+n:end], r, openers[r]); c >= 0 {
				closeAt = i + n + c
				// A quotation that ends its own sentence ends ours: “……。”
				if next := closeAt + utf8.RuneLen(openers[r]); r == '“' && endsInStop(text[i+n:closeAt]) && startsSentence(text[next:end]) {
					out = appendTrimmed(out, text, begin, next)
					begin = next
				}
			}
		case isStop(r):
			stop := i + n
			for stop < end { // 。” and ?! belong to the sentence
				r2, n2 := utf8.DecodeRuneInString(text[stop:end])
				if !isStop(r2) && r2 != '”' && r2 != '’' {
					break
				}
				stop += n2
			}
			out = appendTrimmed(out, text, begin, stop)
			begin = stop
			n = stop - i
		}
		i += n
	}
	return appendTrimmed(out, text, begin, end)
}

func isStop(r rune) bool {
	switch r {
	case '。', '！', '？', '；', '!', '?', ';', '｡':
		return true
	}
	return false
}

func endsInStop(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r == '。' || r == '！' || r == '？'
}

// startsSentence reports whether what follows a closing quote begins anew.
func startsSentence(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return s != "" && !strings.ContainsRune("，,、；;。：:的是和与及）)", r)
}

// matching gives the offset of the closing twin of an opener, nesting
// counted; -1 where it is missing.
func matching(s string, open, close rune) int {
	depth := 1
	for i, r := range s {
		switch {
		case r == close || (close == ')' && r == '）') || (close == '）' && r == ')'):
			depth--
			if depth == 0 {
				return i
			}
		case r == open:
			depth++
		}
	}
	return -1
}

func appendTrimmed(out []Span, text string, s, e int) []Span {
	piece := text[s:e]
	trimmed := strings.TrimLeft(piece, " \t\u3000\u00a0\ufeff")
	s += len(piece) - len(trimmed)
	trimmed = strings.TrimRight(trimmed, " \t\u3000\u00a0\ufeff")
	if trimmed == "" {
		return out
	}
	return append(out, Span{s, s + len(trimmed)})
}
