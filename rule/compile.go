package rule

import (
	"math"
	"strings"
)

// ends are the nodes of the low and the high end of what a term gives; one
// node where it's no interval. Of a truth they say whether it must hold and
// whether it may.
type ends struct{ low, high int32 }

// compiler turns terms into the nodes of one kind of entity on one day.
type compiler struct {
	library *Library
	options Options
	entity  string
	nodes   []node
	known   map[node]int32
	terms   map[*term]ends
	tables  map[*Interval][2]*table
	used    map[*Parameter]bool
	rolls   []roll
}

func (c *compiler) add(n node) int32 {
	if i, known := c.known[n]; known {
		return i
	}
	i := int32(len(c.nodes))
	c.nodes = append(c.nodes, n)
	c.known[n] = i
	return i
}

// operation is a node that works on up to three others.
func operation(d do, args ...int32) node {
	n := node{do: d, a: -1, b: -1, c: -1}
	switch len(args) {
	case 3:
		n.c = args[2]
		fallthrough
	case 2:
		n.b = args[1]
		fallthrough
	case 1:
		n.a = args[0]
	}
	return n
}

func (c *compiler) op(d do, args ...int32) int32 { return c.add(operation(d, args...)) }

func (c *compiler) constant(v float64) int32 {
	n := operation(doConstant)
	n.value = math.Float64bits(v)
	return c.add(n)
}

func (c *compiler) fixed(truth uint8) int32 {
	n := operation(doFixed)
	n.value = uint64(truth)
	return c.add(n)
}

// ge is a >= b; where one of them is known the comparison is a plain one.
func (c *compiler) ge(a, b int32) int32 {
	from := func(i int32, cut float64) int32 {
		n := operation(doFrom, i)
		n.value = math.Float64bits(cut)
		return c.add(n)
	}
	switch left, right := &c.nodes[a], &c.nodes[b]; {
	case right.do == doConstant && !math.IsNaN(right.number()):
		return from(a, fromWhere(right.number()))
	case left.do == doConstant && !math.IsNaN(left.number()):
		return c.op(doNot, from(b, beyondWhere(left.number())))
	}
	return c.op(doGE, a, b)
}

// expression gives the nodes of an expression.
func (c *compiler) expression(e *Expression) ends { return c.term(c.library.terms[e]) }

func (c *compiler) term(t *term) ends {
	if e, done := c.terms[t]; done {
		return e
	}
	args := make([]ends, len(t.args))
	for i, a := range t.args {
		args[i] = c.term(a)
	}
	e := c.ends(t, args)
	c.terms[t] = e
	return e
}

func single(i int32) ends { return ends{i, i} }

// both does an operation that rises with each argument.
func (c *compiler) both(d do, args ...ends) ends {
	low, high := make([]int32, len(args)), make([]int32, len(args))
	for i, a := range args {
		low[i], high[i] = a.low, a.high
	}
	return ends{c.op(d, low...), c.op(d, high...)}
}

func (c *compiler) ends(t *term, a []ends) ends {
	switch t.op {
	case opNumber:
		return single(c.constant(t.number))
	case opTruth:
		return single(c.fixed(yes * uint8(t.number)))
	case opToday:
		return single(c.constant(float64(c.options.Date)))
	case opField:
		return single(c.field(t.field))
	case opParam, opBracket:
		return c.parameter(t, a)
	case opFormula:
		return c.formula(t.name)
	case opLow:
		return single(a[0].low)
	case opHigh:
		return single(a[0].high)
	case opYears:
		n := operation(doYears, a[0].low, a[1].low)
		n.value = uint64(t.number)
		return single(c.add(n))
	case opIs, opStarts:
		n := operation(doIs)
		if t.op == opStarts {
			n = operation(doStarts)
		}
		list := t.words
		if t.parameter != nil {
			c.used[t.parameter] = true
			list = t.parameter.On(c.options.Date, c.options.Draft).Words // there is one: the selection looked
		}
		n.field, n.words = t.field, strings.Join(list, "\x00")
		return single(c.add(n))
	case opAlike:
		n := operation(doAlike)
		n.field, n.other = t.args[0].field, t.args[1].field
		return single(c.add(n))
	case opIf:
		d := doIf
		if t.kind == Bool {
			d = doChoose
		}
		return ends{c.op(d, a[0].low, a[1].low, a[2].low), c.op(d, a[0].low, a[1].high, a[2].high)}
	case opAnd, opOr, opNot, opSame, opGE, opGT, opLE, opLT, opEQ, opNE:
		return c.truth(t.op, a)
	}
	return c.arithmetic(t.op, a)
}

func (c *compiler) field(f *Field) int32 {
	n := operation(doNumber)
	switch f.Kind {
	case Bool:
		n = operation(doTruth)
	case Words:
		return -1 // read by the comparison itself
	}
	n.field = f
	return c.add(n)
}

