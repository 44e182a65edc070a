package rule

import (
	"bytes"
	"slices"

	"github.com/goccy/go-yaml/ast"
	"github.com/quanyu/quanyu/city"
)

// Limits of what is read; the whole law of a city is far below them.
const (
	maxFile      = 4 << 20 // bytes
	maxDocuments = 2000    // in a file
	maxListed    = 20000   // members of a list
)

// definitions is what files hold, before it's joined and checked.
type definitions struct {
	fields     []*Field
	parameters []*Parameter
	formulas   []*Formula
	criteria   []*Criterion
	programmes []*Programme
}

// kinds are the first keys of documents and how these are read.
var kinds = map[string]func(*reader, ast.Node, *definitions){
	"field": readField, "param": readParameter, "formula": readFormula, "id": readCriterion, "score": readScore, "programme": readProgramme,
}

// read adds what one file holds.
func (d *definitions) read(f File) error {
	if len(f.Data) > maxFile {
		return city.Errorf("too_large", "规则文件超过 %d MB", "the file of rules is over %d MB", maxFile>>20).At(f.Name, "", 0, "")
	}
	parts := documents(bytes.TrimPrefix(f.Data, []byte("\xef\xbb\xbf")))
	if len(parts) > maxDocuments {
		return city.Errorf("too_large", "一个文件里超过 %d 段", "over %d documents in one file", maxDocuments).At(f.Name, "", 0, "").WithHint("分成几个文件", "split it into several files")
	}
	for _, p := range parts {
		r := &reader{file: f.Name, above: p.above, line: p.above + 1}
		node := r.parse(p.data)
		if r.err == nil && node != nil {
			d.document(r, node)
		}
		if r.err != nil {
			return r.err
		}
	}
	return nil
}

// document reads one definition; its first key says what it is.
func (d *definitions) document(r *reader, node ast.Node) {
	keys := r.entries(node)
	if r.err != nil || len(keys) == 0 {
		return
	}
	r.line = keys[0].at.Line
	read, known := kinds[keys[0].key]
	if !known {
		r.fault(node, "bad_kind", "第一个键“%s”没有说明这一段是什么", "the first key %q doesn't say what the document is", keys[0].key)
		r.hint("第一个键应为 field、param、formula、id、score 或 programme；政策组合（package）用 --package", "the first key is field, param, formula, id, score or programme; a package goes with --package")
		return
	}
	read(r, node, d)
}

type part struct {
	above int // lines before it
	data  []byte
}

// documents cuts a file at the lines that begin with ---. Parts of nothing but
// comments are left out.
func documents(data []byte) []part {
	var out []part
	first, start, at := 0, 0, 0
	keep := func(end int) {
		body := data[start:end]
		for l := range bytes.SplitSeq(body, []byte("\n")) {
			if l = bytes.TrimSpace(l); len(l) > 0 && l[0] != '#' {
				out = append(out, part{first, body})
				return
			}
		}
	}
	line := 0
	for l := range bytes.SplitAfterSeq(data, []byte("\n")) {
		if text := bytes.TrimRight(l, " \t\r\n"); bytes.Equal(text, []byte("---")) || bytes.HasPrefix(text, []byte("--- ")) {
			keep(at)
			first, start = line+1, at+len(l)
			if len(out) > maxDocuments {
				return out
			}
		}
		at += len(l)
		line++
	}
	keep(len(data))
	return out
}

// head reads what every definition says about itself.
func (r *reader) head(m map[string]ast.Node, n ast.Node, valued bool) Head {
	h := Head{Title: r.both(m["title"]), Text: r.text(m["text"]), Note: r.text(m["note"]), At: At{r.file, r.line}}
	h.Basis = r.basis(m["basis"])
	if !valued {
		h.Valid = r.intervals(m["valid"], nil)
		h.gather()
	}
	return h
}

// basis reads the documents of a definition, or of one time of it.
func (r *reader) basis(n ast.Node) []Basis {
	var out []Basis
	for _, b := range r.list(n) {
		v := r.mapping(b, "doc", "article", "url", "published", "checked", "by", "grade", "note")
		out = append(out, Basis{Doc: r.text(v["doc"]), Article: r.text(v["article"]), URL: r.text(v["url"]), Published: r.text(v["published"]),
			Checked: r.day(v["checked"], Open), By: r.text(v["by"]), Grade: r.oneOf(v["grade"], "", "A", "B", "C"), Note: r.text(v["note"])})
	}
	return out
}

// gather adds the documents of each time to those of the whole.
func (h *Head) gather() {
	for _, i := range h.Valid {
		for _, b := range i.Basis {
			if !slices.Contains(h.Basis, b) {
				h.Basis = append(h.Basis, b)
			}
		}
	}
}

// headKeys are the keys that head reads.
var headKeys = []string{"title", "basis", "text", "note", "valid"}

func keys(more ...string) []string { return slices.Concat(more, headKeys) }

func readField(r *reader, n ast.Node, d *definitions) {
	m := r.mapping(n, "field", "entity", "title", "unit", "names", "values", "note")
	f := &Field{Name: r.name(m, "field", false), Entity: r.name(m, "entity", false), Title: r.both(m["title"]), Note: r.text(m["note"]), Names: r.texts(m["names"]), Values: r.texts(m["values"]), At: At{r.file, r.line}}
	f.Kind, f.Unit = r.kind(m["unit"], n)
	seen := map[string]bool{}
	if len(f.Values) > 0 && f.Kind != Words {
		r.fault(m["values"], "bad_value", "只有 unit: text 的字段能列出取值", "only a field with unit: text can list its values")
	}
	if len(f.Values) > maxListed {
		r.fault(m["values"], "too_large", "取值超过 %d 个", "over %d values", maxListed)
	}
	for i, v := range f.Values {
		if seen[v] {
			r.twice(r.list(m["values"])[i], v)
		}
		seen[v] = true
	}
	d.fields = append(d.fields, f)
}

// kind reads a unit, or the word that says that a value isn't a number.
func (r *reader) kind(n, whole ast.Node) (Kind, Unit) {
	switch s := r.text(n); s {
	case "date":
		return Date, Unit{}
	case "bool":
		return Bool, Unit{}
	case "text":
		return Words, Unit{}
	case "":
		r.fault(whole, "no_unit", "缺少 unit（单位）", "unit is missing")
		r.hint("写 元、人、ratio、%、天、层……，或 date、bool、text", "write 元, 人, ratio, %, 天, 层 ..., or date, bool, text")
		return Number, Unit{}
	default:
		return Number, r.unit(n)
	}
}

// unit reads a unit of measure; a value that's absent has none.
func (r *reader) unit(n ast.Node) Unit {
	s := r.text(n)
	if s == "" {
		return Unit{}
	}
	u, ok := ParseUnit(s)
	if !ok {
		r.fault(n, "bad_unit", "不认识单位“%s”", "%q is no unit that is known", s)
		if kind := kindsOf[s]; kind != "" {
			r.hint("应写 "+kind, "write "+kind)
		}
		r.hint("如 元、万元、人、天、年、%、ratio、元/平方米；别的量词用一至四个汉字，如 层、台套", "such as 元, 万元, 人, 天, 年, %, ratio, 元/平方米; any other measure word in one to four Chinese characters, such as 层")
	}
	return u
}
