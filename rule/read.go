package rule

import (
	"bytes"
	"slices"
	"strings"

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
		r.hint("第一个键应为 field、param、formula、id、score 或 programme", "the first key is field, param, formula, id, score or programme")
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
	f := &Field{Name: r.name(m["field"], false), Entity: r.name(m["entity"], false), Title: r.both(m["title"]), Note: r.text(m["note"]), Names: r.texts(m["names"]), Values: r.texts(m["values"]), At: At{r.file, r.line}}
	f.Kind, f.Unit = r.kind(m["unit"], n)
	if len(f.Values) > 0 && f.Kind != Words {
		r.fault(m["values"], "bad_value", "只有 unit: text 的字段能列出取值", "only a field with unit: text can list its values")
	}
	if len(f.Values) > maxListed {
		r.fault(m["values"], "too_large", "取值超过 %d 个", "over %d values", maxListed)
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
		r.hint("写 元、人、ratio、%、天……，或 date、bool、text", "write 元, 人, ratio, %, 天 ..., or date, bool, text")
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
		r.hint("如 元、万元、人、件、天、年、%、ratio、元/平方米", "such as 元, 万元, 人, 件, 天, 年, %, ratio, 元/平方米")
	}
	return u
}

func readFormula(r *reader, n ast.Node, d *definitions) {
	m := r.mapping(n, keys("formula", "entity", "unit", "needs", "expr", "tests")...)
	f := &Formula{ID: r.name(m["formula"], true), Entity: r.name(m["entity"], false), Needs: r.texts(m["needs"]), Expr: r.expression(m["expr"]), Head: r.head(m, n, false)}
	if f.Kind, f.Unit = r.kind(m["unit"], n); f.Kind == Words {
		r.fault(m["unit"], "bad_unit", "公式的结果不能是文字", "a formula can't give text")
	}
	f.Tests = r.tests(m["tests"])
	r.needed(n, f.Expr, "expr")
	d.formulas = append(d.formulas, f)
}

// needed says that a key is missing.
func (r *reader) needed(n ast.Node, e *Expression, key string) {
	if e == nil {
		r.fault(n, "missing_key", "缺少“%s”", "%q is missing", key)
	}
}

// expression reads the text of an expression; nil for a value that's absent.
func (r *reader) expression(n ast.Node) *Expression {
	s := r.text(n)
	if s == "" {
		return nil
	}
	at := r.at(n)
	if _, block := n.(*ast.LiteralNode); block {
		at.Line++ // the text starts below the | or >
	}
	return &Expression{Text: s, At: at}
}

// criterionKeys are common to criteria and scores.
func criterionKeys(more ...string) []string {
	return keys(append(more, "entity", "period", "needs", "applies", "on_missing", "evidence", "tests")...)
}

func (r *reader) criterion(m map[string]ast.Node, n ast.Node, id string) *Criterion {
	return &Criterion{
		ID: r.name(m[id], true), Entity: r.name(m["entity"], false), Period: r.text(m["period"]), Head: r.head(m, n, false), Needs: r.texts(m["needs"]), Applies: r.expression(m["applies"]),
		ManualIfMissing: r.oneOf(m["on_missing"], "unknown", "unknown", "manual") == "manual", Evidence: r.texts(m["evidence"]), Tests: r.tests(m["tests"]),
	}
}

func readCriterion(r *reader, n ast.Node, d *definitions) {
	m := r.mapping(n, criterionKeys("id", "expr")...)
	c := r.criterion(m, n, "id")
	c.Expr = r.expression(m["expr"])
	r.needed(n, c.Expr, "expr")
	d.criteria = append(d.criteria, c)
}

func readScore(r *reader, n ast.Node, d *definitions) {
	m := r.mapping(n, criterionKeys("score", "items", "cap", "pass")...)
	c := r.criterion(m, n, "score")
	c.Score = &Score{Items: r.items(m["items"], n, 0), Cap: r.expression(m["cap"])}
	if m["pass"] == nil {
		r.fault(n, "missing_key", "缺少“%s”", "%q is missing", "pass")
		return
	}
	p := r.mapping(m["pass"], "above", "at_least")
	if len(p) != 1 {
		r.fault(m["pass"], "bad_value", "pass 写 {above: 线} 或 {at_least: 线} 其中一个", "pass is {above: limit} or {at_least: limit}, one of them")
		return
	}
	c.Score.Above = p["above"] != nil
	if c.Score.Pass = r.expression(p["at_least"]); c.Score.Above {
		c.Score.Pass = r.expression(p["above"])
	}
	d.criteria = append(d.criteria, c)
}

