package rule

import (
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/file"
)

// days is the unit of a difference of dates, years that of years(), months
// that of months().
const (
	days   dimension = "天"
	years  dimension = "年"
	months dimension = "月"
)

var kindWords = map[Kind][2]string{Number: {"数", "a number"}, Bool: {"是非", "true or false"}, Date: {"日期", "a date"}, Words: {"文字", "text"}}

// want checks the kind of a part.
func (c *checker) want(n ast.Node, t *term, kind Kind) bool {
	if c.err == nil && t.kind != kind {
		c.fault(n.Location(), "bad_type", "这里是%[1]s，需要%[3]s", "this is %[2]s; %[4]s is needed", kindWords[t.kind][0], kindWords[t.kind][1], kindWords[kind][0], kindWords[kind][1])
	}
	return c.err == nil
}

// alike checks that two numbers have one unit, and gives it.
func (c *checker) alike(at file.Location, a, b *term) dimension {
	switch {
	case c.err != nil || a.unit == b.unit || b.free:
		return a.unit
	case a.free:
		return b.unit
	}
	c.fault(at, "bad_unit", "%[1]s与%[2]s不能相加减或比较", "%[3]s and %[4]s can't be added or compared", a.unit.zh(), b.unit.zh(), a.unit.en(), b.unit.en())
	if a.unit == "" || b.unit == "" {
		c.hint("表达式里的数没有单位：带单位的数写成参数 param", "a number in an expression has no unit: write one that has as a param")
	}
	return a.unit
}

func (c *checker) unary(v *ast.UnaryNode) *term {
	a := c.term(v.Node)
	switch v.Operator {
	case "not", "!":
		c.want(v.Node, a, Bool)
		return &term{op: opNot, kind: Bool, args: []*term{a}, band: a.band}
	case "-":
		c.want(v.Node, a, Number)
		return &term{op: opNeg, args: []*term{a}, unit: a.unit, free: a.free, band: a.band}
	}
	c.want(v.Node, a, Number)
	return a
}

var comparisons = map[string]op{">=": opGE, ">": opGT, "<=": opLE, "<": opLT, "==": opEQ, "!=": opNE}

func (c *checker) binary(v *ast.BinaryNode) *term {
	switch v.Operator {
	case "and", "&&", "or", "||":
		a, b := c.term(v.Left), c.term(v.Right)
		c.want(v.Left, a, Bool)
		c.want(v.Right, b, Bool)
		t := &term{op: opAnd, kind: Bool, args: []*term{a, b}, band: a.band || b.band}
		if v.Operator == "or" || v.Operator == "||" {
			t.op = opOr
		}
		return t
	case "+", "-":
		return c.sum(v)
	case "*", "/":
		a, b := c.term(v.Left), c.term(v.Right)
		c.want(v.Left, a, Number)
		c.want(v.Right, b, Number)
		t := &term{op: opMul, args: []*term{a, b}, unit: a.unit.times(b.unit, 1), free: a.free || b.free, band: a.band || b.band}
		if v.Operator == "/" {
			t.op, t.unit, t.free = opDiv, a.unit.times(b.unit, -1), a.free
			if c.err == nil && b.op == opNumber && b.number == 0 {
				c.fault(v.Right.Location(), "bad_expression", "除数是 0", "division by 0")
			}
		}
		return t
	case "in", "startsWith":
		return c.words(v)
	}
	if compare, ok := comparisons[v.Operator]; ok {
		return c.compare(v, compare)
	}
	return c.fault(v.Location(), "not_allowed", "规则里不能用运算符“%s”", "the operator %q can't be used in a rule", v.Operator)
}

// sum is + and -, of numbers of one unit, or of dates and days.
func (c *checker) sum(v *ast.BinaryNode) *term {
	a, b := c.term(v.Left), c.term(v.Right)
	t := &term{op: opAdd, args: []*term{a, b}, band: a.band || b.band}
	if v.Operator == "-" {
		t.op = opSub
	}
	switch {
	case a.kind == Date && b.kind == Date && t.op == opSub:
		t.unit = days
	case a.kind == Date && b.kind == Number, a.kind == Number && b.kind == Date && t.op == opAdd:
		if t.kind = Date; a.kind == Date {
			c.alike(v.Location(), &term{unit: days}, b)
		} else {
			c.alike(v.Location(), a, &term{unit: days})
		}
		if t.band {
			return c.bandless(v)
		}
	default:
		c.want(v.Left, a, Number)
		c.want(v.Right, b, Number)
		t.unit, t.free = c.alike(v.Location(), a, b), a.free && b.free
	}
	return t
}

// compare is a comparison of numbers, dates, truths or words.
func (c *checker) compare(v *ast.BinaryNode, compare op) *term {
	if t := c.withText(v, compare); t != nil {
		return t
	}
	a, b := c.term(v.Left), c.term(v.Right)
	t := &term{op: compare, kind: Bool, args: []*term{a, b}, band: a.band || b.band}
	equal := compare == opEQ || compare == opNE
	switch {
	case c.err != nil:
	case a.kind == Number:
		c.want(v.Right, b, Number)
		c.alike(v.Location(), a, b)
	case a.kind == Date:
		c.want(v.Right, b, Date)
	case !equal:
		c.fault(v.Location(), "bad_type", "%[1]s不能比大小", "%[2]s can't be put in order", kindWords[a.kind][0], kindWords[a.kind][1])
	case a.kind == Bool:
		c.want(v.Right, b, Bool)
		if t.band {
			return c.bandless(v)
		}
		return denied(&term{op: opSame, kind: Bool, args: t.args}, compare)
	case c.want(v.Right, b, Words):
		return denied(&term{op: opAlike, kind: Bool, args: t.args}, compare)
	}
	return t
}