// truth gives whether a condition must hold and whether it may.
func (c *compiler) truth(o op, a []ends) ends {
	switch o {
	case opAnd:
		return c.both(doAnd, a...)
	case opOr:
		return c.both(doOr, a...)
	case opNot:
		return ends{c.op(doNot, a[0].high), c.op(doNot, a[0].low)}
	case opSame:
		return single(c.op(doSame, a[0].low, a[1].low))
	case opGE:
		return ends{c.ge(a[0].low, a[1].high), c.ge(a[0].high, a[1].low)}
	case opLE:
		return c.truth(opGE, []ends{a[1], a[0]})
	case opGT: // not b >= a
		return c.truth(opNot, []ends{c.truth(opLE, a)})
	case opLT:
		return c.truth(opNot, []ends{c.truth(opGE, a)})
	case opNE:
		return c.truth(opNot, []ends{c.truth(opEQ, a)})
	}
	if a[0].low == a[0].high && a[1].low == a[1].high {
		return single(c.op(doEQ, a[0].low, a[1].low))
	}
	// equal for certain where all ends are; perhaps where they overlap
	must := c.op(doAnd, c.ge(a[0].low, a[1].high), c.ge(a[1].low, a[0].high))
	may := c.op(doAnd, c.ge(a[0].high, a[1].low), c.ge(a[1].high, a[0].low))
	return ends{must, may}
}

func (c *compiler) arithmetic(o op, a []ends) ends {
	switch o {
	case opAdd:
		return c.both(doAdd, a...)
	case opMin:
		return c.both(doMin, a...)
	case opMax:
		return c.both(doMax, a...)
	case opSub:
		return ends{c.op(doSub, a[0].low, a[1].high), c.op(doSub, a[0].high, a[1].low)}
	case opNeg:
		zero := c.constant(0)
		return ends{c.op(doSub, zero, a[0].high), c.op(doSub, zero, a[0].low)}
	case opAbs:
		return c.absolute(a[0])
	}
	d := doMul
	if o == opDiv {
		d = doDiv
	}
	return c.product(d, a[0], a[1])
}

func (c *compiler) absolute(a ends) ends {
	low, high := c.op(doAbs, a.low), c.op(doAbs, a.high)
	if a.low == a.high {
		return single(low)
	}
	zero := c.constant(0)
	across := c.op(doAnd, c.ge(zero, a.low), c.ge(a.high, zero))
	return ends{c.op(doIf, across, zero, c.op(doMin, low, high)), c.op(doMax, low, high)}
}

// product is the least and the greatest of the products, or quotients, of the
// ends. A divisor whose interval has 0 within gives nothing.
func (c *compiler) product(d do, a, b ends) ends {
	if a.low == a.high && b.low == b.high {
		return single(c.op(d, a.low, b.low))
	}
	if d == doDiv && b.low != b.high {
		zero := c.constant(0)
		across := c.op(doAnd, c.ge(zero, b.low), c.ge(b.high, zero))
		none := c.constant(math.NaN())
		b = ends{c.op(doIf, across, none, b.low), c.op(doIf, across, none, b.high)}
	}
	corners := []int32{c.op(d, a.low, b.low), c.op(d, a.low, b.high), c.op(d, a.high, b.low), c.op(d, a.high, b.high)}
	out := single(corners[0])
	for _, i := range corners[1:] {
		out = ends{c.op(doMin, out.low, i), c.op(doMax, out.high, i)}
	}
	return out
}

// parameter gives the value in force, or the step of the table in force.
func (c *compiler) parameter(t *term, a []ends) ends {
	p := t.parameter
	i := p.On(c.options.Date, c.options.Draft) // there is one: the selection looked
	c.used[p] = true
	if t.op == opParam {
		return ends{c.constant(i.Value.Low), c.constant(i.Value.High)}
	}
	low, high := c.table(i)
	at := operation(doSteps, a[0].low)
	at.table = low
	e := single(c.add(at))
	if high != low {
		at.table = high
		e.high = c.add(at)
	}
	return e
}

// table gives the two tables of an interval, which are one where no value is a
// band.
func (c *compiler) table(i *Interval) (low, high *table) {
	if both, done := c.tables[i]; done {
		return both[0], both[1]
	}
	low, high = &table{}, &table{}
	banded := false
	for _, b := range i.Brackets {
		switch b.Edge {
		case Upto:
			low.cuts = append(low.cuts, beyondWhere(b.Limit))
		case Below:
			low.cuts = append(low.cuts, fromWhere(b.Limit))
		}
		low.values, high.values = append(low.values, b.Value.Low), append(high.values, b.Value.High)
		banded = banded || b.Value.Low != b.Value.High
	}
	high.cuts = low.cuts
	if !banded {
		high = low
	}
	c.tables[i] = [2]*table{low, high}
	return low, high
}

// formula gives what the version in force gives; the selection saw that there
// is one.
func (c *compiler) formula(id string) ends {
	return c.expression(c.library.formulaOn(id, c.options.Date, c.options.Draft).Expr)
}
