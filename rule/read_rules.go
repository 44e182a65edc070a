package rule

import "github.com/goccy/go-yaml/ast"

func readFormula(r *reader, n ast.Node, d *definitions) {
	m := r.mapping(n, keys("formula", "entity", "unit", "needs", "expr", "tests")...)
	f := &Formula{ID: r.name(m, "formula", true), Entity: r.name(m, "entity", false), Needs: r.texts(m["needs"]), Expr: r.expression(m["expr"]), Head: r.head(m, n, false)}
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
		ID: r.name(m, id, true), Entity: r.name(m, "entity", false), Period: r.text(m["period"]), Head: r.head(m, n, false), Needs: r.texts(m["needs"]), Applies: r.expression(m["applies"]),
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
	seen := map[string]bool{}
	if len(r.list(n)) == 0 || depth > 4 {
		r.fault(whole, "missing_key", "items 应列出各项，分组不超过 4 层", "items lists the parts, groups at most 4 deep")
	}
	for _, v := range r.list(n) {
		m := r.mapping(v, "id", "title", "max", "expr", "low", "high", "better_of", "cap", "items")
		i := Item{ID: r.name(m, "id", true), Title: r.both(m["title"]), Max: r.expression(m["max"]), Expr: r.expression(m["expr"]), Low: r.expression(m["low"]), High: r.expression(m["high"]), Cap: r.expression(m["cap"])}
		for _, e := range r.list(m["better_of"]) {
			i.BetterOf = append(i.BetterOf, r.expression(e))
			r.needed(e, i.BetterOf[len(i.BetterOf)-1], "better_of")
		}
		if m["items"] != nil {
			i.Items = r.items(m["items"], v, depth+1)
		}
		if r.itemForm(v, &i); seen[i.ID] {
			r.twice(v, i.ID)
		}
		seen[i.ID] = true
		out = append(out, i)
	}
	return out
}

// twice says that a name stands twice in one list.
func (r *reader) twice(n ast.Node, name string) {
	r.fault(n, "duplicate", "“%s”在这里写了两次", "%q stands twice here", name)
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
	p := &Programme{ID: r.name(m, "programme", true), Entity: r.name(m, "entity", false), Head: r.head(m, n, false), Applies: r.expression(m["applies"]), Either: m["either"] != nil, Tests: r.tests(m["tests"])}
	p.Members, p.Benefits = r.group(m, n, 0), r.benefits(m["benefits"], p.ID)
	if p.Either && len(p.Benefits) > 0 {
		r.fault(m["benefits"], "bad_value", "either 取成员中受益最多的一项，自己不写 benefits", "either counts the greatest benefit of its members and has none of its own")
	}
	d.programmes = append(d.programmes, p)
}

// benefits reads what a programme gives.
func (r *reader) benefits(n ast.Node, programme string) (out []*Benefit) {
	for _, v := range r.list(n) {
		m := r.mapping(v, "id", "title", "unit", "expr", "payer", "kind", "note")
		b := &Benefit{ID: r.name(m, "id", true), Programme: programme, Title: r.both(m["title"]), Expr: r.expression(m["expr"]), Payer: r.both(m["payer"]), Kind: r.oneOf(m["kind"], "grant", "grant", "tax"), Note: r.text(m["note"]), At: r.at(v)}
		if u := r.unit(m["unit"]); m["unit"] != nil && u.of != yuan {
			r.fault(m["unit"], "bad_unit", "受益以元计", "a benefit is in yuan")
		}
		r.needed(v, b.Expr, "expr")
		out = append(out, b)
	}
	return out
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
		seen := map[string]bool{}
		for _, v := range r.list(m[key]) {
			if _, plain := scalar(v); plain {
				one := Member{ID: r.identifier(v, true), At: r.at(v)}
				if seen[one.ID] {
					r.twice(v, one.ID)
				}
				seen[one.ID] = true
				members = append(members, one)
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
