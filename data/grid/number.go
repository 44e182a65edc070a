package grid

import (
	"bytes"
	"math"
	"strconv"
	"strings"
)

// plainNumber takes the noise of binary numbers away: 15 significant digits,
// as a spreadsheet shows them, without an exponent where that is readable.
// What is no finite number stays as it is.
func plainNumber(raw string) string {
	raw = strings.TrimSpace(raw)
	if len(raw) <= 15 && isPlain(raw) && !padded(raw) {
		return raw
	}
	f, err := strconv.ParseFloat(raw, 64)
	if err != nil || f-f != 0 || strings.ContainsAny(raw, "xX_") {
		return raw
	}
	if abs := math.Abs(f); abs >= 1e21 || abs < 1e-15 && abs > 0 {
		return strconv.FormatFloat(f, 'g', 15, 64)
	}
	return fifteen(f)
}

// padded finds zeros that a number does not need: "007", "2.50", "-0".
func padded(s string) bool {
	s = strings.TrimPrefix(s, "-")
	return len(s) > 1 && s[0] == '0' && s[1] != '.' || strings.Contains(s, ".") && s[len(s)-1] == '0' || s == "0"
}

// fifteen prints 15 significant digits without an exponent or needless zeros.
func fifteen(f float64) string {
	var buf [32]byte
	e := strconv.AppendFloat(buf[:0], f, 'e', 14, 64) // -1.23456789012345e+04
	minus := e[0] == '-'
	if minus {
		e = e[1:]
	}
	at := bytes.IndexByte(e, 'e')
	power, _ := strconv.Atoi(string(e[at+1:]))
	digits := append(e[:1], e[2:at]...)
	for len(digits) > 1 && digits[len(digits)-1] == '0' {
		digits = digits[:len(digits)-1]
	}
	if len(digits) == 1 && digits[0] == '0' {
		return "0"
	}
	out := make([]byte, 0, 48)
	if minus {
		out = append(out, '-')
	}
	if power < 0 {
		out = append(out, "0."...)
	}
	for ; power < -1; power++ {
		out = append(out, '0')
	}
	for i, d := range digits {
		out = append(out, d)
		if i == power && i < len(digits)-1 {
			out = append(out, '.')
		}
	}
	for i := len(digits); i <= power; i++ {
		out = append(out, '0')
	}
	return string(out)
}

// shift moves the point of a plain number to the right, or to the left.
func shift(s string, places int) string {
	if places == 0 {
		return s
	}
	minus := strings.HasPrefix(s, "-")
	whole, part, _ := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	for ; places > 0; places-- {
		if part == "" {
			part = "0"
		}
		whole, part = whole+part[:1], part[1:]
	}
	for ; places < 0; places++ {
		if whole == "" {
			whole = "0"
		}
		whole, part = whole[:len(whole)-1], whole[len(whole)-1:]+part
	}
	if whole = strings.TrimLeft(whole, "0"); whole == "" {
		whole = "0"
	}
	if part != "" {
		whole += "." + part
	}
	if minus {
		return "-" + whole
	}
	return whole
}

// round gives a plain number with so many decimals, half away from zero
// (四舍五入), on its decimal digits. Nothing is left of a minus before zero.
func round(s string, decimals int) string {
	minus := strings.HasPrefix(s, "-")
	s = strings.TrimPrefix(s, "-")
	whole, part, _ := strings.Cut(s, ".")
	if len(part) <= decimals {
		if decimals > 0 {
			s = whole + "." + part + strings.Repeat("0", decimals-len(part))
		}
	} else {
		up := part[decimals] >= '5'
		out := make([]byte, 0, len(s)+1)
		out = append(append(append(out, '0'), whole...), part[:decimals]...)
		for i := len(out) - 1; up && i >= 0; i-- {
			if up = out[i] == '9'; up {
				out[i] = '0'
			} else {
				out[i]++
			}
		}
		if out[0] == '0' {
			out = out[1:]
		}
		s = string(out)
		if decimals > 0 {
			s = s[:len(s)-decimals] + "." + s[len(s)-decimals:]
		}
	}
	if minus && strings.Trim(s, "0.") != "" {
		return "-" + s
	}
	return s
}

// isPlain reports whether s is digits with at most a minus and a point.
func isPlain(s string) bool {
	s = strings.TrimPrefix(s, "-")
	points := 0
	for i := range len(s) {
		switch b := s[i]; {
		case b == '.':
			points++
		case b < '0' || b > '9':
			return false
		}
	}
	return s != "" && points <= 1 && s[0] != '.' && s[len(s)-1] != '.'
}
