package files

import (
	"bytes"
	"errors"
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
	defer func() {
		if r := recover(); r != nil {
			err = city.Errorf("bad_yaml", "YAML 无法解析：%v", "the YAML cannot be parsed: %v", r).At(name, "", 0, "")
		}
	}()
	if len(data) > maxYAML {
		return city.Errorf("too_large", "YAML 文件超过 8 MB", "the YAML file is over 8 MB").At(name, "", 0, "")
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")) // a mark that Windows editors write
	if !utf8.Valid(data) {
		return notUTF8(name, data)
	}
	if err := checkDepth(name, data); err != nil {
		return err
	}
	file, err := parser.ParseBytes(data, 0)
	if err != nil {
		return yamlError(name, data, err)
	}
	for _, doc := range file.Docs {
		if doc.Body == nil {
			continue
		}
		v := &aliasFinder{}
		ast.Walk(v, doc.Body)
		if v.line > 0 {
			return city.Errorf("yaml_alias", "YAML 中不允许锚点与别名（& 和 *）", "anchors and aliases (& and *) are not allowed in the YAML").At(name, "", v.line, "").
				WithHint("把内容直接写出来；以 * 或 & 开头的文字加引号", "write the content out; put text that begins with * or & in quotes")
		}
	}
	if err := yaml.UnmarshalWithOptions(data, into, append(options, yaml.Strict(), yaml.DisallowUnknownField())...); err != nil {
		return yamlError(name, data, err)
	}
	return nil
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
		return own
	}
	text := yaml.FormatError(err, false, false)
	line := 0
	if m := position.FindStringSubmatch(text); m != nil {
		line, _ = strconv.Atoi(m[1])
		text = m[3]
	}
	e := city.Errorf("bad_yaml", "YAML 有误：%s", "the YAML is wrong: %s", text).At(name, "", line, "").Wrap(err)
	for n, l := range bytes.Split(data, []byte("\n")) {
		if (line == 0 || n+1 == line || n+2 == line) && bytes.Contains(l, []byte("：")) && !bytes.Contains(l, []byte(":")) {
			return e.WithHint("键名后的冒号要用半角“:”，后面空一格", "the colon behind a key must be the half-width \":\" with a space behind it")
		}
	}
	return e.WithHint("对照 docs/manual/010-data.md 检查键名、缩进与取值", "check keys, indentation and values against docs/manual/010-data.md")
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
