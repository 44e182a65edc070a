package rule

import (
	"cmp"
	"slices"

	"github.com/quanyu/quanyu/city"
)

// clone copies the lists, so that a library can be made of them and others.
func (d *definitions) clone() definitions {
	return definitions{slices.Clone(d.fields), slices.Clone(d.parameters), slices.Clone(d.formulas), slices.Clone(d.criteria), slices.Clone(d.programmes)}
}

// library joins definitions by name and checks them as a whole: nothing twice,
// every name known, kinds and units right, no cycle.
func (d definitions) library() (*Library, error) {
	l := &Library{definitions: d, field: map[string]*Field{}, parameter: map[string]*Parameter{}, formula: map[string][]*Formula{}, members: map[string][]member{}, banded: map[string]bool{}, terms: map[*Expression]*term{}}
	for _, step := range []func() error{l.names, l.versions, l.checkFormulas, l.checkCriteria, l.checkProgrammes} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return l, nil
}

func fault(at At, code, zh, en string, args ...any) *city.Error {
	return city.Errorf(code, zh, en, args...).At(at.File, "", at.Line, "")
}

func twice(at, before At, what, whatEn, id string) error {
	return fault(at, "duplicate", "%[1]s“%[3]s”已在 %[4]s 第 %[5]d 行写过", "the %[2]s %[3]q stands already in %[4]s, line %[5]d", what, whatEn, id, before.File, before.Line)
}

// names finds fields and parameters by name.
func (l *Library) names() error {
	for _, f := range l.fields {
		if old := l.field[f.Name]; old != nil {
			return twice(f.At, old.At, "字段", "field", f.Name)
		}
		l.field[f.Name] = f
	}
	for _, p := range l.parameters {
		if old := l.parameter[p.ID]; old != nil {
			return twice(p.At, old.At, "参数", "parameter", p.ID)
		}
		l.parameter[p.ID] = p
	}
	return nil
}

// member is one version of a criterion or of a programme.
type member struct {
	criterion *Criterion
	programme *Programme
}

func (m member) head() *Head {
	if m.criterion != nil {
		return &m.criterion.Head
	}
	return &m.programme.Head
}

func (m member) entity() string {
	if m.criterion != nil {
		return m.criterion.Entity
	}
	return m.programme.Entity
}

// versions finds formulas, criteria and programmes by identifier. Several with
// one identifier are versions, whose times must be stated and not overlap.
func (l *Library) versions() error {
	for _, f := range l.formulas {
		for _, old := range l.formula[f.ID] {
			if err := apart(&f.Head, &old.Head, "公式", "formula", f.ID); err != nil {
				return err
			}
			if f.Kind != old.Kind || f.Unit.of != old.Unit.of || f.Entity != old.Entity {
				return fault(f.At, "bad_version", "公式“%[1]s”的几个版本单位或主体不同", "versions of the formula %[1]q differ in unit or entity", f.ID)
			}
		}
		l.formula[f.ID] = append(l.formula[f.ID], f)
	}
	add := func(id string, m member) error {
		for _, old := range l.members[id] {
			if err := apart(m.head(), old.head(), "规则", "rule", id); err != nil {
				return err
			}
			if m.entity() != old.entity() || (m.criterion == nil) != (old.criterion == nil) {
				return fault(m.head().At, "bad_version", "“%[1]s”的几个版本不是同一主体的同一类规则", "versions of %[1]q aren't one kind of rule for one entity", id)
			}
		}
		l.members[id] = append(l.members[id], m)
		return nil
	}
	for _, c := range l.criteria {
		if err := add(c.ID, member{criterion: c}); err != nil {
			return err
		}
	}
	for _, p := range l.programmes {
		if err := add(p.ID, member{programme: p}); err != nil {
			return err
		}
	}
	return l.unbroken()
}

