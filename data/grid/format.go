package grid

import (
	"strings"
	"unicode/utf8"
)

// format is a number format of a cell, parsed once: "0.00%", "#,##0", `0"年"`.
type format struct {
	general  bool   // as many digits as the number has
	text     bool   // "@": as it stands
	fixed    int    // decimals that are always shown
	most     int    // decimals that are shown at most
	percent  bool   // multiplied by 100, with the sign
	scale    int    // thousands taken off: 1 for "0,"
	before   string // words before the number
	after    string // words behind it, "%" included
	sign     bool   // before or after holds a percent sign, scaled or not
	date     string // layout of dates, see date.go; "" for numbers
	integers int    // least digits before the point: 3 for "000"
}

var general = format{general: true}

// parseFormat reads the first section of a number format.
func parseFormat(code string) format {
	first := sections(code)[0]
	low := strings.ToLower(strings.TrimSpace(first))
	switch {
	case low == "" || strings.Contains(low, "general") || strings.Contains(low, "g/通用格式") || strings.Contains(low, "g/標準"):
		return general
	case low == "@":
		return format{text: true}
	}
	if d := dateLayout(first); d != "" {
		return format{date: d}
	}
	return numberFormat(first)
}

// numberFormat reads a section that shows numbers.
func numberFormat(section string) format {
	var f format
	digits, point, commas, slash := 0, false, 0, false
	word := func(s string) {
		switch s {
		case "¥", "￥", "$", "€", "£":
			return
		}
		if digits == 0 && !point {
			f.before += s
		} else {
			f.after += s
		}
	}
	for _, t := range tokens(section) {
		switch {
		case t.literal:
			word(t.text)
		case t.text == "0" || t.text == "#" || t.text == "?":
			digits, commas = digits+1, 0
			switch {
			case point:
				f.most++
				if t.text == "0" {
					f.fixed = f.most
				}
			case t.text == "0":
				f.integers++
			}
		case t.text == ".":
			point, commas = true, 0
		case t.text == ",":
			commas++
		case t.text == "%":
			f.percent, f.after = true, f.after+"%"
		case t.text == "/":
			slash = true
		case t.text == "E":
			return general // 1.2E+05: the plain number says the same
		case t.text == "(", t.text == ")", t.text == "+", t.text == "-", t.text == " ":
		default:
			word(t.text)
		}
	}
	if digits == 0 || slash {
		return general
	}
	f.scale = commas
	f.before, f.after = strings.TrimSpace(f.before), strings.TrimSpace(f.after)
	f.sign = f.percent || strings.ContainsAny(f.before+f.after, "%％")
	return f
}

// token is one sign of a format; literal text stands in quotes or behind \.
type token struct {
	text    string
	literal bool
}

// tokens takes a section apart: colours, conditions, currencies in brackets,
// padding (_x) and filling (*x) are left out.
func tokens(s string) []token {
	var out []token
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch r {
		case '"':
			end := strings.IndexByte(s[i+1:], '"')
			if end < 0 {
				end = len(s) - i - 1
			}
			out = append(out, token{s[i+1 : i+1+end], true})
			i += end + 2
			continue
		case '\\', '_', '*':
			_, m := utf8.DecodeRuneInString(s[i+n:])
			if r == '\\' && m > 0 {
				out = append(out, token{s[i+n : i+n+m], true})
			}
			i += n + m
			continue
		case '[':
			end := strings.IndexByte(s[i:], ']')
			if end < 0 {
				end = len(s) - i
			}
			if in := strings.ToLower(s[i+1 : i+end]); in == "h" || in == "hh" || in == "m" || in == "mm" || in == "s" || in == "ss" {
				out = append(out, token{in[:1], false})
			}
			i += end + 1
			continue
		case 'e', 'E':
			if i+1 < len(s) && (s[i+1] == '+' || s[i+1] == '-') {
				out = append(out, token{"E", false})
				i += 2
				continue
			}
		}
		out = append(out, token{s[i : i+n], false})
		i += n
	}
	return out
}

// sections splits a format at the semicolons that stand outside quotes.
func sections(code string) []string {
	var out []string
	start, quoted := 0, false
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case '"':
			quoted = !quoted
		case '\\':
			i++
		case ';':
			if !quoted {
				out = append(out, code[start:i])
				start = i + 1
			}
		}
	}
	return append(out, code[min(start, len(code)):])
}

// show prints a number as the file holds it ("0.24840000000000001") the way
// its format shows it. What is no number stays as it is. since1904 is the
// workbook's calendar.
func (f format) show(raw string, since1904 bool) Cell {
	if f.text {
		return Cell{Text: plainNumber(raw)}
	}
	if f.date != "" {
		if s, ok := showDate(f.date, raw, since1904); ok {
			return Cell{Text: s}
		}
		return Cell{Text: plainNumber(raw)}
	}
	if f.general {
		return Cell{Text: plainNumber(raw)}
	}
	text := plainNumber(raw)
	number, ok := f.digits(text)
	if !ok {
		return Cell{Text: text}
	}
	minus := ""
	if number[0] == '-' {
		minus, number = "-", number[1:]
	}
	return Cell{Text: f.before + minus + number + f.after, Percent: f.sign}
}

// digits rounds a plain number to the decimals of the format, 四舍五入.
func (f format) digits(text string) (string, bool) {
	if !isPlain(text) {
		return "", false
	}
	places := -3 * f.scale
	if f.percent {
		places += 2
	}
	s := round(shift(text, places), f.most)
	minus := strings.HasPrefix(s, "-")
	s = strings.TrimPrefix(s, "-")
	for drop := f.most - f.fixed; drop > 0 && strings.HasSuffix(s, "0"); drop-- {
		s = s[:len(s)-1]
	}
	s = strings.TrimSuffix(s, ".")
	if whole, _, _ := strings.Cut(s, "."); len(whole) < f.integers {
		s = strings.Repeat("0", f.integers-len(whole)) + s
	}
	if minus {
		s = "-" + s
	}
	return s, true
}