// denied is the term, or its opposite for !=.
func denied(t *term, compare op) *term {
	if compare != opNE {
		return t
	}
	t.data = true
	return &term{op: opNot, kind: Bool, args: []*term{t}}
}

// withText is a comparison with a text in quotes: of a field of text, or a
// date. nil where neither side is one.
func (c *checker) withText(v *ast.BinaryNode, compare op) *term {
	left, right := v.Left, v.Right
	text, ok := right.(*ast.StringNode)
	if !ok {
		if text, ok = left.(*ast.StringNode); !ok {
			return nil
		}
		left = right
	}
	a := c.term(left)
	if c.err != nil {
		return &term{}
	}
	if a.kind == Date {
		d, ok := ParseDay(text.Value)
		if !ok {
			return c.fault(text.Location(), "bad_date", "“%s”不是日期", "%q is no date", text.Value)
		}
		b := &term{op: opNumber, kind: Date, number: float64(d)}
		if left == v.Right {
			a, b = b, a
		}
		return &term{op: compare, kind: Bool, args: []*term{a, b}}
	}
	if compare != opEQ && compare != opNE {
		return c.fault(v.Location(), "bad_type", "%[1]s不能比大小", "%[2]s can't be put in order", kindWords[Words][0], kindWords[Words][1])
	}
	return denied(c.is(opIs, left, a, []*ast.StringNode{text}), compare)
}

// words is field in [..], and field startsWith a text or one of a list.
func (c *checker) words(v *ast.BinaryNode) *term {
	a := c.term(v.Left)
	what := opStarts
	if v.Operator == "in" {
		what = opIs
	}
	var list []*ast.StringNode
	switch right := v.Right.(type) {
	case *ast.MemberNode:
		return c.listed(what, v, a, right)
	case *ast.StringNode:
		if v.Operator == "startsWith" {
			list = append(list, right)
		}
	case *ast.ArrayNode:
		for _, n := range right.Nodes {
			text, ok := n.(*ast.StringNode)
			if !ok {
				return c.fault(n.Location(), "bad_type", "列表里只能是加引号的文字", "a list holds texts in quotes")
			}
			list = append(list, text)
		}
	}
	if len(list) == 0 {
		return c.fault(v.Location(), "bad_type", "“%s”右边需要文字的列表，如 [\"甲\", \"乙\"]", "%q needs a list of texts on its right, such as [\"a\", \"b\"]", v.Operator)
	}
	return c.is(what, v.Left, a, list)
}

// listed is field in param.x, and field startsWith param.x, of a list.
func (c *checker) listed(what op, v *ast.BinaryNode, a *term, right *ast.MemberNode) *term {
	path, plain := dotted(right)
	id, param := strings.CutPrefix(path, "param.")
	if !c.want(v.Left, a, Words) {
		return &term{}
	}
	if !plain || !param {
		return c.fault(right.Location(), "bad_type", "“%s”右边需要文字的列表，或名单参数 param.…", "%q needs a list of texts or a parameter that is one on its right", v.Operator)
	}
	p := c.parameter(right, id)
	switch {
	case p == nil:
		return &term{}
	case p.Kind != Words:
		return c.fault(right.Location(), "bad_type", "“%s”不是名单", "%q is no list", id)
	}
	for _, i := range p.Valid {
		for _, w := range i.Words {
			if values := a.field.Values; what == opIs && len(values) > 0 && !contains(values, w) {
				c.err = unknownName("“"+a.field.Name+"”的取值", "value of "+a.field.Name, w, values).At(i.At.File, "", i.At.Line, "")
				return &term{}
			}
		}
	}
	return &term{op: what, kind: Bool, field: a.field, parameter: p, data: true}
}

// is checks a field of text and the words that it's held against.
func (c *checker) is(o op, n ast.Node, a *term, list []*ast.StringNode) *term {
	if !c.want(n, a, Words) {
		return &term{}
	}
	t := &term{op: o, kind: Bool, field: a.field, data: true}
	for _, w := range list {
		if values := a.field.Values; o == opIs && len(values) > 0 && !contains(values, w.Value) {
			return c.unknown(w.Location(), "“"+a.field.Name+"”的取值", "value of "+a.field.Name, w.Value, values)
		}
		t.words = append(t.words, w.Value)
	}
	return t
}

func (c *checker) conditional(v *ast.ConditionalNode) *term {
	condition, a, b := c.term(v.Cond), c.term(v.Exp1), c.term(v.Exp2)
	c.want(v.Cond, condition, Bool)
	t := &term{op: opIf, args: []*term{condition, a, b}, kind: a.kind, band: a.band || b.band, free: a.free && b.free}
	if c.err == nil && a.kind == Words {
		return c.fault(v.Exp1.Location(), "bad_type", "条件式的结果不能是文字", "a condition can't give text")
	}
	c.want(v.Exp2, b, a.kind)
	if condition.band {
		return c.bandless(v.Cond)
	}
	if a.kind == Number {
		t.unit = c.alike(v.Location(), a, b)
	}
	return t
}

// bandless is the fault of an interval where one number is needed.
func (c *checker) bandless(n ast.Node) *term {
	c.fault(n.Location(), "bad_type", "这里需要一个数，不能是区间", "one number is needed here, not an interval")
	if c.err != nil {
		c.hint("用 low(…) 或 high(…) 取一端", "take one end by low(...) or high(...)")
	}
	return &term{}
}
