package files

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/quanyu/quanyu/city"
)

// maxYAML is the largest YAML file that is read: 8 MiB.
const maxYAML = 8 << 20

// YAML decodes strictly: unknown keys, duplicate keys, wrong types and
// aliases (which can be nested without end) are located errors. options are
// further ways to decode a type.
func YAML(name string, data []byte, into any, options ...yaml.DecodeOption) (err error) {
	defer caught(name, &err)
	if _, err := Node(name, data); err != nil {
		return err
	}
	data = bytes.TrimPrefix(data, byteOrderMark)
	if err := yaml.UnmarshalWithOptions(data, into, append(options, wholeInt, wholeUint, yaml.Strict(), yaml.DisallowUnknownField())...); err != nil {
		return yamlError(name, data, err)
	}
	return nil
}

// byteOrderMark is what Windows editors write first.
var byteOrderMark = []byte("\xef\xbb\xbf")

// Node parses YAML as strictly as YAML does and gives what stands in it, each
// node with its line; nil where nothing does.
func Node(name string, data []byte) (body ast.Node, err error) {
	defer caught(name, &err)
	if len(data) > maxYAML {
		return nil, city.Errorf("too_large", "YAML 文件超过 8 MB", "the YAML file is over 8 MB").At(name, "", 0, "")
	}
	data = bytes.TrimPrefix(data, byteOrderMark)
	if !utf8.Valid(data) {
		return nil, notUTF8(name, data)
	}
	if err := checkDepth(name, data); err != nil {
		return nil, err
	}
	file, err := parser.ParseBytes(data, 0)
	if err != nil {
		return nil, yamlError(name, data, err)
	}
	for _, doc := range file.Docs {
		if doc.Body == nil {
			continue
		}
		if body != nil {
			return nil, city.Errorf("bad_yaml", "文件里有几段用 --- 隔开的内容，只能有一段", "the file holds several documents separated by ---; only one is allowed").
				At(name, "", doc.Body.GetToken().Position.Line, "").WithHint("去掉 ---，或把内容合成一段", "take --- out, or join the parts")
		}
		body = doc.Body
		v := &aliasFinder{}
		ast.Walk(v, doc.Body)
		if v.line > 0 {
			return nil, city.Errorf("yaml_alias", "YAML 中不允许锚点与别名（& 和 *）", "anchors and aliases (& and *) are not allowed in the YAML").At(name, "", v.line, "").
				WithHint("把内容直接写出来；以 * 或 & 开头的文字加引号", "write the content out; put text that begins with * or & in quotes")
		}
	}
	return body, nil
}

// caught turns a panic of the parser into an error.
func caught(name string, err *error) {
	if r := recover(); r != nil {
		*err = city.Errorf("bad_yaml", "YAML 无法解析：%v", "the YAML cannot be parsed: %v", r).At(name, "", 0, "")
	}
}

// A whole number is written as one: the parser would cut 2018.5 to 2018.
var (
	wholeInt = yaml.CustomUnmarshaler[int](func(n *int, raw []byte) (err error) {
		if text := written(raw); text != "" {
			if *n, err = strconv.Atoi(text); err != nil {
				return notWhole(text)
			}
		}
		return nil
	})
	wholeUint = yaml.CustomUnmarshaler[uint64](func(n *uint64, raw []byte) (err error) {
		if text := written(raw); text != "" {
			if *n, err = strconv.ParseUint(text, 10, 64); err != nil {
				return notWhole(text)
			}
		}
		return nil
	})
)

// written is a value as it stands in the file; "" for null.
func written(raw []byte) string {
	text := string(bytes.TrimSpace(raw))
	if text == "null" || text == "~" {
		return ""
	}
	return text
}

func notWhole(text string) error {
	return BadValue(text, city.Errorf("bad_yaml", "“%s”不是可用的整数", "%q is no whole number that can be used here", text).
		WithHint("只写数字，不加引号，不带小数", "write digits only, without quotes or decimals"))
}

// BadValue is an error about a value in a YAML file, for a decoder of its own:
// YAML finds the line that the value stands on.
func BadValue(text string, e *city.Error) error { return e.Wrap(value(text)) }

type value string

func (v value) Error() string { return string(v) }

// lineOf is the first line that ends with a value; 0 if none does.
func lineOf(data []byte, v value) int {
	want := bytes.TrimRight([]byte(v), " ,]}")
	for n, l := range bytes.Split(data, []byte("\n")) {
		l, _, _ = bytes.Cut(l, []byte(" #"))
		if bytes.HasSuffix(bytes.TrimRight(l, " \t\r,]}"), want) {
			return n + 1
		}
	}
	return 0
}

type aliasFinder struct{ line int }

func (v *aliasFinder) Visit(n ast.Node) ast.Visitor {
	switch n.(type) {
	case *ast.AliasNode, *ast.AnchorNode:
		if v.line == 0 && n.GetToken() != nil {
			v.line = n.GetToken().Position.Line
		}
	}
	return v
}

