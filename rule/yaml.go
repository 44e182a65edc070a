package rule

import (
	"errors"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
)

// reader takes values out of one document. It keeps the first fault; after it
// every method gives zero values.
type reader struct {
	file  string
	above int // lines before the document
	line  int // of the document's first key
	err   *city.Error
}

// parse reads a document.
func (r *reader) parse(data []byte) ast.Node {
	node, err := files.Node(r.file, data)
	var e *city.Error
	if errors.As(err, &e) {
		e = e.At("", "", max(e.Line, 1)+r.above, "")
		if strings.Contains(e.Hint.Zh, "010-data.md") {
			e = e.WithHint("对照 docs/manual/100-rules.md 检查键名、缩进与取值；缩进用空格，% 要加引号：unit: \"%\"", "check keys, indentation and values against docs/manual/100-rules.md; indent by blanks, and put % in quotes: unit: \"%\"")
		}
		r.err = e
		return nil
	}
	return node
}

// at is where a value stands.
func (r *reader) at(n ast.Node) At {
	if n == nil || n.GetToken() == nil || n.GetToken().Position == nil {
		return At{r.file, r.line}
	}
	return At{r.file, n.GetToken().Position.Line + r.above}
}

// fault keeps the first fault.
func (r *reader) fault(n ast.Node, code, zh, en string, args ...any) {
	if r.err == nil {
		at := r.at(n)
		r.err = city.Errorf(code, zh, en, args...).At(at.File, "", at.Line, "")
	}
}

func (r *reader) hint(zh, en string) {
	if r.err != nil && r.err.Hint.IsZero() {
		r.err = r.err.WithHint(zh, en)
	}
}

// entry is one key of a mapping.
type entry struct {
	key   string
	value ast.Node
	at    At
}

// entries gives a mapping in the order of the file.
func (r *reader) entries(n ast.Node) []entry {
	var values []*ast.MappingValueNode
	switch m := n.(type) {
	case *ast.MappingNode:
		values = m.Values
	case *ast.MappingValueNode:
		values = []*ast.MappingValueNode{m}
	default:
		r.fault(n, "bad_yaml", "这里需要“键: 值”", "\"key: value\" is needed here")
		return nil
	}
	out := make([]entry, 0, len(values))
	for _, v := range values {
		key, ok := scalar(v.Key)
		if !ok {
			r.fault(v, "bad_yaml", "键名应是文字", "a key must be text")
			return nil
		}
		out = append(out, entry{key, v.Value, r.at(v.Key)})
	}
	return out
}

// mapping gives the values of a mapping by key. A key that isn't among those
// known is a fault.
func (r *reader) mapping(n ast.Node, known ...string) map[string]ast.Node {
	out := map[string]ast.Node{}
	for _, e := range r.entries(n) {
		if !slices.Contains(known, e.key) {
			r.fault(n, "unknown_key", "没有“%s”这个键", "there is no key %q", e.key)
			r.err = r.err.At("", "", e.at.Line, "")
			if strings.ContainsAny(e.key, "()<>=*/ ") { // {expr: max(a, b)}
				r.hint("花括号里含逗号的算式要加引号：{expr: \"max(a, b)\"}", "within braces an expression with a comma stands in quotes: {expr: \"max(a, b)\"}")
			}
			r.suggest(e.key, known)
			return out
		}
		if e.value != nil && e.value.Type() != ast.NullType {
			out[e.key] = e.value
		}
	}
	return out
}

// suggest hints at the name that was meant.
func (r *reader) suggest(name string, known []string) {
	if near := nearest(name, known); near != "" {
		r.hint("是否为“"+near+"”？", "did you mean \""+near+"\"?")
	} else if len(known) > 0 && len(known) <= 24 {
		r.hint("可用："+strings.Join(known, "、"), "known: "+strings.Join(known, ", "))
	}
}

// scalar gives a value as it's written, without quotes.
func scalar(n ast.Node) (string, bool) {
	switch v := n.(type) {
	case *ast.StringNode:
		return v.Value, true
	case *ast.LiteralNode:
		return strings.TrimRight(v.Value.Value, "\n"), true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return v.GetToken().Value, true
	case *ast.MappingKeyNode:
		return scalar(v.Value)
	}
	return "", false
}

