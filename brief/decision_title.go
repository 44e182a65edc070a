package brief

import (
	"strings"
	"unicode/utf8"
)

// titleLine is what a line of the title holds, in Chinese characters.
const titleLine = 20

// titleLines breaks a title between words, as official papers do: in as few
// lines as can be, of even length. A title that offers no such place stays in
// one piece.
func titleLines(title string) []string {
	if wide(title) <= titleLine {
		return []string{title}
	}
	var places []int // bytes where a line may begin
	for i, r := range title {
		before := title[:i]
		last, _ := utf8.DecodeLastRuneInString(before)
		opens := strings.ContainsRune("和居", r) && !strings.ContainsRune("，、共缓饱温祥总定宜邻移旧", last)
		follows := false
		for _, w := range []string{"，", "、", "：", "；", "——", "少于", "多于", "高于", "低于", "快于", "慢于"} {
			follows = follows || strings.HasSuffix(before, w)
		}
		if i > 0 && (opens || follows) {
			places = append(places, i)
		}
	}
	var best []string
	bestRough := 0
	for n := 2; n <= 4 && best == nil; n++ {
		cut(title, places, n, nil, func(lines []string) {
			rough := 0
			for _, l := range lines {
				rough += wide(l) * wide(l)
			}
			if best == nil || rough < bestRough {
				best, bestRough = append([]string(nil), lines...), rough
			}
		})
	}
	if best == nil {
		return []string{title}
	}
	return best
}

// cut visits the ways to break the rest of a title into n lines that fit. A
// comma at the end of a line hangs in the margin.
func cut(rest string, places []int, n int, lines []string, visit func([]string)) {
	fits := func(s string) bool { return wide(strings.TrimRight(s, "，、：；")) <= titleLine }
	if n == 1 {
		if fits(rest) {
			visit(append(lines, rest))
		}
		return
	}
	for i, at := range places {
		if at >= len(rest) || !fits(rest[:at]) {
			break
		}
		later := make([]int, 0, len(places)-i-1)
		for _, p := range places[i+1:] {
			later = append(later, p-at)
		}
		cut(rest[at:], later, n-1, append(lines, rest[:at]), visit)
	}
}