// unbroken checks that the versions of a rule follow one another without days
// between of which nothing is said.
func (l *Library) unbroken() error {
	for _, f := range l.formulas {
		if versions := l.formula[f.ID]; versions[0] == f {
			if err := joins(f.ID, heads(versions, formulaHead)); err != nil {
				return err
			}
		}
	}
	for _, id := range l.memberNames() {
		if err := joins(id, heads(l.members[id], member.head)); err != nil {
			return err
		}
	}
	return nil
}

func heads[T any](versions []T, head func(T) *Head) (out []*Head) {
	for _, v := range versions {
		out = append(out, head(v))
	}
	return out
}

// joins is the fault of a gap between versions, at the one that comes after.
func joins(id string, versions []*Head) error {
	if len(versions) < 2 {
		return nil
	}
	var all []Interval
	for _, h := range versions {
		all = append(all, h.Valid...)
	}
	slices.SortFunc(all, func(a, b Interval) int { return cmp.Compare(a.From, b.From) })
	reach := all[0].To
	for _, i := range all {
		if reach != Open && i.From > reach+1 {
			return fault(i.At, "gap", "“%[1]s”的两个版本之间，%[2]s 至 %[3]s 没有规定", "between two versions of %[1]q nothing is said for the time from %[2]s to %[3]s", id, reach+1, i.From-1).
				WithHint("确实没有的，在 valid 里加一段 status: none", "where there is none, add an interval with status: none")
		}
		reach = max(reach, i.To)
	}
	return nil
}

// apart checks that two versions don't share a day.
func apart(a, b *Head, what, whatEn, id string) error {
	if len(a.Valid) == 0 || len(b.Valid) == 0 {
		return twice(a.At, b.At, what, whatEn, id)
	}
	for _, i := range a.Valid {
		for _, k := range b.Valid {
			if i.Status != None && k.Status != None && i.From <= k.To && k.From <= i.To {
				return fault(i.At, "overlap", "“%[1]s”的这个版本与 %[2]s 第 %[3]d 行的版本时间重叠", "this version of %[1]q overlaps in time with that in %[2]s, line %[3]d", id, b.At.File, b.At.Line).
					WithHint("用 valid 写明每个版本何时有效", "say with valid when each version is in force")
			}
		}
	}
	return nil
}

// checkFormulas checks each formula after those that it uses.
func (l *Library) checkFormulas() error {
	const open, closed = 1, 2
	state := map[string]int{}
	var visit func(id string, depth int) error
	visit = func(id string, depth int) error {
		if state[id] == closed {
			return nil
		}
		state[id] = open
		for _, f := range l.formula[id] {
			if err := l.check(f.Expr, f.Entity); err != nil {
				return err
			}
			for _, used := range l.used(f.Expr, opFormula) {
				if depth > maxChain {
					return tooDeep(f.Expr.At, f.ID)
				}
				if state[used] == open {
					return fault(f.Expr.At, "cycle", "公式“%[1]s”与“%[2]s”互相引用，没有尽头", "the formulas %[1]q and %[2]q use one another without end", id, used)
				}
				if err := visit(used, depth+1); err != nil {
					return err
				}
			}
			if err := l.check(f.Expr, f.Entity); err != nil { // again: which formulas may be intervals is known now
				return err
			}
			if err := f.gives(l.terms[f.Expr]); err != nil {
				return err
			}
			l.banded[id] = l.banded[id] || l.terms[f.Expr].band
			if err := l.needs(f.At, f.Needs, f.Expr); err != nil {
				return err
			}
		}
		state[id] = closed
		return nil
	}
	for _, f := range l.formulas {
		if err := visit(f.ID, 0); err != nil {
			return err
		}
	}
	return nil
}

// maxChain is how many formulas, or programmes, may lead to one another.
const maxChain = 100

func tooDeep(at At, id string) error {
	return fault(at, "too_large", "“%[1]s”在 %[2]d 层引用之下，太深", "%[1]q lies below %[2]d others that lead to it, which is too deep", id, maxChain)
}

