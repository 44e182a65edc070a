package grid

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// dateLayout says how a number format shows dates: "" where it shows none,
// else the letters of what it shows in order (y m d h s) and, behind a bar,
// the words of a year or a month: "y|年", "ym|年月".
func dateLayout(section string) string {
	parts, words := "", ""
	for _, t := range tokens(section) {
		if t.literal {
			if strings.ContainsAny(t.text, "年月日") {
				words += t.text
			}
			continue
		}
		switch low := strings.ToLower(t.text); low {
		case "0", "#", "?", "%":
			return ""
		case "y", "e", "m", "d", "h", "s":
			if low == "e" {
				low = "y" // the year of an East Asian calendar
			}
			if !strings.HasSuffix(parts, low) {
				parts += low
			}
		case "年", "月", "日":
			words += low
		}
	}
	if parts == "" {
		return ""
	}
	if words != "" {
		return parts + "|" + words
	}
	return parts
}

// showDate prints a day number. Whole dates are 2018-09-30, whatever their
// order in the format; a year or a month alone stays what it is.
func showDate(layout, raw string, since1904 bool) (string, bool) {
	days, err := strconv.ParseFloat(strings.TrimSpace(raw), 64)
	if err != nil || days < 0 || days > 2958466 || math.IsNaN(days) {
		return "", false
	}
	parts, words, _ := strings.Cut(layout, "|")
	has := func(p string) bool { return strings.Contains(parts, p) }
	seconds := int64(math.Floor(days*86400 + 0.5))
	day, rest := seconds/86400, seconds%86400
	clock := fmt.Sprintf("%02d:%02d", rest/3600, rest/60%60)
	if has("s") {
		clock += fmt.Sprintf(":%02d", rest%60)
	}
	if !has("y") && !has("d") && (has("h") || has("s")) {
		return clock, true
	}
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case since1904:
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case day < 61: // 29 February 1900, which never was
		epoch = epoch.AddDate(0, 0, 1)
	}
	t := epoch.AddDate(0, 0, int(day))
	switch {
	case has("y") && !has("m") && !has("d"):
		if strings.Contains(words, "年") {
			return t.Format("2006年"), true
		}
		return t.Format("2006"), true
	case has("y") && has("m") && !has("d"):
		if strings.Contains(words, "月") {
			return t.Format("2006年1月"), true
		}
		return t.Format("2006-01"), true
	case has("h") && rest != 0:
		return t.Format("2006-01-02 ") + clock, true
	}
	return t.Format("2006-01-02"), true
}

// builtin are the number formats that a workbook names by number only, in a
// Chinese Excel (27 to 36 and 50 to 58 differ by language).
var builtin = map[int]string{
	1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "#,##0", 6: "#,##0", 7: "#,##0.00", 8: "#,##0.00",
	9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
	14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
	27: `yyyy"年"m"月"`, 28: `m"月"d"日"`, 29: `m"月"d"日"`, 30: "m-d-yy", 31: `yyyy"年"m"月"d"日"`, 32: "h:mm", 33: "h:mm:ss", 34: "h:mm", 35: "h:mm:ss", 36: `yyyy"年"m"月"`,
	37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00",
	45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss", 48: "##0.0E+0", 49: "@",
	50: `yyyy"年"m"月"`, 51: `m"月"d"日"`, 52: `yyyy"年"m"月"`, 53: `m"月"d"日"`, 54: `m"月"d"日"`, 55: "h:mm", 56: "h:mm:ss", 57: `yyyy"年"m"月"`, 58: `m"月"d"日"`,
}
