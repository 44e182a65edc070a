package rule

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
)

// Catalog is the baseline of a package that changes the library as it was
// read, before any other package.
const Catalog = "catalog"

// Package 政策组合 is a document, draft or issued, as a difference over the
// rules of a named baseline: its numbered clauses, and what each changes.
type Package struct {
	ID       string
	Baseline string // Catalog, or the ID of another package
	Head            // Basis is the document itself
	Clauses  []*Clause
	SHA256   string // of the file

	added definitions // what is written below the clauses
}

// Clause is a numbered clause of a package's document with what it changes;
// one without edits changes no rule, and says so by that.
type Clause struct {
	Package *Package
	Number  string // "第三条"
	Text    string // the document's own words
	Edits   []Edit
	At      At
}

// What an edit changes, as its first key says.
const (
	editParameter = "param"     // its value
	editProgramme = "programme" // its members and benefits
	editRepeal    = "repeal"    // a criterion, a formula or a programme ends
	editExtend    = "extend"    // one that ended goes on
	editNew       = "new"       // a definition that the package brings along
)

// Edit is one change over an interval of time.
type Edit struct {
	What, ID    string
	Add, End    []string   // of a programme: members; of a list: words
	AddBenefits []*Benefit // of a programme
	EndBenefits []string
	From, To    Day  // both inclusive; To may be Open
	AtLeast     bool // of a parameter: the clause says 不少于, so that its value is a floor
	At          At

	written ast.Node // value or brackets, in the parameter's own unit
	above   int      // lines of the file before the document
}

// ReadPackage reads a package: a first document that begins with package, and
// below it the definitions that it brings along. What it edits is looked up
// by With. Faults are *city.Error with file and line.
func ReadPackage(f File) (*Package, error) {
	if len(f.Data) > maxFile {
		return nil, city.Errorf("too_large", "规则文件超过 %d MB", "the file of rules is over %d MB", maxFile>>20).At(f.Name, "", 0, "")
	}
	p := &Package{SHA256: files.Hash(f.Data)}
	for i, part := range documents(bytes.TrimPrefix(f.Data, []byte("\xef\xbb\xbf"))) {
		r := &reader{file: f.Name, above: part.above, line: part.above + 1}
		node := r.parse(part.data)
		switch {
		case r.err != nil || node == nil:
		case i == 0:
			r.readPackage(node, p)
		default:
			p.added.document(r, node)
		}
		if r.err != nil {
			return nil, r.err
		}
	}
	if p.ID == "" {
		return nil, city.Errorf("no_package", "文件里没有政策组合", "the file holds no package").At(f.Name, "", 0, "").
			WithHint("第一段以 package: 名称 开头，见 docs/manual/105-packages.md", "the first document begins with package: NAME, see docs/manual/105-packages.md")
	}
	err := p.named()
	if err == nil {
		err = p.once()
	}
	if err != nil {
		return nil, err
	}
	return p, nil
}

