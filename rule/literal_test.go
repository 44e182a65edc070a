package rule

import (
	"math"
	"strings"
	"time"
)

// literal evaluates a term for one row by the plain meaning of each operation,
// without columns, blocks or shared work. Terms here hold no bands.
type literal struct {
	plan  *Plan
	batch *Batch
	row   int
}

// datum is a number or a truth (0, 1), or missing.
type datum struct {
	number float64
	known  bool
}

func truthOf(b bool) datum { return datum{float64(bit(b)), true} }

// same are numbers that differ by a share of 1e-12 at most.
func same(a, b float64) bool { return math.Abs(a-b) <= 1e-12*math.Max(math.Abs(a), math.Abs(b)) }

func (l literal) word(f *Field) (string, bool) {
	c := l.batch.Columns[f.Name]
	if c == nil || c.Missing != nil && c.Missing[l.row] {
		return "", false
	}
	return c.Words[c.Codes[l.row]], true
}

func (l literal) value(t *term) datum {
	switch t.op {
	case opNumber, opTruth:
		return datum{t.number, true}
	case opToday:
		return datum{float64(l.plan.Date), true}
	case opField:
		c := l.batch.Columns[t.field.Name]
		if c == nil || c.Missing != nil && c.Missing[l.row] {
			return datum{}
		}
		return datum{c.Numbers[l.row], true}
	case opParam:
		return datum{t.parameter.Valid[0].Value.Low, true}
	case opIs, opStarts:
		w, known := l.word(t.field)
		list := t.words
		if t.parameter != nil {
			list = t.parameter.Valid[0].Words
		}
		for _, one := range list {
			if known && (w == one || t.op == opStarts && strings.HasPrefix(w, one)) {
				return truthOf(true)
			}
		}
		return datum{0, known}
	case opAlike:
		a, known := l.word(t.args[0].field)
		b, also := l.word(t.args[1].field)
		return datum{float64(bit(a == b)), known && also}
	case opAnd, opOr:
		a, b := l.value(t.args[0]), l.value(t.args[1])
		decides := float64(bit(t.op == opOr))
		if a.known && a.number == decides || b.known && b.number == decides {
			return datum{decides, true}
		}
		return datum{1 - decides, a.known && b.known}
	case opNot:
		a := l.value(t.args[0])
		return datum{1 - a.number, a.known}
	case opIf:
		switch c := l.value(t.args[0]); {
		case !c.known:
			return datum{}
		case c.number == 1:
			return l.value(t.args[1])
		}
		return l.value(t.args[2])
	}
	return l.computed(t)
}

// computed are the operations that a missing argument makes missing.
func (l literal) computed(t *term) datum {
	var x [2]float64
	for i, a := range t.args {
		v := l.value(a)
		if !v.known {
			return datum{}
		}
		x[i] = v.number
	}
	a, b := x[0], x[1]
	switch t.op {
	case opAdd:
		return datum{a + b, true}
	case opSub:
		return datum{a - b, true}
	case opMul:
		return datum{a * b, true}
	case opDiv:
		return datum{a / b, b != 0}
	case opNeg:
		return datum{-a, true}
	case opMin:
		return datum{math.Min(a, b), true}
	case opMax:
		return datum{math.Max(a, b), true}
	case opAbs:
		return datum{math.Abs(a), true}
	case opBracket:
		for _, s := range t.parameter.Valid[0].Brackets {
			if s.Edge == Rest || s.Edge == Upto && (a <= s.Limit || same(a, s.Limit)) || s.Edge == Below && a < s.Limit && !same(a, s.Limit) {
				return datum{s.Value.Low, true}
			}
		}
	case opYears:
		return datum{slowPeriods(Day(a), Day(b), int(t.number)), true}
	case opGE:
		return truthOf(a >= b || same(a, b))
	case opGT:
		return truthOf(a > b && !same(a, b))
	case opLE:
		return truthOf(a <= b || same(a, b))
	case opLT:
		return truthOf(a < b && !same(a, b))
	case opEQ:
		return truthOf(same(a, b))
	case opNE:
		return truthOf(!same(a, b))
	case opSame:
		return truthOf(a == b)
	}
	panic("an operation that the test doesn't know")
}

// slowPeriods counts anniversaries one by one.
func slowPeriods(from, to Day, months int) float64 {
	if from > to {
		return -slowPeriods(to, from, months)
	}
	start := from.time()
	on := func(n int) time.Time {
		first := time.Date(start.Year(), start.Month()+time.Month(n*months), 1, 0, 0, 0, 0, time.UTC)
		if t := first.AddDate(0, 0, start.Day()-1); t.Month() == first.Month() {
			return t
		}
		return first.AddDate(0, 1, -1)
	}
	n := 0
	for !on(n + 1).After(to.time()) {
		n++
	}
	return float64(n) + to.time().Sub(on(n)).Hours()/on(n+1).Sub(on(n)).Hours()
}