// items reads the parts of a score, groups within them.
func (r *reader) items(n, whole ast.Node, depth int) []Item {
	var out []Item
	if len(r.list(n)) == 0 || depth > 4 {
		r.fault(whole, "missing_key", "items 应列出各项，分组不超过 4 层", "items lists the parts, groups at most 4 deep")
	}
	for _, v := range r.list(n) {
		m := r.mapping(v, "id", "title", "max", "expr", "low", "high", "better_of", "cap", "items")
		i := Item{ID: r.name(m["id"], true), Title: r.both(m["title"]), Max: r.expression(m["max"]), Expr: r.expression(m["expr"]), Low: r.expression(m["low"]), High: r.expression(m["high"]), Cap: r.expression(m["cap"])}
		for _, e := range r.list(m["better_of"]) {
			i.BetterOf = append(i.BetterOf, r.expression(e))
			r.needed(e, i.BetterOf[len(i.BetterOf)-1], "better_of")
		}
		if m["items"] != nil {
			i.Items = r.items(m["items"], v, depth+1)
		}
		r.itemForm(v, &i)
		out = append(out, i)
	}
	return out
}

// itemForm checks that an item is one of its four forms.
func (r *reader) itemForm(n ast.Node, i *Item) {
	forms := 0
	for _, has := range []bool{i.Expr != nil, i.Low != nil && i.High != nil, i.BetterOf != nil, i.Items != nil} {
		if has {
			forms++
		}
	}
	switch {
	case forms != 1 || (i.Low == nil) != (i.High == nil):
		r.fault(n, "bad_item", "一项应恰有 expr、low 与 high、better_of、items 中的一种", "an item has exactly one of expr, low with high, better_of, items")
	case i.Items == nil && (i.Max == nil || i.Cap != nil):
		r.fault(n, "bad_item", "单项写 max（满分），不写 cap", "an item has max, its greatest value, and no cap")
	case i.Items != nil && i.Max != nil:
		r.fault(n, "bad_item", "一组写 cap（封顶），不写 max", "a group has cap, not max")
	}
}

func readProgramme(r *reader, n ast.Node, d *definitions) {
	m := r.mapping(n, keys("programme", "entity", "applies", "all", "any", "either", "benefits", "tests")...)
	p := &Programme{ID: r.name(m["programme"], true), Entity: r.name(m["entity"], false), Head: r.head(m, n, false), Applies: r.expression(m["applies"]), Either: m["either"] != nil, Tests: r.tests(m["tests"])}
	p.Members = r.group(m, n, 0)
	for _, b := range r.list(m["benefits"]) {
		v := r.mapping(b, "id", "title", "unit", "expr", "payer", "kind", "note")
		f := &Benefit{ID: r.name(v["id"], true), Programme: p.ID, Title: r.both(v["title"]), Expr: r.expression(v["expr"]), Payer: r.both(v["payer"]), Kind: r.oneOf(v["kind"], "grant", "grant", "tax"), Note: r.text(v["note"]), At: r.at(b)}
		if u := r.unit(v["unit"]); v["unit"] != nil && u.of != "元" {
			r.fault(v["unit"], "bad_unit", "受益以元计", "a benefit is in yuan")
		}
		r.needed(b, f.Expr, "expr")
		p.Benefits = append(p.Benefits, f)
	}
	if p.Either && len(p.Benefits) > 0 {
		r.fault(m["benefits"], "bad_value", "either 取成员中受益最多的一项，自己不写 benefits", "either counts the greatest benefit of its members and has none of its own")
	}
	d.programmes = append(d.programmes, p)
}