var position = regexp.MustCompile(`^\[(\d+):(\d+)\] ([^\n]*)`)

// yamlError locates an error of the parser. A hint names the full-width colon,
// which a Chinese keyboard puts where a half-width one belongs.
func yamlError(name string, data []byte, err error) error {
	var own *city.Error
	if errors.As(err, &own) {
		var v value
		if own.Line == 0 && errors.As(err, &v) {
			return own.At(name, "", lineOf(data, v), "")
		}
		return own
	}
	text := yaml.FormatError(err, false, false)
	line := 0
	if m := position.FindStringSubmatch(text); m != nil {
		line, _ = strconv.Atoi(m[1])
		text = m[3]
	}
	zh, en := inWords(text)
	e := city.Errorf("bad_yaml", "YAML 有误：%[1]s", "the YAML is wrong: %[2]s", zh, en).At(name, "", line, "").Wrap(err)
	for n, l := range bytes.Split(data, []byte("\n")) {
		if (line == 0 || n+1 == line || n+2 == line) && bytes.Contains(l, []byte("：")) && !bytes.Contains(l, []byte(":")) {
			return e.WithHint("键名后的冒号要用半角“:”，后面空一格", "the colon behind a key must be the half-width \":\" with a space behind it")
		}
	}
	return e.WithHint("对照 docs/manual/010-data.md 检查键名、缩进与取值", "check keys, indentation and values against docs/manual/010-data.md")
}

// parserWords are the parser's messages and how we say them; what they caught
// goes where %s stands.
var parserWords = []struct {
	form   *regexp.Regexp
	zh, en string
}{
	{regexp.MustCompile(`mapping key "([^"]*)" already defined`), "键“%s”出现了两次", "the key %q stands twice"},
	{regexp.MustCompile(`unknown field "([^"]*)"`), "没有“%s”这个键", "there is no key %q"},
	{regexp.MustCompile(`cannot unmarshal (\S+).* into Go .* of type (\S+)`), "", ""}, // what it is, what is needed
	{regexp.MustCompile(`(\w+) was used where (\w+) is expected`), "", ""},
	{regexp.MustCompile(`value is not allowed in this context`), "这里不能写值，检查引号、冒号后的空格和缩进", "no value can stand here; check quotes, the space behind colons and the indentation"},
	{regexp.MustCompile(`could not find end character of (\S+)`), "引号或括号没有收尾：%s", "a quote or bracket is not closed: %s"},
	{regexp.MustCompile(`non-map value is specified`), "这里需要“键: 值”", "\"key: value\" is needed here"},
	{regexp.MustCompile(`unexpected key name`), "键名的位置不对，检查缩进", "a key stands where none can; check the indentation"},
}

var kindWords = map[string]city.Text{
	"string": {Zh: "文字", En: "text"}, "bool": {Zh: "是或否", En: "true or false"}, "map": {Zh: "一组键值", En: "keys and values"}, "[]interface": {Zh: "列表", En: "a list"},
	"sequence": {Zh: "列表", En: "a list"}, "mapping": {Zh: "一组键值", En: "keys and values"}, "map[string]interface": {Zh: "一组键值", En: "keys and values"},
	"int": {Zh: "整数", En: "a whole number"}, "uint64": {Zh: "非负整数", En: "a whole number, 0 or more"}, "float64": {Zh: "小数", En: "a number"},
}

// inWords says a message of the parser in both languages; one that we don't
// know is quoted.
func inWords(text string) (zh, en string) {
	for _, w := range parserWords {
		m := w.form.FindStringSubmatch(text)
		switch {
		case m == nil:
			continue
		case len(m) == 1:
			return w.zh, w.en
		case len(m) == 2:
			return fmt.Sprintf(w.zh, m[1]), fmt.Sprintf(w.en, m[1])
		}
		want, known := kindWords[m[2]]
		if !known {
			want = city.Text{Zh: "别的写法", En: "something else"}
		}
		got, known := kindWords[m[1]]
		if !known {
			got = city.Text{Zh: m[1], En: m[1]}
		}
		return "这里写的是" + got.Zh + "，需要的是" + want.Zh, "this is " + got.En + "; " + want.En + " is needed"
	}
	return "无法解析（" + text + "）", text
}

// notUTF8 is the error for YAML in another encoding, with the first such line.
func notUTF8(name string, data []byte) error {
	line := 1
	for l := range bytes.SplitSeq(data, []byte("\n")) {
		if !utf8.Valid(l) {
			break
		}
		line++
	}
	return city.Errorf("bad_encoding", "YAML 文件不是 UTF-8 编码", "the YAML file is not in UTF-8").At(name, "", line, "").
		WithHint("用记事本打开，另存为，编码选 UTF-8", "open it in an editor and save it as UTF-8")
}