func (r *reader) readPackage(n ast.Node, p *Package) {
	keys := r.entries(n)
	if r.err != nil || len(keys) == 0 {
		return
	}
	if r.line = keys[0].at.Line; keys[0].key != "package" {
		r.fault(n, "no_package", "第一个键应为 package，现在是“%s”", "the first key is package, not %q", keys[0].key)
		r.hint("规则文件用 --rules，政策组合用 --package", "files of rules go with --rules, packages with --package")
		return
	}
	m := r.mapping(n, "package", "title", "baseline", "basis", "text", "note", "clauses")
	p.ID, p.Baseline, p.Head = r.text(m["package"]), r.text(m["baseline"]), r.head(m, n, true)
	switch {
	case !packageName.MatchString(p.ID) || len(p.ID) > 120:
		r.fault(m["package"], "bad_name", "“%s”不能作名称", "%q can't be a name", p.ID)
		r.hint("用汉字、字母、数字、- 和 _", "use letters of any script, digits, - and _")
	case p.Baseline == "":
		r.fault(n, "missing_key", "缺少“%s”", "%q is missing", "baseline")
		r.hint("写 baseline: catalog（随程序的规则），或另一个政策组合的名称", "write baseline: catalog, the shipped rules, or the name of another package")
	case p.ID == Catalog:
		r.fault(m["package"], "bad_name", "政策组合不能叫“%s”", "a package can't be called %q", p.ID)
	case p.Baseline == p.ID:
		r.fault(m["baseline"], "cycle", "政策组合不能以自己为基准", "a package can't be over itself")
	case len(p.Basis) == 0:
		r.fault(n, "missing_key", "缺少“%s”", "%q is missing", "basis")
	case len(r.list(m["clauses"])) == 0:
		r.fault(n, "missing_key", "缺少“%s”", "%q is missing", "clauses")
	}
	for _, v := range r.list(m["clauses"]) {
		c := r.clause(v, p)
		if slices.ContainsFunc(p.Clauses, func(x *Clause) bool { return x.Number == c.Number }) {
			r.fault(v, "duplicate", "条款“%s”写了两次", "clause %q stands twice", c.Number)
		}
		p.Clauses = append(p.Clauses, c)
	}
}

var packageName = regexp.MustCompile(`^[\p{L}\p{Nd}_][\p{L}\p{Nd}_.-]*$`)

func (r *reader) clause(n ast.Node, p *Package) *Clause {
	m := r.mapping(n, "clause", "text", "edits")
	c := &Clause{Package: p, Number: r.text(m["clause"]), Text: r.text(m["text"]), At: r.at(n)}
	for _, key := range []string{"clause", "text"} {
		if m[key] == nil {
			r.fault(n, "missing_key", "缺少“%s”", "%q is missing", key)
		}
	}
	for _, v := range r.list(m["edits"]) {
		c.Edits = append(c.Edits, r.edit(v))
	}
	return c
}

// editKeys are what an edit may say beside what it changes.
var editKeys = map[string][]string{
	editParameter: {"from", "to", "value", "brackets", "at_least", "add", "end"},
	editProgramme: {"from", "to", "add", "end", "add_benefits", "end_benefits"},
	editRepeal:    {"from", "to"}, editExtend: {"from", "to"}, editNew: nil,
}

// edit reads one change. The value of a parameter is kept as written, since
// its unit stands in the baseline.
func (r *reader) edit(n ast.Node) Edit {
	e := Edit{At: r.at(n), written: n, above: r.above}
	known := []string{"param", "programme", "repeal", "extend", "new", "from", "to", "value", "brackets", "at_least", "add", "end", "add_benefits", "end_benefits"}
	m := r.mapping(n, known...)
	for _, what := range known[:5] {
		if m[what] == nil {
			continue
		}
		if e.What != "" {
			r.fault(n, "bad_edit", "一处修改只写 %[1]s 与 %[2]s 中的一个", "an edit has %[1]s or %[2]s, not both", e.What, what)
		}
		e.What, e.ID = what, r.text(m[what])
	}
	if e.What == "" {
		r.fault(n, "bad_edit", "每处修改恰写 %s 中的一个", "an edit has exactly one of %s", strings.Join(known[:5], "、"))
	}
	for _, x := range r.entries(n) {
		if x.key != e.What && !slices.Contains(editKeys[e.What], x.key) {
			r.fault(n, "bad_edit", "修改 %[1]s 时不写“%[2]s”", "an edit of %[1]s has no %[2]q", e.What, x.key)
		}
	}
	e.From, e.To, e.Add, e.End, e.EndBenefits = r.day(m["from"], Open), r.day(m["to"], Open), r.texts(m["add"]), r.texts(m["end"]), r.texts(m["end_benefits"])
	e.AddBenefits, e.AtLeast = r.benefits(m["add_benefits"], e.ID), r.oneOf(m["at_least"], "false", "true", "false") == "true"
	switch {
	case e.What == editNew:
	case m["from"] == nil:
		r.fault(n, "missing_key", "缺少“%s”", "%q is missing", "from")
	case e.To < e.From:
		r.fault(n, "bad_interval", "结束日 %[1]s 早于起始日 %[2]s", "the end %[1]s is before the start %[2]s", e.To, e.From)
	case e.To != Open && e.To >= latestEnd:
		r.fault(n, "bad_interval", "没有结束日就不写 to，不写 %s", "an end that's open isn't written; %s is none", e.To)
	case e.What == editParameter && m["value"] == nil && m["brackets"] == nil && len(e.Add)+len(e.End) == 0:
		r.fault(n, "missing_key", "缺少“%s”", "%q is missing", "value")
	case e.What == editParameter && (m["value"] != nil || m["brackets"] != nil) && len(e.Add)+len(e.End) > 0:
		r.fault(n, "bad_edit", "名单写 value（全部），或写 add、end（加上、去掉的），不同时写", "a list has value, the whole, or add and end, not both")
	case e.What == editProgramme && len(e.Add)+len(e.End)+len(e.AddBenefits)+len(e.EndBenefits) == 0:
		r.fault(n, "missing_key", "缺少“%s”", "%q is missing", "add")
		r.hint("add、end 列出加上、去掉的条件，add_benefits、end_benefits 列出加上、去掉的受益", "add and end list members, add_benefits and end_benefits list benefits")
	}
	return e
}