// gives checks what a formula gives against its unit.
func (f *Formula) gives(t *term) error {
	switch {
	case t.kind != f.Kind:
		return fault(f.Expr.At, "bad_type", "公式给出%[1]s，unit 写的是%[3]s", "the formula gives %[2]s; its unit says %[4]s", kindWords[t.kind][0], kindWords[t.kind][1], kindWords[f.Kind][0], kindWords[f.Kind][1])
	case t.kind == Number && !t.free && t.unit != f.Unit.of:
		return fault(f.Expr.At, "bad_unit", "公式给出%[1]s，unit 写的是%[2]s", "the formula gives %[3]s; its unit says %[4]s", t.unit.zh(), f.Unit.of.zh(), t.unit.en(), f.Unit.of.en())
	}
	return nil
}

// used lists what an expression uses: fields, parameters or formulas.
func (l *Library) used(e *Expression, what op) []string {
	var out []string
	if e == nil {
		return nil
	}
	l.terms[e].walk(func(t *term) {
		name := t.name
		switch {
		case what == opField && t.field != nil:
			name = t.field.Name
		case what == opParam && t.parameter != nil:
			name = t.parameter.ID
		case what != opFormula || t.op != opFormula:
			return
		}
		out = append(out, name)
	})
	slices.Sort(out)
	return slices.Compact(out)
}

// needs checks the list of fields that a definition says it needs.
func (l *Library) needs(at At, stated []string, of ...*Expression) error {
	if stated == nil {
		return nil
	}
	var names []string // used at first hand
	for _, e := range of {
		names = append(names, l.used(e, opField)...)
	}
	byFormulas := l.through(of)
	for _, n := range names {
		if !contains(stated, n) {
			return fault(at, "needs", "needs 缺少“%s”，表达式里用到了它", "needs lacks %q, which the expression uses", n)
		}
	}
	for _, n := range stated {
		if !contains(names, n) && !byFormulas[n] {
			return fault(at, "needs", "needs 里的“%s”没有用到", "%q in needs isn't used", n).WithHint("去掉它，或检查表达式", "take it out, or check the expression")
		}
	}
	return nil
}

// through finds the fields of the formulas that expressions use, at any depth.
func (l *Library) through(of []*Expression) map[string]bool {
	out, seen := map[string]bool{}, map[string]bool{}
	var visit func(e *Expression)
	visit = func(e *Expression) {
		for _, id := range l.used(e, opFormula) {
			if seen[id] {
				continue
			}
			seen[id] = true
			for _, f := range l.formula[id] {
				for _, n := range l.used(f.Expr, opField) {
					out[n] = true
				}
				visit(f.Expr)
			}
		}
	}
	for _, e := range of {
		visit(e)
	}
	return out
}

// checked parses and checks an expression that must give one kind.
func (l *Library) checked(e *Expression, entity string, kind Kind) error {
	if e == nil {
		return nil
	}
	if err := l.check(e, entity); err != nil {
		return err
	}
	if t := l.terms[e]; t.kind != kind {
		return fault(e.At, "bad_type", "这里是%[1]s，需要%[3]s", "this is %[2]s; %[4]s is needed", kindWords[t.kind][0], kindWords[t.kind][1], kindWords[kind][0], kindWords[kind][1])
	}
	return nil
}

func formulaHead(f *Formula) *Head { return &f.Head }

// formulaOn is the version of a formula that is in force on a day; nil where
// none is.
func (l *Library) formulaOn(id string, day Day, draft bool) *Formula {
	if i := on(l.formula[id], formulaHead, day, draft); i >= 0 {
		return l.formula[id][i]
	}
	return nil
}

// on chooses the version that is in force on a day; -1 where none is.
func on[T any](versions []T, head func(T) *Head, day Day, draft bool) int {
	return slices.IndexFunc(versions, func(v T) bool { h := head(v); return len(h.Valid) == 0 || at(h.Valid, day, draft) != nil })
}

// at gives the interval of a day; nil where nothing is in force on it.
func at(valid []Interval, day Day, draft bool) *Interval {
	i := slices.IndexFunc(valid, func(i Interval) bool { return i.From <= day && day <= i.To })
	if i < 0 || valid[i].Status == None || valid[i].Status == Draft && !draft {
		return nil
	}
	return &valid[i]
}
