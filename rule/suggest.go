package rule

// nearest gives the known name that a mistyped one is closest to: at most a
// third of its letters differ. "" where there's none; the first of equals.
func nearest(name string, known []string) string {
	wanted := []rune(name)
	if len(wanted) > 60 {
		return ""
	}
	out, best := "", max(1, len(wanted)/3)+1
	for _, k := range known {
		letters := []rune(k)
		if d := len(letters) - len(wanted); d >= best || -d >= best {
			continue
		}
		if d := edits(wanted, letters); d < best {
			out, best = k, d
		}
	}
	return out
}

// edits counts letters to put in, take out or change (Levenshtein).
func edits(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