// once checks that no two clauses change one value, or one member, on a day.
func (p *Package) once() error {
	var before []Edit
	for _, c := range p.Clauses {
		for _, e := range c.Edits {
			for _, f := range before {
				if e.meets(f) {
					return fault(e.At, "two_edits", "“%[1]s”与第 %[2]d 行的修改在同一时段改同一处“%[3]s”", "%[1]q: this edit and that of line %[2]d change %[3]q over the same days", c.Number, f.At.Line, e.ID)
				}
			}
			before = append(before, e)
		}
	}
	return nil
}

// named checks that every definition that the package brings along belongs to
// a clause, and that every clause's new one is there. One that names no
// document follows that clause of the package's own.
func (p *Package) named() error {
	at, ids := p.added.places()
	claimed := map[string]bool{}
	for _, c := range p.Clauses {
		for _, e := range c.Edits {
			if e.What != editNew {
				continue
			}
			if len(at[e.ID]) == 0 {
				return fault(e.At, "unknown_name", "“%s”没有写在本文件里", "%q isn't defined in this file", e.ID)
			}
			if claimed[e.ID] {
				return fault(e.At, "duplicate", "“%s”写了两次", "%q stands twice", e.ID)
			}
			claimed[e.ID] = true
			for _, h := range at[e.ID] {
				if len(h.Basis) > 0 {
					continue
				}
				for _, b := range p.Basis {
					b.Article = c.Number
					h.Basis = append(h.Basis, b)
				}
			}
		}
	}
	for _, id := range ids {
		if !claimed[id] {
			return fault(at[id][0].At, "no_clause", "“%s”不属于哪一条款", "%q belongs to no clause", id).WithHint("在依据它的条款里写 {new: "+id+"}", "write {new: "+id+"} in the clause that it follows")
		}
	}
	return nil
}

// places are the heads of parameters, formulas, criteria and programmes by
// identifier; ids are in the order of the file, versions once.
func (d *definitions) places() (at map[string][]*Head, ids []string) {
	at = map[string][]*Head{}
	add := func(id string, h *Head) {
		if at[id] == nil {
			ids = append(ids, id)
		}
		at[id] = append(at[id], h)
	}
	for _, x := range d.parameters {
		add(x.ID, &x.Head)
	}
	for _, x := range d.formulas {
		add(x.ID, &x.Head)
	}
	for _, x := range d.criteria {
		add(x.ID, &x.Head)
	}
	for _, x := range d.programmes {
		add(x.ID, &x.Head)
	}
	return at, ids
}
