package grid

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// format is a number format of a cell, parsed once: "0.00%", "#,##0", `0"年"`.
type format struct {
	general  bool   // as many digits as the number has
	text     bool   // "@": as it stands
	blank    bool   // ";;;": nothing is shown
	fixed    int    // decimals that are always shown
	most     int    // decimals that are shown at most
	shift    int    // places that the point moves to the right
	before   string // words before the number
	after    string // words behind it, "%" included
	sign     bool   // before or after holds a percent sign, moved or not
	date     string // layout of dates, see date.go; "" for numbers
	integers int    // least digits before the point: 3 for "000"
	cases    []choice
}

// choice is one section of a format with conditions: [>=10000]0.0,"万";0.
type choice struct {
	op    string // ">=" ...; "" for everything else
	limit float64
	f     format
}

var general = format{general: true}

// parseFormat reads a number format. Of sections for positive and negative
// numbers the first is taken, as a minus is always shown; sections with
// conditions are all kept.
func parseFormat(code string) format {
	all := sections(code)
	if !strings.ContainsAny(code, "<>=") {
		f := parseSection(all[0])
		f.blank = len(all) > 1 && strings.TrimSpace(all[0]) == ""
		return f
	}
	f, conditions := format{}, false
	for _, section := range all {
		c := choice{f: parseSection(section)}
		if m := condition.FindStringSubmatch(section); m != nil {
			c.op = m[1]
			c.limit, _ = strconv.ParseFloat(m[2], 64)
			conditions = true
		}
		f.cases = append(f.cases, c)
	}
	if !conditions {
		return f.cases[0].f
	}
	return f
}

var condition = regexp.MustCompile(`\[(<=|>=|<>|<|>|=)\s*(-?[0-9.]+)\]`)

// choose gives the format for a number.
func (f format) choose(raw string) format {
	v, err := strconv.ParseFloat(strings.TrimSpace(raw), 64)
	if err != nil {
		return general
	}
	for _, c := range f.cases {
		if c.op == "" || strings.Contains(c.op, "=") && v == c.limit || strings.Contains(c.op, "<") && v < c.limit || strings.Contains(c.op, ">") && v > c.limit {
			return c.f
		}
	}
	return general
}

// parseSection reads one section.
func parseSection(section string) format {
	section = strings.TrimSpace(section)
	low := strings.ToLower(section)
	if low == "" {
		return general
	}
	if low == "@" {
		return format{text: true}
	}
	for _, word := range []string{"general", "g/通用格式", "g/標準"} {
		if i := strings.Index(low, word); i >= 0 { // General"年"
			if len(low) == len(section) {
				low = section // with its capitals
			}
			f := numberFormat(low[:i] + "#" + low[i+len(word):])
			f.general = true
			return f
		}
	}
	if d := dateLayout(section); d != "" {
		return format{date: d}
	}
	return numberFormat(section)
}

// numberFormat reads a section that shows numbers.
func numberFormat(section string) format {
	var f format
	digits, commas, point, trick := 0, 0, false, false
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
	list := tokens(section)
	for i, t := range list {
		switch {
		case t.literal && digits > 0 && moreDigits(list[i+1:]):
			// 0\.0,"万" shows 123,456 as 12.3万: the point is a word, so that
			// what follows is no decimals but the end of the whole number
			if t.text != "." || point {
				return general
			}
			point, trick = true, true
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
			point, commas, f.shift = true, 0, f.shift-3*commas
		case t.text == ",":
			commas++
		case t.text == "%":
			f.shift, f.after = f.shift+2, f.after+"%"
		case t.text == "/" || t.text == "E" || (t.text == "-" || t.text == "+") && digits > 0 && moreDigits(list[i+1:]):
			return general // 1/4, 1.2E+05, 027-8283: the plain number says the same
		case t.text == "(", t.text == ")", t.text == "+", t.text == "-", t.text == " ":
		default:
			word(t.text)
		}
	}
	if digits == 0 {
		return general
	}
	if f.shift -= 3 * commas; trick {
		f.shift -= f.most
	}
	f.before, f.after = strings.TrimSpace(f.before), strings.TrimSpace(f.after)
	f.sign = strings.ContainsAny(f.before+f.after, "%％")
	return f
}

// moreDigits reports whether a digit is still to come.
func moreDigits(list []token) bool {
	for _, t := range list {
		if !t.literal && (t.text == "0" || t.text == "#" || t.text == "?") {
			return true
		}
	}
	return false
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
		case '\\', '!', '_', '*':
			_, m := utf8.DecodeRuneInString(s[i+n:])
			if (r == '\\' || r == '!') && m > 0 {
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
	if f.cases != nil {
		f = f.choose(raw)
	}
	if f.date != "" {
		if s, ok := showDate(f.date, raw, since1904); ok {
			return Cell{Text: s}
		}
	}
	number := plainNumber(raw)
	if f.blank {
		return Cell{}
	}
	if f.text || f.date != "" || !isPlain(number) {
		return Cell{Text: number}
	}
	stored, err := strconv.ParseFloat(strings.TrimSpace(raw), 64)
	held := err == nil
	switch {
	case !f.general:
		number = f.digits(number)
	case f.before == "" && f.after == "":
		return Cell{Text: number, Number: held, Stored: stored}
	}
	minus := ""
	if number[0] == '-' {
		minus, number = "-", number[1:]
	}
	return Cell{Text: f.before + minus + number + f.after, Percent: f.sign, Number: held, Stored: stored}
}

// digits rounds a plain number to the decimals of the format, 四舍五入.
func (f format) digits(text string) string {
	s := round(shift(text, f.shift), f.most)
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
	return s
}