// text gives a text; "" for a value that's absent.
func (r *reader) text(n ast.Node) string {
	if n == nil {
		return ""
	}
	s, ok := scalar(n)
	if !ok {
		r.fault(n, "bad_yaml", "这里需要文字", "text is needed here")
	}
	return strings.TrimSpace(s)
}

// both gives a text in both languages: a Chinese string, or {zh, en}.
func (r *reader) both(n ast.Node) city.Text {
	if n == nil {
		return city.Text{}
	}
	if _, ok := scalar(n); ok {
		return city.Text{Zh: r.text(n)}
	}
	m := r.mapping(n, "zh", "en")
	return city.Text{Zh: r.text(m["zh"]), En: r.text(m["en"])}
}

// list gives the values of a list; one that's absent has none.
func (r *reader) list(n ast.Node) []ast.Node {
	switch s := n.(type) {
	case nil:
		return nil
	case *ast.SequenceNode:
		return s.Values
	}
	r.fault(n, "bad_yaml", "这里需要列表，如 [a, b]", "a list such as [a, b] is needed here")
	return nil
}

// texts gives a list of texts.
func (r *reader) texts(n ast.Node) []string {
	var out []string
	for _, v := range r.list(n) {
		out = append(out, r.text(v))
	}
	return out
}

// maxDigits is the longest way to write a number.
const maxDigits = 40

// number gives a finite number as it's written.
func (r *reader) number(n ast.Node) float64 {
	s, ok := scalar(n)
	x, err := strconv.ParseFloat(strings.ReplaceAll(s, "_", ""), 64)
	if !ok || err != nil || math.IsInf(x, 0) || math.IsNaN(x) || len(s) > maxDigits {
		r.fault(n, "bad_number", "“%s”不是可用的数", "%q is no number that can be used here", s)
		r.hint("写 5000、0.05 这样的数；万、% 写在单位里", "write a number such as 5000 or 0.05; 万 and % belong to the unit")
		return 0
	}
	return x
}

// day gives a date; none where the value is absent.
func (r *reader) day(n ast.Node, none Day) Day {
	if n == nil {
		return none
	}
	s := r.text(n)
	d, ok := ParseDay(s)
	if !ok {
		r.fault(n, "bad_date", "“%s”不是日期", "%q is no date", s)
		r.hint("写成 2019-12-31", "write 2019-12-31")
	}
	return d
}

// oneOf gives one of the words that are allowed.
func (r *reader) oneOf(n ast.Node, none string, allowed ...string) string {
	if n == nil {
		return none
	}
	s := r.text(n)
	if !slices.Contains(allowed, s) {
		r.fault(n, "bad_value", "“%s”不是可用的取值", "%q is no value that can be used here", s)
		r.hint("可用："+strings.Join(allowed, "、"), "known: "+strings.Join(allowed, ", "))
	}
	return s
}

// name is the identifier under a key that must be there.
func (r *reader) name(m map[string]ast.Node, key string, dots bool) string {
	if m[key] == nil {
		r.fault(nil, "missing_key", "缺少“%s”", "%q is missing", key)
		return ""
	}
	return r.identifier(m[key], dots)
}

// identifier is segments of letters of any script, digits and _, joined by
// dots where dots is set.
func (r *reader) identifier(n ast.Node, dots bool) string {
	s := r.text(n)
	form := plainName
	if dots {
		form = dottedName
	}
	if !form.MatchString(s) || len(s) > 120 || reserved[s] {
		r.fault(n, "bad_name", "“%s”不能作名称", "%q can't be a name", s)
		r.hint("用汉字、字母、数字和 _，不以数字开头；保留词（date、param、in、and 等）除外", "use letters of any script, digits and _, no digit first, and no reserved word (date, param, in, and ...)")
	}
	return s
}

var (
	plainName  = regexp.MustCompile(`^[\p{L}_][\p{L}\p{Nd}_]*$`)
	dottedName = regexp.MustCompile(`^[\p{L}_][\p{L}\p{Nd}_]*(\.[\p{L}_][\p{L}\p{Nd}_]*)*$`)
	reserved   = map[string]bool{"date": true, "param": true, "formula": true, "true": true, "false": true, "nil": true, "not": true, "and": true, "or": true, "in": true, "let": true, "if": true, "else": true,
		"matches": true, "contains": true, "startsWith": true, "endsWith": true}
)
