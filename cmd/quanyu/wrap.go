package main

import (
	"fmt"
	"strings"
)

// widest is how many places a line takes, where that can be chosen.
const widest = 100

// wrapped prints a text in lines that are no wider than widest, each behind an
// indent: Latin words are kept whole, and no line begins with a mark that
// closes.
func (a *app) wrapped(text, indent string) {
	const closing = "，。；：、）》〉」』”’,.;:)"
	line, space := indent, ""
	put := func() {
		fmt.Fprintln(a.out, strings.TrimRight(line, " "))
		line, space = indent, ""
	}
	for _, piece := range pieces(text) {
		if line != indent && places(line+space+piece) > widest && !strings.Contains(closing, piece) {
			put()
		}
		if piece == " " {
			space = " "
			continue
		}
		if line != indent {
			line += space
		}
		line, space = line+piece, ""
	}
	put()
}

// pieces cuts a text where a line may end: Latin words and numbers whole,
// every other letter and every blank for itself.
func pieces(text string) (out []string) {
	word := ""
	for _, r := range text {
		if r > ' ' && r < 0x2000 {
			word += string(r)
			continue
		}
		if word != "" {
			out, word = append(out, word), ""
		}
		out = append(out, string(r))
	}
	if word != "" {
		out = append(out, word)
	}
	return out
}

// words prints rows of words in columns, all standing left.
func (a *app) words(rows [][]string) {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for c, text := range row {
			widths[c] = max(widths[c], places(text))
		}
	}
	for _, row := range rows {
		line := "  "
		for c, text := range row {
			line += text + strings.Repeat(" ", widths[c]-places(text)+2)
		}
		fmt.Fprintln(a.out, strings.TrimRight(line, " "))
	}
	fmt.Fprintln(a.out)
}
