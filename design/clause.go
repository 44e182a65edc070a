package design

import (
	"slices"
	"strings"

	"github.com/quanyu/quanyu/rule"
)

// packageView names the last package of a library, with what it and those it
// stands over change; nil where there is none.
func packageView(l *rule.Library) *PackageView {
	if l == nil || len(l.Packages()) == 0 {
		return nil
	}
	all := l.Packages()
	last := all[len(all)-1]
	v := &PackageView{ID: last.ID, Title: last.Title, Baseline: last.Baseline, Address: l.Address(), Clauses: []ClauseView{}}
	for _, p := range all {
		for _, c := range p.Clauses {
			x := ClauseView{Package: p.ID, Number: c.Number, Text: c.Text, Edits: []string{}}
			for _, e := range c.Edits {
				x.Edits = append(x.Edits, e.ID)
			}
			v.Clauses = append(v.Clauses, x)
		}
	}
	return v
}

// clausesOf lists the clauses of a library's packages that reach a programme:
// those that change it, or what it and its criteria name, at any depth.
func clausesOf(l *rule.Library, plan *rule.Plan, p int, leaves []int) []*rule.Clause {
	reached := []string{plan.Programmes[p].ID}
	var texts seen
	see := texts.see
	see(plan.Programmes[p].Applies)
	for _, b := range plan.Benefits {
		if b.Programme == plan.Programmes[p].ID {
			see(b.Expr)
		}
	}
	for _, i := range leaves {
		c := plan.Criteria[i]
		reached = append(reached, c.ID)
		see(c.Applies)
		see(c.Expr)
		if c.Score != nil {
			see(c.Score.Cap)
			see(c.Score.Pass)
			seeItems(c.Score.Items, see)
		}
	}
	reached = append(reached, texts.reach(l)...)
	var out []*rule.Clause
	for _, k := range l.Packages() {
		for _, c := range k.Clauses {
			if slices.ContainsFunc(reached, func(id string) bool { return slices.Contains(l.Clauses(id, plan.Date), c) }) {
				out = append(out, c)
			}
		}
	}
	return out
}

// clauseNames gives each clause with the document that it stands in.
func clauseNames(list []*rule.Clause) []string {
	out := []string{}
	for _, c := range list {
		out = append(out, c.Package.Title.Zh+c.Number)
	}
	return out
}

// clauseText names each document once, with its clauses.
func clauseText(list []*rule.Clause) string {
	var b strings.Builder
	for i, c := range list {
		switch {
		case i == 0:
			b.WriteString(c.Package.Title.Zh)
		case c.Package != list[i-1].Package:
			b.WriteString("；" + c.Package.Title.Zh)
		default:
			b.WriteString("、")
		}
		b.WriteString(c.Number)
	}
	return b.String()
}

// floored reports whether a clause says 不少于 of an amount that a programme
// pays: what is counted is the least, and more may be paid.
func floored(l *rule.Library, plan *rule.Plan, programme string) bool {
	var texts seen
	for _, b := range plan.Benefits {
		if b.Programme == programme {
			texts.see(b.Expr)
		}
	}
	return slices.ContainsFunc(texts.reach(l), func(id string) bool { return l.AtLeast(id, plan.Date) })
}

// seen are the texts of expressions.
type seen []string

func (s *seen) see(e *rule.Expression) {
	if e != nil {
		*s = append(*s, e.Text)
	}
}

// reach lists the formulas and parameters that expressions name, at any depth.
func (s *seen) reach(l *rule.Library) (ids []string) {
	for i := 0; i < len(*s); i++ { // they grow by the formulas that they name
		for _, f := range l.Formulas() {
			if names((*s)[i], "formula."+f.ID) && !slices.Contains(ids, f.ID) {
				ids = append(ids, f.ID)
				s.see(f.Expr)
			}
		}
		for _, x := range l.Parameters() {
			if names((*s)[i], "param."+x.ID) && !slices.Contains(ids, x.ID) {
				ids = append(ids, x.ID)
			}
		}
	}
	return ids
}

func seeItems(items []rule.Item, see func(*rule.Expression)) {
	for _, i := range items {
		for _, e := range append([]*rule.Expression{i.Max, i.Expr, i.Low, i.High, i.Cap}, i.BetterOf...) {
			see(e)
		}
		seeItems(i.Items, see)
	}
}

// names reports whether an expression holds a name as a whole word.
func names(text, name string) bool {
	for rest := text; ; {
		i := strings.Index(rest, name)
		if i < 0 {
			return false
		}
		after := rest[i+len(name):]
		if after == "" || !strings.ContainsRune("._0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", rune(after[0])) {
			return true
		}
		rest = after
	}
}
