package rule

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/builtin"
	"github.com/expr-lang/expr/conf"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"
	"github.com/quanyu/quanyu/city"
)

// Limits of one expression. A rule of law is far below them; a hostile text
// stops here.
const (
	maxText  = 20000 // runes
	maxDepth = 200   // of a term
	maxNodes = 8000
)

// checker turns the text of one expression into a term: names are known, kinds
// and units fit. It keeps the first fault.
type checker struct {
	library *Library
	entity  string
	of      *Expression
	done    map[ast.Node]*term // a chain a < b < c shares its middle
	depth   int
	err     *city.Error
}

// syntax are the settings of the parser: a function is just a name.
var syntax = func() *conf.Config {
	c := conf.CreateNew()
	c.MaxNodes = maxNodes
	for _, f := range builtin.Builtins {
		c.Disabled[f.Name] = true
	}
	return c
}()

// check parses and checks an expression of one kind of entity, and keeps its
// term.
func (l *Library) check(e *Expression, entity string) (err error) {
	c := &checker{library: l, entity: entity, of: e, done: map[ast.Node]*term{}}
	tree, err := c.parse()
	if err != nil {
		return err
	}
	t := c.term(tree)
	if c.err != nil {
		return c.err
	}
	l.terms[e] = t
	return nil
}

func (c *checker) parse() (tree ast.Node, err error) {
	e := c.of
	whole := func(code, zh, en string, args ...any) error {
		return city.Errorf(code, zh, en, args...).At(e.At.File, "", e.At.Line, "")
	}
	if n := utf8.RuneCountInString(e.Text); n > maxText || nesting(e.Text) > maxDepth {
		return nil, city.Errorf("expression_too_large", "表达式太长或括号太深", "the expression is too long or nested too deep").At(e.At.File, "", e.At.Line, "").
			WithHint("很长的名单写成参数（unit: text），算式拆成几个公式", "make a long list a param (unit: text), and several formulas of the expression")
	}
	defer func() {
		if r := recover(); r != nil {
			err = whole("bad_expression", "表达式无法解析：%v", "the expression can't be parsed: %v", r)
		}
	}()
	parsed, failed := parser.ParseWithConfig(e.Text, syntax)
	var at *file.Error
	switch {
	case errors.As(failed, &at):
		says := unparsed(at.Message)
		c.fault(at.Location, "bad_expression", "无法解析：%[1]s", "can't be parsed: %[2]s", says.Zh, says.En)
		for _, s := range slips {
			if s.in.MatchString(e.Text) {
				c.hint(s.zh, s.en)
			}
		}
		return nil, c.err
	case failed != nil:
		return nil, whole("bad_expression", "表达式无法解析：%v", "the expression can't be parsed: %v", failed)
	case parsed.Node == nil:
		return nil, whole("bad_expression", "表达式是空的", "the expression is empty")
	}
	return parsed.Node, nil
}

// slips are what people write from habit, and how it's written.
var slips = []struct {
	in     *regexp.Regexp
	zh, en string
}{
	{regexp.MustCompile(`[（），＞＜＝“”、×÷≥≤]`), "括号、逗号、引号与运算符用半角：( ) , \" >= <= * /", "brackets, commas, quotes and operators are half-width: ( ) , \" >= <= * /"},
	{regexp.MustCompile(`\d\s*[%‰]`), "3% 写成 0.03，或写成参数", "3% is 0.03, or a param"},
	{regexp.MustCompile(`\d\p{Han}`), "带单位的数写成参数 param", "a number with a unit is a param"},
	{regexp.MustCompile(`[且或非]`), "且、或、非写 and、or、not", "and, or and not are written in English"},
	{regexp.MustCompile(`[^=<>!]=[^=]`), "相等写 ==", "equality is =="},
}

// unparsed puts the parser's commonest words into both languages.
func unparsed(message string) city.Text {
	switch {
	case strings.HasPrefix(message, "unexpected token EOF"):
		return city.Text{Zh: "没有写完", En: "it ends too early"}
	case strings.HasPrefix(message, "unexpected token "):
		token := strings.TrimPrefix(message, "unexpected token ")
		if first := strings.IndexByte(token, '"'); first >= 0 && strings.LastIndexByte(token, '"') > first {
			token = token[first+1 : strings.LastIndexByte(token, '"')]
		}
		return city.Text{Zh: "这里不应有“" + token + "”", En: "\"" + token + "\" can't stand here"}
	case strings.HasSuffix(message, "value out of range"):
		return city.Text{Zh: "数太大", En: "the number is too large"}
	case strings.HasPrefix(message, "unrecognized character: "):
		return city.Text{Zh: "不认识的字符 " + strings.TrimPrefix(message, "unrecognized character: "), En: message}
	}
	return plain(message)
}

// nesting is how deep brackets go, at most.
func nesting(s string) int {
	deep, most := 0, 0
	for _, r := range s {
		switch r {
		case '(', '[', '{', '?':
			deep++
			most = max(most, deep)
		case ')', ']', '}', ':':
			deep--
		}
	}
	return most
}

// fault keeps the first fault, at its line and column.
func (c *checker) fault(at file.Location, code, zh, en string, args ...any) *term {
	if c.err != nil {
		return &term{}
	}
	runes := []rune(c.of.Text)
	before := string(runes[:min(max(at.From, 0), len(runes))])
	line := c.of.At.Line + strings.Count(before, "\n")
	column := utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1
	e := city.Errorf(code, zh, en, args...)
	place := city.Errorf("", "表达式第 %d 字：", "expression, column %d: ", column).Message
	e.Message = city.Text{Zh: place.Zh + e.Message.Zh, En: place.En + e.Message.En}
	c.err = e.At(c.of.At.File, "", line, "")
	return &term{}
}

