package rule

import (
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"
)

// functions are those that rules know, with how many arguments they take.
var functions = []struct {
	name        string
	op          op
	least, most int
}{
	{"min", opMin, 2, 50}, {"max", opMax, 2, 50}, {"abs", opAbs, 1, 1}, {"bracket", opBracket, 2, 2},
	{"years", opYears, 2, 2}, {"months", opYears, 2, 2}, {"days", opSub, 2, 2}, {"low", opLow, 1, 1}, {"high", opHigh, 1, 1},
}

func contains(list []string, s string) bool { return slices.Contains(list, s) }

func (c *checker) call(v *ast.CallNode, name string) *term {
	var known []string
	for _, f := range functions {
		known = append(known, f.name)
		if f.name != name {
			continue
		}
		n := len(v.Arguments)
		switch {
		case f.least == f.most && n != f.least:
			return c.fault(v.Location(), "bad_expression", "%[1]s 需要 %[2]d 个参数", "%[1]s takes %[2]d argument(s)", name, f.least)
		case n < f.least || n > f.most:
			return c.fault(v.Location(), "bad_expression", "%[1]s 需要 %[2]d 至 %[3]d 个参数", "%[1]s takes %[2]d to %[3]d arguments", name, f.least, f.most)
		}
		if f.op == opBracket {
			return c.bracket(v)
		}
		var args []*term
		for _, n := range v.Arguments {
			args = append(args, c.term(n))
		}
		if c.err != nil {
			return &term{}
		}
		return c.function(v, f.op, name, args)
	}
	c.fault(v.Location(), "unknown_name", "没有名为“%s”的函数", "there is no function named %q", name)
	return c.hint("可用："+strings.Join(known, "、"), "known: "+strings.Join(known, ", "))
}

func (c *checker) function(v *ast.CallNode, o op, name string, args []*term) *term {
	t := &term{op: o, args: args, kind: args[0].kind, unit: args[0].unit, free: args[0].free, band: args[0].band}
	switch {
	case name == "years" || name == "months" || name == "days":
		c.want(v.Arguments[0], args[0], Date)
		c.want(v.Arguments[1], args[1], Date)
		t.kind, t.unit, t.number = Number, years, 12
		switch name {
		case "months":
			t.unit, t.number = months, 1
		case "days": // days(a, b) is b - a
			t.unit, t.args = days, []*term{args[1], args[0]}
		}
	case o == opMin || o == opMax:
		return c.extreme(v, o, args)
	case c.want(v.Arguments[0], args[0], Number) && (o == opLow || o == opHigh):
		t.band = false
	}
	return t
}

// extreme is min or max, taken two at a time.
func (c *checker) extreme(v *ast.CallNode, o op, args []*term) *term {
	t := args[0]
	if t.kind != Number && t.kind != Date {
		c.want(v.Arguments[0], t, Number)
	}
	for i, a := range args[1:] {
		c.want(v.Arguments[i+1], a, t.kind)
		next := &term{op: o, args: []*term{t, a}, kind: t.kind, band: t.band || a.band, free: t.free && a.free, data: t.data || a.data}
		if t.kind == Number {
			next.unit = c.alike(v.Location(), t, a)
		}
		t = next
	}
	return t
}

// bracket is bracket(figure, param.table).
func (c *checker) bracket(v *ast.CallNode) *term {
	a := c.term(v.Arguments[0])
	c.want(v.Arguments[0], a, Number)
	n, ok := v.Arguments[1].(*ast.MemberNode)
	path, plain := "", false
	if ok {
		path, plain = dotted(n)
	}
	if c.err == nil && (!plain || len(path) < 7 || path[:6] != "param.") {
		return c.fault(v.Arguments[1].Location(), "bad_expression", "bracket 的第二项是一个分档参数 param.…", "the second argument of bracket is a parameter with brackets, param...")
	}
	if c.err != nil {
		return &term{}
	}
	p := c.parameter(n, path[6:])
	switch {
	case p == nil:
		return &term{}
	case !p.tabled():
		return c.fault(n.Location(), "needs_bracket", "“%s”没有分档", "%q has no brackets", p.ID)
	case a.band:
		return c.bandless(v.Arguments[0])
	case p.Of.Text == "" && a.unit != "":
		c.fault(n.Location(), "bad_unit", "“%[1]s”各档的界限没有单位，这里是%[2]s", "the edges of %[1]q have no unit; this is %[3]s", p.ID, a.unit.zh(), a.unit.en())
		return c.hint("在参数里写 of: 界限的单位", "write of: the unit of the edges in the parameter")
	}
	c.alike(v.Arguments[0].Location(), a, &term{unit: p.Of.of})
	return &term{op: opBracket, args: []*term{a}, unit: p.Unit.of, parameter: p, band: p.banded()}
}
