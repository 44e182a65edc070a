package evaluate

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// A term is a column, log(column), lag(column) or lag(column, 2), one in the
// other (lag(log(gdp))), a power of these (lag(q)^2), or a product
// (lag(q)*lag(debt)). A column whose heading looks like one of these is taken as
// the column.
var (
	lagged = regexp.MustCompile(`^lag\(\s*(.+?)\s*(?:,\s*([0-9]+)\s*)?\)$`)
	logged = regexp.MustCompile(`^log\(\s*(.+?)\s*\)$`)
	power  = regexp.MustCompile(`^(.+?)\s*\^\s*([0-9]+)$`)
)

// term gives the values of a term, one for each row.
func (f *frame) term(text string) ([]float64, error) {
	text = strings.TrimSpace(text)
	if _, err := f.Column(text); err == nil {
		return f.values(text)
	}
	factors := strings.Split(text, "*")
	if len(factors) > 1 {
		out, err := f.term(factors[0])
		if err != nil {
			return nil, err
		}
		out = append([]float64(nil), out...)
		for _, factor := range factors[1:] {
			next, err := f.term(factor)
			if err != nil {
				return nil, err
			}
			for i := range out {
				out[i] *= next[i]
			}
		}
		return out, nil
	}
	if m := power.FindStringSubmatch(text); m != nil {
		return f.power(text, m[1], m[2])
	}
	if m := lagged.FindStringSubmatch(text); m != nil {
		periods := 1
		if m[2] != "" {
			periods, _ = strconv.Atoi(m[2])
		}
		if periods < 1 || periods > 1000 {
			return nil, city.Errorf("bad_spec", "“%s”：滞后期数应为正整数", "%q: a lag is a whole number of periods from 1", text)
		}
		values, err := f.term(m[1])
		if err != nil {
			return nil, err
		}
		return f.lag(values, periods), nil
	}
	if m := logged.FindStringSubmatch(text); m != nil {
		return f.log(text, m[1])
	}
	return f.values(text)
}

// log is the natural logarithm. What is not above zero has none.
func (f *frame) log(text, inner string) ([]float64, error) {
	values, err := f.term(inner)
	if err != nil {
		return nil, err
	}
	out := make([]float64, len(values))
	for i, v := range values {
		if v <= 0 {
			return nil, city.Errorf("bad_number", "“%[1]s”：第 %[2]d 行“%[3]s”的值是 %[4]s，零和负数没有对数", "%[1]q: line %[2]d has %[4]s for %[3]q, and what is not above zero has no logarithm", text, i+2, inner, Plain(v)).
				At(f.File, f.Sheet, i+2, "").WithHint("不要取对数，或把这一行的值查清", "leave the logarithm out, or look into that value")
		}
		out[i] = math.Log(v)
	}
	return out, nil
}

func (f *frame) power(text, base, exponent string) ([]float64, error) {
	n, err := strconv.Atoi(exponent)
	if err != nil || n < 1 || n > 9 {
		return nil, city.Errorf("bad_spec", "“%s”：乘方只能是 1 至 9", "%q: a power is 1 to 9", text)
	}
	values, err := f.term(base)
	if err != nil {
		return nil, err
	}
	out := append([]float64(nil), values...)
	for range n - 1 {
		for i := range out {
			out[i] *= values[i]
		}
	}
	return out, nil
}

// holds reports whether a term holds a column, lagged or not.
func (f *frame) holds(text, column string) bool {
	text, column = strings.TrimSpace(text), strings.TrimSpace(column)
	if _, err := f.Column(text); err == nil {
		return text == column
	}
	for _, factor := range strings.Split(text, "*") {
		factor = strings.TrimSpace(factor)
		if m := power.FindStringSubmatch(factor); m != nil {
			factor = strings.TrimSpace(m[1])
		}
		for _, function := range []*regexp.Regexp{lagged, logged, lagged} { // either in the other
			if m := function.FindStringSubmatch(factor); m != nil {
				factor = m[1]
			}
		}
		if factor == column {
			return true
		}
	}
	return false
}
