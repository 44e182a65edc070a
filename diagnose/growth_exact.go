package diagnose

import (
	"math/big"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// evaluate gives the exact value of spreadsheet arithmetic of + - * / and
// brackets over printed values, as the identities of data.Set.Derive write it.
// ok is false for anything else and for a division by zero.
func evaluate(expr string, values []city.Observation) (x *big.Rat, ok bool) {
	e := &exactSum{s: strings.ReplaceAll(expr, " ", ""), values: values}
	x = e.sum()
	return x, !e.bad && e.i == len(e.s)
}

// exactSum reads one expression.
type exactSum struct {
	s      string
	i      int
	values []city.Observation
	bad    bool
}

func (e *exactSum) next(set string) byte {
	if e.i < len(e.s) && strings.IndexByte(set, e.s[e.i]) >= 0 {
		e.i++
		return e.s[e.i-1]
	}
	return 0
}

func (e *exactSum) sum() *big.Rat {
	x := e.product()
	for {
		switch e.next("+-") {
		case '+':
			x = new(big.Rat).Add(x, e.product())
		case '-':
			x = new(big.Rat).Sub(x, e.product())
		default:
			return x
		}
	}
}

func (e *exactSum) product() *big.Rat {
	x := e.atom()
	for {
		switch e.next("*/") {
		case '*':
			x = new(big.Rat).Mul(x, e.atom())
		case '/':
			y := e.atom()
			if y.Sign() == 0 {
				e.bad = true
				return x
			}
			x = new(big.Rat).Quo(x, y)
		default:
			return x
		}
	}
}

// atom is a bracket, a number, or the value that {i} stands for.
func (e *exactSum) atom() *big.Rat {
	if e.next("(") != 0 {
		x := e.sum()
		e.bad = e.bad || e.next(")") == 0
		return x
	}
	value := e.next("{") != 0
	start := e.i
	for e.i < len(e.s) && strings.IndexByte("0123456789.", e.s[e.i]) >= 0 {
		e.i++
	}
	x, ok := new(big.Rat).SetString(e.s[start:e.i])
	if !ok {
		e.bad = true
		return new(big.Rat)
	}
	if !value {
		return x
	}
	n := int(x.Num().Int64())
	if e.next("}") == 0 || !x.IsInt() || n < 0 || n >= len(e.values) {
		e.bad = true
		return new(big.Rat)
	}
	return e.values[n].Value.Rat()
}