func (c *checker) hint(zh, en string) *term {
	if c.err.Hint.IsZero() {
		c.err = c.err.WithHint(zh, en)
	}
	return &term{}
}

// unknown is the fault of a name that isn't there, with the one that was meant.
func (c *checker) unknown(at file.Location, what, whatEn, name string, known []string) *term {
	if c.err != nil {
		return &term{}
	}
	t := c.fault(at, "unknown_name", "没有名为“%[3]s”的%[1]s", "there is no %[2]s named %[3]q", what, whatEn, name)
	c.err = meant(c.err, name, known)
	return t
}

// term checks one node, each once.
func (c *checker) term(n ast.Node) *term {
	if t, done := c.done[n]; done {
		return t
	}
	if c.depth++; c.depth > maxDepth {
		c.fault(file.Location{}, "expression_too_large", "嵌套超过 %d 层", "nested more than %d levels deep", maxDepth)
	}
	defer func() { c.depth-- }()
	if c.err != nil {
		return &term{}
	}
	t := c.node(n)
	for _, a := range t.args {
		t.data = t.data || a.data
	}
	c.done[n] = t
	return t
}

func (c *checker) node(n ast.Node) *term {
	switch v := n.(type) {
	case *ast.IntegerNode:
		return &term{op: opNumber, number: float64(v.Value), free: v.Value == 0}
	case *ast.FloatNode:
		return &term{op: opNumber, number: v.Value, free: v.Value == 0}
	case *ast.BoolNode:
		t := &term{op: opTruth, kind: Bool}
		if v.Value {
			t.number = 1
		}
		return t
	case *ast.StringNode:
		return c.fault(v.Location(), "bad_type", "文字只能与文字字段或日期比较", "text can only be compared with a field of text or a date")
	case *ast.IdentifierNode:
		return c.name(v)
	case *ast.MemberNode:
		return c.member(v)
	case *ast.UnaryNode:
		return c.unary(v)
	case *ast.BinaryNode:
		return c.binary(v)
	case *ast.ConditionalNode:
		return c.conditional(v)
	case *ast.CallNode:
		if callee, ok := v.Callee.(*ast.IdentifierNode); ok {
			return c.call(v, callee.Value)
		}
	case *ast.BuiltinNode:
		return c.call(&ast.CallNode{Arguments: v.Arguments}, v.Name)
	}
	return c.fault(n.Location(), "not_allowed", "规则里不能用这种写法", "this can't be used in a rule")
}

// name is a field, or the day of evaluation.
func (c *checker) name(v *ast.IdentifierNode) *term {
	if v.Value == "date" {
		return &term{op: opToday, kind: Date}
	}
	f := c.library.Field(v.Value)
	if f == nil || f.Entity != c.entity {
		if f != nil {
			return c.fault(v.Location(), "wrong_entity", "“%[1]s”是 %[2]s 的字段，这里是 %[3]s", "%[1]q is a field of %[2]s; this is about %[3]s", f.Name, f.Entity, c.entity)
		}
		return c.unknown(v.Location(), "字段", "field", v.Value, c.library.fieldNames(c.entity))
	}
	return &term{op: opField, kind: f.Kind, unit: f.Unit.of, field: f, data: true}
}

// member is param.x.y or formula.x.y.
func (c *checker) member(v *ast.MemberNode) *term {
	path, ok := dotted(v)
	space, id, _ := strings.Cut(path, ".")
	switch {
	case ok && space == "param":
		p := c.parameter(v, id)
		if p == nil {
			return &term{}
		}
		if p.Kind == Words {
			c.fault(v.Location(), "bad_type", "“%s”是名单", "%q is a list", id)
			return c.hint("写 字段 in param."+id+" 或 字段 startsWith param."+id, "write FIELD in param."+id+" or FIELD startsWith param."+id)
		}
		if p.tabled() {
			return c.fault(v.Location(), "needs_bracket", "“%s”是分档的参数，要写 bracket(数, param.…)", "%q has brackets: write bracket(figure, param...)", id)
		}
		return &term{op: opParam, unit: p.Unit.of, parameter: p, band: p.banded()}
	case ok && space == "formula":
		versions := c.library.formula[id]
		if len(versions) == 0 {
			return c.unknown(v.Location(), "公式", "formula", id, c.library.formulaNames())
		}
		f := versions[0]
		if f.Entity != c.entity {
			return c.fault(v.Location(), "wrong_entity", "“%[1]s”是 %[2]s 的公式，这里是 %[3]s", "%[1]q is a formula of %[2]s; this is about %[3]s", id, f.Entity, c.entity)
		}
		return &term{op: opFormula, kind: f.Kind, unit: f.Unit.of, name: id, band: c.library.banded[id], data: true}
	}
	return c.fault(v.Location(), "not_allowed", "点号只用在 param.… 与 formula.… 里", "a dot is only used in param... and formula...")
}

func (c *checker) parameter(n ast.Node, id string) *Parameter {
	p := c.library.Parameter(id)
	if p == nil {
		c.unknown(n.Location(), "参数", "parameter", id, c.library.parameterNames())
	}
	return p
}

// dotted spells a chain of names.
func dotted(n ast.Node) (string, bool) {
	var parts []string
	for {
		switch v := n.(type) {
		case *ast.IdentifierNode:
			slices.Reverse(parts)
			return strings.Join(append([]string{v.Value}, parts...), "."), true
		case *ast.MemberNode:
			property, ok := v.Property.(*ast.StringNode)
			if !ok || v.Optional || v.Method {
				return "", false
			}
			parts = append(parts, property.Value)
			n = v.Node
		default:
			return "", false
		}
	}
}
