package propose

import "strings"

// Span is a piece of text at byte offsets [Start, End).
type Span struct{ Start, End int }

// line is a text with full-width letters, digits and signs narrowed, and the
// way back to the offsets of the text as written.
type line struct {
	raw  string
	text string
	at   []int // at[i] is the offset in raw of byte i of text; len(text)+1 long
}

// narrow makes a line of s. Chinese punctuation that has no ASCII twin stays.
func narrow(s string) line {
	var b strings.Builder
	at := make([]int, 0, len(s)+1)
	for i, r := range s {
		n := narrowRune(r)
		before := b.Len()
		b.WriteRune(n)
		for j := before; j < b.Len(); j++ {
			at = append(at, i)
		}
	}
	return line{raw: s, text: b.String(), at: append(at, len(s))}
}

func narrowRune(r rune) rune {
	switch {
	case r >= 0xE000 && r <= 0xF8FF: // private use: the signs of a masked sentence
		return '□'
	case r == '，':
		return r
	case r >= '！' && r <= '～':
		return r - 0xFEE0
	}
	switch r {
	case '\u00a0', '\u3000', '\t', '\u2002', '\u2003', '\u2009':
		return ' '
	case '−', '﹣', '–', '‐', '‑':
		return '-'
	case '﹪':
		return '%'
	case '─', '―':
		return '—'
	case '〜', '∼':
		return '~'
	case '：', 'ː':
		return ':'
	}
	return r
}

// span gives the offsets in the text as written of bytes [s, e) of l.text.
func (l line) span(s, e int) Span { return Span{l.at[s], l.at[e]} }

// runeAfter and runeBefore look at the neighbours of a position; 0 at the ends.
func runeAfter(s string, i int) rune {
	for _, r := range s[i:] {
		return r
	}
	return 0
}

func runeBefore(s string, i int) rune {
	last := rune(0)
	for j := i - 1; j >= 0 && i-j <= 4; j-- {
		if s[j]&0xC0 != 0x80 {
			for _, r := range s[j:i] {
				return r
			}
		}
	}
	return last
}

func isHan(r rune) bool   { return r >= 0x4E00 && r <= 0x9FFF || r == '〇' }
func isLatin(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }
func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// hasAny reports whether s begins with one of the words, and gives it.
func hasAny(s string, words []string) (string, bool) {
	for _, w := range words {
		if strings.HasPrefix(s, w) {
			return w, true
		}
	}
	return "", false
}

// endsAny reports whether s ends with one of the words, and gives it.
func endsAny(s string, words []string) (string, bool) {
	for _, w := range words {
		if strings.HasSuffix(s, w) {
			return w, true
		}
	}
	return "", false
}
