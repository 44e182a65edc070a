package diagnose

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
)

// faults is a test, or a property under test.
type faults interface {
	Helper()
	Errorf(format string, args ...any)
}

// checkFormula evaluates a live formula as a spreadsheet would, in floating
// point, and holds it against the value shown.
func checkFormula(t faults, r Result, f Figure) {
	t.Helper()
	expr := f.Formula.Expr
	for i, o := range r.Evidence {
		expr = strings.ReplaceAll(expr, fmt.Sprintf("{%d}", i), o.Value.String())
	}
	if strings.ContainsAny(expr, "{}") {
		t.Errorf("%s: %s has a number that is not among %d observations", r.Sentence, f.Formula.Expr, len(r.Evidence))
		return
	}
	p := &calculator{s: expr}
	got := p.sum()
	if p.err || p.i != len(p.s) {
		t.Errorf("%s: %s is no arithmetic", r.Sentence, expr)
		return
	}
	want, _ := f.Value.Float64()
	places := 0
	if f.Value.Exponent() < 0 {
		places = int(-f.Value.Exponent())
	}
	if math.Abs(got-want) > 0.5001*math.Pow(10, float64(-places)) {
		t.Errorf("%s: %s = %s is %g, shown as %s", r.Sentence, f.Name.Zh, expr, got, f.Value)
	}
}

// calculator reads + - * / ^ and brackets; ^ binds tighter than a sign in
// front, as in the formulas here there is none.
type calculator struct {
	s   string
	i   int
	err bool
}

func (c *calculator) next(set string) byte {
	if c.i < len(c.s) && strings.IndexByte(set, c.s[c.i]) >= 0 {
		c.i++
		return c.s[c.i-1]
	}
	return 0
}

func (c *calculator) sum() float64 {
	x := c.product()
	for {
		switch c.next("+-") {
		case '+':
			x += c.product()
		case '-':
			x -= c.product()
		default:
			return x
		}
	}
}

func (c *calculator) product() float64 {
	x := c.power()
	for {
		switch c.next("*/") {
		case '*':
			x *= c.power()
		case '/':
			x /= c.power()
		default:
			return x
		}
	}
}

func (c *calculator) power() float64 {
	x := c.atom()
	if c.next("^") != 0 {
		return math.Pow(x, c.atom())
	}
	return x
}

func (c *calculator) atom() float64 {
	if c.next("(") != 0 {
		x := c.sum()
		c.err = c.err || c.next(")") == 0
		return x
	}
	start := c.i
	if c.i < len(c.s) && c.s[c.i] == '-' {
		c.i++
	}
	for c.i < len(c.s) && (c.s[c.i] >= '0' && c.s[c.i] <= '9' || c.s[c.i] == '.') {
		c.i++
	}
	x, err := strconv.ParseFloat(c.s[start:c.i], 64)
	c.err = c.err || err != nil
	return x
}

func TestEvaluate(t *testing.T) {
	values := []city.Observation{{Value: *num("30.5")}, {Value: *num("20")}, {Value: *num("0")}}
	for expr, want := range map[string]string{
		"{0}/({1}/100)": "305/2",
		"{0}*{1}/100":   "61/10",
		"{0}-{1}*2":     "-19/2",
		"({0}-{1})/2":   "21/4",
	} {
		w, _ := new(big.Rat).SetString(want)
		if got, ok := evaluate(expr, values); !ok || got.Cmp(w) != 0 {
			t.Errorf("%q = %v, want %v", expr, got, w)
		}
	}
	for _, expr := range []string{"{0}/{2}", "{3}", "{0", "{1.5}", "1+", "(1", "2^3", "x", "", "1)"} {
		if got, ok := evaluate(expr, values); ok {
			t.Errorf("%q must not be read, got %v", expr, got)
		}
	}
}