// group reads all, any or either of a mapping.
func (r *reader) group(m map[string]ast.Node, n ast.Node, depth int) Member {
	out := Member{At: r.at(n)}
	found := 0
	for _, key := range []string{"all", "any", "either"} {
		if m[key] == nil {
			continue
		}
		found++
		var members []Member
		for _, v := range r.list(m[key]) {
			if _, plain := scalar(v); plain {
				members = append(members, Member{ID: r.name(v, true), At: r.at(v)})
			} else {
				members = append(members, r.group(r.mapping(v, "all", "any"), v, depth+1))
			}
		}
		if len(members) == 0 {
			r.fault(n, "bad_value", "“%s”里没有成员", "%q has no member", key)
		}
		if key == "all" {
			out.All = members
		} else {
			out.Any = members
		}
	}
	if found != 1 || depth > 8 {
		r.fault(n, "bad_value", "应恰有 all、any 中的一个（项目还可用 either），嵌套不超过 8 层", "exactly one of all, any (a programme may have either) is needed, at most 8 deep")
	}
	return out
}

// tests reads the cases that a definition brings along.
func (r *reader) tests(n ast.Node) []Test {
	var out []Test
	for _, v := range r.list(n) {
		t := Test{Date: Open, At: r.at(v)}
		wanted := false
		for _, e := range r.entries(v) {
			switch e.key {
			case "date":
				t.Date = r.day(e.value, Open)
			case "note":
				r.text(e.value)
			case "param":
				t.Param = r.given(e.value)
			case "money":
				t.Money = r.given(e.value)
			case "want":
				t.Want, wanted = r.want(e.value), true
			default:
				t.Fields = append(t.Fields, r.value(e))
			}
		}
		if !wanted && t.Money == nil {
			r.fault(v, "missing_key", "缺少“%s”", "%q is missing", "want")
		}
		t.Want.None = !wanted
		out = append(out, t)
	}
	return out
}

func (r *reader) given(n ast.Node) []Given {
	var out []Given
	for _, e := range r.entries(n) {
		out = append(out, r.value(e))
	}
	return out
}

// value reads a value of a test as it's written.
func (r *reader) value(e entry) Given {
	g := Given{Name: e.key, At: e.at}
	switch v := e.value.(type) {
	case *ast.NullNode, nil:
		g.Missing = true
	case *ast.BoolNode:
		if v.Value {
			g.Number = 1
		}
	case *ast.IntegerNode, *ast.FloatNode:
		g.Number, g.Text = r.number(v), r.text(v)
	default:
		g.Text = r.text(v)
		if d, ok := ParseDay(g.Text); ok {
			g.Number = float64(d)
		}
	}
	return g
}

// want reads a state, a number, or the ends of an interval.
func (r *reader) want(n ast.Node) Want {
	switch n.(type) {
	case *ast.IntegerNode, *ast.FloatNode:
		v := r.number(n)
		return Want{IsNumber: true, Value: Value{v, v}}
	case *ast.SequenceNode:
		return Want{IsNumber: true, Value: r.band(n)}
	}
	s := r.text(n)
	if s == "true" || s == "false" {
		return Want{State: map[string]State{"true": Met, "false": Unmet}[s]}
	}
	if d, ok := ParseDay(s); ok { // of a formula that gives a date
		return Want{IsNumber: true, Value: Value{float64(d), float64(d)}}
	}
	i := slices.Index(stateNames[:], s)
	if i < 0 {
		r.fault(n, "bad_value", "want 不能是“%s”", "want can't be %q", s)
		r.hint("可用："+strings.Join(stateNames[:], "、")+"，或数", "known: "+strings.Join(stateNames[:], ", ")+", or a number")
		return Want{}
	}
	return Want{State: State(i)}
}

// band reads [low, high].
func (r *reader) band(n ast.Node) Value {
	ends := r.list(n)
	if len(ends) != 2 {
		r.fault(n, "bad_value", "区间写两个数：[低, 高]", "a band is two numbers: [low, high]")
		return Value{}
	}
	v := Value{r.number(ends[0]), r.number(ends[1])}
	if v.Low > v.High {
		r.fault(n, "bad_value", "区间的低端大于高端", "the low end of the band is above its high end")
	}
	return v
}
